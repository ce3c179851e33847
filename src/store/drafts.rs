//! Receptions in hand, saved after every field so that a kill loses at most the field being typed. Not in the log.
//!
//! The only rows that are ever deleted: when they became a dossier, or after 30 days in the trash.

use rusqlite::{Connection, OptionalExtension, Row};

use crate::domain::draft::{Draft, DraftRow, Step};
use crate::domain::ids::{DossierId, OfficerId};
use crate::domain::refusal::Refusal;
use crate::domain::time::Moment;
use crate::store::{Store, marked};

/// Version of the JSON in `form`.
const SCHEMA_V: i64 = 1;
const DAY_MS: i64 = 24 * 3600 * 1000;
/// How long the trash keeps a draft.
const TRASH_DAYS: i64 = 30;

impl Store {
    /// Saves a reception. One that became a dossier meanwhile stays away; one in the trash stays there.
    pub fn save_draft(&mut self, draft: &Draft, officer: OfficerId, now: Moment) -> Result<(), Refusal> {
        let form = serde_json::to_string(draft).map_err(|_| Refusal::Fault { code: "draft-form" })?;
        let version = draft.procedure.as_ref().and_then(|it| hex(&it.version));
        self.conn
            .prepare_cached(
                "INSERT INTO draft (id, officer_id, schema_v, procedure_version, form, updated_at)
                 SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE NOT EXISTS
                    (SELECT 1 FROM dossier WHERE id = ?1 AND NOT (status IN (1, 5) AND code IS NULL))
                 ON CONFLICT (id) DO UPDATE SET schema_v = excluded.schema_v, form = excluded.form,
                    procedure_version = excluded.procedure_version, updated_at = excluded.updated_at",
            )?
            .execute((draft.id.bytes(), officer.bytes(), SCHEMA_V, version, form, now.0))?;
        marked::point("drafted");
        Ok(())
    }

    /// Puts a draft into the trash for 30 days.
    pub fn trash_draft(&mut self, id: DossierId, now: Moment) -> Result<(), Refusal> {
        let sql = "UPDATE draft SET trashed_at = ?2 WHERE id = ?1 AND trashed_at IS NULL";
        self.conn.prepare_cached(sql)?.execute((id.bytes(), now.0))?;
        Ok(())
    }

    /// Takes a draft out of the trash.
    pub fn untrash_draft(&mut self, id: DossierId) -> Result<(), Refusal> {
        let sql = "UPDATE draft SET trashed_at = NULL WHERE id = ?1";
        match self.conn.prepare_cached(sql)?.execute([id.bytes()])? {
            0 => Err(Refusal::NotFound),
            _ => Ok(()),
        }
    }
}

/// Throws away what lay in the trash for more than 30 days; how many.
pub(crate) fn purge(conn: &Connection, now: Moment) -> rusqlite::Result<usize> {
    conn.prepare_cached("DELETE FROM draft WHERE trashed_at < ?1")?
        .execute([now.0.saturating_sub(TRASH_DAYS * DAY_MS)])
}

/// The drafts of this machine, newest first.
pub fn list(conn: &Connection) -> rusqlite::Result<Vec<DraftRow>> {
    rows(
        conn,
        "SELECT id, officer_id, form, updated_at FROM draft WHERE trashed_at IS NULL
         ORDER BY updated_at DESC, id DESC",
    )
}

/// What lies in the trash, newest first.
pub fn trashed(conn: &Connection) -> rusqlite::Result<Vec<DraftRow>> {
    rows(
        conn,
        "SELECT id, officer_id, form, updated_at FROM draft WHERE trashed_at IS NOT NULL
         ORDER BY trashed_at DESC, id DESC",
    )
}

fn rows(conn: &Connection, sql: &str) -> rusqlite::Result<Vec<DraftRow>> {
    conn.prepare_cached(sql)?.query_map([], row)?.collect()
}

