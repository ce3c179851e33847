//! Kết quả and văn bản trung gian: filing, replacing, revoking.

use rusqlite::OptionalExtension;

use super::desk::Desk;
use super::kho::{self, check_days};
use super::{Facts, filled, needed, pages, reason, signatures, situation};
use crate::domain::act::{NewOutcome, Outcome, StoredFile};
use crate::domain::code::paper_code;
use crate::domain::component::{FileSource, PaperClass};
use crate::domain::dossier::Status;
use crate::domain::ids::{DossierId, InterimId, OutcomeId, PaperId};
use crate::domain::moves::Move;
use crate::domain::refusal::Refusal;
use crate::domain::special::{Ban, Whose, is_copy_of};
use crate::domain::term::Term;
use crate::store::body::{
    Body, FileInterim, FileOutcome, OutcomeFacts, PaperFacts, ReplaceOutcome, RevokeOutcome,
};

pub(super) fn file_interim(
    desk: &mut Desk<'_>,
    dossier: DossierId,
    (interim, file): (InterimId, &StoredFile),
    (note, whose): (&str, Option<&Whose>),
) -> Result<Facts, Refusal> {
    let loaded = situation::load(desk, dossier)?;
    desk.allow(Move::FileInterim, &loaded.situation)?;
    kho::must_lie_here(desk, file.sha256)?;
    let (bytes, signature) = signatures::blob(desk, file)?;
    let is_copy = is_copy_of(FileSource::Picked, &bytes.mime, signature);
    let (of_other_body, basis) = match whose {
        _ if !is_copy => (None, None),
        None => return Err(Refusal::Missing("whose")),
        Some(Whose::Own) => (Some(false), None),
        Some(Whose::OtherBody { basis }) => {
            let basis = filled(basis.as_deref()).ok_or(Refusal::CopyForbidden(Ban::OtherBody))?;
            (Some(true), Some(basis))
        }
    };
    let body = FileInterim {
        interim,
        file: bytes,
        note: note.trim().to_owned(),
        of_other_body,
        basis,
    };
    Ok(Facts::dossier(dossier, Body::FileInterim(Box::new(body))))
}

pub(super) fn file(desk: &mut Desk<'_>, dossier: DossierId, new: &NewOutcome) -> Result<Facts, Refusal> {
    let loaded = situation::load(desk, dossier)?;
    let mv = if new.replaces.is_some() {
        Move::CorrectOutcome
    } else {
        Move::FileOutcome
    };
    desk.allow(mv, &loaded.situation)?;
    let mut outcome = check(desk, new)?;
    if new.scan.is_none() && outcome.bytes.mime.starts_with("image/") {
        return Err(Refusal::PaperResult);
    }
    if let Some(component) = new.scan {
        outcome.scan = Some(pages::scan(desk, (dossier, component), new.file.sha256)?);
    }
    let there = desk
        .conn
        .prepare_cached("SELECT 1 FROM outcome WHERE dossier_id = ?1 AND kind_code = ?2 AND sha256 = ?3")?
        .exists((dossier.bytes(), &outcome.kind_code, outcome.bytes.sha256.0))?;
    if there {
        return Err(Refusal::OutcomeExists);
    }
    let paper_code = outcome.paper_code.clone();
    let body = match new.replaces {
        None => Body::FileOutcome(Box::new(FileOutcome { outcome })),
        Some(old) => {
            // After the return the kho follows: the old paper goes, the new one comes.
            let returned = loaded.status == Status::Returned;
            let body = ReplaceOutcome {
                revokes: papers_of(desk, dossier, old)?,
                kho: if returned {
                    vec![paper(desk, &outcome)]
                } else {
                    Vec::new()
                },
                outcome,
            };
            Body::ReplaceOutcome(Box::new(body))
        }
    };
    Ok(Facts::dossier(dossier, body).with(Outcome::Filed { paper_code }))
}

