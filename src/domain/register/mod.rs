//! Sổ theo dõi hồ sơ: the yearly book of a desk (Mẫu 06, TT 01/2018/TT-VPCP; Mẫu 07, TT 03/2025/TT-VPCP).
//!
//! Numbers run from 1 to the year's end without a hole: what was void stays as "hủy", and a number this machine knows
//! nothing of stands as a gap of its own. The columns are domain.md §3.1's, not yet compared with the original.

use chrono::NaiveDate;

use crate::domain::digitise::exempted::Exempted;
use crate::domain::dossier::Status;
use crate::domain::ids::DossierId;
use crate::domain::time::Moment;

#[cfg(test)]
pub(crate) mod tests;
pub mod text;

/// One line of the book: a reception.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterRow {
    /// TT.
    pub number: u32,
    /// Which dossier.
    pub dossier: DossierId,
    /// Mã hồ sơ.
    pub code: String,
    /// Tên thủ tục hành chính.
    pub procedure: String,
    /// Số lượng hồ sơ (bộ).
    pub sets: u32,
    /// Tên cá nhân, tổ chức.
    pub holder: String,
    /// Địa chỉ.
    pub address: String,
    /// Số điện thoại, digits as stored.
    pub phone: String,
    /// Cơ quan chủ trì giải quyết: the outside agency it went to, else this unit.
    pub agency: String,
    /// Nhận hồ sơ.
    pub received_on: NaiveDate,
    /// Hẹn trả: the original promise; `None` = the procedure states no limit.
    pub due_on: Option<NaiveDate>,
    /// Chuyển hồ sơ đến cơ quan giải quyết: the first time it left the desk.
    pub forwarded_on: Option<NaiveDate>,
    /// Nhận kết quả từ cơ quan giải quyết.
    pub finished_on: Option<NaiveDate>,
    /// Trả kết quả.
    pub returned_on: Option<NaiveDate>,
    /// Phương thức nhận kết quả; only of what was returned.
    pub way: Option<String>,
    /// Who took it; signed for on paper.
    pub receiver: Option<String>,
    /// How it stands.
    pub status: Status,
    /// Why it is void; the number stays used.
    pub void_reason: Option<String>,
    /// Times the office apologised.
    pub apologies: u32,
    /// Papers of it that are không số hóa.
    pub exempted: u32,
}

/// A line, or numbers of which this machine has no dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A reception.
    Row(Box<RegisterRow>),
    /// These numbers, both included.
    Gap(Gap),
}

/// Numbers without a dossier here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The first.
    pub from: u32,
    /// The last.
    pub to: u32,
    /// Given on the machine this one was restored from, and lost with it: an officer said so when he named the last
    /// receipt. Otherwise nobody knows why.
    pub explained: bool,
}

/// When and by whom a book was closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    /// When.
    pub at: Moment,
    /// The leader.
    pub by: String,
    /// The last number given in it.
    pub last: u32,
}

/// A stretch of a book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Book {
    /// The unit whose book it is.
    pub unit: String,
    /// Quyển số: the desk's number.
    pub book: u32,
    /// Its year.
    pub year: i32,
    /// The last number given so far.
    pub last: u32,
    /// Lines by number.
    pub entries: Vec<Entry>,
    /// `None` = open.
    pub closed: Option<Closed>,
}

impl Entry {
    /// Its first number.
    pub fn number(&self) -> u32 {
        match self {
            Self::Row(row) => row.number,
            Self::Gap(gap) => gap.from,
        }
    }

    /// Its last number.
    fn last(&self) -> u32 {
        match self {
            Self::Row(row) => row.number,
            Self::Gap(gap) => gap.to,
        }
    }
}

impl Book {
    /// What is không số hóa of these lines; a void dossier has no papers.
    pub fn exempted(&self) -> Exempted {
        let of = |entry: &Entry| match entry {
            Entry::Row(row) if row.void_reason.is_none() => row.exempted,
            Entry::Row(_) | Entry::Gap(_) => 0,
        };
        self.entries.iter().map(of).collect()
    }

    /// The first and the last number of these lines, where they are not the whole book.
    fn stretch(&self) -> Option<(u32, u32)> {
        let (first, last) = (self.entries.first()?.number(), self.entries.last()?.last());
        ((first, last) != (1, self.last)).then_some((first, last))
    }
}

/// The numbers of `span` (both ends included) as lines: rows in their order, and a gap wherever a number is missing. Of
/// two rows with one number (a cloned machine) both stand there.
pub fn entries(rows: Vec<RegisterRow>, (from, to): (u32, u32), explained: bool) -> Vec<Entry> {
    let mut entries = Vec::with_capacity(rows.len());
    let mut next = from;
    let gap = |from: u32, to: u32| (from <= to).then_some(Entry::Gap(Gap { from, to, explained }));
    for row in rows {
        entries.extend(row.number.checked_sub(1).and_then(|before| gap(next, before)));
        next = next.max(row.number.saturating_add(1));
        entries.push(Entry::Row(Box::new(row)));
    }
    entries.extend(gap(next, to));
    entries
}
