//! A tab: where it is, what is in it, how it looks, what its console says.

use std::cell::{Cell, RefCell};
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::element::{Element, Table};
use crate::setup;
use crate::webdriver::{POLL, Refusal, WebDriver};

/// How long a test waits for something to be there, unless it says otherwise.
const PATIENCE: Duration = Duration::from_secs(15);
/// A host needs no `config.json`. That it has none is told by the browser itself, whatever a page does.
const NO_CONFIG: &str = "/config.json - Failed to load resource: the server responded with a status of 404";

/// A tab of the browser, fresh for each test.
pub struct Page<'a> {
    driver: &'a WebDriver,
    patience: Cell<Duration>,
    /// Taking the console's lines empties it, so they are kept here.
    console: RefCell<Vec<String>>,
    expected: RefCell<Vec<String>>,
}

impl<'a> Page<'a> {
    pub(crate) fn fresh(driver: &'a WebDriver) -> Self {
        let page =
            Self { driver, patience: Cell::new(PATIENCE), console: RefCell::default(), expected: RefCell::default() };
        // What was emulated belongs to a tab, so it ends with it.
        let opened = page.command("POST", "/window/new", &json!({ "type": "tab" }));
        let handle = opened["handle"].as_str().expect("a tab has a handle").to_owned();
        for other in page.command("GET", "/window/handles", &Value::Null).as_array().into_iter().flatten() {
            if other.as_str() != Some(handle.as_str()) {
                page.command("POST", "/window", &json!({ "handle": other }));
                page.command("DELETE", "/window", &Value::Null);
            }
        }
        page.command("POST", "/window", &json!({ "handle": handle }));
        page.cdp("Emulation.setFocusEmulationEnabled", &json!({ "enabled": true }));
        // What a test before this one left there.
        page.read_console();
        page.console.borrow_mut().clear();
        page
    }

    /// Goes to an address and waits until it is loaded. A new fragment alone loads nothing.
    pub fn open(&self, url: &str) {
        self.command("POST", "/url", &json!({ "url": url }));
    }

    /// Where it is.
    pub fn address(&self) -> String {
        self.command("GET", "/url", &Value::Null).as_str().unwrap_or_default().to_owned()
    }

    /// As the browser's button.
    pub fn reload(&self) {
        self.command("POST", "/refresh", &json!({}));
    }

    /// As the browser's button.
    pub fn back(&self) {
        self.command("POST", "/back", &json!({}));
    }

    /// As the browser's button.
    pub fn forward(&self) {
        self.command("POST", "/forward", &json!({}));
    }

    /// From here on, everything is about what is inside the first frame that fits a CSS selector.
    pub fn enter_frame(&'a self, selector: &str) {
        let frame = self.find(selector, None);
        frame.wait();
        let element = frame.eval("return arguments[0]", &[]);
        self.command("POST", "/frame", &json!({ "id": element }));
    }

    /// From here on, everything is about the tab's own document again.
    pub fn leave_frame(&self) {
        self.command("POST", "/frame", &json!({ "id": null }));
    }

