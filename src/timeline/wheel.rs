//! What turning a wheel, or moving two fingers on a touchpad, asks of the picture.
//!
//! Events that follow one another without a pause are one gesture. How it begins decides what it is until it ends: whose it is
//! (the page's, or the picture's), and along which axis it goes. So a page that is being scrolled goes on when the pointer
//! comes over the picture, a slanted swipe does not zoom and move at once, and what a touchpad still sends after the fingers
//! have left does nothing new.

/// After so long without an event the next one begins a gesture.
const PAUSE_MS: f64 = 200.0;
/// From this way on the axis of a gesture is settled.
const SETTLED_PX: f64 = 8.0;
/// One line of a wheel that counts in lines. Three of them, which is one notch, go as far as a notch that counts in pixels.
const LINE_PX: f64 = 40.0;
/// What a wheel that counts in pages sends is one notch.
const PAGE_PX: f64 = 120.0;
/// The most that one event counts for: a wheel turned quickly is sent in leaps.
const MOST_PX: f64 = 240.0;
/// Below this an event with Ctrl is a step of two fingers that pinch: a notch of a wheel is more.
const PINCH_PX: f64 = 40.0;
/// Two fingers that pinch are sent as a hundred times the logarithm of how much farther they are apart.
const PINCH_PER_PX: f64 = 0.01;
/// One notch, 120 px, shows 1.6 times as much detail.
const ZOOM_PER_PX: f64 = 0.003_916_7;
/// The natural logarithm of the most that one gesture zooms: 16 times.
const MOST_ZOOM: f64 = 2.772_588_7;

/// The unit that an event counts in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Unit {
    /// Pixels.
    #[default]
    Px,
    /// Lines of text.
    Line,
    /// What is in view.
    Page,
}

impl Unit {
    const fn px(self) -> f64 {
        match self {
            Self::Px => 1.0,
            Self::Line => LINE_PX,
            Self::Page => PAGE_PX,
        }
    }
}

/// One event of a wheel over the picture.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "what is held and where the focus is, as events tell it")]
pub struct Turn {
    /// When it came, by a clock that only goes forward.
    pub at_ms: f64,
    /// How far sideways; positive is to the right.
    pub across: f64,
    /// How far down; negative is up.
    pub down: f64,
    /// What both are counted in.
    pub unit: Unit,
    /// Whether the picture is meant whatever is under the pointer: it has the focus.
    pub has_focus: bool,
    /// Ctrl or Meta is held. Browsers say so of a pinch as well.
    pub has_ctrl: bool,
    /// Shift is held: a wheel turns sideways.
    pub has_shift: bool,
    /// The event is for the rows, which can be scrolled.
    pub is_for_rows: bool,
}

/// What an event does.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Does {
    /// It is the page's, which scrolls.
    Page {
        /// Whether a gesture begins here that somebody may have meant for the picture.
        is_new: bool,
    },
    /// Nothing, in the page neither.
    Nothing,
    /// Zooms by a factor; above 1 shows less time.
    Zoom(f64),
    /// Moves the window by so many pixels; positive goes to later times.
    Pan(f64),
    /// Scrolls the rows by so many pixels.
    Rows(f64),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Owner {
    Page,
    /// Of the picture, as long as it has the focus.
    Focus,
    /// Of the picture, as long as Ctrl is held.
    Ctrl,
    /// Of the picture: it goes sideways, where the page does not, or is for the rows.
    Picture,
    /// What made it the picture's is over.
    Nobody,
}

/// The gesture under way.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Wheel {
    last_ms: f64,
    owner: Owner,
    /// Whether the gesture began beside the picture.
    is_from_elsewhere: bool,
    has_ctrl: bool,
    /// How far it has gone along each axis, until the axis is settled.
    gone_px: (f64, f64),
    is_across: Option<bool>,
    /// The logarithm of how far it has zoomed.
    zoomed: f64,
}

