//! The header of a PNG, its chunks' checksums, and whether all rows are there. Images whose compressed rows a PDF
//! reader understands as they stand are marked; the others are converted elsewhere.

use std::io::{self, Read, SeekFrom};

use flate2::Crc;
use flate2::read::ZlibDecoder;

use super::fault::Fault;
use super::input::{CHUNK, Input, be32};
use super::inspect::{Colour, DpiSource, PageHead, Resolution, check_size};

/// What a PNG's header says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Head {
    pub page: PageHead,
    pub bits: u8,
    /// How the compressed rows can stand in a PDF; `None` when the image has to be decoded.
    pub through: Option<Through>,
}

/// An image whose `IDAT` bytes are the PDF's stream.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Through {
    /// Bytes of all `IDAT` chunks together.
    pub length: u64,
    pub samples: u8,
    /// RGB triples of a palette image.
    pub palette: Option<Vec<u8>>,
}

const GREY: u8 = 0;
const RGB: u8 = 2;
const PALETTE: u8 = 3;
const GREY_ALPHA: u8 = 4;
const RGB_ALPHA: u8 = 6;

#[derive(Default)]
struct Found {
    header: Option<Header>,
    dpi: Option<Resolution>,
    palette: Option<Vec<u8>>,
    transparent: bool,
    data: u64,
    ended: bool,
}

#[derive(Clone, Copy)]
struct Header {
    width: u32,
    height: u32,
    bits: u8,
    colour: u8,
    interlaced: bool,
}

/// Walks all chunks, checking each checksum, and counts the rows of what passes through.
pub(crate) fn scan(reader: &mut dyn Input) -> Result<Head, Fault> {
    reader.seek(SeekFrom::Start(8))?;
    let mut found = Found::default();
    while !found.ended {
        chunk(reader, &mut found)?;
    }
    let header = found.header.ok_or(Fault::Corrupt)?;
    let is_grey = found.palette.as_deref().is_some_and(is_grey);
    let through = through(&header, &mut found);
    check_size(header.width, header.height, through.is_some())?;
    if through.is_some() {
        check_rows(reader, &header)?;
    }
    let colour = match header.colour {
        GREY if header.bits == 1 => Colour::Bilevel,
        // Scan programs write black and white as a palette of two colours.
        PALETTE if is_grey && header.bits == 1 => Colour::Bilevel,
        PALETTE if is_grey => Colour::Grey,
        GREY | GREY_ALPHA => Colour::Grey,
        RGB | PALETTE | RGB_ALPHA => Colour::Colour,
        _ => return Err(Fault::Corrupt),
    };
    let dpi = found
        .dpi
        .unwrap_or_else(|| Resolution::assumed(header.width, header.height));
    let page = PageHead {
        width: header.width,
        height: header.height,
        dpi,
        colour,
    };
    Ok(Head {
        page,
        bits: header.bits,
        through,
    })
}

fn chunk(reader: &mut dyn Input, found: &mut Found) -> Result<(), Fault> {
    let length = be32(reader)?;
    let mut name = [0; 4];
    reader.read_exact(&mut name)?;
    let mut crc = Crc::new();
    crc.update(&name);
    // Chunks that are understood are short; of the long ones only the checksum is wanted.
    let body = if is_small(name, length) {
        let mut body = vec![0; length as usize];
        reader.read_exact(&mut body)?;
        crc.update(&body);
        body
    } else {
        pass_over(reader, length, &mut crc)?;
        Vec::new()
    };
    if be32(reader)? != crc.sum() {
        return Err(Fault::Corrupt);
    }
    understand(name, length, body, found)
}

fn is_small(name: [u8; 4], length: u32) -> bool {
    &name != b"IDAT" && length <= 1024
}

fn pass_over(reader: &mut dyn Input, length: u32, crc: &mut Crc) -> io::Result<()> {
    let mut buffer = vec![0; CHUNK.min(length as usize)];
    let mut left = length as usize;
    while left > 0 {
        let part = left.min(buffer.len());
        reader.read_exact(&mut buffer[..part])?;
        crc.update(&buffer[..part]);
        left -= part;
    }
    Ok(())
}

fn understand(name: [u8; 4], length: u32, body: Vec<u8>, found: &mut Found) -> Result<(), Fault> {
    if found.header.is_none() && &name != b"IHDR" {
        return Err(Fault::Corrupt);
    }
    match &name {
        b"IHDR" => {
            let header = header(&body).ok_or(Fault::Corrupt)?;
            check_size(header.width, header.height, true)?;
            found.header = Some(header);
        }
        b"pHYs" => found.dpi = density(&body),
        b"PLTE" => found.palette = Some(body),
        b"tRNS" => found.transparent = true,
        b"IDAT" => found.data += u64::from(length),
        b"IEND" => found.ended = true,
        _ => {}
    }
    Ok(())
}

