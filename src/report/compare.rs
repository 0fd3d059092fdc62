//! Two runs of a job side by side on one axis: what fails now and did not, what takes longer, what is new or gone.

use super::marks::{
    LABEL_MAX_CHARS, badge, began, box_of, class, column, difference, length, number, percent, session_link,
    session_route, status,
};
use super::{Context, Doc};
use crate::answers::baseline::{Baseline, Ghost};
use crate::answers::compare::{Align, Change, Comparison, Row};
use crate::answers::objects::Subject;
use crate::answers::sets;
use crate::answers::spans::Span;
use crate::format;
use crate::model::{Id, Log, Session, Severity, TimeRange, Timestamp};
use crate::route::{Page, Route};

/// The most rows that are drawn.
pub const N_ROWS_MAX: usize = 200;
/// As many of each change are drawn at least, if there are.
const N_ROWS_EACH: usize = 10;
/// The most kinds of work that are offered to align by, and the most runs to compare with.
const N_OFFERED_MAX: usize = 8;

/// What a row is, and where it stands.
const MATCHED: &str = "A step is all items of one object and one kind of work, their lengths added up; where a text names no \
                       object, all of that kind. What changed stands first, then by the difference of time.";

/// One of the two runs.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// The session.
    pub session: &'a Session,
    /// The name of its job.
    pub name: &'a str,
    /// Its log.
    pub log: &'a Log,
    /// The address of its view with a set of items in it, by the set's name.
    pub only: &'a dyn Fn(&str) -> String,
}

impl Side<'_> {
    /// Where it stands at the left of the axis, if it is aligned by starts.
    fn start(&self) -> Timestamp {
        let first = self.log.extent().map(TimeRange::start);
        self.session.start.or(first).unwrap_or_default()
    }
}

/// The axis: where it begins on either side, and how long it is; and where steps usually stand on it.
struct Axis<'a> {
    from: [Timestamp; 2],
    ticks: i64,
    starts: [Timestamp; 2],
    usual: Option<&'a Baseline>,
}

