//! The last number of each series as far as anybody knows: what the log counted, and what an officer read off a paper
//! whose number was lost with another machine (docs/decisions/0016).
//!
//! The answers are notes of this machine beside the log, so that `rebuild` does not forget them. They only ever rise.

use chrono::{Datelike, NaiveDate};
use rusqlite::Connection;

use crate::domain::refusal::Refusal;
use crate::domain::series::{Doubt, Series, is_numbered};
use crate::domain::time::Moment;
use crate::store::stamp::Device;
use crate::store::{counters, local};

/// Until the clock is right nobody knows how far the lost file may have gone on.
pub(crate) const UNTIL_THE_CLOCK_IS_RIGHT: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};
/// The clock of the log at which somebody looked at a machine clock that stands before it.
const CLOCK_SEEN: &str = "_clock_seen";
/// An answer of this life of the log; a restore takes these notes away and leaves the numbers.
const TOLD: &str = "_told";

/// The last number given or read off a paper; 0 before the first.
pub(super) fn last(conn: &Connection, desk_no: u32, series: &Series) -> rusqlite::Result<u32> {
    let given = counters::last(conn, desk_no, series)?;
    let read: Option<u32> = local::noted(conn, &key(series))?.and_then(|number| number.parse().ok());
    Ok(given.max(read.unwrap_or(0)))
}

/// Which of these an officer must read off a paper before the next number is given. Home asks by the same rule, so that
/// an answer that was given is not asked for again.
pub(crate) fn in_doubt(conn: &Connection, device: &Device, of: &[Series]) -> Result<Vec<Doubt>, Refusal> {
    let Some(until) = device.last_receipt_asked else {
        return Ok(Vec::new());
    };
    let mut doubts = Vec::new();
    for series in of {
        if is_lost(series, until) && local::noted(conn, &told(series))?.is_none() {
            doubts.push(doubt(conn, device, series)?);
        }
    }
    Ok(doubts)
}

/// Which of these an officer answered in this life of the log. A number that was read too low repeats one that a citizen
/// holds: it can still be raised.
pub(crate) fn answered(conn: &Connection, device: &Device, of: &[Series]) -> Result<Vec<Doubt>, Refusal> {
    let mut answered = Vec::new();
    for series in of {
        if local::noted(conn, &told(series))?.is_some() {
            answered.push(doubt(conn, device, series)?);
        }
    }
    Ok(answered)
}

/// This series, to be asked for.
pub(super) fn doubt(conn: &Connection, device: &Device, series: &Series) -> Result<Doubt, Refusal> {
    Ok(Doubt {
        series: series.clone(),
        known: last(conn, device.desk_no, series)?,
    })
}

/// The series of a reception on this day.
pub(crate) fn of_reception(day: NaiveDate) -> [Series; 2] {
    [Series::Code(day), Series::Register(day.year())]
}

/// May the lost file have given numbers of this series? It worked no longer than until the day of the restore. Before
/// the day of the copy it may still have entered a reception late.
fn is_lost(series: &Series, until: NaiveDate) -> bool {
    match series {
        Series::Code(day) => *day <= until,
        Series::Register(year) => *year <= until.year(),
        Series::Form(kind, year) => *year <= until.year() && is_numbered(kind),
    }
}

/// Did somebody look at the clock since the op it stands before?
pub(super) fn clock_was_seen(conn: &Connection, device: &Device) -> Result<bool, Refusal> {
    let seen: Option<i64> = local::noted(conn, CLOCK_SEEN)?.and_then(|at| at.parse().ok());
    Ok(seen == Some(device.hlc.moment().0))
}

/// An officer read these numbers off the papers: numbering goes on after them, and a clock that stands before the last
/// op is taken as looked at. No answer lowers an earlier one.
pub(crate) fn set(conn: &Connection, answers: &[(Series, u32)], now: Moment) -> Result<(), Refusal> {
    let device = Device::read(conn)?;
    let lost = lost_codes(conn, &device, answers)?;
    for (series, read) in answers {
        let known = last(conn, device.desk_no, series)?;
        let least = match series {
            Series::Register(_) => known.saturating_add(lost),
            Series::Code(_) | Series::Form(..) => known,
        };
        local::note(conn, &key(series), Some(&least.max(*read).to_string()))?;
        local::note(conn, &told(series), Some("yes"))?;
    }
    let clock_is_right = now >= device.hlc.moment();
    if !answers
        .iter()
        .any(|(series, _)| matches!(series, Series::Code(_)))
    {
        return Ok(());
    }
    local::note(conn, CLOCK_SEEN, Some(&device.hlc.moment().0.to_string()))?;
    if clock_is_right && device.last_receipt_asked > Some(now.date()) {
        conn.execute(
            "UPDATE device_self SET last_receipt_asked = ?1",
            [now.date().to_string()],
        )?;
    }
    Ok(())
}

/// A receipt is a line of the register too: what the lost file gave of codes, it gave of the book.
fn lost_codes(conn: &Connection, device: &Device, answers: &[(Series, u32)]) -> Result<u32, Refusal> {
    let mut lost = 0_u32;
    for (series, read) in answers {
        if let Series::Code(_) = series {
            let known = last(conn, device.desk_no, series)?.max(device.range_first.saturating_sub(1));
            lost = lost.saturating_add(read.saturating_sub(known));
        }
    }
    Ok(lost)
}

/// A restored file begins to doubt anew; the numbers that were read stay.
pub(super) fn forget_answers(conn: &Connection) -> rusqlite::Result<()> {
    let sql = "DELETE FROM local_setting WHERE key GLOB ?1";
    conn.execute(sql, [format!("{TOLD}:*")]).map(|_| ())
}

/// The note a number lies under.
fn key(series: &Series) -> String {
    match series {
        Series::Code(day) => format!("_last_receipt:{day}"),
        Series::Register(year) => format!("_last_register:{year}"),
        Series::Form(kind, year) => format!("_last_form:{kind}:{year}"),
    }
}

fn told(series: &Series) -> String {
    let (scope, period) = counters::words(series);
    format!("{TOLD}:{scope}:{period}")
}
