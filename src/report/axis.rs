//! Sessions on one axis: all that are loaded as the items of one log, with a row for each job, so that what draws a log draws
//! them; and what is to be said of the window that is in view, and of one of them.

use super::asked::Groups;
use crate::answers::nights::Clock;
use crate::answers::runs::job_numbers;
use crate::answers::search::lower;
use crate::model::order::{sort_indexes, sorted_by_key};
use crate::model::{Id, Log, NewItem, Session, SessionKind, Severity, TimeRange, Timestamp};
use crate::reader::retry;
use crate::sweep::Load;
use crate::texts::Texts;
use crate::timeline::Zone;

/// Nights begin at noon.
pub const FIRST_HOUR: u8 = 12;
/// The most rows that are named where something is said of one session.
const N_NAMED_MAX: usize = 6;
/// A window around one session shows at least so much beside it, in ticks: five minutes.
const LEAST_BESIDE: i64 = 3_000_000_000;

/// What is known of the items of such a log beside the log.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Axis {
    /// The row of each item: those of jobs by name, those of retrievals below them.
    pub rows: Groups,
    /// The session of each item; nothing where its id is not fit for an address.
    pub pages: Vec<Option<(SessionKind, Id)>>,
    /// Whether one of them goes on.
    pub runs: bool,
    /// The nights from the first to the last of them, whole; nothing where none has a time that can be believed.
    pub span: Option<TimeRange>,
}

/// Job sessions and data-retrieval sessions as one log, in the order of their starts. One that stands in both lists is one
/// item. O(n log n).
pub fn axis(
    [jobs, retrievals]: [&[Session]; 2],
    name: &dyn Fn(&Session) -> String,
    (texts, zone, now): (Texts, &Zone, Timestamp),
) -> (Log, Axis) {
    let id = |at: u32| jobs.get(at as usize).map(|session| session.id_text.as_str());
    let mut by_id: Vec<u32> = (0..).zip(jobs).map(|(at, _)| at).collect();
    sort_indexes(&mut by_id, &|a, b| id(a).cmp(&id(b)));
    let is_new = |session: &&Session| by_id.binary_search_by(|&at| id(at).cmp(&Some(&session.id_text))).is_err();
    let sessions = jobs.iter().chain(retrievals.iter().filter(is_new)).collect();
    let sessions: Vec<&Session> = sorted_by_key(sessions, |session| (session.start.is_none(), session.start));
    let mut log = Log::new();
    for session in &sessions {
        push(&mut log, session, &name(session), texts);
    }
    let runs = sessions.iter().any(|session| session.runs());
    let axis = Axis {
        rows: rows(&sessions, name),
        pages: sessions.iter().map(|session| session.page()).collect(),
        runs,
        span: span(&log, zone, runs.then_some(now)),
    };
    (log, axis)
}

/// Adds a session: its name, then what it does.
fn push(log: &mut Log, session: &Session, name: &str, texts: Texts) {
    let mut title = name.to_owned();
    for (part, before) in [(&session.type_word, " · "), (&session.config_type, ", ")] {
        title.extend(part.iter().flat_map(|part| [before, part]));
    }
    if let Some(retry) = retry(texts, session.is_retry(), session.retry_count) {
        title.extend([" ", &retry]);
    }
    // What has ended and does not say when is as long as the server states, or a mark.
    let ended = || session.start.map(|start| start.plus(session.stated_ticks.unwrap_or(0).max(0)));
    let end = if session.runs() { None } else { session.end.or_else(ended) };
    log.push(&NewItem {
        id: Some(&session.id_text),
        start: session.start,
        end,
        status: session.status,
        status_word: session.status_word.as_deref(),
        title: &title,
        ..NewItem::default()
    });
}

/// What a row is called, what its sessions do, and whether they are retrievals: in the order of rows.
type Head = (bool, String, Option<String>);

