//! Embedding, contract v1: a portal of another origin shows the page in a frame and hands over a token. The portal is the one
//! of `tests/portal`, which its guide tells owners to copy.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use e2e::{Page, Site, setup};
use serde_json::{Value, json};

use crate::walk::{Walk, meter, text_of};

/// The server's name in config.json.
const NAME: &str = "Night";

/// A portal, the page on an origin of its own that lists this portal, and a server.
struct Framed<'a> {
    walk: Walk<'a>,
    portal: Site,
}

impl<'a> Framed<'a> {
    /// The frame shows an address of the page; the portal has tokens to hand over, one after the other.
    fn open(page: &'a Page<'a>, shows: impl Fn(&Walk<'a>) -> (String, Vec<String>)) -> Self {
        // Browsers differ in which features of a frame they know.
        page.expect_console("Unrecognized feature");
        page.expect_console("favicon.ico");
        // True of a frame from its portal's own origin, which this one is not.
        page.expect_console("can escape its sandboxing");
        let told = Arc::new(OnceLock::<String>::new());
        let settings = told.clone();
        let portal = Site::of(Path::new(env!("CARGO_MANIFEST_DIR")).join("../portal"))
            .change("settings.js", move |answer| {
                answer.body = settings.get().cloned().unwrap_or_default().into_bytes();
            })
            .start();
        let walk = Walk::new(page);
        let site = listing(&portal.origin(), &walk.server.api_url());
        let walk = Walk { site, ..walk };
        let (fragment, tokens) = shows(&walk);
        let address = json!(walk.site.url(&fragment));
        let script = format!(
            "window.tokens = {}; const settings = {{ origin: {}, address: {address}, server: '{NAME}',
             token: async () => tokens.shift() ?? new Promise(() => {{}}) }};",
            json!(tokens),
            json!(walk.site.origin()),
        );
        told.set(script).expect("settings are told once");
        page.open(&portal.url(""));
        page.enter_frame("iframe");
        Self { walk, portal }
    }

    /// Does something in the portal's own document.
    fn in_portal(&self, script: &str, args: &[Value]) -> Value {
        let page = self.walk.page;
        page.leave_frame();
        let value = page.execute(script, args);
        page.enter_frame("iframe");
        value
    }

    /// Waits for a report to the portal; what it says under `member`.
    fn wait_for_report(&self, kind: &str, member: &str, holds: &str) -> String {
        let script = "const [kind, member, holds] = arguments;
            return reports.filter((r) => r.type === kind).map((r) => String(r[member])).find((s) => s.includes(holds)) ?? null";
        self.walk.page.wait_for(&format!("{kind} with {member} {holds}"), || {
            self.in_portal(script, &[json!(kind), json!(member), json!(holds)]).as_str().map(str::to_owned)
        })
    }

    fn forget_reports(&self) {
        self.in_portal("reports.length = 0", &[]);
    }
}

/// A host of the page whose config.json lists a portal and a server.
fn listing(portal: &str, api: &str) -> Site {
    let config = json!({
        "servers": [{ "name": NAME, "api": api, "product": "vb365", "version": "v8" }],
        "portal_origins": [portal],
    });
    let config = config.to_string().into_bytes();
    Site::of(setup::dist()).change("config.json", move |answer| answer.body.clone_from(&config)).start()
}

