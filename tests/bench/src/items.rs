//! The items that everybody is measured with: one night of a large job, the same at every run.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use tapeline::model::{Timestamp, UtcOffset};

/// 2026-11-21 22:00 UTC in ticks.
const START: i64 = 17_952_984_000_000_000;
const SECOND: i64 = 10_000_000;
const NIGHT: i64 = 8 * 3600 * SECOND;
/// How many work at a time; each takes one item after the other.
pub const N_WORKERS: usize = 200;
const SESSION: &str = "668f478c-0326-440a-8bdf-58cf39163ea2";

/// What happened to an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Result {
    /// 97 of 100.
    Success,
    /// 2 of 100.
    Warning,
    /// 1 of 100.
    Failed,
    /// 1 of 2,000, but at most one of each worker: its last.
    Running,
}

/// One item.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// In ticks of 100 ns since 1970 UTC.
    pub start: i64,
    /// In ticks; what still runs has none.
    pub end: Option<i64>,
    /// How it went.
    pub result: Result,
    /// Who did it. Items of one worker do not overlap.
    pub worker: usize,
    user: usize,
    kind: usize,
}

const KINDS: [&str; 5] = [
    "Processing mailbox",
    "Processing archive mailbox",
    "Processing OneDrive",
    "Collecting object list for mailbox",
    "Saving changes of mailbox",
];

/// The items of a night, in the order in which they started.
pub fn items(n: usize) -> Vec<Item> {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut items = Vec::with_capacity(n);
    let n_running = (n / 2000).clamp(1, N_WORKERS);
    // Somebody's mailbox comes up about twenty times.
    let n_users = (n / 20).max(50);
    for worker in 0..N_WORKERS {
        let share = n / N_WORKERS + usize::from(worker < n % N_WORKERS);
        let mean = NIGHT / i64::try_from(share).unwrap().max(1);
        let mut at = START + dice.below(mean / 4 + 1);
        for nth in 0..share {
            let ticks = match dice.below(100) {
                0..15 => 0,
                15..85 => 1 + dice.below(mean),
                _ => mean + dice.below(mean * 3),
            };
            let runs = nth + 1 == share && worker < n_running;
            let result = match dice.below(100) {
                _ if runs => Result::Running,
                0 => Result::Failed,
                1 | 2 => Result::Warning,
                _ => Result::Success,
            };
            let (user, kind) = (dice.index(n_users), dice.index(KINDS.len()));
            items.push(Item { start: at, end: (!runs).then_some(at + ticks), result, worker, user, kind });
            at += ticks + 1 + dice.below(mean / 4 + 1);
        }
    }
    items.sort_unstable_by_key(|item| (item.start, item.worker));
    items
}

impl Item {
    /// Its text without the word in brackets.
    pub fn text(&self) -> String {
        format!("{}: user{:06}@contoso.example", KINDS[self.kind], self.user)
    }

    /// Its title as a server sends it.
    pub fn title(&self) -> String {
        format!("[{:?}] {}", self.result, self.text())
    }
}

/// When the last of them is over; what runs is drawn up to there by who knows nothing of running.
pub fn end_of(items: &[Item]) -> i64 {
    items.iter().map(|item| item.end.unwrap_or(item.start)).max().unwrap_or(START)
}

/// As a Veeam Backup for Microsoft 365 server sends them: the rows `items` of a list, as one page of v6.
pub fn write_log(items: &[Item], offset: usize, limit: usize, to: &mut impl Write) -> io::Result<()> {
    write!(to, "{{\"offset\":{offset},\"limit\":{limit},\"results\":[")?;
    let mut row = String::new();
    for (nth, item) in items.iter().enumerate() {
        let n = offset + nth;
        let comma = if nth == 0 { "" } else { "," };
        let start = iso(item.start);
        let end = item.end.map_or_else(|| "null".to_owned(), |end| format!("\"{}\"", iso(end)));
        let id = format!("{n:08x}-5eac-4de0-b38a-081799ded6f1");
        row.clear();
        write!(
            row,
            "{comma}{{\"id\":\"{id}\",\"usn\":{},\"title\":\"{}\",\"creationTime\":\"{start}\",\"endTime\":{end},\
             \"_links\":{{\"self\":{{\"href\":\"/v6/JobSessions/{SESSION}/LogItems/{id}\"}},\
             \"jobsessions\":{{\"href\":\"/v6/JobSessions/{SESSION}\"}}}}}}",
            n + 1,
            item.title()
        )
        .map_err(io::Error::other)?;
        to.write_all(row.as_bytes())?;
    }
    to.write_all(b"],\"setId\":\"00000000-0000-0000-0000-000000000000\"}")
}

