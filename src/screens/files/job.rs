//! What is done with the chosen files, by what they are for.

use std::path::PathBuf;

use super::{State, heavy};
use crate::app::destination::FilesPurpose;
use crate::app::job::Job;

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
