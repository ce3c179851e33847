//! A question with numbered answers. Callers point at one that is harmless.

use crate::app::chrome::{Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::msg::Msg;
use crate::app::reply::Reply;

mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// Question, answers, and which answer Enter takes.
#[derive(Debug)]
pub struct State {
    title: String,
    lines: Vec<String>,
    choices: Vec<String>,
    at: usize,
}

/// Opens it with title, lines, answers and the one that Enter takes.
pub fn open(asked: (String, Vec<String>, Vec<String>, usize), _cx: &mut Context) -> (State, Vec<Effect>) {
    let (title, lines, choices, at) = asked;
    let state = State {
        title,
        lines,
        choices,
        at,
    };
    (state, vec![])
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, _cx: &mut Context) -> Vec<Effect> {
    let Msg::Key(_, Some(command)) = msg else {
        return vec![];
    };
    match command {
        Command::Back => return vec![Effect::Answer(Reply::Nothing)],
        Command::Accept => return take(state, state.at),
        Command::Digit(digit @ 1..=9) => return take(state, usize::from(digit) - 1),
        Command::Up => state.at = state.at.saturating_sub(1),
        Command::Down => state.at = (state.at + 1).min(state.choices.len().saturating_sub(1)),
        _ => {}
    }
    vec![]
}

fn take(state: &State, at: usize) -> Vec<Effect> {
    let known = at < state.choices.len();
    known
        .then_some(Effect::Answer(Reply::Picked(at)))
        .into_iter()
        .collect()
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, _cx: &Context) -> ScreenChrome {
    let last = u8::try_from(state.choices.len().clamp(1, 9)).unwrap_or(9);
    ScreenChrome {
        message: Some(Message::advice(text::ADVICE)),
        offers: vec![
            Offer::digits(1, last).named(text::TAKE),
            Offer::new(Command::Accept),
        ],
        ends: vec![
            Offer::new(Command::Help),
            Offer::new(Command::Back).named(text::CANCEL),
        ],
        ..ScreenChrome::new([state.title.as_str()])
    }
}