impl Default for Wheel {
    fn default() -> Self {
        Self {
            last_ms: f64::NEG_INFINITY,
            owner: Owner::Page,
            is_from_elsewhere: false,
            has_ctrl: false,
            gone_px: (0.0, 0.0),
            is_across: None,
            zoomed: 0.0,
        }
    }
}

impl Wheel {
    /// A wheel turned somewhere else on the page: what follows without a pause belongs to that.
    pub fn turn_elsewhere(&mut self, at_ms: f64) {
        *self = Self { last_ms: at_ms, is_from_elsewhere: true, ..Self::default() };
    }

    /// A wheel turned over the picture.
    pub fn turn(&mut self, turn: &Turn) -> Does {
        // What begins with Ctrl is another gesture than what came before: no scrolling becomes a pinch.
        let is_new = turn.at_ms - self.last_ms > PAUSE_MS || turn.has_ctrl && !self.has_ctrl;
        if is_new {
            *self = Self::default();
        }
        (self.last_ms, self.has_ctrl) = (turn.at_ms, turn.has_ctrl);
        let (across_px, down_px) = (in_px(turn.across, turn.unit), in_px(turn.down, turn.unit));
        // The first steps may be too short to tell which way it goes.
        let is_undecided = self.is_across.is_none() && !self.is_from_elsewhere;
        let is_across = self.is_across(turn, across_px, down_px);
        if is_new || is_undecided && matches!(self.owner, Owner::Page | Owner::Picture) {
            self.owner = owner(turn, is_across);
        }
        match self.owner {
            Owner::Page => return Does::Page { is_new: is_new && down_px != 0.0 },
            Owner::Focus if !turn.has_focus => self.owner = Owner::Nobody,
            Owner::Ctrl if !turn.has_ctrl => self.owner = Owner::Nobody,
            _ => {}
        }
        if self.owner == Owner::Nobody {
            return Does::Nothing;
        }
        if turn.is_for_rows {
            return Does::Rows(down_px);
        }
        if is_across {
            let by_px = if across_px == 0.0 && turn.has_shift { down_px } else { across_px };
            return if by_px == 0.0 { Does::Nothing } else { Does::Pan(by_px) };
        }
        self.zoom(turn, down_px)
    }

    /// Whether the gesture goes sideways.
    fn is_across(&mut self, turn: &Turn, across_px: f64, down_px: f64) -> bool {
        if turn.has_shift && !turn.has_ctrl {
            self.is_across = Some(true);
        }
        if let Some(is_across) = self.is_across {
            return is_across;
        }
        let (across, down) = &mut self.gone_px;
        *across += across_px.abs();
        *down += down_px.abs();
        let is_across = !turn.has_ctrl && *across > *down;
        if *across + *down >= SETTLED_PX {
            self.is_across = Some(is_across);
        }
        is_across
    }

    fn zoom(&mut self, turn: &Turn, down_px: f64) -> Does {
        let is_pinch = turn.has_ctrl && turn.unit == Unit::Px && down_px.abs() < PINCH_PX;
        let by = -down_px * if is_pinch { PINCH_PER_PX } else { ZOOM_PER_PX };
        let zoomed = (self.zoomed + by).clamp(-MOST_ZOOM, MOST_ZOOM);
        let step = zoomed - self.zoomed;
        self.zoomed = zoomed;
        if step == 0.0 { Does::Nothing } else { Does::Zoom(step.exp()) }
    }
}

fn owner(turn: &Turn, is_across: bool) -> Owner {
    if turn.has_ctrl {
        Owner::Ctrl
    } else if is_across || turn.is_for_rows {
        Owner::Picture
    } else if turn.has_focus {
        Owner::Focus
    } else {
        Owner::Page
    }
}

/// What an event counts in pixels; nothing for what is no number.
fn in_px(delta: f64, unit: Unit) -> f64 {
    if delta.is_finite() { (delta * unit.px()).clamp(-MOST_PX, MOST_PX) } else { 0.0 }
}
