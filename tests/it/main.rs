//! Native tests, one binary.

mod api;
mod config;
mod format;
mod route;
mod tidy;
