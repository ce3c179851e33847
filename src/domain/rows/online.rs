//! Dossiers of a package that could not go in.

use crate::domain::ids::HeldId;
use crate::domain::time::Moment;

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldRow {
    /// Its row.
    pub id: HeldId,
    /// The portal's code; empty where it cannot be read.
    pub portal_code: String,
    /// Where its package lay.
    pub package: String,
    /// Its place in the package, from 1.
    pub position: u32,
    /// The stable word of the reason.
    pub fault: String,
    /// The reason, and what to do.
    pub sentence: String,
    /// When it was held back first.
    pub found_at: Moment,
    /// When it was tried last.
    pub tried_at: Moment,
    /// How often.
    pub tries: u32,
}
