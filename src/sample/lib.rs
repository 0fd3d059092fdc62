//! A small company that does not exist, and a month of its backups: what the page shows with no server, and what the
//! stand-in server of the tests serves. [`World`] is its Microsoft 365, [`BackupWorld`] its machines.
//!
//! Everything follows from a seed and from "now", which the caller hands in: the same two always give the same world.
//! [`World::at`] looks at the same world later, when what was running has more items or has ended.
//! A log of a [`World`] is never held as text: its times are two columns, every other part of an item is worked out when asked for.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "made-up numbers stay far below the limits of every type used here"
)]

mod answer;
mod backup;
mod backup_answer;
mod clock;
mod habits;
mod json;
mod log;
mod plan;
mod query;
mod random;
mod rows;
mod session;
mod specials;
mod text;
mod times;
mod words;
mod world;

pub use answer::{Answer, answer};
pub use backup::{BackupRow, BackupSession, BackupWorld, Machine, STAGES};
pub use backup_answer::backup_answer;
pub use clock::{TICKS_PER_DAY, TICKS_PER_SECOND, push_time, time_from_text};
pub use json::{id_from_text, push_id, push_number, push_text};
pub use log::{About, Item, Log, Part};
pub use query::Query;
pub use rows::Json;
pub use session::{Session, Statistics};
pub use text::{push_amount, push_transferred};
pub use words::{Objects, Policy, RetrievalKind, Status};
pub use world::{Job, Landmarks, Retrieval, Scale, World};
