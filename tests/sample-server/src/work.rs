//! Where the time of a session went, by the world's own account: every figure by the plainest way to it, with fractions and
//! never with rounded numbers, so that what the page finds quickly can be held against it.
//!
//! Between two instants at which a row begins or ends, the same rows run. Each such slice looks at all rows: O(rows²).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use num_bigint::BigUint;
use sample_world::{About, Objects, Part, RetrievalKind, Status, World};
use serde_json::{Value, json};

use crate::vb365::id_text;
use crate::vb365_rows::time_text;

/// Beyond this many rows no account is given.
const MOST_ROWS: usize = 5_000;

/// What rows are grouped by.
pub(crate) const BY: [&str; 4] = ["kind", "object", "result", "phase"];
const RESULTS: [&str; 5] = ["Failed", "Warning", "Running", "Other", "Success"];
const PHASES: [&str; 8] =
    ["unmatched", "start", "listing", "snapshot", "retention", "processing", "waiting", "finishing"];

/// What a group of rows has of the range; times in ticks.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct GroupTruth {
    /// Its label.
    pub label: String,
    /// Rows that meet the range.
    pub n_items: u32,
    /// Its fair share in whole ticks; what is left over goes to the largest remainders, in steps of 1/65,536 tick, of equal
    /// ones to the group that comes first.
    pub share: i64,
    /// In which one of its rows ran.
    pub covered: i64,
    /// In which one of its rows ran and no other row.
    pub alone: i64,
    /// All its rows added up.
    pub summed: i64,
}

/// Where the time of a range of a session went. Times are in ticks, rows counted from 0 in the order of the log.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct WorkTruth {
    /// The range: all of it if none was asked for.
    pub range: (i64, i64),
    /// In which a row ran, and in which none did.
    pub busy: i64,
    /// In which none ran.
    pub idle: i64,
    /// All rows added up.
    pub summed: i64,
    /// In which exactly one ran.
    pub alone: i64,
    /// How many run, from and to; neighbours differ.
    pub steps: Vec<(i64, i64, u32)>,
    /// The most that ran, when first, from and to, and for how long in all.
    pub peak: (u32, i64, i64, i64),
    /// Groups by kind, object, result and phase, in the order in which they first come in the log, or in that of the words.
    pub groups: [Vec<GroupTruth>; 4],
    /// Rows that ran alone, and for how long.
    pub alone_rows: Vec<(usize, i64)>,
    /// The phase most of the running rows are of, from and to; nothing while idle.
    pub strip: Vec<(i64, i64, Option<&'static str>)>,
    /// From, to, the row before and the row after.
    pub gaps: Vec<(i64, i64, Option<usize>, Option<usize>)>,
    /// From, to and the rows that run after fewer than half the peak do for good.
    pub tail: Option<(i64, i64, Vec<usize>)>,
    /// From the end: row, from, to, ticks to the one after it.
    pub chain: Vec<(usize, i64, i64, i64)>,
    /// The phase and the object with the largest share, and the object worked on for longest.
    pub longest: [Option<String>; 3],
    /// The id of each row.
    ids: Vec<String>,
}

struct Row {
    id: String,
    start: i64,
    end: i64,
    /// Its group by each of [`BY`].
    groups: [usize; 4],
}

/// Rows that run from one instant to another.
struct Slice {
    from: i64,
    to: i64,
    rows: Vec<usize>,
}

impl WorkTruth {
    /// The account of a session of either kind, of a range of it or of all; `None` if there is no such session, nothing in
    /// its log, or too much.
    pub fn of(world: &World, id: u128, range: Option<(i64, i64)>) -> Option<Self> {
        let (rows, labels) = rows(world, id)?;
        let whole = (rows.iter().map(|row| row.start).min()?, rows.iter().map(|row| row.end).max()?);
        let (from, to) = range.unwrap_or(whole);
        let slices = slices(&rows, from, to);
        let mut truth =
            Self { range: (from, to), ids: rows.iter().map(|row| row.id.clone()).collect(), ..Self::default() };
        truth.add_up(&slices);
        for (by, labels) in labels.into_iter().enumerate() {
            if let Some(groups) = truth.groups.get_mut(by) {
                *groups = accounts(&rows, &slices, by, labels, (from, to));
            }
        }
        truth.strip = strip(&rows, &slices);
        truth.gaps = gaps(&rows, &slices);
        truth.tail = truth.tail(&rows, &slices);
        truth.chain = chain(&rows, from, to);
        let [_, objects, _, phases] = &truth.groups;
        truth.longest = [
            first_largest(phases, |group| group.share),
            first_largest(objects.get(1..).unwrap_or_default(), |group| group.share),
            first_largest(objects.get(1..).unwrap_or_default(), |group| group.covered),
        ];
        Some(truth)
    }

