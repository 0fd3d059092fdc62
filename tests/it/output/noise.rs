//! The file of known noise.

use proptest::prelude::*;
use tapeline::answers::noise::{Noise, Rule};
use tapeline::output::noise::{parse, to_json};
use tapeline::texts::Texts;

fn error(text: &str) -> String {
    parse(text.as_bytes()).unwrap_err().say(Texts::default())
}

#[test]
fn a_bad_file_says_what_is_wrong_with_it() {
    for (text, message) in [
        ("", "The file is not valid JSON: look at line 1."),
        ("{\n\"tapeline\":\n x}", "The file is not valid JSON: look at line 3."),
        ("[]", "The file is no file of known noise: it does not say so of itself."),
        ("{\"rules\":[]}", "The file is no file of known noise: it does not say so of itself."),
        ("{\"tapeline\":\"known noise\",\"version\":2}", "The file is of a version that this page does not know."),
        ("{\"tapeline\":\"known noise\",\"version\":1}", "The file has no list of rules."),
    ] {
        assert_eq!(error(text), message);
    }
    assert_eq!(error(&" ".repeat(300_000)), "The file is larger than 256 KiB.");
}

#[test]
fn a_bad_rule_costs_that_rule_and_never_hides_a_failure() {
    let text = "\u{feff}{\"tapeline\":\"known noise\",\"version\":1,\"rules\":[
        {\"text\":\" leavers \",\"why\":\"gone\",\"failures\":true},
        {\"why\":\"no text\"},
        {\"text\":\"⟨mail⟩ 1\"},
        {\"text\":\"quite harmless\",\"failures\":\"yes\"},
        7]}";
    let (noise, problems) = parse(text.as_bytes()).unwrap();
    let rules: Vec<_> = noise.rules.iter().map(|rule| (rule.text.as_str(), rule.why.as_str(), rule.failures)).collect();
    assert_eq!(rules, [("leavers", "gone", true), ("quite harmless", "", false)]);
    let problems: Vec<String> = problems.into_iter().map(|problem| problem.say(Texts::default())).collect();
    assert_eq!(
        problems,
        [
            "Rule 2 has no text and was left out.",
            "Rule 3 has fewer than four letters, fits too much and was left out.",
            "Rule 4 says neither true nor false of failures; they stay in view.",
            "Rule 5 has no text and was left out.",
        ]
    );
}

#[test]
fn a_file_of_too_many_rules_is_cut_and_says_so() {
    let rules = vec!["{\"text\":\"harmless\"}"; 501].join(",");
    let text = format!("{{\"tapeline\":\"known noise\",\"version\":1,\"rules\":[{rules}]}}");
    let (noise, problems) = parse(text.as_bytes()).unwrap();
    assert_eq!((noise.rules.len(), problems.len()), (500, 1));
    assert_eq!(problems[0].say(Texts::default()), "Rule 501 is one too many and was left out.");
}

#[test]
fn what_nobody_sees_is_written_as_its_number() {
    let why = "a\n\u{1}\u{202e}\u{e0001}\"\\ é".to_owned();
    let noise = Noise { rules: vec![Rule { text: "harmless".into(), why, failures: false, whole: false }] };
    let json = to_json(&noise);
    assert!(json.contains(r#""why": "a\u000a\u0001\u202e\udb40\udc01\"\\ é""#), "{json}");
    assert_eq!(parse(json.as_bytes()), Ok((noise, vec![])));
}

proptest! {
    #[test]
    fn a_file_reads_back_as_it_was_written(rules in proptest::collection::vec(("[a-z]{4}\\PC{0,12}[a-z]", any::<String>(), any::<bool>()), 0..5)) {
        let rules = rules.into_iter().map(|(text, why, failures)| Rule { text, why, whole: failures, failures }).collect();
        let noise = Noise { rules };
        let json = to_json(&noise);
        prop_assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok());
        prop_assert_eq!(parse(json.as_bytes()), Ok((noise, vec![])));
    }

    #[test]
    fn no_bytes_break_it(bytes in any::<Vec<u8>>()) {
        let _ = parse(&bytes);
    }
}
