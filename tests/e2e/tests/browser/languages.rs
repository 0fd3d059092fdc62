//! The page in German: nothing of its own stays English, nothing of a server's is changed, nothing is lost on the way. And
//! the zone of every time.

use std::collections::BTreeSet;

use e2e::{Page, Site, setup};
use serde_json::{Value, json};

use crate::walk::{Walk, meter, text_of};

/// Words that are the same in both languages, and units, months and names.
const SAME: &[&str] = &[
    "Tapeline",
    "English",
    "Deutsch",
    "UTC",
    "JSON",
    "CSV",
    "SVG",
    "PNG",
    "Markdown",
    "Windows",
    "PowerShell",
    "curl",
    "Veeam",
    "Backup",
    "for",
    "Microsoft",
    "Azure",
    "Replication",
    "AWS",
    "https",
    "backup",
    "example",
    "com",
    "Status",
    "Start",
    "Text",
    "Job",
    "Jobs",
    "Link",
    "Name",
    "Names",
    "Server",
    "Token",
    "Rate",
    "API",
    "REST",
    "LogItems",
    "log",
    "min",
    "Jan",
    "Feb",
    "Apr",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Nov",
    "Esc",
    "Host",
    "Team",
    "Phase",
    "Repository",
    "inferred",
    "from",
    "Details",
    "Version",
];

/// What texts of the sample world's log begin with, as they are counted by kind and object.
const OF_THE_LOG: &[&str] = &[
    "Processing ",
    "Found ",
    "Job started",
    "Job ended",
    "Connecting to ",
    "Collecting ",
    "Transferred",
    "Mailbox ",
    "Site ",
    "Start: ",
    "Team ",
    "OneDrive ",
    "Retrieving ",
    "Data retrieval started",
    "Data retrieval ended",
    "Removing ",
];

/// Shows a view of the sample data in a language and waits until it is whole.
fn show(page: &Page<'_>, site: &Site, view: &str, lang: &str) {
    let sign = if view.contains('?') { '&' } else { '?' };
    page.open(&site.url(&format!("{view}{sign}lang={lang}&tz=utc")));
    page.wait_until("the page to speak the language", || {
        // What stands there before the page has started is English.
        let script = "return document.getElementById('boot') ? '' : document.documentElement.lang";
        text_of(&page.execute(script, &[])) == lang
    });
}

/// All texts of the view on screen: the page's own, and those that may be a server's.
fn texts(page: &Page<'_>) -> (BTreeSet<String>, BTreeSet<String>) {
    let found = page.execute(include_str!("languages.js"), &[]);
    let list = |name: &str| serde_json::from_value(found[name].clone()).expect("texts");
    (list("ours"), list("theirs"))
}

/// Whether a text has words that differ between the languages.
fn has_words(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphabetic());
    words.filter(|word| word.chars().count() > 2).any(|word| !SAME.contains(&word))
}

/// What is in English on screen still stands there in German.
fn still_english(page: &Page<'_>, english: &BTreeSet<String>, english_theirs: &BTreeSet<String>) -> Vec<String> {
    let (german, theirs) = texts(page);
    let is_of_log = |text: &str| OF_THE_LOG.iter().any(|begin| text.starts_with(begin)) || text.contains('@');
    let is_theirs = |text: &str| theirs.contains(text) || english_theirs.contains(text) || is_of_log(text);
    german.intersection(english).filter(|text| has_words(text) && !is_theirs(text)).cloned().collect()
}

/// Opens whatever is folded.
fn unfold(page: &Page<'_>) {
    page.execute("document.querySelectorAll('details').forEach((el) => { el.open = true })", &[]);
}

/// Compares a view in both languages; `prepare` brings it into its fullest state.
fn compare(page: &Page<'_>, site: &Site, names: &[String], view: &str, prepare: &dyn Fn(&Page<'_>)) {
    page.open("about:blank");
    show(page, site, view, "en");
    prepare(page);
    unfold(page);
    let mut english = texts(page);
    let with_names = |theirs: &BTreeSet<String>| theirs.iter().chain(names).cloned().collect::<BTreeSet<_>>();
    page.wait_until("the English view to rest", || {
        let now = texts(page);
        std::mem::replace(&mut english, now.clone()) == now && !page.text().contains("loading")
    });
    show(page, site, view, "de");
    prepare(page);
    unfold(page);
    page.wait_for_good("German everywhere", || {
        let left = still_english(page, &english.0, &with_names(&english.1));
        if left.is_empty() { Ok(()) } else { Err(format!("in {view}; still English: {left:#?}")) }
    });
    let german: BTreeSet<String> = texts(page).0.difference(&english.0).cloned().collect();
    assert!(!page.text().contains("{}"), "a hole was not filled in {view}");
    show(page, site, view, "en");
    prepare(page);
    unfold(page);
    page.wait_for_good("English again", || {
        let now = texts(page).0;
        let left: Vec<&String> = now.intersection(&german).filter(|text| has_words(text)).collect();
        if left.is_empty() { Ok(()) } else { Err(format!("in {view}: {left:#?}")) }
    });
}

