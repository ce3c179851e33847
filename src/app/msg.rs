//! Everything that can happen to the machine, as plain data down one channel: a total order, easy to replay.

use crate::app::command::Command;
use crate::app::job::{JobEvent, JobFault};
use crate::app::key::Key;
use crate::app::reply::Reply;
use crate::app::scanning::ScanNews;
use crate::domain::act::Done;
use crate::domain::ids::DossierId;
use crate::domain::officer::Officer;
use crate::domain::query::Answer;
use crate::domain::refusal::Refusal;
use crate::domain::time::Moment;

/// A growing number that ties an answer to its question. An answer with an old ticket is dropped by the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Ticket(pub u64);

/// One event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Msg {
    /// A key, with the command the key map gives it. Text fields look at the key, everything else at the command.
    Key(Key, Option<Command>),
    /// A paste of one event; line breaks are blanks already.
    Paste(String),
    /// The window's new size in columns and rows.
    Resize(u16, u16),
    /// The clock, once a minute.
    Minute(Moment),
    /// The answer to [`crate::app::effect::Effect::Ask`].
    Answered(Ticket, Answer),
    /// The answer to [`crate::app::effect::Effect::Change`]: durable, or not done.
    Changed(Ticket, Result<Done, Refusal>),
    /// The answer to [`crate::app::effect::Effect::Login`] and `Unlock`.
    LoggedIn(Ticket, Result<LoggedIn, Refusal>),
    /// The answer to [`crate::app::effect::Effect::SetPin`].
    PinSet(Ticket, Result<(), Refusal>),
    /// A draft is on disk, or is not.
    DraftSaved(DossierId, Result<Moment, Refusal>),
    /// A local setting, a preference or an act on the tray is on disk, or is not.
    Kept(Ticket, Result<(), Refusal>),
    /// So many pages came into the tray by themselves.
    TrayGrew(u32),
    /// What keeps the scan folder from being taken in; `None` = nothing any more.
    ScanFolderHeld(Option<FolderHeld>),
    /// News of the scan that runs, for every layer. Only the router makes it.
    Scan(ScanNews),
    /// News of a job.
    Job(Ticket, JobEvent),
    /// The layer above was closed with this reply. Only the router makes it.
    Replied(Reply),
    /// The layer is on top again: ask again what may have changed. Only the router makes it.
    Resumed,
    /// A form that was left with something written in it is open again as it stood: what else it shows is old. Only the
    /// router makes it.
    Reopened,
    /// The system wants the program to end: leave at once, drafts are on disk.
    Terminate,
}

/// Why what lies in the scan folder does not come into the tray.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FolderHeld {
    /// It is not there.
    Away,
    /// It cannot be taken in, mostly because the disk has too little room.
    Fault(JobFault),
}

/// Somebody logged in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedIn {
    /// Who.
    pub officer: Officer,
    /// He must choose a new PIN first.
    pub must_change: bool,
}
