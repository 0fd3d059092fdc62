//! Signals that tell nobody where nothing has changed.

pub(crate) use crate::app::signals::SetIfNew;
