//! The papers of a dossier that lie at the desk on paper, and so are what a withdrawn dossier gives back.

use super::component::{FileSource, PaperForm, Submission};
use super::rows::{ComponentView, DossierView};
use super::special::Custody;

/// Does this paper itself lie here? Received and to be handed in, on paper, and not gone since.
///
/// What is only shown went home with its owner (`submission`, data-model.md §3.2); an electronic copy and a file taken
/// from the kho or filed online were never a sheet of this dossier; an original that was given back or sent on lies
/// elsewhere (`custody`). data-model.md §5, `withdraw`: "papers listed".
pub fn is_held(paper: &ComponentView) -> bool {
    let is_here = !matches!(paper.custody, Some(Custody::Returned | Custody::SentUp));
    paper.received
        && paper.void_reason.is_none()
        && paper.submission == Submission::Submit
        && paper.form != PaperForm::Electronic
        && is_here
        && !came_as_file(paper)
}

/// It came as a file of the kho or of an online filing, and nothing of it was scanned or chosen here.
fn came_as_file(paper: &ComponentView) -> bool {
    let mut files = paper.files.iter().chain(&paper.heavy).peekable();
    let brought = |source| matches!(source, FileSource::Kho | FileSource::Online);
    paper.pages.is_empty() && files.peek().is_some() && files.all(|file| brought(file.source))
}

/// What is given back when the dossier is withdrawn, in its order.
pub fn held(view: &DossierView) -> impl Iterator<Item = &ComponentView> {
    view.components.iter().filter(|it| is_held(it))
}

/// Those papers as the act writes them down: one line, with `;` between them.
pub fn listed(view: &DossierView) -> String {
    // A `;` inside a name would make two papers of it.
    let names = held(view).map(|paper| paper.name.replace(';', ","));
    names.collect::<Vec<_>>().join("; ")
}

/// The papers of such a line, one by one.
pub fn each(listed: &str) -> impl Iterator<Item = &str> {
    listed.split(';').map(str::trim).filter(|paper| !paper.is_empty())
}
