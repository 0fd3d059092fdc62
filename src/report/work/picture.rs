//! The phases as a strip over the axis, and the number of running items over time.

use super::{Doc, View};
use crate::answers::load::Step;
use crate::answers::phases::{self, Phase};
use crate::model::{TimeRange, Timestamp};

/// How many parts the strip and the curve are cut into at most: about two pixels each.
const N_COLUMNS: i64 = 400;
const CURVE_HEIGHT: i64 = 1_000;

impl View<'_> {
    /// The strip, and what each phase has of the range.
    pub(super) fn phases(&self, doc: &mut Doc) {
        doc.line("h3", "", self.ctx.say("Phases"));
        // The table below says the same to those who do not see the strip.
        doc.el("div", "phases", |doc| {
            doc.set("aria-hidden", "true");
            for (range, phase) in self.strip() {
                self.stretch(doc, range, phase);
            }
        });
        doc.line("p", "note", self.ctx.say(STRIP));
        self.phase_table(doc);
        doc.el("details", "", |doc| {
            doc.line("summary", "", self.ctx.say("Which text is of which phase"));
            doc.el("ul", "list", |doc| {
                for (phase, begin) in self.facts.rules.iter() {
                    doc.line("li", "", &[self.ctx.say(phase_name(phase)), ": ", begin, "…"].concat());
                }
            });
        });
    }

    /// The exact strip where it has few stretches. Of many, each of [`N_COLUMNS`] equal parts of the range shows what has
    /// most of it, of equal ones the later phase, and nothing before all.
    fn strip(&self) -> Vec<(TimeRange, Option<Phase>)> {
        let stretches = phases::strip(self.facts.load, self.within, &self.phase_of);
        let phase = |group: Option<u32>| group.and_then(Phase::of_number);
        if stretches.len() <= 64 {
            return stretches.into_iter().map(|part| (part.range, phase(part.group))).collect();
        }
        let mut columns = self.columns().into_iter().peekable();
        let mut ticks = [0_i64; Phase::ALL.len() + 1];
        let mut strip: Vec<(TimeRange, Option<Phase>)> = Vec::new();
        for part in stretches {
            while let Some(column) = columns.peek().copied() {
                let shared = overlap(column, part.range);
                let place = phase(part.group).map_or(0, |phase| phase as usize + 1);
                if let Some(sum) = ticks.get_mut(place) {
                    *sum += shared;
                }
                if column.end() > part.range.end() {
                    break;
                }
                let most = (0..).zip(ticks).max_by_key(|&(place, ticks)| (ticks, place)).map_or(0, |(place, _)| place);
                let shown = u32::checked_sub(most, 1).and_then(Phase::of_number);
                match strip.last_mut().filter(|(_, last)| *last == shown) {
                    Some((range, _)) => *range = range.union(column),
                    None => strip.push((column, shown)),
                }
                ticks = Default::default();
                columns.next();
            }
        }
        strip
    }

    fn stretch(&self, doc: &mut Doc, range: TimeRange, phase: Option<Phase>) {
        doc.el("a", stretch(phase), |doc| {
            doc.set("href", &self.window(range));
            doc.set("tabindex", "-1");
            doc.set("--x", &self.percent_of_axis(range.start().since(self.within.start())));
            doc.set("--w", &self.percent_of_axis(range.ticks()));
            let name = self.ctx.say(phase.map_or("Idle", phase_name));
            doc.set("data-tip", &[name, ", ", &self.span(range), ", ", &self.ticks(range.ticks())].concat());
            doc.text(name);
        });
    }

    /// For a style: never in a person's language.
    fn percent_of_axis(&self, ticks: i64) -> String {
        let thousandths = i128::from(ticks) * 100_000 / i128::from(self.sums.wall.max(1));
        let (whole, rest) = (thousandths / 1000, (thousandths % 1000).to_string());
        [&whole.to_string(), ".", "000".get(rest.len()..).unwrap_or_default(), &rest, "%"].concat()
    }

    /// How many items ran over time: the most and the average of each of [`N_COLUMNS`] parts.
    pub(super) fn curve(&self, doc: &mut Doc) {
        doc.line("h3", "", self.ctx.say("Running items over time"));
        let (most, mean) = self.heights();
        let holes = [self.count(self.sums.peak), self.mean()];
        let caption =
            self.ctx.words.fill("Running items over time, {} at most and {} on average", &[&holes[0], &holes[1]]);
        doc.el("figure", "curve", |doc| {
            doc.el("svg:svg", "", |doc| {
                let size = ["0 0 ", &most.len().to_string(), " ", &CURVE_HEIGHT.to_string()].concat();
                doc.set("viewBox", &size);
                doc.set("preserveAspectRatio", "none");
                doc.set("role", "img");
                doc.set("aria-label", &caption);
                area(doc, "curve__most", &most);
                area(doc, "curve__mean", &mean);
                let level = CURVE_HEIGHT - self.height(self.sums.mean_hundredths(), 100);
                let line = ["M0 ", &level.to_string(), "H", &most.len().to_string()].concat();
                doc.el("svg:path", "curve__average", |doc| doc.set("d", &line));
            });
            doc.el("figcaption", "", |doc| doc.term(&caption, self.ctx.say(CURVE)));
        });
    }

    /// Heights of the curve, column by column: the most that ran, and how many on average, idle time counted. O(edges).
    fn heights(&self) -> (Vec<i64>, Vec<i64>) {
        let columns = self.columns();
        let (mut most, mut mean) = (vec![0_i64; columns.len()], vec![0_i64; columns.len()]);
        let mut at = 0;
        for Step { range, running } in self.facts.load.steps(self.within) {
            while let Some(&column) = columns.get(at) {
                if let (Some(most), Some(mean)) = (most.get_mut(at), mean.get_mut(at)) {
                    let ticks = overlap(column, range);
                    *most = (*most).max(if ticks > 0 { i64::from(running) } else { 0 });
                    *mean = mean.saturating_add(ticks.saturating_mul(running.into()));
                }
                if column.end() > range.end() {
                    break;
                }
                at += 1;
            }
        }
        let most = most.into_iter().map(|n| self.height(n, 1)).collect();
        let mean = mean.into_iter().zip(&columns).map(|(sum, column)| self.height(sum, column.ticks())).collect();
        (most, mean)
    }

    /// The height of `n / parts` items.
    fn height(&self, n: i64, parts: i64) -> i64 {
        let whole = i128::from(self.sums.peak.max(1)) * i128::from(parts.max(1));
        i64::try_from(i128::from(n) * i128::from(CURVE_HEIGHT) / whole).unwrap_or(0)
    }

    /// The range in equal parts, none of them empty.
    fn columns(&self) -> Vec<TimeRange> {
        let wall = self.sums.wall;
        let n = wall.clamp(1, N_COLUMNS);
        let at = |nth: i64| {
            let ticks = i128::from(wall) * i128::from(nth) / i128::from(n);
            Timestamp::plus(self.within.start(), i64::try_from(ticks).unwrap_or(wall))
        };
        (0..n).map(|nth| TimeRange::new(at(nth), at(nth + 1))).collect()
    }
}

