//! What `update` wants done, as plain data: the shell performs the first half, the router the second.

use crate::app::chrome::Message;
use crate::app::destination::Destination;
use crate::app::job::Job;
use crate::app::msg::Ticket;
use crate::app::reply::Reply;
use crate::domain::act::{Pin, Request};
use crate::domain::draft::Draft;
use crate::domain::ids::{DossierId, OfficerId};
use crate::domain::query::Query;
use crate::domain::tray::TrayAct;

/// One wish. Never a closure, so tests compare wishes and the flight recorder can name them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Ask the reader.
    Ask(Ticket, Query),
    /// Ask the writer for an act.
    Change(Ticket, Box<Request>),
    /// Check an officer's PIN and make him the one who acts.
    Login(Ticket, OfficerId, Pin),
    /// Check the PIN of the officer already at work (curtain).
    Unlock(Ticket, OfficerId, Pin),
    /// Set an officer's PIN: his own with the old one, or as administrator (`must_change`).
    SetPin {
        ticket: Ticket,
        officer: OfficerId,
        old: Option<Pin>,
        new: Pin,
    },
    /// Write the draft; coalesced, but never later than the next field.
    SaveDraft(Box<Draft>),
    /// Put a draft into the trash (30 days).
    TrashDraft(DossierId),
    /// Keep a local setting.
    KeepLocal {
        ticket: Ticket,
        key: String,
        value: String,
    },
    /// Keep an officer's preference.
    KeepPreference { key: String, value: String },
    /// Do this with the tray; answered by [`crate::app::msg::Msg::Kept`].
    Tray(Ticket, TrayAct),
    /// Run a job.
    Start(Ticket, Job),
    /// Stop a job.
    Cancel(Ticket),
    /// Leave the program, after what must be finished.
    Quit,

    /// Put this layer on top.
    Open(Box<Destination>),
    /// Put this layer in place of the top one.
    Replace(Box<Destination>),
    /// Forget all layers above Home and put this one on top of Home.
    Restart(Box<Destination>),
    /// Close the top layer: one step back, nothing lost.
    Back,
    /// Close all layers above Home.
    Home,
    /// Close the top layer and hand this to the one below.
    Answer(Reply),
    /// Log out: all layers closed, Login on top.
    LogOut,
    /// One line in row 23 until the next key that does something.
    Say(Message),
}

impl Effect {
    /// Does the layer that wants this go away with it?
    pub(crate) fn closes(&self) -> bool {
        matches!(
            self,
            Self::Back | Self::Replace(_) | Self::Restart(_) | Self::Home | Self::Answer(_)
        )
    }
}
