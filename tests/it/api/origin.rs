//! Addresses of servers: what is accepted, how it is written, what is refused.

use proptest::prelude::*;
use tapeline::api::{Origin, OriginError, OriginNote};
use tapeline::model::{Product, Version};

/// Accepted texts with what a browser's `new URL(text).origin` gives for them.
const GOOD: &[(&str, &str)] = &[
    ("https://backup01:4443", "https://backup01:4443"),
    ("https://backup01:4443/", "https://backup01:4443"),
    ("  https://backup01  ", "https://backup01"),
    ("HTTPS://Backup01.Example.TEST:443/", "https://backup01.example.test"),
    ("http://localhost:8080", "http://localhost:8080"),
    ("HTTP://LocalHost/", "http://localhost"),
    ("http://127.0.0.1:80/", "http://127.0.0.1"),
    ("http://127.9.8.7:8080", "http://127.9.8.7:8080"),
    ("http://[::1]:9000", "http://[::1]:9000"),
    ("https://localhost", "https://localhost"),
    ("https://[FD00:0:0:0:0:0:0:5]:4443", "https://[fd00::5]:4443"),
    ("https://[1:0:0:2:0:0:0:3]", "https://[1:0:0:2::3]"),
    ("https://[::ffff:1.2.3.4]", "https://[::ffff:102:304]"),
    ("https://[1:0:2:0:3:0:4:0]", "https://[1:0:2:0:3:0:4:0]"),
    ("https://[0:0:1:1:0:0:1:1]", "https://[::1:1:0:0:1:1]"),
    ("https://[::]", "https://[::]"),
    ("https://[1::]", "https://[1::]"),
    ("https://10.0.0.5:04443", "https://10.0.0.5:4443"),
    ("https://10.0.0.5:80", "https://10.0.0.5:80"),
    ("https://xn--bcher-kva.example", "https://xn--bcher-kva.example"),
    ("https://a_b.test", "https://a_b.test"),
    ("https://1.2.3.4.example", "https://1.2.3.4.example"),
    // Without a scheme.
    ("backup01", "https://backup01"),
    ("backup01:4443", "https://backup01:4443"),
    ("Backup01.example:443", "https://backup01.example"),
    ("10.0.0.5:4443/", "https://10.0.0.5:4443"),
    ("[fd00::5]:4443", "https://[fd00::5]:4443"),
    ("localhost:8080", "https://localhost:8080"),
];

