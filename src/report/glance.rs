//! Sessions at a glance: one row for each job, one cell for each night, its result by colour, sign and word; how long it
//! usually takes, what was out of the ordinary, how often it failed in a row, and the last good run.

use super::marks::{
    LABEL_MAX_CHARS, badge, class, column, length, moment_near, number, percent, session_link, session_route,
};
use super::{Context, Doc};
use crate::answers::nights::{JobNights, Night, families, nights};
use crate::answers::streaks::{Streak, streak};
use crate::answers::usual::{Usual, usual};
use crate::format;
use crate::model::{Session, Severity, Status, Timestamp, UtcOffset};
use crate::route::{Page, Q_MAX_CHARS};

/// The most days that are drawn, and the most jobs.
pub const N_DAYS_MAX: i64 = 35;
const N_JOBS_MAX: usize = 100;
/// A run counts as out of the ordinary if it is longer than nine of ten runs and by this much than the median, in percent …
pub const LONG_PERCENT: i64 = 150;
/// … or shorter than this much of the median …
pub const SHORT_PERCENT: i64 = 50;
/// … of this many runs at least: fewer say little.
pub const N_RUNS_MIN: usize = 5;

const DAY_TICKS: i64 = 864_000_000_000;
const HOUR_TICKS: i64 = 36_000_000_000;

/// What the sessions are that the strip is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Loaded<'a> {
    /// How many sessions are loaded, whatever the filter.
    pub n: usize,
    /// Whether these are all that the server has.
    pub is_all: bool,
    /// What the filter says, where the sessions are only what it let through.
    pub filter: Option<&'a str>,
}

/// How a length compares with what is usual.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pace {
    /// Much shorter.
    Short,
    /// As usual, or too little is known.
    Usual,
    /// Much longer.
    Long,
}

/// How a run of this length compares, see [`LONG_PERCENT`], [`SHORT_PERCENT`] and [`N_RUNS_MIN`].
pub fn pace(ticks: i64, usual: &Usual) -> Pace {
    let of_median = |percent: i64| i128::from(usual.median_ticks) * i128::from(percent);
    let hundred = i128::from(ticks) * 100;
    if usual.n < N_RUNS_MIN {
        Pace::Usual
    } else if ticks > usual.p90_ticks && hundred > of_median(LONG_PERCENT) {
        Pace::Long
    } else if hundred < of_median(SHORT_PERCENT) {
        Pace::Short
    } else {
        Pace::Usual
    }
}

/// The runs of a job and what is known of them.
struct Job<'a> {
    nights: &'a JobNights,
    /// A session of it.
    example: &'a Session,
    /// What is usual for each kind of run, the kind of the newest run first.
    usual: Vec<(Option<String>, Usual)>,
    streak: Streak,
    last_good: Option<&'a Session>,
}

/// The strip. A day begins at `first_hour` of the zone's clock, see [`nights`]; `name` tells a session's job.
/// O(n log n) in the sessions and O(n · jobs).
pub fn glance(
    doc: &mut Doc,
    ctx: &Context,
    sessions: &[Session],
    loaded: &Loaded<'_>,
    first_hour: u8,
    name: &dyn Fn(&Session) -> String,
) {
    let by_job = nights(sessions, &|t| ctx.offset(t), first_hour);
    let mut jobs: Vec<Job<'_>> = by_job.iter().filter_map(|nights| Job::of(sessions, nights)).collect();
    // What fails is read first; the others stay as they are in the list.
    jobs.sort_by_key(|job| std::cmp::Reverse(job.streak.n_failed));
    let strip = Strip { ctx, sessions, first_hour, name };
    doc.el("section", "glance", |doc| {
        doc.el("p", "facts", |doc| strip.says_of(doc, loaded, jobs.len()));
        let last = jobs.iter().filter_map(|job| Some(job.nights.nights.last()?.day)).max();
        let first = jobs.iter().filter_map(|job| Some(job.nights.nights.first()?.day)).min();
        if let (Some(first), Some(last)) = (first, last) {
            strip.table(doc, jobs.get(..N_JOBS_MAX).unwrap_or(&jobs), first.max(last - N_DAYS_MAX + 1), last);
        }
        if let Some(n_more @ 1..) = jobs.len().checked_sub(N_JOBS_MAX) {
            doc.line("p", "soft", &ctx.words.fill("and {} more jobs", &[&number(ctx, n_more)]));
        }
    });
}

