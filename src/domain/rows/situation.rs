//! What the rules of [`crate::domain::moves`] look at, taken from rows already read. Never decides anything itself.

use crate::domain::component::{OutcomeState, SignatureMark};
use crate::domain::moves::Situation;
use crate::domain::rows::DossierView;

/// The situation of a dossier as a screen sees it; `apology_max` is the office's setting.
pub fn situation(view: &DossierView, apology_max: u32) -> Situation {
    let row = &view.row;
    let active = view.outcomes.iter().filter(|it| it.state == OutcomeState::Active);
    let spoilt = active.clone().find(|it| it.signature == SignatureMark::Invalid);
    let returned = row.returned_at.map(|at| {
        let officer = view.returned_by.clone().unwrap_or_default();
        let receiver = view.receiver.as_ref();
        let receiver = receiver.map(|it| it.receiver_name.clone()).unwrap_or_default();
        (at, officer, receiver)
    });
    Situation {
        status: Some(row.status),
        has_code: row.code.is_some(),
        voided: row.voided,
        step_role: view.step_role,
        officer: row.officer.as_ref().map(|officer| officer.id),
        files_outcome: view.files_outcome,
        outcomes: count(active.count()),
        spoilt: spoilt.map(|outcome| outcome.name.clone()),
        interims: count(view.interims.len()),
        product: view.product,
        rounds: view.rounds,
        apologies: view.apologies,
        apology_max,
        returned,
    }
}

fn count(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}
