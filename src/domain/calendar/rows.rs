//! The rows of the calendar and their file format. Reads text only.

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What a row makes of its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// A day off.
    Off,
    /// Worked, although Saturday or Sunday.
    Work,
}

/// How sure a row is, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayStatus {
    /// By the decision of its year.
    Official,
    /// A day the law itself fixes, of a year whose decision is not known: off whatever is decided (Điều 111 khoản 3 and
    /// Điều 112, Bộ luật Lao động).
    Law,
    /// Foreseen; counts as a working day until confirmed.
    Projected,
}

/// One day that differs from the plain week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayRow {
    /// The day.
    pub on: NaiveDate,
    /// Off or worked.
    pub kind: DayKind,
    /// How sure that is.
    pub status: DayStatus,
    /// Its name on screen, such as the holiday's.
    pub name: String,
    /// Where the row comes from.
    pub source: String,
}

/// One line of a calendar file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// This day differs from the plain week.
    Day(DayRow),
    /// Whatever was entered for this day is taken away: it is again as the program was shipped.
    AsShipped(NaiveDate),
}

/// Why a calendar file cannot be read. Lines count from 1, the header included.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CalendarError {
    /// Not `date,kind,status,name,source`.
    #[error("calendar line {0}: want date,kind,status,name,source")]
    Columns(usize),
    /// Not an ISO date of the calendar.
    #[error("calendar line {0}: no such date")]
    Date(usize),
    /// Neither `off`, `work` nor `shipped`.
    #[error("calendar line {0}: kind must be off, work or shipped")]
    Kind(usize),
    /// Neither `official`, `law` nor `projected`.
    #[error("calendar line {0}: status must be official, law or projected")]
    Status(usize),
    /// This day has a line already: the second and the first of them.
    #[error("calendar line {line}: the day of line {first} again")]
    Twice { line: usize, first: usize },
    /// A year no office plans for: a typing error.
    #[error("calendar line {0}: no year of this office")]
    Year(usize),
    /// Monday to Friday is worked anyway, and nobody made it a day off.
    #[error("calendar line {0}: this day is worked already")]
    Worked(usize),
    /// A day without a name says nothing to who reads the count.
    #[error("calendar line {0}: the day needs a name")]
    Name(usize),
}

impl DayKind {
    /// The word of the file and the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Work => "work",
        }
    }

    /// Reads [`Self::word`].
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Off, Self::Work]
            .into_iter()
            .find(|kind| kind.word() == word)
    }
}

impl DayStatus {
    /// The word of the file and the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::Law => "law",
            Self::Projected => "projected",
        }
    }

    /// Reads [`Self::word`].
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Official, Self::Law, Self::Projected]
            .into_iter()
            .find(|status| status.word() == word)
    }
}

/// The kind of a line that takes an entry away.
pub const AS_SHIPPED: &str = "shipped";

/// All lines of a file. The header must be there; lines beginning with `#` and empty ones are skipped; the last
/// column keeps its commas, so sources may be written freely.
pub(super) fn read(text: &str) -> Result<Vec<Entry>, CalendarError> {
    Ok(numbered(text)?.into_iter().map(|(_, entry)| entry).collect())
}

/// The same, each with its line.
fn numbered(text: &str) -> Result<Vec<(usize, Entry)>, CalendarError> {
    let text = text.trim_start_matches('\u{feff}');
    let lines = text.lines().enumerate().map(|(at, line)| (at + 1, line.trim()));
    let mut lines = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    match lines.next() {
        Some((_, header)) if header.starts_with("date,kind,status,name") => {}
        Some((at, _)) => return Err(CalendarError::Columns(at)),
        None => return Err(CalendarError::Columns(1)),
    }
    lines.map(|(at, line)| Ok((at, entry(at, line)?))).collect()
}

/// Years a line may be of.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2199;

/// All lines of a file that is imported: as [`read`], and no day twice, none that cannot be. `is_off` says whether a day
/// is off as the program was shipped.
pub(super) fn read_checked(
    text: &str,
    is_off: impl Fn(NaiveDate) -> bool,
) -> Result<Vec<Entry>, CalendarError> {
    let mut seen = std::collections::BTreeMap::new();
    let entries = numbered(text)?;
    for (line, entry) in &entries {
        let on = match entry {
            Entry::Day(row) => row.on,
            Entry::AsShipped(on) => *on,
        };
        if !YEARS.contains(&on.year()) {
            return Err(CalendarError::Year(*line));
        }
        if let Some(first) = seen.insert(on, *line) {
            return Err(CalendarError::Twice { line: *line, first });
        }
        if let Entry::Day(row) = entry {
            check_day(row, *line, is_off(on))?;
        }
    }
    Ok(entries.into_iter().map(|(_, entry)| entry).collect())
}

fn check_day(row: &DayRow, line: usize, is_off: bool) -> Result<(), CalendarError> {
    let weekday = !matches!(row.on.weekday(), Weekday::Sat | Weekday::Sun);
    if row.kind == DayKind::Work && weekday && !is_off {
        return Err(CalendarError::Worked(line));
    }
    if row.name.is_empty() {
        return Err(CalendarError::Name(line));
    }
    Ok(())
}

fn entry(at: usize, line: &str) -> Result<Entry, CalendarError> {
    let mut columns = line.splitn(5, ',').map(|column| column.trim().trim_matches('"'));
    let mut next = || columns.next().ok_or(CalendarError::Columns(at));
    let on = NaiveDate::parse_from_str(next()?, "%Y-%m-%d").map_err(|_| CalendarError::Date(at))?;
    let kind = next()?;
    if kind == AS_SHIPPED {
        return Ok(Entry::AsShipped(on));
    }
    Ok(Entry::Day(DayRow {
        on,
        kind: DayKind::from_word(kind).ok_or(CalendarError::Kind(at))?,
        status: DayStatus::from_word(next()?).ok_or(CalendarError::Status(at))?,
        name: crate::domain::viet::tidy(next()?),
        source: crate::domain::viet::tidy(next()?),
    }))
}