    fn add_up(&mut self, slices: &[Slice]) {
        let mut alone = BTreeMap::new();
        for slice in slices {
            let (ticks, n) = (slice.to - slice.from, u32::try_from(slice.rows.len()).unwrap_or(u32::MAX));
            self.summed += ticks * i64::from(n);
            *if n == 0 { &mut self.idle } else { &mut self.busy } += ticks;
            if let [row] = slice.rows.as_slice() {
                self.alone += ticks;
                *alone.entry(*row).or_insert(0) += ticks;
            }
            match self.steps.last_mut().filter(|step| step.2 == n) {
                Some(step) => step.1 = slice.to,
                None => self.steps.push((slice.from, slice.to, n)),
            }
        }
        self.alone_rows = alone.into_iter().collect();
        let most = self.steps.iter().map(|step| step.2).max().unwrap_or(0);
        let at_most: Vec<_> = self.steps.iter().filter(|step| step.2 == most && most > 0).collect();
        if let Some((from, to, _)) = at_most.first() {
            self.peak = (most, *from, *to, at_most.iter().map(|step| step.1 - step.0).sum());
        }
    }

    fn tail(&self, rows: &[Row], slices: &[Slice]) -> Option<(i64, i64, Vec<usize>)> {
        let from =
            slices.iter().rfind(|slice| !slice.rows.is_empty() && slice.rows.len() * 2 >= self.peak.0 as usize)?.to;
        let to = slices.iter().rfind(|slice| !slice.rows.is_empty())?.to;
        let running = slices.iter().filter(|slice| slice.from >= from).flat_map(|slice| &slice.rows);
        let mut running: Vec<usize> = running.copied().collect::<BTreeSet<_>>().into_iter().collect();
        running.sort_by_key(|&at| rows.get(at).map(|row| (Reverse(row.end), row.start, at)));
        (from < to).then_some((from, to, running))
    }

    /// The same as JSON, rows by their ids.
    pub fn to_json(&self) -> String {
        let id = |row: usize| self.ids.get(row).cloned();
        let of_group = |group: &GroupTruth| {
            json!({
                "label": group.label, "nItems": group.n_items, "shareTicks": group.share, "coveredTicks": group.covered,
                "aloneTicks": group.alone, "summedTicks": group.summed,
            })
        };
        let groups: serde_json::Map<String, Value> = BY
            .into_iter()
            .zip(&self.groups)
            .map(|(by, groups)| (by.to_owned(), groups.iter().map(of_group).collect()))
            .collect();
        let [phase, object, span] = &self.longest;
        let alone: Vec<Value> =
            self.alone_rows.iter().map(|&(row, ticks)| json!({"id": id(row), "ticks": ticks})).collect();
        let strip: Vec<Value> =
            self.strip.iter().map(|(from, to, phase)| json!([time_text(*from), time_text(*to), phase])).collect();
        let gaps = self.gaps.iter().map(|&(from, to, before, after)| {
            json!({"from": time_text(from), "to": time_text(to), "before": before.and_then(id), "after": after.and_then(id)})
        });
        let tail = self.tail.as_ref().map(|(from, to, rows)| {
            let ids: Vec<_> = rows.iter().map(|&row| id(row)).collect();
            json!({"from": time_text(*from), "to": time_text(*to), "ids": ids})
        });
        let chain = self.chain.iter().map(|&(row, from, to, waited)| {
            json!({"id": id(row), "from": time_text(from), "to": time_text(to), "waitedTicks": waited})
        });
        json!({
            "from": time_text(self.range.0), "to": time_text(self.range.1), "wallTicks": self.range.1 - self.range.0,
            "busyTicks": self.busy, "idleTicks": self.idle, "summedTicks": self.summed, "aloneTicks": self.alone,
            "peak": self.peak.0, "firstPeak": [time_text(self.peak.1), time_text(self.peak.2)], "peakTicks": self.peak.3,
            "groups": groups, "alone": alone, "strip": strip, "gaps": gaps.collect::<Vec<_>>(), "stragglers": tail,
            "chain": chain.collect::<Vec<_>>(), "longestPhase": phase, "largestObject": object, "longestObject": span,
        })
        .to_string()
    }
}

