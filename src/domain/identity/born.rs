//! Dates as people and cards write them; a birth may be only a year.

use std::fmt;

use chrono::{Datelike, NaiveDate};

use crate::domain::viet;

/// A birth: a day, or only its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Born {
    /// Only the year is known.
    Year(i32),
    /// The day.
    Day(NaiveDate),
}

impl Born {
    /// Reads `05/09/1992`, `5-9-1992`, `05091992`, `1992-09-05`, `1992`, and `00001992` or `00/00/1992` as the
    /// year alone.
    pub fn parse(text: &str) -> Option<Self> {
        let (day, month, year) = parts(text)?;
        if day == 0 {
            return Some(Self::Year(year));
        }
        NaiveDate::from_ymd_opt(year, month, day).map(Self::Day)
    }

    /// The year.
    pub fn year(self) -> i32 {
        match self {
            Self::Year(year) => year,
            Self::Day(day) => day.year(),
        }
    }

    /// The day, where it is known.
    pub fn day(self) -> Option<NaiveDate> {
        match self {
            Self::Year(_) => None,
            Self::Day(day) => Some(day),
        }
    }
}

/// `05/09/1992` or `1992`: the form in which it is kept and shown.
impl fmt::Display for Born {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year}"),
            Self::Day(day) => write!(f, "{}", day.format("%d/%m/%Y")),
        }
    }
}

/// A whole day as typed in a date field: the forms of [`Born::parse`], but never a year alone.
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    Born::parse(text)?.day()
}

/// Day, month and year; day 0 where there is none. Years from 1800, so that a slip like `0192` is no date.
fn parts(text: &str) -> Option<(u32, u32, i32)> {
    let text = viet::tidy(text);
    let fields: Vec<&str> = text
        .split(['/', '-', '.', ' '])
        .filter(|field| !field.is_empty())
        .collect();
    if !fields
        .iter()
        .all(|field| field.len() <= 8 && field.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return None;
    }
    let (day, month, year) = match fields.as_slice() {
        [year] if year.len() == 4 => ("0", "0", *year),
        [all] if all.len() == 8 => (&all[..2], &all[2..4], &all[4..]),
        [year, month, day] if year.len() == 4 => (*day, *month, *year),
        [day, month, year] if year.len() == 4 => (*day, *month, *year),
        _ => return None,
    };
    let year = year.parse().ok().filter(|year| (1800..=9999).contains(year))?;
    let (day, month): (u32, u32) = (day.parse().ok()?, month.parse().ok()?);
    // "00/09/1992": a card that knows the month alone is kept as its year.
    Some((if month == 0 { 0 } else { day }, month, year))
}
