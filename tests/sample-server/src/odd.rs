//! Rows that no server should send, and that a page must live through: each part is a piece of JSON, sent as it stands.

use sample_world::Json;

use crate::vb365::id_text;

/// A row, part by part; an empty part leaves its member out.
#[derive(Clone, Debug)]
pub(crate) struct OddRow {
    /// A word for tests: what is odd about it.
    pub(crate) what: &'static str,
    pub(crate) id: String,
    pub(crate) usn: String,
    /// A JSON value; a string if it begins with a quote.
    pub(crate) text: String,
    /// The bracketed word or the type; empty for none.
    pub(crate) status: &'static str,
    pub(crate) start: String,
    pub(crate) end: String,
    /// More members, with a comma before them.
    pub(crate) more: &'static str,
}

const START: &str = "\"2026-11-20T09:00:00.1234567Z\"";
const END: &str = "\"2026-11-20T09:00:07.7654321Z\"";

impl OddRow {
    /// The row as a log item of Veeam Backup for Microsoft 365.
    pub(crate) fn write_item(&self, json: &mut Json, session: u128, has_message: bool) {
        let mut members = Vec::new();
        let mut add = |name: &str, value: &str| {
            if !value.is_empty() {
                members.push(format!("\"{name}\":{value}"));
            }
        };
        add("id", &self.id);
        add("usn", &self.usn);
        if has_message {
            add("message", &self.text);
            if !self.status.is_empty() {
                add("type", &format!("\"{}\"", self.status));
            }
        } else {
            match self.text.strip_prefix('"').filter(|_| !self.status.is_empty()) {
                Some(rest) => add("title", &format!("\"[{}] {rest}", self.status)),
                None => add("title", &self.text),
            }
        }
        add("creationTime", &self.start);
        add("endTime", &self.end);
        let session = id_text(session);
        let links = r#"{"self":{"href":"https://user:pass@elsewhere.invalid/v8/Token"},"jobsessions":{"href":"#;
        add("_links", &format!("{links}\"//elsewhere.invalid/{session}\"}}}}"));
        json.raw("{").raw(&members.join(",")).raw(self.more).raw("}");
    }

    /// The row as one of a log of Veeam Backup for Microsoft Azure.
    pub(crate) fn write_azure(&self, json: &mut Json) {
        let mut members = vec![format!("\"logTime\":{START}")];
        if !self.text.is_empty() {
            members.push(format!("\"message\":{}", self.text));
        }
        if !self.status.is_empty() {
            members.push(format!("\"status\":\"{}\"", self.status));
        }
        if !self.start.is_empty() {
            members.push(format!("\"executionStartTime\":{}", self.start));
        }
        let length = if self.end < self.start { "\"-00:00:07.6419754\"" } else { "\"00:00:07.6419754\"" };
        members.push(format!("\"executionDuration\":{length}"));
        json.raw("{").raw(&members.join(",")).raw(self.more).raw("}");
    }
}

