//! The threads behind the keyboard: one writes, one reads, one does jobs. Each takes wishes in order.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use crate::app::effect::Effect;
use crate::app::job::{JobEvent, JobFault};
use crate::app::msg::{Msg, Ticket};
use crate::desk::hands::{Hands, Lane, lane};
use crate::desk::input::Inbound;
use crate::domain::query::Answer;
use crate::domain::refusal::Refusal;
use crate::store::marked;

/// The threads, and the way to them.
pub(super) struct Workers {
    writer: Sender<Effect>,
    reader: Sender<Effect>,
    jobs: Sender<Effect>,
    cancelled: Arc<Mutex<BTreeSet<Ticket>>>,
    must_finish: Vec<JoinHandle<()>>,
}

impl Workers {
    /// Starts the three threads; what they answer goes to `inbox`.
    pub(super) fn start(hands: &Arc<Hands>, inbox: &Sender<Inbound>) -> Self {
        let cancelled = Arc::new(Mutex::new(BTreeSet::new()));
        let (writer, write) = start_lane(hands, inbox, &cancelled, newest_draft_only);
        let (reader, _) = start_lane(hands, inbox, &cancelled, |waiting| waiting);
        let (jobs, work) = start_lane(hands, inbox, &cancelled, |waiting| waiting);
        Self {
            writer,
            reader,
            jobs,
            cancelled,
            must_finish: vec![write, work],
        }
    }

    /// Hands one effect to its thread.
    pub(super) fn send(&self, effect: Effect) {
        if let Effect::Cancel(ticket) = effect {
            self.cancelled
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .insert(ticket);
            return;
        }
        let to = match lane(&effect) {
            Some(Lane::Writer) => &self.writer,
            Some(Lane::Reader) => &self.reader,
            Some(Lane::Job) => &self.jobs,
            None => return,
        };
        // A thread that is gone has told its last words already.
        let _ = to.send(effect);
    }

    /// Lets writing and running jobs end, then comes back. Questions may be dropped.
    pub(super) fn finish(self) {
        drop((self.writer, self.reader, self.jobs));
        for thread in self.must_finish {
            let _ = thread.join();
        }
    }
}

fn start_lane(
    hands: &Arc<Hands>,
    inbox: &Sender<Inbound>,
    cancelled: &Arc<Mutex<BTreeSet<Ticket>>>,
    thin_out: fn(Vec<Effect>) -> Vec<Effect>,
) -> (Sender<Effect>, JoinHandle<()>) {
    let (send, wishes) = channel();
    let (hands, inbox, cancelled) = (Arc::clone(hands), inbox.clone(), Arc::clone(cancelled));
    (
        send,
        thread::spawn(move || work(&hands, &wishes, (&inbox, &cancelled), thin_out)),
    )
}

fn work(
    hands: &Hands,
    wishes: &Receiver<Effect>,
    (inbox, cancelled): (&Sender<Inbound>, &Mutex<BTreeSet<Ticket>>),
    thin_out: fn(Vec<Effect>) -> Vec<Effect>,
) {
    while let Ok(first) = wishes.recv() {
        let waiting = std::iter::once(first).chain(wishes.try_iter()).collect();
        for effect in thin_out(waiting) {
            let mut tell = |msg: Msg| {
                let stop = matches!(&msg, Msg::Job(ticket, _) if is_cancelled(cancelled, *ticket));
                let _ = inbox.send(Inbound::Msg(msg));
                if stop {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            };
            let broken = broken(&effect);
            // A wish that panics is answered with a fault; the thread and the desk go on.
            let work = AssertUnwindSafe(|| {
                marked::point("performing");
                hands.perform(effect, &mut tell)
            });
            if let Some(answer) = catch_unwind(work).unwrap_or(broken) {
                let _ = inbox.send(Inbound::Msg(answer));
            }
        }
    }
}

/// What is answered when performing this wish fails in a way nobody foresaw. The open transaction is rolled back.
fn broken(effect: &Effect) -> Option<Msg> {
    const FAULT: Refusal = Refusal::Fault { code: "crash" };
    match effect {
        Effect::Ask(ticket, _) => Some(Msg::Answered(*ticket, Answer::Failed { code: "crash" })),
        Effect::Change(ticket, _) => Some(Msg::Changed(*ticket, Err(FAULT))),
        Effect::Login(ticket, ..) | Effect::Unlock(ticket, ..) => Some(Msg::LoggedIn(*ticket, Err(FAULT))),
        Effect::SetPin { ticket, .. } => Some(Msg::PinSet(*ticket, Err(FAULT))),
        Effect::SaveDraft(draft) => Some(Msg::DraftSaved(draft.id, Err(FAULT))),
        Effect::TrashDraft(id) => Some(Msg::DraftSaved(*id, Err(FAULT))),
        Effect::KeepLocal { ticket, .. } => Some(Msg::Kept(*ticket, Err(FAULT))),
        Effect::Start(ticket, _) => {
            let ended = JobEvent::Ended(Err(JobFault::Refused(FAULT)));
            Some(Msg::Job(*ticket, ended))
        }
        _ => None,
    }
}

fn is_cancelled(cancelled: &Mutex<BTreeSet<Ticket>>, ticket: Ticket) -> bool {
    cancelled
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .contains(&ticket)
}

/// Of saves of one draft that wait together only the last is written: typing may be faster than the disk.
fn newest_draft_only(waiting: Vec<Effect>) -> Vec<Effect> {
    let mut kept: Vec<Effect> = Vec::with_capacity(waiting.len());
    for effect in waiting {
        if let (Effect::SaveDraft(new), Some(Effect::SaveDraft(old))) = (&effect, kept.last())
            && new.id == old.id
        {
            kept.pop();
        }
        kept.push(effect);
    }
    kept
}
