//! How long a paper is valid: `1d`, `3m`, `5y`, and the day on which that ends.
//!
//! Knows nothing of working days: a validity runs through holidays.

#[cfg(test)]
mod tests;
pub mod text;

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::viet;

/// A term of validity in whole days, months or years. At least 1, at most 9999. "No term" is the absence of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Term {
    /// `15d`
    Days(u16),
    /// `3m`
    Months(u16),
    /// `10y`
    Years(u16),
}

/// Why a typed term is not one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TermError {
    /// Nothing typed: no term, not a fault of its own.
    #[error("empty term")]
    Empty,
    /// No unit, or one that is not known.
    #[error("unknown unit of a term")]
    Unit,
    /// Not a whole number from 1 to 9999.
    #[error("amount of a term out of range")]
    Amount,
}

/// Last year a date may have, so that every date keeps its ten characters.
const LAST_YEAR: i32 = 9999;

type Make = fn(u16) -> Term;

/// What officers type for a unit, already folded. `n` is năm, as in the letter's offices.
const UNITS: [(&str, Make); 9] = [
    ("d", Term::Days),
    ("ngay", Term::Days),
    ("m", Term::Months),
    ("t", Term::Months),
    ("thang", Term::Months),
    ("y", Term::Years),
    ("n", Term::Years),
    ("nam", Term::Years),
    ("year", Term::Years),
];

impl Term {
    /// The last day of validity when it begins on `start`. The same day of the month, or the month's last day
    /// where that is absent (Điều 148.3 Bộ luật Dân sự). `None` beyond the year 9999.
    pub fn ends_on(self, start: NaiveDate) -> Option<NaiveDate> {
        let end = match self {
            Self::Days(days) => start.checked_add_days(Days::new(days.into())),
            Self::Months(months) => start.checked_add_months(Months::new(months.into())),
            Self::Years(years) => start.checked_add_months(Months::new(u32::from(years) * 12)),
        };
        end.filter(|end| end.year() <= LAST_YEAR)
    }

    /// The term that leads from `start` to `end`, said in the largest unit that fits. `None` where `end` is not
    /// after `start`, or where only more than 9999 days would say it.
    pub fn between(start: NaiveDate, end: NaiveDate) -> Option<Self> {
        if end <= start {
            return None;
        }
        let months =
            (end.year() - start.year()) * 12 + (end.month0().cast_signed() - start.month0().cast_signed());
        let candidates = [
            (months % 12 == 0).then_some((months / 12, Self::Years as Make)),
            Some((months, Self::Months)),
        ];
        let by_month = candidates
            .into_iter()
            .flatten()
            .filter_map(|(amount, make)| whole(amount.into()).map(make))
            .find(|term| term.ends_on(start) == Some(end));
        by_month.or_else(|| whole((end - start).num_days()).map(Self::Days))
    }

    /// Do a typed term and a typed last day say the same?
    pub fn agrees(self, start: NaiveDate, end: NaiveDate) -> bool {
        self.ends_on(start) == Some(end)
    }
}

fn whole(amount: i64) -> Option<u16> {
    u16::try_from(amount)
        .ok()
        .filter(|amount| (1..=9999).contains(amount))
}

impl FromStr for Term {
    type Err = TermError;

    fn from_str(typed: &str) -> Result<Self, TermError> {
        let folded = viet::fold(typed);
        if folded.is_empty() {
            return Err(TermError::Empty);
        }
        let digits = folded.len() - folded.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (amount, unit) = folded.split_at(digits);
        let make = UNITS
            .iter()
            .find(|(word, _)| *word == unit.trim_start())
            .ok_or(TermError::Unit);
        if amount.is_empty() {
            // `-1y` and `abc` differ: the first has a unit, so its number is what is wrong.
            return Err(if folded.ends_with(['d', 'm', 'y']) {
                TermError::Amount
            } else {
                TermError::Unit
            });
        }
        let make = make?.1;
        if amount.starts_with('0') {
            return Err(TermError::Amount);
        }
        amount
            .parse()
            .ok()
            .and_then(whole)
            .map(make)
            .ok_or(TermError::Amount)
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Days(amount) => write!(f, "{amount}d"),
            Self::Months(amount) => write!(f, "{amount}m"),
            Self::Years(amount) => write!(f, "{amount}y"),
        }
    }
}

impl TryFrom<String> for Term {
    type Error = TermError;

    fn try_from(text: String) -> Result<Self, TermError> {
        text.parse()
    }
}

impl From<Term> for String {
    fn from(term: Term) -> Self {
        term.to_string()
    }
}
