//! Performs effects: the one place where wishes meet the store, files and devices. Each wish becomes one message back.
//!
//! The shell calls it from its threads, the demo and the journeys call it in line; there is no second way.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, TryLockError};
use std::time::{Duration, Instant};

use crate::app::effect::Effect;
use crate::app::job::{Job, JobEvent, JobFault};
use crate::app::msg::{LoggedIn, Msg, Ticket};
use crate::desk::clock::Clock;
use crate::desk::jobs;
use crate::desk::jobs::tray::{SETTLED, Sighted};
use crate::desk::jobs::twins::Looks;
use crate::domain::act::{Done, Pin, Request};
use crate::domain::cover::Stack;
use crate::domain::ids::OfficerId;
use crate::domain::query::{Answer, Query};
use crate::domain::refusal::{DAMAGED, Refusal};
use crate::store::blobs::Workshop;
use crate::store::credentials::Guesses;
use crate::store::{DATABASE, Reader, Store, damage};

/// The desk's hands: its folder, its one writer, its clock.
pub struct Hands {
    /// The desk's folder.
    pub(crate) home: Mutex<PathBuf>,
    /// What questions are asked on, from the first one on. Closed before the writer, which folds the log of changes
    /// into the file when it is the last to go.
    reader: Mutex<Option<Reader>>,
    /// The one writer; none before the first start is answered, or where another window has it.
    pub(crate) store: Mutex<Option<Store>>,
    /// The only clock.
    pub(crate) clock: Clock,
    /// Who is logged in: drafts and preferences are his.
    officer: Mutex<OfficerId>,
    /// Local settings chosen before there was a desk to keep them.
    early: Mutex<Vec<(String, String)>>,
    /// What was made for looking at and nobody has taken yet; gone with its value.
    bench: Mutex<Vec<Workshop>>,
    /// Jobs that the officer stopped.
    stopped: Mutex<BTreeSet<Ticket>>,
    /// The program ends: what can be stopped is stopped.
    leaving: AtomicBool,
    /// Until when leaving waits for copies.
    copies_end: OnceLock<Instant>,
    /// One scan at a time, and nobody tidies up behind it meanwhile.
    scanning: Mutex<()>,
    /// Whoever has it looks into the scan folder.
    looking: Mutex<Looking>,
    /// How long a file of the scan folder must stand still.
    patience: Duration,
    /// What the pages that came last look like.
    looks: Mutex<Looks>,
    /// Wrong PINs while another window writes.
    guesses: Mutex<Guesses>,
}

/// Leaving never waits longer than this for copies.
const LEAVING_PATIENCE: Duration = Duration::from_secs(3);

/// Which thread a wish belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// Durable acts, in order.
    Writer,
    /// Questions; the keyboard never waits for them.
    Reader,
    /// Files and devices.
    Job,
    /// Copies of the desk: they may take hours, and no receipt waits for them.
    Copy,
    /// Pictures of pages: the last one wanted wins, and quitting does not wait for it.
    Look,
    /// The scanner: a stack of paper takes minutes, and nothing else waits for it.
    Scanner,
    /// The one worker that owns the token: it is slow, and its libraries are not made for several.
    Signer,
}

/// The lane of an effect; `None` = the shell's own (quit, cancel).
pub fn lane(effect: &Effect) -> Option<Lane> {
    match effect {
        Effect::Ask(..) => Some(Lane::Reader),
        Effect::Start(_, Job::Look { .. }) => Some(Lane::Look),
        Effect::Start(_, Job::Scan { .. } | Job::ListScanners) => Some(Lane::Scanner),
        Effect::Start(_, Job::Backup { .. }) => Some(Lane::Copy),
        Effect::Start(_, Job::FindKeys | Job::Sign(_)) => Some(Lane::Signer),
        Effect::Start(..) => Some(Lane::Job),
        Effect::Change(..)
        | Effect::Login(..)
        | Effect::Unlock(..)
        | Effect::SetPin { .. }
        | Effect::SaveDraft(_)
        | Effect::TrashDraft(_)
        | Effect::Tray(..)
        | Effect::KeepLocal { .. }
        | Effect::KeepPreference { .. } => Some(Lane::Writer),
        _ => None,
    }
}

/// What is known of the scan folder from one look to the next.
#[derive(Default)]
pub(crate) struct Looking {
    /// The stack of paper that what came last belongs to.
    pub(crate) stack: Stack,
    /// What lies there and is not taken yet.
    pub(crate) sighted: Sighted,
}

