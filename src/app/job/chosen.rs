//! Files that could be chosen, and those that were, page by page.

use std::path::PathBuf;

use crate::domain::ids::FileHash;
use crate::domain::known::Known;
use crate::domain::pages::Page;
use crate::domain::time::Moment;

/// A page of a file that was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Its place is that in the file until somebody says of which sheet it is.
    pub page: Page,
    /// What the machine saw, by stable word (`blank`, `skewed` …).
    pub flags: Vec<String>,
}

/// A file that could be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileEntry {
    /// Where it lies.
    pub path: PathBuf,
    /// Its name.
    pub name: String,
    /// `JPEG`, `PNG`, `TIFF`, `PDF` or the name's ending.
    pub kind: String,
    /// Pages; `None` = unknown.
    pub pages: Option<u32>,
    /// Bytes.
    pub size: u64,
    /// Last change.
    pub modified: Moment,
    /// It is a signed PDF.
    pub signed: bool,
    /// Why it cannot be used, in one sentence.
    pub fault: Option<String>,
    /// Still being written.
    pub growing: bool,
    /// Its bytes.
    pub sha256: FileHash,
    /// Where the same bytes lie already.
    pub known: Vec<Known>,
}
