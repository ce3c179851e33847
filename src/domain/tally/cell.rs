//! The dossiers behind one number of the form: those it counts, and those one would look for in it with the reason
//! why they do not count.

use super::{Column, Counts, Facts, Month, Ratio, Why};
use crate::domain::digitise::Counting;
use crate::domain::ids::DossierId;
use crate::domain::time::Moment;
use crate::domain::words::worded;

worded! {
    /// Which of a cell's dossiers are shown.
    Side {
        /// Chưa tính.
        Missing = "missing",
        /// Đã tính.
        Counted = "counted",
        /// Tất cả.
        All = "all",
    }
}

/// A dossier behind a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellRow {
    /// Id.
    pub id: DossierId,
    /// Full code; `None` = it was never received.
    pub code: Option<String>,
    /// Organisation or person.
    pub holder: String,
    /// Procedure.
    pub procedure: String,
    /// Tiếp nhận.
    pub received_at: Option<Moment>,
    /// Kết thúc xử lý.
    pub finished_at: Option<Moment>,
    /// Pages in the tray of this machine that are meant for it.
    pub in_tray: u32,
    /// What was looked at; with it a screen can say what would change.
    pub facts: Facts,
    /// Why it does not count; `None` = it counts.
    pub why: Option<Why>,
}

/// The list behind a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The month.
    pub month: Month,
    /// Whose row; `None` = the total of all units that are counted here.
    pub unit: Option<String>,
    /// Its column.
    pub column: Column,
    /// How this office counts.
    pub counting: Counting,
    /// The numbers of the row.
    pub counts: Counts,
    /// Newest first.
    pub rows: Vec<CellRow>,
}

impl CellRow {
    /// Is it among these?
    pub fn is_of(&self, side: Side) -> bool {
        match side {
            Side::Missing => self.why.is_some(),
            Side::Counted => self.why.is_none(),
            Side::All => true,
        }
    }
}

impl Cell {
    /// These of its dossiers, in order.
    pub fn of(&self, side: Side) -> impl Iterator<Item = &CellRow> {
        self.rows.iter().filter(move |row| row.is_of(side))
    }

    /// How many they are.
    pub fn count(&self, side: Side) -> usize {
        self.of(side).count()
    }

    /// What its ratio becomes when one dossier that is missing counts too.
    pub fn lifted(&self) -> Option<Ratio> {
        self.counts.ratio(self.column).map(Ratio::with_one_more)
    }
}
