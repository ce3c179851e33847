//! The number on the last receipt issued, after a restore or with the clock behind. Numbering goes on after it.

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

/// A whole dossier code fits.
const MOST: usize = 40;

/// The number being typed.
#[derive(Debug)]
pub struct State {
    line: Line,
    writing: Option<Ticket>,
    message: Option<Message>,
}

/// Opens it.
pub fn open(_cx: &mut Context) -> (State, Vec<Effect>) {
    let state = State {
        line: Line::plain(MOST),
        writing: None,
        message: None,
    };
    (state, vec![])
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) => pressed(state, (key, command), cx),
        Msg::Paste(text) => {
            state.line.paste(&text);
            vec![]
        }
        Msg::Job(ticket, JobEvent::Ended(result)) if state.writing == Some(ticket) => {
            state.writing = None;
            match result {
                Ok(_) => vec![Effect::Back, Effect::Say(Message::done(text::WRITTEN))],
                Err(fault) => {
                    state.message = Some(Message::error(fault.sentence()));
                    vec![]
                }
            }
        }
        _ => vec![],
    }
}

fn pressed(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    match command {
        Some(Command::Back) => return vec![Effect::Back],
        Some(Command::Commit) if state.writing.is_none() => return commit(state, cx),
        _ if state.line.key(key) == Reaction::Changed => state.message = None,
        _ => {}
    }
    vec![]
}

fn commit(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let Some(last) = ordinal(state.line.text()) else {
        state.message = Some(Message::error(text::WRONG));
        return vec![];
    };
    let ticket = cx.ticket();
    state.writing = Some(ticket);
    state.message = Some(Message::advice(text::WRITING));
    vec![Effect::Start(ticket, Job::SetLastReceipt { last })]
}

/// `0006`, `6` and `000.99.15.H08-230214-0006` all mean 6.
fn ordinal(typed: &str) -> Option<u32> {
    let last = typed.trim().rsplit('-').next()?;
    let digits = !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| last.parse().ok())?
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, _cx: &Context) -> ScreenChrome {
    let advice = || Message::advice(text::ADVICE);
    ScreenChrome {
        message: Some(state.message.clone().unwrap_or_else(advice)),
        offers: vec![Offer::new(Command::Commit).named(text::WRITE)],
        ends: vec![
            Offer::new(Command::Help),
            Offer::new(Command::Back).named(text::CANCEL),
        ],
        ..ScreenChrome::new([text::TITLE])
    }
}
