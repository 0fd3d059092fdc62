//! Text to paste into a ticket: what happened, in the server's exact words, and where to look again.
//!
//! One line for each fact, and nothing foreign can begin a line: invisible characters, line feeds included, are spelt
//! out. Names and addresses are left as they are, unless somebody replaces them ([`Wording::rewrite`]).

use super::Completeness;
use super::redact::{Rewrite, What, own_word};
use crate::answers::failures::Group;
use crate::answers::machines::{STAGES, Stage, stages};
use crate::answers::outside::outside;
use crate::answers::shape::pattern;
use crate::answers::usual::Usual;
use crate::format;
use crate::model::{Log, Product, Session, SessionKind, Severity, Status, TimeRange, Timestamp, UtcOffset, Version};
use crate::texts::Texts;

/// The most groups of problems, and the most items, that are written down one by one.
const N_LISTED_MAX: usize = 20;
/// The most objects of a problem that are named.
const N_OBJECTS_MAX: usize = 50;
/// The longest text of one item, in characters: a ticket is no place for a megabyte.
const TEXT_MAX_CHARS: usize = 4000;

/// What a ticket is about.
#[derive(Clone, Copy)]
pub struct Ticket<'a> {
    /// The product of the server.
    pub product: Product,
    /// The version of its API, if known.
    pub version: Option<Version>,
    /// The version the server states of itself, if known.
    pub server_version: Option<&'a str>,
    /// The server's address, or what the data came from.
    pub server: &'a str,
    /// Which kind of session.
    pub kind: SessionKind,
    /// The session.
    pub session: &'a Session,
    /// The name of its job or retrieval, if known.
    pub name: Option<&'a str>,
    /// What is usual for it, if known.
    pub usual: Option<Usual>,
    /// Its log, if loaded.
    pub log: Option<&'a Log>,
    /// What went wrong in the log, in groups.
    pub groups: &'a [Group],
    /// The items that the ticket is about in particular; none for the session as a whole.
    pub items: &'a [u32],
    /// Whether the log is all there is.
    pub completeness: Completeness<'a>,
    /// The name of the zone.
    pub zone: &'a str,
    /// The offset of the zone at an instant.
    pub offset_at: &'a dyn Fn(Timestamp) -> UtcOffset,
    /// The time at which this was true.
    pub now: Timestamp,
    /// The address of this view.
    pub link: &'a str,
}

/// How a ticket is worded, and what the answers add to it.
#[derive(Clone, Copy, Default)]
pub struct Wording<'a> {
    /// The language of everything that the server did not say.
    pub texts: Texts,
    /// Replaces names and addresses.
    pub rewrite: Option<&'a Rewrite<'a>>,
    /// Whether to say how long nine of ten runs take at most.
    pub with_p90: bool,
    /// For each of the ticket's groups, since when it is known; shorter where that is not known.
    pub seen: &'a [Option<Seen>],
    /// How the runs of its job went before it and since.
    pub others: Others,
    /// Its length against the usual one, in the reader's words; empty where nothing can be said.
    pub pace: &'a str,
    /// Where its time went, if that is known.
    pub spent: Option<Spent<'a>>,
}

/// Where the time of a session went. Lengths are in ticks of 100 ns.
#[derive(Clone, Copy, Debug)]
pub struct Spent<'a> {
    /// In which something ran.
    pub busy: i64,
    /// In which nothing did.
    pub idle: i64,
    /// The longest stretch of that.
    pub longest_idle: Option<TimeRange>,
    /// The phase with the largest share of the time, in the reader's words, and its share.
    pub phase: Option<(&'a str, i64)>,
    /// What was worked on for longest, in the server's words, and for how long.
    pub object: Option<(&'a str, i64)>,
}

/// The other runs of a session's job, as of the session.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Others {
    /// How many runs failed one after the other up to it, itself included; 0 where it did not fail.
    pub n_failed: usize,
    /// Whether there may be more of them, which are not loaded.
    pub is_least: bool,
    /// When the last good run before it began.
    pub good_before: Option<Timestamp>,
    /// When the first good run after it began.
    pub good_after: Option<Timestamp>,
    /// How many later runs failed before that one.
    pub n_failed_after: usize,
}

