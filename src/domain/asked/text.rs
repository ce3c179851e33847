//! How a request for papers words what it asks; read back by [`super::about`].

use crate::domain::component::Submission;

/// What an item begins with, the longer of two that begin alike first.
pub(super) const VERBS: [&str; 4] = ["Nộp lại ", "Nộp ", "Xuất trình lại ", "Xuất trình "];
/// Between a paper and what is wrong with it.
pub(super) const FAULT: &str = ": ";

/// Why a paper that was đạt lacks now.
pub(super) const AGAIN: &str = "phải nộp lại";

/// An officer said that a paper does not apply.
pub const NOT_APPLICABLE: &str = "không áp dụng";

/// Nobody said that, and it is not here.
pub fn not_come(submission: Submission) -> &'static str {
    match submission {
        Submission::Submit => "chưa nộp",
        Submission::Present => "chưa xuất trình",
    }
}

/// For a paper that did not come.
pub fn hand_in(name: &str, submission: Submission) -> String {
    match submission {
        Submission::Submit => format!("Nộp {name}"),
        Submission::Present => format!("Xuất trình {name}"),
    }
}

/// For a paper that is not đạt.
pub fn mend(name: &str, fault: &str) -> String {
    format!("{name}{FAULT}{fault}")
}

/// For a paper that was đạt.
pub fn hand_in_again(name: &str, submission: Submission) -> String {
    match submission {
        Submission::Submit => format!("Nộp lại {name}"),
        Submission::Present => format!("Xuất trình lại {name}"),
    }
}