impl<'a> Job<'a> {
    fn of(sessions: &'a [Session], nights: &'a JobNights) -> Option<Self> {
        let example = sessions.get(nights.example)?;
        let places: Vec<usize> = nights.nights.iter().flat_map(|night| night.sessions.iter().copied()).collect();
        // A copy of its own, so that what is usual is looked for among its runs alone.
        let mut runs: Vec<Session> = places.iter().filter_map(|&place| sessions.get(place)).cloned().collect();
        let streak = streak(&runs, example);
        let last_good = streak.last_good.and_then(|at| sessions.get(*places.get(at)?));
        runs.sort_by_key(|run| std::cmp::Reverse(run.start));
        let mut of_kinds: Vec<(Option<String>, Usual)> = Vec::new();
        for run in runs.iter().filter(|run| run.main_session_id.is_none()) {
            if !of_kinds.iter().any(|(kind, _)| *kind == run.config_type) {
                // Without an id, so that no run is left out of what is usual.
                let found = usual(&runs, &Session { id_text: String::new(), ..run.clone() });
                of_kinds.extend(found.map(|usual| (run.config_type.clone(), usual)));
            }
        }
        Some(Self { nights, example, usual: of_kinds, streak, last_good })
    }

    fn usual(&self, run: &Session) -> Option<&Usual> {
        self.usual.iter().find(|(kind, _)| *kind == run.config_type).map(|(_, usual)| usual)
    }
}

struct Strip<'a> {
    ctx: &'a Context,
    sessions: &'a [Session],
    first_hour: u8,
    name: &'a dyn Fn(&Session) -> String,
}

