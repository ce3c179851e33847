//! Rows of ink dealt out on pages. Knows boxes and page breaks, nothing about fonts, forms or PDF.
//!
//! All lengths are points; `left` and `top` count from the page's upper left corner.

use std::rc::Rc;

use super::fonts::Face;

/// A box on a page, or relative to the top of its row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    pub left: f32,
    pub top: f32,
    pub width: f32,
    pub height: f32,
}

/// What fills a box.
#[derive(Debug, Clone, PartialEq)]
pub enum Ink {
    /// A run of text from the left edge; `spread` is added to every space to justify the line.
    Text {
        face: Face,
        size: f32,
        text: String,
        spread: f32,
    },
    /// A black bar.
    Rule,
    /// A QR code: dark runs in modules (x, y, length) on a square of `modules`, quiet zone included.
    Cells {
        modules: u16,
        runs: Vec<(u16, u16, u16)>,
    },
    /// Pale text across the page, rising by `degrees` and centred in the box.
    Watermark {
        size: f32,
        text: String,
        text_width: f32,
        degrees: f32,
    },
}

/// One box on one page, counted from 0.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    pub page: usize,
    pub area: Area,
    pub ink: Ink,
}

/// A strip across the page: its ink, relative to its own top, and how far the next row is below it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// Distance to the top of the next row.
    pub advance: f32,
    /// Room the ink takes below the row's top; may reach beyond `advance` into the rows that stand beside it.
    pub needs: f32,
    /// Stands on the same page as the next row, when a page can hold both.
    pub keep: bool,
    pub ink: Vec<(Area, Ink)>,
    /// The head of the table the row belongs to: drawn again above it when it begins a page.
    pub head: Option<Rc<[Self]>>,
}

impl Row {
    /// Empty space.
    pub fn gap(height: f32) -> Self {
        Self {
            advance: height,
            keep: true,
            ..Self::default()
        }
    }
}

/// The writing area of the pages.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Top of the first page's text.
    pub first_top: f32,
    /// Top of the other pages' text.
    pub next_top: f32,
    pub bottom: f32,
}

/// Deals rows out on pages; gives the boxes and the number of pages.
pub fn paginate(rows: Vec<Row>, frame: Frame) -> (Vec<Placed>, usize) {
    let wanted = wanted_room(&rows, frame.bottom - frame.next_top);
    let mut placed = Vec::new();
    let (mut page, mut top) = (0, frame.first_top);
    for (row, wanted) in rows.into_iter().zip(wanted) {
        let page_top = if page == 0 {
            frame.first_top
        } else {
            frame.next_top
        };
        if top + wanted > frame.bottom && top > page_top {
            page += 1;
            top = frame.next_top;
            let head = row.head.as_deref().unwrap_or_default();
            let height: f32 = head.iter().map(|row| row.advance).sum();
            if top + height + wanted <= frame.bottom {
                for row in head {
                    placed.extend(at(page, top, row.ink.clone()));
                    top += row.advance;
                }
            }
        }
        if row.ink.is_empty() && page > 0 && top <= frame.next_top {
            continue; // no gap at the head of a page
        }
        placed.extend(at(page, top, row.ink));
        top += row.advance;
    }
    (placed, page + 1)
}

/// The ink of a row whose top is there.
pub fn at(page: usize, top: f32, ink: Vec<(Area, Ink)>) -> impl Iterator<Item = Placed> {
    ink.into_iter().map(move |(area, ink)| Placed {
        page,
        area: lowered(area, top),
        ink,
    })
}

/// For each row the room it asks for with all it is kept with; only its own when the chain is longer than a page.
fn wanted_room(rows: &[Row], page: f32) -> Vec<f32> {
    let mut wanted = vec![0.0; rows.len()];
    let mut chain = 0.0_f32;
    for (row, wanted) in rows.iter().zip(&mut wanted).rev() {
        let own = if row.ink.is_empty() { 0.0 } else { row.needs };
        chain = if row.keep {
            own.max(row.advance + chain)
        } else {
            own
        };
        if chain > page {
            chain = own;
        }
        *wanted = chain;
    }
    wanted
}

fn lowered(area: Area, by: f32) -> Area {
    Area {
        top: area.top + by,
        ..area
    }
}

/// Columns that stand beside each other as one list of rows, kept together while a page can hold them.
pub fn beside(columns: Vec<Vec<Row>>) -> Vec<Row> {
    let mut strips: Vec<(f32, Row)> = Vec::new();
    let mut bottom = 0.0_f32;
    for column in columns {
        let mut top = 0.0;
        for row in column {
            let advance = row.advance;
            if !row.ink.is_empty() {
                strips.push((top, row));
            }
            top += advance;
        }
        bottom = bottom.max(top);
    }
    strips.sort_by(|a, b| a.0.total_cmp(&b.0));
    let lead = Row::gap(strips.first().map_or(bottom, |strip| strip.0));
    let next_tops: Vec<f32> = strips
        .iter()
        .skip(1)
        .map(|strip| strip.0)
        .chain([bottom])
        .collect();
    let beside = strips.into_iter().zip(next_tops).map(|((top, row), next)| Row {
        advance: next - top,
        keep: true,
        ..row
    });
    let mut rows: Vec<Row> = std::iter::once(lead)
        .filter(|lead| lead.advance > 0.0)
        .chain(beside)
        .collect();
    if let Some(last) = rows.last_mut() {
        last.keep = false;
    }
    rows
}

/// Marks rows to stand on one page with the row after them.
pub fn kept(mut rows: Vec<Row>) -> Vec<Row> {
    for row in &mut rows {
        row.keep = true;
    }
    rows
}
