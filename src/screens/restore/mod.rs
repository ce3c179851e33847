//! Bring a desk back from a copy, at first start. The path is typed; the job checks everything else.

use std::path::PathBuf;

use crate::app::chrome::{Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::input::{Line, Reaction};
use crate::app::job::{Job, JobEvent};
use crate::app::key::Key;
use crate::app::msg::{Msg, Ticket};

mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// No usual path is longer.
const MOST: usize = 1000;

/// The path being typed, and the job.
#[derive(Debug)]
pub struct State {
    path: Line,
    running: Option<Ticket>,
    message: Option<Message>,
    /// The desk of this folder cannot be read; there is no screen below.
    damaged: bool,
}

/// Opens it; `damaged` = the desk of this folder is, and its copies lie there.
pub fn open(damaged: Option<PathBuf>, _cx: &mut Context) -> (State, Vec<Effect>) {
    let path = damaged.as_ref().map(|copies| copies.display().to_string());
    let state = State {
        path: Line::plain(MOST).with(&path.unwrap_or_default()),
        running: None,
        message: damaged.is_some().then(|| Message::error(text::DAMAGED)),
        damaged: damaged.is_some(),
    };
    (state, vec![])
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) if state.running.is_none() => pressed(state, (key, command), cx),
        Msg::Paste(text) if state.running.is_none() => {
            state.path.paste(&text);
            vec![]
        }
        Msg::Job(ticket, event) if state.running == Some(ticket) => {
            heard(state, event);
            vec![]
        }
        _ => vec![],
    }
}

fn pressed(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    match command {
        Some(Command::Back) => return vec![Effect::Back],
        Some(Command::Commit) => return commit(state, cx),
        _ if state.path.key(key) == Reaction::Changed => state.message = None,
        _ => {}
    }
    vec![]
}

fn commit(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    // File managers paste paths in quotes.
    let path = state.path.text().trim().trim_matches(['"', '\'']).to_owned();
    if path.is_empty() {
        state.message = Some(Message::error(text::MISSING));
        return vec![];
    }
    let ticket = cx.ticket();
    state.running = Some(ticket);
    state.message = Some(Message::advice(text::STARTED));
    let from = PathBuf::from(path);
    vec![Effect::Start(ticket, Job::Restore { from })]
}

fn heard(state: &mut State, event: JobEvent) {
    match event {
        JobEvent::Progress { done, total } => {
            state.message = Some(Message::advice(text::progress(done, total)));
        }
        JobEvent::Ended(Err(fault)) => {
            state.running = None;
            state.message = Some(Message::error(fault.sentence()));
        }
        // The desk is ready: the router opens the login.
        JobEvent::Ended(Ok(_)) => state.running = None,
    }
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, _cx: &Context) -> ScreenChrome {
    let leave = if state.damaged {
        Offer::new(Command::Palette).named(text::QUIT)
    } else {
        Offer::new(Command::Back)
    };
    let advice = || Message::advice(text::ADVICE);
    ScreenChrome {
        message: Some(state.message.clone().unwrap_or_else(advice)),
        offers: vec![Offer::new(Command::Commit).named(text::RESTORE)],
        ends: vec![Offer::new(Command::Help), leave],
        ..ScreenChrome::new(text::PATH)
    }
}
