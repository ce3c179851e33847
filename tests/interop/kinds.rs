//! One small picture in every kind the desk has to convert or turn, made here byte by byte: a clone alone tests
//! every path.

use std::io::{Cursor, Write};

use fax::{Color, VecWriter};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, RgbaImage};
use tiff::encoder::{TiffEncoder, colortype};
use tiff::tags::Tag;

/// Size of the picture and of the even patches it is made of, in pixels.
pub(crate) const WIDTH: u32 = 64;
pub(crate) const HEIGHT: u32 = 48;
pub(crate) const PATCH: u32 = 8;

/// The colour of a patch: no two neighbours are alike, no side is like another.
pub(crate) fn colour(x: u32, y: u32) -> [u8; 3] {
    let (column, row) = (x / PATCH, y / PATCH);
    [
        (column * 32) as u8,
        (row * 42) as u8,
        ((column + 2 * row) % 4 * 80) as u8,
    ]
}

/// Black or white, in a pattern without symmetry.
pub(crate) fn is_white(x: u32, y: u32) -> bool {
    let (column, row) = (x / PATCH, y / PATCH);
    (column * column + 3 * row + column * row) % 5 < 2
}

pub(crate) fn rgb() -> RgbImage {
    RgbImage::from_fn(WIDTH, HEIGHT, |x, y| Rgb(colour(x, y)))
}

pub(crate) fn png(image: impl Into<DynamicImage>) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.into().write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// Ink with a first column of patches that is wholly transparent: paper.
pub(crate) fn png_with_alpha() -> Vec<u8> {
    png(RgbaImage::from_fn(WIDTH, HEIGHT, |x, y| {
        let [r, g, b] = colour(x, y);
        image::Rgba([r, g, b, if x < PATCH { 0 } else { 255 }])
    }))
}

fn chunk(out: &mut Vec<u8>, name: [u8; 4], body: &[u8]) {
    out.extend(u32::try_from(body.len()).unwrap().to_be_bytes());
    let mut crc = flate2::Crc::new();
    crc.update(&name);
    crc.update(body);
    out.extend(name);
    out.extend(body);
    out.extend(crc.sum().to_be_bytes());
}

fn png_of(kind: u8, interlaced: bool, palette: Option<&[u8]>, rows: &[u8]) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut header = [WIDTH.to_be_bytes(), HEIGHT.to_be_bytes()].concat();
    header.extend([8, kind, 0, 0, u8::from(interlaced)]);
    chunk(&mut out, *b"IHDR", &header);
    if let Some(palette) = palette {
        chunk(&mut out, *b"PLTE", palette);
        chunk(&mut out, *b"tRNS", &[255; 3]);
    }
    let mut deflate = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    deflate.write_all(rows).unwrap();
    chunk(&mut out, *b"IDAT", &deflate.finish().unwrap());
    chunk(&mut out, *b"IEND", b"");
    out
}

/// Adam7: start and step of the columns and rows of each pass.
const PASSES: [[u32; 4]; 7] = [
    [0, 8, 0, 8],
    [4, 8, 0, 8],
    [0, 4, 4, 8],
    [2, 4, 0, 4],
    [0, 2, 2, 4],
    [1, 2, 0, 2],
    [0, 1, 1, 2],
];

pub(crate) fn interlaced_png() -> Vec<u8> {
    let mut rows = Vec::new();
    for [left, across, top, down] in PASSES {
        for y in (top..HEIGHT).step_by(down as usize) {
            rows.push(0);
            for x in (left..WIDTH).step_by(across as usize) {
                rows.extend(colour(x, y));
            }
        }
    }
    png_of(2, true, None, &rows)
}

/// A palette of the 48 patches, with a table of transparencies, so that it cannot pass as it stands.
pub(crate) fn palette_png() -> Vec<u8> {
    let columns = WIDTH / PATCH;
    let patches = columns * (HEIGHT / PATCH);
    let palette: Vec<u8> = (0..patches)
        .flat_map(|patch| colour(patch % columns * PATCH, patch / columns * PATCH))
        .collect();
    let rows: Vec<u8> = (0..HEIGHT)
        .flat_map(|y| {
            std::iter::once(0).chain((0..WIDTH).map(move |x| (y / PATCH * columns + x / PATCH) as u8))
        })
        .collect();
    png_of(3, false, Some(&palette), &rows)
}

/// A TIFF of two pages, eight and sixteen bits a sample.
pub(crate) fn tiff_pages() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let mut encoder = TiffEncoder::new(&mut bytes).unwrap();
    encoder
        .write_image::<colortype::RGB8>(WIDTH, HEIGHT, rgb().as_raw())
        .unwrap();
    let deep: Vec<u16> = rgb()
        .as_raw()
        .iter()
        .map(|sample| u16::from(*sample) * 257)
        .collect();
    encoder
        .write_image::<colortype::RGB16>(WIDTH, HEIGHT, &deep)
        .unwrap();
    bytes.into_inner()
}

