//! Applies the acts that make a dossier of a draft: accept, refuse, ask for a supplement.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::waits::{self, Asked};
use super::{any, components, digitise, fees, kho, name_blob, one, touch};
use crate::domain::deadline::Limit;
use crate::domain::dossier::{Account, AccountSource, NumberKind, PlaceSet, Sex, Status};
use crate::domain::series::Series;
use crate::domain::time::Moment;
use crate::store::body::{Accept, AskSupplement, FormNumber, Refuse, RegisterOnline, Snapshot};
use crate::store::counters;
use crate::store::oplog::{LogError, Op};
use crate::store::search_index;

/// What is written beside the snapshot.
#[derive(Default)]
struct Reception<'a> {
    code: Option<&'a str>,
    lookup: Option<&'a str>,
    register: Option<(u32, u32)>,
    received_at: Option<Moment>,
    backfilled_reason: Option<&'a str>,
    limit: Option<Limit>,
    due_at: Option<Moment>,
    status: i64,
    ended_at: Option<Moment>,
    refusal: Option<(&'a str, &'a str, &'a str)>,
}

/// What the portal said stays beside the dossier, whatever becomes of it at the desk.
pub(super) fn register_online(conn: &Connection, op: &Op, body: &RegisterOnline) -> Result<(), LogError> {
    name_blob(conn, op, &body.said)?;
    one(
        conn,
        op,
        "INSERT INTO online (dossier_id, portal_code, submitted_at, tech_id, vneid, said_sha256)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (
            op.row.as_bytes(),
            &body.portal_code,
            body.submitted_at.0,
            &body.tech_id,
            body.vneid,
            body.said.sha256.0,
        ),
    )?;
    let reception = Reception {
        status: Status::Registered.code(),
        ..Reception::default()
    };
    write(conn, op, &body.dossier, &reception)
}

pub(super) fn accept(conn: &Connection, op: &Op, body: &Accept) -> Result<(), LogError> {
    let reception = Reception {
        code: Some(&body.code),
        lookup: Some(&body.lookup),
        register: Some((body.book, body.register_no)),
        received_at: Some(body.received_at),
        backfilled_reason: body.backfilled_reason.as_deref(),
        limit: body.limit,
        due_at: body.due_at,
        status: Status::Accepted.code(),
        ..Reception::default()
    };
    let desk = body.dossier.desk_no;
    counters::raise(conn, desk, &Series::Code(body.code_on), body.code_seq)?;
    counters::raise(
        conn,
        desk,
        &Series::Register(body.register_year),
        body.register_no,
    )?;
    write(conn, op, &body.dossier, &reception)?;
    answer_waits(conn, op)?;
    fees::put_all(conn, op, &body.fees)?;
    kho::put_all(conn, op, &body.kho)
}

pub(super) fn refuse(conn: &Connection, op: &Op, body: &Refuse) -> Result<(), LogError> {
    raise_form(conn, &body.form)?;
    answer_waits(conn, op)?;
    let Some(dossier) = &body.dossier else {
        return one(
            conn,
            op,
            "UPDATE dossier SET status = 3, ended_at = ?2, touched_at = ?2, refuse_reason = ?3, refuse_basis = ?4,
                                go_to = ?5 WHERE id = ?1",
            (op.row.as_bytes(), op.at.0, &body.reason, &body.basis, &body.go_to),
        );
    };
    let reception = Reception {
        status: Status::Refused.code(),
        ended_at: Some(op.at),
        refusal: Some((&body.reason, &body.basis, &body.go_to)),
        ..Reception::default()
    };
    write(conn, op, dossier, &reception)
}

pub(super) fn ask_supplement(conn: &Connection, op: &Op, body: &AskSupplement) -> Result<(), LogError> {
    raise_form(conn, &body.form)?;
    match &body.dossier {
        Some(dossier) => {
            let reception = Reception {
                status: Status::Supplement.code(),
                ..Reception::default()
            };
            write(conn, op, dossier, &reception)?;
        }
        None => one(
            conn,
            op,
            "UPDATE dossier SET status = 5, status_before_wait = ?2 WHERE id = ?1",
            (op.row.as_bytes(), body.status_before.map(Status::code)),
        )?,
    }
    touch(conn, op)?;
    let asked = Asked {
        items: body.items.join("\n"),
        reason: &body.reason,
        due_before: body.due_before,
    };
    waits::begin(conn, op, ("supplement", body.round), &asked)
}

/// A supplement asked for before acceptance is answered by accepting or refusing.
fn answer_waits(conn: &Connection, op: &Op) -> Result<(), LogError> {
    any(
        conn,
        "UPDATE wait SET answered_at = ?2 WHERE dossier_id = ?1 AND answered_at IS NULL",
        (op.row.as_bytes(), op.at.0),
    )?;
    Ok(())
}

pub(super) fn raise_form(conn: &Connection, form: &FormNumber) -> Result<(), LogError> {
    let scope = Series::Form(form.kind.clone(), form.year);
    Ok(counters::raise(conn, form.desk_no, &scope, form.seq)?)
}

