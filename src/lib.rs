//! motcua: the desk of a commune's one-stop office.
//!
//! The layers, from pure to impure: [`domain`] (what a desk knows), [`store`] (the SQLite file),
//! [`scan`] and [`forms`] (bytes in, bytes out), [`app`] and [`screens`] (the machine without screen or disk),
//! [`ui`] (drawing), [`desk`] and [`cli`] (the impure edge). `tests/tidy.rs` holds the table of who may import whom.

pub mod app;
pub mod cli;
pub mod desk;
pub mod domain;
pub mod forms;
pub mod scan;
pub mod screens;
pub mod sign;
pub mod store;
pub mod ui;

// What tests begin with is one file for the library's tests and for the programs of `tests/`.
#[cfg(test)]
extern crate self as motcua;
#[cfg(test)]
#[path = "../tests/common/authority.rs"]
mod authority;
#[cfg(test)]
#[path = "../tests/common/fixture.rs"]
mod fixture;
#[cfg(test)]
#[path = "../tests/common/skipped.rs"]
mod skipped;
