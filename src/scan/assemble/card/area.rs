//! How much of a picture is the card, and how large that is. The resolution a file states is believed; where none is
//! stated, what has the shape of a card is taken to be as large as one, and marked as assumed.

use crate::scan::assemble::picture::Picture;
use crate::scan::check::Small;
use crate::scan::inspect::DpiSource;

/// Points in a millimetre.
const MM: f64 = 72.0 / 25.4;
/// ISO/IEC 7810, ID-1: identity cards, driving licences, insurance cards.
const ID1: (f64, f64) = (85.6 * MM, 53.98 * MM);
/// The most one side may take of half an A4 sheet, with a margin a printer needs.
const MOST: (f64, f64) = (190.0 * MM, 138.0 * MM);
/// A picture's sides may differ from a card's by this factor: a hand cuts edges unevenly.
const SHAPE: f64 = 1.12;
/// What is smaller than a card by so much is a stain, not one.
const LEAST: (f64, f64) = (70.0 * MM, 44.0 * MM);
/// What stays visible around the card that was found.
const MARGIN: f64 = 2.0 * MM;
/// Brightness by which the card differs from what it lies on.
const DIFFERS: u8 = 20;

/// The part of the picture that is shown, and the picture's size on paper.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shown {
    /// Left, top, right and bottom as shares of the picture as it is seen.
    part: [f64; 4],
    /// The whole picture as it is seen, in points.
    whole: (f64, f64),
    dpi: f64,
    /// Nobody states the resolution.
    pub assumed: bool,
}

/// The part of a picture that is the card; `None` where none is seen. `small` decodes the picture, only where needed.
pub(super) fn shown(picture: &Picture, small: impl FnOnce() -> Option<Small>) -> Option<Shown> {
    let sideways = !picture.orientation.turn.is_multiple_of(180);
    let seen = |pair: (f64, f64)| if sideways { (pair.1, pair.0) } else { pair };
    let pixels = seen((f64::from(picture.width), f64::from(picture.height)));
    let dpi = seen((picture.dpi.x, picture.dpi.y));
    let assumed = picture.dpi.source == DpiSource::Assumed;
    let whole = [0.0, 0.0, 1.0, 1.0];
    if assumed {
        let candidate = |part| as_card(part, pixels);
        return candidate(whole).or_else(|| candidate(card(&small()?)?));
    }
    let at = |part| Shown {
        part,
        whole: (pixels.0 / dpi.0 * 72.0, pixels.1 / dpi.1 * 72.0),
        dpi: dpi.0.min(dpi.1),
        assumed,
    };
    let all = at(whole);
    if all.fits() {
        return Some(all);
    }
    let found = Some(at(card(&small()?)?)).filter(Shown::is_card_at_least)?;
    Some(at(widened(found.part, all.whole))).filter(Shown::fits)
}

/// What has the shape of a card is taken to be as large as one.
fn as_card(part: [f64; 4], pixels: (f64, f64)) -> Option<Shown> {
    let [left, top, right, bottom] = part;
    let (width, height) = ((right - left) * pixels.0, (bottom - top) * pixels.1);
    let (long, short) = (width.max(height), width.min(height));
    let off = (long / short) / (ID1.0 / ID1.1);
    if !(1.0 / SHAPE..=SHAPE).contains(&off) {
        return None;
    }
    let point = ID1.0 / long;
    Some(Shown {
        part,
        whole: (pixels.0 * point, pixels.1 * point),
        dpi: 72.0 / point,
        assumed: true,
    })
}

/// The box of everything that differs from what lies along the edge.
fn card(small: &Small) -> Option<[f64; 4]> {
    let (width, height) = (small.width, small.height);
    let mut edge: Vec<u8> = (0..width)
        .flat_map(|x| [(x, 0), (x, height - 1)])
        .chain((0..height).flat_map(|y| [(0, y), (width - 1, y)]))
        .filter_map(|(x, y)| small.bytes.get(y * width + x).copied())
        .collect();
    edge.sort_unstable();
    let ground = *edge.get(edge.len() / 2)?;
    let is_card = |x: usize, y: usize| small.bytes[y * width + x].abs_diff(ground) > DIFFERS;
    // A grain of dust is one pixel; a card's edge is a line.
    let least = 3;
    let columns = (0..width).filter(|x| (0..height).filter(|y| is_card(*x, *y)).count() >= least);
    let rows = (0..height).filter(|y| (0..width).filter(|x| is_card(*x, *y)).count() >= least);
    let (columns, rows): (Vec<usize>, Vec<usize>) = (columns.collect(), rows.collect());
    let share = |at: usize, of: usize| {
        let (at, of) = (u32::try_from(at).unwrap_or(0), u32::try_from(of).unwrap_or(1));
        f64::from(at) / f64::from(of)
    };
    Some([
        share(*columns.first()?, width),
        share(*rows.first()?, height),
        share(columns.last()? + 1, width),
        share(rows.last()? + 1, height),
    ])
}

fn widened([left, top, right, bottom]: [f64; 4], whole: (f64, f64)) -> [f64; 4] {
    let (across, down) = (MARGIN / whole.0, MARGIN / whole.1);
    [
        (left - across).max(0.0),
        (top - down).max(0.0),
        (right + across).min(1.0),
        (bottom + down).min(1.0),
    ]
}

impl Shown {
    /// The visible part in points.
    pub(super) fn size(&self) -> (f64, f64) {
        let [left, top, right, bottom] = self.part;
        ((right - left) * self.whole.0, (bottom - top) * self.whole.1)
    }

    /// Where the whole picture lies (left, bottom, width, height) when its visible part begins there.
    pub(super) fn whole_at(&self, (left, bottom): (f64, f64)) -> (f64, f64, f64, f64) {
        let x = left - self.part[0] * self.whole.0;
        let y = bottom - (1.0 - self.part[3]) * self.whole.1;
        (x, y, self.whole.0, self.whole.1)
    }

    /// Dots per inch, whole.
    pub(super) fn whole_dpi(&self) -> u32 {
        format!("{:.0}", self.dpi).parse().unwrap_or(0)
    }

    fn is_card_at_least(&self) -> bool {
        let (width, height) = self.size();
        width.max(height) >= LEAST.0 && width.min(height) >= LEAST.1
    }

    fn fits(&self) -> bool {
        let (width, height) = self.size();
        width > 0.0 && height > 0.0 && width <= MOST.0 && height <= MOST.1
    }
}
