//! Where the time went: the view of a session, or of a range of it. Summed beside wall-clock time, phases, how many items
//! ran, who had what share, who ran alone, who held the end open. Every figure says what it means and leads to its bars.

mod picture;
mod tables;

pub(super) use picture::phase_name;

use super::{Context, Doc};
use crate::answers::groups::Grouper;
use crate::answers::load::{Load, Sums};
use crate::answers::phases::Rules;
use crate::format;
use crate::model::time::push_padded;
use crate::model::{Id, Log, TimeRange, Timestamp};
use crate::route::{Params, Route};

/// What the view is about.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The items.
    pub log: &'a Log,
    /// The same, swept.
    pub load: &'a Load,
    /// The items by kind of work.
    pub kinds: &'a Grouper,
    /// By object.
    pub objects: &'a Grouper,
    /// By result.
    pub results: &'a Grouper,
    /// Which phase a kind is of.
    pub rules: &'a Rules,
    /// The range somebody chose; nothing is the whole.
    pub chosen: Option<TimeRange>,
}

/// Everything the parts of the view need.
struct View<'a> {
    ctx: &'a Context,
    facts: Facts<'a>,
    within: TimeRange,
    sums: Sums,
    phase_of: Vec<u32>,
    /// From the name of a set of items to the address that shows it.
    set: &'a dyn Fn(&str) -> String,
}

/// Writes the view. O(n): some milliseconds for 60,000 items.
pub fn work(doc: &mut Doc, ctx: &Context, facts: &Facts<'_>, set: &dyn Fn(&str) -> String) {
    doc.el("section", "work", |doc| {
        // What opens this says so already.
        doc.line("h2", "unseen", ctx.say("Where the time went"));
        let Some(extent) = facts.load.extent().filter(|extent| extent.ticks() > 0) else {
            doc.line("p", "", ctx.say("No item took any time, so there is nothing to add up."));
            return;
        };
        let within = facts.chosen.unwrap_or(extent);
        let (sums, phase_of) = (facts.load.sums(within), facts.rules.phases(facts.kinds));
        let view = View { ctx, facts: *facts, within, sums, phase_of, set };
        view.range(doc);
        doc.button("copy:work", "no-print", ctx.say("Copy as text"));
        view.figures(doc);
        view.why(doc);
        if sums.busy > 0 {
            doc.el("div", "part part--wide", |doc| view.phases(doc));
            doc.el("div", "part part--wide", |doc| view.curve(doc));
            doc.el("div", "part part--wide", |doc| view.shares(doc));
            doc.el("div", "part", |doc| view.alone(doc));
            doc.el("div", "part", |doc| view.stragglers(doc));
        }
        doc.el("div", "part", |doc| view.gaps(doc));
        if sums.busy > 0 {
            doc.el("div", "part", |doc| view.chain(doc));
        }
    });
}

