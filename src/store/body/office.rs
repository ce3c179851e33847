//! Bodies of acts on the office: the desk, officers, settings, reference tables.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::ids::FileHash;
use crate::domain::officer::Roles;
use crate::domain::tally::{Counts, Month};

use super::flow::Changed;

/// A desk is opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenDesk {
    /// Dotted unit code.
    pub unit_code: String,
    /// Name of the unit.
    pub unit_name: String,
    /// The desk.
    pub desk_no: u32,
    /// First number of its range a day.
    pub range_first: u32,
    /// Last number of its range a day.
    pub range_last: u32,
    /// `desk` or `practice`.
    pub mode: String,
}

/// An officer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddOfficer {
    /// Full name.
    pub name: String,
    /// Position.
    pub title: String,
    /// His unit.
    pub unit_code: String,
    /// What he may do.
    pub roles: Roles,
}

/// Changes of an officer; `None` = unchanged.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ChangeOfficer {
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Changed<String>>,
    /// Position.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Changed<String>>,
    /// Roles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub roles: Option<Changed<Roles>>,
    /// May he log in?
    #[serde(skip_serializing_if = "Option::is_none")]
    pub active: Option<Changed<bool>>,
}

/// An office-wide setting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetSetting {
    /// Key.
    pub key: String,
    /// Value before; `None` = the default held.
    pub old: Option<String>,
    /// Value now.
    pub new: String,
}

/// A reference table was read from a file. The rows themselves are not state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportReference {
    /// `catalog`, `places`, `calendar` …
    pub what: String,
    /// The file.
    pub sha256: FileHash,
    /// Its bytes.
    pub size: u64,
    /// Its kind.
    pub mime: String,
    /// Rows by table.
    pub counts: BTreeMap<String, u64>,
    /// Where it comes from.
    pub source: String,
}

/// Khóa sổ theo dõi hồ sơ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CloseRegister {
    /// Whose book.
    pub desk_no: u32,
    /// Year of the book.
    pub year: i32,
    /// The last number given in it.
    pub last_no: u32,
}

/// Chốt tháng.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CloseMonth {
    /// Whose month.
    pub unit_code: String,
    /// The month.
    pub month: Month,
    /// Canonical JSON of [`crate::domain::tally::closed::Figures`].
    pub figures: String,
    /// Its SHA-256.
    pub hash: FileHash,
}

/// One unit's row of another desk's tally.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeTally {
    /// Whose.
    pub unit_code: String,
    /// Its name.
    pub unit_name: String,
    /// The desk that counted; 0 = its file did not say.
    #[serde(default)]
    pub desk_no: u32,
    /// The month.
    pub month: Month,
    /// Its numbers.
    pub counts: Counts,
    /// The file it came in.
    pub sha256: FileHash,
}
