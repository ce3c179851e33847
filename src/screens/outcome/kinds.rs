//! The list of kinds: what it offers, and what follows when one is taken.

use super::act::replaced;
use super::stops::{Field, stops};
use super::{State, result, scan, text};
use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::input::form::Form;
use crate::app::input::pick::Candidate;
use crate::domain::viet;

/// Does this key go on from the kinds without Enter?
pub(super) fn goes_on(command: Option<Command>) -> bool {
    matches!(
        command,
        Some(
            Command::Next
                | Command::Previous
                | Command::Commit
                | Command::Files
                | Command::Sign
                | Command::ScanOutcome
        )
    )
}

/// A kind was taken from the list: to the first field that lacks something, or to the scan it was opened for.
pub(super) fn kind_taken(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    state.message = None;
    took_kind(state);
    state.form = Form::start(&stops(state), Field::File);
    scan::look(state);
    if scan::wanted(state) {
        return scan::go(state, cx);
    }
    vec![]
}

/// The kinds that match what is typed; last, as 0, that it is none.
pub(super) fn narrow(state: &mut State) {
    let query = state.kind.query().to_owned();
    let fits = |label: &String| query.is_empty() || viet::matches_words(&viet::fold(label), &query);
    let kinds = state
        .results
        .iter()
        .enumerate()
        .map(|(at, it)| (Some(at), text::kind(&it.code, &it.name)));
    let kinds = kinds.filter(|(_, label)| fits(label));
    let none = std::iter::once((None, text::NOT_AN_OUTCOME.to_owned()));
    let options = kinds.chain(none).map(|(id, label)| Candidate::new(id, label));
    state.kind.set_options(options.collect());
}

/// A kind was taken: its name and usual term, unless the officer wrote his own.
pub(super) fn took_kind(state: &mut State) {
    let Some((code, name, term)) =
        result(state).map(|it| (it.code.clone(), it.name.clone(), it.term.clone()))
    else {
        return;
    };
    // What takes another's place is in force as long, unless the officer says otherwise.
    let term = match replaced(state).filter(|it| it.kind_code == code) {
        Some(replaced) => replaced.term.clone(),
        None => term,
    };
    let is_default = state.name.is_empty() || state.results.iter().any(|it| it.name == state.name.text());
    if is_default {
        state.name.set(&name);
    }
    state.validity.usual(term.as_deref());
}
