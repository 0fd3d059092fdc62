//! Thin wraps of what the browser offers, one thing each. Only `fetch` sends.

pub(crate) mod canvas;
pub(crate) mod clipboard;
pub(crate) mod fetch;
pub(crate) mod files;
pub(crate) mod fragment;
pub(crate) mod frame;
pub(crate) mod policy;
pub(crate) mod portal;
pub(crate) mod read_out;
pub(crate) mod storage;
mod stream;
pub(crate) mod zone;
