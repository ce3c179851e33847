//! Bodies of the ops on fees.

use serde::{Deserialize, Serialize};

use super::Changed;
use crate::domain::dossier::Status;
use crate::domain::fee::FeeLine;
use crate::domain::ids::FeeId;
use crate::domain::time::Moment;

/// One line before and after: `None` before = it is new, `None` after = it is taken away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeChange {
    /// Which.
    pub id: FeeId,
    /// Its place on the dossier; never given twice.
    pub position: u32,
    /// Old and new.
    pub line: Changed<Option<FeeLine>>,
}

/// Phí, lệ phí were written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditFees {
    /// Only the lines that change.
    pub changes: Vec<FeeChange>,
    /// Why a paid line changes.
    pub reason: Option<String>,
}

/// Chờ nộp phí.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskFee {
    /// 1, 2 …
    pub round: u32,
    /// What is waited for.
    pub lines: Vec<FeeLine>,
    /// What the officer said of it.
    pub reason: String,
    /// The status to come back to.
    pub status_before: Status,
    /// The promise when it was asked.
    pub due_before: Option<Moment>,
}

/// Đã nộp phí.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettleFee {
    /// The round it answers.
    pub round: u32,
    /// The lines that were settled with it.
    pub changes: Vec<FeeChange>,
    /// Why a paid line changes.
    pub reason: Option<String>,
    /// The promise before.
    pub due_before: Option<Moment>,
    /// The promise now.
    pub due_after: Option<Moment>,
    /// `pause` or `run`.
    pub policy: String,
    /// Where it goes on.
    pub status_after: Status,
}
