//! Which files of the scan folder have come to rest: those whose size and time stood still for a second while this desk
//! looked. What a file's own time says counts for nothing: a share has a clock of its own, and some copiers keep times.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use crate::domain::time::Moment;

/// A file must not have changed for so long before it is taken.
pub(crate) const SETTLED: Duration = Duration::from_secs(1);

/// A file as it looked: its size and its time of change.
pub(super) type State = (u64, Moment);

/// Files that were seen in the folder.
#[derive(Default)]
pub(crate) struct Sighted(BTreeMap<PathBuf, Sight>);

struct Sight {
    state: State,
    /// When it was seen for the first time.
    first: Instant,
    /// Since when it looks so.
    since: Instant,
    settled: bool,
}

/// When a look into the folder began, and when it had seen every file.
#[derive(Clone, Copy)]
pub(super) struct Span {
    pub began: Instant,
    pub ended: Instant,
}

impl Sighted {
    /// Forgets what lies there no more. True = one of these had not come to rest and lies there under no other name.
    pub(super) fn keep_only(&mut self, there: &[(PathBuf, State)]) -> bool {
        let before = std::mem::take(&mut self.0).into_iter();
        let (kept, gone): (BTreeMap<_, _>, BTreeMap<_, _>) =
            before.partition(|(path, _)| there.iter().any(|(it, _)| it == path));
        self.0 = kept;
        gone.values()
            .any(|it| !it.settled && there.iter().all(|(_, state)| *state != it.state))
    }

    pub(super) fn forget(&mut self, path: &Path) {
        self.0.remove(path);
    }

    /// When it was seen first, and how long it must still be left alone; `None` = it has stood still for `patience`. What
    /// was first seen by one look comes to rest for one look, however many files they are.
    pub(super) fn see(
        &mut self,
        (path, state): (&Path, State),
        span: Span,
        patience: Duration,
    ) -> (Instant, Option<Duration>) {
        let new = Sight {
            state,
            first: span.ended,
            since: span.ended,
            settled: false,
        };
        let it = self.0.entry(path.to_owned()).or_insert(new);
        if it.state != state {
            (it.state, it.since) = (state, span.ended);
        }
        let left = patience.saturating_sub(span.began.saturating_duration_since(it.since));
        it.settled = left.is_zero();
        (it.first, Some(left).filter(|_| !it.settled))
    }
}

/// Waits so long, whoever knocks meanwhile.
pub(super) fn wait(patience: Duration) {
    let until = Instant::now() + patience;
    loop {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return;
        }
        thread::park_timeout(left);
    }
}