impl Hands {
    /// Hands of a folder; `store` is the writer where the folder could be opened for writing.
    pub fn new(home: PathBuf, store: Option<Store>, clock: Clock) -> Self {
        let officer = Mutex::new(OfficerId::PROGRAM);
        let early = Mutex::default();
        Self {
            home: Mutex::new(home),
            reader: Mutex::default(),
            store: Mutex::new(store),
            clock,
            officer,
            early,
            bench: Mutex::default(),
            stopped: Mutex::default(),
            leaving: AtomicBool::new(false),
            copies_end: OnceLock::new(),
            scanning: Mutex::default(),
            looking: Mutex::default(),
            patience: SETTLED,
            looks: Mutex::default(),
            guesses: Mutex::default(),
        }
    }

    /// Performs one effect. `tell` hears of progress; the last message is the answer.
    pub fn perform(
        &self,
        effect: Effect,
        tell: &mut dyn FnMut(Msg) -> std::ops::ControlFlow<()>,
    ) -> Option<Msg> {
        match effect {
            Effect::Ask(ticket, query) => Some(Msg::Answered(ticket, self.answer(&query))),
            Effect::Change(ticket, request) => Some(Msg::Changed(ticket, self.change(*request))),
            Effect::Login(ticket, officer, pin) | Effect::Unlock(ticket, officer, pin) => {
                Some(Msg::LoggedIn(ticket, self.login(officer, &pin)))
            }
            Effect::SetPin {
                ticket,
                officer,
                old,
                new,
            } => Some(Msg::PinSet(ticket, self.set_pin(officer, old.as_ref(), &new))),
            Effect::SaveDraft(draft) => {
                let now = self.clock.now();
                let saved = self.write(|store| store.save_draft(&draft, *self.whose(), now));
                Some(Msg::DraftSaved(draft.id, saved.map(|()| now)))
            }
            Effect::TrashDraft(id) => {
                let now = self.clock.now();
                let trashed = self.write(|store| store.trash_draft(id, now));
                trashed.err().map(|refusal| Msg::DraftSaved(id, Err(refusal)))
            }
            Effect::Tray(ticket, act) => {
                let now = self.clock.now();
                Some(Msg::Kept(ticket, self.write(|store| store.on_tray(&act, now))))
            }
            Effect::KeepLocal { ticket, key, value } => Some(Msg::Kept(ticket, self.keep_local(key, value))),
            Effect::KeepPreference { key, value } => {
                let _ = self.write(|store| store.keep_preference(*self.whose(), &key, &value));
                None
            }
            Effect::Start(ticket, job) => Some(self.run(ticket, job, tell)),
            Effect::Cancel(ticket) => {
                self.stop(ticket);
                None
            }
            _ => None,
        }
    }

    /// Asks the store for an act.
    pub(crate) fn change(&self, request: Request) -> Result<Done, Refusal> {
        let now = self.clock.now();
        self.write(|store| store.transact(&request, now))
    }

    /// Asks a question on a connection that is not the writer's.
    pub(crate) fn answer(&self, query: &Query) -> Answer {
        let home = self.home();
        // Taken out while it is used: who asks meanwhile opens another, and does not wait for a file that is read.
        let known = locked(&self.reader).take();
        let known = known.filter(|reader| reader.home() == home);
        let Some(reader) = known.or_else(|| Reader::open(&home).ok()) else {
            return Answer::Failed { code: "open" };
        };
        let answer = reader.answer(query, self.clock.now());
        if matches!(answer, Answer::Failed { code: DAMAGED }) {
            damage::suspect(&home);
        }
        // A connection that failed once is not asked again.
        if !matches!(answer, Answer::Failed { .. }) {
            *locked(&self.reader) = Some(reader);
        }
        answer
    }