pub(crate) fn big_tiff() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let mut encoder = TiffEncoder::new_big(&mut bytes).unwrap();
    for _ in 0..2 {
        encoder
            .write_image::<colortype::RGB8>(WIDTH, HEIGHT, rgb().as_raw())
            .unwrap();
    }
    bytes.into_inner()
}

pub(crate) fn palette_tiff() -> Vec<u8> {
    let columns = WIDTH / PATCH;
    let indices: Vec<u8> = (0..HEIGHT)
        .flat_map(|y| (0..WIDTH).map(move |x| (y / PATCH * columns + x / PATCH) as u8))
        .collect();
    let channel = |channel: usize| {
        (0..256_u32).map(move |patch| {
            let patch = patch % (columns * HEIGHT / PATCH);
            u16::from(colour(patch % columns * PATCH, patch / columns * PATCH)[channel]) * 257
        })
    };
    let map: Vec<u16> = (0..3).flat_map(channel).collect();
    let mut bytes = Cursor::new(Vec::new());
    let mut encoder = TiffEncoder::new(&mut bytes).unwrap();
    let mut image = encoder.new_image::<colortype::Gray8>(WIDTH, HEIGHT).unwrap();
    image
        .encoder()
        .write_tag(Tag::PhotometricInterpretation, 3_u16)
        .unwrap();
    image.encoder().write_tag(Tag::ColorMap, &map[..]).unwrap();
    image.write_data(&indices).unwrap();
    bytes.into_inner()
}

/// Group 4 in `strips` strips. `black_is_zero` turns the meaning of the bits, `reversed` their order in each byte.
pub(crate) fn group_4(strips: u32, black_is_zero: bool, reversed: bool) -> Vec<u8> {
    let each = HEIGHT / strips;
    let mut out = b"II*\0\0\0\0\0".to_vec();
    let mut places = Vec::new();
    for strip in 0..strips {
        let mut coder = fax::encoder::Encoder::new(VecWriter::new());
        for y in strip * each..(strip + 1) * each {
            let ink = (0..WIDTH).map(|x| {
                if is_white(x, y) == black_is_zero {
                    Color::Black
                } else {
                    Color::White
                }
            });
            coder.encode_line(ink, WIDTH as u16).unwrap();
        }
        let bytes = coder.finish().unwrap().finish();
        places.push((out.len() as u32, bytes.len() as u32));
        out.extend(
            bytes
                .iter()
                .map(|byte| if reversed { byte.reverse_bits() } else { *byte }),
        );
    }
    let list = |out: &mut Vec<u8>, numbers: Vec<u32>| {
        let at = if numbers.len() == 1 {
            numbers[0]
        } else {
            out.len() as u32
        };
        if numbers.len() > 1 {
            out.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
        }
        at
    };
    let offsets = list(&mut out, places.iter().map(|place| place.0).collect());
    let lengths = list(&mut out, places.iter().map(|place| place.1).collect());
    let directory = out.len() as u32;
    out[4..8].copy_from_slice(&directory.to_le_bytes());
    let entries: [[u32; 4]; 10] = [
        [256, 4, 1, WIDTH],
        [257, 4, 1, HEIGHT],
        [258, 3, 1, 1],
        [259, 3, 1, 4],
        [262, 3, 1, u32::from(black_is_zero)],
        [266, 3, 1, if reversed { 2 } else { 1 }],
        [273, 4, strips, offsets],
        [277, 3, 1, 1],
        [278, 4, 1, each],
        [279, 4, strips, lengths],
    ];
    out.extend(10_u16.to_le_bytes());
    for [tag, kind, count, value] in entries {
        out.extend((tag as u16).to_le_bytes());
        out.extend((kind as u16).to_le_bytes());
        out.extend(count.to_le_bytes());
        out.extend(value.to_le_bytes());
    }
    out.extend([0; 4]);
    out
}

/// CMYK with one ink in each of four quarters. `adobe` writes the marker, and the inverted samples that go with it.
pub(crate) fn cmyk_jpeg(adobe: bool) -> Vec<u8> {
    let ink = |x: u32, y: u32| {
        let mut inks = [0_u8; 4];
        inks[(x / (WIDTH / 2) + y / (HEIGHT / 2) * 2) as usize] = 255;
        // The encoder writes every CMYK picture inverted, as Adobe's programs do.
        inks.map(|ink| if adobe { ink } else { 255 - ink })
    };
    let samples: Vec<u8> = (0..HEIGHT)
        .flat_map(|y| (0..WIDTH).flat_map(move |x| ink(x, y)))
        .collect();
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 95);
    encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_1_1);
    encoder
        .encode(
            &samples,
            WIDTH as u16,
            HEIGHT as u16,
            jpeg_encoder::ColorType::Cmyk,
        )
        .unwrap();
    if !adobe {
        let marker = bytes.windows(5).position(|five| five == b"Adobe").unwrap();
        bytes.drain(marker - 4..marker + 12);
    }
    bytes
}
