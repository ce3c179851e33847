//! One line of text, handed to the layer below; nothing is written here.

use crate::app::chrome::{Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::input::{Line, Reaction};
use crate::app::key::Key;
use crate::app::msg::Msg;
use crate::app::reply::Reply;
use crate::domain::refusal::Refusal;
use crate::domain::text::refusal;

mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// No reason or name is longer.
const MOST: usize = 500;

/// The line being typed.
#[derive(Debug)]
pub struct State {
    title: String,
    label: String,
    line: Line,
    /// What F2 does at once, where the text is the reason of an act: Enter does not do it.
    verb: Option<&'static str>,
    message: Option<Message>,
}

/// Opens it with title, label and the value there is.
pub fn open(asked: (String, String, String), _cx: &mut Context) -> (State, Vec<Effect>) {
    let (title, label, value) = asked;
    let line = Line::plain(MOST).with(&value);
    let state = State {
        title,
        label,
        line,
        verb: None,
        message: None,
    };
    (state, vec![])
}

/// Opens it for the reason of an act.
pub fn open_act((title, label): (String, String), verb: &'static str) -> (State, Vec<Effect>) {
    let state = State {
        title,
        label,
        line: Line::plain(MOST),
        verb: Some(verb),
        message: None,
    };
    (state, vec![])
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, _cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) => pressed(state, (key, command)),
        Msg::Paste(text) => {
            state.line.paste(&text);
            vec![]
        }
        _ => vec![],
    }
}

fn pressed(state: &mut State, (key, command): (Key, Option<Command>)) -> Vec<Effect> {
    match command {
        Some(Command::Back) => vec![Effect::Answer(Reply::Nothing)],
        Some(Command::Accept) if state.verb.is_some() => vec![],
        Some(Command::Commit) if state.verb.is_some() && state.line.text().trim().is_empty() => {
            state.message = Some(Message::error(refusal(&Refusal::NeedsReason)));
            vec![]
        }
        Some(Command::Accept | Command::Commit) => {
            let text = state.line.text().trim().to_owned();
            vec![Effect::Answer(Reply::Text(text))]
        }
        _ => {
            if state.line.key(key) == Reaction::Changed {
                state.message = None;
            }
            vec![]
        }
    }
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, _cx: &Context) -> ScreenChrome {
    let (advice, offer) = match state.verb {
        Some(verb) => (text::ADVICE_F2, Offer::new(Command::Commit).named(verb)),
        None => (text::ADVICE, Offer::new(Command::Accept).named(text::DONE)),
    };
    ScreenChrome {
        message: state.message.clone().or_else(|| Some(Message::advice(advice))),
        offers: vec![offer],
        ends: vec![
            Offer::new(Command::Help),
            Offer::new(Command::Back).named(text::CANCEL),
        ],
        ..ScreenChrome::new([state.title.as_str()])
    }
}
