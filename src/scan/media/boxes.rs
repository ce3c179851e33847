//! Files made of boxes, each with its name and length in front: MP4 (ISO 14496-12), AVI and WAV (RIFF), WMA and WMV
//! (ASF). A box that reaches beyond the file says that the file was cut.

use std::io::SeekFrom;

use super::{Head, Media, bytes, kbps};
use crate::scan::fault::Fault;
use crate::scan::input::Input;

/// More boxes than these side by side are forged.
const MOST: usize = 10_000;

/// What the brand of an `ftyp` box means; pictures use the same boxes.
pub(super) fn brand(brand: &[u8]) -> Option<Media> {
    match brand {
        b"heic" | b"heix" | b"hevc" | b"heim" | b"mif1" | b"msf1" | b"avif" | b"avis" | b"crx " => None,
        b"qt  " => Some(Media::Mov),
        b"M4A " | b"M4B " => Some(Media::M4a),
        _ => Some(Media::Mp4),
    }
}

/// A box: its name, where its content begins, where it ends.
type Boxed = ([u8; 4], u64, u64);

fn mp4_box(reader: &mut dyn Input, at: u64, end: u64) -> Result<Boxed, Fault> {
    reader.seek(SeekFrom::Start(at))?;
    let length = u64::from(u32::from_be_bytes(bytes(reader)?));
    let name = bytes(reader)?;
    let (head, length) = match length {
        0 => (8, end - at),
        1 => (16, u64::from_be_bytes(bytes(reader)?)),
        _ => (8, length),
    };
    if length < head {
        return Err(Fault::Corrupt);
    }
    let ends = at.checked_add(length).ok_or(Fault::Corrupt)?;
    if ends > end {
        return Err(Fault::Truncated);
    }
    Ok((name, at + head, ends))
}

/// The boxes from `at` to `end`.
fn mp4_boxes(reader: &mut dyn Input, (mut at, end): (u64, u64)) -> Result<Vec<Boxed>, Fault> {
    let mut found = Vec::new();
    while at < end && found.len() < MOST {
        let one = mp4_box(reader, at, end)?;
        at = one.2;
        found.push(one);
    }
    Ok(found)
}

/// The table of contents may be at the end: without it the recording was broken off.
pub(super) fn mp4(reader: &mut dyn Input, length: u64, media: Media) -> Result<Head, Fault> {
    let found = mp4_boxes(reader, (0, length))?;
    let table = found.iter().find(|(name, ..)| name == b"moov");
    let (_, start, end) = *table.ok_or(Fault::Truncated)?;
    let inside = mp4_boxes(reader, (start, end))?;
    let header = inside.iter().find(|(name, ..)| name == b"mvhd");
    let (_, at, _) = *header.ok_or(Fault::Corrupt)?;
    reader.seek(SeekFrom::Start(at))?;
    let [version, ..]: [u8; 4] = bytes(reader)?;
    let (a_second, time) = if version == 1 {
        let _: [u8; 16] = bytes(reader)?;
        (
            u32::from_be_bytes(bytes(reader)?),
            u64::from_be_bytes(bytes(reader)?),
        )
    } else {
        let _: [u8; 8] = bytes(reader)?;
        let a_second = u32::from_be_bytes(bytes(reader)?);
        (a_second, u64::from(u32::from_be_bytes(bytes(reader)?)))
    };
    // A recording in fragments leaves its length open.
    let is_told = time != u64::from(u32::MAX) && time != u64::MAX;
    let told = if is_told { time } else { 0 };
    Ok(Head {
        media,
        kbps: kbps(length, (told, u64::from(a_second))),
    })
}

