//! To the ticket, and files: what leaves the page is shown before it does, and what was replaced in it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::signals::memo;
use crate::app::store::{Store, copy_ticket, replace_names, save, set_ticket_form};
use crate::app::ui::each::each;
use crate::app::ui::show::Show;
use crate::app::ui::view;
use crate::output::redact::{Change, What};
use crate::report::export::{self as facts, FileKind, Form, Piece, Replaced};
use crate::texts::Texts;

/// The panel of the view of a session.
#[component]
pub fn Export() -> impl IntoView {
    let store = expect_context::<Store>();
    let act = move |act| match act {
        Act::Form(form) => set_ticket_form(store, form),
        Act::ReplaceNames(is_redacted) => replace_names(store, is_redacted),
        Act::CopyTicket => copy_ticket(store),
        Act::Save(what) => save::save(store, what),
    };
    view! { <Leaving facts=store.desk.export texts=store.texts on_act=act /> }
}

/// What can be done here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Act {
    /// The ticket is to be of this form.
    Form(Form),
    /// Names are to be replaced, or not.
    ReplaceNames(bool),
    /// The ticket is copied.
    CopyTicket,
    /// A file is saved.
    Save(FileKind),
}

/// The view itself.
#[component]
pub fn Leaving(
    /// What leaves, as soon as it is made.
    #[prop(into)]
    facts: Signal<Option<Arc<facts::Export>>>,
    /// The language.
    #[prop(into)]
    texts: Signal<Texts>,
    /// Does one of these things.
    #[prop(into)]
    on_act: Callback<Act>,
) -> impl IntoView {
    let is_there = memo(move || facts.read().is_some());
    let has_log = memo(move || facts.read().as_ref().is_some_and(|facts| facts.has_log));
    let form = memo(move || facts.read().as_ref().map(|facts| facts.form).unwrap_or_default());
    let is_redacted = memo(move || facts.read().as_ref().is_some_and(|facts| facts.replaced.is_some()));
    let pieces =
        move || facts.read().as_ref().map_or_else(Vec::new, |facts| facts.ticket.iter().map(piece).collect::<Vec<_>>());
    view! {
        <div class="report">
            <Show when=move || is_there.get()>
                <section class="export">
                    // What opens this says so already.
                    <h2 class="unseen">{move || texts.get().export_title()}</h2>
                    <Choices texts=texts form=form is_redacted=is_redacted on_act=on_act />
                    <pre class="ticket" tabindex="0">
                        {move || pieces()}
                    </pre>
                    <p class="bar no-print">
                        <button
                            type="button"
                            class="button button--main"
                            on:click=move |_| on_act.run(Act::CopyTicket)
                        >
                            {move || texts.get().common_copy()}
                        </button>
                    </p>
                    {move || {
                        let facts = facts.get()?;
                        Some(changes(facts.replaced.as_ref()?, texts.get()))
                    }}
                    <Show when=move || has_log.get()>
                        <Files texts=texts is_redacted=is_redacted on_act=on_act />
                    </Show>
                </section>
            </Show>
        </div>
    }
}

/// The form of the ticket, and whether names are replaced.
#[component]
fn Choices(texts: Signal<Texts>, form: Memo<Form>, is_redacted: Memo<bool>, on_act: Callback<Act>) -> impl IntoView {
    let forms = Form::ALL.map(|of| {
        let name = move || match of {
            Form::Text => texts.get().export_form_text(),
            Form::Markdown => texts.get().export_form_markdown(),
        };
        view! {
            <button
                type="button"
                class="button"
                aria-pressed=move || yes_no(form.get() == of)
                on:click=move |_| on_act.run(Act::Form(of))
            >
                {move || name()}
            </button>
        }
    });
    view! {
        <div class="bar no-print">
            <div class="choice" role="group" aria-label=move || texts.get().export_form()>
                {forms}
            </div>
            <button
                type="button"
                class="switch"
                role="switch"
                aria-checked=move || yes_no(is_redacted.get())
                on:click=move |_| on_act.run(Act::ReplaceNames(!is_redacted.get_untracked()))
            >
                {move || texts.get().export_redact()}
            </button>
        </div>
    }
}

const fn yes_no(truth: bool) -> &'static str {
    if truth { "true" } else { "false" }
}

