//! The table itself: merged heads, rows that wrap inside their cells, a row longer than a page flows on.

use std::rc::Rc;

use super::{Column, Facts, Sheet, setting};
use crate::forms::FormError;
use crate::forms::flow::{Align, paragraph, span};
use crate::forms::fonts::Face;
use crate::forms::layout::{Area, Ink, Row, beside};
use crate::forms::rules::{HAIRLINE, PADDING, across, ruled, upright};

/// Room above and below the text of a cell.
const AIR: f32 = 1.5;

/// One cell of the head: the columns it spans, its first level, its lines.
struct HeadCell {
    columns: (usize, usize),
    level: usize,
    levels: usize,
    lines: Vec<Row>,
}

impl HeadCell {
    fn height(&self) -> f32 {
        height(&self.lines)
    }
}

fn height(lines: &[Row]) -> f32 {
    let text: f32 = lines.iter().map(|line| line.advance).sum();
    text + 2.0 * AIR
}

impl Sheet<'_> {
    /// Every row under the head, which stands again wherever a page begins.
    pub(super) fn table(&self, facts: &Facts) -> Result<Vec<Row>, FormError> {
        let edges = self.edges();
        let head: Rc<[Row]> = self.heads(&edges)?.into();
        let mut rows = head.to_vec();
        for (at, cells) in facts.rows.iter().enumerate() {
            if cells.len() != self.layout.columns.len() {
                return Err(FormError::Table {
                    cells: cells.len(),
                    columns: self.layout.columns.len(),
                });
            }
            let bold = at + facts.totals >= facts.rows.len();
            let face = if bold { Face::Bold } else { Face::Regular };
            let strips = self.row(cells, face, &edges)?;
            rows.extend(strips.into_iter().map(|strip| Row {
                head: Some(Rc::clone(&head)),
                ..strip
            }));
        }
        Ok(rows)
    }

    /// Left edges of the columns, and the right one of the last.
    fn edges(&self) -> Vec<f32> {
        let whole: f32 = self.layout.columns.iter().map(|column| column.share).sum();
        let mut edge = self.left;
        let mut edges = vec![edge];
        for column in &self.layout.columns {
            edge += (self.width - HAIRLINE) * column.share / whole;
            edges.push(edge);
        }
        edges
    }

    fn row(&self, cells: &[String], face: Face, edges: &[f32]) -> Result<Vec<Row>, FormError> {
        let mut columns = Vec::with_capacity(cells.len());
        let places = edges.windows(2).map(|pair| (pair[0], pair[1]));
        for ((cell, column), place) in cells.iter().zip(&self.layout.columns).zip(places) {
            let mut lines = vec![Row::gap(AIR)];
            lines.extend(self.cell(place, (face, column.align.align()), cell)?);
            lines.push(Row::gap(AIR));
            columns.push(lines);
        }
        Ok(ruled(beside(columns), edges))
    }

    /// The lines of one cell.
    fn cell(
        &self,
        (left, right): (f32, f32),
        (face, align): (Face, Align),
        text: &str,
    ) -> Result<Vec<Row>, FormError> {
        let place = (left + PADDING, right - left - 2.0 * PADDING);
        let setting = setting(place, (self.layout.cell_size, align));
        paragraph(self.fonts, setting, &[span(face, text)])
    }

    /// The head: one row for all its levels, and the row of numbers below it where the layout has one.
    fn heads(&self, edges: &[f32]) -> Result<Vec<Row>, FormError> {
        let columns = &self.layout.columns;
        let levels = 1 + columns.iter().map(|column| column.above.len()).max().unwrap_or(0);
        let cells = self.head_cells(edges, levels)?;
        let mut rows = vec![head_row(&cells, levels, edges)];
        if columns.iter().any(|column| !column.under.is_empty()) {
            let mut under = Vec::new();
            for (column, pair) in columns.iter().zip(edges.windows(2)) {
                let place = (pair[0], pair[1]);
                let mut lines = vec![Row::gap(AIR)];
                lines.extend(self.cell(place, (Face::Italic, Align::Center), &column.under)?);
                lines.push(Row::gap(AIR));
                under.push(lines);
            }
            rows.extend(ruled(beside(under), edges));
        }
        for row in &mut rows {
            row.keep = true;
        }
        Ok(rows)
    }

    fn head_cells(&self, edges: &[f32], levels: usize) -> Result<Vec<HeadCell>, FormError> {
        let columns = &self.layout.columns;
        let mut cells = Vec::new();
        for level in 0..levels {
            let mut first = 0;
            while first < columns.len() {
                let last = shared(columns, first, level);
                let column = &columns[first];
                let text = match column.above.get(level) {
                    Some(above) => Some((above, 1)),
                    None if level == column.above.len() => Some((&column.title, levels - level)),
                    None => None,
                };
                if let Some((text, spans)) = text {
                    let place = (edges[first], edges[last]);
                    cells.push(HeadCell {
                        columns: (first, last),
                        level,
                        levels: spans,
                        lines: self.cell(place, (Face::Bold, Align::Center), text)?,
                    });
                }
                first = last;
            }
        }
        Ok(cells)
    }
}

/// One past the last column that shares the cell of `first` on this level.
fn shared(columns: &[Column], first: usize, level: usize) -> usize {
    let mine = columns[first].above.get(..=level);
    let same = |column: &&Column| mine.is_some() && column.above.get(..=level) == mine;
    let more = columns[first + 1..].iter().take_while(same).count();
    first + 1 + more
}

/// Heights of the levels: each as high as its own cells want, the last one also for the cells that reach down to it.
fn heights(cells: &[HeadCell], levels: usize) -> Vec<f32> {
    let mut heights = vec![0.0_f32; levels];
    for cell in cells.iter().filter(|cell| cell.levels == 1) {
        heights[cell.level] = heights[cell.level].max(cell.height());
    }
    for cell in cells {
        let own: f32 = heights[cell.level..cell.level + cell.levels].iter().sum();
        heights[levels - 1] += (cell.height() - own).max(0.0);
    }
    heights
}

fn head_row(cells: &[HeadCell], levels: usize, edges: &[f32]) -> Row {
    let heights = heights(cells, levels);
    let total: f32 = heights.iter().sum();
    let mut ink = Vec::new();
    for cell in cells {
        let top: f32 = heights[..cell.level].iter().sum();
        let room: f32 = heights[cell.level..cell.level + cell.levels].iter().sum();
        let (left, right) = (edges[cell.columns.0], edges[cell.columns.1]);
        ink.extend([across((left, right), top), upright(left, (top, room))]);
        ink.extend(middle(&cell.lines, top, room));
    }
    let ends = (edges[0], edges[edges.len() - 1]);
    ink.extend([across(ends, total), upright(ends.1, (0.0, total))]);
    Row {
        advance: total,
        needs: total + HAIRLINE,
        keep: true,
        ink,
        head: None,
    }
}

/// The lines halfway down a cell.
fn middle(lines: &[Row], top: f32, room: f32) -> Vec<(Area, Ink)> {
    let mut line_top = top + (room - height(lines)) / 2.0 + AIR;
    let mut ink = Vec::new();
    for line in lines {
        ink.extend(line.ink.iter().map(|(area, ink)| {
            let area = Area {
                top: area.top + line_top,
                ..*area
            };
            (area, ink.clone())
        }));
        line_top += line.advance;
    }
    ink
}
