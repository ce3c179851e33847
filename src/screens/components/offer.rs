//! Which paper of the holder's kho fits which component. Decides by name; the store checks owner and dates again.

use super::text;
use crate::app::context::Context;
use crate::domain::component::{FileSource, Submission};
use crate::domain::draft::{DraftComponent, DraftFile};
use crate::domain::ids::FileId;
use crate::domain::rows::PaperRow;
use crate::domain::viet::fold;

/// The usable paper to offer on a component that has no file yet.
pub(super) fn of<'p>(item: &DraftComponent, papers: &'p [PaperRow]) -> Option<&'p PaperRow> {
    let wants = item.files.is_empty() && !item.not_applicable && item.submission == Submission::Submit;
    papers
        .iter()
        .find(|paper| wants && paper.usable && same(item, paper))
}

/// A paper of that name which cannot be used.
pub(super) fn useless<'p>(item: &DraftComponent, papers: &'p [PaperRow]) -> Option<&'p PaperRow> {
    papers.iter().find(|paper| !paper.usable && same(item, paper))
}

fn same(item: &DraftComponent, paper: &PaperRow) -> bool {
    let (item, paper) = (fold(&item.name), fold(&paper.name));
    let is_card = |name: &str| text::IDENTITY_CARD.iter().any(|word| name.contains(&fold(word)));
    let alike = item.contains(&paper) || paper.contains(&item) || is_card(&item) && is_card(&paper);
    !item.is_empty() && !paper.is_empty() && alike
}

/// The paper as a file of a component: linked, not copied.
pub(super) fn file(paper: &PaperRow, cx: &mut Context) -> DraftFile {
    DraftFile {
        id: FileId(cx.id()),
        sha256: paper.sha256,
        size: paper.size,
        mime: paper.mime.clone(),
        name: paper.name.clone(),
        pages: paper.pages,
        source: FileSource::Kho,
        paper_id: Some(paper.id),
        signature: paper.signature,
        weighed: None,
    }
}
