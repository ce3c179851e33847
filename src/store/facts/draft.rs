//! A draft as facts: checked, and pinned to the catalogue.

use rusqlite::OptionalExtension;

use super::desk::Desk;
use super::{filled, kho, signatures, uncounted, workflow};
use crate::domain::component::{FileSource, NO_COPY, PaperClass, Required};
use crate::domain::digitise::ScanPolicy;
use crate::domain::dossier::{AccountFinding, Channel};
use crate::domain::draft::{Draft, DraftComponent, DraftFile, PickedProcedure};
use crate::domain::ids::{DossierId, FileId};
use crate::domain::refusal::Refusal;
use crate::domain::special::{self, Care, Exemption};
use crate::domain::weight::Weighed;
use crate::store::body::{BlobFacts, ComponentFacts, FileFacts, ProcedureFacts, Snapshot, StepFacts};

/// Everything is there without which nothing is accepted, and within its bounds.
pub(super) fn check_complete(draft: &Draft) -> Result<(), Refusal> {
    if let Some(field) = draft.missing() {
        return Err(Refusal::Missing(field));
    }
    if let Some((field, character)) = draft.unprintable() {
        return Err(Refusal::Unprintable { field, character });
    }
    check_numbers(draft)
}

/// Bounds that hold for every draft that becomes a dossier.
pub(super) fn check_numbers(draft: &Draft) -> Result<(), Refusal> {
    if !(1..=99).contains(&draft.sets) {
        return Err(Refusal::Invalid("sets"));
    }
    let copies = draft.components.iter().map(|component| component.copies);
    if !copies.into_iter().all(|copies| (1..=99).contains(&copies)) {
        return Err(Refusal::Invalid("copies"));
    }
    let unnamed = draft
        .components
        .iter()
        .any(|component| component.name.trim().is_empty());
    if unnamed {
        Err(Refusal::Missing("name"))
    } else {
        Ok(())
    }
}

/// The draft is this dossier's, and nothing in it belongs to another one.
pub(super) fn check_own(desk: &Desk<'_>, dossier: DossierId, draft: &Draft) -> Result<(), Refusal> {
    if draft.id != dossier {
        return Err(Refusal::NotFound);
    }
    let taken = Refusal::Fault { code: "id-taken" };
    let sql = "SELECT 1 FROM component WHERE id = ?1 AND dossier_id <> ?2";
    let mut statement = desk.conn.prepare_cached(sql)?;
    for component in &draft.components {
        if statement.exists((component.id.bytes(), dossier.bytes()))? {
            return Err(taken);
        }
        check_files_new(desk, dossier, &component.files)?;
    }
    Ok(())
}

/// No other dossier has a file of these ids.
pub(super) fn check_files_new(
    desk: &Desk<'_>,
    dossier: DossierId,
    files: &[DraftFile],
) -> Result<(), Refusal> {
    let sql = "SELECT 1 FROM component_file WHERE id = ?1 AND dossier_id <> ?2";
    let mut statement = desk.conn.prepare_cached(sql)?;
    for file in files {
        if statement.exists((file.id.bytes(), dossier.bytes()))? {
            return Err(Refusal::Fault { code: "id-taken" });
        }
    }
    Ok(())
}

/// The draft as the body says it. Checks the version and every file taken from the kho.
pub(super) fn snapshot(desk: &mut Desk<'_>, draft: &Draft) -> Result<Snapshot, Refusal> {
    let procedure = draft
        .procedure
        .as_ref()
        .map(|picked| pin(desk, picked))
        .transpose()?;
    let step = first_step(desk, draft.procedure.as_ref())?;
    draft
        .components
        .iter()
        .try_for_each(|component| may_copy(draft.channel, component))?;
    for component in &draft.components {
        check_weighed(&component.files)?;
        for file in &component.files {
            check_file(desk, file, &draft.holder.holder_no)?;
        }
    }
    Ok(Snapshot {
        unit_code: desk.setting("unit_code")?,
        desk_no: desk.device.desk_no,
        channel: draft.channel,
        subject: match (&procedure, filled(Some(&draft.subject))) {
            (_, Some(subject)) => subject,
            (Some(procedure), None) => procedure.name.clone(),
            (None, None) => String::new(),
        },
        procedure,
        holder: draft.holder.clone(),
        bearer: draft.bearer.clone(),
        account: draft.account.as_ref().map(|account| AccountFinding {
            account_at: account.account_at.or(Some(desk.now)),
            ..account.clone()
        }),
        sets: draft.sets,
        return_way: draft.return_way,
        number_reason: filled(draft.number_reason.as_deref()),
        note: note(desk, draft)?,
        components: (1..)
            .zip(&draft.components)
            .map(|it| component(desk, it))
            .collect::<Result<_, _>>()?,
        step,
        scan_policy: ScanPolicy::from_word(&desk.setting("scan_policy")?).unwrap_or(ScanPolicy::All),
    })
}

/// What the officer wrote of what lacks, behind what the citizen wrote when he filed online: that is said once, in the
/// package, and stays.
fn note(desk: &Desk<'_>, draft: &Draft) -> Result<Option<String>, Refusal> {
    let said: Option<String> = desk
        .conn
        .prepare_cached("SELECT note FROM dossier WHERE id = ?1 AND channel = 2 AND code IS NULL")?
        .query_row([draft.id.bytes()], |row| row.get(0))
        .optional()?
        .flatten();
    let own = filled(draft.note_on_lacks());
    Ok(match (said, own) {
        (Some(said), Some(own)) if !said.lines().any(|line| line == own) => Some(format!("{said}\n{own}")),
        (said, own) => said.or(own),
    })
}

