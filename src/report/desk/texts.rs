//! What leaves the page: tickets, tables, the drawing, saved sessions.

use std::cell::Cell;

use super::super::asked::{Groups, group_name};
use super::super::export::{self, Export, FileKind, Form, Made};
use super::super::summary::{Longest, Others, Pace, Time};
use super::Desk;
use crate::answers::groups::{By, grouped};
use crate::answers::usual;
use crate::model::turns::at_once;
use crate::model::{Job, Log, Session, SessionKind, TimeRange, Turns};
use crate::output::redact::{Redactor, Rewrite, What};
use crate::output::rows::{self, Rows};
use crate::output::saved::{self, Header, Part};
use crate::output::svg::{self, Drawing};
use crate::output::ticket::{self, Spent, Ticket, Wording};
use crate::output::{Completeness, csv, noise};
use crate::reader::{idle, phase_name};
use crate::route::Route;
use crate::sweep::Sums;
use crate::timeline::{Items, Lanes, Palette, Picture, Scene, Size, View, Viewport, scene_into, ticks_drawn};
use crate::wire::PartKind;

/// What a drawing is wide, and high at most, in CSS pixels.
const DRAWING_WIDTH_PX: f64 = 1200.0;
const DRAWING_HEIGHT_MAX_PX: f64 = 1600.0;
const LANE_PX: f64 = 22.0;

/// The colours of `style/tokens.css`, light: what leaves the page is for paper and tickets.
const LIGHT: Palette = Palette {
    background: rgb(0xff_ffff),
    row: rgb(0xf8_fafb),
    grid: rgb(0xe6_eaef),
    grid_major: rgb(0xcb_d3dc),
    text: rgb(0x17_212d),
    success: rgb(0x4f_9f8a),
    neutral: rgb(0x85_92a0),
    running: rgb(0x3f_7fe0),
    warning: rgb(0xd0_8300),
    failed: rgb(0xc6_2d20),
    selection: rgb(0x11_1a24),
    curve: rgb(0xb9_d3ea),
    curve_most: rgb(0xdb_e8f4),
    veil: rgb(0xd5_dbe2),
};

const fn rgb(rgb: u32) -> [u8; 4] {
    let [_, red, green, blue] = rgb.to_be_bytes();
    [red, green, blue, 0xff]
}

/// What is in view when a file is made.
#[derive(Clone, Copy, Debug)]
pub struct InView<'a> {
    /// The view: its filters, and its window.
    pub route: &'a Route,
    /// The chosen range of time.
    pub range: Option<TimeRange>,
    /// The sizes of the pages of the log as they came, which go into a saved session.
    pub sizes: &'a [u64],
}

/// Knows all names that the page shows.
pub(super) fn redactor(desk: &Desk, log: &Log) -> Redactor {
    let mut redactor = Redactor::new();
    if let Some(facts) = &desk.open.facts {
        redactor.learn(What::Host, &facts.server);
        if let Some(session) = &facts.session {
            redactor.learn_session(session);
        }
    }
    for (job, called) in desk.names.iter() {
        redactor.learn_job(job);
        redactor.learn(What::Job, called);
    }
    for organization in desk.names.organizations() {
        redactor.learn(What::Name, organization);
    }
    for session in desk.job_sessions.iter().chain(desk.retrieval_sessions.iter()) {
        redactor.learn_session(session);
    }
    redactor.learn_log(log);
    for other in &desk.siblings {
        redactor.learn_log(&other.log);
    }
    redactor
}

