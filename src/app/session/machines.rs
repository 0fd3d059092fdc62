//! How far the machines of the session are, and what can be done about it.

use leptos::prelude::*;

use crate::app::signals::memo;
use crate::app::store::Store;
use crate::app::store::load;
use crate::app::store::load::machines::{self, MachinesLoad};
use crate::app::ui::show::Show;
use crate::app::ui::view;
use crate::app::ui::{Button, speak};
use crate::format;

/// The line; nothing where no machines were asked for.
#[component]
pub fn MachinesLine() -> impl IntoView {
    let store = expect_context::<Store>();
    let texts = store.texts;
    let state = store.open.machines.state;
    let goes_on = memo(move || store.open.session.read().as_ref().is_some_and(|session| session.goes_on()));
    let line = memo(move || {
        let texts = texts.get();
        let of = |n_done: &usize, n_all: &usize| (texts.count(*n_done), texts.count(*n_all));
        match &*state.read() {
            None => String::new(),
            Some(MachinesLoad::Loading(_, 0)) => texts.session_machines_asked(),
            Some(MachinesLoad::Loading(n_done, n_all)) => {
                let (n_done, n_all) = of(n_done, n_all);
                texts.session_machines_loading(n_done, n_all)
            }
            Some(MachinesLoad::Stopped(n_done, n_all)) => {
                let (n_done, n_all) = of(n_done, n_all);
                texts.session_machines_stopped(n_done, n_all)
            }
            Some(MachinesLoad::Done(n, missing)) if missing.is_empty() => {
                let done = texts.session_machines_done(*n, texts.count(*n));
                if goes_on.get() { [&done, " ", &texts.session_machines_go_on()].concat() } else { done }
            }
            Some(MachinesLoad::Done(n, missing)) => {
                const N_NAMED: usize = 8;
                let names: Vec<String> =
                    missing.iter().take(N_NAMED).map(|name| format::visible(name).into_owned()).collect();
                let n_missing = texts.count(missing.len());
                texts.session_machines_missing(texts.count(*n), n_missing, names.join(", "))
            }
            Some(MachinesLoad::NotThere(why)) => texts.session_machines_none(why.say(texts)),
            Some(MachinesLoad::None) => texts.session_machines_none(texts.faults_no_parts()),
            Some(MachinesLoad::Failed(fault)) => {
                let status = fault.status().map(|status| status.to_string()).unwrap_or_default();
                texts.session_machines_failed(status)
            }
        }
    });
    let button = memo(move || {
        let texts = texts.get();
        match &*state.read() {
            Some(MachinesLoad::Loading(_, n_all)) if *n_all > 0 => texts.common_stop(),
            Some(MachinesLoad::Stopped(..)) => texts.common_go_on(),
            Some(MachinesLoad::Failed(_)) => texts.common_again(),
            Some(MachinesLoad::Done(_, missing)) if !missing.is_empty() => texts.common_again(),
            Some(MachinesLoad::Done(..)) if goes_on.get() => texts.common_refresh(),
            _ => String::new(),
        }
    });
    let act = move |()| {
        if matches!(*state.read_untracked(), Some(MachinesLoad::Loading(..))) {
            machines::stop(store);
        } else if matches!(&*state.read_untracked(), Some(MachinesLoad::Done(_, missing)) if missing.is_empty()) {
            load::reload_log(store);
        } else {
            machines::resume(store);
        }
    };
    // A count that moves is not spoken each time.
    let is_moving = move || matches!(&*state.read(), Some(MachinesLoad::Loading(..)));
    speak(move || if is_moving() { String::new() } else { line.get() });
    view! {
        <Show when=move || !line.read().is_empty()>
            <div class="bar machines">
                <span class="soft text">{move || line.get()}</span>
                <Show when=move || !button.read().is_empty()>
                    <Button name=move || button.get() on_click=act />
                </Show>
            </div>
        </Show>
    }
}
