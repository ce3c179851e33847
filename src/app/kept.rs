//! Forms about a dossier that were left before they were written: kept as they stood, and back when the same act of the
//! same dossier is opened again. In memory only, until they are written or the program ends; never shown to another
//! officer, never in a log.

use std::collections::{BTreeMap, BTreeSet};

use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::model::{Layer, LayerId};
use crate::domain::ids::{DossierId, OfficerId};

/// Whose words stand in a form, and what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Of {
    officer: OfficerId,
    to: Destination,
    /// The draft in hand, where the form is about no dossier yet.
    draft: Option<DossierId>,
}

impl Of {
    /// `None` = no form, or nobody is logged in.
    fn form(to: &Destination, cx: &Context) -> Option<Self> {
        let officer = cx.officer.as_ref().filter(|_| to.is_form())?;
        let draft = cx.draft.as_ref().filter(|_| to.is_form_of_draft());
        Some(Self {
            officer: officer.id,
            to: to.clone(),
            draft: draft.map(|draft| draft.id),
        })
    }
}

/// The forms that are open, which of them somebody wrote in, and those that were left.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    open: BTreeMap<LayerId, Of>,
    written_in: BTreeSet<LayerId>,
    left: Vec<(LayerId, Of, Layer)>,
}

impl Kept {
    /// A layer was opened.
    pub(crate) fn opens(&mut self, id: LayerId, to: &Destination, cx: &Context) {
        self.open.extend(Of::form(to, cx).map(|of| (id, of)));
    }

    /// Something the officer did changed what stands in it.
    pub(crate) fn writes(&mut self, id: LayerId) {
        self.written_in.insert(id);
    }

    /// A layer is taken off the screen.
    pub(crate) fn leaves(&mut self, id: LayerId, layer: Layer) {
        let of = self.open.remove(&id);
        if let Some(of) = of.filter(|_| self.written_in.contains(&id)) {
            self.left.retain(|(_, other, _)| *other != of);
            self.left.push((id, of, layer));
        }
    }

    /// The form that was left there, if there is one: it is open again.
    pub(crate) fn back(&mut self, to: &Destination, cx: &Context) -> Option<(LayerId, Layer)> {
        let of = Of::form(to, cx)?;
        let at = self.left.iter().position(|(_, other, _)| *other == of)?;
        let (id, of, layer) = self.left.remove(at);
        self.open.insert(id, of);
        Some((id, layer))
    }

    /// A form that was left while the store was still writing.
    pub(crate) fn left_mut(&mut self, id: LayerId) -> Option<&mut Layer> {
        let found = self.left.iter_mut().find(|(other, ..)| *other == id);
        found.map(|(.., layer)| layer)
    }

    /// What stood in it is written.
    pub(crate) fn forget(&mut self, id: LayerId) {
        self.written_in.remove(&id);
        self.left.retain(|(other, ..)| *other != id);
    }
}
