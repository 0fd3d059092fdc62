//! The one module that sends. GET only, to an address built by `api`, with the headers it is given and nothing else:
//! no cookie, no referrer, no cache, no redirect followed.

use std::cell::{Cell, RefCell};
use std::ops::ControlFlow;
use std::rc::Rc;

use gloo_net::http::{Request, RequestBuilder, Response};
use web_sys::{
    AbortController, AbortSignal, ReferrerPolicy, RequestCache, RequestCredentials, RequestMode, RequestRedirect,
};

use super::frame::Timer;
use super::stream::Stream;

/// From sending to the answer's headers, and between two pieces of its body, in seconds.
const PATIENCE_S: u32 = 30;
/// More than this is no page of a list, in MiB.
pub(crate) const MAX_MIB: u32 = 1024;

/// Why there is no answer, or only a part of one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Failure {
    /// `fetch` refused, for one of the many causes it does not tell.
    Network,
    /// Nothing came for half a minute.
    Timeout,
    /// Stopped by the user or by leaving the view.
    Aborted,
    /// The body broke off.
    Cut,
    /// The body had no end.
    TooLarge,
}

/// Stops what was started with it. Clones stop the same.
#[derive(Clone)]
pub(crate) struct Abort {
    controller: Rc<RefCell<Option<AbortController>>>,
    by_timer: Rc<Cell<bool>>,
    by_hand: Rc<Cell<bool>>,
    patience_s: Rc<Cell<u32>>,
}

impl Abort {
    pub(crate) fn new() -> Self {
        Self {
            controller: Rc::new(RefCell::new(AbortController::new().ok())),
            by_timer: Rc::default(),
            by_hand: Rc::default(),
            patience_s: Rc::new(Cell::new(PATIENCE_S)),
        }
    }

    /// Stops the request; harmless if it has ended.
    pub(crate) fn abort(&self) {
        self.by_hand.set(true);
        self.stop();
    }

    /// Waits longer for answers: the browser may be asking the person something first.
    pub(crate) fn wait_longer(&self) {
        self.patience_s.set(PATIENCE_S * 4);
    }

    /// How long it waits, in seconds.
    pub(crate) fn patience_s(&self) -> u32 {
        self.patience_s.get()
    }

    pub(crate) fn is_aborted(&self) -> bool {
        self.by_hand.get()
    }

    fn stop(&self) {
        if let Some(controller) = &*self.controller.borrow() {
            controller.abort();
        }
    }

    /// For one more request. That a limit of time or size ended the last one does not end this one; a hand does.
    fn signal(&self) -> Option<AbortSignal> {
        let signal = self.controller.borrow().as_ref().map(AbortController::signal)?;
        if !signal.aborted() || self.by_hand.get() {
            return Some(signal);
        }
        self.by_timer.set(false);
        *self.controller.borrow_mut() = AbortController::new().ok();
        self.signal()
    }

    fn timer(&self) -> Timer {
        let this = self.clone();
        Timer::after(self.patience_s().cast_signed() * 1000, move || {
            this.by_timer.set(true);
            this.stop();
        })
    }

    fn failure(&self, otherwise: Failure) -> Failure {
        if self.by_hand.get() {
            Failure::Aborted
        } else if self.by_timer.get() {
            Failure::Timeout
        } else {
            otherwise
        }
    }
}

/// Requests under way at once: two, and the feed of changes, which mostly waits.
const AT_ONCE: u32 = 3;

thread_local! {
    static N_UNDER_WAY: Cell<u32> = const { Cell::new(0) };
}

/// One of the requests that may be under way, until it is dropped.
struct Turn;

impl Turn {
    /// Waits for one.
    async fn take() -> Self {
        while N_UNDER_WAY.get() >= AT_ONCE {
            super::frame::sleep(10).await;
        }
        N_UNDER_WAY.set(N_UNDER_WAY.get() + 1);
        Self
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        N_UNDER_WAY.set(N_UNDER_WAY.get() - 1);
    }
}