#[test]
fn a_portal_signs_in_follows_and_renews() {
    e2e::test("a_portal_signs_in_follows_and_renews", |page| {
        page.expect_console("401");
        let new = e2e::token();
        let framed =
            Framed::open(page, |walk| ("#/job-sessions?embed=v1".to_owned(), vec![walk.server.token(), new.clone()]));
        let walk = &framed.walk;
        let old = walk.server.token();
        walk.wait_for_sessions();
        let signed = format!("Signed in by {} for {}", framed.portal.origin(), walk.server.api_url());
        page.wait_for_text(&signed);
        page.assert_accessible();
        page.assert_nowhere(&old);
        // The portal follows: by its own message, and by a click in the frame.
        framed.wait_for_report("tapeline:view", "route", &format!("api={NAME}"));
        let failed = walk.landmark("failed");
        framed.in_portal(
            "send({ type: 'tapeline:open', route: arguments[0] })",
            &[json!(format!("#/job-sessions/{}", failed.id))],
        );
        crate::walk::wait_for_whole_log(page, failed.n_items);
        framed.wait_for_report("tapeline:view", "route", &failed.id);
        let px: u32 = framed.wait_for_report("tapeline:height", "px", "").parse().unwrap();
        assert!((300..5000).contains(&px), "{px}");
        // After a 401 the next token goes on in place.
        walk.server.set_token(&new);
        framed.forget_reports();
        page.button("Refresh").click();
        framed.wait_for_report("tapeline:token-needed", "type", "");
        meter(page).wait_for_text("all loaded");
        page.field("Access token").wait_gone();
        page.wait_for_text(&signed);
        assert_eq!(framed.in_portal("return tokens.length", &[]), 0);
        // Signed out by hand it stays signed out, until the person lets the portal in again.
        framed.in_portal("tokens.push(arguments[0])", &[json!(new)]);
        page.button("Sign out").click();
        framed.wait_for_report("tapeline:signed-out", "type", "");
        page.field("Access token").wait();
        framed.in_portal(
            "send({ type: 'tapeline:token', token: arguments[0], server: arguments[1] })",
            &[json!(new), json!(NAME)],
        );
        framed.wait_for_report("tapeline:error", "code", "signed-out");
        assert!(page.field("Access token").exists());
        page.button(&format!("Let {} sign in", framed.portal.origin())).click();
        page.wait_for_text(&signed);
        let all = text_of(&framed.in_portal("return JSON.stringify(reports)", &[]));
        for token in [&old, &new] {
            page.assert_nowhere(token);
            assert!(!all.contains(token.as_str()), "a report holds a token: {all}");
        }
    });
}

/// Result, span, zone, count and age stay in view, whatever is hidden.
#[test]
fn embedded_it_shows_what_says_whether_all_is_there() {
    e2e::test("embedded_it_shows_what_says_whether_all_is_there", |page| {
        page.emulate_size(1000, 1500, 1.0);
        for (theme, hide) in
            [("light", ""), ("dark", ""), ("light", "&hide=nav,summary,overview,timeline,filter,table,detail")]
        {
            let framed = Framed::open(page, |walk| {
                let id = walk.truth.landmark("failed");
                (format!("#/job-sessions/{id}?embed=v1&tz=utc&theme={theme}{hide}"), vec![walk.server.token()])
            });
            meter(page).wait_for_text("all loaded");
            meter(page).wait_for_text("as of");
            page.wait_for_text("Failed");
            page.wait_for_text("Times: UTC");
            page.wait_until("the span", || page.find(".answer b", None).text().contains(" · "));
            assert!(!page.find(".top", None).exists() && !page.link("Data retrieval").exists());
            if !hide.is_empty() {
                let parts =
                    [".facts", ".timeline", ".timeline__overview", "[type=search]", "[aria-label=Log]", ".detail"];
                assert!(parts.iter().all(|part| !page.find(part, None).exists()), "{}", page.text());
                continue;
            }
            page.find(".timeline__overview", None).wait();
            page.assert_accessible();
            for width in [900, 360] {
                framed.in_portal("frame.style.width = arguments[0] + 'px'", &[json!(width)]);
                let fits = "return innerWidth === arguments[0] && document.documentElement.scrollWidth <= innerWidth
                    && document.documentElement.scrollHeight <= innerHeight";
                page.wait_until("a frame as high as the page", || page.execute(fits, &[json!(width)]) == true);
                page.screenshot(&format!("portal-{theme}-{width}"));
            }
        }
    });
}

