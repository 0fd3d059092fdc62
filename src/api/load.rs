//! One list being loaded, page by page, to its proved end. No I/O: the page does what [`Load::next`] says and reports.
//!
//! The machine trusts its own count of rows and nothing else: no link, no `setId`, no promise of a further page. It tells
//! [`LoadState::Complete`] only where the answers prove it; an end that proves nothing is [`LoadState::Doubtful`].

use super::retry::{MAX_WAIT_MS, retry_after_ms};
use super::{Doubt, Endpoint, Fault, List, Page, Server};
use crate::wire::{PageInfo, Shape};

/// Rows asked for first: few, so that there is something to see.
pub const FIRST_LIMIT: u64 = 1_000;
/// Rows asked for after that: the largest page that is documented.
pub const LIMIT: u64 = 10_000;
/// Smaller pages than this help against nothing.
const MIN_LIMIT: u64 = 100;
/// A server that breaks off again and again, a few rows further each time, is asked no more than this by itself.
const MAX_RETRIES_IN_ALL: u32 = 100;
/// A server that never ends is left here.
pub const MAX_ROWS: usize = 4_000_000;
/// And one that never ends a few rows at a time, here: 300,000 rows from one that sends no more than 30.
pub const MAX_PAGES: u32 = 10_000;

/// What to do now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Step {
    /// Send this; then report with [`Load::on_page`], or with [`Load::on_partial`] and [`Load::on_fault`].
    Send(Endpoint),
    /// Wait, then call [`Load::next`] again. Calling earlier is "try now".
    Wait {
        /// How long.
        ms: u32,
    },
    /// Nothing: a request is under way, or it is over or held up, see [`Load::state`].
    Idle,
}

/// How far it is. `n_rows` counts the rows that have come, each once.
#[derive(Clone, PartialEq, Debug)]
pub enum LoadState {
    /// Going on.
    Loading {
        /// Rows so far.
        n_rows: usize,
    },
    /// Will be tried again by itself.
    Waiting {
        /// Rows so far.
        n_rows: usize,
        /// What went wrong.
        fault: Fault,
        /// How long the wait is.
        ms: u32,
        /// Which retry follows, from 1.
        attempt: u32,
    },
    /// The token is missing, has ended or is refused; a new one and [`Load::resume`] go on from here.
    NeedsToken {
        /// Rows so far.
        n_rows: usize,
    },
    /// Stopped by the user; [`Load::resume`] goes on.
    Stopped {
        /// Rows so far.
        n_rows: usize,
    },
    /// Given up; [`Load::resume`] tries again from here.
    Failed {
        /// Rows so far.
        n_rows: usize,
        /// What went wrong.
        fault: Fault,
    },
    /// All there.
    Complete {
        /// Rows in all.
        n_rows: usize,
    },
    /// Ended, and nothing proves that it is all.
    Doubtful {
        /// Rows so far.
        n_rows: usize,
        /// Why.
        why: Doubt,
    },
}

/// One list on its way.
#[derive(Clone, Debug)]
pub struct Load {
    server: Server,
    list: List,
    state: LoadState,
    is_in_flight: bool,
    /// Rows before the next request: what its `offset` says.
    offset: usize,
    /// Rows that have come, all of them: more than `offset` after an answer broke off.
    n_seen: usize,
    /// Rows that were new.
    n_rows: usize,
    n_pages: u32,
    limit: u64,
    /// Set by a server that cannot deliver larger pages.
    max_limit: u64,
    shape: Option<Shape>,
    total_count: Option<u64>,
    has_answered: bool,
    has_shrunk: bool,
    /// Since the last row that came.
    n_retries: u32,
    waited_ms: u32,
    n_retries_in_all: u32,
    /// The wait that is yet to be handed out.
    wait_ms: Option<u32>,
}

impl Load {
    /// A list that is yet to be asked for.
    pub fn new(server: Server, list: List) -> Self {
        let mut load = Self {
            server,
            list,
            state: LoadState::Loading { n_rows: 0 },
            is_in_flight: false,
            offset: 0,
            n_seen: 0,
            n_rows: 0,
            n_pages: 0,
            limit: FIRST_LIMIT,
            max_limit: LIMIT,
            shape: None,
            total_count: None,
            has_answered: false,
            has_shrunk: false,
            n_retries: 0,
            waited_ms: 0,
            n_retries_in_all: 0,
            wait_ms: None,
        };
        let endpoint = load.endpoint();
        if endpoint.path(load.server.product, load.server.version).is_none() {
            let why = endpoint.why_not(load.server.product);
            load.state = LoadState::Failed { n_rows: 0, fault: Fault::NoSuchResource { why } };
        }
        load
    }

    /// Says that this server answered before, to another request: only then is a failed connection retried by itself.
    pub const fn set_answered_before(&mut self) {
        self.has_answered = true;
    }

