//! Says that a test was skipped, past the harness, which keeps what a passing test prints.

use std::io::Write;

/// What is not here, so that a check was left out.
pub(crate) fn skipped(lacking: &str) {
    let _ = writeln!(std::io::stdout(), "skipped: {lacking}");
}
