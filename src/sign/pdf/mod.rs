//! Reads a PDF for signing and judging: where each byte of each object lies, what earlier states the file had. Never
//! writes, never repairs, never maps a file into memory. Every fault is an [`PdfError`], in bounded time and memory.
//!
//! Streams are unpacked only where the structure needs it (cross-reference and object streams): Flate with PNG
//! predictors. What a page shows is never looked at.

mod decode;
mod document;
mod fields;
mod lex;
mod object;
mod pages;
mod parse;
mod source;
#[cfg(test)]
pub(in crate::sign) mod tests;
pub mod update;
mod xref;

pub use document::{Document, Object};
pub use fields::{Certification, Field, Filled, Lock, text};
pub use object::{Dict, Entry, Kind, ObjectId, Span, Value};
pub use pages::{Page, Rect};
pub use source::Source;
pub use xref::{Place, Section, SectionKind};

use std::sync::atomic::{AtomicU64, Ordering};

/// How deep arrays and dictionaries may lie in each other.
pub const DEEPEST: usize = 200;
/// The most bytes one stream may unpack to.
pub const UNPACKED: u64 = 64 << 20;
/// The most objects a file may name.
pub const OBJECTS: usize = 1_000_000;
/// The most values one object may hold.
pub const VALUES: usize = 400_000;
/// The most bytes one string may take.
pub const STRING: usize = 4 << 20;
/// The most cross-reference sections, that is states of the file.
pub const SECTIONS: usize = 4096;
/// The most pages, and the most nodes above them.
pub const PAGES: usize = 100_000;
/// The most form fields, and how deep they may lie in each other.
pub const FIELDS: usize = 20_000;
/// What all reading of one file may cost, in bytes looked at or unpacked, beside eight times its own length.
pub const WORK: u64 = 256 << 20;

/// Why a file cannot be read. English, for the log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PdfError {
    /// The disk refused, or the file became shorter meanwhile.
    #[error("cannot read: {0}")]
    Io(String),
    /// Not a PDF, or damaged.
    #[error("{why} at byte {at}")]
    Damaged {
        /// What is wrong.
        why: &'static str,
        /// Where, from the beginning of the file or of the unpacked stream.
        at: u64,
    },
    /// More than any honest file needs.
    #[error("too much: {0}")]
    TooMuch(&'static str),
}

impl PdfError {
    fn damaged(why: &'static str, at: u64) -> Self {
        Self::Damaged { why, at }
    }
}

/// What reading answers.
pub type Result<T> = std::result::Result<T, PdfError>;

/// What reading may still cost; shared by all states of one file.
#[derive(Debug)]
struct Budget(AtomicU64);

impl Budget {
    fn for_length(length: u64) -> Self {
        Self(AtomicU64::new(WORK.saturating_add(length.saturating_mul(8))))
    }

    fn spend(&self, cost: u64) -> Result<()> {
        let taken = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
            left.checked_sub(cost)
        });
        taken.map(|_| ()).map_err(|_| PdfError::TooMuch("work"))
    }
}

/// A length as an index; what does not fit is beyond every buffer anyway.
fn index(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// A length as a number of the file.
fn number(index: usize) -> u64 {
    u64::try_from(index).unwrap_or(u64::MAX)
}
