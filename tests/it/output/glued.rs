//! Names that nothing but a mark, a digit or a blank of no width keeps from what stands beside them: kinds that a law of many
//! texts met, each with relatives.

use std::time::Instant;

use tapeline::output::redact::{Redactor, What};

/// What a text becomes, of which nothing is known.
fn of(text: &str) -> String {
    Redactor::new().apply(What::Text, text)
}

#[test]
fn a_name_with_a_number_at_its_end_is_another_name() {
    let mut redactor = Redactor::new();
    redactor.learn_text("Processing mailbox: Jane Smith");
    redactor.learn_text("Cannot open CONTOSO\\bob");
    redactor.learn(What::Job, "Payroll");
    let apply = |text: &str| redactor.apply(What::Text, text);
    assert_eq!(apply("Payroll, Payroll2, PAYROLL2 and payroll2024"), "job-1, job-2, job-2 and job-3");
    assert_eq!(apply("of Jane Smith and Jane Smith1"), "of mailbox-1 and mailbox-2");
    assert_eq!(apply("bob7 and contoso01 are gone"), "user-1 and name-1 are gone");
    let again = apply("job-2, mailbox-2, user-1");
    assert_eq!(again, "job-2, mailbox-2, user-1");
    // What is no name with a number at its end: too many digits, other letters, or a word that every log has.
    for text in ["Payroll20241", "Payrolls", "Payroll2x", "user1", "backup2", "error404"] {
        assert_eq!(apply(text), text);
    }
    // One that is known as it stands is that one.
    redactor.learn(What::Vm, "payroll3");
    assert_eq!(redactor.apply(What::Text, "Payroll3"), "vm-1");
}

#[test]
fn a_file_of_several_words_is_part_of_its_path() {
    for (text, after) in [
        ("Cannot read C:\\x\\gehalt anna 2024.xlsx (404)", "Cannot read path-1 (404)"),
        ("Cannot read \\\\srv1\\hr\\gehalt anna 2024.xlsx.", "Cannot read path-1."),
        ("Cannot read /srv/hr/gehalt von anna.pdf: gone", "Cannot read path-1: gone"),
        ("Moved C:\\Users\\a.b\\Ann Smith 2024.xlsx#jane@contoso.com", "Moved path-1#user-1@domain-1.example"),
        ("Moved C:\\x\\Ann Smith 2024.xlsx_CONTOSO\\jane", "Moved path-1"),
        ("Moved C:\\x\\ann smith.tar.gz!10.1.2.3", "Moved path-1!ip-1"),
    ] {
        assert_eq!(of(text), after, "{text}");
    }
    // In quotes, or behind a word that says what it is.
    for (text, after) in [
        ("Cannot open \"gehalt anna 2024.xlsx\"", "Cannot open \"file-1.xlsx\""),
        ("Skipped 'haus und hof.docx', again", "Skipped 'file-1.docx', again"),
        ("Skipped file: gehalt anna 2024.xlsx (404)", "Skipped file: file-1.xlsx (404)"),
        ("Skipped item: re anna.msg", "Skipped item: file-1.msg"),
        ("It said \"cannot open anna.docx\" and ended", "It said \"cannot open file-1.docx\" and ended"),
        ("Failed: reading anna.docx", "Failed: reading file-1.docx"),
    ] {
        assert_eq!(of(text), after, "{text}");
    }
    // A sentence goes on behind a path.
    for (text, after) in [
        ("Copying C:\\a\\b to backup.vbk", "Copying path-1 to file-1.vbk"),
        ("C:\\a\\b is not in report.docx", "path-1 is not in file-1.docx"),
        ("C:\\a\\b failed (see the log.txt)", "path-1 failed (see the file-1.txt)"),
    ] {
        assert_eq!(of(text), after, "{text}");
    }
}

#[test]
fn names_of_aws_of_channels_and_of_logins_are_names() {
    for (text, after) in [
        ("Lost arn:aws:ec2:eu-central-1:123456789012:instance/i-0123456789abcdef0, again", "Lost id-1, again"),
        ("Lost arn:aws:iam::123456789012:role/VeeamBackup.", "Lost id-1."),
        ("User jane.doe cannot sign in", "User user-1 cannot sign in"),
        ("the account jane.doe is locked", "the account user-1 is locked"),
        ("Lost channel \"Applicants North\" of it", "Lost channel \"name-1\" of it"),
        ("The user is not there. An account was not found", "The user is not there. An account was not found"),
    ] {
        assert_eq!(of(text), after, "{text}");
    }
}

