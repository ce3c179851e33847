//! Applies acts on components and their files.

use rusqlite::{Connection, params};

use super::pages::put_pages;
use super::{any, digitise, exemption, name_blob, one};
use crate::domain::component::{Digitise, PageAccount};
use crate::domain::ids::{ComponentId, FileId, PaperId};
use crate::domain::special::{self, Custody};
use crate::domain::weight::Weighed;
use crate::store::body::{
    AddComponent, AttachFiles, ComponentFacts, DetachFile, EditComponent, FileFacts, VoidComponent,
};
use crate::store::oplog::{LogError, Op};

/// Writes the components of a snapshot.
pub(super) fn put_all(conn: &Connection, op: &Op, components: &[ComponentFacts]) -> Result<(), LogError> {
    components
        .iter()
        .try_for_each(|component| put(conn, op, component))
}

/// Makes void what stood in the list before a newer snapshot; what that names again is put over it.
pub(super) fn void_all(conn: &Connection, op: &Op) -> Result<(), LogError> {
    let dossier = op.row.as_bytes();
    any(
        conn,
        "UPDATE component_file SET voided_at = ?2, void_reason = '' WHERE dossier_id = ?1 AND voided_at IS NULL",
        (dossier, op.at.0),
    )?;
    any(
        conn,
        "UPDATE component SET voided_at = ?2, void_reason = '' WHERE dossier_id = ?1 AND voided_at IS NULL",
        (dossier, op.at.0),
    )?;
    Ok(())
}

fn put(conn: &Connection, op: &Op, component: &ComponentFacts) -> Result<(), LogError> {
    let mut statement = conn.prepare_cached(
        "INSERT OR REPLACE INTO component (id, dossier_id, position, kind_ref, name, required, submission, received,
             copies, form, accepted, reject_reason, digitise, account, traits, of_other_body, remind_on, custody,
             copy_basis, exempt_reason, class)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?21, ?14, ?15, ?16, ?17, ?18, ?19, ?20)",
    )?;
    let care = &component.care;
    let plan = if care.waits {
        Digitise::Waiting
    } else {
        Digitise::Todo
    };
    statement.execute(params![
        component.id.bytes(),
        op.row.as_bytes(),
        component.position,
        component.kind_ref,
        &component.name,
        component.required.word(),
        component.submission.word(),
        component.received,
        component.copies,
        component.form.word(),
        component.reject_reason.is_none(),
        &component.reject_reason,
        plan.word(),
        special::words(&care.traits),
        care.of_other_body,
        care.remind_on.map(|on| on.to_string()),
        care.custody.map(Custody::word),
        &care.basis,
        care.proposal.as_ref().map(exemption::write),
        component.class.word(),
        if component.uncounted {
            PageAccount::Short
        } else {
            PageAccount::None
        }
        .word(),
    ])?;
    for file in &component.files {
        put_file(conn, op, component.id, file)?;
    }
    Ok(())
}

pub(super) fn put_file(
    conn: &Connection,
    op: &Op,
    component: ComponentId,
    file: &FileFacts,
) -> Result<(), LogError> {
    name_blob(conn, op, &file.bytes)?;
    let heavy = file.weighed.and_then(Weighed::instead_of);
    let mut statement = conn.prepare_cached(
        "INSERT OR REPLACE INTO component_file (id, dossier_id, component_id, position, sha256, name, source,
             paper_id, signature, attached_at, replaces)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?;
    statement.execute((
        file.id.bytes(),
        op.row.as_bytes(),
        component.bytes(),
        file.position,
        file.bytes.sha256.0,
        &file.bytes.file_name,
        file.source.word(),
        file.paper_id.as_ref().map(PaperId::bytes),
        file.signature.word(),
        op.at.0,
        heavy.as_ref().map(FileId::bytes),
    ))?;
    Ok(())
}

pub(super) fn add(conn: &Connection, op: &Op, body: &AddComponent) -> Result<(), LogError> {
    if body.undoes.is_some() {
        set_void(conn, op, body.component.id, Some(""))?;
    } else {
        put(conn, op, &body.component)?;
    }
    digitise::recount(conn, op)
}

pub(super) fn void(conn: &Connection, op: &Op, body: &VoidComponent) -> Result<(), LogError> {
    let reason = body.undoes.is_none().then_some(body.reason.as_str());
    set_void(conn, op, body.component, reason)?;
    // An op of an older program names no pages, and left them where they lay.
    if !body.pages.is_empty() {
        let pages = if body.undoes.is_some() {
            &body.pages[..]
        } else {
            &[]
        };
        put_pages(conn, op, (body.component, pages))?;
    }
    digitise::recount(conn, op)
}

