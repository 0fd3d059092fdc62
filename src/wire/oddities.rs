//! What was odd in one row: collected while it is read, told once it is known to be whole.

use super::lenient::{Field, Time};
use super::mend::Text;
use super::recover::quoted;
use crate::model::{Assumption, Found, Id, Notices, Oddity, Session, Status, Unfit};

/// Why a field is of no use.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Odd {
    /// What is wrong with it.
    pub(crate) why: Unfit,
    /// What stands there.
    pub(crate) found: Found,
}

/// Of one row.
#[derive(Debug, Default)]
pub(crate) struct Oddities(Vec<Oddity>);

impl Oddities {
    /// More than this of one row help nobody.
    const N_MAX: usize = 8;

    /// The value of a field; where it is of no use, that is noted.
    pub(crate) fn take<T>(&mut self, name: &'static str, field: Field<T>) -> Option<T> {
        match field {
            Field::Value(value) => Some(value),
            Field::Empty => None,
            Field::Odd(odd) => {
                self.say_of(name, *odd);
                None
            }
        }
    }

    fn say_of(&mut self, name: &'static str, Odd { why, found }: Odd) {
        self.say(Oddity::Field { name, why, found });
    }

    /// Any other remark.
    pub(crate) fn say(&mut self, what: Oddity) {
        if self.0.len() < Self::N_MAX {
            self.0.push(what);
        }
    }

    /// Passes them on as those of row `at`.
    pub(crate) fn tell(self, at: usize, notices: &mut Notices) {
        for what in self.0 {
            notices.add(Some(at), || what);
        }
    }

    /// What is the same for sessions of all products, once all fields are read.
    pub(crate) fn finish_session(&mut self, session: &mut Session, id: &str) {
        for t in [&mut session.start, &mut session.end] {
            *t = t.filter(|t| t.is_set());
        }
        session.id = Id::new(id);
        id.clone_into(&mut session.id_text);
        if session.id.is_none() {
            self.say_of("id", Odd { why: Unfit::NoAddress, found: Found::Quoted(quoted(id)) });
        }
        if session.start.is_none() {
            self.say(Oddity::NoStart);
        }
        if session.status.is_running() && session.end.is_some() && session.end <= session.start {
            self.say(Oddity::EndsWhileRunning);
            session.end = None;
        }
        if session.has_far_time() {
            self.say(Oddity::FarTime);
        }
        let has_ended = matches!(
            session.status,
            Status::Success | Status::Warning | Status::Failed | Status::Stopped | Status::Canceled
        );
        if has_ended && session.end.is_none() && session.stated_ticks.is_none() {
            self.say(Oddity::NoEnd);
        }
    }
}

/// A word that says something.
pub(crate) fn as_word<'a>(text: Option<&'a Text<'_>>) -> Option<&'a str> {
    text.map(|text| text.text.as_ref()).filter(|word| !word.is_empty())
}

/// What is assumed of a row of a log, as bits: where it has no result, a time of it no offset, or a text of it was none.
pub(crate) fn assumed(has_result: bool, times: &[Option<Time>], texts: &[Option<&Text<'_>>]) -> u8 {
    let is_local = times.iter().flatten().any(|(_, offset)| offset.is_none());
    let is_broken = texts.iter().flatten().any(|text| text.is_broken);
    [(!has_result, Assumption::NoStatus), (is_local, Assumption::NoZone), (is_broken, Assumption::BrokenText)]
        .into_iter()
        .fold(0, |bits, (is_so, what)| if is_so { bits | what as u8 } else { bits })
}

/// Where a row begins, as a log counts.
pub(crate) fn raw_start(at: u64) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The item that a row has become; where the log has no room for it, that is noted.
pub(crate) fn pushed(idx: Option<u32>, at: usize, notices: &mut Notices) -> Option<u32> {
    if idx.is_none() {
        notices.add(Some(at), || Oddity::NoRoom);
    }
    idx
}

/// The text within, "" for none.
pub(crate) fn as_str<'a>(text: Option<&'a Text<'_>>) -> &'a str {
    text.map_or("", |text| text.text.as_ref())
}
