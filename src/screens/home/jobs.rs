//! Work Home starts beside the keyboard: an unprinted receipt, a backup, a draft from a file. Each runs once at a time.

use super::{Half, State, ask, text};
use crate::app::chrome::Message;
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::job::{Job, JobDone, JobEvent};
use crate::app::msg::Ticket;
use crate::app::printing::printed;
use crate::domain::ids::DossierId;

/// The jobs that run.
#[derive(Debug, Default)]
pub(super) struct Jobs {
    printing: Option<(Ticket, DossierId)>,
    copying: Option<Ticket>,
    bringing: Option<Ticket>,
}

/// Makes the receipt where there is none, then prints it.
pub(super) fn print(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let pointed = state.half.pointed().copied();
    let dossier = match pointed.filter(|_| state.focus == super::Focus::Half) {
        Some(Half::Unprinted(dossier)) => Some(dossier),
        Some(Half::Draft(_) | Half::Tray | Half::Held | Half::Device(_) | Half::Unsigned) | None => {
            state.rows.unprinted.first().map(|row| row.id)
        }
    };
    let Some(dossier) = dossier.filter(|_| state.jobs.printing.is_none()) else {
        return vec![];
    };
    let ticket = cx.ticket();
    state.jobs.printing = Some((ticket, dossier));
    state.say(Message::advice(text::PRINTING));
    vec![Effect::Start(ticket, Job::MakeReceipt { dossier })]
}

/// A copy of the data, to the other medium if the settings name one.
pub(super) fn copy(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    if state.jobs.copying.is_some() {
        return vec![];
    }
    let ticket = cx.ticket();
    state.jobs.copying = Some(ticket);
    state.say(Message::advice(text::COPYING));
    let target = cx.settings.text("backup_target");
    let target = (!target.is_empty()).then(|| target.into());
    vec![Effect::Start(ticket, Job::Backup { target })]
}

/// Asks where the draft lies; where copies go is where drafts are written too.
pub(super) fn ask_for_draft(state: &State, cx: &Context) -> Vec<Effect> {
    if state.jobs.bringing.is_some() {
        return vec![];
    }
    vec![Effect::Open(Box::new(Destination::AskText {
        title: text::BRING.to_owned(),
        label: text::BRING_FROM.to_owned(),
        value: cx.settings.text("backup_target").to_owned(),
    }))]
}

/// Takes in the draft that lies there.
pub(super) fn bring(state: &mut State, path: &str, cx: &mut Context) -> Vec<Effect> {
    if path.is_empty() {
        return vec![];
    }
    let ticket = cx.ticket();
    state.jobs.bringing = Some(ticket);
    let path = path.into();
    vec![Effect::Start(ticket, Job::BringDraft { path })]
}

/// News of a job.
pub(super) fn heard(state: &mut State, (ticket, event): (Ticket, JobEvent), cx: &mut Context) -> Vec<Effect> {
    let printing = state.jobs.printing.filter(|(ours, _)| *ours == ticket);
    let copying = state.jobs.copying == Some(ticket);
    let bringing = state.jobs.bringing == Some(ticket);
    let JobEvent::Ended(result) = event else {
        return vec![];
    };
    match (result, printing) {
        (Ok(JobDone::Receipt { form, .. }), Some((_, dossier))) => {
            let next = cx.ticket();
            state.jobs.printing = Some((next, dossier));
            vec![Effect::Start(next, Job::PrintForm { dossier, form })]
        }
        (Ok(JobDone::Printed { went, prints }), Some(_)) => {
            state.jobs.printing = None;
            state.say(printed(went, prints));
            ask(state, cx)
        }
        (Ok(JobDone::BackedUp(made)), None) if copying => {
            state.jobs.copying = None;
            let aside = !cx.settings.text("backup_target").is_empty();
            state.say(made.said(aside));
            ask(state, cx)
        }
        (
            Ok(JobDone::DraftBrought {
                missing,
                no_procedure,
            }),
            None,
        ) if bringing => {
            state.jobs.bringing = None;
            let whole = missing.is_empty() && !no_procedure;
            let words = text::brought(&missing, no_procedure);
            state.say(if whole {
                Message::done(words)
            } else {
                Message::warning(words)
            });
            ask(state, cx)
        }
        (Err(fault), _) if printing.is_some() || copying || bringing => {
            match (copying, bringing) {
                (true, _) => state.jobs.copying = None,
                (_, true) => state.jobs.bringing = None,
                _ => state.jobs.printing = None,
            }
            state.say(Message::error(fault.sentence()));
            vec![]
        }
        _ => vec![],
    }
}
