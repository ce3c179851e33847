//! Kinds that no encoder here writes: byte by byte.

use std::fmt::Write as _;

use motcua::scan::{Fault, inspect};

use crate::kinds::{HEIGHT, Meant, Sample, WIDTH, end_with, luma, one_strip};

/// Width and height of a tile; TIFF wants multiples of 16.
const TILE: u32 = 32;

pub(crate) fn tiffs() -> Vec<Sample> {
    vec![
        ("jpeg.tif", jpeg_tiff(), Meant::Grey(8)),
        ("tiles.tif", tiled_tiff(), Meant::Grey(8)),
    ]
}

/// Its one strip is a JPEG (compression 7).
fn jpeg_tiff() -> Vec<u8> {
    let mut jpeg = Vec::new();
    jpeg_encoder::Encoder::new(&mut jpeg, 100)
        .encode(
            luma().as_raw(),
            WIDTH as u16,
            HEIGHT as u16,
            jpeg_encoder::ColorType::Luma,
        )
        .unwrap();
    one_strip(&jpeg, (8, 7))
}

/// In tiles, the last of each row and column reaching beyond the picture.
fn tiled_tiff() -> Vec<u8> {
    let picture = luma();
    let (across, down) = (WIDTH.div_ceil(TILE), HEIGHT.div_ceil(TILE));
    let mut out = b"II*\0\0\0\0\0".to_vec();
    let mut starts = Vec::new();
    for tile in 0..across * down {
        starts.push(out.len() as u32);
        let (left, top) = (tile % across * TILE, tile / across * TILE);
        for at in 0..TILE * TILE {
            let (x, y) = (left + at % TILE, top + at / TILE);
            let pixel = picture.get_pixel_checked(x, y).map_or(0, |pixel| pixel.0[0]);
            out.push(pixel);
        }
    }
    let count = across * down;
    let offsets = out.len() as u32;
    for start in starts {
        out.extend(start.to_le_bytes());
    }
    let lengths = out.len() as u32;
    for _ in 0..count {
        out.extend((TILE * TILE).to_le_bytes());
    }
    let entries = [
        [256, 4, 1, WIDTH],
        [257, 4, 1, HEIGHT],
        [258, 3, 1, 8],
        [259, 3, 1, 1],
        [262, 3, 1, 1],
        [277, 3, 1, 1],
        [322, 4, 1, TILE],
        [323, 4, 1, TILE],
        [324, 4, count, offsets],
        [325, 4, count, lengths],
    ];
    end_with(out, &entries)
}

/// A PDF that asks for a password.
fn locked_pdf() -> Vec<u8> {
    let key = "00".repeat(32);
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>".to_owned(),
        format!("<</Filter/Standard/V 2/R 3/Length 128/P -44/O<{key}>/U<{key}>>>"),
    ];
    let mut out = "%PDF-1.7\n".to_owned();
    let mut starts = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        starts.push(out.len());
        writeln!(out, "{number} 0 obj\n{object}\nendobj").unwrap();
    }
    let xref = out.len();
    out.push_str("xref\n0 5\n0000000000 65535 f \n");
    for start in starts {
        writeln!(out, "{start:010} 00000 n ").unwrap();
    }
    let id = "0123456789ABCDEF0123456789ABCDEF";
    writeln!(
        out,
        "trailer\n<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[<{id}><{id}>]>>\nstartxref\n{xref}\n%%EOF"
    )
    .unwrap();
    out.into_bytes()
}

#[test]
fn a_pdf_that_asks_for_a_password_is_refused_by_that_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("khoa.pdf");
    std::fs::write(&path, locked_pdf()).unwrap();
    assert_eq!(inspect(&path).faults, [Fault::Encrypted]);
}
