//! What tests/README.md says is tested is tested: each name in its tables leads to a test.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a panic is how a test fails")]

use std::fs;
use std::path::{Path, PathBuf};

/// Where a test `file::name` of a column is to be found.
fn source_of(column: usize, file: &str) -> PathBuf {
    let folder = if column == 1 { "tests/it" } else { "tests/e2e/tests/browser" };
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join(file).with_extension("rs")
}

/// Whether a source has a test of this name, in a `proptest!` block or on its own.
fn has_test(source: &str, name: &str) -> bool {
    let begins = format!("fn {name}(");
    source.match_indices(&begins).any(|(at, _)| {
        // Between its attribute and its name stand nothing but attributes.
        let before = source[..at].rsplit_once("#[test]").map_or("x", |(_, between)| between);
        before.lines().all(|line| line.trim().is_empty() || line.trim().starts_with("#["))
    })
}

#[test]
fn every_test_that_the_tables_name_is_there() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/README.md")).unwrap();
    let mut n_rows = 0;
    let mut wrong = Vec::new();
    for line in text.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| ---")) {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        assert_eq!(cells.len(), 3, "{line}");
        if cells[1] == "native" {
            continue;
        }
        n_rows += 1;
        let mut n_tests = 0;
        for (column, cell) in cells.iter().enumerate().skip(1) {
            for name in cell.split('`').filter(|part| part.contains("::")) {
                let (file, function) = name.split_once("::").unwrap();
                let source = fs::read_to_string(source_of(column, file)).unwrap_or_default();
                n_tests += 1;
                if !has_test(&source, function) {
                    wrong.push(name);
                }
            }
        }
        assert!(n_tests > 0, "nothing tests: {line}");
    }
    assert!(wrong.is_empty(), "tests/README.md names tests that are not there: {wrong:#?}");
    assert!(n_rows > 40, "{n_rows} rows");
}
