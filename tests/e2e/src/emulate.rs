//! What a test sets about the person at the page: the size of the window, colours, the time zone.

use serde_json::{Value, json};

use crate::engine::{Emulation, Feature};
use crate::page::Page;

/// The window that every test begins with, in CSS pixels inside.
const USUAL: (u32, u32) = (1440, 900);

impl Page<'_> {
    /// Sets what CSS asks about the user, such as `("prefers-color-scheme", "dark")`, `("forced-colors", "active")`
    /// or `("prefers-reduced-motion", "reduce")`. What is not named is as the system has it.
    ///
    /// # Panics
    /// If the engine cannot: see [`Feature::Media`].
    pub fn emulate_media(&self, features: &[(&str, &str)]) {
        match self.engine().emulation() {
            Emulation::Devtools => {
                let features: Vec<Value> =
                    features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
                self.cdp("Emulation.setEmulatedMedia", &json!({ "features": features }));
            }
            Emulation::Chrome => {
                let script = "const context = gBrowser.selectedBrowser.browsingContext;
                    const wanted = Object.fromEntries(arguments[0]);
                    context.prefersColorSchemeOverride = wanted['prefers-color-scheme'] ?? 'none';
                    context.forcedColorsOverride = wanted['forced-colors'] ?? 'none';
                    context.prefersReducedMotionOverride = wanted['prefers-reduced-motion'] ?? 'none'";
                self.execute_in_chrome(script, &[json!(features)]);
            }
            Emulation::Window => panic!("{:?} cannot be set in this engine", Feature::Media),
        }
    }

    /// Sets the size of the window's inside in CSS pixels, and how many device pixels each has.
    ///
    /// # Panics
    /// If the engine cannot: see [`Feature::Ratio`].
    pub fn emulate_size(&self, width: u32, height: u32, scale: f64) {
        match self.engine().emulation() {
            Emulation::Devtools => {
                let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": false });
                self.cdp("Emulation.setDeviceMetricsOverride", &metrics);
            }
            Emulation::Chrome => {
                let script = "const [width, height, scale] = arguments, browser = gBrowser.selectedBrowser;
                    browser.browsingContext.overrideDPPX = scale;
                    browser.style.cssText = `flex: none; width: ${width}px; height: ${height}px`";
                self.execute_in_chrome(script, &[json!(width), json!(height), json!(scale)]);
            }
            Emulation::Window => {
                assert!((scale - 1.0).abs() < f64::EPSILON, "{:?} cannot be set in this engine", Feature::Ratio);
                self.resize_window(width, height);
            }
        }
        self.wait_until(&format!("the window to be {width} x {height}"), || self.inside() == (width, height));
    }

    /// Sets the browser's time zone by its IANA name.
    ///
    /// # Panics
    /// If the engine cannot: see [`Feature::Zone`].
    pub fn emulate_zone(&self, zone: &str) {
        match self.engine().emulation() {
            Emulation::Devtools => {
                self.cdp("Emulation.setTimezoneOverride", &json!({ "timezoneId": zone }));
            }
            Emulation::Chrome => {
                let script = "gBrowser.selectedBrowser.browsingContext.timezoneOverride = arguments[0]";
                self.execute_in_chrome(script, &[json!(zone)]);
            }
            Emulation::Window => panic!("{:?} cannot be set in this engine", Feature::Zone),
        }
    }

    /// As every test is to find it. What was emulated belongs to a tab and ends with it, but a window's size does not.
    pub(crate) fn emulate_usual(&self) {
        match self.engine().emulation() {
            Emulation::Devtools => {
                self.cdp("Emulation.setFocusEmulationEnabled", &json!({ "enabled": true }));
            }
            Emulation::Chrome | Emulation::Window => {
                let (width, height) = USUAL;
                self.emulate_size(width, height, 1.0);
            }
        }
    }

    /// Sends a command of the DevTools protocol, which Chromium alone has.
    pub fn cdp(&self, method: &str, params: &Value) -> Value {
        self.command("POST", "/goog/cdp/execute", &json!({ "cmd": method, "params": params }))
    }

    /// Runs a script in the browser's own frame, which Firefox alone lets a driver do.
    fn execute_in_chrome(&self, script: &str, args: &[Value]) {
        self.command("POST", "/moz/context", &json!({ "context": "chrome" }));
        let done = self.try_execute(script, args);
        self.command("POST", "/moz/context", &json!({ "context": "content" }));
        done.unwrap_or_else(|e| panic!("a script of the frame failed: {}: {}", e.code, e.message));
    }

    /// Makes the window so large that its inside is this.
    fn resize_window(&self, width: u32, height: u32) {
        let outside = self.command("GET", "/window/rect", &Value::Null);
        let side = |name: &str| outside[name].as_i64().expect("a window has a size");
        let (width_now, height_now) = self.inside();
        let wanted = json!({
            "x": 0,
            "y": 0,
            "width": side("width") - i64::from(width_now) + i64::from(width),
            "height": side("height") - i64::from(height_now) + i64::from(height),
        });
        self.command("POST", "/window/rect", &wanted);
    }

    fn inside(&self) -> (u32, u32) {
        let inside = self.execute("return [innerWidth, innerHeight]", &[]);
        let side = |nth: usize| inside[nth].as_u64().and_then(|px| u32::try_from(px).ok()).unwrap_or_default();
        (side(0), side(1))
    }
}
