//! The ticket as it will be, and what was replaced in it.

use std::sync::Arc;

use leptos::prelude::*;
use tapeline::app::session::export::Leaving;
use tapeline::output::redact::{Redactor, What};
use tapeline::report::export::{Export, Form, export};
use tapeline::texts::{Lang, Texts};

use crate::render::{html, outline, plain};

fn shown(facts: Export, lang: Lang) -> String {
    html(move || {
        let facts = Signal::stored(Some(Arc::new(facts)));
        view! { <Leaving facts=facts texts=Texts::new(lang) on_act=|_| () /> }
    })
}

#[test]
fn the_preview_of_a_ticket_marks_what_was_replaced() {
    let mut redactor = Redactor::new();
    redactor.learn_text("Processing team: Sales North");
    let ticket = redactor.apply(What::Text, "Text: Processing team: Sales North");
    let text = outline(&shown(export(&ticket, Form::Markdown, None, true), Lang::En));
    let pressed = |name: &str, is_pressed: bool| {
        format!("button type=\"button\" aria-pressed=\"{is_pressed}\" class=\"button\"\n          \"{name}\"")
    };
    for wanted in [
        &*pressed("Markdown", true),
        &pressed("Text", false),
        "role=\"switch\" aria-checked=\"false\"",
        "\"Copy\"",
        "\"CSV\"",
        "\"JSON\"",
        "\"SVG\"",
        "\"PNG\"",
        "\"Saved session\"",
        "\"Text: Processing team: team-1\"",
    ] {
        assert!(text.contains(wanted), "{wanted} in {text}");
    }
    assert!(!text.contains("  mark"));
    let replaced = export(&ticket, Form::Markdown, Some(&redactor), true);
    let text = outline(&shown(replaced.clone(), Lang::En));
    assert!(text.contains("\n      mark title=\"Sales North\"\n        \"team-1\"\n"), "{text}");
    assert!(text.contains("\"1 name was replaced\"") && text.contains("aria-checked=\"true\""));
    assert!(!text.contains("\"JSON\""), "the server's own answers hold all names");
    assert!(!outline(&shown(export(&ticket, Form::Markdown, None, false), Lang::En)).contains("\"CSV\""));
    let german = plain(&shown(replaced, Lang::De));
    assert!(german.contains("Team\tSales North\tteam-1\t1\n"), "{german}");
}
