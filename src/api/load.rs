//! One list being loaded, page by page, to its proved end. No I/O: the page does what [`Load::next`] says and reports.
//!
//! The machine trusts its own count of rows and nothing else: no link, no `setId`, no promise of a further page. It tells
//! [`LoadState::Complete`] only where the answers prove it; an end that proves nothing is [`LoadState::Doubtful`].
//! A row that the server cannot give costs that row alone, see `narrow.rs`.

mod refusal;
mod state;

pub use state::{LoadState, Step};

use super::narrow::{self, Narrow};
use super::retry::{self, MAX_WAIT_MS, retry_after_ms};
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
/// And one that never ends a few rows at a time, here: 300,000 rows from one that sends no more than 30. Pages with as many
/// rows as were asked for do not count.
pub const MAX_PAGES: u32 = 10_000;
/// How much larger the next page is after one that came well: until a row was found that the server cannot give, and then.
const GROWTH: [u64; 2] = [2, 8];

/// One list on its way.
#[expect(clippy::struct_excessive_bools, reason = "what was seen of a server, one thing independent of the other")]
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
    /// Pages with fewer rows than were asked for.
    n_small_pages: u32,
    limit: u64,
    /// The limit of the request under way.
    asked: u64,
    /// Lowered where a larger page did not come whole, raised again by every page that does.
    max_limit: u64,
    /// Whether some rows of the answer under way came before it failed.
    is_partial: bool,
    /// Whether any of them was new: then nothing is known of the rows behind them.
    has_come: bool,
    /// Whether the server sent more rows than it was asked for: then no row can be asked for alone.
    ignores_limit: bool,
    narrow: Narrow,
    /// The last refusal that was narrowed down.
    refused: Option<Fault>,
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
            n_small_pages: 0,
            limit: FIRST_LIMIT,
            asked: FIRST_LIMIT,
            max_limit: LIMIT,
            is_partial: false,
            has_come: false,
            ignores_limit: false,
            narrow: Narrow::default(),
            refused: None,
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

    /// How many rows at the front of the next answer are not to be kept, as they are known already, or were only asked for
    /// to see whether they can be had: for the decoder.
    pub fn n_skip(&self) -> usize {
        if self.is_sample() { usize::MAX } else { self.n_seen - self.offset }
    }

    /// Whether no row of the answer under way is kept: it only shows whether the server gives rows at all.
    pub fn is_sample(&self) -> bool {
        self.narrow.sampled().is_some()
    }

    /// Leaves `n` of the rows that came out of the count: they are none of this list.
    pub const fn leave_out(&mut self, n: usize) {
        self.n_rows = self.n_rows.saturating_sub(n);
        self.state.set_n_rows(self.n_rows);
    }

    /// The request that is under way or comes next.
    pub fn endpoint(&self) -> Endpoint {
        let page = match self.narrow.sampled() {
            Some(row) => Page { offset: row as u64, limit: 1 },
            None => Page { offset: self.offset as u64, limit: self.limit },
        };
        Endpoint::List(self.list.clone(), page)
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
        (self.is_in_flight, self.is_partial, self.has_come, self.asked) = (true, false, false, self.limit);
        Step::Send(self.endpoint())
    }

    /// An answer came whole. `n_new` says how many of its rows the list did not hold before: all of them for a log, where
    /// nothing looks the same; unreadable rows count as new.
    pub fn on_page(&mut self, page: &PageInfo, n_new: usize) {
        if self.has_ended() {
            return;
        }
        self.is_in_flight = false;
        self.has_answered = true;
        self.forget_faults();
        if self.is_sample() {
            let step = self.narrow.on_sample(Some(page.n_rows), self.offset, self.n_rows > 0);
            if let narrow::Step::GiveUp { offset } = step
                && let Some(fault) = self.refused.take()
            {
                self.give_up(fault, offset);
            } else if let LoadState::Waiting { .. } = self.state {
                self.state = LoadState::Loading { n_rows: self.n_rows };
            }
            return;
        }
        let n_known = self.n_skip();
        let asked = Page { offset: self.offset as u64, limit: self.limit };
        let other_shape = self.shape.is_some_and(|shape| shape != page.shape);
        let is_whole = page.shape != Shape::Page;
        let n_rows = page.n_rows as u64;
        self.shape = Some(page.shape);
        if is_whole && !other_shape {
            // All of it, also what was taken for missing.
            if self.narrow.has_found() {
                self.n_seen = 0;
            }
            self.narrow.clear();
            self.offset = 0;
        }
        self.offset += page.n_rows;
        self.n_seen = self.n_seen.max(self.offset);
        self.n_rows += n_new;
        self.ignores_limit |= n_rows > asked.limit || page.limit.is_some_and(|limit| limit > asked.limit);
        if n_rows < asked.limit {
            self.n_small_pages += 1;
        } else if asked.limit == self.max_limit {
            let growth = GROWTH.get(usize::from(self.narrow.has_found())).copied().unwrap_or(2);
            self.max_limit = self.max_limit.saturating_mul(growth).min(LIMIT);
            self.n_retries_in_all = 0;
        }
        self.limit = self.narrow.on_rows(self.offset, self.max_limit);
        if let Some(total) = page.total_count {
            self.has_shrunk |= self.total_count.is_some_and(|before| total < before);
            self.total_count = Some(total);
        }
        if other_shape {
            self.doubt(Doubt::OtherForm);
        } else if is_whole {
            self.finish();
        } else if page.offset.is_some_and(|offset| offset != asked.offset) {
            self.doubt(Doubt::OtherPart);
        } else if page.n_rows > n_known && n_new == 0 && asked.limit >= MIN_LIMIT {
            // A few rows may well be known, where others came in before them.
            self.doubt(Doubt::Again);
        } else if self.is_last(page, asked.limit) {
            self.finish();
        } else if self.n_seen >= MAX_ROWS {
            self.doubt(Doubt::TooMany);
        } else if self.n_small_pages >= MAX_PAGES {
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
        if self.has_ended() || self.is_sample() {
            return;
        }
        self.is_partial = true;
        let n_seen = self.offset + n_rows;
        if n_seen > self.n_seen {
            self.has_come = true;
            self.n_rows += n_seen - self.n_seen;
            self.n_seen = n_seen;
            self.has_answered = true;
            self.forget_faults();
            self.state.set_n_rows(self.n_rows);
        }
        // Before the first whole answer nobody knows whether the list comes in pages: the same request again, its known rows
        // skipped, is right either way.
        if self.shape == Some(Shape::Page) {
            self.offset = self.n_seen;
            if self.has_come && self.narrow.is_at_work() {
                self.limit = self.narrow.on_rows(self.offset, self.max_limit);
            }
        }
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
                // Its end did not come: less at a time may.
                if self.is_partial && !self.narrow.is_at_work() {
                    self.shrink_pages(2);
                }
                match self.wait_after(&fault, random) {
                    Some(ms) => self.wait(fault, ms),
                    None if self.may_narrow(&fault) => self.narrow(fault, random),
                    None if self.ask_for_known(&fault) => {}
                    None => self.state = LoadState::Failed { n_rows, fault },
                }
            }
        }
    }

    fn wait(&mut self, fault: Fault, ms: u32) {
        self.n_retries += 1;
        self.n_retries_in_all += 1;
        self.waited_ms += ms;
        self.wait_ms = Some(ms);
        self.state = LoadState::Waiting { n_rows: self.n_rows, fault, ms, attempt: self.n_retries };
    }

    /// Goes on from the last good row: with a new token, after a stop, or as "try again" and "try now".
    pub fn resume(&mut self) {
        let is_hopeless = matches!(&self.state, LoadState::Failed { fault: Fault::NoSuchResource { .. }, .. });
        if self.has_ended() || is_hopeless || self.is_in_flight {
            return;
        }
        self.forget_faults();
        self.n_retries_in_all = 0;
        self.narrow.be_patient();
        self.wait_ms = None;
        self.state = LoadState::Loading { n_rows: self.n_rows };
    }

    /// Stops it where it is. The page aborts the request under way, tells [`Load::on_partial`] what had come of it, and
    /// drops whatever else is reported of it.
    pub fn stop(&mut self) {
        if self.state.goes_on() {
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
            // As many as were asked for may be all that was wanted, whatever the server calls its limit.
            Some(limit) => n_rows < limit && n_rows != asked_limit && !page.has_next && !counts_more,
            None => n_rows < asked_limit && page.total_count == Some(self.offset as u64),
        }
    }

    fn finish(&mut self) {
        let n_received = self.offset as u64;
        match self.total_count {
            Some(total) if total > n_received => self.doubt(Doubt::CountsMore),
            Some(total) if total < n_received => self.doubt(Doubt::CountsFewer),
            // Rows came before that are not there any more.
            _ if self.has_shrunk || self.offset < self.n_seen => self.doubt(Doubt::Shorter),
            _ => match self.narrow.doubt() {
                Some(why) => self.doubt(why),
                None => self.state = LoadState::Complete { n_rows: self.n_rows },
            },
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
            let comes_whole = self.shape.is_some_and(|shape| shape != Shape::Page) || !self.asks_for_pages();
            if !comes_whole {
                self.shrink_pages(4);
            }
            return (self.limit < self.asked && !comes_whole).then_some(0);
        }
        // While rows are narrowed down, one that is asked for alone gets a second chance, and nothing else does.
        if self.narrow.is_at_work()
            && self.may_narrow(fault)
            && (self.limit > 1 || self.n_retries > 0 || self.is_sample())
        {
            return None;
        }
        // What failed inside the server is asked for once more before it is narrowed down.
        let is_server_error = !fault.is_passing() && !self.narrow.has_found() && self.may_narrow(fault);
        let ms = match is_server_error {
            true if self.n_retries == 0 => retry::jitter_ms(1, random),
            true => return None,
            false => retry_after_ms(self.n_retries + 1, fault, random)?,
        };
        (self.waited_ms + ms <= MAX_WAIT_MS).then_some(ms)
    }

    fn shrink_pages(&mut self, divisor: u64) {
        let smaller = (self.limit / divisor).max(MIN_LIMIT);
        if smaller < self.limit {
            (self.limit, self.max_limit) = (smaller, smaller);
        }
    }
}
