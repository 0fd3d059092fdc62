//! Opening files: a saved session, or answers of an API as they came, one file or several pages. What has come is shown while
//! the rest is read.

use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::task::spawn_local;
use web_sys::{Blob, ClipboardEvent, DragEvent, File, HtmlInputElement};

use super::load::{Fresh, Shown};
use super::{answers, connect};
use crate::api::{Doubt, LoadState};
use crate::app::store::{Opened, Saying, Shared, Store};
use crate::browser::files;
use crate::format;
use crate::model::{Notices, Oddity, Product, Session, SessionKind};
use crate::report::asked::{SavedFile, Span};
use crate::route::Page;
use crate::texts::Texts;
use crate::wire::{self, LogDecoder, PageInfo, Sniffed};

/// How much of a file is looked at to tell what it is.
const HEAD_BYTES: f64 = 65_536.0;
/// How much of a saved session is read for its first line.
const FIRST_LINE_BYTES: f64 = 16_777_216.0;

/// Why a file cannot be shown, by its name.
type Complaint = fn(Texts, &str) -> String;

const GONE: Complaint = |texts, name| texts.file_unreadable(name);
const BROKEN: Complaint = |texts, name| texts.file_breaks_off(name);

/// Opens the files chosen in a field.
pub(crate) fn open_chosen(store: Store, field: &HtmlInputElement) {
    open(store, &files::chosen(field));
}

/// Opens the files dropped on the page.
pub(crate) fn open_dropped(store: Store, event: &DragEvent) {
    open(store, &files::dropped(event.data_transfer()));
}

/// Opens what is pasted: files, or a text as if it were one. A text for a field goes there.
pub(crate) fn open_pasted(store: Store, event: &ClipboardEvent) {
    let pasted = event.clipboard_data();
    let text = pasted.as_ref().and_then(|pasted| pasted.get_data("text").ok()).unwrap_or_default();
    let files = files::dropped(pasted);
    if !files.is_empty() {
        open(store, &files);
    } else if text.trim_start().starts_with(['{', '['])
        && let Some(blob) = files::blob_of(text.as_bytes())
    {
        event.prevent_default();
        open_blobs(store, store.texts.get_untracked().file_pasted(), vec![blob]);
    }
}

/// Pages saved one by one are read in the order in which they come.
fn open(store: Store, chosen: &[File]) {
    let Some(first) = chosen.first() else { return };
    let name = format::shown(&first.name(), 120).into_owned();
    open_blobs(store, name, chosen.iter().map(|file| files::as_blob(file).clone()).collect());
}

/// A saved session beside its log.
pub(crate) struct Saved {
    pub(crate) whole: Blob,
    session: Option<Shared<Session>>,
    /// It and its siblings.
    pub(crate) sessions: Shared<Vec<Session>>,
    pub(crate) kind: SessionKind,
    file: SavedFile,
}

/// Files being read, one behind the other, or at rest until they are gone on with.
pub(crate) struct Reading {
    name: String,
    product: Product,
    /// What they are answers of: one or more pages of a log.
    parts: Vec<Blob>,
    /// Which of them is read, and how far, in bytes.
    at: Cell<(usize, f64)>,
    /// Items and rows that came before this part.
    before: Cell<(usize, usize)>,
    /// Taken at the end of a part.
    decoder: RefCell<Option<LogDecoder>>,
    fresh: RefCell<Fresh>,
    /// The saved session that they are of.
    saved: Option<Rc<Saved>>,
    /// Whether it has taken the place of what was on screen.
    is_shown: Cell<bool>,
    is_stopped: Cell<bool>,
}

impl Reading {
    fn new(name: String, product: Product, parts: Vec<Blob>, saved: Option<Rc<Saved>>) -> Self {
        Self {
            name,
            product,
            at: Cell::new((0, 0.0)),
            before: Cell::default(),
            decoder: RefCell::new(Some(LogDecoder::new(product, 0))),
            fresh: RefCell::new(Fresh { sources: parts.clone(), ..Fresh::default() }),
            parts,
            saved,
            is_shown: Cell::new(false),
            is_stopped: Cell::new(false),
        }
    }

    /// After the first piece: the rest holds about as many items and as much text a byte.
    fn make_room(&self, n_read: f64) {
        let more = self.parts.iter().map(Blob::size).sum::<f64>() / n_read - 0.98;
        if let Ok(mut log) = self.fresh.borrow().log.write() {
            let (n_items, text_bytes) = (log.len(), log.titles().0.len());
            log.reserve(times(n_items, more), times(text_bytes, more));
        }
    }

    fn feed(&self, bytes: &[u8]) {
        let Fresh { log, notices, .. } = &mut *self.fresh.borrow_mut();
        if let (Some(decoder), Ok(mut log)) = (&mut *self.decoder.borrow_mut(), log.write()) {
            decoder.feed(bytes, &mut log, notices);
        }
    }

    fn n_rows(&self) -> usize {
        self.before.get().1 + self.decoder.borrow().as_ref().map_or(0, LogDecoder::n_rows)
    }

