//! Tapeline's commands.
fn main() {}
