//! What a bar says first: the object, as short as still tells it from its neighbours.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use tapeline::answers::objects::{Kind, ObjectKind, subject};
use tapeline::answers::which::which;

#[test]
fn the_object_comes_first_and_an_address_is_its_last_part() {
    for (text, name) in [
        ("Processing mailbox: anna.lee@contoso.example", "anna.lee@contoso.example"),
        ("Failed to process mailbox: anna.lee@contoso.example. The server is busy.", "anna.lee@contoso.example"),
        ("Processing site: https://contoso.sharepoint.example/sites/finance", "finance"),
        ("Processing site: https://contoso.sharepoint.example/sites/finance/", "finance"),
        ("Processing OneDrive: https://contoso-my.sharepoint.example/personal/anna_contoso", "anna_contoso"),
        ("Processing site: https://contoso.sharepoint.example", "contoso.sharepoint.example"),
        ("Processing site: https://contoso.sharepoint.example/", "contoso.sharepoint.example"),
        ("Processing team: Human resources", "Human resources"),
        ("Processing team: A/B tests", "A/B tests"),
        ("mailbox: anna@contoso.example was skipped", "anna@contoso.example"),
        ("Snapshot backup of web01 failed", "web01"),
    ] {
        let which = which(text);
        assert_eq!(which.name, name, "{text}");
        assert!(which.kind.is_some(), "{text}");
    }
    assert_eq!(
        which("Processing site: https://contoso.example/sites/hr").kind,
        Some(Kind::Step("Processing {kind}", ObjectKind::Site))
    );
}

#[test]
fn a_text_that_names_nothing_is_said_whole() {
    for text in ["Job started at 11/28/2026 9:45:10 AM", "Found 22 objects", "", "https://contoso.example/a"] {
        let which = which(text);
        assert_eq!((which.name, which.kind), (text, None));
    }
}

#[test]
fn every_known_text_has_a_name_that_is_part_of_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/titles");
    let mut n_named = 0;
    for file in ["vb365", "vbazure", "names", "unknown"] {
        for text in fs::read_to_string(root.join(file).with_extension("txt")).unwrap().lines() {
            let (which, subject) = (which(text), subject(text));
            assert!(text.contains(which.name) && which.name.is_empty() == text.is_empty(), "{text}");
            n_named += usize::from(subject.object.is_some());
            if let Some(object) = subject.object {
                assert!(
                    object.name.ends_with(which.name.trim_end_matches('/')) || object.name.contains("://"),
                    "{text}"
                );
            }
        }
    }
    assert!(n_named > 20, "{n_named}");
}

proptest! {
    #[test]
    fn any_text_is_told_by_a_part_of_itself(text in "\\PC{0,80}") {
        let which = which(&text);
        prop_assert!(text.contains(which.name));
        prop_assert_eq!(which.name.is_empty(), text.is_empty());
    }

    #[test]
    fn any_address_is_told_by_its_last_part(parts in prop::collection::vec("[a-z0-9-]{1,12}", 1..5)) {
        let text = format!("Processing site: https://contoso.example/{}", parts.join("/"));
        prop_assert_eq!(which(&text).name, parts.last().unwrap());
    }
}
