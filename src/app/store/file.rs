//! Opening files: a saved session, or answers of an API as they came, one file or several pages. What has come is shown while
//! the rest is read.

mod look;

use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::task::spawn_local;
use web_sys::{Blob, ClipboardEvent, DragEvent, File, HtmlInputElement};

pub(crate) use self::look::InFile;
use self::look::{Looked, look};
use super::connect;
use super::load::{Fresh, Shown};
use crate::api::{Doubt, LoadState};
use crate::app::store::{Opened, Saying, Shared, Store};
use crate::browser::{files, frame};
use crate::format;
use crate::model::time::TICKS_PER_SECOND;
use crate::model::{DecodeError, Oddity, Product, Session, SessionKind, Timestamp};
use crate::report::asked::{SavedFile, Span};
use crate::route::Page;
use crate::texts::Texts;
use crate::wire::{self, FileDecoder, Missing, Sniffed, Thing, What};

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
    } else if is_for_this_page(&text)
        && let Some(blob) = files::blob_of(text.as_bytes())
    {
        event.prevent_default();
        open_blobs(store, store.texts.get_untracked().file_pasted(), vec![blob]);
    }
}

/// Whether a pasted text is an answer, or was meant as one.
fn is_for_this_page(text: &str) -> bool {
    const HEAD: usize = 65_536;
    let head = text.as_bytes().get(..HEAD).unwrap_or(text.as_bytes());
    text.trim_start().starts_with(['{', '[']) || !matches!(wire::sniff(head), Sniffed::Unknown { .. })
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
    /// It and its siblings.
    pub(crate) sessions: Shared<Vec<Session>>,
    pub(crate) kind: SessionKind,
    file: SavedFile,
}

/// Files being read, one behind the other, or at rest until they are gone on with.
pub(crate) struct Reading {
    name: String,
    /// What they are answers of: one or more pages of a log.
    parts: Vec<Blob>,
    /// Which of them is read, and how far, in bytes.
    at: Cell<(usize, f64)>,
    /// How much of all has been read, and how much there is, in bytes.
    n_read: Cell<f64>,
    n_bytes: f64,
    decoder: RefCell<FileDecoder>,
    /// Why the part that was read last could not be read to its end.
    error: RefCell<Option<DecodeError>>,
    fresh: RefCell<Fresh>,
    /// The saved session that they are of.
    saved: Option<Rc<Saved>>,
    /// The session that they are of, where the file tells.
    session: Option<Shared<Session>>,
    /// Whether it has taken the place of what was on screen.
    is_shown: Cell<bool>,
    is_stopped: Cell<bool>,
}

impl Reading {
    fn new(name: String, product: Product, parts: Vec<Blob>, saved: Option<Rc<Saved>>) -> Self {
        Self {
            name,
            at: Cell::new((0, 0.0)),
            n_read: Cell::new(0.0),
            n_bytes: parts.iter().map(Blob::size).sum(),
            decoder: RefCell::new(FileDecoder::new(product)),
            error: RefCell::default(),
            fresh: RefCell::new(Fresh { sources: parts.clone(), ..Fresh::default() }),
            parts,
            saved,
            session: None,
            is_shown: Cell::new(false),
            is_stopped: Cell::new(false),
        }
    }

    /// After the first piece: the rest holds about as many items and as much text a byte.
    fn make_room(&self) {
        let more = self.n_bytes / self.n_read.get() - 0.98;
        if let Ok(mut log) = self.fresh.borrow().log.write() {
            let (n_items, text_bytes) = (log.len(), log.titles().0.len());
            log.reserve(times(n_items, more), times(text_bytes, more));
        }
    }

    fn feed(&self, bytes: &[u8]) {
        let Fresh { log, notices, .. } = &mut *self.fresh.borrow_mut();
        if let Ok(mut log) = log.write() {
            self.decoder.borrow_mut().feed(bytes, &mut log, notices);
        }
    }

    fn n_rows(&self) -> usize {
        self.decoder.borrow().n_rows()
    }

