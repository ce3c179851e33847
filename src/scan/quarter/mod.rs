//! The brightness of a JPEG at a quarter of its length and width, straight from its coefficients. The checks look at
//! pages no larger than that, and making all the pixels first would be most of their time.
//!
//! Only what scanners write is read: baseline, eight bits. `None` for anything else, damaged ones included:
//! the library decodes those, or says why not. The result is what averaging squares of 4 × 4 pixels gives, but for
//! rounding (a test compares the two).

use super::pixels::{Form, Pixels};

mod bits;
#[cfg(test)]
mod tests;

use bits::{Bits, Codes};

/// Pixels of a block along each side, and how many of the result it makes.
const BLOCK: usize = 8;
const HALVES: usize = 2;
const SOS: u8 = 0xda;

/// A quarter as large; `None` where the file is of another kind.
pub(crate) fn quarter(bytes: &[u8]) -> Option<Pixels> {
    let mut reading = Reading::default();
    let mut at = 2;
    let start = loop {
        let (marker, body, next) = segment(bytes, at)?;
        match marker {
            0xc0 | 0xc1 => reading.frame = Some(Frame::of(body)?),
            0xc4 => reading.codes(body)?,
            0xdb => reading.steps(body)?,
            0xdd => reading.restart = be16(body, 0)?,
            SOS => break reading.scan(body).map(|plan| (plan, next))?,
            // Progressive, lossless, arithmetic.
            0xc2 | 0xc3 | 0xc5..=0xcf => return None,
            _ => {}
        }
        at = next;
    };
    let (plan, from) = start;
    plan.read(Bits::new(bytes, from))
}

/// Whether a baseline file keeps each component in a scan of its own.
pub(crate) fn has_scans_apart(bytes: &[u8]) -> bool {
    let (mut at, mut components) = (2, 0);
    while let Some((marker, body, next)) = segment(bytes, at) {
        match marker {
            0xc0 | 0xc1 => components = body.get(5).copied().unwrap_or(0),
            SOS => return body.first().is_some_and(|named| *named < components),
            _ => {}
        }
        at = next;
    }
    false
}

/// The marker at this place, its body, and where the next one stands.
fn segment(bytes: &[u8], at: usize) -> Option<(u8, &[u8], usize)> {
    let marker = at + bytes.get(at..)?.iter().skip(1).position(|byte| *byte != 0xff)? + 1;
    if bytes.get(at) != Some(&0xff) {
        return None;
    }
    let length = be16(bytes, marker + 1)?;
    let body = bytes.get(marker + 3..marker + 1 + length)?;
    Some((bytes[marker], body, marker + 1 + length))
}

fn be16(bytes: &[u8], at: usize) -> Option<usize> {
    let pair = bytes.get(at..at + 2)?;
    Some(usize::from(pair[0]) << 8 | usize::from(pair[1]))
}

/// What stood before the scan.
#[derive(Default)]
struct Reading {
    frame: Option<Frame>,
    /// Quantisation steps in the order of the file.
    steps: [Option<[u16; BLOCK * BLOCK]>; 4],
    /// Huffman tables of the means (0) and of what differs from them (1).
    codes: [[Option<Codes>; 4]; 2],
    restart: usize,
}

#[derive(Clone)]
struct Frame {
    width: usize,
    height: usize,
    components: Vec<Component>,
}

#[derive(Clone, Copy)]
struct Component {
    name: u8,
    /// Blocks of one unit, along and down.
    along: usize,
    down: usize,
    steps: usize,
}

impl Frame {
    fn of(body: &[u8]) -> Option<Self> {
        let (height, width) = (be16(body, 1)?, be16(body, 3)?);
        let components = body.get(6..6 + usize::from(*body.get(5)?) * 3)?;
        let of = |part: &[u8]| Component {
            name: part[0],
            along: usize::from(part[1] >> 4),
            down: usize::from(part[1] & 15),
            steps: usize::from(part[2]),
        };
        let components: Vec<Component> = components.chunks_exact(3).map(of).collect();
        let fits = |part: &Component| (1..=4).contains(&part.along) && (1..=4).contains(&part.down);
        let usual = body[0] == 8 && width > 0 && height > 0 && matches!(components.len(), 1 | 3);
        (usual && components.iter().all(fits)).then_some(Self {
            width,
            height,
            components,
        })
    }
}

