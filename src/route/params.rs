//! The settings of a view, as they stand behind the `?`.

use std::borrow::Cow;
use std::fmt;

use super::notice::{Flaw, RouteNotice, Wants};
use super::words::{Group, IdleWord, Part, Sort, Theme, ZoneChoice};
use super::{Parsed, is_token_name, looks_like_token, percent};
use crate::answers::Severities;
use crate::format;
use crate::model::{Id, Product, Severity, Stamp, Status, TimeRange, Timestamp, UtcOffset, Version, time};

/// The longest search text, in characters.
pub const Q_MAX_CHARS: usize = 200;
const API_MAX_CHARS: usize = 300;
const SAMPLE: &str = "sample";

/// The settings of a view. What is not set follows config.json, the browser or the view's own choice.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Params {
    /// The server: an address or a name from config.json, not checked here, or `sample`.
    pub api: Option<String>,
    /// Its product.
    pub product: Option<Product>,
    /// Its API version: one that `product` has or, where no product is named, any product.
    pub version: Option<Version>,
    /// The zone that times are shown in.
    pub tz: Option<ZoneChoice>,
    /// Light or dark.
    pub theme: Option<Theme>,
    /// Language tag, such as `de` or `en-GB`.
    pub lang: Option<String>,
    /// Shown inside another page, by contract v1.
    pub embed: bool,
    /// Parts of the page to leave out, each once and in the order of [`Part::ALL`].
    pub hide: Vec<Part>,
    /// Only what has one of these results.
    pub status: Severities,
    /// Only sessions of this job.
    pub job: Option<Id>,
    /// Sessions: only those from here on. One session: where the visible part begins.
    pub from: Option<Timestamp>,
    /// Sessions: only those up to here. One session: where the visible part ends.
    pub to: Option<Timestamp>,
    /// Search text: a plain substring, never a pattern. Never empty.
    pub q: Option<String>,
    /// The selected log item.
    pub item: Option<Id>,
    /// Only the items of one set, by its name, such as `problem.1a2b3c4d`; which sets there are is `answers::sets`' affair.
    pub only: Option<String>,
    /// How the timeline is divided into groups; nothing leaves it to the page, which gives each machine its row.
    pub group: Option<Group>,
    /// How the timeline draws stretches in which nothing runs.
    pub idle: Option<IdleWord>,
    /// How the table is sorted.
    pub sort: Option<Sort>,
}

impl Params {
    /// How the timeline is divided into groups: unless something else is named, each machine of a log has its row.
    pub fn rows(&self, has_parts: bool) -> Group {
        self.group.unwrap_or(if has_parts { Group::Object } else { Group::Packed })
    }

    /// The product whose built-in sample data is meant, if it is: the one that is named, where there is any of it.
    pub fn sample_of(&self) -> Option<Product> {
        let is_sample = self.api.as_deref() == Some(SAMPLE);
        is_sample.then(|| self.product.filter(|&product| product == Product::Vbr).unwrap_or(Product::Vb365))
    }

    /// For the built-in sample data.
    pub fn sample() -> Self {
        Self { api: Some(SAMPLE.to_owned()), ..Self::default() }
    }

    /// What holds for every view of the same server: server and looks, no filter.
    #[must_use]
    pub fn common(&self) -> Self {
        Self { api: self.api.clone(), product: self.product, version: self.version, ..self.looks() }
    }

    /// How every view looks, of any server.
    #[must_use]
    pub fn looks(&self) -> Self {
        Self {
            tz: self.tz.clone(),
            theme: self.theme,
            lang: self.lang.clone(),
            embed: self.embed,
            hide: self.hide.clone(),
            ..Self::default()
        }
    }

    /// The range between `from` and `to`, if both are set.
    pub fn range(&self) -> Option<TimeRange> {
        Some(TimeRange::new(self.from?, self.to?))
    }

