//! A file above the recommended size: what it is, and what was tried with it.

use std::path::PathBuf;

use crate::domain::act::StoredFile;
use crate::domain::draft::DraftFile;
use crate::domain::pages::Page;

/// A file above the recommended size, about which an officer is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeavyFile {
    /// The name it has.
    pub name: String,
    /// Its bytes.
    pub size: u64,
    /// Its pages; `None` = sound or film.
    pub pages: Option<u32>,
    /// It bears a signature: it is never rewritten.
    pub signed: bool,
    /// Only one file can take its place: it is a result.
    pub one_only: bool,
    /// It is a result that came as a file: its bytes stay what they are.
    pub as_it_is: bool,
    /// The limit in MB.
    pub limit_mb: u32,
    /// What its pages come from.
    pub made_of: MadeOf,
}

/// Where the pages of a file come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MadeOf {
    /// Pages of an account, each of its original.
    Pages(Vec<Page>),
    /// Whole files, one after the other.
    Files(Vec<DraftFile>),
}

/// A file that was made for looking at; it is nobody's until it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// Where it lies for now.
    pub path: PathBuf,
    /// What it would be.
    pub file: StoredFile,
    /// Its first and last page, as the heavy file counts them.
    pub pages: (u32, u32),
}

/// What a try came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// The parts in order, or the one lighter file.
    pub made: Vec<Tried>,
    /// Quality of the scans that were packed tighter, and how many pages that are; `None` = cut, nothing was packed.
    pub packed: Option<(u8, u32)>,
}
