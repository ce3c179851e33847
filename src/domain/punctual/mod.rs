//! Đúng hạn, quá hạn of a month: what each dossier counts as, by officer, procedure or channel.
//!
//! On time is ended not later than the original due time (`due_at`), which nothing overwrites: an apology or a supplement
//! changes the promise, and whether that was kept is said beside it, never instead (data-model.md §5). Waiting dossiers
//! (chờ bổ sung, chờ nộp phí) stand still and are not overdue.

use crate::domain::digitise::exempted::Exempted;
use crate::domain::ids::DossierId;
use crate::domain::tally::{Month, Ratio};
use crate::domain::time::Moment;
use crate::domain::words::worded;

#[cfg(test)]
mod tests;
pub mod text;

worded! {
    /// What a row stands for.
    By {
        /// Who ended the processing; of an open dossier, who has it.
        Officer = "officer",
        /// The procedure.
        Procedure = "procedure",
        /// How it came.
        Channel = "channel",
    }
}

impl By {
    /// The next one, round and round.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Officer => Self::Procedure,
            Self::Procedure => Self::Channel,
            Self::Channel => Self::Officer,
        }
    }
}

worded! {
    /// A column, in its order.
    Column {
        /// Ended in the month.
        Done = "done",
        /// Of these, not later than the original due time.
        OnTime = "on_time",
        /// Of these, later.
        Late = "late",
        /// Of the late ones, within the time that was promised anew.
        Kept = "kept",
        /// Ended, and nothing was ever promised: said, not counted in the ratio.
        NoDue = "no_due",
        /// Still open, its original due time over.
        Open = "open_overdue",
        /// On time of those that had a due time.
        Ratio = "on_time_ratio",
    }
}

/// The three times it depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// The original due time.
    pub due: Option<Moment>,
    /// What the desk works to: another one after a supplement or an apology.
    pub promised: Option<Moment>,
    /// End of processing; `None` = it is open.
    pub finished: Option<Moment>,
}

/// What a dossier counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Ended in time.
    OnTime,
    /// Ended late; `kept` = within the time promised anew.
    Late { kept: bool },
    /// Ended without ever having had a due time.
    NoDue,
    /// Open and overdue; `kept` = the time promised anew has not come yet.
    Open { kept: bool },
}

impl Facts {
    /// What it counts as at an instant; an open dossier that is not overdue then counts nowhere.
    pub fn standing(&self, at: Moment) -> Option<Standing> {
        let kept = |by: Moment| self.promised.is_some_and(|promised| by <= promised);
        match (self.finished, self.due) {
            (Some(_), None) => Some(Standing::NoDue),
            (Some(end), Some(due)) if end <= due => Some(Standing::OnTime),
            (Some(end), Some(_)) => Some(Standing::Late { kept: kept(end) }),
            (None, Some(due)) if due < at => Some(Standing::Open { kept: kept(at) }),
            (None, _) => None,
        }
    }
}

impl Standing {
    /// Does a dossier that stands so make the number of this column? Of the ratio: those that keep it from 100 %.
    pub fn counts_in(self, column: Column) -> bool {
        match column {
            Column::Done => !matches!(self, Self::Open { .. }),
            Column::OnTime => self == Self::OnTime,
            Column::Late | Column::Ratio => matches!(self, Self::Late { .. }),
            Column::Kept => self == Self::Late { kept: true },
            Column::NoDue => self == Self::NoDue,
            Column::Open => matches!(self, Self::Open { .. }),
        }
    }
}

/// The numbers of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// [`Column::OnTime`].
    pub on_time: u32,
    /// [`Column::Late`].
    pub late: u32,
    /// [`Column::Kept`].
    pub kept: u32,
    /// [`Column::NoDue`].
    pub no_due: u32,
    /// [`Column::Open`].
    pub open: u32,
    /// Of the open ones, those whose time promised anew has not come yet.
    pub open_kept: u32,
}

impl Counts {
    /// Adds one dossier.
    pub fn add(&mut self, standing: Standing) {
        match standing {
            Standing::OnTime => self.on_time += 1,
            Standing::NoDue => self.no_due += 1,
            Standing::Late { kept } => {
                self.late += 1;
                self.kept += u32::from(kept);
            }
            Standing::Open { kept } => {
                self.open += 1;
                self.open_kept += u32::from(kept);
            }
        }
    }

    /// On time of those that had a due time.
    pub fn ratio(&self) -> Ratio {
        Ratio::new(self.on_time, self.on_time + self.late)
    }

    /// The number of a column; of the ratio nothing.
    pub fn count(&self, column: Column) -> Option<u32> {
        Some(match column {
            Column::Done => self.on_time + self.late + self.no_due,
            Column::OnTime => self.on_time,
            Column::Late => self.late,
            Column::Kept => self.kept,
            Column::NoDue => self.no_due,
            Column::Open => self.open,
            Column::Ratio => return None,
        })
    }
}

/// Which row: who, what or how by its stable key, and its name as people read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Id of an officer, code of a procedure, number of a channel; empty = nobody of this office has it.
    pub key: String,
    /// Its name.
    pub name: String,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Whose.
    pub of: Key,
    /// Its numbers.
    pub counts: Counts,
}

/// One dossier of the month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Which.
    pub dossier: DossierId,
    /// Its code.
    pub code: Option<String>,
    /// Chủ hồ sơ.
    pub holder: String,
    /// Name of the procedure.
    pub procedure: String,
    /// Its times.
    pub facts: Facts,
    /// How often was apologised.
    pub apologies: u32,
    /// What it counts as.
    pub standing: Standing,
    /// Papers of it that are không số hóa.
    pub exempted: u32,
}

/// The table of a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The month.
    pub month: Month,
    /// What the rows stand for.
    pub by: By,
    /// Rows, the most late and overdue ones first.
    pub rows: Vec<Row>,
    /// What is không số hóa of the dossiers in it.
    pub exempted: Exempted,
}

impl Table {
    /// Adds up, and puts the rows first that need somebody.
    pub fn of((month, by): (Month, By), cases: impl IntoIterator<Item = (Key, Standing)>) -> Self {
        let mut rows = std::collections::BTreeMap::<String, Row>::new();
        for (of, standing) in cases {
            let row = rows.entry(of.key.clone()).or_insert_with(|| Row {
                of,
                counts: Counts::default(),
            });
            row.counts.add(standing);
        }
        let mut rows: Vec<Row> = rows.into_values().collect();
        rows.sort_by_key(|row| {
            std::cmp::Reverse((row.counts.late + row.counts.open, row.counts.count(Column::Done)))
        });
        let exempted = Exempted::default();
        Self {
            month,
            by,
            rows,
            exempted,
        }
    }

    /// The last row: sums, and the ratio of the sums.
    pub fn total(&self) -> Counts {
        let mut total = Counts::default();
        for Row { counts, .. } in &self.rows {
            total.on_time += counts.on_time;
            total.late += counts.late;
            total.kept += counts.kept;
            total.no_due += counts.no_due;
            total.open += counts.open;
            total.open_kept += counts.open_kept;
        }
        total
    }
}

/// Up to when a month's open dossiers must have been due: now, or its end where it is over.
pub fn due_before(month: Month, now: Moment) -> Moment {
    month.range().1.min(now)
}
