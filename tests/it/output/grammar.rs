//! Texts made by a grammar of all that these servers write, with names known to the test, joined by any mark and any blank:
//! after they are replaced none of the names is found, in any form, in anything that leaves the page; what is no name stays;
//! and rewriting again changes nothing.

use std::fmt::Write as _;

use tapeline::model::{Log, NewItem, Product, Session, SessionKind, Status, Timestamp};
use tapeline::output::redact::{Redactor, What};

use super::law::{Sample, outputs};
use crate::long::holds;

/// Numbers from a seed, the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.roll(of.len())]
    }

    fn hex(&mut self, n: usize) -> String {
        (0..n).map(|_| char::from_digit(u32::try_from(self.roll(16)).unwrap(), 16).unwrap()).collect()
    }

    /// A word that no text has by chance, seven letters at least.
    fn word(&mut self) -> String {
        let mut word = String::from(self.pick(&["qu", "zw", "xo", "kj", "vy"]));
        for _ in 0..3 {
            word.push(self.pick(&['b', 'd', 'f', 'g', 'k', 'm', 'p', 'v', 'z']));
            word.push_str(self.pick(&["a", "o", "u", "i", "ü", "é"]));
        }
        word
    }
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

/// Without its marks, as machines and domains have it.
fn ascii(word: &str) -> String {
    word.replace('ü', "u").replace('é', "e")
}

/// The same letters, composed of two each.
fn decomposed(text: &str) -> String {
    text.replace('ü', "u\u{308}").replace('é', "e\u{301}").replace('Ü', "U\u{308}").replace('É', "E\u{301}")
}

/// How Exchange writes the id of an item: it holds the uuid of its mailbox.
fn exchange_id(mailbox: &str, dice: &mut Dice) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut bytes = vec![0, 3, 0x24, 0];
    bytes.extend(mailbox.bytes());
    bytes.extend((0..47).map(|_| u8::try_from(dice.roll(256)).unwrap()));
    let mut id: String = bytes
        .chunks(3)
        .flat_map(|three| {
            let bits = three.iter().fold(0_usize, |bits, &byte| bits << 8 | usize::from(byte));
            (0..4).rev().map(move |place| DIGITS[bits >> (6 * place) & 63] as char)
        })
        .collect();
    // The last bytes are a number of few digits: no id ends with a mark, which would be one of the text's, or with a letter by
    // itself, which would be that of a drive.
    id.truncate(id.len() - 2);
    id + "AA"
}

/// Somebody somewhere, and all that is not to be found of it.
struct Place {
    user: String,
    first: String,
    last: String,
    company: String,
    host: String,
    folder: String,
    secret: String,
    uuid: String,
    item: String,
    sid: String,
    net: String,
}

impl Place {
    fn new(dice: &mut Dice) -> Self {
        let (first, last) = (dice.word(), dice.word());
        let uuid = [dice.hex(8), dice.hex(4), dice.hex(4), dice.hex(4), dice.hex(12)].join("-");
        Self {
            user: [ascii(&first), ".".into(), ascii(&last)].concat(),
            company: ascii(&dice.word()),
            host: ascii(&dice.word()),
            folder: dice.word(),
            secret: ["Pw", &ascii(&dice.word()), "77"].concat(),
            item: exchange_id(&uuid, dice),
            sid: format!(
                "S-1-5-21-{}-{}-1107",
                1_000_000_000 + dice.roll(999_999_999),
                1_000_000_000 + dice.roll(999_999_999)
            ),
            net: format!("fd{}:{}", dice.hex(2), dice.hex(4)),
            first,
            last,
            uuid,
        }
    }

    fn needles(&self) -> Vec<String> {
        let words = [&self.first, &self.last, &self.company, &self.host, &self.folder, &self.secret];
        let words = words.into_iter().flat_map(|word| [word.to_lowercase(), decomposed(&word.to_lowercase())]);
        let ids = [&self.uuid, &self.item, &self.sid, &self.net].map(|id| id.to_lowercase());
        let user = self.user.split('.').map(str::to_owned);
        words.chain(ids).chain(user).collect()
    }

