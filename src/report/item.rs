//! One item whole: its text as sent, its times to 100 ns, what was assumed, its share of the time, and what is usual for it.

use super::marks::{badge, length, number};
use super::{Context, Doc};
use crate::answers::baseline::Ghost;
use crate::answers::load::Load;
use crate::format;
use crate::model::{Log, Timestamp};

/// Letters of a text above which its heading is scrolled.
const LONG: usize = 300;

/// What the panel is made of.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The items.
    pub log: &'a Log,
    /// Which one.
    pub idx: u32,
    /// The items, swept, if they were.
    pub load: Option<&'a Load>,
    /// How long its object takes in other runs, and of how many that is known.
    pub usual: Option<Ghost>,
}

/// The document.
pub fn item(doc: &mut Doc, ctx: &Context, facts: &Facts<'_>) {
    let Facts { log, idx, .. } = *facts;
    doc.el("div", "bar", |doc| {
        let usn = log.usn(idx).map_or_else(|| "–".to_owned(), |usn| number(ctx, usn));
        doc.line("span", "soft", &ctx.words.fill("item {} · ", &[&usn]));
        badge(doc, log.status(idx).severity(), &format::shown(word(ctx, log, idx), LONG));
        doc.el("span", "bar__end no-print", |doc| {
            sign(doc, ctx, "item:previous", "‹", "Previous item");
            sign(doc, ctx, "item:next", "›", "Next item");
            sign(doc, ctx, "item:close", "✕", "Close");
        });
    });
    let title = format::visible_lines(log.text(idx));
    doc.el("h2", "text", |doc| {
        if title.len() > LONG {
            // What is scrolled has to be reached by keyboard.
            doc.set("tabindex", "0");
        }
        doc.text(if title.is_empty() { ctx.say("(no text)") } else { &title });
    });
    doc.el("dl", "", |doc| times(doc, ctx, facts));
    if log.assumed(idx) != 0 {
        doc.el("ul", "detail__assumed", |doc| {
            for (_, assumed) in log.assumptions(idx) {
                doc.line("li", "", ctx.say(assumed));
            }
        });
    }
    doc.el("div", "bar no-print", |doc| {
        doc.button("item:copy", "", ctx.say("Copy text"));
        doc.button("item:zoom", "", ctx.say("Show in timeline"));
    });
}

/// The result in the reader's language, or the server's own word.
fn word<'a>(ctx: &'a Context, log: &'a Log, idx: u32) -> &'a str {
    let (known, sent) = (log.status(idx).word(), log.status_text(idx));
    if known == sent { ctx.say(known) } else { sent }
}

fn sign(doc: &mut Doc, ctx: &Context, action: &str, face: &str, title: &str) {
    doc.el("button", "", |doc| {
        doc.set("type", "button");
        doc.set("data-do", action);
        doc.set("title", ctx.say(title));
        doc.set("aria-label", ctx.say(title));
        doc.text(face);
    });
}

fn times(doc: &mut Doc, ctx: &Context, facts: &Facts<'_>) {
    let Facts { log, idx, load, usual } = *facts;
    let when =
        |t: Option<Timestamp>| t.map_or_else(|| ctx.say("not sent").to_owned(), |t| format::full(t, ctx.offset(t)));
    let mut line = |name: &str, value: &str| {
        doc.line("dt", "", ctx.say(name));
        doc.line("dd", "text", value);
    };
    let open = ctx.say("open");
    line("Start", &when(log.start(idx)));
    line("End", &if log.is_open(idx) { open.to_owned() } else { when(log.end(idx)) });
    line("Length", &log.ticks(idx).map_or_else(|| open.to_owned(), format::exact_duration));
    if let Some((load, extent)) = load.and_then(|load| Some((load, load.extent()?))) {
        let (share, alone) = (load.share_of(extent, idx), load.alone_of(extent, idx));
        let share = ctx.words.fill("{}, of it alone {}", &[&length(ctx, share), &length(ctx, alone)]);
        line("Fair share", &share);
    }
    if let Some(usual) = usual {
        let runs = ctx.words.counted(usual.n, "run", "runs");
        line("Usual", &ctx.words.fill("{} ({})", &[&length(ctx, usual.median_ticks), &runs]));
    }
    line("Id", &log.id(idx).map_or_else(|| "–".to_owned(), |id| format::shown(&id, 200).into_owned()));
}
