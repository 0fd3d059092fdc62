//! Time zones as the browser knows them, asked for the offset at each day that is looked at.

use std::cell::RefCell;

use chrono::NaiveDate;
use js_sys::{Array, Intl, Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};

use crate::model::{Timestamp, UtcOffset};
use crate::timeline::zone::{Known, Stretch, Zone};

/// Every zone that the browser knows by name.
pub(crate) fn all() -> Vec<String> {
    let names = Intl::supported_values_of(Intl::SupportedValuesKey::TimeZone);
    names.iter().filter_map(|name| name.as_string()).collect()
}

/// The browser's own zone: an IANA name such as `Europe/Berlin`.
pub(crate) fn local_name() -> String {
    let format = Intl::DateTimeFormat::new(&Array::new(), &Object::new());
    Reflect::get(&format.resolved_options(), &JsValue::from_str("timeZone"))
        .ok()
        .and_then(|name| name.as_string())
        .unwrap_or_else(|| "UTC".to_owned())
}

/// The zone of this name. Nothing if the browser does not know it.
pub(crate) fn named(name: &str) -> Option<Zone> {
    with_clock(name, |_| ()).map(|()| Zone::asked(name.to_owned(), stretch))
}

fn stretch(name: &str, t: Timestamp) -> Stretch {
    let known = with_clock(name, |clock| clock.known.at(t, &|t| offset(&clock.format, t)));
    known.unwrap_or(Stretch { from: t, until: t.plus(1), offset: UtcOffset::UTC })
}

/// The clock of a zone: a formatter, and what it has told.
struct Clock {
    name: String,
    format: js_sys::Function,
    known: Known,
}

thread_local! {
    /// The clocks that were asked; a person looks at few.
    static CLOCKS: RefCell<Vec<Clock>> = const { RefCell::new(Vec::new()) };
}

/// Gives the clock of a zone to `ask`. Nothing if the browser does not know the zone.
fn with_clock<T>(name: &str, ask: impl FnOnce(&mut Clock) -> T) -> Option<T> {
    CLOCKS.with_borrow_mut(|clocks| {
        if !clocks.iter().any(|clock| clock.name == name) {
            clocks.push(Clock { name: name.to_owned(), format: formatter(name)?, known: Known::default() });
        }
        clocks.iter_mut().find(|clock| clock.name == name).map(ask)
    })
}

/// A function that writes a time as the zone's clock shows it: `3/26/2026, 02:30:00`.
fn formatter(name: &str) -> Option<js_sys::Function> {
    let options = Object::new();
    for (key, value) in [
        ("timeZone", name),
        ("hourCycle", "h23"),
        ("year", "numeric"),
        ("month", "numeric"),
        ("day", "numeric"),
        ("hour", "numeric"),
        ("minute", "numeric"),
        ("second", "numeric"),
    ] {
        Reflect::set(&options, &JsValue::from_str(key), &JsValue::from_str(value)).ok()?;
    }
    // An unknown zone makes the constructor throw; the binding would not catch it.
    let intl = Reflect::get(&js_sys::global(), &JsValue::from_str("Intl")).ok()?;
    let constructor: js_sys::Function =
        Reflect::get(&intl, &JsValue::from_str("DateTimeFormat")).ok()?.dyn_into().ok()?;
    let arguments = Array::of2(&JsValue::from_str("en-US-u-ca-gregory-nu-latn"), &options);
    let format = Reflect::construct(&constructor, &arguments).ok()?;
    Reflect::get(&format, &JsValue::from_str("format")).ok()?.dyn_into().ok()
}

/// How far a zone's clock runs ahead of UTC at an instant.
fn offset(format: &js_sys::Function, at: Timestamp) -> UtcOffset {
    let seconds = at.unix_ms().div_euclid(1000);
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of the years 1 to 9999 are below 2^53")]
    let ms = seconds as f64 * 1000.0;
    let shown = format.call1(&JsValue::NULL, &JsValue::from_f64(ms)).ok();
    let text = shown.and_then(|text| text.as_string()).unwrap_or_default();
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let mut number = || numbers.next().and_then(|part| part.parse::<u32>().ok()).unwrap_or(0);
    let (month, day, year) = (number(), number(), number());
    let (hour, minute, second) = (number(), number(), number());
    let date = i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
    let shown = date.and_then(|date| date.and_hms_opt(hour, minute, second));
    let ahead = shown.and_then(|shown| i32::try_from(shown.and_utc().timestamp() - seconds).ok());
    ahead.and_then(UtcOffset::from_seconds).unwrap_or_default()
}
