//! `report register`: the yearly book of this desk.

use std::path::Path;

use chrono::NaiveDate;
use serde_json::json;

use super::{Format, csv, table, text};
use crate::cli::catalog::{Stop, open_reader};
use crate::cli::dossier::unanswered;
use crate::domain::query::{Answer, Query};
use crate::domain::register::text as words;
use crate::domain::register::{Book, Entry, RegisterRow};
use crate::domain::time::Moment;
use crate::forms::sheet::{self, Cell, Head, Sheet};

/// The whole book of a year in this form.
pub(super) fn made(home: &Path, (year, now): (i32, Moment), format: Format) -> Result<Vec<u8>, Stop> {
    let reader = open_reader(home)?;
    let Answer::Register(book) = reader.answer(&Query::Register { year, span: None }, now) else {
        return Err(unanswered());
    };
    match format {
        Format::Table => Ok(format!(
            "{}, {}\n{}",
            words::book(&book),
            words::standing(&book),
            table(rows(&book))
        )
        .into_bytes()),
        Format::Json => Ok(format!("{}\n", json_of(&book)).into_bytes()),
        Format::Csv => Ok(csv(words::HEADS, rows(&book))),
        Format::Xlsx => workbook(&book, now),
    }
}

/// Each line; numbers without a dossier keep a line that says so.
fn rows(book: &Book) -> Vec<[String; 14]> {
    let row = |entry: &Entry| match entry {
        Entry::Row(row) => words::cells(row),
        Entry::Gap(gap) => {
            let mut cells = [const { String::new() }; 14];
            cells[0] = gap.from.to_string();
            cells[13] = words::gap(gap);
            cells
        }
    };
    book.entries.iter().map(row).collect()
}

fn json_of(book: &Book) -> serde_json::Value {
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
        "note": words::note(row),
    })
}

const WIDTHS: [u16; 14] = [6, 28, 34, 7, 26, 40, 24, 12, 12, 14, 14, 12, 24, 24];

fn workbook(book: &Book, now: Moment) -> Result<Vec<u8>, Stop> {
    let heads: Vec<Head> = words::HEADS
        .into_iter()
        .zip(WIDTHS)
        .map(|(title, width)| Head {
            title: title.to_owned(),
            under: String::new(),
            width,
        })
        .collect();
    let made: Vec<Vec<Cell>> = book.entries.iter().map(cells).collect();
    let sheet = Sheet {
        name: "So theo doi",
        lines: &[words::TITLE.to_owned(), words::book(book), book.unit.clone()],
        heads: &heads,
        rows: &made,
        totals: 0,
        notes: &[words::standing(book)],
        made_at: now.local(),
    };
    sheet::write(&sheet).map_err(|_| Stop::Refused(text::NOT_MADE.to_owned()))
}

/// Real numbers and days, so that the book can be sorted and counted.
fn cells(entry: &Entry) -> Vec<Cell> {
    let row = match entry {
        Entry::Row(row) => row,
        Entry::Gap(gap) => {
            let mut cells = vec![Cell::Empty; 14];
            cells[0] = Cell::Whole(gap.from.into());
            cells[13] = Cell::Text(words::gap(gap));
            return cells;
        }
    };
    let day = |day: Option<NaiveDate>| day.map_or(Cell::Empty, Cell::Day);
    let mut cells: Vec<Cell> = words::cells(row).into_iter().map(Cell::Text).collect();
    let real = [
        (0, Cell::Whole(row.number.into())),
        (3, Cell::Whole(row.sets.into())),
        (7, Cell::Day(row.received_on)),
        (8, day(row.due_on)),
        (9, day(row.forwarded_on)),
        (10, day(row.finished_on)),
        (11, day(row.returned_on)),
    ];
    for (at, cell) in real {
        cells[at] = cell;
    }
    cells
}
