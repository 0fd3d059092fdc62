//! An object across sessions: when it last worked, each failure with its message, how long it usually takes.

use super::marks::{LABEL_MAX_CHARS, badge, began, length, moment, moment_near, number, session_link};
use super::{Context, Doc};
use crate::answers::find::{Answer, Finder, N_OBJECTS_MAX, Run};
use crate::answers::objects::ObjectKind;
use crate::format;
use crate::model::{Session, Severity};

/// The most objects, and the most runs of one, that are drawn.
const N_OBJECTS_SHOWN: usize = 50;
const N_RUNS_SHOWN: usize = 30;
/// The longest message, in characters.
const MESSAGE_MAX_CHARS: usize = 1000;

/// How far the search has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Progress {
    /// Sessions whose logs were asked for, those that could not be loaded included.
    pub n_done: usize,
    /// Sessions whose logs are to be looked through.
    pub n_total: usize,
    /// Somebody stopped it before its end.
    pub is_stopped: bool,
    /// Whether there are older sessions that could be looked through as well.
    pub has_older: bool,
}

impl Progress {
    fn goes_on(&self) -> bool {
        !self.is_stopped && self.n_done < self.n_total
    }
}

/// The page, as far as it has come; drawn anew with every log. `name` tells a session's job.
pub fn find(doc: &mut Doc, ctx: &Context, finder: &Finder, progress: &Progress, name: &dyn Fn(&Session) -> String) {
    let page = Page { ctx, finder, name };
    doc.el("section", "find", |doc| {
        page.searched(doc, progress);
        let answers = finder.objects();
        if answers.is_empty() {
            page.nothing(doc, progress);
        } else {
            doc.button("copy:page", "no-print", ctx.say("Copy as text"));
        }
        for answer in answers.iter().take(N_OBJECTS_SHOWN) {
            page.object(doc, answer);
        }
        let n_more = answers.len().saturating_sub(N_OBJECTS_SHOWN);
        if n_more > 0 || finder.has_more() {
            let shown = if finder.has_more() {
                let most = number(ctx, N_OBJECTS_MAX);
                ctx.words.fill("More than {} objects fit; a longer part of the name finds fewer.", &[&most])
            } else {
                ctx.words.fill("and {} more; a longer part of the name finds fewer", &[&number(ctx, n_more)])
            };
            doc.line("p", "soft", &shown);
        }
    });
}

struct Page<'a> {
    ctx: &'a Context,
    finder: &'a Finder,
    name: &'a dyn Fn(&Session) -> String,
}

