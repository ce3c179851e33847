//! What a file is of: for the list of those that are missing, where a hash alone helps nobody. Names no person.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use crate::domain::ids::{DossierId, FileHash};
use crate::domain::refusal::Refusal;
use crate::store::read::row::hash;
use crate::store::{Reader, text};

/// What of a dossier, or of the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// A file or page of a component.
    Component,
    /// A result.
    Outcome,
    /// Another paper of the work on it.
    Interim,
    /// A printed form; its name is its number.
    Form,
    /// What the portal's package said.
    Said,
    /// A paper of the kho that came without a dossier.
    Kho,
    /// A page of the tray.
    Tray,
}

/// Each way a file is named by a row, the most telling first. Whole tables are read: this is for a list of faults.
const NAMED: [(Part, &str); 9] = [
    (
        Part::Component,
        "SELECT f.sha256, f.dossier_id, c.name FROM component_file f JOIN component c ON c.id = f.component_id
         UNION SELECT f.original_sha256, f.dossier_id, c.name FROM component_file f
            JOIN component c ON c.id = f.component_id WHERE f.original_sha256 IS NOT NULL",
    ),
    (
        Part::Component,
        "SELECT p.sha256, p.dossier_id, c.name FROM page p JOIN component c ON c.id = p.component_id",
    ),
    (Part::Outcome, "SELECT sha256, dossier_id, name FROM outcome"),
    (
        Part::Outcome,
        "SELECT original_sha256, dossier_id, name FROM outcome WHERE original_sha256 IS NOT NULL",
    ),
    (Part::Interim, "SELECT sha256, dossier_id, name FROM interim"),
    (
        Part::Form,
        "SELECT sha256, dossier_id, number FROM form
         UNION SELECT signed_sha256, dossier_id, number FROM form WHERE signed_sha256 IS NOT NULL",
    ),
    (Part::Said, "SELECT said_sha256, dossier_id, '' FROM online"),
    (
        Part::Kho,
        "SELECT sha256, NULL AS dossier_id, name FROM paper WHERE dossier_id IS NULL",
    ),
    (Part::Tray, "SELECT sha256, NULL AS dossier_id, '' FROM tray_page"),
];

impl Reader {
    /// In words, of those of these files that a row names.
    pub fn belongings(&self, files: &[FileHash]) -> Result<BTreeMap<FileHash, String>, Refusal> {
        Ok(belongings(&self.conn, files)?)
    }
}

pub(crate) fn belongings(
    conn: &Connection,
    files: &[FileHash],
) -> rusqlite::Result<BTreeMap<FileHash, String>> {
    let asked: BTreeSet<&FileHash> = files.iter().collect();
    let mut found = BTreeMap::new();
    for (part, named) in NAMED.iter().filter(|_| !asked.is_empty()) {
        let sql = format!(
            "SELECT n.*, d.code FROM ({named}) n LEFT JOIN dossier d ON d.id = n.dossier_id ORDER BY d.n"
        );
        let mut statement = conn.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let file = hash(row, 0)?;
            if asked.contains(&file) && !found.contains_key(&file) {
                let id: Option<[u8; 16]> = row.get(1)?;
                let code: Option<String> = row.get(3)?;
                let dossier = code.or_else(|| id.map(|id| DossierId::from_bytes(id).to_string()));
                let name: String = row.get(2)?;
                found.insert(file, text::belongs(*part, &dossier.unwrap_or_default(), &name));
            }
        }
    }
    Ok(found)
}