    /// Where things lie that were made for looking at.
    pub(crate) fn bench(&self) -> MutexGuard<'_, Vec<Workshop>> {
        locked(&self.bench)
    }

    /// This job is to stop as soon as it can.
    pub(crate) fn stop(&self, ticket: Ticket) {
        locked(&self.stopped).insert(ticket);
    }

    /// The program ends: what can be stopped is stopped.
    pub(crate) fn stop_all(&self) {
        self.leaving.store(true, Ordering::Relaxed);
    }

    /// Was this job stopped?
    pub(crate) fn is_stopped(&self, ticket: Ticket) -> bool {
        locked(&self.stopped).contains(&ticket)
    }

    /// The same, or the program ends.
    pub(crate) fn must_stop(&self, ticket: Ticket) -> bool {
        self.is_leaving() || self.is_stopped(ticket)
    }

    /// Keeps others from looking into the scan folder while it lives: what one has seen and not yet taken in, a second
    /// would take in once more.
    pub(crate) fn looks_alone(&self) -> MutexGuard<'_, Looking> {
        locked(&self.looking)
    }

    /// How long a file of the scan folder must stand still before it is taken.
    pub(crate) fn patience(&self) -> Duration {
        self.patience
    }

    /// With another patience than a second: for a desk that lives through its days in moments, and none that a scanner
    /// writes for.
    #[must_use]
    pub fn patient_for(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// What the pages that came last look like.
    pub(crate) fn looks(&self) -> MutexGuard<'_, Looks> {
        locked(&self.looks)
    }

    /// Holds the scanner while it lives.
    pub(crate) fn scanner(&self) -> MutexGuard<'_, ()> {
        locked(&self.scanning)
    }

    /// The same, unless somebody has it.
    pub(crate) fn idle_scanner(&self) -> Option<MutexGuard<'_, ()>> {
        match self.scanning.try_lock() {
            Ok(alone) => Some(alone),
            Err(TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        }
    }

    /// The program ends: is it so?
    pub(crate) fn is_leaving(&self) -> bool {
        self.leaving.load(Ordering::Relaxed)
    }

    /// Until when leaving waits for copies, the one under way and the one that is due; from the first question on.
    pub(crate) fn copies_end(&self) -> Instant {
        self.wait_for_copies(LEAVING_PATIENCE)
    }

    fn wait_for_copies(&self, patience: Duration) -> Instant {
        *self.copies_end.get_or_init(|| Instant::now() + patience)
    }

    /// Leaves: closes the store, after a copy beside it where the last one is older than four hours. Where somebody else
    /// writes, or wrote with a newer program, nothing is made and nothing is noted.
    pub fn leave(&self) {
        if self.can_write() {
            let _ = jobs::backup_when_leaving(self);
        }
        self.bench().clear();
        locked(&self.reader).take();
        locked(&self.store).take();
    }

    /// The folder now.
    pub(crate) fn home(&self) -> PathBuf {
        locked(&self.home).clone()
    }

    /// Who acts now.
    pub(crate) fn whose(&self) -> MutexGuard<'_, OfficerId> {
        locked(&self.officer)
    }

    /// Does something with the one writer.
    pub(crate) fn write<T>(&self, act: impl FnOnce(&mut Store) -> Result<T, Refusal>) -> Result<T, Refusal> {
        let done = match locked(&self.store).as_mut() {
            Some(store) => act(store),
            None => Err(Refusal::ReadOnly),
        };
        if matches!(done, Err(Refusal::Fault { code: DAMAGED })) {
            damage::suspect(&self.home());
        }
        done
    }

    /// The folder was made or chosen: from now on this is the desk.
    pub(crate) fn take_over(&self, mut store: Store) {
        for (key, value) in locked(&self.early).drain(..) {
            // The desk is founded; a look that could not be kept is chosen again.
            let _ = store.keep_local(&key, &value);
        }
        locked(&self.reader).take();
        *locked(&self.home) = store.home().to_path_buf();
        *locked(&self.store) = Some(store);
    }

    /// Keeps a local setting; before there is a desk, until there is one.
    fn keep_local(&self, key: String, value: String) -> Result<(), Refusal> {
        if locked(&self.store).is_none() && !self.home().join(DATABASE).exists() {
            locked(&self.early).push((key, value));
            return Ok(());
        }
        self.write(|store| store.keep_local(&key, &value))
    }

    fn login(&self, officer: OfficerId, pin: &Pin) -> Result<LoggedIn, Refusal> {
        let now = self.clock.now();
        if locked(&self.store).is_none() {
            // CHỈ XEM: somebody else writes.
            let reader = Reader::open(&self.home()).map_err(|_| Refusal::ReadOnly)?;
            let officer = reader.recognise((officer, pin), &mut locked(&self.guesses), now)?;
            return Ok(LoggedIn {
                officer,
                must_change: false,
            });
        }
        let (officer, must_change) = self.write(|store| store.login(officer, pin, now))?;
        *self.whose() = officer.id;
        Ok(LoggedIn { officer, must_change })
    }

    fn set_pin(&self, officer: OfficerId, old: Option<&Pin>, new: &Pin) -> Result<(), Refusal> {
        let now = self.clock.now();
        let actor = *self.whose();
        self.write(|store| store.set_pin(actor, officer, (old, new), now))
    }

    /// Is this the window that writes?
    pub(crate) fn can_write(&self) -> bool {
        locked(&self.store).is_some()
    }

    fn run(&self, ticket: Ticket, job: Job, tell: &mut dyn FnMut(Msg) -> std::ops::ControlFlow<()>) -> Msg {
        let mut progress = |done, total| tell(Msg::Job(ticket, JobEvent::Progress { done, total }));
        // A job that panics must end as a job, never as a gauge that stands still.
        let work = std::panic::AssertUnwindSafe(|| jobs::run(self, (ticket, job), &mut progress));
        let ended =
            std::panic::catch_unwind(work).unwrap_or(Err(JobFault::Refused(Refusal::Fault { code: "job" })));
        Msg::Job(ticket, JobEvent::Ended(ended))
    }
}

/// A lock that a panicking job has poisoned still guards whole values.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

#[cfg(test)]
#[cfg(unix)]
mod tests;
