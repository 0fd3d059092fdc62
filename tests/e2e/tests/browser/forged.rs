//! Embedding: what a page around the frame may not do, tried one by one.

use e2e::{Engine, Page, Site};
use serde_json::{Value, json};

use crate::portal::{NAME, close, folder, listing};
use crate::walk::{Walk, text_of};

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
        let outer = Site::of(folder())
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

impl Drop for Bare<'_> {
    fn drop(&mut self) {
        close(self.page);
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
        // From the window itself, and by an event that a script made up. (What Firefox's driver runs cannot name the window
        // around as its source.)
        let source = if page.engine() == Engine::Firefox { "null" } else { "window.parent" };
        let forged = format!(
            "const [mine, theirs] = [new window.MessageChannel(), new window.MessageChannel()];
             window.answered = 0;
             for (const {{ port1 }} of [mine, theirs]) port1.onmessage = () => answered++;
             postMessage({hello}, '*', [mine.port2]);
             dispatchEvent(new window.MessageEvent('message', {{
                 data: {hello}, origin: '{}', source: {source}, ports: [theirs.port2] }}))",
            bare.outer.origin()
        );
        page.execute(&forged, &[]);
        fence(page);
        assert_waits(page);
        assert_eq!(page.execute("return answered", &[]), 0);
        assert_eq!(bare.run("return answers.length"), 0);
        // The right one counts, once. It hears how many did not: these thirteen and the fence.
        bare.run(&format!("post({hello})"));
        page.wait_until("a field for a token", || page.field("Access token").exists());
        let all = bare.wait_for_error("refused");
        assert!(all.contains("\"13 messages"), "{all}");
        // The same again, and a token with it, is heard by nobody.
        bare.run(&format!(
            "window.late = [];
             const other = () => {{
                 const {{ port1, port2 }} = new MessageChannel();
                 port1.onmessage = ({{ data }}) => late.push(data);
                 return [port2];
             }};
             post({hello}, other());
             post({{ ...{hello}, token: 'abc' }}, other())"
        ));
        fence(page);
        assert_eq!(bare.run("return late"), json!([]));
        assert!(walk.server.requests().is_empty());
        // The person may paste one here. (WebKit's driver says of this frame's fields that they cannot have the focus.)
        if page.engine() == Engine::WebKit {
            return;
        }
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

/// A portal's script may start after `ready` was posted first.
#[test]
fn a_portal_that_listens_late_is_asked_again() {
    e2e::test("a_portal_that_listens_late_is_asked_again", |page| {
        let walk = Walk::new(page);
        let bare = Bare::new(page);
        let site = listing(&bare.outer.origin(), &walk.server.api_url());
        bare.show(&site.url("#/connect"));
        let nonce = bare.nonce();
        bare.run("heard.length = 0");
        assert_eq!(bare.nonce(), nonce, "the same as before");
        bare.run(&format!("post({{ type: 'tapeline:hello', version: 1, nonce: '{nonce}' }})"));
        page.field("Access token").wait();
    });
}
