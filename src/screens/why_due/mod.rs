//! W39: why this due time, day by day. Only shows; the count itself is `domain::deadline`'s.

use crate::app::chrome::{self, Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::job::Job;
use crate::app::msg::{Msg, Ticket};
use crate::app::reporting::Reporting;
use crate::domain::ids::DossierId;
use crate::domain::query::{Answer, Query};
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

/// The explanation, and how far it is scrolled.
#[derive(Debug)]
pub struct State {
    due: Option<DuePreview>,
    /// Of which dossier; a preview is of none yet, and not printed.
    dossier: Option<DossierId>,
    reporting: Reporting,
    ticket: Ticket,
    top: usize,
    unknown: bool,
}

/// Opens it.
pub fn open(subject: Subject, cx: &mut Context) -> (State, Vec<Effect>) {
    let ticket = cx.ticket();
    let empty = State {
        due: None,
        dossier: None,
        reporting: Reporting::default(),
        ticket,
        top: 0,
        unknown: false,
    };
    match subject {
        Subject::Preview(due) => (
            State {
                due: Some(*due),
                ..empty
            },
            vec![],
        ),
        Subject::Dossier(dossier) => {
            let state = State {
                dossier: Some(dossier),
                ..empty
            };
            (state, vec![Effect::Ask(ticket, Query::WhyDue(dossier))])
        }
    }
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Answered(ticket, Answer::Due(due)) if ticket == state.ticket => {
            state.unknown = due.is_none();
            state.due = due;
            vec![]
        }
        Msg::Job(ticket, event) => state.reporting.news(ticket, &event).unwrap_or_default(),
        Msg::Key(_, Some(Command::Back)) => vec![Effect::Back],
        Msg::Key(_, Some(Command::Print)) => print(state, cx),
        Msg::Key(_, Some(command)) => {
            scroll(state, command);
            vec![]
        }
        _ => vec![],
    }
}

/// The same days on paper, for a citizen who asks.
fn print(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    match state.dossier.filter(|_| state.due.is_some()) {
        Some(dossier) => state.reporting.print(Job::PrintWhyDue { dossier }, cx),
        None => vec![],
    }
}

fn scroll(state: &mut State, command: Command) {
    let last = state
        .due
        .as_ref()
        .map_or(0, |due| due.steps.len().saturating_sub(1));
    let shown = state.due.as_ref().map_or(1, view::days);
    state.top = match command {
        Command::Up => state.top.saturating_sub(1),
        Command::Down => state.top.saturating_add(1),
        Command::PageUp => state.top.saturating_sub(shown),
        Command::PageDown => state.top.saturating_add(shown),
        Command::First => 0,
        Command::Last => last,
        _ => state.top,
    }
    .min(last.saturating_sub(shown - 1));
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, _cx: &Context) -> ScreenChrome {
    let uncertain = state.due.as_ref().is_some_and(|due| due.uncertain);
    let after_cutoff = state.due.as_ref().is_some_and(|due| due.after_cutoff);
    let is_recounted = state
        .due
        .as_ref()
        .is_some_and(|due| due.since.recounted.is_some());
    let message = if state.unknown {
        Some(Message::warning(text::words::NOT_RECEIVED))
    } else if is_recounted {
        Some(Message::warning(text::words::RECOUNTED))
    } else if uncertain {
        Some(Message::warning(text::words::UNCERTAIN))
    } else {
        after_cutoff.then(|| Message::warning(text::words::LATE_RECEPTION))
    };
    let mut offers = vec![Offer::arrows().named(text::SCROLL)];
    if state.dossier.is_some() && !state.unknown {
        offers.insert(0, Offer::new(Command::Print));
    }
    ScreenChrome {
        context: chrome::Context::left(text::words::WHY_DAYS),
        message,
        offers,
        ..ScreenChrome::new([text::words::WHY])
    }
}
