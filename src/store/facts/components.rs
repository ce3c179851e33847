//! Acts on components and their files, after reception.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rusqlite::OptionalExtension;

use super::desk::Desk;
use super::{Facts, draft as drafts, filled, needed, pages, reason, situation, uncounted};
use crate::domain::act::{ComponentChange, NewComponent};
use crate::domain::component::{Digitise, NO_COPY, PaperClass, PaperForm, Required};
use crate::domain::draft::DraftFile;
use crate::domain::ids::{ComponentId, DossierId, FileId};
use crate::domain::moves::Move;
use crate::domain::refusal::Refusal;
use crate::domain::special::{self, Care, Custody, Exemption, Trait};
use crate::store::apply::exemption;
use crate::store::body::{
    AddComponent, AttachFiles, Body, ComponentChanges, ComponentFacts, DetachFile, EditComponent,
    VoidComponent,
};
use crate::store::tray::TrayChange;

pub(super) fn add(desk: &mut Desk<'_>, dossier: DossierId, new: &NewComponent) -> Result<Facts, Refusal> {
    match new.class {
        PaperClass::Component => allow(desk, dossier).map(|_| ())?,
        PaperClass::Outcome => allow_scan(desk, dossier)?,
    }
    let component = fresh(desk, dossier, new)?;
    let body = AddComponent {
        component,
        undoes: None,
    };
    Ok(Facts::dossier(dossier, Body::AddComponent(Box::new(body))))
}

/// A paper that came and is no line of the procedure, behind all others.
pub(super) fn fresh(
    desk: &Desk<'_>,
    dossier: DossierId,
    new: &NewComponent,
) -> Result<ComponentFacts, Refusal> {
    check_copies(new.copies)?;
    let sql = "SELECT 1 FROM component WHERE id = ?1";
    if desk.conn.prepare_cached(sql)?.exists([new.component.bytes()])? {
        return Err(Refusal::Fault { code: "id-taken" });
    }
    let last: Option<u32> = desk
        .conn
        .prepare_cached("SELECT max(position) FROM component WHERE dossier_id = ?1")?
        .query_row([dossier.bytes()], |row| row.get(0))?;
    Ok(ComponentFacts {
        id: new.component,
        position: last.unwrap_or(0) + 1,
        kind_ref: None,
        name: needed(&new.name, Refusal::Missing("name"))?,
        required: Required::No,
        submission: new.submission,
        received: true,
        copies: new.copies,
        form: new.form,
        reject_reason: None,
        files: Vec::new(),
        uncounted: false,
        class: new.class,
        care: Care::default(),
    })
}

/// A paper of the list came when it had been asked for: it is here, and nothing is wrong with it any more. `None` = that
/// is how it stood.
pub(super) fn arrived(
    desk: &Desk<'_>,
    dossier: DossierId,
    component: ComponentId,
) -> Result<Option<EditComponent>, Refusal> {
    let was = find(desk, dossier, component)?;
    let here = ComponentChange {
        received: Some(true),
        ..ComponentChange::default()
    };
    let changes = ComponentChanges {
        copies: changed(was.copies, copies(&was, &here)?),
        received: changed(was.received, here.received),
        reject_reason: changed(was.reject_reason, Some(None)),
        ..ComponentChanges::default()
    };
    let edit = EditComponent {
        component,
        changes,
        reason: None,
        undoes: None,
    };
    Ok((edit.changes != ComponentChanges::default()).then_some(edit))
}

/// A paper that was received is not here after all: nothing of it may be here either, and of a mandatory one it must be
/// said why, as a reception without it would have had to.
fn may_be_taken_back(
    desk: &Desk<'_>,
    component: ComponentId,
    (required, why): (Required, Option<&str>),
) -> Result<(), Refusal> {
    let count = |sql| {
        let mut statement = desk.conn.prepare_cached(sql)?;
        statement.query_row([component.bytes()], |row| row.get::<_, u32>(0))
    };
    let pages = count("SELECT count(*) FROM page WHERE component_id = ?1")?;
    if pages > 0 {
        return Err(Refusal::HasPages { pages });
    }
    if count("SELECT count(*) FROM component_file WHERE component_id = ?1 AND voided_at IS NULL")? > 0 {
        return Err(Refusal::HasFiles);
    }
    if required == Required::Yes && filled(why).is_none() {
        return Err(Refusal::NeedsReason);
    }
    Ok(())
}

