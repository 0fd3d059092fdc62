//! How far a search has come, and which logs it could not look through.

use leptos::prelude::*;

use super::{Now, OfSearch, session};
use crate::app::signals::memo;
use crate::app::ui::show::Show;
use crate::app::ui::view;
use crate::app::ui::{MaybeLink, speak};
use crate::format;
use crate::reader::Reader;
use crate::report::find::{Found, Named};
use crate::texts::Texts;

/// The longest reason, in letters.
const WHY_MAX_CHARS: usize = 1000;
/// Whether what was missed is shown from the start.
const IS_OPEN: bool = true;

/// What can be done about it.
#[derive(Clone, Copy, PartialEq)]
enum Next {
    Stop,
    GoOn,
    Older,
}

impl Next {
    fn of(found: &Found) -> Option<Self> {
        let progress = found.progress;
        if progress.goes_on() {
            Some(Self::Stop)
        } else if progress.n_done < progress.n_total {
            Some(Self::GoOn)
        } else {
            progress.has_older.then_some(Self::Older)
        }
    }

    fn name(self, texts: Texts) -> String {
        match self {
            Self::Stop => texts.find_stop(),
            Self::GoOn => texts.find_go_on(),
            Self::Older => texts.find_older(),
        }
    }
}

/// What was looked through. One button does all there is to do, so that it keeps the focus.
#[component]
pub(super) fn Searched(now: Now, on_act: Callback<OfSearch>) -> impl IntoView {
    let texts = now.texts;
    let next = now.memo(Next::of);
    let goes_on = memo(move || next.get() == Some(Next::Stop));
    let has_next = memo(move || next.get().is_some());
    let progress = now.memo(|found| found.progress);
    let act = move |_| match next.get_untracked() {
        Some(Next::Stop) => on_act.run(OfSearch::Stop),
        Some(Next::GoOn | Next::Older) => on_act.run(OfSearch::GoOn),
        None => {}
    };
    speak(move || now.of(sentence));
    view! {
        <div class="find__searched">
            <span>{move || now.of(sentence)}</span>
            <Show when=move || goes_on.get()>
                <progress
                    max=move || progress.get().n_total.to_string()
                    value=move || progress.get().n_done.to_string()
                    aria-label=move || texts.get().find_looked_through()
                ></progress>
            </Show>
            <Show when=move || has_next.get()>
                <button type="button" on:click=act>
                    {move || next.get().map(|next| next.name(texts.get()))}
                </button>
            </Show>
        </div>
    }
}

fn sentence(found: &Found, reader: &Reader) -> String {
    let (texts, progress) = (reader.texts, found.progress);
    let items = texts.common_items(found.n_items, texts.count(found.n_items));
    let mut out = texts.find_searched(texts.count(found.n_read), texts.count(progress.n_total), items);
    if let Some((from, to)) = found.from_to {
        out.push_str(&texts.find_begun(reader.moment_near(from), reader.moment_near(to)));
    }
    out.push_str(". ");
    out.push_str(&if progress.goes_on() {
        texts.find_goes_on()
    } else if progress.is_stopped {
        texts.find_stopped()
    } else if progress.has_older {
        texts.find_has_older()
    } else if !progress.has_all_sessions {
        texts.find_not_all_loaded()
    } else if !found.missed.is_empty() {
        texts.find_all_but_missed()
    } else {
        texts.find_all()
    });
    out
}

/// The logs that could not be looked through, and why.
#[component]
pub(super) fn Missed(now: Now) -> impl IntoView {
    let count = move || {
        now.of(|found, reader| {
            let n = found.missed.len();
            reader.texts.find_missed(n, reader.texts.count(n))
        })
    };
    let lines = move || {
        now.of(|found, reader| {
            found.missed.iter().map(|(named, why)| missed(named, why.as_deref(), reader)).collect_view()
        })
    };
    view! {
        <details class="notice notice--warn" open=IS_OPEN>
            <summary>{move || count()}</summary>
            <ul class="list">{move || lines()}</ul>
        </details>
    }
}

fn missed(named: &Named, why: Option<&str>, reader: &Reader) -> impl IntoView + use<> {
    let href = reader.session_route(&named.session, None).map(|route| route.to_string());
    let why = match why {
        Some(why) => format::shown(why, WHY_MAX_CHARS).into_owned(),
        None => reader.texts.find_no_address(),
    };
    view! {
        <li>
            <MaybeLink href=href text=session(named, reader) />
            ": "
            {why}
        </li>
    }
}
