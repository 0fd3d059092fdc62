//! What people read when something fails: one row for each fault that a page can tell apart.
//!
//! In braces stand `{server}` (its address), `{host}`, `{port}`, `{own_port}` (the product's usual one), `{product}`,
//! `{version}`, `{page}` (this page's own origin), `{status}`, `{seconds}`, `{mib}`, `{wait}`, `{why}` and `{type}`.

pub(super) mod answer;
pub(super) mod connection;

use super::explain::Certainty;

/// One fault's text.
pub(super) struct Row {
    /// What happened.
    pub(super) title: &'static str,
    /// Why, most likely.
    pub(super) cause: &'static str,
    /// How sure that is.
    pub(super) certainty: Certainty,
    /// Who can do something about it.
    pub(super) who: &'static str,
    /// What to do, the best first.
    pub(super) todo: &'static [&'static str],
}

const YOU: &str = "you";
const ADMIN: &str = "the administrator of the backup server";
const ADMIN_OR_PROXY: &str = "the administrator of the backup server, or of the proxy in front of it";
const YOU_OR_ADMIN: &str = "you, or the administrator of the backup server";
const DEPLOYER: &str = "whoever put this page on its host";
const PROXY: &str = "the administrator of the network or of the proxy in front of the server";
