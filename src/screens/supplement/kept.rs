//! What the officer wrote in it, and what is read anew when it comes back as he left it.

use super::items::{self, Item};
use super::{State, about, set_rows, ticked};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::domain::query::Query;

impl State {
    /// What is asked for, and why.
    pub(crate) fn written(&self) -> Vec<String> {
        let mut written = ticked(self);
        written.push(self.reason.text().to_owned());
        written
    }
}

/// Papers may have come in meanwhile.
pub(super) fn reopened(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    state.asked = cx.ticket();
    if let Some(id) = state.dossier {
        return vec![Effect::Ask(state.asked, Query::Dossier(id))];
    }
    if let Some(draft) = &cx.draft {
        state.draft = Some(about(draft));
        fill(state, items::of_draft(draft));
    }
    vec![]
}

/// Puts the items in. The officer's own ones stay, and of what stood there before the ticks; something new is ticked
/// where it lacks.
pub(super) fn fill(state: &mut State, items: Vec<Item>) {
    let (before, ticks) = (std::mem::take(&mut state.items), state.table.ticked().to_vec());
    let own = before.iter().filter(|item| item.is_own()).cloned();
    state.items = items.into_iter().chain(own).collect();
    set_rows(state);
    for at in 0..state.items.len() {
        let old = before.iter().position(|item| *item == state.items[at]);
        let on = old.map_or(state.items[at].lacks, |old| ticks.contains(&old));
        state.table.tick(&at, on);
    }
}
