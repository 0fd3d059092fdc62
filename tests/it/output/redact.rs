//! Names replaced by stand-ins: none is left, and each has one.

use std::time::Instant;

use proptest::prelude::*;
use sample_world::{Scale, World, time_from_text};
use tapeline::model::{Log, NewItem, Product, Status};
use tapeline::output::redact::{Redactor, What};
use tapeline::output::saved;

fn after(learned: &[&str], text: &str) -> String {
    let mut redactor = Redactor::new();
    for text in learned {
        redactor.learn_text(text);
    }
    redactor.learn_text(text);
    redactor.apply(What::Text, text)
}

#[test]
fn parts_of_an_address_go_with_the_whole() {
    let learned = ["Processing mailbox: Jane.Doe@contoso.com"];
    for (text, wanted) in [
        (
            "Failed to process mailbox: jane.doe@CONTOSO.COM. Access is denied.",
            "Failed to process mailbox: user-1@domain-1.example. Access is denied.",
        ),
        (
            "owner jane.doe, tenant contoso, jane_doe_contoso_com",
            "owner user-1, tenant domain-1, user-1_domain-1_example",
        ),
        ("cn=jane%2Edoe%40contoso.com;", "cn=user-1@domain-1.example;"),
        ("https://contoso-my.sharepoint.com/personal/jane_doe_contoso_com", "link-1"),
        ("contoso.onmicrosoft.com", "host-1"),
        ("bob@contoso.com and Jane Doe", "user-1@domain-1.example and user-2"),
    ] {
        assert_eq!(after(&learned, text), wanted);
    }
}

#[test]
fn names_are_known_wherever_they_stand() {
    let learned = [
        "Processing team: Marketing EMEA",
        "Processing site Intranet (https://contoso.sharepoint.example/sites/intranet)",
        "Processing mailbox \"Abel, Anna\" failed with error: no access",
        "Processing team: HR",
        "Processing team: Backup",
    ];
    for (text, wanted) in [
        ("Failed to find owner of marketing emea.", "Failed to find owner of team-1."),
        ("Processing site Intranet () finished with warning: x", "Processing site site-1 () finished with warning: x"),
        ("at https://contoso.sharepoint.example/sites/intranet/Lists/a%20b.aspx?x=1", "at site-1/path-1"),
        ("Abel, Anna has no licence", "mailbox-1 has no licence"),
        (
            "Processing team: HR. The error 0x80070005 (E_ACCESSDENIED) (404) hr",
            "Processing team: team-1. The error 0x80070005 (E_ACCESSDENIED) (404) hr",
        ),
        ("Processing team: Backup. The backup has ended", "Processing team: team-1. The backup has ended"),
        ("\\\\fs01\\share\\Anna B\\x.pst, C:\\Program Files\\Veeam\\a.log: denied", "path-1, path-2: denied"),
        (
            "ID: 6f9619ff-8b86-d011-b42d-00cf4fc964ff, 10.1.2.3, fe80::1, srv1.corp.local:4443",
            "ID: id-1, ip-1, ip-2, host-1:4443",
        ),
        (
            "Backing up vm-00012, Plan.docx, at 12:07:21 AM, 9/23/2024 (SHA-256, v8.1)",
            "Backing up name-1, file-1.docx, at 12:07:21 AM, 9/23/2024 (SHA-256, v8.1)",
        ),
        (
            "https://graph.microsoft.com/v1.0/users/x: System.Net.WebException",
            "https://graph.microsoft.com/path-1: System.Net.WebException",
        ),
    ] {
        assert_eq!(after(&learned, text), wanted);
    }
}

#[test]
fn an_address_of_a_view_names_nobody() {
    let mut redactor = Redactor::new();
    redactor.learn(What::Host, "https://backup01:4443");
    let view = |address: &str| redactor.apply(What::View, address);
    assert_eq!(
        view(
            "https://tapeline.contoso.com/ops/#/job-sessions/6f9619ff-8b86-d011-b42d-00cf4fc964ff?item=38&q=jan&only=object.1a2b&from=2026-11-21T22:00:00Z&api=https%3A%2F%2Fbackup01%3A4443&tz=Europe/Berlin"
        ),
        "https://host-1/path-1/#/job-sessions/id-1?item=id-2&q=search-1&only=search-2&from=2026-11-21T22:00:00Z&api=https%3A%2F%2Fhost-2%3A4443&tz=Europe/Berlin"
    );
    assert_eq!(view("#/job-sessions?api=prod&job=17"), "#/job-sessions?api=host-3&job=id-3");
    assert_eq!(view("#/job-sessions?api=sample"), "#/job-sessions?api=sample");
    assert_eq!(redactor.apply(What::Host, "https://backup01:4443"), "https://host-2:4443");
    assert_eq!(redactor.apply(What::Host, "saved file jane.json"), "host-4");
}

