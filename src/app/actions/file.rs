//! Opening a saved answer of an API from a file: a log, or a list of sessions.

use std::ops::ControlFlow;

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{DragEvent, File, HtmlInputElement};

use super::super::state::{Opened, Shared, State};
use super::connect;
use crate::api::LoadState;
use crate::browser::{files, frame};
use crate::format;
use crate::model::{Log, Notices, Product};
use crate::route::Page;
use crate::wire::{self, LogDecoder, Sniffed};

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
            Sniffed::Log(product) => match read_log(&blob, product).await {
                Ok((log, notices, end)) => show(state, name, blob, log, notices, end),
                Err(why) => say(format!("The file {name} cannot be shown. {why}")),
            },
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

async fn read_log(blob: &web_sys::Blob, product: Product) -> Result<(Log, Notices, LoadState), String> {
    let (mut log, mut notices) = (Log::new(), Notices::default());
    let mut decoder = LogDecoder::new(product, 0);
    let is_read = files::read_all(blob, |bytes| {
        decoder.feed(bytes, &mut log, &mut notices);
        ControlFlow::Continue(())
    })
    .await;
    if !is_read {
        return Err("It could not be read to its end. Is it still there?".to_owned());
    }
    let n_rows = decoder.n_rows();
    match decoder.finish(&mut log, &mut notices) {
        Ok(info) if info.has_next || info.offset.is_some_and(|offset| offset > 0) => {
            Ok((log, notices, LoadState::Doubtful { n_rows, why: "The file is one page of a longer list." }))
        }
        Ok(_) => Ok((log, notices, LoadState::Complete { n_rows })),
        Err(error) if log.is_empty() => Err(error.to_string()),
        Err(error) => {
            let why = error.to_string();
            notices.add(None, || why);
            Ok((log, notices, LoadState::Doubtful { n_rows, why: "The file breaks off; what came before is shown." }))
        }
    }
}

fn show(state: State, name: String, blob: web_sys::Blob, log: Log, notices: Notices, end: LoadState) {
    connect::forget_open_session(state);
    let open = state.open;
    open.opened.set(Opened::File(name));
    open.sources.set_value(vec![blob]);
    open.notices.set(Shared::new(notices));
    open.log.set(Shared::new(std::sync::RwLock::new(log)));
    open.revision.update(|revision| *revision += 1);
    open.load.as_of.set(Some(frame::now()));
    open.load.state.set(Some(end));
    if state.route.peek().page != Page::File {
        super::go(state, Page::File);
    }
}
