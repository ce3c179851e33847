//! How far the lines of text are from level: the angle at which the ink, summed along lines, is most uneven.

use super::marks::{INK_BELOW, Light};
use super::small::Small;

/// Angles tried, in degrees to either side. A sheet pulled in worse than this is seen at a glance.
const WIDEST: f64 = 5.0;
const COARSE: f64 = 0.5;
const FINE: f64 = 0.1;
/// From here on a page is flagged. At this size the angle is right to about half a degree, and a desk's feeder is
/// seldom better than one.
pub(super) const SKEWED: f64 = 1.5;
/// Under this share of ink there are no lines to measure.
const LEAST_INK: f64 = 0.01;
/// Lines of text make the best angle stand out; a picture or a stamp has no best angle.
const STANDS_OUT: f64 = 1.25;

/// Degrees clockwise by which the page is turned; `None` where there are too few lines to tell.
pub(super) fn skew(small: &Small, light: Light) -> Option<f64> {
    if light.ink < LEAST_INK {
        return None;
    }
    let ink = marks(small, light.background.saturating_sub(INK_BELOW));
    let coarse = best(&ink, small, (-WIDEST, WIDEST, COARSE))?;
    let around = (coarse.0 - COARSE, coarse.0 + COARSE, FINE);
    let (angle, score) = best(&ink, small, around)?;
    let worst = [-WIDEST, -WIDEST / 2.0, WIDEST / 2.0, WIDEST]
        .map(|off| unevenness(&ink, small, angle + off))
        .into_iter()
        .fold(f64::MAX, f64::min);
    (score > worst * STANDS_OUT).then_some(angle)
}

/// Ink at one place, away from the edges, where shadows lie.
struct Dot {
    x: i32,
    y: i32,
    black: i32,
}

fn marks(small: &Small, limit: u8) -> Vec<Dot> {
    let (left, top) = (small.width / 20, small.height / 20);
    let whole = |place: usize| i32::try_from(place).unwrap_or(i32::MAX);
    let lines = small.bytes.chunks_exact(small.width).enumerate();
    let within = lines.skip(top).take(small.height - 2 * top);
    within
        .flat_map(|(y, line)| {
            let columns = line.iter().enumerate().skip(left).take(small.width - 2 * left);
            columns
                .filter(move |(_, pixel)| **pixel < limit)
                .map(move |(x, pixel)| Dot {
                    x: whole(x),
                    y: whole(y),
                    black: i32::from(limit - *pixel),
                })
        })
        .collect()
}

fn best(ink: &[Dot], small: &Small, (from, to, step): (f64, f64, f64)) -> Option<(f64, f64)> {
    let mut best: Option<(f64, f64)> = None;
    let mut angle = from;
    while angle <= to + step / 2.0 {
        let score = unevenness(ink, small, angle);
        if best.is_none_or(|(_, most)| score > most) {
            best = Some((angle, score));
        }
        angle += step;
    }
    best
}

/// Parts of a pixel that are told apart; powers of two, because this runs over all the ink for every angle.
const PARTS: i32 = 256;

/// Sums the ink along lines at this angle; bins are one pixel, finer ones would favour angles that fit the grid.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "places on a small page, kept above zero, and sums far below 2^52"
)]
fn unevenness(ink: &[Dot], small: &Small, angle: f64) -> f64 {
    let slope = angle.to_radians().tan();
    let shift = small.width as f64 * slope.abs() + 1.0;
    let fine = f64::from(PARTS) * f64::from(PARTS);
    let (slope, above) = ((slope * fine) as i32, (shift * f64::from(PARTS)) as i32);
    let mut bins = vec![0_i64; small.height + (2.0 * shift) as usize + 3];
    for dot in ink {
        let place = dot.y * PARTS - dot.x * slope / PARTS + above;
        let part = place % PARTS;
        if let Some([here, next]) = bins
            .get_mut((place / PARTS) as usize..)
            .and_then(<[_]>::first_chunk_mut)
        {
            *here += i64::from(dot.black * (PARTS - part));
            *next += i64::from(dot.black * part);
        }
    }
    let steps = bins
        .windows(2)
        .map(|pair| (pair[1] - pair[0]) as f64 / f64::from(PARTS));
    steps.map(|step| step * step).sum()
}