/// Since when a problem is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Seen {
    /// The run before did not have it.
    New,
    /// So many runs in a row have it, this one included.
    Runs(usize),
    /// So many at least: earlier ones were not looked at, or not whole.
    AtLeast(usize),
}

/// Plain text, lines ended by a line feed.
pub fn text(ticket: &Ticket<'_>, wording: Wording<'_>) -> String {
    let mut lines = facts(ticket, wording);
    lines.add_as(What::View, &wording.texts.ticket_link(), ticket.link);
    lines.out
}

/// The same for Markdown: in a fence that is longer than any run of backticks inside, so that nothing foreign is read as
/// markup; the link stands outside, if it is one.
pub fn markdown(ticket: &Ticket<'_>, wording: Wording<'_>) -> String {
    let link = wording.rewritten(What::View, ticket.link);
    let is_plain = |b: u8| b.is_ascii_graphic() && !b"<>\"`\\^{|}".contains(&b);
    let is_link = (link.starts_with("https://") || link.starts_with("http://")) && link.bytes().all(is_plain);
    let mut lines = facts(ticket, wording);
    if !is_link {
        lines.add_plain(&wording.texts.ticket_link(), &link);
    }
    let block = lines.out;
    let longest = block.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat((longest + 1).max(3));
    let mut out = [&fence, "text\n", &block, &fence, "\n"].concat();
    if is_link {
        out.push_str("\n<");
        out.push_str(&link);
        out.push_str(">\n");
    }
    out
}

impl Wording<'_> {
    fn rewritten(&self, what: What, text: &str) -> String {
        self.rewrite.map_or_else(|| text.to_owned(), |rewrite| rewrite(what, text))
    }

    /// A status: the server's own word where no list names it, else one of the page's.
    fn status(&self, status: Status, text: &str) -> String {
        if text == status.word() { self.texts.status(status) } else { own_word(text, self.rewrite) }
    }
}

struct Lines<'a> {
    out: String,
    wording: Wording<'a>,
}

impl Lines<'_> {
    /// `name: value`, with a value of the page's own; nothing if that is empty.
    fn add_plain(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.out.push_str(name);
            self.out.push_str(": ");
            self.out.push_str(&format::shown(value, TEXT_MAX_CHARS));
            self.out.push('\n');
        }
    }

    /// The same with a value of the server's, which is `what`.
    fn add_as(&mut self, what: What, name: &str, value: &str) {
        if !value.is_empty() {
            self.add_plain(name, &self.wording.rewritten(what, value));
        }
    }

    fn add_time(&mut self, name: &str, t: Option<Timestamp>, ticket: &Ticket<'_>) {
        if let Some(t) = t {
            self.add_plain(name, &format::full(t, (ticket.offset_at)(t)));
        }
    }

    fn blank(&mut self) {
        self.out.push('\n');
    }
}

fn facts<'a>(ticket: &Ticket<'_>, wording: Wording<'a>) -> Lines<'a> {
    let texts = wording.texts;
    let mut lines = Lines { out: String::new(), wording };
    add_session(&mut lines, ticket);
    if let Some(log) = ticket.log {
        add_log(&mut lines, ticket, log);
        for &idx in ticket.items.iter().take(N_LISTED_MAX) {
            add_item(&mut lines, ticket, log, idx);
        }
        let n_more = ticket.items.len().saturating_sub(N_LISTED_MAX);
        if n_more > 0 {
            lines.blank();
            lines.add_plain(&texts.ticket_not_listed(), &texts.ticket_more_items(n_more, texts.count(n_more)));
        }
    }
    lines.blank();
    lines.add_plain(&texts.ticket_times(), &texts.ticket_zone(ticket.zone));
    lines.add_time(&texts.ticket_as_of(), Some(ticket.now), ticket);
    lines
}