pub(super) fn edit(
    desk: &mut Desk<'_>,
    dossier: DossierId,
    (component, change): (ComponentId, &ComponentChange),
    why: Option<&str>,
) -> Result<Facts, Refusal> {
    allow(desk, dossier)?;
    let was = find(desk, dossier, component)?;
    let copies = copies(&was, change)?;
    let name = change.name.as_deref().map(str::trim);
    if name.is_some_and(|name| name.is_empty() || was.kind_ref.is_some() && name != was.name) {
        // The name of a component of the procedure is the procedure's.
        return Err(Refusal::Invalid("name"));
    }
    if let Some(Digitise::Done | Digitise::Exempt) = change.digitise {
        // Done follows from the files; not to digitise needs a leader.
        return Err(Refusal::Invalid("digitise"));
    }
    if change.digitise == Some(Digitise::Waiting) && was.digitise == Digitise::Done {
        return Err(Refusal::HasFiles);
    }
    if was.received && change.received == Some(false) {
        may_be_taken_back(desk, component, (was.required, why))?;
    }
    let proposal = proposal(&was, change)?;
    let reject = change
        .reject_reason
        .as_ref()
        .map(|reason| filled(reason.as_deref()));
    let changes = ComponentChanges {
        received: changed(was.received, change.received),
        copies: changed(was.copies, copies),
        form: changed(was.form, change.form),
        reject_reason: changed(was.reject_reason, reject),
        required: changed(was.required, change.required),
        name: changed(was.name, name.map(str::to_owned)),
        traits: changed(was.traits, change.traits.clone()),
        digitise: changed(was.digitise, change.digitise),
        remind_on: changed(was.remind_on, change.remind_on),
        custody: changed(was.custody, change.custody),
        of_other_body: changed(was.of_other_body, change.of_other_body),
        basis: changed(
            was.basis,
            change.basis.as_ref().map(|basis| filled(basis.as_deref())),
        ),
        proposal: changed(was.exempt, proposal),
        account: uncounted::of_form(desk, component, change.form)?,
    };
    if changes == ComponentChanges::default() {
        return Err(Refusal::Missing("value"));
    }
    let body = EditComponent {
        component,
        changes,
        reason: filled(why),
        undoes: None,
    };
    Ok(Facts::dossier(dossier, Body::EditComponent(Box::new(body))))
}

/// A wish wants its words; what a leader has decided is no longer a wish, and goes only when the paper is digitised
/// after all.
#[expect(
    clippy::option_option,
    reason = "unchanged, taken back, or another: as in ComponentChange"
)]
fn proposal(was: &Was, change: &ComponentChange) -> Result<Option<Option<Exemption>>, Refusal> {
    let decided = was.digitise == Digitise::Exempt;
    let wished = match &change.proposal {
        Some(_) if decided && change.digitise.is_none() => return Err(Refusal::Invalid("digitise")),
        Some(Some(wish)) => Some(Some(Exemption {
            why: wish.why,
            reason: reason(&wish.reason)?,
        })),
        Some(None) => Some(None),
        None => None,
    };
    let given_up = decided && change.digitise.is_some();
    Ok(wished.or(given_up.then_some(None)))
}

fn changed<T: PartialEq>(old: T, new: Option<T>) -> Option<(T, T)> {
    new.filter(|new| *new != old).map(|new| (old, new))
}

pub(super) fn void(
    desk: &mut Desk<'_>,
    dossier: DossierId,
    component: ComponentId,
    why: &str,
) -> Result<Facts, Refusal> {
    allow(desk, dossier)?;
    find(desk, dossier, component)?;
    let body = VoidComponent {
        component,
        reason: reason(why)?,
        pages: pages::pages(desk, component)?,
        undoes: None,
    };
    let tray = TrayChange::giving_up(&body.pages, (dossier, component));
    Ok(Facts::dossier(dossier, Body::VoidComponent(Box::new(body))).moving(tray))
}

pub(super) fn attach(
    desk: &mut Desk<'_>,
    dossier: DossierId,
    component: ComponentId,
    files: &[DraftFile],
) -> Result<Facts, Refusal> {
    let holder_no = allow(desk, dossier)?;
    let was = find(desk, dossier, component)?;
    pages::not_exempt(desk, component)?;
    if files.iter().any(special::is_copy) {
        pages::may_copy(desk, dossier, component)?;
    }
    if files.is_empty() {
        return Err(Refusal::Missing("file"));
    }
    drafts::check_files_new(desk, dossier, files)?;
    for file in files {
        drafts::check_file(desk, file, &holder_no)?;
    }
    drafts::check_weighed(files)?;
    let last: Option<u32> = desk
        .conn
        .prepare_cached("SELECT max(position) FROM component_file WHERE component_id = ?1")?
        .query_row([component.bytes()], |row| row.get(0))?;
    let account = if uncounted::holds(was.form, files) {
        uncounted::account(desk, component, true)?
    } else {
        None
    };
    let body = AttachFiles {
        component,
        files: drafts::files(desk, last.unwrap_or(0) + 1, files)?,
        account,
        undoes: None,
    };
    let facts = Facts::dossier(dossier, Body::AttachFiles(Box::new(body)));
    Ok(facts.moving(TrayChange::attaching(files)))
}

