//! What the tests of the page share: a server and a host of the page, and the steps that people take most.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use e2e::{Element, Page, Site, setup};
use sample_server::{Cors, Fault, Options, Server, SessionTruth, Truth};
use serde_json::{Value, json};

/// 2026-11-22 03:00 UTC in ticks: a world that stands still, so that every run sees the same.
pub(crate) const NOW: i64 = 17_953_164_000_000_000;
/// The two products as the page names them.
pub(crate) const VB365: &str = "Veeam Backup for Microsoft 365";
/// See [`VB365`].
pub(crate) const VBR: &str = "Veeam Backup & Replication";
/// See [`VB365`].
pub(crate) const AWS: &str = "Veeam Backup for AWS";
/// See [`VB365`].
pub(crate) const AZURE: &str = "Veeam Backup for Microsoft Azure";

/// A server that any page may read, with a token of its own and a big session of 300 rows.
pub(crate) fn options() -> Options {
    Options { now: Some(NOW), items: 300, cors: Cors::Any, token: e2e::token(), ..Options::default() }
}

/// Starts it.
pub(crate) fn server_with(options: Options) -> Server {
    sample_server::start(options).expect("a stand-in starts on loopback")
}

impl Drop for Leave<'_> {
    /// The page goes before its server does: one that is left alone looks for news, and complains that nobody is there.
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.0.open("about:blank");
        }
    }
}

/// What a server knows. All worlds of one size are the same, and counting all their rows takes a while.
fn truth_of(server: &Server, n_items: usize) -> Truth {
    static KNOWN: Mutex<BTreeMap<usize, Truth>> = Mutex::new(BTreeMap::new());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    known.entry(n_items).or_insert_with(|| server.truth()).clone()
}

/// What goes away at the end of a test, see its `drop`.
pub(crate) struct Leave<'a>(&'a Page<'a>);

/// A host of the page, a server, and a page that is to bring them together.
pub(crate) struct Walk<'a> {
    /// First, so that it is dropped first.
    pub(crate) leave: Leave<'a>,
    pub(crate) page: &'a Page<'a>,
    pub(crate) site: Site,
    pub(crate) server: Server,
    pub(crate) truth: Truth,
}

impl<'a> Walk<'a> {
    /// With the server of [`options`].
    pub(crate) fn new(page: &'a Page<'a>) -> Self {
        Self::with(page, options())
    }

    /// With another server.
    pub(crate) fn with(page: &'a Page<'a>, options: Options) -> Self {
        let n_items = options.items;
        let server = server_with(options);
        let truth = truth_of(&server, n_items);
        Self { leave: Leave(page), page, site: Site::start(setup::dist()), server, truth }
    }

    /// Connected to v8, with the job sessions on screen.
    pub(crate) fn connected(page: &'a Page<'a>) -> Self {
        Self::new(page).at_sessions()
    }

    /// Connects to v8 and waits for the job sessions.
    pub(crate) fn at_sessions(self) -> Self {
        self.open("#/connect");
        self.connect(VB365, "v8");
        self.wait_for_sessions();
        self
    }

    /// Goes to an address of the page.
    pub(crate) fn open(&self, fragment: &str) {
        self.page.open(&self.site.url(fragment));
    }

    /// The address of a session on this server.
    pub(crate) fn session_address(&self, id: &str, more: &str) -> String {
        format!("#/job-sessions/{id}?api={}&product=vb365&version=v8{more}", encoded(&self.server.api_url()))
    }

    /// Fills the form on screen and sends it.
    pub(crate) fn connect(&self, product: &str, version: &str) {
        self.fill(product, version, &self.server.token());
        self.page.button("Connect").click();
    }

    /// Fills the form on screen.
    pub(crate) fn fill(&self, product: &str, version: &str, token: &str) {
        let page = self.page;
        page.field("Server address").fill(&self.server.api_url());
        page.field("Product").choose(product);
        page.field("API version").choose(version);
        page.field("Access token").fill(token);
    }

    /// Waits until all job sessions are listed.
    pub(crate) fn wait_for_sessions(&self) {
        meter(self.page).wait_for_text("all loaded");
        self.page.table("Job sessions").wait_for_row_count(rows(self.truth.sessions.len()));
    }

    /// What the server knows about one of its landmarks.
    pub(crate) fn landmark(&self, name: &str) -> &SessionTruth {
        let id = self.truth.landmark(name);
        self.truth.session(id).unwrap_or_else(|| panic!("no landmark {name}"))
    }

    /// Opens a session from its list, with the list cut down to its result, as somebody would look for it.
    pub(crate) fn open_session(&self, session: &SessionTruth) {
        let list = if session.is_retrieval { "Data-retrieval sessions" } else { "Job sessions" };
        chip(self.page, session.status).click();
        scroll_to_link(self.page, list, &session.id).click();
        self.page.table("Log").element().wait();
    }

    /// Opens a session and waits until its log is whole.
    pub(crate) fn open_whole(&self, session: &SessionTruth) {
        self.open_session(session);
        wait_for_whole_log(self.page, session.n_items);
    }

    /// Opens the session with this id by its address, and waits until its log is whole.
    pub(crate) fn open_landmark(&self, name: &str) {
        let session = self.landmark(name);
        self.open(&self.session_address(&session.id, ""));
        wait_for_whole_log(self.page, session.n_items);
    }

    /// Puts faults in force on the server.
    pub(crate) fn fault(&self, fault: Fault) {
        self.server.set_faults(vec![fault]);
    }

