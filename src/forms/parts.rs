//! What forms have in common: head, signatures, lists, ruled tables, and what every page carries.

use std::rc::Rc;

use super::FormError;
use super::flow::{Align, Setting, Span, paragraph, span};
use super::fonts::{Face, Fonts};
use super::layout::{Area, Frame, Ink, Placed, Row, at, beside, kept};
use super::qr;
use super::rules::{PADDING, ruled};
use super::set::{Paper, PaperTable, Sizes};
use crate::domain::receipt::{ReceiptComponent, number_words};
use crate::domain::viet::printed;

/// Points in a millimetre.
pub(super) const MM: f32 = 72.0 / 25.4;
/// Side of the QR code with its quiet zone.
pub(super) const QR_SIDE: f32 = 26.0 * MM;
/// Share of the width the agency block takes in the head.
const AGENCY_SHARE: f32 = 0.43;
/// Space between the two columns of the head.
const GUTTER: f32 = 8.0;
/// Line distance inside the head, tighter than the body's.
pub(super) const HEAD_LEADING: f32 = 1.15;
/// Indent of a list, and of its text behind the mark.
const INDENT: f32 = 8.0;
const MARK: f32 = 18.0;

/// Where a form's text stands and how it is set.
#[derive(Clone, Copy)]
pub(super) struct Measure<'a> {
    pub fonts: &'a Fonts,
    pub left: f32,
    pub width: f32,
    pub sizes: &'a Sizes,
}

/// The head of NĐ 30/2020 in A5's proportions: agency left, nation right, number and place below.
pub(super) struct Head<'a> {
    /// From the parent agency down; the last line is bold with a rule below it.
    pub agency: &'a [String],
    pub nation: &'a str,
    pub motto: &'a str,
    /// The whole line; empty = none.
    pub number: &'a str,
    /// Place and date.
    pub dated: String,
}

/// Who signs, and where.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Signature {
    pub title: String,
    /// Below the title, in italics.
    pub under: String,
    pub name: String,
}

/// What stands on every page of several.
pub(super) struct Furniture<'a> {
    /// `Trang {n}/{of}`.
    pub page: &'a str,
    /// Above the text of every page but the first.
    pub continued: String,
    pub frame: Frame,
}

