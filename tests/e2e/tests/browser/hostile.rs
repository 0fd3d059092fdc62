//! Texts that no server should send are shown as text, and nothing of them runs.

use e2e::Page;
use serde_json::json;

use crate::walk::{AZURE, VB365, Walk, all_rows, chip, meter, number, pixels_of, rows, scroll_to_link, text_of};

/// What is to be read in a row: texts of `odd.rs` of the stand-in, what is hidden in them spelt out.
const SHOWN: [&str; 24] = [
    r#"<img src=x onerror="document.title='owned'">"#,
    "</title></script><script>document.title='owned'</script>",
    "{{constructor.constructor('alert(1)')()}} ${7*7}",
    "Processing mailbox: ⟨U+202E⟩gnp.exe@example",
    "Processing mailbox: ⟨U+202E⟩gnp.exe@example⟨U+202C⟩",
    "Processing ⟨U+2066⟩mailbox⟨U+2069⟩: a⟨U+200B⟩b@example",
    "Processing mailbox: a⟨U+0000⟩b@example",
    "⟨U+001B⟩[31mred⟨U+001B⟩[0m and ⟨U+0085⟩ and ⟨U+2028⟩ and ⟨U+2029⟩",
    "Processing team: 🚀",
    "⟨U+FEFF⟩Processing mailbox: bom@example",
    "⟨U+E000⟩⟨U+F8FF⟩ Processing",
    r#"=HYPERLINK("http://elsewhere.invalid","click")"#,
    "+1+1",
    "@SUM(1)",
    "⟨U+0009⟩=1+1",
    "a \"quoted\" text,⟨U+000D⟩⟨U+000A⟩second line; third",
    "``` ![x](http://elsewhere.invalid/x.png) | @team ``````",
    "https://elsewhere.invalid/?token=1",
    "javascript:alert(1)",
    "[Erfolg] Auftrag abgeschlossen",
    "(no text)",
    "Odd: good, first",
    "Odd: good, last",
    "Odd: id path",
];

/// Notes what would show that something ran.
fn watch(page: &Page<'_>) {
    page.execute(
        "window.ran = [];
         document.addEventListener('securitypolicyviolation', (event) => ran.push('policy: ' + event.violatedDirective));
         for (const name of ['alert', 'confirm', 'prompt', 'open', 'eval']) window[name] = () => ran.push(name);
         window.drawn = [];
         const paint = CanvasRenderingContext2D.prototype;
         const write = paint.fillText;
         paint.fillText = function (text, ...rest) { drawn.push(text); return write.call(this, text, ...rest); };
         window.copied = [];
         navigator.clipboard.writeText = async (text) => { copied.push(text); };",
        &[],
    );
}

/// Nothing ran, nothing was made of a text, no rule of the page's policy was met.
fn assert_inert(page: &Page<'_>) {
    let ran = page.execute("return window.ran", &[]);
    assert_eq!(ran, json!([]), "something ran");
    assert!(!text_of(&page.execute("return document.title", &[])).contains("owned"));
    assert_eq!(
        page.execute("return window.Object.prototype.owned ?? null", &[]),
        json!(null),
        "Object.prototype was changed"
    );
    let made = "main img, main script, main iframe, main object, main a[href^=javascript], main a[href*=elsewhere], b, [onerror]";
    let made = page.execute(
        "return [...document.querySelectorAll(arguments[0])].map((el) => el.outerHTML).filter((html) => !html.startsWith('<b>') || html.includes('key'))",
        &[json!(made)],
    );
    assert_eq!(made, json!([]), "elements were made of a text");
}

/// Frames come in time, at the latest after some seconds: WebKit takes those to paint a very long text without a GPU.
fn assert_responsive(page: &Page<'_>) {
    let script = "const begun = performance.now();
        for (let n = 0; n < 10; n += 1) await new Promise(requestAnimationFrame);
        return performance.now() - begun";
    let slow = |_| page.execute_async(script, &[]).as_f64().filter(|ms| *ms >= 1_000.0);
    let tries: Vec<f64> = (0..5).map_while(slow).collect();
    assert!(tries.len() < 5, "ten frames took, in milliseconds: {tries:?}");
}

