//! Copies of paper that came as files: nobody has said yet of how many sheets, so their component is short until the
//! sheets are counted (decision 0015).

use super::desk::Desk;
use super::pages::{counted, pages};
use crate::domain::component::{FileSource, PageAccount, PaperForm, SignatureMark};
use crate::domain::draft::DraftFile;
use crate::domain::ids::{ComponentId, FileHash, FileId};
use crate::domain::pages::{Page, tally};
use crate::domain::refusal::Refusal;
use crate::domain::special::{self, is_copy_of};
use crate::store::body::Changed;

/// Are there sheets to be counted behind these files? Behind what was handed in electronically there are none.
pub(super) fn holds(form: PaperForm, files: &[DraftFile]) -> bool {
    form != PaperForm::Electronic && files.iter().any(special::is_copy)
}

/// A copy that stands in a component and is not among its counted pages.
pub(super) struct PaperCopy {
    pub id: FileId,
    pub sha256: FileHash,
    pub pages: u32,
}

/// The copies of a component that nobody counted: those that were chosen; where none is left of them, the PDF that was
/// made of them and of no counted page. None where it was handed in electronically.
pub(super) fn copies(desk: &Desk<'_>, component: ComponentId) -> Result<Vec<PaperCopy>, Refusal> {
    let form: String = desk
        .conn
        .prepare_cached("SELECT form FROM component WHERE id = ?1")?
        .query_row([component.bytes()], |row| row.get(0))?;
    if form == PaperForm::Electronic.word() {
        return Ok(Vec::new());
    }
    if_on_paper(desk, component)
}

/// The same as if it had been handed in on paper.
fn if_on_paper(desk: &Desk<'_>, component: ComponentId) -> Result<Vec<PaperCopy>, Refusal> {
    let mut statement = desk.conn.prepare_cached(
        "SELECT f.id, f.sha256, f.source, coalesce(b.mime, ''), f.signature, coalesce(b.pages, 0)
         FROM component_file f LEFT JOIN blob b ON b.sha256 = f.sha256
         WHERE f.component_id = ?1 AND f.voided_at IS NULL AND (f.source <> 'assembled'
             OR f.replaces IS NULL AND NOT EXISTS (SELECT 1 FROM page WHERE component_id = ?1))
         ORDER BY f.position",
    )?;
    let rows = statement.query_map([component.bytes()], |row| {
        let words: [String; 3] = [row.get(2)?, row.get(3)?, row.get(4)?];
        let source = FileSource::from_word(&words[0]).unwrap_or(FileSource::Picked);
        let mark = SignatureMark::from_word(&words[2]).unwrap_or(SignatureMark::None);
        let copy = PaperCopy {
            id: FileId::from_bytes(row.get(0)?),
            sha256: FileHash(row.get(1)?),
            pages: row.get(5)?,
        };
        Ok((is_copy_of(source, &words[1], mark), source, copy))
    })?;
    let found = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    let chosen = found
        .iter()
        .any(|(is_copy, source, _)| *is_copy && *source != FileSource::Assembled);
    let counts = |(is_copy, source, copy): (bool, FileSource, PaperCopy)| {
        (is_copy && (!chosen || source != FileSource::Assembled)).then_some(copy)
    };
    Ok(found.into_iter().filter_map(counts).collect())
}

/// Those that these pages show, and those that they do not.
pub(super) fn placed(copies: Vec<PaperCopy>, pages: &[Page]) -> (Vec<FileId>, Vec<PaperCopy>) {
    let shown = |copy: &PaperCopy| pages.iter().any(|page| page.sha256 == copy.sha256);
    let (placed, left): (Vec<PaperCopy>, Vec<PaperCopy>) = copies.into_iter().partition(shown);
    (placed.into_iter().map(|copy| copy.id).collect(), left)
}

/// The page account before and after an act that leaves copies nobody counted, or takes the last of them away; `None` =
/// as it was.
pub(super) fn account(
    desk: &Desk<'_>,
    component: ComponentId,
    uncounted: bool,
) -> Result<Option<Changed<PageAccount>>, Refusal> {
    let was = counted(desk, component)?;
    let now = match (uncounted, was.account) {
        (true, _) => PageAccount::Short,
        (false, PageAccount::Short) => {
            let pages = pages(desk, component)?;
            let sum = tally(&was.claim, pages.iter().map(Page::slot));
            match (pages.is_empty(), is_made(desk, component)?) {
                (true, _) => PageAccount::None,
                (false, true) => sum.state(was.reason.is_some()),
                (false, false) => PageAccount::Short,
            }
        }
        (false, other) => other,
    };
    Ok((was.account != now).then_some((was.account, now)))
}

/// The same after an officer said anew in which form the paper was handed in; `None` = he did not.
pub(super) fn of_form(
    desk: &Desk<'_>,
    component: ComponentId,
    form: Option<PaperForm>,
) -> Result<Option<Changed<PageAccount>>, Refusal> {
    let Some(form) = form else { return Ok(None) };
    let copied = !if_on_paper(desk, component)?.is_empty();
    account(desk, component, copied && form != PaperForm::Electronic)
}

/// Does the PDF of its counted pages stand in it?
fn is_made(desk: &Desk<'_>, component: ComponentId) -> Result<bool, Refusal> {
    let sql =
        "SELECT 1 FROM component_file WHERE component_id = ?1 AND source = 'assembled' AND voided_at IS NULL";
    Ok(desk.conn.prepare_cached(sql)?.exists([component.bytes()])?)
}
