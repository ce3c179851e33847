//! The numbers of a day that belong to one desk, so that desks without a network never give the same one.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A desk's numbers, both ends included; never empty, never 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SeqRange {
    first: u32,
    last: u32,
}

/// Why text is no range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum RangeError {
    /// Not `A-B` in digits, at most seven each.
    #[error("want A-B")]
    Form,
    /// A is 0, or B is less than A.
    #[error("range out of order")]
    Order,
}

impl SeqRange {
    /// Desk N has (N−1)·1000+1 to N·1000−1; desk 1 begins with 0001. Desk 0 counts as 1.
    pub fn of_desk(desk: u16) -> Self {
        let last = u32::from(desk.max(1)) * 1000 - 1;
        Self {
            first: last - 998,
            last,
        }
    }

    /// From `first` to `last`; a range that would be empty has `first` alone.
    pub fn between(first: u32, last: u32) -> Self {
        let first = first.max(1);
        Self {
            first,
            last: last.max(first),
        }
    }

    /// The first number.
    pub fn first(self) -> u32 {
        self.first
    }

    /// The last number.
    pub fn last(self) -> u32 {
        self.last
    }

    /// Is `seq` one of them?
    pub fn contains(self, seq: u32) -> bool {
        (self.first..=self.last).contains(&seq)
    }

    /// The number after the last one given out on the day; `None` once the range is used up. A last number from
    /// before the range (it was changed during the day) begins the range.
    pub fn next_after(self, last: Option<u32>) -> Option<u32> {
        let next = last.map_or(self.first, |last| last.saturating_add(1).max(self.first));
        (next <= self.last).then_some(next)
    }

    /// Do two desks share a number?
    pub fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

impl FromStr for SeqRange {
    type Err = RangeError;

    fn from_str(text: &str) -> Result<Self, RangeError> {
        let (first, last) = text.split_once(['-', '\u{2013}']).ok_or(RangeError::Form)?;
        let number = |digits: &str| {
            let digits = digits.trim();
            let is_short = digits.len() <= 7 && super::is_digits(digits);
            if is_short {
                digits.parse::<u32>().map_err(|_| RangeError::Form)
            } else {
                Err(RangeError::Form)
            }
        };
        let (first, last) = (number(first)?, number(last)?);
        if first == 0 || last < first {
            return Err(RangeError::Order);
        }
        Ok(Self { first, last })
    }
}

/// `0001-0999`.
impl fmt::Display for SeqRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:04}", self.first, self.last)
    }
}