impl Desk {
    /// The text of the ticket about the open session, and about some of its items in particular; nothing where none is open.
    pub fn ticket(&self, log: &Log, items: &[u32], link: &str) -> Option<String> {
        let redactor = self.redactor(log);
        let facts = self.open.facts.as_ref()?;
        let unnamed = Session::new("");
        let session = facts.session.as_ref();
        let name = session.map(|session| self.name(session));
        let seen = self.seen(log, &mut Vec::new());
        let saved = self.saved.as_ref().filter(|_| facts.is_file && session.is_some()).map(|saved| &saved.0);
        let server = saved.map(|saved| self.texts.export_server_of_file(&facts.server, &saved.server));
        let ticket = Ticket {
            product: saved.map_or(facts.product, |saved| saved.product),
            version: saved.map_or(facts.version, |saved| saved.api_version),
            server_version: saved.map_or(facts.server_version.as_deref(), |saved| saved.server_version.as_deref()),
            server: server.as_ref().unwrap_or(&facts.server),
            kind: facts.kind,
            session: session.unwrap_or(&unnamed),
            name: name.as_deref(),
            usual: session.and_then(|of| usual::usual(&mut self.sessions().iter(), of, Some(&of.id_text))),
            log: Some(log),
            groups: self.open.groups(log),
            items,
            completeness: self.completeness(),
            zone: self.zone.name(),
            offset_at: &|t| self.zone.offset_at(t),
            now: self.now,
            link,
        };
        let pace = session.and_then(|session| Pace::of(session, ticket.usual, self.now));
        let pace = pace.map(|pace| pace.say(self.texts)).unwrap_or_default();
        let spent = self.spent(log);
        let phase = spent.as_ref().and_then(|(_, longest)| longest.phase);
        let phase = phase.map(|(phase, ticks)| (phase_name(self.texts, phase), ticks));
        let rewrite =
            |what: What, text: &str| redactor.map_or_else(|| text.to_owned(), |known| known.apply(what, text));
        let wording = Wording {
            texts: self.texts,
            rewrite: redactor.is_some().then_some(&rewrite as &Rewrite<'_>),
            with_p90: true,
            seen: &seen,
            others: session.map_or_else(ticket::Others::default, |session| self.others(session)),
            pace: &pace,
            spent: spent.as_ref().map(|((sums, longest_idle), longest)| Spent {
                busy: sums.busy,
                idle: sums.idle,
                longest_idle: *longest_idle,
                phase: phase.as_ref().map(|(name, ticks)| (&**name, *ticks)),
                object: longest.object.map(|(name, _, ticks)| (name, ticks)),
            }),
        };
        Some(match self.form {
            Form::Text => ticket::text(&ticket, wording),
            Form::Markdown => ticket::markdown(&ticket, wording),
        })
    }

    /// Where the time of the open session went, as its summary says it, with its sums and the longest stretch in which nothing
    /// ran; nothing while that is not worked out.
    fn spent(&self, log: &Log) -> Option<((Sums, Option<TimeRange>), Longest<'_>)> {
        let open = &self.open;
        let load = open.swept().filter(|_| open.n_prepared() == log.len())?;
        let time = Time { load, kinds: open.kinds(), objects: open.objects(), rules: &open.rules };
        let (within, longest) = time.longest(log, open.facts.as_ref()?.session.as_ref())?;
        let idle = load.gaps(within).into_iter().map(|gap| gap.range).max_by_key(|range| range.ticks());
        Some(((load.sums(within), idle), longest)).filter(|_| within.ticks() > 0)
    }

    /// The other runs of a session's job, for its ticket.
    fn others(&self, session: &Session) -> ticket::Others {
        let others = Others::of(self.sessions(), self.has_all_sessions(), session);
        let began = |run: &Option<Session>| run.as_ref().and_then(|run| run.start);
        ticket::Others {
            n_failed: if others.has_failed { others.n_failed } else { 0 },
            is_least: others.is_least,
            good_before: began(&others.good_before),
            good_after: began(&others.good_after),
            n_failed_after: others.n_failed_after,
        }
    }

    /// What the ticket will be, and what is replaced in it; nothing where no session is open.
    pub fn export(&self, log: &Log, link: &str) -> Option<Export> {
        let redactor = self.redactor(log);
        if let Some(redactor) = redactor {
            redactor.count_anew();
        }
        Some(export::export(&self.ticket(log, &[], link)?, self.form, redactor, !log.is_empty()))
    }

    /// In which form the ticket is from now on.
    pub fn set_form(&mut self, form: Form) {
        self.form = form;
    }

    /// Whether names are replaced from now on in all that leaves.
    pub fn set_redacted(&mut self, is_redacted: bool) {
        self.is_redacted = is_redacted;
    }

    /// A file; nothing where there is none of its kind.
    pub fn file(&mut self, log: &Log, what: FileKind, view: InView<'_>) -> Option<Made> {
        // What has to be worked out for a set is kept.
        let rows = if matches!(what, FileKind::Csv) { self.filtered(log, view.route)? } else { Vec::new() };
        let redactor = self.redactor(log);
        Some(match what {
            FileKind::Json => return None,
            FileKind::Csv => self.csv(log, &rows, redactor).into(),
            FileKind::SessionsCsv => self.sessions_csv(redactor).into(),
            FileKind::Svg | FileKind::Png => self.svg(log, view, redactor)?.into(),
            FileKind::Noise => noise::to_json(&self.noise).into(),
            FileKind::Session => {
                let (head, tail) = self.session(log, view.sizes, redactor)?;
                // With names replaced, or with machines in it, the log is in the head, and no page goes in as it came.
                if redactor.is_some() || log.has_parts() {
                    (head + &tail).into()
                } else {
                    Made { head, tail: Some(tail) }
                }
            }
        })
    }

    /// Rows of the log for pasting, with names replaced if that is wanted.
    pub fn rows(&self, log: &Log, items: &[u32]) -> Rows {
        let known = self.redactor(log);
        let rewrite = |what: What, text: &str| known.map_or_else(|| text.to_owned(), |known| known.apply(what, text));
        rows::rows(log, items, &self.zone, self.texts, Some(&rewrite))
    }

    /// A part of the page as text with the address of its view, line by line with its names replaced if that is wanted.
    pub fn read_out(&self, log: &Log, text: &str, link: &str) -> String {
        let Some(known) = self.redactor(log) else { return [text, "\n", link, "\n"].concat() };
        let mut out = String::with_capacity(text.len());
        for line in text.lines() {
            out.extend([&known.apply(What::Text, line), "\n"]);
        }
        out.extend(["\n", &known.apply(What::View, link), "\n"]);
        out
    }

    fn completeness(&self) -> Completeness<'_> {
        let doubt = self.open.facts.as_ref().map_or("", |facts| facts.doubt.as_str());
        if doubt.is_empty() { Completeness::Complete } else { Completeness::Partial(doubt) }
    }

