//! A slip on paper: its content as boxes on pages, and these as PDF.

use std::rc::Rc;

use super::content::{Cell, Content, Part, Run, content};
use super::set::{LegTable, LookOf, Template};
use crate::domain::slip::Slip;
use crate::forms::FormError;
use crate::forms::flow::{Align, Setting, Span, span};
use crate::forms::fonts::{Face, Fonts};
use crate::forms::layout::{Area, Ink, Placed, Row, beside, kept, paginate};
use crate::forms::parts::{
    Furniture, HEAD_LEADING, Head, MM, Measure, QR_SIDE, centred, frame, headed, tightened,
};
use crate::forms::pdf::{self, Document};
use crate::forms::receipt::watermark;
use crate::forms::rules::{PADDING, across, upright};
use crate::forms::set::Sizes;

/// Rows (lines and the gaps after them) that stay with the signatures.
const SIGNED_ROWS: usize = 4;
/// Room to sign in a cell, as a multiple of the size.
const CELL_SIGN: f32 = 2.6;

/// The PDF and its pages; the same slip gives the same bytes.
pub fn render(slip: &Slip, template: Template) -> Result<(Vec<u8>, u32), FormError> {
    let fonts = Fonts::load()?;
    let (placed, pages) = place(&fonts, slip, template)?;
    let paper = &template.sheet().paper;
    let title = format!("{} {}", template.edition.title, slip.dossier.code);
    let bytes = pdf::write(
        &fonts,
        &Document {
            width: paper.width_mm * MM,
            height: paper.height_mm * MM,
            title: title.trim_end(),
            made_at: slip.dossier.issued_at,
            pages,
            placed: &placed,
        },
    )?;
    Ok((bytes, u32::try_from(pages).unwrap_or(u32::MAX)))
}

/// The boxes and the number of pages; set closer where that saves a sheet.
pub fn place(fonts: &Fonts, slip: &Slip, template: Template) -> Result<(Vec<Placed>, usize), FormError> {
    let content = content(slip, template)?;
    let sizes = template.sheet().sizes;
    let close = tightened(&sizes);
    let draw = |sizes: &Sizes| Drawing::new(fonts, template, sizes).pages(&content, slip.dossier.practice);
    let (boxes, pages) = draw(&sizes)?;
    if pages > 1 {
        let (closer, fewer) = draw(&close)?;
        if fewer < pages {
            return Ok((closer, fewer));
        }
    }
    Ok((boxes, pages))
}

struct Drawing<'a> {
    template: Template,
    measure: Measure<'a>,
}

impl<'a> Drawing<'a> {
    fn new(fonts: &'a Fonts, template: Template, sizes: &'a Sizes) -> Self {
        let paper = &template.sheet().paper;
        Self {
            template,
            measure: Measure {
                fonts,
                left: paper.left_mm * MM,
                width: (paper.width_mm - paper.left_mm - paper.right_mm) * MM,
                sizes,
            },
        }
    }

    fn pages(&self, content: &Content, practice: bool) -> Result<(Vec<Placed>, usize), FormError> {
        let paper = &self.template.sheet().paper;
        let words = &self.template.common.words;
        let (boxes, pages) = paginate(
            self.rows(content)?,
            frame(paper, self.template.sheet().sizes.note),
        );
        let code = content.codes.first().map_or("", |(_, code)| code.as_str());
        let furniture = Furniture {
            page: &words.page,
            continued: words.continued.replace("{code}", code),
            frame: frame(paper, self.template.sheet().sizes.note),
        };
        let mut placed = Vec::new();
        for page in 0..pages {
            if practice {
                let size = (paper.width_mm * MM, paper.height_mm * MM);
                placed.push(Placed {
                    page,
                    ..watermark(self.measure.fonts, size, &words.practice)?
                });
            }
            placed.extend(self.measure.page_lines(&furniture, (page, pages))?);
        }
        placed.extend(boxes);
        Ok((placed, pages))
    }

