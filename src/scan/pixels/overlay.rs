//! A file read as if a few of its bytes were different. It lets the TIFF decoder begin at any page, decode palettes
//! it would refuse, and bits stored in the other order, without a changed copy of the file.

use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;

use crate::scan::fault::Fault;
use crate::scan::input::Input;

/// A reader with changed bytes.
pub(super) struct Overlay<'a> {
    reader: &'a mut dyn Input,
    position: u64,
    little: bool,
    big: bool,
    patches: Vec<(u64, Vec<u8>)>,
    reversed: Vec<Range<u64>>,
}

const PHOTOMETRIC: u16 = 262;
const BLACK_IS_ZERO: u16 = 1;

impl<'a> Overlay<'a> {
    /// Reads a TIFF's byte order and width of offsets.
    pub(super) fn on(reader: &'a mut dyn Input) -> Result<Self, Fault> {
        reader.seek(SeekFrom::Start(0))?;
        let mut start = [0; 4];
        reader.read_exact(&mut start)?;
        let little = start[0] == b'I';
        let big = start.contains(&43);
        reader.seek(SeekFrom::Start(0))?;
        Ok(Self {
            reader,
            position: 0,
            little,
            big,
            patches: Vec::new(),
            reversed: Vec::new(),
        })
    }

    /// Lets the file's first directory be the one at `offset`.
    pub(super) fn begin_at_directory(&mut self, offset: u64) -> Result<(), Fault> {
        if self.big {
            self.patches.push((8, self.ordered(offset.to_le_bytes())));
        } else {
            let offset = u32::try_from(offset).map_err(|_| Fault::Corrupt)?;
            self.patches.push((4, self.ordered(offset.to_le_bytes())));
        }
        Ok(())
    }

    /// Lets the directory at `offset` say that 0 is black and all else grey.
    pub(super) fn call_it_grey(&mut self, offset: u64) -> Result<(), Fault> {
        let (count_bytes, entry_bytes, value_at) = if self.big { (8, 20, 12) } else { (2, 12, 8) };
        let count = self.number(offset, count_bytes)?;
        for index in 0..count.min(u64::from(u16::MAX)) {
            let entry = offset.saturating_add(count_bytes as u64 + index * entry_bytes);
            if self.number(entry, 2)? == u64::from(PHOTOMETRIC) {
                self.patches
                    .push((entry + value_at, self.ordered(BLACK_IS_ZERO.to_le_bytes())));
                return Ok(());
            }
        }
        Err(Fault::Corrupt)
    }

    /// Lets the bits of these stretches (offset, length) come in the other order.
    pub(super) fn reverse_bits(&mut self, stretches: Vec<(u64, u64)>) {
        self.reversed = stretches
            .into_iter()
            .map(|(at, length)| at..at.saturating_add(length))
            .collect();
    }

    fn ordered<const N: usize>(&self, mut little_endian: [u8; N]) -> Vec<u8> {
        if !self.little {
            little_endian.reverse();
        }
        little_endian.to_vec()
    }

    fn number(&mut self, at: u64, length: usize) -> Result<u64, Fault> {
        let mut bytes = [0; 8];
        self.reader.seek(SeekFrom::Start(at))?;
        self.reader.read_exact(&mut bytes[..length])?;
        self.reader.seek(SeekFrom::Start(self.position))?;
        if !self.little {
            bytes[..length].reverse();
        }
        Ok(u64::from_le_bytes(bytes))
    }

    /// The part of `buffer`, which was read at `start`, that `stretch` covers.
    fn covered(stretch: &Range<u64>, start: u64, length: usize) -> Range<usize> {
        let end = start + length as u64;
        let index = |at: u64| usize::try_from(at.clamp(start, end) - start).unwrap_or(length);
        index(stretch.start)..index(stretch.end)
    }
}

impl Read for Overlay<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        let start = self.position;
        for stretch in &self.reversed {
            for byte in &mut buffer[Self::covered(stretch, start, count)] {
                *byte = byte.reverse_bits();
            }
        }
        for (at, bytes) in &self.patches {
            let covered = Self::covered(&(*at..at + bytes.len() as u64), start, count);
            for index in covered {
                let within = start + index as u64 - at;
                buffer[index] = bytes[usize::try_from(within).unwrap_or(0)];
            }
        }
        self.position += count as u64;
        Ok(count)
    }
}

impl Seek for Overlay<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.position = self.reader.seek(to)?;
        Ok(self.position)
    }
}
