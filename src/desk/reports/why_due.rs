//! Why a dossier is due when it is, day by day, on paper for the citizen.

use super::{Ask, NotMade, on_paper};
use crate::domain::deadline::text as words;
use crate::domain::ids::DossierId;
use crate::domain::query::{Answer, Query};
use crate::domain::rows::{DuePreview, DueStep};
use crate::domain::say;
use crate::domain::time::Moment;
use crate::forms::ruled::Facts;

/// The page of this dossier; refused where it was never received.
pub fn printed(ask: Ask<'_>, now: Moment, dossier: DossierId) -> Result<Vec<u8>, NotMade> {
    let Answer::Due(Some(due)) = ask(&Query::WhyDue(dossier)) else {
        return Err(NotMade::Unanswered);
    };
    let Answer::Dossier(Some(view)) = ask(&Query::Dossier(dossier)) else {
        return Err(NotMade::Unanswered);
    };
    let code = view.row.code.clone().unwrap_or_default();
    let about: Vec<String> = std::iter::once(words::why_code(&code))
        .chain(words::why_head(&due).iter().map(line))
        .collect();
    let rows: Vec<Vec<String>> = due.steps.iter().map(cells).collect();
    let facts = Facts {
        about: &about,
        rows: &rows,
        nothing: words::NO_DAYS,
        notes: &notes(&due),
        ..Facts::default()
    };
    on_paper(ask, now, ("why-due", facts))
}

fn cells(step: &DueStep) -> Vec<String> {
    vec![
        say::weekday(step.date).to_owned(),
        say::date(step.date),
        step.text.clone(),
    ]
}

fn notes(due: &DuePreview) -> Vec<String> {
    let labelled = words::why_since(due)
        .into_iter()
        .chain(words::why_other(due))
        .chain(words::why_foot(due));
    let mut notes: Vec<String> = labelled.map(|it| line(&it)).collect();
    notes.extend(due.since.recounted.map(|_| words::RECOUNTED.to_owned()));
    notes.extend(due.uncertain.then(|| words::UNCERTAIN_DAYS.to_owned()));
    notes.extend(due.after_cutoff.then(|| words::LATE_RECEPTION.to_owned()));
    notes
}

fn line((label, value): &(&'static str, String)) -> String {
    if label.is_empty() {
        value.clone()
    } else {
        format!("{label}: {value}")
    }
}