impl Page<'_> {
    /// What was looked through, and what not.
    fn searched(&self, doc: &mut Doc, progress: &Progress) {
        let (ctx, finder) = (self.ctx, self.finder);
        doc.el("div", "find__searched", |doc| {
            doc.set("role", "status");
            doc.line("span", "", &self.sentence(progress));
            if progress.goes_on() {
                doc.el("progress", "", |doc| {
                    doc.set("max", &progress.n_total.to_string());
                    doc.set("value", &progress.n_done.to_string());
                    doc.set("aria-label", ctx.say("Logs looked through"));
                });
                doc.button("find-stop", "", ctx.say("Stop"));
            } else if progress.is_stopped && progress.n_done < progress.n_total {
                doc.button("find-more", "", ctx.say("Go on"));
            } else if progress.has_older {
                doc.button("find-more", "", ctx.say("Look through older sessions"));
            }
        });
        if finder.missed().is_empty() {
            return;
        }
        doc.el("details", "notice notice--warn", |doc| {
            doc.set("open", "");
            let n = ctx.words.counted(finder.missed().len(), "log could not be loaded", "logs could not be loaded");
            doc.line("summary", "", &n);
            doc.el("ul", "list", |doc| {
                for (session, why) in finder.missed() {
                    doc.el("li", "", |doc| {
                        session_link(doc, ctx, session, None, &self.session(session));
                        doc.text(": ");
                        doc.text(&format::shown(why, MESSAGE_MAX_CHARS));
                    });
                }
            });
        });
    }

    fn sentence(&self, progress: &Progress) -> String {
        let (ctx, finder) = (self.ctx, self.finder);
        let n_read = number(ctx, finder.sessions().len());
        let items = ctx.words.counted(finder.n_items(), "item", "items");
        let mut out =
            ctx.words.fill("Looked through {} of {} sessions: {}", &[&n_read, &number(ctx, progress.n_total), &items]);
        if let Some((from, to)) = finder.from_to() {
            let span = [moment_near(ctx, from), moment_near(ctx, to)];
            out.push_str(&ctx.words.fill(", begun from {} to {}", &[&span[0], &span[1]]));
        }
        out.push_str(". ");
        out.push_str(ctx.say(if progress.goes_on() {
            "Going on."
        } else if progress.is_stopped {
            "Stopped before the end: what follows is of these alone."
        } else if progress.has_older {
            "There are older sessions that were not looked through."
        } else {
            "That is all of them."
        }));
        out
    }

    fn nothing(&self, doc: &mut Doc, progress: &Progress) {
        let ctx = self.ctx;
        let query = format::shown(self.finder.query(), LABEL_MAX_CHARS);
        let text = if query.is_empty() {
            ctx.say("Write a part of the name of a mailbox, site, team, OneDrive or virtual machine.").to_owned()
        } else if progress.goes_on() {
            ctx.words.fill("No object with “{}” in its name so far.", &[&query])
        } else {
            ctx.words.fill("No object with “{}” in its name in these sessions.", &[&query])
        };
        doc.line("p", "empty", &text);
    }

    fn session(&self, session: &Session) -> String {
        let name = (self.name)(session);
        [&format::shown(&name, LABEL_MAX_CHARS), ", ", &began(self.ctx, session)].concat()
    }

    fn object(&self, doc: &mut Doc, answer: &Answer<'_>) {
        doc.el("article", "find__object", |doc| {
            doc.el("h2", "text", |doc| {
                doc.text(&format::shown(&answer.found.name, LABEL_MAX_CHARS));
                if answer.found.kind != ObjectKind::Other {
                    doc.line("span", "soft", &[" (", self.ctx.say(answer.found.kind.word()), ")"].concat());
                }
            });
            doc.el("ul", "facts", |doc| self.facts(doc, answer));
            self.failures(doc, answer);
            self.missing(doc, answer);
        });
    }

    fn facts(&self, doc: &mut Doc, answer: &Answer<'_>) {
        let ctx = self.ctx;
        doc.el("li", "", |doc| self.last_good(doc, answer));
        let (n_failed, n_runs) = (answer.n_failed_runs(), answer.runs.len());
        doc.el("li", "", |doc| {
            let text = ctx.words.fill("failed in {} of {} runs", &[&number(ctx, n_failed), &number(ctx, n_runs)]);
            let means =
                "Sessions that were looked through and have it in their log; it failed in one if any item of it did.";
            doc.term(&text, ctx.say(means));
            let n_in_row = answer.n_failed_in_row();
            if n_in_row > 1 {
                doc.text(&ctx.words.fill(", the newest {} in a row", &[&number(ctx, n_in_row)]));
            }
        });
        doc.el("li", "", |doc| match answer.usual_ticks {
            Some(ticks) => {
                let n = ctx.words.counted(answer.n_good, "run", "runs");
                let text = ctx.words.fill("usually takes {} ({})", &[&length(ctx, ticks), &n]);
                let means = "Half of the runs in which it worked took at most this long: the lengths of its items in one session added up.";
                doc.term(&text, ctx.say(means));
            }
            None => doc.text(ctx.say("how long it usually takes is not known")),
        });
    }

    fn last_good(&self, doc: &mut Doc, answer: &Answer<'_>) {
        let ctx = self.ctx;
        let means = "The newest session in which no item of it failed, was stopped or goes on.";
        let Some(run) = answer.last_good else {
            return doc.term(ctx.say("did not work in any of these sessions"), ctx.say(means));
        };
        doc.term(ctx.say("last worked"), ctx.say(means));
        doc.text(" ");
        self.run_link(doc, run);
        if run.severity == Severity::Warning {
            doc.text(" ");
            badge(doc, Severity::Warning, ctx.say("with a warning"));
        }
        if answer.runs.first().is_some_and(|newest| newest.session == run.session) {
            doc.text(ctx.say(", which is its newest run"));
        }
    }

    fn run_link(&self, doc: &mut Doc, run: &Run) {
        if let Some(session) = self.finder.sessions().get(run.session) {
            session_link(doc, self.ctx, session, run.item.as_ref(), &self.session(session));
        }
    }

    fn failures(&self, doc: &mut Doc, answer: &Answer<'_>) {
        let ctx = self.ctx;
        let failed: Vec<&&Run> = answer.runs.iter().filter(|run| run.n_failed > 0).collect();
        if failed.is_empty() {
            return;
        }
        doc.line("h3", "", ctx.say("Failures, the newest first"));
        doc.el("ul", "find__failures", |doc| {
            for run in failed.iter().take(N_RUNS_SHOWN) {
                let Some(session) = self.finder.sessions().get(run.session) else { continue };
                for failure in &run.failures {
                    doc.el("li", "find__failure", |doc| {
                        badge(doc, Severity::Failed, ctx.say(Severity::Failed.word()));
                        doc.text(" ");
                        let when = failure.start.or(session.start).map(|t| moment(ctx, t)).unwrap_or_default();
                        let text = [&(self.name)(session), ", ", &when].concat();
                        session_link(doc, ctx, session, failure.item.as_ref(), &format::visible(&text));
                        doc.line("p", "text", &format::shown(&failure.text, MESSAGE_MAX_CHARS));
                    });
                }
                let n_more = run.n_failed - run.failures.len().min(run.n_failed);
                if n_more > 0 {
                    let n = ctx.words.counted(n_more, "more failed item", "more failed items");
                    doc.line("li", "", &ctx.words.fill("{} in this session", &[&n]));
                }
            }
            let n_more = failed.len().saturating_sub(N_RUNS_SHOWN);
            if n_more > 0 {
                doc.line("li", "", &ctx.words.fill("and {} more sessions", &[&number(ctx, n_more)]));
            }
        });
    }

    fn missing(&self, doc: &mut Doc, answer: &Answer<'_>) {
        if answer.missing.is_empty() {
            return;
        }
        let ctx = self.ctx;
        doc.el("details", "", |doc| {
            doc.el("summary", "", |doc| {
                let n = ctx.words.counted(answer.missing.len(), "session without it", "sessions without it");
                let means = "Sessions of the same jobs that ended without a word of it in their log. Retries, which only do what is left, do not count.";
                doc.term(&n, ctx.say(means));
            });
            doc.el("ul", "list", |doc| {
                let sessions = answer.missing.iter().filter_map(|&place| self.finder.sessions().get(place));
                for session in sessions.take(N_RUNS_SHOWN) {
                    doc.el("li", "", |doc| session_link(doc, ctx, session, None, &self.session(session)));
                }
                let n_more = answer.missing.len().saturating_sub(N_RUNS_SHOWN);
                if n_more > 0 {
                    doc.line("li", "", &ctx.words.fill("and {} more", &[&number(ctx, n_more)]));
                }
            });
        });
    }
}