/// An answer whose body has not been read yet.
pub(crate) struct Answer {
    response: Response,
    abort: Abort,
    /// WebKit forgets to stop the body of a request that nobody holds any more.
    _request: web_sys::Request,
    _turn: Turn,
}

fn request(url: &str, mode: RequestMode) -> RequestBuilder {
    Request::get(url)
        .mode(mode)
        .credentials(RequestCredentials::Omit)
        .cache(RequestCache::NoStore)
        .redirect(RequestRedirect::Manual)
        .referrer_policy(ReferrerPolicy::NoReferrer)
}

/// What goes with a request beside its address.
#[derive(Clone, Copy, Default)]
pub(crate) struct Headers<'a> {
    /// The token.
    pub(crate) authorization: Option<&'a str>,
    /// The revision of the API, for the products that want it.
    pub(crate) revision: Option<&'a str>,
}

/// Sends a GET.
pub(crate) async fn get(url: &str, headers: Headers<'_>, abort: &Abort) -> Result<Answer, Failure> {
    let mut builder =
        request(url, RequestMode::Cors).header("Accept", "application/json").abort_signal(abort.signal().as_ref());
    for (name, value) in [("Authorization", headers.authorization), ("x-api-version", headers.revision)] {
        if let Some(value) = value {
            builder = builder.header(name, value);
        }
    }
    let turn = Turn::take().await;
    let _patience = abort.timer();
    let request = web_sys::Request::from(builder.build().map_err(|_| Failure::Network)?);
    let sent = Request::from(Clone::clone(&request)).send().await;
    let response = sent.map_err(|_| abort.failure(Failure::Network))?;
    Ok(Answer { response, abort: abort.clone(), _request: request, _turn: turn })
}

/// Whether the server can be reached at all: a GET without token whose answer stays hidden. It says nothing but yes or no.
pub(crate) async fn is_reachable(url: &str) -> bool {
    let abort = Abort::new();
    let _patience = Timer::after(8_000, {
        let abort = abort.clone();
        move || abort.abort()
    });
    // Redirects must be followed here: no other way is allowed to tell in this mode.
    let builder =
        request(url, RequestMode::NoCors).redirect(RequestRedirect::Follow).abort_signal(abort.signal().as_ref());
    builder.send().await.is_ok()
}

impl Answer {
    pub(crate) fn status(&self) -> u16 {
        self.response.status()
    }

    pub(crate) fn patience_s(&self) -> u32 {
        self.abort.patience_s()
    }

    pub(crate) fn header(&self, name: &str) -> Option<String> {
        self.response.headers().get(name)
    }

    /// Reads the body piece by piece; `take` may break off, which is no failure.
    pub(crate) async fn read(self, mut take: impl FnMut(&[u8]) -> ControlFlow<()>) -> Result<(), Failure> {
        let Some(body) = self.response.body() else { return Ok(()) };
        let stream = Stream::of(&body);
        let mut n_bytes = 0_u64;
        loop {
            let patience = self.abort.timer();
            let piece = stream.next().await.map_err(|_| self.abort.failure(Failure::Cut))?;
            drop(patience);
            let Some(bytes) = piece else { return Ok(()) };
            n_bytes += u64::from(bytes.length());
            if n_bytes > u64::from(MAX_MIB) << 20 {
                self.abort.stop();
                return Err(Failure::TooLarge);
            }
            if take(&bytes.to_vec()).is_break() {
                self.abort.stop();
                return Ok(());
            }
        }
    }

    /// The body's first `max` bytes.
    pub(crate) async fn head(self, max: usize) -> Result<Vec<u8>, Failure> {
        let mut head = Vec::new();
        self.read(|bytes| {
            head.extend_from_slice(bytes);
            if head.len() < max { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })
        .await?;
        head.truncate(max);
        Ok(head)
    }
}
