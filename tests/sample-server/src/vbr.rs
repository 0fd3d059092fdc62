//! What Backup & Replication has done: a month of jobs of machines that wait for slots, a large job, one that runs, and machines
//! that fail.
//!
//! A machine waits until one of the slots of its job is free, and takes its steps one after the other; so what
//! waited for what follows from the lists here, and tests work it out from them.
#![expect(clippy::indexing_slicing, reason = "slots and words that are there")]

use sample_world::{TICKS_PER_DAY, TICKS_PER_SECOND};

use crate::vb365_rows::time_text;

/// The clock of the server: an hour before UTC.
pub(crate) const OFFSET: i64 = 3_600 * TICKS_PER_SECOND;

/// A step of a machine, or a row of a session's log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupRow {
    /// Counts through all logs of the server.
    pub id: u64,
    /// `None`, `Succeeded`, `Warning`, `Failed`.
    pub status: &'static str,
    /// When it began, in ticks.
    pub start: i64,
    /// When it changed last: its end where it has ended.
    pub update: i64,
    /// What it says.
    pub title: String,
    /// What is told beside that.
    pub description: String,
}

/// A machine of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Machine {
    /// The id of its task session.
    pub id: String,
    /// Its name.
    pub name: String,
    /// When it was queued.
    pub start: i64,
    /// When its slot was free.
    pub slot: i64,
    /// When it ended; nothing while it runs.
    pub end: Option<i64>,
    /// `None`, `Success`, `Warning`, `Failed`.
    pub result: &'static str,
    /// Why.
    pub message: String,
    /// Its log.
    pub steps: Vec<BackupRow>,
    pub(crate) bytes: u64,
    /// What its log calls the bottleneck: one of [`STAGES`].
    pub bottleneck: &'static str,
    /// How busy each of [`STAGES`] was, in percent.
    pub busy: [u64; 4],
}

/// The stages that data goes through.
pub const STAGES: [&str; 4] = ["Source", "Proxy", "Network", "Target"];

/// A session of a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupSession {
    /// Its id.
    pub id: String,
    /// The job's id.
    pub job: String,
    /// The job's name.
    pub name: &'static str,
    /// When it began.
    pub start: i64,
    /// When it ended; nothing while it runs.
    pub end: Option<i64>,
    /// `None`, `Success`, `Warning`, `Failed`.
    pub result: &'static str,
    /// Its own log.
    pub rows: Vec<BackupRow>,
    /// Its machines.
    pub machines: Vec<Machine>,
    /// The run that it repeats, and which retry it is.
    pub retry_of: Option<(String, u64)>,
}

/// All that the server has done, the newest first.
#[derive(Clone, Debug)]
pub struct BackupWorld {
    /// Its sessions.
    pub sessions: Vec<BackupSession>,
    pub(crate) now: i64,
}

/// Numbers by a rule, always the same.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    /// A length in ticks, between so many seconds and as many more, with a fraction.
    fn seconds(&mut self, from: u64, more: u64) -> i64 {
        let ticks = self.below(more * 10_000_000 + 1) + from * 10_000_000;
        i64::try_from(ticks).unwrap_or(0)
    }
}

fn uuid(kind: u32, n: u64) -> String {
    format!("{kind:08x}-0000-4000-8000-{n:012x}")
}

/// What a job is: its name, how its machines are called, how many there are, and how many run at once.
type Plan = (&'static str, &'static str, usize, usize);

const JOBS: [Plan; 3] =
    [("Nightly ERP", "erp", 6, 2), ("Nightly Files", "files", 9, 3), ("Branch Offices", "branch", 12, 4)];

impl BackupWorld {
    /// The month before `now`, with a large job of so many machines.
    pub(crate) fn new(now: i64, n_machines: usize) -> Self {
        let mut world = Self { sessions: Vec::new(), now };
        let mut dice = Dice(now.unsigned_abs() / 864_000_000_000);
        let mut ids = 20_000;
        let large = ("Whole Estate", "vm", n_machines, 20);
        let mut add = |number: u64, job: u64, plan: Plan, start: i64, now: i64| {
            let session = session(&mut dice, &mut ids, (number, job), plan, start, now);
            world.sessions.push(session);
        };
        for day in 1..=30 {
            for (job, plan) in (1..).zip(JOBS) {
                let start = now - day * TICKS_PER_DAY + i64::try_from(job).unwrap_or(0) * 3_000 * TICKS_PER_SECOND;
                add(u64::try_from(day).unwrap_or(0) * 8 + job, job, plan, start, i64::MAX);
            }
        }
        add(1_000, 4, large, now - 5 * 3_600 * TICKS_PER_SECOND, i64::MAX);
        add(1_001, 1, JOBS[0], now - 240 * TICKS_PER_SECOND, now);
        // A run that failed is repeated.
        let failed = world.sessions.iter().position(|session| session.result == "Failed");
        if let Some(failed) = failed.and_then(|at| world.sessions.get(at)).cloned() {
            let plan = JOBS.into_iter().find(|plan| plan.0 == failed.name).unwrap_or(JOBS[0]);
            let start = failed.end.unwrap_or(failed.start) + 600 * TICKS_PER_SECOND;
            let mut retry = session(&mut dice, &mut ids, (1_002, 0), plan, start, i64::MAX);
            retry.job.clone_from(&failed.job);
            retry.retry_of = Some((failed.id, 1));
            world.sessions.push(retry);
        }
        world.sessions.sort_by_key(|session| std::cmp::Reverse(session.start));
        world
    }