/// Texts, as JSON: markup, controls, bidirectional marks, formulas, Markdown, links, prefixes inside prefixes.
const TEXTS: [(&str, &str); 26] = [
    ("image tag", r#""<img src=x onerror=\"document.title='owned'\">""#),
    ("script tag", r#""</title></script><script>document.title='owned'</script>""#),
    ("template", r#""{{constructor.constructor('alert(1)')()}} ${7*7}""#),
    ("right-to-left override", r#""Processing mailbox: \u202Egnp.exe@example""#),
    ("right-to-left override, raw", "\"Processing mailbox: \u{202e}gnp.exe@example\u{202c}\""),
    ("isolate", r#""Processing \u2066mailbox\u2069: a\u200Bb@example""#),
    ("NUL", r#""Processing mailbox: a\u0000b@example""#),
    ("escape sequence", r#""\u001b[31mred\u001b[0m and \u0085 and \u2028 and \u2029""#),
    ("lone high surrogate", r#""Processing mailbox: \ud800@example""#),
    ("lone low surrogate", r#""Processing mailbox: \udc00\ud800\u0041@example""#),
    ("pair of surrogates", r#""Processing team: \ud83d\ude80""#),
    ("byte order mark", "\"\u{feff}Processing mailbox: bom@example\""),
    ("private use", r#""\ue000\uf8ff Processing""#),
    ("formula", r#""=HYPERLINK(\"http://elsewhere.invalid\",\"click\")""#),
    ("formula plus", r#""+1+1""#),
    ("formula minus", r#""-1""#),
    ("formula at", r#""@SUM(1)""#),
    ("formula tab", r#""\t=1+1""#),
    ("quote and line end", r#""a \"quoted\" text,\r\nsecond line; third""#),
    ("markdown", r#""``` ![x](http://elsewhere.invalid/x.png) | @team ``````""#),
    ("address", r#""https://elsewhere.invalid/?token=1""#),
    ("javascript address", r#""javascript:alert(1)""#),
    ("nested prefix", r#""[Success] [Failed] success""#),
    ("lower prefix", r#""[success] all well""#),
    ("foreign prefix", r#""[Erfolg] Auftrag abgeschlossen""#),
    ("empty text", r#""""#),
];

/// Times: start, end.
const TIMES: [(&str, &str, &str); 13] = [
    ("null times", "null", "null"),
    ("no times", "", ""),
    ("first day", r#""0001-01-01T00:00:00Z""#, r#""0001-01-01T00:00:00Z""#),
    ("last day", r#""9999-12-31T23:59:59.9999999Z""#, r#""9999-12-31T23:59:59.9999999Z""#),
    ("end before start", r#""2026-11-20T09:00:07.0000001Z""#, r#""2026-11-20T09:00:00Z""#),
    ("end far ahead", START, r#""2999-01-01T00:00:00Z""#),
    ("no zone", r#""2026-11-20T09:00:00.5""#, r#""2026-11-20T09:00:01""#),
    ("twenty digits", r#""2026-11-20T09:00:00.12345678901234567890Z""#, END),
    ("leap second", r#""2026-11-20T23:59:60Z""#, END),
    ("hour 24", START, r#""2026-11-20T24:00:00Z""#),
    ("not a time", r#""NaN""#, r#""""#),
    ("number as time", "1795165200000", "1795165207000"),
    ("year alone", r#""2026""#, r#""2026-13-45T99:99:99Z""#),
];

/// Order numbers.
const USNS: [(&str, &str); 9] = [
    ("usn negative", "-5"),
    ("usn too large for any float", "1e400"),
    ("usn 2^63", "9223372036854775808"),
    ("usn as text", r#""7""#),
    ("usn with fraction", "3.5"),
    ("usn null", "null"),
    ("usn missing", ""),
    ("usn twice", "1,\"usn\":2"),
    ("usn object", "{}"),
];

/// Ids.
const IDS: [(&str, &str); 10] = [
    ("id path", r#""../../Token""#),
    ("id escaped path", r#""..%2f%2e%2e""#),
    ("id dots escaped", r#""%2e%2e""#),
    ("id slash", r#""a/b?x=1#y""#),
    ("id empty", r#""""#),
    ("id null", "null"),
    ("id number", "42"),
    ("id missing", ""),
    ("id twice, first", r#""11111111-1111-4111-8111-111111111111""#),
    ("id twice, second", r#""11111111-1111-4111-8111-111111111111""#),
];

/// Sessions that no server should send, between commas: ids that are none, texts that are markup, times that are none.
pub(crate) const SESSIONS: &str = r#"
    {"id":"../../Token","name":"<img src=x onerror=\"document.title='owned'\">","jobType":"\u202Eegnarts","status":"Success","creationTime":"2026-11-22T02:59:01Z","endTime":"2026-11-22T02:59:02Z"},
    {"id":"%2e%2e%2fJobs","name":"Odd id, escaped","status":"Expl\u202Eoded","creationTime":"2026-11-22T02:59:03Z","endTime":"0001-01-01T00:00:00Z","details":"<b>key</b>"},
    {"id":"a/b?x=1#y","name":"Odd id, slash","status":{"a":1},"creationTime":"2026-11-22T02:59:04Z","endTime":"2026-11-22T02:59:00Z","progress":1e400},
    {"id":"","name":"Odd id, empty","status":"Failed","creationTime":"NaN","endTime":null,"statistics":{"bottleneck":"\u0000<i>"}},
    {"id":null,"name":"Odd id, null","status":"Failed","creationTime":"2026-11-22T02:59:05Z","endTime":"2026-11-22T02:59:06Z"},
    {"id":42,"name":"Odd id, number","status":"Failed","creationTime":"2026-11-22T02:59:07Z","endTime":"2026-11-22T02:59:08Z"},
    {"id":"11111111-1111-4111-8111-111111111111","name":"Odd id, twice","status":"Running","creationTime":"2099-01-01T00:00:00Z","endTime":null,"__proto__":{"owned":true}},
    {"id":"11111111-1111-4111-8111-111111111111","name":"Odd id, twice","status":"Running","creationTime":"2099-01-01T00:00:00Z","endTime":null},"#;

/// All odd rows, with a good one before and after them, so that a test sees that good neighbours survive.
pub(crate) fn rows() -> Vec<OddRow> {
    let mut rows = Vec::new();
    let mut add = |what: &'static str, change: &dyn Fn(&mut OddRow)| {
        let nth = rows.len();
        let mut row = OddRow {
            what,
            id: format!("\"{}\"", id_text(0x0dd0_0000_0000_4000_8000_0000_0000_0000 + nth as u128)),
            usn: (nth + 1).to_string(),
            text: format!("\"Odd: {what}\""),
            status: "Success",
            start: START.to_owned(),
            end: END.to_owned(),
            more: "",
        };
        change(&mut row);
        rows.push(row);
    };
    add("good, first", &|_| {});
    for (what, text) in TEXTS {
        add(what, &|row| text.clone_into(&mut row.text));
    }
    for (what, start, end) in TIMES {
        add(what, &|row| {
            (row.start, row.end) = (start.to_owned(), end.to_owned());
        });
    }
    for (what, usn) in USNS {
        add(what, &|row| usn.clone_into(&mut row.usn));
    }
    for (what, id) in IDS {
        add(what, &|row| id.clone_into(&mut row.id));
    }
    add("no text", &|row| {
        (row.text, row.status) = (String::new(), "");
    });
    add("null text", &|row| {
        (row.text, row.status) = ("null".to_owned(), "");
    });
    add("number as text", &|row| {
        (row.text, row.status) = ("17".to_owned(), "");
    });
    add("no prefix", &|row| row.status = "");
    add("unknown status", &|row| row.status = "Exploded");
    add("hidden in status", &|row| row.status = "Expl\u{202e}dedo");
    add("long id", &|row| row.id = format!("\"{}\"", "f".repeat(10_000)));
    add("long text", &|row| {
        row.text = format!("\"{}\"", "lorem-ipsum-".repeat(1_667));
    });
    add("text of a megabyte", &|row| {
        row.text = format!("\"megabyte-{}\"", "x".repeat(1 << 20));
    });
    add("combining marks", &|row| {
        row.text = format!("\"combining a{}\"", "\u{301}".repeat(10_000));
    });
    add("odd keys", &|row| row.more = r#","__proto__":{"owned":true},"constructor":null,"<b>key</b>":"value""#);
    add("deep", &|row| {
        row.more = r#","deep":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[{}]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"#;
    });
    add("failed", &|row| row.status = "Error");
    add("good, last", &|_| {});
    rows
}
