//! F6 on a signed file of the dossier: what a check of its signatures found.

use super::sections::Target;
use super::{State, pointed, to};
use crate::app::destination::{Destination, SignedFile, SignedOf};
use crate::app::effect::Effect;
use crate::domain::component::SignatureMark;
use crate::domain::ids::FileHash;
use crate::domain::rows::DossierView;

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

/// F6 on a signed file: its report.
pub(super) fn show(state: &State) -> Vec<Effect> {
    let signed = state.view.as_deref().zip(pointed(state));
    let file = signed.and_then(|(view, target)| self::file(view, target));
    file.map_or_else(Vec::new, |(sha256, name)| {
        let of = SignedOf::Dossier(state.id);
        to(Destination::Signatures(SignedFile { sha256, name, of }))
    })
}
