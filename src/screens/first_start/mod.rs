//! W01: the one question of a new machine.

use crate::app::chrome::{Context as Line2, Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::job::{Job, JobDone, JobEvent, JobFault};
use crate::app::msg::{Msg, Ticket};

mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// The pointed way, and the practice desk being made.
#[derive(Debug)]
pub struct State {
    at: usize,
    starting: Option<Ticket>,
    /// Where the data will lie, once the shell said so.
    folder: Option<Folder>,
    looking: Option<Ticket>,
    message: Option<Message>,
}

/// The program's own folder.
#[derive(Debug)]
struct Folder {
    path: String,
    free_mb: Option<u64>,
    /// Why no desk may be founded in it (E60, E61).
    why_not: Option<String>,
}

/// Opens it.
pub fn open(cx: &mut Context) -> (State, Vec<Effect>) {
    let ticket = cx.ticket();
    let state = State {
        at: 0,
        starting: None,
        folder: None,
        looking: Some(ticket),
        message: None,
    };
    (state, vec![Effect::Start(ticket, Job::LookAtFolder)])
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(_, Some(command)) => pressed(state, command, cx),
        Msg::Job(ticket, JobEvent::Ended(Err(fault))) if state.starting == Some(ticket) => {
            state.starting = None;
            state.message = Some(Message::error(fault.sentence()));
            vec![]
        }
        Msg::Job(ticket, JobEvent::Ended(result)) if state.looking == Some(ticket) => {
            looked(state, result);
            vec![]
        }
        _ => vec![],
    }
}

fn looked(state: &mut State, result: Result<JobDone, JobFault>) {
    state.looking = None;
    if let Ok(JobDone::Folder {
        folder,
        free_mb,
        why_not,
    }) = result
    {
        state.folder = Some(Folder {
            path: folder.display().to_string(),
            free_mb,
            why_not,
        });
    }
}

/// A real desk needs a disk of this machine with room; practice asks the store when it begins.
fn why_not(state: &State, at: usize) -> Option<&str> {
    let folder = state.folder.as_ref().filter(|_| at > 0)?;
    folder.why_not.as_deref()
}

fn pressed(state: &mut State, command: Command, cx: &mut Context) -> Vec<Effect> {
    if state.starting.is_some() {
        return vec![];
    }
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
    if let Some(why) = why_not(state, state.at) {
        state.message = Some(Message::error(why));
        return vec![];
    }
    match state.at {
        0 => {
            let ticket = cx.ticket();
            state.starting = Some(ticket);
            state.message = Some(Message::advice(text::PREPARING));
            vec![Effect::Start(ticket, Job::StartPractice)]
        }
        1 => vec![Effect::Open(Box::new(Destination::NewDesk))],
        _ => vec![Effect::Open(Box::new(Destination::Restore(None)))],
    }
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, _cx: &Context) -> ScreenChrome {
    let advice = || Message::advice(text::ADVICE);
    ScreenChrome {
        context: Line2::left(text::VERSION),
        message: Some(state.message.clone().unwrap_or_else(advice)),
        offers: vec![
            Offer::digits(1, 3).named(text::CHOOSE),
            Offer::new(Command::Glyphs),
        ],
        ends: vec![
            Offer::new(Command::Help),
            Offer::new(Command::Palette).named(text::LEAVE),
        ],
        ..ScreenChrome::new([text::PATH])
    }
}
