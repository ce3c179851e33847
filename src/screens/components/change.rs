//! One change of the checklist: on a draft at once, on an accepted dossier as an act of the log.

use super::text;
use crate::app::context::Context;
use crate::domain::act::{ComponentChange, DossierAct, NewComponent};
use crate::domain::component::NO_COPY;
use crate::domain::draft::{DraftComponent, DraftFile};
use crate::domain::ids::{ComponentId, FileId, PaperId};
use crate::domain::weight::together;

/// What the officer did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Change {
    Edit(ComponentId, ComponentChange),
    NotApplicable(ComponentId, bool),
    /// A mandatory paper that was received is not here after all, and why.
    NotHere(ComponentId, String),
    Keep(ComponentId, bool),
    Attach(ComponentId, Vec<DraftFile>),
    Detach(ComponentId, FileId, String),
    Add(NewComponent),
    Void(ComponentId, String),
}

impl Change {
    /// The component it is about; `None` = one that is only being added.
    pub(super) fn component(&self) -> Option<ComponentId> {
        match self {
            Self::Edit(id, _)
            | Self::NotApplicable(id, _)
            | Self::NotHere(id, _)
            | Self::Keep(id, _)
            | Self::Attach(id, _)
            | Self::Detach(id, ..)
            | Self::Void(id, _) => Some(*id),
            Self::Add(_) => None,
        }
    }
}

/// Changes the list of a draft.
pub(super) fn apply(items: &mut Vec<DraftComponent>, change: Change) {
    match change {
        Change::Edit(id, change) => edit(items, id, change),
        Change::NotApplicable(id, on) => with(items, id, |item| {
            item.not_applicable = on;
            item.received = false;
        }),
        Change::NotHere(id, _) => with(items, id, |item| item.received = false),
        Change::Keep(id, on) => with(items, id, |item| item.keep = on),
        Change::Attach(id, files) => with(items, id, |item| {
            item.files.extend(files);
            item.received = true;
            item.not_applicable = false;
        }),
        Change::Detach(id, file, _) => with(items, id, |item| detach(&mut item.files, file)),
        Change::Add(new) => items.push(DraftComponent::own(new)),
        Change::Void(id, _) => items.retain(|item| item.id != id),
    }
}

fn with(items: &mut [DraftComponent], id: ComponentId, change: impl FnOnce(&mut DraftComponent)) {
    if let Some(item) = items.iter_mut().find(|item| item.id == id) {
        change(item);
    }
}

/// A part goes with the other parts of its document.
fn detach(files: &mut Vec<DraftFile>, file: FileId) {
    let found = files.iter().find(|it| it.id == file);
    let gone: Vec<FileId> = found.map_or_else(Vec::new, |it| {
        together(files, it).into_iter().map(|it| it.id).collect()
    });
    files.retain(|it| !gone.contains(&it.id));
}

fn edit(items: &mut [DraftComponent], id: ComponentId, change: ComponentChange) {
    with(items, id, |item| {
        item.received = change.received.unwrap_or(item.received);
        item.not_applicable &= !item.received;
        item.copies = change.copies.unwrap_or(item.copies);
        item.form = change.form.unwrap_or(item.form);
        item.required = change.required.unwrap_or(item.required);
        if let Some(reason) = change.reject_reason {
            item.reject_reason = reason;
        }
        if let Some(name) = change.name {
            item.name = name;
        }
        if let Some(basis) = change.basis {
            item.care.basis = basis;
        }
    });
}

/// The same change as acts on an accepted dossier, in order.
pub(super) fn acts(item: Option<&DraftComponent>, change: Change, cx: &mut Context) -> Vec<DossierAct> {
    let edit = |component, change| DossierAct::EditComponent {
        component,
        change,
        reason: None,
    };
    match change {
        Change::Edit(component, change) => vec![edit(component, change)],
        Change::NotApplicable(component, on) => {
            let change = ComponentChange {
                received: Some(false),
                copies: Some(if on { NO_COPY } else { 1 }),
                ..ComponentChange::default()
            };
            vec![edit(component, change)]
        }
        Change::NotHere(component, reason) => vec![DossierAct::EditComponent {
            component,
            change: ComponentChange {
                received: Some(false),
                ..ComponentChange::default()
            },
            reason: Some(reason),
        }],
        Change::Keep(..) => keep(item, cx),
        Change::Attach(component, files) => {
            let mut acts = vec![DossierAct::AttachFiles { component, files }];
            if item.is_some_and(|item| !item.received) {
                let change = ComponentChange {
                    received: Some(true),
                    ..ComponentChange::default()
                };
                acts.insert(0, edit(component, change));
            }
            acts
        }
        Change::Detach(_, file, reason) => vec![DossierAct::DetachFile { file, reason }],
        Change::Add(new) => vec![DossierAct::AddComponent(new)],
        Change::Void(component, reason) => vec![DossierAct::VoidComponent { component, reason }],
    }
}

/// The last file of the component goes into the holder's kho; of a document in parts every part.
fn keep(item: Option<&DraftComponent>, cx: &mut Context) -> Vec<DossierAct> {
    let Some((item, file)) = item.and_then(|item| Some((item, item.files.last()?))) else {
        return vec![];
    };
    let parts = together(&item.files, file);
    let of = parts.len();
    let keep = |(number, part): (usize, &DraftFile)| DossierAct::KeepPaper {
        paper: PaperId(cx.id()),
        file: part.id,
        kind_code: None,
        name: text::kept_name(&item.name, (number, of)),
        starts_on: None,
        ends_on: None,
    };
    (1..).zip(parts).map(keep).collect()
}