    /// A name, in one of the ways in which texts have one.
    fn name(&self, dice: &mut Dice) -> String {
        let Self { user, first, last, company, host, folder, secret, uuid, item, sid, net } = self;
        let (whole, big) = ([capital(first), capital(last)].join(" "), company.to_uppercase());
        let end = dice.pick(&["com", "local", "io", "konzern", "onmicrosoft.com", "co.uk", "intra"]);
        match dice.roll(36) {
            0 => format!("{user}@{company}.{end}"),
            1 => format!("{}@{company}.{end}", user.to_uppercase()),
            2 => format!("{user}%40{company}.{end}"),
            3 => format!("{user}@{company}"),
            4 => format!("{big}\\{user}"),
            5 => format!("{big}\\\\{user}"),
            6 => format!("https://{host}.{company}.{end}/{folder}"),
            7 => format!("https://{user}:{secret}@{host}.{company}.{end}:4443/v8/{folder}?u={user}#x"),
            8 => format!("https://graph.microsoft.com/v1.0/users/{user}@{company}.com/messages/{item}"),
            9 => format!("https%3A%2F%2F{company}-my.sharepoint.com%2Fpersonal%2F{}", user.replace('.', "_")),
            10 => format!("{host}.{company}.{end}"),
            11 => format!("{host}01.{company}.{end}:4443"),
            12 => format!("{company}.sharepoint.com/sites/{folder}"),
            13 => format!("{host}.{company}.local:9419/api/{folder}"),
            14 => format!("https://[{net}::5]:4443"),
            15 => format!("{net}:1:2::17"),
            16 => uuid.clone(),
            17 => format!("{{{}}}", uuid.to_uppercase()),
            18 => item.clone(),
            19 => sid.clone(),
            20 => format!(
                "/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn={}-{host}",
                dice.hex(8)
            ),
            21 => format!("CN={whole},OU={folder},DC={company},DC=com"),
            22 => format!("C:\\Users\\{whole}\\{folder}\\a.pst"),
            23 => format!("\\\\{host}01\\{folder}$\\{user}"),
            24 => format!("C:/Users/{user}/{folder}.pst"),
            25 => format!(
                "{{\"userPrincipalName\":\"{user}@{company}.com\",\"displayName\":\"{whole}\",\"url\":\"https://{host}.{company}.com/x\"}}"
            ),
            26 => format!(
                "{{\"path\":\"C:\\\\Users\\\\{whole}\\\\x.pst\",\"account\":\"{big}\\\\{user}\",\"id\":\"{uuid}\"}}"
            ),
            27 => format!("password={secret}"),
            28 => format!(
                "HTTP/1.1 404 Not Found\r\nrequest-id: {uuid}\r\n\r\n{{\"error\":{{\"message\":\"{user}@{company}.com is gone\"}}}}"
            ),
            29 => format!("\\u0022{user}@{company}.com"),
            30 => format!("arn:aws:ec2:eu-central-1:123456789012:{host}/i-0{}", dice.hex(16)),
            31 => format!("s3://{company}-backups/{folder}/x.vbk"),
            32 => format!("/subscriptions/{uuid}/resourceGroups/{folder}/providers/Microsoft.Compute/disks/{host}"),
            33 => format!("D:\\{folder}\\{} of {} 2024.xlsx", capital(folder), capital(last)),
            34 => format!("[{} 01] {host}/{host}.vmx", capital(folder)),
            _ => format!("\"{folder} {} 2024.xlsx\"", capital(last)),
        }
    }

    /// What a title says of it, so that the names are known that have no look of their own.
    fn title(&self, dice: &mut Dice) -> String {
        let whole = [capital(&self.first), capital(&self.last)].join(" ");
        match dice.roll(3) {
            0 => format!("Processing mailbox: {whole}"),
            1 => format!("Failed to process team: {whole}. Access is denied. (Exception from HRESULT: 0x80070005)"),
            _ => format!("Processing mailbox \"{whole}\" failed with error: no access"),
        }
    }
}

