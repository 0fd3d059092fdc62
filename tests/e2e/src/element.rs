//! Parts of a page, named as a screen reader names them.
//!
//! An [`Element`] is a way to find something, not a thing found: each use looks anew, and waits for it to be
//! there. So a view may draw itself again between two uses.

use serde_json::{Value, json};

use crate::page::Page;
use crate::webdriver::Refusal;

/// The key under which WebDriver hands out elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
const FIND: &str = include_str!("find.js");

/// Something on the page: the first that fits, or the one chosen with [`Element::nth`].
#[derive(Clone)]
pub struct Element<'a> {
    page: &'a Page<'a>,
    steps: Vec<Value>,
    nth: usize,
}

impl<'a> Element<'a> {
    pub(crate) fn new(page: &'a Page<'a>, role: &str, name: Option<&str>) -> Self {
        Self { page, steps: vec![json!({ "role": role, "name": name })], nth: 0 }
    }

    /// Something inside this one. `role` is a role (`row`, `link`, …; all are in `find.js`) or a CSS selector.
    #[must_use]
    pub fn inside(&self, role: &str, name: Option<&str>) -> Self {
        let mut inner = self.clone();
        inner.steps.push(json!({ "role": role, "name": name }));
        inner.nth = 0;
        inner
    }

    /// A link inside this one.
    #[must_use]
    pub fn link(&self, name: Option<&str>) -> Self {
        self.inside("link", name)
    }

    /// A button inside this one.
    #[must_use]
    pub fn button(&self, name: &str) -> Self {
        self.inside("button", Some(name))
    }

    /// Only those whose text contains this.
    #[must_use]
    pub fn with_text(mut self, text: &str) -> Self {
        if let Some(step) = self.steps.last_mut() {
            step["text"] = json!(text);
        }
        self
    }

    /// Another one than the first, counted from 0.
    #[must_use]
    pub fn nth(mut self, nth: usize) -> Self {
        self.nth = nth;
        self
    }

    /// How many fit right now.
    pub fn count(&self) -> usize {
        self.all().len()
    }

    /// Is it there right now?
    pub fn exists(&self) -> bool {
        self.count() > self.nth
    }

    /// Waits until it is there.
    pub fn wait(&self) -> &Self {
        self.page.wait_until(&format!("{self} to be there"), || self.exists());
        self
    }

    /// Waits until it is gone.
    pub fn wait_gone(&self) {
        self.page.wait_until(&format!("{self} to be gone"), || !self.exists());
    }

    /// Waits until its text contains this.
    pub fn wait_for_text(&self, text: &str) -> &Self {
        self.page.wait_for_good(&format!("{self} to say {text:?}:"), || {
            let said = if self.exists() { self.text() } else { "it is not there".to_owned() };
            if said.contains(text) { Ok(()) } else { Err(said) }
        });
        self
    }

    /// Clicks in its middle, as a person would: it must be in view and not covered.
    ///
    /// It must stand still, too: what is above it may just be coming.
    ///
    /// Of a table's row, the cell in its middle: for Firefox and WebKit a row itself is no place to click at.
    pub fn click(&self) {
        // (WebKit's driver does not scroll what is in a part of the page that scrolls by itself, and in a frame does not reach what
        // stands at the edge of such a part: what has to be scrolled to comes to the middle.)
        let target = "const row = arguments[0];
            const before = row.getBoundingClientRect().y;
            row.scrollIntoView({ block: 'nearest' });
            if (row.getBoundingClientRect().y !== before) row.scrollIntoView({ block: 'center' });
            const { x, width } = row.getBoundingClientRect();
            const cells = row.matches('tr') ? [...row.cells] : [];
            const target = cells.find((cell) => cell.getBoundingClientRect().right > x + width / 2) ?? row;
            const place = () => Object.values(target.getBoundingClientRect().toJSON()).join();
            return new Promise((done) => {
                let [last, n] = [place(), 0];
                const look = () => {
                    const now = place();
                    n = now === last ? n + 1 : 0;
                    last = now;
                    n < 3 ? requestAnimationFrame(look) : done(target);
                };
                requestAnimationFrame(look);
                // Where no frames come, or it never stands still.
                setTimeout(() => done(target), 1000);
            })";
        self.retried(|element| {
            let found = self.page.try_execute(target, &[json!({ ELEMENT: element })])?;
            let clicked = found[ELEMENT].as_str().unwrap_or(element);
            self.page.driver().command("POST", &format!("/element/{clicked}/click"), &json!({}))
        });
    }

    /// Replaces what a field holds.
    pub fn fill(&self, text: &str) {
        self.act("/clear", &json!({}));
        // Not every driver takes it for text.
        if !text.is_empty() {
            self.type_text(text);
        }
    }

    /// Types into it. Keys without a character are written as WebDriver has them; see [`crate::Page::press`].
    pub fn type_text(&self, text: &str) {
        self.act("/value", &json!({ "text": text }));
    }

    /// Chooses an option of a select by its text.
    pub fn choose(&self, option: &str) {
        self.inside("option", Some(option)).click();
    }

    /// The options of a select.
    pub fn options(&self) -> Vec<String> {
        let texts = self.eval("return [...arguments[0].options].map(o => o.textContent.trim())", &[]);
        texts
            .as_array()
            .expect("a select has options")
            .iter()
            .map(|t| t.as_str().unwrap_or_default().to_owned())
            .collect()
    }

    /// Its text, without white space at its ends.
    pub fn text(&self) -> String {
        self.string("return arguments[0].innerText.trim()", &[])
    }

    /// What a field holds.
    pub fn value(&self) -> String {
        self.string("return arguments[0].value", &[])
    }

