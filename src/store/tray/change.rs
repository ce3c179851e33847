//! What an act of the log does to the tray, in its own transaction.

use rusqlite::{Connection, OptionalExtension, Row};

use super::put;
use crate::domain::act::NewPages;
use crate::domain::cover::Aim;
use crate::domain::draft::DraftFile;
use crate::domain::ids::{ComponentId, DossierId, FileHash, IdSource, TrayId};
use crate::domain::pages::Page;
use crate::domain::quality::PageFlag;
use crate::domain::rows::TrayPage;
use crate::domain::time::Moment;
use crate::domain::tray::{REPLACED, TraySource};
use crate::store::placed;

/// What an act does to the tray.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct TrayChange {
    /// Placed: their rows go.
    pub taken: Vec<TrayId>,
    /// Taken out of a component: they come back.
    pub back: Vec<Page>,
    /// Placed again by an undo: what came back of them goes.
    pub again: Vec<(FileHash, u32)>,
    /// Named before and after. A row that takes the place of one that looks the same sends that one back.
    pub alike: Vec<Page>,
    /// Attached whole: what the scan folder brought of these files need not be placed a second time.
    pub attached: Vec<FileHash>,
    /// Attached whole at this moment, which is undone: what went into the trash for it lies in the tray again.
    pub detached: Vec<(FileHash, Moment)>,
    /// Of what comes back, the images that others took the place of; `None` = as it was known before.
    pub replaced: Option<Vec<(FileHash, u32)>>,
    /// Whom what comes back is meant for, where nobody knows whom it was meant for before.
    pub aim: Option<Aim>,
}

impl TrayChange {
    /// What goes back when pages are replaced by others: each original that is no longer named.
    pub(crate) fn between(
        (old, new): &(Vec<Page>, Vec<Page>),
        taken: &[TrayId],
        aim: (DossierId, ComponentId),
    ) -> Self {
        let back: Vec<Page> = beyond(old, new).cloned().collect();
        Self {
            taken: taken.to_vec(),
            again: beyond(new, old).map(|page| (page.sha256, page.leaf)).collect(),
            alike: beyond(old, &back).cloned().collect(),
            back,
            aim: Some((aim.0, Some(aim.1))),
            ..Self::default()
        }
    }

    /// Does this act bring in a page that did not stand there?
    pub(crate) fn brings(old: &[Page], new: &NewPages) -> bool {
        !new.taken.is_empty() || beyond(&new.pages, old).next().is_some()
    }

    /// Marks what of it goes back because another image, new here, stands on its side now: nobody wants it there again.
    pub(crate) fn marking_replaced(mut self, (old, new): &(Vec<Page>, Vec<Page>)) -> Self {
        let is_new = |page: &Page| !old.iter().any(|other| other.is_same_image(page));
        let gave_way = |page: &&Page| new.iter().any(|it| it.slot() == page.slot() && is_new(it));
        let replaced = self.back.iter().filter(gave_way);
        self.replaced = Some(replaced.map(|page| (page.sha256, page.leaf)).collect());
        self
    }

    /// What goes back when a component is taken away with all its pages.
    pub(crate) fn giving_up(pages: &[Page], (dossier, component): (DossierId, ComponentId)) -> Self {
        let none = (pages.to_vec(), Vec::new());
        Self::between(&none, &[], (dossier, component))
    }

    /// The component is there again, and its pages lie in it.
    pub(crate) fn taking_up(pages: &[Page]) -> Self {
        Self {
            again: pages.iter().map(|page| (page.sha256, page.leaf)).collect(),
            ..Self::default()
        }
    }

