//! The pages of a list one by one, as large as the window allows: from the tray, a page account, a component. Shows,
//! changes nothing; for reading, Enter opens the system's viewer.

use crate::app::chrome::{self, Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::job::{Job, JobEvent};
use crate::app::msg::{Msg, Ticket};
use crate::app::preview::{Leaf, Preview};

mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// The pages, and which one is shown how.
#[derive(Debug)]
pub struct State {
    leaves: Vec<Leaf>,
    at: usize,
    preview: Preview,
    /// As wide as the window, scrolled by so many rows.
    wide: Option<u16>,
    size: (u16, u16),
    opening: Option<Ticket>,
    message: Option<Message>,
}

/// Opens it at one of the pages.
pub fn open((leaves, at): (Vec<Leaf>, usize), cx: &mut Context) -> (State, Vec<Effect>) {
    let mut state = State {
        at: at.min(leaves.len().saturating_sub(1)),
        leaves,
        preview: Preview::default(),
        wide: None,
        size: cx.size,
        opening: None,
        message: None,
    };
    let effects = want(&mut state, cx);
    (state, effects)
}

impl State {
    fn leaf(&self) -> Option<&Leaf> {
        self.leaves.get(self.at)
    }
}

fn want(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let leaf = state.leaf().cloned();
    state.preview.now(leaf, cx)
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    if state.preview.hears(&msg) {
        return vec![];
    }
    match msg {
        Msg::Key(_, Some(command)) => {
            state.message = None;
            pressed(state, command, cx)
        }
        Msg::Resize(columns, rows) => {
            state.size = (columns, rows);
            vec![]
        }
        Msg::Job(ticket, JobEvent::Ended(ended)) if state.opening == Some(ticket) => {
            state.opening = None;
            state.message = ended.err().map(|fault| Message::error(fault.sentence()));
            vec![]
        }
        _ => vec![],
    }
}

fn pressed(state: &mut State, command: Command, cx: &mut Context) -> Vec<Effect> {
    match (command, state.wide) {
        (Command::Back | Command::Look, None) => vec![Effect::Back],
        (Command::Back | Command::Fewer | Command::Look, _) => {
            state.wide = None;
            vec![]
        }
        (Command::More, None) => {
            state.wide = Some(0);
            vec![]
        }
        (Command::Up, Some(_)) => scroll(state, -view::STEP),
        (Command::Down, Some(_)) => scroll(state, view::STEP),
        (Command::PageUp, Some(_)) => scroll(state, -view::window(state.size)),
        (Command::PageDown, Some(_)) => scroll(state, view::window(state.size)),
        (Command::Up | Command::PageUp | Command::Left, _) => go(state, state.at.saturating_sub(1), cx),
        (Command::Down | Command::PageDown | Command::Right, _) => go(state, state.at + 1, cx),
        (Command::First, _) => go(state, 0, cx),
        (Command::Last, _) => go(state, usize::MAX, cx),
        (Command::Accept, _) => view_outside(state, cx),
        _ => vec![],
    }
}

fn go(state: &mut State, to: usize, cx: &mut Context) -> Vec<Effect> {
    state.at = to.min(state.leaves.len().saturating_sub(1));
    state.wide = state.wide.map(|_| 0);
    want(state, cx)
}

fn scroll(state: &mut State, by: i16) -> Vec<Effect> {
    let furthest = view::furthest(state);
    state.wide = state
        .wide
        .map(|from| from.saturating_add_signed(by).min(furthest));
    vec![]
}

/// Enter: the file as it came, in the system's viewer.
fn view_outside(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let Some(leaf) = state.leaf() else { return vec![] };
    let job = Job::OpenFile {
        file: leaf.sha256,
        name: leaf.name.clone(),
    };
    let ticket = cx.ticket();
    state.opening = Some(ticket);
    vec![Effect::Start(ticket, job)]
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, _cx: &Context) -> ScreenChrome {
    let wide = if state.wide.is_some() {
        Offer::new(Command::Fewer).named(text::WHOLE)
    } else {
        Offer::new(Command::More).named(text::WIDE)
    };
    ScreenChrome {
        context: chrome::Context::left(text::place(state.at, state.leaves.len())),
        message: state
            .message
            .clone()
            .or_else(|| Some(Message::advice(text::ADVICE))),
        offers: vec![
            Offer::new(Command::Accept).named(text::OUTSIDE),
            Offer::arrows().named(if state.wide.is_some() {
                text::SCROLL
            } else {
                text::OTHER
            }),
            wide,
        ],
        ..ScreenChrome::new([text::PATH])
    }
}