impl Measure<'_> {
    /// The setting of the body: justified over the whole width.
    pub(super) fn text(&self) -> Setting {
        Setting {
            left: self.left,
            width: self.width,
            size: self.sizes.body,
            leading: self.sizes.leading,
            align: Align::Justify,
        }
    }

    pub(super) fn set(&self, setting: Setting, spans: &[Span]) -> Result<Vec<Row>, FormError> {
        paragraph(self.fonts, setting, spans)
    }

    pub(super) fn head(&self, head: Head<'_>) -> Result<Vec<Row>, FormError> {
        let sizes = self.sizes;
        let left = centred(
            self.left,
            self.width * AGENCY_SHARE - GUTTER,
            (sizes.agency, HEAD_LEADING),
        );
        let right_left = self.left + self.width * AGENCY_SHARE;
        let right_width = self.width * (1.0 - AGENCY_SHARE);
        let nation = centred(right_left, right_width, (sizes.nation, HEAD_LEADING));
        let motto = centred(right_left, right_width, (sizes.motto, HEAD_LEADING));

        let mut agency = Vec::new();
        let (own, parents) = head
            .agency
            .split_last()
            .map_or(("", &[][..]), |(own, rest)| (own.as_str(), rest));
        for parent in parents {
            agency.extend(self.set(left, &[span(Face::Regular, parent.to_uppercase())])?);
        }
        agency.extend(self.set(left, &[span(Face::Bold, own.to_uppercase())])?);
        agency.push(underline(left, widest(&agency) * 0.4));

        let mut state = self.set(nation, &[span(Face::Bold, head.nation)])?;
        state.extend(self.set(motto, &[span(Face::Bold, head.motto)])?);
        let motto_width = self.fonts.width(Face::Bold, sizes.motto, &printed(head.motto));
        state.push(underline(motto, motto_width.min(right_width)));

        let number = Setting {
            size: sizes.motto,
            ..left
        };
        let number = self.set(number, &[span(Face::Regular, head.number)])?;
        let date = self.set(motto, &[span(Face::Italic, head.dated)])?;
        let mut rows = kept(beside(vec![agency, state]));
        rows.push(Row::gap(3.0));
        rows.extend(beside(vec![number, date]));
        Ok(rows)
    }

    /// The code at the left edge, the rows beside it.
    pub(super) fn beside_code(&self, content: Option<&str>, rows: Vec<Row>) -> Result<Vec<Row>, FormError> {
        let mut code = Vec::new();
        if let Some(content) = content {
            // The quiet zone may hang over the margin: the dark cells then stand flush with the text.
            let area = Area {
                left: self.left - 6.0,
                top: 0.0,
                width: QR_SIDE,
                height: QR_SIDE,
            };
            code.push(Row {
                advance: QR_SIDE,
                needs: QR_SIDE,
                ink: vec![(area, qr::cells(content)?)],
                ..Row::default()
            });
        }
        Ok(beside(vec![code, rows]))
    }

    /// Two short values on one line; below each other when one of them needs more room.
    pub(super) fn side_by_side(&self, first: &[Span], other: &[Span]) -> Result<Vec<Row>, FormError> {
        let half = Setting {
            width: self.width / 2.0 - 4.0,
            ..self.text()
        };
        let right = Setting {
            left: self.left + self.width / 2.0,
            ..half
        };
        let columns = [self.set(half, first)?, self.set(right, other)?];
        if columns.iter().all(|column| column.len() == 1) {
            return Ok(beside(columns.to_vec()));
        }
        let gap = Row::gap(self.sizes.paragraph);
        Ok([
            self.set(self.text(), first)?,
            vec![gap],
            self.set(self.text(), other)?,
        ]
        .concat())
    }

    /// Items numbered `1)`, `2)` …
    pub(super) fn list(&self, items: &[String]) -> Result<Vec<Row>, FormError> {
        let text = self.text();
        let mark = Setting {
            left: self.left + INDENT,
            width: MARK,
            align: Align::Left,
            ..text
        };
        let item = Setting {
            left: self.left + INDENT + MARK,
            width: self.width - INDENT - MARK,
            ..text
        };
        let mut rows = Vec::new();
        for (number, words) in (1..).zip(items) {
            let number: u32 = number;
            let marks = self.set(mark, &[span(Face::Regular, format!("{number})"))])?;
            rows.extend(beside(vec![
                marks,
                self.set(item, &[span(Face::Regular, words)])?,
            ]));
        }
        Ok(rows)
    }

    /// STT, name, kind and count of each paper, the heads again on every page; a row that is longer than a page flows
    /// on.
    pub(super) fn paper_table(
        &self,
        table: &PaperTable,
        papers: &[ReceiptComponent],
    ) -> Result<Vec<Row>, FormError> {
        let line = |cells: &[String; 4], face: Face| -> Result<Vec<Row>, FormError> {
            let mut columns = Vec::new();
            for (index, (text, room)) in cells.iter().zip(self.columns(&table.percent)).enumerate() {
                let is_name = index == 1 && face == Face::Regular;
                let align = if is_name { Align::Left } else { Align::Center };
                columns.push(self.cell(room, align, span(face, text))?);
            }
            Ok(self.table_row(&table.percent, columns))
        };
        let mut rows = kept(line(&table.heads, Face::Bold)?);
        let head: Rc<[Row]> = rows.clone().into();
        for (number, paper) in (1..).zip(papers) {
            rows.extend(headed(line(&cells(number, paper), Face::Regular)?, &head));
        }
        Ok(rows)
    }

    /// The room inside each column of a table, left edge and width.
    pub(super) fn columns(&self, percent: &[f32]) -> Vec<(f32, f32)> {
        let mut left = self.left;
        let mut columns = Vec::new();
        for share in percent {
            let width = self.width * share / 100.0;
            columns.push((left + PADDING, width - 2.0 * PADDING));
            left += width;
        }
        columns
    }

    /// The text of one cell.
    pub(super) fn cell(
        &self,
        (left, width): (f32, f32),
        align: Align,
        words: Span,
    ) -> Result<Vec<Row>, FormError> {
        let setting = Setting {
            left,
            width,
            size: self.sizes.body - 0.5,
            leading: HEAD_LEADING,
            align,
        };
        self.set(setting, &[words])
    }

    /// The cells of one line of a table, each inside its column, with rules around them.
    pub(super) fn table_row(&self, percent: &[f32], cells: Vec<Vec<Row>>) -> Vec<Row> {
        let mut edges = vec![self.left];
        let mut left = self.left;
        for share in percent {
            left += self.width * share / 100.0;
            edges.push(left);
        }
        let padded = cells.into_iter().map(|rows| {
            let mut column = vec![Row::gap(1.0)];
            column.extend(rows);
            column.push(Row::gap(1.5));
            column
        });
        ruled(beside(padded.collect()), &edges)
    }

    /// Two columns, the first at the left; a column without a title stays empty.
    pub(super) fn signatures(&self, columns: [&[Row]; 2]) -> Vec<Row> {
        let mut rows = vec![Row::gap(self.sizes.body * 0.8)];
        rows.extend(beside(columns.map(<[Row]>::to_vec).to_vec()));
        rows
    }

    /// Left edge and width of each of the two columns of signatures.
    pub(super) fn halves(&self) -> [(f32, f32); 2] {
        let half = self.width / 2.0;
        [(self.left, half - 6.0), (self.left + half + 6.0, half - 6.0)]
    }

    /// Title, what is asked for, room to sign, and the name.
    pub(super) fn signature(
        &self,
        (left, width): (f32, f32),
        sign: &Signature,
    ) -> Result<Vec<Row>, FormError> {
        let setting = centred(left, width, (self.sizes.body, self.sizes.leading));
        let mut rows = self.set(setting, &[span(Face::Bold, &sign.title)])?;
        rows.extend(self.set(setting, &[span(Face::Italic, &sign.under)])?);
        rows.push(Row::gap(self.sizes.sign_gap));
        rows.extend(self.set(setting, &[span(Face::Bold, &sign.name)])?);
        Ok(rows)
    }

    /// With several pages the page number, and the code again.
    pub(super) fn page_lines(
        &self,
        furniture: &Furniture<'_>,
        (page, pages): (usize, usize),
    ) -> Result<Vec<Placed>, FormError> {
        if pages <= 1 {
            return Ok(Vec::new());
        }
        let setting = Setting {
            size: self.sizes.note,
            ..self.text()
        };
        let count = furniture
            .page
            .replace("{n}", &(page + 1).to_string())
            .replace("{of}", &pages.to_string());
        let footer = Setting {
            align: Align::Center,
            ..setting
        };
        let frame = furniture.frame;
        let mut lines = vec![(
            frame.bottom + setting.size * 0.2,
            self.set(footer, &[span(Face::Regular, count)])?,
        )];
        if page > 0 {
            let again = [span(Face::Italic, &furniture.continued)];
            lines.push((frame.first_top, self.set(setting, &again)?));
        }
        let first_rows = lines
            .into_iter()
            .filter_map(|(top, rows)| Some((top, rows.into_iter().next()?)));
        Ok(first_rows.flat_map(|(top, row)| at(page, top, row.ink)).collect())
    }
}

