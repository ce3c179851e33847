//! The manifest of a dossier as JSON: what `motcua dossier manifest --json` prints and what goes along with every copy on
//! another medium (docs/manifest-format.md).

use std::collections::BTreeMap;

use serde_json::{Value, json as object};

use crate::domain::ids::{FileHash, OfficerId};
use crate::domain::manifest::{FileFault, Verified, attached_by, file_of_page, heavy_of, is_made, standing};
use crate::domain::pages::Page;
use crate::domain::query::{Answer, Query};
use crate::domain::rows::{ComponentView, DossierView, FileView};
use crate::domain::special;
use crate::domain::time::Moment;
use crate::scan::card_sources;
use crate::store::Reader;
use crate::store::blobs::Blobs;

/// Names of officers by their id.
pub type Names = BTreeMap<OfficerId, String>;

/// Every officer, those too who work here no more.
pub fn names(reader: &Reader, now: Moment) -> Option<Names> {
    match reader.answer(&Query::Officers, now) {
        Answer::Officers(rows) => Some(rows.officers.into_iter().map(|it| (it.id, it.name)).collect()),
        _ => None,
    }
}

/// The images a page was composed of: a card's two sides on one sheet. Each file is opened once.
pub struct Sources {
    blobs: Blobs,
    known: BTreeMap<FileHash, Vec<(FileHash, u32)>>,
}

impl Sources {
    /// Of the files in this store.
    pub fn new(blobs: Blobs) -> Self {
        Self {
            blobs,
            known: BTreeMap::new(),
        }
    }

    /// Files and leaves, the upper one first; empty where the page is the image it came as.
    pub fn of(&mut self, page: &Page) -> &[(FileHash, u32)] {
        if page.mime != "application/pdf" {
            return &[];
        }
        let blobs = &self.blobs;
        let read = || card_sources(&blobs.place(page.sha256)).unwrap_or_default();
        self.known.entry(page.sha256).or_insert_with(read)
    }
}

/// Everything the dossier holds, page by page; `verified` = what reading the files again came to, where that was done.
pub fn json(
    view: &DossierView,
    (names, verified): (&Names, Option<&Verified>),
    sources: &mut Sources,
) -> Value {
    let components: Vec<Value> = standing(&view.components, &[])
        .map(|it| component(view, it, (names, &mut *sources)))
        .collect();
    let scans: Vec<Value> = standing(&[], &view.outcome_scans)
        .map(|it| component(view, it, (names, &mut *sources)))
        .collect();
    let interims = view.interims.iter().map(|it| {
        object!({ "name": it.name, "sha256": it.sha256.to_string(), "pages": it.pages, "officer": it.filed_by,
            "at": it.filed_at.rfc3339() })
    });
    let outcomes = view.outcomes.iter().map(|it| {
        object!({ "name": it.name, "source_file": it.file_name, "sha256": it.sha256.to_string(), "pages": it.pages,
            "state": it.state.word(), "signature": it.signature.word(), "officer": it.filed_by,
            "at": it.filed_at.rfc3339() })
    });
    object!({
        "code": view.row.code,
        "components": components,
        "result_scans": scans,
        "interims": interims.collect::<Vec<_>>(),
        "outcomes": outcomes.collect::<Vec<_>>(),
        "verified": verified.map(|verified| object!({
            "files": verified.files,
            "pages": verified.pages,
            "faults": verified.faults.iter().map(fault).collect::<Vec<_>>(),
        })),
    })
}

fn fault(fault: &FileFault) -> Value {
    object!({ "name": fault.name, "sha256": fault.sha256.to_string(), "why": fault.why.word() })
}

fn component(view: &DossierView, it: &ComponentView, (names, sources): (&Names, &mut Sources)) -> Value {
    let numbered = (1_u32..).zip(&it.pages);
    let pages = numbered.map(|(number, page)| {
        let mut row = page_row(number, page, (names, sources.of(page)));
        row["in_file"] = object!(file_of_page(it, number).map(|file| file.sha256.to_string()));
        row
    });
    object!({
        "name": it.name,
        "account": it.account.word(),
        "sheets": it.claim.sheets,
        "sides": it.claim.sides,
        "noted_sides": it.claim.noted,
        "pages": pages.collect::<Vec<_>>(),
        "files": it.heavy.iter().chain(&it.files).map(|file| file_row(view, it, file)).collect::<Vec<_>>(),
    })
}

fn page_row(number: u32, page: &Page, (names, made_of): (&Names, &[(FileHash, u32)])) -> Value {
    let source = |(sha256, leaf): &(FileHash, u32)| object!({ "sha256": sha256.to_string(), "leaf": leaf });
    object!({
        "page": number,
        "side": page.side,
        "part": page.part.word(),
        "source_file": page.file_name,
        "leaf": page.leaf,
        "made_of": made_of.iter().map(source).collect::<Vec<_>>(),
        "sha256": page.sha256.to_string(),
        "bytes": page.size,
        "mime": page.mime,
        "width_px": page.width,
        "height_px": page.height,
        "dpi": page.dpi,
        "dpi_source": page.dpi_known.word(),
        "turns": page.turns,
        "blank": page.blank,
        "device": page.device,
        "officer": names.get(&page.taken_by),
        "taken_at": page.taken_at.rfc3339(),
    })
}

/// A copy of which a PDF was made goes out in that, and not once more by itself: that it is among the files says only that
/// its sheets were not counted yet (docs/decisions/0015).
fn goes_out(component: &ComponentView, file: &FileView) -> bool {
    let is_inside = component.files.iter().any(is_made)
        && !is_made(file)
        && special::is_copy_of(file.source, &file.mime, file.signature);
    component.files.contains(file) && !is_inside
}

fn file_row(view: &DossierView, component: &ComponentView, file: &FileView) -> Value {
    object!({
        "source_file": file.name,
        "made_here": is_made(file),
        "goes_out": goes_out(component, file),
        "instead_of": heavy_of(component, file).map(|heavy| heavy.sha256.to_string()),
        "source": file.source.word(),
        "sha256": file.sha256.to_string(),
        "bytes": file.size,
        "mime": file.mime,
        "pages": file.pages,
        "signature": file.signature.word(),
        "officer": attached_by(view, file),
        "attached_at": file.attached_at.rfc3339(),
    })
}
