//! A square as large as a cover's code that is dark and light in small pieces everywhere: a code whose marks are gone
//! under a fold, a clip or a stain. Text, stamps and photographs are not like that.

use super::finders::number;
use crate::scan::check::Small;

/// Side of a block in thousandths of the page's long side: 6.5 mm of A4, three modules and a bit of a cover's code.
const BLOCK: usize = 22;
/// Blocks along each side of the square: 46 mm of A4, where a cover's code has 56.
const BLOCKS: usize = 7;
/// Of a hundred such blocks, so many must look like a code: a fold or a clip may hide the others.
const ENOUGH: usize = 68;
/// Share of a block that is dark, at least and at most.
const DARK: (f64, f64) = (0.2, 0.8);
/// How far a pixel lies from its neighbours on the average, across as well as down, as a share of what lies between ink
/// and paper: stripes and lines of text are even in one direction.
const UNEVEN: f64 = 0.06;
/// Neither ink nor paper; less than half of a code is, and most of a photograph.
const GREY: std::ops::Range<f64> = 0.25..0.75;

/// Share of a line or column through the square that is dark, at least and at most: between lines of text there is none.
const ALONG: std::ops::RangeInclusive<f64> = 0.12..=0.88;

/// Is there such a square?
pub(super) fn is_code(picture: &Small) -> bool {
    let side = (picture.width.max(picture.height) * BLOCK / 1_000).max(4);
    let (columns, rows) = (picture.width / side, picture.height / side);
    let Some(range) = range(picture) else {
        return false;
    };
    let blocks: Vec<bool> = (0..rows)
        .flat_map(|row| (0..columns).map(move |column| (column, row)))
        .map(|at| is_fine(picture, (at, side), range))
        .collect();
    let corners = (0..(rows + 1).saturating_sub(BLOCKS))
        .flat_map(|row| (0..(columns + 1).saturating_sub(BLOCKS)).map(move |column| (column, row)));
    corners.into_iter().any(|(column, row)| {
        let lines = blocks.chunks_exact(columns).skip(row).take(BLOCKS);
        let fine = lines.map(|line| line[column..column + BLOCKS].iter().filter(|it| **it).count());
        fine.sum::<usize>() * 100 >= BLOCKS * BLOCKS * ENOUGH
            && is_dense(picture, (column * side, row * side), range)
    })
}

/// Nine of ten lines and columns through the square that begins there are partly dark.
fn is_dense(picture: &Small, (left, top): (usize, usize), (black, white): (f64, f64)) -> bool {
    let side = (picture.width.max(picture.height) * BLOCK / 1_000).max(4) * BLOCKS;
    let limit = f64::midpoint(black, white);
    let is_dark = |x: usize, y: usize| f64::from(picture.bytes[(top + y) * picture.width + left + x]) < limit;
    let partly = |dark: usize| ALONG.contains(&(number(dark) / number(side)));
    let lines = (0..side).filter(|y| partly((0..side).filter(|x| is_dark(*x, *y)).count()));
    let columns = (0..side).filter(|x| partly((0..side).filter(|y| is_dark(*x, *y)).count()));
    lines.count().min(columns.count()) * 10 >= side * 9
}

/// How black ink is and how white paper; `None` = there is nothing to tell them by.
fn range(picture: &Small) -> Option<(f64, f64)> {
    let mut counts = [0_usize; 256];
    for pixel in &picture.bytes {
        counts[usize::from(*pixel)] += 1;
    }
    let at = |share: usize| {
        let mut left = picture.bytes.len() * share / 100;
        counts.iter().position(|count| {
            let is_here = left < *count;
            left = left.saturating_sub(*count);
            is_here
        })
    };
    let (black, white) = (number(at(1)?), number(at(80)?));
    (white - black >= 60.0).then_some((black, white))
}

fn is_fine(
    picture: &Small,
    ((column, row), side): ((usize, usize), usize),
    (black, white): (f64, f64),
) -> bool {
    let ink = |x: usize, y: usize| {
        let pixel = picture.bytes[(row * side + y) * picture.width + column * side + x];
        ((white - f64::from(pixel)) / (white - black)).clamp(0.0, 1.0)
    };
    let (mut sum, mut across, mut down, mut clear) = (0.0, 0.0, 0.0, 0);
    for y in 1..side {
        for x in 1..side {
            let here = ink(x, y);
            sum += here;
            clear += usize::from(!GREY.contains(&here));
            across += (here - ink(x - 1, y)).abs();
            down += (here - ink(x, y - 1)).abs();
        }
    }
    let all = (side - 1) * (side - 1);
    let count = number(all);
    clear * 2 >= all && (DARK.0..=DARK.1).contains(&(sum / count)) && across.min(down) / count >= UNEVEN
}
