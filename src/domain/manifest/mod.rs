//! The manifest of a dossier: each page and each file it consists of, as they were when they came. At every hand-over the
//! bytes are compared with it ("Đảm bảo tính toàn vẹn dữ liệu trong quá trình chuyển giao xử lý", công văn 223).

pub mod text;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::component::{FileSource, OutcomeState};
use super::ids::FileHash;
use super::quality::Shortfall;
use super::rows::{ComponentView, DossierView, FileView};

/// One stored file that a dossier names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Its bytes, as they were taken in.
    pub sha256: FileHash,
    /// The name it came under.
    pub name: String,
    /// Its pages; `None` = nobody counted them.
    pub pages: Option<u32>,
    /// The highest of its pages that stands in a page account; it must have at least these.
    pub least: u32,
}

/// What comparing them came to; a hand-over carries it in its op.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Verified {
    /// Files that were looked at.
    pub files: u32,
    /// Pages counted in those that are what they were.
    pub pages: u32,
    /// Those that are not what they were.
    pub faults: Vec<FileFault>,
    /// Scans below the parameters of TT 02/2019/TT-BNV. Of this moment's profile, so never in the log.
    #[serde(skip)]
    pub below: Vec<Below>,
}

/// A file that is what it was, and below the parameters of a scan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Below {
    /// The name it came under.
    pub name: String,
    /// Its hash.
    pub sha256: FileHash,
    /// Where it falls short.
    pub short_of: Vec<Shortfall>,
}

/// A file that is not what it was when it came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileFault {
    /// The name it came under; in the log a personal value, as every file's name.
    #[serde(rename = "file_name")]
    pub name: String,
    /// Its hash when it came.
    pub sha256: FileHash,
    /// What is wrong.
    pub why: FileWhy,
}

/// How a file differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileWhy {
    /// It is not on this machine.
    Missing,
    /// Its bytes have another hash.
    Changed,
    /// It has another number of pages than was written down.
    Pages { had: u32, has: u32 },
}

impl FileWhy {
    /// The stable word of the JSON contract.
    pub fn word(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Changed => "changed",
            Self::Pages { .. } => "page_count",
        }
    }
}

/// What has pages and stands: components, then results on paper.
pub fn standing<'a>(
    components: &'a [ComponentView],
    outcome_scans: &'a [ComponentView],
) -> impl Iterator<Item = &'a ComponentView> {
    let paged = components.iter().chain(outcome_scans);
    paged.filter(|it| it.void_reason.is_none())
}

/// Every file the dossier names, each once: of what stands, its scanned pages, interim papers, results in force.
pub fn held(view: &DossierView) -> Vec<Held> {
    let mut all = Collected::default();
    for component in standing(&view.components, &view.outcome_scans) {
        for page in &component.pages {
            all.add(page.sha256, &page.file_name, (None, page.leaf));
        }
        for file in component.files.iter().chain(&component.heavy) {
            all.add(file.sha256, &file.name, (counted(file), 0));
        }
    }
    for interim in &view.interims {
        all.add(interim.sha256, &interim.name, (interim.pages, 0));
    }
    let active = view.outcomes.iter().filter(|it| it.state == OutcomeState::Active);
    for outcome in active {
        all.add(outcome.sha256, &outcome.file_name, (outcome.pages, 0));
    }
    all.files
}

/// Pages are counted of images and PDFs; a record of sound or film has none.
fn counted(file: &FileView) -> Option<u32> {
    let has_pages = file.mime == "application/pdf" || file.mime.starts_with("image/");
    file.pages.filter(|_| has_pages)
}

#[derive(Default)]
struct Collected {
    files: Vec<Held>,
    places: BTreeMap<FileHash, usize>,
}

impl Collected {
    fn add(&mut self, sha256: FileHash, name: &str, (pages, least): (Option<u32>, u32)) {
        let at = *self.places.entry(sha256).or_insert(self.files.len());
        if let Some(known) = self.files.get_mut(at) {
            known.pages = known.pages.or(pages);
            known.least = known.least.max(least);
            return;
        }
        self.files.push(Held {
            sha256,
            name: name.to_owned(),
            pages,
            least,
        });
    }
}

/// Who attached a file: the act of the log that did it has the same instant.
pub fn attached_by<'a>(view: &'a DossierView, file: &FileView) -> Option<&'a str> {
    let made = view.history.iter().find(|row| row.at == file.attached_at);
    made.map(|row| row.officer.as_str())
}

/// A file that was made here of others, not one that came.
pub fn is_made(file: &FileView) -> bool {
    file.source == FileSource::Assembled
}

/// The file that goes out in which a page of the account stands, pages counted from 1. The parts of a document follow
/// each other.
pub fn file_of_page(component: &ComponentView, page: u32) -> Option<&FileView> {
    let mut before = 0;
    component.files.iter().filter(|file| is_made(file)).find(|file| {
        before += file.pages.unwrap_or(0);
        page <= before
    })
}

/// The heavy file in whose place this one goes out.
pub fn heavy_of<'a>(component: &'a ComponentView, file: &FileView) -> Option<&'a FileView> {
    component
        .heavy
        .iter()
        .find(|heavy| Some(heavy.id) == file.instead_of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_is_held_once_with_the_most_that_is_known_of_its_pages() {
        let mut all = Collected::default();
        let one = FileHash([1; 32]);
        all.add(one, "a.pdf", (None, 3));
        all.add(one, "b.pdf", (Some(4), 0));
        let file = &all.files[0];
        assert_eq!(
            (all.files.len(), file.name.as_str(), file.pages, file.least),
            (1, "a.pdf", Some(4), 3)
        );
    }
}