/// One part that is hidden leaves the others.
#[test]
fn the_overview_can_be_hidden_alone() {
    e2e::test("the_overview_can_be_hidden_alone", |page| {
        let site = Site::start(setup::dist());
        page.open(&site.url("#/job-sessions?api=sample&hide=overview"));
        page.table("Job sessions").row("Failed").link(None).click();
        page.find("figure", Some("Timeline")).wait();
        page.find(".timeline__stage", None).wait();
        assert!(!page.find(".timeline__overview", None).exists());
        page.link("Job sessions").wait();
    });
}

/// A page of its own origin that shows another page in a frame, notes what comes to it, and answers nothing by itself.
struct Bare<'a> {
    page: &'a Page<'a>,
    outer: Site,
}

impl<'a> Bare<'a> {
    fn new(page: &'a Page<'a>) -> Self {
        page.expect_console("favicon.ico");
        // What a browser says of `ready` where it is not for the window that is there.
        page.expect_console("does not match the recipient window");
        let outer = Site::of(Path::new(env!("CARGO_MANIFEST_DIR")).join("../portal"))
            .change("index.html", |answer| {
                answer.body = b"<!doctype html><html lang=en><title>Portal</title><h1>Portal</h1>".to_vec();
            })
            .start();
        page.open(&outer.url(""));
        Self { page, outer }
    }

    /// Shows an address in a frame. From here on everything is about what is in it.
    fn show(&self, address: &str) {
        let script = "window.heard = []; window.answers = [];
            addEventListener('message', (event) => heard.push(event.data));
            window.frame = document.createElement('iframe');
            Object.assign(frame, { title: 'Tapeline', src: arguments[0], width: 1000, height: 700 });
            document.body.append(frame);
            window.channel = () => {
                const { port1, port2 } = new MessageChannel();
                port1.onmessage = ({ data }) => answers.push(data);
                return [port1, port2];
            };
            window.post = (message, ports = [channel()[1]]) => frame.contentWindow.postMessage(message, '*', ports)";
        self.page.execute(script, &[json!(address)]);
        self.page.enter_frame("iframe");
    }

    fn run(&self, script: &str) -> Value {
        let page = self.page;
        page.leave_frame();
        let value = page.execute(script, &[]);
        page.enter_frame("iframe");
        value
    }

    /// Waits for `ready`; its nonce.
    fn nonce(&self) -> String {
        let nonce = self.page.wait_for("ready", || {
            let script = "return heard.find((m) => m.type === 'tapeline:ready' && m.version === 1)?.nonce ?? null";
            self.run(script).as_str().map(str::to_owned)
        });
        assert!(nonce.len() == 32 && nonce.bytes().all(|b| b.is_ascii_hexdigit()), "{nonce}");
        nonce
    }

    /// All that came over the ports, once a code of an error is among it.
    fn wait_for_error(&self, code: &str) -> String {
        self.page.wait_for(&format!("the error {code}"), || {
            let all = text_of(&self.run("return JSON.stringify(answers)"));
            all.contains(&format!("\"code\":\"{code}\"")).then_some(all)
        })
    }
}

/// What is posted by the frame's window itself comes after all that was posted to it before.
fn fence(page: &Page<'_>) {
    page.execute_async(
        "await new Promise((done) => {
            addEventListener('message', function heard({ data }) {
                if (data === 'fence') { removeEventListener('message', heard); done(); }
            });
            postMessage('fence', '*');
        })",
        &[],
    );
}

fn assert_waits(page: &Page<'_>) {
    page.wait_for_text("Waiting for the page around this one");
    assert!(!page.field("Access token").exists());
    assert!(page.link("Open Tapeline in its own tab").exists());
}

