//! Problems and objects in names that the rules were not made with: one problem stays one whoever it hit, other codes stay apart,
//! one mailbox is one in every spelling, and a rule made of a group mutes that group.

use tapeline::answers::failures::groups;
use tapeline::answers::find::Finder;
use tapeline::answers::groups::{By, grouped};
use tapeline::answers::noise::{Noise, Rule};
use tapeline::answers::shape::pattern;
use tapeline::model::{Log, NewItem, Severity, Status};
use tapeline::output::noise::{parse, to_json};

use super::{at, log, run};

const NAMES: &[&str] = &[
    "Ann",
    "Анна Щукина",
    "渡邊龍",
    "Jürgen Groß",
    "Ju\u{308}rgen",
    "O'Brien, Pat",
    "Marketing & Sales",
    "R&D (EMEA)",
    "Team 4711",
    "HR – Nord",
    "محمد علي",
    "Smith\u{a0}Jr",
    "ZOË \"Zo\" Müller",
    "2024 Planning",
    "Ελένη",
    "d’Artagnan",
    "Project Apollo",
    "e-mail archive",
    "[External] Bob",
    "a",
    "Accounting/Payroll",
    "#general",
    "Very Long Name Of A Team That Nobody Would Give But Somebody Did",
];

const FORMS: &[&str] = &[
    "Failed to process team: {}. Access is denied.",
    "Failed to process mailbox: {}. The operation has timed out.",
    "OneDrive was not found: {} (ID: 5f1d6f0a-0000-4000-8000-000000000000)",
    "Processing mailbox \"{}\" failed with error: no access",
    "Failed to process site: {}. The remote server returned an error: (404) Not Found.",
    "Processing {} Error: Cannot connect to the host",
];

