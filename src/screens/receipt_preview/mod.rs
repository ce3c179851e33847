//! The receipt as text, before it is printed: the same lines, in the same order.

use crate::app::chrome::{self, Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::input::Lines;
use crate::app::job::{Job, JobDone, JobEvent, JobFault};
use crate::app::msg::{Msg, Ticket};
use crate::domain::draft::Draft;

mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// The lines, and why there are none.
#[derive(Debug)]
pub struct State {
    lines: Lines,
    ticket: Ticket,
    problem: Option<String>,
}

/// Opens it.
pub fn open(draft: Box<Draft>, cx: &mut Context) -> (State, Vec<Effect>) {
    let ticket = cx.ticket();
    let state = State {
        lines: Lines::default(),
        ticket,
        problem: None,
    };
    (state, vec![Effect::Start(ticket, Job::PreviewReceipt { draft })])
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, _cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Job(ticket, JobEvent::Ended(ended)) if ticket == state.ticket => {
            take(state, ended);
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

fn take(state: &mut State, ended: Result<JobDone, JobFault>) {
    match ended {
        Ok(JobDone::Lines(lines)) => state.lines.set(lines),
        Ok(_) | Err(JobFault::Cancelled) => {}
        Err(JobFault::Refused(refusal)) => state.problem = Some(crate::domain::text::refusal(&refusal)),
        Err(JobFault::Said(sentence)) => state.problem = Some(sentence),
    }
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, _cx: &Context) -> ScreenChrome {
    ScreenChrome {
        context: chrome::Context::left(text::SUBTITLE),
        message: state.problem.clone().map(Message::error),
        offers: vec![Offer::arrows().named(text::SCROLL)],
        ..ScreenChrome::new([text::TITLE])
    }
}
