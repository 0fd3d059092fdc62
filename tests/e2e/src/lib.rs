//! Drives the finished page in a real browser, against servers on loopback.
//!
//! `cargo xtask test` builds the page and sets what these tests need to know (see [`setup`]). They run in
//! Chromium, or in the engine that `TAPELINE_ENGINE` names. A test reads
//!
//! ```ignore
//! #[test]
//! fn the_sessions_are_listed() {
//!     e2e::test("the_sessions_are_listed", |page| {
//!         let site = Site::start(e2e::setup::dist());
//!         page.open(&site.url("#/connect"));
//!         page.field("Server address").fill("http://127.0.0.1:4443");
//!         page.button("Connect").click();
//!         page.table("Job sessions").wait_for_rows(30);
//!     });
//! }
//! ```
//!
//! and fails as well if the browser's console held an error that the test did not [expect](Page::expect_console).
//! Where an engine cannot do a part of a test, the test asks [`Page::has`], which says what is passed over and why.
//! What is looked for is looked for until it is there or a time is up; nothing sleeps for a fixed time.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    reason = "test code: a panic is how a test fails"
)]

mod browser;
mod canary;
mod element;
mod emulate;
mod engine;
mod front;
mod guard;
mod http;
pub mod keys;
mod page;
mod picture;
pub mod setup;
mod site;
mod tripwire;
mod webdriver;

pub use browser::{alone, alone_with, test, test_undisturbed};
pub use canary::token;
pub use element::{Element, Table};
pub use engine::{Engine, Feature};
pub use front::{Deployment, Front, Program};
pub use http::{Answer, Reply};
pub use page::Page;
pub use picture::Pixels;
pub use site::{Host, Site};
pub use tripwire::{Seen, Tripwire};
pub use webdriver::Refusal;

/// The body of a function of `role`: how many pixels of the timeline have its colour.
pub const PIXELS: &str = include_str!("pixels.js");
