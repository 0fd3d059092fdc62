//! A job of 500 machines, read over HTTP as the page reads it: its figures are those of the server, to the tick.
#![expect(clippy::cast_precision_loss, reason = "ticks of an hour are exact in a float")]

use std::collections::BTreeMap;

use sample_server::{BackupRow, BackupSession, Machine, STAGES, Server};
use tapeline::answers::groups::{By, grouped};
use tapeline::answers::machines::{self, stages, waits};
use tapeline::answers::phases::{Phase, Rules};
use tapeline::model::{Log, Notices, Product, SessionKind, Severity, Timestamp};
use tapeline::report::machines::{Laid, lay, name_of};
use tapeline::sweep::Load;
use tapeline::texts::Texts;
use tapeline::wire::{Gathered, LogDecoder};

use crate::client::{send, server};

fn asked(server: &Server, target: &str) -> Vec<u8> {
    let bearer = format!("Bearer {}", server.token());
    let headers = [("Authorization", bearer.as_str()), ("x-api-version", "1.3-rev2")];
    let answer = send(&server.api_url(), "GET", target, &headers, "");
    assert_eq!(answer.status, 200, "{target}");
    answer.body
}

fn log_at(server: &Server, target: &str) -> Log {
    let (mut log, mut notices) = (Log::new(), Notices::default());
    let mut decoder = LogDecoder::new(Product::Vbr, 0);
    decoder.feed(&asked(server, target), &mut log, &mut notices);
    decoder.finish(&mut log, &mut notices).unwrap();
    assert_eq!(notices.n_total(), 0);
    log
}

/// The log of a session with the steps of all its machines.
fn whole(server: &Server, of: &BackupSession) -> Log {
    let mut machines = Gathered::keeping_bytes();
    loop {
        let target = format!("/api/v1/sessions/{}/taskSessions?skip={}&limit=200", of.id, machines.sessions.len());
        if machines.take(Product::Vbr, SessionKind::Job, &asked(server, &target)).unwrap().n_new == 0 {
            break;
        }
    }
    let machines = machines.with_bytes();
    assert_eq!(machines.len(), of.machines.len());
    let own = log_at(server, &format!("/api/v1/sessions/{}/logs", of.id));
    let Laid { mut log, rows, .. } = lay(&own, machines, Texts::default());
    for (machine, at) in rows {
        let steps = log_at(server, &format!("/api/v1/taskSessions/{}/logs", machine.id_text));
        log.append_part(&name_of(&machine), &steps);
        if !steps.is_empty() {
            log.cover(at);
        }
    }
    log.decide(of.end.is_none());
    log
}

/// A phase as the server knows it, which does not read texts by the rules of the page.
fn phase(row: &BackupRow) -> &'static str {
    let begins = |all: &[&str]| all.iter().any(|begin| row.title.starts_with(begin));
    if begins(&["Queued", "Required"]) {
        "waiting"
    } else if begins(&["Creating VM", "Removing VM"]) {
        "snapshot"
    } else if begins(&["Hard disk", "Using backup proxy"]) {
        "processing"
    } else if begins(&["VM size", "Getting", "Building"]) {
        "listing"
    } else if begins(&["Job started"]) {
        "start"
    } else if begins(&["Job finished", "Finalizing", "Busy", "Primary"]) {
        "finishing"
    } else {
        "unmatched"
    }
}

/// All rows that take time: the job's own but for those of its machines, and the steps of these.
fn rows(of: &BackupSession) -> Vec<&BackupRow> {
    let own = of.rows.iter().filter(|row| !row.title.starts_with("Processing "));
    own.chain(of.machines.iter().flat_map(|machine| &machine.steps)).collect()
}

/// Each phase's time: all its rows added up, the time in which any of them ran, and its fair share, which may be off by the
/// part of a tick.
fn account(rows: &[&BackupRow]) -> BTreeMap<&'static str, (i64, i64, f64)> {
    let mut edges: Vec<(i64, &'static str, i64)> = Vec::new();
    for row in rows.iter().filter(|row| row.start < row.update) {
        edges.extend([(row.start, phase(row), 1), (row.update, phase(row), -1)]);
    }
    edges.sort_unstable();
    let mut running: BTreeMap<&'static str, i64> = BTreeMap::new();
    let mut found: BTreeMap<&'static str, (i64, i64, f64)> = BTreeMap::new();
    let mut last = 0;
    for (at, phase, change) in edges {
        let (n, ticks) = (running.values().sum::<i64>(), at - last);
        for (phase, &n_of) in running.iter().filter(|(_, n_of)| **n_of > 0) {
            let (summed, covered, share) = found.entry(phase).or_default();
            *summed += ticks * n_of;
            *covered += ticks;
            *share += ticks as f64 * n_of as f64 / n as f64;
        }
        *running.entry(phase).or_default() += change;
        last = at;
    }
    found
}

