//! A table as an XLSX workbook of one sheet: real numbers, real dates, formulas with their results beside them.
//!
//! Deterministic: the file's dates come from the caller. Text is only ever text: a name that begins with `=` is no formula.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet, XlsxError,
};

use super::FormError;

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text as it is.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A day, shown as `dd/mm/yyyy`.
    Day(NaiveDate),
    /// A formula in the notation of Excel (`=C5+D5`), with the result for readers that do not calculate.
    Formula { formula: String, result: String },
}

/// A column: its heading, what stands under the heading (empty = no such row), its width in characters.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    pub title: String,
    pub under: String,
    pub width: u16,
}

/// What the workbook is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet<'a> {
    /// Name on the tab, at most 31 letters.
    pub name: &'a str,
    /// Lines above the table; the first is bold and the title in the file's properties. Never a person's name.
    pub lines: &'a [String],
    pub heads: &'a [Head],
    pub rows: &'a [Vec<Cell>],
    /// So many rows at the end are sums, set in bold.
    pub totals: usize,
    /// Lines below the table.
    pub notes: &'a [String],
    /// Local time (+07:00), written as creation date.
    pub made_at: NaiveDateTime,
}

impl Sheet<'_> {
    /// The row of the first data cell as Excel counts: from 1. Formulas need it.
    pub fn first_row(lines: usize, heads: &[Head]) -> usize {
        lines + 1 + has_under(heads) + 2
    }
}

/// The letter of a column from 0: `A` … `Z`, `AA` …
pub fn letter(column: usize) -> String {
    rust_xlsxwriter::utility::column_number_to_name(u16::try_from(column).unwrap_or(u16::MAX))
}

/// The workbook's bytes.
pub fn write(sheet: &Sheet) -> Result<Vec<u8>, FormError> {
    written(sheet).map_err(|reason| FormError::Sheet(reason.to_string()))
}

fn written(sheet: &Sheet) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&properties(sheet)?);
    let page = book.add_worksheet();
    page.set_name(sheet.name)?.set_landscape().set_paper_size(A4);
    page.set_print_fit_to_pages(1, 0);
    let top = heads(page, sheet)?;
    for (at, cells) in sheet.rows.iter().enumerate() {
        let bold = at + sheet.totals >= sheet.rows.len();
        for (column, cell) in cells.iter().enumerate() {
            put(page, (row(top + at), narrow(column)), cell, bold)?;
        }
    }
    for (at, note) in sheet.notes.iter().enumerate() {
        page.write_string(row(top + sheet.rows.len() + 1 + at), 0, note)?;
    }
    page.set_freeze_panes(row(top), 0)?;
    page.set_repeat_rows(row(top - 1), row(top - 1))?;
    book.save_to_buffer()
}

/// ISO A4 in the numbers of the format.
const A4: u8 = 9;

fn has_under(heads: &[Head]) -> usize {
    usize::from(heads.iter().any(|head| !head.under.is_empty()))
}