    fn rows(&self, content: &Content) -> Result<Vec<Row>, FormError> {
        let (measure, words) = (&self.measure, &self.template.common.words);
        let mut rows = measure.head(Head {
            agency: &content.agency,
            nation: &words.nation,
            motto: &words.motto,
            number: &content.number,
            dated: content.dated.clone(),
        })?;
        rows.push(Row::gap(measure.sizes.body * 0.8));
        rows.extend(self.title(content)?);
        rows.push(Row::gap(measure.sizes.body * 0.7));
        for part in &content.parts {
            rows.extend(self.part(part)?);
            rows.push(Row::gap(measure.sizes.paragraph));
        }
        if !content.signatures.is_empty() {
            // Signatures never stand alone on a page: the last lines go with them.
            let last = rows.len().saturating_sub(SIGNED_ROWS);
            rows.iter_mut().skip(last).for_each(|row| row.keep = true);
            rows.extend(self.signatures(content)?);
        }
        let note = Setting {
            size: measure.sizes.note,
            ..measure.text()
        };
        for text in &content.notes {
            rows.push(Row::gap(measure.sizes.body * 0.6));
            rows.extend(measure.set(note, &[span(Face::Italic, text)])?);
        }
        Ok(rows)
    }

    /// The QR code at the left edge, the title centred on the page, the codes and the reprint's mark below it.
    fn title(&self, content: &Content) -> Result<Vec<Row>, FormError> {
        let measure = &self.measure;
        let aside = if content.qr.is_some() { QR_SIDE + 2.0 } else { 0.0 };
        let width = measure.width - 2.0 * aside;
        let middle = centred(measure.left + aside, width, (measure.sizes.title, HEAD_LEADING));
        let small = Setting {
            size: measure.sizes.body,
            ..middle
        };
        let mut rows = vec![Row::gap(3.0)];
        for text in &self.template.edition.heading {
            rows.extend(measure.set(middle, &[span(Face::Bold, text)])?);
        }
        rows.push(Row::gap(2.0));
        for (label, code) in &content.codes {
            let spans = [span(Face::Regular, format!("{label}:")), span(Face::Bold, code)];
            rows.extend(measure.set(small, &spans)?);
        }
        rows.extend(measure.set(small, &[span(Face::Italic, &content.again)])?);
        measure.beside_code(content.qr.as_deref(), rows)
    }

    fn part(&self, part: &Part) -> Result<Vec<Row>, FormError> {
        let measure = &self.measure;
        let layout = self.template.layout;
        match (part, &layout.papers, &layout.legs) {
            (Part::Line { runs, look, beside }, ..) => self.line(runs, *look, beside),
            (Part::List(items), ..) => measure.list(items),
            (Part::Papers(papers), Some(table), _) => measure.paper_table(table, papers),
            (Part::Legs(lines), _, Some(table)) => self.legs(lines, table),
            (Part::Papers(_) | Part::Legs(_), ..) => Ok(Vec::new()),
        }
    }

    fn line(&self, runs: &[Run], look: LookOf, other: &[Run]) -> Result<Vec<Row>, FormError> {
        let spans = spans(runs, look);
        if !other.is_empty() {
            return self.measure.side_by_side(&spans, &self::spans(other, look));
        }
        let align = match look {
            LookOf::Centred | LookOf::Aside => Align::Center,
            LookOf::Plain | LookOf::Facts | LookOf::Bold => Align::Justify,
        };
        let setting = Setting {
            align,
            ..self.measure.text()
        };
        self.measure.set(setting, &spans)
    }

    /// Two signatures at the left and the right; one at the right, with Nơi nhận at the left.
    fn signatures(&self, content: &Content) -> Result<Vec<Row>, FormError> {
        let measure = &self.measure;
        let [left, right] = measure.halves();
        let columns = match content.signatures.as_slice() {
            [first, second, ..] => [measure.signature(left, first)?, measure.signature(right, second)?],
            [only] => [
                self.copies(left, &content.copies)?,
                measure.signature(right, only)?,
            ],
            [] => return Ok(Vec::new()),
        };
        Ok(measure.signatures([&columns[0], &columns[1]]))
    }

    fn copies(&self, (left, width): (f32, f32), copies: &[String]) -> Result<Vec<Row>, FormError> {
        if copies.is_empty() {
            return Ok(Vec::new());
        }
        let setting = Setting {
            left,
            width,
            size: self.measure.sizes.note,
            align: Align::Left,
            ..self.measure.text()
        };
        let title = span(Face::Bold, &self.template.common.words.copies);
        let mut rows = self.measure.set(setting, &[title])?;
        for text in copies {
            rows.extend(self.measure.set(setting, &[span(Face::Regular, text)])?);
        }
        Ok(rows)
    }

