//! W36: what did not happen, why, what was kept, ways on. Answers 0 = try again, or nothing.

use crate::app::chrome::{Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::msg::Msg;
use crate::app::reply::Reply;
use crate::domain::refusal::Refusal;
use crate::domain::time::Moment;

mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// The refusal, and which way Enter takes.
#[derive(Debug)]
pub struct State {
    refusal: Refusal,
    saved: Option<Moment>,
    at: usize,
}

impl State {
    /// What support can look for.
    fn code(&self) -> &'static str {
        match self.refusal {
            Refusal::Fault { code } => code,
            _ => "E62",
        }
    }
}

/// Opens it.
pub fn open(refusal: Refusal, cx: &mut Context) -> (State, Vec<Effect>) {
    let saved = cx.draft.as_ref().and(cx.draft_saved);
    let state = State {
        refusal,
        saved,
        at: 0,
    };
    (state, vec![])
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, _cx: &mut Context) -> Vec<Effect> {
    let Msg::Key(_, Some(command)) = msg else {
        return vec![];
    };
    match command {
        Command::Up => state.at = 0,
        Command::Down => state.at = 1,
        Command::Accept if state.at == 0 => return vec![Effect::Answer(Reply::Picked(0))],
        Command::Digit(1) => return vec![Effect::Answer(Reply::Picked(0))],
        Command::Accept | Command::Digit(2) | Command::Back => return vec![Effect::Answer(Reply::Nothing)],
        _ => {}
    }
    vec![]
}

/// Rows 1–3 and 22–24.
pub fn chrome(_state: &State, _cx: &Context) -> ScreenChrome {
    ScreenChrome {
        message: Some(Message::error(text::MESSAGE)),
        offers: vec![Offer::digits(1, 2).named(text::CHOOSE)],
        ..ScreenChrome::new([text::TITLE])
    }
}