/// A row for each job and each retrieval. What is of no known job shares the last row. O(n log n).
fn rows(sessions: &[&Session], name: &dyn Fn(&Session) -> String) -> Groups {
    // A retrieval is one, whatever is done with it.
    let is_retrieval = |session: &Session| session.kind() == SessionKind::DataRetrieval;
    let retrievals = sessions.iter().filter(|session| is_retrieval(session));
    let untyped: Vec<Session> = retrievals.map(|&session| Session { type_word: None, ..session.clone() }).collect();
    let mut untyped = untyped.iter();
    let mut known =
        sessions.iter().filter_map(|&session| if is_retrieval(session) { untyped.next() } else { Some(session) });
    let numbers = job_numbers(&mut known);
    let n_known = numbers.iter().flatten().max().map_or(0, |&last| last + 1);
    let of: Vec<u32> = numbers.into_iter().map(|number| number.unwrap_or(n_known)).collect();
    let mut heads: Vec<Option<Head>> = vec![None; (n_known + 1) as usize];
    for (&row, session) in of.iter().zip(sessions) {
        if let Some(head) = heads.get_mut(row as usize).filter(|head| head.is_none()) {
            *head = Some((is_retrieval(session), name(session), session.type_word.clone()));
        }
    }
    let head = |row: u32| heads.get(row as usize).and_then(Option::as_ref);
    let fold = |text: &str| text.chars().map(lower).collect::<String>();
    let folded: Vec<String> =
        heads.iter().map(|head| head.as_ref().map(|head| fold(&head.1)).unwrap_or_default()).collect();
    let key = |row: u32| (head(row).map(|head| head.0), folded.get(row as usize));
    let mut sorted: Vec<u32> = (0..).zip(&heads).filter(|(_, head)| head.is_some()).map(|(row, _)| row).collect();
    sort_indexes(&mut sorted, &|a, b| key(a).cmp(&key(b)));
    let mut place = vec![0; heads.len()];
    for (at, &row) in (0..).zip(&sorted) {
        if let Some(place) = place.get_mut(row as usize) {
            *place = at;
        }
    }
    // Policies of one name are told apart by what they do.
    let names = sorted.chunk_by(|&a, &b| key(a) == key(b)).flat_map(|same| {
        let called = |row| match head(row) {
            Some((_, name, Some(kind))) if same.len() > 1 => [name, " · ", kind].concat(),
            Some((_, name, _)) => name.clone(),
            None => String::new(),
        };
        same.iter().map(|&row| called(row)).collect::<Vec<_>>()
    });
    Groups {
        of: of.into_iter().map(|row| place.get(row as usize).copied().unwrap_or(0)).collect(),
        names: names.collect(),
    }
}

/// From the noon before the first to the noon after the last; what goes on reaches to now.
fn span(log: &Log, zone: &Zone, now: Option<Timestamp>) -> Option<TimeRange> {
    let extent = log.extent()?;
    let last = now.map_or(extent.end(), |now| extent.end().max(now));
    let (first, last) = (night_at(zone, extent.start()), night_at(zone, last));
    Some(nights(zone, first, last))
}

/// The night that an instant belongs to, counted from 1970-01-01.
pub fn night_at(zone: &Zone, t: Timestamp) -> i64 {
    Clock { offset_at: &|t| zone.offset_at(t), first_hour: FIRST_HOUR }.day(t)
}

/// From the beginning of a night to the end of another.
pub fn nights(zone: &Zone, first: i64, last: i64) -> TimeRange {
    let offset_at = |t| zone.offset_at(t);
    let clock = Clock { offset_at: &offset_at, first_hour: FIRST_HOUR };
    TimeRange::new(clock.instants(first).0, clock.instants(last).1.plus(1))
}

/// A window around what ran from one instant to another, with room at both sides.
pub fn around(start: Timestamp, end: Timestamp) -> TimeRange {
    let beside = (end.since(start) / 4).max(LEAST_BESIDE);
    TimeRange::new(start.plus(-beside), end.max(start).plus(beside))
}

