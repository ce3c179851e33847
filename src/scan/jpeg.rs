//! The header of a JPEG, and whether its end is there. The pixels are never decoded: a scan's bytes go into the
//! PDF as they are.

use std::io::{self, SeekFrom};

use super::exif::{Exif, Orientation};
use super::fault::Fault;
use super::input::{self, CHUNK, Input, be16};
use super::inspect::{Colour, DpiSource, PageHead, Resolution, check_size};

/// What a JPEG's header says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Head {
    pub page: PageHead,
    pub orientation: Orientation,
    /// 1 grey, 3 colour, 4 CMYK.
    pub components: u8,
    /// CMYK written by Adobe's programs is inverted: the marker is there, the PDF needs a `/Decode`.
    pub inverted: bool,
    /// Three components that are red, green and blue as they stand, without the marker that would say so.
    pub plain_rgb: bool,
}

const EOI: u8 = 0xd9;
const SOS: u8 = 0xda;

#[derive(Default)]
struct Found {
    size: Option<(u32, u32)>,
    components: u8,
    names: [u8; 3],
    jfif: bool,
    jfif_dpi: Option<Resolution>,
    exif: Exif,
    adobe: bool,
    has_scan: bool,
}

/// Walks the segments up to the first scan, then makes sure that the end marker is there.
pub(crate) fn scan(reader: &mut dyn Input) -> Result<Head, Fault> {
    input::go_to(reader, 2)?;
    let mut found = Found::default();
    while !found.has_scan {
        segment(reader, &mut found)?;
    }
    let (width, height) = found.size.ok_or(Fault::Corrupt)?;
    check_size(width, height, true)?;
    if !ends_properly(reader)? {
        return Err(Fault::Truncated);
    }
    let colour = match found.components {
        1 => Colour::Grey,
        3 => Colour::Colour,
        4 => Colour::Cmyk,
        _ => return Err(Fault::Unsupported),
    };
    let dpi = found
        .jfif_dpi
        .or(found.exif.dpi)
        .unwrap_or_else(|| Resolution::assumed(width, height));
    Ok(Head {
        page: PageHead {
            width,
            height,
            dpi,
            colour,
        },
        orientation: found.exif.orientation,
        components: found.components,
        inverted: found.components == 4 && found.adobe,
        plain_rgb: found.names == *b"RGB" && !found.adobe && !found.jfif,
    })
}

fn segment(reader: &mut dyn Input, found: &mut Found) -> Result<(), Fault> {
    let marker = next_marker(reader)?;
    if matches!(marker, 0x01 | 0xd0..=0xd8) {
        return Ok(());
    }
    if marker == EOI {
        return Err(Fault::Corrupt);
    }
    let length = be16(reader)?.checked_sub(2).ok_or(Fault::Corrupt)?;
    let next = reader.stream_position()? + u64::from(length);
    match marker {
        // Baseline, extended and progressive Huffman; PDF readers know no others.
        0xc0..=0xc2 => frame(reader, found)?,
        0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => return Err(Fault::Unsupported),
        0xe0 => jfif(&body(reader, length)?, found),
        0xe1 => exif(&body(reader, length)?, found),
        0xee => found.adobe |= body(reader, length)?.starts_with(b"Adobe"),
        SOS => found.has_scan = true,
        _ => {}
    }
    Ok(input::go_to(reader, next)?)
}

/// A marker is `FF` and a byte that is neither; any number of `FF` may stand before it as filling.
fn next_marker(reader: &mut dyn Input) -> Result<u8, Fault> {
    let mut byte = [0];
    reader.read_exact(&mut byte)?;
    if byte != [0xff] {
        return Err(Fault::Corrupt);
    }
    while byte == [0xff] {
        reader.read_exact(&mut byte)?;
    }
    Ok(byte[0])
}

fn body(reader: &mut dyn Input, length: u16) -> Result<Vec<u8>, Fault> {
    let mut bytes = vec![0; usize::from(length)];
    reader.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn frame(reader: &mut dyn Input, found: &mut Found) -> Result<(), Fault> {
    let mut fixed = [0; 6];
    reader.read_exact(&mut fixed)?;
    let [bits, h1, h0, w1, w0, components] = fixed;
    if bits != 8 {
        return Err(Fault::Unsupported);
    }
    found.size = Some((
        u32::from(u16::from_be_bytes([w1, w0])),
        u32::from(u16::from_be_bytes([h1, h0])),
    ));
    found.components = components;
    for name in found.names.iter_mut().take(usize::from(components)) {
        let mut component = [0; 3];
        reader.read_exact(&mut component)?;
        *name = component[0];
    }
    Ok(())
}

fn jfif(body: &[u8], found: &mut Found) {
    let Some([unit, x1, x0, y1, y0]) = body.strip_prefix(b"JFIF\0").and_then(|rest| rest.get(2..7)) else {
        return;
    };
    found.jfif = true;
    let to_inch = match unit {
        1 => 1.0,
        2 => 2.54,
        _ => return,
    };
    let dpi = |high, low| f64::from(u16::from_be_bytes([high, low])) * to_inch;
    found.jfif_dpi = Resolution::stated(dpi(*x1, *x0), dpi(*y1, *y0), DpiSource::Jfif);
}

fn exif(body: &[u8], found: &mut Found) {
    if let Some(block) = body.strip_prefix(b"Exif\0\0") {
        found.exif = Exif::read(block);
    }
}

/// Whether the end marker is there. Nearly every file ends with it; else the scans are walked to look for it,
/// because some cameras append more after it.
fn ends_properly(reader: &mut dyn Input) -> io::Result<bool> {
    let after_first_scan_header = reader.stream_position()?;
    let length = reader.seek(SeekFrom::End(0))?;
    if length >= after_first_scan_header + 2 && input::end_of(reader, 2)? == [0xff, EOI] {
        return Ok(true);
    }
    reader.seek(SeekFrom::Start(after_first_scan_header))?;
    walk_to_end(reader)
}

/// Looks for `FF D9` from the first scan on. In entropy-coded data `FF` is only followed by 0, a restart or a
/// marker, so the first one found is the end; the tables between progressive scans are walked the same way.
fn walk_to_end(reader: &mut dyn Input) -> io::Result<bool> {
    let mut chunk = vec![0; CHUNK];
    let mut after_ff = false;
    loop {
        let count = reader.read(&mut chunk)?;
        if count == 0 {
            return Ok(false);
        }
        for byte in &chunk[..count] {
            if after_ff && *byte == EOI {
                return Ok(true);
            }
            after_ff = *byte == 0xff;
        }
    }
}
