//! The numbers a reception gets: code, register entry, lookup code, form numbers; and when they may not be given.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension};

use super::desk::Desk;
use super::register;
use crate::domain::code::{Filling, Pattern, lookup_code};
use crate::domain::refusal::Refusal;
use crate::domain::time::Moment;
use crate::store::body::FormNumber;
use crate::store::counters::{self, Scope};
use crate::store::form_no;
use crate::store::local;
use crate::store::oplog::LogError;
use crate::store::stamp::Device;

/// A step back of the clock that is a correction by the network, not a dead battery.
const JITTER_MS: i64 = 5_000;

/// The numbers of one reception.
pub(super) struct Numbers {
    pub code: String,
    pub code_seq: u32,
    pub code_on: NaiveDate,
    pub register_no: u32,
    pub register_year: i32,
    pub lookup: String,
}

/// Takes the next numbers of the day on which the dossier was received. Nothing is written yet.
pub(super) fn take(desk: &mut Desk<'_>, received_at: Moment) -> Result<Numbers, Refusal> {
    let (day, year) = (received_at.date(), received_at.year());
    clock_is_right(desk)?;
    last_receipt_is_known(desk, day)?;
    if register::is_closed(desk.conn, (desk.device.desk_no, year))? {
        return Err(Refusal::RegisterClosed { year });
    }
    let seq = next_code(desk, day)?;
    let unit = desk.setting("unit_code")?;
    let pattern = desk.setting("code_pattern")?;
    let pattern: Pattern = pattern.parse().map_err(|_| Refusal::Invalid("code_pattern"))?;
    let code = pattern.fill(&Filling {
        unit: &unit,
        on: day,
        seq,
        suffix: "",
    });
    let last = counters::last(desk.conn, desk.device.desk_no, &Scope::Register(year))?;
    let answered = answered(desk.conn, &format!("_last_register:{year}"))?;
    Ok(Numbers {
        code,
        code_seq: seq,
        code_on: day,
        register_no: last.max(answered.unwrap_or(0)) + 1,
        register_year: year,
        lookup: lookup(&desk.ids.entropy()),
    })
}

fn next_code(desk: &Desk<'_>, day: NaiveDate) -> Result<u32, Refusal> {
    let device = desk.device;
    let given = counters::last(desk.conn, device.desk_no, &Scope::Code(day))?;
    let answered = answered(desk.conn, &format!("_last_receipt:{day}"))?.unwrap_or(0);
    let next = given.max(answered).saturating_add(1).max(device.range_first);
    if next > device.range_last {
        return Err(Refusal::RangeUsedUp {
            last: device.range_last,
        });
    }
    Ok(next)
}

/// The next number of a form of this kind.
pub(super) fn form_number(desk: &Desk<'_>, kind: &str) -> Result<FormNumber, Refusal> {
    form_no::next(desk.conn, kind, desk.now)
}

fn lookup(entropy: &[u8; 10]) -> String {
    // The first bytes of an id source may be a counter's zeros; the last ones move.
    lookup_code([entropy[6], entropy[7], entropy[8], entropy[9]])
}

/// Refuses a number while the clock stands before the last op, until somebody looked at the last receipt.
fn clock_is_right(desk: &Desk<'_>) -> Result<(), Refusal> {
    let last = desk.device.hlc.moment();
    if desk.now.0 + JITTER_MS >= last.0 {
        return Ok(());
    }
    let seen: Option<i64> = local::noted(desk.conn, CLOCK_SEEN)?.and_then(|at| at.parse().ok());
    if seen == Some(last.0) {
        return Ok(());
    }
    Err(Refusal::ClockBehind { last })
}

/// Refuses the first number of a day on which the file this one was restored from may have gone on working.
fn last_receipt_is_known(desk: &Desk<'_>, day: NaiveDate) -> Result<(), Refusal> {
    if wants_last_receipt(desk.conn, desk.device, day)? {
        return Err(Refusal::NeedsLastReceipt);
    }
    Ok(())
}

/// Must an officer say the number on the last receipt before this day's first code? Home asks by the same rule, so that
/// an answer that was given is not asked for again.
pub(crate) fn wants_last_receipt(
    conn: &Connection,
    device: &Device,
    day: NaiveDate,
) -> Result<bool, Refusal> {
    let Some(until) = device.last_receipt_asked else {
        return Ok(false);
    };
    let since = last_day_of_parent(conn, device)?;
    let doubtful = day <= until && since.is_none_or(|since| since <= day);
    Ok(doubtful && answered(conn, &format!("_last_receipt:{day}"))?.is_none())
}

fn last_day_of_parent(conn: &Connection, device: &Device) -> Result<Option<NaiveDate>, Refusal> {
    let Some((parent, seq)) = device.parent else {
        return Ok(None);
    };
    let at: Option<i64> = conn
        .prepare_cached("SELECT at FROM oplog WHERE incarnation = ?1 AND seq = ?2")?
        .query_row((parent, seq), |row| row.get(0))
        .optional()?;
    Ok(at.map(|at| Moment(at).date()))
}

const CLOCK_SEEN: &str = "_clock_seen";

/// The officer read the number on the last receipt of `day`: numbering goes on after it, and a clock that stands
/// before the last op is taken as looked at. Kept outside the log, so that `rebuild` does not forget it.
pub(crate) fn set_last_receipt(conn: &Connection, day: NaiveDate, seq: u32) -> Result<(), LogError> {
    let device = Device::read(conn)?;
    let given = counters::last(conn, device.desk_no, &Scope::Code(day))?;
    // A receipt is a line of the register too: what the lost file gave of one, it gave of the other.
    let lost = seq.saturating_sub(given.max(device.range_first.saturating_sub(1)));
    let year = chrono::Datelike::year(&day);
    let register = counters::last(conn, device.desk_no, &Scope::Register(year))?;
    let rows = [
        (format!("_last_receipt:{day}"), i64::from(seq)),
        (
            format!("_last_register:{year}"),
            i64::from(register.saturating_add(lost)),
        ),
        (CLOCK_SEEN.to_owned(), device.hlc.moment().0),
    ];
    for (key, value) in rows {
        local::note(conn, &key, Some(&value.to_string()))?;
    }
    Ok(())
}

fn answered(conn: &Connection, key: &str) -> Result<Option<u32>, Refusal> {
    Ok(local::noted(conn, key)?.and_then(|number| number.parse().ok()))
}