/// What is said of a window.
#[derive(Clone, PartialEq, Debug)]
pub struct Window {
    /// From when to when.
    pub range: TimeRange,
    /// How many sessions ran in it.
    pub n_sessions: usize,
    /// Of how many rows.
    pub n_rows: usize,
    /// The most that ran at an instant, and when first; nothing where nothing ran.
    pub most: Option<(u32, Timestamp)>,
    /// How long nothing ran in all so far, in ticks.
    pub idle_ticks: i64,
    /// The longest stretch in which nothing ran; nothing where there is none.
    pub idle: Option<TimeRange>,
    /// What is selected.
    pub chosen: Option<Chosen>,
}

/// What is said of one session.
#[derive(Clone, PartialEq, Debug)]
pub struct Chosen {
    /// Its item.
    pub item: u32,
    /// What it is called, and what it does.
    pub text: String,
    /// Its session; nothing where its id is not fit for an address.
    pub page: Option<(SessionKind, Id)>,
    /// Its result.
    pub severity: Severity,
    /// The same in the server's words.
    pub word: String,
    /// When it ran; what goes on, to now. Nothing without a time that can be believed.
    pub range: Option<TimeRange>,
    /// How many others ran meanwhile.
    pub n_others: usize,
    /// The names of their rows, the first of them.
    pub others: Vec<String>,
    /// How many more rows there are.
    pub n_more: usize,
}

/// What is said of a window of sessions, and of the selected one. O(n).
pub fn window(log: &Log, axis: &Axis, load: &Load, range: TimeRange, chosen: Option<u32>, now: Timestamp) -> Window {
    let open_end = crate::answers::open_end(log, None, now);
    let open_end = if axis.runs { open_end.max(now) } else { open_end };
    let range_of = |idx| log.range(idx, open_end);
    // What is still to come is no time in which nothing ran, nor is what lies before all that is known.
    let (first, last) = load.extent().map_or((now, now), |extent| (extent.start(), extent.end().max(now)));
    let from = range.start().max(first);
    let past = TimeRange::new(from, range.end().min(last).max(from));
    let (sums, gaps) = (load.sums(past), load.gaps(past));
    let (n_sessions, rows) = meeting(log, axis, &|idx| range_of(idx).is_some_and(|of| meets(of, range)));
    Window {
        range,
        n_sessions,
        n_rows: rows.len(),
        most: sums.first_peak.map(|first| (sums.peak, first.start())),
        idle_ticks: sums.idle,
        idle: gaps.into_iter().map(|gap| gap.range).max_by_key(|gap| gap.ticks()),
        chosen: chosen.filter(|&idx| (idx as usize) < log.len()).map(|idx| {
            let own = range_of(idx);
            let is_other = |other| other != idx && range_of(other).zip(own).is_some_and(|(of, own)| meets(of, own));
            let (n_others, rows) = meeting(log, axis, &is_other);
            let names = rows.iter().filter_map(|&row| axis.rows.names.get(row as usize).cloned());
            Chosen {
                item: idx,
                text: log.text(idx).to_owned(),
                page: axis.pages.get(idx as usize).cloned().flatten(),
                severity: log.status(idx).severity(),
                word: log.status_text(idx).to_owned(),
                range: own,
                n_others,
                others: names.take(N_NAMED_MAX).collect(),
                n_more: rows.len().saturating_sub(N_NAMED_MAX),
            }
        }),
    }
}

/// Whether two ranges have time in common; one without length lies in another, or at its edge.
pub fn meets(a: TimeRange, b: TimeRange) -> bool {
    let (from, to) = (a.start().max(b.start()), a.end().min(b.end()));
    from < to || from == to && (a.ticks() == 0 || b.ticks() == 0)
}

/// How many items are such, and the rows they stand in, from the top.
fn meeting(log: &Log, axis: &Axis, is_such: &dyn Fn(u32) -> bool) -> (usize, Vec<u32>) {
    let mut has = vec![false; axis.rows.names.len()];
    let mut n = 0;
    for (_, &row) in (0..).zip(&axis.rows.of).take(log.len()).filter(|&(idx, _)| is_such(idx)) {
        n += 1;
        if let Some(has) = has.get_mut(row as usize) {
            *has = true;
        }
    }
    (n, (0..).zip(has).filter(|(_, has)| *has).map(|(row, _)| row).collect())
}