/// Rows of a table whose head is drawn again when they begin a page.
pub(super) fn headed(rows: Vec<Row>, head: &Rc<[Row]>) -> impl Iterator<Item = Row> {
    rows.into_iter().map(|row| Row {
        head: Some(Rc::clone(head)),
        ..row
    })
}

/// The line of a paper in its table.
fn cells(number: u32, paper: &ReceiptComponent) -> [String; 4] {
    [
        number.to_string(),
        paper.name.clone(),
        paper.given.title(),
        number_words(paper.copies),
    ]
}

/// The same set closer: used where that saves a sheet, so that two lines of a note do not take one of their own.
pub(super) fn tightened(sizes: &Sizes) -> Sizes {
    Sizes {
        sign_gap: sizes.sign_gap * 0.7,
        paragraph: sizes.paragraph * 0.25,
        leading: (sizes.leading * 0.94).max(1.1),
        note: sizes.note - 0.5,
        ..*sizes
    }
}

/// The writing area of a sheet: room for the page number below, and on further pages for a line above.
pub(super) fn frame(paper: &Paper, note: f32) -> Frame {
    let first_top = paper.top_mm * MM;
    Frame {
        first_top,
        next_top: first_top + note * 2.2,
        bottom: (paper.height_mm - paper.bottom_mm) * MM - note * 1.4,
    }
}

pub(super) fn centred(left: f32, width: f32, (size, leading): (f32, f32)) -> Setting {
    Setting {
        left,
        width,
        size,
        leading,
        align: Align::Center,
    }
}

/// A short rule below a head block, centred in its column.
fn underline(column: Setting, width: f32) -> Row {
    let left = column.left + (column.width - width) / 2.0;
    Row {
        advance: 4.0,
        needs: 4.0,
        ink: vec![(
            Area {
                left,
                top: 2.0,
                width,
                height: 0.6,
            },
            Ink::Rule,
        )],
        ..Row::default()
    }
}

/// The width of the widest line.
fn widest(rows: &[Row]) -> f32 {
    let widths = rows
        .iter()
        .map(|row| row.ink.iter().map(|(area, _)| area.width).sum());
    widths.fold(0.0, f32::max)
}