    /// The session of the large job.
    pub fn large(&self) -> Option<&BackupSession> {
        self.sessions.iter().find(|session| session.name == "Whole Estate")
    }

    /// The session that runs.
    pub fn running(&self) -> Option<&BackupSession> {
        self.sessions.iter().find(|session| session.end.is_none())
    }

    pub(crate) fn session(&self, id: &str) -> Option<&BackupSession> {
        self.sessions.iter().find(|session| session.id == id)
    }

    pub(crate) fn machine(&self, id: &str) -> Option<&Machine> {
        self.sessions.iter().flat_map(|session| &session.machines).find(|machine| machine.id == id)
    }
}

/// A session whose machines share slots. What would begin after `now` has not happened yet.
fn session(
    dice: &mut Dice,
    ids: &mut u64,
    (number, job): (u64, u64),
    (name, stem, n, n_slots): Plan,
    start: i64,
    now: i64,
) -> BackupSession {
    let second = TICKS_PER_SECOND;
    let mut free = vec![start + 8 * second; n_slots];
    let mut machines = Vec::with_capacity(n);
    for at in 0..n {
        let queued = start + 7 * second + i64::try_from(at).unwrap_or(0) * 31_000;
        let slot = free.iter().position(|at| Some(at) == free.iter().min()).unwrap_or(0);
        let begin = free[slot].max(queued);
        let id = uuid(0x7a5c_0000 + u32::try_from(number).unwrap_or(0), u64::try_from(at).unwrap_or(0));
        let machine = machine(dice, ids, (id, format!("{stem}{:03}", at + 1), slot), (queued, begin), now);
        free[slot] = machine.end.unwrap_or(now).max(begin);
        machines.push(machine);
    }
    let ended = machines.iter().map(|machine| machine.end).collect::<Option<Vec<i64>>>();
    let end = ended.and_then(|ends| ends.into_iter().max()).map(|end| end + 3 * second).filter(|&end| end <= now);
    let worst = |word| machines.iter().any(|machine| machine.result == word);
    let result = match end {
        None => "None",
        Some(_) if worst("Failed") => "Failed",
        Some(_) if worst("Warning") => "Warning",
        Some(_) => "Success",
    };
    let mut rows = Vec::new();
    let mut row = |status, from: i64, to: i64, title: String| {
        let id = u64::try_from(rows.len()).unwrap_or(0) + 1;
        rows.push(BackupRow { id, status, start: from, update: to, title, description: String::new() });
    };
    row("Succeeded", start, start, format!("Job started at {}", spoken(start)));
    row("Succeeded", start + second, start + 6 * second, "Building list of machines to process".to_owned());
    for machine in &machines {
        let status = match machine.result {
            "Success" => "Succeeded",
            other => other,
        };
        let error = if machine.result == "Failed" { format!(" Error: {}", machine.message) } else { String::new() };
        row(status, machine.start, machine.end.unwrap_or(now), format!("Processing {}{error}", machine.name));
    }
    if let Some(end) = end {
        let (status, how) = match result {
            "Failed" => ("Failed", " with error"),
            "Warning" => ("Warning", " with warning"),
            _ => ("Succeeded", ""),
        };
        row(status, end, end, format!("Job finished{how} at {}", spoken(end)));
    }
    // As sent: the newest change first.
    rows.sort_by_key(|row| std::cmp::Reverse(row.update));
    BackupSession {
        id: uuid(0x5e55_0000, number),
        job: uuid(0x10b0_0000, job),
        name,
        start,
        end,
        result,
        rows,
        machines,
        retry_of: None,
    }
}