impl Strip<'_> {
    /// How many sessions there are, whether that is all, what the filter let through, and how the runs ended.
    fn says_of(&self, doc: &mut Doc, loaded: &Loaded<'_>, n_jobs: usize) {
        let ctx = self.ctx;
        let mut text = ctx.words.counted(loaded.n, "session loaded", "sessions loaded");
        text.push_str(", ");
        text.push_str(ctx.say(if loaded.is_all { "all there are" } else { "not all there are" }));
        if let Some(filter) = loaded.filter {
            let n = number(ctx, self.sessions.len());
            text.push_str("; ");
            text.push_str(
                &ctx.words.fill("this is of {} that fit “{}”", &[&n, &format::shown(filter, LABEL_MAX_CHARS)]),
            );
        }
        text.push_str("; ");
        text.push_str(&ctx.words.counted(n_jobs, "job", "jobs"));
        doc.line("span", "soft", &text);
        let families = families(self.sessions);
        doc.el("span", "glance__counts", |doc| {
            let means = "A run counts once, with its retries, as it ended after the last of them.";
            doc.term(&ctx.words.counted(families.len(), "run", "runs"), ctx.say(means));
            for severity in Severity::ALL.into_iter().rev() {
                let is_of = |status: Status| status.severity() == severity;
                let n = families.iter().filter(|family| is_of(family.outcome(self.sessions))).count();
                if n > 0 {
                    doc.text(" ");
                    let n = number(ctx, n);
                    badge(doc, severity, &[&n, " ", ctx.say(severity.word())].concat());
                }
            }
        });
    }

    fn table(&self, doc: &mut Doc, jobs: &[Job<'_>], first: i64, last: i64) {
        let ctx = self.ctx;
        // Moved both ways in a box of its own, which begins at the newest night.
        doc.el("div", "glance__strip", |doc| {
            doc.el("table", "", |doc| {
                doc.line("caption", "unseen", ctx.say("Nights by job"));
                doc.el("thead", "", |doc| {
                    doc.el("tr", "", |doc| {
                        column(doc, "glance__job", ctx.say("Job"));
                        for (class, name) in
                            [("", "Failed in a row"), ("number", "Usual length"), ("", "Last good run")]
                        {
                            column(doc, class, ctx.say(name));
                        }
                        for day in first..=last {
                            heading(doc, ctx, day, day == first);
                        }
                    });
                });
                doc.el("tbody", "", |doc| {
                    for job in jobs {
                        doc.el("tr", "", |doc| self.row(doc, job, first, last));
                    }
                });
            });
        });
    }

    fn row(&self, doc: &mut Doc, job: &Job<'_>, first: i64, last: i64) {
        let longest = job.nights.nights.iter().filter_map(|night| self.longest(night)).map(|(_, ticks)| ticks).max();
        let band = job.usual.first().map(|(_, usual)| usual);
        let scale = longest.into_iter().chain(band.map(|usual| usual.p90_ticks)).max().unwrap_or(0);
        if let Some(usual) = band {
            doc.set("--lo", &percent(usual.median_ticks, scale));
            doc.set("--hi", &percent(usual.p90_ticks, scale));
        }
        doc.el("th", "glance__job text", |doc| {
            doc.set("scope", "row");
            doc.text(&format::shown(&(self.name)(job.example), LABEL_MAX_CHARS));
        });
        self.facts(doc, job);
        for day in first..=last {
            let at = job.nights.nights.binary_search_by_key(&day, |night| night.day);
            let night = at.ok().and_then(|at| job.nights.nights.get(at));
            doc.el("td", "glance__day", |doc| {
                if let Some(night) = night {
                    return self.cell(doc, job, night, scale);
                }
                doc.line("span", "unseen", self.ctx.say("no run"));
                doc.el("span", "glance__none", |doc| {
                    doc.set("aria-hidden", "true");
                    doc.text("·");
                });
            });
        }
    }

    /// The longest first run of a night that has ended, and its length.
    fn longest(&self, night: &Night) -> Option<(&Session, i64)> {
        let runs = night.sessions.iter().filter_map(|&place| self.sessions.get(place));
        let ended = runs.filter(|run| run.main_session_id.is_none() && run.end.is_some());
        ended.filter_map(|run| Some((run, run.ticks(self.ctx.now)?))).max_by_key(|&(_, ticks)| ticks)
    }

    fn cell(&self, doc: &mut Doc, job: &Job<'_>, night: &Night, scale: i64) {
        let longest = self.longest(night);
        let known = longest.and_then(|(run, ticks)| Some((ticks, job.usual(run)?)));
        let pace = known.map_or(Pace::Usual, |(ticks, usual)| pace(ticks, usual));
        let spoken = self.spoken(night, longest.map(|(_, ticks)| ticks), known.map(|(_, usual)| usual), pace);
        let outcome = class(night.outcome);
        doc.el("a", &[outcome, " glance__night"].concat(), |doc| {
            doc.set("href", &self.address(job, night));
            doc.set("data-tip", &spoken);
            doc.set("aria-label", &spoken);
            if let Some((_, ticks)) = longest {
                doc.set("--h", &percent(ticks, scale));
            }
            doc.text(night.outcome.symbol());
            match pace {
                Pace::Long => doc.line("span", "glance__pace", "↑"),
                Pace::Short => doc.line("span", "glance__pace", "↓"),
                Pace::Usual => {}
            }
            if night.worst > night.outcome {
                doc.line("span", "glance__retry", "↻");
            }
        });
    }

    /// A cell in words: date, result, length against usual, how many sessions.
    fn spoken(&self, night: &Night, ticks: Option<i64>, usual: Option<&Usual>, pace: Pace) -> String {
        let ctx = self.ctx;
        let mut out = day(ctx, night.day);
        out.push_str(": ");
        out.push_str(ctx.say(night.outcome.word()));
        let mut add = |text: &str| {
            out.push_str(", ");
            out.push_str(text);
        };
        if night.worst > night.outcome {
            add(&ctx.words.fill("after a retry; {} before", &[ctx.say(night.worst.word())]));
        }
        if let Some(ticks) = ticks {
            add(&length(ctx, ticks));
        }
        if let Some(usual) = usual {
            add(&ctx.words.fill("usually {}", &[&length(ctx, usual.median_ticks)]));
        }
        match pace {
            Pace::Long => add(ctx.say("much longer than usual")),
            Pace::Short => add(ctx.say("much shorter than usual")),
            Pace::Usual => {}
        }
        if night.sessions.len() > 1 {
            add(&ctx.words.counted(night.sessions.len(), "session", "sessions"));
        }
        out
    }

    /// The session of a night; where there are several, the list of them.
    fn address(&self, job: &Job<'_>, night: &Night) -> String {
        let only = night.sessions.first().filter(|_| night.sessions.len() == 1);
        let route = only.and_then(|&place| session_route(self.ctx, self.sessions.get(place)?, None));
        let several = || {
            let mut route = self.ctx.route.to(Page::JobSessions);
            let clock = night.midnight().plus(i64::from(self.first_hour) * HOUR_TICKS);
            // Retries may begin the day after; they are listed with the run they repeat.
            let from = clock.plus(-self.ctx.offset(clock).ticks());
            route.params.from = Some(from);
            route.params.to = Some(from.plus(DAY_TICKS - 1));
            route.params.job.clone_from(&job.example.job_id);
            if job.example.job_id.is_none() {
                route.params.q = Some((self.name)(job.example).chars().take(Q_MAX_CHARS).collect());
            }
            route
        };
        route.unwrap_or_else(several).to_string()
    }

    fn facts(&self, doc: &mut Doc, job: &Job<'_>) {
        let ctx = self.ctx;
        doc.el("td", "", |doc| {
            if job.streak.n_failed > 0 {
                let n = number(ctx, job.streak.n_failed);
                let means = "The newest runs that failed one after the other, each with its retries; stopped and running ones are passed over.";
                badge(doc, Severity::Failed, "");
                doc.term(&ctx.words.fill("{} in a row", &[&n]), ctx.say(means));
                if let Some(since) = job.streak.since {
                    doc.text(&ctx.words.fill(", since {}", &[&moment_near(ctx, since)]));
                }
            }
        });
        doc.el("td", "number", |doc| self.usual(doc, job));
        doc.el("td", "", |doc| match job.last_good {
            Some(run) => {
                session_link(doc, ctx, run, None, &run.start.map_or_else(String::new, |start| moment_near(ctx, start)));
            }
            None => doc.text(ctx.say("none of the loaded")),
        });
    }

    /// The median of the newest kind of run, since a row is one line high; on demand each kind, its nine of ten and how many.
    fn usual(&self, doc: &mut Doc, job: &Job<'_>) {
        let ctx = self.ctx;
        let Some((_, newest)) = job.usual.first() else { return };
        let mut means = String::new();
        for (kind, usual) in &job.usual {
            if let Some(kind) = kind {
                means.extend([&*format::shown(kind, LABEL_MAX_CHARS), ": "]);
            }
            let n = ctx.words.counted(usual.n, "run", "runs");
            let lengths = [length(ctx, usual.median_ticks), length(ctx, usual.p90_ticks)];
            means.push_str(&ctx.words.fill("{} to {} ({})", &[&lengths[0], &lengths[1], &n]));
            means.push_str(". ");
        }
        means.push_str(ctx.say("Half of the runs that ended well or with warnings took at most the first, nine of ten at most the second; retries apart."));
        doc.term(&length(ctx, newest.median_ticks), &means);
    }
}

/// The heading of a day: its number, and the month where one begins.
fn heading(doc: &mut Doc, ctx: &Context, number: i64, is_first: bool) {
    let text = day(ctx, number);
    let civil = Timestamp::from_ticks(number.saturating_mul(DAY_TICKS)).civil(UtcOffset::UTC);
    doc.el("th", "glance__date", |doc| {
        doc.set("scope", "col");
        doc.set("title", &text);
        let mut words = text.split(' ').skip(1);
        let (of_month, month) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        doc.text(of_month);
        if is_first || civil.day == 1 {
            doc.text(" ");
            doc.line("span", "glance__month", month);
        }
    });
}

fn day(ctx: &Context, number: i64) -> String {
    let midnight = Timestamp::from_ticks(number.saturating_mul(DAY_TICKS));
    ctx.words.local(format::date(midnight, UtcOffset::UTC))
}
