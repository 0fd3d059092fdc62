//! The answer on top of a session: how it compares with what is usual, and what went wrong, in groups.

use super::exchange::Facts;
use super::{Context, Doc};
use crate::answers::failures::{Group, groups};
use crate::answers::sets;
use crate::answers::usual::usual;
use crate::format;
use crate::model::{Log, Session, Severity};
use crate::route::Route;

/// The most groups of problems that are listed.
const N_GROUPS_MAX: usize = 8;
/// Letters shown of a problem's pattern.
const N_SHOWN: usize = 300;

/// The document.
pub fn summary(doc: &mut Doc, ctx: &Context, facts: &Facts, log: &Log, sessions: &[Session]) {
    doc.el("div", "summary", |doc| {
        compared(doc, ctx, facts, sessions);
        problems(doc, ctx, log);
    });
}

/// Its length against the usual one.
fn compared(doc: &mut Doc, ctx: &Context, facts: &Facts, sessions: &[Session]) {
    let Some(session) = &facts.session else { return };
    let Some(usual) = usual(sessions, session) else { return };
    let length = |ticks: i64| ctx.words.local(format::duration(ticks));
    let runs = ctx.words.counted(usual.n, "run", "runs");
    doc.el("p", "", |doc| {
        doc.term(
            &ctx.words.fill("usually {} ({})", &[&length(usual.median_ticks), &runs]),
            ctx.say("Half of the last runs of this kind took at most this long. Runs that failed or were stopped do not count, and full runs are apart from incremental ones."),
        );
        doc.text(" · ");
        doc.term(
            &ctx.words.fill("9 of 10 within {}", &[&length(usual.p90_ticks)]),
            ctx.say("Nine of ten of these runs took at most this long."),
        );
        if let Some(ticks) = session.ticks(ctx.now) {
            let verdict = if ticks > usual.p90_ticks {
                "longer than nine of ten runs"
            } else if ticks > usual.median_ticks {
                "longer than usual, within what happens"
            } else {
                "not longer than usual"
            };
            doc.text(" · ");
            doc.line("b", if ticks > usual.p90_ticks { "is-long" } else { "" }, ctx.say(verdict));
        }
    });
}

/// What went wrong, in groups.
fn problems(doc: &mut Doc, ctx: &Context, log: &Log) {
    let groups = groups(log);
    if groups.is_empty() {
        return;
    }
    let n = |severity: Severity| groups.iter().filter(|group| group.severity == severity).count();
    doc.el("table", "problems", |doc| {
        doc.el("caption", "", |doc| {
            doc.text(&ctx.words.fill(
                "What went wrong: {} and {}",
                &[
                    &ctx.words.counted(n(Severity::Failed), "kind of failure", "kinds of failure"),
                    &ctx.words.counted(n(Severity::Warning), "kind of warning", "kinds of warning"),
                ],
            ));
        });
        doc.el("tbody", "", |doc| {
            for group in groups.iter().take(N_GROUPS_MAX) {
                problem(doc, ctx, group);
            }
        });
    });
    let n_more = groups.len().saturating_sub(N_GROUPS_MAX);
    if n_more > 0 {
        doc.line("p", "soft", &ctx.words.fill("and {} more", &[&format::count(n_more)]));
    }
}

fn problem(doc: &mut Doc, ctx: &Context, group: &Group) {
    let set = sets::of_problem(group);
    doc.el("tr", "", |doc| {
        doc.el("td", "", |doc| {
            let class =
                if group.severity == Severity::Failed { "status status--failed" } else { "status status--warning" };
            doc.line("span", class, &[group.severity.symbol(), " ", ctx.say(group.severity.word())].concat());
        });
        doc.line("td", "num", &["×", &ctx.words.local(format::count(group.n()))].concat());
        doc.el("td", "text", |doc| doc.link(&link_to_set(ctx, &set), "", &format::shown(&group.pattern, N_SHOWN)));
        let time = |t: Option<_>| t.map(|t| format::time_with(t, ctx.offset(t), 0)).unwrap_or_default();
        let (first, last) = (time(group.first), time(group.last));
        doc.line("td", "num", &if first == last { first } else { [&first, " – ", &last].concat() });
    });
}

/// The address of this view with nothing but a set's items.
pub fn link_to_set(ctx: &Context, set: &str) -> String {
    let mut route: Route = ctx.route.clone();
    route.params.only = Some(set.to_owned());
    route.params.q = None;
    route.params.status = crate::answers::Severities::NONE;
    route.to_string()
}
