//! Tokens: cleaned, bound, never told.

use proptest::prelude::*;
use tapeline::api::{Credential, Origin, Token, TokenError};
use tapeline::model::Timestamp;

/// Does not compile if the type has the trait: then two implementations fit the blank.
macro_rules! has_none_of {
    ($type:ty: $($bound:path),+ $(,)?) => {
        $(const _: () = {
            trait MaybeHas<Blank> {
                const HAS: () = ();
            }
            struct WithTrait;
            impl<T: ?Sized> MaybeHas<()> for T {}
            impl<T: ?Sized + $bound> MaybeHas<WithTrait> for T {}
            <$type as MaybeHas<_>>::HAS
        };)+
    };
}

has_none_of!(Token: std::fmt::Debug, std::fmt::Display, Clone, Copy, serde::Serialize, std::fmt::Write, AsRef<str>);
has_none_of!(Token: AsRef<[u8]>, std::ops::Deref<Target = str>, std::ops::Deref<Target = [u8]>, std::hash::Hash);
has_none_of!(Token: PartialEq, Into<String>, Into<Vec<u8>>, std::borrow::Borrow<str>, Iterator, std::fmt::LowerHex);
has_none_of!(Credential: std::fmt::Debug, std::fmt::Display, Clone, Copy, serde::Serialize, std::hash::Hash);

fn origin() -> Origin {
    Origin::parse("https://backup01.test:4443").unwrap()
}

fn credential(token: Token) -> Credential {
    Credential::new(origin(), token, Timestamp::from_unix_ms(0))
}

/// What would be sent, or why nothing.
fn cleaned(pasted: &str) -> Result<(String, usize), TokenError> {
    let (token, notes) = Token::clean(pasted)?;
    let header = credential(token).authorization_for(&origin()).unwrap();
    Ok((header.strip_prefix("Bearer ").unwrap().to_owned(), notes.len()))
}

