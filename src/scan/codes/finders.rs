//! The corner marks of QR codes: squares in a ring, dark 1, light 1, dark 3, light 1, dark 1 along every line through
//! the middle. The work is bounded by the number of pixels, whatever the picture shows.

use crate::scan::check::Small;

/// One corner mark, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Finder {
    /// Its middle.
    pub middle: (f64, f64),
    /// Side of one module of its code.
    pub module: f64,
}

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Finders {
    /// The largest ones, at most [`MOST`].
    pub all: Vec<Finder>,
    /// There were more lines through such marks than any paper has; the search was given up.
    pub crowded: bool,
}

/// Marks that are looked at: ten covers' worth. Three of them make a code, so their number counts thrice.
const MOST: usize = 32;
/// Lines through marks after which the search is given up: a cover has some 300 at the largest size.
const MOST_LINES: usize = 4_000;
/// A module is at least so many thousandths of the page's long side: a cover scanned on A3. Smaller codes are no covers.
const LEAST_MODULE: usize = 4;
/// Lines that must agree on a mark.
const LEAST_LINES: u32 = 2;
/// Tiles along the short side; the paper is as light as the tiles around a pixel on average.
const TILES: usize = 24;
/// Ink is darker than this percentage of that.
const INK: usize = 85;

/// Looks for corner marks.
pub(super) fn find(picture: &Small) -> Finders {
    let ink = Ink::of(picture);
    let least = number(picture.width.max(picture.height) * LEAST_MODULE) / 1_000.0;
    let mut marks: Vec<Mark> = Vec::new();
    let mut lines = 0;
    for (y, line) in ink.dark.chunks_exact(ink.width).enumerate() {
        for (x, module) in stones(line) {
            let crossed = ink.column((x, y), module);
            let Some((middle, tall)) = crossed.filter(|(_, tall)| tall.max(module) >= least) else {
                continue;
            };
            lines += 1;
            if lines > MOST_LINES {
                return Finders {
                    all: ranked(&marks),
                    crowded: true,
                };
            }
            add(&mut marks, (x, middle), f64::midpoint(module, tall));
        }
    }
    Finders {
        all: ranked(&marks),
        crowded: false,
    }
}

/// Lines that agree on one mark, summed.
#[derive(Debug, Clone, Copy)]
struct Mark {
    x: f64,
    y: f64,
    module: f64,
    lines: u32,
}

impl Mark {
    fn finder(self) -> Finder {
        let lines = f64::from(self.lines);
        Finder {
            middle: (self.x / lines, self.y / lines),
            module: self.module / lines,
        }
    }
}

fn add(marks: &mut Vec<Mark>, (x, y): (f64, f64), module: f64) {
    let near = |mark: &&mut Mark| {
        let known = mark.finder();
        let reach = 2.0 * known.module;
        (known.middle.0 - x).abs() < reach && (known.middle.1 - y).abs() < reach
    };
    match marks.iter_mut().rev().find(near) {
        Some(mark) => {
            mark.x += x;
            mark.y += y;
            mark.module += module;
            mark.lines += 1;
        }
        None => marks.push(Mark {
            x,
            y,
            module,
            lines: 1,
        }),
    }
}

fn ranked(marks: &[Mark]) -> Vec<Finder> {
    let sure = marks.iter().filter(|mark| mark.lines >= LEAST_LINES);
    let mut finders: Vec<Finder> = sure.map(|mark| mark.finder()).collect();
    finders.sort_by(|a, b| b.module.total_cmp(&a.module));
    finders.truncate(MOST);
    finders
}

/// Where the ink is.
struct Ink {
    width: usize,
    height: usize,
    dark: Vec<bool>,
}

impl Ink {
    /// Darker than the paper around it: a shadow over half the page is no ink.
    fn of(picture: &Small) -> Self {
        let (width, height) = (picture.width, picture.height);
        let side = (width.min(height) / TILES).max(4);
        let limits = limits(picture, side);
        let columns = width.div_ceil(side);
        let lines = picture.bytes.chunks_exact(width).enumerate();
        let dark = lines.flat_map(|(y, line)| {
            let limits = &limits[y / side * columns..][..columns];
            let tiles = line.chunks(side).zip(limits);
            tiles.flat_map(|(tile, limit)| tile.iter().map(move |pixel| pixel < limit))
        });
        Self {
            width,
            height,
            dark: dark.collect(),
        }
    }

