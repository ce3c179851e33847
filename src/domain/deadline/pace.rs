//! How a dossier stands against its due time, in working days.

use chrono::NaiveDateTime;

use super::OfficeTime;

/// A dossier against its due time. The words are in `say`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pace {
    /// No limit.
    Unlimited,
    /// Waits for the citizen; the clock stands.
    Paused,
    /// Open, past the due time by so many working days, at least 1.
    Overdue(u32),
    /// Open, due today.
    Today,
    /// Open, so many working days left, at least 1.
    Left(u32),
    /// Finished on a day before the due day.
    Early,
    /// Finished on the due day, not later than the due time.
    OnTime,
    /// Finished after the due time, by so many working days, at least 1.
    Late(u32),
}

impl OfficeTime {
    /// How an open dossier stands at `now`.
    pub fn pace(&self, due: Option<NaiveDateTime>, now: NaiveDateTime) -> Pace {
        let Some(due) = due else { return Pace::Unlimited };
        if now > due {
            return Pace::Overdue(self.calendar.working_days_between(due.date(), now.date()).max(1));
        }
        if due.date() == now.date() {
            return Pace::Today;
        }
        Pace::Left(self.calendar.working_days_between(now.date(), due.date()).max(1))
    }

    /// How a finished dossier stood: on time means the due day and not later, early a day before (domain.md §5.2).
    pub fn finished_pace(&self, due: Option<NaiveDateTime>, finished: NaiveDateTime) -> Pace {
        match due {
            None => Pace::Unlimited,
            Some(due) if finished > due => Pace::Late(
                self.calendar
                    .working_days_between(due.date(), finished.date())
                    .max(1),
            ),
            Some(due) if finished.date() == due.date() => Pace::OnTime,
            Some(_) => Pace::Early,
        }
    }
}
