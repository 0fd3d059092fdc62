//! Who works when: the jobs of the company, and a month of their sessions.

use std::sync::Arc;

use super::clock::{MINUTE, TICKS_PER_DAY, TICKS_PER_SECOND};
use super::habits::{COPY, EXCHANGE, HABITS, Habit, NEW_STARTERS, ODD, OLD_TENANT, mood_of_night};
use super::random::Key;
use super::session::{Mood, Plan, Session};
use super::specials;
use super::times::Times;
use super::words::{Policy, Status};
use super::world::{Job, Landmarks, Scale, World, insert};

const N_DAYS: i64 = 30;
/// Rows of a backup that are not objects.
pub(super) const N_FRAME_ROWS: usize = 6;
/// From this many rows on, times are kept instead of worked out for each question.
const KEEP_TIMES_FROM: usize = 1_500;

/// What a session is made from, before its times are known.
pub(super) struct Seed {
    pub(super) key: Key,
    pub(super) owner: usize,
    pub(super) start: i64,
    pub(super) mood: Mood,
    pub(super) n_objects: usize,
}

pub(super) fn session(seed: &Seed, habit: &Habit) -> Session {
    let status = match seed.mood {
        Mood::Clean | Mood::Empty => Status::Success,
        Mood::Rough | Mood::Big | Mood::Odd => Status::Warning,
        Mood::Bad | Mood::Broken => Status::Failed,
        Mood::Stopped => Status::Stopped,
        Mood::Queued => Status::Queued,
    };
    Session {
        id: seed.key.id(),
        owner: seed.owner,
        retrieval: None,
        start: seed.start,
        end: None,
        status,
        retry_count: 0,
        main: None,
        will_retry: false,
        full: false,
        n_items: 0,
        progress: 0,
        plan: Plan {
            key: seed.key,
            mood: seed.mood,
            objects: habit.objects,
            n_objects: seed.n_objects,
            n_workers: habit.n_workers,
            step: habit.step_seconds * TICKS_PER_SECOND,
            retried: Vec::new(),
            policy: Policy::Standard,
            n_items: 0,
            end: 0,
            status,
            times: None,
        },
    }
}

/// Works out how long a session takes, and how it stands at `now`.
pub(super) fn settle(mut session: Session, now: i64) -> Session {
    let times = Times::of(&session);
    session.plan.n_items = times.len();
    session.plan.end = times.last_end().unwrap_or(session.start + 8_123_456);
    if times.len() >= KEEP_TIMES_FROM {
        session.plan.times = Some(Arc::new(times));
    }
    session.refresh(now);
    session
}

pub(super) fn world(key: Key, now: i64, scale: Scale) -> World {
    let jobs: Vec<Job> = HABITS
        .iter()
        .enumerate()
        .filter(|(at, _)| scale.odd || *at != ODD)
        .map(|(at, habit)| Job {
            id: job_id(key, at),
            name: habit.name,
            description: habit.description,
            objects: habit.objects,
            enabled: at != OLD_TENANT,
            copies: (at == COPY).then(|| job_id(key, EXCHANGE)),
            repository: key.with(4).with(u64::from(at == COPY)).id(),
        })
        .collect();
    let mut world = World {
        key,
        now,
        jobs,
        sessions: Vec::new(),
        retrievals: Vec::new(),
        retrieval_sessions: Vec::new(),
        landmarks: Landmarks::default(),
    };
    for (at, habit) in HABITS.iter().enumerate() {
        match at {
            NEW_STARTERS | ODD => {}
            _ => nights(&mut world, at, habit),
        }
    }
    specials::sessions(&mut world, scale);
    world.landmarks.failed = newest(&world.sessions, Status::Failed);
    world.landmarks.stopped = newest(&world.sessions, Status::Stopped);
    world.landmarks.retried = world.sessions.iter().find_map(|session| session.main).unwrap_or_default();
    specials::retrievals(&mut world);
    world
}

fn job_id(key: Key, at: usize) -> u128 {
    key.with(3).with(at as u64).id()
}

pub(super) fn newest(sessions: &[Session], status: Status) -> u128 {
    sessions.iter().find(|session| session.status == status).map_or(0, |session| session.id)
}

/// The ordinary runs of one job. Keys hang on the day itself, so that a past night is the same whenever one looks.
fn nights(world: &mut World, at: usize, habit: &Habit) {
    let today = world.now.div_euclid(TICKS_PER_DAY);
    let days = if at == OLD_TENANT { 19..N_DAYS } else { 0..N_DAYS };
    for day in days.map(|ago| today - ago) {
        for run in 0..habit.n_runs {
            let key = world.key.with(5).with(at as u64).with(day as u64).with(run as u64);
            let minute = habit.first_minute + run * 1_440 / habit.n_runs;
            let start = day * TICKS_PER_DAY + minute * MINUTE + key.below(312_345_678) as i64;
            let n_objects = habit.n_objects - key.with(11).below(habit.n_objects as u64 / 12 + 1) as usize;
            let newest_exchange = at == EXCHANGE && day == today - 3;
            let mood = match at {
                OLD_TENANT if day == today - 19 => Mood::Stopped,
                // One night is bad in every world, so that there is a failure and a retry to show.
                _ if newest_exchange => Mood::Bad,
                _ => mood_of_night(key),
            };
            let mut first = settle(session(&Seed { key, owner: at, start, mood, n_objects }, habit), world.now);
            if first.end.is_none() || first.start > world.now {
                continue;
            }
            first.full = day.rem_euclid(7) == 2;
            retries(world, habit, &mut first);
            insert(&mut world.sessions, first);
        }
    }
}

/// A failed session is run again, up to three times, for what failed in it.
fn retries(world: &mut World, habit: &Habit, first: &mut Session) {
    let mut before = first.clone();
    let mut chain: Vec<Session> = Vec::new();
    for nth in 1..=3_u32 {
        if before.status != Status::Failed {
            break;
        }
        let key = first.plan.key.with(20).with(u64::from(nth));
        let log = world.log(&before);
        let failed: Vec<usize> = (0..log.len())
            .filter(|&row| log.status(row) == Some(Status::Failed))
            .filter_map(|row| row.checked_sub(super::times::N_HEAD))
            .map(|nth| super::text::object_of(&before.plan, nth))
            .collect();
        let mood = if nth == 3 || !key.once_in(3) { Mood::Clean } else { Mood::Bad };
        let n_objects = if before.plan.mood == Mood::Broken { before.plan.n_objects } else { failed.len() };
        let start = before.plan.end + 10 * MINUTE + key.below(99_999_999) as i64;
        let mut retry = session(&Seed { key, owner: first.owner, start, mood, n_objects }, habit);
        if before.plan.mood != Mood::Broken {
            retry.plan.retried = failed;
        }
        retry.retry_count = nth;
        retry.main = Some(first.id);
        let retry = settle(retry, world.now);
        if retry.end.is_none() {
            break;
        }
        if let Some(last) = chain.last_mut() {
            last.will_retry = true;
        } else {
            first.will_retry = true;
        }
        before = retry.clone();
        chain.push(retry);
    }
    for retry in chain {
        insert(&mut world.sessions, retry);
    }
}
