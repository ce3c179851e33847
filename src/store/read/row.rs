//! Reads columns into domain values. A value outside its list (a newer program's) reads as an error, never as a guess.

use chrono::NaiveDate;
use rusqlite::types::Type;
use rusqlite::{Row, params_from_iter};

use crate::domain::deadline::{Limit, Policy};
use crate::domain::digitise::Extent;
use crate::domain::dossier::{Account, Channel, OfficerName, Status};
use crate::domain::ids::{DossierId, FileHash, OfficerId};
use crate::domain::query::PageKey;
use crate::domain::refusal::Refusal;
use crate::domain::rows::{Digitised, DossierRow};
use crate::domain::time::Moment;
use crate::store::facts::workflow::time_of;
use crate::store::read::Asking;
use crate::store::read::due::Pace;
use crate::store::read::remarks;

/// The columns of [`dossier_row`], from `dossier d` with its officers.
pub(super) const DOSSIER_COLUMNS: &str = "d.n, d.id, d.code, d.status, d.voided_at IS NOT NULL, d.procedure_code,
    d.procedure_name, iif(d.holder_kind = 1 OR d.organisation = '', d.holder_name, d.organisation), d.holder_no, d.address_text,
    d.received_at, d.due_at, d.promised_at, d.finished_at, d.returned_at, d.step_no, d.step_name, d.officer_id,
    (SELECT name FROM officer WHERE id = d.officer_id), d.from_officer_id,
    (SELECT name FROM officer WHERE id = d.from_officer_id), d.forwarded_at, d.at_unit,
    d.need_n, d.have_n, d.waiting_n, d.exempt_n, d.account, d.listed_at,
    (SELECT iif(d.status IN (2, 4), s.amount, NULL) || ' ' || coalesce(s.unit, 'day') FROM workflow_step s
        WHERE s.version = d.procedure_version AND s.workflow_no = d.workflow AND s.no = d.step_no),
    d.limit_policy, max(coalesce(d.forwarded_at, d.received_at, 0),
        coalesce((SELECT max(w.answered_at) FROM wait w WHERE w.dossier_id = d.id), 0)),
    d.channel, (SELECT o.portal_code FROM online o WHERE o.dossier_id = d.id)";

/// 16 bytes.
pub(in crate::store) fn id(row: &Row<'_>, column: usize) -> rusqlite::Result<[u8; 16]> {
    row.get(column)
}

/// 32 bytes.
pub(in crate::store) fn hash(row: &Row<'_>, column: usize) -> rusqlite::Result<FileHash> {
    let bytes = row.get_ref(column)?.as_blob().map_err(|_| odd(column))?;
    FileHash::from_slice(bytes).ok_or_else(|| odd(column))
}

/// An enumeration's word.
pub(in crate::store) fn word<T>(
    row: &Row<'_>,
    column: usize,
    read: fn(&str) -> Option<T>,
) -> rusqlite::Result<T> {
    read(row.get_ref(column)?.as_str().map_err(|_| odd(column))?).ok_or_else(|| odd(column))
}

/// An enumeration's word, or nothing.
pub(super) fn word_or_none<T>(
    row: &Row<'_>,
    column: usize,
    read: fn(&str) -> Option<T>,
) -> rusqlite::Result<Option<T>> {
    match row.get_ref(column)?.as_str_or_null().map_err(|_| odd(column))? {
        Some(word) => read(word).map(Some).ok_or_else(|| odd(column)),
        None => Ok(None),
    }
}

/// An enumeration's number.
pub(in crate::store) fn code<T>(
    row: &Row<'_>,
    column: usize,
    read: fn(i64) -> Option<T>,
) -> rusqlite::Result<T> {
    read(row.get(column)?).ok_or_else(|| odd(column))
}

/// An instant, or nothing.
pub(in crate::store) fn moment(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Moment>> {
    Ok(row.get::<_, Option<i64>>(column)?.map(Moment))
}

/// Bytes of a file; 0 where its row is not there.
pub(super) fn size(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    let bytes: Option<i64> = row.get(column)?;
    Ok(bytes
        .and_then(|bytes| u64::try_from(bytes).ok())
        .unwrap_or_default())
}

/// An ISO date, or nothing.
pub(super) fn date(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<NaiveDate>> {
    match row.get::<_, Option<String>>(column)? {
        Some(text) => text.parse().map(Some).map_err(|_| odd(column)),
        None => Ok(None),
    }
}

fn odd(column: usize) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, "a value outside its list".into())
}

/// Runs a statement over [`DOSSIER_COLUMNS`].
pub(super) fn dossier_rows(
    asking: &Asking<'_>,
    (sql, values): (&str, &[rusqlite::types::Value]),
) -> Result<Vec<DossierRow>, Refusal> {
    let pace = Pace::read(asking)?;
    let mut statement = asking.conn.prepare_cached(sql)?;
    let rows = statement.query_map(params_from_iter(values), |row| dossier_row(row, &pace))?;
    let mut rows = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    remarks::tell(asking, &mut rows)?;
    Ok(rows)
}

/// One row of [`DOSSIER_COLUMNS`].
pub(super) fn dossier_row(row: &Row<'_>, pace: &Pace) -> rusqlite::Result<DossierRow> {
    let status = code(row, 3, Status::from_code)?;
    let promised_at = moment(row, 12)?;
    let finished_at = moment(row, 13)?;
    Ok(DossierRow {
        id: DossierId::from_bytes(id(row, 1)?),
        key: PageKey {
            at: Moment(row.get(28)?),
            n: row.get(0)?,
        },
        code: row.get(2)?,
        status,
        voided: row.get(4)?,
        procedure_code: row.get(5)?,
        procedure_name: row.get(6)?,
        holder_name: row.get(7)?,
        holder_no: row.get(8)?,
        address_text: row.get(9)?,
        received_at: moment(row, 10)?,
        due_at: moment(row, 11)?,
        promised_at,
        finished_at,
        returned_at: moment(row, 14)?,
        days_left: pace.days_left(status, promised_at),
        step_due: step_due(row, pace)?,
        step: (row.get(15)?, row.get(16)?),
        officer: officer(row, 17)?,
        from_officer: officer(row, 19)?.zip(moment(row, 21)?),
        at_unit: row.get(22)?,
        digitised: Digitised {
            need: row.get(23)?,
            have: row.get(24)?,
            waiting: row.get(25)?,
            exempt: row.get(26)?,
        },
        // Both are told once all rows are read.
        extent: Extent::Full,
        remarks: Vec::new(),
        account: word(row, 27, Account::from_word)?,
        channel: code(row, 32, Channel::from_code)?,
        portal_code: row.get(33)?,
    })
}

/// The end of the current step, counted from its entering or from the answer to the last supplement.
fn step_due(row: &Row<'_>, pace: &Pace) -> rusqlite::Result<Option<Moment>> {
    let Some(words) = row.get::<_, Option<String>>(29)? else {
        return Ok(None);
    };
    let (amount, unit) = words.split_once(' ').ok_or_else(|| odd(29))?;
    let time = time_of(Some(amount.to_owned()), Some(unit.to_owned()));
    let policy = word_or_none(row, 30, Policy::from_word)?;
    let entered = Moment(row.get(31)?);
    Ok(time.and_then(|time| pace.step_due(entered, Limit::of_step(time, policy))))
}

/// Id and name in two columns.
fn officer(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<OfficerName>> {
    let id: Option<[u8; 16]> = row.get(column)?;
    let name: Option<String> = row.get(column + 1)?;
    Ok(id.zip(name).map(|(id, name)| OfficerName {
        id: OfficerId::from_bytes(id),
        name,
    }))
}
