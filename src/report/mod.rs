//! What is known about sessions, view by view: facts as plain structs, which the page says in the reader's language. The desk
//! (`desk/`) answers with them, and makes the texts and files that leave the page.

pub mod asked;
pub mod axis;
pub mod compare;
pub mod desk;
pub mod export;
pub mod find;
pub mod glance;
pub mod item;
pub mod job;
pub mod machines;
pub mod summary;
pub mod work;

pub use desk::Desk;
