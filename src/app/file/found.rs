//! What is in a file of several things, to choose from.

use leptos::prelude::*;

use crate::app::store::{Store, file as act};
use crate::app::ui::foreign::shown;
use crate::app::ui::view;
use crate::app::ui::{Badge, Button};
use crate::model::SessionKind;
use crate::reader::class;
use crate::wire::{Thing, What};

/// More than these are counted, and not listed.
const N_LISTED: usize = 500;

/// The list; nothing where the file is one thing.
#[component]
pub(super) fn InFile() -> impl IntoView {
    let store = expect_context::<Store>();
    view! { {move || {
        let found = store.in_file.get()?;
        let reader = store.reader.get();
        let texts = reader.texts;
        let about = if found.is_recording { texts.file_found_recording() } else { texts.file_found_sessions() };
        let rows = found.things.iter().take(N_LISTED).enumerate().map(|(at, thing)| row(store, at, thing));
        let n_more = found.things.len().saturating_sub(N_LISTED);
        Some(view! {
            <section class="file-found">
                <p>{about}</p>
                {found.has_secret.then(|| view! { <p class="field__bad" role="alert">{texts.file_found_secret()}</p> })}
                {found.is_cut.then(|| view! { <p class="field__bad">{texts.file_found_cut()}</p> })}
                <div class="scroll-x">
                    <table>
                        <caption>{texts.file_found(shown(&found.name))}</caption>
                        <thead>
                            <tr>
                                <th scope="col">{texts.file_found_what()}</th>
                                <th scope="col">{texts.file_found_result()}</th>
                                <th scope="col">{texts.file_found_time()}</th>
                                <th scope="col">{texts.file_found_open()}</th>
                            </tr>
                        </thead>
                        <tbody>{rows.collect_view()}</tbody>
                    </table>
                </div>
                {(n_more > 0).then(|| view! { <p class="soft">{texts.file_found_more(texts.count(n_more))}</p> })}
            </section>
        })
    }} }
}

/// A thing that can be chosen, or is only told.
fn row(store: Store, at: usize, thing: &Thing) -> impl IntoView + use<> {
    let reader = store.reader.get();
    let texts = reader.texts;
    let (name, what, time, can_open) = match &thing.what {
        What::Answer { request, at, list } => {
            let what = match list {
                None => texts.file_found_log(),
                Some(SessionKind::Job) => texts.file_found_job_sessions(),
                Some(SessionKind::DataRetrieval) => texts.file_found_retrievals(),
            };
            (request.clone(), what.into_any(), at.map(|at| reader.moment(at)), true)
        }
        What::Session { session, has_log } => {
            let severity = session.status.severity();
            let word = shown(&match &session.status_word {
                Some(word) => word.clone(),
                None => texts.status(session.status),
            });
            let badge = view! { <Badge class=class(severity) symbol=severity.symbol() word=word /> };
            let name = store.session_name(session);
            (name, badge.into_any(), session.start.map(|start| reader.moment(start)), *has_log)
        }
    };
    let name = shown(&name);
    let open = can_open.then(|| {
        view! { <Button name=move || texts.file_found_open() on_click=move |()| act::choose(store, at) /> }
    });
    view! {
        <tr>
            <td class="text">{name}</td>
            <td>{what}</td>
            <td>{time}</td>
            <td>{open}</td>
        </tr>
    }
}
