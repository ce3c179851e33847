//! Exact amounts of time and the limit a procedure states. Hundredths, never floats.

use std::fmt;
use std::str::FromStr;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Seconds of one working day in the hour-exact count: 8 hours, whatever the office's own day.
pub const DAY: u64 = 8 * 3600;
const HOUR: u64 = 3600;

/// A decimal amount with at most two decimals, from 0 to 9999.99. Text form with a point, without needless zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Amount {
    hundredths: u32,
}

/// Why text is not an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum AmountError {
    /// Not a decimal number, or too many decimals.
    #[error("not an amount with at most two decimals")]
    Number,
    /// More than 9999, or nothing at all.
    #[error("amount out of range")]
    Range,
    /// Not `d`, `h` or `cd` behind the number.
    #[error("unknown unit of a time limit")]
    Unit,
}

/// What an amount counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Working days.
    Day,
    /// Working hours.
    Hour,
    /// Days of the calendar.
    CalendarDay,
}

/// How a limit is counted (domain.md §5.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Policy {
    /// To the second through the working hours; 1 day is 8 hours.
    Hours,
    /// The day of reception is not counted; due at the close of the n-th working day (Điều 147–148 BLDS).
    Days,
    /// Within the day; after the cut-off, the next working day.
    SameDay,
}

/// The time limit of a procedure. "No limit" is the absence of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Limit {
    /// How much; not looked at by [`Policy::SameDay`].
    pub amount: Amount,
    /// Of what.
    pub unit: Unit,
    /// Counted how.
    pub policy: Policy,
}

impl Amount {
    /// A whole amount; above 9999 it is 9999.
    pub fn whole(amount: u16) -> Self {
        Self {
            hundredths: u32::from(amount.min(9999)) * 100,
        }
    }

    /// Is it nothing?
    pub fn is_zero(self) -> bool {
        self.hundredths == 0
    }

    /// The next whole number where it is not whole.
    pub fn whole_up(self) -> u32 {
        self.hundredths.div_ceil(100)
    }
}

impl Limit {
    /// The time of one step, counted as the dossier's own limit is; to the hour where that is none or within the day.
    pub fn of_step((amount, unit): (Amount, Unit), policy: Option<Policy>) -> Self {
        let policy = policy.filter(|policy| *policy != Policy::SameDay);
        Self {
            amount,
            unit,
            policy: policy.unwrap_or(Policy::Hours),
        }
    }

    /// The limit in working seconds.
    pub fn seconds(self) -> u64 {
        let unit = if self.unit == Unit::Hour { HOUR } else { DAY };
        u64::from(self.amount.hundredths) * unit / 100
    }

    /// The limit as working time.
    pub fn time(self) -> TimeDelta {
        TimeDelta::try_seconds(self.seconds().cast_signed()).unwrap_or(TimeDelta::MAX)
    }

    /// The limit in half working days, rounded up, since an office may not promise less than the law gives it.
    pub fn half_days(self) -> u32 {
        u32::try_from(self.seconds().div_ceil(DAY / 2)).unwrap_or(u32::MAX)
    }

    /// Reads `0.5d`, `4h`, `10d`, `15cd` (also with a decimal comma) as the command line gives it.
    pub fn parse_amount(text: &str) -> Result<(Amount, Unit), AmountError> {
        let text = text.trim().to_ascii_lowercase();
        for (suffix, unit) in [("cd", Unit::CalendarDay), ("d", Unit::Day), ("h", Unit::Hour)] {
            if let Some(number) = text.strip_suffix(suffix) {
                let amount: Amount = number.trim_end().parse()?;
                return if amount.is_zero() {
                    Err(AmountError::Range)
                } else {
                    Ok((amount, unit))
                };
            }
        }
        Err(AmountError::Unit)
    }
}

impl Unit {
    const WORDS: [(Self, &'static str); 3] = [
        (Self::Day, "day"),
        (Self::Hour, "hour"),
        (Self::CalendarDay, "calendar_day"),
    ];

    /// The word of the database, the log and JSON.
    pub fn word(self) -> &'static str {
        Self::WORDS
            .iter()
            .find(|(unit, _)| *unit == self)
            .map_or("day", |(_, word)| word)
    }

    /// Reads [`Self::word`].
    pub fn from_word(word: &str) -> Option<Self> {
        Self::WORDS
            .iter()
            .find(|(_, known)| *known == word)
            .map(|(unit, _)| *unit)
    }
}

impl Policy {
    const WORDS: [(Self, &'static str); 3] = [
        (Self::Hours, "hours"),
        (Self::Days, "days"),
        (Self::SameDay, "same_day"),
    ];

    /// The word of the database, the log and JSON.
    pub fn word(self) -> &'static str {
        Self::WORDS
            .iter()
            .find(|(policy, _)| *policy == self)
            .map_or("hours", |(_, word)| word)
    }

    /// Reads [`Self::word`].
    pub fn from_word(word: &str) -> Option<Self> {
        Self::WORDS
            .iter()
            .find(|(_, known)| *known == word)
            .map(|(policy, _)| *policy)
    }
}

impl FromStr for Amount {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, AmountError> {
        let (whole, part) = text.trim().split_once(['.', ',']).unwrap_or((text.trim(), "0"));
        let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number(whole) || !is_number(part) || part.len() > 2 {
            return Err(AmountError::Number);
        }
        let whole: u32 = whole.parse().map_err(|_| AmountError::Range)?;
        let part: u32 = format!("{part:0<2}").parse().map_err(|_| AmountError::Number)?;
        if whole > 9999 {
            return Err(AmountError::Range);
        }
        Ok(Self {
            hundredths: whole * 100 + part,
        })
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.hundredths / 100, self.hundredths % 100);
        match part {
            0 => write!(f, "{whole}"),
            part if part % 10 == 0 => write!(f, "{whole}.{}", part / 10),
            part => write!(f, "{whole}.{part:02}"),
        }
    }
}

impl TryFrom<String> for Amount {
    type Error = AmountError;

    fn try_from(text: String) -> Result<Self, AmountError> {
        text.parse()
    }
}

impl From<Amount> for String {
    fn from(amount: Amount) -> Self {
        amount.to_string()
    }
}
