//! Tells what must not be in an address: an access token, or anything that looks enough like one.
//! Better one search text too many refused than one token kept in a history.

use crate::model::text::holds;

/// Whether a parameter of this name would carry a secret: `token`, `access_token`, `X-Api-Key`, `authorization` and such.
pub fn is_token_name(name: &str) -> bool {
    let plain: String =
        name.chars().filter(char::is_ascii_alphanumeric).take(64).map(|c| c.to_ascii_lowercase()).collect();
    ["token", "bearer", "authorization", "password", "passwd", "secret", "credential", "apikey"]
        .iter()
        .any(|word| holds(&plain, word))
        || ["auth", "jwt", "pwd", "assertion"].contains(&plain.as_str())
}

/// Whether a value, decoded, looks like a secret: `Bearer …`, a JSON Web Token, a whole token answer, or a hundred
/// characters of base64 on end.
pub fn looks_like_token(value: &str) -> bool {
    let trimmed = value.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    let is_bearer = trimmed.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("bearer ")) && trimmed.len() > 16;
    is_bearer
        || holds(value, "access_token")
        || holds(value, "refresh_token")
        || value.split(|c: char| !is_base64(c)).any(|run| has_jwt_start(run) || is_long_random(run))
}

fn is_base64(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+' | '/' | '=')
}

/// `eyJ` is base64 for `{"`, with which every JSON Web Token begins.
fn has_jwt_start(run: &str) -> bool {
    run.split(['/', '=']).any(|part| part.starts_with("eyJ") && part.len() >= 20)
}

fn is_long_random(run: &str) -> bool {
    let has = |test: fn(&u8) -> bool| run.as_bytes().iter().any(test);
    run.len() >= 100 && has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase) && has(u8::is_ascii_digit)
}