    /// The control sheet's table: each line with two places to sign.
    fn legs(&self, lines: &[[Cell; 4]], table: &LegTable) -> Result<Vec<Row>, FormError> {
        let rooms = self.measure.columns(&table.percent);
        let mut heads = Vec::new();
        for (head, room) in table.heads.iter().zip(&rooms) {
            heads.push(self.measure.cell(*room, Align::Center, span(Face::Bold, head))?);
        }
        let mut rows = kept(self.measure.table_row(&table.percent, heads));
        let head: Rc<[Row]> = rows.clone().into();
        for cells in lines {
            let mut columns = Vec::new();
            for (cell, room) in cells.iter().zip(&rooms) {
                columns.push(self.leg_cell(cell, *room)?);
            }
            let line = kept(self.measure.table_row(&table.percent, columns));
            let last = line.len().saturating_sub(1);
            rows.extend(headed(line, &head).enumerate().map(|(at, row)| Row {
                keep: at < last,
                ..row
            }));
        }
        Ok(rows)
    }

    fn leg_cell(&self, cell: &Cell, (left, width): (f32, f32)) -> Result<Vec<Row>, FormError> {
        let measure = &self.measure;
        let align = if cell.signs.is_some() {
            Align::Left
        } else {
            Align::Center
        };
        let mut rows = Vec::new();
        for text in &cell.lines {
            rows.extend(measure.cell((left, width), align, span(Face::Regular, text))?);
        }
        let Some(signs) = &cell.signs else {
            return Ok(rows);
        };
        rows.push(Row::gap(2.0));
        let half = width / 2.0;
        let mut columns = Vec::new();
        for (sign, left) in signs.iter().zip([left, left + half]) {
            let room = (left + 2.0, half - 4.0);
            let mut column = vec![Row::gap(1.5)];
            column.extend(measure.cell(room, Align::Center, span(Face::Bold, &sign.title))?);
            column.push(Row::gap(measure.sizes.body * CELL_SIGN));
            column.extend(measure.cell(room, Align::Center, span(Face::Regular, &sign.name))?);
            columns.push(column);
        }
        let mut signed = beside(columns);
        let height = signed.iter().map(|row| row.advance).sum();
        if let Some(row) = signed.iter_mut().find(|row| !row.ink.is_empty()) {
            // The table's padding lies outside the cell: the rules meet those of the table.
            row.ink
                .extend(sign_rules((left - PADDING, width + 2.0 * PADDING), height));
        }
        rows.extend(signed);
        Ok(rows)
    }
}

/// A line above the two places to sign, and one between them.
fn sign_rules((left, width): (f32, f32), height: f32) -> [(Area, Ink); 2] {
    let middle = left + width / 2.0;
    [
        across((left, left + width), -1.5),
        upright(middle, (-1.5, height + 1.5)),
    ]
}

/// The runs in their faces. Spans are parted by a space, so a comma or a bracket goes with the fact it stands beside.
pub(in crate::forms) fn spans(runs: &[Run], look: LookOf) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for run in runs {
        let face = face(run.strong, look);
        let mut text = run.text.clone();
        match spans.last_mut() {
            Some(last) if last.face == face => last.text.push_str(&text),
            Some(last) if run.strong => {
                let stays = last.text.rfind(' ').map_or(0, |at| at + 1);
                let hung = last.text.split_off(stays);
                spans.push(span(face, format!("{hung}{text}")));
            }
            Some(last) => {
                let rest = text.split_off(text.find(' ').unwrap_or(text.len()));
                last.text.push_str(&text);
                spans.push(span(face, rest));
            }
            None => spans.push(span(face, text)),
        }
    }
    spans
}

fn face(strong: bool, look: LookOf) -> Face {
    match look {
        LookOf::Facts | LookOf::Centred if strong => Face::Bold,
        LookOf::Plain | LookOf::Facts | LookOf::Centred => Face::Regular,
        LookOf::Bold => Face::Bold,
        LookOf::Aside => Face::Italic,
    }
}
