//! Who reads: the language, the zone of every time, what time it is, and the view that links are made from. Whatever writes
//! for people is handed one, so that no text depends on anything else.

use crate::answers::phases::Phase;
use crate::format;
use crate::model::{Id, Session, SessionKind, Severity, Timestamp, UtcOffset};
use crate::route::{IdleWord, Page, Params, Route};
use crate::texts::Texts;
use crate::timeline::{Idle, Zone};

/// The longest foreign text in a cell or a label, in characters.
pub const LABEL_MAX_CHARS: usize = 120;

const TICKS_PER_DAY: i64 = 864_000_000_000;

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
        self.texts.date_time(t, self.offset(t))
    }

    /// Day and minute, for a narrow column: without the year where it is the present one.
    pub fn moment_near(&self, t: Timestamp) -> String {
        let (offset, now) = (self.offset(t), self.now.civil(self.offset(self.now)));
        let (civil, date) = (t.civil(offset), format::date(t, offset));
        let day = if civil.year == now.year { date.rsplit_once(' ').map_or(&*date, |(day, _)| day) } else { &date };
        let mut out = [day, " "].concat();
        civil.push_clock(&mut out, false);
        self.texts.local(out)
    }

    /// Time of day of something in a session; with its day where that is not `of`, the day on which the session began.
    pub fn time_of_day(&self, t: Timestamp, of: Timestamp) -> String {
        let day = |t: Timestamp| t.plus(self.offset(t).ticks()).ticks().div_euclid(TICKS_PER_DAY);
        let time = format::time_with(t, self.offset(t), 0);
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

    /// The view of a session, perhaps with one of its items; nothing where its id is not fit for an address.
    pub fn session_route(&self, session: &Session, item: Option<&Id>) -> Option<Route> {
        let kind = if session.retrieval_id.is_some() { SessionKind::DataRetrieval } else { SessionKind::Job };
        let mut route = self.route.to(Page::Session(kind, session.id.clone()?));
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