    /// An attribute, if it has it.
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.eval("return arguments[0].getAttribute(arguments[1])", &[json!(name)]).as_str().map(str::to_owned)
    }

    /// The name that the browser itself gives to assistive technology.
    pub fn accessible_name(&self) -> String {
        self.ask("/computedlabel")
    }

    /// The role that the browser itself gives to assistive technology.
    pub fn accessible_role(&self) -> String {
        self.ask("/computedrole")
    }

    /// Left, top, width and height in CSS pixels of the window.
    pub fn rect(&self) -> [f64; 4] {
        let sides =
            self.eval("const r = arguments[0].getBoundingClientRect(); return [r.x, r.y, r.width, r.height]", &[]);
        [0, 1, 2, 3].map(|side| sides[side].as_f64().expect("a side is a number"))
    }

    /// Runs a script with this element as `arguments[0]`, and what it returns.
    pub fn eval(&self, script: &str, more: &[Value]) -> Value {
        self.retried(|element| {
            let args = [&[json!({ ELEMENT: element })], more].concat();
            self.page.try_execute(script, &args)
        })
    }

    fn string(&self, script: &str, more: &[Value]) -> String {
        self.eval(script, more).as_str().unwrap_or_default().to_owned()
    }

    fn act(&self, what: &str, body: &Value) {
        self.retried(|element| self.page.driver().command("POST", &format!("/element/{element}{what}"), body));
    }

    fn ask(&self, what: &str) -> String {
        let path = |element: &str| format!("/element/{element}{what}");
        let answer = self.retried(|element| self.page.driver().command("GET", &path(element), &Value::Null));
        answer.as_str().unwrap_or_default().to_owned()
    }

    /// Finds it and does something with it, again if it was drawn anew, moved or is still covered meanwhile.
    fn retried(&self, mut action: impl FnMut(&str) -> Result<Value, Refusal>) -> Value {
        self.page.wait_for_good(&format!("{self} to be usable"), || {
            let element = self.all().into_iter().nth(self.nth).ok_or("(it is not there)")?;
            match action(&element) {
                Ok(value) => Ok(value),
                Err(refusal) if RETRIED.contains(&refusal.code.as_str()) => {
                    Err(format!("({}: {})", refusal.code, refusal.message))
                }
                Err(refusal) => panic!("{self}: {}: {}", refusal.code, refusal.message),
            }
        })
    }

    fn all(&self) -> Vec<String> {
        let found = self.page.wait_for_good(&format!("{self} to stand still"), || {
            match self.page.try_execute(FIND, &[json!(self.steps)]) {
                // One that went while the list of them was on its way.
                Err(refusal) if refusal.code == "stale element reference" => Err(refusal.message),
                // Firefox answers with nothing where the page is just being replaced by another.
                Ok(Value::Null) => Err("the page went".to_owned()),
                answer => Ok(answer.unwrap_or_else(|e| panic!("find.js failed: {}: {}", e.code, e.message))),
            }
        });
        let found = found.as_array().expect("find.js returns a list");
        found.iter().filter_map(|element| element[ELEMENT].as_str()).map(str::to_owned).collect()
    }
}

/// What passes by itself when a page is still drawing.
const RETRIED: [&str; 4] =
    ["stale element reference", "element click intercepted", "element not interactable", "no such element"];

impl std::fmt::Display for Element<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (step_idx, step) in self.steps.iter().enumerate() {
            let inside = if step_idx > 0 { " > " } else { "" };
            write!(f, "{inside}{}", step["role"].as_str().unwrap_or_default())?;
            for part in ["name", "text"] {
                if let Some(value) = step[part].as_str() {
                    write!(f, " {value:?}")?;
                }
            }
        }
        if self.nth > 0 { write!(f, " #{}", self.nth) } else { Ok(()) }
    }
}

/// A table, virtual ones too: only some of its rows are in the document.
pub struct Table<'a> {
    element: Element<'a>,
}

impl<'a> Table<'a> {
    pub(crate) fn new(element: Element<'a>) -> Self {
        Self { element }
    }

    /// The table itself.
    pub fn element(&self) -> &Element<'a> {
        &self.element
    }

    /// Its `aria-rowcount` as written; -1 stands for "not known yet".
    pub fn row_count(&self) -> Option<i64> {
        self.element.attribute("aria-rowcount").and_then(|count| count.parse().ok())
    }

    /// Waits until `aria-rowcount` is this.
    pub fn wait_for_row_count(&self, count: i64) {
        let page = self.element.page;
        page.wait_until(&format!("{} to have aria-rowcount {count}", self.element), || self.row_count() == Some(count));
    }

    /// Rows with data cells, of those in the document.
    pub fn rows(&self) -> Element<'a> {
        self.element.inside("row", None)
    }

    /// The first row in the document whose text contains this.
    pub fn row(&self, text: &str) -> Element<'a> {
        self.rows().with_text(text)
    }

    /// A column's header.
    pub fn header(&self, name: &str) -> Element<'a> {
        self.element.inside("columnheader", Some(name))
    }

    /// The texts of the cells of all rows in the document.
    pub fn texts(&self) -> Vec<Vec<String>> {
        let script = "return [...arguments[0].querySelectorAll('tr,[role=row]')]
            .filter(row => !row.closest('[aria-hidden=true]'))
            .map(row => [...row.querySelectorAll('td,[role=cell],[role=gridcell],[role=rowheader]')].map(c => c.innerText.trim()))
            .filter(cells => cells.length > 0)";
        let rows = self.element.eval(script, &[]);
        let texts =
            |row: &Value| row.as_array().into_iter().flatten().filter_map(|t| t.as_str()).map(str::to_owned).collect();
        rows.as_array().into_iter().flatten().map(texts).collect()
    }
}
