//! W39: why this due time, day by day.

use crate::app::chrome::ScreenChrome;
use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::msg::Msg;
use crate::domain::ids::DossierId;
use crate::domain::rows::DuePreview;

mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// Which due time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A preview at hand.
    Preview(Box<DuePreview>),
    /// An accepted dossier's.
    Dossier(DossierId),
}

/// Nothing of its own yet.
#[derive(Debug)]
pub struct State {}

/// Opens it.
pub fn open(subject: Subject, cx: &mut Context) -> (State, Vec<Effect>) {
    let _ = (subject, cx);
    (State {}, vec![])
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    let _ = (state, cx);
    match msg {
        Msg::Key(_, Some(Command::Back)) => vec![Effect::Back],
        _ => vec![],
    }
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, cx: &Context) -> ScreenChrome {
    let _ = (state, cx);
    ScreenChrome::new([text::TITLE])
}
