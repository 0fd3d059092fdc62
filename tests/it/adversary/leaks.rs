//! Names replaced, or not: texts of servers with somebody in them, in all the spellings that writers of texts have, joined by all
//! that stands between words.

use tapeline::output::redact::{Redactor, What};

use super::Dice;
use super::forms::{JOINTS, LOOKS, PLACES};
use super::letters::{ascii_json, decomposed, html, html_numbers, json, percent, read_any_way};
use crate::long::holds;

/// Somebody, and where they are.
pub(super) struct Somebody {
    given: String,
    family: String,
    login: String,
    company: String,
    host: String,
    folder: String,
    secret: String,
    uuid: String,
    hex: String,
    net: String,
    ip: String,
}

/// A word that no text has by chance, and nobody's language.
fn word(dice: &mut Dice, script: usize) -> String {
    match script {
        0 => {
            let mut out = dice.of("kqvwxz", 1);
            for _ in 0..3 {
                out.push_str(&dice.of("aeiouüéåő", 1));
                out.push_str(&dice.of("bdgjkmpqvwxzñçšż", 1));
            }
            out
        }
        1 => [dice.of("жщфцхэю", 1), dice.of("йёжщфцхэю", 5)].concat(),
        2 => [dice.of("ξψφθζ", 1), dice.of("άξψφθζωη", 5)].concat(),
        3 => dice.of("黒瀧齋髙渡邊龍薫蘭馨瑠璃", 3),
        4 => dice.of("ガギヌヴヲヱヰムユ", 4),
        5 => dice.of("갂갃닭삵흙힣뷁쀏", 3),
        6 => dice.of("ظغضصثذخث", 5),
        _ => {
            [dice.of("qxz", 1), dice.of("aeiou", 1), dice.of("qxzwvkj", 2), dice.of("aeiou", 1), dice.of("qxzwvkj", 2)]
                .concat()
        }
    }
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

impl Somebody {
    pub(super) fn new(dice: &mut Dice) -> Self {
        let script = dice.roll(8);
        let hex = "0123456789abcdef";
        let digits = "123456789";
        Self {
            given: word(dice, script),
            family: word(dice, script),
            login: format!("{}.{}", word(dice, 7), word(dice, 7)),
            company: word(dice, 7),
            host: word(dice, 7),
            folder: word(dice, if script < 3 { script } else { 7 }),
            secret: format!("{}{}", capital(&word(dice, 7)), dice.of(digits, 4)),
            uuid: [8, 4, 4, 4, 12].map(|n| format!("e{}", dice.of(hex, n - 1))).join("-"),
            hex: format!("f{}", dice.of(hex, 11)),
            net: format!("fd{}:{}", dice.of(hex, 2), dice.of("123456789abcdef", 4)),
            ip: [100, 100, 100].map(|n| (100 + dice.roll(n)).to_string()).join("."),
        }
    }

    /// What nobody is to find.
    pub(super) fn needles(&self) -> Vec<String> {
        let mut out: Vec<String> = self.login.split('.').map(str::to_owned).collect();
        out.extend(
            [&self.given, &self.family, &self.company, &self.host, &self.folder, &self.secret]
                .map(|word| word.to_lowercase()),
        );
        out.extend([
            self.uuid.clone(),
            self.uuid.replace('-', ""),
            self.hex.clone(),
            self.net.clone(),
            self.ip.clone(),
        ]);
        out
    }

    /// The whole name.
    pub(super) fn name(&self) -> String {
        [capital(&self.given), capital(&self.family)].join(" ")
    }

    /// A text in which words in braces stand for what they name; in capitals if they are.
    pub(super) fn fill(&self, form: &str) -> String {
        let (login_, compact) = (self.login.replace('.', "_"), self.uuid.replace('-', ""));
        let mut out = form.to_owned();
        for (field, value) in [
            ("given", &self.given),
            ("family", &self.family),
            ("login_", &login_),
            ("login", &self.login),
            ("co", &self.company),
            ("host", &self.host),
            ("folder", &self.folder),
            ("secret", &self.secret),
            ("uuid", &self.uuid),
            ("compact", &compact),
            ("hex", &self.hex),
            ("net", &self.net),
            ("ip", &self.ip),
        ] {
            out = out.replace(&format!("{{{field}}}"), value);
            out = out.replace(&format!("{{{}}}", capital(field)), &capital(value));
            out = out.replace(&format!("{{{}}}", field.to_uppercase()), &value.to_uppercase());
        }
        out
    }
}

/// What is done to a text before it is put into another.
fn wrapped(dice: &mut Dice, text: &str) -> String {
    match dice.roll(12) {
        0 => format!("{{\"message\":\"{}\",\"code\":\"Gone\"}}", json(text)),
        1 => format!("{{\r\n  \"message\" : \"{}\",\r\n  \"code\" : 5\r\n}}", ascii_json(text)),
        2 => format!("{{\"error\":\"{}\"}}", json(&format!("{{\"message\":\"{}\"}}", json(text)))),
        3 => format!("<m:MessageText>{}</m:MessageText>", html(text)),
        4 => format!("<p>{}</p>", html_numbers(text, dice.roll(2) == 0)),
        5 => format!(
            "HTTP/1.1 404 Not Found\r\nrequest-id: 1\r\n\r\n{{\"error\":{{\"code\":\"x\",\"message\":\"{}\"}}}}",
            json(text)
        ),
        6 => decomposed(text),
        _ => text.to_owned(),
    }
}

/// Where a needle is left, and what stands around it.
pub(super) fn left_in(output: &str, needles: &[String]) -> Option<String> {
    let all = read_any_way(output);
    needles.iter().find_map(|needle| {
        let at = all.find(needle.as_str())?;
        let (from, to) = (at.saturating_sub(70), (at + 70).min(all.len()));
        Some(format!("{needle} in …{}…", &all[all.floor_char_boundary(from)..all.ceil_char_boundary(to)]))
    })
}

/// What is no name, and stays.
const FACT: &str = "(404) Not Found, 0x80070005, 1,024 items, v8.1.0.305";

/// What is wrong with a text once its names are replaced.
fn wrong(redactor: &Redactor, text: &str, needles: &[String]) -> Option<String> {
    let text = format!("{text} {FACT}");
    let after = redactor.apply(What::Text, &text);
    let left = left_in(&after, needles);
    (left.is_some() || !after.ends_with(FACT))
        .then(|| format!("{}: {text:?}\n became {after:?}", left.as_deref().unwrap_or("lost")))
}

/// Each by itself, and written into other texts, also where nobody has learned it.
#[test]
fn whoever_shows_by_looks_is_replaced_however_the_text_was_written() {
    let mut dice = Dice(13);
    for _ in 0..10 {
        let who = Somebody::new(&mut dice);
        let needles = who.needles();
        for form in LOOKS {
            let text = who.fill(form);
            assert_eq!(wrong(&Redactor::new(), &format!("Cannot reach {text}"), &needles), None);
            assert_eq!(wrong(&Redactor::new(), &wrapped(&mut dice, &text), &needles), None);
        }
    }
}

#[test]
fn two_names_are_two_whatever_stands_between_them() {
    holds(20_000, &|seed, n, all| {
        let mut dice = Dice(seed);
        for _ in 0..n {
            let who = Somebody::new(&mut dice);
            let (one, joint, other) = (dice.pick(LOOKS), dice.pick(JOINTS), dice.pick(LOOKS));
            let text = ["Moved ", &who.fill(one), joint, &who.fill(other)].concat();
            all.extend(wrong(&Redactor::new(), &text, &who.needles()));
        }
    });
}

/// A name that its place tells, in all texts and spellings, with one stand-in.
#[test]
fn whoever_a_place_tells_is_replaced_in_every_spelling() {
    let mut dice = Dice(15);
    for round in 0..64 {
        let who = Somebody::new(&mut dice);
        let (needles, name) = (who.needles(), who.name());
        let mut redactor = Redactor::new();
        redactor.learn_text(&who.fill(PLACES[round % PLACES.len()]));
        let stand_in = redactor.apply(What::Text, &name);
        for text in spellings(&name) {
            let after = redactor.apply(What::Text, &text);
            assert_eq!(left_in(&after, &needles), None, "{text:?}\n became {after:?}");
            assert!(after.contains(&stand_in), "{name} is {stand_in}: {text:?}\n became {after:?}");
        }
    }
}

/// A whole name in the ways in which texts have one.
fn spellings(name: &str) -> Vec<String> {
    let of = |text: String| format!("Lost {text} (404)");
    vec![
        of(name.to_owned()),
        of(name.to_uppercase()),
        of(name.to_lowercase()),
        of(decomposed(name)),
        of(name.replace(' ', "\u{a0}")),
        of(name.replace(' ', "\t")),
        of(name.replace(' ', "  ")),
        of(name.replace(' ', "\r\n")),
        of(name.replace(' ', "_")),
        of(name.replace(' ', ".")),
        of(name.replace(' ', "-")),
        of(name.replace(' ', "+")),
        of(name.replace(' ', "&nbsp;")),
        of(name.replace(' ', "&#160;")),
        of(percent(name)),
        of(percent(name).to_lowercase()),
        of(percent(&percent(name))),
        of(ascii_json(name)),
        of(ascii_json(name).to_lowercase()),
        of(json(&ascii_json(name))),
        of(ascii_json(&decomposed(name))),
        of(html_numbers(name, false)),
        of(html_numbers(name, true)),
        of(name.replace(' ', "\u{3000}")),
        of(name.chars().flat_map(|c| [c, '\u{ad}']).collect()),
        of(name.replace(' ', "\u{200b} ")),
        of(format!("\"{name}\"")),
        of(format!("'{name}'")),
        of(format!("“{name}”")),
        of(format!("«{name}»")),
        of(format!("„{name}“")),
        of(format!("「{name}」")),
        of(format!("`{name}`")),
        of(format!("{name}'s mailbox")),
        of(format!("{name}’s mailbox")),
        of(format!("x/{name}/y")),
        of(format!("x={name};y")),
        of(format!("[{name}]")),
        of(format!("{{{name}}}")),
        of(format!("{name}…")),
        of(format!("{name}...")),
        of(format!("{name}、x")),
        of(format!("ユーザー{name}が見つかりません")),
        of(format!("找不到用户{name}的邮箱")),
        of(format!("_{name}_")),
        of(format!("\\n{name}\\n")),
        of(format!("\\u0022{name}\\u0022")),
        of(format!("&quot;{name}&quot;")),
        of(format!("<b>{name}</b>")),
        of(name
            .chars()
            .map(|c| if ('!'..='~').contains(&c) { char::from_u32(u32::from(c) + 0xfee0).unwrap() } else { c })
            .collect()),
    ]
}
