//! Who works when: the jobs of the company, and a month of their sessions.

use std::sync::Arc;

use super::clock::{HOUR, MINUTE, TICKS_PER_DAY, TICKS_PER_SECOND};
use super::random::Key;
use super::times::Times;
use super::world::{
    Job, Landmarks, Mood, Objects, Plan, Policy, Retrieval, RetrievalKind, Scale, Session, Status, World,
};

const N_DAYS: i64 = 30;
/// Rows of a backup that are not objects.
const N_FRAME_ROWS: usize = 6;
/// From this many rows on, times are kept instead of worked out for each question.
const KEEP_TIMES_FROM: usize = 1_500;

/// A job and its habits.
struct Habit {
    name: &'static str,
    description: &'static str,
    objects: Objects,
    n_objects: usize,
    n_workers: usize,
    step_seconds: i64,
    /// First run of the day, in minutes from midnight UTC; how many runs a day, evenly spread.
    first_minute: i64,
    n_runs: i64,
}

const fn habit(
    name: &'static str,
    description: &'static str,
    objects: Objects,
    (n_objects, n_workers, step_seconds): (usize, usize, i64),
    (first_minute, n_runs): (i64, i64),
) -> Habit {
    Habit { name, description, objects, n_objects, n_workers, step_seconds, first_minute, n_runs }
}

const EXCHANGE: usize = 0;
const SHAREPOINT: usize = 1;
const TEAMS: usize = 3;
const COPY: usize = 5;
const OLD_TENANT: usize = 6;
const NEW_STARTERS: usize = 7;
const ODD: usize = 8;

const HABITS: [Habit; 9] = [
    habit("Exchange mailboxes", "All mailboxes, every night", Objects::Mailbox, (190, 8, 90), (1_260, 1)),
    habit("SharePoint intranet", "Sites of the intranet", Objects::Site, (120, 6, 180), (1_350, 1)),
    habit("OneDrive all users", "", Objects::OneDrive, (270, 10, 60), (15, 1)),
    habit("Teams", "Teams with their channels and files", Objects::Team, (64, 4, 120), (120, 1)),
    habit("Executives", "Six times a day", Objects::Mailbox, (24, 4, 20), (45, 6)),
    habit("Exchange mailboxes to archive", "Copy to object storage", Objects::Mailbox, (190, 16, 30), (240, 1)),
    habit("Old tenant", "Disabled since the move", Objects::Mailbox, (40, 4, 30), (60, 1)),
    habit("New starters", "Empty until the first of the month", Objects::Mailbox, (0, 1, 1), (420, 1)),
    habit("Odd inputs", "Rows no server should send", Objects::Mailbox, (0, 1, 1), (430, 1)),
];

/// What a session is made from, before its times are known.
struct Seed {
    key: Key,
    owner: usize,
    start: i64,
    mood: Mood,
    n_objects: usize,
}

fn mood_of_night(key: Key) -> Mood {
    match key.with(10).below(100) {
        0..=69 => Mood::Clean,
        87..=93 => Mood::Bad,
        94..=96 => Mood::Broken,
        97 => Mood::Stopped,
        _ => Mood::Rough,
    }
}

