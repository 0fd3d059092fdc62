//! The tables: shares by phase, kind, object and result, time alone, stragglers, idle gaps, and the chain.

use super::picture::{phase_name, stretch};
use super::{Doc, View};
use crate::answers::Severities;
use crate::answers::groups::{By, Grouper};
use crate::answers::load::Account;
use crate::answers::phases::{self, Phase};
use crate::answers::sets;
use crate::format;
use crate::model::Severity;
use crate::model::order::sort_by_number;
use crate::report::marks::{self, box_of};
use crate::route::Params;

/// How many rows a table shows.
const N_ROWS: usize = 10;

/// A column: its name, and what its figures mean.
type Column = (&'static str, &'static str);

/// The columns of every table of shares, after the group's name.
const OF_SHARES: [Column; 5] = [
    (
        "Fair share",
        "Each instant is divided equally among the items that run at it; this is what the group's items got together. The fair shares of all groups add up exactly to the busy time.",
    ),
    ("Of busy time", "The fair share as a part of the busy time."),
    ("On the clock", "The time in which at least one item of the group ran. Groups overlap, so these do not add up."),
    ("Alone", "The time in which one item of the group ran and no other item at all."),
    ("Items", "The items of the group that meet the range, those without length too."),
];

/// A row of a table of shares.
struct Row<'a> {
    name: &'a str,
    /// The name of its set of items; without one its results are shown.
    set: Option<String>,
    severity: Option<Severity>,
    /// The class of its stretches in the strip above, whose legend it is.
    stretch: &'static str,
    account: Account,
}

