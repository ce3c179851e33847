//! F7: the blank form (mẫu đơn) the catalogue names for a component, opened from the desk's own folder.

use super::{State, text};
use crate::app::chrome::Message;
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::job::{Job, JobDone, JobFault};
use crate::app::msg::Ticket;
use crate::domain::draft::DraftComponent;
use crate::domain::query::Query;
use crate::domain::rows::ProcedureChoice;

/// File names of the blanks, by the component's position in the pinned version.
#[derive(Debug, Default)]
pub(super) struct Blanks {
    names: Vec<(u32, String)>,
    asked: Option<Ticket>,
    opening: Option<Ticket>,
}

impl Blanks {
    /// The one of this component; the officer's own components have none.
    pub(super) fn of(&self, item: &DraftComponent) -> Option<&str> {
        let position = item.kind_ref?;
        let known = self.names.iter().find(|(at, _)| *at == position);
        known.map(|(_, name)| name.as_str())
    }

    pub(super) fn waits(&self, ticket: Ticket) -> bool {
        self.asked == Some(ticket) || self.opening == Some(ticket)
    }

    /// The catalogue came.
    pub(super) fn read(&mut self, choice: Option<Box<ProcedureChoice>>) {
        let components = choice.map(|choice| choice.components).unwrap_or_default();
        let named = |(position, name): (u32, Option<String>)| name.map(|name| (position, name));
        self.names = components
            .into_iter()
            .filter_map(|it| named((it.position, it.template)))
            .collect();
    }
}

/// Asks the catalogue for the blanks of the procedure as it was pinned; nothing where none was picked yet.
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
    state.blanks.asked = Some(ticket);
    let version = Some(version);
    Some(Effect::Ask(ticket, Query::Procedure { code, version }))
}

/// F7.
pub(super) fn open(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let name = state.pointed().and_then(|item| state.blanks.of(item));
    let Some(name) = name.map(str::to_owned) else {
        return vec![];
    };
    let ticket = cx.ticket();
    state.blanks.opening = Some(ticket);
    vec![Effect::Start(ticket, Job::OpenBlank { name })]
}

/// The viewer has it, or why not.
pub(super) fn opened(state: &mut State, ended: Result<JobDone, JobFault>) {
    state.blanks.opening = None;
    state.message = Some(match ended {
        Ok(_) => Message::done(text::BLANK_OPENED),
        Err(fault) => Message::error(fault.sentence()),
    });
}