const BAD: &[(&str, OriginError)] = &[
    ("", OriginError::Empty),
    ("   ", OriginError::Empty),
    ("https://", OriginError::NoHost),
    ("https:///path", OriginError::NoHost),
    ("https://:4443", OriginError::NoHost),
    ("http://backup01:4443", OriginError::PlainHttp),
    ("http://10.0.0.5", OriginError::PlainHttp),
    ("http://127.0.0.1.evil.test", OriginError::PlainHttp),
    ("http://localhost.evil.test", OriginError::PlainHttp),
    ("http://[::2]", OriginError::PlainHttp),
    ("http://[::ffff:127.0.0.1]", OriginError::PlainHttp),
    ("https://user@backup01", OriginError::UserInfo),
    ("https://user:secret@backup01:4443", OriginError::UserInfo),
    ("https://backup01:4443@evil.test", OriginError::UserInfo),
    ("user:secret@backup01", OriginError::UserInfo),
    ("https://backup01/tapeline", OriginError::Path),
    ("https://backup01//", OriginError::Path),
    ("https://backup01/@evil.test", OriginError::Path),
    ("https://backup01?x=1", OriginError::Query),
    ("https://backup01/?x=1", OriginError::Query),
    ("https://backup01#x", OriginError::Query),
    ("https://backup01?@evil.test", OriginError::Query),
    ("ftp://backup01", OriginError::Scheme),
    ("javascript:alert(1)", OriginError::Scheme),
    ("javascript://backup01/%0aalert(1)", OriginError::Scheme),
    ("data:text/html,x", OriginError::Scheme),
    ("https:backup01", OriginError::Scheme),
    ("https:/backup01", OriginError::Scheme),
    ("blob:https://backup01", OriginError::Scheme),
    ("//backup01", OriginError::NoHost),
    ("https://bücher.example", OriginError::NonAscii),
    ("https://bаckup01", OriginError::NonAscii),
    ("https://backup\u{200b}01", OriginError::NonAscii),
    ("https://backup01:44a3", OriginError::Port),
    ("backup01:", OriginError::Port),
    ("backup01:x", OriginError::Port),
    ("backup01:44a3", OriginError::Port),
    ("localhost:/", OriginError::Port),
    ("mailto:admin", OriginError::Scheme),
    ("https://backup01:", OriginError::Port),
    ("https://backup01:0", OriginError::Port),
    ("https://backup01:65536", OriginError::Port),
    ("https://backup01:-1", OriginError::Port),
    ("https://backup01:+1", OriginError::Port),
    ("https://[::1]:", OriginError::Port),
    ("https://backup 01", OriginError::Space),
    ("https://backup01:4443 /x", OriginError::Space),
    ("https://backup01\\@evil.test", OriginError::Backslash),
    ("\\\\backup01\\share", OriginError::Backslash),
    ("https://back\tup01", OriginError::Control),
    ("https://backup01\n.evil.test", OriginError::Control),
    ("https://backup01\0", OriginError::Control),
    ("https://backup01.", OriginError::TrailingDot),
    ("https://backup01..test", OriginError::Host),
    ("https://.test", OriginError::Host),
    ("https://%62ackup01", OriginError::Host),
    ("https://a,b", OriginError::Host),
    ("https://*.test", OriginError::Host),
    ("https://1.2.3", OriginError::Ipv4),
    ("https://2130706433", OriginError::Ipv4),
    ("https://0x7f000001", OriginError::Ipv4),
    ("https://0x7f.0.0.0x1", OriginError::Ipv4),
    ("https://010.0.0.1", OriginError::Ipv4),
    ("https://1.2.3.256", OriginError::Ipv4),
    ("https://backup.1", OriginError::Ipv4),
    ("https://fd00::5", OriginError::Ipv6),
    ("fd00::5:4443", OriginError::Ipv6),
    ("https://[fe80::1%25eth0]", OriginError::Ipv6),
    ("https://[fd00::5", OriginError::Ipv6),
    ("https://fd00::5]", OriginError::Ipv6),
    ("https://[::1]x", OriginError::Ipv6),
    ("https://[]", OriginError::Ipv6),
];

#[test]
fn good_addresses_are_written_as_a_browser_writes_their_origin() {
    for (text, wanted) in GOOD {
        assert_eq!(Origin::parse(text).map(|origin| origin.to_string()).as_deref(), Ok(*wanted), "{text}");
        assert_eq!(Origin::from_typed(text).unwrap().origin.to_string(), *wanted, "{text}");
    }
}

#[test]
fn bad_addresses_are_refused_with_their_reason() {
    for (text, wanted) in BAD {
        assert_eq!(Origin::parse(text), Err(*wanted), "{text:?}");
        assert!(Origin::from_typed(text).is_err(), "{text:?}");
        assert!(wanted.to_string().ends_with('.'));
    }
    let long = format!("https://{}.test", "a".repeat(64));
    assert_eq!(Origin::parse(&long), Err(OriginError::TooLong));
    let long = format!("https://{}test", "abc.".repeat(70));
    assert_eq!(Origin::parse(&long), Err(OriginError::TooLong));
}