    /// Whether the rest will be there before a picture of what is, or before one has looked at that. `pace` says since when
    /// it is read without a break, and from which byte on.
    fn is_near_its_end(&self, pace: (Timestamp, f64)) -> bool {
        const SOON: i64 = 2 * TICKS_PER_SECOND;
        let (since, from) = pace;
        let (n_read, n_left) = (self.n_read.get(), self.n_bytes - self.n_read.get());
        let ticks_left = number(frame::now().since(since)) * n_left / (n_read - from);
        self.is_shown.get() && ticks_left < number(SOON) || n_read > self.n_bytes * 0.75
    }

    /// Ends a part and begins the next one; false if it was the last one.
    fn turn_page(&self) -> bool {
        let (part, _) = self.at.get();
        let Fresh { log, notices, .. } = &mut *self.fresh.borrow_mut();
        if let Ok(mut log) = log.write()
            && let Err(error) = self.decoder.borrow_mut().end_file(&mut log, notices)
        {
            notices.add(None, || Oddity::Unread(error.clone()));
            self.error.replace(Some(error));
        }
        self.at.set((part + 1, 0.0));
        part + 1 < self.parts.len()
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
    store.in_file.set(None);
    spawn_local(async move {
        match look(store, &name, blobs).await {
            Ok(Looked::Log(reading)) => begin(store, *reading).await,
            Ok(Looked::Several(found)) => show(store, found),
            Err(complaint) => store.file_complaint.set(Some(complaint)),
        }
    });
}

async fn begin(store: Store, reading: Reading) {
    let reading = Rc::new(reading);
    store.open.reading.set_value(Some(reading.clone()));
    read_on(store, reading).await;
}

/// Shows what is in a file, to choose from.
fn show(store: Store, found: InFile) {
    let has_log = found.is_recording
        || found.things.iter().any(|thing| matches!(thing.what, What::Session { has_log: true, .. }));
    if !has_log {
        store.file_complaint.set(Some(about(&found.name, |texts, name| texts.file_list_of_sessions(name))));
    }
    store.in_file.set(Some(Rc::new(found)));
}

/// Opens one of the things that are in the file.
pub(crate) fn choose(store: Store, at: usize) {
    let Some(found) = store.in_file.get_untracked() else { return };
    store.file_complaint.set(None);
    spawn_local(async move {
        if let Some(reading) = found.reading(at) {
            return begin(store, reading).await;
        }
        let Some(Thing { what: What::Answer { request, .. }, .. }) = found.things.get(at) else { return };
        let entry = match found.part(at) {
            Some(part) => files::read(&part, 0.0, part.size()).await,
            None => None,
        };
        // Nothing of the recording but this text goes on from here.
        let body = entry.and_then(|entry| wire::recorded(&entry)).and_then(|body| files::blob_of(&body));
        let looked = match body {
            Some(body) => look(store, request, vec![body]).await,
            None => Err(about(request, GONE)),
        };
        match looked {
            Ok(Looked::Log(reading)) => begin(store, *reading).await,
            Ok(Looked::Several(found)) => show(store, found),
            Err(complaint) => store.file_complaint.set(Some(complaint)),
        }
    });
}

/// A complaint about a file, to be said.
fn about(name: &str, complaint: Complaint) -> Saying {
    let name = name.to_owned();
    Saying::from(move |texts| complaint(texts, &name))
}

/// The bytes of a part; none if it cannot be read.
pub(crate) async fn read_part(whole: &Blob, (begin, end): Span) -> Vec<u8> {
    files::read(whole, number(begin), number(end)).await.unwrap_or_default()
}

fn part_of(whole: &Blob, (begin, end): Span) -> Option<Blob> {
    files::part(whole, number(begin), number(end))
}

/// Bytes or ticks as JavaScript counts them.
fn number(n: i64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "files are shorter than 2^53 bytes, waits than as many ticks")]
    let number = n as f64;
    number
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
    let pace = (frame::now(), reading.n_read.get());
    let mut pieces: Option<(usize, files::Pieces)> = None;
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
        pieces.take_if(|(of, _)| *of != part);
        let (_, pieces) = pieces.get_or_insert_with(|| (part, files::Pieces::new(blob, at)));
        let piece = pieces.next().await;
        if !is_current() {
            return;
        }
        let Some(bytes) = piece else {
            is_read = false;
            break;
        };
        let n_read = f64::from(u32::try_from(bytes.len()).unwrap_or(u32::MAX));
        reading.at.set((part, at + n_read));
        reading.n_read.update(|n| n + n_read);
        reading.feed(&bytes);
        if (part, at) == (0, 0.0) {
            reading.make_room();
            // The view that comes up is worth a turn of its own.
            frame::turn().await;
            if !is_current() {
                return;
            }
        }
        let n_rows = reading.n_rows();
        let n_items = reading.fresh.borrow().n_items();
        if n_items > 0 && !reading.is_near_its_end(pace) && shown.is_worth(n_items) {
            publish(store, &reading, &reading.fresh.borrow(), LoadState::Loading { n_rows });
        } else if reading.is_shown.get() {
            store.open.load.state.set(Some(LoadState::Loading { n_rows }));
        }
    }
    end(store, &reading, is_read);
}