/// As speedscope's own format has it: a profile of its own for each worker, since its rows nest and cannot overlap.
pub fn write_speedscope(items: &[Item], to: &mut impl Write) -> io::Result<()> {
    let mut frames: HashMap<String, usize> = HashMap::new();
    let mut of_worker: Vec<Vec<(i64, i64, usize)>> = vec![Vec::new(); N_WORKERS];
    let end = end_of(items);
    write!(
        to,
        "{{\"$schema\":\"https://www.speedscope.app/file-format-schema.json\",\"name\":\"night\",\
         \"activeProfileIndex\":0,\"shared\":{{\"frames\":["
    )?;
    for item in items {
        let n_frames = frames.len();
        let frame = *frames.entry(item.title()).or_insert_with_key(|title| {
            let comma = if n_frames == 0 { "" } else { "," };
            let _ = write!(to, "{comma}{{\"name\":\"{title}\"}}");
            n_frames
        });
        of_worker[item.worker].push((item.start, item.end.unwrap_or(end), frame));
    }
    write!(to, "]}},\"profiles\":[")?;
    for (worker, items) in of_worker.iter().enumerate() {
        let comma = if worker == 0 { "" } else { "," };
        write!(
            to,
            "{comma}{{\"type\":\"evented\",\"name\":\"worker {worker}\",\"unit\":\"microseconds\",\
             \"startValue\":0,\"endValue\":{},\"events\":[",
            micros(end)
        )?;
        for (nth, &(start, end, frame)) in items.iter().enumerate() {
            let comma = if nth == 0 { "" } else { "," };
            let (from, to_) = (micros(start), micros(end));
            write!(to, "{comma}{{\"type\":\"O\",\"frame\":{frame},\"at\":{from}}},")?;
            write!(to, "{{\"type\":\"C\",\"frame\":{frame},\"at\":{to_}}}")?;
        }
        write!(to, "]}}")?;
    }
    write!(to, "]}}")
}

/// As vis-timeline takes them, each worker a group: this spares it the stacking.
pub fn write_vis(items: &[Item], to: &mut impl Write) -> io::Result<()> {
    let end = end_of(items);
    write!(to, "[")?;
    for (n, item) in items.iter().enumerate() {
        let comma = if n == 0 { "" } else { "," };
        let (from, to_) = (iso(item.start), iso(item.end.unwrap_or(end)));
        // An item with an end and no length is drawn as nothing; a point shows it.
        let times =
            if item.end == Some(item.start) { "\"type\":\"point\"".to_owned() } else { format!("\"end\":\"{to_}\"") };
        write!(
            to,
            "{comma}{{\"id\":{n},\"group\":{},\"className\":\"{:?}\",\"content\":\"{}\",\"start\":\"{from}\",{times}}}",
            item.worker,
            item.result,
            item.text()
        )?;
    }
    write!(to, "]")
}

fn iso(ticks: i64) -> String {
    Timestamp::from_ticks(ticks).to_iso(UtcOffset::UTC)
}

/// Microseconds since the start of the night, exact to the tick.
fn micros(ticks: i64) -> String {
    let ticks = ticks - START;
    format!("{}.{}", ticks / 10, ticks % 10)
}

/// Numbers that look random and are the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: i64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        i64::try_from(self.0 >> 1).unwrap() % n.max(1)
    }

    fn index(&mut self, n: usize) -> usize {
        usize::try_from(self.below(i64::try_from(n).unwrap())).unwrap()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_night_is_what_it_is_said_to_be() {
        let items = items(20_000);
        assert_eq!(items.len(), 20_000);
        let share = |is: &dyn Fn(&Item) -> bool| items.iter().filter(|item| is(item)).count();
        assert!((2_800..3_200).contains(&share(&|item| item.end == Some(item.start))));
        assert!((150..250).contains(&share(&|item| item.result == Result::Failed)));
        assert!((300..500).contains(&share(&|item| item.result == Result::Warning)));
        assert_eq!(share(&|item| item.result == Result::Running), 10);
        let mut busy_until = [i64::MIN; N_WORKERS];
        for item in &items {
            assert!(item.start >= busy_until[item.worker], "{item:?} overlaps");
            busy_until[item.worker] = item.end.unwrap_or(i64::MAX);
        }
        let mut bytes = Vec::new();
        write_log(&items, 0, items.len(), &mut bytes).unwrap();
        assert!((420..435).contains(&(bytes.len() / items.len())), "{} bytes an item", bytes.len() / items.len());
    }

    #[test]
    fn each_format_is_json_and_holds_every_item() {
        let items = items(1_000);
        let parsed = |write: &dyn Fn(&mut Vec<u8>)| {
            let mut bytes = Vec::new();
            write(&mut bytes);
            serde_json::from_slice::<serde_json::Value>(&bytes).unwrap()
        };
        let log = parsed(&|to| write_log(&items, 0, 1_000, to).unwrap());
        assert_eq!(log["results"].as_array().unwrap().len(), 1_000);
        let vis = parsed(&|to| write_vis(&items, to).unwrap());
        assert_eq!(vis.as_array().unwrap().len(), 1_000);
        let scope = parsed(&|to| write_speedscope(&items, to).unwrap());
        let events = scope["profiles"].as_array().unwrap().iter().map(|p| p["events"].as_array().unwrap().len());
        assert_eq!(events.sum::<usize>(), 2_000);
    }
}