#[test]
fn a_forged_answer_does_not_count() {
    e2e::test("a_forged_answer_does_not_count", |page| {
        let walk = Walk::new(page);
        let bare = Bare::new(page);
        let site = listing(&bare.outer.origin(), &walk.server.api_url());
        bare.show(&site.url("#/connect"));
        let nonce = bare.nonce();
        let hello = format!("{{ type: 'tapeline:hello', version: 1, nonce: '{nonce}' }}");
        let wrong = nonce.chars().rev().collect::<String>();
        // From the portal, but not as the contract has it.
        for script in [
            format!("post({{ type: 'tapeline:hello', version: 1, nonce: '{wrong}' }})"),
            format!("post({hello}, [])"),
            format!("post({hello}, [channel()[1], channel()[1]])"),
            format!("post({{ ...{hello}, version: 2 }})"),
            format!("post({{ ...{hello}, type: 'hello' }})"),
            format!("post({{ ...{hello}, server: '{NAME}' }})"),
            format!("post({{ ...{hello}, token: 'x'.repeat(33000) }})"),
            "post('tapeline:hello')".to_owned(),
            "post(undefined)".to_owned(),
            "post({ type: 'tapeline:hello', version: 1n })".to_owned(),
            // From the portal's origin, but another window: a frame beside this one.
            format!(
                "const beside = document.createElement('iframe'); beside.id = 'beside'; document.body.append(beside);
                 beside.contentWindow.Function('to', 'message', 'port', 'to.postMessage(message, \"*\", [port])')
                     (frame.contentWindow, {hello}, channel()[1])"
            ),
        ] {
            bare.run(&script);
        }
        // From the window itself, and by an event that a script made up.
        let forged = format!(
            "const [mine, theirs] = [new MessageChannel(), new MessageChannel()];
             window.answered = 0;
             for (const {{ port1 }} of [mine, theirs]) port1.onmessage = () => answered++;
             postMessage({hello}, '*', [mine.port2]);
             dispatchEvent(new MessageEvent('message', {{
                 data: {hello}, origin: '{}', source: parent, ports: [theirs.port2] }}))",
            bare.outer.origin()
        );
        page.execute(&forged, &[]);
        fence(page);
        assert_waits(page);
        assert_eq!(page.execute("return answered", &[]), 0);
        assert_eq!(bare.run("return answers.length"), 0);
        // The right one counts, once. It hears how many did not: these thirteen and the fence.
        bare.run(&format!("post({hello})"));
        page.field("Access token").wait();
        let all = bare.wait_for_error("refused");
        assert!(all.contains("\"14 messages"), "{all}");
        // The same again, and a token with it, is heard by nobody.
        bare.run(&format!("answers.length = 0; post({hello}); post({{ ...{hello}, token: 'abc' }})"));
        fence(page);
        assert_eq!(bare.run("return answers.length"), 0);
        assert!(walk.server.requests().is_empty());
        // The person may paste one here.
        page.field("Access token").fill(&walk.server.token());
        page.button("Connect").click();
        page.table("Job sessions").rows().wait();
        assert!(!page.text().contains("Signed in by"), "nobody but the person did");
        page.assert_nowhere(&walk.server.token());
    });
}

