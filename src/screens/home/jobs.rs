//! Work Home starts beside the keyboard: an unprinted receipt, a backup. Each runs once at a time.

use super::{Half, State, ask, text};
use crate::app::chrome::Message;
use crate::app::context::Context;
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
}

/// Makes the receipt where there is none, then prints it.
pub(super) fn print(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let pointed = state.half.pointed().copied();
    let dossier = match pointed.filter(|_| state.focus == super::Focus::Half) {
        Some(Half::Unprinted(dossier)) => Some(dossier),
        Some(Half::Draft(_) | Half::Tray | Half::Held | Half::Device(_)) | None => {
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

/// News of a job.
pub(super) fn heard(state: &mut State, (ticket, event): (Ticket, JobEvent), cx: &mut Context) -> Vec<Effect> {
    let printing = state.jobs.printing.filter(|(ours, _)| *ours == ticket);
    let copying = state.jobs.copying == Some(ticket);
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
        (Err(fault), _) if printing.is_some() || copying => {
            if copying {
                state.jobs.copying = None;
            } else {
                state.jobs.printing = None;
            }
            state.say(Message::error(fault.sentence()));
            vec![]
        }
        _ => vec![],
    }
}
