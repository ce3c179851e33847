//! Danh sách thu of one day as a file.

use chrono::NaiveDate;

use super::{Ask, NotMade, csv, on_paper};
use crate::domain::query::{Answer, Query};
use crate::domain::report::Format;
use crate::domain::say;
use crate::domain::takings::Takings;
use crate::domain::takings::text as words;
use crate::domain::time::Moment;
use crate::forms::FormError;
use crate::forms::ruled::Facts;
use crate::forms::sheet::{self, Cell, Head, Sheet};

/// The movements of a day.
pub fn day(ask: Ask<'_>, on: NaiveDate) -> Result<Takings, NotMade> {
    match ask(&Query::Takings(on)) {
        Answer::Takings(takings) => Ok(takings),
        _ => Err(NotMade::Unanswered),
    }
}

pub(super) fn made(ask: Ask<'_>, now: Moment, (on, format): (NaiveDate, Format)) -> Result<Vec<u8>, NotMade> {
    let takings = day(ask, on)?;
    match format {
        Format::Pdf => printed(ask, now, &takings),
        Format::Xlsx => Ok(workbook(&takings, now)?),
        Format::Csv => Ok(csv::with_line(
            words::HEADS,
            rows(&takings),
            words::exempted(&takings),
        )),
    }
}

/// With the sums by officer and way below, to be signed when the day is closed.
fn printed(ask: Ask<'_>, now: Moment, takings: &Takings) -> Result<Vec<u8>, NotMade> {
    let rows: Vec<Vec<String>> = match takings.rows.len() {
        0 => Vec::new(),
        _ => rows(takings).into_iter().map(Vec::from).collect(),
    };
    let facts = Facts {
        about: &[words::day(takings)],
        rows: &rows,
        totals: 1,
        nothing: words::NOTHING,
        notes: &notes(takings),
        ..Facts::default()
    };
    on_paper(ask, now, ("takings", facts))
}

/// What stands below the list: the sums by officer and way, and what is không số hóa.
pub fn notes(takings: &Takings) -> Vec<String> {
    let sums = takings.sums();
    let sums = sums.iter().map(words::sum);
    sums.chain([words::exempted(takings)]).collect()
}

/// Each movement, then the sum.
pub fn rows(takings: &Takings) -> Vec<[String; 8]> {
    let mut rows: Vec<[String; 8]> = takings.rows.iter().map(words::cells).collect();
    let mut total = [const { String::new() }; 8];
    words::TOTAL.clone_into(&mut total[2]);
    total[3] = say::money(takings.total());
    rows.push(total);
    rows
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

fn workbook(takings: &Takings, now: Moment) -> Result<Vec<u8>, FormError> {
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
    let sheet = Sheet {
        name: "Thu trong ngay",
        lines: &[words::TITLE.to_owned(), words::day(takings)],
        heads: &heads,
        rows: &made,
        totals: 1,
        notes: &notes(takings),
        made_at: now.local(),
    };
    sheet::write(&sheet)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fee::Method;
    use crate::domain::takings::Taking;

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
            exempted: 0,
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
