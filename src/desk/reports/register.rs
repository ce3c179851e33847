//! Sổ theo dõi hồ sơ of one year as a file.

use chrono::NaiveDate;

use super::{Ask, NotMade, csv, on_paper};
use crate::domain::query::{Answer, Query};
use crate::domain::register::text as words;
use crate::domain::register::{Book, Entry};
use crate::domain::report::Format;
use crate::domain::time::Moment;
use crate::forms::FormError;
use crate::forms::ruled::Facts;
use crate::forms::sheet::{self, Cell, Head, Sheet};

/// The whole book of a year.
pub fn book(ask: Ask<'_>, year: i32) -> Result<Book, NotMade> {
    match ask(&Query::Register { year, span: None }) {
        Answer::Register(book) => Ok(*book),
        _ => Err(NotMade::Unanswered),
    }
}

pub(super) fn made(ask: Ask<'_>, now: Moment, (year, format): (i32, Format)) -> Result<Vec<u8>, NotMade> {
    let book = book(ask, year)?;
    match format {
        Format::Pdf => printed(ask, now, &book),
        Format::Xlsx => Ok(workbook(&book, now)?),
        Format::Csv => Ok(csv::with_line(words::HEADS, rows(&book), words::exempted(&book))),
    }
}

/// As it is bound and signed: what stands in it is said below the last line.
fn printed(ask: Ask<'_>, now: Moment, book: &Book) -> Result<Vec<u8>, NotMade> {
    let rows: Vec<Vec<String>> = rows(book).into_iter().map(Vec::from).collect();
    let facts = Facts {
        about: &[words::book(book)],
        rows: &rows,
        nothing: words::EMPTY,
        notes: &[words::foot(book), words::exempted(book)],
        ..Facts::default()
    };
    on_paper(ask, now, ("register", facts))
}

/// Each line; numbers without a dossier keep a line that says so.
pub fn rows(book: &Book) -> Vec<[String; 14]> {
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

const WIDTHS: [u16; 14] = [6, 28, 34, 7, 26, 40, 24, 12, 12, 14, 14, 12, 24, 24];

fn workbook(book: &Book, now: Moment) -> Result<Vec<u8>, FormError> {
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
        notes: &[words::standing(book), words::exempted(book)],
        made_at: now.local(),
    };
    sheet::write(&sheet)
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
