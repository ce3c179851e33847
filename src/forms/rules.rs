//! The rules of a table on paper: thin bars around the cells of rows that are already set.

use super::layout::{Area, Ink, Row};

/// Thickness of a rule in points.
pub const HAIRLINE: f32 = 0.5;
/// Space between a rule and the text.
pub const PADDING: f32 = 2.5;

/// Draws the rules of a table row: a line above, a line below, and the sides along each of its strips. `edges` are the
/// left edges of the cells and the right one of the last.
pub fn ruled(mut rows: Vec<Row>, edges: &[f32]) -> Vec<Row> {
    for row in &mut rows {
        let sides = edges.iter().map(|&left| upright(left, (0.0, row.advance)));
        row.ink.extend(sides);
        row.needs = row.needs.max(row.advance + HAIRLINE);
    }
    let (Some(&left), Some(&right)) = (edges.first(), edges.last()) else {
        return rows;
    };
    if let Some(first) = rows.first_mut() {
        first.ink.push(across((left, right), 0.0));
    }
    if let Some(last) = rows.last_mut() {
        last.ink.push(across((left, right), last.advance));
    }
    rows
}

/// A line from left to right, both corners included.
pub fn across((left, right): (f32, f32), top: f32) -> (Area, Ink) {
    let area = Area {
        left,
        top,
        width: right - left + HAIRLINE,
        height: HAIRLINE,
    };
    (area, Ink::Rule)
}

/// A line down from `top` over `height`.
pub fn upright(left: f32, (top, height): (f32, f32)) -> (Area, Ink) {
    let area = Area {
        left,
        top,
        width: HAIRLINE,
        height,
    };
    (area, Ink::Rule)
}