/// Ids of sample sessions that failed, and the names of jobs.
fn sample(page: &Page<'_>, site: &Site) -> (Vec<String>, Vec<String>) {
    show(page, site, "#/job-sessions?api=sample&status=Failed", "en");
    meter(page).wait_for_text("all loaded");
    page.table("Job sessions").rows().wait();
    let script = "return [...document.querySelectorAll('tr.row a')].map((a) => a.getAttribute('href'))";
    let links: Vec<String> = serde_json::from_value(page.execute(script, &[])).expect("links");
    let id =
        |link: &String| link.trim_start_matches("#/job-sessions/").split('?').next().unwrap_or_default().to_owned();
    let names = page.execute("return [...document.querySelectorAll('tr.row a')].map((a) => a.textContent)", &[]);
    (links.iter().map(id).collect(), serde_json::from_value(names).expect("names"))
}

/// Marks the lists of names that are a server's.
fn mark_jobs(page: &Page<'_>) {
    page.execute(
        "for (const el of document.querySelectorAll('select'))
            if ([...el.options].length > 3 && !el.closest('form') && !el.querySelector('option[value=object]'))
                el.dataset.foreign = ''",
        &[],
    );
}

#[test]
fn nothing_of_the_first_views_stays_english() {
    e2e::test("nothing_of_the_first_views_stays_english", |page| {
        let site = Site::start(setup::dist());
        compare(page, &site, &[], "#/connect", &|page| {
            unfold(page);
            page.find("details pre", None).wait();
        });
        compare(page, &site, &[], "#/file", &|page| {
            page.find("input[type=file]", None).wait();
        });
        compare(page, &site, &[], "#/nowhere", &|_| {});
        compare(page, &site, &[], "#/job-sessions?api=sample", &|page| {
            page.find("tr.row", None).wait();
            page.find(".work table", None).wait();
            mark_jobs(page);
        });
        compare(page, &site, &[], "#/data-retrieval-sessions?api=sample", &|page| {
            page.find("tr.row", None).wait();
        });
        compare(page, &site, &[], "#/data-retrieval-sessions?api=sample&q=nobody%20has%20this", &|page| {
            page.find(".grid__empty", None).wait();
        });
    });
}

#[test]
fn nothing_of_a_session_stays_english() {
    e2e::test("nothing_of_a_session_stays_english", |page| {
        let site = Site::start(setup::dist());
        let (ids, names) = sample(page, &site);
        for id in &ids[..1] {
            compare(page, &site, &names, &format!("#/job-sessions/{id}?api=sample"), &|page| {
                page.find("tr.row", None).wait();
                page.find(".summary .facts", None).wait();
                page.find("figure", None).wait();
                open_panel(page, "tab-work", ".panel section.work");
                mark_jobs(page);
            });
            compare(page, &site, &names, &format!("#/job-sessions/{id}?api=sample&status=Failed"), &|page| {
                page.find(".summary .facts", None).wait();
                open_panel(page, "tab-export", ".panel .export");
                mark_jobs(page);
            });
            compare(page, &site, &names, &format!("#/job-sessions/{id}?api=sample&group=kind&q=e"), &|page| {
                let (item, keys) = (page.find("aside", None), page.find("dialog[open]", None));
                page.find("tr.row", None).wait();
                // Another address without an item lets go of the one that was selected.
                if !item.exists() {
                    if keys.exists() {
                        page.press(e2e::keys::ESCAPE);
                        page.wait_until("the keys to be gone", || !keys.exists());
                    }
                    page.find("tr.row", None).nth(2).click();
                }
                page.find("aside dl", None).wait();
                if !keys.exists() {
                    page.press("?");
                }
                page.find("dialog[open] kbd", None).wait();
            });
        }
        show(page, &site, &format!("#/job-sessions/{}?api=sample&group=result", ids[0]), "de");
        page.wait_until("groups by result with German names", || {
            let heads = "return document.querySelector('.timeline__heads')?.textContent ?? ''";
            text_of(&page.execute(heads, &[])).contains("Fehlgeschlagen")
        });
        compare(page, &site, &names, &format!("#/compare/{}/{}?api=sample", ids[1], ids[0]), &|page| {
            page.find("main table", None).wait();
        });
        compare(page, &site, &names, "#/find?api=sample&q=a", &|page| {
            page.find("main article", None).wait();
        });
    });
}

