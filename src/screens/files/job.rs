//! What is done with the chosen files, by what they are for.

use std::path::PathBuf;

use super::{State, heavy};
use crate::app::destination::FilesPurpose;
use crate::app::job::{FileEntry, Job};
use crate::domain::weight::MOST_JOINED_PDF_BYTES;

impl State {
    /// Several files that become one PDF, as far as they can.
    fn joins(&self, chosen: &[&FileEntry]) -> bool {
        let for_one = matches!(
            self.purpose,
            FilesPurpose::Component | FilesPurpose::Checklist { .. }
        );
        for_one && chosen.len() > 1
    }

    /// Among files that are to become one PDF is a signed one, which stays its own.
    pub(super) fn has_signed(&self, chosen: &[&FileEntry]) -> bool {
        self.joins(chosen) && chosen.iter().any(|entry| entry.signed)
    }

    /// These are to become one PDF, and are too much for it.
    pub(super) fn is_apart(&self, chosen: &[&FileEntry]) -> bool {
        let pdfs = chosen.iter().filter(|entry| entry.kind == "PDF");
        let together: u64 = pdfs.map(|entry| entry.size).sum();
        self.joins(chosen) && together > MOST_JOINED_PDF_BYTES
    }
}

/// `None` = only one file can be taken for this.
pub(super) fn of(state: &State, paths: Vec<PathBuf>) -> Option<Job> {
    let title = state.title.clone();
    Some(match (&state.purpose, paths.as_slice()) {
        (FilesPurpose::Result, [path]) => Job::TakeResult { path: path.clone() },
        (FilesPurpose::Outcome, [path]) => Job::TakeOutcome { path: path.clone() },
        (FilesPurpose::Result | FilesPurpose::Outcome, _) => return None,
        (FilesPurpose::Component | FilesPurpose::Checklist { .. }, _) => Job::TakeFiles {
            joined: !heavy::counts_next(state),
            paths,
            title,
        },
        (FilesPurpose::Tray { .. }, _) => Job::TakeIn { paths },
    })
}
