//! The office's calendar: which days are worked, and its hours.
//!
//! Never reads a file: rows come in from the shipped table or the store. Knows no time limits; see `deadline`.

mod hours;
mod rows;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use chrono::{Datelike, NaiveDate, Weekday};

pub use hours::{Hours, HoursError, parse_time};
pub use rows::{AS_SHIPPED, CalendarError, DayKind, DayRow, DayStatus, Entry};

/// The calendar as shipped (see `scripts/` for where its rows come from).
const SHIPPED: &str = include_str!("../../../assets/calendar/days.csv");

/// Longest stretch looked through for the next working day; a table with more days off in a row is broken.
const LONGEST_REST: usize = 366;

/// Days that differ from the plain week: days off, and Saturdays or Sundays that are worked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Calendar {
    days: BTreeMap<NaiveDate, DayRow>,
}

/// What the calendar says of one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day<'a> {
    /// An ordinary working day.
    Working,
    /// A day of rest that is worked instead of another (ngày làm bù).
    Swapped(&'a DayRow),
    /// Foreseen, not yet confirmed: worked until an administrator confirms it.
    Projected(&'a DayRow),
    /// Saturday or Sunday.
    Weekend,
    /// A day off.
    Off(&'a DayRow),
}

impl Day<'_> {
    /// Does this day count?
    pub fn is_worked(self) -> bool {
        match self {
            Self::Working | Self::Swapped(_) | Self::Projected(_) => true,
            Self::Weekend | Self::Off(_) => false,
        }
    }
}

/// The lines of a calendar file: days, and days that shall be as shipped again (kind [`AS_SHIPPED`], nothing after it
/// needed).
pub fn entries(text: &str) -> Result<Vec<Entry>, CalendarError> {
    rows::read(text)
}

/// As [`entries`], for a file that is imported: a day that stands there twice, or cannot be, is refused with its line.
pub fn checked_entries(text: &str) -> Result<Vec<Entry>, CalendarError> {
    let shipped = Calendar::shipped();
    rows::read_checked(text, |on| {
        shipped.row(on).is_some_and(|row| row.kind == DayKind::Off)
    })
}

impl Calendar {
    /// A calendar of these rows. Of two rows for one day the surer one wins, else the later: what was decided before what
    /// the law fixes, and both before what is only foreseen.
    pub fn new(rows: impl IntoIterator<Item = DayRow>) -> Self {
        let mut days = BTreeMap::new();
        for row in rows {
            let is_surer = |known: &DayRow| known.status < row.status;
            if !days.get(&row.on).is_some_and(is_surer) {
                days.insert(row.on, row);
            }
        }
        Self { days }
    }

    /// Reads `date,kind(off|work),status(official|law|projected),name,source`, header line first. Lines that take an entry
    /// away (see [`entries`]) have nothing to take it from here.
    pub fn from_csv(text: &str) -> Result<Self, CalendarError> {
        let days = entries(text)?.into_iter().filter_map(|entry| match entry {
            Entry::Day(row) => Some(row),
            Entry::AsShipped(_) => None,
        });
        Ok(Self::new(days))
    }

    /// The calendar shipped with the program, read once: every answer counts with it. A test proves that it can be read.
    pub fn shipped() -> &'static Self {
        static READ: OnceLock<Calendar> = OnceLock::new();
        READ.get_or_init(|| Self::from_csv(SHIPPED).unwrap_or_default())
    }

    /// The rows, by date.
    pub fn rows(&self) -> impl Iterator<Item = &DayRow> {
        self.days.values()
    }

    /// The rows of one year, by date.
    pub fn year(&self, year: i32) -> impl Iterator<Item = &DayRow> {
        self.days.values().filter(move |row| row.on.year() == year)
    }

    /// The row of `date`, where it has one.
    pub fn row(&self, date: NaiveDate) -> Option<&DayRow> {
        self.days.get(&date)
    }

    /// What the calendar says of `date`.
    pub fn day(&self, date: NaiveDate) -> Day<'_> {
        match self.days.get(&date) {
            // An unconfirmed day is not skipped: the promise may come out earlier, never later (law.md §10).
            Some(row) if row.status == DayStatus::Projected => {
                if row.kind == DayKind::Off && is_weekend(date) {
                    Day::Weekend
                } else {
                    Day::Projected(row)
                }
            }
            Some(row) if row.kind == DayKind::Off => Day::Off(row),
            Some(row) if is_weekend(date) => Day::Swapped(row),
            None if is_weekend(date) => Day::Weekend,
            Some(_) | None => Day::Working,
        }
    }

    /// Is `date` worked?
    pub fn is_worked(&self, date: NaiveDate) -> bool {
        self.day(date).is_worked()
    }

    /// The first worked day on or after `date`. `None` only at the end of time or in a broken table.
    pub fn worked_on_or_after(&self, date: NaiveDate) -> Option<NaiveDate> {
        date.iter_days()
            .take(LONGEST_REST)
            .find(|day| self.is_worked(*day))
    }

    /// The first worked day after `date`.
    pub fn worked_after(&self, date: NaiveDate) -> Option<NaiveDate> {
        self.worked_on_or_after(date.succ_opt()?)
    }

    /// The n-th worked day after `date`, which itself is not counted (Điều 147 Bộ luật Dân sự); `date` for 0.
    pub fn add_working_days(&self, date: NaiveDate, days: u32) -> Option<NaiveDate> {
        (0..days).try_fold(date, |day, _| self.worked_after(day))
    }

    /// Worked days after `from` up to and including `to`; 0 when `to` is not after `from`.
    pub fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> u32 {
        let worked = from
            .iter_days()
            .skip(1)
            .take_while(|day| *day <= to)
            .filter(|day| self.is_worked(*day));
        u32::try_from(worked.count()).unwrap_or(u32::MAX)
    }

    /// The last day that has so many worked days after it, up to and including `date`; `date` for 0.
    pub fn worked_days_back(&self, date: NaiveDate, days: u32) -> Option<NaiveDate> {
        let mut left = days;
        let mut day = date;
        while left > 0 {
            left -= u32::from(self.is_worked(day));
            day = day.pred_opt()?;
        }
        Some(day)
    }

    /// Unconfirmed days that a count from `from` to `to` would meet: what the receipt screen warns of.
    pub fn touches_projected(&self, from: NaiveDate, to: NaiveDate) -> Vec<&DayRow> {
        if from > to {
            return Vec::new();
        }
        self.days
            .range(from..=to)
            .map(|(_, row)| row)
            .filter(|row| matches!(self.day(row.on), Day::Projected(_)))
            .collect()
    }

    /// Does the table hold what was decided for this year? What the law fixes stands there before.
    pub fn covers(&self, year: i32) -> bool {
        self.year(year)
            .any(|row| row.kind == DayKind::Off && row.status == DayStatus::Official)
    }

    /// The year to be warned of on `today`: this one when it is missing, from 1 December also the next (W24).
    pub fn missing_year(&self, today: NaiveDate) -> Option<i32> {
        let this = today.year();
        if !self.covers(this) {
            return Some(this);
        }
        (today.month() == 12 && !self.covers(this + 1)).then_some(this + 1)
    }

    /// Years without official days off between two dates: a due time there may be wrong.
    pub fn missing_years(&self, from: NaiveDate, to: NaiveDate) -> Vec<i32> {
        (from.year()..=to.year())
            .filter(|year| !self.covers(*year))
            .collect()
    }
}

fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}