#[test]
fn what_comes_along_with_a_token_is_left_out_and_said() {
    for (pasted, n_notes) in [
        ("AbC.d-_~+/9==", 0),
        ("  AbC.d-_~+/9==\r\n", 0),
        ("\u{feff}AbC.d-_~+/9==\u{200b}", 0),
        ("\"AbC.d-_~+/9==\"", 1),
        ("'AbC.d-_~+/9==',", 1),
        ("“AbC.d-_~+/9==”", 1),
        ("Bearer AbC.d-_~+/9==", 1),
        ("bearer\tAbC.d-_~+/9==", 1),
        ("Bearer Bearer AbC.d-_~+/9==", 1),
        ("Authorization: Bearer AbC.d-_~+/9==", 2),
        ("authorization : \"bearer AbC.d-_~+/9==\"", 3),
        ("-H \"Authorization: Bearer AbC.d-_~+/9==\"", 3),
        ("access_token : AbC.d-_~+/9==", 1),
        ("access_token=AbC.d-_~+/9==", 1),
        ("\"access_token\": \"AbC.d-_~+/9==\",", 1),
        (r#"{"access_token":"AbC.d-_~+/9==","token_type":"bearer","expires_in":3600}"#, 1),
        (r#"{"refresh_token":"zzz","access_token":"AbC.d-_~+\/9\u003D=","userName":"a\"b"}"#, 2),
        ("\n[ {\n  \"token_type\" : \"bearer\",\n  \"access_token\" : \"AbC.d-_~+/9==\"\n} ]\n", 1),
        (r#"{"mfa_token":"access_token","access_token":"AbC.d-_~\u002b/9=="}"#, 1),
    ] {
        assert_eq!(cleaned(pasted), Ok(("AbC.d-_~+/9==".to_owned(), n_notes)), "{pasted}");
    }
    let (_, notes) = Token::clean(r#"{"access_token":"abc","refresh_token":"r"}"#).unwrap();
    assert!(notes.iter().any(|note| note.to_string().contains("refresh token was dropped")));
}

#[test]
fn what_is_no_token_is_refused_with_its_reason() {
    for (pasted, wanted) in [
        ("", TokenError::Empty),
        (" \n\t ", TokenError::Empty),
        ("\"\"", TokenError::Empty),
        ("Bearer", TokenError::Empty),
        ("Authorization: Bearer ", TokenError::Empty),
        (r#"{"access_token":""}"#, TokenError::Empty),
        ("abc…", TokenError::NonAscii),
        ("аbc", TokenError::NonAscii),
        ("ab\u{200b}c", TokenError::NonAscii),
        (r#"{"access_token":"ab\u20acc"}"#, TokenError::NonAscii),
        ("abc\ndef", TokenError::LineBreak),
        ("abc\r\n   def", TokenError::LineBreak),
        (r#"{"access_token":"ab\u000ac"}"#, TokenError::LineBreak),
        ("ab\0c", TokenError::Control),
        ("ab\tc", TokenError::Control),
        ("ab\u{7f}c", TokenError::Control),
        (r#"{"access_token":"ab\nc"}"#, TokenError::Control),
        ("abc def", TokenError::Space),
        ("Bearerabc def", TokenError::Space),
        ("Basic abc", TokenError::Space),
        (r#"{"error":"invalid_grant","error_description":"x"}"#, TokenError::NoAccessToken),
        (r#"{"refresh_token":"abc"}"#, TokenError::NoAccessToken),
        (r#"{"access_token":null,"mfa_token":"abc"}"#, TokenError::NoAccessToken),
        ("{", TokenError::NoAccessToken),
        ("[]", TokenError::NoAccessToken),
        (r#"{"access_token":"abc"#, TokenError::NotAToken),
        (r#"{"access_token":"a\u00"}"#, TokenError::NotAToken),
        ("<html>", TokenError::NotAToken),
        ("https://backup01:4443/v8/token", TokenError::NotAToken),
        ("a{b", TokenError::NotAToken),
        ("DOMAIN\\user", TokenError::NotAToken),
    ] {
        assert_eq!(cleaned(pasted), Err(wanted), "{pasted:?}");
        assert!(wanted.to_string().ends_with('.'));
    }
    assert_eq!(cleaned(&"a".repeat(16 * 1024)).map(|(token, _)| token.len()), Ok(16 * 1024));
    assert_eq!(cleaned(&"a".repeat(16 * 1024 + 1)), Err(TokenError::TooLong));
    assert_eq!(cleaned(&" ".repeat(1024 * 1024)), Err(TokenError::TooLong));
}

#[test]
fn a_token_goes_to_its_own_origin_only() {
    let credential = credential(Token::clean("abc").unwrap().0);
    for other in ["https://backup01.test", "https://backup02.test:4443", "https://backup01.test:4444"] {
        assert_eq!(credential.authorization_for(&Origin::parse(other).unwrap()), None);
    }
    let same = Origin::parse("https://BACKUP01.test:4443/").unwrap();
    assert_eq!(credential.authorization_for(&same).as_deref(), Some("Bearer abc"));
    assert_eq!(credential.origin(), &origin());
    assert_eq!(credential.age_minutes(Timestamp::from_unix_ms(12 * 60_000 + 59_999)), 12);
    assert_eq!(credential.age_minutes(Timestamp::from_unix_ms(-1)), 0);
}

#[test]
fn the_end_that_a_jwt_states_is_read() {
    // {"alg":"none"} . {"sub":"\"exp\":1","exp": 1700000000,"iat":1}
    let jwt = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJcImV4cFwiOjEiLCJleHAiOiAxNzAwMDAwMDAwLCJpYXQiOjF9.c2ln";
    let end = |text: &str| Token::clean(text).unwrap().0.stated_end();
    assert_eq!(end(jwt), Some(Timestamp::from_unix_ms(1_700_000_000_000)));
    for opaque in ["abc", "a.b", "a.b.c", "...", "a.e30.c", "AAEAAN=="] {
        assert_eq!(end(opaque), None, "{opaque}");
    }
}

proptest! {
    #[test]
    fn the_cleaner_never_panics_and_never_tells_what_was_pasted(
        head in prop_oneof![Just(""), Just("Bearer "), Just("\""), Just("{\"access_token\":\""), Just("{")],
        middle in any::<String>(),
        tail in prop_oneof![Just(""), Just("\""), Just("\"}"), Just("\\")],
    ) {
        let pasted = format!("{head}{middle}{tail}");
        match Token::clean(&pasted) {
            Ok((token, notes)) => {
                let header = credential(token).authorization_for(&origin()).unwrap();
                let value = header.strip_prefix("Bearer ").unwrap();
                prop_assert!(!value.is_empty() && value.len() <= 16 * 1024);
                prop_assert!(value.bytes().all(|b| b.is_ascii_graphic()));
                prop_assert!(notes.iter().all(|note| value.len() < 8 || !note.to_string().contains(value)));
            }
            Err(error) => {
                // Errors are constant texts: none of them depends on the input.
                let known = [
                    TokenError::Empty, TokenError::TooLong, TokenError::NonAscii, TokenError::LineBreak,
                    TokenError::Control, TokenError::Space, TokenError::NoAccessToken, TokenError::NotAToken,
                ];
                prop_assert!(known.contains(&error));
            }
        }
    }

    #[test]
    fn a_good_token_survives_any_wrapping(
        token in "[A-Za-z0-9._~+/-]{8,600}={0,2}",
        before in prop::sample::select(vec!["", " ", "\"", "Bearer ", "Authorization: Bearer ", "'", "\n"]),
        after in prop::sample::select(vec!["", " ", "\"", "\n", "',", "\r\n\r\n"]),
    ) {
        prop_assume!(!token.contains("://") && !token.starts_with("-H"));
        prop_assert_eq!(cleaned(&format!("{before}{token}{after}")).unwrap().0, token.clone());
        let answer = format!("{{\"token_type\":\"bearer\",\"access_token\":\"{token}\",\"refresh_token\":\"xyz\"}}");
        prop_assert_eq!(cleaned(&answer).unwrap().0, token);
    }
}

/// How long a token lives is known from the answer it came in, or from itself; else it is the servers' hour. An end that is
/// past already is not believed.
#[test]
fn a_tokens_end_is_stated_or_an_hour() {
    let now = Timestamp::from_unix_ms(1_800_000_000_000);
    let origin = || Origin::parse("https://backup01:4443").unwrap();
    let end = |pasted: &str| {
        let credential = Credential::new(origin(), Token::clean(pasted).unwrap().0, now);
        let kept = Credential::from_kept(&credential.to_kept()).unwrap();
        assert_eq!(kept.ends(), credential.ends());
        assert_eq!(kept.authorization_for(&origin()), credential.authorization_for(&origin()));
        assert_eq!(kept.origin(), credential.origin());
        let ends = credential.ends();
        (ends.at.since(now) / tapeline::model::time::TICKS_PER_SECOND, ends.is_stated)
    };
    assert_eq!(end("abc"), (3_600, false));
    assert_eq!(end(r#"{"access_token": "abc", "expires_in": 1800, "refresh_token": "def"}"#), (1_800, true));
    assert_eq!(end(r#"{"expires_in": "900", "access_token": "abc"}"#), (900, true));
    assert_eq!(end(r#"{"access_token": "abc", "expires_in": 0}"#), (3_600, false));
    assert_eq!(end(r#"{"access_token": "abc", "expires_in": 99999999999999999999}"#), (3_600, false));
    // {"exp":1800000600} and {"exp":1700000000}
    assert_eq!(end("e30.eyJleHAiOjE4MDAwMDA2MDB9.c2ln"), (600, true));
    assert_eq!(end("e30.eyJleHAiOjE3MDAwMDAwMDB9.c2ln"), (3_600, false));
    for bad in ["", "1 2", "x 0 https://backup01:4443 abc", "1 0 ftp://nowhere abc", "1 0 https://backup01:4443 "] {
        assert!(Credential::from_kept(bad).is_none(), "{bad}");
    }
}

#[test]
fn lack_of_use_ends_by_the_clock() {
    use tapeline::api::Idle;
    let used = Timestamp::from_unix_ms(1_800_000_000_000);
    let at = |seconds: i64, minutes| Idle::at(used.plus(seconds * 10_000_000), used, minutes);
    assert_eq!(at(0, 15), Idle::Fine);
    assert_eq!(at(839, 15), Idle::Fine);
    assert_eq!(at(840, 15), Idle::Ending(60));
    assert_eq!(at(899, 15), Idle::Ending(1));
    assert_eq!(at(900, 15), Idle::Over);
    assert_eq!(at(900_000, 15), Idle::Over);
    assert_eq!(at(-900_000, 15), Idle::Fine);
    assert_eq!(at(29, 1), Idle::Fine);
    assert_eq!(at(30, 1), Idle::Ending(30));
    assert_eq!(at(60, 1), Idle::Over);
}
