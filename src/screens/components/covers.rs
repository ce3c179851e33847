//! «In tờ bìa QR»: one cover sheet for each component of the dossier that takes pages.

use super::{State, Subject};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::job::Job;

/// Nothing on a draft, which has no code yet, and while they are being printed.
pub(super) fn print(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let (Subject::Dossier(dossier), None) = (state.subject, state.covers) else {
        return vec![];
    };
    let ticket = cx.ticket();
    state.covers = Some(ticket);
    let component = None;
    vec![Effect::Start(ticket, Job::PrintCovers { dossier, component })]
}
