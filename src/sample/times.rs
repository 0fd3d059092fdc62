//! When each row of a log begins and ends: a pool of workers takes one object after the other, as the product does.

use super::clock::{HOUR, MINUTE, TICKS_PER_SECOND};
use super::random::Key;
use super::session::{Mood, Session};
use super::words::{Policy, RetrievalKind};

/// Rows before the first object of a backup: started, connected, excluded, found.
pub(crate) const N_HEAD: usize = 4;
/// Rows of a data retrieval that wait for archive storage.
pub(crate) const N_WAITS: usize = 5;

/// Begin and end of every row of a session that runs to its end. Begins never go back from row to row.
#[derive(Debug, Default)]
pub(crate) struct Times {
    starts: Vec<i64>,
    ends: Vec<i64>,
    /// The rows that are objects: the first, and how many.
    objects: (usize, usize),
}

impl Times {
    pub(crate) fn of(session: &Session) -> Self {
        let mut times = Self::default();
        let plan = &session.plan;
        match (session.retrieval, plan.mood) {
            (_, Mood::Empty | Mood::Queued | Mood::Odd) => {}
            (Some(kind), _) => times.retrieval(session, kind),
            (None, Mood::Broken) => {
                let end = session.start + 21 * TICKS_PER_SECOND + plan.key.below(9_999_999) as i64;
                times.push(session.start, session.start);
                times.push(session.start + 156_213, end);
                times.push(end, end);
            }
            (None, _) => times.backup(session),
        }
        times
    }

    pub(crate) fn len(&self) -> usize {
        self.starts.len()
    }

    pub(crate) fn get(&self, row: usize) -> Option<(i64, i64)> {
        Some((*self.starts.get(row)?, *self.ends.get(row)?))
    }

    pub(crate) fn last_end(&self) -> Option<i64> {
        self.ends.last().copied()
    }

    pub(crate) fn n_begun(&self, now: i64) -> usize {
        self.starts.partition_point(|&start| start <= now)
    }

    pub(crate) fn n_objects_done(&self, now: i64) -> usize {
        let (first, n) = self.objects;
        self.ends.iter().skip(first).take(n).filter(|&&end| end <= now).count()
    }

    fn push(&mut self, start: i64, end: i64) {
        self.starts.push(start);
        self.ends.push(end);
    }

    fn backup(&mut self, session: &Session) {
        let plan = &session.plan;
        let key = plan.key.with(1);
        let big = plan.mood == Mood::Big;
        let start = session.start;
        let connected = start + 20_000_000 + key.below(41_234_567) as i64;
        let found = connected + 31_234_567 + key.with(1).below(150_000_000) as i64;
        self.push(start, start);
        self.push(start + 156_213, connected);
        self.push(connected, connected + 63_100_007);
        self.push(connected, found);
        let pauses: &[(usize, i64)] = if big {
            &[(3, 19 * MINUTE), (2, 47 * MINUTE)]
        } else if key.with(2).once_in(3) {
            &[(2, 11 * MINUTE)]
        } else {
            &[]
        };
        let pauses: Vec<_> = pauses.iter().map(|&(part, length)| (plan.n_objects / part, length)).collect();
        self.pool(key.with(3), found, plan.n_objects, plan.n_workers, plan.step, &pauses);
        let mut end = self.latest(found);
        if plan.mood == Mood::Stopped {
            end = start + (end - start) * 2 / 5;
            let n_begun = self.n_begun(end);
            self.starts.truncate(n_begun);
            self.ends.truncate(n_begun);
            for row_end in &mut self.ends {
                *row_end = end.min(*row_end);
            }
            self.objects = (N_HEAD, n_begun.saturating_sub(N_HEAD));
        } else {
            // On some servers the row that counts excluded objects stays open until the objects are through.
            if !big
                && key.with(4).once_in(3)
                && let Some(excluded) = self.ends.get_mut(2)
            {
                *excluded = end - (end - start) / 9;
            }
            self.push(end, end + 3_121_004);
            end += 3_121_004;
        }
        self.push(end, end);
    }