/// What stands between two names.
const JOINTS: [&str; 30] = [
    " ", ", ", ";", "|", "\u{a0}", "\u{2003}", "\u{3000}", "\n", "\r\n", "\t", " - ", "\" \"", "', '", "/", ":", "#",
    "!", "=", "<", ">", " (", ") ", "+", "*", "~", "&", "\u{202f}", " and ", " [", "] ",
];

/// Those of them that nobody reads as an end: marks that names hold themselves, without a blank or a quote.
const TIGHT: &str = ";|/:#!=<>+*~&";

/// What is no name, and stays.
const FACTS: [&str; 8] = [
    "(404) Not Found",
    "0x80070005",
    "12:07:21 AM",
    "2026-11-27T01:02:03.1234567+03:00",
    "832.4 KB/s (52 items/s)",
    "1,024 items",
    "System.Net.WebException",
    "v8.1.0.305",
];

/// A text, and whether it stays the same when it is rewritten again. Of that law alone are left out, since no server writes
/// them: three names or more with nothing but marks between them (of `a:1!b!c@d` the stand-ins are an address again, and the
/// answer of HTTP behind `https://a/b#CN=c;` is a part of the link), and a `/` before `password=`, which makes a path of it.
/// That no name is left is the law of all texts.
fn text_of(place: &Place, dice: &mut Dice) -> (String, bool) {
    let mut n_tight = 0;
    let mut text =
        String::from(dice.pick(&["Cannot reach ", "", "Moved ", "[Warning] Retry: ", "link=<", "(", "{\"x\":\""]));
    for n in 0..=dice.roll(4) {
        if n > 0 {
            let joint = dice.pick(&JOINTS);
            n_tight += usize::from(TIGHT.contains(joint));
            text.push_str(joint);
        }
        text.push_str(&place.name(dice));
    }
    let stays = n_tight < 2 && !text.contains("/password=");
    (text, stays)
}

/// What is wrong with texts of a seed.
fn wrong(seed: u64, n_texts: usize, wrong: &mut Vec<String>) {
    let mut dice = Dice(seed);
    for _ in 0..n_texts / 10 {
        let place = Place::new(&mut dice);
        let needles = place.needles();
        let title = place.title(&mut dice);
        let texts: Vec<(String, bool)> = (0..10).map(|_| text_of(&place, &mut dice)).collect();
        let mut redactor = Redactor::new();
        redactor.learn_text(&title);
        for (text, _) in &texts {
            redactor.learn_text(text);
        }
        for (text, stays) in &texts {
            let fact = dice.pick(&FACTS);
            let text = format!("{text} ; {fact}");
            let after = redactor.apply(What::Text, &text);
            let small = after.to_lowercase();
            if let Some(left) = needles.iter().find(|needle| small.contains(needle.as_str())) {
                wrong.push(format!("left: {left} of {text:?}\n became {after:?}"));
            }
            if !after.contains(fact) {
                wrong.push(format!("lost: {fact} of {text:?}\n became {after:?}"));
            }
            if *stays {
                let again = redactor.apply(What::Text, &after);
                if again != after {
                    wrong.push(format!("again: {text:?}\n became {after:?}\n became {again:?}"));
                }
            }
        }
        // In other spellings.
        let whole = [capital(&place.first), capital(&place.last)].join(" ");
        for spelt in [
            &decomposed(&whole),
            &whole.to_uppercase(),
            &whole.replace(' ', "%20"),
            &whole.replace('ü', "\\u00fc"),
            &[&whole, "2"].concat(),
        ] {
            let after = redactor.apply(What::Text, &format!("about {spelt}."));
            if !after.starts_with("about ") || after.contains(spelt.as_str()) {
                wrong.push(format!("spelt: {spelt} became {after}"));
            }
        }
    }
}

#[test]
fn no_name_of_any_text_of_the_grammar_is_left() {
    holds(100_000, &wrong);
}

