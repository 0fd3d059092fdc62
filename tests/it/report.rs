//! Reports: documents, and what they say.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a panic is how a test fails")]

mod compare;
mod desk;
mod export;
mod files;
mod nights;
mod summary;
mod work;

use tapeline::report::Doc;
use tapeline::report::doc::{Step, outline, plain, steps};

#[test]
fn a_document_reads_back_as_it_was_written() {
    let mut doc = Doc::new();
    doc.el("p", "facts", |doc| {
        doc.set("id", "a");
        doc.text("<b>no markup</b>");
        doc.link("#/connect", "", "go");
    });
    let bytes = doc.into_bytes();
    assert_eq!(
        outline(&bytes),
        "p class=\"facts\" id=\"a\"\n  \"<b>no markup</b>\"\n  a href=\"#/connect\"\n    \"go\"\n"
    );
    assert_eq!(steps(&bytes).last(), Some(Step::Close));
    for cut in 0..bytes.len() {
        assert!(
            steps(bytes.get(..cut).unwrap_or_default()).count() <= steps(&bytes).count(),
            "a cut stream ends early, and nothing breaks"
        );
    }
}

#[test]
fn as_text_a_document_says_what_is_read_and_nothing_twice() {
    let mut doc = Doc::new();
    doc.line("h2", "unseen", "said by what opens it");
    doc.el("tr", "", |doc| {
        doc.el("td", "", |doc| {
            doc.el("span", "status__shape", |doc| {
                doc.set("aria-hidden", "true");
                doc.text("✕");
            });
            doc.line("span", "text", "Failed");
        });
        doc.el("td", "number", |doc| doc.term("8.8 s", "how long it took"));
        doc.el("td", "", |doc| doc.button("noise-add:x", "", "Harmless"));
    });
    assert_eq!(plain(&doc.into_bytes()), "Failed\t8.8 s\n");
}

/// What stands apart on screen is parted in the text; a button is no part of it.
#[test]
fn parts_of_a_line_are_parted() {
    let mut doc = Doc::new();
    doc.el("div", "", |doc| {
        doc.line("span", "", "Looked through all.");
        doc.button("find-more", "", "More");
    });
    doc.el("p", "", |doc| {
        doc.line("span", "", "usually 4 s");
        doc.line("b", "", "longer than usual");
    });
    assert_eq!(plain(&doc.into_bytes()), "Looked through all.\nusually 4 s · longer than usual\n");
}
