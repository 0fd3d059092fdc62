//! What Backup & Replication has done: a month of jobs of machines that wait for slots, a large job, one that runs, and machines
//! that fail.
//!
//! A machine waits until one of the slots of its job is free, and takes its steps one after the other; so what
//! waited for what follows from the lists here, and tests work it out from them.
#![expect(clippy::indexing_slicing, reason = "slots and words that are there")]

use super::clock::{TICKS_PER_DAY, TICKS_PER_SECOND, push_us_time};

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
    /// What it moved, in bytes.
    pub bytes: u64,
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
    /// The moment this is a view of, in ticks.
    pub now: i64,
    /// All that the one that runs at first will have done.
    running: BackupSession,
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
        (self.below(more * 10_000_000 + 1) + from * 10_000_000) as i64
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
    pub fn new(now: i64, n_machines: usize) -> Self {
        let mut dice = Dice(now.unsigned_abs() / 864_000_000_000);
        let mut ids = 20_000;
        let mut run =
            |number: u64, job: u64, plan: Plan, start: i64| session(&mut dice, &mut ids, (number, job), plan, start);
        let mut sessions = Vec::new();
        for day in 1..=30 {
            for (job, plan) in (1..).zip(JOBS) {
                let start = now - day * TICKS_PER_DAY + job as i64 * 3_000 * TICKS_PER_SECOND;
                insert(&mut sessions, run(day as u64 * 8 + job, job, plan, start));
            }
        }
        // The newest run that failed is repeated.
        let failed = sessions.iter().find(|session| session.result == "Failed").cloned();
        let large = ("Whole Estate", "vm", n_machines, 20);
        insert(&mut sessions, run(1_000, 4, large, now - 5 * 3_600 * TICKS_PER_SECOND));
        let running = run(1_001, 1, JOBS[0], now - 240 * TICKS_PER_SECOND);
        if let Some(failed) = failed {
            let plan = JOBS.into_iter().find(|plan| plan.0 == failed.name).unwrap_or(JOBS[0]);
            let start = failed.end.unwrap_or(failed.start) + 600 * TICKS_PER_SECOND;
            let mut retry = run(1_002, 0, plan, start);
            retry.job = failed.job;
            retry.retry_of = Some((failed.id, 1));
            insert(&mut sessions, retry);
        }
        insert(&mut sessions, running.until(now));
        Self { sessions, now, running }
    }

    /// Goes on to a later moment, at which what runs has done more.
    pub fn go_on(&mut self, now: i64) {
        self.now = now;
        if let Some(running) = self.sessions.iter_mut().find(|session| session.id == self.running.id) {
            *running = self.running.until(now);
        }
    }

    /// The session of the large job.
    pub fn large(&self) -> Option<&BackupSession> {
        self.sessions.iter().find(|session| session.name == "Whole Estate")
    }

    /// The session that runs.
    pub fn running(&self) -> Option<&BackupSession> {
        self.sessions.iter().find(|session| session.end.is_none())
    }

    /// The session of an id.
    pub fn session(&self, id: &str) -> Option<&BackupSession> {
        self.sessions.iter().find(|session| session.id == id)
    }

    /// The machine of an id.
    pub fn machine(&self, id: &str) -> Option<&Machine> {
        self.sessions.iter().flat_map(|session| &session.machines).find(|machine| machine.id == id)
    }
}

impl BackupRow {
    /// Forgets what comes after `now`; false where that is all of it.
    fn forget_after(&mut self, now: i64) -> bool {
        if self.update > now {
            (self.status, self.update) = ("None", now);
        }
        self.start <= now
    }
}

impl BackupSession {
    /// As it stands at `now`.
    fn until(&self, now: i64) -> Self {
        let mut session = self.clone();
        for machine in &mut session.machines {
            machine.steps.retain_mut(|step| step.forget_after(now));
            if machine.end.is_some_and(|end| end > now) {
                (machine.end, machine.result) = (None, "None");
                machine.message.clear();
            }
        }
        session.rows.retain_mut(|row| row.forget_after(now));
        if session.end.is_some_and(|end| end > now) {
            (session.end, session.result) = (None, "None");
        }
        session
    }
}

