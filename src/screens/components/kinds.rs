//! What the catalogue says of each component: its blank form, and the rest of its legal text.

use super::{State, text};
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::msg::Ticket;
use crate::domain::draft::DraftComponent;
use crate::domain::query::Query;
use crate::domain::rows::{ComponentChoice, ProcedureChoice};

/// The components of the pinned version.
#[derive(Debug, Default)]
pub(super) struct Kinds {
    listed: Vec<ComponentChoice>,
    asked: Option<Ticket>,
}

impl Kinds {
    pub(super) fn waits(&self, ticket: Ticket) -> bool {
        self.asked == Some(ticket)
    }

    /// The catalogue came.
    pub(super) fn read(&mut self, choice: Option<Box<ProcedureChoice>>) {
        self.listed = choice.map(|choice| choice.components).unwrap_or_default();
    }

    /// File name of its blank form; the officer's own components have none.
    pub(super) fn blank(&self, item: &DraftComponent) -> Option<&str> {
        self.of(item)?.template.as_deref()
    }

    /// The rest of its legal text.
    pub(super) fn note(&self, item: &DraftComponent) -> Option<&str> {
        self.of(item)?.note.as_deref()
    }

    fn of(&self, item: &DraftComponent) -> Option<&ComponentChoice> {
        let position = item.kind_ref?;
        self.listed.iter().find(|kind| kind.position == position)
    }
}

/// Asks the catalogue about the procedure as it was pinned; nothing where none was picked yet.
pub(super) fn ask(state: &mut State, cx: &mut Context) -> Option<Effect> {
    let (code, version) = match (&state.view, &cx.draft) {
        (Some(view), _) => (view.row.procedure_code.clone(), view.procedure_version.clone()),
        (None, Some(draft)) => draft
            .procedure
            .as_ref()
            .map(|picked| (picked.code.clone(), picked.version.clone()))?,
        (None, None) => return None,
    };
    let ticket = cx.ticket();
    state.kinds.asked = Some(ticket);
    let version = Some(version);
    Some(Effect::Ask(ticket, Query::Procedure { code, version }))
}

/// Opens the whole legal text of the paper pointed at.
pub(super) fn wording(state: &State) -> Vec<Effect> {
    let said = state
        .pointed()
        .and_then(|item| Some(text::wording(item, state.kinds.note(item)?)));
    said.map(|lines| Effect::Open(Box::new(Destination::Wording(lines))))
        .into_iter()
        .collect()
}
