//! Small pieces that several reports are made of.

use super::{Context, Doc};
use crate::format;
use crate::model::{Id, Session, SessionKind, Severity, Timestamp};
pub(super) use crate::reader::class;
use crate::route::{Page, Route};

/// The longest foreign text in a cell or a label, in characters.
pub(super) const LABEL_MAX_CHARS: usize = 120;

/// A result: its shape, which is not spoken, and a word.
pub(super) fn badge(doc: &mut Doc, severity: Severity, word: &str) {
    doc.el("span", class(severity), |doc| {
        doc.el("span", "status__shape", |doc| {
            doc.set("aria-hidden", "true");
            doc.text(severity.symbol());
        });
        doc.line("span", "text", word);
    });
}

/// How a session ended: in the server's own word where no list names it.
pub(super) fn status(doc: &mut Doc, ctx: &Context, session: &Session) {
    let word = session.status_word.as_deref().map(|word| format::shown(word, LABEL_MAX_CHARS));
    badge(doc, session.status.severity(), word.as_deref().unwrap_or_else(|| ctx.say(session.status.word())));
}

/// A whole number for people.
pub(super) fn number(ctx: &Context, n: impl ToString + Copy) -> String {
    ctx.words.local(format::count(n))
}

/// A length for people.
pub(super) fn length(ctx: &Context, ticks: i64) -> String {
    ctx.words.local(format::duration(ticks))
}

/// A length of time that is more or less than another: `+4 min 02 s`, `−12.3 s`, `0`.
pub(super) fn difference(ctx: &Context, ticks: i64) -> String {
    let sign = if ticks > 0 { "+" } else { "" };
    [sign, &length(ctx, ticks)].concat()
}

/// Day and time of day in the zone of the view.
pub(super) fn moment(ctx: &Context, t: Timestamp) -> String {
    ctx.words.local(format::date_time(t, ctx.offset(t)))
}

/// Day and minute, for a narrow column: without the year where it is the present one.
pub(super) fn moment_near(ctx: &Context, t: Timestamp) -> String {
    let (offset, now) = (ctx.offset(t), ctx.now.civil(ctx.offset(ctx.now)));
    let (civil, date) = (t.civil(offset), format::date(t, offset));
    let day = if civil.year == now.year { date.rsplit_once(' ').map_or(&*date, |(day, _)| day) } else { &date };
    let mut out = [day, " "].concat();
    civil.push_clock(&mut out, false);
    ctx.words.local(out)
}

/// Day and time at which a session began; a dash where that is not known.
pub(super) fn began(ctx: &Context, session: &Session) -> String {
    session.start.map_or_else(|| "–".to_owned(), |start| moment(ctx, start))
}

/// The view of a session, perhaps with one of its items.
pub(super) fn session_route(ctx: &Context, session: &Session, item: Option<&Id>) -> Option<Route> {
    let kind = if session.retrieval_id.is_some() { SessionKind::DataRetrieval } else { SessionKind::Job };
    let mut route = ctx.route.to(Page::Session(kind, session.id.clone()?));
    route.params.item = item.cloned();
    Some(route)
}

/// A link to a session, perhaps to one of its items; the text alone where its id is not fit for an address.
pub(super) fn session_link(doc: &mut Doc, ctx: &Context, session: &Session, item: Option<&Id>, text: &str) {
    match session_route(ctx, session, item) {
        Some(route) => doc.link(&route.to_string(), "", text),
        None => doc.line("span", "", text),
    }
}

/// A part of a whole for a style: `12.34%`. Nothing of nothing is `0%`; never beyond the whole.
pub(super) fn percent(part: i64, whole: i64) -> String {
    let hundredths = if whole > 0 { i128::from(part.clamp(0, whole)) * 10_000 / i128::from(whole) } else { 0 };
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    let mut out = whole.to_string();
    if rest > 0 {
        out.push('.');
        out.push_str(if rest < 10 { "0" } else { "" });
        out.push_str(&rest.to_string());
    }
    out.push('%');
    out
}

/// A box in which what is wider than the page is moved sideways, so that the page is not.
pub(super) fn box_of(doc: &mut Doc, inside: impl FnOnce(&mut Doc)) {
    doc.el("div", "scroll-x", inside);
}

/// A heading cell of a column.
pub(super) fn column(doc: &mut Doc, class: &str, text: &str) {
    doc.el("th", class, |doc| {
        doc.set("scope", "col");
        doc.text(text);
    });
}
