//! What is asked of the pages of a component.

use crate::domain::act::StoredFile;
use crate::domain::ids::{ComponentId, FileId, TrayId};
use crate::domain::pages::{Claim, Page};

/// Every page of a component in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPages {
    /// Whose pages.
    pub component: ComponentId,
    /// All of them, in order; what was there before and is not named goes back to the tray.
    pub pages: Vec<Page>,
    /// What is known of the sheets so far; nothing is decided by it yet.
    pub claim: Claim,
    /// The tray's pages that are placed by this.
    pub taken: Vec<TrayId>,
    /// The sector's law that allows a copy which the letter forbids.
    pub basis: Option<String>,
}

/// The sum of a component's pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PagesCounted {
    /// Whose pages.
    pub component: ComponentId,
    /// What lies on the table.
    pub claim: Claim,
    /// "Mọi mặt sau đều trắng, tôi đã xem"; asked where the claim is one-sided.
    pub backs_seen: bool,
    /// Why the sum is not right.
    pub reason: Option<String>,
    /// The PDF of exactly these pages.
    pub file: (FileId, StoredFile),
    /// The PDFs that follow it, where some of the pages must stay in files of their own.
    pub beside: Vec<(FileId, StoredFile)>,
    /// What goes out in its place because it is too heavy: one lighter PDF, or its parts in order. Empty = itself.
    pub instead: Vec<(FileId, StoredFile)>,
    /// It is above so many MB, and goes out as it is by the officer's choice.
    pub kept_over_mb: Option<u32>,
}
