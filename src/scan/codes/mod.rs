//! Reads the QR codes of cover sheets on a page, and says where one may be that was not read. Small codes, as on cards
//! and receipts, are not looked for.
//!
//! A page is looked at so small that this costs a millisecond or two; only one with a code's corner marks on it is
//! looked at again, larger and softened. `rqrr` reads the modules. It is not let find them: it copies the whole picture
//! for every two marks it tries, and a picture full of marks kept it busy for more than a minute.

use super::check::Small;
use super::pixels::Pixels;

mod finders;
mod grid;
mod texture;

#[cfg(test)]
mod tests;

use grid::Reading;

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Codes {
    /// Texts that were read, each once.
    pub texts: Vec<String>,
    /// There is a code as large as a cover's on a sheet, and it was not read at any size.
    pub large_unread: bool,
}

/// Long sides at which a page is looked at, in pixels; the last is that of A4 at 200 dpi.
const LONG_SIDES: [u32; 3] = [600, 1_170, 2_339];
/// Sides of a sheet of paper differ by this factor, in percent; a card is longer.
const SHEET: std::ops::RangeInclusive<usize> = 130..=150;

/// Reads the codes of a decoded page. `larger` is asked only where there seem to be some: the same page, where `pixels`
/// are not all there are.
pub(super) fn read(pixels: &Pixels, larger: impl FnOnce() -> Option<Pixels>) -> Codes {
    let Some(first) = Small::sized(pixels, LONG_SIDES[0]) else {
        return Codes::default();
    };
    let mut seen = look(&first);
    let mut before = first.width;
    // A cover whose marks are hard to see has its texture still.
    let like_code = is_sheet(&first) && texture::is_code(&first);
    if seen.marked || like_code {
        let larger = larger();
        let pixels = larger.as_ref().unwrap_or(pixels);
        for side in LONG_SIDES {
            let Some(picture) = Small::sized(pixels, side).filter(|_| seen.texts.is_empty()) else {
                break;
            };
            if picture.width != before {
                seen.add(look(&picture));
            }
            if seen.texts.is_empty() {
                seen.add(look(&blurred(&picture)));
            }
            before = picture.width;
        }
    }
    let unread = like_code || is_sheet(&first) && seen.unread;
    Codes {
        large_unread: seen.texts.is_empty() && unread,
        texts: seen.texts,
    }
}

/// What one look came to.
#[derive(Debug, Default)]
struct Found {
    texts: Vec<String>,
    /// There are corner marks. A code has three; one alone is often a letter.
    marked: bool,
    /// There is a code that was not read.
    unread: bool,
}

impl Found {
    fn add(&mut self, other: Self) {
        self.unread |= other.unread;
        self.texts = other.texts;
    }
}

fn look(picture: &Small) -> Found {
    let finders = finders::find(picture);
    let mut found = Found {
        texts: Vec::new(),
        marked: finders.all.len() > 1 || finders.crowded,
        unread: finders.crowded,
    };
    for reading in grid::read(picture, &finders.all) {
        match reading {
            Reading::Text(text) if !found.texts.contains(&text) => found.texts.push(text),
            Reading::Text(_) => {}
            Reading::Unread => found.unread = true,
        }
    }
    found
}

fn is_sheet(page: &Small) -> bool {
    let (long, short) = (page.width.max(page.height), page.width.min(page.height));
    SHEET.contains(&(long * 100 / short.max(1)))
}

/// A normal curve of deviation 0.8 in 256ths.
const CURVE: [u32; 5] = [6, 58, 128, 58, 6];

fn blurred(picture: &Small) -> Small {
    let (width, height) = (picture.width, picture.height);
    let across = along(&picture.bytes, (width, height), 1);
    let bytes = along(&across, (width, height), width);
    Small { width, height, bytes }
}

/// Softens in one direction: neighbours are `step` bytes apart. At an edge the edge is its own neighbour.
fn along(bytes: &[u8], (width, height): (usize, usize), step: usize) -> Vec<u8> {
    let last = if step == 1 { width } else { height } - 1;
    let mut soft = Vec::with_capacity(bytes.len());
    for at in 0..bytes.len() {
        let place = if step == 1 { at % width } else { at / width };
        let base = at - place * step;
        let sum: u32 = CURVE
            .iter()
            .enumerate()
            .map(|(offset, weight)| {
                let near = (place + offset).saturating_sub(2).min(last);
                weight * u32::from(bytes[base + near * step])
            })
            .sum();
        soft.push(u8::try_from(sum / 256).unwrap_or(255));
    }
    soft
}
