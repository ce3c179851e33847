//! W35: CHỈ XEM, the desk that may only be looked at. Looking needs a login like everything else.

use crate::app::chrome::{Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::msg::Msg;
use crate::domain::refusal::Refusal;

mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// Why, and which way Enter takes.
#[derive(Debug)]
pub struct State {
    refusal: Refusal,
    at: usize,
}

/// Opens it.
pub fn open(refusal: Refusal, _cx: &mut Context) -> (State, Vec<Effect>) {
    (State { refusal, at: 0 }, vec![])
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, _cx: &mut Context) -> Vec<Effect> {
    let Msg::Key(_, Some(command)) = msg else {
        return vec![];
    };
    let look = || vec![Effect::Replace(Box::new(Destination::Login))];
    match command {
        Command::Up => state.at = 0,
        Command::Down => state.at = 1,
        Command::Accept if state.at == 0 => return look(),
        Command::Digit(1) => return look(),
        Command::Accept | Command::Digit(2) => return vec![Effect::Quit],
        _ => {}
    }
    vec![]
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, _cx: &Context) -> ScreenChrome {
    ScreenChrome {
        message: Some(Message::error(crate::domain::text::refusal(&state.refusal))),
        offers: vec![Offer::digits(1, 2).named(text::CHOOSE)],
        ends: vec![
            Offer::new(Command::Help),
            Offer::new(Command::Palette).named(text::QUIT),
        ],
        ..ScreenChrome::new([text::PATH])
    }
}
