//! Time limits and due times: three ways of counting, with the reasons day by day.
//!
//! Works on the office's local time (+07:00) and whole seconds; never on floats, never on the clock.

mod amount;
mod count;
mod explain;
mod pace;
#[cfg(test)]
mod tests;
pub mod text;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

pub use amount::{Amount, AmountError, DAY, Limit, Policy, Unit};
pub use explain::{Explanation, Step, StepKind};
pub use pace::Pace;

use super::calendar::{Calendar, Day, Hours};
use super::time::Moment;

/// When the office works: what every due time is counted with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeTime {
    /// Days off and worked Saturdays.
    pub calendar: Calendar,
    /// Hours of a worked day.
    pub hours: Hours,
    /// After this time a same-day dossier, and the forwarding of any, move to the next working day.
    pub cutoff: NaiveTime,
    /// Where the morning ends, for half days counted by days.
    pub half_day_split: NaiveTime,
    /// Days off do not count among calendar days (domain.md §5.2.3). Saturdays and Sundays do in either case.
    pub skip_holidays: bool,
}

/// How the time a citizen needed for a supplement is treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SupplementClock {
    /// The limit begins again from zero once all is complete (Điều 19.4, NĐ 61/2018).
    #[default]
    Restart,
    /// The waiting time is taken out; what remained then still remains.
    Pause,
}

/// One wait for the citizen: asked and answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// When the supplement was asked for.
    pub asked: NaiveDateTime,
    /// When everything was there.
    pub answered: NaiveDateTime,
}

/// Where the count begins, and the pauses after it. The last wait that restarts the limit is where; within the day
/// every wait does.
pub fn counted_from(
    received: NaiveDateTime,
    limit: Limit,
    waits: &[(Wait, SupplementClock)],
) -> (NaiveDateTime, &[(Wait, SupplementClock)]) {
    let restarts = |(_, clock): &(Wait, SupplementClock)| {
        *clock == SupplementClock::Restart || limit.policy == Policy::SameDay
    };
    match waits.iter().rposition(restarts) {
        Some(at) => (waits[at].0.answered, &waits[at + 1..]),
        None => (received, waits),
    }
}

/// What a new appointment must be later than: what was promised; after an apology only the due time, so that a day that
/// was mistyped in the first can be mended by the second, which a leader approves.
pub fn new_promise_after(due: Option<Moment>, promised: Option<Moment>, apologies: u32) -> Option<Moment> {
    if apologies == 0 { promised.max(due) } else { due }
}

impl Default for OfficeTime {
    fn default() -> Self {
        Self::new(Calendar::shipped().clone(), Hours::default())
    }
}

impl OfficeTime {
    /// With the cut-off at 15:00 (Điều 18, NĐ 61/2018) and mornings that end by 12:00.
    pub fn new(calendar: Calendar, hours: Hours) -> Self {
        let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
        Self {
            calendar,
            hours,
            cutoff: at(15),
            half_day_split: at(12),
            skip_holidays: false,
        }
    }

    /// When a dossier received at `received` is due. `None` only where the calendar ends or is broken.
    pub fn due(&self, received: NaiveDateTime, limit: Limit) -> Option<NaiveDateTime> {
        match (limit.policy, limit.unit) {
            (Policy::SameDay, _) => self.same_day(received),
            (Policy::Hours, Unit::Day | Unit::Hour) => self.add_working_time(received, limit.time()),
            (Policy::Days, Unit::Day | Unit::Hour) => self.add_half_days(received.date(), limit.half_days()),
            (Policy::Hours | Policy::Days, Unit::CalendarDay) => self.add_calendar_days(received, limit),
        }
    }

    /// The new due time after supplements. Waits are in order and do not overlap.
    pub fn due_after_waits(
        &self,
        received: NaiveDateTime,
        limit: Limit,
        waits: &[Wait],
        clock: SupplementClock,
    ) -> Option<NaiveDateTime> {
        let clocked: Vec<_> = waits.iter().map(|wait| (*wait, clock)).collect();
        self.due_after_mixed(received, limit, &clocked)
    }

    /// As [`Self::due_after_waits`], where each wait has its own reading: those for papers one, those for money another.
    pub fn due_after_mixed(
        &self,
        received: NaiveDateTime,
        limit: Limit,
        waits: &[(Wait, SupplementClock)],
    ) -> Option<NaiveDateTime> {
        let (start, waits) = counted_from(received, limit, waits);
        let Some((last, _)) = waits.last() else {
            return self.due(start, limit);
        };
        let starts = std::iter::once(start).chain(waits.iter().map(|(wait, _)| wait.answered));
        let spans = starts.zip(waits.iter().map(|(wait, _)| wait.asked));
        self.due_of_rest(limit, &spans.collect::<Vec<_>>(), last.answered)
    }

