//! What a load does where the server refuses some of its rows: it narrows them down, or gives up.

use super::{FIRST_LIMIT, LIMIT, Load, LoadState};
use crate::api::narrow::Step;
use crate::api::retry::retry_after_ms;
use crate::api::{Endpoint, Fault, Page};
use crate::model::DecodeError;
use crate::wire::Shape;

impl Load {
    /// Whether a refusal may be about one of the rows that were asked for, and less can be asked for.
    pub(super) fn may_narrow(&self, fault: &Fault) -> bool {
        let is_about_rows = match fault {
            // A server that was never there has more wrong with it than a row.
            Fault::Unavailable { status, .. } => *status >= 500 && self.has_answered,
            Fault::ServerError { .. } | Fault::Decode(DecodeError::ServerError { .. }) => true,
            // Broken off before its first row, and again.
            _ => fault.is_cut() && (self.n_retries > 0 || self.narrow.is_at_work()),
        };
        let comes_whole = self.shape.is_some_and(|shape| shape != Shape::Page);
        let can_be_less = !comes_whole && !self.ignores_limit && self.asks_for_pages();
        is_about_rows && !self.has_come && self.n_seen == self.offset && can_be_less
    }

    /// Where answers break off again and again, and nobody knows yet whether the list comes in pages: a page of just the rows
    /// that came well tells that. Where none came at all, one of a single row. Whether there is such a request.
    pub(super) fn ask_for_known(&mut self, fault: &Fault) -> bool {
        if matches!(fault, Fault::Unavailable { status: 500.., .. }) && !self.has_answered && self.asks_for_pages() {
            // Either nothing is there, or one row of the first page is in the way: a page of one row tells.
            let is_due = self.limit > 1;
            (self.limit, self.max_limit) = if is_due { (1, 1) } else { (FIRST_LIMIT, LIMIT) };
            if is_due {
                self.state = LoadState::Loading { n_rows: self.n_rows };
            }
            return is_due;
        }
        let n_known = (self.n_seen - self.offset) as u64;
        let is_about_rows = fault.is_cut()
            || matches!(fault, Fault::ServerError { .. } | Fault::Decode(DecodeError::ServerError { .. }));
        let is_due =
            is_about_rows && self.shape.is_none() && (1..self.limit).contains(&n_known) && self.asks_for_pages();
        if is_due {
            (self.limit, self.max_limit) = (n_known, n_known);
            self.state = LoadState::Loading { n_rows: self.n_rows };
        }
        is_due
    }

    /// Asks for less, or for what is behind a row that the server cannot give.
    pub(super) fn narrow(&mut self, fault: Fault, random: f64) {
        let status = fault.status();
        let step = if self.is_sample() {
            self.narrow.on_sample(None, self.offset, self.n_rows > 0)
        } else {
            let step = self.narrow.on_refusal(self.offset, self.limit, status);
            if self.limit == 1 && matches!(step, Step::Rows(_)) {
                self.offset += 1;
                self.n_seen = self.offset;
                self.max_limit = 1;
            }
            step
        };
        match step {
            Step::GiveUp { offset } => self.give_up(fault, offset),
            Step::Rows(limit) => {
                self.limit = limit;
                self.forget_faults();
                match retry_after_ms(1, &fault, random) {
                    Some(ms) => self.wait(fault.clone(), ms),
                    None => self.state = LoadState::Loading { n_rows: self.n_rows },
                }
                self.n_retries = 0;
                self.refused = Some(fault);
            }
        }
    }

    /// The server gives nothing from a row on: whoever tries again begins there, as if nothing had been tried.
    pub(super) fn give_up(&mut self, fault: Fault, offset: usize) {
        (self.offset, self.n_seen) = (offset, offset);
        (self.limit, self.max_limit) = (FIRST_LIMIT, LIMIT);
        self.wait_ms = None;
        self.state = LoadState::Failed { n_rows: self.n_rows, fault };
    }

    /// Whether a smaller page is another request: some lists come whole whatever is asked for.
    pub(super) fn asks_for_pages(&self) -> bool {
        let (server, offset) = (&self.server, self.offset as u64);
        let path = |limit| {
            let page = Page { offset, limit };
            Endpoint::List(self.list.clone(), page).path(server.product, server.version)
        };
        path(1) != path(2)
    }
}
