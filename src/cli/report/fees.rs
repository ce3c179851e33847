//! `report fees`: the day's closing list.

use std::path::Path;

use chrono::NaiveDate;
use serde_json::json;

use super::{Format, csv, table, text};
use crate::cli::catalog::{Stop, open_reader};
use crate::cli::dossier::unanswered;
use crate::domain::query::{Answer, Query};
use crate::domain::takings::text as words;
use crate::domain::takings::{Taking, Takings};
use crate::domain::time::Moment;
use crate::forms::sheet::{self, Cell, Head, Sheet};

/// The list of a day in this form.
pub(super) fn made(home: &Path, (on, now): (NaiveDate, Moment), format: Format) -> Result<Vec<u8>, Stop> {
    let reader = open_reader(home)?;
    let Answer::Takings(takings) = reader.answer(&Query::Takings(on), now) else {
        return Err(unanswered());
    };
    match format {
        Format::Table => Ok(plain(&takings).into_bytes()),
        Format::Json => Ok(format!("{}\n", json_of(&takings)).into_bytes()),
        Format::Csv => Ok(csv(words::HEADS, rows(&takings))),
        Format::Xlsx => workbook(&takings, now),
    }
}

/// Each movement, then the sum.
fn rows(takings: &Takings) -> Vec<[String; 8]> {
    let mut rows: Vec<[String; 8]> = takings.rows.iter().map(words::cells).collect();
    let mut total = [const { String::new() }; 8];
    words::TOTAL.clone_into(&mut total[2]);
    total[3] = crate::domain::say::money(takings.total());
    rows.push(total);
    rows
}

fn plain(takings: &Takings) -> String {
    let mut made = format!("{}\n", words::day(takings));
    if takings.rows.is_empty() {
        made.push_str(words::NOTHING);
        made.push('\n');
        return made;
    }
    made.push_str(&table(rows(takings)));
    for sum in takings.sums() {
        made.push_str(&words::sum(&sum));
        made.push('\n');
    }
    made
}

fn json_of(takings: &Takings) -> serde_json::Value {
    let item = |row: &Taking| {
        json!({
            "at": row.at.rfc3339(),
            "code": row.code,
            "name": row.name,
            "amount": row.dong,
            "method": row.method.word(),
            "receipt_no": row.receipt_no,
            "officer": row.officer,
            "reason": row.reason,
        })
    };
    let sums: Vec<_> = takings.sums().into_iter().map(|sum| {
        json!({ "officer": sum.officer, "method": sum.method.word(), "count": sum.count, "amount": sum.dong })
    }).collect();
    json!({
        "date": takings.on.to_string(),
        "items": takings.rows.iter().map(item).collect::<Vec<_>>(),
        "sums": sums,
        "total": takings.total(),
    })
}

/// The same rows with the money as numbers: a workbook is there to be counted on.
fn cells(takings: &Takings) -> Vec<Vec<Cell>> {
    let moved = takings.rows.iter().map(|row| row.dong);
    let money = moved.chain([takings.total()]);
    let rows = rows(takings).into_iter().zip(money);
    rows.map(|(texts, dong)| {
        let mut cells = texts.map(Cell::Text);
        cells[3] = Cell::Whole(dong);
        cells.to_vec()
    })
    .collect()
}

fn workbook(takings: &Takings, now: Moment) -> Result<Vec<u8>, Stop> {
    let widths = [8, 28, 30, 16, 14, 12, 22, 24];
    let heads: Vec<Head> = words::HEADS
        .into_iter()
        .zip(widths)
        .map(|(title, width)| Head {
            title: title.to_owned(),
            under: String::new(),
            width,
        })
        .collect();
    let made = cells(takings);
    let sums: Vec<String> = takings.sums().iter().map(words::sum).collect();
    let sheet = Sheet {
        name: "Thu trong ngay",
        lines: &[words::TITLE.to_owned(), words::day(takings)],
        heads: &heads,
        rows: &made,
        totals: 1,
        notes: &sums,
        made_at: now.local(),
    };
    sheet::write(&sheet).map_err(|_| Stop::Refused(text::NOT_MADE.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fee::Method;

    #[test]
    fn the_money_of_a_workbook_is_numbers_and_its_sum_stands_below() {
        let taking = |dong| Taking {
            at: Moment(0),
            code: "000.99.15.H08-230214-0001".into(),
            name: "Lệ phí".into(),
            dong,
            method: Method::Cash,
            receipt_no: None,
            officer: "Đinh Thị Hạnh".into(),
            reason: None,
        };
        let takings = Takings {
            on: NaiveDate::default(),
            rows: [5_000_000_000, -8_000].map(taking).to_vec(),
        };
        let money: Vec<Cell> = cells(&takings).iter().map(|row| row[3].clone()).collect();
        let wanted = [5_000_000_000, -8_000, 4_999_992_000].map(Cell::Whole);
        assert_eq!(money, wanted);
    }
}
