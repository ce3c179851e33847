//! A dossier begins to wait and goes on, whatever it waits for.

use rusqlite::Connection;

use super::one;
use crate::domain::dossier::Status;
use crate::domain::time::Moment;
use crate::store::oplog::{LogError, Op};

/// `supplement` or `fee`, and the round of it.
pub(super) type Which = (&'static str, u32);

/// What it waits for, one line each, why, and what was promised until now.
pub(super) struct Asked<'a> {
    pub items: String,
    pub reason: &'a str,
    pub due_before: Option<Moment>,
}

/// How it goes on.
pub(super) struct Answered<'a> {
    /// What came, where something was written down.
    pub answer: Option<&'a str>,
    pub due_before: Option<Moment>,
    pub due_after: Option<Moment>,
    pub status_after: Status,
}

pub(super) fn begin(
    conn: &Connection,
    op: &Op,
    (kind, round): Which,
    asked: &Asked<'_>,
) -> Result<(), LogError> {
    one(
        conn,
        op,
        "INSERT INTO wait (dossier_id, round, kind, asked_at, asked_by, items, reason, due_before)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        (
            op.row.as_bytes(),
            round,
            kind,
            op.at.0,
            op.actor.bytes(),
            &asked.items,
            asked.reason,
            asked.due_before.map(|due| due.0),
        ),
    )
}

pub(super) fn end(
    conn: &Connection,
    op: &Op,
    (kind, round): Which,
    answered: &Answered<'_>,
) -> Result<(), LogError> {
    let due_after = answered.due_after.map(|due| due.0);
    one(
        conn,
        op,
        "UPDATE dossier SET status = ?2, status_before_wait = NULL, promised_at = ?3, touched_at = ?4 WHERE id = ?1",
        (
            op.row.as_bytes(),
            answered.status_after.code(),
            due_after,
            op.at.0,
        ),
    )?;
    one(
        conn,
        op,
        "UPDATE wait SET answered_at = ?4, answer = ?5, due_before = ?6, due_after = ?7
         WHERE dossier_id = ?1 AND kind = ?2 AND round = ?3",
        (
            op.row.as_bytes(),
            kind,
            round,
            op.at.0,
            answered.answer,
            answered.due_before.map(|due| due.0),
            due_after,
        ),
    )
}
