//! A leader's PIN for an act, from any screen that needs one. A wrong one is asked for again of the same leader, before
//! a key can fall into what lies below.

use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::domain::act::Approval;
use crate::domain::ids::OfficerId;
use crate::domain::refusal::Refusal;

/// What is to be approved, and who gave his PIN for it last.
#[derive(Debug, Default)]
pub struct Approving {
    why: String,
    by: Option<OfficerId>,
}

impl Approving {
    /// Asks for it the first time.
    pub fn ask(&mut self, why: String, cx: &Context) -> Vec<Effect> {
        self.why = why;
        self.by = None;
        self.open(None, cx)
    }

    /// A leader gave his PIN; the store will say whether it is right.
    pub fn given(&mut self, approval: &Approval) {
        self.by = Some(approval.officer);
    }

    /// The dialog once more where his PIN was what was refused; `None` = it was something else.
    pub fn again(&self, refusal: &Refusal, cx: &Context) -> Option<Vec<Effect>> {
        let is_pin = matches!(refusal, Refusal::WrongPin { .. } | Refusal::Locked { .. });
        let by = self.by.filter(|_| is_pin)?;
        Some(self.open(Some((by, refusal.clone())), cx))
    }

    fn open(&self, wrong: Option<(OfficerId, Refusal)>, cx: &Context) -> Vec<Effect> {
        vec![Effect::Open(Box::new(Destination::Approve {
            why: self.why.clone(),
            not: cx.actor().id,
            wrong,
        }))]
    }
}
