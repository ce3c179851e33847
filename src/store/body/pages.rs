//! Bodies of acts on scanned pages.

use serde::{Deserialize, Serialize};

use crate::domain::component::PageAccount;
use crate::domain::copying::Rule;
use crate::domain::ids::{ComponentId, FileId, OfficerId, OpId};
use crate::domain::pages::{Claim, Page};
use crate::domain::special::ExemptReason;

use super::flow::Changed;
use super::snapshot::FileFacts;

/// The pages of a component, old and new.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetPages {
    /// Whose.
    pub component: ComponentId,
    /// All of them, in order.
    pub pages: Changed<Vec<Page>>,
    /// What is known of the sheets.
    pub claim: Changed<Claim>,
    /// The state of the sum.
    pub account: Changed<PageAccount>,
    /// PDFs of the old pages: void with them, valid again with an undo.
    pub outdated: Vec<FileId>,
    /// The sector's law that allows the copy.
    pub basis: Option<String>,
    /// Hoàn tác of this op.
    pub undoes: Option<OpId>,
}

/// Hoàn tất số hóa of a component.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountPages {
    /// Whose.
    pub component: ComponentId,
    /// What lies on the table.
    pub claim: Changed<Claim>,
    /// Every back is white, and the officer looked.
    pub backs_seen: bool,
    /// The state of the sum.
    pub account: Changed<PageAccount>,
    /// Why the sum is not right.
    pub reason: Option<String>,
    /// The PDF of the pages.
    pub file: FileFacts,
    /// The PDFs that follow it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<FileFacts>,
    /// What goes out in its place because it is too heavy.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub instead: Vec<FileFacts>,
    /// PDFs made before: void with this, valid again with an undo.
    pub outdated: Vec<FileId>,
    /// Hoàn tác of this op.
    pub undoes: Option<OpId>,
}

/// An officer's word for one of the letter's rules for copying. No table holds it: it stands until other pages or files
/// come into the dossier, which the log alone tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmCopying {
    /// Which rule.
    pub rule: Rule,
    /// Given, or taken back.
    pub holds: bool,
}

/// Không số hóa.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExemptComponent {
    /// Which.
    pub component: ComponentId,
    /// From the list.
    pub why: ExemptReason,
    /// In the officer's words.
    pub reason: String,
    /// The leader who approved.
    pub approver: OfficerId,
}