/// Adds a session where it belongs in a list that is newest first.
fn insert(sessions: &mut Vec<BackupSession>, session: BackupSession) {
    sessions.insert(sessions.partition_point(|other| other.start >= session.start), session);
}

/// A session whose machines share slots, whole.
fn session(
    dice: &mut Dice,
    ids: &mut u64,
    (number, job): (u64, u64),
    (name, stem, n, n_slots): Plan,
    start: i64,
) -> BackupSession {
    let second = TICKS_PER_SECOND;
    let mut free = vec![start + 8 * second; n_slots];
    let mut machines = Vec::with_capacity(n);
    for at in 0..n {
        let queued = start + 7 * second + at as i64 * 31_000;
        let slot = free.iter().position(|at| Some(at) == free.iter().min()).unwrap_or(0);
        let begin = free[slot].max(queued);
        let id = uuid(0x7a5c_0000 + number as u32, at as u64);
        let machine = machine(dice, ids, (id, format!("{stem}{:03}", at + 1), slot), (queued, begin));
        free[slot] = machine.end.unwrap_or(begin);
        machines.push(machine);
    }
    let end = machines.iter().filter_map(|machine| machine.end).max().unwrap_or(start) + 3 * second;
    let worst = |word| machines.iter().any(|machine| machine.result == word);
    let (result, how) = if worst("Failed") {
        ("Failed", " with error")
    } else if worst("Warning") {
        ("Warning", " with warning")
    } else {
        ("Success", "")
    };
    let of_rows = |result| if result == "Success" { "Succeeded" } else { result };
    let mut rows = Vec::new();
    let mut row = |status, from: i64, to: i64, title: String| {
        let id = rows.len() as u64 + 1;
        let row = BackupRow { id, status, start: from, update: to, title, description: String::new() };
        // As sent: the newest change first.
        rows.insert(rows.partition_point(|other: &BackupRow| other.update >= to), row);
    };
    row("Succeeded", start, start, format!("Job started at {}", spoken(start)));
    row("Succeeded", start + second, start + 6 * second, "Building list of machines to process".to_owned());
    for machine in &machines {
        let error = if machine.result == "Failed" { format!(" Error: {}", machine.message) } else { String::new() };
        let title = format!("Processing {}{error}", machine.name);
        row(of_rows(machine.result), machine.start, machine.end.unwrap_or(end), title);
    }
    row(of_rows(result), end, end, format!("Job finished{how} at {}", spoken(end)));
    BackupSession {
        id: uuid(0x5e55_0000, number),
        job: uuid(0x10b0_0000, job),
        name,
        start,
        end: Some(end),
        result,
        rows,
        machines,
        retry_of: None,
    }
}

/// A machine whose slot is free at `begin`, whole.
fn machine(
    dice: &mut Dice,
    ids: &mut u64,
    (id, name, slot): (String, String, usize),
    (queued, begin): (i64, i64),
) -> Machine {
    let how = dice.below(40);
    let n_disks = 1 + dice.below(4);
    let bytes = (1 + dice.below(4_000)) << 20;
    let held = dice.below(4) as usize;
    let bottleneck = STAGES[held];
    let mut busy = [7, 11, 13, 17].map(|times| (bytes >> 20) * times % 80);
    busy[held] = 80 + (bytes >> 20) % 20;
    let mut steps: Vec<BackupRow> = Vec::new();
    let mut at = begin;
    let mut step = |steps: &mut Vec<BackupRow>, status, from: i64, length: i64, title: String, description: String| {
        *ids += 1;
        steps.push(BackupRow { id: *ids, status, start: from, update: from + length, title, description });
        from + length
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
    let (result, message) = match how {
        0 => ("Failed", why),
        1 => ("Warning", "Guest processing skipped (check guest OS VSS state)"),
        _ => ("Success", "Success"),
    };
    Machine {
        id,
        name,
        start: queued,
        slot: begin,
        end: Some(at),
        result,
        message: message.to_owned(),
        steps,
        bytes,
        bottleneck,
        busy,
    }
}

/// A time as titles have it.
fn spoken(ticks: i64) -> String {
    let mut text = String::new();
    push_us_time(&mut text, ticks);
    text
}