impl View<'_> {
    /// Which range all of this is about.
    fn range(&self, doc: &mut Doc) {
        let at = self.span(self.within);
        doc.el("p", "work__range", |doc| {
            if self.facts.chosen.is_none() {
                doc.text(&self.ctx.words.fill("The whole log: {}", &[&at]));
                return;
            }
            doc.text(&self.ctx.words.fill("Only the chosen range: {}", &[&at]));
            doc.text(" ");
            doc.link(
                &self.address(|params| (params.from, params.to) = (None, None)),
                "",
                self.ctx.say("Show the whole"),
            );
        });
    }

    fn figures(&self, doc: &mut Doc) {
        let sums = &self.sums;
        doc.el("dl", "figures", |doc| {
            let wall = self.ticks(sums.wall);
            self.figure(doc, "Wall-clock time", WALL, |doc| doc.text(&wall));
            let summed = self.ticks(sums.summed);
            self.figure(doc, "Summed time", SUMMED, |doc| doc.text(&summed));
            let busy = self.ticks(sums.busy);
            self.figure(doc, "Busy", BUSY, |doc| doc.text(&busy));
            self.figure(doc, "Idle", IDLE, |doc| doc.text(&self.ticks(sums.idle)));
            self.figure(doc, "Alone", ALONE, |doc| self.to_set(doc, "alone", &self.ticks(sums.alone)));
            self.figure(doc, "Most at a time", PEAK, |doc| {
                let peak = self.count(sums.peak);
                match sums.first_peak {
                    Some(range) => {
                        doc.link(&self.window(range), "", &peak);
                        let holes = [self.time(range.start()), self.ticks(sums.at_peak)];
                        doc.text(" ");
                        let at = self.ctx.words.fill("first at {}, for {} in all", &[&holes[0], &holes[1]]);
                        doc.line("small", "", &at);
                    }
                    None => doc.text(&peak),
                }
            });
            self.figure(doc, "At a time on average", MEAN, |doc| doc.text(&self.mean()));
        });
    }

    /// A figure with its name and what it means.
    fn figure(&self, doc: &mut Doc, name: &str, definition: &str, value: impl FnOnce(&mut Doc)) {
        doc.el("div", "figure", |doc| {
            doc.el("dt", "", |doc| doc.term(self.ctx.say(name), self.ctx.say(definition)));
            doc.el("dd", "", value);
        });
    }

    /// Why summed and wall-clock time are not the same.
    fn why(&self, doc: &mut Doc) {
        let (summed, wall) = (self.ticks(self.sums.summed), self.ticks(self.sums.wall));
        let why = if self.sums.summed > self.sums.wall {
            "The items took {} together within {} on the clock, since several ran at a time: {} on average."
        } else if self.sums.idle > 0 {
            "The items took {} together within {} on the clock: for part of it nothing ran."
        } else {
            "The items took {} together within {} on the clock: one ran after the other."
        };
        doc.line("p", "work__why", &self.ctx.words.fill(why, &[&summed, &wall, &self.mean()]));
    }

    fn mean(&self) -> String {
        let mean = self.sums.mean_hundredths();
        self.ctx.words.local([&format::count(mean / 100), ".", &two_digits(mean % 100)].concat())
    }

    fn ticks(&self, ticks: i64) -> String {
        self.ctx.words.local(format::duration(ticks))
    }

    fn count(&self, n: u32) -> String {
        self.ctx.words.local(format::count(n))
    }

    /// Time of day, with as much of the second as tells instants of the range apart.
    fn time(&self, t: Timestamp) -> String {
        let n_digits = format::digits_for(self.sums.wall / 100).min(3);
        self.ctx.words.local(format::time_with(t, self.ctx.offset(t), n_digits))
    }

    fn span(&self, range: TimeRange) -> String {
        let (start, end) = (range.start(), range.end());
        self.ctx.words.local(format::from_to(start, self.ctx.offset(start), end, self.ctx.offset(end)))
    }

    /// A part of a whole, cut to a tenth of a percent: `12.3 %`.
    fn percent(&self, part: i64, whole: i64) -> String {
        let tenths = i64::try_from(i128::from(part) * 1000 / i128::from(whole.max(1))).unwrap_or(0);
        self.ctx.words.local([&(tenths / 10).to_string(), ".", &(tenths % 10).to_string(), " %"].concat())
    }

    /// This view, set in another way.
    fn address(&self, set: impl FnOnce(&mut Params)) -> String {
        let mut route: Route = self.ctx.route.clone();
        set(&mut route.params);
        route.to_string()
    }

    /// The address of a range as the visible part.
    fn window(&self, range: TimeRange) -> String {
        self.address(|params| (params.from, params.to) = (Some(range.start()), Some(range.end())))
    }

    /// A link to the bars of a set of items.
    fn to_set(&self, doc: &mut Doc, name: &str, text: &str) {
        doc.link(&(self.set)(name), "", text);
    }

    /// A link to an item, by its text.
    fn to_item(&self, doc: &mut Doc, idx: u32) {
        let log = self.facts.log;
        let text = format::shown(log.text(idx), 90);
        match log.id(idx).and_then(|id| Id::new(&id)) {
            Some(id) => doc.link(&self.address(|params| params.item = Some(id)), "", &text),
            None => match log.range(idx, self.within.end()) {
                Some(range) => doc.link(&self.window(range), "", &text),
                None => doc.text(&text),
            },
        }
    }
}

fn two_digits(n: i64) -> String {
    let mut out = String::new();
    push_padded(&mut out, n, 2);
    out
}

const WALL: &str = "From the beginning of the range to its end, as a clock on the wall shows it.";
const SUMMED: &str =
    "The lengths of all items added up, each cut to the range. Items that ran at the same time all count.";
const BUSY: &str = "The time in which at least one item ran. An item without length takes no time.";
const IDLE: &str = "The time in which no item ran. Busy and idle together are the wall-clock time.";
const ALONE: &str = "The time in which exactly one item ran. Only this time is sure to have made the session longer.";
const PEAK: &str = "The largest number of items that ran at one instant.";
const MEAN: &str = "How many items ran on average while any ran: summed time divided by busy time.";
