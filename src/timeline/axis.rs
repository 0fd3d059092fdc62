//! Ticks of the axis, by the calendar of a zone. Labels never overlap.
//!
//! A tick stands where the clock of the zone shows a round time, so a day with a change of the clock has 23 or 25 hours
//! of ticks. Where the clock jumps, [`Ticks::shifts`] says so.

use super::breaks::TimeMap;
use super::scale::{Scale, float, signed};
use super::zone::Zone;
use crate::model::time::{Civil, TICKS_PER_SECOND, days_from_civil, push_padded};
use crate::model::{TimeRange, Timestamp, UtcOffset};

/// A mark on the axis.
#[derive(Clone, PartialEq, Debug)]
pub struct Tick {
    /// Where.
    pub x_px: f64,
    /// Which instant.
    pub t: Timestamp,
    /// What it says; empty where there is no room.
    pub label: String,
    /// A new day, or a new second where the fractions of one are shown.
    pub is_major: bool,
}

/// The axis of a window.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Ticks {
    /// From left to right.
    pub ticks: Vec<Tick>,
    /// What all labels leave out: the day, as `Sat 21 Nov 2026`, with the time where only fractions are shown.
    pub context: String,
    /// Where the clock jumps in the window, and by how many minutes.
    pub shifts: Vec<(f64, i32)>,
}

/// A digit of the axis's 11 px font is so wide; labels are digits for the most part.
const CHAR_PX: f64 = 6.6;
const GAP_PX: f64 = 14.0;
/// Room between a label and a break.
const BESIDE_PX: f64 = 2.0;
const MOST_TICKS: usize = 400;

const SECOND: i64 = TICKS_PER_SECOND;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
const WEEK: i64 = 7 * DAY;

/// Steps from a second to a week; each divides the next larger unit.
const STEPS: [i64; 19] = [
    SECOND,
    2 * SECOND,
    5 * SECOND,
    10 * SECOND,
    15 * SECOND,
    30 * SECOND,
    MINUTE,
    2 * MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
    DAY,
    2 * DAY,
];
/// Steps in months; beyond, years by 1, 2 and 5.
const MONTH_STEPS: [i64; 3] = [1, 3, 6];

#[derive(Clone, Copy, PartialEq, Debug)]
enum Step {
    /// Even stretches of the clock; a fraction of a second has so many digits.
    Clock(i64, usize),
    Months(i64),
}

/// The ticks of `range` on an axis `width_px` wide. O(ticks), which are bounded by the width.
pub fn ticks(range: TimeRange, width_px: f64, zone: &Zone) -> Ticks {
    ticks_drawn(range, width_px, zone, &TimeMap::identity())
}

/// The same for a window of drawn time: at round times of the real one, none in a break, and no label on one. The first
/// label after a break says the day if it is another one; where the clock jumps in a break, it jumps there.
pub fn ticks_drawn(drawn: TimeRange, width_px: f64, zone: &Zone, map: &TimeMap) -> Ticks {
    let scale = Scale::new(drawn, width_px);
    let step = step_for(&scale);
    let mut out = Ticks::default();
    let mut before: Option<UtcOffset> = None;
    let range = map.real_range(TimeRange::new(drawn.start(), Timestamp::from_ticks(scale.end())));
    for (from, until, offset) in zone.stretches(range) {
        if let Some(before) = before.filter(|&before| before != offset) {
            out.shifts.push((scale.x_from_time(map.drawn(from)), (offset.seconds() - before.seconds()) / 60));
        }
        let mut is_first = before.is_none();
        let mut at = from;
        loop {
            let unbroken = map.unbroken(at);
            let part = (from.max(unbroken.start()), until.min(unbroken.end()), offset);
            is_first |= part.0 > from;
            match step {
                Step::Clock(step, digits) => {
                    let n_before = out.ticks.len();
                    even_ticks(&mut out, part, is_first, (step, digits));
                    if let Some(before) = before.filter(|_| part.0 == from && step < DAY) {
                        skipped_midnight(&mut out.ticks, n_before, from, [before, offset]);
                    }
                }
                Step::Months(months) => month_ticks(&mut out, part, months),
            }
            at = unbroken.end();
            if at >= until {
                break;
            }
        }
        before = Some(offset);
    }
    for tick in &mut out.ticks {
        tick.x_px = scale.x_from_time(map.drawn(tick.t));
        if matches!(step, Step::Clock(..DAY, _)) && !tick.label.starts_with('.') {
            mark_repeated(tick, zone);
        }
    }
    // A window that begins in a break is told by what comes after it.
    let first = Some(map.unbroken(range.start()).start()).filter(|&start| start < range.end());
    let first = first.map_or(range.start(), |start| start.max(range.start()));
    if !map.is_identity() {
        label_beside_breaks(&mut out.ticks, &scale, (zone, map), step, first);
    }
    drop_crowded(&mut out.ticks);
    out.context = context(first, zone, step);
    out
}

