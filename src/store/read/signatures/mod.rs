//! The CA certificates the office trusts, and the words of the log on signatures.

pub(in crate::store::read) mod text;
use crate::domain::refusal::Refusal;
use crate::domain::signature::trust::TrustedCert;
use crate::domain::signing::Certificate;
use crate::domain::time::Moment;
use crate::store::read::row::hash;
use crate::store::read::{Asking, text as words};

/// By owner, then by the end of validity.
pub(super) fn trusted(asking: &Asking<'_>) -> Result<Vec<TrustedCert>, Refusal> {
    let mut statement = asking.conn.prepare_cached(
        "SELECT t.sha256, t.name, t.issuer, t.serial, t.valid_from, t.valid_to, t.added_at, o.name FROM trust_cert t
         LEFT JOIN officer o ON o.id = t.added_by WHERE t.removed_at IS NULL ORDER BY t.name, t.valid_to, t.sha256",
    )?;
    let rows = statement.query_map([], |row| {
        let officer: Option<String> = row.get(7)?;
        Ok(TrustedCert {
            sha256: hash(row, 0)?,
            certificate: Certificate {
                owner: row.get(1)?,
                issuer: row.get(2)?,
                serial: row.get(3)?,
                from: Moment(row.get(4)?),
                to: Moment(row.get(5)?),
            },
            added_at: Moment(row.get(6)?),
            added_by: officer.unwrap_or_else(|| words::MACHINE.to_owned()),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
