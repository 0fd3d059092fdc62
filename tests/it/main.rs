//! Native tests, one binary.

mod wire;