    fn at(&self, x: usize, y: usize) -> bool {
        self.dark[y * self.width + x]
    }

    /// The mark through this place of its stone, seen down the column: its middle and the module.
    fn column(&self, (x, y): (f64, usize), module: f64) -> Option<(f64, f64)> {
        let x = place(x).min(self.width - 1);
        let most = place(module * 4.0) + 2;
        let run = |from: usize, down: bool, dark: bool| {
            let is = |step: &usize| {
                let at = if down {
                    from.checked_add(*step)
                } else {
                    from.checked_sub(*step)
                };
                at.is_some_and(|at| at < self.height && self.at(x, at) == dark)
            };
            (0..=most).take_while(is).count()
        };
        if !self.at(x, y) {
            return None;
        }
        let (up, down) = (run(y, false, true), run(y, true, true));
        let (top, bottom) = (y + 1 - up, y + down);
        let light_up = run(top.checked_sub(1)?, false, false);
        let light_down = run(bottom, true, false);
        let ring_up = run(top.checked_sub(1 + light_up)?, false, true);
        let ring_down = run(bottom + light_down, true, true);
        let runs = [ring_up, light_up, bottom - top, light_down, ring_down];
        Some((number(top + bottom) / 2.0, module_of(runs)?))
    }
}

/// For each tile the brightness below which is ink.
fn limits(picture: &Small, side: usize) -> Vec<u8> {
    let (columns, rows) = (picture.width.div_ceil(side), picture.height.div_ceil(side));
    let mut sums = vec![(0_usize, 0_usize); columns * rows];
    for (y, line) in picture.bytes.chunks_exact(picture.width).enumerate() {
        for (tile, sum) in line.chunks(side).zip(&mut sums[y / side * columns..][..columns]) {
            sum.0 += tile.iter().map(|pixel| usize::from(*pixel)).sum::<usize>();
            sum.1 += tile.len();
        }
    }
    let around = |column: usize, row: usize| {
        let lines = row.saturating_sub(1)..(row + 2).min(rows);
        let (sum, count) = lines
            .flat_map(|line| &sums[line * columns..][column.saturating_sub(1)..(column + 2).min(columns)])
            .fold((0, 0), |all, tile| (all.0 + tile.0, all.1 + tile.1));
        u8::try_from(sum * INK / 100 / count.max(1)).unwrap_or(255)
    };
    let tiles = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row)));
    tiles.map(|(column, row)| around(column, row)).collect()
}

/// The middles of what may be stones in a line, and the module.
fn stones(line: &[bool]) -> impl Iterator<Item = (f64, f64)> {
    let mut runs = [0_usize; 5];
    let mut length = 0;
    line.iter().enumerate().filter_map(move |(at, dark)| {
        length += 1;
        if line.get(at + 1) == Some(dark) {
            return None;
        }
        runs.rotate_left(1);
        runs[4] = std::mem::take(&mut length);
        let middle = number(at + 1 - runs[4] - runs[3]) - number(runs[2]) / 2.0;
        (*dark).then(|| module_of(runs).map(|module| (middle, module)))?
    })
}

/// The module, where the runs are those of a mark.
fn module_of(runs: [usize; 5]) -> Option<f64> {
    let module = number(runs.iter().sum()) / 7.0;
    let fits =
        |run: usize, wanted: f64| (number(run) - wanted * module).abs() <= 0.35 * module * (wanted + 1.0);
    let all = runs.into_iter().zip([1.0, 1.0, 3.0, 1.0, 1.0]);
    (module >= 1.0 && all.into_iter().all(|(run, wanted)| fits(run, wanted))).then_some(module)
}

#[expect(clippy::cast_precision_loss, reason = "a place on a page")]
pub(super) fn number(place: usize) -> f64 {
    place as f64
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a place on a page, kept above zero"
)]
pub(super) fn place(number: f64) -> usize {
    number.max(0.0) as usize
}
