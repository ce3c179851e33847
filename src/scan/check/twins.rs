//! Pages that look alike. A hash of 64 bits alone does not tell one page of text from another (measured: the same
//! page scanned again 6 bits apart, other pages 9 to 20), so it only chooses which pairs are compared pixel by pixel.

use crate::domain::ids::FileHash;
use crate::domain::quality::PageFlag;

use super::PageCheck;
use super::small::Small;

/// Size of what is kept of a page for comparing.
const WIDTH: usize = 96;
const HEIGHT: usize = 136;
/// Bits of the hash in which two scans of one page may differ.
const MOST_BITS: u32 = 16;
/// Pixels by which a sheet may lie elsewhere in its second scan; about 9 mm of an A4 sheet.
const MOST_SHIFT: isize = 4;
/// Every so many lines are compared to find the shift.
const ROUGHLY: usize = 4;
/// Pages that are compared with a new one.
const NEAREST: usize = 6;
/// How alike two pages must be, from −1 to 1. Measured on full pages of text: the same page scanned again, shifted,
/// with other grain and turned by half a degree 0.87; other pages, though their lines lie alike, 0.51 to 0.57.
const ALIKE: f64 = 0.75;

/// What is kept of a page to find its twin: 13 kB.
#[derive(Clone, PartialEq, Eq)]
pub struct Fingerprint {
    hash: u64,
    pixels: Vec<u8>,
}

impl std::fmt::Debug for Fingerprint {
    /// Never the picture: it shows somebody's paper.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Fingerprint({:016x})", self.hash)
    }
}

impl Fingerprint {
    pub(super) fn of(small: &Small) -> Self {
        Self {
            hash: slopes(&small.shrunk_to(9, 8)),
            pixels: small.shrunk_to(WIDTH, HEIGHT),
        }
    }

    /// Whether the two are probably scans of one page.
    pub fn is_like(&self, other: &Self) -> bool {
        (self.hash ^ other.hash).count_ones() <= MOST_BITS && self.likeness(other) >= ALIKE
    }

    /// The best correlation of the two over small shifts. Which shift that is, some of the lines tell.
    fn likeness(&self, other: &Self) -> f64 {
        let shifts = -MOST_SHIFT..=MOST_SHIFT;
        let all = shifts
            .clone()
            .flat_map(|down| shifts.clone().map(move |right| (right, down)));
        let roughly = |shift| correlation((&self.pixels, &other.pixels), shift, ROUGHLY);
        let best = all
            .map(|shift| (shift, roughly(shift)))
            .max_by(|a, b| a.1.total_cmp(&b.1));
        best.map_or(-1.0, |(shift, _)| {
            correlation((&self.pixels, &other.pixels), shift, 1)
        })
    }
}

/// Whether one of the others is probably a scan of the same page. Only the nearest few are compared pixel by pixel: a
/// second scan is nearly always nearer than any other page, and comparing costs a third of a millisecond.
pub fn twin<'a>(print: &Fingerprint, others: impl Iterator<Item = &'a Fingerprint>) -> bool {
    let mut near: Vec<&Fingerprint> = others.collect();
    near.sort_by_key(|other| (print.hash ^ other.hash).count_ones());
    near.into_iter().take(NEAREST).any(|other| print.is_like(other))
}

/// One bit for each pixel of the 8 × 8: whether it is brighter than its right neighbour.
fn slopes(pixels: &[u8]) -> u64 {
    let bits = pixels
        .chunks_exact(9)
        .flat_map(|line| line.windows(2).map(|pair| pair[0] > pair[1]));
    bits.fold(0, |hash, bit| hash << 1 | u64::from(bit))
}

/// Pearson's correlation of what the two have in common when one is shifted, by every so many lines.
fn correlation((one, other): (&[u8], &[u8]), (right, down): (isize, isize), every: usize) -> f64 {
    let within = |from: isize, size: usize| {
        let start = from.max(0).unsigned_abs();
        let end = size.saturating_sub((-from).max(0).unsigned_abs());
        start..end
    };
    let columns = within(right, WIDTH);
    let (mut count, mut sums) = (0_u64, [0_u64; 5]);
    for line in within(down, HEIGHT).step_by(every) {
        let from = line.wrapping_add_signed(-down) * WIDTH + columns.start.wrapping_add_signed(-right);
        let here = &one[line * WIDTH..][columns.clone()];
        let there = &other[from..from + columns.len()];
        for (p, q) in here.iter().zip(there) {
            let (p, q) = (u64::from(*p), u64::from(*q));
            for (sum, value) in sums.iter_mut().zip([p, q, p * p, q * q, p * q]) {
                *sum += value;
            }
        }
        count += columns.len() as u64;
    }
    pearson(count, sums)
}

#[expect(clippy::cast_precision_loss, reason = "sums over 13,000 bytes")]
fn pearson(count: u64, sums: [u64; 5]) -> f64 {
    let [p, q, pp, qq, pq] = sums.map(|sum| sum as f64 / count as f64);
    let spread = ((pp - p * p) * (qq - q * q)).sqrt();
    if spread > 0.0 { (pq - p * q) / spread } else { 0.0 }
}

/// One page of a pile, as far as its twin is concerned.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// Of the file the page came in.
    pub sha256: FileHash,
    /// Counted from 0 within its file.
    pub page: usize,
    pub check: &'a PageCheck,
}

/// For each page that has an earlier twin: its index, the twin's index, and how sure that is. Blank sides are alike by
/// nature and only compared byte by byte.
pub fn twins(pages: &[Candidate]) -> Vec<(usize, usize, PageFlag)> {
    let twin_of = |index: usize| {
        let page = &pages[index];
        let earlier = || pages[..index].iter().enumerate();
        let exact = earlier().find(|(_, other)| (other.sha256, other.page) == (page.sha256, page.page));
        if let Some((twin, _)) = exact {
            return Some((index, twin, PageFlag::Duplicate));
        }
        let looks = page.check.print.as_ref()?;
        let alike = |other: &Candidate| {
            other
                .check
                .print
                .as_ref()
                .is_some_and(|print| looks.is_like(print))
        };
        let (twin, _) = earlier().find(|(_, other)| alike(other))?;
        Some((index, twin, PageFlag::ProbableDuplicate))
    };
    (0..pages.len()).filter_map(twin_of).collect()
}
