//! Applies the closing of a month and the tallies of other desks.

use rusqlite::Connection;

use super::any;
use crate::store::body::{BodyError, CloseMonth, TakeTally};
use crate::store::oplog::{LogError, Op};

/// A second closing (of another machine's log) keeps the first: closed figures never change.
pub(super) fn close(conn: &Connection, op: &Op, body: &CloseMonth) -> Result<(), LogError> {
    any(
        conn,
        "INSERT INTO month_close (unit_code, month, figures, hash, closed_at, closed_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
        (
            &body.unit_code,
            body.month.to_string(),
            &body.figures,
            body.hash.0,
            op.at.0,
            op.actor.bytes(),
        ),
    )?;
    Ok(())
}

/// The newest that was taken in is what counts.
pub(super) fn take(conn: &Connection, op: &Op, body: &TakeTally) -> Result<(), LogError> {
    let figures = serde_json::to_string(&body.counts).map_err(|_| BodyError::Fields)?;
    any(
        conn,
        "INSERT INTO month_given (unit_code, desk_no, month, unit_name, figures, sha256, given_at, given_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT DO UPDATE SET unit_name = excluded.unit_name, figures = excluded.figures,
             sha256 = excluded.sha256, given_at = excluded.given_at, given_by = excluded.given_by",
        (
            &body.unit_code,
            body.desk_no,
            body.month.to_string(),
            &body.unit_name,
            figures,
            body.sha256.0,
            op.at.0,
            op.actor.bytes(),
        ),
    )?;
    Ok(())
}
