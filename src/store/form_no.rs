//! The number of a printed form: one owner for the reader that has it drawn and for the act that logs it.
//!
//! The register (or a counter) gives the running number, the office's `form_no_pattern` its shape. A receipt keeps the
//! number of its first print, whatever the office changes afterwards.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension};

use crate::domain::code::Filling;
use crate::domain::ids::DossierId;
use crate::domain::refusal::Refusal;
use crate::domain::series::{Series, form_pattern, suffix};
use crate::domain::time::Moment;
use crate::store::body::FormNumber;
use crate::store::last_numbers;
use crate::store::local::office_setting;
use crate::store::stamp::Device;

/// The number as printed of the `seq`-th form of this kind, given on this day.
pub(super) fn number(conn: &Connection, kind: &str, (seq, on): (u32, NaiveDate)) -> Result<String, Refusal> {
    let unit = office_setting(conn, "unit_code")?;
    let pattern = office_setting(conn, "form_no_pattern")?;
    let pattern = form_pattern(&pattern, kind).map_err(|_| Refusal::Invalid("form_no_pattern"))?;
    Ok(pattern.fill(&Filling {
        unit: &unit,
        on,
        seq,
        suffix: suffix(kind),
    }))
}

/// The number the next form of this kind gets at this desk. Nothing is written: the act that issues the form counts it.
pub(super) fn next(conn: &Connection, kind: &str, now: Moment) -> Result<FormNumber, Refusal> {
    let (year, desk_no) = (now.year(), Device::read(conn)?.desk_no);
    let series = Series::Form(kind.to_owned(), year);
    let seq = last_numbers::last(conn, desk_no, &series)? + 1;
    Ok(FormNumber {
        kind: kind.to_owned(),
        number: number(conn, kind, (seq, now.date()))?,
        seq,
        year,
        desk_no,
    })
}

/// Refuses the next number of this kind while only the papers at the desk tell the last one.
pub(super) fn may_go_on(conn: &Connection, kind: &str, now: Moment) -> Result<(), Refusal> {
    let series = [Series::Form(kind.to_owned(), now.year())];
    let doubts = last_numbers::in_doubt(conn, &Device::read(conn)?, &series)?;
    if doubts.is_empty() {
        return Ok(());
    }
    Err(Refusal::NeedsLastNumbers(doubts))
}

/// The number of a dossier's receipt: the one on its first print, or else the one it will get. `None` where the
/// dossier is not in the register.
pub(super) fn of_receipt(conn: &Connection, dossier: DossierId) -> Result<Option<String>, Refusal> {
    let printed: Option<String> = conn
        .prepare_cached(
            "SELECT number FROM form WHERE dossier_id = ?1 AND template = 'receipt' ORDER BY made_at, id LIMIT 1",
        )?
        .query_row([dossier.bytes()], |row| row.get(0))
        .optional()?;
    if printed.is_some() {
        return Ok(printed);
    }
    let registered: Option<(Option<u32>, Option<i64>)> = conn
        .prepare_cached("SELECT register_no, received_at FROM dossier WHERE id = ?1")?
        .query_row([dossier.bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((Some(seq), Some(received_at))) = registered else {
        return Ok(None);
    };
    number(conn, "receipt", (seq, Moment(received_at).date())).map(Some)
}
