//! The empty list: a sentence and numbered ways on. Knows nothing of rows.

use super::{State, typed};
use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::destination::{Destination, KhoPurpose};
use crate::app::effect::Effect;
use crate::app::key::Key;
use crate::domain::draft::Draft;
use crate::domain::ids::DossierId;
use crate::domain::query::Filter;

/// Keys of the empty list: numbered ways, and typing goes on.
pub(super) fn on_nothing(
    state: &mut State,
    (key, command): (Key, Option<Command>),
    cx: &mut Context,
) -> Vec<Effect> {
    match command {
        Some(Command::Accept | Command::Down) if state.way.is_none() => state.way = Some(0),
        Some(Command::Accept) => return take_way(state, state.way.unwrap_or(0), cx),
        Some(Command::Down) => state.way = state.way.map(|at| (at + 1).min(2)),
        Some(Command::Up) => state.way = state.way.and_then(|at| at.checked_sub(1)),
        Some(Command::Digit(digit @ 1..=3)) if takes_digits(state) => {
            return take_way(state, usize::from(digit) - 1, cx);
        }
        _ => return typed(state, key, cx),
    }
    vec![]
}

/// While a number or a code is being typed, a digit goes on with it; otherwise it takes its way.
fn takes_digits(state: &State) -> bool {
    let text = state.search.text();
    state.way.is_some() || text.is_empty() || text.chars().any(char::is_alphabetic)
}

fn take_way(state: &mut State, at: usize, cx: &mut Context) -> Vec<Effect> {
    match at {
        0 if can_widen(&state.filter) => {
            let text = state.filter.text.clone();
            state.filter = Filter {
                text,
                ..Filter::default()
            };
            state.way = None;
            vec![state.list.fresh(&state.filter, cx)]
        }
        1 => {
            let owner = state.filter.text.chars().filter(char::is_ascii_digit).collect();
            vec![Effect::Open(Box::new(Destination::Kho {
                owner,
                purpose: KhoPurpose::Look,
            }))]
        }
        2 => receive(state, cx),
        _ => vec![],
    }
}

/// Is anything but the text narrowing the list?
pub(super) fn can_widen(filter: &Filter) -> bool {
    let text = filter.text.clone();
    *filter
        != Filter {
            text,
            ..Filter::default()
        }
}

/// A new reception, with what was looked for as the number or the name.
pub(super) fn receive(state: &State, cx: &mut Context) -> Vec<Effect> {
    let mut draft = Draft::new(DossierId(cx.id()));
    let wanted = state.filter.text.trim();
    if wanted.chars().any(char::is_alphabetic) {
        draft.holder.holder_name = crate::domain::viet::name_case(wanted);
    } else {
        wanted.clone_into(&mut draft.holder.holder_no);
    }
    cx.draft = Some(draft);
    vec![Effect::Open(Box::new(Destination::Account))]
}
