//! The monthly form "Thống kê số liệu số hóa kết quả giải quyết TTHC" of công văn 223/VPUBND-KSTT: its 14 columns, which
//! dossier counts in which, and why one does not (domain.md §7.1).
//!
//! Judges facts it is given; reads no table. What is counted is whole numbers: ratios are made of them, never averaged.

pub mod cell;
pub mod closed;
pub mod column;
pub mod given;
pub mod month;
pub mod ratio;
#[cfg(test)]
mod tests;
pub mod text;

use serde::{Deserialize, Serialize};

pub use column::Column;
pub use month::Month;
pub use ratio::Ratio;

use super::digitise::exempted::Exempted;
use super::digitise::{Counting, Extent, extent};
use super::dossier::{Account, Channel, Product, Status};
use super::rows::Digitised;

/// What the form asks of one dossier, as it stands when it is counted.
#[expect(clippy::struct_excessive_bools, reason = "each is one question of the form")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Received within the month (`NgayTiepNhan`). A dossier that was never received is in no column.
    pub received: bool,
    /// Ended within the month (`NgayKetThucXuLy`). Sent back for more work, it has no end until the next one.
    pub finished: bool,
    /// Struck out: in no column, whatever else it says.
    pub void: bool,
    /// How it came. By post is not online: column (5).
    pub channel: Channel,
    /// What was found about the account on the national portal.
    pub account: Account,
    /// Its papers.
    pub digitised: Digitised,
    /// It came online, and every paper of it is electronic.
    pub online_electronic: bool,
    /// A paper of it was taken from the kho.
    pub reused: bool,
    /// Where it stands.
    pub status: Status,
    /// Is there a product to hand back?
    pub product: Product,
    /// A result in force has a file.
    pub outcome_file: bool,
}

/// The columns one dossier counts in: one bit a counted column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Marks(pub u16);

impl Marks {
    /// Does it count in this column? Of a ratio: in its upper number.
    pub fn has(self, column: Column) -> bool {
        column.counted().iter().any(|it| self.0 & it.bit() != 0)
    }

    fn with(self, column: Column, holds: bool) -> Self {
        Self(if holds { self.0 | column.bit() } else { self.0 })
    }
}

impl Facts {
    /// Papers that are không số hóa, where it was received in the month and not voided.
    pub fn exempted(&self) -> u32 {
        if self.received && !self.void {
            self.digitised.exempt
        } else {
            0
        }
    }

    /// How far its papers are digitised, in the words of footnote 7.
    pub fn extent(&self, counting: Counting) -> Extent {
        extent(self.digitised, self.online_electronic, counting)
    }

    /// Ended with a product to hand back (footnote 5). `Open` here is a product whose file was revoked: the citizen has it
    /// on paper, so it counts in (10) and lacks in (11).
    fn is_resolved(&self) -> bool {
        let ended = matches!(self.status, Status::Finished | Status::Returned);
        self.finished && ended && self.product != Product::None
    }

    /// The columns it counts in.
    pub fn marks(&self, counting: Counting) -> Marks {
        if self.void {
            return Marks::default();
        }
        let (received, online) = (self.received, self.channel == Channel::Online);
        let extent = self.extent(counting);
        let resolved = self.is_resolved();
        Marks::default()
            .with(Column::Received, received)
            .with(Column::Account, received && self.account == Account::Exists)
            .with(Column::Direct, received && !online)
            .with(Column::Online, received && online)
            .with(Column::Full, received && extent == Extent::Full)
            .with(Column::Part, received && extent == Extent::Part)
            .with(Column::Resolved, resolved)
            .with(Column::ResultFile, resolved && self.outcome_file)
            .with(Column::Reused, received && self.reused)
    }

    /// Why it does not count in a column; nothing where it does, or where the column never asks about it.
    pub fn why_not(&self, column: Column, counting: Counting) -> Option<Why> {
        let marks = self.marks(counting);
        if marks.has(column) {
            return None;
        }
        match column {
            Column::Received => self.never_counted(),
            Column::Resolved => self.not_resolved(),
            Column::ResultFile | Column::ResultRatio => {
                marks.has(Column::Resolved).then_some(Why::NoResultFile)
            }
            Column::Account
            | Column::Direct
            | Column::Online
            | Column::Full
            | Column::Part
            | Column::DigitisedRatio
            | Column::Reused
            | Column::ReuseRatio => marks
                .has(Column::Received)
                .then(|| self.of_received(column, counting)),
            Column::No | Column::Unit => None,
        }
    }

    /// It was at the desk in this month and is still not in (3).
    fn never_counted(&self) -> Option<Why> {
        match (self.void, self.received, self.status) {
            (true, true, _) => Some(Why::Void),
            (_, false, Status::Refused) => Some(Why::Refused),
            _ => None,
        }
    }

    fn not_resolved(&self) -> Option<Why> {
        match (self.finished, self.void, self.product) {
            (true, true, _) => Some(Why::Void),
            (true, false, Product::None) => Some(Why::NoProduct),
            (true, false, _) => Some(Why::Left),
            (false, ..) => None,
        }
    }

    fn of_received(&self, column: Column, counting: Counting) -> Why {
        match column {
            Column::Account => Why::Account(self.account),
            Column::Direct => Why::IsOnline,
            Column::Online => Why::IsDirect,
            Column::Reused | Column::ReuseRatio => Why::NotReused,
            _ if self.online_electronic && !counting.online_is_full => Why::OnlineNotOurs,
            Column::Part if self.extent(counting) == Extent::Full => Why::IsFull,
            _ => Why::Papers {
                have: self.digitised.have,
                need: self.digitised.need
                    + if counting.exempt_is_done {
                        0
                    } else {
                        self.digitised.exempt
                    },
                waiting: self.digitised.waiting > 0,
            },
        }
    }
}

