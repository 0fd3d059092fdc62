//! The sessions that every world has once, whatever its seed, and its data retrievals.

use super::clock::{HOUR, MINUTE, TICKS_PER_DAY, TICKS_PER_SECOND};
use super::habits::{COPY, HABITS, NEW_STARTERS, ODD, SHAREPOINT, TEAMS, habit};
use super::plan::{N_FRAME_ROWS, Seed, newest, session, settle};
use super::session::Mood;
use super::words::{Objects, Policy, RetrievalKind, Status};
use super::world::{Landmarks, Retrieval, Scale, World, insert};

/// Adds them, and notes which is which.
pub(super) fn sessions(world: &mut World, scale: Scale) {
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
            insert(&mut world.sessions, settle(special, now));
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

/// Data-retrieval jobs and their sessions.
pub(super) fn retrievals(world: &mut World) {
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
        insert(&mut world.retrieval_sessions, settle(session, now));
    }
    let sessions = &world.retrieval_sessions;
    world.landmarks.running_retrieval = newest(sessions, Status::Running);
    world.landmarks.failed_retrieval = newest(sessions, Status::Failed);
    world.landmarks.retrieval = sessions
        .iter()
        .find(|session| session.end.is_some_and(|end| end - session.start > HOUR))
        .map_or(0, |session| session.id);
}