/// The letter forbids to copy what was filed electronically and what other bodies found, unless the sector's law was
/// named. A wish not to digitise needs its words.
fn may_copy(channel: Channel, component: &DraftComponent) -> Result<(), Refusal> {
    let care = &component.care;
    let unsaid = |wish: &Exemption| wish.reason.trim().is_empty();
    if care.proposal.as_ref().is_some_and(unsaid) {
        return Err(Refusal::NeedsReason);
    }
    let copied = component.files.iter().any(special::is_copy);
    let allowed = filled(care.basis.as_deref()).is_some();
    match special::ban(channel, care.of_other_body) {
        Some(ban) if copied && !allowed => Err(Refusal::CopyForbidden(ban)),
        Some(_) | None => Ok(()),
    }
}

/// A file may be attached: it lies here, and what comes from the kho is the holder's own and in force.
pub(super) fn check_file(desk: &Desk<'_>, file: &DraftFile, holder_no: &str) -> Result<(), Refusal> {
    kho::must_lie_here(desk, file.sha256)?;
    match (file.source, file.paper_id) {
        (FileSource::Kho, Some(paper)) => kho::usable(desk, paper, (holder_no, file.sha256)),
        (FileSource::Kho, None) => Err(Refusal::NotFound),
        (FileSource::Picked | FileSource::Scan | FileSource::Online | FileSource::Assembled, _) => Ok(()),
    }
}

/// The heavy file in whose place another one stands comes with it.
pub(super) fn check_weighed(files: &[DraftFile]) -> Result<(), Refusal> {
    let heavy = files
        .iter()
        .filter_map(|file| file.weighed.and_then(Weighed::instead_of));
    let known = |id: FileId| files.iter().any(|file| file.id == id);
    if heavy.into_iter().all(known) {
        Ok(())
    } else {
        Err(Refusal::NotFound)
    }
}

fn pin(desk: &Desk<'_>, picked: &PickedProcedure) -> Result<ProcedureFacts, Refusal> {
    let version = version_of(picked).ok_or(Refusal::NoProcedure)?;
    let known = desk
        .conn
        .prepare_cached("SELECT 1 FROM procedure_version WHERE id = ?1 AND code = ?2")?
        .exists((version, &picked.code))?;
    if !known {
        return Err(Refusal::NoProcedure);
    }
    Ok(ProcedureFacts {
        code: picked.code.clone(),
        version: picked.version.clone(),
        name: picked.name.clone(),
        sector_name: picked.sector.clone(),
        case_name: filled(picked.case.as_deref()),
        workflow: picked.workflow,
    })
}

/// The 16 bytes of the picked version.
pub(super) fn version_of(picked: &PickedProcedure) -> Option<[u8; 16]> {
    // A version is written like the hexadecimal form of an id without hyphens.
    (picked.version.len() == 32)
        .then(|| uuid::Uuid::try_parse(&picked.version).ok())
        .flatten()
        .map(uuid::Uuid::into_bytes)
}

fn first_step(desk: &Desk<'_>, picked: Option<&PickedProcedure>) -> Result<StepFacts, Refusal> {
    let workflow = picked.map_or((None, 0), |picked| (version_of(picked), picked.workflow));
    let steps = workflow::steps(desk.conn, workflow)?;
    steps
        .into_iter()
        .next()
        .map(|step| step.facts)
        .ok_or(Refusal::NoProcedure)
}

fn component(
    desk: &Desk<'_>,
    (position, component): (u32, &DraftComponent),
) -> Result<ComponentFacts, Refusal> {
    let required = if component.not_applicable {
        Required::No
    } else {
        component.required
    };
    Ok(ComponentFacts {
        class: PaperClass::Component,
        id: component.id,
        position,
        kind_ref: component.kind_ref,
        name: component.name.trim().to_owned(),
        required,
        submission: component.submission,
        received: component.received && !component.not_applicable,
        copies: if component.not_applicable {
            NO_COPY
        } else {
            component.copies
        },
        form: component.form,
        reject_reason: filled(component.reject_reason.as_deref()),
        files: files(desk, 1, &component.files)?,
        uncounted: uncounted::holds(component.form, &component.files),
        care: care(&component.care),
    })
}

/// Blanks allow no copy and give no reason.
fn care(care: &Care) -> Care {
    let spoken = |wish: &Exemption| Exemption {
        reason: wish.reason.trim().to_owned(),
        ..wish.clone()
    };
    Care {
        basis: filled(care.basis.as_deref()),
        proposal: care.proposal.as_ref().map(spoken),
        ..care.clone()
    }
}

/// Files of one component, placed from `first` on.
pub(super) fn files(desk: &Desk<'_>, first: u32, files: &[DraftFile]) -> Result<Vec<FileFacts>, Refusal> {
    let numbered = (first..).zip(files);
    numbered
        .map(|(position, file)| {
            let (signature, checked) = signatures::known(desk, (file.sha256, file.signature))?;
            Ok(FileFacts {
                id: file.id,
                position,
                bytes: BlobFacts {
                    sha256: file.sha256,
                    size: file.size,
                    mime: file.mime.clone(),
                    pages: file.pages,
                    file_name: file.name.clone(),
                    checked,
                },
                source: file.source,
                paper_id: file.paper_id,
                signature,
                weighed: file.weighed,
            })
        })
        .collect()
}
