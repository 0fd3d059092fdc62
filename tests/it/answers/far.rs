//! Times that are no times: stand-ins for "never", clocks that are years wrong. They are shown as sent, and nothing is drawn,
//! added up or inferred of them.

use proptest::prelude::*;
use tapeline::answers::compare::previous_run;
use tapeline::answers::failures::groups;
use tapeline::answers::outside::{outside, within_session};
use tapeline::answers::runs::Runs;
use tapeline::answers::search;
use tapeline::answers::streaks::{self, Streak};
use tapeline::answers::usual::{Usual, usual};
use tapeline::answers::{Severities, began, open_end};
use tapeline::model::{
    Assumption, Id, Log, NewItem, Notices, Product, Session, Stamp, Status, TimeRange, Timestamp, time,
};
use tapeline::sweep::Load;
use tapeline::timeline::Items;
use tapeline::wire::LogDecoder;

/// Stand-ins of all systems, in UTC and as a server east or west of it writes them.
const STAND_INS: [&str; 24] = [
    "0002-01-01T00:00:00Z",
    "1601-01-01T00:00:00Z",
    "1601-01-01T01:00:00+01:00",
    "1753-01-01T00:00:00Z",
    "1753-01-01T00:00:00-07:00",
    "1899-12-30T00:00:00Z",
    "1899-12-30T00:00:00+03:00",
    "1900-01-01T00:00:00Z",
    "1900-01-01T00:00:00+05:30",
    "1904-01-01T00:00:00Z",
    "1970-01-01T00:00:00Z",
    "1969-12-31T16:00:00-08:00",
    "1970-01-01T01:00:00+01:00",
    "1980-01-01T00:00:00Z",
    "2000-01-01T00:00:00Z",
    "2001-01-01T00:00:00Z",
    "2019-01-01T00:00:00Z",
    "2038-01-19T03:14:07Z",
    "2079-06-06T23:59:00Z",
    "2079-06-06T23:59:00+02:00",
    "2100-01-01T00:00:00Z",
    "2999-12-31T23:59:59Z",
    "9998-12-31T23:59:59Z",
    "9998-12-31T23:59:59.9999999-11:00",
];

/// Marks for "not set".
const UNSET: [&str; 8] = [
    "0001-01-01T00:00:00",
    "0001-01-01T00:00:00Z",
    "0001-01-01T00:00:00+01:00",
    "0001-01-01T00:00:00-07:00",
    "9999-12-31T23:59:59Z",
    "9999-12-31T23:59:59.9999999+01:00",
    "9999-12-31T16:59:59.9999999-07:00",
    "9999-12-31T00:00:00+14:00",
];

fn at(text: &str) -> Timestamp {
    let Ok(Stamp::At(t, _)) = time::parse(text.as_bytes()) else { return Timestamp::default() };
    t
}

/// Seconds into a night.
fn night(seconds: i64) -> Timestamp {
    at("2026-11-27T01:00:00Z").plus(seconds * 10_000_000)
}

fn push(log: &mut Log, start: Option<Timestamp>, end: Option<Timestamp>, status: Status, title: &str) -> u32 {
    log.push(&NewItem { start, end, status, title, ..NewItem::default() }).unwrap()
}

/// Three items of a night.
fn sound() -> Log {
    let mut log = Log::new();
    for (start, end, title) in
        [(0, 1, "Job started"), (1, 121, "Processing mailbox: ann@a"), (60, 600, "Processing mailbox: bob@a")]
    {
        push(&mut log, Some(night(start)), Some(night(end)), Status::Success, title);
    }
    log
}

fn is_far(log: &Log, idx: u32) -> bool {
    log.assumptions(idx).any(|assumed| assumed == Assumption::FarTime)
}

/// What is said of all items together.
fn figures(log: &Log) -> String {
    let end = log.extent().unwrap().end();
    let load = Load::new(log, end);
    let extent = load.extent().unwrap();
    let gaps: Vec<TimeRange> = load.gaps(extent).into_iter().map(|gap| gap.range).collect();
    format!("{:?} {:?} {:?} {gaps:?}", log.extent(), extent, load.sums(extent))
}

