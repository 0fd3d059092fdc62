//! Native tests, one binary.

mod answers;
mod config;
mod format;
mod output;
mod route;
