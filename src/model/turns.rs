//! Long work in slices, with a turn for others between them: the page answers while a million items are made ready.
//!
//! The work itself knows no clock. Whoever starts it says when a turn is due, and how one waits. A slice ends by the clock:
//! the work asks after every [`STEP`] items whether a turn is due. What does the work are plain functions, each of so many
//! items; only what calls them one after the other is `async`, since all that lives across a wait lives in memory. What has
//! to be had at once is the same work, done with [`at_once`].

use std::future::Future;
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
