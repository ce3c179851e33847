//! Applies acts on signatures and on what the office trusts, and notes what checks found.

use rusqlite::Connection;

use super::{any, name_blob, one, touch};
use crate::domain::component::SignatureMark;
use crate::domain::ids::FileHash;
use crate::domain::signing::act::Signable;
use crate::store::body::{CheckFacts, SetTrust, SignFile, VerifyFile};
use crate::store::oplog::{LogError, Op};

/// What a check found, as the op says it: one row for each op and file.
pub(super) fn note(
    conn: &Connection,
    op: &Op,
    (file, checked): (FileHash, &CheckFacts),
) -> Result<(), LogError> {
    let dossier = (op.body.entity() == "dossier").then_some(op.row.as_bytes());
    any(
        conn,
        "INSERT INTO verification (op_id, sha256, dossier_id, checked_at, checked_by, verdict, findings)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
        (
            op.id.bytes(),
            file.0,
            dossier,
            checked.checked_at.0,
            op.actor.bytes(),
            checked.verdict.word(),
            &checked.findings,
        ),
    )?;
    Ok(())
}

/// The copy goes out from now on; what was signed stays beside it, the first bytes of all.
pub(super) fn sign(conn: &Connection, op: &Op, body: &SignFile) -> Result<(), LogError> {
    name_blob(conn, op, &body.file)?;
    let (sql, id) = match &body.of {
        Signable::File(id) => (
            "UPDATE component_file SET original_sha256 = ifnull(original_sha256, sha256), sha256 = ?3, signature = ?4
             WHERE id = ?1 AND dossier_id = ?2",
            id.bytes(),
        ),
        Signable::Outcome(id) => (
            "UPDATE outcome SET original_sha256 = ifnull(original_sha256, sha256), sha256 = ?3, signature = ?4
             WHERE id = ?1 AND dossier_id = ?2",
            id.bytes(),
        ),
        Signable::Form(id) => {
            touch(conn, op)?;
            return one(
                conn,
                op,
                "UPDATE form SET signed_sha256 = ?3 WHERE id = ?1 AND dossier_id = ?2",
                (id.bytes(), op.row.as_bytes(), body.file.sha256.0),
            );
        }
    };
    touch(conn, op)?;
    one(
        conn,
        op,
        sql,
        (id, op.row.as_bytes(), body.file.sha256.0, body.signature.word()),
    )
}

/// Wherever the aggregate names the file, it has the new mark.
pub(super) fn verify(conn: &Connection, op: &Op, body: &VerifyFile) -> Result<(), LogError> {
    note(conn, op, (body.sha256, &body.checked))?;
    let mark = SignatureMark::from(body.checked.verdict).word();
    if let Some(paper) = body.paper {
        return one(
            conn,
            op,
            "UPDATE paper SET signature = ?2 WHERE id = ?1",
            (paper.bytes(), mark),
        );
    }
    for table in ["component_file", "outcome", "paper"] {
        let sql = format!("UPDATE {table} SET signature = ?3 WHERE dossier_id = ?1 AND sha256 = ?2");
        any(conn, &sql, (op.row.as_bytes(), body.sha256.0, mark))?;
    }
    touch(conn, op)
}

/// Added again after it was taken out: it is trusted again.
pub(super) fn trust(conn: &Connection, op: &Op, body: &SetTrust) -> Result<(), LogError> {
    let Some(added) = &body.added else {
        return one(
            conn,
            op,
            "UPDATE trust_cert SET removed_at = ?2, removed_by = ?3, reason = ?4 WHERE sha256 = ?1",
            (body.sha256.0, op.at.0, op.actor.bytes(), &body.reason),
        );
    };
    name_blob(conn, op, &added.file)?;
    one(
        conn,
        op,
        "INSERT INTO trust_cert (sha256, name, issuer, serial, valid_from, valid_to, added_at, added_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT DO UPDATE SET added_at = excluded.added_at, added_by = excluded.added_by, removed_at = NULL,
             removed_by = NULL, reason = NULL",
        (
            body.sha256.0,
            &added.name,
            &added.issuer,
            &added.number,
            added.valid_from.0,
            added.valid_to.0,
            op.at.0,
            op.actor.bytes(),
        ),
    )
}
