//! What the officer wrote in it, and what is read anew when it comes back as he left it.

use super::{Field, State, ask, lacking};
use crate::app::context::Context;
use crate::app::effect::Effect;

impl State {
    /// The text fields, the day, the step, and what came.
    pub(crate) fn written(&self) -> Vec<String> {
        let lines = self.lines.iter().map(|(_, line)| line.text().to_owned());
        let rest = [self.date.line().text().to_owned(), self.step.shown()];
        lines.chain(rest).chain(self.brought.come()).collect()
    }
}

/// The dossier may have gone on; of a draft, what was asked for here may be written in its form by now.
pub(super) fn reopened(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    state.asked = (cx.ticket(), cx.ticket());
    if state.dossier.is_none()
        && let Some(draft) = &cx.draft
    {
        let lacking = lacking(draft, state.unlisted);
        let stays = |field: Field| {
            !matches!(field, Field::Holder | Field::Subject)
                || lacking.iter().any(|(other, _)| *other == field)
        };
        state.fields.retain(|(field, _)| stays(*field));
        state.lines.retain(|(field, _)| stays(*field));
        draft.holder.display_name().clone_into(&mut state.draft_holder);
    }
    ask(state)
}
