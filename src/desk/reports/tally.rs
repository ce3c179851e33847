//! The letter's monthly form as a file, and the list behind one of its numbers.

use super::{Ask, NotMade, csv, on_paper};
use crate::domain::query::{Answer, Query, TallyQuery};
use crate::domain::report::Format;
use crate::domain::tally::cell as behind;
use crate::domain::tally::text as words;
use crate::domain::tally::{Column, Counts, Month, Tally};
use crate::domain::time::Moment;
use crate::forms::FormError;
use crate::forms::ruled::Facts;
use crate::forms::sheet::{self, Cell, Head, Sheet};

/// The form of a month; only the row of `unit`, where one is named.
pub fn form(ask: Ask<'_>, month: Month, unit: Option<&str>) -> Result<Tally, NotMade> {
    let Answer::Tally(mut tally) = ask(&Query::Tally(TallyQuery::Form(month))) else {
        return Err(NotMade::Unanswered);
    };
    if let Some(unit) = unit {
        tally.rows.retain(|row| row.unit_code == unit);
        if tally.rows.is_empty() {
            return Err(NotMade::NoUnit);
        }
    }
    Ok(*tally)
}

/// The dossiers behind a number.
pub fn cell(
    ask: Ask<'_>,
    month: Month,
    (unit, column): (Option<String>, Column),
) -> Result<behind::Cell, NotMade> {
    match ask(&Query::Tally(TallyQuery::Cell { month, unit, column })) {
        Answer::TallyCell(cell) => Ok(*cell),
        _ => Err(NotMade::Unanswered),
    }
}

pub(super) fn made(ask: Ask<'_>, now: Moment, (tally, format): (&Tally, Format)) -> Result<Vec<u8>, NotMade> {
    match format {
        Format::Pdf => printed(ask, now, tally),
        Format::Xlsx => Ok(workbook(tally, now)?),
        Format::Csv => {
            let below = words::exempted(tally.exempted);
            Ok(csv::with_line(heads(), rows(tally, ""), below))
        }
    }
}

fn heads() -> [&'static str; 14] {
    let mut heads = [""; 14];
    for (head, column) in heads.iter_mut().zip(Column::ALL) {
        *head = words::heading(*column);
    }
    heads
}

/// Each unit, then the sums; `nothing` stands where there is nothing to divide by.
pub fn rows(tally: &Tally, nothing: &str) -> Vec<[String; 14]> {
    let cells = |no: String, name: &str, counts: &Counts| {
        let mut cells = [const { String::new() }; 14];
        for (cell, column) in cells.iter_mut().zip(Column::ALL) {
            *cell = match column {
                Column::No => no.clone(),
                Column::Unit => name.to_owned(),
                _ if counts.ratio(*column).is_some_and(|it| it.whole == 0) => nothing.to_owned(),
                _ => words::cell(counts, *column),
            };
        }
        cells
    };
    let units = (1..).zip(&tally.rows);
    let mut rows: Vec<_> = units
        .map(|(no, row): (u32, _)| cells(no.to_string(), &row.shown(), &row.counts))
        .collect();
    rows.push(cells(String::new(), words::TOTAL, &tally.total()));
    rows
}

/// What stands below the table: the letter's footnotes, how the office counts, and what was closed.
fn notes(tally: &Tally) -> Vec<String> {
    let marked = [
        ("⁵", Column::Resolved),
        ("⁶", Column::Account),
        ("⁷", Column::Full),
    ];
    let mut notes: Vec<String> = marked
        .into_iter()
        .filter_map(|(mark, column)| Some(format!("{mark} {}", words::footnote(column)?)))
        .collect();
    notes.push(words::exempted(tally.exempted));
    notes.extend(words::counting(tally.counting).map(str::to_owned));
    if let Some(closed) = &tally.closed {
        notes.push(words::closed_numbers(closed));
    }
    notes
}

fn about(tally: &Tally) -> String {
    let standing = words::standing(tally.closed.as_ref());
    format!("{}, {standing}", words::month(tally.month))
}