impl Reading {
    fn codes(&mut self, mut body: &[u8]) -> Option<()> {
        while let [head, rest @ ..] = body {
            let counts: [u8; 16] = rest.get(..16)?.try_into().ok()?;
            let all: usize = counts.iter().map(|count| usize::from(*count)).sum();
            let symbols = rest.get(16..16 + all)?;
            let table = self.codes.get_mut(usize::from(head >> 4))?;
            *table.get_mut(usize::from(head & 15))? = Some(Codes::new(counts, symbols)?);
            body = &rest[16 + all..];
        }
        Some(())
    }

    fn steps(&mut self, mut body: &[u8]) -> Option<()> {
        while let [head, rest @ ..] = body {
            let wide = usize::from(head >> 4) + 1;
            let values = rest.get(..BLOCK * BLOCK * wide)?;
            let mut steps = [0_u16; BLOCK * BLOCK];
            for (step, value) in steps.iter_mut().zip(values.chunks_exact(wide)) {
                *step = value.iter().fold(0, |step, byte| step << 8 | u16::from(*byte));
            }
            *self.steps.get_mut(usize::from(head & 15))? = Some(steps);
            body = &rest[values.len()..];
        }
        Some(())
    }

    /// What is to be read of the first scan: all components in turn, or the brightness alone.
    fn scan(self, body: &[u8]) -> Option<Plan> {
        let frame = self.frame?;
        let named = body.get(1..1 + usize::from(*body.first()?) * 2)?;
        let table = |kind: usize, at: u8| self.codes[kind].get(usize::from(at))?.clone();
        let part = |(named, component): (&[u8], &Component)| {
            (component.name == named[0]).then_some(())?;
            Some(Part {
                along: component.along,
                down: component.down,
                means: table(0, named[1] >> 4)?,
                others: table(1, named[1] & 15)?,
                shares: shares(&(*self.steps.get(component.steps)?)?),
            })
        };
        let pairs = named.chunks_exact(2).zip(&frame.components);
        let mut parts: Vec<Part> = pairs.map(part).collect::<Option<_>>()?;
        // Brightness is never the coarser one in what scanners write.
        let is_finest = |part: &Component| {
            part.along <= frame.components[0].along && part.down <= frame.components[0].down
        };
        if let [alone] = &mut parts[..] {
            // A scan of one component has units of one block (T.81, A.2.2).
            (alone.along, alone.down) = (1, 1);
        } else if parts.len() != frame.components.len() {
            return None;
        }
        frame.components.iter().all(is_finest).then_some(Plan {
            width: frame.width,
            height: frame.height,
            parts,
            restart: self.restart,
        })
    }
}

/// One component of the scan.
struct Part {
    along: usize,
    down: usize,
    means: Codes,
    others: Codes,
    /// For each coefficient in the order of the file, what it adds to which sum.
    shares: [Share; BLOCK * BLOCK],
}

/// Four sums give the four squares of a block: what is alike in all of them, what changes its sign from left to right,
/// from top to bottom, and in both.
#[derive(Debug, Clone, Copy)]
struct Share {
    sum: usize,
    weight: f32,
}

/// Averaged over half a block, an even wave other than the mean comes to nothing.
fn shares(steps: &[u16; BLOCK * BLOCK]) -> [Share; BLOCK * BLOCK] {
    let mut order = zigzag();
    std::array::from_fn(|at| {
        let (across, down) = order.next().unwrap_or_default();
        let (x, y) = (half(across), half(down));
        Share {
            sum: across % 2 + down % 2 * 2,
            weight: x * y * f32::from(steps[at]),
        }
    })
}

/// The mean of a block's wave over the left (upper) half of the block.
#[expect(clippy::cast_precision_loss, reason = "a place in a block")]
fn half(wave: usize) -> f32 {
    if wave == 0 {
        return 0.125_f32.sqrt();
    }
    if wave.is_multiple_of(2) {
        return 0.0;
    }
    let at = |x: usize| ((2 * x + 1) as f32 * wave as f32 * std::f32::consts::PI / 16.0).cos();
    (0..BLOCK / HALVES).map(at).sum::<f32>() / 8.0
}

/// (across, down) of the coefficients in the order of the file: along the diagonals, up and down in turn.
fn zigzag() -> impl Iterator<Item = (usize, usize)> {
    (0..BLOCK * 2 - 1).flat_map(|diagonal| {
        let places = (0..=diagonal).filter(move |at| *at < BLOCK && diagonal - at < BLOCK);
        places.map(move |at| {
            let other = diagonal - at;
            if diagonal.is_multiple_of(2) {
                (at, other)
            } else {
                (other, at)
            }
        })
    })
}

