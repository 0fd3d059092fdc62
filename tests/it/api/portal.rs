//! The portal around the page: whose answer counts, what it may ask for, what it is told.

use proptest::prelude::*;
use tapeline::api::portal::{Handshake, Hello, MESSAGE_MAX_BYTES, Message, Order, Refusal, Sender};
use tapeline::api::{Credential, Origin, Token, TokenError};
use tapeline::model::Timestamp;

const PORTAL: &str = "https://portal.example";
const NONCE: &str = "00112233445566778899aabbccddeeff";
const RIGHT: Sender<'_> = Sender { origin: PORTAL, is_parent: true, is_trusted: true, n_ports: 1 };

fn handshake() -> Handshake {
    let portals = [PORTAL, "http://localhost:8080", "null"];
    Handshake::new(portals.map(ToOwned::to_owned).to_vec(), NONCE.to_owned())
}

fn hello(more: &str) -> String {
    format!(r#"{{"type":"tapeline:hello","version":1,"nonce":"{NONCE}"{more}}}"#)
}

fn read(json: &str) -> Result<Order, Refusal> {
    Order::read(json.to_owned())
}

/// What an accepted answer gives.
fn met() -> Hello {
    Hello { portal: PORTAL.to_owned(), had_token: false }
}

#[test]
fn the_page_says_ready_with_its_nonce() {
    let handshake = handshake();
    let Message { kind, texts, number } = handshake.ready();
    assert_eq!((kind, texts[0], number), ("tapeline:ready", ("nonce", NONCE), ("version", 1)));
}

#[test]
fn it_is_said_again_for_a_minute_and_not_longer() {
    let mut handshake = handshake();
    let waits: Vec<u32> = std::iter::from_fn(|| handshake.next_wait_ms()).take(100).collect();
    assert_eq!(waits, [250, 500, 1000, 2000, 4000, 8000, 16_000, 32_000]);
    assert_eq!(handshake.next_wait_ms(), None);
    assert_eq!(handshake.hear(RIGHT, &|| hello("")), None, "an answer that comes too late");
}

#[test]
fn a_wrong_sender_is_not_even_looked_into() {
    let mut handshake = handshake();
    for sender in [
        Sender { origin: "https://portal.example.evil.example", ..RIGHT },
        Sender { origin: "https://portal.example:8443", ..RIGHT },
        Sender { origin: "http://portal.example", ..RIGHT },
        Sender { origin: "https://sub.portal.example", ..RIGHT },
        Sender { origin: "https://portal.example/", ..RIGHT },
        Sender { origin: "HTTPS://PORTAL.EXAMPLE", ..RIGHT },
        Sender { origin: "", ..RIGHT },
        // Even if somebody could list it: every sandboxed frame has this one.
        Sender { origin: "null", ..RIGHT },
        Sender { is_parent: false, ..RIGHT },
        Sender { is_trusted: false, ..RIGHT },
        Sender { n_ports: 0, ..RIGHT },
        Sender { n_ports: 2, ..RIGHT },
    ] {
        assert_eq!(handshake.hear(sender, &|| panic!("{sender:?} is looked into")), None);
    }
    assert_eq!(handshake.n_refused(), 12);
    assert_eq!(handshake.hear(RIGHT, &|| hello("")), Some(met()), "the right one still counts");
}

#[test]
fn a_wrong_message_does_not_count() {
    let mut handshake = handshake();
    let long = format!(r#","token":"{}""#, "x".repeat(MESSAGE_MAX_BYTES));
    let message =
        |kind: &str, version: &str, nonce: &str| format!(r#"{{"type":{kind},"version":{version},"nonce":{nonce}}}"#);
    let right = format!("\"{NONCE}\"");
    for wrong in [
        message("\"hello\"", "1", &right),
        message("7", "1", &right),
        message("\"tapeline:hello\"", "2", &right),
        message("\"tapeline:hello\"", "\"1\"", &right),
        message("\"tapeline:hello\"", "1.0", &right),
        message("\"tapeline:hello\"", "1", "\"00112233445566778899aabbccddeefe\""),
        message("\"tapeline:hello\"", "1", "\"00112233445566778899AABBCCDDEEFF\""),
        message("\"tapeline:hello\"", "1", "\"\""),
        message("\"tapeline:hello\"", "1", "null"),
        r#"{"type":"tapeline:hello","version":1}"#.to_owned(),
        hello(&long),
        "[]".to_owned(),
        "\"tapeline:hello\"".to_owned(),
        String::new(),
    ] {
        assert_eq!(handshake.hear(RIGHT, &|| wrong.clone()), None, "{wrong:.200}");
    }
    assert_eq!(handshake.n_refused(), 14);
    assert_eq!(handshake.hear(RIGHT, &|| hello("")), Some(met()));
    assert_eq!(handshake.hear(RIGHT, &|| hello("")), None, "the same once more");
    assert_eq!(handshake.n_refused(), 15);
    assert_eq!(handshake.next_wait_ms(), None, "and nobody is asked any more");
}

#[test]
fn a_token_at_the_window_is_noticed_and_any_word_will_do_for_a_type() {
    // What the contract does not know is passed over.
    assert_eq!(handshake().hear(RIGHT, &|| hello(r#","server":"Night","x":[1]"#)), Some(met()));
    let token = || hello(r#","token":"abc""#);
    assert_eq!(handshake().hear(RIGHT, &token), Some(Hello { portal: PORTAL.to_owned(), had_token: true }));
    let other = format!(r#"{{"nonce":"{NONCE}","type":"tapeline:welcome","version":1}}"#);
    assert_eq!(handshake().hear(RIGHT, &|| other.clone()), Some(met()));
}

fn header(token: Token) -> String {
    let origin = Origin::parse("https://backup01.test:4443").unwrap();
    Credential::new(origin.clone(), token, Timestamp::default()).authorization_for(&origin).unwrap()
}

#[test]
fn a_portal_may_sign_in_navigate_and_choose_light_or_dark() {
    // Cleaned as what is pasted.
    let order = read(r#"{"type":"tapeline:token","token":" Bearer abc.def ","server":"Night"}"#);
    let Ok(Order::Token(token, server)) = order else { panic!("no token") };
    assert_eq!((header(token).as_str(), server.as_str()), ("Bearer abc.def", "Night"));
    let order = read(r##"{"type":"tapeline:open","route":"#/job-sessions"}"##);
    assert!(matches!(order, Ok(Order::Open(route)) if route == "#/job-sessions"));
    for (theme, is_dark) in [("dark", true), ("light", false)] {
        let order = read(&format!(r#"{{"type":"tapeline:theme","theme":"{theme}"}}"#));
        assert!(matches!(order, Ok(Order::Theme(dark)) if dark == is_dark), "{theme}");
    }
}

#[test]
fn what_is_no_order_is_refused_with_a_reason() {
    let long = format!(r#"{{"type":"tapeline:open","route":"{}"}}"#, "x".repeat(MESSAGE_MAX_BYTES));
    for (message, refusal) in [
        ("{}", Refusal::NotUnderstood),
        ("[7]", Refusal::NotUnderstood),
        (r#"{"type":"tapeline:fetch","url":"https://x"}"#, Refusal::NotUnderstood),
        (r#"{"type":"tapeline:token","token":"abc"}"#, Refusal::NotUnderstood),
        (r#"{"type":"tapeline:token","token":"abc","server":7}"#, Refusal::NotUnderstood),
        (r#"{"type":"tapeline:token","token":["abc"],"server":"Night"}"#, Refusal::NotUnderstood),
        (r#"{"type":"tapeline:token","token":"","server":"Night"}"#, Refusal::BadToken(TokenError::Empty)),
        (r#"{"type":"tapeline:token","token":"a b","server":"Night"}"#, Refusal::BadToken(TokenError::Space)),
        (r#"{"type":"tapeline:theme","theme":"pink"}"#, Refusal::NotUnderstood),
        (long.as_str(), Refusal::TooLarge),
    ] {
        assert_eq!(read(message).err(), Some(refusal), "{message:.80}");
    }
}

#[test]
fn a_portal_is_told_in_these_words() {
    let none = ("", "");
    for (message, kind, texts, number) in [
        (Message::view("#/find"), "tapeline:view", [("route", "#/find"), none], ("", 0)),
        (Message::height(812), "tapeline:height", [none; 2], ("px", 812)),
        (Message::TOKEN_NEEDED, "tapeline:token-needed", [none; 2], ("", 0)),
        (Message::SIGNED_OUT, "tapeline:signed-out", [none; 2], ("", 0)),
        (Message::error("connect", "Why."), "tapeline:error", [("code", "connect"), ("message", "Why.")], ("", 0)),
    ] {
        assert_eq!(message, Message { kind, texts, number });
    }
    let refusals = [
        Refusal::NotUnderstood,
        Refusal::TooLarge,
        Refusal::TokenInWindow,
        Refusal::BadToken(TokenError::Empty),
        Refusal::UnknownServer,
        Refusal::BadRoute,
        Refusal::SignedOut,
        Refusal::Connect(String::new()),
        Refusal::Refused(3),
    ];
    let mut codes = refusals.map(|refusal| refusal.words().0).to_vec();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), 9, "each has a code of its own");
}

/// One of the first, or what is right.
fn one<T: Clone + std::fmt::Debug + 'static>(right: T, wrong: &[T]) -> impl Strategy<Value = T> + use<T> {
    prop_oneof![3 => Just(right), 1 => prop::sample::select(wrong.to_vec())]
}

proptest! {
    /// However messages come: the first that is right in everything counts, and no other ever.
    #[test]
    fn only_the_first_right_answer_counts(
        heard in prop::collection::vec((
            one(PORTAL, &["https://evil.example", "null", "", "https://portal.example "]),
            one((true, true), &[(true, false), (false, true), (false, false)]),
            one(1, &[0, 2, 7]),
            one("tapeline:hello", &["", "hello", "Tapeline:hello"]),
            one(1, &[0, 2, 100]),
            one(NONCE.to_owned(), &[String::new(), NONCE.to_uppercase(), NONCE.to_owned() + "0"]),
            one("", &[r#","x":1"#, r#","server":"Night""#]),
        ), 1..12)
    ) {
        let mut handshake = handshake();
        let mut is_met = false;
        for (n, (origin, (is_parent, is_trusted), n_ports, kind, version, nonce, more)) in heard.iter().enumerate() {
            let sender = Sender { origin, is_parent: *is_parent, is_trusted: *is_trusted, n_ports: *n_ports };
            let message = format!(r#"{{"type":"{kind}","version":{version},"nonce":"{nonce}"{more}}}"#);
            let is_right = sender == RIGHT && *kind == "tapeline:hello" && *version == 1 && nonce == NONCE;
            let counts = handshake.hear(sender, &|| message.clone()).is_some();
            prop_assert_eq!(counts, is_right && !is_met, "{:?} {}", sender, message);
            is_met |= counts;
            prop_assert_eq!(handshake.n_refused() as usize, n + 1 - usize::from(is_met));
        }
    }

    /// Any text is read without harm.
    #[test]
    fn any_text_may_come(json in any::<String>()) {
        prop_assert_eq!(read(&json).err(), Some(Refusal::NotUnderstood));
        prop_assert_eq!(handshake().hear(RIGHT, &|| json.clone()), None);
    }

    /// A token is only ever one that a paste would give.
    #[test]
    fn any_text_may_stand_where_a_token_stands(token in any::<String>(), server in any::<String>()) {
        let text = |text: &str| serde_json::to_string(text).unwrap();
        let json = format!(r#"{{"type":"tapeline:token","token":{},"server":{}}}"#, text(&token), text(&server));
        match (read(&json), Token::clean(&token)) {
            (Ok(Order::Token(handed, name)), Ok((pasted, _))) => {
                prop_assert_eq!(header(handed), header(pasted));
                prop_assert_eq!(name, server);
            }
            (Err(refusal), Err(error)) => prop_assert_eq!(refusal, Refusal::BadToken(error)),
            (order, pasted) => prop_assert!(false, "{} {}", order.is_ok(), pasted.is_ok()),
        }
    }
}