#[test]
fn no_name_of_the_grammar_leaves_with_anything() {
    let mut dice = Dice(8);
    for _ in 0..60 {
        let place = Place::new(&mut dice);
        let mut log = Log::new();
        log.begin_source();
        let title = place.title(&mut dice);
        for n in 0..25 {
            let text = if n == 0 { title.clone() } else { text_of(&place, &mut dice).0 };
            let id = format!("5f1d6f0a-0000-4000-8000-{n:012}");
            let start = Timestamp::from_ticks(17_000_000_000_000_000 + n * 10_000_000);
            let odd = format!("Gone for {}@{}.com", place.user, place.company);
            log.push(&NewItem {
                id: Some(&id),
                start: Some(start),
                end: Some(start),
                status: if n % 3 == 0 { Status::Failed } else { Status::Unknown },
                status_word: (n % 3 == 1).then_some(odd.as_str()),
                title: &text,
                ..NewItem::default()
            });
        }
        let mut session = Session::new(&place.uuid);
        session.details = Some(text_of(&place, &mut dice).0);
        session.name = Some([capital(&place.first), capital(&place.last)].join(" "));
        session.type_word = Some(format!("Backup of {}@{}.com", place.user, place.company));
        session.start = log.start(0);
        let name = session.name.clone();
        let sample = Sample { product: Product::Vb365, kind: SessionKind::Job, session, name, log };
        let mut redactor = Redactor::new();
        let server = format!("https://[{}::5]:4443", place.net);
        redactor.learn(What::Host, &server);
        redactor.learn_session(&sample.session);
        redactor.learn_log(&sample.log);
        let mut all = String::new();
        for output in outputs(&sample, &|what, text| redactor.apply(what, text)) {
            all.write_str(&output.to_lowercase()).unwrap();
        }
        all.push_str(&redactor.apply(What::Host, &server));
        let view = format!("#/job-sessions?api={}&q={}", server.replace(':', "%3A").replace('/', "%2F"), place.host);
        all.push_str(&redactor.apply(What::View, &view));
        for needle in place.needles() {
            let at = all.find(&needle);
            let near = at.map(|at| {
                &all[all.floor_char_boundary(at.saturating_sub(90))..all.ceil_char_boundary((at + 60).min(all.len()))]
            });
            assert_eq!(near, None, "{needle}");
        }
    }
}

/// What ten million texts of the grammar have found: the texts that are learned, and what is left of the last of them.
#[test]
fn what_long_runs_of_the_law_have_found() {
    let of = |texts: &[&str]| {
        let mut redactor = Redactor::new();
        for text in texts {
            redactor.learn_text(text);
        }
        let after = redactor.apply(What::Text, texts.last().unwrap());
        assert_eq!(redactor.apply(What::Text, &after), after, "rewritten again");
        after
    };
    // A file of several words, with an address glued to it, before another path.
    let disk =
        "/subscriptions/9dadbc4d-f153-ccbe-0cdf-1f0ec2b42887/resourceGroups/sales/providers/Microsoft.Compute/disks/a";
    let text = format!("D:\\sales\\Sales of Meier 2024.xlsx!ANN.MEIER@contoso.com] {disk} ; v8");
    assert_eq!(of(&[&text]), "path-1!user-1@domain-1.example] path-2 ; v8");
    // The place of a resource with a machine behind a blank, and that one's port and path.
    let text = format!("{disk} S-1-5-21-1103669971-1702457102-1107/srv1.contoso.local:9419/api/sales ; v8");
    assert_eq!(of(&[&text]), "path-1 ; v8");
    // What was learned with a colon behind it is no name of what stands behind a bar, a bracket or a hash.
    let secret = ["password=Secret7777:srv1.contoso.local", "password=Secret7777|srv1.contoso.local:9419/api/sales"];
    assert_eq!(of(&secret), "password=secret-1|host-1:9419/path-1");
    for mark in [" [", "#", "|"] {
        let drive = format!("fdd5:8f45:1:2::17{mark}C:\\Users\\Ann\\a.pst");
        assert_eq!(of(&["fdd5:8f45:1:2::17:C", &drive]), format!("ip-1{mark}path-1"));
    }
}