/// Shows the odd session of a server, and looks at every row of it.
fn look_at_odd(page: &Page<'_>, product: &str, version: &str) {
    let walk = Walk::new(page);
    walk.open("#/connect");
    watch(page);
    walk.connect(product, version);
    meter(page).wait_for_text("all loaded");
    let odd = walk.landmark("odd");
    scroll_to_link(page, "Job sessions", &odd.id).click();
    let table = page.table("Log");
    table.element().wait();
    meter(page).wait_for_text("loaded");
    page.wait_until("the log to have ended", || !meter(page).text().contains("loading"));
    let shown = all_rows(page, "Log");
    println!("{product} {version}: {} rows of {}; {}", shown.len(), odd.n_items, meter(page).text());
    assert_eq!(table.row_count(), Some(rows(shown.len())));
    let texts: Vec<&str> = shown.iter().filter_map(|cells| cells.last()).map(String::as_str).collect();
    for wanted in SHOWN.iter().filter(|text| product == VB365 || !text.starts_with("Odd: id")) {
        assert!(texts.contains(wanted), "{wanted:?} is none of {texts:#?}");
    }
    // At most one row in ten is lost, and what is lost is told.
    assert!(shown.len() * 10 >= odd.n_items * 9, "{} of {}", shown.len(), odd.n_items);
    page.find("summary", None).with_text("Assumed in this log").wait();
    let heights = page.execute(
        "return [...new Set([...document.querySelectorAll('table[aria-label=Log] tr.row')].map((row) => Math.round(row.getBoundingClientRect().height)))]",
        &[],
    );
    assert_eq!(heights, json!([28]), "all rows are of one height");
    assert!(pixels_of(page, "--tl-success") > 0, "the good neighbours are in the picture");
    assert_inert(page);
    assert_responsive(page);
    assert_details(page);
    assert_inert(page);
    if version == "v8" {
        assert_drawn_and_copied(page);
        assert_inert(page);
    }
    walk.assert_clean();
}

/// Letters that nobody could see, or that turn the order of others, in what a script gives.
fn assert_nothing_hidden(page: &Page<'_>, what: &str, script: &str) -> Vec<String> {
    let texts: Vec<String> = serde_json::from_value(page.execute_async(script, &[])).unwrap();
    for text in &texts {
        let hidden = text.chars().find(|&c| c != '\n' && tapeline::format::is_hidden(c));
        assert_eq!(hidden, None, "{what}: {text:?}");
    }
    texts
}

/// Labels on bars, the card beside the pointer, and what is copied, spelt out as the table is.
fn assert_drawn_and_copied(page: &Page<'_>) {
    page.field("Search the log").fill("gnp.exe");
    page.table("Log").row("gnp.exe").click();
    // As high as all rows are: those out of sight are not drawn.
    page.emulate_size(1440, 2_400, 1.0);
    page.button("Show in timeline").click();
    page.button("Tall rows").click();
    page.wait_until("labels on the bars", || {
        page.execute("return drawn.some((text) => text.includes('⟨U+202E⟩'))", &[]) == json!(true)
    });
    let labels = assert_nothing_hidden(page, "labels", "return drawn");
    assert!(labels.iter().all(|label| label.chars().count() < 5_000), "a label is cut");
    let sweep = "const stage = document.querySelector('.timeline__stage');
        const { left, top, width, height } = stage.getBoundingClientRect();
        const cards = new Set();
        for (let y = top + 4; y < top + height; y += 9) {
            const at = { bubbles: true, pointerId: 1, clientX: left + width / 2, clientY: y };
            stage.querySelector('canvas').dispatchEvent(new PointerEvent('pointermove', at));
            await new Promise(requestAnimationFrame);
            const card = document.querySelector('.tip');
            if (card) cards.add(card.textContent);
        }
        return [...cards]";
    let cards = assert_nothing_hidden(page, "cards", sweep);
    assert!(cards.iter().any(|card| card.contains("⟨U+202E⟩")), "{cards:?}");
    page.button("Copy text").click();
    page.button("Copy for ticket").click();
    page.wait_until("two copies", || page.execute("return copied.length", &[]) == json!(2));
    for copy in assert_nothing_hidden(page, "copies", "return copied") {
        assert!(copy.contains("⟨U+202E⟩gnp.exe"), "{copy:?}");
    }
    // The word of a result that no list names is a server's text as well.
    page.field("Search the log").fill("hidden in status");
    page.table("Log").row("hidden in status").click();
    page.find("aside[aria-label=Item] .status", None).wait_for_text("Expl⟨U+202E⟩dedo");
    assert_nothing_hidden(page, "the page", "return [document.body.innerText.replaceAll('\\t', ' ')]");
    // Ten thousand marks on one letter, and a megabyte without a blank, stay in their box.
    let heading = page.find("aside[aria-label=Item] h2", None);
    page.field("Search the log").fill("combining");
    page.table("Log").row("combining").click();
    heading.wait_for_text("combining");
    let wide = "return document.documentElement.scrollWidth > innerWidth
        || document.querySelector('aside[aria-label=Item] h2').getBoundingClientRect().height > 300";
    assert_eq!(page.execute(wide, &[]), json!(false), "they do not blow up the page");
    page.field("Search the log").fill("megabyte-");
    page.table("Log").row("megabyte-").click();
    let length = "return document.querySelector('aside[aria-label=Item] h2').textContent.length > 2 ** 20";
    page.wait_until("the whole megabyte", || page.execute(length, &[]) == json!(true));
    assert_eq!(page.execute(wide, &[]), json!(false), "nor does it");
    assert_responsive(page);
}

