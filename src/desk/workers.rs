//! The threads behind the keyboard: one writes, one reads, one does jobs, one copies the desk, one scans, one signs, each
//! in order; one makes pages small, the last one wanted.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::app::effect::Effect;
use crate::app::job::{Job, JobEvent, JobFault};
use crate::app::msg::Msg;
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
    copier: Sender<Effect>,
    looks: Sender<Effect>,
    scanner: Sender<Effect>,
    signer: Sender<Effect>,
    hands: Arc<Hands>,
    must_finish: Vec<JoinHandle<()>>,
    /// Closed by the end of the thread that copies.
    copied: Receiver<()>,
}

impl Workers {
    /// Starts the threads; what they answer goes to `inbox`.
    pub(super) fn start(hands: &Arc<Hands>, inbox: &Sender<Inbound>) -> Self {
        let (writer, write) = start_lane(hands, inbox, newest_draft_only);
        let (reader, _) = start_lane(hands, inbox, |waiting| waiting);
        let (jobs, work) = start_lane(hands, inbox, |waiting| waiting);
        let (copier, last) = start_copying(hands, inbox);
        let (scanner, scan) = start_lane(hands, inbox, |waiting| waiting);
        let (signer, sign) = start_lane(hands, inbox, |waiting| waiting);
        let looks = start_looking(hands, inbox);
        Self {
            writer,
            reader,
            jobs,
            copier,
            looks,
            scanner,
            signer,
            hands: Arc::clone(hands),
            must_finish: vec![write, work, scan, sign],
            copied: last,
        }
    }

    /// Hands one effect to its thread.
    pub(super) fn send(&self, effect: Effect) {
        if let Effect::Cancel(ticket) = effect {
            self.hands.stop(ticket);
            return;
        }
        let to = match lane(&effect) {
            Some(Lane::Writer) => &self.writer,
            Some(Lane::Reader) => &self.reader,
            Some(Lane::Job) => &self.jobs,
            Some(Lane::Copy) => &self.copier,
            Some(Lane::Look) => &self.looks,
            Some(Lane::Scanner) => &self.scanner,
            Some(Lane::Signer) => &self.signer,
            None => return,
        };
        // A thread that is gone has told its last words already.
        let _ = to.send(effect);
    }

    /// Lets writing and running jobs end and stops the scanner and copies, then comes back. Questions and pictures may be
    /// dropped, and a copy that does not stop in time: it was not named yet, and the next one removes what it left.
    pub(super) fn finish(self) {
        self.hands.stop_all();
        drop((self.writer, self.reader, self.jobs, self.looks));
        drop((self.scanner, self.signer, self.copier));
        for thread in self.must_finish {
            let _ = thread.join();
        }
        let patience = self.hands.copies_end().saturating_duration_since(Instant::now());
        // It says nothing: its end closes the channel.
        let _ = self.copied.recv_timeout(patience);
    }
}

fn start_lane(
    hands: &Arc<Hands>,
    inbox: &Sender<Inbound>,
    thin_out: fn(Vec<Effect>) -> Vec<Effect>,
) -> (Sender<Effect>, JoinHandle<()>) {
    let (send, wishes) = channel();
    let (hands, inbox) = (Arc::clone(hands), inbox.clone());
    (
        send,
        thread::spawn(move || work(&hands, &wishes, &inbox, thin_out)),
    )
}

fn start_copying(hands: &Arc<Hands>, inbox: &Sender<Inbound>) -> (Sender<Effect>, Receiver<()>) {
    let (send, wishes) = channel();
    let (ends, copied) = channel();
    let (hands, inbox) = (Arc::clone(hands), inbox.clone());
    thread::spawn(move || {
        work(&hands, &wishes, &inbox, |waiting| waiting);
        drop(ends);
    });
    (send, copied)
}

