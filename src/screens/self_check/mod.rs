//! Tự kiểm tra: what the desk finds wrong with itself, as sentences that say what to do. Changes nothing.

use crate::app::chrome::{Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::job::{Job, JobDone, JobEvent, JobFault};
use crate::app::msg::{Msg, Ticket};

mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// What was found; `None` while it is looked for.
#[derive(Debug)]
pub struct State {
    ticket: Ticket,
    found: Option<Result<Vec<String>, String>>,
}

/// Opens it and lets the desk be looked over.
pub fn open(cx: &mut Context) -> (State, Vec<Effect>) {
    let ticket = cx.ticket();
    let state = State { ticket, found: None };
    (state, vec![Effect::Start(ticket, Job::Examine)])
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Job(ticket, JobEvent::Ended(ended)) if ticket == state.ticket => {
            state.found = Some(findings(ended));
            vec![]
        }
        Msg::Key(_, Some(Command::Back | Command::Accept)) => vec![Effect::Back],
        Msg::Key(_, Some(Command::Refresh)) if state.found.is_some() => {
            let (again, effects) = open(cx);
            *state = again;
            effects
        }
        _ => vec![],
    }
}

fn findings(ended: Result<JobDone, JobFault>) -> Result<Vec<String>, String> {
    match ended {
        Ok(JobDone::Lines(lines)) => Ok(lines),
        Ok(_) => Ok(vec![]),
        Err(fault) => Err(fault.sentence()),
    }
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, _cx: &Context) -> ScreenChrome {
    let message = match &state.found {
        None => Message::advice(text::LOOKING),
        Some(Ok(found)) if found.is_empty() => Message::done(text::SOUND),
        Some(Ok(found)) => Message::warning(text::found(found.len())),
        Some(Err(sentence)) => Message::error(sentence.clone()),
    };
    let again = state.found.is_some();
    ScreenChrome {
        message: Some(message),
        offers: vec![
            Offer::new(Command::Accept).named(text::CLOSE),
            Offer::new(Command::Refresh)
                .named(text::AGAIN)
                .unless((!again).then(|| text::LOOKING.to_owned())),
        ],
        ..ScreenChrome::new([text::TITLE])
    }
}