fn add_session(lines: &mut Lines<'_>, ticket: &Ticket<'_>) {
    let (session, wording, texts) = (ticket.session, lines.wording, lines.wording.texts);
    let mut product = ticket.product.name().to_owned();
    if let Some(version) = ticket.version {
        product.push_str(", REST API ");
        product.push_str(&version.to_string());
    }
    if let Some(version) = ticket.server_version {
        product.push_str(&texts.ticket_server_version(version));
    }
    lines.add_plain(&texts.ticket_product(), &product);
    lines.add_as(What::Host, &texts.ticket_server(), ticket.server);
    let (name, id) = match ticket.kind {
        SessionKind::Job => (texts.ticket_job(), texts.ticket_job_session()),
        SessionKind::DataRetrieval => (texts.ticket_retrieval(), texts.ticket_retrieval_session()),
    };
    lines.add_as(What::Job, &name, ticket.name.or(session.name.as_deref()).unwrap_or_default());
    lines.add_as(What::Id, &id, &session.id_text);
    lines.add_as(What::Id, &texts.ticket_job_id(), session.job_id.as_ref().map_or("", |id| id.as_str()));
    let own = |word: &Option<String>| own_word(word.as_deref().unwrap_or_default(), wording.rewrite);
    lines.add_plain(&texts.ticket_type(), &own(&session.type_word));
    lines.add_plain(&texts.ticket_run_kind(), &own(&session.config_type));
    lines.add_plain(&texts.ticket_result(), &wording.status(session.status, session.status_text()));
    lines.add_as(What::Text, &texts.ticket_details(), session.details.as_deref().unwrap_or_default());
    lines.add_time(&texts.ticket_start(), session.start, ticket);
    match session.end {
        None if session.status.is_running() => lines.add_plain(&texts.ticket_end(), &texts.ticket_still_running()),
        end => lines.add_time(&texts.ticket_end(), end, ticket),
    }
    if let Some(ticks) = session.ticks(ticket.now) {
        let mut length = length(texts, ticks);
        if let Some(usual) = ticket.usual {
            let (n, median) = (texts.count(usual.n), texts.duration(usual.median_ticks));
            length.push_str(&if !usual.is_telling() {
                texts.ticket_few(texts.usual(usual.parts()))
            } else if wording.with_p90 {
                texts.ticket_usually_p90(median, usual.n, n, texts.duration(usual.p90_ticks))
            } else {
                texts.ticket_usually(median, usual.n, n)
            });
        }
        lines.add_plain(&texts.ticket_length(), &length);
        lines.add_plain(&texts.ticket_compared(), wording.pace);
    }
    if let Some(id) = session.repeats() {
        lines.add_as(What::Id, &texts.ticket_retry_of(), id.as_str());
    } else if session.is_retry() {
        lines.add_plain(&texts.ticket_retry_of(), &texts.ticket_retry_of_unknown());
    }
    add_others(lines, ticket);
}

/// What came before the session, and what has become since.
fn add_others(lines: &mut Lines<'_>, ticket: &Ticket<'_>) {
    let (others, texts) = (lines.wording.others, lines.wording.texts);
    if others.n_failed == 0 {
        return;
    }
    if others.n_failed > 1 {
        let n = texts.count(others.n_failed);
        let in_a_row = if others.is_least { texts.ticket_in_a_row_least(n) } else { texts.ticket_in_a_row(n) };
        lines.add_plain(&texts.ticket_failed_in_a_row(), &in_a_row);
    }
    lines.add_time(&texts.ticket_good_before(), others.good_before, ticket);
    if others.n_failed_after > 0 {
        let n = others.n_failed_after;
        lines.add_plain(&texts.ticket_since_then(), &texts.ticket_failed_after(n, texts.count(n)));
    }
    lines.add_time(&texts.ticket_good_after(), others.good_after, ticket);
}

