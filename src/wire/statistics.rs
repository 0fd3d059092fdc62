//! A job session's amounts and rates: texts in v1 and v2, numbers since, numbers as texts on some builds.

use serde::{Deserialize, Deserializer};

use super::lenient::{self, Field, Value};
use super::oddities::Oddities;
use crate::model::text::cut;
use crate::model::{Rate, Statistics, Unfit};

/// The object as sent. Of each pair of names the first is of v1 and v2.
#[derive(Deserialize)]
pub(crate) struct StatisticsRow {
    #[serde(default, rename = "processingRate", deserialize_with = "rate")]
    processing_rate_text: Field<Rate>,
    #[serde(default, rename = "processingRateBytesPS", deserialize_with = "rate")]
    processing_rate: Field<Rate>,
    /// Whether it was sent matters: then it counts, and not what the text says.
    #[serde(default, rename = "processingRateItemsPS", deserialize_with = "sent_integer")]
    processing_rate_items: Option<Field<i64>>,
    #[serde(default, rename = "readRate", deserialize_with = "rate")]
    read_rate_text: Field<Rate>,
    #[serde(default, rename = "readRateBytesPS", deserialize_with = "rate")]
    read_rate: Field<Rate>,
    #[serde(default, rename = "writeRate", deserialize_with = "rate")]
    write_rate_text: Field<Rate>,
    #[serde(default, rename = "writeRateBytesPS", deserialize_with = "rate")]
    write_rate: Field<Rate>,
    #[serde(default, rename = "transferredData", deserialize_with = "rate")]
    transferred_text: Field<Rate>,
    #[serde(default, rename = "transferredDataBytes", deserialize_with = "rate")]
    transferred: Field<Rate>,
    #[serde(default, rename = "processedObjects", deserialize_with = "lenient::integer")]
    processed_items: Field<i64>,
    #[serde(default, deserialize_with = "lenient::string")]
    bottleneck: Field<String>,
}

impl StatisticsRow {
    /// What it says; what is odd is noted.
    pub(crate) fn read(self, odd: &mut Oddities) -> Statistics {
        let text = odd.take("processingRate", self.processing_rate_text);
        let items_of_text = text.as_ref().and_then(|rate| items(rate.text.as_deref()?));
        let of_pair = |odd: &mut Oddities, [as_text, as_number]: [&'static str; 2], text, number| {
            let text = odd.take(as_text, text);
            odd.take(as_number, number).or(text)
        };
        Statistics {
            processing_rate: odd.take("processingRateBytesPS", self.processing_rate).or(text),
            processing_rate_items: match self.processing_rate_items {
                Some(items) => odd.take("processingRateItemsPS", items),
                None => items_of_text,
            },
            read_rate: of_pair(odd, ["readRate", "readRateBytesPS"], self.read_rate_text, self.read_rate),
            write_rate: of_pair(odd, ["writeRate", "writeRateBytesPS"], self.write_rate_text, self.write_rate),
            transferred: of_pair(
                odd,
                ["transferredData", "transferredDataBytes"],
                self.transferred_text,
                self.transferred,
            ),
            processed_items: odd.take("processedObjects", self.processed_items),
            bottleneck: odd.take("bottleneck", self.bottleneck),
        }
    }
}

fn sent_integer<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Field<i64>>, D::Error> {
    lenient::integer(from).map(Some)
}

/// An amount: a number, or a text with a unit.
pub(crate) fn rate<'de, D: Deserializer<'de>>(from: D) -> Result<Field<Rate>, D::Error> {
    let value = Value::deserialize(from)?;
    Ok(match (lenient::whole(&value), &value) {
        (Ok(None), _) => Field::Empty,
        (Ok(Some(bytes)), _) => Field::Value(Rate { bytes: Some(bytes), text: None }),
        (Err(_), Value::Text(text)) => {
            Field::Value(Rate { bytes: amount(&text.text), text: Some(text.text.to_string()) })
        }
        (Err(_), other) => Field::odd(Unfit::NoAmount, other),
    })
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