fn header(body: &[u8]) -> Option<Header> {
    let body: &[u8; 13] = body.try_into().ok()?;
    let number = |at: usize| Some(u32::from_be_bytes(body.get(at..at + 4)?.try_into().ok()?));
    let (bits, colour) = (body[8], body[9]);
    let allowed: &[u8] = match colour {
        GREY => &[1, 2, 4, 8, 16],
        PALETTE => &[1, 2, 4, 8],
        RGB | GREY_ALPHA | RGB_ALPHA => &[8, 16],
        _ => return None,
    };
    let plain = allowed.contains(&bits) && body[10] == 0 && body[11] == 0 && body[12] <= 1;
    plain.then_some(Header {
        width: number(0)?,
        height: number(4)?,
        bits,
        colour,
        interlaced: body[12] == 1,
    })
}

fn density(body: &[u8]) -> Option<Resolution> {
    let body: &[u8; 9] = body.try_into().ok()?;
    let per_metre = |at: usize| {
        Some(f64::from(u32::from_be_bytes(
            body.get(at..at + 4)?.try_into().ok()?,
        )))
    };
    if body[8] != 1 {
        return None;
    }
    Resolution::stated(per_metre(0)? * 0.0254, per_metre(4)? * 0.0254, DpiSource::Png)
}

fn through(header: &Header, found: &mut Found) -> Option<Through> {
    if header.interlaced || found.transparent || header.bits == 16 {
        return None;
    }
    let (samples, palette) = match header.colour {
        GREY => (1, None),
        RGB => (3, None),
        PALETTE => (1, Some(usable_palette(found.palette.take()?)?)),
        _ => return None,
    };
    Some(Through {
        length: found.data,
        samples,
        palette,
    })
}

/// Not one of the palette's colours is one.
fn is_grey(palette: &[u8]) -> bool {
    palette
        .chunks_exact(3)
        .all(|colour| colour[0] == colour[1] && colour[1] == colour[2])
}

fn usable_palette(palette: Vec<u8>) -> Option<Vec<u8>> {
    (!palette.is_empty() && palette.len().is_multiple_of(3) && palette.len() <= 768).then_some(palette)
}

/// Inflates the rows without keeping them: all must be there, each with a known filter.
fn check_rows(reader: &mut dyn Input, header: &Header) -> Result<(), Fault> {
    let samples: u64 = if header.colour == RGB { 3 } else { 1 };
    let row = (u64::from(header.width) * samples * u64::from(header.bits)).div_ceil(8) + 1;
    let mut rows = ZlibDecoder::new(Rows::new(reader)?);
    let mut chunk = vec![0; CHUNK];
    let (mut left, mut at) = (row * u64::from(header.height), 0);
    while left > 0 {
        let want = usize::try_from(left).unwrap_or(CHUNK).min(CHUNK);
        let count = rows.read(&mut chunk[..want]).map_err(|_| Fault::Corrupt)?;
        if count == 0 {
            return Err(Fault::Truncated);
        }
        check_filters(&chunk[..count], at, row)?;
        at += count as u64;
        left -= count as u64;
    }
    Ok(())
}

/// The first byte of each row names its filter, 0 to 4.
fn check_filters(bytes: &[u8], at: u64, row: u64) -> Result<(), Fault> {
    let mut next = at.next_multiple_of(row) - at;
    while let Some(filter) = usize::try_from(next).ok().and_then(|index| bytes.get(index)) {
        if *filter > 4 {
            return Err(Fault::Corrupt);
        }
        next += row;
    }
    Ok(())
}

/// The `IDAT` bytes of a PNG one after the other.
pub(crate) struct Rows<'a> {
    reader: &'a mut dyn Input,
    left: u64,
    ended: bool,
}

impl<'a> Rows<'a> {
    pub(crate) fn new(reader: &'a mut dyn Input) -> io::Result<Self> {
        reader.seek(SeekFrom::Start(8))?;
        Ok(Self {
            reader,
            left: 0,
            ended: false,
        })
    }

    /// Goes on to the next `IDAT`. `left` bytes of the present one have been read, its checksum not.
    fn advance(&mut self) -> io::Result<()> {
        loop {
            let length = be32(&mut self.reader)?;
            let mut name = [0; 4];
            self.reader.read_exact(&mut name)?;
            match &name {
                b"IDAT" if length > 0 => {
                    self.left = u64::from(length);
                    return Ok(());
                }
                b"IEND" => {
                    self.ended = true;
                    return Ok(());
                }
                _ => self.reader.seek_relative(i64::from(length) + 4)?,
            }
        }
    }
}

impl Read for Rows<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 && !self.ended {
            self.advance()?;
        }
        if self.ended || buffer.is_empty() {
            return Ok(0);
        }
        let want = buffer.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        let count = self.reader.read(&mut buffer[..want])?;
        if count == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.left -= count as u64;
        if self.left == 0 {
            self.reader.seek_relative(4)?;
        }
        Ok(count)
    }
}
