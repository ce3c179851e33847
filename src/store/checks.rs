//! What checks of signatures found on this machine, until the op that names the file carries it into the log; and the
//! newest that is known of a file, from here or from the log. Newest is what came last, never what a clock says: clocks
//! of two machines differ, and one may have stood wrong.

use rusqlite::{Connection, OptionalExtension, Row};
use uuid::Uuid;

use crate::domain::ids::FileHash;
use crate::domain::refusal::Refusal;
use crate::domain::signature::{Checked, SignatureReport, Verdict};
use crate::domain::time::Moment;
use crate::store::body::CheckFacts;
use crate::store::{Store, marked};

impl Store {
    /// Keeps what was found, in the place of what was found before. A file without signatures needs no row.
    ///
    /// # Errors
    /// The disk or the database refuses.
    pub fn note_check(
        &mut self,
        file: FileHash,
        report: &SignatureReport,
        now: Moment,
    ) -> Result<(), Refusal> {
        let tx = self.conn.transaction()?;
        note(&tx, file, report, now)?;
        marked::point("checked");
        Ok(tx.commit()?)
    }
}

/// See [`Store::note_check`].
pub(crate) fn note(
    conn: &Connection,
    file: FileHash,
    report: &SignatureReport,
    now: Moment,
) -> Result<(), Refusal> {
    let Some(verdict) = report.verdict() else {
        conn.prepare_cached("DELETE FROM signature_check WHERE sha256 = ?1")?
            .execute([file.0])?;
        return Ok(());
    };
    let findings = serde_json::to_string(report).map_err(|_| Refusal::Fault { code: "findings" })?;
    conn.prepare_cached(
        "INSERT INTO signature_check (sha256, checked_at, verdict, findings) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO UPDATE SET checked_at = excluded.checked_at, verdict = excluded.verdict,
             findings = excluded.findings",
    )?
    .execute((file.0, now.0, verdict.word(), findings))?;
    Ok(())
}

/// The newest check of a file, as a body carries it: this machine's own, which saw whom it trusts itself; else the last
/// of the log.
pub(crate) fn newest(conn: &Connection, file: FileHash) -> Result<Option<CheckFacts>, Refusal> {
    let mut own =
        conn.prepare_cached("SELECT checked_at, verdict, findings FROM signature_check WHERE sha256 = ?1")?;
    if let Some(found) = own.query_row([file.0], facts).optional()? {
        return Ok(Some(found));
    }
    let mut logged = conn.prepare_cached(
        "SELECT v.checked_at, v.verdict, v.findings FROM verification v JOIN oplog o ON o.op_id = v.op_id
         WHERE v.sha256 = ?1 ORDER BY o.hlc DESC, o.incarnation DESC, o.op_id DESC LIMIT 1",
    )?;
    Ok(logged.query_row([file.0], facts).optional()?)
}

/// The last check of a file that this aggregate's own ops carry: what its record says.
pub(crate) fn of_row(conn: &Connection, row: Uuid, file: FileHash) -> Result<Option<CheckFacts>, Refusal> {
    let mut found = conn.prepare_cached(
        "SELECT v.checked_at, v.verdict, v.findings FROM verification v JOIN oplog o ON o.op_id = v.op_id
         WHERE v.sha256 = ?1 AND o.row_id = ?2 ORDER BY o.hlc DESC, o.incarnation DESC, o.op_id DESC LIMIT 1",
    )?;
    Ok(found.query_row((file.0, row.as_bytes()), facts).optional()?)
}

fn facts(row: &Row<'_>) -> rusqlite::Result<CheckFacts> {
    let verdict: String = row.get(1)?;
    Ok(CheckFacts {
        checked_at: Moment(row.get(0)?),
        // A word of a newer program: here it is not decided.
        verdict: Verdict::from_word(&verdict).unwrap_or(Verdict::Unknown),
        findings: row.get(2)?,
    })
}

/// The newest check of a file, whole. What was erased or written by a newer program reads as nothing.
pub(crate) fn checked(conn: &Connection, sha256: FileHash) -> Result<Option<Checked>, Refusal> {
    let facts = newest(conn, sha256)?;
    Ok(facts.and_then(|facts| {
        Some(Checked {
            sha256,
            checked_at: facts.checked_at,
            report: report(&facts)?,
        })
    }))
}

/// The report of a check; `None` = erased, or a newer program's.
pub(crate) fn report(facts: &CheckFacts) -> Option<SignatureReport> {
    serde_json::from_str(&facts.findings).ok()
}

/// Did two checks find the same? What cannot be read is never the same.
pub(crate) fn same(one: &CheckFacts, other: &CheckFacts) -> bool {
    let found = report(one);
    one.verdict == other.verdict && found.is_some() && found == report(other)
}
