//! What was odd in the data, why an answer could not be read, and what came in its place.

use super::{Texts, commands};
use crate::model::{DecodeError, Foreign, Found, Instead, Notice, Oddity, Unfit, ValueKind};

impl Texts {
    /// An oddity, and the row that it concerns.
    pub fn notice(self, notice: &Notice) -> String {
        let what = self.oddity(&notice.what);
        match notice.at {
            Some(at) => self.odd_row((at + 1).to_string(), what),
            None => what,
        }
    }

    /// Why an answer could not be read.
    pub fn unreadable(self, error: &DecodeError) -> String {
        match error {
            DecodeError::Empty => self.read_empty(),
            DecodeError::NotJson { at } => self.read_not_json(at.to_string()),
            DecodeError::Html => self.read_web_page(),
            DecodeError::Cut { n_rows } => self.read_cut(n_rows.to_string()),
            DecodeError::NotALog { found } => self.read_other(self.instead(found)),
            DecodeError::ServerError { message } => self.read_error(message),
        }
    }

    /// What came in place of a log or a list.
    pub fn instead(self, found: &Instead) -> String {
        match found {
            Instead::Nothing => self.odd_nothing(),
            Instead::WebPage => self.odd_web_page(),
            Instead::NoJson => self.odd_no_json(),
            Instead::Foreign(kind) => self.foreign(*kind),
            Instead::EmptyList => self.odd_empty_list(),
            Instead::Word => self.odd_single_word(),
            Instead::TextOrNumber => self.odd_single_text(),
            Instead::Member { name, kind } => self.odd_member(name, self.value_kind(*kind)),
            Instead::ServerError { message } => self.odd_server_error(crate::format::shown(message, 300)),
            Instead::Object { keys, .. } if keys.is_empty() => self.odd_empty_object(),
            Instead::Object { keys, has_more: false } => self.odd_object(keys.join(", ")),
            Instead::Object { keys, has_more: true } => self.odd_object_and_more(keys.join(", ")),
        }
    }

    /// A file of another kind, in a few words.
    fn foreign(self, kind: Foreign) -> String {
        match kind {
            Foreign::Archive => self.file_is_archive(),
            Foreign::Pdf => self.file_is_pdf(),
            Foreign::Office => self.file_is_office(),
            Foreign::EventLog => self.file_is_event_log(),
            Foreign::Picture => self.file_is_picture(),
            Foreign::Database => self.file_is_database(),
            Foreign::Program => self.file_is_program(),
            Foreign::Utf32 => self.file_is_utf_32(),
            Foreign::Binary => self.file_is_binary(),
            Foreign::Xml => self.file_is_xml(),
            Foreign::CliXml => self.file_is_cli_xml(),
            Foreign::ProgramLog => self.file_is_program_log(),
            Foreign::ConsoleTable => self.file_is_console("Format-Table"),
            Foreign::ConsoleList => self.file_is_console("Format-List"),
            Foreign::Table => self.file_is_table(),
            Foreign::TooShallow => self.file_is_too_shallow(),
        }
    }

    /// What to do about a file of another kind.
    pub fn foreign_advice(self, found: &Instead) -> String {
        match found {
            Instead::Foreign(Foreign::Archive) => self.file_advice_unpack(),
            Instead::Foreign(Foreign::Picture | Foreign::Pdf) => self.file_advice_text(),
            Instead::Foreign(
                Foreign::CliXml | Foreign::ConsoleTable | Foreign::ConsoleList | Foreign::TooShallow | Foreign::Table,
            ) => self.file_advice_cmdlet(commands::LOG),
            Instead::WebPage => self.file_advice_web_page(),
            _ => String::new(),
        }
    }

    fn oddity(self, what: &Oddity) -> String {
        match what {
            Oddity::Field { name, why, found } => self.odd_field(name, *why, found),
            Oddity::NoZone => self.odd_no_zone(),
            Oddity::NoId => self.odd_no_id(),
            Oddity::NoStart => self.odd_no_start(),
            Oddity::EndsWhileRunning => self.odd_ends_while_running(),
            Oddity::NoEnd => self.odd_no_end(),
            Oddity::FarTime => self.odd_far_time(),
            Oddity::UnfitJob => self.odd_unfit_job(),
            Oddity::NoRoom => self.odd_no_room(),
            Oddity::NoObject(kind) => self.odd_not_an_object(self.value_kind(*kind)),
            Oddity::NoJson { byte, field } => self.odd_not_json(byte.to_string(), field),
            Oddity::TooLong => self.odd_too_long(),
            Oddity::NoComma => self.odd_no_comma(),
            Oddity::LastComma(after) => self.odd_last_comma(after.to_string()),
            Oddity::TwoCommas(after) => self.odd_two_commas(after.to_string()),
            Oddity::NoRow { after, byte, n_bytes, head } => {
                self.odd_no_row(after.to_string(), byte.to_string(), n_bytes.to_string(), head)
            }
            Oddity::DateOrder { is_day_first: true } => self.odd_day_first(),
            Oddity::DateOrder { is_day_first: false } => self.odd_month_first(),
            Oddity::NullRows => self.odd_null_rows(),
            Oddity::AfterEnd => self.odd_after_end(),
            Oddity::NoCount(name) => self.odd_no_count(name),
            Oddity::Unread(error) => self.unreadable(error),
        }
    }

    fn odd_field(self, name: &str, why: Unfit, found: &Found) -> String {
        let found = match found {
            Found::Quoted(text) => text.clone(),
            Found::Kind(kind) => self.value_kind(*kind),
        };
        match why {
            Unfit::NoWholeNumber => self.odd_field_whole(name, found),
            Unfit::TooLarge => self.odd_field_large(name, found),
            Unfit::NoTime => self.odd_field_time(name, found),
            Unfit::NoLength => self.odd_field_length(name, found),
            Unfit::NoAmount => self.odd_field_amount(name, found),
            Unfit::NoText => self.odd_field_text(name, found),
            Unfit::NoTruth => self.odd_field_truth(name, found),
            Unfit::NoObject => self.odd_field_object(name, found),
            Unfit::NoAddress => self.odd_field_address(name, found),
        }
    }

    fn value_kind(self, kind: ValueKind) -> String {
        match kind {
            ValueKind::Null => self.odd_kind_null(),
            ValueKind::Truth => self.odd_kind_truth(),
            ValueKind::Number => self.odd_kind_number(),
            ValueKind::Text => self.odd_kind_text(),
            ValueKind::List => self.odd_kind_list(),
            ValueKind::Object => self.odd_kind_object(),
            ValueKind::Word => self.odd_kind_word(),
        }
    }
}
