//! The receipts of the letter's menu.

use crate::domain::ids::DossierId;

/// A layout of the receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptLayout {
    /// Its name in the settings.
    pub name: String,
    /// Its name in the letter's menu.
    pub title: String,
    /// An office has compared it with the original.
    pub compared: bool,
    /// Who stands as submitter, where that may be written before printing.
    pub submitter: Option<String>,
}

/// One receipt of the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptWanted {
    pub dossier: DossierId,
    /// Name of the layout.
    pub layout: String,
    /// Stands as the submitter; only where the layout allows it.
    pub submitter: Option<String>,
    /// A Word document instead of paper.
    pub word: bool,
}