/// The panel shows the same as text, whole.
fn assert_details(page: &Page<'_>) {
    let search = page.field("Search the log");
    let heading = page.find("aside[aria-label=Item] h2", None);
    for (query, wanted) in [
        ("onerror", r#"<img src=x onerror="document.title='owned'">"#),
        ("gnp.exe", "⟨U+202E⟩gnp.exe"),
        ("second line", "second line; third"),
        ("mailbox: a", "a⟨U+0000⟩b@example"),
        ("javascript:", "javascript:alert(1)"),
    ] {
        search.fill(query);
        page.table("Log").row(wanted).click();
        heading.wait_for_text(wanted);
        // Once opened, it stays so from item to item.
        let is_open = page.execute("return document.querySelector('aside[aria-label=Item] details').open", &[]);
        if is_open == false {
            page.find("aside[aria-label=Item] summary", None).click();
        }
        page.find("aside[aria-label=Item] pre", None).wait_for_text("{");
    }
    search.fill("lorem-ipsum");
    page.table("Log").row("lorem-ipsum").click();
    heading.wait_for_text("lorem-ipsum");
    page.wait_until("all 20,000 characters", || heading.text().len() >= 20_000);
    assert_eq!(page.find("mark", None).text(), "lorem-ipsum");
    assert_responsive(page);
    // A pattern is a plain text here.
    search.fill(".*");
    page.wait_for_text("No item passes the filters");
    page.button("Take the filters off").click();
    page.table("Log").rows().wait();
}

#[test]
fn hostile_titles_are_text_on_v5() {
    e2e::test("hostile_titles_are_text_on_v5", |page| look_at_odd(page, VB365, "v5"));
}

#[test]
fn hostile_messages_are_text_on_v8() {
    e2e::test("hostile_messages_are_text_on_v8", |page| look_at_odd(page, VB365, "v8"));
}

#[test]
fn hostile_messages_are_text_on_azure() {
    e2e::test("hostile_messages_are_text_on_azure", |page| look_at_odd(page, AZURE, "v8.1"));
}

/// What the chips count is what the filters find.
#[test]
fn filters_find_what_they_count() {
    e2e::test("filters_find_what_they_count", |page| {
        let walk = Walk::connected(page);
        walk.open_landmark("big");
        let big = walk.landmark("big");
        for (word, n) in big.counts.iter().filter(|(word, n)| *n > 0 && ["Failed", "Warning"].contains(word)) {
            chip(page, word).wait_for_text(&number(*n));
            chip(page, word).click();
            page.table("Log").wait_for_row_count(rows(*n));
            let shown = all_rows(page, "Log");
            assert!(shown.iter().all(|cells| cells[1].contains(word)), "{shown:?}");
            chip(page, word).click();
            page.table("Log").wait_for_row_count(rows(big.n_items));
        }
        let wanted = &big.failed_items[0].text;
        page.field("Search the log").fill(wanted);
        page.table("Log").row(wanted).wait();
        let n_hits = big.failed_items.iter().filter(|item| item.text.contains(wanted.as_str())).count();
        page.table("Log").wait_for_row_count(rows(n_hits));
        page.wait_until("the match to be marked", || page.find("mark", None).text() == *wanted);
    });
}
