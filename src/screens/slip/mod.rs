//! A slip as text before it is printed: made of what was done, or only as it would be.

use crate::app::chrome::{self, Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::destination::SlipWanted;
use crate::app::effect::Effect;
use crate::app::input::Lines;
use crate::app::job::{Job, JobDone, JobEvent};
use crate::app::msg::{Msg, Ticket};
use crate::app::printing::{Printing, fault_sentence};
use crate::domain::ids::{DossierId, FormId};
use crate::domain::slip::{SlipKind, text as words};

mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// The slip, its lines, and the print under way.
#[derive(Debug)]
pub struct State {
    kind: SlipKind,
    /// `None` = its act is not done yet, so there is nothing to print.
    dossier: Option<DossierId>,
    /// What was asked for, to be asked for again where it could not be made.
    wanted: SlipWanted,
    failed: bool,
    /// It stands and can be printed.
    form: Option<FormId>,
    lines: Lines,
    ticket: Ticket,
    printing: Printing,
    message: Option<Message>,
}

/// Opens it: makes the slip, looks at the one there is, or asks what it would say.
pub fn open(wanted: SlipWanted, cx: &mut Context) -> (State, Vec<Effect>) {
    let ticket = cx.ticket();
    let (kind, dossier) = match &wanted {
        SlipWanted::Newest { dossier, kind } | SlipWanted::Printed { dossier, kind, .. } => {
            (*kind, Some(*dossier))
        }
        SlipWanted::Unmade(unmade) => (unmade.kind, None),
    };
    let state = State {
        kind,
        dossier,
        wanted: wanted.clone(),
        failed: false,
        form: None,
        lines: Lines::default(),
        ticket,
        printing: Printing::default(),
        message: None,
    };
    (state, vec![Effect::Start(ticket, Job::Slip(wanted))])
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Job(ticket, event) => news(state, (ticket, event), cx),
        Msg::Key(_, Some(Command::Back)) => vec![Effect::Back],
        Msg::Key(_, Some(Command::Print)) => match (state.dossier, state.form) {
            (Some(dossier), Some(form)) => state.printing.start(dossier, Some(form), cx),
            (Some(_) | None, _) => vec![],
        },
        Msg::Key(_, Some(Command::Refresh)) if state.failed => {
            state.message = None;
            state.failed = false;
            state.ticket = cx.ticket();
            vec![Effect::Start(state.ticket, Job::Slip(state.wanted.clone()))]
        }
        Msg::Key(_, Some(command)) => {
            state.lines.scroll(command, view::LINES);
            vec![]
        }
        _ => vec![],
    }
}

fn news(state: &mut State, (ticket, event): (Ticket, JobEvent), cx: &mut Context) -> Vec<Effect> {
    if let Some(effects) = state.printing.news(ticket, &event, cx) {
        return effects;
    }
    match event {
        JobEvent::Ended(ended) if ticket == state.ticket => match ended {
            Ok(JobDone::Slip { form, lines, .. }) => {
                state.form = Some(form);
                state.lines.set(lines);
            }
            Ok(JobDone::Lines(lines)) => state.lines.set(lines),
            Ok(_) => {}
            Err(fault) => {
                state.failed = true;
                state.message = Some(Message::error(fault_sentence(&fault)));
            }
        },
        JobEvent::Ended(_) | JobEvent::Progress { .. } => {}
    }
    vec![]
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, _cx: &Context) -> ScreenChrome {
    let mut offers = vec![Offer::arrows().named(text::SCROLL)];
    if state.dossier.is_some() {
        let not_yet = state.form.is_none().then(|| text::NOT_MADE.to_owned());
        offers.insert(0, Offer::new(Command::Print).unless(not_yet));
    }
    if state.failed {
        offers.push(Offer::new(Command::Refresh).named(text::AGAIN));
    }
    let subtitle = if state.dossier.is_some() {
        text::KEPT
    } else {
        text::NOT_KEPT
    };
    ScreenChrome {
        context: chrome::Context::left(subtitle),
        message: state.message.clone(),
        offers,
        ..ScreenChrome::new([text::PATH, words::slip(state.kind)])
    }
}
