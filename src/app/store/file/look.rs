//! What files are: disguises are undone, and what is in them is told, before anything is shown.

use leptos::prelude::*;
use web_sys::Blob;

use super::{BROKEN, Complaint, GONE, Reading, Saved, about, part_of, read_part};
use crate::app::store::{Saying, Shared, Store, answers};
use crate::browser::files;
use crate::model::{Instead, Notices, Oddity, Product, Session, SessionKind};
use crate::texts::Texts;
use crate::wire::{self, Contents, ContentsOf, Missing, Sniffed, Thing, What};

/// How much of a file is looked at to tell what it is.
const HEAD_BYTES: f64 = 65_536.0;
/// How much of a saved session is read for its first line.
const FIRST_LINE_BYTES: f64 = 16_777_216.0;
/// How large a file may be that has to be read as a whole: a text that was copied, a table.
const WHOLE_MAX: f64 = 67_108_864.0;
/// How many disguises may lie one over the other: a packed file in UTF-16 that was copied from a page, and some more.
const N_DISGUISES: usize = 6;

/// Files that turned out to be more than one log: what is in them, to choose from.
pub(crate) struct InFile {
    /// The file's name.
    pub(crate) name: String,
    /// What can be chosen, in order.
    pub(crate) things: Vec<Thing>,
    /// Whether it is a browser's recording.
    pub(crate) is_recording: bool,
    /// Whether a token or a password is in it.
    pub(crate) has_secret: bool,
    /// Whether it breaks off.
    pub(crate) is_cut: bool,
    blob: Blob,
}

/// What files are.
pub(super) enum Looked {
    /// A log, to be read.
    Log(Box<Reading>),
    /// Several things to choose from.
    Several(InFile),
}

/// A file without its disguises.
struct Bare {
    blob: Blob,
    sniffed: Sniffed,
    notices: Notices,
    /// Whether a token was in the text that was left out, or in what cannot be opened.
    has_token: bool,
}

/// What files are, by the first of them; or why they cannot be shown.
pub(super) async fn look(store: Store, name: &str, blobs: Vec<Blob>) -> Result<Looked, Saying> {
    let mut notices = Notices::default();
    let mut parts = Vec::with_capacity(blobs.len());
    let mut first = None;
    let mut has_token = false;
    for blob in blobs {
        let bare = undressed(name, blob).await?;
        notices.append(bare.notices, 0);
        has_token |= bare.has_token;
        first.get_or_insert(bare.sniffed);
        parts.push(bare.blob);
    }
    let no = |complaint: Complaint| move || about(name, complaint);
    let sniffed = first.ok_or_else(no(GONE))?;
    let blob = parts.first().cloned().ok_or_else(no(GONE))?;
    let of = match sniffed {
        Sniffed::Log(product) => {
            let reading = Reading::new(name.to_owned(), product, parts, None);
            reading.fresh.borrow_mut().notices = notices;
            if has_token {
                store.file_complaint.set(Some(Saying::from(|texts: Texts| texts.file_found_secret())));
            }
            return Ok(Looked::Log(Box::new(reading)));
        }
        Sniffed::Saved => return open_saved(store, name, &blob).await.map(|reading| Looked::Log(Box::new(reading))),
        Sniffed::Recording => ContentsOf::Recording,
        Sniffed::Sessions(product, _) => ContentsOf::Sessions(product),
        Sniffed::SessionsWithLogs => ContentsOf::Sessions(Product::Vb365),
        Sniffed::Unknown { found } => return Err(is_instead(name, found, has_token)),
        // Too large, or in too many disguises.
        Sniffed::Gzip | Sniffed::Utf16(_) | Sniffed::Copied | Sniffed::Table => {
            return Err(is_instead(name, Instead::NoJson, has_token));
        }
    };
    let found = contents(name, &blob, of).await.ok_or_else(no(GONE))?;
    match found.things.as_slice() {
        [] if of == ContentsOf::Recording => Err(no_answers(name, found.has_secret)),
        // Too long to be looked at as one.
        [] if sniffed == Sniffed::SessionsWithLogs => {
            Ok(Looked::Log(Box::new(Reading::new(name.to_owned(), Product::Vb365, parts, None))))
        }
        // A session with its log alone needs no choice.
        [Thing { what: What::Session { has_log: true, .. }, .. }] => {
            found.reading(0).map(|reading| Looked::Log(Box::new(reading))).ok_or_else(no(BROKEN))
        }
        _ => Ok(Looked::Several(found)),
    }
}

fn is_instead(name: &str, found: Instead, has_token: bool) -> Saying {
    let name = name.to_owned();
    Saying::from(move |texts: Texts| {
        let mut advice = texts.foreign_advice(&found);
        if has_token {
            advice = texts.file_found_secret();
        }
        if !advice.is_empty() {
            advice.push(' ');
        }
        texts.file_no_log(&name, texts.instead(&found), advice)
    })
}

fn no_answers(name: &str, has_secret: bool) -> Saying {
    let name = name.to_owned();
    Saying::from(move |texts: Texts| {
        let mut why = texts.file_found_none();
        if has_secret {
            why.push(' ');
            why.push_str(&texts.file_found_secret());
        }
        texts.file_cannot_show(&name, why)
    })
}