    /// Whether a part of the page is to be left out.
    pub fn hides(&self, part: Part) -> bool {
        self.hide.contains(&part) || part == Part::Nav && self.embed
    }
}

/// Reads what stands behind the `?` into `parsed`.
pub(super) fn parse_query(query: &str, parsed: &mut Parsed) {
    let mut seen: Vec<Cow<'_, str>> = Vec::new();
    let mut version = None;
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let (Some(name), Some(value)) = (percent::decode(name), percent::decode(value)) else {
            parsed.notices.push(RouteNotice::BadSetting);
            continue;
        };
        if is_token_name(&name) || looks_like_token(&name) || looks_like_token(&value) {
            parsed.has_token = true;
            continue;
        }
        if seen.contains(&name) {
            notice(parsed, &name, Flaw::Twice);
            continue;
        }
        let read = if name == "version" {
            version = Some(value.into_owned());
            Ok(())
        } else {
            set(&mut parsed.route.params, &name, &value)
        };
        if let Err(flaw) = read {
            notice(parsed, &name, flaw);
        }
        seen.push(name);
    }
    if let Some(text) = version {
        let params = &mut parsed.route.params;
        let mut products =
            Product::ALL.into_iter().filter(|&known| params.product.is_none_or(|product| product == known));
        params.version = products.find_map(|product| Version::parse(product, &text));
        if params.version.is_none() {
            notice(parsed, "version", Flaw::Wants(Wants::Version));
        }
    }
    if parsed.route.params.from.zip(parsed.route.params.to).is_some_and(|(from, to)| from > to) {
        (parsed.route.params.from, parsed.route.params.to) = (None, None);
        notice(parsed, "from", Flaw::Wants(Wants::Before));
    }
}

/// Sets one parameter; if the value is not fit, says what would be.
fn set(params: &mut Params, name: &str, value: &str) -> Result<(), Flaw> {
    match name {
        "api" => put(&mut params.api, fit_api(value), Wants::Server),
        "product" => put(&mut params.product, Product::from_key(value), Wants::Product),
        "tz" => put(&mut params.tz, ZoneChoice::parse(value), Wants::Zone),
        "theme" => put(&mut params.theme, Theme::from_word(value), Wants::Theme),
        "lang" => put(&mut params.lang, fit_lang(value), Wants::Language),
        "embed" => {
            params.embed = value == "v1";
            if params.embed { Ok(()) } else { Err(Flaw::Wants(Wants::Embedding)) }
        }
        "hide" => set_hidden(&mut params.hide, value),
        "status" => set_severities(&mut params.status, value),
        "job" => put(&mut params.job, Id::new(value), Wants::Job),
        "from" => put(&mut params.from, parse_time(value), Wants::Time),
        "to" => put(&mut params.to, parse_time(value), Wants::Time),
        "q" if value.is_empty() => Ok(()),
        "q" => {
            let fit = value.char_indices().nth(Q_MAX_CHARS).is_none().then(|| value.to_owned());
            put(&mut params.q, fit, Wants::Search)
        }
        "item" => put(&mut params.item, Id::new(value), Wants::Item),
        "only" => put(&mut params.only, fit_set(value), Wants::Set),
        "group" => put(&mut params.group, Group::from_word(value), Wants::Group),
        "idle" => put(&mut params.idle, IdleWord::from_word(value), Wants::Idle),
        "sort" => put(&mut params.sort, Sort::parse(value), Wants::Sort),
        _ => Err(Flaw::Unknown),
    }
}

fn put<T>(slot: &mut Option<T>, value: Option<T>, wants: Wants) -> Result<(), Flaw> {
    *slot = value;
    if slot.is_some() { Ok(()) } else { Err(Flaw::Wants(wants)) }
}

fn notice(parsed: &mut Parsed, name: &str, flaw: Flaw) {
    parsed.notices.push(RouteNotice::Setting { name: format::shown(name, 32).into_owned(), flaw });
}

