//! «Ghép hai mặt thẻ»: the two ticked pages become one A4 sheet; an undo brings the two back.

use super::{State, Undo, ask, text};
use crate::app::chrome::Message;
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::job::{Job, JobDone, JobFault};
use crate::domain::tray::TrayAct;

/// The front was ticked first.
pub(super) fn join(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    if state.joining.is_some() {
        return vec![];
    }
    let &[front, back] = state.pages.ticked() else {
        state.say(Message::error(text::TICK_BOTH_SIDES));
        return vec![];
    };
    let ticket = cx.ticket();
    state.joining = Some((ticket, [front, back]));
    state.say(Message::advice(text::JOINING));
    let sides = [front, back];
    vec![Effect::Start(ticket, Job::JoinCard { sides })]
}

/// The sheet is in the tray, or why not.
pub(super) fn joined(state: &mut State, result: Result<JobDone, JobFault>, cx: &mut Context) -> Vec<Effect> {
    let sides = state.joining.take().map(|(_, sides)| sides.to_vec());
    match result {
        Ok(JobDone::Joined { page, assumed }) => {
            state.say(text::joined(assumed));
            state.made = Some(page);
            state.undo = sides.map(|back| {
                Undo::Tray(TrayAct::Swap {
                    out: vec![page],
                    back,
                })
            });
        }
        Ok(_) => {}
        Err(fault) => state.say(Message::error(fault.sentence())),
    }
    ask(state, cx)
}
