//! Text to paste into a ticket: what happened, in the server's exact words, and where to look again.
//!
//! One line for each fact, and nothing foreign can begin a line: invisible characters, line feeds included, are spelt
//! out. Names and addresses are left as they are.

use super::Completeness;
use crate::answers::failures::Group;
use crate::answers::usual::Usual;
use crate::format;
use crate::model::{Log, Product, Session, SessionKind, Severity, Timestamp, UtcOffset, Version};

/// The most groups of problems, and the most items, that are written down one by one.
const N_LISTED_MAX: usize = 20;
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

/// Plain text, lines ended by a line feed.
pub fn text(ticket: &Ticket<'_>) -> String {
    let mut lines = facts(ticket);
    lines.add("Link", ticket.link);
    lines.out
}

/// The same for Markdown: in a fence that is longer than any run of backticks inside, so that nothing foreign is read as
/// markup; the link stands outside, if it is one.
pub fn markdown(ticket: &Ticket<'_>) -> String {
    let link = ticket.link;
    let is_plain = |b: u8| b.is_ascii_graphic() && !b"<>\"`\\^{|}".contains(&b);
    let is_link = (link.starts_with("https://") || link.starts_with("http://")) && link.bytes().all(is_plain);
    let block = if is_link { facts(ticket).out } else { text(ticket) };
    let longest = block.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat((longest + 1).max(3));
    let mut out = [&fence, "text\n", &block, &fence, "\n"].concat();
    if is_link {
        out.push_str("\n<");
        out.push_str(link);
        out.push_str(">\n");
    }
    out
}

#[derive(Default)]
struct Lines {
    out: String,
}

impl Lines {
    /// `name: value`, with the value as foreign text; nothing if that is empty.
    fn add(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.out.push_str(name);
            self.out.push_str(": ");
            self.out.push_str(&format::shown(value, TEXT_MAX_CHARS));
            self.out.push('\n');
        }
    }

    fn add_time(&mut self, name: &str, t: Option<Timestamp>, ticket: &Ticket<'_>) {
        if let Some(t) = t {
            self.add(name, &format::full(t, (ticket.offset_at)(t)));
        }
    }

    fn blank(&mut self) {
        self.out.push('\n');
    }
}

fn facts(ticket: &Ticket<'_>) -> Lines {
    let mut lines = Lines::default();
    add_session(&mut lines, ticket);
    if let Some(log) = ticket.log {
        add_log(&mut lines, ticket, log);
        for &idx in ticket.items.iter().take(N_LISTED_MAX) {
            add_item(&mut lines, ticket, log, idx);
        }
        let n_more = ticket.items.len().saturating_sub(N_LISTED_MAX);
        if n_more > 0 {
            lines.blank();
            lines.add("Not listed", &format::counted(n_more, "more item", "more items"));
        }
    }
    lines.blank();
    lines.add("Times", &["zone ", ticket.zone].concat());
    lines.add_time("As of", Some(ticket.now), ticket);
    lines
}

fn add_session(lines: &mut Lines, ticket: &Ticket<'_>) {
    let session = ticket.session;
    let mut product = ticket.product.name().to_owned();
    if let Some(version) = ticket.version {
        product.push_str(", REST API ");
        product.push_str(&version.to_string());
    }
    if let Some(version) = ticket.server_version {
        product.push_str(", server version ");
        product.push_str(version);
    }
    lines.add("Product", &product);
    lines.add("Server", ticket.server);
    let (name, id) = match ticket.kind {
        SessionKind::Job => ("Job", "Job session"),
        SessionKind::DataRetrieval => ("Data retrieval", "Data-retrieval session"),
    };
    lines.add(name, ticket.name.or(session.name.as_deref()).unwrap_or_default());
    lines.add(id, &session.id_text);
    lines.add("Job id", session.job_id.as_ref().map_or("", |id| id.as_str()));
    lines.add("Type", session.type_word.as_deref().unwrap_or_default());
    lines.add("Kind of run", session.config_type.as_deref().unwrap_or_default());
    lines.add("Result", session.status_text());
    lines.add("Details", session.details.as_deref().unwrap_or_default());
    lines.add_time("Start", session.start, ticket);
    match session.end {
        None if session.status.is_running() => lines.add("End", "still running"),
        end => lines.add_time("End", end, ticket),
    }
    if let Some(ticks) = session.ticks(ticket.now) {
        let mut length = length(ticks);
        if let Some(usual) = ticket.usual {
            let n = format::counted(usual.n, "run", "runs");
            length.push_str(&[", usually ", &format::duration(usual.median_ticks), " (median of ", &n, ")"].concat());
        }
        lines.add("Length", &length);
    }
    if let Some(id) = &session.main_session_id {
        lines.add("Retry of", id.as_str());
    }
}

fn add_log(lines: &mut Lines, ticket: &Ticket<'_>, log: &Log) {
    let mut counts = format::counted(log.len(), "item", "items");
    let present = Severity::ALL.into_iter().rev().filter(|&severity| log.count(severity) > 0);
    for (n, severity) in present.enumerate() {
        counts.push_str(if n == 0 { ": " } else { ", " });
        counts.push_str(&[&format::count(log.count(severity)), " ", severity.word()].concat());
    }
    lines.add("Log", &counts);
    match ticket.completeness {
        Completeness::Complete => lines.add("Completeness", "all items were loaded"),
        Completeness::Partial(why) => lines.add("Completeness", &["INCOMPLETE: ", why].concat()),
    }
    if !ticket.items.is_empty() {
        return;
    }
    for group in ticket.groups.iter().take(N_LISTED_MAX) {
        let Some(&idx) = group.items.first() else { continue };
        add_item(lines, ticket, log, idx);
        if group.n() > 1 {
            let others = format::counted(group.n() - 1, "more item", "more items");
            lines.add("Also", &[&others, " of this kind: ", &group.pattern].concat());
        }
    }
    let n_more = ticket.groups.len().saturating_sub(N_LISTED_MAX);
    if n_more > 0 {
        lines.blank();
        lines.add("Not listed", &format::counted(n_more, "more kind of problem", "more kinds of problems"));
    }
}

fn add_item(lines: &mut Lines, ticket: &Ticket<'_>, log: &Log, idx: u32) {
    lines.blank();
    let number = log.usn(idx).map(format::count);
    lines.add("Log item", number.as_deref().unwrap_or("without a number"));
    lines.add("Item id", &log.id(idx).unwrap_or_default());
    lines.add("Result", log.status_text(idx));
    lines.add_time("Start", log.start(idx), ticket);
    if log.is_open(idx) {
        lines.add("End", "none");
    } else {
        lines.add_time("End", log.end(idx), ticket);
    }
    lines.add("Length", &log.ticks(idx).map(length).unwrap_or_default());
    lines.add("Text", log.title(idx));
    for (_, remark) in log.assumptions(idx) {
        lines.add("Remark", remark);
    }
}

fn length(ticks: i64) -> String {
    [&format::duration(ticks), " (", &format::exact_duration(ticks), ")"].concat()
}