/// A form that cannot be read is still listed: nothing vanishes.
fn row(row: &Row<'_>) -> rusqlite::Result<DraftRow> {
    let form: String = row.get(2)?;
    let draft = serde_json::from_str::<Draft>(&form).ok();
    let (holder_name, step) = draft.map_or((String::new(), Step::Account), |it| {
        (it.holder.holder_name, it.step)
    });
    Ok(DraftRow {
        id: DossierId::from_bytes(row.get(0)?),
        officer: OfficerId::from_bytes(row.get(1)?),
        holder_name,
        step,
        updated_at: Moment(row.get(3)?),
    })
}

/// One draft whole, also from the trash.
pub fn load(conn: &Connection, id: DossierId) -> Result<Option<Draft>, Refusal> {
    let form: Option<String> = conn
        .prepare_cached("SELECT form FROM draft WHERE id = ?1")?
        .query_row([id.bytes()], |row| row.get(0))
        .optional()?;
    let read = form.map(|form| serde_json::from_str(&form)).transpose();
    read.map_err(|_| Refusal::Fault { code: "draft-form" })
}

/// The 16 bytes of a procedure version; `None` where the text is none.
fn hex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    let bytes = pairs.map(|pair| {
        let pair = std::str::from_utf8(pair).ok()?;
        u8::from_str_radix(pair, 16).ok()
    });
    bytes.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::founded;
    use uuid::Uuid;

    const HANH: OfficerId = OfficerId(Uuid::from_u128(1));
    const NOON: Moment = Moment(1_676_350_800_000);

    fn desk() -> (tempfile::TempDir, Store) {
        let home = tempfile::tempdir().unwrap();
        let store = founded(home.path(), NOON);
        (home, store)
    }

    fn draft(id: u128, name: &str) -> Draft {
        let mut draft = Draft::new(DossierId(Uuid::from_u128(id)));
        draft.holder.holder_name = name.into();
        draft
    }

    #[test]
    fn the_last_save_of_each_draft_is_what_comes_back_newest_first() {
        let (_home, mut store) = desk();
        for (id, name, at) in [(1, "Đ", 1), (2, "Lan", 2), (1, "Đạt", 3)] {
            store
                .save_draft(&draft(id, name), HANH, Moment(NOON.0 + at))
                .unwrap();
        }
        let names: Vec<_> = list(&store.conn)
            .unwrap()
            .into_iter()
            .map(|row| row.holder_name)
            .collect();
        assert_eq!(names, ["Đạt", "Lan"]);
        let back = load(&store.conn, DossierId(Uuid::from_u128(1))).unwrap();
        assert_eq!(back, Some(draft(1, "Đạt")));
        assert_eq!(load(&store.conn, DossierId(Uuid::from_u128(9))).unwrap(), None);
    }

    #[test]
    fn the_trash_keeps_a_draft_for_thirty_days_and_a_late_save_does_not_take_it_out() {
        let (_home, mut store) = desk();
        let id = DossierId(Uuid::from_u128(1));
        store.save_draft(&draft(1, "Đạt"), HANH, NOON).unwrap();
        store.trash_draft(id, NOON).unwrap();
        store.save_draft(&draft(1, "Đạt"), HANH, NOON).unwrap();
        assert_eq!(
            (
                list(&store.conn).unwrap().len(),
                trashed(&store.conn).unwrap().len()
            ),
            (0, 1)
        );
        let days = |count: i64| Moment(NOON.0 + count * DAY_MS);
        assert_eq!(purge(&store.conn, days(30)).unwrap(), 0);
        store.untrash_draft(id).unwrap();
        assert_eq!(list(&store.conn).unwrap().len(), 1);
        store.trash_draft(id, NOON).unwrap();
        assert_eq!(purge(&store.conn, days(31)).unwrap(), 1);
        assert_eq!(store.untrash_draft(id), Err(Refusal::NotFound));
    }

    #[test]
    fn a_form_that_cannot_be_read_is_still_listed() {
        let (_home, mut store) = desk();
        store.save_draft(&draft(1, "Đạt"), HANH, NOON).unwrap();
        store.conn.execute("UPDATE draft SET form = '{'", []).unwrap();
        assert_eq!(list(&store.conn).unwrap().len(), 1);
        let unreadable = load(&store.conn, DossierId(Uuid::from_u128(1)));
        assert_eq!(unreadable, Err(Refusal::Fault { code: "draft-form" }));
    }
}