#[test]
fn what_was_replaced_is_told_and_found_again_in_the_text() {
    let mut redactor = Redactor::new();
    let text = "Jane@contoso.com asked jane about team-1 and Team One; JANE too";
    redactor.learn(What::Team, "Team One");
    redactor.learn_text(text);
    let after = redactor.apply(What::Text, text);
    // A real name that reads like a stand-in is replaced, and no stand-in is given that is one.
    assert_eq!(after, "user-1@domain-1.example asked user-1 about name-1 and team-2; user-1 too");
    let told: Vec<_> = redactor.changes().into_iter().map(|c| (c.name, c.stand_in, c.n)).collect();
    let told: Vec<_> = told.iter().map(|(name, stand_in, n)| (name.as_str(), stand_in.as_str(), *n)).collect();
    assert_eq!(
        told,
        [
            ("Team One", "team-2", 1),
            ("Jane", "user-1", 2),
            ("Jane@contoso.com", "user-1@domain-1.example", 1),
            ("team-1", "name-1", 1)
        ]
    );
    let pieces = redactor.pieces(&after);
    assert_eq!(pieces.iter().map(|(piece, _)| *piece).collect::<String>(), after);
    let marked: Vec<_> = pieces.into_iter().filter_map(|(piece, name)| Some((piece, name?))).collect();
    let marked: Vec<_> = marked.iter().map(|(piece, name)| (*piece, name.as_str())).collect();
    assert_eq!(
        marked,
        [
            ("user-1", "Jane"),
            ("domain-1.example", "contoso.com"),
            ("user-1", "Jane"),
            ("name-1", "team-1"),
            ("team-2", "Team One"),
            ("user-1", "Jane")
        ]
    );
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_learned_name_is_left_in_any_spelling(
        names in prop::collection::vec("[A-Za-zÀ-ÖÑа-я]{4,9}[ ._-][A-Za-zΑ-ΡΣ-Ω]{4,9}", 1..5),
        noise in prop::collection::vec("\\PC{0,12}", 5..6), at in any::<prop::sample::Index>(),
    ) {
        let mut redactor = Redactor::new();
        for name in &names {
            redactor.learn_text(&format!("Failed to process team: {name}. Access is denied."));
        }
        let name = &names[at.index(names.len())];
        let spelt = [name.clone(), name.to_lowercase(), name.to_uppercase(), name.replace([' ', '.', '-'], "_"), encoded(name)];
        for (spelt, noise) in spelt.iter().zip(&noise) {
            let after = redactor.apply(What::Text, &format!("{noise} {spelt}; {noise}"));
            let again = redactor.apply(What::Text, spelt);
            prop_assert!(after.to_lowercase().contains(&again), "{after}");
            for name in &names {
                prop_assert!(!after.to_lowercase().contains(&name.to_lowercase()), "{name} in {after}");
            }
        }
    }

    #[test]
    fn any_text_is_taken(texts in prop::collection::vec("[a-c@.:/\\\\%'\"_ -]{0,30}|\\PC{0,30}|%[0-9A-F]{2}(%[0-9A-F]{2}){0,4}", 1..8)) {
        let mut redactor = Redactor::new();
        for text in &texts {
            redactor.learn_text(text);
        }
        for text in &texts {
            let all = [What::Text, What::View, What::Id, What::Host, What::Job].map(|what| redactor.apply(what, text));
            let after = redactor.apply(What::Text, text);
            prop_assert_eq!(redactor.apply(What::Text, text), after);
            prop_assert_eq!(redactor.pieces(&all[0]).into_iter().map(|(piece, _)| piece).collect::<String>(), all[0].clone());
        }
        redactor.changes();
    }
}

/// A log of sixty thousand items, each about another object.
fn large() -> (World, Log) {
    let world =
        World::with_scale(1, time_from_text("2026-11-22T03:00:00Z").unwrap(), Scale { big: 60_000, odd: false });
    let mut log = Log::new();
    log.begin_source();
    let session = world.session(world.landmarks.big).unwrap().holding_times();
    let rows = world.log(&session);
    for (at, item) in (0..rows.len()).filter_map(|at| Some((at, rows.item(at)?))) {
        // Every other one is a mailbox, so that addresses and their parts are among them.
        let mail = format!("Processing mailbox: u{at}.abel@fjordline.example");
        let title = if at % 2 == 0 { item.text.as_str() } else { &mail };
        let mut id = String::new();
        sample_world::push_id(&mut id, item.id);
        log.push(&NewItem { id: Some(&id), title, status: Status::Success, ..NewItem::default() });
    }
    (world, log)
}

/// In a build for speed this is to take a tenth of a second at most; run with `--release -- --nocapture` to see it.
#[test]
fn sixty_thousand_items_are_rewritten_at_once() {
    let (_, log) = large();
    let (begun, mut redactor) = (Instant::now(), Redactor::new());
    redactor.learn_log(&log);
    let (learned, second) = (begun.elapsed(), Instant::now());
    let n: usize =
        (0..u32::try_from(log.len()).unwrap()).map(|idx| redactor.apply(What::Text, log.title(idx)).len()).sum();
    let (rewritten, third) = (second.elapsed(), Instant::now());
    let page = saved::log(Product::Vb365, &log, "x", Some(&redactor)).len();
    let written = third.elapsed();
    println!("learned in {learned:?}, rewritten in {rewritten:?} ({n} bytes), page in {written:?} ({page} bytes)");
    let most = if cfg!(debug_assertions) { 60 } else { 2 };
    assert!(begun.elapsed().as_secs() < most, "{:?}", begun.elapsed());
}

#[test]
fn what_a_text_is_about_is_replaced_though_nobody_learned_it() {
    let redactor = Redactor::new();
    let of = |text: &str| redactor.apply(What::Text, text);
    assert_eq!(of("[Warning] Processing team: Sales North failed"), "[Warning] Processing team: team-1 failed");
    assert_eq!(of("Snapshot backup of 'Payroll' has finished"), "Snapshot backup of 'name-1' has finished");
    assert_eq!(
        of("Processing mailbox: a.b@contoso.com and contoso"),
        "Processing mailbox: user-1@domain-1.example and domain-1"
    );
    assert_eq!(of("about sales north"), "about team-1");
}
