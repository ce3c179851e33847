//! Phí, lệ phí: what a reception begins with, how lines change, and the wait for the money.

use super::desk::Desk;
use super::situation::Loaded;
use super::{Facts, filled, reason, situation, waits};
use crate::domain::act::{DossierAct, FeesWanted, Outcome};
use crate::domain::dossier::Channel;
use crate::domain::fee::{FeeLine, FeeRefusal, FeeState, sums};
use crate::domain::ids::{DossierId, FeeId};
use crate::domain::moves::Move;
use crate::domain::refusal::Refusal;
use crate::domain::time::Moment;
use crate::store::body::{AskFee, Body, EditFees, FeeChange, SettleFee};
use crate::store::fees;

/// The lines of a reception: as the officer left them, else what the catalogue proposes for the channel.
pub(super) fn of_reception(
    desk: &mut Desk<'_>,
    written: Option<&[FeeLine]>,
    (version, channel): ([u8; 16], Channel),
) -> Result<Vec<FeeLine>, Refusal> {
    let Some(written) = written else {
        let proposed = fees::of_channel(desk.conn, version, channel)?;
        let mut line = |it| FeeLine::of(FeeId(desk.ids.next(desk.now.0)), it);
        return Ok(proposed.iter().map(&mut line).collect());
    };
    let lines: Vec<FeeLine> = written.iter().map(|line| stamped(desk, None, line)).collect();
    lines.iter().try_for_each(FeeLine::check)?;
    lines.iter().try_for_each(|line| is_new(desk, line.id))?;
    Ok(lines)
}

/// The acts on fees.
pub(super) fn on_dossier(
    desk: &mut Desk<'_>,
    dossier: DossierId,
    act: &DossierAct,
) -> Result<Facts, Refusal> {
    match act {
        DossierAct::EditFees(wanted) => edit(desk, dossier, wanted),
        DossierAct::AskFee { reason } => ask(desk, dossier, reason),
        DossierAct::SettleFee(wanted) => settle(desk, dossier, wanted),
        _ => Err(Refusal::Fault { code: "act" }),
    }
}

fn edit(desk: &mut Desk<'_>, dossier: DossierId, wanted: &FeesWanted) -> Result<Facts, Refusal> {
    let loaded = situation::load(desk, dossier)?;
    desk.allow(Move::EditFees, &loaded.situation)?;
    let (changes, reason) = changes(desk, dossier, wanted)?;
    if changes.is_empty() {
        return Err(Refusal::Fees(FeeRefusal::Unchanged));
    }
    let body = Body::EditFees(Box::new(EditFees { changes, reason }));
    Ok(Facts::dossier(dossier, body))
}

/// The dossier waits for what is due now; what is collected with the result is no reason to wait.
fn ask(desk: &mut Desk<'_>, dossier: DossierId, why: &str) -> Result<Facts, Refusal> {
    let loaded = situation::load(desk, dossier)?;
    desk.allow(Move::AskFee, &loaded.situation)?;
    let lines = fees::lines(desk.conn, dossier)?.into_iter().map(|it| it.1);
    let lines: Vec<FeeLine> = lines.filter(FeeLine::holds_up).collect();
    if lines.is_empty() {
        return Err(Refusal::Fees(FeeRefusal::NothingDue));
    }
    let body = AskFee {
        round: last_round(desk, dossier)? + 1,
        lines,
        reason: why.trim().to_owned(),
        status_before: loaded.status,
        due_before: loaded.promise(),
    };
    Ok(Facts::dossier(dossier, Body::AskFee(Box::new(body))))
}

/// Everything it waited for is paid or exempt, and it goes on where it stood.
fn settle(desk: &mut Desk<'_>, dossier: DossierId, wanted: &FeesWanted) -> Result<Facts, Refusal> {
    let loaded = situation::load(desk, dossier)?;
    desk.allow(Move::SettleFee, &loaded.situation)?;
    let (changes, reason) = changes(desk, dossier, wanted)?;
    let open = sums(wanted.now.iter().filter(|line| line.holds_up()));
    if open.due > 0 {
        return Err(Refusal::Fees(FeeRefusal::Due { dong: open.due }));
    }
    let policy = desk.setting("fee_clock")?;
    let due_after = promise(desk, &loaded)?;
    let body = SettleFee {
        round: last_round(desk, dossier)?,
        changes,
        reason,
        due_before: loaded.promise(),
        due_after,
        policy,
        status_after: loaded.status_before_wait.ok_or(Refusal::WrongStatus)?,
    };
    let facts = Facts::dossier(dossier, Body::SettleFee(Box::new(body)));
    Ok(facts.with(Outcome::Promised {
        promised_at: due_after,
    }))
}