/// A file as the JSON that is in it.
async fn undressed(name: &str, mut blob: Blob) -> Result<Bare, Saying> {
    let no = |complaint: Complaint| move || about(name, complaint);
    let mut notices = Notices::default();
    let mut n_left = N_DISGUISES;
    let mut has_token = false;
    loop {
        let head = files::read(&blob, 0.0, HEAD_BYTES).await.ok_or_else(no(GONE))?;
        let sniffed = wire::sniff(&head);
        has_token |= matches!(sniffed, Sniffed::Unknown { .. }) && wire::has_token(&head);
        n_left = n_left.saturating_sub(1);
        let is_small = blob.size() <= WHOLE_MAX;
        blob = match &sniffed {
            _ if n_left == 0 => return Ok(Bare { blob, sniffed, notices, has_token }),
            Sniffed::Gzip => {
                let packed: Complaint = |texts, name| texts.file_packed(name);
                files::unpacked(&blob).await.ok_or_else(no(packed))?
            }
            Sniffed::Utf16(utf16) => in_utf8(&blob, utf16.clone()).await.ok_or_else(no(GONE))?,
            Sniffed::Copied if is_small => {
                let whole = files::read(&blob, 0.0, WHOLE_MAX).await.ok_or_else(no(GONE))?;
                has_token |= wire::has_token(&whole);
                files::blob_of(&wire::plain(&whole).json).ok_or_else(no(GONE))?
            }
            Sniffed::Table if is_small => {
                let whole = files::read(&blob, 0.0, WHOLE_MAX).await.ok_or_else(no(GONE))?;
                let table = wire::table(&whole).map_err(|found| is_instead(name, found, false))?;
                if let Some(order) = table.assumed {
                    notices.add(None, || Oddity::DateOrder { is_day_first: order == wire::DayOrder::DayFirst });
                }
                files::blob_of(&table.json).ok_or_else(no(GONE))?
            }
            _ => return Ok(Bare { blob, sniffed, notices, has_token }),
        };
    }
}

/// The same file in UTF-8, made piece by piece outside the page's memory.
async fn in_utf8(blob: &Blob, mut utf16: wire::Utf16) -> Option<Blob> {
    let pieces = js_sys::Array::new();
    let mut out = Vec::new();
    let mut read = files::Pieces::new(blob, 0.0);
    while !read.is_at_end() {
        let piece = read.next().await?;
        out.clear();
        utf16.feed(&piece, &mut out);
        pieces.push(&js_sys::Uint8Array::from(out.as_slice()));
    }
    out.clear();
    utf16.finish(&mut out);
    pieces.push(&js_sys::Uint8Array::from(out.as_slice()));
    files::blob(&pieces)
}

/// What is in a file of several things.
async fn contents(name: &str, blob: &Blob, of: ContentsOf) -> Option<InFile> {
    let mut contents = Contents::new(of);
    // What is odd about a session that is only listed is not told.
    let mut notices = Notices::default();
    let mut read = files::Pieces::new(blob, 0.0);
    while !read.is_at_end() {
        let piece = read.next().await?;
        contents.feed(&piece, &mut notices);
    }
    let (things, has_secret, missing) = contents.finish(&mut notices);
    Some(InFile {
        name: name.to_owned(),
        things,
        is_recording: of == ContentsOf::Recording,
        has_secret,
        is_cut: missing == Some(Missing::End),
        blob: blob.clone(),
    })
}

impl InFile {
    /// The bytes of a thing, as a file of its own.
    pub(super) fn part(&self, at: usize) -> Option<Blob> {
        let (begin, end) = self.things.get(at)?.span;
        part_of(&self.blob, (i64::try_from(begin).ok()?, i64::try_from(end).ok()?))
    }

    /// The log of a session among the things, which needs no further look.
    pub(super) fn reading(&self, at: usize) -> Option<Reading> {
        let Thing { what: What::Session { session, .. }, .. } = self.things.get(at)? else { return None };
        let mut reading = Reading::new(self.name.clone(), Product::Vb365, vec![self.part(at)?], None);
        reading.session = Some(Shared::new((**session).clone()));
        Some(reading)
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
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size is a whole number")]
    let n_missing = saved.n_bytes.saturating_sub(whole.size() as u64);
    if n_missing > 0 {
        let name = name.to_owned();
        store
            .file_complaint
            .set(Some(Saying::from(move |texts: Texts| texts.file_lacks(n_missing.to_string(), &name))));
    }
    let mut sessions: Vec<Session> = Vec::new();
    let kind = if saved.is_retrieval { SessionKind::DataRetrieval } else { SessionKind::Job };
    for &span in &saved.sessions {
        let bytes = read_part(whole, span).await;
        let read = wire::sessions(saved.product, kind, &bytes, &mut Notices::default());
        sessions.extend(read.into_iter().flat_map(|(rows, _)| rows));
    }
    let parts: Option<Vec<Blob>> = saved.log.iter().map(|span| part_of(whole, *span)).collect();
    let session = sessions.iter().find(|session| session.id_text == saved.session).cloned().map(Shared::new);
    let product = saved.product;
    let saved = Saved { whole: whole.clone(), sessions: Shared::new(sessions), kind, file: saved };
    let mut reading =
        Reading::new(name.to_owned(), product, parts.ok_or_else(no(BROKEN))?, Some(std::rc::Rc::new(saved)));
    reading.session = session;
    Ok(reading)
}
