//! Applies "Cập nhật": changed columns of a dossier, and what follows from them.

use rusqlite::Connection;

use super::{any, one, touch};
use crate::store::body::{Changed, Edit};
use crate::store::editable::{self, Column};
use crate::store::oplog::{LogError, Op};
use crate::store::search_index;

pub(super) fn edit(conn: &Connection, op: &Op, body: &Edit) -> Result<(), LogError> {
    search_index::forget(conn, op.row)?;
    // A column a newer program may edit and this one does not know stays as it is; its value is in the log.
    let known = body
        .changes
        .iter()
        .filter_map(|(name, change)| Some((editable::find(name)?, change)));
    for (column, change) in known {
        set(conn, op, column, change.1.as_deref())?;
    }
    if let Some(change) = body.changes.get("holder_no") {
        note_alias(conn, op, change, body.undoes.is_some())?;
    }
    touch(conn, op)?;
    Ok(search_index::write(conn, op.row)?)
}

fn set(conn: &Connection, op: &Op, column: &Column, new: Option<&str>) -> Result<(), LogError> {
    let sql = format!("UPDATE dossier SET {} = ?2 WHERE id = ?1", column.name);
    let id = op.row.as_bytes();
    let filled = new.filter(|text| !text.is_empty());
    if column.is_plain_text() {
        return one(conn, op, &sql, (id, new.unwrap_or_default()));
    }
    if column.is_number() {
        let number: Option<i64> = filled.and_then(|text| text.parse().ok());
        return one(conn, op, &sql, (id, number.unwrap_or_default()));
    }
    one(conn, op, &sql, (id, filled))
}

/// An old card's number replaced by a personal number is the same person, unless the change was undone.
fn note_alias(
    conn: &Connection,
    op: &Op,
    change: &Changed<Option<String>>,
    undone: bool,
) -> Result<(), LogError> {
    let digits = |text: &str, count| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    let (Some(old), Some(new)) = change else {
        return Ok(());
    };
    if undone {
        any(
            conn,
            "DELETE FROM identity_alias WHERE old_no = ?2 AND new_no = ?1 AND dossier_id = ?3",
            (old, new, op.row.as_bytes()),
        )?;
    } else if digits(old, 9) && digits(new, 12) {
        any(
            conn,
            "INSERT INTO identity_alias (old_no, new_no, dossier_id) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
            (old, new, op.row.as_bytes()),
        )?;
    }
    Ok(())
}
