//! F7: the blank form (mẫu đơn) the catalogue names for a component, opened from the desk's own folder.

use super::{State, text};
use crate::app::chrome::Message;
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::job::{Job, JobDone, JobFault};

/// F7.
pub(super) fn open(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let name = state.pointed().and_then(|item| state.kinds.blank(item));
    let Some(name) = name.map(str::to_owned) else {
        return vec![];
    };
    let ticket = cx.ticket();
    state.blank = Some(ticket);
    vec![Effect::Start(ticket, Job::OpenBlank { name })]
}

/// The viewer has it, or why not.
pub(super) fn opened(state: &mut State, ended: Result<JobDone, JobFault>) {
    state.blank = None;
    state.message = Some(match ended {
        Ok(_) => Message::done(text::BLANK_OPENED),
        Err(fault) => Message::error(fault.sentence()),
    });
}