/// The rows of a session and the labels of their groups.
fn rows(world: &World, id: u128) -> Option<(Vec<Row>, [Vec<String>; 4])> {
    let session = world.session(id).or_else(|| world.retrieval_session(id))?;
    let log = world.log(session);
    let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
    let mut labels = [Vec::new(), words(&["No object"]), words(&RESULTS), words(&PHASES)];
    let mut rows = Vec::new();
    for at in (0..log.len()).take_while(|_| log.len() <= MOST_ROWS) {
        let (item, about) = log.item(at).zip(log.about(at))?;
        let object = about.object.as_ref().map_or_else(
            || "No object".to_owned(),
            |(what, name)| {
                let what = kind_word(*what);
                [&what[..1].to_uppercase(), &what[1..], " ", name].concat()
            },
        );
        let named = [kind(&about, session.retrieval), object, result(item.status).to_owned(), phase(&about).to_owned()];
        let mut groups = [0; 4];
        for ((group, label), known) in groups.iter_mut().zip(named).zip(&mut labels) {
            *group = known.iter().position(|other| *other == label).unwrap_or_else(|| {
                known.push(label);
                known.len() - 1
            });
        }
        rows.push(Row { id: id_text(item.id), start: item.start, end: item.end.unwrap_or(world.now()), groups });
    }
    Some((rows, labels))
}

const fn kind_word(what: Objects) -> &'static str {
    match what {
        Objects::Mailbox => "mailbox",
        Objects::Site => "site",
        Objects::OneDrive => "OneDrive",
        Objects::Team => "team",
    }
}

fn kind(about: &About, retrieval: Option<RetrievalKind>) -> String {
    let of_object = |step: &str| [step, " ", about.object.as_ref().map_or("", |(what, _)| kind_word(*what))].concat();
    let word = match (about.part, retrieval) {
        (Part::Started, None) => "Job started",
        (Part::Started, Some(RetrievalKind::Retrieve)) => "Data retrieval started",
        (Part::Started, Some(RetrievalKind::ChangeAvailability)) => "Availability period change started",
        (Part::Started, Some(RetrievalKind::Remove)) => "Retrieved data removal started",
        (Part::Connected, _) => "Connecting to organization",
        (Part::Excluded, _) => "Found excluded objects",
        (Part::Found, _) => "Found objects",
        (Part::Collecting, _) => return of_object("Collecting object list for"),
        (Part::Object, None) => return of_object("Processing"),
        (Part::Object, Some(RetrievalKind::Remove)) => return of_object("Removing"),
        (Part::Object, Some(_)) => return of_object("Retrieving"),
        (Part::Waiting, _) => "Waiting for archive storage",
        (Part::Transferred, _) => "Transferred",
        (Part::Finished, None) => "Job ended",
        (Part::Finished, Some(_)) => "Data retrieval ended",
    };
    word.to_owned()
}

const fn phase(about: &About) -> &'static str {
    match about.part {
        Part::Started | Part::Connected => "start",
        Part::Excluded | Part::Found | Part::Collecting => "listing",
        Part::Object => "processing",
        Part::Waiting => "waiting",
        Part::Transferred | Part::Finished => "finishing",
    }
}

const fn result(status: Status) -> &'static str {
    match status {
        Status::Success => "Success",
        Status::Warning => "Warning",
        Status::Failed => "Failed",
        Status::Running => "Running",
        Status::Queued | Status::Stopped => "Other",
    }
}

fn slices(rows: &[Row], from: i64, to: i64) -> Vec<Slice> {
    let cuts: BTreeSet<i64> =
        rows.iter().flat_map(|row| [row.start, row.end]).map(|at| at.clamp(from, to)).chain([from, to]).collect();
    let cuts: Vec<i64> = cuts.into_iter().collect();
    let running = |from: i64, to: i64| (0..).zip(rows).filter(move |(_, row)| row.start <= from && to <= row.end);
    cuts.windows(2)
        .filter_map(|pair| pair.first().copied().zip(pair.last().copied()))
        .map(|(from, to)| Slice { from, to, rows: running(from, to).map(|(at, _)| at).collect() })
        .collect()
}

