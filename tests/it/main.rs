//! Native tests, one binary.

mod api;
mod answers;
mod config;
mod format;
mod output;
mod route;
mod tidy;
mod timeline;
mod wire;
