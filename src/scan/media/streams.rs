//! Ogg, Matroska and FLAC. Each page, element or block says how long it is: one that reaches beyond the file says that the
//! file was cut. How much music follows the last block of a FLAC nothing tells, nor how long an MPEG stream is.

use std::io::{Read, SeekFrom};

use super::bytes;
use crate::scan::fault::Fault;
use crate::scan::input::Input;

/// More elements than these side by side are forged; a recording has two.
const MOST: usize = 10_000;

/// Walks the pages of an Ogg (RFC 3533). What other programs append after them is left alone.
pub(super) fn ogg(reader: &mut dyn Input, length: u64) -> Result<(), Fault> {
    let mut at = 0;
    while at < length {
        let head: [u8; 27] = bytes(reader)?;
        if !head.starts_with(b"OggS") {
            break;
        }
        let mut segments = vec![0; usize::from(head[26])];
        reader.read_exact(&mut segments)?;
        let body: u64 = segments.iter().map(|segment| u64::from(*segment)).sum();
        at = ends(at + 27 + segments.len() as u64, body, length)?;
        pass(reader, body)?;
    }
    Ok(())
}

/// Walks the outermost elements of a Matroska (RFC 8794). One that was recorded as it was sent does not know its length.
pub(super) fn matroska(reader: &mut dyn Input, length: u64) -> Result<(), Fault> {
    let mut at = 0;
    for _ in 0..MOST {
        if at == length {
            break;
        }
        let (name, _) = number(reader)?;
        let (size, value) = number(reader)?;
        let is_unknown = value == (1 << (7 * size)) - 1;
        if is_unknown {
            break;
        }
        at = ends(at + name + size, value, length)?;
        pass(reader, value)?;
    }
    Ok(())
}

/// Walks the blocks before the music; there must be some music.
pub(super) fn flac(reader: &mut dyn Input, length: u64) -> Result<(), Fault> {
    let mut at = reader.seek(SeekFrom::Start(4))?;
    loop {
        let [kind, size @ ..]: [u8; 4] = bytes(reader)?;
        let size = size.iter().fold(0, |size, byte| (size << 8) | u64::from(*byte));
        at = ends(at + 4, size, length)?;
        pass(reader, size)?;
        if kind & 0x80 != 0 {
            return if at < length {
                Ok(())
            } else {
                Err(Fault::Truncated)
            };
        }
    }
}

/// Where a part ends that begins there.
fn ends(at: u64, size: u64, length: u64) -> Result<u64, Fault> {
    let end = at.checked_add(size).ok_or(Fault::Corrupt)?;
    if end > length {
        Err(Fault::Truncated)
    } else {
        Ok(end)
    }
}

fn pass(reader: &mut dyn Input, size: u64) -> Result<(), Fault> {
    Ok(reader.seek_relative(i64::try_from(size).map_err(|_| Fault::Corrupt)?)?)
}

/// A number of one to eight bytes; the zeros in front tell how many. Its bytes, and its value without the mark.
fn number(reader: &mut dyn Read) -> Result<(u64, u64), Fault> {
    let [first]: [u8; 1] = bytes(reader)?;
    let more = first.leading_zeros();
    if more > 7 {
        return Err(Fault::Corrupt);
    }
    let mut value = u64::from(first) & ((1 << (7 - more)) - 1);
    for _ in 0..more {
        let [byte]: [u8; 1] = bytes(reader)?;
        value = (value << 8) | u64::from(byte);
    }
    Ok((u64::from(more) + 1, value))
}
