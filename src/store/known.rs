//! Where files lie already, by their bytes: one question for all the files of a folder.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, params_from_iter};

use crate::domain::draft::Draft;
use crate::domain::ids::{DossierId, FileHash};
use crate::domain::known::Known;
use crate::domain::refusal::Refusal;
use crate::store::Reader;
use crate::store::read::row::{hash, id};

/// Files asked about at once.
const MOST: usize = 200;

/// The places a file is found in.
pub type Places = BTreeMap<FileHash, BTreeSet<Known>>;

impl Reader {
    /// Where each of these files lies; one that never came is not named. Results and the kho have no index by their
    /// bytes: this is for a worker.
    pub fn known(&self, files: &[FileHash]) -> Result<Places, Refusal> {
        known(&self.conn, files)
    }
}

pub(super) fn known(conn: &Connection, files: &[FileHash]) -> Result<Places, Refusal> {
    let mut places = Places::new();
    for some in files.chunks(MOST) {
        in_dossiers(conn, some, &mut places)?;
        elsewhere(conn, some, &mut places)?;
    }
    in_drafts(conn, files, &mut places)?;
    Ok(places)
}

/// `?,?,?`.
fn marks(files: &[FileHash]) -> String {
    vec!["?"; files.len()].join(",")
}

fn in_dossiers(conn: &Connection, files: &[FileHash], places: &mut Places) -> Result<(), Refusal> {
    let among = marks(files);
    // A parameter for each mark: the same files five times.
    let sql = format!(
        "SELECT f.sha256, d.id, ifnull(d.code, '') FROM (
            SELECT sha256, dossier_id FROM component_file WHERE voided_at IS NULL AND sha256 IN ({among})
            UNION SELECT sha256, dossier_id FROM page WHERE sha256 IN ({among})
            UNION SELECT sha256, dossier_id FROM interim WHERE sha256 IN ({among})
            UNION SELECT sha256, dossier_id FROM outcome WHERE sha256 IN ({among})
            UNION SELECT sha256, dossier_id FROM paper WHERE dossier_id IS NOT NULL AND sha256 IN ({among})
         ) f JOIN dossier d ON d.id = f.dossier_id"
    );
    let asked = files.iter().cycle().take(files.len() * 5).map(|file| file.0);
    let mut statement = conn.prepare(&sql)?;
    let mut rows = statement.query(params_from_iter(asked))?;
    while let Some(row) = rows.next()? {
        let known = Known::Dossier {
            id: DossierId::from_bytes(id(row, 1)?),
            code: row.get(2)?,
        };
        places.entry(hash(row, 0)?).or_default().insert(known);
    }
    Ok(())
}

/// What lies in no dossier: in the tray, in the kho; and what was here, where it is nowhere now.
fn elsewhere(conn: &Connection, files: &[FileHash], places: &mut Places) -> Result<(), Refusal> {
    let among = marks(files);
    let tables = [
        (
            "(SELECT sha256 FROM tray_page WHERE trashed_at IS NULL)",
            Known::Tray,
        ),
        (
            "(SELECT sha256 FROM tray_page WHERE trashed_at IS NOT NULL)",
            Known::Bin,
        ),
        ("(SELECT sha256 FROM paper WHERE dossier_id IS NULL)", Known::Kho),
        ("blob", Known::Before),
        ("incoming", Known::Before),
    ];
    for (table, known) in tables {
        let sql = format!("SELECT DISTINCT sha256 FROM {table} WHERE sha256 IN ({among})");
        let mut statement = conn.prepare(&sql)?;
        let mut rows = statement.query(params_from_iter(files.iter().map(|file| file.0)))?;
        while let Some(row) = rows.next()? {
            let places = places.entry(hash(row, 0)?).or_default();
            if known != Known::Before || places.is_empty() {
                places.insert(known.clone());
            }
        }
    }
    Ok(())
}

/// Drafts are JSON: their files are read out of it. One that cannot be read has none.
fn in_drafts(conn: &Connection, files: &[FileHash], places: &mut Places) -> Result<(), Refusal> {
    let mut statement = conn.prepare_cached("SELECT form FROM draft WHERE trashed_at IS NULL")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let form: String = row.get(0)?;
        let Ok(draft) = serde_json::from_str::<Draft>(&form) else {
            continue;
        };
        for file in draft.components.iter().flat_map(|it| &it.files) {
            if files.contains(&file.sha256) {
                let known = Known::Draft {
                    id: draft.id,
                    holder: draft.holder.holder_name.clone(),
                };
                let places = places.entry(file.sha256).or_default();
                places.remove(&Known::Before);
                places.insert(known);
            }
        }
    }
    Ok(())
}
