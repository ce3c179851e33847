//! `report register`: the yearly book of this desk, as text.

use serde_json::json;

use super::{exempted_json, table};
use crate::desk::reports::register::rows;
use crate::domain::register::text as words;
use crate::domain::register::{Book, Entry, RegisterRow};

/// For people.
pub(super) fn plain(book: &Book) -> String {
    let lines = table(rows(book));
    let (head, below) = (words::book(book), words::exempted(book));
    format!("{head}, {}\n{lines}{below}\n", words::standing(book))
}

/// For programs.
pub(super) fn json_of(book: &Book) -> serde_json::Value {
    let item = |entry: &Entry| match entry {
        Entry::Row(row) => row_json(row),
        Entry::Gap(gap) => {
            json!({ "missing_from": gap.from, "missing_to": gap.to, "explained": gap.explained })
        }
    };
    let closed = book
        .closed
        .as_ref()
        .map(|closed| json!({ "at": closed.at.rfc3339(), "by": closed.by, "last": closed.last }));
    json!({
        "year": book.year,
        "book": book.book,
        "last": book.last,
        "closed": closed,
        "exempted": exempted_json(book.exempted()),
        "items": book.entries.iter().map(item).collect::<Vec<_>>(),
    })
}

fn row_json(row: &RegisterRow) -> serde_json::Value {
    json!({
        "number": row.number,
        "code": row.code,
        "procedure": row.procedure,
        "sets": row.sets,
        "holder": row.holder,
        "address": row.address,
        "phone": row.phone,
        "agency": row.agency,
        "received_on": row.received_on,
        "due_on": row.due_on,
        "forwarded_on": row.forwarded_on,
        "finished_on": row.finished_on,
        "returned_on": row.returned_on,
        "way": row.way,
        "receiver": row.receiver,
        "status": row.status.code(),
        "void_reason": row.void_reason,
        "exempted_papers": row.exempted,
        "note": words::note(row),
    })
}