/// A machine whose slot is free at `begin`.
fn machine(
    dice: &mut Dice,
    ids: &mut u64,
    (id, name, slot): (String, String, usize),
    (queued, begin): (i64, i64),
    now: i64,
) -> Machine {
    let how = dice.below(40);
    let n_disks = 1 + dice.below(4);
    let bytes = (1 + dice.below(4_000)) << 20;
    let held = usize::try_from(dice.below(4)).unwrap_or(0);
    let bottleneck = STAGES[held];
    let mut busy = [7, 11, 13, 17].map(|times| (bytes >> 20) * times % 80);
    busy[held] = 80 + (bytes >> 20) % 20;
    let mut steps: Vec<BackupRow> = Vec::new();
    let mut at = begin;
    let mut is_over = false;
    let mut step = |steps: &mut Vec<BackupRow>, status, from: i64, length: i64, title: String, description: String| {
        let to = from + length;
        if is_over || from > now {
            is_over = true;
            return to;
        }
        *ids += 1;
        let status = if to > now { "None" } else { status };
        steps.push(BackupRow { id: *ids, status, start: from, update: to.min(now), title, description });
        to
    };
    let none = String::new;
    let ok = "Succeeded";
    step(&mut steps, ok, queued, 0, format!("Queued for processing at {}", spoken(queued)), none());
    let waited = "Required backup infrastructure resources have been assigned".to_owned();
    step(&mut steps, ok, queued, begin - queued, waited, none());
    step(&mut steps, ok, at, 0, format!("VM processing started at {}", spoken(at)), none());
    step(&mut steps, ok, at, 0, format!("VM size: {} GB", n_disks * 20), none());
    at = step(&mut steps, ok, at, dice.seconds(1, 3), "Getting VM info from vSphere".to_owned(), none());
    let fails = how == 0;
    let why = "Cannot create a snapshot of the machine: the operation has timed out.";
    let snapshot = "Creating VM snapshot".to_owned();
    let text = if fails { format!("{snapshot} Error: {why}") } else { snapshot };
    at = step(&mut steps, if fails { "Failed" } else { ok }, at, dice.seconds(2, 20), text, none());
    if !fails {
        for disk in 1..=n_disks {
            let proxy = format!("Using backup proxy prx{:02} for disk Hard disk {disk} [hotadd]", slot % 4 + 1);
            step(&mut steps, ok, at, 0, proxy, none());
            let read = format!("{} MB read at {} MB/s [CBT]", bytes >> 20, 20 + dice.below(200));
            at = step(&mut steps, ok, at, dice.seconds(15, 90), format!("Hard disk {disk} (20 GB)"), read);
        }
        if how == 1 {
            let skipped = "Guest processing skipped (check guest OS VSS state)".to_owned();
            step(&mut steps, "Warning", at, 0, skipped, none());
        }
        at = step(&mut steps, ok, at, dice.seconds(1, 15), "Removing VM snapshot".to_owned(), none());
        at = step(&mut steps, ok, at, dice.seconds(1, 4), "Finalizing".to_owned(), none());
        let parts: Vec<String> =
            STAGES.iter().zip(busy).map(|(stage, percent)| format!("{stage} {percent}%")).collect();
        step(&mut steps, ok, at, 0, format!("Busy: {}", parts.join(" > ")), none());
        step(&mut steps, ok, at, 0, format!("Primary bottleneck: {bottleneck}"), none());
        let clean = "Network traffic verification detected no corrupted blocks".to_owned();
        step(&mut steps, ok, at, 0, clean, none());
        step(&mut steps, ok, at, 0, format!("Processing finished at {}", spoken(at)), none());
    }
    let end = Some(at).filter(|&end| end <= now);
    let (result, message) = match end {
        None => ("None", ""),
        Some(_) if fails => ("Failed", why),
        Some(_) if how == 1 => ("Warning", "Guest processing skipped (check guest OS VSS state)"),
        Some(_) => ("Success", "Success"),
    };
    Machine {
        id,
        name,
        start: queued,
        slot: begin,
        end,
        result,
        message: message.to_owned(),
        steps,
        bytes,
        bottleneck,
        busy,
    }
}

/// A time as titles have it: the server's clock, month first.
fn spoken(ticks: i64) -> String {
    let text = time_text(ticks + OFFSET);
    let part = |from: usize, to: usize| text.get(from..to).and_then(|part| part.parse::<u32>().ok()).unwrap_or(0);
    let (hour, half) = (part(11, 13), if part(11, 13) < 12 { "AM" } else { "PM" });
    let hour = if hour % 12 == 0 { 12 } else { hour % 12 };
    format!("{}/{}/{} {hour}:{:02}:{:02} {half}", part(5, 7), part(8, 10), part(0, 4), part(14, 16), part(17, 19))
}
