//! Names replaced by stand-ins: none is left, and each has one.

use tapeline::output::redact::{Redactor, What};

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
