//! The last numbers given out, as they stand on the papers at the desk: after a restore, or with the clock behind.
//! Numbering goes on after them.

use crate::app::chrome::{Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::input::form::{Form, Stop, StopState};
use crate::app::input::{Line, Reaction};
use crate::app::job::{Job, JobEvent};
use crate::app::key::Key;
use crate::app::msg::{Msg, Ticket};
use crate::domain::series::{Doubt, contradict};

mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// A whole dossier code fits.
const MOST: usize = 40;

/// A series, what is said of it, and the number being typed.
#[derive(Debug)]
struct Field {
    doubt: Doubt,
    label: String,
    note: String,
    line: Line,
}

/// One field for each series.
#[derive(Debug)]
pub struct State {
    fields: Vec<Field>,
    form: Form<usize>,
    /// What contradicts itself was shown, and nothing was changed since.
    looked_again: bool,
    writing: Option<Ticket>,
    message: Option<Message>,
}

/// Opens it for these series.
pub fn open(doubts: Vec<Doubt>, cx: &mut Context) -> (State, Vec<Effect>) {
    let field = |doubt: Doubt| Field {
        label: text::label(&doubt.series),
        note: text::note(&doubt, &cx.settings),
        line: Line::plain(MOST),
        doubt,
    };
    let state = State {
        fields: doubts.into_iter().map(field).collect(),
        form: Form::at(0),
        looked_again: false,
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
            if let Some(field) = state.fields.get_mut(state.form.focus()) {
                field.line.paste(&text);
            }
            state.changed()
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
        _ => {}
    }
    let field = state.fields.get_mut(state.form.focus());
    match field.map_or(Reaction::Pass, |field| field.line.key(key)) {
        Reaction::Changed => return state.changed(),
        Reaction::Pass => {
            state.form.key(key, &stops(state));
        }
        Reaction::Handled | Reaction::Chosen | Reaction::Refused => {}
    }
    vec![]
}

fn stops(state: &State) -> Vec<Stop<usize>> {
    let of = |(field, it): (usize, &Field)| Stop {
        field,
        state: if it.line.is_empty() {
            StopState::EmptyRequired
        } else {
            StopState::Ok
        },
    };
    state.fields.iter().enumerate().map(of).collect()
}

fn commit(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let mut answers = Vec::new();
    for (at, Field { doubt, line, .. }) in state.fields.iter().enumerate() {
        match doubt.read(line.text(), &cx.settings) {
            Ok(last) => answers.push((doubt.clone(), last)),
            Err(misread) => {
                state.message = Some(Message::error(text::misread((doubt, &misread), &cx.settings)));
                state.form.go(at);
                return vec![];
            }
        }
    }
    if contradict(&answers, &cx.settings) && !state.looked_again {
        state.looked_again = true;
        state.message = Some(Message::warning(text::CONTRADICT));
        return vec![];
    }
    let ticket = cx.ticket();
    state.writing = Some(ticket);
    state.message = Some(Message::advice(text::WRITING));
    let answers = answers.into_iter().map(|(doubt, last)| (doubt.series, last));
    vec![Effect::Start(ticket, Job::SetLastNumbers(answers.collect()))]
}

impl State {
    fn changed(&mut self) -> Vec<Effect> {
        self.message = None;
        self.looked_again = false;
        vec![]
    }
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, _cx: &Context) -> ScreenChrome {
    let advice = || Message::advice(text::ADVICE);
    let mut offers = vec![Offer::new(Command::Commit).named(text::WRITE)];
    if state.fields.len() > 1 {
        offers.push(Offer::new(Command::Next));
    }
    ScreenChrome {
        message: Some(state.message.clone().unwrap_or_else(advice)),
        offers,
        ends: vec![
            Offer::new(Command::Help),
            Offer::new(Command::Back).named(text::CANCEL),
        ],
        ..ScreenChrome::new([text::TITLE])
    }
}