/// A piece of the ticket: a stand-in is marked, and says on hover what it stands for.
fn piece(piece: &Piece) -> AnyView {
    let text = piece.text.clone();
    match piece.name.clone() {
        Some(name) => view! { <mark title=name>{text}</mark> },
        None => text.into_any(),
    }
}

/// What was replaced, by what, and how often.
fn changes(replaced: &Replaced, texts: Texts) -> AnyView {
    if replaced.n == 0 {
        return view! { <p class="soft">{texts.export_no_names()}</p> };
    }
    let n_more = replaced.n.saturating_sub(replaced.changes.len());
    let more = (n_more > 0).then(|| view! { <p class="soft">{texts.common_and_more(texts.count(n_more))}</p> });
    let rows = replaced.changes.iter().map(|change| row(change, texts)).collect_view();
    view! {
        <details open>
            <summary>{texts.export_replaced(replaced.n, texts.count(replaced.n))}</summary>
            <p class="soft">{texts.export_replaced_means()}</p>
            // Nothing in it can be reached by keyboard, and it scrolls.
            <div class="scroll-x" tabindex="0">
                <table class="changes">
                    <caption class="unseen">{texts.export_replaced_caption()}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{texts.common_kind()}</th>
                            <th scope="col">{texts.export_column_name()}</th>
                            <th scope="col">{texts.export_column_stand_in()}</th>
                            <th scope="col" class="number">
                                {texts.export_column_times()}
                            </th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {more}
        </details>
    }
}

fn row(change: &Change, texts: Texts) -> impl IntoView + use<> {
    view! {
        <tr>
            <td>{what(change.what, texts)}</td>
            <td class="text">{change.name.clone()}</td>
            <td>
                <mark>{change.stand_in.clone()}</mark>
            </td>
            <td class="number">{texts.count(change.n)}</td>
        </tr>
    }
}

/// What a name is of.
fn what(what: What, texts: Texts) -> String {
    match what {
        What::Job => texts.export_what_job(),
        What::Organization => texts.export_what_organization(),
        What::Address => texts.export_what_mail(),
        What::Domain => texts.export_what_domain(),
        What::Host => texts.export_what_host(),
        What::Ip => texts.export_what_ip(),
        What::Link => texts.export_what_link(),
        What::Path => texts.export_what_path(),
        What::File => texts.export_what_file(),
        What::Id => texts.export_what_id(),
        What::Secret => texts.export_what_secret(),
        What::Search => texts.export_what_search(),
        What::Name => texts.export_what_name(),
        object => texts.object_kind(object.word()).into_owned(),
    }
}

/// The files, each with what it is.
#[component]
fn Files(texts: Signal<Texts>, is_redacted: Memo<bool>, on_act: Callback<Act>) -> impl IntoView {
    // What is sent byte for byte keeps its names.
    let offered = move || {
        let is_redacted = is_redacted.get();
        FileKind::OF_SESSION.into_iter().filter(move |file| !is_redacted || file.can_be_redacted()).collect::<Vec<_>>()
    };
    let file = move |file: FileKind| {
        view! {
            <li>
                <button type="button" class="button" on:click=move |_| on_act.run(Act::Save(file))>
                    {move || told(file, texts.get()).0}
                </button>
                <span class="soft">{move || told(file, texts.get()).1}</span>
            </li>
        }
    };
    let note = move || {
        let texts = texts.get();
        if is_redacted.get() { texts.export_note_redacted() } else { texts.export_note_names() }
    };
    view! {
        <h2 class="no-print">{move || texts.get().export_files()}</h2>
        <ul class="files no-print">
            {each(offered, |file| (*file as u64).into(), file)}
        </ul>
        <p class="soft no-print">{move || note()}</p>
    }
}

/// What a file is called, and what it is.
fn told(file: FileKind, texts: Texts) -> (String, String) {
    let (name, about) = match file {
        FileKind::Json => ("JSON", texts.export_json_about()),
        FileKind::Svg => ("SVG", texts.export_svg_about()),
        FileKind::Png => ("PNG", texts.export_png_about()),
        FileKind::Session => return (texts.export_session(), texts.export_session_about()),
        _ => ("CSV", texts.export_csv_about()),
    };
    (name.to_owned(), about)
}
