//! Native tests, one binary.

mod adversary;
mod answers;
mod api;
mod config;
mod costs;
mod format;
mod hands;
mod long;
mod matrix;
mod output;
mod reader;
mod render;
mod report;
mod route;
mod supply;
mod sweep;
mod table;
mod texts;
mod tidy;
mod timeline;
mod ui;
mod wire;
