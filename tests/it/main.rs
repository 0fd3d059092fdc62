//! Native tests, one binary.
mod timeline;
