//! Keys without a character, as WebDriver writes them.

/// Enter.
pub const ENTER: &str = "\u{E007}";
/// Escape.
pub const ESCAPE: &str = "\u{E00C}";
/// Tab.
pub const TAB: &str = "\u{E004}";
/// The arrow to the left.
pub const LEFT: &str = "\u{E012}";
/// The arrow up.
pub const UP: &str = "\u{E013}";
/// The arrow to the right.
pub const RIGHT: &str = "\u{E014}";
/// The arrow down.
pub const DOWN: &str = "\u{E015}";
/// Page up.
pub const PAGE_UP: &str = "\u{E00E}";
/// Page down.
pub const PAGE_DOWN: &str = "\u{E00F}";
/// End.
pub const END: &str = "\u{E010}";
/// Home.
pub const HOME: &str = "\u{E011}";
/// Shift.
pub const SHIFT: &str = "\u{E008}";
/// Ctrl.
pub const CONTROL: &str = "\u{E009}";
