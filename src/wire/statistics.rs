//! A job session's amounts and rates: texts in v1 and v2, numbers since, numbers as texts on some builds.

use super::lenient::{self, Field, Value};
use super::row::Row;
use crate::model::text::cut;
use crate::model::{Rate, Statistics, Unfit};

/// What the object says; what is odd is noted. Of each pair of names the first is of v1 and v2.
pub(crate) fn read(row: &Row<'_>) -> Statistics {
    let text = row.take("processingRate", rate);
    let items_of_text = text.as_ref().and_then(|rate| items(rate.text.as_deref()?));
    let of_pair = |as_text, as_number| {
        let text = row.take(as_text, rate);
        row.take(as_number, rate).or(text)
    };
    Statistics {
        processing_rate: row.take("processingRateBytesPS", rate).or(text),
        // Where it was sent it counts, and not what the text says.
        processing_rate_items: if row.has("processingRateItemsPS") {
            row.take("processingRateItemsPS", lenient::integer)
        } else {
            items_of_text
        },
        read_rate: of_pair("readRate", "readRateBytesPS"),
        write_rate: of_pair("writeRate", "writeRateBytesPS"),
        transferred: of_pair("transferredData", "transferredDataBytes"),
        processed_items: row.take("processedObjects", lenient::integer),
        bottleneck: row.take("bottleneck", lenient::string),
    }
}

/// An amount: a number, or a text with a unit.
#[expect(clippy::needless_pass_by_value, reason = "readers of fields are of one type")]
pub(crate) fn rate(value: Value<'_>) -> Field<Rate> {
    match (lenient::whole(&value), &value) {
        (Ok(None), _) => Field::Empty,
        (Ok(Some(bytes)), _) => Field::Value(Rate { bytes: Some(bytes), text: None }),
        (Err(_), Value::Text(text)) => {
            Field::Value(Rate { bytes: amount(&text.text), text: Some(text.text.to_string()) })
        }
        (Err(_), other) => Field::odd(Unfit::NoAmount, other),
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