fn step_for(scale: &Scale) -> Step {
    let fits =
        |step: i64, n_chars: usize| float(step) * scale.px_per_tick() >= float(signed(n_chars)) * CHAR_PX + GAP_PX;
    let mut step = 1;
    for digits in (1..=7).rev() {
        for times in [1, 2, 5] {
            // The whole second among the fractions has the longest label.
            if fits(step * times, (digits + 1).max(8)) {
                return Step::Clock(step * times, digits);
            }
        }
        step *= 10;
    }
    for step in STEPS {
        let n_chars = if step < MINUTE { 8 } else { 6 };
        if fits(step, if step < DAY { n_chars } else { 6 }) {
            return Step::Clock(step, 0);
        }
    }
    if fits(WEEK, 6) {
        return Step::Clock(WEEK, 0);
    }
    for months in MONTH_STEPS {
        if fits(months * 28 * DAY, 4) {
            return Step::Months(months);
        }
    }
    let mut years = 1;
    loop {
        for times in [1, 2, 5] {
            if fits(years * times * 365 * DAY, 5) || years >= 10_000 {
                return Step::Months(years * times * 12);
            }
        }
        years *= 10;
    }
}

/// Ticks at even times of the clock, in one stretch without a jump of it.
fn even_ticks(
    out: &mut Ticks,
    (from, until, offset): (Timestamp, Timestamp, UtcOffset),
    is_first: bool,
    (step, digits): (i64, usize),
) {
    // Weeks begin on Monday; 1970 began on a Thursday.
    let phase = if step == WEEK { 4 * DAY } else { 0 };
    let local = from.ticks().saturating_add(offset.ticks());
    let behind = (local - phase).rem_euclid(step);
    let mut t = if behind == 0 { from } else { from.plus(step - behind) };
    if !is_first && step >= DAY {
        day_jumps(out, from, local, offset, step, phase);
        // A clock put back over midnight shows the same day twice: one tick will do.
        let same_day = out.ticks.last().is_some_and(|last| t.since(last.t) < step / 2);
        t = if same_day { t.plus(step) } else { t };
    }
    while t < until && out.ticks.len() < MOST_TICKS {
        out.ticks.push(tick_at(t, offset, step, digits));
        t = t.plus(step);
    }
}

/// A clock put forward over midnight skips it: that day begins with the jump.
fn day_jumps(out: &mut Ticks, from: Timestamp, local: i64, offset: UtcOffset, step: i64, phase: i64) {
    let behind = (local - phase).rem_euclid(step);
    let expected = out.ticks.last().map(|last| last.t.plus(step));
    let is_due = expected.is_some_and(|due| due >= from && due.since(from) <= behind && behind <= 3 * HOUR);
    if behind != 0 && is_due {
        out.ticks.push(tick_at(from, offset, step, 0));
    }
}

