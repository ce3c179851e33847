//! W36: what did not happen, why, what was kept, ways on. Way 2 shows what takes the room of the disk, way 3 writes the
//! draft as a file elsewhere. Answers 0 = try again, or nothing.

use crate::app::chrome::{Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::destination::Destination;
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
    /// Told in the place of the reason: what takes the room, or where the draft lies now.
    told: Vec<String>,
    asked: Ticket,
    message: Option<Message>,
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
        told: Vec::new(),
        asked: Ticket::default(),
        message: None,
    };
    (state, vec![])
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(_, Some(command)) => {
            state.message = None;
            pressed(state, command, cx)
        }
        Msg::Job(ticket, JobEvent::Ended(result)) if ticket == state.asked => {
            match result {
                Ok(JobDone::Lines(lines)) => state.told = lines,
                Ok(JobDone::DraftCarried(path)) => {
                    state.told = text::carried(&path.to_string_lossy());
                    state.message = Some(Message::done(text::CARRIED));
                }
                Ok(_) => {}
                Err(fault) => state.message = Some(Message::error(fault.sentence())),
            }
            vec![]
        }
        Msg::Replied(Reply::Text(folder)) if !folder.is_empty() => carry(state, folder, cx),
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
        Command::Digit(3) if cx.draft.is_some() => {
            state.at = 2;
            return vec![Effect::Open(Box::new(Destination::AskText {
                title: text::CARRY.to_owned(),
                label: text::FOLDER.to_owned(),
                value: cx.settings.text("backup_target").to_owned(),
            }))];
        }
        Command::Back => return vec![Effect::Answer(Reply::Nothing)],
        _ => {}
    }
    vec![]
}

fn carry(state: &mut State, folder: String, cx: &mut Context) -> Vec<Effect> {
    let Some(draft) = cx.draft.clone().map(Box::new) else {
        return vec![];
    };
    state.asked = cx.ticket();
    state.message = Some(Message::advice(text::CARRYING));
    let folder = folder.into();
    vec![Effect::Start(state.asked, Job::CarryDraft { draft, folder })]
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, _cx: &Context) -> ScreenChrome {
    let standing = || Message::error(text::MESSAGE);
    ScreenChrome {
        message: Some(state.message.clone().unwrap_or_else(standing)),
        offers: vec![Offer::digits(1, 3).named(text::CHOOSE)],
        ..ScreenChrome::new([text::TITLE])
    }
}
