//! Hoàn tác: the last act on a dossier said the other way round, by the same officer, as a new op.

use super::desk::Desk;
use super::{Facts, situation};
use crate::domain::ids::{DossierId, FileHash, OpId};
use crate::domain::moves::Move;
use crate::domain::refusal::Refusal;
use crate::domain::time::Moment;
use crate::store::body::{
    AccountPages, AddComponent, AttachFiles, Body, Changed, ComponentChanges, DetachFile, Edit,
    EditComponent, SetCabinet, SetPages, VoidComponent,
};
use crate::store::oplog::{self, LogError};
use crate::store::tray::TrayChange;

pub(super) fn undo(desk: &mut Desk<'_>, dossier: DossierId, op: OpId) -> Result<Facts, Refusal> {
    let loaded = situation::load(desk, dossier)?;
    desk.allow(Move::Undo, &loaded.situation)?;
    let last = oplog::last_of_row(desk.conn, dossier.0)?.ok_or(Refusal::CannotUndo)?;
    if last.op_id != op || last.actor != desk.actor.id {
        return Err(Refusal::CannotUndo);
    }
    let then = last.at;
    let body = last.into_op().map_err(LogError::from)?.body;
    let turned = turned(body, op).ok_or(Refusal::CannotUndo)?;
    let mut tray = tray_of(dossier, &turned, then);
    // What was a file before its pages were counted is a file again, and no page of the tray.
    for file in files_again(desk, &turned)? {
        tray.stays_away(file);
    }
    if tray.is_too_late(desk.conn)? {
        return Err(Refusal::CannotUndo);
    }
    Ok(Facts::dossier(dossier, turned).moving(tray))
}

/// The same kind with old and new swapped; `None` for acts that left the desk, and for what is itself an undo.
fn turned(body: Body, op: OpId) -> Option<Body> {
    let undoes = Some(op);
    Some(match body {
        Body::Edit(was) if was.undoes.is_none() => {
            let changes = was
                .changes
                .into_iter()
                .map(|(column, change)| (column, swap(change)));
            Body::Edit(Box::new(Edit {
                changes: changes.collect(),
                undoes,
            }))
        }
        Body::SetCabinet(was) if was.undoes.is_none() => Body::SetCabinet(Box::new(SetCabinet {
            cabinet: swap(was.cabinet),
            undoes,
        })),
        Body::AddComponent(was) if was.undoes.is_none() => {
            Body::AddComponent(Box::new(AddComponent { undoes, ..*was }))
        }
        Body::EditComponent(was) if was.undoes.is_none() => Body::EditComponent(Box::new(EditComponent {
            changes: swapped(was.changes),
            undoes,
            ..*was
        })),
        Body::VoidComponent(was) if was.undoes.is_none() => {
            Body::VoidComponent(Box::new(VoidComponent { undoes, ..*was }))
        }
        Body::AttachFiles(was) if was.undoes.is_none() => Body::AttachFiles(Box::new(AttachFiles {
            account: was.account.map(swap),
            undoes,
            ..*was
        })),
        Body::DetachFile(was) if was.undoes.is_none() => Body::DetachFile(Box::new(DetachFile {
            account: was.account.map(swap),
            undoes,
            ..*was
        })),
        Body::SetPages(was) if was.undoes.is_none() => Body::SetPages(Box::new(SetPages {
            pages: swap(was.pages),
            claim: swap(was.claim),
            account: swap(was.account),
            undoes,
            ..*was
        })),
        Body::AccountPages(was) if was.undoes.is_none() => Body::AccountPages(Box::new(AccountPages {
            claim: swap(was.claim),
            account: swap(was.account),
            undoes,
            ..*was
        })),
        _ => return None,
    })
}

/// Pages that an undone placing brought in go back to the tray, and those that an undone attaching made needless.
fn tray_of(dossier: DossierId, turned: &Body, then: Moment) -> TrayChange {
    match turned {
        Body::AttachFiles(body) => TrayChange {
            detached: body.files.iter().map(|file| (file.bytes.sha256, then)).collect(),
            ..TrayChange::default()
        },
        Body::VoidComponent(body) => TrayChange::taking_up(&body.pages),
        Body::SetPages(body) => TrayChange::between(&body.pages, &[], (dossier, body.component)),
        _ => TrayChange::default(),
    }
}

/// The bytes of the files that an undone placing makes valid again.
fn files_again(desk: &Desk<'_>, turned: &Body) -> Result<Vec<FileHash>, Refusal> {
    let Body::SetPages(body) = turned else {
        return Ok(Vec::new());
    };
    let sql = "SELECT sha256 FROM component_file WHERE id = ?1";
    let mut statement = desk.conn.prepare_cached(sql)?;
    let hashes = body
        .outdated
        .iter()
        .map(|id| statement.query_row([id.bytes()], |row| Ok(FileHash(row.get(0)?))));
    Ok(hashes.collect::<rusqlite::Result<_>>()?)
}

fn swap<T>((old, new): Changed<T>) -> Changed<T> {
    (new, old)
}

fn swapped(changes: ComponentChanges) -> ComponentChanges {
    ComponentChanges {
        received: changes.received.map(swap),
        copies: changes.copies.map(swap),
        form: changes.form.map(swap),
        reject_reason: changes.reject_reason.map(swap),
        required: changes.required.map(swap),
        name: changes.name.map(swap),
        traits: changes.traits.map(swap),
        digitise: changes.digitise.map(swap),
        remind_on: changes.remind_on.map(swap),
        custody: changes.custody.map(swap),
        of_other_body: changes.of_other_body.map(swap),
        basis: changes.basis.map(swap),
        proposal: changes.proposal.map(swap),
        account: changes.account.map(swap),
    }
}