fn work(
    hands: &Hands,
    wishes: &Receiver<Effect>,
    inbox: &Sender<Inbound>,
    thin_out: fn(Vec<Effect>) -> Vec<Effect>,
) {
    while let Ok(first) = wishes.recv() {
        let waiting = std::iter::once(first).chain(wishes.try_iter()).collect();
        for effect in thin_out(waiting) {
            let mut tell = |msg: Msg| {
                let stop = matches!(&msg, Msg::Job(ticket, _) if hands.is_stopped(*ticket));
                let _ = inbox.send(Inbound::Msg(msg));
                if stop {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            };
            perform(hands, effect, (inbox, &mut tell));
        }
    }
}

/// A wish that panics is answered with a fault; the thread and the desk go on.
fn perform(
    hands: &Hands,
    effect: Effect,
    (inbox, tell): (&Sender<Inbound>, &mut dyn FnMut(Msg) -> ControlFlow<()>),
) {
    let broken = broken(&effect);
    let work = AssertUnwindSafe(|| {
        marked::point("performing");
        hands.perform(effect, tell)
    });
    if let Some(answer) = catch_unwind(work).unwrap_or(broken) {
        let _ = inbox.send(Inbound::Msg(answer));
    }
}

/// The pointer must stand still this long before a page is decoded for it (screens.md X02).
const REST: Duration = Duration::from_millis(150);

fn start_looking(hands: &Arc<Hands>, inbox: &Sender<Inbound>) -> Sender<Effect> {
    let (send, wishes) = channel();
    let (hands, inbox) = (Arc::clone(hands), inbox.clone());
    thread::spawn(move || look(&hands, &wishes, &inbox));
    send
}

/// Only the last of the pictures that are wanted together is made. The others are answered with it, so that the screen
/// is drawn once and no ticket stays open.
fn look(hands: &Hands, wishes: &Receiver<Effect>, inbox: &Sender<Inbound>) {
    while let Ok(mut wish) = wishes.recv() {
        let mut passed = Vec::new();
        while let Ok(newer) = wishes.recv_timeout(rest(&wish)) {
            passed.push(std::mem::replace(&mut wish, newer));
        }
        for effect in passed {
            if let Effect::Start(ticket, _) = effect {
                let gone = JobEvent::Ended(Err(JobFault::Cancelled));
                let _ = inbox.send(Inbound::Msg(Msg::Job(ticket, gone)));
            }
        }
        perform(hands, wish, (inbox, &mut |_| ControlFlow::Continue(())));
    }
}

fn rest(wish: &Effect) -> Duration {
    match wish {
        Effect::Start(_, Job::Look { at_rest: true, .. }) => REST,
        _ => Duration::ZERO,
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
        Effect::KeepLocal { ticket, .. } | Effect::Tray(ticket, _) => Some(Msg::Kept(*ticket, Err(FAULT))),
        Effect::Start(ticket, _) => {
            let ended = JobEvent::Ended(Err(JobFault::Refused(FAULT)));
            Some(Msg::Job(*ticket, ended))
        }
        Effect::KeepPreference { .. }
        | Effect::Cancel(_)
        | Effect::Quit
        | Effect::Open(_)
        | Effect::Replace(_)
        | Effect::Restart(_)
        | Effect::Back
        | Effect::Home
        | Effect::Answer(_)
        | Effect::LogOut
        | Effect::Say(_) => None,
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::job::JobDone;
    use crate::app::msg::Ticket;
    use crate::desk::clock::Clock;
    use crate::domain::ids::FileHash;
    use crate::domain::look::NoLook;

    #[test]
    fn of_pictures_wanted_together_only_the_last_is_made_and_all_are_answered() {
        let folder = tempfile::tempdir().unwrap();
        let hands = Hands::new(folder.path().to_path_buf(), None, Clock::Machine);
        let (send, wishes) = channel();
        let (inbox, answers) = channel();
        for number in 1..=3 {
            let file = FileHash([number; 32]);
            let job = Job::Look {
                file,
                leaf: 1,
                at_rest: true,
            };
            send.send(Effect::Start(Ticket(number.into()), job)).unwrap();
        }
        drop(send);
        look(&hands, &wishes, &inbox);
        drop(inbox);
        let ended: Vec<_> = answers
            .iter()
            .map(|it| match it {
                Inbound::Msg(Msg::Job(ticket, JobEvent::Ended(ended))) => (ticket.0, ended),
                _ => panic!("not the end of a job"),
            })
            .collect();
        let gone = || Err(JobFault::Cancelled);
        let made = Ok(JobDone::Looked(Err(NoLook::Missing)));
        assert_eq!(ended, [(1, gone()), (2, gone()), (3, made)]);
    }

    /// A medium that does not answer stands for a slow one: the file to be copied does not come to its end.
    #[test]
    #[cfg(unix)]
    fn a_receipt_is_made_while_the_desk_is_copied_and_leaving_does_not_wait_for_the_copy() {
        let mut desk = crate::cli::testing::Desk::new();
        let dossier = desk.accept().0;
        let (home, now) = desk.left();
        let ids = Box::new(crate::desk::random::SystemIds);
        let Ok(crate::store::Opened::Writer(store)) = crate::store::Store::open(home.path(), now, ids) else {
            panic!("the desk does not open")
        };
        let stuck = FileHash([7; 32]);
        let sql = "INSERT INTO blob VALUES (?1, 9, 'application/pdf', 1)";
        store.conn.execute(sql, [stuck.0]).unwrap();
        let place = crate::store::blobs::Blobs::of(home.path()).place(stuck);
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        let made = std::process::Command::new("mkfifo").arg(&place).status();
        assert!(made.unwrap().success());
        let officer = store.officers().unwrap()[0].id;
        let hands = Arc::new(Hands::new(home.path().to_path_buf(), Some(store), Clock::Machine));
        *hands.whose() = officer;
        let (send, inbox) = channel();
        let workers = Workers::start(&hands, &send);
        let usb = tempfile::tempdir().unwrap();
        let target = Some(usb.path().join("usb"));
        workers.send(Effect::Start(Ticket(1), Job::Backup { target }));
        // It opens only once the copy reads the file.
        let pipe = std::fs::File::options().write(true).open(&place).unwrap();
        workers.send(Effect::Start(Ticket(2), Job::MakeReceipt { dossier }));
        let answer = inbox.recv_timeout(Duration::from_mins(1)).unwrap();
        let Inbound::Msg(Msg::Job(Ticket(2), JobEvent::Ended(Ok(JobDone::Receipt { .. })))) = answer else {
            panic!("no receipt")
        };
        let since = Instant::now();
        workers.finish();
        assert!(since.elapsed() < Duration::from_secs(10), "{:?}", since.elapsed());
        drop(pipe);
    }
}