fn add_log(lines: &mut Lines<'_>, ticket: &Ticket<'_>, log: &Log) {
    let (wording, texts) = (lines.wording, lines.wording.texts);
    let mut counts = texts.common_items(log.len(), texts.count(log.len()));
    let present = Severity::ALL.into_iter().rev().filter(|&severity| log.count(severity) > 0);
    for (n, severity) in present.enumerate() {
        counts.push_str(if n == 0 { ": " } else { ", " });
        counts.push_str(&[&*texts.count(log.count(severity)), " ", &texts.severity(severity)].concat());
    }
    lines.add_plain(&texts.ticket_log(), &counts);
    match ticket.completeness {
        Completeness::Complete => lines.add_plain(&texts.ticket_completeness(), &texts.ticket_complete()),
        Completeness::Partial(why) => {
            lines.add_plain(&texts.ticket_completeness(), &texts.ticket_incomplete(why));
        }
    }
    let stages = stages(log, None);
    if stages.1 > 0 {
        lines.add_plain(&texts.sessions_column_bottleneck(), &stages_said(texts, &stages));
    }
    let n_outside = outside(log, Some(ticket.session)).len();
    if n_outside > 0 {
        lines.add_plain(&texts.ticket_remark(), &texts.session_outside(n_outside, texts.count(n_outside)));
    }
    if !ticket.items.is_empty() {
        return;
    }
    if let Some(spent) = wording.spent {
        add_spent(lines, ticket, &spent);
    }
    for (n, group) in ticket.groups.iter().take(N_LISTED_MAX).enumerate() {
        let Some(&idx) = group.items.first() else { continue };
        add_item(lines, ticket, log, idx);
        match wording.seen.get(n).copied().flatten() {
            Some(Seen::New) => lines.add_plain(&texts.ticket_seen_before(), &texts.ticket_seen_new()),
            Some(Seen::Runs(n)) => {
                lines.add_plain(&texts.ticket_seen_before(), &texts.ticket_seen_runs(n, texts.count(n)));
            }
            Some(Seen::AtLeast(n)) => {
                lines.add_plain(&texts.ticket_seen_before(), &texts.ticket_seen_least(texts.count(n)));
            }
            None => {}
        }
        if group.n() > 1 {
            let others = texts.ticket_more_items(group.n() - 1, texts.count(group.n() - 1));
            // A pattern is no text of the server any more: that of the text without names names nobody.
            let pattern = wording.rewrite.map(|rewrite| pattern(&rewrite(What::Text, log.text(idx))));
            let pattern = pattern.as_ref().unwrap_or(&group.pattern);
            lines.add_plain(&texts.ticket_also(), &texts.ticket_of_this_kind(others, pattern));
            add_objects(lines, log, group);
        }
    }
    let n_more = ticket.groups.len().saturating_sub(N_LISTED_MAX);
    if n_more > 0 {
        lines.blank();
        lines.add_plain(&texts.ticket_not_listed(), &texts.ticket_more_problems(n_more, texts.count(n_more)));
    }
}

