//! What more than one test program begins with. No program of its own; each uses the part it needs.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    reason = "each test program uses a part of it, and it fails as tests do"
)]

pub(crate) mod authority;
pub(crate) mod child;
pub(crate) mod chosen;
pub(crate) mod desk;
pub(crate) mod fixture;
pub(crate) mod folder;
pub(crate) mod leader;
pub(crate) mod package;
pub(crate) mod skipped;
pub(crate) mod small_disk;
pub(crate) mod token;
pub(crate) mod tools;