    /// The first element with this role and name. Roles are in `find.js`; what is not there is a CSS selector.
    pub fn find(&'a self, role: &str, name: Option<&str>) -> Element<'a> {
        Element::new(self, role, name)
    }

    /// A field by its label.
    pub fn field(&'a self, label: &str) -> Element<'a> {
        self.find("field", Some(label))
    }

    /// A button by its name.
    pub fn button(&'a self, name: &str) -> Element<'a> {
        self.find("button", Some(name))
    }

    /// A link by its name.
    pub fn link(&'a self, name: &str) -> Element<'a> {
        self.find("link", Some(name))
    }

    /// A table by its name.
    pub fn table(&'a self, name: &str) -> Table<'a> {
        Table::new(self.find("table", Some(name)))
    }

    /// All text that is to be seen.
    pub fn text(&self) -> String {
        self.execute("return document.body?.innerText ?? ''", &[]).as_str().unwrap_or_default().to_owned()
    }

    /// Waits until this is to be seen anywhere.
    pub fn wait_for_text(&self, text: &str) {
        self.wait_until(&format!("the page to say {text:?}"), || self.text().contains(text));
    }

    /// Waits until something is so.
    pub fn wait_until(&self, what: &str, mut is_so: impl FnMut() -> bool) {
        self.wait_for(what, || is_so().then_some(()));
    }

    /// Waits until there is something.
    ///
    /// # Panics
    /// If there is nothing when patience ends.
    pub fn wait_for<T>(&self, what: &str, mut look: impl FnMut() -> Option<T>) -> T {
        let deadline = Instant::now() + self.patience.get();
        loop {
            if let Some(found) = look() {
                return found;
            }
            assert!(Instant::now() < deadline, "waited {:?} for {what}", self.patience.get());
            thread::sleep(POLL);
        }
    }

    /// Waits longer, or less long, from here on.
    pub fn set_patience(&self, patience: Duration) {
        self.patience.set(patience);
    }

    /// Runs the body of a function in the page and hands back what it returns.
    pub fn execute(&self, script: &str, args: &[Value]) -> Value {
        self.try_execute(script, args).unwrap_or_else(|e| panic!("a script failed: {}: {}", e.code, e.message))
    }

    /// Runs the body of an async function in the page and hands back what it returns.
    pub fn execute_async(&self, script: &str, args: &[Value]) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             (async function () {{ {script} }}).apply(null, [...arguments].slice(0, -1))
                 .then((value) => done({{ value }}), (error) => done({{ error: String(error) }}));"
        );
        let mut answer = self.command("POST", "/execute/async", &json!({ "script": script, "args": args }));
        assert!(answer["error"].is_null(), "a script failed: {}", answer["error"]);
        answer["value"].take()
    }

    /// The same, for who wants to know why it could not be run.
    pub fn try_execute(&self, script: &str, args: &[Value]) -> Result<Value, Refusal> {
        self.driver.command("POST", "/execute/sync", &json!({ "script": script, "args": args }))
    }

    /// Sends a command of the DevTools protocol.
    pub fn cdp(&self, method: &str, params: &Value) -> Value {
        self.command("POST", "/goog/cdp/execute", &json!({ "cmd": method, "params": params }))
    }

    /// Sets what CSS asks about the user, such as `("prefers-color-scheme", "dark")`, `("forced-colors", "active")`
    /// or `("prefers-reduced-motion", "reduce")`.
    pub fn emulate_media(&self, features: &[(&str, &str)]) {
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.cdp("Emulation.setEmulatedMedia", &json!({ "features": features }));
    }

    /// Sets the size of the window's inside in CSS pixels, and how many device pixels each has.
    pub fn emulate_size(&self, width: u32, height: u32, scale: f64) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": false });
        self.cdp("Emulation.setDeviceMetricsOverride", &metrics);
    }

    /// Sets the browser's time zone by its IANA name.
    pub fn emulate_zone(&self, zone: &str) {
        self.cdp("Emulation.setTimezoneOverride", &json!({ "timezoneId": zone }));
    }

    /// Presses and releases keys, one after the other: characters, or those of [`crate::keys`].
    pub fn press(&self, keys: &str) {
        let strokes =
            keys.chars().flat_map(|key| ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": key })));
        self.actions(&json!({ "type": "key", "id": "keys", "actions": strokes.collect::<Vec<_>>() }));
    }

    /// Moves the mouse to a place of the window, in CSS pixels.
    pub fn hover(&self, x: f64, y: f64) {
        self.mouse(&[move_to(x, y, 0)]);
    }

    /// Clicks at a place of the window.
    pub fn click_at(&self, x: f64, y: f64) {
        self.mouse(&[move_to(x, y, 0), button("pointerDown"), button("pointerUp")]);
    }

    /// Presses the button, moves in steps, lets go.
    pub fn drag(&self, from: (f64, f64), to: (f64, f64)) {
        let middle = (f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1));
        let moves = [move_to(from.0, from.1, 0), button("pointerDown"), move_to(middle.0, middle.1, 40)];
        self.mouse(&[&moves[..], &[move_to(to.0, to.1, 40), button("pointerUp")]].concat());
    }

    /// Turns the wheel at a place of the window; down and right are positive.
    #[expect(clippy::cast_possible_truncation, reason = "WebDriver takes whole pixels of a window")]
    pub fn wheel(&self, x: f64, y: f64, delta_x: i32, delta_y: i32) {
        let scroll = json!({ "type": "scroll", "x": x as i64, "y": y as i64, "deltaX": delta_x, "deltaY": delta_y, "duration": 0 });
        self.actions(&json!({ "type": "wheel", "id": "wheel", "actions": [scroll] }));
    }

    fn mouse(&self, actions: &[Value]) {
        let kind = json!({ "pointerType": "mouse" });
        self.actions(&json!({ "type": "pointer", "id": "mouse", "parameters": kind, "actions": actions }));
    }

    fn actions(&self, source: &Value) {
        self.command("POST", "/actions", &json!({ "actions": [source] }));
    }

    /// Leaves a picture of the window in `e2e-screens/` of the target folder.
    pub fn screenshot(&self, name: &str) -> PathBuf {
        let picture = self.command("GET", "/screenshot", &Value::Null);
        let path = setup::screens().join(format!("{name}.png"));
        std::fs::write(&path, from_base64(picture.as_str().unwrap_or_default())).expect("a picture can be written");
        path
    }

    /// All that the console said so far, each line with its level first.
    pub fn console(&self) -> Vec<String> {
        self.read_console();
        self.console.borrow().clone()
    }

    /// Says that an error whose line contains this is part of the test.
    pub fn expect_console(&self, part: &str) {
        self.expected.borrow_mut().push(part.to_owned());
    }

    /// Fails if the console holds an error, a warning or a violation of the policy that was not expected.
    pub fn assert_quiet(&self) {
        let expected = self.expected.borrow();
        let wrong = |line: &String| {
            let loud =
                line.starts_with("SEVERE") || line.starts_with("WARNING") || line.contains("Content Security Policy");
            loud && !line.contains(NO_CONFIG) && !expected.iter().any(|part| line.contains(part))
        };
        let lines: Vec<String> = self.console().into_iter().filter(wrong).collect();
        assert!(lines.is_empty(), "the console should hold no error, but says:\n{}", lines.join("\n"));
    }

    /// Fails if axe-core finds something that bars somebody from using the page.
    pub fn assert_accessible(&self) {
        if self.execute("return window.axe === undefined", &[]) == true {
            self.execute(&format!("{}; return null", setup::axe()), &[]);
        }
        let script = "const { violations } = await axe.run(document, { resultTypes: ['violations'] });
            return violations.map((v) => [v.id + ': ' + v.help, ...v.nodes.slice(0, 5).map((n) => '    ' + n.html)].join(' | '))";
        let found = self.execute_async(script, &[]);
        let found: Vec<&str> = found.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        assert!(found.is_empty(), "axe-core found in {}:\n{}", self.address(), found.join("\n"));
    }

    pub(crate) fn driver(&self) -> &WebDriver {
        self.driver
    }

    fn read_console(&self) {
        let lines = self.command("POST", "/se/log", &json!({ "type": "browser" }));
        let text = |line: &Value| {
            format!("{} {}", line["level"].as_str().unwrap_or_default(), line["message"].as_str().unwrap_or_default())
        };
        self.console.borrow_mut().extend(lines.as_array().into_iter().flatten().map(text));
    }

    fn command(&self, method: &str, path: &str, body: &Value) -> Value {
        let answer = self.driver.command(method, path, body);
        answer.unwrap_or_else(|e| panic!("{method} {path}: {}: {}", e.code, e.message))
    }
}

#[expect(clippy::cast_possible_truncation, reason = "WebDriver takes whole pixels of a window")]
fn move_to(x: f64, y: f64, takes_ms: u32) -> Value {
    json!({ "type": "pointerMove", "x": x as i64, "y": y as i64, "duration": takes_ms, "origin": "viewport" })
}

fn button(kind: &str) -> Value {
    json!({ "type": kind, "button": 0 })
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
