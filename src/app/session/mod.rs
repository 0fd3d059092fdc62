//! One session: the answer on top, the timeline, the log of the same items, one item whole.

pub(crate) mod timeline;