    /// The latest time at which reception must have forwarded: the same day's close, or the opening of the next
    /// working day for what came after the cut-off or on a day of rest (Điều 18.2–3, NĐ 61/2018).
    pub fn forward_by(&self, received: NaiveDateTime) -> Option<NaiveDateTime> {
        if self.counts_today(received) {
            return Some(received.date().and_time(self.hours.close()));
        }
        Some(
            self.calendar
                .worked_after(received.date())?
                .and_time(self.hours.open()),
        )
    }

    /// When the work of one step must be done, from when it was entered ([`Limit::of_step`]). What was forwarded after
    /// the cut-off is entered at the opening of the next working day (Điều 18.2–3, NĐ 61/2018).
    pub fn step_due(&self, entered: NaiveDateTime, limit: Limit) -> Option<NaiveDateTime> {
        let from = if self.counts_today(entered) {
            entered
        } else {
            self.calendar
                .worked_after(entered.date())?
                .and_time(self.hours.open())
        };
        self.due(from, limit)
    }

    /// Came on a worked day and not after the cut-off? At the cut-off itself still counts.
    pub fn counts_today(&self, received: NaiveDateTime) -> bool {
        self.calendar.is_worked(received.date()) && received.time() <= self.cutoff
    }

    /// Does the office work at this very time? Both ends of an interval belong to it.
    pub fn is_open(&self, at: NaiveDateTime) -> bool {
        self.calendar.is_worked(at.date()) && self.hours.holds(at.time())
    }

    fn same_day(&self, received: NaiveDateTime) -> Option<NaiveDateTime> {
        let day = if self.counts_today(received) {
            received.date()
        } else {
            self.calendar.worked_after(received.date())?
        };
        Some(day.and_time(self.hours.close()))
    }

    /// The close of a worked day, or the end of its morning where a half day is left over.
    fn add_half_days(&self, from: NaiveDate, halves: u32) -> Option<NaiveDateTime> {
        let day = self.calendar.add_working_days(from, halves.div_ceil(2).max(1))?;
        let end = if halves % 2 == 1 {
            self.hours.half(self.half_day_split)
        } else {
            self.hours.close()
        };
        Some(day.and_time(end))
    }

    /// Calendar days run through days of rest, but never end on one (Điều 148.5 Bộ luật Dân sự).
    fn add_calendar_days(&self, received: NaiveDateTime, limit: Limit) -> Option<NaiveDateTime> {
        let days = limit.amount.whole_up();
        let day = if self.skip_holidays {
            let counts = |day: &NaiveDate| !matches!(self.calendar.day(*day), Day::Off(_));
            let after = received.date().iter_days().skip(1).filter(counts);
            after
                .take(usize::try_from(days).ok()?)
                .last()
                .unwrap_or(received.date())
        } else {
            received.date().checked_add_days(chrono::Days::new(days.into()))?
        };
        if limit.policy == Policy::Hours {
            return self.normalise(day.and_time(received.time()));
        }
        Some(
            self.calendar
                .worked_on_or_after(day)?
                .and_time(self.hours.close()),
        )
    }

    fn due_of_rest(
        &self,
        limit: Limit,
        spans: &[(NaiveDateTime, NaiveDateTime)],
        from: NaiveDateTime,
    ) -> Option<NaiveDateTime> {
        match (limit.policy, limit.unit) {
            (Policy::Hours, Unit::Day | Unit::Hour) => {
                let used: TimeDelta = spans.iter().map(|(a, b)| self.working_time_between(*a, *b)).sum();
                self.add_working_time(from, limit.time() - used)
            }
            (Policy::Days | Policy::SameDay, Unit::Day | Unit::Hour) => {
                let days = |(a, b): &(NaiveDateTime, NaiveDateTime)| {
                    self.calendar.working_days_between(a.date(), b.date())
                };
                let used: u32 = spans.iter().map(days).sum();
                match limit.half_days().saturating_sub(used.saturating_mul(2)) {
                    0 => Some(
                        self.calendar
                            .worked_on_or_after(from.date())?
                            .and_time(self.hours.close()),
                    ),
                    halves => self.add_half_days(from.date(), halves),
                }
            }
            (Policy::Hours | Policy::Days | Policy::SameDay, Unit::CalendarDay) => {
                let used: i64 = spans
                    .iter()
                    .map(|(a, b)| (b.date() - a.date()).num_days().max(0))
                    .sum();
                let left = i64::from(limit.amount.whole_up()).saturating_sub(used).max(0);
                let left = Amount::whole(u16::try_from(left).unwrap_or(u16::MAX));
                self.add_calendar_days(
                    from,
                    Limit {
                        amount: left,
                        ..limit
                    },
                )
            }
        }
    }
}
