//! Applies acts on printed forms.

use rusqlite::Connection;

use super::{name_blob, one, reception, touch};
use crate::store::body::{BlobFacts, IssueForm, ReprintForm};
use crate::store::oplog::{LogError, Op};

pub(super) fn issue(conn: &Connection, op: &Op, body: &IssueForm) -> Result<(), LogError> {
    if let Some(counted) = &body.counted {
        reception::raise_form(conn, counted)?;
    }
    let blob = BlobFacts {
        sha256: body.sha256,
        size: body.size,
        mime: "application/pdf".to_owned(),
        pages: Some(body.pages),
        file_name: String::new(),
        checked: None,
    };
    name_blob(conn, op, &blob)?;
    touch(conn, op)?;
    one(
        conn,
        op,
        "INSERT INTO form (id, dossier_id, template, form_set, book, number, sha256, made_at, made_by, prints)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0)",
        (
            body.form.bytes(),
            op.row.as_bytes(),
            &body.template,
            &body.form_set,
            body.book,
            &body.number,
            body.sha256.0,
            op.at.0,
            op.actor.bytes(),
        ),
    )
}

pub(super) fn reprint(conn: &Connection, op: &Op, body: &ReprintForm) -> Result<(), LogError> {
    touch(conn, op)?;
    one(
        conn,
        op,
        "UPDATE form SET prints = prints + 1 WHERE id = ?1 AND dossier_id = ?2",
        (body.form.bytes(), op.row.as_bytes()),
    )
}
