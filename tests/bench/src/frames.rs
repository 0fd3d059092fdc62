//! What moving about in a picture costs the main thread: turns of the wheel and steps of a drag, at several zooms.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::tab::{Tab, Work, browser_cpu_ms};

/// Events of a kind at a zoom, however long they take.
const LEAST: usize = 4;
/// After this time they are enough.
const ENOUGH: Duration = Duration::from_secs(4);
/// Longer than a hand rests within one turn of the wheel.
const BETWEEN_GESTURES: Duration = Duration::from_millis(500);

/// How a picture is moved about in.
#[derive(Clone, Copy, Debug)]
pub struct Gestures {
    /// Keys held while the wheel turns, as the DevTools protocol numbers them: 2 is Ctrl.
    pub modifiers: u32,
    /// The wheel's way that shows about 1.6 times as much detail, and the way that undoes it.
    pub wheel: (f64, f64),
    /// How many such turns make a tenth of what was shown.
    pub turns_to_tenth: usize,
}

/// One kind of event at one zoom.
#[derive(Clone, Debug)]
pub struct Frames {
    /// How much of the whole is shown: 1, 10 for a tenth, …
    pub part: u32,
    /// Whether these were steps of a drag; turns of the wheel otherwise.
    pub is_drag: bool,
    /// What each event cost.
    pub works: Vec<Work>,
    /// What all processes of the browser together worked for one event above the floor, in milliseconds, on average.
    pub browser_ms: f64,
    /// What asking costs: the same done with no event at all; the median of each.
    pub floor: Work,
}

impl Frames {
    /// How long each event kept the main thread, above the floor, in milliseconds.
    pub fn taken(&self) -> impl Iterator<Item = f64> + '_ {
        self.works.iter().map(|work| (work.all_ms - self.floor.all_ms).max(0.0))
    }

    /// Bytes that scripts allocate for each event, above the floor.
    pub fn allocated(&self) -> impl Iterator<Item = f64> + '_ {
        self.works.iter().map(|work| (work.heap_bytes - self.floor.heap_bytes).max(0.0))
    }

    /// The main thread's time on a processor for each event, above the floor, in milliseconds.
    pub fn cpu(&self) -> impl Iterator<Item = f64> + '_ {
        self.works.iter().map(|work| (work.cpu_ms - self.floor.cpu_ms).max(0.0))
    }
}

/// Of each figure the one in the middle.
pub fn middle(works: &[Work]) -> Work {
    let mid = |of: fn(&Work) -> f64| median(works.iter().map(of));
    Work {
        all_ms: mid(|work| work.all_ms),
        cpu_ms: mid(|work| work.cpu_ms),
        script_ms: mid(|work| work.script_ms),
        layout_ms: mid(|work| work.layout_ms),
        heap_bytes: mid(|work| work.heap_bytes),
    }
}

/// Measures `n` events of each kind at each zoom, in the part of the window where the picture is.
pub fn measure(tab: &Tab<'_>, [x, y, width, height]: [f64; 4], gestures: Gestures, n: usize) -> Vec<Frames> {
    let (mid_x, mid_y) = (x + width / 2.0, y + height / 2.0);
    let turn = |delta: f64| {
        let more = json!({ "deltaX": 0, "deltaY": delta, "modifiers": gestures.modifiers });
        tab.mouse("mouseWheel", mid_x, mid_y, &more);
    };
    let (nearer, farther) = gestures.wheel;
    tab.mouse("mouseMoved", mid_x, mid_y, &json!({}));
    // The first of a kind pay for what is compiled and cached.
    for delta in [nearer, farther, nearer, farther] {
        tab.work_of(|| turn(delta));
    }
    let mut measured = Vec::new();
    for part in [1, 10, 100, 1000] {
        let (nothing, nothing_ms) = counted(10, |_| tab.work_of(|| ()));
        let floor = middle(&nothing);
        let mut add = |is_drag: bool, (works, browser_ms): (Vec<Work>, f64)| {
            let browser_ms = (browser_ms - nothing_ms).max(0.0);
            measured.push(Frames { part, is_drag, works, browser_ms, floor });
        };
        let turns = counted(n, |nth| tab.work_of(|| turn(if nth.is_multiple_of(2) { nearer } else { farther })));
        add(false, turns);
        // The whole cannot be moved, so it is a little less.
        if part == 1 {
            turn(nearer);
        }
        tab.mouse("mousePressed", mid_x, mid_y, &json!({ "button": "left", "buttons": 1, "clickCount": 1 }));
        let step = |nth: usize| {
            // There and back again, so that what is shown stays about the same.
            let by = (nth % 16) as f64;
            let at = mid_x - 12.0 * if by < 8.0 { by } else { 16.0 - by };
            tab.mouse("mouseMoved", at, mid_y, &json!({ "button": "left", "buttons": 1 }));
        };
        step(1);
        let steps = counted(n, |nth| tab.work_of(|| step(nth + 2)));
        tab.mouse("mouseReleased", mid_x, mid_y, &json!({ "button": "left", "clickCount": 1 }));
        add(true, steps);
        if part == 1 {
            turn(farther);
        }
        for _ in 0..gestures.turns_to_tenth {
            tab.work_of(|| turn(nearer));
        }
        // Turns that follow at once are one gesture, and may be bounded.
        std::thread::sleep(BETWEEN_GESTURES);
    }
    measured
}

/// Does it `n` times, or as often as there is time for: what each cost the main thread, and what one cost the whole
/// browser on average.
fn counted(n: usize, of: impl Fn(usize) -> Work) -> (Vec<Work>, f64) {
    let (before, begun) = (browser_cpu_ms(), Instant::now());
    let is_in_time = |nth: &usize| *nth < LEAST || begun.elapsed() < ENOUGH;
    let works: Vec<Work> = (0..n).take_while(is_in_time).map(of).collect();
    let each = (browser_cpu_ms() - before) / works.len() as f64;
    (works, each)
}

/// The one in the middle; nought of nothing.
pub fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    quantile(values, 0.5)
}

/// The one that this share of them do not pass; nought of nothing.
pub fn quantile(values: impl IntoIterator<Item = f64>, share: f64) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_unstable_by(f64::total_cmp);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in a list")]
    let at = (values.len() as f64 * share).ceil() as usize;
    values.get(at.saturating_sub(1)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_values_that_were_there() {
        assert_eq!(median([3.0, 1.0, 2.0]).to_bits(), 2.0_f64.to_bits());
        assert_eq!(quantile((1..=200).map(f64::from), 0.99).to_bits(), 198.0_f64.to_bits());
        assert_eq!(quantile([], 0.99).to_bits(), 0.0_f64.to_bits());
    }
}
