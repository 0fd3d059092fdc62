//! The words of the page. Each text stands once for each language in `<language>/<subject>.ftl` (Project Fluent's syntax), and
//! is a function of [`Texts`] here: `texts.common_items(n, texts.count(n))`. `build.rs` writes these functions; a message that a
//! language lacks ends the build, a wrong argument does not compile, and a message that nobody says fails a test.
//!
//! What fills a sentence comes as it is to be read: numbers, lengths and dates written by the methods of [`Texts`] that are
//! named after those of `format`. Nothing is put around what fills a sentence, since the same texts go into CSV and tickets;
//! on screen foreign text stands in a `<bdi>`.

pub mod commands;
mod figures;
mod kinds;
mod lang;
mod odd;
mod results;
mod runs;

use std::ops::Deref;
use std::sync::LazyLock;

use figures::Marks;
use generated::L10n;
pub use generated::L10nLanguage as Messages;
pub use lang::Lang;

/// The messages of one language, as functions: all of them are methods of the type [`Messages`], which this one is read as.
/// A copy of a language's code: hand it on by value.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Texts {
    lang: Lang,
}

impl Texts {
    /// The texts of a language.
    pub const fn new(lang: Lang) -> Self {
        Self { lang }
    }

    /// The language.
    pub const fn lang(self) -> Lang {
        self.lang
    }

    fn language(self) -> &'static Language {
        static ENGLISH: LazyLock<Language> = LazyLock::new(|| Language::read(L10n::En));
        static GERMAN: LazyLock<Language> = LazyLock::new(|| Language::read(L10n::De));
        match self.lang {
            Lang::En => &ENGLISH,
            Lang::De => &GERMAN,
        }
    }
}

impl Deref for Texts {
    type Target = Messages;

    fn deref(&self) -> &Messages {
        &self.language().messages
    }
}

/// A language, read at first use, and once.
struct Language {
    messages: Messages,
    marks: Marks,
}

impl Language {
    fn read(lang: L10n) -> Self {
        let messages = lang.load();
        Self { marks: Marks::of(&messages), messages }
    }
}

/// The functions, as `build.rs` leaves them.
mod generated {
    #![allow(
        missing_docs,
        unused,
        unreachable_pub,
        elided_lifetimes_in_paths,
        clippy::all,
        clippy::pedantic,
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::str_to_string,
        reason = "written by a library; what it unwraps has been checked by the build"
    )]

    /// Says a message by its name. The build has made sure that it is there, with these arguments.
    #[inline(never)]
    fn say(messages: &L10nBundle, id: &str, texts: &[(&'static str, &str)]) -> String {
        let mut args = FluentArgs::new();
        for &(name, text) in texts {
            args.set(name, text);
        }
        messages.msg(id, Some(args)).unwrap()
    }

    include!(concat!(env!("OUT_DIR"), "/texts.rs"));
}
