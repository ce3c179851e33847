//! Whose the phone is: the holder's own, a relative's, or none with a reason.

use super::fields::{Control, Field};
use super::{State, text};
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::reply::Reply;

/// Which dialog is open above.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asked {
    Nothing,
    Kind,
    Whose,
    WhyNone,
}

pub(super) fn ask(state: &mut State) -> Vec<Effect> {
    state.asked = Asked::Kind;
    vec![Effect::Open(Box::new(Destination::PickRow {
        title: text::PHONE_TITLE.to_owned(),
        rows: text::PHONE_KINDS.map(str::to_owned).to_vec(),
    }))]
}

/// A dialog was closed; the next one may have to be opened.
pub(super) fn replied(state: &mut State, reply: Reply) -> Vec<Effect> {
    let asked = std::mem::replace(&mut state.asked, Asked::Nothing);
    match (asked, reply) {
        (Asked::Kind, Reply::Picked(0)) => {
            state.phone_note = None;
            vec![]
        }
        (Asked::Kind, Reply::Picked(1)) => ask_text(state, (Asked::Whose, text::WHOSE_PHONE)),
        (Asked::Kind, Reply::Picked(_)) => ask_text(state, (Asked::WhyNone, text::WHY_NO_PHONE)),
        (Asked::Whose, Reply::Text(whose)) if !whose.trim().is_empty() => {
            state.phone_note = Some(whose);
            vec![]
        }
        (Asked::WhyNone, Reply::Text(reason)) if !reason.trim().is_empty() => {
            state.phone_note = Some(text::no_phone(reason.trim()));
            state.faults.retain(|(field, _)| *field != Field::Phone);
            if let Some(Control::Line(line)) = state.control_mut(Field::Phone) {
                line.clear();
            }
            vec![]
        }
        _ => vec![],
    }
}

fn ask_text(state: &mut State, (asked, label): (Asked, &str)) -> Vec<Effect> {
    state.asked = asked;
    vec![Effect::Open(Box::new(Destination::AskText {
        title: text::PHONE_TITLE.to_owned(),
        label: label.to_owned(),
        value: String::new(),
    }))]
}