#[test]
fn a_typed_path_of_the_api_is_cut_off_and_said() {
    let vb365 = |text: &str| Version::parse(Product::Vb365, text).map(|version| (Product::Vb365, version));
    let azure = |text: &str| Version::parse(Product::VbAzure, text).map(|version| (Product::VbAzure, version));
    let cases = [
        ("https://backup01:4443/v8/JobSessions?limit=30", vb365("v8")),
        ("backup01:4443/V7", vb365("v7")),
        ("https://backup01:4443/v99/x", None),
        ("https://backup01:4443/swagger/ui/index/index.html#/JobSession", None),
        ("https://backup01:4443/Swagger", None),
        ("https://backup01:4443/api/v8.1/jobSessions", azure("v8.1")),
        ("https://backup01:4443/api/oauth2/token", None),
        ("https://backup01:4443/api", None),
    ];
    for (text, version) in cases {
        assert_eq!(Origin::parse(text), Err(OriginError::Path), "{text}");
        let typed = Origin::from_typed(text).unwrap();
        assert_eq!(typed.origin.to_string(), "https://backup01:4443", "{text}");
        assert_eq!(typed.version, version, "{text}");
        assert!(typed.notes.contains(&OriginNote::Path), "{text}");
    }
    assert_eq!(Origin::from_typed("https://backup01/").unwrap().notes, []);
    assert_eq!(Origin::from_typed("backup01").unwrap().notes.len(), 1);
    for text in ["https://backup01/vault/x", "https://backup01/apis", "https://backup01/v", "https://backup01/x/v8"] {
        assert_eq!(Origin::from_typed(text), Err(OriginError::Path), "{text}");
    }
}

#[test]
fn parts_of_an_origin() {
    let origin = Origin::parse("https://[fd00::5]").unwrap();
    assert_eq!((origin.host(), origin.port(), origin.is_https()), ("[fd00::5]", 443, true));
    let origin = Origin::parse("http://127.0.0.1").unwrap();
    assert_eq!((origin.port(), origin.is_https(), origin.is_loopback()), (80, false, true));
    assert!(!Origin::parse("https://backup01").unwrap().is_loopback());
}

fn texts() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("https://".to_owned()),
        Just("http://".to_owned()),
        Just(":".to_owned()),
        Just("/".to_owned()),
        Just("@".to_owned()),
        Just("[".to_owned()),
        Just("]".to_owned()),
        Just(".".to_owned()),
        Just("localhost".to_owned()),
        Just("127.0.0.1".to_owned()),
        Just("::".to_owned()),
        "[a-zA-Z0-9_-]{1,8}",
        "[0-9]{1,6}",
        any::<char>().prop_map(String::from),
    ];
    prop_oneof![proptest::collection::vec(part, 0..8).prop_map(|parts| parts.concat()), any::<String>()]
}

proptest! {
    #[test]
    fn what_is_accepted_is_plain_and_stays_as_it_is(text in texts()) {
        if let Ok(origin) = Origin::parse(&text) {
            let written = origin.to_string();
            prop_assert_eq!(Origin::parse(&written), Ok(origin.clone()));
            prop_assert!(written.is_ascii());
            prop_assert!(written.starts_with("https://") || (written.starts_with("http://") && origin.is_loopback()));
            let after = written.split_once("://").unwrap().1;
            prop_assert!(!after.contains(['/', '?', '#', '@', '\\', '%', ' ']));
            prop_assert!(!written.ends_with(":443") || !origin.is_https());
        }
        let _ = Origin::from_typed(&text);
    }

    #[test]
    fn ipv6_is_read_as_the_standard_library_reads_it(
        text in "([0-9a-fA-F]{1,4}:|:){0,8}([0-9a-f]{0,5}|[0-9]{1,3}(\\.[0-9]{1,3}){3})",
    ) {
        let wanted = text.parse::<std::net::Ipv6Addr>().ok();
        let read = Origin::parse(&format!("https://[{text}]")).ok();
        let read = read.map(|origin| origin.host().trim_matches(['[', ']']).parse::<std::net::Ipv6Addr>().unwrap());
        prop_assert_eq!(read, wanted, "{}", text);
    }

    #[test]
    fn ipv6_is_written_shortest(segments in proptest::array::uniform8(prop_oneof![Just(0_u16), any::<u16>()])) {
        let address = std::net::Ipv6Addr::from(segments);
        let origin = Origin::parse(&format!("https://[{address}]")).unwrap();
        let inner = origin.host().trim_matches(['[', ']']);
        prop_assert_eq!(inner.parse::<std::net::Ipv6Addr>(), Ok(address));
        // The library writes the same, but for addresses with an IPv4 tail.
        if !address.to_string().contains('.') {
            prop_assert_eq!(inner, address.to_string());
        }
    }
}