/// The page. With `usual`, what earlier runs took stands behind the bars. `others` are further runs of the job to compare the second one with, the newest first.
pub fn compare(
    doc: &mut Doc,
    ctx: &Context,
    sides: [Side<'_>; 2],
    comparison: &Comparison<'_>,
    align: &Align,
    usual: Option<&Baseline>,
    others: &[&Session],
) {
    doc.el("section", "compare", |doc| {
        header(doc, ctx, sides, others);
        totals(doc, ctx, sides, comparison);
        alignment(doc, ctx, comparison, align, usual);
        let axis = Axis::new(sides, comparison, align, usual);
        let mut n_left = N_ROWS_MAX;
        for (place, change) in Change::ALL.into_iter().enumerate() {
            let rows = comparison.of(change);
            if rows.is_empty() {
                continue;
            }
            let n_later: usize =
                Change::ALL.iter().skip(place + 1).map(|&later| comparison.count(later).min(N_ROWS_EACH)).sum();
            let n_shown = rows.len().min(n_left.saturating_sub(n_later));
            n_left -= n_shown;
            group(doc, ctx, sides, &axis, change, rows, n_shown);
        }
        if comparison.rows.is_empty() {
            doc.line("p", "", ctx.say("Neither log has items."));
        }
    });
}

fn header(doc: &mut Doc, ctx: &Context, sides: [Side<'_>; 2], others: &[&Session]) {
    let [a, b] = sides;
    doc.el("div", "bar", |doc| {
        doc.line("h1", "", ctx.say("Two runs side by side"));
        if let (Some(a), Some(b)) = (&a.session.id, &b.session.id) {
            doc.link(&route(ctx, b, a).to_string(), "button no-print", ctx.say("Swap A and B"));
        }
        doc.button("copy:page", "no-print", ctx.say("Copy as text"));
    });
    let of_b = |other: &&&Session| other.id.is_some() && other.id != a.session.id && other.id != b.session.id;
    let others: Vec<&&Session> = others.iter().filter(of_b).take(N_OFFERED_MAX).collect();
    if others.is_empty() {
        return;
    }
    doc.el("details", "no-print", |doc| {
        doc.line("summary", "", ctx.say("Compare B with another run"));
        doc.el("ul", "list", |doc| {
            for other in others {
                doc.el("li", "", |doc| {
                    status(doc, ctx, other);
                    if let (Some(other_id), Some(b)) = (&other.id, &b.session.id) {
                        doc.link(&route(ctx, other_id, b).to_string(), "", &began(ctx, other));
                    }
                });
            }
        });
    });
}

fn route(ctx: &Context, a: &Id, b: &Id) -> Route {
    ctx.route.to(Page::Compare(a.clone(), b.clone()))
}

fn totals(doc: &mut Doc, ctx: &Context, sides: [Side<'_>; 2], comparison: &Comparison<'_>) {
    box_of(doc, |doc| {
        doc.el("table", "compare__totals", |doc| {
            doc.line("caption", "unseen", ctx.say("The two runs"));
            doc.el("thead", "", |doc| {
                doc.el("tr", "", |doc| {
                    for (class, name) in [
                        ("", "Run"),
                        ("", "Session"),
                        ("", "Start"),
                        ("", "Result"),
                        ("number", "Length"),
                        ("number", "Items"),
                        ("number", "Failed"),
                        ("number", "Warning"),
                    ] {
                        column(doc, class, ctx.say(name));
                    }
                });
            });
            doc.el("tbody", "", |doc| {
                for (letter, side) in ["A", "B"].into_iter().zip(sides) {
                    doc.el("tr", "", |doc| total(doc, ctx, letter, &side));
                }
            });
        });
    });
    doc.el("p", "compare__sum", |doc| {
        let [a, b] = sides.map(|side| side.session.ticks(ctx.now));
        let mut joint = "";
        if let (Some(a), Some(b)) = (a, b) {
            joint = ", ";
            let more = difference(ctx, b.saturating_sub(a));
            doc.term(&ctx.words.fill("B against A: {}", &[&more]), ctx.say("Length of run B less length of run A."));
        }
        for change in Change::ALL {
            let n = comparison.count(change);
            if n > 0 {
                doc.text(std::mem::replace(&mut joint, ", "));
                doc.term(&[&number(ctx, n), " ", ctx.say(word(change))].concat(), &definition(ctx, change));
            }
        }
        doc.text(". ");
        doc.term(ctx.say("How steps are matched and sorted"), ctx.say(MATCHED));
    });
}

fn total(doc: &mut Doc, ctx: &Context, letter: &str, side: &Side<'_>) {
    doc.el("th", "", |doc| {
        doc.set("scope", "row");
        doc.text(letter);
    });
    doc.el("td", "", |doc| session_link(doc, ctx, side.session, None, &format::shown(side.name, LABEL_MAX_CHARS)));
    doc.line("td", "when", &began(ctx, side.session));
    doc.el("td", "", |doc| status(doc, ctx, side.session));
    let ticks = side.session.ticks(ctx.now);
    doc.line("td", "number", &ticks.map_or_else(|| "–".to_owned(), |ticks| length(ctx, ticks)));
    doc.line("td", "number", &number(ctx, side.log.len()));
    for severity in [Severity::Failed, Severity::Warning] {
        doc.line("td", "number", &number(ctx, side.log.count(severity)));
    }
}

/// Buttons: by start, or by a kind of work that both have. Their actions are `compare-align:start` and
/// `compare-align:` with the name of the kind's set.
fn alignment(doc: &mut Doc, ctx: &Context, comparison: &Comparison<'_>, align: &Align, usual: Option<&Baseline>) {
    doc.el("div", "bar compare__align no-print", |doc| {
        doc.set("role", "group");
        doc.set("aria-label", ctx.say("What stands at the same place of the axis"));
        doc.line("span", "soft", ctx.say("Aligned by"));
        choice(doc, "compare-align:start", ctx.say("start of the session"), *align == Align::Start);
        for kind in comparison.kinds().into_iter().take(N_OFFERED_MAX) {
            let action = ["compare-align:", &sets::name("kind", &kind)].concat();
            let text = ctx.words.fill("first “{}”", &[&format::shown(&kind, LABEL_MAX_CHARS)]);
            choice(doc, &action, &text, *align == Align::Kind(kind));
        }
        choice(doc, "compare-usual", ctx.say("Show what is usual"), usual.is_some());
        if let Some(usual) = usual {
            let runs = ctx.words.counted(usual.n_logs(), "earlier run", "earlier runs");
            doc.term(
                &runs,
                ctx.say(
                    "Pale behind the bars: where a step usually begins and how long it takes, the median of earlier runs of \
                     this job in which it did not fail.",
                ),
            );
        }
    });
}

fn choice(doc: &mut Doc, action: &str, text: &str, is_chosen: bool) {
    doc.el("button", "", |doc| {
        doc.set("type", "button");
        doc.set("data-do", action);
        doc.set("aria-pressed", if is_chosen { "true" } else { "false" });
        doc.text(text);
    });
}

fn group(
    doc: &mut Doc,
    ctx: &Context,
    sides: [Side<'_>; 2],
    axis: &Axis<'_>,
    change: Change,
    rows: &[Row<'_>],
    n_shown: usize,
) {
    let title = |doc: &mut Doc| {
        let mut title = ctx.say(title(change)).to_owned();
        title.push_str(": ");
        title.push_str(&number(ctx, rows.len()));
        doc.term(&title, &definition(ctx, change));
    };
    // What has not changed is there, and out of the way.
    let (outer, inner) = if change == Change::Same { ("details", "summary") } else { ("section", "h2") };
    doc.el(outer, "compare__group", |doc| {
        doc.el(inner, "", title);
        box_of(doc, |doc| {
            doc.el("table", "compare__rows", |doc| {
                doc.line("caption", "unseen", ctx.say(self::title(change)));
                doc.el("thead", "", |doc| {
                    doc.el("tr", "", |doc| {
                        for (class, name) in [
                            ("", "Step"),
                            ("number", "A"),
                            ("number", "B"),
                            ("number", "B less A"),
                            ("compare__axis", "On one axis"),
                        ] {
                            column(doc, class, ctx.say(name));
                        }
                    });
                });
                doc.el("tbody", "", |doc| {
                    for row in rows.iter().take(n_shown) {
                        doc.el("tr", "", |doc| one_row(doc, ctx, sides, axis, row));
                    }
                });
            });
        });
        if n_shown < rows.len() {
            doc.line("p", "soft", &ctx.words.fill("and {} more", &[&number(ctx, rows.len() - n_shown)]));
        }
    });
}

fn one_row(doc: &mut Doc, ctx: &Context, sides: [Side<'_>; 2], axis: &Axis<'_>, row: &Row<'_>) {
    let mut label = String::new();
    row.push_label(&mut label);
    let ghost = axis.usual.and_then(|usual| usual.ghost(&Subject { kind: row.kind, object: row.object }));
    doc.el("th", "text", |doc| {
        doc.set("scope", "row");
        doc.text(&format::shown(&label, LABEL_MAX_CHARS));
        if let Some(ghost) = ghost {
            let runs = ctx.words.counted(ghost.n, "run", "runs");
            let usual = ctx.words.fill("usually {} ({})", &[&length(ctx, ghost.median_ticks), &runs]);
            doc.line("div", "soft", &usual);
        }
    });
    for (side, span) in sides.iter().zip([&row.a, &row.b]) {
        doc.el("td", "number", |doc| match span {
            Some(span) => {
                badge(doc, span.severity, ctx.say(span.severity.word()));
                doc.text(" ");
                doc.link(&address(ctx, side, row, span), "", &length(ctx, span.ticks));
                if span.items().len() > 1 {
                    let n = ctx.words.counted(span.items().len(), "item", "items");
                    doc.line("span", "soft", &[" (", &n, ")"].concat());
                }
            }
            None => doc.line("span", "soft", ctx.say("not in this run")),
        });
    }
    doc.line("td", "number", &difference(ctx, row.more_ticks));
    doc.el("td", "compare__axis", |doc| {
        let sides = axis.from.into_iter().zip(axis.starts);
        for ((letter, (from, start)), span) in ["A", "B"].into_iter().zip(sides).zip([&row.a, &row.b]) {
            doc.el("div", "compare__lane", |doc| {
                doc.set("aria-hidden", "true");
                let severity = span.as_ref().map(|span| span.severity);
                let sign = severity.filter(|&severity| severity >= Severity::Warning).map_or("", Severity::symbol);
                doc.line("span", "compare__letter", &[letter, sign].concat());
                doc.el("div", "compare__track", |doc| {
                    axis.ghost(doc, ghost, from, start);
                    if let Some(span) = span {
                        axis.bar(doc, from, span);
                    }
                });
            });
        }
    });
}

/// One item is shown by its id, several by the name of their set.
fn address(ctx: &Context, side: &Side<'_>, row: &Row<'_>, span: &Span) -> String {
    if let &[idx] = span.items()
        && let Some(id) = side.log.id(idx).and_then(|id| Id::new(&id))
        && let Some(route) = session_route(ctx, side.session, Some(&id))
    {
        return route.to_string();
    }
    (side.only)(&row.object.map_or_else(|| sets::of_kind(&row.kind), |object| sets::of_object(&object)))
}

impl<'a> Axis<'a> {
    /// From the first of what either side shows to the last. O(n) in the rows.
    fn new(sides: [Side<'_>; 2], comparison: &Comparison<'_>, align: &Align, usual: Option<&'a Baseline>) -> Self {
        let starts = sides.map(|side| side.start());
        let origins = align.origins(comparison, starts);
        let (mut first, mut last) = (0, 0);
        let mut reach = |t: Timestamp, origin: Timestamp| {
            first = first.min(t.since(origin));
            last = last.max(t.since(origin));
        };
        for (side, origin) in sides.iter().zip(origins) {
            [Some(side.start()), side.session.end].into_iter().flatten().for_each(|t| reach(t, origin));
        }
        for row in &comparison.rows {
            for (span, origin) in [&row.a, &row.b].into_iter().zip(origins) {
                let ends = span.iter().flat_map(|span| [span.start, span.end]);
                ends.flatten().for_each(|t| reach(t, origin));
            }
        }
        Self { from: origins.map(|origin| origin.plus(first)), ticks: last.saturating_sub(first), starts, usual }
    }

    /// A bar from a step's start to its end; one without a length is as wide as the style makes it at least.
    fn bar(&self, doc: &mut Doc, from: Timestamp, span: &Span) {
        let (Some(start), Some(end)) = (span.start, span.end) else { return };
        doc.el("div", &["compare__bar ", class(span.severity)].concat(), |doc| {
            doc.set("--x", &percent(start.since(from), self.ticks));
            doc.set("--w", &percent(end.since(start), self.ticks));
        });
    }

    /// Where a step usually stands on a side's lane.
    fn ghost(&self, doc: &mut Doc, ghost: Option<Ghost>, from: Timestamp, start: Timestamp) {
        let Some(ghost) = ghost else { return };
        doc.el("div", "compare__usual", |doc| {
            doc.set("--x", &percent(start.plus(ghost.offset_ticks).since(from), self.ticks));
            doc.set("--w", &percent(ghost.median_ticks, self.ticks));
        });
    }
}

const fn title(change: Change) -> &'static str {
    match change {
        Change::NewlyFailing => "Newly failing",
        Change::StillFailing => "Still failing",
        Change::Slower => "Slower",
        Change::New => "New",
        Change::Gone => "Gone",
        Change::Fixed => "Fixed",
        Change::Faster => "Faster",
        Change::Same => "Much the same",
    }
}

const fn word(change: Change) -> &'static str {
    match change {
        Change::NewlyFailing => "newly failing",
        Change::StillFailing => "still failing",
        Change::Slower => "slower",
        Change::New => "new",
        Change::Gone => "gone",
        Change::Fixed => "fixed",
        Change::Faster => "faster",
        Change::Same => "much the same",
    }
}

/// What a change means; numbers of `answers/compare.rs` are filled in.
fn definition(ctx: &Context, change: Change) -> String {
    use crate::answers::compare::{LEAST_PERCENT, LEAST_TICKS};
    let limits = [LEAST_PERCENT.to_string(), length(ctx, LEAST_TICKS)];
    let limits: Vec<&str> = limits.iter().map(String::as_str).collect();
    let text = match change {
        Change::NewlyFailing => "Failed in B, and did not fail in A or was not in A.",
        Change::StillFailing => "Failed in both runs.",
        Change::Slower => "Took longer in B than in A, by {} % of the shorter and {} at least.",
        Change::New => "In B and not in A, and did not fail.",
        Change::Gone => "In A and not in B.",
        Change::Fixed => "Failed in A, is in B and did not fail there.",
        Change::Faster => "Took longer in A than in B, by {} % of the shorter and {} at least.",
        Change::Same => "In both, not failed, and their lengths differ by less than {} % of the shorter or {}.",
    };
    ctx.words.fill(text, &limits)
}
