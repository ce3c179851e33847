//! The layouts of every paper the office makes: which act each comes from, and whether an office has held it beside the
//! original. Only shows.

use crate::app::chrome::{self, Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::input::Lines;
use crate::app::job::{Job, JobDone, JobEvent};
use crate::app::msg::{Msg, Ticket};

mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// The list as lines.
#[derive(Debug)]
pub struct State {
    lines: Lines,
    ticket: Ticket,
    message: Option<Message>,
}

/// Opens it and asks for the list.
pub fn open(cx: &mut Context) -> (State, Vec<Effect>) {
    let state = State {
        lines: Lines::default(),
        ticket: cx.ticket(),
        message: None,
    };
    let effects = vec![Effect::Start(state.ticket, Job::ListLayouts)];
    (state, effects)
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, _cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Job(ticket, JobEvent::Ended(ended)) if ticket == state.ticket => {
            match ended {
                Ok(JobDone::Lines(lines)) => state.lines.set(lines),
                Ok(_) => {}
                Err(fault) => state.message = Some(Message::error(fault.sentence())),
            }
            vec![]
        }
        Msg::Key(_, Some(Command::Back)) => vec![Effect::Back],
        Msg::Key(_, Some(command)) => {
            state.lines.scroll(command, view::LINES);
            vec![]
        }
        _ => vec![],
    }
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, _cx: &Context) -> ScreenChrome {
    ScreenChrome {
        context: chrome::Context::left(text::SUBTITLE),
        message: state
            .message
            .clone()
            .or_else(|| Some(Message::advice(text::ADVICE))),
        offers: vec![Offer::arrows().named(text::SCROLL)],
        ..ScreenChrome::new([text::PATH, text::TITLE])
    }
}