#[test]
fn two_paths_with_a_mark_between_them_are_two() {
    for mark in ["/", "!", "~", "+", "&", "=", "#", ";", "|", "\u{200b}"] {
        let text = format!("Moved C:/Users/jane.doe/a.pst{mark}D:\\Users\\Jane Doe\\b.pst now");
        assert_eq!(of(&text), format!("Moved path-1{mark}path-2 now"), "{mark:?}");
    }
}

#[test]
fn what_an_underscore_glues_to_a_name_is_none_of_it() {
    for (text, after) in [
        ("[Vol 01] web01/web01.vmx_https://web01.contoso.local/x", "[name-1] path-1_link-1"),
        ("[Vol 01] web01/web01.vmx_jane.doe@contoso.com", "[name-1] path-1_user-1@domain-1.example"),
        ("CONTOSO\\jane_https://web01", "name-1_https://host-1"),
        ("CONTOSO\\jane_cn=Ann Smith,ou=Sales,dc=contoso,dc=com", "name-1_name-2"),
        ("S-1-12-1-2147483647-1f00ba_10.195.124.109:9392", "name-1_ip-1:9392"),
    ] {
        assert_eq!(of(&format!("Lost {text} (404)")), format!("Lost {after} (404)"), "{text}");
    }
    for text in [
        "CONTOSO\\jane_contoso-my.sharepoint.com/personal/jane_contoso_com",
        "Bearer eyJ0eXAi.Zuxkawq3785.f41742a4aac5_contoso-my.sharepoint.com/personal/jane_contoso_com",
        "Bearer eyJ0eXAi.Zuxkawq3785.f41742a4aac5=CONTOSO\\jane",
        "5f1d6f0a-0000-4000-8000-000000000001@5f1d6f0a-0000-4000-8000-000000000002_CONTOSO\\jane",
        "ssh jane@web01_CONTOSO\\WEB01$",
    ] {
        let after = of(&format!("Lost {text} (404)")).to_lowercase();
        assert!(!after.contains("jane") && !after.contains("contoso") && !after.contains("web01"), "{after}");
        assert!(after.starts_with("lost ") && after.ends_with(" (404)"), "{after}");
    }
}

#[test]
fn a_blank_of_no_width_parts_names_within_a_path_too() {
    for blank in ["\u{200b}", "\u{feff}"] {
        for text in [
            "web01.contoso.com{}/mnt/x/ann.vbk",
            "/srv/x/Ann Smith.pst{}/mnt/contoso/x.vbk",
            "\\\\web01\\x\\Ann Smith.docx{}5f1d6f0a-0000-4000-8000-000000000001",
        ] {
            let after = of(&["Lost ", &text.replace("{}", blank), " (404)"].concat()).to_lowercase();
            let left = ["web01", "contoso", "ann", "smith", "5f1d"].iter().find(|name| after.contains(**name));
            assert_eq!(left, None, "{text}: {after}");
            assert!(after.ends_with(" (404)"), "{after}");
        }
    }
}

#[test]
fn an_answer_behind_a_link_is_none_of_it() {
    for text in
        ["https://web01.contoso.com/x", "web01.contoso.com:4443", "C:\\x\\jane", "https%3A%2F%2Fcontoso.com%2Fx"]
    {
        for mark in ["=", "!", "/", "#", "~"] {
            let after = of(&format!("{text}{mark}HTTP/1.1 404 Not Found"));
            assert!(after.ends_with("HTTP/1.1 404 Not Found"), "{text}{mark}: {after}");
        }
    }
}

/// What a password or a link goes on with behind a blank is no more of it, also where the same words were one of them before.
#[test]
fn a_secret_ends_before_a_blank() {
    let mut redactor = Redactor::new();
    redactor.learn_text("password=Hunter2222+jane@contoso.com now");
    let after = redactor.apply(What::Text, "password=Hunter2222\r\njane@contoso.com+https://[fd00::5]:4443");
    assert_eq!(after, "password=secret-1\r\nuser-1@domain-1.example+https://ip-1:4443");
    assert_eq!(redactor.apply(What::Text, &after), after);
}

/// A name of very many equal words costs a text of as many no more than one of few.
#[test]
fn a_name_of_many_equal_words_is_soon_looked_for() {
    let mut redactor = Redactor::new();
    let long = vec!["team"; 20_000].join(" ");
    redactor.learn(What::Team, &long);
    let begun = Instant::now();
    assert_eq!(redactor.apply(What::Team, &long), "team-1");
    let shorter = vec!["team"; 19_999].join(" ");
    let after = redactor.apply(What::Text, &shorter);
    assert!(after.len() < shorter.len() / 20, "its pieces are known");
    // Unoptimized it takes some hundredths of a second; by comparing all of it at each word it took half a minute.
    assert!(begun.elapsed().as_secs() < 5, "{:?}", begun.elapsed());
}