/// Never earlier than what was promised already: an apology's date stands.
fn promise(desk: &mut Desk<'_>, loaded: &Loaded) -> Result<Option<Moment>, Refusal> {
    let counted = waits::promise(desk, loaded)?;
    Ok(counted.max(loaded.promised_at))
}

/// What is still to be paid when the result goes out: refused, or said why.
pub(super) fn unpaid(
    desk: &Desk<'_>,
    dossier: DossierId,
    why: Option<&str>,
) -> Result<Option<String>, Refusal> {
    let lines = fees::lines(desk.conn, dossier)?;
    let due = sums(lines.iter().map(|it| &it.1)).due;
    match (due, filled(why)) {
        (0, _) => Ok(None),
        (_, Some(why)) => Ok(Some(why)),
        (dong, None) => Err(Refusal::Fees(FeeRefusal::Due { dong })),
    }
}

/// What differs from what stands there, and the reason where a paid line is among it.
fn changes(
    desk: &Desk<'_>,
    dossier: DossierId,
    wanted: &FeesWanted,
) -> Result<(Vec<FeeChange>, Option<String>), Refusal> {
    let there = fees::lines(desk.conn, dossier)?;
    if !there.iter().map(|it| &it.1).eq(&wanted.was) {
        return Err(Refusal::Conflict("fees".to_owned()));
    }
    let mut position = fees::last_position(desk.conn, dossier)?;
    let mut changes = Vec::new();
    for line in &wanted.now {
        let old = there.iter().find(|(_, old)| old.id == line.id);
        let new = stamped(desk, old.map(|it| &it.1), line);
        new.check()?;
        let place = match old {
            Some((_, old)) if *old == new => continue,
            Some((place, _)) => *place,
            None => {
                is_new(desk, line.id)?;
                position += 1;
                position
            }
        };
        changes.push(FeeChange {
            id: line.id,
            position: place,
            line: (old.map(|it| it.1.clone()), Some(new)),
        });
    }
    let gone = |(_, old): &&(u32, FeeLine)| wanted.now.iter().all(|line| line.id != old.id);
    changes.extend(there.iter().filter(gone).map(|(position, old)| FeeChange {
        id: old.id,
        position: *position,
        line: (Some(old.clone()), None),
    }));
    let corrects = |it: &FeeChange| it.line.0.as_ref().is_some_and(|old| old.state == FeeState::Paid);
    let why = if changes.iter().any(corrects) {
        Some(reason(wanted.reason.as_deref().unwrap_or_default())?)
    } else {
        filled(wanted.reason.as_deref())
    };
    Ok((changes, why))
}

/// Money that is taken now is taken by this officer at this time; what was taken before keeps both, unless the sum or
/// the way changes.
fn stamped(desk: &Desk<'_>, old: Option<&FeeLine>, line: &FeeLine) -> FeeLine {
    let mut new = line.tidied();
    if new.state != FeeState::Paid {
        return new;
    }
    let before = old.filter(|old| old.same_money(&new));
    new.paid_at = before.map_or(Some(desk.now), |old| old.paid_at);
    new.paid_by = before.map_or(Some(desk.actor.id), |old| old.paid_by);
    new
}

fn is_new(desk: &Desk<'_>, id: FeeId) -> Result<(), Refusal> {
    let taken = desk
        .conn
        .prepare_cached("SELECT 1 FROM fee_line WHERE id = ?1")?
        .exists([id.bytes()])?;
    if taken {
        return Err(Refusal::Fault { code: "id-taken" });
    }
    Ok(())
}

fn last_round(desk: &Desk<'_>, dossier: DossierId) -> Result<u32, Refusal> {
    Ok(desk
        .conn
        .prepare_cached("SELECT ifnull(max(round), 0) FROM wait WHERE dossier_id = ?1 AND kind = 'fee'")?
        .query_row([dossier.bytes()], |row| row.get(0))?)
}
