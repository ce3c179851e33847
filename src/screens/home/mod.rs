//! W03: a waiting search field, what waits for me, what I left half done.

use crate::app::chrome::ScreenChrome;
use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::msg::Msg;

mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// Nothing of its own yet.
#[derive(Debug)]
pub struct State {}

/// Opens it.
pub fn open(cx: &mut Context) -> (State, Vec<Effect>) {
    let _ = cx;
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
