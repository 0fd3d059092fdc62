//! A tab: where it is, what is in it, how it looks, what its console says.

use std::cell::{Cell, RefCell};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::element::{Element, Table};
use crate::engine::{Console, Engine, Feature};
use crate::setup;
use crate::webdriver::{POLL, Refusal, WebDriver};

/// How long a test waits for something to be there, unless it says otherwise.
const PATIENCE: Duration = Duration::from_secs(15);
/// A host needs no `config.json`. That it has none is told by the browser itself, whatever a page does.
const NO_CONFIG: &str = "/config.json - Failed to load resource: the server responded with a status of 404";

/// A tab of the browser, fresh for each test.
pub struct Page<'a> {
    driver: &'a WebDriver,
    /// The test's name, for what is told.
    test: &'a str,
    patience: Cell<Duration>,
    /// Taking the console's lines empties it, so they are kept here.
    console: RefCell<Vec<String>>,
    expected: RefCell<Vec<String>>,
    /// What was passed over, so that it is told once.
    passed_over: RefCell<Vec<String>>,
}

impl<'a> Page<'a> {
    pub(crate) fn fresh(driver: &'a WebDriver, test: &'a str) -> Self {
        let patience = Cell::new(PATIENCE);
        let (console, expected, passed_over) = Default::default();
        let page = Self { driver, test, patience, console, expected, passed_over };
        let opened = page.command("POST", "/window/new", &json!({ "type": "tab" }));
        let handle = opened["handle"].as_str().expect("a tab has a handle").to_owned();
        for other in page.command("GET", "/window/handles", &Value::Null).as_array().into_iter().flatten() {
            if other.as_str() != Some(handle.as_str()) {
                page.command("POST", "/window", &json!({ "handle": other }));
                page.command("DELETE", "/window", &Value::Null);
            }
        }
        page.command("POST", "/window", &json!({ "handle": handle }));
        page.emulate_usual();
        // What a test before this one left there.
        page.read_console();
        page.console.borrow_mut().clear();
        page
    }

    /// Goes to an address and waits until it is loaded. A new fragment alone loads nothing.
    pub fn open(&self, url: &str) {
        self.keep_console();
        self.command("POST", "/url", &json!({ "url": url }));
    }

    /// Where it is.
    pub fn address(&self) -> String {
        self.command("GET", "/url", &Value::Null).as_str().unwrap_or_default().to_owned()
    }

    /// As the browser's button.
    pub fn reload(&self) {
        self.keep_console();
        self.command("POST", "/refresh", &json!({}));
    }

    /// As the browser's button.
    pub fn back(&self) {
        self.keep_console();
        self.command("POST", "/back", &json!({}));
    }

    /// As the browser's button.
    pub fn forward(&self) {
        self.keep_console();
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
        self.keep_console();
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
        self.wait_for_good(what, || look().ok_or_else(String::new))
    }

    /// Waits until there is something; what the last look gave in its place is told.
    pub fn wait_for_good<T>(&self, what: &str, mut look: impl FnMut() -> Result<T, String>) -> T {
        let deadline = Instant::now() + self.patience.get();
        loop {
            match look() {
                Ok(found) => return found,
                Err(last) => {
                    assert!(Instant::now() < deadline, "waited {:?} for {what} {last}", self.patience.get());
                }
            }
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

    /// Presses and releases keys, one after the other: characters, or those of [`crate::keys`].
    pub fn press(&self, keys: &str) {
        let strokes =
            keys.chars().flat_map(|key| ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": key })));
        self.actions(&json!({ "type": "key", "id": "keys", "actions": strokes.collect::<Vec<_>>() }));
    }

    /// The same while another key, such as [`crate::keys::SHIFT`], is held.
    pub fn press_with(&self, held: &str, keys: &[&str]) {
        let stroke = |kind: &str, key: &str| json!({ "type": kind, "value": key });
        let mut strokes = vec![stroke("keyDown", held)];
        for key in keys {
            strokes.extend([stroke("keyDown", key), stroke("keyUp", key)]);
        }
        strokes.push(stroke("keyUp", held));
        self.actions(&json!({ "type": "key", "id": "keys", "actions": strokes }));
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

    /// The browser that the test runs in.
    pub fn engine(&self) -> Engine {
        self.driver.engine()
    }

    /// Whether the engine has what a part of a test needs. If not, it is said that `what` is passed over, and why.
    pub fn has(&self, feature: Feature, what: &str) -> bool {
        let lack = self.engine().lacks(feature);
        let is_new = || !self.passed_over.borrow().iter().any(|told| told == what);
        if let Some(why) = lack.filter(|_| is_new()) {
            self.engine().tell_passed_over(self.test, what, why);
            self.passed_over.borrow_mut().push(what.to_owned());
        }
        lack.is_none()
    }

    /// Takes what the script of [`Console::Script`] has noted, before its document goes.
    fn keep_console(&self) {
        if self.engine().console() == Console::Script {
            self.read_console();
        }
    }

    fn read_console(&self) {
        if self.engine().console() == Console::Script {
            let lines = self.try_execute("return window.tapelineConsole?.() ?? []", &[]).unwrap_or_default();
            let texts = lines.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned);
            self.console.borrow_mut().extend(texts);
            return;
        }
        let lines = self.command("POST", "/se/log", &json!({ "type": "browser" }));
        let text = |line: &Value| {
            format!("{} {}", line["level"].as_str().unwrap_or_default(), line["message"].as_str().unwrap_or_default())
        };
        self.console.borrow_mut().extend(lines.as_array().into_iter().flatten().map(text));
    }

    pub(crate) fn command(&self, method: &str, path: &str, body: &Value) -> Value {
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