    /// Begins behind rows that are known already: for a list that comes in pages and only grows at its end.
    pub const fn begin_behind(&mut self, n_rows: usize) {
        (self.offset, self.n_seen, self.n_rows) = (n_rows, n_rows, n_rows);
        self.shape = Some(Shape::Page);
        self.limit = LIMIT;
    }

    /// Whether all of it came in pages, and each row could be read: then `n` rows in the list are `n` rows at the server.
    pub fn comes_in_pages(&self, n: usize) -> bool {
        self.shape == Some(Shape::Page) && self.n_rows == n && self.n_seen == n
    }

    /// The server that is asked.
    pub const fn server(&self) -> &Server {
        &self.server
    }

    /// What it is asked for.
    pub const fn list(&self) -> &List {
        &self.list
    }

    /// How far it is.
    pub const fn state(&self) -> &LoadState {
        &self.state
    }

    /// Whether any answer was good so far.
    pub const fn has_answered(&self) -> bool {
        self.has_answered
    }

    /// What the server said there would be in all, if it did.
    pub const fn total_count(&self) -> Option<u64> {
        self.total_count
    }

    /// How many rows at the front of the next answer are known already: for the decoder.
    pub const fn n_skip(&self) -> usize {
        self.n_seen - self.offset
    }

    /// The request that is under way or comes next.
    pub fn endpoint(&self) -> Endpoint {
        Endpoint::List(self.list.clone(), Page { offset: self.offset as u64, limit: self.limit })
    }

    /// What to do now. After [`Step::Wait`] the next call means that the wait is over.
    #[expect(clippy::should_implement_trait, reason = "steps go on for ever and carry orders; no iterator is meant")]
    pub fn next(&mut self) -> Step {
        if self.is_in_flight {
            return Step::Idle;
        }
        if let LoadState::Waiting { .. } = self.state {
            if let Some(ms) = self.wait_ms.take() {
                return Step::Wait { ms };
            }
            self.state = LoadState::Loading { n_rows: self.n_rows };
        }
        if !matches!(self.state, LoadState::Loading { .. }) {
            return Step::Idle;
        }
        self.is_in_flight = true;
        Step::Send(self.endpoint())
    }

    /// An answer came whole. `n_new` says how many of its rows the list did not hold before: all of them for a log, where
    /// nothing looks the same; unreadable rows count as new.
    pub fn on_page(&mut self, page: &PageInfo, n_new: usize) {
        if self.has_ended() {
            return;
        }
        let n_known = self.n_skip();
        let asked = Page { offset: self.offset as u64, limit: self.limit };
        let other_shape = self.shape.is_some_and(|shape| shape != page.shape);
        self.is_in_flight = false;
        self.has_answered = true;
        self.forget_faults();
        self.shape = Some(page.shape);
        self.offset += page.n_rows;
        self.n_seen = self.n_seen.max(self.offset);
        self.n_rows += n_new;
        self.n_pages += 1;
        self.limit = self.max_limit;
        if let Some(total) = page.total_count {
            self.has_shrunk |= self.total_count.is_some_and(|before| total < before);
            self.total_count = Some(total);
        }
        let is_whole = page.shape != Shape::Page;
        if other_shape {
            self.doubt(Doubt::OtherForm);
        } else if is_whole && page.n_rows < n_known {
            self.doubt(Doubt::Shorter);
        } else if is_whole {
            self.finish();
        } else if page.offset.is_some_and(|offset| offset != asked.offset) {
            self.doubt(Doubt::OtherPart);
        } else if page.n_rows > n_known && n_new == 0 {
            self.doubt(Doubt::Again);
        } else if self.is_last(page, asked.limit) {
            self.finish();
        } else if self.n_seen >= MAX_ROWS {
            self.doubt(Doubt::TooMany);
        } else if self.n_pages >= MAX_PAGES {
            self.doubt(Doubt::TooFewAtATime);
        } else if !matches!(self.state, LoadState::Stopped { .. }) {
            self.state = LoadState::Loading { n_rows: self.n_rows };
        } else {
            self.state = LoadState::Stopped { n_rows: self.n_rows };
        }
    }

    /// An answer broke off, or was stopped, after `n_rows` rows (known ones at its front included) that are in the list
    /// now: for a log the number in [`crate::model::DecodeError::Cut`], which finishing the decoder gives, since only that
    /// completes the rows it still held back. Call it before [`Load::on_fault`], before or after [`Load::stop`].
    pub fn on_partial(&mut self, n_rows: usize) {
        if self.has_ended() {
            return;
        }
        let n_seen = self.offset + n_rows;
        if n_seen > self.n_seen {
            self.n_rows += n_seen - self.n_seen;
            self.n_seen = n_seen;
            self.has_answered = true;
            self.forget_faults();
            self.set_n_rows();
        }
        // Before the first whole answer nobody knows whether the list comes in pages: the same request again, its known rows
        // skipped, is right either way.
        if self.shape == Some(Shape::Page) {
            self.offset = self.n_seen;
        }
        self.shrink_pages(2);
    }

