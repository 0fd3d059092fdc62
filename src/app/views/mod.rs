//! One file for each view.

pub(crate) mod sessions;
