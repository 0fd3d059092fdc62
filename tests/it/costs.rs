//! What long lists and long logs cost: time grows with them. The table is printed by
//! `cargo test --release --test it -- --ignored --nocapture what_answers_cost` (kept in `tests/bench/answers.md`).
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a panic is how a test fails")]

use std::fs;
use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use tapeline::answers::baseline::Baseline;
use tapeline::answers::compare::{Missing, Side, compare, previous_run};
use tapeline::answers::find::Finder;
use tapeline::answers::groups::{By, grouped};
use tapeline::answers::names::Names;
use tapeline::answers::nights::{Clock, nights};
use tapeline::answers::noise::Noise;
use tapeline::answers::outside::outside;
use tapeline::answers::phases::{self, Rules};
use tapeline::answers::runs::{Runs, job_numbers};
use tapeline::answers::streaks::{history, streak};
use tapeline::answers::usual::usual;
use tapeline::answers::{Severities, change, failures, search, server_zone, sets};
use tapeline::model::{Id, Job, Log, NewItem, Product, Session, SessionKind, Status, Timestamp, UtcOffset};
use tapeline::output::redact::{Redactor, What};
use tapeline::report::Desk;
use tapeline::report::work;
use tapeline::sweep::Load;
use tapeline::timeline::Zone;
use tapeline::wire::Gathered;

use crate::report::told::facts;

const MINUTE: i64 = 600_000_000;

fn at(minutes: i64) -> Timestamp {
    Timestamp::from_ticks(16_999_200_000_000_000 + minutes * MINUTE)
}

/// How long this thread has computed, so that others on the machine do not count; the time of day where no one tells.
pub(crate) fn computed_us(begun: Instant) -> u128 {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let ns = told.and_then(|told| told.split(' ').next()?.parse::<u128>().ok());
    ns.map_or(begun.elapsed().as_micros(), |ns| ns / 1_000)
}

/// How long it takes, in nanoseconds: run again until so many microseconds have gone, since the system counts in milliseconds.
fn took_ns(at_least_us: u128, run: &mut dyn FnMut()) -> u128 {
    run();
    let clock = Instant::now();
    let begun = computed_us(clock);
    for n in 1.. {
        run();
        let took = computed_us(clock) - begun;
        if took >= at_least_us {
            return took * 1_000 / n;
        }
    }
    0
}

/// Sessions of so many jobs in turn, the newest first: some fail, some fail for good, some are tried again.
fn sessions(n: usize, n_jobs: usize) -> Vec<Session> {
    let session = |at_: usize| {
        let job = at_ % n_jobs;
        let minutes = i64::try_from(at_).unwrap() * 7;
        let status = match (job % 5, at_ % 11) {
            (0, _) | (1, 0..3) => Status::Failed,
            (2, 4) => Status::Warning,
            _ => Status::Success,
        };
        let is_again = at_ >= n_jobs && at_.is_multiple_of(13);
        Session {
            job_id: Id::new(&format!("job-{job}")),
            name: Some(format!("Daily {job}")),
            start: Some(at(minutes)),
            end: Some(at(minutes + 1 + i64::try_from(at_ % 17).unwrap())),
            status,
            main_session_id: if is_again { Id::new(&format!("s-{}", at_ - n_jobs)) } else { None },
            ..Session::new(&format!("s-{at_}"))
        }
    };
    (0..n).rev().map(session).collect()
}

/// A log of a night in which nearly every item is about another mailbox, and one in nine fails.
fn log(n: usize) -> Log {
    let mut log = Log::new();
    log.begin_source();
    for item in 0..n {
        let of = item / 2;
        let title = match item % 9 {
            0 => format!("Failed to process mailbox: user{of}@contoso.com. Error {}: not found", of % 40),
            1 => format!("Processing site Site {of} (https://contoso.sharepoint.com/sites/s{of})"),
            2 => format!("Found {of} objects at 12:0{}:00 AM", of % 7),
            _ => format!("Processing mailbox: user{of}@contoso.com"),
        };
        let start = i64::try_from(item).unwrap();
        log.push(&NewItem {
            id: Some(&format!("5f1d6f0a-0000-4000-8000-{item:012}")),
            usn: Some(start),
            start: Some(at(start)),
            end: Some(at(start + start % 60)),
            status: if item % 9 == 0 { Status::Failed } else { Status::Success },
            title: &title,
            ..NewItem::default()
        });
    }
    log
}

