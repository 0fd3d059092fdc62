//! Native tests, one binary.

mod config;
mod format;
mod route;
