//! Tiếp nhận: a draft becomes a dossier with code, register entry, lookup code and due time.

use super::desk::Desk;
use super::numbers;
use super::{Facts, draft as drafts, fees, needed, signatures, situation, workflow};
use crate::domain::act::Outcome;
use crate::domain::component::{FileSource, PaperClass};
use crate::domain::draft::{Draft, DraftComponent, DraftFile};
use crate::domain::ids::{DossierId, PaperId};
use crate::domain::moves::Move;
use crate::domain::refusal::Refusal;
use crate::domain::time::Moment;
use crate::domain::weight::given;
use crate::store::body::{Accept, Body, PaperFacts};
use crate::store::tray::TrayChange;

pub(super) fn accept(desk: &mut Desk<'_>, dossier: DossierId, draft: &Draft) -> Result<Facts, Refusal> {
    let situation = situation::find(desk, dossier)?.map_or_else(situation::of_draft, |found| found.situation);
    desk.allow(Move::Accept, &situation)?;
    drafts::check_own(desk, dossier, draft)?;
    drafts::check_complete(draft)?;
    check_note(draft)?;
    let snapshot = drafts::snapshot(desk, draft)?;
    let picked = draft.procedure.as_ref().ok_or(Refusal::Missing("procedure"))?;
    let version = drafts::version_of(picked).ok_or(Refusal::NoProcedure)?;
    let (received_at, backfilled_reason) = received(desk, draft)?;
    let limit = workflow::limit(desk.conn, version, draft.channel)?;
    let due_at = match limit {
        Some(limit) => desk
            .office_time()?
            .due(received_at.local(), limit)
            .map(Moment::from_local),
        None => None,
    };
    let kho = kept(desk, draft)?;
    let fees = fees::of_reception(desk, draft.fees.as_deref(), (version, draft.channel))?;
    let numbers = numbers::take(desk, received_at)?;
    let outcome = Outcome::Accepted {
        code: numbers.code.clone(),
        lookup: numbers.lookup.clone(),
        book: desk.device.desk_no,
        register_no: numbers.register_no,
        due_at,
    };
    let body = Body::Accept(Box::new(Accept {
        dossier: snapshot,
        code: numbers.code,
        code_seq: numbers.code_seq,
        code_on: numbers.code_on,
        lookup: numbers.lookup,
        book: desk.device.desk_no,
        register_no: numbers.register_no,
        register_year: numbers.register_year,
        limit,
        received_at,
        due_at,
        backfilled_reason,
        kho,
        fees,
    }));
    let tray = TrayChange::attaching(draft.components.iter().flat_map(|it| &it.files));
    let facts = Facts::dossier(dossier, body).with(outcome).moving(tray);
    Ok(facts.ending(Some(draft.id)))
}

/// What lacks must be explained ("Tiếp nhận kèm ghi chú"), by a note that was written about just that.
fn check_note(draft: &Draft) -> Result<(), Refusal> {
    let lacking = draft.lacks().len();
    if lacking == 0 || draft.note_on_lacks().is_some() {
        return Ok(());
    }
    Err(Refusal::Incomplete {
        lacking: u32::try_from(lacking).unwrap_or(u32::MAX),
    })
}

/// When it was received: now, or the true time of a reception on paper.
fn received(desk: &Desk<'_>, draft: &Draft) -> Result<(Moment, Option<String>), Refusal> {
    let Some(backfill) = &draft.backfill else {
        return Ok((desk.now, None));
    };
    if backfill.received_at >= desk.now || backfill.received_at.0 <= 0 {
        return Err(Refusal::Invalid("received_at"));
    }
    let reason = needed(&backfill.reason, Refusal::NeedsReason)?;
    Ok((backfill.received_at, Some(reason)))
}

/// The papers of components ticked "keep for next time".
fn kept(desk: &mut Desk<'_>, draft: &Draft) -> Result<Vec<PaperFacts>, Refusal> {
    let mut papers: Vec<PaperFacts> = Vec::new();
    for component in draft
        .components
        .iter()
        .filter(|component| component.keep && component.received)
    {
        let own = given(&component.files).filter(|file| file.source != FileSource::Kho);
        for file in own {
            if papers.iter().all(|paper| paper.sha256 != file.sha256) {
                let id = PaperId(desk.ids.next(desk.now.0));
                let (signature, _) = signatures::known(desk, (file.sha256, file.signature))?;
                papers.push(PaperFacts {
                    signature,
                    ..paper(id, &draft.holder.holder_no, (component, file))
                });
            }
        }
    }
    Ok(papers)
}

fn paper(id: PaperId, owner_no: &str, (component, file): (&DraftComponent, &DraftFile)) -> PaperFacts {
    PaperFacts {
        id,
        owner_no: owner_no.to_owned(),
        class: PaperClass::Component,
        kind_code: None,
        paper_code: String::new(),
        name: component.name.trim().to_owned(),
        sha256: file.sha256,
        signature: file.signature,
        starts_on: None,
        ends_on: None,
    }
}
