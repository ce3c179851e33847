//! What a citizen filed online as facts: pinned to the catalogue, its files laid on the procedure's checklist. It waits
//! for an officer; nothing of it is decided here.

use rusqlite::OptionalExtension;

use super::desk::Desk;
use super::{Facts, draft as drafts, filled, kho, situation};
use crate::domain::act::{FiledOnline, StoredFile};
use crate::domain::component::{FileSource, PaperForm, Required, Submission};
use crate::domain::dossier::Channel;
use crate::domain::draft::{Draft, DraftComponent, DraftFile, PickedProcedure};
use crate::domain::ids::{ComponentId, DossierId, FileId};
use crate::domain::moves::Move;
use crate::domain::package::{Slot, lay_out};
use crate::domain::procedure::{Procedure, VersionId};
use crate::domain::refusal::Refusal;
use crate::domain::special::Care;
use crate::store::body::{BlobFacts, Body, RegisterOnline, Snapshot};
use crate::store::catalog;

pub(super) fn register(
    desk: &mut Desk<'_>,
    dossier: DossierId,
    filed: &FiledOnline,
) -> Result<Facts, Refusal> {
    desk.allow(Move::RegisterOnline, &situation::of_draft())?;
    let filing = &filed.filing;
    if is_here(desk, &filing.code)? {
        return Err(Refusal::FiledAlready);
    }
    let hashes = filed.files.iter().map(|file| file.sha256);
    if !hashes.eq(filing.papers.iter().map(|paper| paper.sha256)) || situation::find(desk, dossier)?.is_some()
    {
        return Err(Refusal::Fault { code: "filed-online" });
    }
    kho::must_lie_here(desk, filed.said.sha256)?;
    let (version, procedure) = procedure(desk, &filing.procedure)?;
    let draft = Draft {
        channel: Channel::Online,
        holder: filing.holder.clone(),
        account: Some(filing.account.clone()),
        procedure: Some(picked(version, &procedure)),
        components: components(desk, &procedure, filed),
        subject: filing.subject.clone(),
        return_way: filing.return_way,
        ..Draft::new(dossier)
    };
    let body = RegisterOnline {
        dossier: Snapshot {
            note: filled(filing.note.as_deref()),
            ..drafts::snapshot(desk, &draft)?
        },
        portal_code: filing.code.clone(),
        submitted_at: filing.submitted_at,
        tech_id: filing.tech_id.clone(),
        vneid: filing.vneid,
        said: BlobFacts::of(&filed.said),
    };
    let facts = Facts::dossier(dossier, Body::RegisterOnline(Box::new(body)));
    Ok(facts.settling(&filing.code))
}

fn is_here(desk: &Desk<'_>, portal_code: &str) -> Result<bool, Refusal> {
    Ok(desk
        .conn
        .prepare_cached("SELECT 1 FROM online WHERE portal_code = ?1")?
        .exists([portal_code])?)
}

/// The current version of the code as it is written; the portal leaves the province's part out, so the only code that
/// has one more part is meant too.
fn procedure(desk: &Desk<'_>, code: &str) -> Result<(VersionId, Procedure), Refusal> {
    if let Some(found) = catalog::procedure(desk.conn, code)? {
        return Ok(found);
    }
    let local: Option<String> = desk
        .conn
        .prepare_cached(
            "SELECT min(code) FROM procedure WHERE code >= ?1 || '.' AND code < ?1 || '/' HAVING count(*) = 1",
        )?
        .query_row([code], |row| row.get(0))
        .optional()?
        .flatten();
    let found = local.map_or(Ok(None), |code| catalog::procedure(desk.conn, &code))?;
    found.ok_or(Refusal::NoProcedure)
}

fn picked(version: VersionId, procedure: &Procedure) -> PickedProcedure {
    PickedProcedure {
        code: procedure.code.clone(),
        name: procedure.name.clone(),
        sector: procedure.sector.name.clone(),
        version: version.hex(),
        workflow: procedure.workflows.first().map_or(0, |workflow| workflow.no),
        case: None,
    }
}

fn components(desk: &mut Desk<'_>, procedure: &Procedure, filed: &FiledOnline) -> Vec<DraftComponent> {
    lay_out(procedure, &filed.filing.papers)
        .iter()
        .map(|slot| component(desk, slot, &filed.files))
        .collect()
}

/// What came is there, as an electronic copy; what did not is still to be asked for.
fn component(desk: &mut Desk<'_>, slot: &Slot<'_>, files: &[StoredFile]) -> DraftComponent {
    let kind = slot.kind;
    let came = slot.papers.iter().filter_map(|at| files.get(*at));
    let files: Vec<DraftFile> = came.map(|file| draft_file(desk, file)).collect();
    DraftComponent {
        id: ComponentId(desk.ids.next(desk.now.0)),
        kind_ref: kind.map(|kind| kind.position),
        name: slot.name.clone(),
        required: kind.map_or(Required::No, |kind| kind.required),
        submission: if files.is_empty() {
            kind.map_or(Submission::Submit, |kind| kind.submission)
        } else {
            Submission::Submit
        },
        received: !files.is_empty(),
        not_applicable: false,
        copies: 1,
        form: PaperForm::Electronic,
        reject_reason: None,
        files,
        keep: false,
        care: Care::default(),
    }
}

fn draft_file(desk: &mut Desk<'_>, file: &StoredFile) -> DraftFile {
    DraftFile {
        id: FileId(desk.ids.next(desk.now.0)),
        sha256: file.sha256,
        size: file.size,
        mime: file.mime.clone(),
        name: file.name.clone(),
        pages: file.pages,
        source: FileSource::Online,
        paper_id: None,
        signature: file.signature,
        weighed: None,
    }
}
