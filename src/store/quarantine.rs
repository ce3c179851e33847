//! Dossiers of a package that could not go in, with their reason and their bytes. Of this machine, never in the log.
//!
//! A row is never removed: it is settled when the dossier went in after all, or when an officer has seen it.

use rusqlite::{Connection, OptionalExtension, Row};
use sha2::{Digest, Sha256};

use crate::domain::ids::{FileHash, HeldId, OfficerId};
use crate::domain::officer::Role;
use crate::domain::package::{Fault, Item, text};
use crate::domain::refusal::Refusal;
use crate::domain::rows::HeldRow;
use crate::domain::time::Moment;
use crate::store::{Reader, Store, facts, marked};

/// Written beside a row that went in after all.
const TAKEN_IN: &str = "taken";

impl Store {
    /// Holds a dossier back, or notes that it was tried again in vain.
    pub fn hold(
        &mut self,
        (item, fault): (&Item, &Fault),
        package: &str,
        now: Moment,
    ) -> Result<(), Refusal> {
        let tx = self.conn.transaction()?;
        let id = self.ids.next(now.0);
        tx.prepare_cached(
            "INSERT INTO quarantine (id, portal_code, said, said_sha256, package, position, fault, sentence, found_at,
                 tried_at, tries)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9, 1)
             ON CONFLICT (said_sha256) DO UPDATE SET package = excluded.package, position = excluded.position,
                 fault = excluded.fault, sentence = excluded.sentence, tried_at = excluded.tried_at,
                 tries = tries + 1, settled_at = NULL, settled_why = NULL, settled_by = NULL",
        )?
        .execute((
            id.as_bytes(),
            &item.code,
            &item.said,
            hash(&item.said).0,
            package,
            item.position,
            fault.word(),
            text::fault(fault),
            now.0,
        ))?;
        marked::point("held");
        Ok(tx.commit()?)
    }

    /// An officer who receives dossiers has seen it and wants it out of the list. It stays in the file, with his name.
    ///
    /// # Errors
    /// He does not receive, gives no reason, or it is no longer in the list.
    pub fn put_aside(
        &mut self,
        held: HeldId,
        (by, why): (OfficerId, &str),
        now: Moment,
    ) -> Result<(), Refusal> {
        if !facts::actor(&self.conn, by)?.roles.has(Role::Reception) {
            return Err(Refusal::NeedsRole(Role::Reception));
        }
        let why = why.trim();
        if why.is_empty() {
            return Err(Refusal::NeedsReason);
        }
        let changed = self
            .conn
            .prepare_cached(
                "UPDATE quarantine SET settled_at = ?2, settled_why = ?3, settled_by = ?4
                 WHERE id = ?1 AND settled_at IS NULL",
            )?
            .execute((held.bytes(), now.0, why, by.bytes()))?;
        if changed == 0 {
            Err(Refusal::NotFound)
        } else {
            Ok(())
        }
    }
}

impl Reader {
    /// What was kept of a dossier of this portal code: the hash of all its package said.
    pub fn filed_online(&self, portal_code: &str) -> Result<Option<FileHash>, Refusal> {
        let found = self
            .conn
            .prepare_cached("SELECT said_sha256 FROM online WHERE portal_code = ?1 LIMIT 1")?
            .query_row([portal_code], |row| row.get(0).map(FileHash))
            .optional()?;
        Ok(found)
    }

    /// A held dossier to be tried again: what it says, its place in the package, and where the package lay.
    pub fn held(&self, held: HeldId) -> Result<Option<(Vec<u8>, u32, String)>, Refusal> {
        let found = self
            .conn
            .prepare_cached(
                "SELECT said, position, package FROM quarantine WHERE id = ?1 AND settled_at IS NULL",
            )?
            .query_row([held.bytes()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        Ok(found)
    }
}

/// The name of all a dossier says.
pub fn hash(said: &[u8]) -> FileHash {
    FileHash(Sha256::digest(said).into())
}

/// A dossier of this code is in: what was held back of it is settled, in the transaction of its act.
pub(super) fn taken_in(conn: &Connection, portal_code: &str, now: Moment) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "UPDATE quarantine SET settled_at = ?2, settled_why = ?3 WHERE portal_code = ?1 AND settled_at IS NULL",
    )?
    .execute((portal_code, now.0, TAKEN_IN))?;
    Ok(())
}

/// What is held back now, newest first.
pub(super) fn list(conn: &Connection) -> rusqlite::Result<Vec<HeldRow>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, portal_code, package, position, fault, sentence, found_at, tried_at, tries FROM quarantine
         WHERE settled_at IS NULL ORDER BY found_at DESC, position",
    )?;
    let rows = statement.query_map([], held_row)?;
    rows.collect()
}

fn held_row(row: &Row<'_>) -> rusqlite::Result<HeldRow> {
    Ok(HeldRow {
        id: HeldId::from_bytes(row.get(0)?),
        portal_code: row.get(1)?,
        package: row.get(2)?,
        position: row.get(3)?,
        fault: row.get(4)?,
        sentence: row.get(5)?,
        found_at: Moment(row.get(6)?),
        tried_at: Moment(row.get(7)?),
        tries: row.get(8)?,
    })
}

/// How many are held back.
pub(super) fn waiting(conn: &Connection) -> rusqlite::Result<u32> {
    conn.prepare_cached("SELECT count(*) FROM quarantine WHERE settled_at IS NULL")?
        .query_row([], |row| row.get(0))
}
