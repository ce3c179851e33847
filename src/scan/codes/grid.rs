//! Three corner marks that belong together, and the modules between them. Scans lie flat: a code on them may be turned
//! and a little stretched, never seen from aside.

use rqrr::{Grid, SimpleGrid};

use super::finders::{Finder, number, place};
use crate::scan::check::Small;

/// What three marks came to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Reading {
    Text(String),
    /// It is a code, and it was not read.
    Unread,
}

/// Modules of one side: versions 1 to 10; a cover has 29.
const SIZES: std::ops::RangeInclusive<usize> = 21..=57;
/// The marks take 7 of them at each end.
const MARK: usize = 7;
/// Of a hundred modules along a line of timing, so many must alternate.
const TIMED: usize = 75;

/// Reads every code whose marks are among these.
pub(super) fn read(picture: &Small, finders: &[Finder]) -> Vec<Reading> {
    let mut readings = Vec::new();
    for corner in finders {
        for (at, one) in finders.iter().enumerate() {
            for other in &finders[at + 1..] {
                if let Some(frame) = Frame::of(corner, one, other) {
                    readings.extend(frame.read(picture));
                }
            }
        }
    }
    readings
}

/// The middle of the corner's mark, and the ways from it to the two others.
struct Frame {
    corner: (f64, f64),
    across: (f64, f64),
    down: (f64, f64),
    /// Modules from mark to mark, about.
    apart: f64,
}

impl Frame {
    /// `None` where the three are no corners of one square.
    fn of(corner: &Finder, one: &Finder, other: &Finder) -> Option<Self> {
        let way = |to: &Finder| (to.middle.0 - corner.middle.0, to.middle.1 - corner.middle.1);
        let (a, b) = (way(one), way(other));
        let (long, short) = (
            a.0.hypot(a.1).max(b.0.hypot(b.1)),
            a.0.hypot(a.1).min(b.0.hypot(b.1)),
        );
        let modules = [corner.module, one.module, other.module];
        let (large, small) = (
            modules[0].max(modules[1]).max(modules[2]),
            modules[0].min(modules[1]).min(modules[2]),
        );
        let slant = (a.0 * b.0 + a.1 * b.1).abs();
        if short <= 0.0 || short < long * 0.88 || small < large * 0.7 || slant > long * short * 0.12 {
            return None;
        }
        let apart = f64::midpoint(long, short) * 3.0 / modules.iter().sum::<f64>();
        let is_right = a.0 * b.1 - a.1 * b.0 > 0.0;
        let (across, down) = if is_right { (a, b) } else { (b, a) };
        Some(Self {
            corner: corner.middle,
            across,
            down,
            apart,
        })
    }

    /// Blurred marks tell the number of modules only roughly: its neighbours are tried as well.
    fn read(&self, picture: &Small) -> Option<Reading> {
        let version = (self.apart + number(MARK) - 17.0) / 4.0;
        let near = place(version.round()) * 4 + 17;
        let sizes = [near, near + 4, near.saturating_sub(4)];
        let mut is_code = false;
        for size in sizes.into_iter().filter(|size| SIZES.contains(size)) {
            let modules = self.modules(picture, size);
            if !is_timed(&modules, size) {
                continue;
            }
            is_code = true;
            let grid = SimpleGrid::from_func(size, |x, y| modules[y * size + x]);
            if let Ok((_, text)) = Grid::new(grid).decode() {
                return Some(Reading::Text(text));
            }
        }
        is_code.then_some(Reading::Unread)
    }

    /// Dark or light, row by row.
    fn modules(&self, picture: &Small, size: usize) -> Vec<bool> {
        let middle = number(MARK) / 2.0;
        let step = |at: usize| (number(at) + 0.5 - middle) / number(size - MARK);
        let sample = |row: usize, column: usize| {
            let (right, below) = (step(column), step(row));
            let x = self.corner.0 + self.across.0 * right + self.down.0 * below;
            let y = self.corner.1 + self.across.1 * right + self.down.1 * below;
            between(picture, x - 0.5, y - 0.5)
        };
        let samples: Vec<f64> = (0..size)
            .flat_map(|row| (0..size).map(move |column| sample(row, column)))
            .collect();
        let mut sorted = samples.clone();
        sorted.sort_by(f64::total_cmp);
        let limit = f64::midpoint(sorted[sorted.len() / 10], sorted[sorted.len() * 9 / 10]);
        samples.into_iter().map(|sample| sample < limit).collect()
    }
}

/// Between the marks dark and light alternate, along one side and the other. A spoilt code may have kept one.
fn is_timed(modules: &[bool], size: usize) -> bool {
    let line = MARK + 1..size - MARK - 1;
    let right = |at: usize, dark: bool| dark == at.is_multiple_of(2);
    let row = line
        .clone()
        .filter(|at| right(*at, modules[(MARK - 1) * size + at]))
        .count();
    let column = line
        .clone()
        .filter(|at| right(*at, modules[at * size + MARK - 1]))
        .count();
    row.max(column) * 100 >= line.len() * TIMED
}

/// Brightness between four pixels.
fn between(picture: &Small, x: f64, y: f64) -> f64 {
    let (x, y) = (x.max(0.0), y.max(0.0));
    let (left, top) = (place(x), place(y));
    let pixel = |x: usize, y: usize| {
        let (x, y) = (x.min(picture.width - 1), y.min(picture.height - 1));
        f64::from(picture.bytes[y * picture.width + x])
    };
    let (right, below) = (x - number(left), y - number(top));
    let line = |y: usize| pixel(left, y) * (1.0 - right) + pixel(left + 1, y) * right;
    line(top) * (1.0 - below) + line(top + 1) * below
}
