//! What the month's form lacks: which dossiers keep its two ratios from 100 %, and which of them lack least.
//!
//! Judges the facts the form itself is counted from ([`crate::domain::tally`]); counts nothing on its own.

use crate::domain::digitise::Counting;
use crate::domain::digitise::exempted::Exempted;
use crate::domain::ids::DossierId;
use crate::domain::moves::{Move, may_start};
use crate::domain::tally::{Column, Counts, Facts, Month, Why};
use crate::domain::time::Moment;

#[cfg(test)]
mod tests;
pub mod text;

/// The day of the month from which Home rehearses the form: the office still has some days to put right what lacks.
pub const REHEARSED_FROM: u32 = 25;

/// What one dossier lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lack {
    /// Files that its papers lack, where it is in (3) and neither in (7) nor in (8); else 0.
    pub papers: u32,
    /// It is in (10) and not in (11).
    pub result: bool,
}

impl Lack {
    /// What this dossier lacks in the month; nothing where no act of the office would lift a ratio. A dossier that the
    /// setting leaves out (electronic papers) lacks nothing, and neither does one that is closed and takes no file any more.
    pub fn of(facts: &Facts, counting: Counting) -> Option<Self> {
        let papers = match facts.why_not(Column::DigitisedRatio, counting) {
            Some(Why::Papers { have, need, .. }) if may_start(Move::Components, facts.status) => {
                need.saturating_sub(have)
            }
            _ => 0,
        };
        let result = facts.why_not(Column::ResultRatio, counting) == Some(Why::NoResultFile)
            && may_start(Move::CorrectOutcome, facts.status);
        (papers > 0 || result).then_some(Self { papers, result })
    }

    /// Files that must be made.
    pub fn files(self) -> u32 {
        self.papers + u32::from(self.result)
    }
}

/// A dossier that would lift a ratio.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lacking {
    /// Which.
    pub dossier: DossierId,
    /// Its code.
    pub code: Option<String>,
    /// Chủ hồ sơ.
    pub holder: String,
    /// Name of the procedure.
    pub procedure: String,
    /// What it lacks.
    pub lack: Lack,
    /// Papers of it that are không số hóa.
    pub exempted: u32,
}

/// What sorts a dossier among those that lack something: the least first, of equals the one that came first.
pub fn order(lack: Lack, received: Option<Moment>) -> (u32, Lack, Option<Moment>) {
    (lack.files(), lack, received)
}

/// The month's form as it would stand now, and what lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rehearsal {
    /// The month.
    pub month: Month,
    /// Numbers of the own unit.
    pub counts: Counts,
    /// The first ones, in [`order`].
    pub lacking: Vec<Lacking>,
    /// All that lack something.
    pub total: u32,
    /// What is không số hóa of the dossiers received in the month, whether or not they lack something.
    pub exempted: Exempted,
}