/// Makes a component void for this reason, or valid again.
fn set_void(
    conn: &Connection,
    op: &Op,
    component: ComponentId,
    reason: Option<&str>,
) -> Result<(), LogError> {
    one(
        conn,
        op,
        "UPDATE component SET voided_at = ?3, void_reason = ?4 WHERE id = ?1 AND dossier_id = ?2",
        (
            component.bytes(),
            op.row.as_bytes(),
            reason.map(|_| op.at.0),
            reason,
        ),
    )
}

pub(super) fn edit(conn: &Connection, op: &Op, body: &EditComponent) -> Result<(), LogError> {
    let changes = &body.changes;
    one(
        conn,
        op,
        "UPDATE component SET received = ifnull(?3, received), copies = ifnull(?4, copies), form = ifnull(?5, form),
             required = ifnull(?6, required), name = ifnull(?7, name) WHERE id = ?1 AND dossier_id = ?2",
        (
            body.component.bytes(),
            op.row.as_bytes(),
            changes.received.map(|it| it.1),
            changes.copies.map(|it| it.1),
            changes.form.map(|it| it.1.word()),
            changes.required.map(|it| it.1.word()),
            changes.name.as_ref().map(|it| &it.1),
        ),
    )?;
    care(conn, op, body)?;
    if let Some((_, reason)) = &changes.reject_reason {
        one(
            conn,
            op,
            "UPDATE component SET accepted = ?3, reject_reason = ?4 WHERE id = ?1 AND dossier_id = ?2",
            (
                body.component.bytes(),
                op.row.as_bytes(),
                reason.is_none(),
                reason,
            ),
        )?;
    }
    digitise::recount(conn, op)
}

/// What the paper is like, and what waits for a device.
fn care(conn: &Connection, op: &Op, body: &EditComponent) -> Result<(), LogError> {
    let changes = &body.changes;
    one(
        conn,
        op,
        "UPDATE component SET traits = ifnull(?3, traits), of_other_body = ifnull(?4, of_other_body),
             digitise = ifnull(?5, digitise), remind_on = CASE WHEN ?6 THEN ?7 ELSE remind_on END,
             custody = CASE WHEN ?8 THEN ?9 ELSE custody END,
             copy_basis = CASE WHEN ?10 THEN ?11 ELSE copy_basis END, account = ifnull(?14, account),
             exempt_reason = CASE WHEN ?12 THEN ?13 ELSE exempt_reason END
         WHERE id = ?1 AND dossier_id = ?2",
        params![
            body.component.bytes(),
            op.row.as_bytes(),
            changes.traits.as_ref().map(|it| special::words(&it.1)),
            changes.of_other_body.map(|it| it.1),
            changes.digitise.map(|it| it.1.word()),
            changes.remind_on.is_some(),
            changes.remind_on.and_then(|it| it.1).map(|on| on.to_string()),
            changes.custody.is_some(),
            changes.custody.and_then(|it| it.1).map(Custody::word),
            changes.basis.is_some(),
            changes.basis.as_ref().and_then(|it| it.1.as_ref()),
            changes.proposal.is_some(),
            changes
                .proposal
                .as_ref()
                .and_then(|it| it.1.as_ref())
                .map(exemption::write),
            changes.account.map(|it| it.1.word()),
        ],
    )
}

pub(super) fn attach(conn: &Connection, op: &Op, body: &AttachFiles) -> Result<(), LogError> {
    for file in &body.files {
        if body.undoes.is_some() {
            set_file_void(conn, op, file.id.bytes(), Some(""))?;
        } else {
            put_file(conn, op, body.component, file)?;
        }
    }
    if let Some((_, now)) = body.account {
        let sql = "UPDATE component SET account = ?3 WHERE id = ?1 AND dossier_id = ?2";
        one(
            conn,
            op,
            sql,
            (body.component.bytes(), op.row.as_bytes(), now.word()),
        )?;
    }
    digitise::recount(conn, op)
}

pub(super) fn detach(conn: &Connection, op: &Op, body: &DetachFile) -> Result<(), LogError> {
    if let Some((_, now)) = body.account {
        let sql = "UPDATE component SET account = ?3 WHERE dossier_id = ?2
             AND id = (SELECT component_id FROM component_file WHERE id = ?1)";
        one(conn, op, sql, (body.file.bytes(), op.row.as_bytes(), now.word()))?;
    }
    let reason = body.undoes.is_none().then_some(body.reason.as_str());
    for file in std::iter::once(&body.file).chain(&body.parts) {
        set_file_void(conn, op, file.bytes(), reason)?;
    }
    digitise::recount(conn, op)
}

pub(super) fn set_file_void(
    conn: &Connection,
    op: &Op,
    file: &[u8; 16],
    reason: Option<&str>,
) -> Result<(), LogError> {
    one(
        conn,
        op,
        "UPDATE component_file SET voided_at = ?3, void_reason = ?4 WHERE id = ?1 AND dossier_id = ?2",
        (file, op.row.as_bytes(), reason.map(|_| op.at.0), reason),
    )
}
