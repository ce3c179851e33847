//! A month as the office counts it: from midnight to midnight at +07:00, its end not in it.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::time::Moment;

/// A calendar month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month(NaiveDate);

impl Month {
    /// The month of this day.
    pub fn of(day: NaiveDate) -> Self {
        Self(day.with_day(1).unwrap_or(day))
    }

    /// The month in which the office's clock showed this.
    pub fn at(moment: Moment) -> Self {
        Self::of(moment.date())
    }

    /// Its first day.
    pub fn first_day(self) -> NaiveDate {
        self.0
    }

    /// Its last day.
    pub fn last_day(self) -> NaiveDate {
        let next = self.plus(1).0;
        next.pred_opt().unwrap_or(next)
    }

    /// So many months later, or earlier; stays at the calendar's ends.
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        let by = chrono::Months::new(months.unsigned_abs());
        let moved = if months < 0 {
            self.0.checked_sub_months(by)
        } else {
            self.0.checked_add_months(by)
        };
        moved.map_or(self, Self)
    }

    /// From its first instant up to, and without, the first one of the next.
    pub fn range(self) -> (Moment, Moment) {
        let start = |month: Self| Moment::from_local(month.0.into());
        (start(self), start(self.plus(1)))
    }

    /// Does it hold this instant?
    pub fn has(self, at: Moment) -> bool {
        let (from, to) = self.range();
        from <= at && at < to
    }

    /// `02/2023`.
    pub fn shown(self) -> String {
        self.0.format("%m/%Y").to_string()
    }

    /// Reads `2/2023`, `02/2023` and `2023-02` as an officer types them.
    pub fn typed(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some((month, year)) = text.split_once('/') {
            return dated(year.trim(), month.trim());
        }
        text.parse().ok()
    }
}

fn dated(year: &str, month: &str) -> Option<Month> {
    let is_year = year.len() == 4;
    let (year, month) = (year.parse().ok()?, month.parse().ok()?);
    NaiveDate::from_ymd_opt(year, month, 1)
        .filter(|_| is_year)
        .map(Month)
}

/// It is no month `YYYY-MM`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoMonth;

impl fmt::Display for NoMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not YYYY-MM")
    }
}

impl FromStr for Month {
    type Err = NoMonth;

    fn from_str(text: &str) -> Result<Self, NoMonth> {
        let (year, month) = text.split_once('-').ok_or(NoMonth)?;
        dated(year, month).filter(|_| month.len() == 2).ok_or(NoMonth)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m"))
    }
}

impl TryFrom<String> for Month {
    type Error = NoMonth;

    fn try_from(text: String) -> Result<Self, NoMonth> {
        text.parse()
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}
