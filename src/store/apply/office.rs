//! Applies acts on the office: desk, officers, settings, reference tables.

use rusqlite::Connection;

use super::{any, name_blob, one};
use crate::store::body::{
    AddOfficer, BlobFacts, ChangeOfficer, CloseRegister, ImportReference, OpenDesk, SetSetting,
};
use crate::store::oplog::{LogError, Op};

pub(super) fn open_desk(conn: &Connection, op: &Op, body: &OpenDesk) -> Result<(), LogError> {
    any(
        conn,
        "INSERT INTO unit (code, name, parent_code, kind) VALUES (?1, ?2, NULL, 'desk')
         ON CONFLICT (code) DO UPDATE SET name = excluded.name, kind = 'desk'",
        (&body.unit_code, &body.unit_name),
    )?;
    for (key, value) in [("unit_code", &body.unit_code), ("unit_name", &body.unit_name)] {
        put_setting(conn, op, key, value)?;
    }
    Ok(())
}

pub(super) fn add_officer(conn: &Connection, op: &Op, body: &AddOfficer) -> Result<(), LogError> {
    one(
        conn,
        op,
        "INSERT INTO officer (id, name, title, unit_code, roles, active) VALUES (?1, ?2, ?3, ?4, ?5, 1)",
        (
            op.row.as_bytes(),
            &body.name,
            &body.title,
            &body.unit_code,
            body.roles.words(),
        ),
    )
}

pub(super) fn change_officer(conn: &Connection, op: &Op, body: &ChangeOfficer) -> Result<(), LogError> {
    one(
        conn,
        op,
        "UPDATE officer SET name = ifnull(?2, name), title = ifnull(?3, title), roles = ifnull(?4, roles),
                            active = ifnull(?5, active) WHERE id = ?1",
        (
            op.row.as_bytes(),
            body.name.as_ref().map(|name| &name.1),
            body.title.as_ref().map(|title| &title.1),
            body.roles.map(|roles| roles.1.words()),
            body.active.map(|active| active.1),
        ),
    )
}

pub(super) fn set_setting(conn: &Connection, op: &Op, body: &SetSetting) -> Result<(), LogError> {
    put_setting(conn, op, &body.key, &body.new)
}

fn put_setting(conn: &Connection, op: &Op, key: &str, value: &str) -> Result<(), LogError> {
    one(
        conn,
        op,
        "INSERT INTO setting (key, value, set_at, set_by) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (key) DO UPDATE SET value = ?2, set_at = ?3, set_by = ?4",
        (key, value, op.at.0, op.actor.bytes()),
    )
}

/// Only the file is state; its rows are reference and were written by the import itself.
pub(super) fn import_reference(conn: &Connection, op: &Op, body: &ImportReference) -> Result<(), LogError> {
    name_blob(
        conn,
        op,
        &BlobFacts {
            sha256: body.sha256,
            size: body.size,
            mime: body.mime.clone(),
            pages: None,
            file_name: String::new(),
            checked: None,
        },
    )
}

/// A second closing (of another machine's log) keeps the first.
pub(super) fn close_register(conn: &Connection, op: &Op, body: &CloseRegister) -> Result<(), LogError> {
    any(
        conn,
        "INSERT INTO register_close (desk_no, year, last_no, closed_at, closed_by) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT DO NOTHING",
        (body.desk_no, body.year, body.last_no, op.at.0, op.actor.bytes()),
    )?;
    Ok(())
}
