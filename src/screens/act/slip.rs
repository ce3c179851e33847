//! The slip of the act: which one it makes, and how it would read. Never sends anything.

use super::State;
use super::request::{act, named};
use crate::app::chrome::Message;
use crate::app::context::Context;
use crate::app::destination::{Destination, SlipWanted};
use crate::app::effect::Effect;
use crate::domain::act::DossierAct;
use crate::domain::moves::Move;
use crate::domain::rows::DossierView;
use crate::domain::slip::{SlipKind, Unmade, What};

/// F7: the slip as it would be, where the move makes one.
pub(super) fn preview(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    if state.dossier.is_some() && state.view.is_none() {
        return vec![];
    }
    let asked = act(state, cx);
    let seen = state.view.as_deref();
    match asked.map(|act| unmade(&act, seen)) {
        Ok(Some((kind, what))) => {
            let unmade = Unmade {
                dossier: state.dossier,
                draft: named(state, cx),
                kind,
                what,
            };
            let wanted = SlipWanted::Unmade(Box::new(unmade));
            vec![Effect::Open(Box::new(Destination::Slip(wanted)))]
        }
        Ok(None) => vec![],
        Err((field, sentence)) => {
            state.form.go(field);
            state.message = Some(Message::error(sentence));
            vec![]
        }
    }
}

/// The slip a move makes.
pub(super) fn slip_of(which: Move) -> Option<SlipKind> {
    match which {
        Move::Refuse => Some(SlipKind::Refusal),
        Move::Withdraw => Some(SlipKind::Withdrawal),
        Move::Stop => Some(SlipKind::Stop),
        Move::Apologise => Some(SlipKind::Apology),
        _ => None,
    }
}

/// What the slip of this act would say. Who approves it is not known yet.
fn unmade(act: &DossierAct, view: Option<&DossierView>) -> Option<(SlipKind, What)> {
    let what = match act {
        DossierAct::Refuse {
            reason, basis, go_to, ..
        } => What::Refused {
            number: String::new(),
            reason: reason.clone(),
            basis: basis.clone(),
            go_to: go_to.clone(),
        },
        DossierAct::Withdraw {
            reason,
            papers_given_back,
        } => What::Withdrawn {
            reason: reason.clone(),
            papers: papers_given_back.clone(),
        },
        DossierAct::Stop { reason, basis } => What::Stopped {
            reason: reason.clone(),
            basis: basis.clone(),
            leader: String::new(),
        },
        DossierAct::Apologise { reason, promised_at } => What::Apologised {
            reason: reason.clone(),
            before: view.and_then(|view| view.row.promised_at),
            promised_at: *promised_at,
            leader: String::new(),
        },
        _ => return None,
    };
    let kind = SlipKind::ALL.into_iter().find(|kind| kind.is_of(&what))?;
    Some((kind, what))
}
