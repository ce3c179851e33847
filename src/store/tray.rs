//! The tray (khay quét): pages that lie on this machine's disk and belong to no component yet. Not in the log.
//!
//! A page comes in as bytes first and as a row second; its row goes in the transaction that places it, and a page that
//! is taken out of a component comes back in the transaction that takes it out. So no page is ever in neither place.

use std::collections::BTreeSet;

use rusqlite::{Connection, Row};

use crate::domain::ids::{ComponentId, DossierId, FileHash, OfficerId, TrayId};
use crate::domain::pages::{Claim, DpiKnown, Page, Part};
use crate::domain::quality::PageFlag;
use crate::domain::refusal::Refusal;
use crate::domain::rows::{AimedAt, TrayPage, TrayRows};
use crate::domain::time::Moment;
use crate::domain::tray::{JOINED, TrayAct, TraySource, USED};
use crate::store::Store;
use crate::store::incoming::{self, Incoming};
use crate::store::marked;

mod change;

pub(crate) use change::TrayChange;

/// Do all these rows lie in the tray?
pub(crate) fn has_all(conn: &Connection, rows: &BTreeSet<TrayId>) -> rusqlite::Result<bool> {
    let mut statement = conn.prepare_cached("SELECT 1 FROM tray_page WHERE id = ?1")?;
    for row in rows {
        if !statement.exists([row.bytes()])? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The file and the page of each of these rows.
pub(crate) fn images(conn: &Connection, rows: &[TrayId]) -> rusqlite::Result<Vec<(FileHash, u32)>> {
    let mut statement = conn.prepare_cached("SELECT sha256, leaf FROM tray_page WHERE id = ?1")?;
    let mut image =
        |row: &TrayId| statement.query_row([row.bytes()], |row| Ok((FileHash(row.get(0)?), row.get(1)?)));
    rows.iter().map(&mut image).collect()
}

impl Store {
    /// Takes in the pages of one file, whose bytes lie in the store already, and notes that the file was seen.
    /// A page that lies in the tray under the same id is left as it is.
    pub fn take_in(&mut self, pages: &[TrayPage], seen: &Incoming) -> Result<(), Refusal> {
        let tx = self.conn.transaction()?;
        for page in pages {
            put(&tx, page)?;
        }
        incoming::note(&tx, seen)?;
        marked::point("tray");
        Ok(tx.commit()?)
    }

    /// A page that was made of two others, which are put aside: a new row in the place of the first of them.
    pub fn join_pages(&mut self, made: &TrayPage, of: [TrayId; 2], now: Moment) -> Result<(), Refusal> {
        let tx = self.conn.transaction()?;
        put(&tx, made)?;
        tx.prepare_cached(
            "UPDATE tray_page SET position = (SELECT position FROM tray_page WHERE id = ?2) WHERE id = ?1",
        )?
        .execute((made.id.bytes(), of[0].bytes()))?;
        trash(&tx, &of, now)?;
        each(&tx, &of, |conn, id| {
            conn.prepare_cached("UPDATE tray_page SET flags = trim(flags || ',' || ?2, ',') WHERE id = ?1")?
                .execute((id.bytes(), JOINED))
        })?;
        marked::point("tray");
        Ok(tx.commit()?)
    }

    /// Does what an officer wants with the tray: one act, one transaction.
    pub fn on_tray(&mut self, act: &TrayAct, now: Moment) -> Result<(), Refusal> {
        let tx = self.conn.transaction()?;
        match act {
            TrayAct::Turn { pages, quarter } => each(&tx, pages, |conn, id| {
                conn.prepare_cached("UPDATE tray_page SET turns = (turns + ?2) % 4 WHERE id = ?1")?
                    .execute((id.bytes(), quarter % 4))
            }),
            TrayAct::Trash(pages) => trash(&tx, pages, now),
            TrayAct::Untrash(pages) => untrash(&tx, pages),
            TrayAct::Swap { out, back } => trash(&tx, out, now)
                .and_then(|()| untrash(&tx, back))
                .and_then(|()| each(&tx, back, apart)),
            TrayAct::Order(pages) => {
                let mut at = 0_u32;
                each(&tx, pages, |conn, id| {
                    at += 1;
                    conn.prepare_cached("UPDATE tray_page SET position = ?2 WHERE id = ?1")?
                        .execute((id.bytes(), at))
                })
            }
            TrayAct::Aim { pages, at } => each(&tx, pages, |conn, id| {
                conn.prepare_cached("UPDATE tray_page SET dossier_id = ?2, component_id = ?3 WHERE id = ?1")?
                    .execute((
                        id.bytes(),
                        at.as_ref().map(|(dossier, _)| dossier.bytes()),
                        at.as_ref()
                            .and_then(|(_, component)| component.as_ref())
                            .map(ComponentId::bytes),
                    ))
            }),
        }?;
        Ok(tx.commit()?)
    }
}

fn trash(conn: &Connection, pages: &[TrayId], now: Moment) -> Result<(), Refusal> {
    each(conn, pages, |conn, id| {
        conn.prepare_cached("UPDATE tray_page SET trashed_at = ?2 WHERE id = ?1")?
            .execute((id.bytes(), now.0))
    })
}

fn untrash(conn: &Connection, pages: &[TrayId]) -> Result<(), Refusal> {
    each(conn, pages, |conn, id| {
        conn.prepare_cached("UPDATE tray_page SET trashed_at = NULL WHERE id = ?1")?
            .execute([id.bytes()])
    })
}

/// It is part of no other page any more.
fn apart(conn: &Connection, page: TrayId) -> rusqlite::Result<usize> {
    conn.prepare_cached(
        "UPDATE tray_page SET flags = trim(replace(',' || flags || ',', ',' || ?2 || ',', ','), ',') WHERE id = ?1",
    )?
    .execute((page.bytes(), JOINED))
}

fn each(
    conn: &Connection,
    pages: &[TrayId],
    mut change: impl FnMut(&Connection, TrayId) -> rusqlite::Result<usize>,
) -> Result<(), Refusal> {
    for id in pages {
        if change(conn, *id)? == 0 {
            return Err(Refusal::NotFound);
        }
    }
    Ok(())
}

pub(crate) fn put(conn: &Connection, row: &TrayPage) -> rusqlite::Result<()> {
    let page = &row.page;
    let aim = row.aim.as_ref();
    conn.prepare_cached(
        "INSERT INTO tray_page (id, position, sha256, size, mime, file_name, source, device, taken_at, taken_by,
             width, height, dpi, dpi_known, flags, turns, dossier_id, component_id, trashed_at, leaf)
         VALUES (?1, (SELECT coalesce(max(position), 0) + 1 FROM tray_page), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,
             ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19) ON CONFLICT (id) DO NOTHING",
    )?
    .execute(rusqlite::params![
        row.id.bytes(),
        page.sha256.0,
        i64::try_from(page.size).unwrap_or(i64::MAX),
        page.mime,
        page.file_name,
        row.source.word(),
        page.device,
        page.taken_at.0,
        page.taken_by.bytes(),
        page.width,
        page.height,
        page.dpi,
        page.dpi_known.word(),
        row.flags.join(","),
        page.turns,
        aim.map(|(dossier, _)| dossier.bytes()),
        aim.and_then(|(_, component)| component.as_ref()).map(ComponentId::bytes),
        row.trashed_at.map(|at| at.0),
        page.leaf,
    ])?;
    Ok(())
}

/// Everything in the tray, in its order; what was thrown away apart.
pub(crate) fn list(conn: &Connection) -> rusqlite::Result<TrayRows> {
    let mut statement = conn.prepare_cached(
        "SELECT sha256, size, mime, file_name, turns, width, height, dpi, dpi_known, device, taken_at, taken_by,
             leaf, id, source, flags, dossier_id, component_id, trashed_at,
             source IN ('folder', 'picked') AND (
                 EXISTS (SELECT 1 FROM page p JOIN component c ON c.id = p.component_id
                     WHERE p.sha256 = t.sha256 AND p.leaf = t.leaf AND c.voided_at IS NULL)
                 OR EXISTS (SELECT 1 FROM component_file f JOIN component c ON c.id = f.component_id
                     WHERE f.sha256 = t.sha256 AND f.voided_at IS NULL AND c.voided_at IS NULL))
         FROM tray_page t ORDER BY position, id",
    )?;
    let rows = statement
        .query_map([], tray_page)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let (trashed, pages) = rows.into_iter().partition(|row| row.trashed_at.is_some());
    Ok(TrayRows {
        pages,
        trashed,
        aims: aims(conn)?,
        refused: incoming::refused(conn)?,
    })
}

/// Whom pages of the tray are meant for.
fn aims(conn: &Connection) -> rusqlite::Result<Vec<AimedAt>> {
    let mut statement = conn.prepare_cached(
        "SELECT DISTINCT t.dossier_id, t.component_id, d.code, c.name FROM tray_page t
         JOIN dossier d ON d.id = t.dossier_id LEFT JOIN component c ON c.id = t.component_id",
    )?;
    let rows = statement.query_map([], |row| {
        let component: Option<[u8; 16]> = row.get(1)?;
        Ok(AimedAt {
            aim: (
                DossierId::from_bytes(row.get(0)?),
                component.map(ComponentId::from_bytes),
            ),
            code: row.get(2)?,
            component: row.get(3)?,
        })
    })?;
    rows.collect()
}

/// How many pages wait in the tray.
pub(crate) fn waiting(conn: &Connection) -> rusqlite::Result<u32> {
    conn.prepare_cached("SELECT count(*) FROM tray_page WHERE trashed_at IS NULL")?
        .query_row([], |row| row.get(0))
}

fn tray_page(row: &Row<'_>) -> rusqlite::Result<TrayPage> {
    let flags: String = row.get(15)?;
    let source: String = row.get(14)?;
    let dossier: Option<[u8; 16]> = row.get(16)?;
    let component: Option<[u8; 16]> = row.get(17)?;
    let trashed: Option<i64> = row.get(18)?;
    let flags = flags.split(',').filter(|flag| !flag.is_empty());
    let mut flags: Vec<String> = flags.map(str::to_owned).collect();
    // What becomes of the dossiers changes it: it is looked up, never kept. Only of files: what a scanner gives is another
    // sheet, and so is what was taken out of a component, however alike.
    flags.extend(row.get::<_, bool>(19)?.then(|| USED.to_owned()));
    let blank = flags.iter().any(|flag| flag == PageFlag::Blank.word());
    Ok(TrayPage {
        id: TrayId::from_bytes(row.get(13)?),
        page: original(row, (1, Part::Whole, blank))?,
        source: TraySource::from_word(&source).unwrap_or(TraySource::Folder),
        flags,
        aim: dossier.map(|id| (DossierId::from_bytes(id), component.map(ComponentId::from_bytes))),
        trashed_at: trashed.map(Moment),
    })
}

/// The first thirteen columns of both tables.
fn original(row: &Row<'_>, (side, part, blank): (u32, Part, bool)) -> rusqlite::Result<Page> {
    let bytes: i64 = row.get(1)?;
    let known: String = row.get(8)?;
    Ok(Page {
        sha256: FileHash(row.get(0)?),
        size: u64::try_from(bytes).unwrap_or(0),
        mime: row.get(2)?,
        file_name: row.get(3)?,
        side,
        part,
        blank,
        turns: row.get(4)?,
        width: row.get(5)?,
        height: row.get(6)?,
        dpi: row.get(7)?,
        dpi_known: DpiKnown::from_word(&known).unwrap_or(DpiKnown::Unknown),
        device: row.get(9)?,
        taken_at: Moment(row.get(10)?),
        taken_by: OfficerId::from_bytes(row.get(11)?),
        leaf: row.get(12)?,
    })
}

/// The pages of a component, in order.
pub(crate) fn pages_of(conn: &Connection, component: ComponentId) -> rusqlite::Result<Vec<Page>> {
    let mut statement = conn.prepare_cached(
        "SELECT p.sha256, coalesce(b.size, 0), coalesce(b.mime, ''), p.file_name, p.turns, p.width, p.height, p.dpi,
             p.dpi_known, p.device, p.taken_at, p.taken_by, p.leaf, p.side, p.part, p.blank
         FROM page p LEFT JOIN blob b ON b.sha256 = p.sha256 WHERE p.component_id = ?1 ORDER BY p.position",
    )?;
    let rows = statement.query_map([component.bytes()], |row| {
        let part: String = row.get(14)?;
        let part = Part::from_word(&part).unwrap_or(Part::Whole);
        original(row, (row.get(13)?, part, row.get(15)?))
    })?;
    rows.collect()
}

/// What was said of a component's sheets, from three columns: sheets, sides, noted.
pub(crate) fn claim(row: &Row<'_>, first: usize) -> rusqlite::Result<Claim> {
    let noted: String = row.get(first + 2)?;
    Ok(Claim {
        sheets: row.get::<_, Option<u32>>(first)?.unwrap_or(0),
        sides: row.get::<_, Option<u32>>(first + 1)?.unwrap_or(0),
        noted: noted.split(',').filter_map(|side| side.parse().ok()).collect(),
    })
}