/// What logs of machines say of the stages that data goes through, and how many: as `answers::machines` tells it.
pub fn stages_said(texts: Texts, (stages, n): &(Vec<Stage>, usize)) -> String {
    let said = |(&name, stage): (&&'static str, &Stage)| Some((name, stage.middle()?, stage.n_named));
    let said = busy_said(texts, STAGES.iter().zip(stages).filter_map(said));
    texts.work_stages(said, *n, texts.count(*n))
}

/// How busy stages were, in percent, one behind the other: `Source 12 % > Proxy 40 % (3)`, in brackets how many logs name it.
pub fn busy_said(texts: Texts, stages: impl Iterator<Item = (&'static str, u32, usize)>) -> String {
    let mut out = String::new();
    for (name, percent, n_named) in stages {
        out.extend([if out.is_empty() { "" } else { " > " }, name, " ", &percent.to_string(), " %"]);
        if n_named > 0 {
            out.extend([" (", &*texts.count(n_named), ")"]);
        }
    }
    out
}

/// Where the time went, in few words: whoever asks why it took so long is told by the ticket alone.
fn add_spent(lines: &mut Lines<'_>, ticket: &Ticket<'_>, spent: &Spent<'_>) {
    let (wording, texts) = (lines.wording, lines.wording.texts);
    lines.add_plain(&texts.work_busy(), &length(texts, spent.busy));
    let mut idle = length(texts, spent.idle);
    if let Some(longest) = spent.longest_idle {
        let from = format::full(longest.start(), (ticket.offset_at)(longest.start()));
        idle.push_str(&texts.ticket_idle_longest(texts.duration(longest.ticks()), from));
    }
    lines.add_plain(&texts.work_idle(), &idle);
    if let Some((phase, ticks)) = spent.phase {
        lines.add_plain(&texts.ticket_longest_phase(), &[phase, ", ", &length(texts, ticks)].concat());
    }
    if let Some((object, ticks)) = spent.object {
        let object = wording.rewritten(What::Text, object);
        lines.add_plain(&texts.ticket_longest_object(), &[&*object, ", ", &length(texts, ticks)].concat());
    }
}

/// Which objects a problem is about, each once, in the order of reading; nothing where the texts name none.
fn add_objects(lines: &mut Lines<'_>, log: &Log, group: &Group) {
    let (wording, texts) = (lines.wording, lines.wording.texts);
    let objects = group.objects(log);
    let mut text = String::new();
    let (mut n_listed, mut n_chars) = (0, 0);
    for object in objects.iter().take(N_OBJECTS_MAX) {
        let name = wording.rewritten(object.kind.into(), object.name);
        // As many as fit whole, hidden characters spelt out, with room for how many more there are.
        n_chars += format::visible(&name).chars().count() + 2;
        if n_listed > 0 && n_chars > TEXT_MAX_CHARS - 64 {
            break;
        }
        text.push_str(if n_listed > 0 { ", " } else { "" });
        text.push_str(&name);
        n_listed += 1;
    }
    let n_more = objects.len() - n_listed;
    if n_more > 0 {
        text.push_str(&texts.ticket_and_more(texts.count(n_more)));
    }
    lines.add_plain(&texts.ticket_objects(), &text);
}

fn add_item(lines: &mut Lines<'_>, ticket: &Ticket<'_>, log: &Log, idx: u32) {
    let (wording, texts) = (lines.wording, lines.wording.texts);
    lines.blank();
    let number = log.usn(idx).map_or_else(|| texts.ticket_no_number(), |usn| texts.count(usn));
    lines.add_plain(&texts.ticket_item(), &number);
    lines.add_as(What::Id, &texts.ticket_item_id(), &log.id(idx).unwrap_or_default());
    lines.add_plain(&texts.ticket_result(), &wording.status(log.status(idx), log.status_text(idx)));
    lines.add_time(&texts.ticket_start(), log.start(idx), ticket);
    if log.is_open(idx) {
        lines.add_plain(&texts.ticket_end(), &texts.ticket_no_end());
    } else {
        lines.add_time(&texts.ticket_end(), log.end(idx), ticket);
    }
    lines.add_plain(&texts.ticket_length(), &log.ticks(idx).map(|ticks| length(texts, ticks)).unwrap_or_default());
    lines.add_as(What::Text, &texts.ticket_text(), log.title(idx));
    for assumption in log.assumptions(idx) {
        lines.add_plain(&texts.ticket_remark(), &texts.assumption(assumption));
    }
}

fn length(texts: Texts, ticks: i64) -> String {
    [&*texts.duration(ticks), " (", &format::exact_duration(ticks), ")"].concat()
}
