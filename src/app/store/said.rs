//! What the page says, in the reader's language: English as it is written here, or by the file of German texts.
//! It is asked at the moment a text becomes a node; what a server sent is never said.

use std::cell::RefCell;

use crate::words::{Lang, Words};

/// English and German in pairs.
const GERMAN: &str = include_str!("../../words/de.txt");

thread_local! {
    static WORDS: RefCell<Words> = RefCell::default();
}

/// A text of the page in its language.
pub(crate) fn said(english: &str) -> String {
    WORDS.with_borrow(|words| if words.lang() == Lang::En { english.to_owned() } else { words.said(english) })
}

/// All texts of the language.
pub(crate) fn words() -> Words {
    WORDS.with_borrow(Words::clone)
}

/// From now on the page speaks it.
pub(crate) fn set(lang: Lang) {
    WORDS.set(if lang == Lang::En { Words::default() } else { Words::parse(lang, GERMAN) });
}
