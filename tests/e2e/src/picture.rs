//! What is to be seen, as pixels.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::page::Page;
use crate::setup;

/// A picture, from its top left.
pub struct Pixels {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Red, green, blue and alpha of each.
    pub rgba: Vec<u8>,
}

impl Page<'_> {
    /// Leaves a picture of the window in `e2e-screens/` of the target folder.
    pub fn screenshot(&self, name: &str) -> PathBuf {
        let picture = self.command("GET", "/screenshot", &Value::Null);
        let path = setup::screens().join(format!("{name}.png"));
        std::fs::write(&path, from_base64(picture.as_str().unwrap_or_default())).expect("a picture can be written");
        path
    }

    /// What the first canvas that fits a CSS selector shows.
    pub fn canvas(&self, selector: &str) -> Pixels {
        let script = "const canvas = document.querySelector(arguments[0]), { width, height } = canvas;
            const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
            let text = '';
            for (let at = 0; at < data.length; at += 8190) text += String.fromCharCode(...data.subarray(at, at + 8190));
            return [width, height, btoa(text)]";
        // Advice to whoever reads pixels: that is this test, not the page.
        self.expect_console("willReadFrequently");
        let found = self.execute(script, &[json!(selector)]);
        let side = |nth: usize| found[nth].as_u64().and_then(|px| u32::try_from(px).ok()).expect("a canvas has a size");
        let rgba = from_base64(found[2].as_str().unwrap_or_default());
        Pixels { width: side(0), height: side(1), rgba }
    }
}

/// Decodes what WebDriver sends pictures in.
fn from_base64(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut n_bits) = (0_u32, 0);
    for digit in text.bytes() {
        let value = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        n_bits += 6;
        if n_bits >= 8 {
            n_bits -= 8;
            bytes.push((bits >> n_bits & 255) as u8);
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::from_base64;

    #[test]
    fn base64_is_decoded_with_and_without_padding() {
        assert_eq!(from_base64("TWFuTQ=="), b"ManM");
        assert_eq!(from_base64("TWE="), b"Ma");
    }
}
