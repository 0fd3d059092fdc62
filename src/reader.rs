//! Who reads: the language, the zone of every time, what time it is, and the view that links are made from. Whatever writes
//! for people is handed one, so that no text depends on anything else.

use crate::answers::phases::Phase;
use crate::format;
use crate::model::time::TICKS_PER_DAY;
use crate::model::{Id, Session, SessionKind, Severity, TimeRange, Timestamp, UtcOffset};
use crate::route::{IdleWord, Page, Params, Route};
use crate::texts::Texts;
use crate::timeline::{Idle, Zone};

/// The longest foreign text in a cell or a label, in characters.
pub const LABEL_MAX_CHARS: usize = 120;

/// Who reads.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Reader {
    /// The language.
    pub texts: Texts,
    /// The zone of every time.
    pub zone: Zone,
    /// What time it is.
    pub now: Timestamp,
    /// The view that is shown; links are made of it.
    pub route: Route,
}

impl Reader {
    /// The offset of the zone at an instant.
    pub fn offset(&self, t: Timestamp) -> UtcOffset {
        self.zone.offset_at(t)
    }

    /// Day and time of day.
    pub fn moment(&self, t: Timestamp) -> String {
        moment(self.texts, &self.zone, t)
    }

    /// Day and minute, for a narrow column: without the year where it is the present one.
    pub fn moment_near(&self, t: Timestamp) -> String {
        let (offset, now) = (self.offset(t), self.now.civil(self.offset(self.now)));
        let (civil, date) = (t.civil(offset), format::date(t, offset));
        let day = if civil.year == now.year { date.rsplit_once(' ').map_or(&*date, |(day, _)| day) } else { &date };
        let mut out = [day, " "].concat();
        civil.push_clock(&mut out, false);
        mark_repeated(&mut out, &self.zone, t);
        self.texts.local(out)
    }

    /// Time of day of something in a session; with its day where that is not `of`, the day on which the session began.
    pub fn time_of_day(&self, t: Timestamp, of: Timestamp) -> String {
        let day = |t| day(&self.zone, t);
        let mut time = format::time_with(t, self.offset(t), 0);
        mark_repeated(&mut time, &self.zone, t);
        self.texts.local(match day(t) - day(of) {
            0 => time,
            1..7 => [t.civil(self.offset(t)).weekday_name(), " ", &time].concat(),
            _ => return self.moment(t),
        })
    }

    /// Day and time at which a session began; a dash where that is not known.
    pub fn began(&self, session: &Session) -> String {
        session.start.map_or_else(|| "–".to_owned(), |start| self.moment(start))
    }

    /// A length that is more or less than another: `+4 min 02 s`, `−12.3 s`, `0`.
    pub fn difference(&self, ticks: i64) -> String {
        let sign = if ticks > 0 { "+" } else { "" };
        [sign, &self.texts.duration(ticks)].concat()
    }

    /// The address of the view of a session, by its kind and its id.
    pub fn link_to_session(&self, (kind, id): &(SessionKind, Id)) -> String {
        self.route.to(Page::Session(*kind, id.clone())).to_string()
    }

    /// The view of a session, perhaps with one of its items; nothing where its id is not fit for an address.
    pub fn session_route(&self, session: &Session, item: Option<&Id>) -> Option<Route> {
        let (kind, id) = session.page()?;
        let mut route = self.route.to(Page::Session(kind, id));
        route.params.item = item.cloned();
        Some(route)
    }

    /// The address of this view with nothing but the items of a set (`answers::sets` names them).
    pub fn link_to_set(&self, set: &str) -> String {
        let mut route = self.route.clone();
        route.params.only = Some(set.to_owned());
        (route.params.q, route.params.item) = (None, None);
        route.params.status = crate::answers::Severities::NONE;
        route.to_string()
    }
}

/// Adds the offset to a time that the clock of the zone shows twice, since it was put back: what has been written of it
/// could be either.
fn mark_repeated(out: &mut String, zone: &Zone, t: Timestamp) {
    if zone.is_repeated(t) {
        zone.offset_at(t).write_behind(out);
    }
}