/// The first RIFF box; what is longer than it can count comes in further ones.
pub(super) fn riff(reader: &mut dyn Input, length: u64, media: Media) -> Result<Head, Fault> {
    let _: [u8; 4] = bytes(reader)?;
    let size = u64::from(u32::from_le_bytes(bytes(reader)?));
    if size + 8 > length {
        return Err(Fault::Truncated);
    }
    reader.seek(SeekFrom::Start(12))?;
    let kbps = if media == Media::Avi {
        let _: [u8; 20] = bytes(reader)?;
        let header: [u8; 20] = bytes(reader)?;
        let number = |at: usize| {
            let four = header[at..at + 4].try_into().unwrap_or([0; 4]);
            u64::from(u32::from_le_bytes(four))
        };
        kbps(size, (number(0) * number(16), 1_000_000))
    } else {
        wav_bytes_a_second(reader, size + 8)?.and_then(|each| kbps(each, (1, 1)))
    };
    Ok(Head { media, kbps })
}

fn wav_bytes_a_second(reader: &mut dyn Input, end: u64) -> Result<Option<u64>, Fault> {
    let mut at = 12;
    for _ in 0..MOST {
        if at + 8 > end {
            break;
        }
        reader.seek(SeekFrom::Start(at))?;
        let name: [u8; 4] = bytes(reader)?;
        let size = u64::from(u32::from_le_bytes(bytes(reader)?));
        if &name == b"fmt " {
            let _: [u8; 8] = bytes(reader)?;
            return Ok(Some(u64::from(u32::from_le_bytes(bytes(reader)?))));
        }
        at += 8 + size.next_multiple_of(2);
    }
    Ok(None)
}

/// The names of ASF's objects.
pub(super) const ASF: [u8; 16] = *b"\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\0\xaa\0\x62\xce\x6c";
const FILE: [u8; 16] = *b"\xa1\xdc\xab\x8c\x47\xa9\xcf\x11\x8e\xe4\0\xc0\x0c\x20\x53\x65";
const STREAM: [u8; 16] = *b"\x91\x07\xdc\xb7\xb7\xa9\xcf\x11\x8e\xe6\0\xc0\x0c\x20\x53\x65";
const VIDEO: [u8; 16] = *b"\xc0\xef\x19\xbc\x4d\x5b\xcf\x11\xa8\xfd\0\x80\x5f\x5c\x44\x2b";

/// Sound unless one of its streams is video.
pub(super) fn asf(reader: &mut dyn Input, length: u64) -> Result<Head, Fault> {
    let _: [u8; 16] = bytes(reader)?;
    let end = u64::from_le_bytes(bytes(reader)?);
    if end > length {
        return Err(Fault::Truncated);
    }
    let (mut head, mut at) = (
        Head {
            media: Media::Wma,
            kbps: None,
        },
        30_u64,
    );
    for _ in 0..MOST {
        if at.saturating_add(24) > end {
            break;
        }
        reader.seek(SeekFrom::Start(at))?;
        let name: [u8; 16] = bytes(reader)?;
        let size = u64::from_le_bytes(bytes(reader)?);
        if name == FILE {
            head.kbps = asf_file(reader, length)?;
        }
        if name == STREAM && bytes(reader)? == VIDEO {
            head.media = Media::Wmv;
        }
        at = at.checked_add(size.max(24)).ok_or(Fault::Corrupt)?;
    }
    Ok(head)
}

/// Length in time is counted in 100 ns, and begins with a silence counted in milliseconds.
fn asf_file(reader: &mut dyn Input, length: u64) -> Result<Option<u32>, Fault> {
    let _: [u8; 16] = bytes(reader)?;
    let size = u64::from_le_bytes(bytes(reader)?);
    if size > length {
        return Err(Fault::Truncated);
    }
    let _: [u8; 16] = bytes(reader)?;
    let time = u64::from_le_bytes(bytes(reader)?);
    let _: [u8; 8] = bytes(reader)?;
    let silence = u64::from_le_bytes(bytes(reader)?).saturating_mul(10_000);
    Ok(kbps(length, (time.saturating_sub(silence), 10_000_000)))
}
