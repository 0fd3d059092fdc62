//! The answer on top of a session: how long it took and usually takes, what went wrong, whether that is new, and what took
//! longest. A few sentences and the right rows, each one click from its items.

use super::marks::{LABEL_MAX_CHARS, box_of, column, length, number, session_link, time_of_day};
use super::work::phase_name;
use super::{Context, Doc, asked};
use crate::answers::compare::previous_run;
use crate::answers::failures::Group;
use crate::answers::groups::Grouper;
use crate::answers::load::Load;
use crate::answers::noise::Muted;
use crate::answers::phases::{Rules, longest};
use crate::answers::sets;
use crate::answers::streaks::streak;
use crate::answers::usual::usual;
use crate::format;
use crate::model::{Assumption, Log, Session, Severity, TimeRange};
use crate::output::ticket::Seen;
use crate::route::Page;

/// The most groups of problems that are listed before somebody asks for all.
const N_GROUPS_SHOWN: usize = 6;
/// The most that are listed at all.
const N_GROUPS_MAX: usize = 200;

/// What the answer is made of.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// What is known of the session beside its items.
    pub open: &'a asked::Facts,
    /// Its items.
    pub log: &'a Log,
    /// How their time is divided; nothing where they are too many to be read through unasked.
    pub time: Option<Time<'a>>,
    /// What went wrong, in groups.
    pub groups: &'a [Group],
    /// For each group since when it is known; empty where nothing is.
    pub seen: &'a [Option<Seen>],
    /// Whether an earlier run is still being looked at.
    pub is_looking: bool,
    /// The sessions that are loaded.
    pub sessions: &'a [Session],
    /// What is known noise.
    pub muted: &'a Muted,
    /// Whether that is shown all the same.
    pub shows_noise: bool,
}

/// How the time of items is divided.
#[derive(Clone, Copy, Debug)]
pub struct Time<'a> {
    /// The items, swept.
    pub load: &'a Load,
    /// The items by kind of work.
    pub kinds: &'a Grouper,
    /// By object.
    pub objects: &'a Grouper,
    /// Which phase a kind is of.
    pub rules: &'a Rules,
}

/// The document.
pub fn summary(doc: &mut Doc, ctx: &Context, facts: &Facts<'_>) {
    doc.el("div", "summary", |doc| {
        doc.el("p", "facts", |doc| {
            compared(doc, ctx, facts);
            took_longest(doc, ctx, facts);
        });
        problems(doc, ctx, facts);
        noise(doc, ctx, facts);
        oddities(doc, ctx, facts.log);
    });
}

/// Its length against the usual one, and the run before.
fn compared(doc: &mut Doc, ctx: &Context, facts: &Facts<'_>) {
    let Some(session) = &facts.open.session else { return };
    if let Some(usual) = usual(facts.sessions, session) {
        let runs = ctx.words.counted(usual.n, "run", "runs");
        doc.el("span", "", |doc| {
            doc.term(
                &ctx.words.fill("usually {} ({})", &[&length(ctx, usual.median_ticks), &runs]),
                ctx.say(
                    "Half of the last runs of this kind took at most this long. Runs that failed or were stopped do not \
                     count, and full runs are apart from incremental ones.",
                ),
            );
        });
        doc.el("span", "", |doc| {
            doc.term(
                &ctx.words.fill("nine of ten within {}", &[&length(ctx, usual.p90_ticks)]),
                ctx.say("Nine of ten of these runs took at most this long: the length of a real run."),
            );
        });
        if let Some(ticks) = session.ticks(ctx.now) {
            let (class, verdict) = if ticks > usual.p90_ticks {
                ("is-long", "longer than nine of ten runs")
            } else if ticks > usual.median_ticks {
                ("", "longer than half of the runs, not out of the ordinary")
            } else {
                ("", "not longer than usual")
            };
            doc.line("b", class, ctx.say(verdict));
        }
    }
    let streak = streak(facts.sessions, session);
    if streak.n_failed > 1 {
        doc.line("b", "is-long", &ctx.words.fill("failed {} times in a row", &[&number(ctx, streak.n_failed)]));
    }
    let previous = previous_run(facts.sessions, session).and_then(|place| facts.sessions.get(place));
    if let (Some(previous), Some(id)) = (previous.and_then(|run| run.id.as_ref()), &session.id) {
        let compare = ctx.route.to(Page::Compare(previous.clone(), id.clone()));
        doc.link(&compare.to_string(), "", ctx.say("Compare with the run before"));
    }
    if session.status.severity() == Severity::Failed {
        let good = streak.last_good.and_then(|place| facts.sessions.get(place));
        if let Some(good) = good {
            doc.el("span", "", |doc| {
                doc.text(ctx.say("last good run: "));
                session_link(doc, ctx, good, None, &super::marks::began(ctx, good));
            });
        }
    }
}

