//! Why a dossier is due when it is: the days one by one (W39, `deadline --explain`).

use chrono::{NaiveDate, NaiveDateTime, SubsecRound};
use serde::{Deserialize, Serialize};

use super::{Limit, OfficeTime, Policy, Unit};
use crate::domain::calendar::{Day, DayRow};

/// What a day between reception and due time does to the count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// The day of reception, where the policy does not count it.
    Received,
    /// Counted.
    Working,
    /// Counted: a Saturday or Sunday worked instead of another day.
    Swapped,
    /// Counted although foreseen as a day off: not yet confirmed.
    Projected,
    /// Saturday or Sunday, not counted.
    Weekend,
    /// A day off, not counted.
    Off,
    /// A calendar day, counted whatever it is.
    Calendar,
}

/// One day of an explanation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The day.
    pub date: NaiveDate,
    /// What it does.
    pub kind: StepKind,
    /// Name of the holiday or exception; empty for plain days.
    pub name: String,
    /// Working seconds that count towards the limit on this day.
    pub counted_seconds: u64,
}

/// A due time with its reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The due time.
    pub due: NaiveDateTime,
    /// Every day from reception to the due day.
    pub steps: Vec<Step>,
    /// Unconfirmed days counted as worked.
    pub projected: Vec<DayRow>,
    /// Years for which the calendar has no official days off.
    pub missing_years: Vec<i32>,
}

impl OfficeTime {
    /// [`OfficeTime::due`] with each day's part in it. `None` as there.
    pub fn explain(&self, received: NaiveDateTime, limit: Limit) -> Option<Explanation> {
        let due = self.due(received, limit)?;
        let days = received.date().iter_days().take_while(|day| *day <= due.date());
        let projected = self.calendar.touches_projected(received.date(), due.date());
        // In whole seconds, as people read them; the two stand at the same fraction of one, so nothing of the sum is lost.
        let span = (received.trunc_subsecs(0), due.trunc_subsecs(0));
        Some(Explanation {
            due,
            steps: days.map(|day| self.step(day, span, limit)).collect(),
            projected: projected.into_iter().cloned().collect(),
            missing_years: self.calendar.missing_years(received.date(), due.date()),
        })
    }

    fn step(&self, date: NaiveDate, span: (NaiveDateTime, NaiveDateTime), limit: Limit) -> Step {
        let (received, due) = span;
        let (mut kind, name) = match self.calendar.day(date) {
            Day::Working => (StepKind::Working, String::new()),
            Day::Swapped(row) => (StepKind::Swapped, row.name.clone()),
            Day::Projected(row) => (StepKind::Projected, row.name.clone()),
            Day::Weekend => (StepKind::Weekend, String::new()),
            Day::Off(row) => (StepKind::Off, row.name.clone()),
        };
        if self.is_uncounted_start(date, received, limit) {
            kind = StepKind::Received;
        } else if limit.unit == Unit::CalendarDay && limit.policy != Policy::SameDay {
            let skipped = self.skip_holidays && kind == StepKind::Off;
            kind = if skipped {
                StepKind::Off
            } else {
                StepKind::Calendar
            };
        }
        Step {
            date,
            kind,
            name,
            counted_seconds: self.counted(kind, date, (received, due), limit.policy),
        }
    }

    fn is_uncounted_start(&self, date: NaiveDate, received: NaiveDateTime, limit: Limit) -> bool {
        let counts = match (limit.policy, limit.unit) {
            (Policy::Hours, Unit::Day | Unit::Hour) => true,
            (Policy::Hours | Policy::Days, Unit::CalendarDay) | (Policy::Days, Unit::Day | Unit::Hour) => {
                false
            }
            (Policy::SameDay, _) => self.counts_today(received),
        };
        date == received.date() && !counts && self.calendar.is_worked(date)
    }

    fn counted(
        &self,
        kind: StepKind,
        date: NaiveDate,
        span: (NaiveDateTime, NaiveDateTime),
        policy: Policy,
    ) -> u64 {
        match kind {
            StepKind::Received | StepKind::Weekend | StepKind::Off | StepKind::Calendar => 0,
            StepKind::Working | StepKind::Swapped | StepKind::Projected => {
                let from = if policy == Policy::Days {
                    date.and_hms_opt(0, 0, 0).unwrap_or(span.0)
                } else {
                    span.0
                };
                self.seconds_of(date, from, span.1)
            }
        }
    }
}
