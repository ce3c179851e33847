//! F6 on a line of the dossier.

use super::sections::Target;
use super::{State, pointed, to};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::signable::Paper;
use crate::domain::rows::DossierView;
use crate::domain::slip::text::slip;

/// The paper a line is about, where it is one that can be signed or is.
pub(super) fn paper(view: &DossierView, target: &Target) -> Option<Paper> {
    match target {
        Target::File(file, name) | Target::Outcome(_, file, name) => Paper::called(view, (*file, name)),
        Target::Slip(form, kind) => {
            let form = view.forms.iter().find(|it| it.id == *form)?;
            Some(Paper::of_form(view.row.id, form, slip(*kind)))
        }
        _ => None,
    }
}

/// F6: the report of a signed one, signing of another.
pub(super) fn show(state: &State, cx: &Context) -> Vec<Effect> {
    let Some((view, target)) = state.view.as_deref().zip(pointed(state)) else {
        return vec![];
    };
    paper(view, target).map_or_else(Vec::new, |paper| to(paper.opens(view, cx)))
}
