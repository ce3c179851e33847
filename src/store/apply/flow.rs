//! Applies the moves of a received dossier.

use rusqlite::Connection;

use super::waits::{self, Answered};
use super::{any, components, digitise, kho, one, touch};
use crate::domain::dossier::Status;
use crate::domain::ids::OfficerId;
use crate::store::body::{
    Apologise, CheckAccount, Forward, HandBack, ReceiveSupplement, SetCabinet, Stop, Void, Withdraw,
};
use crate::store::oplog::{LogError, Op};

pub(super) fn receive_supplement(
    conn: &Connection,
    op: &Op,
    body: &ReceiveSupplement,
) -> Result<(), LogError> {
    let answered = Answered {
        answer: Some(&body.answer),
        due_before: body.due_before,
        due_after: body.due_after,
        status_after: body.status_after,
    };
    waits::end(conn, op, ("supplement", body.round), &answered)?;
    let mut papers = body.papers.iter();
    papers.try_for_each(|paper| components::edit(conn, op, paper))?;
    components::put_all(conn, op, &body.others)?;
    digitise::recount(conn, op)
}

pub(super) fn forward(conn: &Connection, op: &Op, body: &Forward) -> Result<(), LogError> {
    let step = &body.to_step;
    let finished = (body.status_after == Status::Finished).then_some(op.at.0);
    one(
        conn,
        op,
        "UPDATE dossier SET status = ?2, step_no = ?3, step_name = ?4, step_role = ?5, files_outcome = ?6,
             from_officer_id = ?7, officer_id = ?8, at_unit = ?9, forwarded_at = ?10, touched_at = ?10,
             finished_at = ?11, product = ?12, no_product_reason = ?13
         WHERE id = ?1",
        (
            op.row.as_bytes(),
            body.status_after.code(),
            step.no,
            &step.name,
            step.role.word(),
            step.files_outcome,
            op.actor.bytes(),
            body.to_officer.as_ref().map(OfficerId::bytes),
            &body.to_unit,
            op.at.0,
            finished,
            body.product.word(),
            &body.no_product_reason,
        ),
    )
}

pub(super) fn withdraw(conn: &Connection, op: &Op, body: &Withdraw) -> Result<(), LogError> {
    end(conn, op, Status::Withdrawn, (&body.reason, None))
}

pub(super) fn stop(conn: &Connection, op: &Op, body: &Stop) -> Result<(), LogError> {
    end(conn, op, Status::Stopped, (&body.reason, Some(&body.basis)))
}

fn end(
    conn: &Connection,
    op: &Op,
    status: Status,
    (reason, basis): (&str, Option<&str>),
) -> Result<(), LogError> {
    one(
        conn,
        op,
        "UPDATE dossier SET status = ?2, ended_at = ?3, touched_at = ?3, refuse_reason = ?4,
                            refuse_basis = ifnull(?5, refuse_basis) WHERE id = ?1",
        (op.row.as_bytes(), status.code(), op.at.0, reason, basis),
    )?;
    // A wait that nobody will answer any more does not run on.
    any(
        conn,
        "UPDATE wait SET answered_at = ?2 WHERE dossier_id = ?1 AND answered_at IS NULL",
        (op.row.as_bytes(), op.at.0),
    )?;
    Ok(())
}

pub(super) fn apologise(conn: &Connection, op: &Op, body: &Apologise) -> Result<(), LogError> {
    one(
        conn,
        op,
        "UPDATE dossier SET promised_at = ?2, apologies = apologies + 1, touched_at = ?3 WHERE id = ?1",
        (op.row.as_bytes(), body.promised_at.1.0, op.at.0),
    )
}

pub(super) fn hand_back(conn: &Connection, op: &Op, body: &HandBack) -> Result<(), LogError> {
    let receiver = &body.receiver;
    one(
        conn,
        op,
        "UPDATE dossier SET status = 10, returned_at = ?2, touched_at = ?2, returned_by = ?3, return_way = ?4,
             receiver_name = ?5, receiver_no = ?6, receiver_basis = ?7
         WHERE id = ?1",
        (
            op.row.as_bytes(),
            op.at.0,
            op.actor.bytes(),
            body.way.code(),
            &receiver.receiver_name,
            &receiver.receiver_no,
            &receiver.receiver_basis,
        ),
    )?;
    kho::put_all(conn, op, &body.kho)
}

pub(super) fn check_account(conn: &Connection, op: &Op, body: &CheckAccount) -> Result<(), LogError> {
    let finding = &body.finding;
    one(
        conn,
        op,
        "UPDATE dossier SET account = ?2, account_at = ?3, account_source = ?4, account_reason = ?5, touched_at = ?6
         WHERE id = ?1",
        (
            op.row.as_bytes(),
            finding.account.word(),
            finding.account_at.map(|at| at.0),
            finding.account_source.word(),
            &finding.account_reason,
            op.at.0,
        ),
    )
}

pub(super) fn set_cabinet(conn: &Connection, op: &Op, body: &SetCabinet) -> Result<(), LogError> {
    touch(conn, op)?;
    one(
        conn,
        op,
        "UPDATE dossier SET cabinet = ?2 WHERE id = ?1",
        (op.row.as_bytes(), &body.cabinet.1),
    )
}

pub(super) fn void(conn: &Connection, op: &Op, body: &Void) -> Result<(), LogError> {
    one(
        conn,
        op,
        "UPDATE dossier SET voided_at = ?2, void_reason = ?3, touched_at = ?2 WHERE id = ?1",
        (op.row.as_bytes(), op.at.0, &body.reason),
    )
}