    /// Ends a part and begins the next one; false if it was the last one. A page that begins with an item of an earlier one is
    /// newer from there on, as where a running log was followed: what came before is taken back, and the page read again.
    fn turn_page(&self) -> bool {
        let (part, _) = self.at.get();
        if part + 1 >= self.parts.len() {
            return false;
        }
        let n_rows = self.n_rows();
        let fresh = &mut *self.fresh.borrow_mut();
        if let (Some(decoder), Ok(mut log)) = (self.decoder.take(), fresh.log.write())
            && let Err(error) = decoder.finish(&mut log, &mut fresh.notices)
        {
            fresh.notices.add(None, || Oddity::Unread(error));
        }
        self.decoder.replace(Some(LogDecoder::new(self.product, 0)));
        let n_before = self.before.get().0;
        let known = fresh.first_known(n_before);
        if let Some(known) = known {
            fresh.cut(known);
            fresh.sources.extend(self.parts.iter().skip(part).cloned());
            self.before.set((known, self.before.get().1));
            self.at.set((part, 0.0));
        } else {
            self.before.set((fresh.n_items(), n_rows));
            self.at.set((part + 1, 0.0));
        }
        true
    }
}

/// So many times as much; nothing for less than none.
fn times(n: usize, factor: f64) -> usize {
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a guess")]
    let product = (n as f64 * factor).max(0.0) as usize;
    product
}

/// Opens files. What is on screen stays if they cannot be shown, and the page says why.
fn open_blobs(store: Store, name: String, blobs: Vec<Blob>) {
    store.file_complaint.set(None);
    spawn_local(async move {
        match look(store, &name, blobs).await {
            Ok(reading) => {
                let reading = Rc::new(reading);
                store.open.reading.set_value(Some(reading.clone()));
                read_on(store, reading).await;
            }
            Err(complaint) => store.file_complaint.set(Some(complaint)),
        }
    });
}

/// A complaint about a file, to be said.
fn about(name: &str, complaint: Complaint) -> Saying {
    let name = name.to_owned();
    Saying::from(move |texts| complaint(texts, &name))
}

/// What files are, by the first of them; or why they cannot be shown.
async fn look(store: Store, name: &str, mut blobs: Vec<Blob>) -> Result<Reading, Saying> {
    let no = |complaint: Complaint| move || about(name, complaint);
    let sniffed = loop {
        let first = blobs.first_mut().ok_or_else(no(GONE))?;
        let head = files::read(first, 0.0, HEAD_BYTES).await.ok_or_else(no(GONE))?;
        match wire::sniff(&head) {
            Sniffed::Gzip => {
                let packed: Complaint = |texts, name| texts.file_packed(name);
                *first = files::unpacked(first).await.ok_or_else(no(packed))?;
            }
            sniffed => break sniffed,
        }
    };
    match sniffed {
        Sniffed::Log(product) => Ok(Reading::new(name.to_owned(), product, blobs, None)),
        Sniffed::Saved | Sniffed::Gzip => open_saved(store, name, blobs.first().ok_or_else(no(GONE))?).await,
        Sniffed::Sessions(..) => Err(about(name, |texts, name| texts.file_list_of_sessions(name))),
        Sniffed::Unknown { found } => {
            let name = name.to_owned();
            Err(Saying::from(move |texts: Texts| texts.file_no_log(&name, texts.instead(&found))))
        }
    }
}

/// Reads the first line of a saved session, and what stands beside its log.
async fn open_saved(store: Store, name: &str, whole: &Blob) -> Result<Reading, Saying> {
    let no = |complaint: Complaint| move || about(name, complaint);
    let head = files::read(whole, 0.0, FIRST_LINE_BYTES).await.ok_or_else(no(BROKEN))?;
    let saved = answers::take_saved(store, &head).ok_or_else(no(BROKEN))?.map_err(|none| {
        let name = name.to_owned();
        Saying::from(move |texts: Texts| none.say(texts, &name))
    })?;
    let mut sessions = Vec::new();
    let kind = if saved.is_retrieval { SessionKind::DataRetrieval } else { SessionKind::Job };
    for &span in &saved.sessions {
        let bytes = read_part(whole, span).await;
        let read = wire::sessions(saved.product, kind, &bytes, &mut Notices::default());
        sessions.extend(read.into_iter().flat_map(|(rows, _)| rows));
    }
    let parts: Option<Vec<Blob>> = saved.log.iter().map(|span| part_of(whole, *span)).collect();
    let session = sessions.iter().find(|session| session.id_text == saved.session).cloned().map(Shared::new);
    let product = saved.product;
    let saved = Saved { whole: whole.clone(), session, sessions: Shared::new(sessions), kind, file: saved };
    Ok(Reading::new(name.to_owned(), product, parts.ok_or_else(no(BROKEN))?, Some(Rc::new(saved))))
}

