//! What was odd in one row: collected while it is read, told once it is known to be whole.

use super::lenient::{Field, Time};
use super::mend::Text;
use super::recover::quote;
use crate::model::{Id, Notices, Session, Status, Timestamp};

/// Why a field is of no use.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Odd {
    /// Completes "`field` is …".
    pub(crate) why: &'static str,
    /// What stands there, for people.
    pub(crate) found: String,
}

/// Of one row.
#[derive(Debug, Default)]
pub(crate) struct Oddities(Vec<String>);

impl Oddities {
    /// More than this of one row help nobody.
    const N_MAX: usize = 8;

    /// The value of a field; where it is of no use, that is noted.
    pub(crate) fn take<T>(&mut self, name: &str, field: Field<T>) -> Option<T> {
        match field {
            Field::Value(value) => Some(value),
            Field::Empty => None,
            Field::Odd(odd) => {
                self.say_of(name, &odd);
                None
            }
        }
    }

    /// An instant of a session, which has no place to mark that the zone is missing.
    pub(crate) fn instant(&mut self, name: &str, field: Field<Time>) -> Option<Timestamp> {
        let (t, offset) = self.take(name, field)?;
        if offset.is_none() {
            self.say("a time without a zone; read as UTC");
        }
        Some(t)
    }

    fn say_of(&mut self, name: &str, Odd { why, found }: &Odd) {
        self.say(&["`", name, "` is ", why, "; ignored: ", found].concat());
    }

    /// Any other remark.
    pub(crate) fn say(&mut self, what: &str) {
        if self.0.len() < Self::N_MAX {
            self.0.push(what.to_owned());
        }
    }

    /// Passes them on as those of row `at`.
    pub(crate) fn tell(self, at: usize, notices: &mut Notices) {
        for message in self.0 {
            notices.add(Some(at), || message);
        }
    }

    /// A session's status; a word that no list names is kept as sent.
    pub(crate) fn status(&mut self, field: Field<String>, session: &mut Session) {
        let word = self.take("status", field);
        let known = word.as_deref().and_then(Status::from_word);
        session.status = known.unwrap_or_default();
        session.status_word = word.filter(|_| known.is_none());
    }

    /// What is the same for sessions of both products, once all fields are read.
    pub(crate) fn finish_session(&mut self, session: &mut Session, id: Option<&Text<'_>>) {
        let id = as_str(id);
        session.id = Id::new(id);
        id.clone_into(&mut session.id_text);
        if session.id.is_none() {
            let mut found = String::new();
            quote(id, &mut found);
            self.say_of("id", &Odd { why: "not fit for an address", found });
        }
        if session.start.is_none() {
            self.say("no start");
        }
        if session.status.is_running() && session.end.is_some() && session.end <= session.start {
            self.say("it runs, and its end is not after its start: taken as open");
            session.end = None;
        }
        let has_ended = matches!(
            session.status,
            Status::Success | Status::Warning | Status::Failed | Status::Stopped | Status::Canceled
        );
        if has_ended && session.end.is_none() && session.stated_ticks.is_none() {
            self.say("it has ended, and no end was sent");
        }
    }
}

/// The text within, "" for none.
pub(crate) fn as_str<'a>(text: Option<&'a Text<'_>>) -> &'a str {
    text.map_or("", |text| text.text.as_ref())
}