fn compare(log: &Log, of: &BackupSession, now: i64) {
    let rows = rows(of);
    assert_eq!(log.len(), rows.len() + of.machines.len(), "a row for each machine, and its steps");
    // Counts per result.
    let word = |severity| match severity {
        Severity::Failed => "Failed",
        Severity::Warning => "Warning",
        Severity::Success => "Succeeded",
        _ => "None",
    };
    for severity in [Severity::Failed, Severity::Warning, Severity::Success, Severity::Running] {
        let n_steps = rows.iter().filter(|row| row.status == word(severity)).count();
        let of_machine = |machine: &&Machine| {
            machine.result == word(severity) || machine.result == "Success" && severity == Severity::Success
        };
        let n_machines = of.machines.iter().filter(of_machine).count();
        assert_eq!(log.count(severity) as usize, n_steps + n_machines, "{severity:?}");
    }
    // Time.
    let load = Load::new(log, Timestamp::from_ticks(now));
    let within = load.extent().unwrap();
    assert_eq!(within.start().ticks(), of.start);
    let (kinds, objects) = (grouped(log, By::Kind), grouped(log, By::Object));
    let phase_of = Rules::default().phases(&kinds);
    let known = account(&rows);
    let mut shares = 0;
    for (phase, account) in Phase::ALL.into_iter().zip(load.accounts(within, &phase_of, Phase::ALL.len())) {
        let (summed, covered, share) = known.get(phase.word()).copied().unwrap_or_default();
        assert_eq!((account.summed, account.covered), (summed, covered), "{phase:?}");
        assert!((account.share as f64 - share).abs() <= 1.0, "{phase:?}: {} and {share}", account.share);
        shares += account.share;
    }
    let sums = load.sums(within);
    assert_eq!(shares, sums.busy);
    assert_eq!(sums.summed, known.values().map(|(summed, ..)| summed).sum::<i64>());
    // Who waited, and who was at work meanwhile.
    let end = |row: &BackupRow| row.update.min(now);
    let waited: BTreeMap<&str, i64> = of
        .machines
        .iter()
        .flat_map(|machine| machine.steps.iter().map(move |row| (machine, row)))
        .filter(|(_, row)| row.title.starts_with("Required") && row.start < row.update)
        .map(|(machine, row)| (machine.name.as_str(), end(row) - row.start))
        .collect();
    let (longest, n) = waits(log, (&kinds, &objects), &phase_of, within, usize::MAX);
    assert_eq!((longest.len(), n), (waited.len(), waited.len()));
    assert!(longest.windows(2).all(|pair| pair[0].range.ticks() >= pair[1].range.ticks()));
    for (nth, wait) in longest.iter().enumerate() {
        let name = log.part(wait.idx).unwrap();
        assert_eq!(Some(&wait.range.ticks()), waited.get(name), "{name}");
        if nth % 50 > 0 {
            continue;
        }
        let (from, to) = (wait.range.start().ticks(), wait.range.end().ticks());
        // From when its slot was free to its end.
        let is_other = |other: &&Machine| {
            let end = other.end.unwrap_or(now);
            other.name != name && other.slot < to && end > from && other.slot < end
        };
        let mut others: Vec<&str> = of.machines.iter().filter(is_other).map(|machine| machine.name.as_str()).collect();
        let mut shown: Vec<&str> = wait.others.iter().map(|&group| objects.name(group)).collect();
        others.sort_unstable();
        shown.sort_unstable();
        assert_eq!(shown, others, "{name}");
    }
    // What held them up.
    let told: Vec<&Machine> =
        of.machines.iter().filter(|machine| machine.steps.iter().any(|row| row.title.starts_with("Busy"))).collect();
    let (stages, n) = stages(log, None);
    assert_eq!(n, told.len());
    for (place, name) in STAGES.iter().enumerate() {
        let stage = &stages[machines::STAGES.iter().position(|known| known == name).unwrap()];
        let mut busy: Vec<u64> = told.iter().map(|machine| machine.busy[place]).collect();
        busy.sort_unstable();
        assert_eq!(stage.n_named, told.iter().filter(|machine| machine.bottleneck == *name).count());
        assert!(stage.busy.iter().map(|&percent| u64::from(percent)).eq(busy));
    }
}

#[test]
fn figures_of_machines_are_those_of_the_server_to_the_tick() {
    let server = server(|options| options.machines = 500);
    let now = server.truth().now;
    let large = server.backup().large().unwrap();
    let n_steps: usize = large.machines.iter().map(|machine| machine.steps.len()).sum();
    assert!(large.machines.len() == 500 && n_steps > 6_000, "{n_steps}");
    compare(&whole(&server, large), large, now);
    // One that runs, one that failed, and a small one.
    for of in [
        server.backup().running().unwrap(),
        server.backup().sessions.iter().find(|of| of.result == "Failed" && of.machines.len() < 20).unwrap(),
        server.backup().sessions.last().unwrap(),
    ] {
        compare(&whole(&server, of), of, now);
    }
}
