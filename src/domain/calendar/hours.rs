//! The hours in which an office works, the same on each worked day.

use std::fmt;
use std::str::FromStr;

use chrono::{NaiveTime, Timelike};
use thiserror::Error;

/// Working intervals of a day, in order, none empty, none touching another. At least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hours(Vec<(NaiveTime, NaiveTime)>);

/// Why text is not a day's working hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum HoursError {
    /// Nothing there.
    #[error("no working hours")]
    Empty,
    /// Not `HH:MM–HH:MM`.
    #[error("want HH:MM-HH:MM, separated by commas")]
    Form,
    /// An interval ends before it begins, or begins before the one before has ended.
    #[error("working hours out of order")]
    Order,
}

impl Hours {
    /// The intervals, in order.
    pub fn intervals(&self) -> &[(NaiveTime, NaiveTime)] {
        &self.0
    }

    /// Is the office at work at this time of a worked day?
    pub fn holds(&self, time: NaiveTime) -> bool {
        self.0.iter().any(|(from, to)| *from <= time && time <= *to)
    }

    /// When the day begins.
    pub fn open(&self) -> NaiveTime {
        self.0.first().map_or(NaiveTime::MIN, |interval| interval.0)
    }

    /// When the day ends.
    pub fn close(&self) -> NaiveTime {
        self.0.last().map_or(NaiveTime::MIN, |interval| interval.1)
    }

    /// Seconds worked on a whole day.
    pub fn seconds(&self) -> u32 {
        self.0
            .iter()
            .map(|(from, to)| seconds(*to) - seconds(*from))
            .sum()
    }

    /// The end of the last interval that lies wholly before `split`; the end of the first where none does.
    pub fn half(&self, split: NaiveTime) -> NaiveTime {
        let mut mornings = self.0.iter().rev().filter(|(_, end)| *end <= split);
        mornings
            .next()
            .or(self.0.first())
            .map_or(NaiveTime::MIN, |interval| interval.1)
    }
}

/// 07:00–11:30 and 13:30–17:00: fits the letter's own dossier (domain.md §5.1).
impl Default for Hours {
    fn default() -> Self {
        let half = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
        Self(vec![(half(7, 0), half(11, 30)), (half(13, 30), half(17, 0))])
    }
}

impl FromStr for Hours {
    type Err = HoursError;

    fn from_str(text: &str) -> Result<Self, HoursError> {
        let parts = text
            .split([',', ';'])
            .map(str::trim)
            .filter(|part| !part.is_empty());
        let intervals = parts
            .map(interval)
            .collect::<Option<Vec<_>>>()
            .ok_or(HoursError::Form)?;
        if intervals.is_empty() {
            return Err(HoursError::Empty);
        }
        let ordered = intervals.iter().all(|(from, to)| from < to);
        if !ordered || intervals.windows(2).any(|pair| pair[1].0 <= pair[0].1) {
            return Err(HoursError::Order);
        }
        Ok(Self(intervals))
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (from, to)) in self.0.iter().enumerate() {
            let comma = if at == 0 { "" } else { ", " };
            write!(f, "{comma}{}\u{2013}{}", from.format("%H:%M"), to.format("%H:%M"))?;
        }
        Ok(())
    }
}

/// `7:00`, `07:00`, `7h30` or `7h`; whole minutes.
pub fn parse_time(text: &str) -> Option<NaiveTime> {
    let (hour, minute) = text.trim().split_once([':', 'h', 'H'])?;
    let minute = if minute.is_empty() { "0" } else { minute };
    let is_short = |part: &str| part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_short(hour) || !is_short(minute) {
        return None;
    }
    NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)
}

fn interval(part: &str) -> Option<(NaiveTime, NaiveTime)> {
    let (from, to) = part.split_once(['-', '\u{2013}', '\u{2014}'])?;
    Some((parse_time(from)?, parse_time(to)?))
}

fn seconds(time: NaiveTime) -> u32 {
    time.num_seconds_from_midnight()
}
