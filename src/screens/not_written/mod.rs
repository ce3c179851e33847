//! W36: what did not happen, why, what was kept, ways on. Way 2 shows what takes the room of the disk. Answers 0 = try
//! again, or nothing.

use crate::app::chrome::{Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::job::{Job, JobDone, JobEvent};
use crate::app::msg::{Msg, Ticket};
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
    /// What takes the room, once it was asked for.
    room: Vec<String>,
    asked: Ticket,
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
        room: Vec::new(),
        asked: Ticket::default(),
    };
    (state, vec![])
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(_, Some(command)) => pressed(state, command, cx),
        Msg::Job(ticket, JobEvent::Ended(Ok(JobDone::Lines(lines)))) if ticket == state.asked => {
            state.room = lines;
            vec![]
        }
        _ => vec![],
    }
}

fn pressed(state: &mut State, command: Command, cx: &mut Context) -> Vec<Effect> {
    match command {
        Command::Up => state.at = state.at.saturating_sub(1),
        Command::Down => state.at = (state.at + 1).min(2),
        Command::Accept => {
            let digit = [1, 2, 3].get(state.at).copied().unwrap_or(1);
            return pressed(state, Command::Digit(digit), cx);
        }
        Command::Digit(1) => return vec![Effect::Answer(Reply::Picked(0))],
        Command::Digit(2) => {
            state.at = 1;
            state.asked = cx.ticket();
            return vec![Effect::Start(state.asked, Job::MeasureFolder)];
        }
        Command::Digit(3) | Command::Back => return vec![Effect::Answer(Reply::Nothing)],
        _ => {}
    }
    vec![]
}

/// Rows 1–3 and 22–24.
pub fn chrome(_state: &State, _cx: &Context) -> ScreenChrome {
    ScreenChrome {
        message: Some(Message::error(text::MESSAGE)),
        offers: vec![Offer::digits(1, 3).named(text::CHOOSE)],
        ..ScreenChrome::new([text::TITLE])
    }
}
