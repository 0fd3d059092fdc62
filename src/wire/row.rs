//! A row member by member: how sessions, jobs and what is in them are read.
//!
//! One code for all of them, where a struct for `serde` is compiled anew for each. Items of a log, which come in millions,
//! are such structs all the same.

use std::borrow::Cow;
use std::cell::RefCell;
use std::mem;
use std::rc::Rc;

use super::lenient::{self, Field, Time, Value};
use super::oddities::Oddities;
use super::scan::{Cursor, JsonError};
use super::{mend, powershell, read};
use crate::model::{Notices, Oddity, Session, Status, Timestamp, Unfit};

/// An object as sent, and what is odd in it or in the one around it.
pub(crate) struct Row<'a> {
    /// In their order; the last one of a name counts.
    members: Vec<(Cow<'a, [u8]>, &'a [u8])>,
    odd: Rc<RefCell<Oddities>>,
}

impl<'a> Row<'a> {
    /// The object at the cursor, which is passed. `mended` is room for one that PowerShell wrote.
    ///
    /// # Errors
    /// There is none, or it does not end.
    pub(crate) fn read<'bytes: 'a>(cursor: &mut Cursor<'bytes>, mended: &'a mut Vec<u8>) -> Result<Self, JsonError> {
        if powershell::is_object(cursor.rest()) {
            mend::object_of_powershell(cursor, mended)?;
            return Self::members(&mut Cursor::new(mended), Rc::default());
        }
        Self::members(cursor, Rc::default())
    }

    /// The object at the beginning of `bytes`; of one that breaks off, what comes before that place.
    pub(crate) fn of(bytes: &'a [u8], mended: &'a mut Vec<u8>) -> Option<Self> {
        if let Some(row) = Self::within(bytes, Rc::default()) {
            return Some(row);
        }
        *mended = mend::value(bytes);
        Self::within(mended, Rc::default())
    }

    fn members<'bytes: 'a>(cursor: &mut Cursor<'bytes>, odd: Rc<RefCell<Oddities>>) -> Result<Self, JsonError> {
        let mut members = Vec::new();
        let mut more = cursor.enter(b'{', b'}')?;
        while more {
            members.push((cursor.key()?, cursor.value()?));
            more = cursor.more(b'}')?;
        }
        Ok(Self { members, odd })
    }

    fn raw(&self, name: &str) -> Option<&'a [u8]> {
        self.members.iter().rev().find(|(key, _)| **key == *name.as_bytes()).map(|&(_, value)| value)
    }

    /// Whether there is such a member, whatever it says.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.raw(name).is_some()
    }

    /// A member by one of the readers of `lenient`.
    pub(crate) fn field<T>(&self, name: &str, read: fn(Value<'_>) -> Field<T>) -> Field<T> {
        let Some(bytes) = self.raw(name) else { return Field::Empty };
        // What cannot be read at all says as little as an object.
        read(read::value(bytes, &mut Vec::new()).unwrap_or(Value::Object))
    }

    /// The value of a member; where it is of no use, that is noted.
    pub(crate) fn take<T>(&self, name: &'static str, read: fn(Value<'_>) -> Field<T>) -> Option<T> {
        self.odd.borrow_mut().take(name, self.field(name, read))
    }

    /// An instant, as sessions have them: there is no place to mark that its zone is missing, so that is noted.
    pub(crate) fn instant(&self, name: &'static str) -> Option<Timestamp> {
        let (t, offset) = self.take::<Time>(name, lenient::instant)?;
        if offset.is_none() {
            self.odd.borrow_mut().say(Oddity::NoZone);
        }
        Some(t)
    }

    /// A session's status by a member; a word that no list names is kept as sent.
    pub(crate) fn status(&self, name: &'static str, session: &mut Session) {
        let word = self.take(name, lenient::string);
        let known = word.as_deref().and_then(Status::from_word);
        session.status = known.unwrap_or_default();
        session.status_word = word.filter(|_| known.is_none());
    }

    /// A text that says something; what else stands there is not told.
    pub(crate) fn words(&self, name: &str) -> Option<String> {
        self.field(name, lenient::words).value()
    }

    /// An object within; anything else is noted, but for `null`.
    pub(crate) fn object(&self, name: &'static str) -> Option<Row<'a>> {
        let within = Self::within(self.raw(name)?, self.odd.clone());
        if within.is_none() {
            self.take::<()>(name, |value| match value {
                Value::Null => Field::Empty,
                other => Field::odd(Unfit::NoObject, &other),
            });
        }
        within
    }

    /// An object within of which nothing is noted.
    pub(crate) fn aside(&self, name: &str) -> Option<Row<'a>> {
        Self::within(self.raw(name)?, Rc::default())
    }

    /// The objects in members whose names end so, of which nothing is noted.
    pub(crate) fn asides(&self, name_ends: &'static str) -> impl Iterator<Item = Row<'a>> {
        let ends_so = move |key: &[u8]| key.ends_with(name_ends.as_bytes());
        self.members
            .iter()
            .filter(move |(key, _)| ends_so(key))
            .filter_map(|(_, value)| Self::within(value, Rc::default()))
    }

    /// The objects in a list.
    pub(crate) fn rows(&self, name: &str) -> Option<impl Iterator<Item = Row<'a>>> {
        Some(listed(self.raw(name)?)?.into_iter().filter_map(|value| Self::within(value, Rc::default())))
    }

    /// The texts in lists, and how each list is called.
    pub(crate) fn lists(&self) -> impl Iterator<Item = (Cow<'_, str>, Vec<String>)> {
        let texts = |value| {
            let words = |value| lenient::words(read::value(value, &mut Vec::new())?).value();
            Some(listed(value)?.into_iter().filter_map(words).collect())
        };
        self.members.iter().filter_map(move |(key, value)| Some((String::from_utf8_lossy(key), texts(value)?)))
    }

    fn within(value: &'a [u8], odd: Rc<RefCell<Oddities>>) -> Option<Self> {
        Self::members(&mut Cursor::new(value), odd).ok()
    }

    /// Any other remark.
    pub(crate) fn say(&self, what: Oddity) {
        self.odd.borrow_mut().say(what);
    }

    /// Passes on what was odd, as of row `at`.
    pub(crate) fn tell(&self, at: usize, notices: &mut Notices) {
        mem::take(&mut *self.odd.borrow_mut()).tell(at, notices);
    }

    /// The session that it has become, once all fields are read: what is the same for those of all products.
    pub(crate) fn finish(&self, session: &mut Session, id: Option<&str>, at: usize, notices: &mut Notices) {
        self.odd.borrow_mut().finish_session(session, id.unwrap_or_default());
        self.tell(at, notices);
    }
}

/// The values in a list.
fn listed(list: &[u8]) -> Option<Vec<&[u8]>> {
    let mut cursor = Cursor::new(list);
    let mut values = Vec::new();
    let mut more = cursor.enter(b'[', b']').ok()?;
    while more {
        values.push(cursor.value().ok()?);
        more = cursor.more(b']').ok()?;
    }
    Some(values)
}
