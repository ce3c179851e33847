//! The questions behind Số liệu beside the monthly form, and what is answered: due times kept, the estimate of QĐ 766,
//! what the month's form lacks, papers that expire, dossiers that lie. Plain values; each judgement has a module of its own.

pub mod text;

use chrono::NaiveDate;

use crate::domain::dossier::Status;
use crate::domain::ids::DossierId;
use crate::domain::index766::Estimate;
use crate::domain::lift::Rehearsal;
use crate::domain::punctual::{By, Case, Column, Table};
use crate::domain::tally::Month;
use crate::domain::time::Moment;
use crate::domain::words::worded;

worded! {
    /// A part of the screen, by its digit from 1 on.
    Section {
        /// Đúng hạn.
        Punctual = "punctual",
        /// QĐ 766.
        Index766 = "index766",
        /// Xu hướng: twelve months of the form's ratios.
        Trend = "trend",
        /// Giấy tờ sắp hết hạn.
        Expiring = "expiring",
        /// Hồ sơ nằm yên.
        Idle = "idle",
        /// Tập dượt biểu tháng.
        Rehearsal = "rehearsal",
    }
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// On time and late in a month.
    Punctual(Month, By),
    /// The dossiers behind one number of that table.
    Cases(Cell),
    /// The digitisation group of QĐ 766.
    Index766(Month),
    /// What the month's form would say now, and at most so many dossiers that would lift its ratios.
    Rehearsal(Month, u32),
    /// Papers of the kho that expire soon, at most so many.
    Expiring(u32),
    /// Dossiers that nobody has touched for long, at most so many.
    Idle(u32),
}

/// A number of the table about due times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The month.
    pub month: Month,
    /// What its rows stand for.
    pub by: By,
    /// Key of the row; `None` = the total.
    pub of: Option<String>,
    /// Its column.
    pub column: Column,
}

/// The answer to [`Asked`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// To [`Asked::Punctual`].
    Punctual(Table),
    /// To [`Asked::Cases`]: the earliest due first.
    Cases(Vec<Case>),
    /// To [`Asked::Index766`].
    Index766(Estimate),
    /// To [`Asked::Rehearsal`].
    Rehearsal(Rehearsal),
    /// To [`Asked::Expiring`]: what expires first stands first.
    Expiring(Listed<ExpiringRow>),
    /// To [`Asked::Idle`]: what lies longest stands first.
    Idle(Listed<IdleRow>),
}

/// The beginning of a list, and how long it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed<T> {
    /// The N of the setting, in days.
    pub days: u32,
    /// The first ones.
    pub rows: Vec<T>,
    /// All there are.
    pub total: u32,
}

/// A paper of the kho that is in force and ends soon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpiringRow {
    /// Whose, by number.
    pub owner_no: String,
    /// Name as the newest dossier writes it; empty where no dossier does.
    pub owner: String,
    /// Code; empty = a paper without a kind.
    pub code: String,
    /// Tên giấy tờ.
    pub name: String,
    /// Its last day.
    pub ends_on: NaiveDate,
    /// Calendar days from today until then; 0 = today.
    pub days_left: u32,
}

/// An open dossier in which nothing was written for long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdleRow {
    /// Which.
    pub dossier: DossierId,
    /// Its code; `None` until accepted.
    pub code: Option<String>,
    /// Chủ hồ sơ.
    pub holder: String,
    /// Name of the procedure.
    pub procedure: String,
    /// Where it stands.
    pub status: Status,
    /// Who has it: an officer, or another agency.
    pub with: String,
    /// The last act on it.
    pub touched_at: Moment,
    /// Working days since.
    pub days: u32,
    /// Papers of it that are không số hóa.
    pub exempted: u32,
}
