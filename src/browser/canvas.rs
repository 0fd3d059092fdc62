//! A canvas that shows a painted picture and writes text on it. What is painted is decided in `timeline`.

use wasm_bindgen::{Clamped, JsCast as _};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement, ImageData};

/// A canvas with the widths of its font's letters.
pub(crate) struct Surface {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    /// That the font is set for; nothing after the canvas has taken another size, which resets it.
    device_ratio: Option<f64>,
    /// Widths of the letters of ASCII that were written so far; no number where one was not.
    ascii_px: [f64; N_ASCII],
    /// Widths of the other letters that were written so far; a few.
    widths_px: Vec<(char, f64)>,
    /// That is set for writing; nothing after the canvas has taken another size.
    colour: String,
    /// The last text that was cut.
    cut: String,
}

const N_ASCII: usize = 128;

impl Surface {
    pub(crate) fn new(canvas: HtmlCanvasElement) -> Option<Self> {
        // Nothing shines through: what need not be mixed is sooner on the screen.
        let options = js_sys::Object::new();
        let _ = js_sys::Reflect::set(&options, &"alpha".into(), &false.into());
        let context = canvas.get_context_with_context_options("2d", &options).ok()??.dyn_into().ok()?;
        Some(Self {
            canvas,
            context,
            device_ratio: None,
            ascii_px: [f64::NAN; N_ASCII],
            widths_px: Vec::new(),
            colour: String::new(),
            cut: String::new(),
        })
    }

    /// Shows a picture of device pixels, four bytes each; the canvas takes its size.
    pub(crate) fn show(&mut self, rgba: &[u8], width_device_px: u32, height_device_px: u32) {
        if (self.canvas.width(), self.canvas.height()) != (width_device_px, height_device_px) {
            self.canvas.set_width(width_device_px);
            self.canvas.set_height(height_device_px);
            self.device_ratio = None;
            self.colour.clear();
        }
        if let Ok(image) = ImageData::new_with_u8_clamped_array_and_sh(Clamped(rgba), width_device_px, height_device_px)
        {
            // Fails only if the sizes do not match; then the last picture stays.
            let _ = self.context.put_image_data(&image, 0.0, 0.0);
        }
    }

    /// Prepares for writing. The browser reads a font anew each time it is set, which takes half a millisecond.
    pub(crate) fn set_font(&mut self, font: &str, device_ratio: f64) {
        if self.device_ratio == Some(device_ratio) {
            return;
        }
        self.device_ratio = Some(device_ratio);
        // Letters have other widths where there are more pixels to place them on.
        self.ascii_px = [f64::NAN; N_ASCII];
        self.widths_px.clear();
        // Fails for no ratio that a screen has.
        let _ = self.context.set_transform(device_ratio, 0.0, 0.0, device_ratio, 0.0, 0.0);
        self.context.set_font(font);
        self.context.set_text_baseline("middle");
    }

    /// Writes as much of `text` as fits into `max_px`, with an ellipsis where it is cut; nothing where fewer than `n_least`
    /// letters would be left.
    pub(crate) fn write(&mut self, text: &str, (x_px, y_px): (f64, f64), max_px: f64, n_least: usize, colour: &str) {
        let ellipsis_px = self.width_px('…');
        let mut used_px = 0.0;
        let mut fits = 0;
        let mut fits_with_ellipsis = 0;
        let mut is_cut = false;
        for (at, letter) in text.char_indices() {
            used_px += self.width_px(letter);
            if used_px > max_px {
                is_cut = true;
                break;
            }
            fits = at + letter.len_utf8();
            if used_px + ellipsis_px <= max_px {
                fits_with_ellipsis = fits;
            }
        }
        let shown = if is_cut { text.get(..fits_with_ellipsis) } else { text.get(..fits) }.unwrap_or_default();
        if is_cut && shown.chars().nth(n_least.saturating_sub(1)).is_none() {
            return;
        }
        self.set_colour(colour);
        // Writing fails for no text that a string can hold.
        let _ = if is_cut {
            self.cut.clear();
            self.cut.extend([shown, "…"]);
            self.context.fill_text(&self.cut, x_px, y_px)
        } else {
            self.context.fill_text(shown, x_px, y_px)
        };
    }

    /// Writes a text from the bottom up, about a point.
    pub(crate) fn write_upwards(&mut self, text: &str, x_px: f64, y_px: f64, colour: &str, device_ratio: f64) {
        let half_px = text.chars().map(|letter| self.width_px(letter)).sum::<f64>() / 2.0;
        self.set_colour(colour);
        let (x, y) = (x_px * device_ratio, (y_px + half_px) * device_ratio);
        // None of these fails for numbers that a screen has.
        let _ = self.context.set_transform(0.0, -device_ratio, device_ratio, 0.0, x, y);
        let _ = self.context.fill_text(text, 0.0, 0.0);
        let _ = self.context.set_transform(device_ratio, 0.0, 0.0, device_ratio, 0.0, 0.0);
    }

    /// The browser reads a colour anew each time it is set.
    fn set_colour(&mut self, colour: &str) {
        if self.colour != colour {
            self.context.set_fill_style_str(colour);
            colour.clone_into(&mut self.colour);
        }
    }

    fn width_px(&mut self, letter: char) -> f64 {
        let at = letter as usize;
        if let Some(&width_px) = self.ascii_px.get(at).filter(|width_px| !width_px.is_nan()) {
            return width_px;
        }
        if let Some(&(_, width_px)) = self.widths_px.iter().find(|(known, _)| *known == letter) {
            return width_px;
        }
        let width_px =
            self.context.measure_text(letter.encode_utf8(&mut [0; 4])).map_or(8.0, |metrics| metrics.width());
        match self.ascii_px.get_mut(at) {
            Some(place) => *place = width_px,
            None => self.widths_px.push((letter, width_px)),
        }
        width_px
    }
}

/// The colour that a CSS custom property has where `element` stands, as the browser resolves it: the theme and forced
/// colours are in it.
pub(crate) fn colour(element: &HtmlElement, property: &str) -> String {
    let style = element.style();
    // An unknown property leaves the colour as it was: text stays visible.
    let _ = style.set_property("color", &format!("var({property})"));
    let computed = web_sys::window().and_then(|window| window.get_computed_style(element).ok().flatten());
    let colour = computed.and_then(|computed| computed.get_property_value("color").ok()).unwrap_or_default();
    let _ = style.remove_property("color");
    colour
}

/// Red, green and blue of a resolved colour, `rgb(r, g, b)`. Opaque: every colour of a picture is.
pub(crate) fn rgba(resolved: &str) -> [u8; 4] {
    let inner = resolved.split_once('(').map_or("", |(_, inner)| inner);
    let mut parts = inner.split([',', ')']).map(str::trim);
    let mut byte = || parts.next().and_then(|part| part.parse().ok()).unwrap_or(0);
    [byte(), byte(), byte(), u8::MAX]
}