pub(super) fn detach(
    desk: &mut Desk<'_>,
    dossier: DossierId,
    file: FileId,
    why: &str,
) -> Result<Facts, Refusal> {
    allow(desk, dossier)?;
    let found: Option<[u8; 16]> = desk
        .conn
        .prepare_cached(
            "SELECT c.id FROM component_file f JOIN component c ON c.id = f.component_id AND c.class = 'component'
             WHERE f.id = ?1 AND f.dossier_id = ?2 AND f.voided_at IS NULL",
        )?
        .query_row((file.bytes(), dossier.bytes()), |row| row.get(0))
        .optional()?;
    let component = ComponentId::from_bytes(found.ok_or(Refusal::NotFound)?);
    let parts = parts_with(desk, file)?;
    let gone = |id: FileId| id == file || parts.contains(&id);
    let copies = uncounted::copies(desk, component)?;
    // Nothing becomes right by taking away what was counted, or what never was a copy.
    let account = if copies.iter().any(|copy| gone(copy.id)) && copies.iter().all(|copy| gone(copy.id)) {
        uncounted::account(desk, component, false)?
    } else {
        None
    };
    let body = DetachFile {
        file,
        reason: reason(why)?,
        account,
        parts,
        undoes: None,
    };
    Ok(Facts::dossier(dossier, Body::DetachFile(Box::new(body))))
}

/// The other files that stand in the place of the same heavy one.
fn parts_with(desk: &Desk<'_>, file: FileId) -> Result<Vec<FileId>, Refusal> {
    let mut statement = desk.conn.prepare_cached(
        "SELECT o.id FROM component_file f JOIN component_file o ON o.component_id = f.component_id
             AND o.replaces = f.replaces AND o.id <> f.id AND o.voided_at IS NULL
         WHERE f.id = ?1 ORDER BY o.position",
    )?;
    let ids = statement.query_map([file.bytes()], |row| Ok(FileId::from_bytes(row.get(0)?)))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// Answers the holder's number.
pub(super) fn allow(desk: &mut Desk<'_>, dossier: DossierId) -> Result<String, Refusal> {
    let loaded = situation::load(desk, dossier)?;
    desk.allow(Move::Components, &loaded.situation)?;
    Ok(loaded.holder_no)
}

/// May the pages of a result be worked on?
pub(super) fn allow_scan(desk: &mut Desk<'_>, dossier: DossierId) -> Result<(), Refusal> {
    let loaded = situation::load(desk, dossier)?;
    desk.allow(Move::ScanOutcome, &loaded.situation).map(|_| ())
}

/// No copy says that the paper does not apply, which nobody says of one that came or is required; where it comes after
/// all, there is one.
fn copies(was: &Was, change: &ComponentChange) -> Result<Option<u32>, Refusal> {
    let received = change.received.unwrap_or(was.received);
    let is_asked = received || change.required.unwrap_or(was.required) == Required::Yes;
    match change.copies {
        Some(NO_COPY) if !is_asked => Ok(Some(NO_COPY)),
        Some(copies) => check_copies(copies).map(|()| Some(copies)),
        None => Ok((was.copies == NO_COPY && is_asked).then_some(1)),
    }
}

fn check_copies(copies: u32) -> Result<(), Refusal> {
    if (1..=99).contains(&copies) {
        Ok(())
    } else {
        Err(Refusal::Invalid("copies"))
    }
}

pub(super) struct Was {
    kind_ref: Option<u32>,
    name: String,
    required: Required,
    received: bool,
    copies: u32,
    form: PaperForm,
    reject_reason: Option<String>,
    traits: BTreeSet<Trait>,
    digitise: Digitise,
    remind_on: Option<NaiveDate>,
    custody: Option<Custody>,
    of_other_body: bool,
    basis: Option<String>,
    exempt: Option<Exemption>,
}

/// A paper of the citizen's; the scan of a result is none.
pub(super) fn find(desk: &Desk<'_>, dossier: DossierId, component: ComponentId) -> Result<Was, Refusal> {
    let found = desk
        .conn
        .prepare_cached(
            "SELECT kind_ref, name, required, received, copies, form, reject_reason, traits, digitise, remind_on,
                 custody, of_other_body, copy_basis, exempt_reason FROM component
             WHERE id = ?1 AND dossier_id = ?2 AND voided_at IS NULL AND class = 'component'",
        )?
        .query_row((component.bytes(), dossier.bytes()), |row| {
            let (required, form): (String, String) = (row.get(2)?, row.get(5)?);
            let (traits, digitise): (String, String) = (row.get(7)?, row.get(8)?);
            let (remind, custody): (Option<String>, Option<String>) = (row.get(9)?, row.get(10)?);
            Ok(Was {
                kind_ref: row.get(0)?,
                name: row.get(1)?,
                required: Required::from_word(&required).unwrap_or(Required::Open),
                received: row.get(3)?,
                copies: row.get(4)?,
                form: PaperForm::from_word(&form).unwrap_or(PaperForm::Plain),
                reject_reason: row.get(6)?,
                traits: special::from_words(&traits),
                digitise: Digitise::from_word(&digitise).unwrap_or(Digitise::Todo),
                remind_on: remind.and_then(|on| on.parse().ok()),
                custody: custody.and_then(|word| Custody::from_word(&word)),
                of_other_body: row.get(11)?,
                basis: row.get(12)?,
                exempt: row
                    .get::<_, Option<String>>(13)?
                    .as_deref()
                    .and_then(exemption::read),
            })
        })
        .optional()?;
    found.ok_or(Refusal::NotFound)
}