fn printed(ask: Ask<'_>, now: Moment, tally: &Tally) -> Result<Vec<u8>, NotMade> {
    let rows: Vec<Vec<String>> = rows(tally, crate::domain::say::NOTHING)
        .into_iter()
        .map(Vec::from)
        .collect();
    let facts = Facts {
        about: &[about(tally)],
        rows: &rows,
        totals: 1,
        notes: &notes(tally),
        ..Facts::default()
    };
    on_paper(ask, now, ("tally", facts))
}

fn workbook(tally: &Tally, now: Moment) -> Result<Vec<u8>, FormError> {
    let lines = [words::TITLE.to_owned(), words::SOURCE.to_owned(), about(tally)];
    let heads: Vec<Head> = Column::ALL
        .iter()
        .map(|column| Head {
            title: words::heading(*column).to_owned(),
            under: words::number(*column).to_owned(),
            width: if *column == Column::Unit { 32 } else { 13 },
        })
        .collect();
    let sheet = Sheet {
        name: "Thong ke so hoa",
        lines: &lines,
        heads: &heads,
        rows: &cells(tally, Sheet::first_row(lines.len(), &heads)),
        totals: 1,
        notes: &notes(tally),
        made_at: now.local(),
    };
    sheet::write(&sheet)
}

/// Counts as numbers; sums and ratios as the form's formulas, so that a changed number changes them.
fn cells(tally: &Tally, first: usize) -> Vec<Vec<Cell>> {
    let last = first + tally.rows.len() - 1;
    let units = tally.rows.iter().enumerate().map(|(at, row)| {
        let count = |column| Cell::Whole(row.counts.count(column).unwrap_or(0).into());
        let no = i64::try_from(at + 1).unwrap_or(i64::MAX);
        numbers((Cell::Whole(no), &row.shown()), first + at, (&row.counts, &count))
    });
    let total = tally.total();
    let sum = |column: Column| {
        let letter = letter(column);
        Cell::Formula {
            formula: format!("=SUM({letter}{first}:{letter}{last})"),
            result: total.count(column).unwrap_or(0).to_string(),
        }
    };
    let units = units.collect::<Vec<_>>();
    let sums = numbers((Cell::Empty, words::TOTAL), last + 1, (&total, &sum));
    units.into_iter().chain([sums]).collect()
}

fn numbers(
    (no, name): (Cell, &str),
    row: usize,
    (counts, count): (&Counts, &dyn Fn(Column) -> Cell),
) -> Vec<Cell> {
    let number = |column: &Column| match (column, counts.ratio(*column)) {
        (Column::No, _) => no.clone(),
        (Column::Unit, _) => Cell::Text(name.to_owned()),
        (_, Some(ratio)) => Cell::Formula {
            formula: formula(*column, row),
            result: ratio.plain().unwrap_or_default(),
        },
        (_, None) => count(*column),
    };
    Column::ALL.iter().map(number).collect()
}

/// `=IF(C8=0,"",ROUND((G8+H8)/C8*100,2))`: nothing where there is nothing to divide by.
fn formula(column: Column, row: usize) -> String {
    let joined = |columns: &[Column]| {
        let cells: Vec<String> = columns.iter().map(|it| format!("{}{row}", letter(*it))).collect();
        match cells.as_slice() {
            [one] => one.clone(),
            many => format!("({})", many.join("+")),
        }
    };
    let (upper, whole) = column.ratio_of().unwrap_or_default();
    let (upper, whole) = (joined(upper), joined(whole));
    format!("=IF({whole}=0,\"\",ROUND({upper}/{whole}*100,2))")
}

fn letter(column: Column) -> String {
    sheet::letter(usize::from(column.number()) - 1)
}

