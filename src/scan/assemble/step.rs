//! Progress and the wish to stop, in one call.

use super::{AssembleError, Progress};

/// Counts steps: one for each page written, one for each page compared.
pub(super) struct Steps<'a> {
    done: u64,
    all: u64,
    progress: Progress<'a>,
}

impl<'a> Steps<'a> {
    pub(super) fn new(all: u64, progress: Progress<'a>) -> Self {
        Self {
            done: 0,
            all,
            progress,
        }
    }

    /// One step more, or the wish to stop.
    pub(super) fn step(&mut self) -> Result<(), AssembleError> {
        self.done = (self.done + 1).min(self.all);
        if (self.progress)(self.done, self.all).is_break() {
            return Err(AssembleError::Cancelled);
        }
        Ok(())
    }
}