/// A clock put forward over midnight skips it: the day is told where it begins, with the time that it begins with. The ticks
/// of the stretch that begins at `from` follow the first `n_before`.
fn skipped_midnight(ticks: &mut Vec<Tick>, n_before: usize, from: Timestamp, [before, after]: [UtcOffset; 2]) {
    let (last, first) = (from.plus(-1).civil(before), from.civil(after));
    if last.day == first.day || is_midnight(first) {
        return;
    }
    let mut label = String::new();
    push_day(&mut label, first, false);
    label.push(' ');
    first.push_clock(&mut label, false);
    if ticks.get(n_before).is_none_or(|tick| tick.t != from) {
        ticks.insert(n_before, Tick { x_px: 0.0, t: from, label: String::new(), is_major: true });
    }
    if let Some(tick) = ticks.get_mut(n_before) {
        (tick.label, tick.is_major) = (label, true);
    }
}

/// Where the clock was put back, it shows times twice: their offsets tell them apart. The later ones are major, so that they
/// keep their labels beside the others.
fn mark_repeated(tick: &mut Tick, zone: &Zone) {
    if zone.is_repeated(tick.t) {
        let offset = zone.offset_at(tick.t);
        offset.write_behind(&mut tick.label);
        tick.is_major |= zone.offset_at(tick.t.plus(-3 * HOUR)) > offset;
    }
}

fn month_ticks(out: &mut Ticks, (from, until, offset): (Timestamp, Timestamp, UtcOffset), months: i64) {
    let civil = from.civil(offset);
    let first = civil.year * 12 + civil.month - 1;
    let mut month = first - first.rem_euclid(months);
    while out.ticks.len() < MOST_TICKS {
        let (year, number) = (month.div_euclid(12), month.rem_euclid(12));
        let days = days_from_civil(year, number + 1, 1);
        let t = Timestamp::from_ticks(days.saturating_mul(DAY).saturating_sub(offset.ticks()));
        if t >= until {
            break;
        }
        let is_new = out.ticks.last().is_none_or(|last| t.since(last.t) > 14 * DAY);
        if t >= from && is_new {
            let is_year = number == 0;
            let label = if is_year { year.to_string() } else { t.civil(offset).month_name().to_owned() };
            out.ticks.push(Tick { x_px: 0.0, t, label, is_major: is_year });
        }
        month += months;
    }
}

fn tick_at(t: Timestamp, offset: UtcOffset, step: i64, digits: usize) -> Tick {
    let civil = t.civil(offset);
    let is_midnight = is_midnight(civil);
    let mut label = String::new();
    let mut is_major = is_midnight;
    if step >= DAY {
        is_major = if step == WEEK { civil.day <= 7 } else { civil.weekday() == 0 };
        push_day(&mut label, civil, step == WEEK);
    } else if is_midnight {
        push_day(&mut label, civil, false);
    } else if step < SECOND && civil.tick != 0 {
        push_fraction(&mut label, civil, digits);
    } else {
        is_major = step < SECOND;
        civil.push_clock(&mut label, step < MINUTE);
    }
    Tick { x_px: 0.0, t, label, is_major }
}

fn is_midnight(civil: Civil) -> bool {
    (civil.hour, civil.minute, civil.second, civil.tick) == (0, 0, 0, 0)
}

fn push_fraction(label: &mut String, civil: Civil, digits: usize) {
    label.push('.');
    let n_before = label.len();
    push_padded(label, civil.tick, 7);
    label.truncate(n_before + digits);
}

/// `Sat 21`, or `21 Nov`.
fn push_day(label: &mut String, civil: Civil, has_month: bool) {
    if !has_month {
        label.push_str(civil.weekday_name());
        label.push(' ');
    }
    push_padded(label, civil.day, 1);
    if has_month {
        label.push(' ');
        label.push_str(civil.month_name());
    }
}

/// How wide a label is drawn, about.
pub fn label_px(label: &str) -> f64 {
    float(signed(label.chars().count())) * CHAR_PX
}

