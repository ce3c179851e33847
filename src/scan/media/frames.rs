//! MP3 (ISO 11172-3 and 13818-3, layer III): a row of frames, each with a header that tells how long it is.

use std::io::SeekFrom;

use super::{Head, Media, bytes};
use crate::scan::fault::Fault;
use crate::scan::input::Input;

/// One frame, as its four header bytes describe it.
struct Frame {
    length: u64,
    kbps: u64,
}

/// Bytes of a frame's header.
const HEADER: u64 = 4;
/// Thousands of bits a second of MPEG 1, and of MPEG 2 and 2.5.
const RATES: [[u64; 15]; 2] = [
    [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
    [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
];
const SAMPLES_A_SECOND: [u64; 3] = [44_100, 48_000, 32_000];

impl Frame {
    fn read([sync, kind, rates, _]: [u8; 4]) -> Option<Self> {
        let is_layer_3 = sync == 0xff && kind & 0xe0 == 0xe0 && (kind >> 1) & 3 == 1;
        let version = (kind >> 3) & 3;
        if !is_layer_3 || version == 1 {
            return None;
        }
        let is_first = version == 3;
        let bit_rate = RATES[usize::from(!is_first)].get(usize::from(rates >> 4))?;
        let rate = SAMPLES_A_SECOND.get(usize::from((rates >> 2) & 3))?;
        let rate = match version {
            3 => *rate,
            2 => rate / 2,
            _ => rate / 4,
        };
        // Rate 0 leaves the length open; no program writes it.
        if *bit_rate == 0 {
            return None;
        }
        let samples = if is_first { 1152 } else { 576 };
        Some(Self {
            length: samples / 8 * bit_rate * 1_000 / rate + u64::from((rates >> 1) & 1),
            kbps: *bit_rate,
        })
    }
}

/// Two frames in a row: one could be chance.
pub(super) fn begins(start: &[u8]) -> bool {
    let frame = |at: usize| Frame::read(start.get(at..at.checked_add(4)?)?.try_into().ok()?);
    let next = frame(0).and_then(|first| usize::try_from(first.length).ok());
    next.and_then(frame).is_some()
}

/// Walks all frames, within the reader's buffer: to seek anew for each would read a long recording a hundred times. What
/// other programs append after them is left alone.
pub(super) fn scan(reader: &mut dyn Input, length: u64) -> Result<Head, Fault> {
    let start = after_tag(reader)?;
    let (mut at, mut frames, mut kbps) = (start, 0, 0);
    reader.seek(SeekFrom::Start(at))?;
    while at + HEADER <= length {
        let Some(frame) = Frame::read(bytes(reader)?) else {
            break;
        };
        let rest = i64::try_from(frame.length.saturating_sub(HEADER)).unwrap_or(0);
        reader.seek_relative(rest)?;
        at += frame.length;
        frames += 1;
        kbps += frame.kbps;
    }
    if at > length {
        return Err(Fault::Truncated);
    }
    if frames == 0 {
        return Err(if start >= length {
            Fault::Truncated
        } else {
            Fault::Corrupt
        });
    }
    Ok(Head {
        media: Media::Mp3,
        // What the frames promise: their bytes are rounded down, 128 would read as 127.
        kbps: u32::try_from(kbps / frames).ok(),
    })
}

/// Where the frames begin: after the tag of ID3, whose size is written seven bits to the byte.
fn after_tag(reader: &mut dyn Input) -> Result<u64, Fault> {
    let head: [u8; 10] = bytes(reader)?;
    if !head.starts_with(b"ID3") {
        return Ok(0);
    }
    let size = head[6..]
        .iter()
        .fold(0, |size, byte| (size << 7) | u64::from(byte & 0x7f));
    let footer = if head[5] & 0x10 == 0 { 0 } else { 10 };
    Ok(10 + size + footer)
}
