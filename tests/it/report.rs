//! Reports: documents, and what they say.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a panic is how a test fails")]

mod export;

use tapeline::report::Doc;
use tapeline::report::doc::{Step, outline, steps};

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
        assert!(steps(&bytes[..cut]).count() <= steps(&bytes).count(), "a cut stream ends early, and nothing breaks");
    }
}