    /// Does a page that an undo would place again stand somewhere else by now? Then it lies in no tray.
    pub(crate) fn is_too_late(&self, conn: &Connection) -> rusqlite::Result<bool> {
        let mut lies = conn.prepare_cached("SELECT 1 FROM tray_page WHERE sha256 = ?1 AND leaf = ?2")?;
        let mut stands = conn.prepare_cached("SELECT 1 FROM page WHERE sha256 = ?1 AND leaf = ?2")?;
        for (sha256, leaf) in &self.again {
            if !lies.exists((sha256.0, leaf))? && stands.exists((sha256.0, leaf))? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// These files were attached whole.
    pub(crate) fn attaching<'a>(files: impl IntoIterator<Item = &'a DraftFile>) -> Self {
        Self {
            attached: files.into_iter().map(|file| file.sha256).collect(),
            ..Self::default()
        }
    }

    /// Pages of this file do not come back: it stands in the component itself.
    pub(crate) fn stays_away(&mut self, file: FileHash) {
        self.back.retain(|page| page.sha256 != file);
    }

    /// Does it to the tray, in the transaction of its act. `now` marks when a page came back.
    pub(crate) fn apply(
        mut self,
        conn: &Connection,
        ids: &mut dyn IdSource,
        now: Moment,
    ) -> rusqlite::Result<()> {
        for id in &self.taken {
            let image = conn
                .prepare_cached(
                    "DELETE FROM tray_page WHERE id = ?1 RETURNING sha256, leaf, dossier_id, component_id, flags",
                )?
                .query_row([id.bytes()], known)
                .optional()?;
            let image = image.map(|known| remember(conn, known)).transpose()?;
            let is_its = |page: &Page| Some((page.sha256, page.leaf)) == image;
            // It was placed by its own row: a sheet that looks the same is another sheet and stays.
            if let Some(at) = self.again.iter().position(|placed| Some(*placed) == image) {
                self.again.swap_remove(at);
            } else if let Some(at) = self.alike.iter().position(is_its) {
                self.back.push(self.alike.swap_remove(at));
            }
        }
        for (sha256, leaf) in &self.again {
            let image = conn
                .prepare_cached(
                    "DELETE FROM tray_page WHERE id = (SELECT id FROM tray_page WHERE sha256 = ?1 AND leaf = ?2
                         AND source = 'component'
                         LIMIT 1)
                     RETURNING sha256, leaf, dossier_id, component_id, flags",
                )?
                .query_row((sha256.0, leaf), known)
                .optional()?;
            image.map(|known| remember(conn, known)).transpose()?;
        }
        for file in &self.attached {
            // Into the trash, from where they can be fetched: the officer may have meant another paper.
            conn.prepare_cached(
                "UPDATE tray_page SET trashed_at = ?2 WHERE sha256 = ?1 AND trashed_at IS NULL AND source = 'folder'",
            )?
            .execute((file.0, now.0))?;
        }
        for (file, at) in &self.detached {
            conn.prepare_cached(
                "UPDATE tray_page SET trashed_at = NULL WHERE sha256 = ?1 AND trashed_at = ?2 AND source = 'folder'",
            )?
            .execute((file.0, at.0))?;
        }
        bring_back(conn, self, (ids, now))
    }
}

/// Pages come out of a component, in front of all others: what was taken off a side is what is offered for it next.
fn bring_back(
    conn: &Connection,
    change: TrayChange,
    (ids, now): (&mut dyn IdSource, Moment),
) -> rusqlite::Result<()> {
    let first = "UPDATE tray_page SET position = (SELECT min(position) - 1 FROM tray_page) WHERE id = ?1";
    let (aim, replaced) = (change.aim, change.replaced);
    for page in change.back.into_iter().rev() {
        // Where nothing is known of the time before, it stays meant for the component it lay in.
        let before = placed::take(conn, (page.sha256, page.leaf))?;
        let (aim, mut flags) = before.unwrap_or((aim, Vec::new()));
        if let Some(replaced) = &replaced {
            flags.retain(|flag| flag != REPLACED);
            let is = replaced.contains(&(page.sha256, page.leaf));
            flags.extend(is.then(|| REPLACED.to_owned()));
        }
        let aim = aim.map(|aim| standing(conn, aim)).transpose()?;
        let row = TrayPage {
            id: TrayId(ids.next(now.0)),
            flags: flags_of(&page, flags),
            page,
            source: TraySource::Component,
            aim,
            trashed_at: None,
        };
        put(conn, &row)?;
        conn.prepare_cached(first)?.execute([row.id.bytes()])?;
    }
    Ok(())
}

/// For a component that was taken away nobody can place a page: it is meant for the dossier then.
fn standing(conn: &Connection, (dossier, component): Aim) -> rusqlite::Result<Aim> {
    let Some(component) = component else {
        return Ok((dossier, None));
    };
    let sql = "SELECT 1 FROM component WHERE id = ?1 AND voided_at IS NOT NULL";
    let gone = conn.prepare_cached(sql)?.exists([component.bytes()])?;
    Ok((dossier, (!gone).then_some(component)))
}

/// The pages that have no counterpart among the others: each sheet counts, also where two look the same.
fn beyond<'a>(pages: &'a [Page], others: &[Page]) -> impl Iterator<Item = &'a Page> {
    let mut left: Vec<&Page> = others.iter().collect();
    let mut rest = Vec::new();
    for page in pages {
        match left.iter().position(|other| other.is_same_image(page)) {
            Some(at) => {
                left.swap_remove(at);
            }
            None => rest.push(page),
        }
    }
    rest.into_iter()
}

/// What is known of a page that comes back: what was noted, and that it looked blank goes with it wherever it lies.
fn flags_of(page: &Page, mut noted: Vec<String>) -> Vec<String> {
    let blank = PageFlag::Blank.word();
    if page.blank && !noted.iter().any(|flag| flag == blank) {
        noted.push(blank.to_owned());
    }
    noted
}

/// What a row that leaves the tray for a component knew.
struct Known {
    image: (FileHash, u32),
    aim: Option<Aim>,
    flags: String,
}

fn known(row: &Row<'_>) -> rusqlite::Result<Known> {
    let dossier: Option<[u8; 16]> = row.get(2)?;
    let component: Option<[u8; 16]> = row.get(3)?;
    Ok(Known {
        image: (FileHash(row.get(0)?), row.get(1)?),
        aim: dossier.map(|id| (DossierId::from_bytes(id), component.map(ComponentId::from_bytes))),
        flags: row.get(4)?,
    })
}

fn remember(conn: &Connection, known: Known) -> rusqlite::Result<(FileHash, u32)> {
    placed::note(conn, known.image, (known.aim, &known.flags))?;
    Ok(known.image)
}
