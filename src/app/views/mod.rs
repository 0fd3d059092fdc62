//! One file for each view.

pub(crate) mod connect;
pub(crate) mod desk;
pub(crate) mod file;
pub(crate) mod nothing;
pub(crate) mod sessions;