fn session(seed: &Seed, habit: &Habit) -> Session {
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
fn settle(mut session: Session, now: i64) -> Session {
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
    specials(&mut world, scale);
    super::world::sort_newest_first(&mut world.sessions);
    world.landmarks.failed = newest(&world.sessions, Status::Failed);
    world.landmarks.stopped = newest(&world.sessions, Status::Stopped);
    world.landmarks.retried = world.sessions.iter().find_map(|session| session.main).unwrap_or_default();
    retrievals(&mut world);
    world
}

fn job_id(key: Key, at: usize) -> u128 {
    key.with(3).with(at as u64).id()
}

fn newest(sessions: &[Session], status: Status) -> u128 {
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
            world.sessions.push(first);
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
    world.sessions.append(&mut chain);
}

/// The sessions that every world has once.
fn specials(world: &mut World, scale: Scale) {
    let (key, now) = (world.key.with(6), world.now);
    let mut add =
        |nth: u64, owner: usize, start: i64, mood: Mood, n_objects: usize, (n_workers, step): (usize, i64)| {
            let Some(habit) = HABITS.get(owner) else {
                return 0;
            };
            let key = key.with(nth);
            let mut special = session(&Seed { key, owner, start, mood, n_objects }, habit);
            special.plan.n_workers = n_workers;
            special.plan.step = step;
            special.full = mood == Mood::Big;
            world.sessions.push(settle(special, now));
            key.id()
        };
    let midnight = now.div_euclid(TICKS_PER_DAY) * TICKS_PER_DAY;
    // The last evening that leaves the big session ten hours to end in.
    let mut evening = midnight - 2 * HOUR + 17 * MINUTE + 4_031_217;
    if evening + 10 * HOUR > now {
        evening -= TICKS_PER_DAY;
    }
    let n_big = scale.big.max(N_FRAME_ROWS + 4) - N_FRAME_ROWS;
    let n_workers = (n_big / 150).clamp(8, 64);
    let step = (40 * TICKS_PER_SECOND).min(6 * HOUR / n_big as i64 * n_workers as i64);
    let big = add(1, SHAREPOINT, evening, Mood::Big, n_big, (n_workers, step));
    let running = add(2, TEAMS, now - 25 * MINUTE - 1_234_567, Mood::Rough, 240, (8, 240 * TICKS_PER_SECOND));
    let queued = add(3, COPY, now - 2 * MINUTE - 7_654_321, Mood::Queued, 0, (1, 1));
    let empty = add(4, NEW_STARTERS, midnight - 17 * HOUR + 1_112_223, Mood::Empty, 0, (1, 1));
    add(5, NEW_STARTERS, midnight - 41 * HOUR + 2_223_334, Mood::Empty, 0, (1, 1));
    let odd = if scale.odd { add(6, ODD, midnight - 15 * HOUR + 3_334_445, Mood::Odd, 0, (1, 1)) } else { 0 };
    world.landmarks = Landmarks { big, empty, running, queued, odd, ..Landmarks::default() };
}

fn retrievals(world: &mut World) {
    use RetrievalKind::{ChangeAvailability, Remove, Retrieve};
    let (key, now) = (world.key.with(7), world.now);
    let jobs = [
        ("Mailboxes for the audit", Objects::Mailbox, Policy::Expedited),
        ("Project sites 2024", Objects::Site, Policy::Standard),
        ("Teams data retrieval", Objects::Team, Policy::Bulk),
        ("OneDrive of leavers", Objects::OneDrive, Policy::Standard),
    ];
    for (at, (name, objects, policy)) in jobs.into_iter().enumerate() {
        let id = key.with(at as u64).id();
        world.retrievals.push(Retrieval { id, name, objects, policy, repository: key.with(9).id() });
    }
    // Retrieval, how many hours ago, what, how it goes, how many objects.
    let runs = [
        (3, 2, Retrieve, Mood::Clean, 31),
        (0, 9, ChangeAvailability, Mood::Clean, 2),
        (0, 26, Retrieve, Mood::Clean, 21),
        (1, 30, Retrieve, Mood::Bad, 30),
        (1, 55, Retrieve, Mood::Clean, 44),
        (2, 80, Retrieve, Mood::Clean, 120),
        (2, 300, Remove, Mood::Clean, 118),
        (3, 400, Retrieve, Mood::Bad, 9),
        (2, 500, Retrieve, Mood::Clean, 118),
        (0, 600, Retrieve, Mood::Clean, 260),
    ];
    for (nth, (owner, hours_ago, kind, mood, n_objects)) in runs.into_iter().enumerate() {
        let Some(retrieval) = world.retrievals.get(owner) else {
            continue;
        };
        let key = key.with(100 + nth as u64);
        let habit = habit("", "", retrieval.objects, (0, 4, 25), (0, 1));
        let start = now - hours_ago * HOUR - key.below(12_345_678_901) as i64;
        let mut session = session(&Seed { key, owner, start, mood, n_objects }, &habit);
        session.retrieval = Some(kind);
        session.plan.policy = retrieval.policy;
        world.retrieval_sessions.push(settle(session, now));
    }
    super::world::sort_newest_first(&mut world.retrieval_sessions);
    let sessions = &world.retrieval_sessions;
    world.landmarks.running_retrieval = newest(sessions, Status::Running);
    world.landmarks.failed_retrieval = newest(sessions, Status::Failed);
    world.landmarks.retrieval = sessions
        .iter()
        .find(|session| session.end.is_some_and(|end| end - session.start > HOUR))
        .map_or(0, |session| session.id);
}
