//! Names, addresses and ids replaced in all that leaves the page: what is searched for comes from the server's own account
//! of the session, not from what the page knows.

use std::collections::{BTreeMap, BTreeSet};

use e2e::Page;
use sample_server::SessionTruth;
use serde_json::json;

use crate::answers::{copied, keep_copied, open_part, wait_for_summary};
use crate::walk::{Walk, text_of, wait_for_whole_log};

/// Keeps what is saved, where [`saved`] finds it, in place of a download.
pub(crate) fn keep_saved(page: &Page<'_>) {
    page.execute(
        "window.blobs = []; window.names = [];
         const make = URL.createObjectURL.bind(URL);
         URL.createObjectURL = (blob) => { window.blobs.push(blob); return make(blob); };
         HTMLAnchorElement.prototype.click = function () { window.names.push(this.download); };",
        &[],
    );
}

/// Presses a button of the files; the name of the file that came, and its bytes, one character each.
pub(crate) fn saved(page: &Page<'_>, button: &str) -> (String, Vec<u8>) {
    page.execute("window.blobs = []; window.names = []", &[]);
    page.find(".files button", Some(button)).click();
    page.wait_until("a file to be saved", || page.execute("return window.names.length", &[]) == json!(1));
    let script = "const bytes = new Uint8Array(await window.blobs.at(-1).arrayBuffer());
        let text = '';
        for (let at = 0; at < bytes.length; at += 8190) text += String.fromCharCode(...bytes.subarray(at, at + 8190));
        return [window.names[0], text]";
    let file = page.execute_async(script, &[]);
    let bytes = file[1].as_str().unwrap().chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    (text_of(&file[0]), bytes)
}

/// Unpacked by the browser.
pub(crate) fn unpacked(page: &Page<'_>, packed: &[u8]) -> String {
    let script = "const bytes = Uint8Array.from(arguments[0]);
        return await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text()";
    text_of(&page.execute_async(script, &[json!(packed)]))
}

/// Everything of a session that names somebody or something, in lower case.
fn names_of(walk: &Walk<'_>, session: &SessionTruth) -> BTreeSet<String> {
    let mut names = BTreeSet::from([
        session.id.clone(),
        session.job.clone(),
        "fjordline".to_owned(),
        walk.server.api_url().trim_start_matches("http://").to_owned(),
        "127.0.0.1".to_owned(),
    ]);
    // Its siblings are beside it in a saved session.
    let is_sibling = |other: &&SessionTruth| other.job == session.job;
    names.extend(walk.truth.sessions.iter().filter(is_sibling).map(|other| other.id.clone()));
    let world = walk.server.world();
    names.extend(world.jobs.iter().filter(|job| job.name == session.job).map(|job| hyphened(job.id)));
    for row in walk.server.log(&session.id).unwrap() {
        names.insert(row.id);
        for word in row.text.split([' ', '(', ')', ',']).map(|word| word.trim_end_matches(['.', ':', '"'])) {
            let is_id = word.len() == 36 && word.bytes().filter(|&b| b == b'-').count() == 4;
            if let Some((user, _)) = word.split_once('@') {
                names.extend([word.to_owned(), user.to_owned(), user.replace('.', "_")]);
            } else if let Some((_, site)) = word.split_once("/sites/") {
                names.extend([word.to_owned(), site.to_owned()]);
            } else if is_id {
                names.insert(word.to_owned());
            }
        }
        if let Some((_, team)) = row.text.split_once("team: ") {
            names.insert(team.split([' ', '.']).next().unwrap_or_default().to_owned());
        }
    }
    names.into_iter().map(|name| name.to_lowercase()).collect()
}

