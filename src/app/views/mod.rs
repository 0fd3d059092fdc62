//! One file for each view.

pub(crate) mod desk;