#[test]
fn choosing_a_language_loses_nothing() {
    e2e::test("choosing_a_language_loses_nothing", |page| {
        let _walk = Walk::connected(page);
        page.field("Language").choose("Deutsch");
        page.wait_for_text("Abmelden");
        page.wait_until("the sessions", || page.find("table[aria-label=Jobsitzungen] tr.row", None).exists());
        assert!(page.address().contains("lang=de"), "{}", page.address());
        page.wait_until("the field to keep the focus", || {
            page.execute("return document.activeElement.id", &[]) == json!("lang")
        });
        assert!(!page.text().contains("Access token"), "no token is asked for");
        // An item that is selected stays so.
        page.table("Jobsitzungen").row("Warnung").link(None).click();
        page.find("table[aria-label=Protokoll] tr.row", None).nth(1).click();
        page.find("aside[aria-label=Eintrag] dl", None).wait();
        let item = text_of(&page.execute("return document.querySelector('aside h2').textContent", &[]));
        page.field("Sprache").choose("English");
        page.find("aside[aria-label=Item] dl", None).wait();
        assert_eq!(text_of(&page.execute("return document.querySelector('aside h2').textContent", &[])), item);
    });
}

/// Opens a panel by the id of its tab, whatever its name is, and waits for what is in it.
fn open_panel(page: &Page<'_>, tab: &str, inside: &str) {
    if !page.find(inside, None).exists() {
        page.find(&format!("#{tab}"), None).click();
    }
    page.find(inside, None).wait();
}

/// The text of the ticket as it is shown.
fn ticket(page: &Page<'_>) -> String {
    open_panel(page, "tab-export", ".panel .export");
    let text = || text_of(&page.execute("return document.querySelector('.panel pre')?.textContent ?? ''", &[]));
    page.wait_for("the ticket", || Some(text()).filter(|text| !text.is_empty()))
}

#[test]
fn one_zone_holds_for_axis_table_and_ticket() {
    e2e::test("one_zone_holds_for_axis_table_and_ticket", |page| {
        let site = Site::start(setup::dist());
        let (ids, _) = sample(page, &site);
        show(page, &site, &format!("#/job-sessions/{}?api=sample", ids[0]), "en");
        page.find("tr.row", None).wait();
        let axis =
            || text_of(&page.execute("return document.querySelector('.timeline__zone')?.textContent ?? ''", &[]));
        let first = || {
            text_of(&page.execute("return document.querySelector('tr.row td:nth-child(3)')?.textContent ?? ''", &[]))
        };
        // Where the log passes midnight a day stands before the time.
        let hour = |time: String| {
            let hour = time.split(':').next().and_then(|hour| hour.rsplit(' ').next()?.parse::<i32>().ok());
            hour.unwrap_or(-99)
        };
        page.wait_until("the axis in UTC", || axis().ends_with("· UTC"));
        let utc = hour(first());
        for (choice, name, ahead) in
            [("Asia/Tokyo", "Asia/Tokyo", 9), ("Server's time", "server, UTC+01:00, inferred from titles", 1)]
        {
            page.field("Time zone").choose(choice);
            page.wait_until(name, || axis().ends_with(&format!("· {name}")));
            page.wait_until("the table to follow", || hour(first()) == (utc + ahead) % 24);
            page.wait_until("the ticket to follow", || ticket(page).contains(&format!("zone {name}")));
        }
        let offered = page.field("Time zone").options();
        assert!(offered.len() > 300, "{} zones", offered.len());
        assert!(
            ["UTC", "Europe/Berlin", "America/New_York"].iter().all(|zone| offered.iter().any(|known| known == zone))
        );
    });
}

#[test]
fn a_zone_that_no_browser_knows_is_said() {
    e2e::test("a_zone_that_no_browser_knows_is_said", |page| {
        let site = Site::start(setup::dist());
        page.open(&site.url("#/job-sessions?api=sample&tz=Mars/Olympus"));
        page.wait_for_text("This browser does not know the zone “Mars/Olympus”");
        assert_eq!(page.field("Time zone").value(), "Mars/Olympus");
    });
}

#[test]
fn the_language_of_the_browser_counts_where_the_address_says_nothing() {
    e2e::test("the_language_of_the_browser_counts_where_the_address_says_nothing", |page| {
        let site = Site::start(setup::dist());
        page.open(&site.url("#/connect"));
        page.button("Connect").wait();
        let of_browser: Value = page.execute("return navigator.language", &[]);
        assert!(text_of(&of_browser).starts_with("en"), "tests run in English: {of_browser}");
        assert_eq!(text_of(&page.execute("return document.documentElement.lang", &[])), "en");
        page.open(&site.url("#/connect?lang=de-AT"));
        page.button("Verbinden").wait();
        page.open(&site.url("#/connect?lang=fr"));
        page.button("Connect").wait();
    });
}
