//! Receipts of today that nobody has signed yet.

use rusqlite::Row;

use crate::domain::ids::{DossierId, FormId};
use crate::domain::refusal::Refusal;
use crate::domain::signing::act::Unsigned;
use crate::domain::time::Moment;
use crate::store::local::office_setting;
use crate::store::read::Asking;
use crate::store::read::row::id;

/// One batch; a desk receives some hundred dossiers a day at most.
const MOST: u32 = 500;

/// The newest receipt of each dossier that was made today, oldest first.
pub(super) fn receipts(asking: &Asking<'_>) -> Result<Vec<Unsigned>, Refusal> {
    let sql = "SELECT f.id, f.dossier_id, d.code, iif(d.holder_kind = 1 OR d.organisation = '', d.holder_name, d.organisation)
        FROM form f JOIN dossier d ON d.id = f.dossier_id
        WHERE f.template = 'receipt' AND f.signed_sha256 IS NULL AND f.made_at >= ?1
            AND d.voided_at IS NULL AND d.code IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM form newer WHERE newer.dossier_id = f.dossier_id
                AND newer.template = 'receipt' AND (newer.made_at, newer.id) > (f.made_at, f.id))
        ORDER BY f.made_at, f.id LIMIT ?2";
    let from = Moment::from_local(asking.now.date().into());
    let mut statement = asking.conn.prepare_cached(sql)?;
    let rows = statement.query_map((from.0, MOST), row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn row(row: &Row<'_>) -> rusqlite::Result<Unsigned> {
    Ok(Unsigned {
        form: FormId::from_bytes(id(row, 0)?),
        dossier: DossierId::from_bytes(id(row, 1)?),
        code: row.get(2)?,
        holder: row.get(3)?,
    })
}

/// How many they are; 0 where the office does not sign its receipts.
pub(super) fn waiting(asking: &Asking<'_>) -> Result<u32, Refusal> {
    if office_setting(asking.conn, "sign_receipts")? != "yes" {
        return Ok(0);
    }
    Ok(u32::try_from(receipts(asking)?.len()).unwrap_or(u32::MAX))
}
