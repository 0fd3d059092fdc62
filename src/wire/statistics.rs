//! A job session's amounts and rates: texts in v1 and v2, numbers since, numbers as texts on some builds.

use super::fields::{Oddities, integer};
use super::json::Value;
use super::object::each_member;
use crate::model::text::cut;
use crate::model::{Rate, Statistics};

/// Reads the `statistics` object; none for `null`.
pub(crate) fn statistics(value: &Value<'_>, odd: &mut Oddities) -> Option<Statistics> {
    let object = match value {
        Value::Null => return None,
        Value::Composite(object) if object.starts_with(b"{") => object,
        other => {
            odd.add(b"statistics", "no object", other);
            return None;
        }
    };
    let mut out = Statistics::default();
    each_member(object, &mut |key, value| match key {
        b"processingRate" => {
            out.processing_rate = rate(key, &value, odd);
            out.processing_rate_items = value.text().and_then(items).or(out.processing_rate_items);
        }
        b"processingRateBytesPS" => out.processing_rate = rate(key, &value, odd),
        b"processingRateItemsPS" => out.processing_rate_items = odd.integer(key, &value),
        b"readRate" | b"readRateBytesPS" => out.read_rate = rate(key, &value, odd),
        b"writeRate" | b"writeRateBytesPS" => out.write_rate = rate(key, &value, odd),
        b"transferredData" | b"transferredDataBytes" => out.transferred = rate(key, &value, odd),
        b"processedObjects" => out.processed_items = odd.integer(key, &value),
        b"bottleneck" => out.bottleneck = odd.string(key, value),
        _ => {}
    });
    Some(out)
}

fn rate(field: &[u8], value: &Value<'_>, odd: &mut Oddities) -> Option<Rate> {
    match (integer(value), value) {
        (Ok(None), _) => None,
        (Ok(Some(bytes)), _) => Some(Rate { bytes: Some(bytes), text: None }),
        (Err(_), Value::Text(text)) => Some(Rate { bytes: amount(&text.text), text: Some(text.text.to_string()) }),
        (Err(_), other) => {
            odd.add(field, "no amount", other);
            None
        }
    }
}

/// `832.4 KB/s (52 items/s)` as bytes, with 1024 to the KB as the product counts; rounded down.
fn amount(text: &str) -> Option<i64> {
    let text = text.trim();
    let number_len = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','))?;
    let (number, unit) = text.split_at_checked(number_len)?;
    let unit = unit.trim_start();
    let power = match unit.as_bytes().first()?.to_ascii_uppercase() {
        b'B' => 0,
        b'K' => 1,
        b'M' => 2,
        b'G' => 3,
        b'T' => 4,
        b'P' => 5,
        _ => return None,
    };
    let (whole, fraction) = number.split_once(['.', ',']).unwrap_or((number, ""));
    // Beyond the sixth digit the fraction says nothing of an amount that was rounded for people.
    let fraction = fraction.get(..6).unwrap_or(fraction);
    let scale = 10_i64.pow(u32::try_from(fraction.len()).ok()?);
    let fraction = if fraction.is_empty() { 0 } else { fraction.parse::<i64>().ok()? };
    let scaled = whole.parse::<i64>().ok()?.checked_mul(scale)?.checked_add(fraction)?;
    Some(scaled.checked_mul(1024_i64.pow(power))? / scale)
}

/// The 52 of `832.4 KB/s (52 items/s)`.
fn items(text: &str) -> Option<i64> {
    let (_, after) = text.split_once('(')?;
    let (number, _) = cut(after, " item")?;
    number.trim().parse().ok()
}
