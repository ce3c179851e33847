//! The number of a printed form: one owner for the reader that has it drawn and for the act that logs it.
//!
//! The register (or a counter) gives the running number, the office's `form_no_pattern` its shape. A receipt keeps the
//! number of its first print, whatever the office changes afterwards.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension};

use crate::domain::code::{FORM_PATTERN, Filling, Pattern, PatternError};
use crate::domain::ids::DossierId;
use crate::domain::refusal::Refusal;
use crate::domain::time::Moment;
use crate::store::body::FormNumber;
use crate::store::counters::{self, Scope};
use crate::store::local::office_setting;
use crate::store::stamp::Device;

/// The number as printed of the `seq`-th form of this kind, given on this day.
pub(super) fn number(conn: &Connection, kind: &str, (seq, on): (u32, NaiveDate)) -> Result<String, Refusal> {
    let unit = office_setting(conn, "unit_code")?;
    let suffix = suffix(kind);
    let pattern = office_setting(conn, "form_no_pattern")?;
    // A pattern from before patterns were checked must not keep a citizen from his receipt.
    let pattern = read(&pattern, suffix).or_else(|_| read(FORM_PATTERN, suffix));
    let pattern = pattern.map_err(|_| Refusal::Invalid("form_no_pattern"))?;
    Ok(pattern.fill(&Filling {
        unit: &unit,
        on,
        seq,
        suffix,
    }))
}

/// The number the next form of this kind gets at this desk. Nothing is written: the act that issues the form counts it.
pub(super) fn next(conn: &Connection, kind: &str, now: Moment) -> Result<FormNumber, Refusal> {
    let (year, desk_no) = (now.year(), Device::read(conn)?.desk_no);
    let scope = Scope::Form(kind.to_owned(), year);
    let seq = counters::last(conn, desk_no, &scope)? + 1;
    Ok(FormNumber {
        kind: kind.to_owned(),
        number: number(conn, kind, (seq, now.date()))?,
        seq,
        year,
        desk_no,
    })
}

/// Mẫu 01, 02 and 04 of TT 01/2018/TT-VPCP have a suffix, the others none. An office that writes another one puts it
/// into the pattern in place of `{suffix}`.
fn suffix(kind: &str) -> &'static str {
    match kind {
        "receipt" => "TNHS",
        "supplement" => "HDHS",
        "apology" => "PXL",
        _ => "",
    }
}

fn read(pattern: &str, suffix: &str) -> Result<Pattern, PatternError> {
    if suffix.is_empty() {
        return pattern.replace("/{suffix}", "").parse();
    }
    pattern.parse()
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