fn hyphened(id: u128) -> String {
    let hex = format!("{id:032x}");
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

fn assert_names_nobody(what: &str, text: &str, names: &BTreeSet<String>) {
    let text = text.to_lowercase();
    for name in names {
        if let Some(at) = text.find(name.as_str()) {
            let (from, to) =
                (text.floor_char_boundary(at.saturating_sub(80)), text.ceil_char_boundary((at + 80).min(text.len())));
            panic!("{name:?} is left in the {what}: …{}…", &text[from..to]);
        }
    }
}

/// What each stand-in of the preview says it stands for.
fn stand_ins(page: &Page<'_>) -> Vec<(String, String)> {
    let script =
        "return [...document.querySelectorAll('pre.ticket mark')].map((mark) => [mark.textContent, mark.title])";
    serde_json::from_value(page.execute(script, &[])).unwrap()
}

fn open_redacted(walk: &Walk<'_>, session: &SessionTruth) {
    let page = walk.page;
    walk.open(&walk.session_address(&session.id, ""));
    wait_for_whole_log(page, session.n_items);
    wait_for_summary(page);
    open_part(page, "To the ticket, and files");
    page.find("pre.ticket", None).wait_for_text(&session.id);
    assert_eq!(page.find("pre.ticket mark", None).count(), 0);
    page.find("[role=switch]", Some("Replace names, addresses and ids")).click();
    page.find("pre.ticket mark", None).wait();
    assert!(!page.find(".files button", Some("JSON")).exists(), "the server's own bytes hold all names");
}

#[test]
fn nothing_that_leaves_redacted_names_anybody() {
    e2e::test("nothing_that_leaves_redacted_names_anybody", |page| {
        let walk = Walk::connected(page);
        keep_copied(page);
        keep_saved(page);
        let of_job = |job: &str| {
            walk.truth
                .sessions
                .iter()
                .find(|session| session.job == job && session.n_items > 60 && session.end.is_some())
        };
        let of_people = walk.truth.sessions.iter().find(|session| session.failed_items.len() > 4).unwrap();
        for session in [of_people, walk.landmark("big"), of_job("Teams").unwrap()] {
            println!("{}, {}", session.job, session.id);
            open_redacted(&walk, session);
            let names = names_of(&walk, session);
            assert!(names.len() > session.n_items, "{}", names.len());

            let preview = page.find("pre.ticket", None).text();
            assert_names_nobody("preview", &preview, &names);
            let marks = stand_ins(page);
            let (mut by_name, mut by_stand_in) = (BTreeMap::new(), BTreeMap::new());
            for (stand_in, name) in &marks {
                assert_eq!(
                    by_name.entry(name.to_lowercase()).or_insert(stand_in),
                    &stand_in,
                    "one stand-in for {name}"
                );
                assert_eq!(by_stand_in.entry(stand_in).or_insert(name), &name, "one name for {stand_in}");
            }
            assert_eq!(by_name.get(&session.job.to_lowercase()).map(|name| name.as_str()), Some("job-1"));
            page.screenshot(&format!("redacted-{}", session.job.replace(' ', "-").to_lowercase()));

            page.find(".export button", Some("Copy")).click();
            let ticket = copied(page);
            assert_names_nobody("ticket", &ticket, &names);
            // The moment at which it was made differs.
            let lasting =
                |text: &str| text.lines().filter(|line| !line.starts_with("As of")).collect::<Vec<_>>().join("\n");
            assert_eq!(lasting(ticket.trim()), lasting(preview.trim()), "what is shown is what is copied");
            page.button("Markdown").click();
            page.find("pre.ticket", None).wait_for_text("```");
            page.find(".export button", Some("Copy")).click();
            assert_names_nobody("Markdown", &copied(page), &names);
            page.button("Text").click();

            let (name, csv) = saved(page, "CSV");
            let csv = String::from_utf8(csv).unwrap();
            assert_eq!(name, "log.csv");
            assert_eq!(csv.lines().count(), session.n_items + 1, "a line for each item");
            assert_names_nobody("CSV", &csv, &names);
            let (_, svg) = saved(page, "SVG");
            assert_names_nobody("drawing", &String::from_utf8(svg).unwrap(), &names);
            let (name, packed) = saved(page, "Saved session");
            assert_eq!(name, "session.tapeline");
            let file = unpacked(page, &packed);
            assert!(
                file.starts_with(r#"{"tapeline":"saved session","version":1,"#) && file.contains(r#""redacted":true"#)
            );
            assert_names_nobody("saved session", &file, &names);
            same_in_all(&by_name, &[&ticket, &csv, &file], session);

            open_part(page, "Where the time went");
            page.find("section.work button", Some("Copy as text")).click();
            assert_names_nobody("copy of where the time went", &copied(page), &names);
            // Left as it was found: the switch is the desk's.
            open_part(page, "To the ticket, and files");
            page.find("[role=switch]", None).click();
            page.find("pre.ticket", None).wait_for_text(&session.id);
        }
        walk.assert_clean();
    });
}

/// The failures read the same in the ticket, in the table and in the saved session: each name in them with its stand-in.
fn same_in_all(by_name: &BTreeMap<String, &String>, texts: &[&str], session: &SessionTruth) {
    for item in &session.failed_items {
        // A user and a domain have stand-ins of their own.
        let mut names: Vec<_> = by_name.iter().filter(|(name, _)| item.text.contains(name.as_str())).collect();
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        let said = names.iter().fold(item.text.clone(), |text, (name, stand_in)| text.replace(name.as_str(), stand_in));
        let said = said.split(". ").next().unwrap_or_default();
        assert!(!names.is_empty(), "{:?} names nobody that the ticket tells: {by_name:?}", item.text);
        let object = said.rsplit(": ").next().unwrap_or_default();
        assert!(texts[0].contains(object), "{object:?} should be in {}", texts[0]);
        for text in &texts[1..] {
            assert!(text.contains(said), "{said:?} should be in {}…", &text[..text.len().min(300)]);
        }
    }
}
