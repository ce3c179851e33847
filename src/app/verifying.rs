//! A dossier's files read again before they leave the desk, from any screen: begun when it opens, waited for by F2.

use crate::app::chrome::Message;
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::job::{Job, JobDone, JobEvent};
use crate::app::msg::Ticket;
use crate::domain::ids::DossierId;
use crate::domain::manifest::{Verified, text};

/// The comparison of one dossier's files with its manifest.
#[derive(Debug, Default)]
pub struct Verifying {
    ticket: Ticket,
    over: bool,
    verified: Option<Verified>,
}

impl Verifying {
    /// Begins it.
    pub fn start(dossier: DossierId, cx: &mut Context) -> (Self, Effect) {
        let verifying = Self {
            ticket: cx.ticket(),
            ..Self::default()
        };
        let effect = Effect::Start(verifying.ticket, Job::Verify { dossier });
        (verifying, effect)
    }

    /// News of a job; false = not of this one. A job that failed is over too: nothing is kept back by a disk that
    /// cannot be read.
    pub fn hears(&mut self, ticket: Ticket, event: &JobEvent) -> bool {
        if ticket != self.ticket {
            return false;
        }
        if let JobEvent::Ended(ended) = event {
            self.over = true;
            self.verified = match ended {
                Ok(JobDone::Verified(verified)) => Some(verified.clone()),
                Ok(_) | Err(_) => None,
            };
        }
        true
    }

    /// Not over yet.
    pub fn is_running(&self) -> bool {
        !self.over
    }

    /// What it came to; `None` while it runs and where the files could not be read.
    pub fn verified(&self) -> Option<&Verified> {
        self.verified.as_ref()
    }

    /// Is there a file that is not what it was?
    pub fn has_faults(&self) -> bool {
        self.verified
            .as_ref()
            .is_some_and(|verified| !verified.faults.is_empty())
    }

    /// The short fact of row 3.
    pub fn note(&self) -> String {
        match &self.verified {
            Some(verified) => text::note(verified),
            None if self.over => text::UNREAD.to_owned(),
            None => text::CHECKING.to_owned(),
        }
    }

    /// What row 23 says of the files that differ.
    pub fn warning(&self) -> Option<Message> {
        text::warning(self.verified.as_ref()?).map(Message::error)
    }
}