fn accounts(rows: &[Row], slices: &[Slice], by: usize, labels: Vec<String>, (from, to): (i64, i64)) -> Vec<GroupTruth> {
    let group = |row: &Row| row.groups.get(by).copied().unwrap_or(0);
    let group_of = |at: usize| rows.get(at).map_or(0, group);
    // A number that every number of running rows divides.
    let counts: BTreeSet<usize> = slices.iter().map(|slice| slice.rows.len().max(1)).collect();
    let whole: BigUint = counts.into_iter().product();
    let none = || BigUint::from(0_u8);
    let mut found: Vec<(GroupTruth, BigUint)> =
        labels.into_iter().map(|label| (GroupTruth { label, ..GroupTruth::default() }, none())).collect();
    for row in rows.iter().filter(|row| row.start <= to && from <= row.end) {
        if let Some((truth, _)) = found.get_mut(group(row)) {
            truth.n_items += 1;
        }
    }
    for slice in slices {
        let ticks = slice.to - slice.from;
        let here: BTreeSet<usize> = slice.rows.iter().map(|&at| group_of(at)).collect();
        for group in here {
            let n = slice.rows.iter().filter(|&&at| group_of(at) == group).count();
            if let Some((truth, share)) = found.get_mut(group) {
                truth.covered += ticks;
                truth.alone += if slice.rows.len() == 1 { ticks } else { 0 };
                truth.summed += ticks * i64::try_from(n).unwrap_or(0);
                *share += &whole / slice.rows.len() * n * ticks.unsigned_abs();
            }
        }
    }
    let busy: i64 = slices.iter().filter(|slice| !slice.rows.is_empty()).map(|slice| slice.to - slice.from).sum();
    let mut left = busy;
    for (truth, share) in &mut found {
        truth.share = i64::try_from(&*share / &whole).unwrap_or(i64::MAX);
        left -= truth.share;
    }
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&group| {
        found.get(group).map(|(_, share)| (Reverse(share % &whole * 65_536_u32 / &whole), group))
    });
    for group in order.into_iter().take(usize::try_from(left).unwrap_or(0)) {
        if let Some((truth, _)) = found.get_mut(group) {
            truth.share += 1;
        }
    }
    found.into_iter().map(|(truth, _)| truth).collect()
}

fn first_largest(groups: &[GroupTruth], ticks: fn(&GroupTruth) -> i64) -> Option<String> {
    let most = groups.iter().map(ticks).max().filter(|&most| most > 0)?;
    groups.iter().find(|group| ticks(group) == most).map(|group| group.label.clone())
}

fn strip(rows: &[Row], slices: &[Slice]) -> Vec<(i64, i64, Option<&'static str>)> {
    let mut strip: Vec<(i64, i64, Option<&'static str>)> = Vec::new();
    for slice in slices {
        let mut counts = [0; PHASES.len()];
        for row in slice.rows.iter().filter_map(|&at| rows.get(at)) {
            if let Some(count) = counts.get_mut(row.groups[3]) {
                *count += 1;
            }
        }
        let most = counts.into_iter().max().filter(|&most| most > 0);
        let last = most.and_then(|most| counts.iter().rposition(|&count| count == most));
        let phase = last.and_then(|at| PHASES.get(at).copied());
        match strip.last_mut().filter(|part| part.2 == phase) {
            Some(part) => part.1 = slice.to,
            None => strip.push((slice.from, slice.to, phase)),
        }
    }
    strip
}

/// A row without length cuts an idle slice in two, and so a gap.
fn gaps(rows: &[Row], slices: &[Slice]) -> Vec<(i64, i64, Option<usize>, Option<usize>)> {
    let side = |slice: &Slice| {
        let rows = || rows.iter().enumerate();
        let before =
            rows().filter(|(_, row)| row.end <= slice.from).max_by_key(|&(at, row)| (row.end, row.start, Reverse(at)));
        let after =
            rows().filter(|(_, row)| row.start >= slice.to).min_by_key(|&(at, row)| (row.start, Reverse(row.end), at));
        (slice.from, slice.to, before.map(|(at, _)| at), after.map(|(at, _)| at))
    };
    slices.iter().filter(|slice| slice.rows.is_empty()).map(side).collect()
}

fn chain(rows: &[Row], from: i64, to: i64) -> Vec<(usize, i64, i64, i64)> {
    let cut = rows.iter().map(|row| (row.start.max(from), row.end.min(to))).enumerate();
    let cut: Vec<(usize, (i64, i64))> = cut.filter(|(_, (start, end))| start < end).collect();
    let (mut chain, mut now) = (Vec::new(), to);
    while let Some(&(row, (start, end))) = cut
        .iter()
        .filter(|(_, (_, end))| *end <= now)
        .max_by_key(|(at, (start, end))| (*end, Reverse(*start), Reverse(*at)))
    {
        chain.push((row, start, end, now - end));
        now = start;
    }
    chain
}
