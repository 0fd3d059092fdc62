//! One session.

pub mod export;
pub mod work;
