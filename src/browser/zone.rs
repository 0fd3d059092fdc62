//! Time zones as the browser knows them, turned into plain tables of offsets for the pure modules.

use js_sys::{Array, Date, Intl, Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};

use crate::model::time::TICKS_PER_SECOND;
use crate::model::{TimeRange, Timestamp, UtcOffset};
use crate::timeline::zone::Zone;

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

/// The offsets of a zone over a range, with every change between: found by looking once a week and halving where two
/// looks differ. Nothing if the browser does not know the zone.
pub(crate) fn table(name: &str, range: TimeRange) -> Option<Zone> {
    let clock = Clock::new(name)?;
    let week = 7 * 86_400 * TICKS_PER_SECOND;
    let begin = range.start().plus(-week);
    let end = range.end().plus(week);
    let mut changes = vec![(begin, clock.offset(begin))];
    let mut at = begin;
    // A range of more than fifty years has an outlier in it: its first years then stand for the rest.
    for _ in 0..2600 {
        if at >= end {
            break;
        }
        let next = at.plus(week);
        let (before, after) = (clock.offset(at), clock.offset(next));
        if before != after {
            let (mut low, mut high) = (at, next);
            while high.since(low) > TICKS_PER_SECOND {
                let middle = low.plus(high.since(low) / 2);
                if clock.offset(middle) == before { low = middle } else { high = middle }
            }
            // Clocks change on a whole minute.
            let minute = 60 * TICKS_PER_SECOND;
            let at_change = Timestamp::from_ticks(high.ticks().div_euclid(minute) * minute);
            changes.push((at_change, after));
        }
        at = next;
    }
    Some(Zone::table(name.to_owned(), changes))
}

/// A formatter of one zone, used to read its clock.
struct Clock {
    format: js_sys::Function,
}

impl Clock {
    fn new(name: &str) -> Option<Self> {
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
        let format = Reflect::get(&format, &JsValue::from_str("format")).ok()?.dyn_into().ok()?;
        Some(Self { format })
    }

    /// How far the zone's clock runs ahead of UTC at an instant.
    fn offset(&self, at: Timestamp) -> UtcOffset {
        #[expect(clippy::cast_precision_loss, reason = "milliseconds of years 1970 to 9999 are below 2^53")]
        let ms = at.unix_ms() as f64;
        let shown = self.format.call1(&JsValue::NULL, &Date::new(&JsValue::from_f64(ms))).ok();
        let text = shown.and_then(|text| text.as_string()).unwrap_or_default();
        // "3/26/2026, 02:30:00"
        let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
        let mut number = || numbers.next().and_then(|part| part.parse::<i64>().ok()).unwrap_or(0);
        let (month, day, year, hour, minute) = (number(), number(), number(), number(), number());
        let days = crate::model::time::days_from_civil(year, month, day);
        let minutes_there = days * 1440 + hour * 60 + minute;
        let minutes_utc = at.unix_ms().div_euclid(60_000);
        i16::try_from(minutes_there - minutes_utc).ok().and_then(UtcOffset::from_minutes).unwrap_or_default()
    }
}
