//! The kho of a person or organisation.

use chrono::NaiveDate;

use crate::domain::component::{PaperClass, SignatureMark};
use crate::domain::ids::{FileHash, PaperId};

/// The kho of one owner.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KhoRows {
    /// Whose.
    pub owner: String,
    /// The same person's other numbers: the old card's beside the personal one, or the other way round.
    pub other_numbers: Vec<String>,
    /// Name as the newest dossier writes it.
    pub owner_name: String,
    /// One line per paper (owner, code, file), usable ones first.
    pub papers: Vec<PaperRow>,
}

/// A paper of the kho.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperRow {
    /// Id (of the newest row of the line).
    pub id: PaperId,
    /// Owner's number.
    pub owner_no: String,
    /// Kind, where it has one.
    pub kind_code: Option<String>,
    /// `owner.kind`, where it has one.
    pub code: Option<String>,
    /// Tên giấy tờ.
    pub name: String,
    /// Loại.
    pub class: PaperClass,
    /// Its file.
    pub sha256: FileHash,
    /// Bytes.
    pub size: u64,
    /// Mime type.
    pub mime: String,
    /// Pages.
    pub pages: Option<u32>,
    /// Signature.
    pub signature: SignatureMark,
    /// From.
    pub starts_on: Option<NaiveDate>,
    /// Until.
    pub ends_on: Option<NaiveDate>,
    /// In force today, not revoked, and no signature of it is invalid.
    pub usable: bool,
    /// Thu hồi: the day it was taken out.
    pub revoked_on: Option<NaiveDate>,
    /// Code of the dossier it came from.
    pub from_code: Option<String>,
    /// How many dossiers used it.
    pub times_used: u32,
}
