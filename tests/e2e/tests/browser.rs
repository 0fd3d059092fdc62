//! The page in a real browser. One binary, so that all tests share one browser; a module for each part.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code: a panic is how a test fails"
)]

#[path = "browser/answers.rs"]
mod answers;
#[path = "browser/big.rs"]
mod big;
#[path = "browser/boot.rs"]
mod boot;
#[path = "browser/deploy.rs"]
mod deploy;
#[path = "browser/everyone.rs"]
mod everyone;
#[path = "browser/faults.rs"]
mod faults;
#[path = "browser/figures.rs"]
mod figures;
#[path = "browser/file.rs"]
mod file;
#[path = "browser/forged.rs"]
mod forged;
#[path = "browser/hands.rs"]
mod hands;
#[path = "browser/harness.rs"]
mod harness;
#[path = "browser/hostile.rs"]
mod hostile;
#[path = "browser/hosts.rs"]
mod hosts;
#[path = "browser/jobs.rs"]
mod jobs;
#[path = "browser/jobs_by_hand.rs"]
mod jobs_by_hand;
#[path = "browser/keyboard.rs"]
mod keyboard;
#[path = "browser/languages.rs"]
mod languages;
#[path = "browser/life.rs"]
mod life;
#[path = "browser/live.rs"]
mod live;
#[path = "browser/local_network.rs"]
mod local_network;
#[path = "browser/looks.rs"]
mod looks;
#[path = "browser/machines.rs"]
mod machines;
#[path = "browser/pictures.rs"]
mod pictures;
#[path = "browser/places.rs"]
mod places;
#[path = "browser/portal.rs"]
mod portal;
#[path = "browser/quick.rs"]
mod quick;
#[path = "browser/received.rs"]
mod received;
#[path = "browser/redaction.rs"]
mod redaction;
#[path = "browser/refusals.rs"]
mod refusals;
#[path = "browser/saved.rs"]
mod saved;
#[path = "browser/screenshots.rs"]
mod screenshots;
#[path = "browser/selections.rs"]
mod selections;
#[path = "browser/soak.rs"]
mod soak;
#[path = "browser/tasks.rs"]
mod tasks;
#[path = "browser/timeline.rs"]
mod timeline;
#[path = "browser/times.rs"]
mod times;
#[path = "browser/token.rs"]
mod token;
#[path = "browser/trouble.rs"]
mod trouble;
#[path = "browser/versions.rs"]
mod versions;
#[path = "browser/walk.rs"]
mod walk;
#[path = "browser/workplace.rs"]
mod workplace;
