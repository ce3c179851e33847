//! Files that were chosen, page by page.

use crate::domain::pages::Page;

/// A page of a file that was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Its place is that in the file until somebody says of which sheet it is.
    pub page: Page,
    /// What the machine saw, by stable word (`blank`, `skewed` …).
    pub flags: Vec<String>,
}