/// Takes the text from ticks whose labels would reach into a break, and lets the first label after a break say what a
/// reader cannot count on from before it. `known` is the instant whose day is known so far.
fn label_beside_breaks(
    ticks: &mut [Tick],
    scale: &Scale,
    (zone, map): (&Zone, &TimeMap),
    step: Step,
    mut known: Timestamp,
) {
    let mut rest = ticks;
    while let Some(first) = rest.first() {
        let unbroken = map.unbroken(first.t);
        let edges = map.drawn_range(unbroken);
        let (left, right) = (scale.x_from_time(edges.start()), scale.x_from_time(edges.end()));
        let has_room = |x_px: f64, label: &str| {
            let half = label_px(label) / 2.0 + BESIDE_PX;
            x_px - half >= left && x_px + half <= right
        };
        let n = rest.iter().take_while(|tick| tick.t < unbroken.end()).count().max(1);
        let (part, after) = std::mem::take(&mut rest).split_at_mut(n);
        rest = after;
        let mut is_told = unbroken.start() <= known;
        let mut at = 0;
        while let Some(tick) = part.get_mut(at).filter(|_| !is_told) {
            let full = full_label(tick.t, known, zone, step);
            is_told = full.as_ref().is_none_or(|full| has_room(tick.x_px, full));
            if let Some(full) = full.filter(|_| is_told) {
                tick.label = full;
                tick.is_major = true;
                for earlier in part.iter_mut().take(at) {
                    earlier.label.clear();
                }
            }
            at += 1;
        }
        for tick in part {
            if !has_room(tick.x_px, &tick.label) {
                tick.label.clear();
            } else if is_told {
                known = tick.t;
            }
        }
    }
}

/// Day and time as far as they are not known from `known`; nothing where the usual label says enough.
fn full_label(t: Timestamp, known: Timestamp, zone: &Zone, step: Step) -> Option<String> {
    let Step::Clock(step @ ..DAY, digits) = step else { return None };
    let (civil, known) = (t.civil(zone.offset_at(t)), known.civil(zone.offset_at(known)));
    let is_other_day = (civil.year, civil.month, civil.day) != (known.year, known.month, known.day);
    if !is_other_day && step >= SECOND {
        return None;
    }
    let mut label = String::new();
    if is_other_day {
        push_day(&mut label, civil, false);
        if is_midnight(civil) {
            return Some(label);
        }
        label.push(' ');
    }
    civil.push_clock(&mut label, step < MINUTE);
    if civil.tick != 0 {
        push_fraction(&mut label, civil, digits);
    }
    Some(label)
}

/// Takes the text from ticks that stand too close: where the clock is put back two of them may. A major one wins over the
/// minor one before it. Labels are centred on their ticks.
fn drop_crowded(ticks: &mut [Tick]) {
    let mut last: Option<usize> = None;
    for at in 0..ticks.len() {
        let left = ticks.get(at).map_or(0.0, |tick| tick.x_px - label_px(&tick.label) / 2.0);
        let before = last.and_then(|last| ticks.get(last));
        let is_free = before.is_none_or(|before| before.x_px + label_px(&before.label) / 2.0 + 4.0 <= left);
        let wins = before.is_some_and(|before| !before.is_major) && ticks.get(at).is_some_and(|tick| tick.is_major);
        let loser = match (is_free, wins) {
            (true, _) => None,
            (false, true) => last,
            (false, false) => Some(at),
        };
        if let Some(tick) = loser.and_then(|loser| ticks.get_mut(loser)) {
            tick.label.clear();
        }
        if loser != Some(at) {
            last = Some(at);
        }
    }
}

fn context(t: Timestamp, zone: &Zone, step: Step) -> String {
    let civil = t.civil(zone.offset_at(t));
    let mut out = String::new();
    match step {
        Step::Months(_) => {}
        Step::Clock(WEEK, _) => {
            out.push_str(civil.month_name());
            out.push(' ');
        }
        Step::Clock(..) => {
            push_day(&mut out, civil, false);
            out.push(' ');
            out.push_str(civil.month_name());
            out.push(' ');
        }
    }
    push_padded(&mut out, civil.year, 4);
    if let Step::Clock(..SECOND, _) = step {
        out.push(' ');
        civil.push_clock(&mut out, true);
    }
    out
}
