//! Native tests, one binary.

mod api;
