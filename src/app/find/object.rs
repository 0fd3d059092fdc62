//! One object: when it last worked, how often it failed and with which messages, and where it is missing.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Now, session};
use crate::answers::find::Failure;
use crate::answers::objects::ObjectKind;
use crate::app::signals::memo;
use crate::app::ui::show::Show;
use crate::app::ui::view;
use crate::app::ui::{Badge, MaybeLink, Term};
use crate::format;
use crate::model::{Id, Severity};
use crate::reader::{LABEL_MAX_CHARS, Reader, class};
use crate::report::find::{FailedIn, Named, Object};
use crate::texts::Texts;

/// The longest message, in letters.
const MESSAGE_MAX_CHARS: usize = 1000;

/// The object as it is now.
#[derive(Clone, Copy)]
struct Known {
    object: Memo<Option<Object>>,
    now: Now,
}

impl Known {
    fn of<T: Default>(self, say: impl FnOnce(&Object, &Reader) -> T) -> T {
        self.object.read().as_ref().map(|object| say(object, &self.now.reader.read())).unwrap_or_default()
    }

    fn has(self, holds: fn(&Object) -> bool) -> Memo<bool> {
        memo(move || self.object.read().as_ref().is_some_and(holds))
    }
}

/// The object of this kind and name.
#[component]
pub(super) fn OneObject(now: Now, kind: ObjectKind, name: String) -> impl IntoView {
    let texts = now.texts;
    let title = format::shown(&name, LABEL_MAX_CHARS).into_owned();
    let object = memo(move || {
        let facts = now.facts.read();
        facts.as_deref()?.objects.iter().find(|object| object.kind == kind && object.name == name).cloned()
    });
    let known = Known { object, now };
    let has_failed = known.has(|object| !object.failed.is_empty());
    let is_missing = known.has(|object| object.n_missing > 0);
    let of_kind = move || [" (", &*texts.get().object_kind(kind.word()), ")"].concat();
    view! {
        <article class="find__object">
            <h2 class="text">
                {title} {(kind != ObjectKind::Other).then(|| view! { <span class="soft">{move || of_kind()}</span> })}
            </h2>
            <ul class="facts">
                <li>{move || known.of(|object, reader| Some(last_good(object, reader)))}</li>
                <li>{move || known.of(|object, reader| Some(how_often(object, reader)))}</li>
                <li>{move || known.of(|object, reader| Some(how_long(object, reader)))}</li>
            </ul>
            <Show when=move || has_failed.get()>
                <h3>{move || texts.get().find_failures()}</h3>
                <ul class="find__failures">{move || known.of(|object, reader| Some(failures(object, reader)))}</ul>
            </Show>
            <Show when=move || is_missing.get()>
                <Missing known=known />
            </Show>
        </article>
    }
}

/// A link to a session, perhaps to one of its items.
fn link(named: &Named, item: Option<&Id>, text: String, reader: &Reader) -> impl IntoView + use<> {
    let href = reader.session_route(&named.session, item).map(|route| route.to_string());
    view! { <MaybeLink href=href text=text /> }
}

fn last_good(object: &Object, reader: &Reader) -> AnyView {
    let texts = reader.texts;
    let means = texts.find_last_worked_means();
    let Some(good) = &object.last_good else {
        return view! { <Term text=texts.find_never_worked() definition=means /> };
    };
    let warned = good.has_warned.then(|| {
        let severity = Severity::Warning;
        view! { " " <Badge class=class(severity) symbol=severity.symbol() word=texts.find_with_warning() /> }
    });
    view! {
        <Term text=texts.find_last_worked() definition=means />
        " "
        {link(&good.session, good.item.as_ref(), session(&good.session, reader), reader)}
        {warned}
        {good.is_newest.then(|| texts.find_newest_run())}
    }
}

