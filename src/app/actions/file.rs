//! Opening a saved answer of an API from a file: a log, piece by piece. What has come is shown while the rest is read.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::task::spawn_local;
use web_sys::{Blob, DragEvent, File, HtmlInputElement};

use super::super::state::{Opened, State};
use super::connect;
use super::load::{Fresh, Shown};
use crate::api::LoadState;
use crate::browser::files;
use crate::format;
use crate::route::Page;
use crate::wire::{self, LogDecoder, PageInfo, Sniffed};

/// How much of a file is looked at to tell what it is.
const HEAD_BYTES: f64 = 65_536.0;

/// Opens the file chosen in a field.
pub(crate) fn open_chosen(state: State, field: &HtmlInputElement) {
    if let Some(file) = files::chosen(field) {
        open(state, file);
    }
}

/// Opens a file dropped on the page.
pub(crate) fn open_dropped(state: State, event: &DragEvent) {
    if let Some(file) = files::dropped(event.data_transfer()) {
        open(state, file);
    }
}

/// A file being read, or at rest until it is gone on with.
pub(crate) struct Reading {
    name: String,
    blob: Blob,
    /// How far it has been read, in bytes.
    at: Cell<f64>,
    /// Taken at the end.
    decoder: RefCell<Option<LogDecoder>>,
    fresh: RefCell<Fresh>,
    /// Whether it has taken the place of what was on screen.
    is_shown: Cell<bool>,
    is_stopped: Cell<bool>,
}

impl Reading {
    /// After the first piece: the rest of the file holds about as many items and as much text a byte.
    fn make_room(&self) {
        let more = self.blob.size() / self.at.get() - 0.98;
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
        self.decoder.borrow().as_ref().map_or(0, LogDecoder::n_rows)
    }
}

/// So many times as much; nothing for less than none.
fn times(n: usize, factor: f64) -> usize {
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a guess")]
    let product = (n as f64 * factor).max(0.0) as usize;
    product
}

/// Opens a file. What is on screen stays if the file cannot be shown, and the page says why.
fn open(state: State, file: File) {
    let say = move |text: String| state.file_complaint.set(text);
    say(String::new());
    spawn_local(async move {
        let blob = files::as_blob(&file).clone();
        let name = format::shown(&file.name(), 120).into_owned();
        let Some(head) = files::read(&blob, 0.0, HEAD_BYTES).await else {
            say(format!("The file {name} could not be read. Is it still there?"));
            return;
        };
        match wire::sniff(&head) {
            Sniffed::Log(product) => {
                let fresh = Fresh { sources: vec![blob.clone()], ..Fresh::default() };
                let reading = Rc::new(Reading {
                    name,
                    blob,
                    at: Cell::new(0.0),
                    decoder: RefCell::new(Some(LogDecoder::new(product, 0))),
                    fresh: RefCell::new(fresh),
                    is_shown: Cell::new(false),
                    is_stopped: Cell::new(false),
                });
                state.open.reading.set(Some(reading.clone()));
                read_on(state, reading).await;
            }
            Sniffed::Sessions(..) => say(format!(
                "The file {name} holds a list of sessions. Tapeline opens the log of one session from a file: save the \
                 answer to …/LogItems, or to …/log on Azure."
            )),
            Sniffed::Unknown { found } => say(format!(
                "The file {name} is no log that Tapeline knows: {found}. Save the answer of the server to \
                 …/JobSessions/{{id}}/LogItems, or to …/jobSessions/{{id}}/log on Azure, and open that file."
            )),
        }
    });
}

/// Stops reading the file. What came stays.
pub(crate) fn stop(state: State) {
    if let Some(reading) = state.open.reading.get() {
        reading.is_stopped.set(true);
    }
}

/// Goes on where it was stopped.
pub(crate) fn resume(state: State) {
    let Some(reading) = state.open.reading.get() else { return };
    if reading.is_stopped.replace(false) {
        spawn_local(read_on(state, reading));
    }
}

/// Reads the file to its end, or until it is stopped or another one is opened.
async fn read_on(state: State, reading: Rc<Reading>) {
    let is_current = || state.open.reading.with(|now| now.as_ref().is_some_and(|now| Rc::ptr_eq(now, &reading)));
    let mut shown = Shown::default();
    let mut is_read = true;
    while reading.at.get() < reading.blob.size() {
        if reading.is_stopped.get() {
            let n_rows = reading.n_rows();
            publish(state, &reading, &reading.fresh.borrow(), LoadState::Stopped { n_rows });
            return;
        }
        let is_first = reading.at.get() == 0.0;
        let piece = files::next_piece(&reading.blob, reading.at.get()).await;
        if !is_current() {
            return;
        }
        let Some(bytes) = piece else {
            is_read = false;
            break;
        };
        reading.at.set(reading.at.get() + f64::from(u32::try_from(bytes.len()).unwrap_or(u32::MAX)));
        reading.feed(&bytes);
        if is_first {
            reading.make_room();
        }
        let n_rows = reading.n_rows();
        let n_items = reading.fresh.borrow().n_items();
        if n_items > 0 && shown.is_worth(n_items) {
            publish(state, &reading, &reading.fresh.borrow(), LoadState::Loading { n_rows });
        } else if reading.is_shown.get() {
            state.open.load.state.set(Some(LoadState::Loading { n_rows }));
        }
    }
    end(state, &reading, is_read);
}

/// Shows what has come of a file that has been read, or why nothing can be shown.
fn end(state: State, reading: &Reading, is_read: bool) {
    let n_rows = reading.n_rows();
    let Some(decoder) = reading.decoder.take() else { return };
    let fresh = &mut *reading.fresh.borrow_mut();
    let finished = match fresh.log.write() {
        Ok(mut log) => decoder.finish(&mut log, &mut fresh.notices),
        Err(_) => return,
    };
    let is_empty = fresh.n_items() == 0;
    let doubtful = |why| LoadState::Doubtful { n_rows, why };
    let complain = |why: &str| {
        let name = &reading.name;
        state.file_complaint.set(format!("The file {name} cannot be shown. {why}"));
    };
    let load = match finished {
        _ if !is_read && is_empty => return complain("It could not be read to its end. Is it still there?"),
        _ if !is_read => doubtful("The file could not be read to its end; what came before is shown."),
        Ok(PageInfo { has_next: true, .. } | PageInfo { offset: Some(1..), .. }) => {
            doubtful("The file is one page of a longer list.")
        }
        Ok(_) => LoadState::Complete { n_rows },
        Err(error) if is_empty => return complain(&error.to_string()),
        Err(error) => {
            fresh.notices.add(None, || error.to_string());
            doubtful("The file breaks off; what came before is shown.")
        }
    };
    publish(state, reading, fresh, load);
}

/// Shows what has come so far.
fn publish(state: State, reading: &Reading, fresh: &Fresh, load: LoadState) {
    let open = state.open;
    let is_first = !reading.is_shown.replace(true);
    if is_first {
        let this = open.reading.get();
        connect::forget_open_session(state);
        open.reading.set(this);
        open.opened.set(Opened::File(reading.name.clone()));
    }
    open.load.state.set(Some(load));
    fresh.publish(state);
    if is_first && state.route.peek().page != Page::File {
        super::go(state, Page::File);
    }
}
