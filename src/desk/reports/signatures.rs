//! What a check of a file's signatures found, on paper.

use super::{Ask, NotMade, on_paper};
use crate::domain::ids::FileHash;
use crate::domain::query::{Answer, Query};
use crate::domain::signature::text as words;
use crate::domain::time::Moment;
use crate::forms::ruled::Facts;

/// The page of this file; refused where it was never checked.
pub fn printed(ask: Ask<'_>, now: Moment, (file, name): (FileHash, &str)) -> Result<Vec<u8>, NotMade> {
    let Answer::Signatures(Some(checked)) = ask(&Query::Signatures(file)) else {
        return Err(NotMade::Unanswered);
    };
    let about: Vec<String> = words::about(&checked, name)
        .iter()
        .map(|it| unmarked(it))
        .collect();
    let told = words::told(&checked.report).into_iter();
    let rows = told.map(|line| vec![unmarked(&line.label), unmarked(&line.value)]);
    let rows: Vec<Vec<String>> = rows.collect();
    let facts = Facts {
        about: &about,
        rows: &rows,
        nothing: words::NOT_SIGNED,
        notes: &[words::NOTE.to_owned()],
        ..Facts::default()
    };
    on_paper(ask, now, ("signatures", facts))
}

/// The signs of the screen are no letters of the forms' fonts; the verdict stands beside each in words.
fn unmarked(text: &str) -> String {
    text.replace(['✓', '✗'], "")
}
