//! Chuyển bước, on and back.

use super::desk::Desk;
use super::situation::Loaded;
use super::workflow::{self, Step};
use super::{Facts, filled, reason, situation};
use crate::domain::act::Forward as Wanted;
use crate::domain::digitise::{self, Extent};
use crate::domain::dossier::{Channel, Product, Status};
use crate::domain::ids::{DossierId, OfficerId};
use crate::domain::moves::{Move, StepRole};
use crate::domain::refusal::Refusal;
use crate::store::body::{Body, Forward};
use crate::store::tally;

pub(super) fn forward(desk: &mut Desk<'_>, dossier: DossierId, wanted: &Wanted) -> Result<Facts, Refusal> {
    let loaded = situation::load(desk, dossier)?;
    desk.allow(Move::Forward, &loaded.situation)?;
    let steps = workflow::steps(desk.conn, loaded.workflow)?;
    let to = next(&steps, &loaded, wanted.to_step)?;
    let (to_officer, to_unit) = receiver(desk, to, wanted.to_officer, wanted.to_unit.as_deref())?;
    let undigitised_reason = filled(wanted.undigitised_reason.as_deref());
    check_digitised(desk, &loaded, undigitised_reason.is_some())?;
    let no_product_reason = filled(wanted.no_product_reason.as_deref());
    let (product, no_product_reason) = product(&loaded, to, no_product_reason)?;
    let body = Forward {
        from_step: loaded.step_no,
        from_status: loaded.status,
        to_step: to.facts.clone(),
        status_after: to.enters,
        to_officer,
        to_unit,
        opinion: wanted.opinion.trim().to_owned(),
        undigitised_reason,
        product,
        no_product_reason,
        verified: wanted.verified.clone(),
    };
    Ok(Facts::dossier(dossier, Body::Forward(Box::new(body))))
}

/// What has a result, or a reason for none, may wait for its holder.
fn product(
    loaded: &Loaded,
    to: &Step,
    no_product_reason: Option<String>,
) -> Result<(Product, Option<String>), Refusal> {
    let has_outcome = loaded.situation.outcomes > 0;
    match (has_outcome, to.enters == Status::Finished) {
        (true, _) => Ok((Product::Yes, None)),
        (false, false) => Ok((Product::Open, None)),
        (false, true) if no_product_reason.is_some() => Ok((Product::None, no_product_reason)),
        (false, true) => Err(Refusal::NoOutcome {
            interims: loaded.situation.interims,
        }),
    }
}

/// The letter wants a dossier scanned right after reception, so leaving the desk without says why.
fn check_digitised(desk: &Desk<'_>, loaded: &Loaded, has_reason: bool) -> Result<(), Refusal> {
    if loaded.situation.step_role != StepRole::Reception || has_reason {
        return Ok(());
    }
    let counting = tally::counting(desk.conn)?;
    let online = loaded.channel == Channel::Online.code() && loaded.electronic;
    let counts = loaded.counts;
    if digitise::extent(counts, online, counting) == Extent::Full {
        return Ok(());
    }
    let exempt = if counting.exempt_is_done { 0 } else { counts.exempt };
    let lacking = (counts.need + exempt).saturating_sub(counts.have);
    // An office that does not count online dossiers as its own digitising still lacks nothing of them.
    if lacking == 0 {
        return Ok(());
    }
    Err(Refusal::NotDigitised { lacking })
}

fn next<'a>(steps: &'a [Step], loaded: &Loaded, to: u32) -> Result<&'a Step, Refusal> {
    let here = workflow::step(steps, loaded.step_no).ok_or(Refusal::NotNextStep)?;
    if !here.next.contains(&to) {
        return Err(Refusal::NotNextStep);
    }
    workflow::step(steps, to).ok_or(Refusal::NotNextStep)
}

type Receiver = (Option<OfficerId>, Option<String>);

fn receiver(
    desk: &Desk<'_>,
    to: &Step,
    officer: Option<OfficerId>,
    unit: Option<&str>,
) -> Result<Receiver, Refusal> {
    match to.facts.role.role() {
        Some(role) => {
            let officer = officer.ok_or(Refusal::NoReceiver)?;
            Ok((Some(desk.receiver(officer, role)?), None))
        }
        None => Ok((None, Some(filled(unit).ok_or(Refusal::NoReceiver)?))),
    }
}

pub(super) fn forward_back(
    desk: &mut Desk<'_>,
    dossier: DossierId,
    (to_step, to_officer): (u32, Option<OfficerId>),
    why: &str,
) -> Result<Facts, Refusal> {
    let loaded = situation::load(desk, dossier)?;
    desk.allow(Move::ForwardBack, &loaded.situation)?;
    let why = reason(why)?;
    let steps = workflow::steps(desk.conn, loaded.workflow)?;
    let to = next(&steps, &loaded, to_step)?;
    if to.enters != Status::Processing {
        return Err(Refusal::NotNextStep);
    }
    let (to_officer, to_unit) = receiver(desk, to, to_officer, None)?;
    let has_outcome = loaded.situation.outcomes > 0;
    let body = Forward {
        from_step: loaded.step_no,
        from_status: loaded.status,
        to_step: to.facts.clone(),
        status_after: to.enters,
        to_officer,
        to_unit,
        opinion: why,
        undigitised_reason: None,
        product: if has_outcome { Product::Yes } else { Product::Open },
        no_product_reason: None,
        verified: None,
    };
    Ok(Facts::dossier(dossier, Body::Forward(Box::new(body))))
}