    /// Fails if the server was written to, if an address out of its data was asked, or if the token was anywhere but in
    /// an Authorization header.
    pub(crate) fn assert_clean(&self) {
        assert_eq!(self.server.writes(), 0, "requests that write");
        assert_eq!(self.server.trips(), 0, "an address out of data was asked");
        let token = self.server.token();
        for request in self.server.requests() {
            assert!(request.referer.is_none() && request.cookie.is_none(), "{request:?}");
            assert!(!request.target.contains(&token), "{request:?}");
            if request.method == "OPTIONS" {
                assert!(request.authorization.is_none(), "{request:?}");
            } else if let Some(sent) = &request.authorization {
                assert_eq!(*sent, format!("Bearer {token}"), "{}", request.target);
            }
        }
        for seen in self.site.seen() {
            assert!(!format!("{seen:?}").contains(&token), "the page's own host got the token: {seen:?}");
            assert!(!seen.target.contains("job"), "the page's own host got an address of a view: {seen:?}");
        }
    }
}

/// `aria-rowcount` of a table of so many rows and its head.
pub(crate) fn rows(n: usize) -> i64 {
    i64::try_from(n).unwrap() + 1
}

/// A number as the page writes it.
pub(crate) fn number(n: usize) -> String {
    tapeline::format::count(n)
}

/// A value for the fragment.
pub(crate) fn encoded(value: &str) -> String {
    value.replace(':', "%3A").replace('/', "%2F")
}

/// The line that says how much is loaded.
pub(crate) fn meter<'a>(page: &'a Page<'a>) -> Element<'a> {
    page.find(".meter", None)
}

/// The button that shows one result only; its text ends in how many there are.
pub(crate) fn chip<'a>(page: &'a Page<'a>, word: &str) -> Element<'a> {
    page.find("[role=group][aria-label=Results] button", None).with_text(word)
}

/// Waits until the log says that it is whole and has this many rows.
pub(crate) fn wait_for_whole_log(page: &Page<'_>, n_items: usize) {
    let noun = if n_items == 1 { "item" } else { "items" };
    meter(page).wait_for_text(&format!("{} {noun}, all loaded", number(n_items)));
    page.table("Log").wait_for_row_count(rows(n_items));
}

/// Scrolls a virtual table until the link to a session is in the document, as somebody looking for it does.
pub(crate) fn scroll_to_link<'a>(page: &'a Page<'a>, table: &str, id: &str) -> Element<'a> {
    let link = page.table(table).element().inside(&format!("a[href*='/{id}?']"), None);
    page.table(table).rows().wait();
    page.wait_until(&format!("the link to {id}"), || {
        link.exists() || {
            let script = "const box = document.querySelector(`table[aria-label='${arguments[0]}']`).parentElement;
                const end = box.scrollTop + box.clientHeight >= box.scrollHeight - 1;
                box.scrollTop = end ? 0 : box.scrollTop + box.clientHeight / 2";
            page.execute(script, &[json!(table)]);
            false
        }
    });
    link
}

/// How many pixels of the timeline's stage have exactly the colour of a role of style/tokens.css, such as `--tl-failed`.
pub(crate) fn pixels_of(page: &Page<'_>, role: &str) -> u64 {
    let script = format!("const role = arguments[0];\n{}", e2e::PIXELS);
    // Advice to whoever reads pixels: that is this test, not the page.
    page.expect_console("willReadFrequently");
    page.execute(&script, &[json!(role)]).as_u64().unwrap_or_default()
}

/// Waits until failures are to be seen in the picture.
pub(crate) fn wait_for_failed_pixels(page: &Page<'_>) {
    page.wait_until("pixels of failures in the timeline", || pixels_of(page, "--tl-failed") > 0);
}

/// How many elements the document has.
pub(crate) fn n_nodes(page: &Page<'_>) -> u64 {
    page.execute("return document.querySelectorAll('*').length", &[]).as_u64().unwrap_or_default()
}

/// Gives the picture the focus, where it is.
pub(crate) fn focus_stage(page: &Page<'_>) {
    page.find(".timeline__stage", None).eval("arguments[0].focus({ preventScroll: true })", &[]);
}

/// What is focused, in words: its tag, and its name or text.
pub(crate) fn focused(page: &Page<'_>) -> String {
    let script = "const el = document.activeElement;
        // In Firefox what scrolls is a stop of its own, without a name.
        const own = el.matches('div:not([tabindex]), section:not([tabindex])') ? '' : el.textContent;
        const name = el.getAttribute('aria-label') ?? el.labels?.[0]?.textContent ?? own;
        return el.tagName.toLowerCase() + ' ' + name.replace(/\\s+/g, ' ').trim().slice(0, 80)";
    text_of(&page.execute(script, &[]))
}

/// A string out of a script.
pub(crate) fn text_of(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// The texts of all rows of a virtual table, by their `aria-rowindex`: it is scrolled from top to end.
pub(crate) fn all_rows(page: &Page<'_>, table: &str) -> Vec<Vec<String>> {
    let script = "const box = document.querySelector(`table[aria-label='${arguments[0]}']`).parentElement;
        const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        const rows = new Map();
        for (let top = 0; ; top += box.clientHeight / 2) {
            box.scrollTop = top;
            await drawn();
            for (const row of box.querySelectorAll('tr.row')) {
                rows.set(Number(row.getAttribute('aria-rowindex')), [...row.cells].map((cell) => cell.textContent));
            }
            if (top + box.clientHeight >= box.scrollHeight) break;
        }
        box.scrollTop = 0;
        await drawn();
        return [...rows.entries()].sort((a, b) => a[0] - b[0]).map((entry) => entry[1])";
    serde_json::from_value(page.execute_async(script, &[json!(table)])).expect("rows of texts")
}
