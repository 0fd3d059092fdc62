//! Which command a key asks for, on every keyboard layout.
//!
//! A command is named by what is printed on the key, such as `n` or `[`: that is what the map of keys shows. Three things
//! stand between the two. Characters behind AltGr (or Option) come with Ctrl and Alt (or Alt) held, as a shortcut of the
//! browser would. Caps Lock turns letters round. And on a layout without Latin letters no key says `n`: there the key counts
//! that lies where `n` lies.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, KeyboardEvent};

/// A key that went down, as an event tells it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "what is held, as events tell it")]
pub struct Stroke {
    /// What it types, or its name: the event's `key`.
    pub key: String,
    /// Where it lies: the event's `code`.
    pub code: String,
    /// Ctrl is held.
    pub has_ctrl: bool,
    /// Alt, or Option, is held.
    pub has_alt: bool,
    /// Meta is held.
    pub has_meta: bool,
    /// Shift is held.
    pub has_shift: bool,
    /// AltGr is held.
    pub has_alt_graph: bool,
    /// Caps Lock is on.
    pub has_caps: bool,
    /// The key takes part in writing a character of several.
    pub is_composing: bool,
}

impl From<&KeyboardEvent> for Stroke {
    fn from(event: &KeyboardEvent) -> Self {
        Self {
            key: event.key(),
            code: event.code(),
            has_ctrl: event.ctrl_key(),
            has_alt: event.alt_key(),
            has_meta: event.meta_key(),
            has_shift: event.shift_key(),
            has_alt_graph: event.get_modifier_state("AltGraph"),
            has_caps: event.get_modifier_state("CapsLock"),
            is_composing: event.is_composing(),
        }
    }
}

impl Stroke {
    /// What a command is named by: a character, a letter small unless Shift is held, or a name such as `ArrowUp`. Nothing
    /// where the stroke is a shortcut of the browser's or of the system's.
    pub fn command(&self) -> Option<String> {
        if self.has_meta || self.is_composing {
            return None;
        }
        let mut letters = self.key.chars();
        let (first, is_character) = (letters.next()?, letters.next().is_none());
        if self.has_alt_graph && !is_character {
            return None;
        }
        if (self.has_ctrl || self.has_alt) && !self.has_alt_graph {
            // Option alone, or AltGr of a browser that does not tell it: the character is what was meant. A letter or a
            // digit with Alt is a shortcut, and so is a character that needs no AltGr because it is printed on that key.
            let is_printed = self.has_ctrl && latin_at(&self.code, false) == Some(first);
            let is_typed = self.has_alt && is_character && first.is_ascii_punctuation() && !is_printed;
            return is_typed.then(|| self.key.clone());
        }
        if is_of_another_script(first) {
            return latin_at(&self.code, self.has_shift).map(String::from);
        }
        if is_character && self.has_caps && first.is_ascii_alphabetic() {
            let turned =
                if first.is_ascii_uppercase() { first.to_ascii_lowercase() } else { first.to_ascii_uppercase() };
            return Some(turned.to_string());
        }
        Some(self.key.clone())
    }

    /// Where the key lies, for commands whose place matters: the letter that is there on a keyboard of the United States.
    /// Nothing if something is held.
    pub fn place(&self) -> Option<char> {
        let is_bare = !(self.has_ctrl || self.has_alt || self.has_meta || self.has_shift || self.is_composing);
        is_bare.then(|| latin_at(&self.code, false)).flatten()
    }

    /// Whether this opens the browser's own search.
    pub fn is_find(&self) -> bool {
        let is_letter =
            self.key.eq_ignore_ascii_case("f") || latin_at(&self.code, false) == Some('f') && !self.key.is_ascii();
        (self.has_ctrl != self.has_meta) && !self.has_alt && !self.has_shift && is_letter
            || self.key == "F3" && !(self.has_ctrl || self.has_alt || self.has_meta)
    }
}

/// Whether a character is a letter that a keyboard without Latin letters types. Accents and digits of Latin ones are not.
fn is_of_another_script(c: char) -> bool {
    c > '\u{24f}' && !('\u{1e00}'..='\u{1eff}').contains(&c) && !('\u{2000}'..='\u{2bff}').contains(&c)
}

/// What the key at a place types on a keyboard of the United States.
fn latin_at(code: &str, has_shift: bool) -> Option<char> {
    let pick = |plain: char, shifted: char| Some(if has_shift { shifted } else { plain });
    if let Some(letter) = code.strip_prefix("Key").and_then(|rest| rest.chars().next()) {
        return pick(letter.to_ascii_lowercase(), letter);
    }
    if let Some(digit) = code.strip_prefix("Digit").and_then(|rest| rest.chars().next()) {
        return (!has_shift).then_some(digit);
    }
    match code {
        "BracketLeft" => pick('[', '{'),
        "BracketRight" => pick(']', '}'),
        "Slash" => pick('/', '?'),
        "Equal" => pick('=', '+'),
        "Minus" => pick('-', '_'),
        _ => None,
    }
}

/// Whether what an event is for takes text, so that a character is no command.
pub fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| element.closest(TYPED_INTO).ok().flatten().is_some())
}

/// What text is typed into.
const TYPED_INTO: &str = "input, select, textarea, [contenteditable]:not([contenteditable=false]), [role=textbox]";