fn fit_api(value: &str) -> Option<String> {
    let fits = !value.is_empty() && value.len() <= API_MAX_CHARS && !value.contains(format::is_hidden);
    fits.then(|| value.to_owned())
}

fn fit_lang(value: &str) -> Option<String> {
    let plain = value.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    ((2..=35).contains(&value.len()) && plain).then(|| value.to_owned())
}

fn fit_set(value: &str) -> Option<String> {
    let plain = value.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'.');
    ((1..=64).contains(&value.len()) && plain).then(|| value.to_owned())
}

fn parse_time(value: &str) -> Option<Timestamp> {
    match time::parse(value.as_bytes()) {
        Ok(Stamp::At(t, _)) => {
            // A time of another zone may fall into a year of UTC that means "not set".
            let printed = time::parse(t.to_iso(UtcOffset::UTC).as_bytes());
            (printed == Ok(Stamp::At(t, Some(UtcOffset::UTC)))).then_some(t)
        }
        _ => None,
    }
}

fn set_hidden(hide: &mut Vec<Part>, value: &str) -> Result<(), Flaw> {
    let mut result = Ok(());
    for word in value.split(',').filter(|word| !word.is_empty()) {
        match Part::from_word(word) {
            Some(part) => {
                if let Err(at) = hide.binary_search(&part) {
                    hide.insert(at, part);
                }
            }
            None => result = Err(Flaw::BadPart),
        }
    }
    result
}

/// Severities by their words, or by any word a server has for a status.
fn set_severities(chosen: &mut Severities, value: &str) -> Result<(), Flaw> {
    let mut result = Ok(());
    for word in value.split(',').filter(|word| !word.is_empty()) {
        let severity = Severity::ALL.into_iter().find(|severity| severity.word().eq_ignore_ascii_case(word));
        match severity.or_else(|| Status::from_word(word).map(Status::severity)) {
            Some(severity) => *chosen = chosen.with(severity),
            None => result = Err(Flaw::BadResult),
        }
    }
    result
}

/// Writes the settings with their `?`, in a fixed order; nothing where none is set.
pub(super) fn print_query(params: &Params, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut mark = "?";
    let mut print = |name: &str, value: &str| {
        if value.is_empty() {
            return Ok(());
        }
        f.write_str(mark)?;
        mark = "&";
        f.write_str(name)?;
        f.write_str("=")?;
        percent::encode(value, f)
    };
    let iso = |t: Option<Timestamp>| t.map(|t| t.to_iso(UtcOffset::UTC)).unwrap_or_default();
    let id = |id: &Option<Id>| id.as_ref().map(ToString::to_string).unwrap_or_default();
    let hide: Vec<&str> = params.hide.iter().map(|part| part.word()).collect();
    let status: Vec<&str> = params.status.iter().map(Severity::word).collect();
    let sort = params.sort.map(Sort::word);
    print("api", params.api.as_deref().unwrap_or_default())?;
    print("product", params.product.map_or("", Product::key))?;
    print("version", &params.version.map(|version| version.to_string()).unwrap_or_default())?;
    print("status", &status.join(","))?;
    print("job", &id(&params.job))?;
    print("from", &iso(params.from))?;
    print("to", &iso(params.to))?;
    print("q", params.q.as_deref().unwrap_or_default())?;
    print("item", &id(&params.item))?;
    print("only", params.only.as_deref().unwrap_or_default())?;
    print("group", params.group.map_or("", Group::word))?;
    print("idle", params.idle.map_or("", IdleWord::word))?;
    print("sort", sort.as_deref().unwrap_or_default())?;
    print("tz", &params.tz.as_ref().map(ZoneChoice::word).unwrap_or_default())?;
    print("theme", params.theme.map_or("", Theme::word))?;
    print("lang", params.lang.as_deref().unwrap_or_default())?;
    print("embed", if params.embed { "v1" } else { "" })?;
    print("hide", &hide.join(","))
}
