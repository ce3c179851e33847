//! A page made small: brightness only, about 290 pixels on its long side (25 dots an inch of an A4 sheet). At this
//! size letters have melted into lines, grain is averaged away, and a check costs a millisecond.

use crate::scan::pixels::{Form, Pixels};

/// Long side of a small page. A4 at 200 dpi is 2339 pixels long: an eighth of it.
pub(super) const LONG_SIDE: u32 = 292;
/// A picture is small up to so many times the long side that was asked for.
const STILL_SMALL: u32 = 4;

/// Brightness, 255 is white; rows from the top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Small {
    pub width: usize,
    pub height: usize,
    pub bytes: Vec<u8>,
}

impl Small {
    /// Averages squares of pixels. What does not fill a square at the right and below is left out.
    pub(crate) fn of(pixels: &Pixels) -> Option<Self> {
        Self::sized(pixels, LONG_SIDE)
    }

    /// The same with about so many pixels on the long side; a picture that has fewer stays as it is. None of a strip so
    /// thin that it would stay long: no paper is, and what is kept for each pixel would fill the memory.
    pub(crate) fn sized(pixels: &Pixels, long_side: u32) -> Option<Self> {
        let factor = factor((pixels.width, pixels.height), long_side) as usize;
        let (width, height) = (pixels.width as usize / factor, pixels.height as usize / factor);
        let row = pixels.row();
        if width.max(height) > long_side.saturating_mul(STILL_SMALL) as usize {
            return None;
        }
        if width == 0 || height == 0 || pixels.bytes.len() < row.checked_mul(pixels.height as usize)? {
            return None;
        }
        let mut bytes = Vec::with_capacity(width * height);
        let mut sums = vec![0_u32; width];
        let mut columns = vec![0_u32; if pixels.form == Form::Grey { row } else { 0 }];
        let area = u32::try_from(factor * factor).ok()?;
        for band in pixels.bytes.chunks_exact(row * factor).take(height) {
            sums.fill(0);
            if pixels.form == Form::Grey {
                add_grey(band, factor, &mut columns, &mut sums);
            } else {
                for line in band.chunks_exact(row) {
                    add(line, pixels.form, factor, &mut sums);
                }
            }
            bytes.extend(sums.iter().map(|sum| u8::try_from(sum / area).unwrap_or(255)));
        }
        Some(Self { width, height, bytes })
    }

    /// The page as it is to be shown, turned clockwise by a multiple of 90 degrees. Mirrored pages stay mirrored:
    /// no check looks at that.
    pub(crate) fn turned(self, degrees: u16) -> Self {
        let quarters = degrees / 90 % 4;
        let Self { width, height, bytes } = &self;
        let (width, height) = (*width, *height);
        let pick = |x: usize, y: usize| bytes[y * width + x];
        match quarters {
            1 => Self {
                width: height,
                height: width,
                bytes: rows(height, width, |x, y| pick(y, height - 1 - x)),
            },
            2 => Self {
                width,
                height,
                bytes: rows(width, height, |x, y| pick(width - 1 - x, height - 1 - y)),
            },
            3 => Self {
                width: height,
                height: width,
                bytes: rows(height, width, |x, y| pick(width - 1 - y, x)),
            },
            _ => self,
        }
    }

    /// Left and right exchanged.
    pub(super) fn mirrored(mut self) -> Self {
        for line in self.bytes.chunks_exact_mut(self.width) {
            line.reverse();
        }
        self
    }

    /// The part inside margins of `percent` of each side.
    pub(super) fn inside(&self, percent: usize) -> impl Iterator<Item = &[u8]> {
        let (left, top) = (self.width * percent / 100, self.height * percent / 100);
        let lines = self.bytes.chunks_exact(self.width);
        lines
            .skip(top)
            .take(self.height - 2 * top)
            .map(move |line| &line[left..self.width - left])
    }

    /// Averaged once more to exactly `width` × `height`; where that is more than there is, pixels are repeated.
    pub(crate) fn shrunk_to(&self, width: usize, height: usize) -> Vec<u8> {
        let span = |at: usize, of: usize, all: usize| {
            let from = at * all / of;
            from..((at + 1) * all / of).max(from + 1).min(all)
        };
        rows(width, height, |x, y| {
            let (mut sum, mut count) = (0_usize, 0);
            for line in span(y, height, self.height) {
                for column in span(x, width, self.width) {
                    sum += usize::from(self.bytes[line * self.width + column]);
                    count += 1;
                }
            }
            u8::try_from(sum / count.max(1)).unwrap_or(255)
        })
    }
}

/// Side of the squares that are averaged for about so many pixels on the long side.
pub(super) fn factor((width, height): (u32, u32), long_side: u32) -> u32 {
    let factor = (width.max(height) + long_side / 2) / long_side.max(1);
    factor.clamp(1, width.min(height).max(1))
}

fn rows(width: usize, height: usize, pixel: impl Fn(usize, usize) -> u8) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(width * height);
    for y in 0..height {
        for x in 0..width {
            bytes.push(pixel(x, y));
        }
    }
    bytes
}

/// Most pages are grey here. Whole lines are added first, many pixels at a time.
fn add_grey(band: &[u8], factor: usize, columns: &mut [u32], sums: &mut [u32]) {
    columns.fill(0);
    for line in band.chunks_exact(columns.len()) {
        for (column, sample) in columns.iter_mut().zip(line) {
            *column += u32::from(*sample);
        }
    }
    for (sum, square) in sums.iter_mut().zip(columns.chunks_exact(factor)) {
        *sum = square.iter().sum();
    }
}

fn add(line: &[u8], form: Form, factor: usize, sums: &mut [u32]) {
    match form {
        Form::Grey => add_grey(line, factor, &mut vec![0; line.len()], sums),
        Form::Bilevel => {
            for (at, sum) in sums.iter_mut().enumerate() {
                let white = (at * factor..(at + 1) * factor).filter(|x| line[x / 8] & (0x80 >> (x % 8)) != 0);
                *sum += u32::try_from(white.count()).unwrap_or(0) * 255;
            }
        }
        Form::Rgb => {
            for (sum, square) in sums.iter_mut().zip(line.chunks_exact(factor * 3)) {
                *sum += square.chunks_exact(3).map(brightness).sum::<u32>();
            }
        }
        Form::Cmyk => {
            for (sum, square) in sums.iter_mut().zip(line.chunks_exact(factor * 4)) {
                *sum += square.chunks_exact(4).map(without_ink).sum::<u32>();
            }
        }
    }
}

/// ITU-R BT.601 in 256ths.
fn brightness(pixel: &[u8]) -> u32 {
    (u32::from(pixel[0]) * 77 + u32::from(pixel[1]) * 150 + u32::from(pixel[2]) * 29) / 256
}

fn without_ink(pixel: &[u8]) -> u32 {
    let left = |ink: u8| 255 - u32::from(ink);
    let light = (left(pixel[0]) * 77 + left(pixel[1]) * 150 + left(pixel[2]) * 29) / 256;
    light * left(pixel[3]) / 255
}