/// Shows what has come of a file that has been read, or why nothing can be shown.
fn end(store: Store, reading: &Reading, is_read: bool) {
    let fresh = &mut *reading.fresh.borrow_mut();
    let is_empty = fresh.n_items() == 0;
    let replaced = reading.decoder.borrow_mut().replaced();
    // What came twice is one row of the log.
    let n_rows = reading.n_rows().saturating_sub(replaced.len());
    let doubtful = |why| LoadState::Doubtful { n_rows, why };
    let complain = |why: Saying| {
        let name = reading.name.clone();
        let complaint = move |texts: Texts| texts.file_cannot_show(&name, why.say(texts));
        store.file_complaint.set(Some(complaint.into()));
    };
    let decoder = &*reading.decoder.borrow();
    let error = reading.error.take();
    if is_empty && let Some(error) = error {
        return complain(Saying::from(move |texts: Texts| texts.unreadable(&error)));
    }
    if is_empty && !is_read {
        return complain(Saying::from(|texts: Texts| texts.file_not_to_its_end()));
    }
    let is_saved = reading.saved.is_some();
    let load = match decoder.missing() {
        _ if !is_read => doubtful(Doubt::FileEnd),
        Some(Missing::End) => doubtful(Doubt::FileBreaksOff),
        Some(Missing::Part) => doubtful(Doubt::FilePart),
        _ if decoder.is_mixed() => doubtful(Doubt::FileMixed),
        _ if reading.saved.as_ref().is_some_and(|saved| !saved.file.is_complete) => doubtful(Doubt::FileSaved),
        Some(Missing::Pages) if !is_saved => doubtful(Doubt::FilePage),
        Some(Missing::Perhaps) if !is_saved => doubtful(Doubt::FileFullPage),
        _ => LoadState::Complete { n_rows },
    };
    fresh.take_out(&replaced);
    publish(store, reading, fresh, load);
}

/// Shows what has come so far.
fn publish(store: Store, reading: &Reading, fresh: &Fresh, load: LoadState) {
    let open = store.open;
    let is_first = !reading.is_shown.replace(true);
    if is_first {
        // What was looked for in the file before is nothing to look for in this one.
        if matches!(&*open.opened.read_untracked(), Opened::File(_)) && store.route.read_untracked().page == Page::File
        {
            super::set_params(store, |params| *params = params.common());
        }
        let this = open.reading.get_value();
        connect::forget_open_session(store);
        open.reading.set_value(this);
        open.session.set(reading.session.clone());
        open.saved.set_value(reading.saved.clone());
        open.opened.set(Opened::File(reading.name.clone()));
    }
    open.load.state.set(Some(load));
    fresh.publish(store);
    if is_first && store.route.read_untracked().page != Page::File {
        super::go(store, Page::File);
    }
}