/// The bytes of a part; none if it cannot be read.
pub(crate) async fn read_part(whole: &Blob, (begin, end): Span) -> Vec<u8> {
    files::read(whole, from_start(begin), from_start(end)).await.unwrap_or_default()
}

fn part_of(whole: &Blob, (begin, end): Span) -> Option<Blob> {
    files::part(whole, from_start(begin), from_start(end))
}

fn from_start(n_bytes: i64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "files are shorter than 2^53 bytes")]
    let n_bytes = n_bytes as f64;
    n_bytes
}

/// Stops reading the file. What came stays.
pub(crate) fn stop(store: Store) {
    if let Some(reading) = store.open.reading.get_value() {
        reading.is_stopped.set(true);
    }
}

/// Goes on where it was stopped.
pub(crate) fn resume(store: Store) {
    let Some(reading) = store.open.reading.get_value() else { return };
    if reading.is_stopped.replace(false) {
        spawn_local(read_on(store, reading));
    }
}

/// Reads the file to its end, or until it is stopped or another one is opened.
async fn read_on(store: Store, reading: Rc<Reading>) {
    let is_current = || store.open.reading.with_value(|now| now.as_ref().is_some_and(|now| Rc::ptr_eq(now, &reading)));
    let mut shown = Shown::default();
    let mut is_read = true;
    loop {
        let (part, at) = reading.at.get();
        let Some(blob) = reading.parts.get(part) else { break };
        if at >= blob.size() {
            if reading.turn_page() {
                continue;
            }
            break;
        }
        if reading.is_stopped.get() {
            let n_rows = reading.n_rows();
            publish(store, &reading, &reading.fresh.borrow(), LoadState::Stopped { n_rows });
            return;
        }
        let piece = files::next_piece(blob, at).await;
        if !is_current() {
            return;
        }
        let Some(bytes) = piece else {
            is_read = false;
            break;
        };
        let n_read = f64::from(u32::try_from(bytes.len()).unwrap_or(u32::MAX));
        reading.at.set((part, at + n_read));
        reading.feed(&bytes);
        if (part, at) == (0, 0.0) {
            reading.make_room(n_read);
        }
        let n_rows = reading.n_rows();
        let n_items = reading.fresh.borrow().n_items();
        if n_items > 0 && shown.is_worth(n_items) {
            publish(store, &reading, &reading.fresh.borrow(), LoadState::Loading { n_rows });
        } else if reading.is_shown.get() {
            store.open.load.state.set(Some(LoadState::Loading { n_rows }));
        }
    }
    end(store, &reading, is_read);
}

/// Shows what has come of a file that has been read, or why nothing can be shown.
fn end(store: Store, reading: &Reading, is_read: bool) {
    let n_rows = reading.n_rows();
    let Some(decoder) = reading.decoder.take() else { return };
    let fresh = &mut *reading.fresh.borrow_mut();
    let finished = match fresh.log.write() {
        Ok(mut log) => decoder.finish(&mut log, &mut fresh.notices),
        Err(_) => return,
    };
    let is_empty = fresh.n_items() == 0;
    let doubtful = |why| LoadState::Doubtful { n_rows, why };
    let complain = |why: Saying| {
        let name = reading.name.clone();
        let complaint = move |texts: Texts| texts.file_cannot_show(&name, why.say(texts));
        store.file_complaint.set(Some(complaint.into()));
    };
    let load = match finished {
        _ if !is_read && is_empty => return complain(Saying::from(|texts: Texts| texts.file_not_to_its_end())),
        _ if !is_read => doubtful(Doubt::FileEnd),
        Ok(_) if reading.saved.as_ref().is_some_and(|saved| !saved.file.is_complete) => doubtful(Doubt::FileSaved),
        Ok(PageInfo { has_next: true, .. }) if reading.saved.is_none() => doubtful(Doubt::FilePage),
        Ok(PageInfo { offset: Some(1..), .. }) if reading.parts.len() == 1 => doubtful(Doubt::FilePage),
        Ok(_) => LoadState::Complete { n_rows },
        Err(error) if is_empty => return complain(Saying::from(move |texts: Texts| texts.unreadable(&error))),
        Err(error) => {
            fresh.notices.add(None, || Oddity::Unread(error));
            doubtful(Doubt::FileBreaksOff)
        }
    };
    publish(store, reading, fresh, load);
}

/// Shows what has come so far.
fn publish(store: Store, reading: &Reading, fresh: &Fresh, load: LoadState) {
    let open = store.open;
    let is_first = !reading.is_shown.replace(true);
    if is_first {
        let this = open.reading.get_value();
        connect::forget_open_session(store);
        open.reading.set_value(this);
        open.session.set(reading.saved.as_ref().and_then(|saved| saved.session.clone()));
        open.saved.set_value(reading.saved.clone());
        open.opened.set(Opened::File(reading.name.clone()));
    }
    open.load.state.set(Some(load));
    fresh.publish(store);
    if is_first && store.route.read_untracked().page != Page::File {
        super::go(store, Page::File);
    }
}
