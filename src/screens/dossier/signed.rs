//! F6 on a file of the dossier: of a signed one what a check of its signatures found, of another one signing it.

use super::sections::Target;
use super::{State, pointed, to};
use crate::app::destination::{Destination, SignedFile, SignedOf};
use crate::app::effect::Effect;
use crate::app::job::ToSign;
use crate::domain::component::{OutcomeState, SignatureMark};
use crate::domain::ids::FileHash;
use crate::domain::rows::DossierView;
use crate::domain::signing::act::Signable;
use crate::domain::slip::text::slip;

const PDF: &str = "application/pdf";

/// The file a line is about, where it holds a signature.
pub(super) fn file(view: &DossierView, target: &Target) -> Option<(FileHash, String)> {
    let (Target::File(file, name) | Target::Outcome(_, file, name)) = target else {
        return None;
    };
    let components = view.components.iter().chain(&view.outcome_scans);
    let files = components.flat_map(|it| it.files.iter().chain(&it.heavy));
    let marks = files
        .map(|it| (it.sha256, it.signature))
        .chain(view.outcomes.iter().map(|it| (it.sha256, it.signature)))
        .chain(view.interims.iter().map(|it| (it.sha256, it.signature)))
        .chain(
            view.forms
                .iter()
                .filter_map(|it| Some((it.signed?, it.signature))),
        );
    let mut marks = marks.filter(|(sha256, mark)| sha256 == file && *mark != SignatureMark::None);
    marks.next().map(|_| (*file, name.clone()))
}

/// What of the line can be signed here: a PDF that holds no signature yet.
pub(super) fn signable(view: &DossierView, target: &Target) -> Option<(Signable, String)> {
    match target {
        Target::File(file, name) => {
            let mut files = view.components.iter().flat_map(|it| &it.files);
            let file = files.find(|it| it.sha256 == *file && it.mime == PDF)?;
            (file.signature == SignatureMark::None).then(|| (Signable::File(file.id), name.clone()))
        }
        Target::Outcome(id, _, name) => {
            let outcome = view.outcomes.iter().find(|it| it.id == *id)?;
            let open = outcome.state == OutcomeState::Active && outcome.signature == SignatureMark::None;
            open.then(|| (Signable::Outcome(*id), name.clone()))
        }
        Target::Slip(form, kind) => Some((Signable::Form(*form), slip(*kind).to_owned())),
        _ => None,
    }
    .or_else(|| receipt(view, target))
}

/// The newest receipt, where the line is about it.
fn receipt(view: &DossierView, target: &Target) -> Option<(Signable, String)> {
    let Target::File(file, name) = target else {
        return None;
    };
    let form = view.forms.iter().find(|it| it.sha256 == *file)?;
    form.signed
        .is_none()
        .then(|| (Signable::Form(form.id), name.clone()))
}

/// F6: the report of a signed file, signing of another.
pub(super) fn show(state: &State) -> Vec<Effect> {
    let Some((view, target)) = state.view.as_deref().zip(pointed(state)) else {
        return vec![];
    };
    if let Some((sha256, name)) = file(view, target) {
        let of = SignedOf::Dossier(state.id);
        return to(Destination::Signatures(SignedFile { sha256, name, of }));
    }
    let item = signable(view, target).map(|(of, title)| ToSign {
        dossier: state.id,
        of,
        title,
    });
    item.map_or_else(Vec::new, |item| to(Destination::Signing(vec![item])))
}
