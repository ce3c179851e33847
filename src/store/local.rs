//! What belongs to this machine alone: its settings, officers' preferences, small notes. Never in the log.

use rusqlite::{Connection, OptionalExtension};
use uuid::Uuid;

use crate::domain::ids::OfficerId;
use crate::domain::refusal::Refusal;
use crate::domain::settings::{Scope, Settings, find};
use crate::domain::settings_check::check_value;
use crate::store::{Reader, Store};

/// Notes lie beside the local settings under keys no setting has.
const LAST_OFFICER: &str = "_last_officer";
const AFTER_CRASH: &str = "_after_crash";
/// Who logged in first since then sees it.
const TOLD: &str = "told";
/// The longest key and value of a preference, in bytes.
const LONGEST: usize = 4096;

impl Store {
    /// Keeps a setting of this machine.
    pub fn keep_local(&mut self, key: &str, value: &str) -> Result<(), Refusal> {
        let setting = find(key)
            .filter(|setting| setting.scope == Scope::Local)
            .ok_or(Refusal::UnknownSetting)?;
        check_value(setting, value)?;
        Ok(note(&self.conn, key, Some(value))?)
    }

    /// Keeps what one officer likes (typing method, tone style …).
    pub fn keep_preference(&mut self, officer: OfficerId, key: &str, value: &str) -> Result<(), Refusal> {
        if key.is_empty() || key.len() + value.len() > LONGEST {
            return Err(Refusal::Invalid("value"));
        }
        self.conn
            .prepare_cached(
                "INSERT INTO preference (officer_id, key, value) VALUES (?1, ?2, ?3)
                 ON CONFLICT DO UPDATE SET value = excluded.value",
            )?
            .execute((officer.bytes(), key, value))?;
        Ok(())
    }
}

impl Reader {
    /// All settings; see [`settings`].
    pub fn settings(&self) -> Result<Settings, Refusal> {
        Ok(settings(&self.conn)?)
    }

    /// Is this a practice desk?
    pub fn is_practice(&self) -> Result<bool, Refusal> {
        Ok(mode(&self.conn)? == "practice")
    }
}

/// An office-wide setting, or its default.
pub fn office_setting(conn: &Connection, key: &str) -> rusqlite::Result<String> {
    let stored: Option<String> = conn
        .prepare_cached("SELECT value FROM setting WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?;
    Ok(stored.unwrap_or_else(|| find(key).map_or("", |setting| setting.default).to_owned()))
}

/// All settings, the office's, the desk's and this machine's, as they are now.
pub fn settings(conn: &Connection) -> rusqlite::Result<Settings> {
    let mut statement = conn.prepare_cached(
        "SELECT key, value FROM setting UNION ALL SELECT key, value FROM local_setting
         UNION ALL SELECT 'desk_no', CAST(desk_no AS TEXT) FROM device_self
         UNION ALL SELECT 'code_range', range_first || '-' || range_last FROM device_self",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let known = rows.filter(|row| {
        row.as_ref()
            .map_or(true, |(key, _): &(String, String)| find(key).is_some())
    });
    known.collect::<rusqlite::Result<_>>().map(Settings)
}

/// `desk` or `practice`.
pub fn mode(conn: &Connection) -> rusqlite::Result<String> {
    conn.query_row("SELECT mode FROM device_self", [], |row| row.get(0))
}

/// What one officer likes; `None` = he never said.
pub fn preference(conn: &Connection, officer: OfficerId, key: &str) -> rusqlite::Result<Option<String>> {
    conn.prepare_cached("SELECT value FROM preference WHERE officer_id = ?1 AND key = ?2")?
        .query_row((officer.bytes(), key), |row| row.get(0))
        .optional()
}

/// Everything one officer likes.
pub fn preferences(conn: &Connection, officer: OfficerId) -> rusqlite::Result<Vec<(String, String)>> {
    conn.prepare_cached("SELECT key, value FROM preference WHERE officer_id = ?1 ORDER BY key")?
        .query_map([officer.bytes()], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// Who logged in last on this machine.
pub fn last_officer(conn: &Connection) -> rusqlite::Result<Option<OfficerId>> {
    let text = noted(conn, LAST_OFFICER)?;
    Ok(text.and_then(|text| text.parse().ok()).map(OfficerId))
}

/// Remembers who logged in.
pub(crate) fn keep_last_officer(conn: &Connection, officer: OfficerId) -> rusqlite::Result<()> {
    let id: Uuid = officer.0;
    note(conn, LAST_OFFICER, Some(&id.to_string()))
}

/// Somebody logs in: the first one is told that the program did not leave cleanly, the next one need not be.
pub(crate) fn tell_crash(conn: &Connection) -> rusqlite::Result<()> {
    match noted(conn, AFTER_CRASH)?.as_deref() {
        None => Ok(()),
        Some(TOLD) => note(conn, AFTER_CRASH, None),
        Some(_) => note(conn, AFTER_CRASH, Some(TOLD)),
    }
}

/// Did the program end without leaving, and has nobody been told yet?
pub fn after_crash(conn: &Connection) -> rusqlite::Result<bool> {
    Ok(noted(conn, AFTER_CRASH)?.is_some())
}

/// The marker of the last run was still there.
pub(crate) fn keep_crash(conn: &Connection) -> rusqlite::Result<()> {
    note(conn, AFTER_CRASH, Some("yes"))
}

/// A note of this machine, if there is one.
pub(crate) fn noted(conn: &Connection, key: &str) -> rusqlite::Result<Option<String>> {
    conn.prepare_cached("SELECT value FROM local_setting WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()
}

/// Writes or (`None`) takes away a note.
pub(crate) fn note(conn: &Connection, key: &str, value: Option<&str>) -> rusqlite::Result<()> {
    match value {
        Some(value) => conn
            .prepare_cached(
                "INSERT INTO local_setting (key, value) VALUES (?1, ?2)
                 ON CONFLICT DO UPDATE SET value = excluded.value",
            )?
            .execute((key, value))?,
        None => conn
            .prepare_cached("DELETE FROM local_setting WHERE key = ?1")?
            .execute([key])?,
    };
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::open::SCHEMA;

    fn conn() -> Connection {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(SCHEMA).unwrap();
        conn
    }

    #[test]
    fn settings_of_office_and_machine_are_read_together_and_notes_are_not_settings() {
        let conn = conn();
        conn.execute(
            "INSERT INTO setting VALUES ('soon_days', '2', 0, zeroblob(16))",
            [],
        )
        .unwrap();
        note(&conn, "printer", Some("Canon")).unwrap();
        keep_crash(&conn).unwrap();
        let settings = settings(&conn).unwrap();
        assert_eq!(
            (settings.number("soon_days"), settings.text("printer")),
            (2, "Canon")
        );
        assert_eq!(settings.0.len(), 2);
        assert!(after_crash(&conn).unwrap());
        note(&conn, AFTER_CRASH, None).unwrap();
        assert!(!after_crash(&conn).unwrap());
    }

    #[test]
    fn the_last_officer_is_remembered() {
        let conn = conn();
        assert_eq!(last_officer(&conn).unwrap(), None);
        let officer = OfficerId(Uuid::from_u128(7));
        keep_last_officer(&conn, officer).unwrap();
        assert_eq!(last_officer(&conn).unwrap(), Some(officer));
    }
}
