//! The ticket as it will be, and what was replaced in it.

use tapeline::output::redact::{Redactor, What};
use tapeline::report::doc::outline;
use tapeline::report::export::{Export, Form, export};
use tapeline::report::{Context, Doc};

#[test]
fn the_preview_of_a_ticket_marks_what_was_replaced() {
    let mut redactor = Redactor::new();
    redactor.learn_text("Processing team: Sales North");
    let ticket = redactor.apply(What::Text, "Text: Processing team: Sales North");
    let show = |export_of: Export<'_>| {
        let mut doc = Doc::new();
        export(&mut doc, &Context::default(), export_of);
        outline(&doc.into_bytes())
    };
    let plain = Export { ticket: &ticket, form: Form::Markdown, redactor: None, has_log: true };
    let text = show(plain);
    for wanted in [
        "aria-pressed=\"true\" data-do=\"ticket-form:markdown\"",
        "role=\"switch\" aria-checked=\"false\" data-do=\"redact\"",
        "data-do=\"copy-ticket\"",
        "data-do=\"save:csv\"",
        "data-do=\"save:json\"",
        "data-do=\"save:svg\"",
        "data-do=\"save:png\"",
        "data-do=\"save:session\"",
        "\"Text: Processing team: team-1\"",
    ] {
        assert!(text.contains(wanted), "{wanted} in {text}");
    }
    assert!(!text.contains("  mark"));
    let text = show(Export { redactor: Some(&redactor), ..plain });
    assert!(text.contains("\n    mark title=\"Sales North\"\n      \"team-1\"\n"), "{text}");
    assert!(text.contains("\"1 name was replaced\"") && text.contains("aria-checked=\"true\""));
    assert!(!text.contains("save:json"), "the server's own answers hold all names");
    assert!(!show(Export { has_log: false, ..plain }).contains("save:"));
    assert_eq!(Form::from_word("markdown"), Some(Form::Markdown));
}
