//! Reading a file whose bytes nobody vouches for: short reads are a fault with a name, never a panic.

use std::io::{self, Read, Seek, SeekFrom};

use sha2::{Digest, Sha256};

use crate::domain::ids::FileHash;

use super::fault::Fault;

/// Bytes that can be read twice: an open file or a cursor.
pub trait Input: Read + Seek {}

impl<T: Read + Seek> Input for T {}

/// The size of a pass over a file.
pub(crate) const CHUNK: usize = 64 * 1024;

impl From<io::Error> for Fault {
    /// An end of file where bytes were due means the file was cut; all else that it cannot be read.
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Self::Truncated,
            _ => Self::Unreadable,
        }
    }
}

/// Goes to a place that is counted from the start. What was read ahead and reaches there is kept, which a plain seek
/// throws away: a header's short steps would read the same stretch of the file again for each of them.
pub(crate) fn go_to(input: &mut dyn Input, place: u64) -> io::Result<()> {
    let here = input.stream_position()?;
    match place.checked_signed_diff(here) {
        Some(steps) => input.seek_relative(steps),
        None => input.seek(SeekFrom::Start(place)).map(drop),
    }
}

/// Reads up to `count` bytes from the start.
pub(crate) fn start_of(input: &mut dyn Input, count: u64) -> io::Result<Vec<u8>> {
    go_to(input, 0)?;
    let mut bytes = Vec::new();
    input.take(count).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Reads up to `count` bytes from the end.
pub(crate) fn end_of(input: &mut dyn Input, count: u64) -> io::Result<Vec<u8>> {
    let length = input.seek(SeekFrom::End(0))?;
    input.seek(SeekFrom::Start(length.saturating_sub(count)))?;
    let mut bytes = Vec::new();
    input.take(count).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The length and the SHA-256 of all bytes, in one pass of constant memory.
pub(crate) fn hash(input: &mut dyn Input) -> io::Result<(u64, FileHash)> {
    input.seek(SeekFrom::Start(0))?;
    let mut hasher = Sha256::new();
    let mut chunk = vec![0; CHUNK];
    let mut length = 0;
    loop {
        match input.read(&mut chunk) {
            Ok(0) => return Ok((length, FileHash(hasher.finalize().into()))),
            Ok(count) => {
                hasher.update(&chunk[..count]);
                length += count as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// Big-endian numbers of a header.
pub(crate) fn be16(input: &mut dyn Read) -> io::Result<u16> {
    let mut bytes = [0; 2];
    input.read_exact(&mut bytes)?;
    Ok(u16::from_be_bytes(bytes))
}

pub(crate) fn be32(input: &mut dyn Read) -> io::Result<u32> {
    let mut bytes = [0; 4];
    input.read_exact(&mut bytes)?;
    Ok(u32::from_be_bytes(bytes))
}