/// Every field the dialog demands, and whether the two ways of saying its end agree.
fn check(desk: &Desk<'_>, new: &NewOutcome) -> Result<OutcomeFacts, Refusal> {
    let kind_code = needed(&new.kind_code, Refusal::Missing("kind_code"))?;
    let holder_no = needed(&new.holder_no, Refusal::Missing("holder_no"))?;
    let name = needed(&new.name, Refusal::Missing("name"))?;
    let summary = needed(&new.summary, Refusal::Missing("summary"))?;
    let term = filled(new.term.as_deref());
    check_days(new.starts_on, new.ends_on)?;
    check_term(new, term.as_deref())?;
    kho::must_lie_here(desk, new.file.sha256)?;
    let unsigned_reason = filled(new.unsigned_reason.as_deref());
    let (bytes, signature) = signatures::blob(desk, &new.file)?;
    signatures::taken(signature, bytes.checked.as_ref(), unsigned_reason.as_deref())?;
    let reason = filled(new.reason.as_deref());
    if new.replaces.is_some() && reason.is_none() {
        return Err(Refusal::NeedsReason);
    }
    let kept = new.kept.clone();
    if kept.as_ref().is_some_and(|kept| kept.reason.trim().is_empty()) {
        return Err(Refusal::NeedsReason);
    }
    Ok(OutcomeFacts {
        id: new.outcome,
        paper_code: paper_code(&holder_no, &kind_code),
        kind_code,
        holder_no,
        name,
        summary,
        starts_on: new.starts_on,
        term,
        ends_on: new.ends_on,
        bytes,
        signature,
        unsigned_reason,
        replaces: new.replaces,
        reason,
        scan: None,
        kept,
    })
}

fn check_term(new: &NewOutcome, term: Option<&str>) -> Result<(), Refusal> {
    let Some(term) = term else { return Ok(()) };
    let term: Term = term.parse().map_err(|_| Refusal::Invalid("term"))?;
    match (new.starts_on, new.ends_on) {
        (Some(start), Some(end)) if term.agrees(start, end) => Ok(()),
        (Some(_), Some(_)) => Err(Refusal::Invalid("ends_on")),
        // A term that ends at no known day would be read as one without end.
        (_, None) => Err(Refusal::Missing("ends_on")),
        (None, Some(_)) => Ok(()),
    }
}

fn paper(desk: &mut Desk<'_>, outcome: &OutcomeFacts) -> PaperFacts {
    PaperFacts {
        id: PaperId(desk.ids.next(desk.now.0)),
        owner_no: outcome.holder_no.clone(),
        class: PaperClass::Outcome,
        kind_code: Some(outcome.kind_code.clone()),
        paper_code: outcome.paper_code.clone(),
        name: outcome.name.clone(),
        sha256: outcome.bytes.sha256,
        signature: outcome.signature,
        starts_on: outcome.starts_on,
        ends_on: outcome.ends_on,
    }
}

/// The papers an active outcome of this dossier put into the kho.
fn papers_of(desk: &Desk<'_>, dossier: DossierId, outcome: OutcomeId) -> Result<Vec<PaperId>, Refusal> {
    let found: Option<(String, [u8; 32])> = desk
        .conn
        .prepare_cached(
            "SELECT paper_code, sha256 FROM outcome WHERE id = ?1 AND dossier_id = ?2 AND state = 'active'",
        )?
        .query_row((outcome.bytes(), dossier.bytes()), |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    let (code, sha256) = found.ok_or(Refusal::NotFound)?;
    let mut statement = desk.conn.prepare_cached(
        "SELECT id FROM paper WHERE dossier_id = ?1 AND code = ?2 AND sha256 = ?3 AND class = 'outcome'",
    )?;
    let rows = statement.query_map((dossier.bytes(), code, sha256), |row| {
        Ok(PaperId::from_bytes(row.get(0)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn revoke(
    desk: &mut Desk<'_>,
    dossier: DossierId,
    outcome: OutcomeId,
    why: &str,
) -> Result<Facts, Refusal> {
    let loaded = situation::load(desk, dossier)?;
    desk.allow(Move::CorrectOutcome, &loaded.situation)?;
    let body = RevokeOutcome {
        outcome,
        reason: reason(why)?,
        revokes: papers_of(desk, dossier, outcome)?,
    };
    Ok(Facts::dossier(dossier, Body::RevokeOutcome(Box::new(body))))
}