/// A scan, ready to be read.
struct Plan {
    width: usize,
    height: usize,
    parts: Vec<Part>,
    restart: usize,
}

impl Plan {
    fn read(&self, mut bits: Bits<'_>) -> Option<Pixels> {
        let first = self.parts.first()?;
        let (along, down) = (first.along, first.down);
        let (columns, rows) = (
            self.width.div_ceil(along * BLOCK),
            self.height.div_ceil(down * BLOCK),
        );
        let line = columns * along * HALVES;
        let mut squares = vec![0_u8; line * rows * down * HALVES];
        let mut means = vec![0_i32; self.parts.len()];
        for unit in 0..columns * rows {
            if self.restart > 0 && unit > 0 && unit.is_multiple_of(self.restart) {
                bits = bits.restart()?;
                means.fill(0);
            }
            let (column, row) = (unit % columns, unit / columns);
            for (number, (part, mean)) in self.parts.iter().zip(&mut means).enumerate() {
                for block in 0..part.along * part.down {
                    if number > 0 {
                        passed(&mut bits, part)?;
                        continue;
                    }
                    let four = looked_at(&mut bits, part, mean)?;
                    let left = (column * along + block % along) * HALVES;
                    let top = (row * down + block / along) * HALVES;
                    for (y, pair) in four.iter().enumerate() {
                        squares[(top + y) * line + left..][..HALVES].copy_from_slice(pair);
                    }
                }
            }
            if bits.is_over() {
                return None;
            }
        }
        Some(self.cut(&squares, line))
    }

    /// Without what fills the last blocks.
    fn cut(&self, squares: &[u8], line: usize) -> Pixels {
        let quarter = BLOCK / HALVES;
        let (width, height) = (self.width / quarter, self.height / quarter);
        let lines = squares.chunks_exact(line).take(height);
        Pixels {
            width: u32::try_from(width).unwrap_or(0),
            height: u32::try_from(height).unwrap_or(0),
            form: Form::Grey,
            bytes: lines.flat_map(|line| &line[..width]).copied().collect(),
        }
    }
}

/// Reads a block: the brightness of its four squares.
#[expect(clippy::cast_precision_loss, reason = "coefficients have fifteen bits")]
fn looked_at(bits: &mut Bits<'_>, part: &Part, mean: &mut i32) -> Option<[[u8; HALVES]; HALVES]> {
    let size = u32::from(bits.symbol(&part.means)?);
    if size > 11 {
        return None;
    }
    *mean = mean.wrapping_add(bits.value(size));
    let mut sums = [0.0_f32; 4];
    sums[0] = *mean as f32 * part.shares[0].weight;
    let mut at = 1;
    while at < part.shares.len() {
        let symbol = bits.symbol(&part.others)?;
        let (run, size) = (usize::from(symbol >> 4), u32::from(symbol & 15));
        if size == 0 {
            if run < 15 {
                break;
            }
            at += 16;
            continue;
        }
        let share = part.shares.get(at + run)?;
        sums[share.sum] += bits.value(size) as f32 * share.weight;
        at += run + 1;
    }
    Some([
        [tone(sums, 1.0, 1.0), tone(sums, -1.0, 1.0)],
        [tone(sums, 1.0, -1.0), tone(sums, -1.0, -1.0)],
    ])
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a brightness, kept within a byte"
)]
fn tone(sums: [f32; 4], across: f32, down: f32) -> u8 {
    let tone = sums[0] + sums[1] * across + sums[2] * down + sums[3] * across * down;
    (tone + 128.0).clamp(0.0, 255.0) as u8
}

/// Passes over a block of a colour.
fn passed(bits: &mut Bits<'_>, part: &Part) -> Option<()> {
    let size = u32::from(bits.symbol(&part.means)?);
    if size > 11 {
        return None;
    }
    bits.skip(size);
    let mut at = 1;
    while at < BLOCK * BLOCK {
        let symbol = bits.symbol(&part.others)?;
        let (run, size) = (usize::from(symbol >> 4), u32::from(symbol & 15));
        if size == 0 && run < 15 {
            break;
        }
        bits.skip(size);
        at += run + 1;
    }
    Some(())
}