fn row(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn narrow(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

fn properties(sheet: &Sheet) -> Result<DocProperties, XlsxError> {
    let at = sheet.made_at;
    let made = ExcelDateTime::from_ymd(
        u16::try_from(at.year()).unwrap_or(1900),
        byte(at.month()),
        byte(at.day()),
    )?
    .and_hms(
        narrow(at.hour() as usize),
        byte(at.minute()),
        f64::from(at.second()),
    )?;
    let title = sheet.lines.first().map_or("", String::as_str);
    Ok(DocProperties::new()
        .set_title(title)
        .set_author("motcua")
        .set_creation_datetime(&made))
}

fn excel_day(day: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(day.year()).unwrap_or(1900);
    ExcelDateTime::from_ymd(year, byte(day.month()), byte(day.day()))
}

fn byte(number: u32) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}

/// Lines and headings; answers the row of the first data cell, from 0.
fn heads(page: &mut Worksheet, sheet: &Sheet) -> Result<usize, XlsxError> {
    let bold = Format::new().set_bold();
    for (at, line) in sheet.lines.iter().enumerate() {
        let plain = Format::new();
        page.write_string_with_format(row(at), 0, line, if at == 0 { &bold } else { &plain })?;
    }
    let top = sheet.lines.len() + 1;
    let boxed = boxed().set_bold().set_text_wrap().set_align(FormatAlign::Center);
    let boxed = boxed.set_align(FormatAlign::VerticalCenter);
    for (at, head) in sheet.heads.iter().enumerate() {
        page.set_column_width(narrow(at), f64::from(head.width))?;
        page.write_string_with_format(row(top), narrow(at), &head.title, &boxed)?;
        if has_under(sheet.heads) == 1 {
            page.write_string_with_format(row(top + 1), narrow(at), &head.under, &boxed)?;
        }
    }
    Ok(top + 1 + has_under(sheet.heads))
}

fn boxed() -> Format {
    Format::new().set_border(FormatBorder::Thin)
}

fn put(page: &mut Worksheet, (row, column): (u32, u16), cell: &Cell, bold: bool) -> Result<(), XlsxError> {
    let format = if bold { boxed().set_bold() } else { boxed() };
    match cell {
        Cell::Empty => page.write_blank(row, column, &format)?,
        Cell::Text(text) => page.write_string_with_format(row, column, text, &format)?,
        Cell::Whole(number) => {
            #[expect(clippy::cast_precision_loss, reason = "counts and money, exact below 2^53")]
            let number = *number as f64;
            page.write_number_with_format(row, column, number, &format.set_num_format("0"))?
        }
        Cell::Day(day) => page.write_datetime_with_format(
            row,
            column,
            &excel_day(*day)?,
            &format.set_num_format("dd/mm/yyyy"),
        )?,
        Cell::Formula { formula, result } => {
            let formula = Formula::new(formula).set_result(result);
            // A formula of whole numbers has a whole result; `General` shows it so, and a ratio is rounded by itself.
            page.write_formula_with_format(
                row,
                column,
                formula,
                &format.set_num_format(number_format(result)),
            )?
        }
    };
    Ok(())
}

/// Two decimals where the result has them.
fn number_format(result: &str) -> &'static str {
    if result.contains('.') || result.is_empty() {
        "0.00"
    } else {
        "0"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small(text: &str) -> Vec<u8> {
        let heads = [("Tên", ""), ("Số", "(2)")].map(|(title, under)| Head {
            title: title.into(),
            under: under.into(),
            width: 20,
        });
        let rows = [
            vec![Cell::Text(text.into()), Cell::Whole(44)],
            vec![
                Cell::Empty,
                Cell::Formula {
                    formula: "=SUM(B5:B5)".into(),
                    result: "44".into(),
                },
            ],
        ];
        write(&Sheet {
            name: "Sổ",
            lines: &["Tiêu đề".to_owned()],
            heads: &heads,
            rows: &rows,
            totals: 1,
            notes: &[],
            made_at: NaiveDate::from_ymd_opt(2023, 2, 28)
                .unwrap()
                .and_hms_opt(16, 40, 0)
                .unwrap(),
        })
        .unwrap()
    }

    #[test]
    fn the_same_table_is_the_same_file() {
        let bytes = small("Xã An Toàn");
        assert!(bytes.starts_with(b"PK"));
        assert_eq!(bytes, small("Xã An Toàn"));
        assert_ne!(bytes, small("=1+1"));
    }

    #[test]
    fn formulas_can_know_where_the_data_begins() {
        let head = |under: &str| {
            [Head {
                title: String::new(),
                under: under.into(),
                width: 1,
            }]
        };
        assert_eq!(Sheet::first_row(1, &head("(1)")), 5);
        assert_eq!(Sheet::first_row(3, &head("")), 6);
        assert_eq!([letter(0), letter(13), letter(26)], ["A", "N", "AA"]);
    }
}
