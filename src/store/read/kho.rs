//! The kho: one line a paper, whatever was pressed twice.

use rusqlite::{Row, params};

use crate::domain::component::{PaperClass, SignatureMark};
use crate::domain::ids::PaperId;
use crate::domain::refusal::Refusal;
use crate::domain::rows::{KhoRows, PaperRow};
use crate::domain::time::Moment;
use crate::domain::viet::{fold, matches_words};
use crate::store::read::row::{date, hash, id, moment, size, word};
use crate::store::read::{Asking, search};

/// One line for each (owner, code, file); the newest row speaks for it.
const COLUMNS: &str =
    "p.id, p.owner_no, p.kind_code, p.code, p.name, p.class, p.sha256, b.size, b.mime, b.pages,
    p.signature, p.starts_on, p.ends_on, iif(p.state = 'active', NULL, p.revoked_at), (SELECT code FROM dossier WHERE id = p.dossier_id),
    (SELECT count(DISTINCT f.dossier_id) FROM component_file f JOIN paper o ON o.id = f.paper_id
     WHERE o.owner_no = p.owner_no AND o.code = p.code AND o.sha256 = p.sha256 AND f.voided_at IS NULL),
    max(p.filed_at)";

/// An owner's number, and the numbers of the same person that were joined to it (an old card's and the personal one).
const SAME_PERSON: &str = "SELECT ?1 UNION SELECT new_no FROM identity_alias WHERE old_no = ?1
    UNION SELECT old_no FROM identity_alias WHERE new_no = ?1";

/// Papers of one owner under all his numbers, usable ones first, newest first.
pub(super) fn rows(asking: &Asking<'_>, owner: &str, text: &str) -> Result<KhoRows, Refusal> {
    let sql = format!(
        "SELECT {COLUMNS} FROM paper p LEFT JOIN blob b ON b.sha256 = p.sha256
         WHERE p.owner_no IN ({SAME_PERSON}) GROUP BY p.owner_no, p.code, p.sha256 ORDER BY 17 DESC"
    );
    let today = asking.now.date().to_string();
    let mut statement = asking.conn.prepare_cached(&sql)?;
    let found = statement.query_map([owner], |row| paper(row, &today))?;
    let mut papers: Vec<PaperRow> = found.collect::<rusqlite::Result<_>>()?;
    let query = fold(text);
    papers.retain(|paper| query.is_empty() || matches_words(&haystack(paper), &query));
    papers.sort_by_key(|paper| !paper.usable);
    Ok(KhoRows {
        owner: owner.to_owned(),
        other_numbers: other_numbers(asking, owner)?,
        owner_name: owner_name(asking, owner)?,
        papers,
    })
}

/// Papers whose code begins with `text`, in whichever case.
pub(super) fn by_code(asking: &Asking<'_>, text: &str, limit: u32) -> Result<Vec<PaperRow>, Refusal> {
    if !text.contains('.') {
        return Ok(Vec::new());
    }
    let (from, to) = search::prefix_range(text);
    let sql = format!(
        "SELECT {COLUMNS} FROM paper p LEFT JOIN blob b ON b.sha256 = p.sha256
         WHERE p.code >= ?1 COLLATE NOCASE AND p.code < ?2 COLLATE NOCASE GROUP BY p.owner_no, p.code, p.sha256 LIMIT {limit}"
    );
    let today = asking.now.date().to_string();
    let mut statement = asking.conn.prepare_cached(&sql)?;
    let found = statement.query_map(params![from, to], |row| paper(row, &today))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

fn haystack(paper: &PaperRow) -> String {
    fold(&format!(
        "{} {}",
        paper.code.as_deref().unwrap_or_default(),
        paper.name
    ))
}

fn paper(row: &Row<'_>, today: &str) -> rusqlite::Result<PaperRow> {
    let code: String = row.get(3)?;
    let ends: Option<String> = row.get(12)?;
    let starts: Option<String> = row.get(11)?;
    let in_force = starts.as_deref().is_none_or(|start| start <= today);
    let revoked_on = moment(row, 13)?.map(Moment::date);
    let signature = word(row, 10, SignatureMark::from_word)?;
    let is_sound = revoked_on.is_none() && signature != SignatureMark::Invalid;
    Ok(PaperRow {
        id: PaperId::from_bytes(id(row, 0)?),
        owner_no: row.get(1)?,
        kind_code: row.get(2)?,
        code: Some(code).filter(|code| !code.is_empty()),
        name: row.get(4)?,
        class: word(row, 5, PaperClass::from_word)?,
        sha256: hash(row, 6)?,
        size: size(row, 7)?,
        mime: row.get::<_, Option<String>>(8)?.unwrap_or_default(),
        pages: row.get(9)?,
        signature,
        starts_on: date(row, 11)?,
        usable: is_sound && in_force && ends.as_deref().is_none_or(|end| end >= today),
        ends_on: date(row, 12)?,
        revoked_on,
        from_code: row.get(14)?,
        times_used: row.get(15)?,
    })
}

fn other_numbers(asking: &Asking<'_>, owner: &str) -> Result<Vec<String>, Refusal> {
    let mut statement = asking.conn.prepare_cached(SAME_PERSON)?;
    let numbers = statement.query_map([owner], |row| row.get(0))?;
    let mut numbers: Vec<String> = numbers.collect::<rusqlite::Result<_>>()?;
    numbers.retain(|number| number != owner);
    Ok(numbers)
}

/// His name as the newest dossier under one of his numbers writes it; empty where none does.
pub(super) fn owner_name(asking: &Asking<'_>, owner: &str) -> Result<String, Refusal> {
    let sql = format!(
        "SELECT iif(holder_kind = 1 OR organisation = '', holder_name, organisation) FROM dossier WHERE holder_no IN ({SAME_PERSON})
         ORDER BY listed_at DESC, n DESC LIMIT 1"
    );
    let mut statement = asking.conn.prepare_cached(&sql)?;
    let mut rows = statement.query([owner])?;
    Ok(match rows.next()? {
        Some(row) => row.get(0)?,
        None => String::new(),
    })
}