#[test]
fn what_a_portal_may_not_do_is_refused_on_its_port() {
    e2e::test("what_a_portal_may_not_do_is_refused_on_its_port", |page| {
        let walk = Walk::new(page);
        let bare = Bare::new(page);
        let site = listing(&bare.outer.origin(), &walk.server.api_url());
        bare.show(&site.url("#/job-sessions?embed=v1"));
        let (nonce, token, api) = (bare.nonce(), walk.server.token(), walk.server.api_url());
        bare.run(&format!(
            "const [mine, theirs] = channel(); window.mine = mine;
             post({{ type: 'tapeline:hello', version: 1, nonce: '{nonce}', token: '{token}' }}, [theirs])"
        ));
        bare.wait_for_error("token-in-window");
        page.wait_for_text("may sign in here");
        let order = |server: &str, token: &str| {
            format!("mine.postMessage({{ type: 'tapeline:token', token: '{token}', server: '{server}' }})")
        };
        for (script, code) in [
            (order("Elsewhere", &token), "unknown-server"),
            (order(&api, &token), "unknown-server"),
            (order("https://evil.example", &token), "unknown-server"),
            (order(NAME, "two words"), "bad-token"),
            (order(NAME, &"x".repeat(33_000)), "too-large"),
            (
                format!(
                    "mine.postMessage({{ type: 'tapeline:token', token: '{token}', server: '{NAME}', api: '{api}' }})"
                ),
                "bad-message",
            ),
            ("mine.postMessage({ type: 'tapeline:theme', theme: 'pink' })".to_owned(), "bad-message"),
            ("mine.postMessage('x')".to_owned(), "bad-message"),
            ("mine.postMessage(undefined)".to_owned(), "bad-message"),
            ("mine.postMessage({ type: 'tapeline:open', route: '#/nowhere' })".to_owned(), "bad-route"),
            (
                format!("mine.postMessage({{ type: 'tapeline:open', route: '#/job-sessions?token={token}' }})"),
                "bad-route",
            ),
        ] {
            bare.run("answers.length = 0");
            bare.run(&script);
            let all = bare.wait_for_error(code);
            assert!(!all.contains(&token), "{all}");
        }
        assert!(walk.server.requests().is_empty(), "{:?}", walk.server.requests());
        assert!(page.field("Access token").exists(), "nobody is signed in");
        // What it may do. An address that names another server still means this one.
        bare.run("mine.postMessage({ type: 'tapeline:theme', theme: 'dark' })");
        page.find("html[data-theme=dark]", None).wait();
        bare.run("mine.postMessage({ type: 'tapeline:open', route: '#/data-retrieval-sessions?api=https%3A%2F%2Fevil.example' })");
        bare.run(&order(NAME, &format!(" Bearer {token} ")));
        page.table("Data-retrieval sessions").rows().wait();
        page.wait_for_text(&format!("Signed in by {} for {api}", bare.outer.origin()));
        let address = text_of(&page.execute("return location.hash", &[]));
        assert!(address.contains("embed=v1") && address.contains("theme=dark"), "{address}");
        assert!(address.contains(&format!("api={NAME}")) && !address.contains("evil"), "{address}");
        page.assert_nowhere(&token);
        walk.assert_clean();
    });
}

#[test]
fn a_page_that_is_not_listed_hears_nothing() {
    e2e::test("a_page_that_is_not_listed_hears_nothing", |page| {
        let walk = Walk::new(page);
        let bare = Bare::new(page);
        let site = listing("https://portal.example", &walk.server.api_url());
        bare.show(&site.url("#/connect"));
        assert_waits(page);
        // It has no nonce, so it makes one up.
        bare.run("post({ type: 'tapeline:hello', version: 1, nonce: '0'.repeat(32) })");
        fence(page);
        page.execute("parent.postMessage('fence', '*')", &[]);
        page.wait_until("the fence", || bare.run("return heard.includes('fence')") == true);
        assert_eq!(bare.run("return JSON.stringify([heard, answers])"), "[[\"fence\"],[]]");
        assert_waits(page);
    });
}

/// The listed portal is on top, but the page around the frame is one of no origin.
#[test]
fn a_page_without_an_origin_hears_nothing() {
    e2e::test("a_page_without_an_origin_hears_nothing", |page| {
        let walk = Walk::new(page);
        let bare = Bare::new(page);
        let site = listing(&bare.outer.origin(), &walk.server.api_url());
        let inner = format!(
            "<iframe src='{}' width=900 height=600></iframe><script>
                 addEventListener('message', ({{ data }}) => parent.postMessage(data, '*'));
                 const hello = {{ type: 'tapeline:hello', version: 1, nonce: '0'.repeat(32) }};
                 document.querySelector('iframe').onload = () =>
                     setInterval(() => frames[0].postMessage(hello, '*', [new MessageChannel().port2]), 50);
             </script>",
            site.url("#/connect")
        );
        bare.show(&format!("data:text/html,{}", inner.replace('#', "%23").replace('\n', " ")));
        page.enter_frame("iframe");
        assert_waits(page);
        page.execute("parent.postMessage('fence', '*')", &[]);
        page.leave_frame();
        page.wait_until("the fence", || page.execute("return heard.includes('fence')", &[]) == true);
        assert_eq!(page.execute("return JSON.stringify(heard)", &[]), "[\"fence\"]");
    });
}