fn how_often(object: &Object, reader: &Reader) -> impl IntoView + use<> {
    let texts = reader.texts;
    let text = texts.find_failed_in(texts.count(object.n_failed_runs), texts.count(object.n_runs));
    let n = object.n_failed_in_row;
    let in_row = (n > 1).then(|| texts.find_newest_in_a_row(texts.count(n)));
    let mended = object.n_mended_runs;
    let mended = (mended > 0).then(|| texts.find_mended(mended, texts.count(mended)));
    // Since when it does not work.
    let since = object.failed_since.as_ref().map(|(named, item)| {
        let is_least = object.is_since_least;
        let text = if is_least { texts.find_fails_at_least_since() } else { texts.find_fails_since() };
        view! { "; " <b class="is-long">{text}</b> " " {link(named, item.as_ref(), session(named, reader), reader)} }
    });
    view! {
        <Term text=text definition=texts.find_failed_in_means() />
        {in_row}
        {mended}
        {since}
    }
}

fn how_long(object: &Object, reader: &Reader) -> AnyView {
    let texts = reader.texts;
    let Some(usual) = object.usual else { return texts.find_usually_unknown().into_any() };
    let text = texts.usual(usual.parts());
    view! { <Term text=texts.find_takes(text) definition=texts.find_usually_means() /> }
}

/// Each failure with its message, and how many more there are.
fn failures(object: &Object, reader: &Reader) -> impl IntoView + use<> {
    let texts = reader.texts;
    let n_more = object.n_failed.saturating_sub(object.failed.len());
    let sessions = object.failed.iter().map(|failed| of_session(failed, reader)).collect_view();
    view! {
        {sessions}
        {(n_more > 0).then(|| view! { <li>{texts.find_more_sessions(texts.count(n_more))}</li> })}
    }
}

fn of_session(failed: &FailedIn, reader: &Reader) -> impl IntoView + use<> {
    let texts = reader.texts;
    let more = (failed.n_more > 0).then(|| {
        let more = texts.find_more_failed(failed.n_more, texts.count(failed.n_more));
        view! { <li>{texts.find_in_this_session(more)}</li> }
    });
    view! {
        {failed.failures.iter().map(|failure| one_failure(failure, &failed.session, reader)).collect_view()}
        {more}
    }
}

fn one_failure(failure: &Failure, named: &Named, reader: &Reader) -> impl IntoView + use<> {
    let severity = Severity::Failed;
    let when = failure.start.or(named.session.start).map(|t| reader.moment(t)).unwrap_or_default();
    let text = format::visible(&[&named.name, ", ", &when].concat()).into_owned();
    view! {
        <li class="find__failure">
            <Badge class=class(severity) symbol=severity.symbol() word=reader.texts.severity(severity) />
            " "
            {link(named, failure.item.as_ref(), text, reader)}
            <p class="text">{format::shown(&failure.text, MESSAGE_MAX_CHARS).into_owned()}</p>
        </li>
    }
}

/// Sessions of its jobs without it.
#[component]
fn Missing(known: Known) -> impl IntoView {
    let texts = known.now.texts;
    let count = move || {
        let n = known.of(|object, _| object.n_missing);
        let texts: Texts = texts.get();
        texts.find_missing(n, texts.count(n))
    };
    let line = |named: &Arc<Named>, reader: &Reader| {
        view! { <li>{link(named, None, session(named, reader), reader)}</li> }
    };
    let lines =
        move || known.of(|object, reader| object.missing.iter().map(|named| line(named, reader)).collect_view());
    let more = move || {
        let n = known.of(|object, _| object.n_missing.saturating_sub(object.missing.len()));
        let texts = texts.get();
        (n > 0).then(|| view! { <li>{texts.common_and_more(texts.count(n))}</li> })
    };
    view! {
        <details>
            <summary>
                <Term
                    text=Signal::derive(count)
                    definition=Signal::derive(move || texts.get().find_missing_means())
                />
            </summary>
            <ul class="list">{move || lines()} {move || more()}</ul>
        </details>
    }
}