    /// The request under way failed. `random` is anything from 0 to 1, for the length of a wait.
    pub fn on_fault(&mut self, fault: Fault, random: f64) {
        if self.has_ended() || matches!(self.state, LoadState::Stopped { .. }) {
            return;
        }
        let n_rows = self.n_rows;
        self.is_in_flight = false;
        self.wait_ms = None;
        match fault {
            Fault::Unauthorized => self.state = LoadState::NeedsToken { n_rows },
            Fault::Aborted => self.state = LoadState::Stopped { n_rows },
            _ => {
                let attempt = self.n_retries + 1;
                match self.wait_after(&fault, random) {
                    Some(ms) => {
                        self.n_retries += 1;
                        self.n_retries_in_all += 1;
                        self.waited_ms += ms;
                        self.wait_ms = Some(ms);
                        self.state = LoadState::Waiting { n_rows, fault, ms, attempt };
                    }
                    None => self.state = LoadState::Failed { n_rows, fault },
                }
            }
        }
    }

    /// Goes on from the last good row: with a new token, after a stop, or as "try again" and "try now".
    pub fn resume(&mut self) {
        let is_hopeless = matches!(&self.state, LoadState::Failed { fault: Fault::NoSuchResource { .. }, .. });
        if self.has_ended() || is_hopeless || self.is_in_flight {
            return;
        }
        self.forget_faults();
        self.n_retries_in_all = 0;
        self.wait_ms = None;
        self.state = LoadState::Loading { n_rows: self.n_rows };
    }

    /// Stops it where it is. The page aborts the request under way, tells [`Load::on_partial`] what had come of it, and
    /// drops whatever else is reported of it.
    pub fn stop(&mut self) {
        if matches!(self.state, LoadState::Loading { .. } | LoadState::Waiting { .. }) {
            self.is_in_flight = false;
            self.wait_ms = None;
            self.state = LoadState::Stopped { n_rows: self.n_rows };
        }
    }

    const fn has_ended(&self) -> bool {
        matches!(self.state, LoadState::Complete { .. } | LoadState::Doubtful { .. })
    }

    const fn forget_faults(&mut self) {
        self.n_retries = 0;
        self.waited_ms = 0;
    }

    /// Whether a page proves that none follows: an empty one does, or one that is shorter than it says it could be and
    /// neither links to a next one nor counts more rows.
    fn is_last(&self, page: &PageInfo, asked_limit: u64) -> bool {
        if page.n_rows == 0 {
            return true;
        }
        let n_rows = page.n_rows as u64;
        let counts_more = page.total_count.is_some_and(|total| total > self.offset as u64);
        match page.limit {
            Some(limit) => n_rows < limit && !page.has_next && !counts_more,
            None => n_rows < asked_limit && page.total_count == Some(self.offset as u64),
        }
    }

    fn finish(&mut self) {
        let n_received = self.offset as u64;
        match self.total_count {
            Some(total) if total > n_received => self.doubt(Doubt::CountsMore),
            Some(total) if total < n_received => self.doubt(Doubt::CountsFewer),
            _ if self.has_shrunk => self.doubt(Doubt::Shorter),
            _ => self.state = LoadState::Complete { n_rows: self.n_rows },
        }
    }

    fn doubt(&mut self, why: Doubt) {
        self.state = LoadState::Doubtful { n_rows: self.n_rows, why };
    }

    fn wait_after(&mut self, fault: &Fault, random: f64) -> Option<u32> {
        if self.n_retries_in_all >= MAX_RETRIES_IN_ALL || (fault.is_network() && !self.has_answered) {
            return None;
        }
        // Too much at once: smaller pages, at once. A list that comes whole has none.
        if matches!(fault, Fault::TooLarge { .. }) {
            let is_smaller = self.shape.is_none_or(|shape| shape == Shape::Page) && self.shrink_pages(4);
            return is_smaller.then_some(0);
        }
        let ms = retry_after_ms(self.n_retries + 1, fault, random)?;
        (self.waited_ms + ms <= MAX_WAIT_MS).then_some(ms)
    }

    fn shrink_pages(&mut self, divisor: u64) -> bool {
        let before = self.limit;
        self.max_limit = (before / divisor).clamp(MIN_LIMIT, LIMIT);
        self.limit = self.limit.min(self.max_limit);
        self.limit < before
    }

    fn set_n_rows(&mut self) {
        let now = self.n_rows;
        match &mut self.state {
            LoadState::Loading { n_rows }
            | LoadState::Waiting { n_rows, .. }
            | LoadState::NeedsToken { n_rows }
            | LoadState::Stopped { n_rows }
            | LoadState::Failed { n_rows, .. }
            | LoadState::Complete { n_rows }
            | LoadState::Doubtful { n_rows, .. } => *n_rows = now,
        }
    }
}