#[test]
fn a_log_is_drawn_where_most_of_it_was() {
    let whole = figures(&sound());
    for text in STAND_INS {
        let t = at(text);
        // As both times, as the start alone, as the end alone.
        for (start, end) in [(t, Some(t)), (t, None)] {
            let mut log = sound();
            let idx = push(&mut log, Some(start), end, Status::Failed, "Processing mailbox: eve@a");
            assert_eq!(figures(&log), whole, "{text}");
            assert_eq!((log.start(idx), log.end(idx)), (Some(start), end), "{text}: as sent");
            // As long as it was sent, where a clock may be wrong; a stand-in has no length.
            assert_eq!(log.ticks(idx), end.filter(|_| t.is_plausible()).map(|_| 0), "{text}");
            assert_eq!(log.range(idx, night(600)), None, "{text}");
            assert!(is_far(&log, idx) && (0..3).all(|idx| !is_far(&log, idx)), "{text}");
            assert_eq!(Items::of(&log).by_time(0), [0, 1, 2], "{text}: not in the picture");
            assert_eq!(search::filter(&log, "", Severities::NONE, None).len(), 4, "{text}: but in the table");
        }
        let mut log = sound();
        let from = push(&mut log, Some(t), Some(night(300)), Status::Failed, "Processing mailbox: eve@a");
        let to = push(&mut log, Some(night(300)), Some(t), Status::Warning, "Processing mailbox: fay@a");
        assert_eq!(log.extent(), sound().extent(), "{text}");
        for idx in [from, to] {
            assert!(is_far(&log, idx) && log.ticks(idx).is_none(), "{text}");
            let mark = TimeRange::new(night(300), night(300));
            assert_eq!(log.range(idx, night(600)), Some(mark), "{text}: a failure is not hidden");
        }
        assert_eq!(groups(&log)[0].first, Some(night(300)), "{text}");
        assert_eq!(log.n_assumed(Assumption::FarTime), 2, "{text}");
    }
}

/// The order of arrival does not matter, nor does a page that holds nothing else come first.
#[test]
fn what_comes_first_decides_nothing() {
    let mut log = Log::new();
    for _ in 0..50 {
        push(&mut log, Some(at("1900-01-01T00:00:00Z")), Some(at("1900-01-01T00:00:00Z")), Status::Success, "x");
    }
    assert_eq!(log.extent().unwrap().ticks(), 0, "nothing else is known");
    assert!(!log.has_far_times());
    push(&mut log, Some(night(0)), Some(night(60)), Status::Success, "x");
    assert_eq!(log.extent(), Some(TimeRange::new(night(0), night(60))), "one time tells more than fifty stand-ins");
    assert_eq!(log.n_assumed(Assumption::FarTime), 50);
    let (head, _) = log.head(50);
    assert_eq!((head.extent().unwrap().start(), head.n_assumed(Assumption::FarTime)), (at("1900-01-01T00:00:00Z"), 0));
}

#[test]
fn a_log_that_is_all_of_one_time_is_believed_whenever_that_was() {
    for year in ["1970-01-01", "1999-06-01", "2026-11-27", "2100-01-01"] {
        let t = at(&format!("{year}T00:00:00Z"));
        let mut log = Log::new();
        for second in 0..10 {
            let start = t.plus(second * 10_000_000);
            push(&mut log, Some(start), Some(start.plus(5_000_000)), Status::Success, "x");
        }
        assert_eq!(log.extent().unwrap().ticks(), 95_000_000, "{year}");
        assert!((0..10).all(|idx| log.ticks(idx) == Some(5_000_000) && !is_far(&log, idx)), "{year}");
    }
}

/// A machine whose clock lost its battery may have written most of a log.
#[test]
fn the_session_says_which_of_two_years_is_right() {
    let mut log = sound();
    for second in 0..100 {
        let start = at("2019-03-01T00:00:00Z").plus(second * 10_000_000);
        push(&mut log, Some(start), Some(start.plus(5_000_000)), Status::Success, "x");
    }
    assert_eq!(log.extent().unwrap().start(), at("2019-03-01T00:00:00Z"), "most of it");
    log.rely_on(Some(night(-5)));
    assert_eq!(log.extent(), sound().extent());
    assert_eq!(log.ticks(50), Some(5_000_000), "its lengths are right all the same");
    log.rely_on(Some(at("1970-01-01T00:00:00Z")));
    assert_eq!(log.extent().unwrap().start(), at("2019-03-01T00:00:00Z"), "a stand-in says nothing");
}

