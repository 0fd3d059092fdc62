//! Long work in slices, with a turn for others between them: the page answers while a million items are made ready.
//!
//! The work itself knows no clock. Whoever starts it says when a turn is due, and how one waits. A slice ends by the clock:
//! the work asks after every [`STEP`] items whether a turn is due. What does the work are plain functions, each of so many
//! items; only what calls them one after the other is `async`, since all that lives across a wait lives in memory. What has
//! to be had at once is the same work, done with [`at_once`]; who has no clock goes on with it as [`Slices`].

use std::cell::Cell;
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// So many items are worked on between two looks at the clock: far less than a millisecond, whatever is done with them.
pub const STEP: usize = 4_096;

/// Waits until others have had their turn.
pub type Turn = Pin<Box<dyn Future<Output = ()>>>;

/// Whether others are due, and how to wait for them.
pub struct Turns(Option<Box<dyn Fn() -> Option<Turn>>>);

impl Turns {
    /// Asked between two slices: a turn to wait for, or nothing if the work may go on.
    pub fn new(ask: impl Fn() -> Option<Turn> + 'static) -> Self {
        Self(Some(Box::new(ask)))
    }

    /// Nobody else is there.
    pub const fn none() -> Self {
        Self(None)
    }

    /// Between two slices: gives others their turn, if they are due.
    pub fn pass(&self) -> Pass {
        Pass(self.0.as_ref().and_then(|ask| ask()))
    }
}

/// Others have their turn, or nobody is due.
pub struct Pass(Option<Turn>);

impl Future for Pass {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        self.0.as_mut().map_or(Poll::Ready(()), |turn| turn.as_mut().poll(context))
    }
}

/// Does work in one go. For work that has nobody to wait for: with [`Turns::none`].
pub fn at_once<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    loop {
        if let Poll::Ready(done) = work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return done;
        }
    }
}

/// Work for whoever has neither a clock nor the time to wait: it is gone on with slice by slice, as often as it is asked for.
pub struct Slices<T>(Pin<Box<dyn Future<Output = T>>>);

/// So many times [`STEP`] items are a slice: some milliseconds of sorting and adding up.
const N_STEPS: u32 = 64;

impl<T> Slices<T> {
    /// Work that is still to begin.
    pub fn new<W: Future<Output = T> + 'static>(work: impl FnOnce(Turns) -> W) -> Self {
        let n_done = Cell::new(0);
        let turns = Turns::new(move || {
            n_done.set((n_done.get() + 1) % N_STEPS);
            (n_done.get() == 0).then(|| Box::pin(until_asked_again()) as Turn)
        });
        Self(Box::pin(work(turns)))
    }

    /// Does the next slice; what the work comes to, if that was the last. It is not to be asked again then.
    pub fn go_on(&mut self) -> Option<T> {
        match self.0.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(done) => Some(done),
            Poll::Pending => None,
        }
    }
}

impl<T> fmt::Debug for Slices<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Slices")
    }
}

fn until_asked_again() -> impl Future<Output = ()> {
    let mut is_again = false;
    poll_fn(move |_| if std::mem::replace(&mut is_again, true) { Poll::Ready(()) } else { Poll::Pending })
}
