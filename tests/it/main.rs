//! Native tests, one binary.

mod format;
mod route;
