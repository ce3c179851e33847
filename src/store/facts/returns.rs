//! How a dossier ends: handed back, withdrawn, stopped, void; and the apology when it is late.

use super::desk::Desk;
use super::{Facts, fees, needed, reason, situation};
use crate::domain::act::Outcome;
use crate::domain::component::{PaperClass, SignatureMark};
use crate::domain::deadline::new_promise_after;
use crate::domain::dossier::{Receiver, ReturnWay};
use crate::domain::ids::{DossierId, FileHash, OutcomeId, PaperId};
use crate::domain::manifest::Verified;
use crate::domain::moves::Move;
use crate::domain::refusal::Refusal;
use crate::domain::time::Moment;
use crate::store::body::{Apologise, Body, HandBack, PaperFacts, Stop, Void, Withdraw};

/// A reception taken up again after papers were asked for ends with its dossier.
pub(super) fn withdraw(
    desk: &mut Desk<'_>,
    dossier: DossierId,
    why: &str,
    papers_given_back: &str,
) -> Result<Facts, Refusal> {
    let loaded = situation::load(desk, dossier)?;
    desk.allow(Move::Withdraw, &loaded.situation)?;
    let body = Withdraw {
        reason: reason(why)?,
        papers_given_back: papers_given_back.trim().to_owned(),
        from_status: Some(loaded.status),
    };
    Ok(Facts::dossier(dossier, Body::Withdraw(Box::new(body))).ending(Some(dossier)))
}

pub(super) fn stop(
    desk: &mut Desk<'_>,
    dossier: DossierId,
    why: &str,
    basis: &str,
) -> Result<Facts, Refusal> {
    let loaded = situation::load(desk, dossier)?;
    let (reason, basis) = (reason(why), needed(basis, Refusal::Missing("basis")));
    let approver = desk.allow(Move::Stop, &loaded.situation)?;
    let body = Stop {
        reason: reason?,
        basis: basis?,
        approver,
        from_status: Some(loaded.status),
    };
    Ok(Facts::dossier(dossier, Body::Stop(Box::new(body))))
}

pub(super) fn void(desk: &mut Desk<'_>, dossier: DossierId, why: &str) -> Result<Facts, Refusal> {
    let loaded = situation::load(desk, dossier)?;
    desk.allow(Move::Void, &loaded.situation)?;
    let body = Body::Void(Box::new(Void { reason: reason(why)? }));
    Ok(Facts::dossier(dossier, body).ending(Some(dossier)))
}

/// Once re-appointed at most (Điều 19.9, NĐ 61/2018), at a time the office works, and see [`new_promise_after`].
pub(super) fn apologise(
    desk: &mut Desk<'_>,
    dossier: DossierId,
    why: &str,
    promised_at: Moment,
) -> Result<Facts, Refusal> {
    let loaded = situation::load(desk, dossier)?;
    let approver = desk.allow(Move::Apologise, &loaded.situation)?;
    let reason = reason(why)?;
    let before = new_promise_after(loaded.due_at, loaded.promised_at, loaded.situation.apologies);
    let after = before.map_or(desk.now, |before| before.max(desk.now));
    if promised_at <= after || !desk.office_time()?.is_open(promised_at.local()) {
        return Err(Refusal::BadNewTime { after });
    }
    let body = Apologise {
        reason,
        promised_at: (loaded.promise(), promised_at),
        approver,
    };
    Ok(Facts::dossier(dossier, Body::Apologise(Box::new(body))))
}

pub(super) fn hand_back(
    desk: &mut Desk<'_>,
    dossier: DossierId,
    receiver: &Receiver,
    (way, verified, unpaid): (ReturnWay, Option<Verified>, Option<&str>),
) -> Result<Facts, Refusal> {
    let loaded = situation::load(desk, dossier)?;
    desk.allow(Move::HandBack, &loaded.situation)?;
    needed(&receiver.receiver_name, Refusal::Missing("receiver_name"))?;
    let unpaid_reason = fees::unpaid(desk, dossier, unpaid)?;
    let active = active_outcomes(desk, dossier)?;
    let outcomes = active.iter().map(|outcome| outcome.0).collect();
    let kho: Vec<_> = active.into_iter().map(|outcome| outcome.1).collect();
    let papers = u32::try_from(kho.len()).unwrap_or(u32::MAX);
    let body = HandBack {
        receiver: receiver.clone(),
        way,
        outcomes,
        kho,
        verified,
        unpaid_reason,
    };
    Ok(Facts::dossier(dossier, Body::HandBack(Box::new(body))).with(Outcome::Returned { papers }))
}

/// The outcomes in force, each with the paper it becomes.
fn active_outcomes(desk: &mut Desk<'_>, dossier: DossierId) -> Result<Vec<(OutcomeId, PaperFacts)>, Refusal> {
    let mut statement = desk.conn.prepare_cached(
        "SELECT id, holder_no, kind_code, paper_code, name, sha256, signature, starts_on, ends_on FROM outcome
         WHERE dossier_id = ?1 AND state = 'active' ORDER BY filed_at, id",
    )?;
    let mut rows = statement.query([dossier.bytes()])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let day =
            |at| Ok::<_, rusqlite::Error>(row.get::<_, Option<String>>(at)?.and_then(|day| day.parse().ok()));
        let signature: String = row.get(6)?;
        let paper = PaperFacts {
            id: PaperId(desk.ids.next(desk.now.0)),
            owner_no: row.get(1)?,
            class: PaperClass::Outcome,
            kind_code: row.get(2)?,
            paper_code: row.get(3)?,
            name: row.get(4)?,
            sha256: FileHash(row.get(5)?),
            signature: SignatureMark::from_word(&signature).unwrap_or(SignatureMark::None),
            starts_on: day(7)?,
            ends_on: day(8)?,
        };
        found.push((OutcomeId::from_bytes(row.get(0)?), paper));
    }
    Ok(found)
}