/// Something whose cost is measured: made ready for so many, then run as often as one likes.
type Ready = Box<dyn FnMut()>;
/// By its name.
type Case = (&'static str, fn(usize) -> Ready);

/// Takes what was worked out, so that it has to be.
fn keep<T>(of: T) {
    black_box(of);
}

fn ready<T: 'static>(of: T, mut run: impl FnMut(&T) + 'static) -> Ready {
    Box::new(move || run(&of))
}

/// What grows with the sessions of a list.
const OF_SESSIONS: &[Case] = &[
    ("runs with their retries", |n| ready(sessions(n, 40), |all| keep(Runs::of(all).all().len()))),
    ("nights of 40 jobs", |n| ready(sessions(n, 40), |all| strip(all))),
    ("nights of as many jobs as sessions", |n| ready(sessions(n, n), |all| strip(all))),
    ("all jobs at a glance", |n| ready(desk(sessions(n, 40)), |desk| keep(desk.glance()))),
    ("as many jobs as sessions at a glance", |n| ready(desk(sessions(n, n)), |desk| keep(desk.glance()))),
    ("failures in a row, of one job", |n| {
        ready(sessions(n, 1), |all| {
            let runs = Runs::of(all);
            keep((streak(&runs, &runs.of_job(&all[0])), history(&runs, &all[0])));
        })
    }),
    ("usual length", |n| ready(sessions(n, 3), |all| keep(usual(&mut all.iter(), &all[0], None)))),
    ("since when a job takes longer", |n| {
        let lengths: Vec<(i64, u8)> = (0..n).map(|at| (MINUTE + i64::try_from(at % 50).unwrap(), 0)).collect();
        ready(lengths, |lengths| keep(change::change(lengths)))
    }),
    ("the run before", |n| ready(sessions(n, 40), |all| keep(previous_run(all, &all[0])))),
    ("numbers of jobs", |n| ready(sessions(n, n), |all| keep(job_numbers(&mut all.iter())))),
    ("names of jobs, half of them alike", |n| {
        let jobs: Vec<Job> = sessions(n, n)
            .iter()
            .enumerate()
            .map(|(at, session)| Job {
                id: session.job_id.clone().unwrap(),
                name: format!("Daily {}", at / 2),
                organization: Id::new(&format!("o-{}", at % 7)),
            })
            .collect();
        ready(jobs, |jobs| {
            let mut names = Names::default();
            names.add(jobs.clone());
            black_box(names.len());
        })
    }),
    ("an object in all of them", |n| {
        let all = sessions(n, 40);
        let small = log(9);
        let mut finder = Finder::new("user");
        for session in &all {
            finder.add(session, &small);
        }
        ready(finder, |finder| keep(finder.objects()))
    }),
    ("pages of a list put together", |n| {
        let page = |at: usize| {
            let rows: Vec<String> =
                (at..(at + 500).min(n)).map(|id| format!(r#"{{"id":"s-{id}","status":"Success"}}"#)).collect();
            format!(r#"{{"results":[{}]}}"#, rows.join(","))
        };
        let pages: Vec<String> = (0..n).step_by(499).map(page).collect();
        ready(pages, |pages| {
            let mut all = Gathered::default();
            for page in pages {
                all.take(Product::Vb365, SessionKind::Job, page.as_bytes()).unwrap();
            }
            black_box(all.sessions.len());
        })
    }),
];

fn strip(all: &[Session]) {
    let offset_at = |_: Timestamp| UtcOffset::UTC;
    black_box(nights(&Runs::of(all), &Clock { offset_at: &offset_at, first_hour: 12 }));
}

fn desk(all: Vec<Session>) -> Desk {
    let mut desk = Desk::default();
    desk.set_clock(all[0].end.unwrap(), Zone::utc());
    desk.set_sessions(SessionKind::Job, Arc::new(all), true);
    desk
}

fn load(log: &Log) -> Load {
    Load::new(log, log.extent().unwrap().end())
}

/// What grows with the items of a log.
const OF_ITEMS: &[Case] = &[
    ("problems", |n| ready(log(n), |log| keep(failures::groups(log)))),
    ("objects of a problem", |n| {
        ready(log(n), |log| failures::groups(log).iter().for_each(|group| keep(group.objects(log))))
    }),
    ("groups by kind", |n| ready(log(n), |log| keep(grouped(log, By::Kind).order()))),
    ("groups by object", |n| ready(log(n), |log| keep(grouped(log, By::Object).order()))),
    ("sets of items by name", |n| {
        let log = log(n);
        ready([By::Kind, By::Object].map(|by| grouped(&log, by)), |[kinds, objects]| {
            keep((sets::of_key(objects, 7), sets::of_step(kinds, objects, 7)));
        })
    }),
    ("known noise", |n| {
        let log = log(n);
        ready((Noise::of_groups(&failures::groups(&log), "harmless"), log), |(noise, log)| {
            keep(noise.muted(log));
        })
    }),
    ("search", |n| ready(log(n), |log| keep(search::filter(log, "user12", Severities::NONE, None)))),
    ("how much ran when", |n| {
        ready(log(n), |log| {
            let (load, whole) = (load(log), log.extent().unwrap());
            keep((load.sums(whole), load.steps(whole).count(), load.gaps(whole)));
        })
    }),
    ("where the time went", |n| {
        let log = log(n);
        let load = load(&log);
        let groups = [By::Kind, By::Object, By::Result].map(|by| grouped(&log, by));
        ready((log, load, groups, Rules::default()), |(log, load, [kinds, objects, results], rules)| {
            let whole = log.extent().unwrap();
            let facts = work::Facts { log, load, kinds, objects, results, rules, chosen: None, own: None };
            keep((
                work::work(&facts),
                phases::longest(load, whole, &rules.phases(kinds), objects),
                phases::strip(load, whole, &rules.phases(kinds)),
            ));
        })
    }),
    ("the clock of the server", |n| ready(log(n), |log| keep(server_zone::inferred(log)))),
    ("items outside their session", |n| ready(log(n), |log| keep(outside(log, Some(&sessions(1, 1)[0]))))),
    ("two runs side by side", |n| {
        ready(log(n), |log| {
            let side = Side { log, open_end: log.extent().unwrap().end(), missing: Missing::NotDone };
            keep(compare(side, side).rows.len());
        })
    }),
    ("what is usual of each step, of two runs", |n| {
        ready(log(n), |log| {
            let mut usual = Baseline::default();
            usual.add(log, at(0));
            usual.add(log, at(0));
            black_box(usual.n_logs());
        })
    }),
    ("objects found", |n| {
        ready((log(n), sessions(1, 1)), |(log, all)| {
            let mut finder = Finder::new("user");
            finder.add(&all[0], log);
            keep(finder.objects());
        })
    }),
    ("the answer on top", |n| {
        let all = sessions(60, 1);
        let facts = facts(all[0].clone());
        let (log, mut told) = (log(n), desk(all));
        Box::new(move || {
            told.open(facts.clone());
            keep(told.summary(&log));
        })
    }),
    ("names learned", |n| {
        ready(log(n), |log| {
            let mut redactor = Redactor::new();
            redactor.learn_log(log);
            keep(redactor);
        })
    }),
    ("names replaced", |n| {
        let log = log(n);
        let mut redactor = Redactor::new();
        redactor.learn_log(&log);
        ready((log, redactor), |(log, redactor)| {
            for idx in 0..u32::try_from(log.len()).unwrap() {
                black_box(redactor.apply(What::Text, log.text(idx)));
            }
        })
    }),
];

/// Eight times as many take eight times as long, or what sorting adds; what is quadratic takes sixty times as long.
#[test]
fn time_grows_with_what_there_is() {
    for &(name, case) in OF_SESSIONS.iter().chain(OF_ITEMS) {
        let [few, many] = [1_000, 8_000].map(|n| took_ns(10_000, &mut *case(n)));
        assert!(many < few * 25 + 20_000_000, "{name}: {few} ns for 1,000, {many} for 8,000");
    }
}

/// Not a check but a measurement; see the head of the file.
#[test]
#[ignore = "a measurement"]
fn what_answers_cost() {
    for (what, cases) in [("sessions", OF_SESSIONS), ("items", OF_ITEMS)] {
        println!("| of {what}, ms | 10,000 | 100,000 | times |\n| --- | ---: | ---: | ---: |");
        for &(name, case) in cases {
            let [few, many] = [10_000, 100_000].map(|n| took_ns(100_000, &mut *case(n)).max(1));
            let ms = |ns: u128| format!("{}.{:02}", ns / 1_000_000, ns % 1_000_000 / 10_000);
            println!("| {name} | {} | {} | {}.{} |", ms(few), ms(many), many / few, many * 10 / few % 10);
        }
        println!();
    }
}