/// That a session is a retry, and which one where the server counts them; nothing of a first try.
pub fn retry(texts: Texts, is_retry: bool, count: Option<i64>) -> Option<String> {
    let counted = count.filter(|&n| n > 0).map(|n| texts.sessions_retry(n.to_string()));
    counted.or_else(|| is_retry.then(|| texts.sessions_a_retry()))
}

/// Day and time of day.
pub fn moment(texts: Texts, zone: &Zone, t: Timestamp) -> String {
    let mut out = format::date_time(t, zone.offset_at(t));
    mark_repeated(&mut out, zone, t);
    texts.local(out)
}

/// Time of day with `n_digits` of the second.
pub fn time_of_day(texts: Texts, zone: &Zone, t: Timestamp, n_digits: u8) -> String {
    let mut out = format::time_with(t, zone.offset_at(t), n_digits);
    mark_repeated(&mut out, zone, t);
    texts.local(out)
}

/// From one instant to another, see [`format::from_to`].
pub fn from_to(texts: Texts, zone: &Zone, start: Timestamp, end: Timestamp) -> String {
    let marked = |t| (t, zone.offset_at(t), zone.is_repeated(t));
    texts.local(format::from_to_marked(marked(start), marked(end)))
}

/// Whether the clock passes midnight in a range.
pub fn passes_midnight(zone: &Zone, of: TimeRange) -> bool {
    day(zone, of.start()) != day(zone, of.end())
}

/// Time of an item of a log that lasts `of`, with `n_digits` of the second: with its day where the log passes midnight, or the
/// item is of another day, and with its year where that is another one.
pub fn time_in_log(texts: Texts, zone: &Zone, t: Timestamp, of: TimeRange, n_digits: u8) -> String {
    if !passes_midnight(zone, of) && day(zone, t) == day(zone, of.start()) {
        return time_of_day(texts, zone, t, n_digits);
    }
    let offset = zone.offset_at(t);
    let date = format::date(t, offset);
    let is_same_year = t.civil(offset).year == of.end().civil(zone.offset_at(of.end())).year;
    let date = if is_same_year { date.rsplit_once(' ').map_or(&*date, |(day, _)| day) } else { &date };
    let mut out = [date, " ", &format::time_with(t, offset, n_digits)].concat();
    mark_repeated(&mut out, zone, t);
    texts.local(out)
}

/// The day that a zone's calendar shows, counted from 1970-01-01.
fn day(zone: &Zone, t: Timestamp) -> i64 {
    t.plus(zone.offset_at(t).ticks()).ticks().div_euclid(TICKS_PER_DAY)
}

/// How a view draws stretches in which nothing runs.
pub fn idle(params: &Params) -> Idle {
    params.idle.map_or(Idle::Auto, |word| match word {
        IdleWord::Short => Idle::Short,
        IdleWord::Scale => Idle::Scale,
    })
}

/// The name of a phase for people.
pub fn phase_name(texts: Texts, phase: Phase) -> String {
    match phase {
        Phase::Unmatched => texts.kind_phase_unmatched(),
        Phase::Start => texts.kind_phase_start(),
        Phase::Listing => texts.kind_phase_listing(),
        Phase::Processing => texts.kind_phase_processing(),
        Phase::Snapshot => texts.kind_phase_snapshot(),
        Phase::Retention => texts.kind_phase_retention(),
        Phase::Waiting => texts.kind_phase_waiting(),
        Phase::Finishing => texts.kind_phase_finishing(),
    }
}

/// The class that colours a result, in style/parts.css.
pub const fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Success => "status status--success",
        Severity::Neutral => "status status--neutral",
        Severity::Running => "status status--running",
        Severity::Warning => "status status--warning",
        Severity::Failed => "status status--failed",
    }
}

/// A part of a whole for a style: `12.34%`. Nothing of nothing is `0%`; never beyond the whole.
pub fn percent(part: i64, whole: i64) -> String {
    let hundredths = if whole > 0 { i128::from(part.clamp(0, whole)) * 10_000 / i128::from(whole) } else { 0 };
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    let mut out = whole.to_string();
    if rest > 0 {
        out.push('.');
        out.push_str(if rest < 10 { "0" } else { "" });
        out.push_str(&rest.to_string());
    }
    out.push('%');
    out
}