    fn retrieval(&mut self, session: &Session, kind: RetrievalKind) {
        let plan = &session.plan;
        let key = plan.key.with(2);
        let start = session.start;
        self.push(start, start);
        let mut end = start + 299_154;
        match kind {
            RetrievalKind::ChangeAvailability => end += 41_200_331,
            RetrievalKind::Remove => {
                self.pool(key, end, plan.n_objects, 2, 4 * TICKS_PER_SECOND, &[]);
            }
            RetrievalKind::Retrieve => {
                for object in 0..plan.n_objects {
                    let length = 90_000_000 + key.with(object as u64).below(80_000_000) as i64;
                    self.push(end, end + length);
                }
                let listed = self.latest(end);
                let wait = match plan.policy {
                    Policy::Expedited => 2 * MINUTE,
                    Policy::Standard => 4 * HOUR,
                    Policy::Bulk => 9 * HOUR,
                };
                for part in 0..N_WAITS {
                    let part_key = key.with(1_000 + part as u64);
                    let length = wait / 10 * (7 + part_key.below(5) as i64) + part_key.below(99_999_999) as i64;
                    self.push(listed, listed + if plan.mood == Mood::Bad { 7 * TICKS_PER_SECOND } else { length });
                }
                end = self.latest(listed);
                if plan.mood != Mood::Bad {
                    self.pool(key.with(1), end, plan.n_objects, 4, plan.step, &[]);
                }
            }
        }
        let end = self.latest(end);
        self.push(end, end);
    }

    fn latest(&self, at_least: i64) -> i64 {
        self.ends.iter().copied().fold(at_least, i64::max)
    }

    /// Adds `n` rows done by `n_workers`, whoever is free first takes the next. At a pause all wait for the last and then idle.
    fn pool(&mut self, key: Key, start: i64, n: usize, n_workers: usize, step: i64, pauses: &[(usize, i64)]) {
        self.objects = (self.starts.len(), n);
        self.starts.reserve(n);
        self.ends.reserve(n);
        let mut free = vec![start; n_workers.max(1)];
        for object in 0..n {
            let key = key.with(object as u64);
            if let Some((_, pause)) = pauses.iter().find(|(at, _)| *at == object && object > 0) {
                let all_free = free.iter().copied().fold(start, i64::max) + pause;
                free.fill(all_free);
            }
            if let Some(worker) = free.iter_mut().min() {
                let end = *worker + length(key, step);
                self.push(*worker, end);
                // Mostly the next object follows on the very tick; sometimes a moment passes.
                *worker = end + if key.with(1).once_in(5) { key.below(2_000_000) as i64 } else { 0 };
            }
        }
    }
}

/// Length of one object: many short, few long, one in 512 about sixty times the mean; one in 41 has none at all.
fn length(key: Key, step: i64) -> i64 {
    let key = key.with(2);
    if key.once_in(41) {
        return 0;
    }
    let doublings = key.below(1 << 9).trailing_ones().min(8);
    let quarter = step / 4;
    (quarter / 2 + key.with(3).below(quarter.max(1) as u64) as i64) << doublings
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::super::World;

    #[test]
    fn begins_never_go_back_and_nobody_works_twice_at_once() {
        let world = World::new(7, 17_955_000_000_000_000);
        for session in &world.sessions {
            let times = session.times();
            assert!(times.starts.is_sorted());
            assert!(times.starts.iter().zip(&times.ends).all(|(start, end)| start <= end));
            let (first, n) = times.objects;
            for &moment in times.starts.iter().skip(first).take(n) {
                let busy = |row: usize| {
                    let (start, end) = times.get(row).unwrap();
                    start <= moment && moment < end
                };
                assert!((first..first + n).filter(|&row| busy(row)).count() <= session.plan.n_workers);
                if n > 400 {
                    break;
                }
            }
        }
    }
}
