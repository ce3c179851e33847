//! Applies ops on fees: the lines as they stand, and every movement of money as a row of its own.

use rusqlite::Connection;

use super::waits::{self, Answered, Asked};
use super::{one, touch};
use crate::domain::dossier::Status;
use crate::domain::fee::{FeeLine, FeeState, Method, text};
use crate::domain::ids::OfficerId;
use crate::store::body::{AskFee, EditFees, FeeChange, SettleFee};
use crate::store::oplog::{LogError, Op};

/// The lines of a reception.
pub(super) fn put_all(conn: &Connection, op: &Op, lines: &[FeeLine]) -> Result<(), LogError> {
    let changes = (1..).zip(lines).map(|(position, line)| FeeChange {
        id: line.id,
        position,
        line: (None, Some(line.clone())),
    });
    change(conn, op, (&changes.collect::<Vec<_>>(), None))
}

pub(super) fn edit(conn: &Connection, op: &Op, body: &EditFees) -> Result<(), LogError> {
    touch(conn, op)?;
    change(conn, op, (&body.changes, body.reason.as_deref()))
}

pub(super) fn ask(conn: &Connection, op: &Op, body: &AskFee) -> Result<(), LogError> {
    one(
        conn,
        op,
        "UPDATE dossier SET status = ?2, status_before_wait = ?3, touched_at = ?4 WHERE id = ?1",
        (
            op.row.as_bytes(),
            Status::Fee.code(),
            body.status_before.code(),
            op.at.0,
        ),
    )?;
    let items: Vec<String> = body.lines.iter().map(text::line).collect();
    let asked = Asked {
        items: items.join("\n"),
        reason: &body.reason,
        due_before: body.due_before,
    };
    waits::begin(conn, op, ("fee", body.round), &asked)
}

pub(super) fn settle(conn: &Connection, op: &Op, body: &SettleFee) -> Result<(), LogError> {
    change(conn, op, (&body.changes, body.reason.as_deref()))?;
    let answered = Answered {
        answer: None,
        due_before: body.due_before,
        due_after: body.due_after,
        status_after: body.status_after,
    };
    waits::end(conn, op, ("fee", body.round), &answered)
}

fn change(
    conn: &Connection,
    op: &Op,
    (changes, reason): (&[FeeChange], Option<&str>),
) -> Result<(), LogError> {
    let mut place = 0;
    for it in changes {
        let (old, new) = &it.line;
        match new {
            Some(line) => write(conn, op, (it.position, line))?,
            None => one(
                conn,
                op,
                "UPDATE fee_line SET voided_at = ?2 WHERE id = ?1",
                (it.id.bytes(), op.at.0),
            )?,
        }
        let same = old
            .as_ref()
            .zip(new.as_ref())
            .is_some_and(|(old, new)| old.same_money(new));
        if same {
            continue;
        }
        // A correction gives the old sum back and takes the new one, both on the day it is made.
        let moved = [(old, -1), (new, 1)];
        for (line, sign) in moved
            .into_iter()
            .filter_map(|(line, sign)| Some((line.as_ref()?, sign)))
        {
            if let (FeeState::Paid, Some(method)) = (line.state, line.method) {
                place += 1;
                take(conn, op, (line, method, sign), (place, reason))?;
            }
        }
    }
    Ok(())
}

fn write(conn: &Connection, op: &Op, (position, line): (u32, &FeeLine)) -> Result<(), LogError> {
    one(
        conn,
        op,
        "INSERT INTO fee_line (id, dossier_id, position, name, kind, amount, timing, state, reason, method,
                               receipt_no, paid_at, paid_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
         ON CONFLICT (id) DO UPDATE SET name = ?4, kind = ?5, amount = ?6, timing = ?7, state = ?8, reason = ?9,
                               method = ?10, receipt_no = ?11, paid_at = ?12, paid_by = ?13",
        (
            line.id.bytes(),
            op.row.as_bytes(),
            position,
            &line.name,
            line.kind.word(),
            dong(line),
            line.timing.word(),
            line.state.word(),
            &line.reason,
            line.method.map(Method::word),
            &line.receipt_no,
            line.paid_at.map(|at| at.0),
            line.paid_by.as_ref().map(OfficerId::bytes),
        ),
    )
}

fn take(
    conn: &Connection,
    op: &Op,
    (line, method, sign): (&FeeLine, Method, i64),
    (place, reason): (u32, Option<&str>),
) -> Result<(), LogError> {
    one(
        conn,
        op,
        "INSERT INTO fee_taking (op_id, place, dossier_id, line_id, at, officer_id, method, amount, name, receipt_no,
                                 reason)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        (
            op.id.bytes(),
            place,
            op.row.as_bytes(),
            line.id.bytes(),
            op.at.0,
            op.actor.bytes(),
            method.word(),
            sign * dong(line),
            &line.name,
            &line.receipt_no,
            reason,
        ),
    )
}

fn dong(line: &FeeLine) -> i64 {
    i64::try_from(line.dong).unwrap_or(i64::MAX)
}