/// The phase and the object that took longest.
fn took_longest(doc: &mut Doc, ctx: &Context, facts: &Facts<'_>) {
    let Some(Time { load, kinds, objects, rules }) = facts.time else { return };
    let Some(extent) = load.extent() else { return };
    let longest = longest(load, extent, &rules.phases(kinds), objects);
    if let Some((phase, account)) = longest.phase {
        doc.el("span", "", |doc| {
            doc.text(ctx.say("longest phase: "));
            let set = ["phase.", phase.word()].concat();
            doc.link(&ctx.link_to_set(&set), "", ctx.say(phase_name(phase)));
            doc.text(", ");
            doc.term(
                &length(ctx, account.share),
                ctx.say("Its fair share of wall-clock time: each instant is divided among the items that run at it."),
            );
        });
    }
    if let Some((object, account)) = longest.span {
        let label = objects.name(object);
        doc.el("span", "", |doc| {
            doc.text(ctx.say("longest object: "));
            let set = sets::name("object", label);
            doc.link(&ctx.link_to_set(&set), "text", &format::shown(label, LABEL_MAX_CHARS));
            doc.text(", ");
            doc.term(&length(ctx, account.covered), ctx.say("The time in which at least one item of it ran."));
        });
    }
}

/// What went wrong, in groups.
fn problems(doc: &mut Doc, ctx: &Context, facts: &Facts<'_>) {
    let groups = facts.groups;
    if groups.is_empty() {
        return;
    }
    let n = |severity: Severity| groups.iter().filter(|group| group.severity == severity).count();
    let caption = ctx.words.fill(
        "What went wrong: {}, {}",
        &[
            &ctx.words.counted(n(Severity::Failed), "kind of failure", "kinds of failure"),
            &ctx.words.counted(n(Severity::Warning), "kind of warning", "kinds of warning"),
        ],
    );
    let caption = if facts.is_looking {
        [&caption, " · ", ctx.say("looking whether that is new …")].concat()
    } else {
        caption
    };
    table(doc, ctx, facts, &caption, 0, N_GROUPS_SHOWN);
    let n_more = groups.len().saturating_sub(N_GROUPS_SHOWN);
    if n_more > 0 {
        doc.el("details", "", |doc| {
            doc.line("summary", "", &ctx.words.fill("{} more kinds", &[&number(ctx, n_more)]));
            table(doc, ctx, facts, ctx.say("More of what went wrong"), N_GROUPS_SHOWN, N_GROUPS_MAX);
        });
    }
}

fn table(doc: &mut Doc, ctx: &Context, facts: &Facts<'_>, caption: &str, from: usize, to: usize) {
    box_of(doc, |doc| {
        doc.el("table", "problems", |doc| {
            doc.line("caption", "", caption);
            doc.el("thead", "unseen", |doc| {
                doc.el("tr", "", |doc| {
                    for name in ["Result", "Items", "Message", "When", "Since", "Noise"] {
                        column(doc, "", ctx.say(name));
                    }
                });
            });
            doc.el("tbody", "", |doc| {
                for (place, group) in facts.groups.iter().enumerate().take(to).skip(from) {
                    problem(doc, ctx, facts, group, facts.seen.get(place).copied().flatten());
                }
            });
        });
    });
}

