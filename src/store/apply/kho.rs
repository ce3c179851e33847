//! Applies acts on the kho. One row per dossier, code and file, whatever was pressed twice.

use rusqlite::Connection;

use super::{any, name_blob, one, touch};
use crate::domain::ids::PaperId;
use crate::store::body::{AddPaper, KeepPaper, PaperFacts, RevokePaper};
use crate::store::oplog::{LogError, Op};

pub(super) fn keep(conn: &Connection, op: &Op, body: &KeepPaper) -> Result<(), LogError> {
    put(conn, op, &body.paper, true)?;
    touch(conn, op)
}

pub(super) fn add(conn: &Connection, op: &Op, body: &AddPaper) -> Result<(), LogError> {
    name_blob(conn, op, &body.file)?;
    put(conn, op, &body.paper, false)
}

/// Puts these papers of the op's dossier into the kho.
pub(super) fn put_all(conn: &Connection, op: &Op, papers: &[PaperFacts]) -> Result<(), LogError> {
    papers.iter().try_for_each(|paper| put(conn, op, paper, true))
}

fn put(conn: &Connection, op: &Op, paper: &PaperFacts, of_dossier: bool) -> Result<(), LogError> {
    // Kept again after it was taken out: it counts again.
    let mut statement = conn.prepare_cached(
        "INSERT INTO paper (id, dossier_id, owner_no, class, kind_code, code, name, sha256, signature, starts_on,
             ends_on, filed_at, state)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 'active')
         ON CONFLICT (dossier_id, code, sha256) DO UPDATE SET state = 'active', reason = NULL, revoked_at = NULL",
    )?;
    statement.execute((
        paper.id.bytes(),
        of_dossier.then_some(op.row.as_bytes()),
        &paper.owner_no,
        paper.class.word(),
        &paper.kind_code,
        &paper.paper_code,
        &paper.name,
        paper.sha256.0,
        paper.signature.word(),
        paper.starts_on.map(|day| day.to_string()),
        paper.ends_on.map(|day| day.to_string()),
        op.at.0,
    ))?;
    Ok(())
}

/// Takes out papers of the op's dossier.
pub(super) fn revoke_all(
    conn: &Connection,
    op: &Op,
    papers: &[PaperId],
    reason: &str,
) -> Result<(), LogError> {
    for paper in papers {
        any(
            conn,
            "UPDATE paper SET state = 'revoked', reason = ?3, revoked_at = ?4 WHERE id = ?1 AND dossier_id = ?2",
            (paper.bytes(), op.row.as_bytes(), reason, op.at.0),
        )?;
    }
    Ok(())
}

pub(super) fn revoke(conn: &Connection, op: &Op, body: &RevokePaper) -> Result<(), LogError> {
    one(
        conn,
        op,
        "UPDATE paper SET state = 'revoked', reason = ?2, revoked_at = ?3 WHERE id = ?1",
        (body.paper.bytes(), &body.reason, op.at.0),
    )
}