impl View<'_> {
    pub(super) fn phase_table(&self, doc: &mut Doc) {
        let accounts = phases::accounts(self.facts.load, self.within, &self.phase_of);
        let row = |(phase, account): (Phase, Account)| Row {
            name: self.ctx.say(phase_name(phase)),
            set: Some(["phase.", phase.word()].concat()),
            severity: None,
            stretch: stretch(Some(phase)),
            account,
        };
        let rows: Vec<Row<'_>> = accounts.into_iter().map(row).collect();
        self.share_table(doc, "Fair share by phase", "Phase", &rows);
    }

    /// Shares by kind, object and result.
    pub(super) fn shares(&self, doc: &mut Doc) {
        doc.line("h3", "", self.ctx.say("Fair share of the time"));
        let facts = self.facts;
        let kinds = self.rows(facts.kinds, Some("kind"));
        let objects = self.rows(facts.objects, Some("object"));
        let mut results = self.rows(facts.results, None);
        for (row, severity) in results.iter_mut().zip(Severity::ALL.into_iter().rev()) {
            (row.name, row.severity) = (self.ctx.say(severity.word()), Some(severity));
        }
        doc.el("div", "parts", |doc| {
            self.share_table(doc, "Fair share by kind of work", "Kind", &kinds);
            self.share_table(doc, "Fair share by object", "Object", &objects);
            self.share_table(doc, "Fair share by result", "Result", &results);
        });
    }

    fn rows<'g>(&'g self, groups: &'g Grouper, word: Option<&str>) -> Vec<Row<'g>> {
        let accounts = self.facts.load.accounts(self.within, groups.of(), groups.n_groups());
        let row = |(group, account): (u32, Account)| {
            let label = groups.name(group);
            // Only the group of items without an object has a name of the page's own.
            let name = if groups.by() == By::Object && group == 0 { self.ctx.say(label) } else { label };
            Row { name, set: word.map(|word| sets::name(word, label)), severity: None, stretch: "", account }
        };
        (0..).zip(accounts).map(row).collect()
    }

    /// The rows with the largest share first; those that do not meet the range are left out.
    fn share_table(&self, doc: &mut Doc, caption: &str, of: &'static str, rows: &[Row<'_>]) {
        let share = |at: u32| rows.get(at as usize).map_or(0, |row| row.account.share);
        let met = (0..).zip(rows).filter(|(_, row)| row.account.n_items > 0).map(|(at, _)| at).collect();
        let order = sort_by_number(met, &|at| -share(at));
        let columns: Vec<Column> = [(of, "")].into_iter().chain(OF_SHARES).collect();
        let sorted: Vec<&Row<'_>> = order.iter().filter_map(|&at| rows.get(at as usize)).collect();
        self.table(doc, caption, &columns, Some(1), &sorted, |doc, row| self.share_row(doc, row));
    }

    fn share_row(&self, doc: &mut Doc, row: &Row<'_>) {
        let account = row.account;
        doc.el("th", "", |doc| {
            doc.set("scope", "row");
            if !row.stretch.is_empty() {
                doc.el("span", &["swatch ", row.stretch].concat(), |doc| doc.set("aria-hidden", "true"));
            }
            let name = format::shown(row.name, 90);
            match (&row.set, row.severity) {
                (Some(set), _) => self.to_set(doc, set, &name),
                (None, Some(severity)) => {
                    marks::badge(doc, severity, "");
                    let only = |params: &mut Params| params.status = Severities::only(severity);
                    doc.link(&self.address(only), "", &name);
                }
                _ => doc.text(&name),
            }
        });
        doc.line("td", "number", &self.ticks(account.share));
        doc.el("td", "number part-cell", |doc| {
            doc.set("--part", &marks::percent(account.share, self.sums.busy));
            doc.text(&self.percent(account.share, self.sums.busy));
        });
        doc.line("td", "number", &self.ticks(account.covered));
        doc.line("td", "number", &self.ticks(account.alone));
        doc.line("td", "number", &self.count(account.n_items));
    }

    /// Who ran alone, for longest first.
    pub(super) fn alone(&self, doc: &mut Doc) {
        let alone = self.facts.load.alone(self.within);
        if alone.is_empty() {
            return;
        }
        doc.line("h3", "", self.ctx.say("Time alone"));
        let ticks = |at: u32| alone.get(at as usize).map_or(0, |&(_, ticks)| ticks);
        let order = sort_by_number((0..).zip(&alone).map(|(at, _)| at).collect(), &|at| -ticks(at));
        let rows: Vec<(u32, i64)> = order.iter().filter_map(|&at| alone.get(at as usize).copied()).collect();
        let columns =
            [("Item", ""), ("Alone", "How long this item ran while no other did."), ("Fair share", ITEM_SHARE)];
        self.table(doc, "Items that ran alone", &columns, Some(1), &rows, |doc, &(idx, ticks)| {
            self.item_cell(doc, idx);
            doc.line("td", "number", &self.ticks(ticks));
            doc.line("td", "number", &self.ticks(self.facts.load.share_of(self.within, idx)));
        });
    }

    /// The tail, and who holds it open.
    pub(super) fn stragglers(&self, doc: &mut Doc) {
        let Some(tail) = self.facts.load.stragglers(self.within) else { return };
        doc.el("h3", "", |doc| doc.term(self.ctx.say("Stragglers"), self.ctx.say(STRAGGLERS)));
        let holes = [
            self.time(tail.range.start()),
            self.ticks(tail.range.ticks()),
            self.percent(tail.range.ticks(), self.sums.wall),
            self.count(self.sums.peak),
        ];
        let holes: Vec<&str> = holes.iter().map(String::as_str).collect();
        doc.el("p", "", |doc| {
            let what = "From {} on, for {} ({} of the time), never again half as many ran as at the peak of {}.";
            doc.link(&self.window(tail.range), "", &self.ctx.words.fill(what, &holes));
            doc.text(" ");
            self.to_set(doc, "stragglers", self.ctx.say("Show these items"));
        });
        let columns = [
            ("Item", ""),
            ("Ended", "When the item ended, or the range."),
            ("In the tail", "How long it ran inside this tail."),
        ];
        self.table(doc, "Items that hold the end open", &columns, Some(1), &tail.items, |doc, &idx| {
            self.item_cell(doc, idx);
            let piece = self.facts.load.part_of(tail.range, idx).unwrap_or(tail.range);
            doc.line("td", "number", &self.time(piece.end()));
            doc.line("td", "number", &self.ticks(piece.ticks()));
        });
    }

    /// Idle stretches, the longest first.
    pub(super) fn gaps(&self, doc: &mut Doc) {
        let gaps = self.facts.load.gaps(self.within);
        if gaps.is_empty() {
            return;
        }
        doc.el("h3", "", |doc| doc.term(self.ctx.say("Idle gaps"), self.ctx.say(GAPS)));
        let ticks = |at: u32| gaps.get(at as usize).map_or(0, |gap| gap.range.ticks());
        let order = sort_by_number((0..).zip(&gaps).map(|(at, _)| at).collect(), &|at| -ticks(at));
        let rows: Vec<_> = order.iter().filter_map(|&at| gaps.get(at as usize).copied()).collect();
        let columns = [
            ("From", ""),
            ("Length", "How long nothing ran."),
            ("Before it", "The item that ended last before it."),
            ("After it", "The item that starts after it."),
        ];
        self.table(doc, "Stretches in which nothing ran", &columns, Some(1), &rows, |doc, gap| {
            doc.el("th", "", |doc| {
                doc.set("scope", "row");
                doc.link(&self.window(gap.range), "", &self.time(gap.range.start()));
            });
            doc.line("td", "number", &self.ticks(gap.range.ticks()));
            for side in [gap.before, gap.after] {
                doc.el("td", "", |doc| match side {
                    Some(idx) => self.to_item(doc, idx),
                    None => doc.text("–"),
                });
            }
        });
    }

    /// The chain of last finishers, from the end back.
    pub(super) fn chain(&self, doc: &mut Doc) {
        let chain = self.facts.load.chain(self.within);
        doc.el("h3", "", |doc| doc.term(self.ctx.say("Chain of last finishers"), self.ctx.say(CHAIN)));
        doc.el("p", "", |doc| {
            let n = self.ctx.words.counted(chain.links.len(), "item", "items");
            let (worked, waited) = (self.ticks(self.sums.wall - chain.waited), self.ticks(chain.waited));
            doc.text(
                &self
                    .ctx
                    .words
                    .fill("{} one before the other: {} of work, {} of waiting between.", &[&n, &worked, &waited]),
            );
            doc.text(" ");
            self.to_set(doc, "chain", self.ctx.say("Show these items"));
        });
        let columns = [
            ("Item", ""),
            ("Ended", "When the item ended, or the range."),
            ("Length", "How long it ran, cut to the range."),
            ("Waiting after it", "From its end to the start of the item above it, or to the end of the range."),
        ];
        self.table(doc, "From the end back to the beginning", &columns, None, &chain.links, |doc, link| {
            self.item_cell(doc, link.idx);
            doc.line("td", "number", &self.time(link.range.end()));
            doc.line("td", "number", &self.ticks(link.range.ticks()));
            doc.line("td", "number", &self.ticks(link.waited));
        });
    }

    fn item_cell(&self, doc: &mut Doc, idx: u32) {
        doc.el("th", "", |doc| {
            doc.set("scope", "row");
            self.to_item(doc, idx);
        });
    }

    /// A table of the first rows, and how many more there are. `sorted` is the column it is sorted by, largest first.
    fn table<T>(
        &self,
        doc: &mut Doc,
        caption: &str,
        columns: &[Column],
        sorted: Option<usize>,
        rows: &[T],
        row: impl Fn(&mut Doc, &T),
    ) {
        doc.el("div", "sums", |doc| {
            box_of(doc, |doc| {
                doc.el("table", "", |doc| {
                    doc.line("caption", "", self.ctx.say(caption));
                    doc.el("thead", "", |doc| doc.el("tr", "", |doc| self.heads(doc, columns, sorted)));
                    doc.el("tbody", "", |doc| {
                        for one in rows.iter().take(N_ROWS) {
                            doc.el("tr", "", |doc| row(doc, one));
                        }
                    });
                });
            });
            let n_more = rows.len().saturating_sub(N_ROWS);
            if n_more > 0 {
                let n = self.ctx.words.local(format::count(n_more));
                doc.line("p", "soft", &self.ctx.words.fill("and {} more", &[&n]));
            }
        });
    }

    /// The heading cells.
    fn heads(&self, doc: &mut Doc, columns: &[Column], sorted: Option<usize>) {
        for (at, &(name, definition)) in columns.iter().enumerate() {
            let is_text = at == 0 || matches!(name, "Before it" | "After it");
            doc.el("th", if is_text { "" } else { "number" }, |doc| {
                doc.set("scope", "col");
                if sorted == Some(at) {
                    doc.set("aria-sort", "descending");
                }
                match definition {
                    "" => doc.text(self.ctx.say(name)),
                    definition => doc.term(self.ctx.say(name), self.ctx.say(definition)),
                }
            });
        }
    }
}

const ITEM_SHARE: &str = "Each instant is divided equally among the items that run at it; this is what the item got.";
const STRAGGLERS: &str = "The end of the range after the number of running items fell under half its peak for good, and the items that ran in it.";
const GAPS: &str = "The stretches of the range in which no item ran, with the items that stood on both sides. Together they are the idle time.";
const CHAIN: &str = "From the end: the item that ended last, then the one that ended last before that one started, and so on to the beginning. It shows what came before the end, not what the end waited for: a log does not say which item needed which.";