fn problem(doc: &mut Doc, ctx: &Context, facts: &Facts<'_>, group: &Group, seen: Option<Seen>) {
    let set = sets::of_problem(group);
    doc.el("tr", "", |doc| {
        doc.el("td", "", |doc| super::marks::badge(doc, group.severity, ctx.say(group.severity.word())));
        doc.line("td", "number", &["×", &number(ctx, group.n())].concat());
        let pattern = format::shown(&group.pattern, LABEL_MAX_CHARS);
        doc.el("td", "text", |doc| doc.link(&ctx.link_to_set(&set), "", &pattern));
        doc.line("td", "when", &when(ctx, facts, group));
        doc.el("td", "since", |doc| match seen {
            None => {}
            Some(Seen::New) => doc.line("b", "is-long", ctx.say("new since the run before")),
            Some(Seen::Runs(n)) => doc.text(&ctx.words.fill("{} runs in a row", &[&number(ctx, n)])),
        });
        doc.el("td", "no-print", |doc| {
            if group.severity == Severity::Warning {
                doc.button(&["noise-add:", &set].concat(), "chip", ctx.say("Harmless"));
            }
        });
    });
}

/// From the first to the last of a group; the day only where it is not that of the session's start, or of what stands before.
fn when(ctx: &Context, facts: &Facts<'_>, group: &Group) -> String {
    let Some(first) = group.first else { return String::new() };
    let began = facts.open.session.as_ref().and_then(|session| session.start);
    let began = began.or(facts.log.extent().map(TimeRange::start)).unwrap_or(first);
    let mut out = time_of_day(ctx, first, began);
    if let Some(last) = group.last.filter(|&last| last != first) {
        let last = time_of_day(ctx, last, first);
        if last != out {
            out.extend([" – ", &last]);
        }
    }
    out
}

/// How much is hidden because a rule says that it is harmless.
fn noise(doc: &mut Doc, ctx: &Context, facts: &Facts<'_>) {
    let n = facts.muted.items.len();
    if n == 0 {
        return;
    }
    doc.el("p", "notice", |doc| {
        let lines = ctx.words.counted(n, "line", "lines");
        let (text, action, face) = if facts.shows_noise {
            ("Known noise: {}, shown. ", "noise-hide", "Hide them")
        } else {
            ("Known noise: {}, hidden. ", "noise-show", "Show them")
        };
        doc.text(&ctx.words.fill(text, &[&lines]));
        if facts.muted.n_failed > 0 {
            let failed = ctx.words.counted(facts.muted.n_failed, "failed item", "failed items");
            doc.line("b", "is-long", &[&failed, ". "].concat());
        }
        doc.button(action, "", ctx.say(face));
        doc.button("save:noise", "", ctx.say("Save the rules"));
    });
}

/// What was assumed about items, since the server did not say.
fn oddities(doc: &mut Doc, ctx: &Context, log: &Log) {
    let assumed: Vec<(usize, Assumption, &str)> = Assumption::ALL
        .into_iter()
        .map(|(assumption, words)| (log.n_assumed(assumption), assumption, words))
        .filter(|&(n, ..)| n > 0)
        .collect();
    if assumed.is_empty() {
        return;
    }
    doc.el("details", "notice notice--warn", |doc| {
        doc.line("summary", "", &ctx.words.fill("Assumed in this log: {}", &[&number(ctx, assumed.len())]));
        doc.el("ul", "", |doc| {
            for (n, assumption, words) in assumed {
                doc.el("li", "", |doc| {
                    let set = ["odd.", &(assumption as u8).to_string()].concat();
                    doc.link(&ctx.link_to_set(&set), "", &ctx.words.counted(n, "item", "items"));
                    doc.text(": ");
                    doc.text(ctx.say(words));
                });
            }
        });
    });
}