/// Why a dossier does not count where one would look for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Struck out.
    Void,
    /// Refused at the desk: never received.
    Refused,
    /// Ended without a product (footnote 5).
    NoProduct,
    /// Ended, and then withdrawn or stopped.
    Left,
    /// Handed back, and no result in force has a file.
    NoResultFile,
    /// No account, or nobody could tell.
    Account(Account),
    /// It came online.
    IsOnline,
    /// It was handed in at the desk or by post.
    IsDirect,
    /// It is đầy đủ.
    IsFull,
    /// Nothing was taken from the kho.
    NotReused,
    /// Electronic papers are not this office's digitising, by the setting `count_online_as_full`.
    OnlineNotOurs,
    /// So many of so many papers have their copy.
    Papers { have: u32, need: u32, waiting: bool },
}

/// The whole numbers of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// (3)
    #[serde(rename = "c3")]
    pub received: u32,
    /// (4)
    #[serde(rename = "c4")]
    pub account: u32,
    /// (5)
    #[serde(rename = "c5")]
    pub direct: u32,
    /// (6)
    #[serde(rename = "c6")]
    pub online: u32,
    /// (7)
    #[serde(rename = "c7")]
    pub full: u32,
    /// (8)
    #[serde(rename = "c8")]
    pub part: u32,
    /// (10)
    #[serde(rename = "c10")]
    pub resolved: u32,
    /// (11)
    #[serde(rename = "c11")]
    pub result_file: u32,
    /// (13)
    #[serde(rename = "c13")]
    pub reused: u32,
}

impl Counts {
    /// Adds a dossier.
    pub fn add(&mut self, marks: Marks) {
        for column in Column::COUNTED {
            if marks.has(*column) {
                *self.of_mut(*column) += 1;
            }
        }
    }

    /// The number in a counted column; of any other column nothing.
    pub fn count(&self, column: Column) -> Option<u32> {
        let mut copy = *self;
        Column::COUNTED.contains(&column).then(|| *copy.of_mut(column))
    }

    fn of_mut(&mut self, column: Column) -> &mut u32 {
        match column {
            Column::Account => &mut self.account,
            Column::Direct => &mut self.direct,
            Column::Online => &mut self.online,
            Column::Full => &mut self.full,
            Column::Part => &mut self.part,
            Column::Resolved => &mut self.resolved,
            Column::ResultFile => &mut self.result_file,
            Column::Reused => &mut self.reused,
            Column::Received
            | Column::No
            | Column::Unit
            | Column::DigitisedRatio
            | Column::ResultRatio
            | Column::ReuseRatio => &mut self.received,
        }
    }

    /// The ratio in a column of ratios: (9), (12), (14).
    pub fn ratio(&self, column: Column) -> Option<Ratio> {
        let (upper, whole) = column.ratio_of()?;
        let sum = |columns: &[Column]| columns.iter().filter_map(|it| self.count(*it)).sum();
        Some(Ratio::new(sum(upper), sum(whole)))
    }

    /// Do the numbers agree with each other, as the form's "trong đó" wants? Numbers of another desk are asked.
    pub fn is_consistent(&self) -> bool {
        let within = |part: u32, whole: u32| part <= whole;
        self.direct.checked_add(self.online) == Some(self.received)
            && within(self.account, self.received)
            && self
                .full
                .checked_add(self.part)
                .is_some_and(|sum| within(sum, self.received))
            && within(self.reused, self.received)
            && within(self.result_file, self.resolved)
    }
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        for column in Column::COUNTED {
            let more = other.count(*column).unwrap_or(0);
            let mine = self.of_mut(*column);
            *mine = mine.saturating_add(more);
        }
    }
}

impl std::iter::Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(rows: I) -> Self {
        rows.fold(Self::default(), |mut total, row| {
            total += row;
            total
        })
    }
}

/// Where the numbers of a row come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Counted here.
    Here,
    /// Taken in as the figures of another desk.
    Given(crate::domain::time::Moment),
}

/// One row of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitRow {
    /// Its dotted code.
    pub unit_code: String,
    /// (2)
    pub unit_name: String,
    /// The desk that counted it; 0 = its file does not say.
    pub desk_no: u32,
    /// Another desk of the same unit has a row of its own.
    pub shared: bool,
    /// Its numbers.
    pub counts: Counts,
    /// Counted here, or given.
    pub origin: Origin,
}

impl UnitRow {
    /// What the row is called: the unit, and its desk where several counted.
    pub fn shown(&self) -> String {
        match (self.shared, self.desk_no) {
            (false, _) | (_, 0) => self.unit_name.clone(),
            (true, desk) => text::of_desk(&self.unit_name, desk),
        }
    }
}

/// The form of one month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The month.
    pub month: Month,
    /// The own unit first, then its other desks, then the others by name.
    pub rows: Vec<UnitRow>,
    /// When it was counted.
    pub counted_at: crate::domain::time::Moment,
    /// How this office counts.
    pub counting: Counting,
    /// What is không số hóa.
    pub exempted: Exempted,
    /// What was closed, if it was.
    pub closed: Option<closed::Closed>,
}

impl Tally {
    /// The last row: sums, and ratios of the sums.
    pub fn total(&self) -> Counts {
        self.rows.iter().map(|row| row.counts).sum()
    }
}