#[test]
fn one_problem_is_one_whoever_it_hit() {
    let mut bad = vec![];
    for form in FORMS {
        let wanted = pattern(&form.replace("{}", "Ann"));
        // A quote in quotes ends them, and the word of a kind says what follows it.
        let is_told = |name: &&&str| {
            !(form.contains("\"{}\"") && name.contains('"') || form.contains("{} Error") && name.starts_with("Team"))
        };
        for name in NAMES.iter().filter(is_told) {
            let found = pattern(&form.replace("{}", name));
            if found != wanted {
                bad.push(format!("{form} of {name}: {found:?} and not {wanted:?}"));
            }
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

#[test]
fn other_values_of_one_kind_are_one_problem() {
    let mut bad = vec![];
    for (one, other) in [
        ("Access denied for KONZERN\\müller", "Access denied for CONTOSO\\ann"),
        ("Access denied for щукин@пример.рф", "Access denied for ann@contoso.com"),
        ("Cannot open ‹Inbox›", "Cannot open ‹Sent items›"),
        ("Cannot open 「受信」", "Cannot open 「送信済み」"),
        ("Cannot open `Inbox`", "Cannot open `Sent items`"),
        ("Cannot read \\\\srv01\\share\\a.txt", "Cannot read \\\\fs.contoso.local\\x y\\b.txt"),
        ("Cannot read /home/ann/a.txt", "Cannot read /var/lib/x"),
        ("Waited 45 s", "Waited 2 min 5 s"),
        ("Waited 00:01:45", "Waited 1.02:03:04.5000000"),
        ("Moved 1,024 items", "Moved 3 items"),
        ("Moved 1\u{a0}024 items", "Moved 3 items"),
        ("Moved 1\u{202f}024\u{202f}000 items", "Moved 3 items"),
        ("Moved 1.5 TB", "Moved 900 bytes"),
        ("At 27/11/2026 21:05", "At 11/27/2026 9:05 PM"),
        ("At 27.11.2026 21:05:06", "At 2026-11-27 21:05:06"),
        ("Lost i-0abcd1234ef567890", "Lost i-0ffff9999aaa11111"),
        ("Cannot reach 10.1.2.3:443", "Cannot reach 192.168.17.4:9443"),
        ("Cannot reach fd00:1::5", "Cannot reach 2001:db8::17:3"),
        ("Key {5F1D6F0A-0000-4000-8000-000000000000}", "Key {00000000-0000-4000-8000-5F1D6F0A0000}"),
        ("Correlation id: 5f1d6f0a00004000800000000000abcd", "Correlation id: 00004000800000000000abcd5f1d6f0a"),
    ] {
        if pattern(one) != pattern(other) {
            bad.push(format!("{one} | {other}: {:?} and {:?}", pattern(one), pattern(other)));
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

#[test]
fn other_codes_are_other_problems() {
    let mut bad = vec![];
    for (one, other) in [
        ("Exception from HRESULT: 0x80004005", "Exception from HRESULT: 0x800706BA"),
        ("Error code: 1722", "Error code: 5"),
        ("error: 0x5", "error: 0x20"),
        ("returned status code 429", "returned status code 503"),
        ("(status 401)", "(status 407)"),
        ("HTTP 401", "HTTP 403"),
        ("http-status: 404", "http-status: 410"),
        ("server returned 500", "server returned 502"),
        ("AADSTS50076 blocks", "AADSTS53003 blocks"),
        ("CAA20004: no", "CAA50021: no"),
        ("VSS_E_WRITERERROR_RETRYABLE code 0x800423f3", "VSS_E_WRITERERROR_RETRYABLE code 0x800423f4"),
        ("SQL error 18456", "SQL error 1205"),
        ("errno 13", "errno 28"),
        ("ExitCode: 1", "ExitCode: 137"),
        ("exit code 1", "exit code 2"),
        ("Fehler 5", "Fehler 1326"),
        ("Fehlercode: 5", "Fehlercode: 87"),
        ("Event ID 4625", "Event ID 4771"),
        ("550 5.1.10 RESOLVER.ADR.RecipientNotFound", "550 5.7.1 RESOLVER.ADR.RecipientNotFound"),
        ("(0xC0000022)", "(0xC000006D)"),
        ("NTSTATUS C0000022", "NTSTATUS C000006D"),
        ("The error code was (5)", "The error code was (87)"),
        ("status=InternalServerError (500)", "status=InternalServerError (502)"),
        (
            "Response status code does not indicate success: 403 (Forbidden).",
            "Response status code does not indicate success: 404 (Forbidden).",
        ),
    ] {
        if pattern(one) == pattern(other) {
            bad.push(format!("{one} | {other}: {:?}", pattern(one)));
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

#[test]
fn one_mailbox_is_one_in_every_spelling() {
    let mut bad = vec![];
    for spellings in [
        ["Ann@Contoso.com", "ann@contoso.COM", "ANN@CONTOSO.COM", "ann@contoso.com"],
        ["Jürgen Groß", "JÜRGEN GROß", "Ju\u{308}rgen Groß", "jürgen\u{a0}groß"],
        ["Андрей Ёжиков", "андрей ёжиков", "Андреи\u{306} Е\u{308}жиков", "АНДРЕЙ  ЁЖИКОВ"],
        ["Ελένη Άννα", "ΕΛΈΝΗ ΆΝΝΑ", "Ελε\u{301}νη Α\u{301}ννα", "ελένη άννα"],
        ["ガイド", "カ\u{3099}イト\u{3099}", "ガイド", "ガイド"],
        ["web01", "WEB01", "Web01", "ｗｅｂ０１"],
        ["O'Brien", "o'brien", "O’Brien", "O'BRIEN"],
    ] {
        let titles: Vec<String> = spellings.iter().map(|name| format!("Processing mailbox: {name}")).collect();
        let mut log = Log::new();
        for (n, title) in (0..).zip(&titles) {
            log.push(&NewItem {
                start: Some(at(n)),
                end: Some(at(n + 1)),
                status: Status::Success,
                title,
                ..NewItem::default()
            });
        }
        let objects = grouped(&log, By::Object);
        if objects.of().iter().any(|&of| of != objects.of()[0]) {
            bad.push(format!("groups {spellings:?}: {:?}", objects.of()));
        }
        let mut finder = Finder::new(spellings[3].chars().next().map(String::from).as_deref().unwrap_or_default());
        finder.add(&run("1", "j", 0, 9, Status::Success), &log);
        let n = finder.objects().len();
        if n != 1 {
            bad.push(format!("found {spellings:?}: {n}"));
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

/// Texts of many kinds, each of which is a problem of its own or shares it with others.
fn titles() -> Vec<String> {
    let mut out: Vec<String> =
        FORMS.iter().flat_map(|form| NAMES.iter().map(|name| form.replace("{}", name))).collect();
    let bare = [
        "7",
        "⟨n⟩",
        "⟨name⟩",
        "",
        " ",
        "…",
        "\u{202e}evil",
        "a\tb",
        "a b",
        "a  b",
        "A B",
        "x\r\ny",
        "x y",
        "'",
        "''",
        "⟨",
        "⟩",
        "\u{0}",
        "é",
        "e\u{301}",
        "Item may have a virus",
        "Item a.docx may have a virus",
        "{\"message\":\"Gone.\"}",
        "Gone.",
        "(404)",
        "\u{feff}x",
        "100 %",
        "%41",
        "^x$",
        ".*",
        "Processing mailbox: ann@c.example",
        "Processing mailbox: ann@c.example. ",
        "Processing mailbox: ann@c.example.. x",
        "[Warning] x",
        "[Odd] x",
    ];
    out.extend(bare.map(str::to_owned));
    out
}

/// Also once the rules were a file.
#[test]
fn a_button_mutes_its_group_and_nothing_else() {
    let titles = titles();
    for status in [Status::Warning, Status::Failed] {
        let log = log(&titles.iter().map(|title| (status, title.as_str())).collect::<Vec<_>>());
        let mut bad = vec![];
        for group in groups(&log) {
            let noise = Noise::of_groups([&group], "because");
            let (read, problems) = parse(to_json(&noise).as_bytes()).unwrap();
            let mut wanted = group.items.clone();
            wanted.sort_unstable();
            for (how, noise) in [("as made", &noise), ("as read", &read)] {
                let muted = noise.muted(&log);
                if muted.items != wanted || muted.counts != [wanted.len()] {
                    let text = |items: &[u32]| items.iter().map(|&idx| log.text(idx)).collect::<Vec<_>>();
                    bad.push(format!(
                        "{how} {:?} mutes {:?} and not {:?} {problems:?}",
                        group.pattern,
                        text(&muted.items),
                        text(&wanted)
                    ));
                }
            }
        }
        assert!(bad.is_empty(), "{}", bad.join("\n"));
    }
    // A whole pattern of warnings leaves failures alone, and the other way round.
    let both = log(&[(Status::Warning, "Late: ann@c.example"), (Status::Failed, "Late: bob@c.example")]);
    for group in groups(&both) {
        let muted = Noise::of_groups([&group], "").muted(&both);
        assert_eq!(muted.items, group.items, "{:?}", group.severity);
        assert_eq!(muted.n_failed, usize::from(group.severity == Severity::Failed));
    }
    let rule = Rule { text: "Late: ⟨mail⟩".into(), why: String::new(), failures: false, whole: false };
    assert_eq!(Noise { rules: vec![rule] }.muted(&both).items, [0]);
}
