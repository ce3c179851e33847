//! Lists of dossiers.

use crate::domain::digitise::{Extent, Remarked};
use crate::domain::dossier::{Account, Channel, OfficerName, Status};
use crate::domain::ids::DossierId;
use crate::domain::query::PageKey;
use crate::domain::time::Moment;

/// A row of a dossier list: the letter's columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierRow {
    /// Id.
    pub id: DossierId,
    /// Sort key.
    pub key: PageKey,
    /// Full code; `None` until accepted.
    pub code: Option<String>,
    /// Status.
    pub status: Status,
    /// Voided ("hủy").
    pub voided: bool,
    /// Procedure code.
    pub procedure_code: String,
    /// Procedure name.
    pub procedure_name: String,
    /// Người đăng ký: organisation or person.
    pub holder_name: String,
    /// CMND/CCCD/MST.
    pub holder_no: String,
    /// Thông tin chung: the address.
    pub address_text: String,
    /// Nhận lúc.
    pub received_at: Option<Moment>,
    /// Original due time.
    pub due_at: Option<Moment>,
    /// What the desk works to.
    pub promised_at: Option<Moment>,
    /// End of processing.
    pub finished_at: Option<Moment>,
    /// Handed back.
    pub returned_at: Option<Moment>,
    /// Signed working days until `promised_at`, computed at reading: 0 = today, negative = late; `None` = no promise or not counting.
    pub days_left: Option<i32>,
    /// When the work of the current step must be done, computed at reading; `None` = the step has no time of its own,
    /// or nothing counts now.
    pub step_due: Option<Moment>,
    /// Number and name of the current step.
    pub step: (u32, String),
    /// Who has it.
    pub officer: Option<OfficerName>,
    /// Cán bộ chuyển đến, and when.
    pub from_officer: Option<(OfficerName, Moment)>,
    /// The outside agency that has it.
    pub at_unit: Option<String>,
    /// need, have, waiting, exempt.
    pub digitised: Digitised,
    /// How far it is digitised, by the office's way of counting.
    pub extent: Extent,
    /// The papers without a complete digital copy, and those that get none.
    pub remarks: Vec<Remarked>,
    /// Account finding.
    pub account: Account,
    /// How it came.
    pub channel: Channel,
    /// The portal's code, where it was filed online.
    pub portal_code: Option<String>,
}

/// Counts of digitising.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Digitised {
    /// Components that need a file.
    pub need: u32,
    /// Of these, those that have one.
    pub have: u32,
    /// Wait for a device.
    pub waiting: u32,
    /// Exempt.
    pub exempt: u32,
}

/// A page of the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DossierPage {
    /// Rows, newest first.
    pub rows: Vec<DossierRow>,
    /// Rows that match.
    pub matching: u32,
    /// Rows there are.
    pub total: u32,
    /// Rows follow.
    pub more_after: bool,
    /// Rows come before.
    pub more_before: bool,
}