/// The list behind a number as a file.
pub(super) fn list(
    ask: Ask<'_>,
    now: Moment,
    (cell, format): (&behind::Cell, Format),
) -> Result<Vec<u8>, NotMade> {
    let rows = list_rows(cell);
    let title = words::about_cell(cell);
    match format {
        Format::Csv => Ok(csv::written(words::LIST_HEADS, rows)),
        Format::Pdf => {
            let rows: Vec<Vec<String>> = rows.into_iter().map(Vec::from).collect();
            let facts = Facts {
                about: &[title],
                rows: &rows,
                nothing: words::NO_DOSSIERS,
                notes: &words::counting(cell.counting).map(str::to_owned),
                ..Facts::default()
            };
            on_paper(ask, now, ("tally-cell", facts))
        }
        Format::Xlsx => {
            let heads = words::LIST_HEADS.map(|title| Head {
                title: title.to_owned(),
                under: String::new(),
                width: 26,
            });
            let rows: Vec<Vec<Cell>> = rows
                .into_iter()
                .map(|cells| cells.map(Cell::Text).to_vec())
                .collect();
            let sheet = Sheet {
                name: "Ho so trong o",
                lines: &[title],
                heads: &heads,
                rows: &rows,
                totals: 0,
                notes: &words::counting(cell.counting).map(str::to_owned),
                made_at: now.local(),
            };
            Ok(sheet::write(&sheet)?)
        }
    }
}

/// Those that do not count first, with the reason.
pub fn list_rows(cell: &behind::Cell) -> Vec<[String; 6]> {
    let sides = [behind::Side::Missing, behind::Side::Counted];
    let rows = sides.into_iter().flat_map(|side| cell.of(side));
    rows.map(words::list_cells).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::digitise::Counting;
    use crate::domain::digitise::exempted::Exempted;
    use crate::domain::tally::{Origin, UnitRow};

    fn row(unit_name: &str, received: u32) -> UnitRow {
        UnitRow {
            unit_code: unit_name.into(),
            unit_name: unit_name.into(),
            desk_no: 1,
            shared: false,
            counts: Counts {
                received,
                direct: received,
                full: received / 2,
                ..Counts::default()
            },
            origin: Origin::Here,
        }
    }

    fn tally() -> Tally {
        Tally {
            month: "2023-02".parse().unwrap(),
            rows: vec![row("Xã An Toàn", 44), row("Xã An Vinh", 0)],
            counted_at: Moment(0),
            counting: Counting::default(),
            exempted: Exempted::default(),
            closed: None,
        }
    }

    #[test]
    fn a_workbook_holds_numbers_and_the_forms_formulas() {
        let made = cells(&tally(), 6);
        assert_eq!(made[0][2], Cell::Whole(44));
        let of = |row: usize, column: usize| match &made[row][column] {
            Cell::Formula { formula, result } => (formula.as_str(), result.as_str()),
            other => panic!("{other:?}"),
        };
        let digitised = "=IF(C6=0,\"\",ROUND((G6+H6)/C6*100,2))";
        assert_eq!(of(0, 8), (digitised, "50.00"));
        assert_eq!(of(1, 8).1, "", "nothing to divide by is an empty cell");
        assert_eq!(of(0, 13).0, "=IF((E6+F6)=0,\"\",ROUND(M6/(E6+F6)*100,2))");
        assert_eq!(of(2, 2), ("=SUM(C6:C7)", "44"));
        assert_eq!(of(2, 8).0, "=IF(C8=0,\"\",ROUND((G8+H8)/C8*100,2))");
        assert!(workbook(&tally(), Moment(0)).unwrap().starts_with(b"PK"));
    }

    #[test]
    fn what_is_not_digitised_stands_below_the_form_in_every_format() {
        let tally = Tally {
            exempted: Exempted {
                dossiers: 1,
                papers: 2,
            },
            ..tally()
        };
        let said = "Không số hóa: 2 giấy tờ của 1 hồ sơ tiếp nhận trong tháng";
        assert!(
            notes(&tally).iter().any(|note| note == said),
            "paper and workbook"
        );
        let ask = |_: &Query| Answer::Failed { code: "none" };
        let csv = made(&ask, Moment(0), (&tally, Format::Csv)).unwrap();
        assert!(String::from_utf8(csv).unwrap().contains(said));
    }

    #[test]
    fn text_has_the_decimal_comma_and_nothing_or_a_dash_where_nothing_divides() {
        let csv = rows(&tally(), "");
        assert_eq!((csv[0][8].as_str(), csv[1][8].as_str()), ("50,00", ""));
        assert_eq!((csv[2][1].as_str(), csv[2][2].as_str()), ("Cộng", "44"));
        assert_eq!(rows(&tally(), "–")[1][11], "–");
        assert_eq!(heads()[13], "Tỷ lệ tái sử dụng kết quả số hóa");
    }
}
