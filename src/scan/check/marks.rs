//! Blank, too dark, too light, cut: what the brightness of a small page tells. Scans differ in grain and paper, so
//! every threshold is relative to the page's own background. None of these numbers is law; each only flags.

use crate::domain::quality::PageFlag;

use super::small::Small;

/// The brightness that a fifth of the page exceeds: paper, whatever its colour.
const BACKGROUND: f64 = 0.80;
/// Ink is darker than the background by more than this. A reverse side that shines through at a tenth of its
/// blackness stays above it (measured: 0.0000 of the page).
pub(super) const INK_BELOW: u8 = 30;
/// Less ink than this share of the page is probably blank. Measured at this size: a page number alone 0.0001, one
/// line of text 0.0025, a full page 0.22.
const BLANK_INK: f64 = 0.0005;
/// Margins that are not asked whether a page is blank: the shadow of the lid and of the binding lies there.
const MARGIN_PERCENT: usize = 5;
/// Paper that came out darker than this is under-exposed: grey recycled paper is about 180, brown wrapping 150.
const DARK_PAPER: u8 = 120;
/// The darkest marks of a readable page are at least this much darker than its paper; printed text at this size is
/// 100 and more, a pencil 70.
const LEAST_CONTRAST: u8 = 60;
/// A mark on the edge itself is darker than the paper by at least this much.
const EDGE_BELOW: u8 = 45;
/// Separate short marks along one edge that mean text runs off it. A shadow is one long mark, a fold or a hole is
/// one or two.
const LEAST_CUTS: usize = 5;
/// A mark longer than this share of its edge is a shadow, not a letter or a line of text.
const LONGEST_CUT: f64 = 0.05;
/// More ink than this is a picture that fills the page; it may well end at the edge.
const PICTURE_INK: f64 = 0.5;

/// How bright the page is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Light {
    pub background: u8,
    /// Share of the page, margins left out, that is ink.
    pub ink: f64,
    /// How far the darkest marks are below the background.
    pub contrast: u8,
}

impl Light {
    pub(super) fn of(small: &Small) -> Self {
        let mut counts = [0_usize; 256];
        for line in small.inside(MARGIN_PERCENT) {
            for pixel in line {
                counts[usize::from(*pixel)] += 1;
            }
        }
        let all = counts.iter().sum::<usize>().max(1);
        let background = quantile(&counts, all, BACKGROUND);
        let limit = usize::from(background.saturating_sub(INK_BELOW));
        let ink = share(counts[..limit].iter().sum(), all);
        let darkest = quantile(&counts, all, BLANK_INK);
        Self {
            background,
            ink,
            contrast: background.saturating_sub(darkest),
        }
    }

    /// What the brightness alone tells: at most one flag, the gravest.
    pub(super) fn flag(self) -> Option<PageFlag> {
        if self.background < DARK_PAPER {
            Some(PageFlag::TooDark)
        } else if self.ink < BLANK_INK {
            Some(PageFlag::Blank)
        } else if self.contrast < LEAST_CONTRAST {
            Some(PageFlag::TooLight)
        } else {
            None
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of pixels of a small page")]
fn share(part: usize, all: usize) -> f64 {
    part as f64 / all as f64
}

/// The smallest brightness that at least `part` of the pixels do not exceed.
fn quantile(counts: &[usize; 256], all: usize, part: f64) -> u8 {
    let mut below = 0;
    for (value, count) in counts.iter().enumerate() {
        below += count;
        if share(below, all) > part {
            return u8::try_from(value).unwrap_or(255);
        }
    }
    255
}

/// Whether text runs off an edge: many short marks along the outermost pixels of one side.
pub(super) fn is_cut(small: &Small, light: Light) -> bool {
    if light.background < DARK_PAPER || light.contrast < LEAST_CONTRAST || light.ink > PICTURE_INK {
        return false;
    }
    let limit = light.background.saturating_sub(EDGE_BELOW);
    let (width, height) = (small.width, small.height);
    let at = |x: usize, y: usize| small.bytes[y * width + x] < limit;
    let across = |y: usize| cuts((0..width).map(|x| at(x, y)), width);
    let down = |x: usize| cuts((0..height).map(|y| at(x, y)), height);
    let most = [across(0), across(height - 1), down(0), down(width - 1)];
    most.into_iter().any(|cuts| cuts >= LEAST_CUTS)
}

/// Short runs of marks along one edge.
fn cuts(edge: impl Iterator<Item = bool>, length: usize) -> usize {
    let (mut count, mut run) = (0, 0_usize);
    for marked in edge.chain(std::iter::once(false)) {
        if marked {
            run += 1;
        } else {
            count += usize::from(run > 0 && share(run, length) <= LONGEST_CUT);
            run = 0;
        }
    }
    count
}