/// Writes the row, its components and its search words. A dossier that waited without a code keeps its `n`.
fn write(conn: &Connection, op: &Op, dossier: &Snapshot, reception: &Reception<'_>) -> Result<(), LogError> {
    let before: Option<i64> = conn
        .prepare_cached("SELECT n FROM dossier WHERE id = ?1")?
        .query_row([op.row.as_bytes()], |row| row.get(0))
        .optional()?;
    if before.is_some() {
        search_index::forget(conn, op.row)?;
        any(conn, "DELETE FROM dossier WHERE id = ?1", [op.row.as_bytes()])?;
        components::void_all(conn, op)?;
    }
    insert(conn, op, before, (dossier, reception))?;
    components::put_all(conn, op, &dossier.components)?;
    digitise::recount(conn, op)?;
    search_index::write(conn, op.row)?;
    Ok(())
}

fn insert(
    conn: &Connection,
    op: &Op,
    n: Option<i64>,
    (dossier, reception): (&Snapshot, &Reception<'_>),
) -> Result<(), LogError> {
    let Snapshot {
        holder,
        bearer,
        account,
        procedure,
        step,
        ..
    } = dossier;
    let address = &holder.address;
    let (bearer, account, procedure) = (bearer.as_ref(), account.as_ref(), procedure.as_ref());
    let refusal = reception.refusal;
    let mut statement = conn.prepare_cached(include_str!("../sql/insert_dossier.sql"))?;
    statement.execute(named_params! {
        ":n": n, ":id": op.row.as_bytes(), ":at": op.at.0,
        ":code": reception.code, ":lookup": reception.lookup,
        ":unit_code": dossier.unit_code, ":desk_no": dossier.desk_no, ":channel": dossier.channel.code(),
        ":book": reception.register.map(|it| it.0), ":register_no": reception.register.map(|it| it.1),
        ":procedure_code": procedure.map_or("", |it| &it.code),
        ":procedure_version": procedure.and_then(|it| version_bytes(&it.version)),
        ":procedure_name": procedure.map_or("", |it| &it.name),
        ":sector_name": procedure.map_or("", |it| &it.sector_name),
        ":case_name": procedure.and_then(|it| it.case_name.as_deref()),
        ":workflow": procedure.map_or(0, |it| it.workflow), ":subject": dossier.subject,
        ":holder_kind": holder.holder_kind.code(), ":holder_no": holder.holder_no,
        ":holder_no_kind": holder.holder_no_kind.map(NumberKind::word), ":holder_name": holder.holder_name,
        ":organisation": holder.organisation, ":no_issued_on": holder.no_issued_on.map(|it| it.to_string()),
        ":no_issued_by": holder.no_issued_by, ":born": holder.born, ":sex": holder.sex.map(Sex::word),
        ":phone": holder.phone, ":phone_note": holder.phone_note, ":fax": holder.fax, ":email": holder.email,
        ":website": holder.website, ":licence_no": holder.licence_no,
        ":place_set": address.place_set.map(PlaceSet::word), ":province_code": address.province_code,
        ":district_code": address.district_code, ":commune_code": address.commune_code,
        ":address_text": address.address_text, ":address_detail": address.address_detail,
        ":address_old": address.address_old,
        ":bearer_name": bearer.map(|it| &it.bearer_name), ":bearer_no": bearer.map(|it| &it.bearer_no),
        ":bearer_phone": bearer.map(|it| &it.bearer_phone), ":bearer_basis": bearer.map(|it| &it.bearer_basis),
        ":account": account.map_or(Account::Unknown, |it| it.account).word(),
        ":account_at": account.and_then(|it| it.account_at).map(|it| it.0),
        ":account_source": account.map_or(AccountSource::Officer, |it| it.account_source).word(),
        ":account_reason": account.and_then(|it| it.account_reason.as_deref()),
        ":number_reason": dossier.number_reason,
        ":received_at": reception.received_at.map(|it| it.0), ":backfilled_reason": reception.backfilled_reason,
        ":limit_amount": reception.limit.map(|it| it.amount.to_string()),
        ":limit_unit": reception.limit.map(|it| it.unit.word()),
        ":limit_policy": reception.limit.map(|it| it.policy.word()),
        ":due_at": reception.due_at.map(|it| it.0), ":ended_at": reception.ended_at.map(|it| it.0),
        ":status": reception.status, ":step_no": step.no, ":step_name": step.name,
        ":step_role": step.role.word(), ":files_outcome": step.files_outcome, ":officer_id": op.actor.bytes(),
        ":sets": dossier.sets, ":return_way": dossier.return_way.code(), ":note": dossier.note,
        ":refuse_reason": refusal.map(|it| it.0), ":refuse_basis": refusal.map(|it| it.1), ":go_to": refusal.map(|it| it.2),
        ":scan_policy": dossier.scan_policy.word(),
    })?;
    Ok(())
}

/// The 16 bytes of a version; `None` where the text is not one.
fn version_bytes(hex: &str) -> Option<Vec<u8>> {
    let digits = hex.as_bytes().chunks_exact(2);
    if hex.len() != 32 || !digits.remainder().is_empty() {
        return None;
    }
    digits
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect()
}