/// The class of a stretch in which most of the running items are of a phase, or nothing runs.
pub(super) const fn stretch(phase: Option<Phase>) -> &'static str {
    match phase {
        None => "phases__idle",
        Some(Phase::Unmatched) => "phases__unmatched",
        Some(Phase::Start) => "phases__start",
        Some(Phase::Listing) => "phases__listing",
        Some(Phase::Processing) => "phases__processing",
        Some(Phase::Waiting) => "phases__waiting",
        Some(Phase::Finishing) => "phases__finishing",
    }
}

/// What a person reads.
pub(in super::super) const fn phase_name(phase: Phase) -> &'static str {
    match phase {
        Phase::Unmatched => "Unmatched",
        Phase::Start => "Start",
        Phase::Listing => "Listing",
        Phase::Processing => "Processing",
        Phase::Waiting => "Waiting",
        Phase::Finishing => "Finishing",
    }
}

fn overlap(a: TimeRange, b: TimeRange) -> i64 {
    a.end().min(b.end()).since(a.start().max(b.start())).max(0)
}

/// A filled shape of steps, one unit wide each.
fn area(doc: &mut Doc, class: &str, heights: &[i64]) {
    let mut path = ["M0 ", &CURVE_HEIGHT.to_string()].concat();
    for height in heights {
        path.push('V');
        path.push_str(&(CURVE_HEIGHT - height).to_string());
        path.push_str("h1");
    }
    path.push_str(&["V", &CURVE_HEIGHT.to_string(), "Z"].concat());
    doc.el("svg:path", class, |doc| doc.set("d", &path));
}

const STRIP: &str = "The strip shows at every instant the phase that most of the running items are of; of equal ones the later phase. Where it would change too often to be seen, each part shows what has most of it.";
const CURVE: &str = "Dark: how many items ran on average in each part of the range. Pale: the most that ran in it. The line: the average while any ran.";
