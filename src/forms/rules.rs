//! The rules of a table on paper: thin bars around the cells of rows that are already set.

use super::layout::{Area, Ink, Placed, Row};

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

/// Rules that go on where another ends, as one: a page of a long table has a bar for each column instead of one for each
/// line of each cell, which is most of what such a file would be made of.
pub fn joined(placed: Vec<Placed>) -> Vec<Placed> {
    let (mut bars, mut rest): (Vec<Placed>, Vec<Placed>) = placed
        .into_iter()
        .partition(|it| it.ink == Ink::Rule && it.area.width <= HAIRLINE);
    bars.sort_by(|a, b| {
        let left = a.area.left.total_cmp(&b.area.left);
        a.page
            .cmp(&b.page)
            .then(left)
            .then(a.area.top.total_cmp(&b.area.top))
    });
    let mut whole: Vec<Placed> = Vec::new();
    for bar in bars {
        match whole.last_mut() {
            Some(last) if goes_on(last, &bar) => {
                let end = (bar.area.top + bar.area.height).max(last.area.top + last.area.height);
                last.area.height = end - last.area.top;
            }
            _ => whole.push(bar),
        }
    }
    rest.extend(whole);
    rest
}

/// Does the second bar begin where the first one ends, or within it?
fn goes_on(first: &Placed, second: &Placed) -> bool {
    let same = first.page == second.page && (first.area.left - second.area.left).abs() < 0.01;
    same && second.area.top <= first.area.top + first.area.height + 0.01
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(page: usize, left: f32, (top, height): (f32, f32)) -> Placed {
        let (area, ink) = upright(left, (top, height));
        Placed { page, area, ink }
    }

    #[test]
    fn bars_that_touch_become_one_and_no_others() {
        let placed = vec![
            bar(0, 10.0, (20.0, 5.0)),
            bar(0, 10.0, (10.0, 10.0)),
            bar(0, 10.0, (30.0, 5.0)),
            bar(0, 12.0, (25.0, 5.0)),
            bar(1, 10.0, (25.0, 5.0)),
        ];
        let joined = joined(placed);
        let seen: Vec<(usize, f32, f32)> = joined
            .iter()
            .map(|it| (it.page, it.area.top, it.area.height))
            .collect();
        assert_eq!(
            seen,
            [(0, 10.0, 15.0), (0, 30.0, 5.0), (0, 25.0, 5.0), (1, 25.0, 5.0)]
        );
    }
}
