//! Applies acts on working papers and outcomes.

use rusqlite::Connection;

use super::digitise::recount_outcomes;
use super::{kho, name_blob, one, touch};
use crate::domain::ids::OutcomeId;
use crate::store::body::{FileInterim, FileOutcome, OutcomeFacts, ReplaceOutcome, RevokeOutcome};
use crate::store::oplog::{LogError, Op};

pub(super) fn file_interim(conn: &Connection, op: &Op, body: &FileInterim) -> Result<(), LogError> {
    name_blob(conn, op, &body.file)?;
    touch(conn, op)?;
    one(
        conn,
        op,
        "INSERT INTO interim (id, dossier_id, sha256, name, note, filed_at, filed_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        (
            body.interim.bytes(),
            op.row.as_bytes(),
            body.file.sha256.0,
            &body.file.file_name,
            &body.note,
            op.at.0,
            op.actor.bytes(),
        ),
    )
}

pub(super) fn file(conn: &Connection, op: &Op, body: &FileOutcome) -> Result<(), LogError> {
    put(conn, op, &body.outcome)?;
    recount_outcomes(conn, op)
}

pub(super) fn replace(conn: &Connection, op: &Op, body: &ReplaceOutcome) -> Result<(), LogError> {
    let outcome = &body.outcome;
    one(
        conn,
        op,
        "UPDATE outcome SET state = 'replaced', reason = ?3 WHERE id = ?1 AND dossier_id = ?2",
        (
            outcome.replaces.as_ref().map(OutcomeId::bytes),
            op.row.as_bytes(),
            &outcome.reason,
        ),
    )?;
    put(conn, op, outcome)?;
    let reason = outcome.reason.as_deref().unwrap_or_default();
    kho::revoke_all(conn, op, &body.revokes, reason)?;
    kho::put_all(conn, op, &body.kho)?;
    recount_outcomes(conn, op)
}

pub(super) fn revoke(conn: &Connection, op: &Op, body: &RevokeOutcome) -> Result<(), LogError> {
    one(
        conn,
        op,
        "UPDATE outcome SET state = 'revoked', reason = ?3 WHERE id = ?1 AND dossier_id = ?2",
        (body.outcome.bytes(), op.row.as_bytes(), &body.reason),
    )?;
    kho::revoke_all(conn, op, &body.revokes, &body.reason)?;
    recount_outcomes(conn, op)
}

fn put(conn: &Connection, op: &Op, outcome: &OutcomeFacts) -> Result<(), LogError> {
    name_blob(conn, op, &outcome.bytes)?;
    let mut statement = conn.prepare_cached(
        "INSERT INTO outcome (id, dossier_id, kind_code, paper_code, holder_no, name, summary, starts_on, term,
             ends_on, sha256, file_name, signature, unsigned_reason, replaces, state, filed_at, filed_by, scan_id)
         VALUES (:id, :dossier, :kind_code, :paper_code, :holder_no, :name, :summary, :starts_on, :term,
             :ends_on, :sha256, :file_name, :signature, :unsigned_reason, :replaces, 'active', :at, :by, :scan)",
    )?;
    statement.execute(rusqlite::named_params! {
        ":id": outcome.id.bytes(), ":dossier": op.row.as_bytes(), ":kind_code": outcome.kind_code,
        ":paper_code": outcome.paper_code, ":holder_no": outcome.holder_no, ":name": outcome.name,
        ":summary": outcome.summary, ":starts_on": outcome.starts_on.map(|day| day.to_string()),
        ":term": outcome.term, ":ends_on": outcome.ends_on.map(|day| day.to_string()),
        ":sha256": outcome.bytes.sha256.0, ":file_name": outcome.bytes.file_name,
        ":signature": outcome.signature.word(), ":unsigned_reason": outcome.unsigned_reason,
        ":replaces": outcome.replaces.as_ref().map(OutcomeId::bytes), ":at": op.at.0, ":by": op.actor.bytes(),
        ":scan": outcome.scan.as_ref().map(|it| it.component.bytes()),
    })?;
    Ok(())
}
