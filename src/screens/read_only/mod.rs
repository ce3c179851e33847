//! W35: CHỈ XEM, the desk that may only be looked at. Looking needs a login like everything else.

use crate::app::chrome::{Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::job::{Job, JobEvent};
use crate::app::msg::{Msg, Ticket};
use crate::domain::refusal::Refusal;

mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// Why, which way Enter takes, and a try to open the desk.
#[derive(Debug)]
pub struct State {
    refusal: Refusal,
    at: usize,
    opening: Option<Ticket>,
    message: Option<Message>,
}

/// Opens it.
pub fn open(refusal: Refusal, _cx: &mut Context) -> (State, Vec<Effect>) {
    let state = State {
        refusal,
        at: 0,
        opening: None,
        message: None,
    };
    (state, vec![])
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(_, Some(command)) if state.opening.is_none() => pressed(state, command, cx),
        // A desk that opened is the router's: it asks for a login.
        Msg::Job(ticket, JobEvent::Ended(result)) if state.opening == Some(ticket) => {
            state.opening = None;
            state.message = result.err().map(|fault| Message::error(fault.sentence()));
            vec![]
        }
        _ => vec![],
    }
}

fn pressed(state: &mut State, command: Command, cx: &mut Context) -> Vec<Effect> {
    match command {
        Command::Up => state.at = state.at.saturating_sub(1),
        Command::Down => state.at = (state.at + 1).min(text::WAYS.len() - 1),
        Command::Accept => return take(state, cx),
        Command::Digit(digit @ 1..=3) => {
            state.at = usize::from(digit) - 1;
            return take(state, cx);
        }
        _ => {}
    }
    vec![]
}

fn take(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    match state.at {
        0 => {
            let ticket = cx.ticket();
            state.opening = Some(ticket);
            state.message = Some(Message::advice(text::OPENING));
            vec![Effect::Start(ticket, Job::OpenAgain)]
        }
        1 => vec![Effect::Replace(Box::new(Destination::Login))],
        _ => vec![Effect::Quit],
    }
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, _cx: &Context) -> ScreenChrome {
    let why = || Message::error(crate::domain::text::refusal(&state.refusal));
    ScreenChrome {
        message: Some(state.message.clone().unwrap_or_else(why)),
        offers: vec![Offer::digits(1, 3).named(text::CHOOSE)],
        ends: vec![
            Offer::new(Command::Help),
            Offer::new(Command::Palette).named(text::QUIT),
        ],
        ..ScreenChrome::new([text::PATH])
    }
}