#[test]
fn what_is_not_set_is_none() {
    for text in UNSET {
        assert_eq!(time::parse(text.as_bytes()), Ok(Stamp::Unset), "{text}");
    }
    // As numbers, which PowerShell writes.
    let mut log = sound();
    for ms in [253_402_300_799_999, -62_135_596_800_000] {
        let idx = push(&mut log, Some(night(9)), Some(Timestamp::from_unix_ms(ms)), Status::Success, "x");
        assert!(log.is_open(idx) && !is_far(&log, idx), "{ms}");
        let idx = push(&mut log, Some(Timestamp::from_unix_ms(ms)), None, Status::Success, "x");
        assert_eq!(log.start(idx), None, "{ms}");
    }
}

/// Rows of Azure, whose end is their start and a span.
#[test]
fn spans_that_are_none_end_nothing() {
    let decode = |rows: &[String]| {
        let (mut log, mut notices) = (Log::new(), Notices::default());
        let mut decoder = LogDecoder::new(Product::VbAzure, 0);
        let text = format!(r#"{{"jobSessionId":"a","log":[{}]}}"#, rows.join(","));
        decoder.feed(text.as_bytes(), &mut log, &mut notices);
        decoder.finish(&mut log, &mut notices).unwrap();
        log
    };
    let row = |start: &str, span: &str| {
        format!(r#"{{"message":"x","status":"Success","executionStartTime":"{start}","executionDuration":"{span}"}}"#)
    };
    let mut rows = vec![row("2026-11-27T01:00:00Z", "00:10:00"), row("2026-11-27T01:01:00Z", "00:00:05")];
    let n = u32::try_from(rows.len()).unwrap();
    for span in
        ["10675199.02:48:05.4775807", "-10675199.02:48:05.4775808", "10675199.02:48:05", "10675199.02:48:05.477"]
    {
        rows.push(row("2026-11-27T01:02:00Z", span));
    }
    for (start, span) in [
        ("2026-11-27T01:02:00Z", "2911700.00:00:00"),
        ("2026-11-27T01:02:00Z", "-20784.01:00:00"),
        ("2026-11-27T01:02:00Z", "400.00:00:00"),
        ("1900-01-01T00:00:00Z", "00:00:00"),
        ("1970-01-01T00:00:00Z", "20784.01:12:00"),
    ] {
        rows.push(row(start, span));
    }
    let log = decode(&rows);
    assert_eq!(log.extent(), Some(TimeRange::new(night(0), night(720))), "the last ends where it can be believed");
    for idx in n..n + 4 {
        assert!(log.is_open(idx) && log.ticks(idx).is_none(), "{idx}: not set");
        assert!(log.assumptions(idx).any(|assumed| assumed == Assumption::NoEnd), "{idx}: and said");
    }
    for idx in n + 4..u32::try_from(rows.len()).unwrap() {
        assert!(is_far(&log, idx) && log.ticks(idx).is_none() && !log.is_open(idx), "{idx}");
    }
    assert_eq!([log.ticks(0), log.ticks(1)], [Some(6_000_000_000), Some(50_000_000)]);
}

#[test]
fn an_open_item_ends_no_later_than_can_be_believed() {
    let log = sound();
    let session = |end: Option<Timestamp>, status| Session { start: Some(night(0)), end, status, ..Session::new("s") };
    let end = |of: &Session, now| open_end(&log, Some(of), now);
    for text in STAND_INS {
        assert_eq!(end(&session(Some(at(text)), Status::Stopped), night(900)), night(600), "{text}");
    }
    assert_eq!(end(&session(Some(night(700)), Status::Success), night(900)), night(700));
    assert_eq!(end(&session(None, Status::Running), night(900)), night(900));
    assert_eq!(end(&session(None, Status::Running), at("2028-01-01T00:00:00Z")), night(600), "a file of long ago");
    let of = |start| Session { start: Some(start), ..Session::new("s") };
    assert_eq!(began(&log, Some(&of(night(-5)))), Some(night(-5)));
    assert_eq!(began(&log, Some(&of(at("1970-01-01T00:00:00Z")))), Some(night(0)), "its items know better");
}

/// Runs of a job, one a night, ten minutes each, the newest first.
fn runs() -> Vec<Session> {
    (1..9).map(|nights| run(&format!("s{nights}"), night(-86_400 * nights), night(-86_400 * nights + 600))).collect()
}

fn run(id: &str, start: Timestamp, end: Timestamp) -> Session {
    let job_id = Id::new("job");
    Session { job_id, start: Some(start), end: Some(end), status: Status::Success, ..Session::new(id) }
}

fn usual_of(sessions: &[Session], of: &Session) -> Option<Usual> {
    usual(&mut sessions.iter(), of, Some(&of.id_text))
}

fn streak(sessions: &[Session], of: &Session) -> Streak {
    let runs = Runs::of(sessions);
    streaks::streak(&runs, &runs.of_job(of))
}

#[test]
fn no_figure_of_a_job_leans_on_a_run_of_no_time() {
    let this = run("this", night(0), night(700));
    let known = usual_of(&runs(), &this).unwrap();
    assert_eq!((known.median_ticks, known.n), (6_000_000_000, 8));
    for text in STAND_INS.into_iter().filter(|text| !text.starts_with("20")) {
        let t = at(text);
        for (start, end) in [(t, t), (t, night(0)), (night(-1000), t), (t, t.plus(10))] {
            let mut sessions = runs();
            sessions.insert(0, Session { status: Status::Failed, ..run("odd", start, end) });
            sessions.insert(0, run("odd too", start, end));
            let is_of_its_time = start == night(-1000);
            assert_eq!(usual_of(&sessions, &this), Some(known), "{text}");
            assert_eq!(sessions[0].ticks(night(0)).filter(|&ticks| ticks > 10), None, "{text}");
            if !is_of_its_time {
                assert_eq!(streak(&sessions, &this), streak(&runs(), &this).after(2), "{text}");
                assert_eq!(previous_run(&sessions, &this), Some(2), "{text}");
            }
        }
    }
}

/// The same with other sessions before it in the list.
trait After {
    fn after(self, n: usize) -> Self;
}

impl After for Streak {
    fn after(self, n: usize) -> Self {
        Self { last_good: self.last_good.map(|place| place + n), ..self }
    }
}

#[test]
fn lengths_of_sessions_are_those_that_can_be_believed() {
    let ticks = |start, end, status| Session { start: Some(start), end, status, ..Session::new("s") }.ticks(night(60));
    let long_ago = at("1900-01-01T00:00:00Z");
    assert_eq!(ticks(night(0), Some(night(60)), Status::Success), Some(600_000_000));
    assert_eq!(ticks(night(0), Some(night(-1)), Status::Success), Some(-10_000_000), "as sent");
    assert_eq!(ticks(long_ago, Some(long_ago), Status::NotConfigured), None);
    assert_eq!(ticks(long_ago, Some(night(0)), Status::Success), None);
    assert_eq!(ticks(night(0), Some(long_ago), Status::Success), None);
    assert_eq!(ticks(night(0), Some(at("9998-12-31T23:59:59Z")), Status::Stopped), None);
    assert_eq!(ticks(long_ago, None, Status::Running), None, "it has not run for a century");
    assert_eq!(ticks(night(0), None, Status::Running), Some(600_000_000));
    let azure = Session { start: Some(night(0)), stated_ticks: Some(i64::MAX / 2), ..Session::new("s") };
    assert_eq!(azure.ticks(night(60)), None);
}

#[test]
fn items_outside_the_times_of_their_session_are_counted_and_left_out() {
    let session = run("s", night(0), night(720));
    let mut log = Log::new();
    for (start, end, title) in [
        (0, 0, "Job started"),
        (-10_740, -10_260, "Processing mailbox: ann@contoso.example"),
        (-10_260, 660, "Processing mailbox: bob@contoso.example"),
        (720, 720, "Job finished"),
    ] {
        push(&mut log, Some(night(start)), Some(night(end)), Status::Success, title);
    }
    assert_eq!(outside(&log, Some(&session)), [1, 2]);
    assert_eq!(log.range(1, night(0)), Some(TimeRange::new(night(-10_740), night(-10_260))), "drawn as sent");
    assert_eq!(log.extent(), Some(TimeRange::new(night(-10_740), night(720))));
    let within = within_session(&log, Some(&session), log.extent().unwrap());
    assert_eq!(within, Some(TimeRange::new(night(0), night(720))));
    // A clock that is fast, a session that goes on, one without times, one of a time that cannot be its log's.
    push(&mut log, Some(night(10_000)), Some(night(10_100)), Status::Success, "x");
    assert_eq!(outside(&log, Some(&session)), [1, 2, 4]);
    let running = Session { end: None, status: Status::Running, ..session.clone() };
    assert_eq!(outside(&log, Some(&running)), [1, 2]);
    assert_eq!(outside(&log, Some(&Session::new("s"))), [0_u32; 0]);
    assert_eq!(outside(&log, None), [0_u32; 0]);
    for text in STAND_INS {
        let odd = Session { start: Some(at(text)), end: Some(at(text)), ..session.clone() };
        assert_eq!(outside(&log, Some(&odd)), [0_u32; 0], "{text}");
    }
    // A minute is no wrong clock.
    let late = run("s", night(-10_700), night(10_050));
    assert_eq!(outside(&log, Some(&late)), [0_u32; 0]);
    // What has no time that can be believed lies nowhere.
    push(&mut log, Some(at("1970-01-01T00:00:00Z")), None, Status::Failed, "x");
    assert_eq!(outside(&log, Some(&session)), [1, 2, 4]);
}

/// Any time that is one.
fn any_time() -> impl Strategy<Value = Timestamp> {
    let any = (-718_700..2_932_530_i64, 0..864_000_000_000_i64);
    prop_oneof![
        3 => any.prop_map(|(day, tick)| Timestamp::from_ticks(day * 864_000_000_000 + tick)),
        2 => (0..STAND_INS.len()).prop_map(|nth| at(STAND_INS[nth])),
        2 => (-400..400_i64, 0..864_000_000_000_i64)
            .prop_map(|(day, tick)| night(0).plus(day * 864_000_000_000 + tick)),
    ]
}

fn any_status() -> impl Strategy<Value = Status> {
    (0..Status::ALL.len()).prop_map(|nth| Status::ALL[nth])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// Whatever item comes, wherever in the log: nothing that is shown of the others changes, and the axis goes no further
    /// than what can be believed.
    #[test]
    fn one_item_changes_nothing_of_the_others(
        items in prop::collection::vec((0..200_000_i64, 0..9_000_i64), 2..12),
        (start, end) in (prop::option::weighted(0.9, any_time()), prop::option::weighted(0.9, any_time())),
        status in any_status(),
        place in 0..12_usize,
    ) {
        let build = |with: bool| {
            let mut log = Log::new();
            for (nth, &(from, ticks)) in items.iter().enumerate() {
                if with && nth == place {
                    push(&mut log, start, end, status, "odd");
                }
                push(&mut log, Some(night(from)), Some(night(from + ticks)), Status::Success, "x");
            }
            if with && place >= items.len() {
                push(&mut log, start, end, status, "odd");
            }
            log
        };
        let (before, after) = (build(false), build(true));
        let odd = u32::try_from(place.min(items.len())).unwrap();
        let open = night(300_000);
        let said = |log: &Log, idx| {
            format!("{:?}", (log.start(idx), log.end(idx), log.ticks(idx), log.range(idx, open), log.assumed(idx)))
        };
        for idx in 0..u32::try_from(items.len()).unwrap() {
            prop_assert_eq!(said(&before, idx), said(&after, idx + u32::from(idx >= odd)));
        }
        let (was, is) = (before.extent().unwrap(), after.extent().unwrap());
        let far = tapeline::model::era::FAR_TICKS;
        prop_assert!(is.start() <= was.start() && was.end() <= is.end(), "nothing leaves the axis");
        prop_assert!(was.start().since(is.start()) < 2 * far && is.end().since(was.end()) < 2 * far);
        if after.range(odd, open).is_none() {
            prop_assert_eq!(figures(&before), figures(&after));
        }
        // An item whose own time is far is never longer than nothing.
        if is_far(&after, odd) && !status.is_running() {
            prop_assert!(after.range(odd, open).is_none_or(|range| range.ticks() == 0));
        }
    }
}