    /// The items that the filters of an address keep; nothing where it names a set that the log does not have.
    fn filtered(&mut self, log: &Log, route: &Route) -> Option<Vec<u32>> {
        let params = &route.params;
        let query = params.q.as_deref().unwrap_or_default();
        let mut items = crate::answers::search::filter(log, query, params.status, None);
        if let Some(set) = params.only.as_deref() {
            let only = self.open.set(log, set, self.now)?;
            items.retain(|idx| only.binary_search(idx).is_ok());
        }
        Some(items)
    }

    fn csv(&self, log: &Log, items: &[u32], redactor: Option<&Redactor>) -> String {
        let rewrite =
            |what: What, text: &str| redactor.map_or_else(|| text.to_owned(), |known| known.apply(what, text));
        let rewrite = redactor.is_some().then_some(&rewrite as &Rewrite<'_>);
        csv::log_in(log, items, self.completeness(), rewrite, self.texts)
    }

    fn sessions_csv(&self, redactor: Option<&Redactor>) -> String {
        let names: Vec<String> = self.job_sessions.iter().map(|session| self.name(session)).collect();
        // They are asked for one after the other.
        let next = Cell::new(0);
        let name_of = |session: &Session| {
            let from = next.get();
            let rest = self.job_sessions.get(from..)?;
            let at = from + rest.iter().position(|known| std::ptr::eq(known, session))?;
            next.set(at);
            names.get(at).map(String::as_str)
        };
        let texts = self.texts;
        let why = texts.doubt_sessions();
        let completeness = if self.are_all[0] { Completeness::Complete } else { Completeness::Partial(&why) };
        let rewrite =
            |what: What, text: &str| redactor.map_or_else(|| text.to_owned(), |known| known.apply(what, text));
        let rewrite = redactor.is_some().then_some(&rewrite as &Rewrite<'_>);
        csv::sessions(&self.job_sessions, &name_of, completeness, rewrite, texts)
    }

    /// The window that the address names, or all of it, with its rows as on screen.
    fn svg(&self, log: &Log, shown: InView<'_>, redactor: Option<&Redactor>) -> Option<String> {
        let open_end = self.open.open_end(log, self.now);
        let extent = log.extent()?.union(TimeRange::new(open_end, open_end));
        let mut lanes = Lanes::default();
        let items = Items::of(log);
        let group = shown.route.params.rows(log.has_parts());
        let groups = group.by().map(|by| Groups::of(&grouped(log, by), log));
        let layout = (Groups::layout(groups.as_ref(), group), idle(&shown.route.params));
        let picture = at_once(Picture::build(items, layout, (&mut lanes, true), (extent, open_end), &Turns::none()));
        // As the picture on screen has it.
        let map = &picture.map;
        let mut viewport = Viewport::fit(map.drawn_range(extent));
        if let Some(range) = shown.route.params.range().or(shown.range) {
            viewport.zoom_to(map.drawn_range(range));
        }
        let n_lanes = f64::from(picture.index.n_lanes().max(3));
        let height_px = (n_lanes * LANE_PX + 12.0).min(DRAWING_HEIGHT_MAX_PX);
        let size = Size { width_px: DRAWING_WIDTH_PX, height_px, device_ratio: 1.0 };
        let view = View::new(&picture.index, &viewport, size, map.drawn(open_end));
        let mut scene = Scene::default();
        scene_into(&view, &mut scene);
        let ticks = ticks_drawn(view.window, size.width_px, &self.zone, map);
        scene.set_grid(&ticks);
        scene.set_breaks(map, view.window);
        let rewritten = |what, text: &str| redactor.map_or_else(|| text.to_owned(), |known| known.apply(what, text));
        let title = self.open.facts.as_ref().and_then(|facts| facts.session.as_ref());
        let heads = group.by().zip(groups).map_or_else(Vec::new, |(by, groups)| {
            let name_of = |at: u32| {
                let name = groups.names.get(at as usize).cloned().unwrap_or_default();
                // A result has no name in it, and a kind of work one only by its looks.
                let name = match by {
                    By::Object if !name.is_empty() => rewritten(What::Name, &name),
                    _ => rewritten(What::Text, &name),
                };
                group_name(self.texts, by, log.has_parts(), name)
            };
            let heads = scene.rows.heads(&picture.group_begin, svg::HEAD_PX);
            heads.into_iter().map(|(group, y_px)| (name_of(group), y_px)).collect()
        });
        let mut title = title.map_or_else(String::new, |session| rewritten(What::Job, &self.name(session)));
        if let Completeness::Partial(why) = self.completeness() {
            title.extend([" · ", &self.texts.ticket_incomplete(why)]);
        }
        Some(svg::svg(&Drawing {
            scene: &scene,
            ticks: &ticks,
            palette: &LIGHT,
            texts: self.texts,
            zone: self.zone.name(),
            title: &title,
            label: &|idx| rewritten(What::Text, log.text(idx)),
            heads: &heads,
        }))
    }

    /// A saved session, without the pages as they came, which go between the two.
    fn session(&self, open: &Log, sizes: &[u64], redactor: Option<&Redactor>) -> Option<(String, String)> {
        let facts = self.open.facts.as_ref()?;
        let opened = facts.session.as_ref().map_or("", |session| session.id_text.as_str());
        let whole = |id: &str| redactor.map_or_else(|| id.to_owned(), |known| known.apply(What::Id, id));
        let mut listed: Vec<Session> = facts.session.iter().cloned().collect();
        let is_sibling =
            |session: &&Session| facts.session.as_ref().is_some_and(|of| crate::answers::is_same_job(session, of));
        listed.extend(self.sessions().iter().filter(is_sibling).filter(|session| session.id_text != opened).cloned());
        // Who opens it has no list of jobs: a session says itself what it is called.
        for session in &mut listed {
            let known = session.job_id.as_ref().and_then(|id| self.names.get(id)).cloned();
            session.name = known.or(session.name.take());
        }
        let jobs: Vec<Job> =
            self.names.iter().map(|(job, called)| Job { name: called.clone(), ..job.clone() }).collect();
        let product = facts.product;
        let list = saved::sessions(product, facts.kind, &listed, redactor);
        let jobs = saved::jobs(&jobs, redactor);
        let is_complete = facts.doubt.is_empty();
        // Pages of machines do not say whose they are.
        let is_written = redactor.is_some() || open.has_parts();
        let log = is_written.then(|| saved::log(product, open, opened, redactor));
        let id = whole(opened);
        let others: Vec<(String, bool, String)> = listed
            .iter()
            .skip(1)
            .filter_map(|session| {
                let (log, doubt) = self.log_of(open, session.id.as_ref()?).filter(|(log, _)| !log.is_empty())?;
                let text = saved::log(product, log, &session.id_text, redactor);
                Some((whole(&session.id_text), doubt.is_empty(), text))
            })
            .collect();
        let size = |text: &str| u64::try_from(text.len()).unwrap_or(u64::MAX);
        let page =
            |session, is_complete, n_bytes| Part { kind: PartKind::Log, session: Some(session), is_complete, n_bytes };
        let beside = |kind, text: &str| Part { kind, session: None, is_complete: true, n_bytes: size(text) };
        let mut parts = vec![beside(PartKind::Sessions, &list), beside(PartKind::Jobs, &jobs)];
        match &log {
            Some(log) => parts.push(page(&id, is_complete, size(log))),
            None => parts.extend(sizes.iter().map(|&n_bytes| page(id.as_str(), is_complete, n_bytes))),
        }
        parts.extend(others.iter().map(|(id, is_complete, text)| page(id.as_str(), *is_complete, size(text))));
        let header = saved::header(&Header {
            saved_at: self.now,
            product,
            api_version: facts.version,
            server: &redactor.map_or_else(|| facts.server.clone(), |known| known.apply(What::Host, &facts.server)),
            server_version: facts.server_version.as_deref(),
            is_retrieval: facts.kind == SessionKind::DataRetrieval,
            is_redacted: redactor.is_some(),
            zone: self.zone.name(),
            parts: &parts,
        });
        let tail: String = others.into_iter().map(|(.., text)| text).collect();
        let head = [header, list, jobs, log.unwrap_or_default()].concat();
        Some((head, tail))
    }
}
