//! The page's own texts in the reader's language. English stands where it is said; another language is a file of pairs
//! (`words/de.txt`): the English text, then the other one. A text the file does not have stays English. What a server sent
//! never comes through here.

/// A language of the page.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Lang {
    /// English, the language of the sources.
    #[default]
    En,
    /// German.
    De,
}

impl Lang {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::En, Self::De];

    /// Its code in an address and in `lang`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
        }
    }

    /// The language of a code such as `de` or `de-AT`; nothing for one the page does not speak.
    pub fn of_code(code: &str) -> Option<Self> {
        let first = code.split('-').next().unwrap_or_default();
        Self::ALL.into_iter().find(|lang| first.eq_ignore_ascii_case(lang.code()))
    }
}

/// The texts of one language. Without a file: English.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Words {
    lang: Lang,
    /// In the order of the English texts.
    pairs: Vec<(Box<str>, Box<str>)>,
}

impl Words {
    /// Reads a file of pairs: the English line, the line in `lang`, an empty line. What stands before the first empty line
    /// is about the file. A line that has no partner is left out.
    pub fn parse(lang: Lang, text: &str) -> Self {
        let lines: Vec<&str> =
            text.lines().skip_while(|line| !line.is_empty()).filter(|line| !line.is_empty()).collect();
        let mut pairs: Vec<(Box<str>, Box<str>)> = Vec::with_capacity(lines.len() / 2);
        for pair in lines.chunks_exact(2) {
            if let [english, other] = *pair {
                let at = pairs.partition_point(|(known, _)| &**known < english);
                pairs.insert(at, (english.into(), other.into()));
            }
        }
        Self { lang, pairs }
    }

    /// The language.
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// Every English text that has a partner, and the partner.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(english, other)| (&**english, &**other))
    }

    /// A text of the page. O(log n) in the texts.
    pub fn say<'a>(&'a self, english: &'a str) -> &'a str {
        let at = self.pairs.binary_search_by(|(known, _)| (**known).cmp(english));
        at.ok().and_then(|at| self.pairs.get(at)).map_or(english, |(_, other)| other)
    }

    /// A text with holes `{}` filled in order; a translation that needs another order names them `{0}`, `{1}`. What fills
    /// a hole is not read again.
    pub fn fill(&self, english: &str, holes: &[&str]) -> String {
        let mut out = String::new();
        let mut rest = self.say(english);
        let mut next = 0;
        while let Some((before, hole)) = rest.split_once('{') {
            let (name, after) = hole.split_once('}').unwrap_or((hole, ""));
            out.push_str(before);
            out.push_str(holes.get(name.parse().unwrap_or(next)).copied().unwrap_or_default());
            next += 1;
            rest = after;
        }
        out.push_str(rest);
        out
    }

    /// A number and its noun: `1 item`, `59,960 items`.
    pub fn counted(&self, n: usize, one: &str, many: &str) -> String {
        let mut out = self.local(crate::format::count(n));
        out.push(' ');
        out.push_str(self.say(if n == 1 { one } else { many }));
        out
    }

    /// A number, length or time that `format` wrote, as this language writes it: its marks between digits, its names of days
    /// and months. Not for foreign text.
    pub fn local(&self, text: String) -> String {
        if self.lang == Lang::En {
            return text;
        }
        let mut out = String::with_capacity(text.len() + 4);
        let mut rest = text.as_str();
        while let Some(first) = rest.chars().next() {
            let is_letter = |c: char| c.is_ascii_alphabetic();
            let name = rest.get(..rest.find(|c| !is_letter(c)).unwrap_or(rest.len())).unwrap_or_default();
            let len = name.len().max(first.len_utf8());
            let (token, after) = rest.split_at_checked(len).unwrap_or((rest, ""));
            let is_inside =
                out.ends_with(|c: char| c.is_ascii_digit()) && after.starts_with(|c: char| c.is_ascii_digit());
            out.push_str(match token {
                "," if is_inside => ".",
                "." if is_inside => ",",
                "" => token,
                _ if name.len() == 3 => self.say(token),
                _ => token,
            });
            rest = after;
        }
        out
    }
}
