//! One small picture in every kind the desk has to convert or turn, made here byte by byte: a clone alone tests
//! every path.

use std::io::{Cursor, Write};

use fax::{Color, VecWriter};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, RgbaImage};
use tiff::encoder::colortype::{self, ColorType};
use tiff::encoder::{Compression, DeflateLevel, TiffEncoder, TiffValue};
use tiff::tags::{ExtraSamples, Tag};

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

/// The brightness of a patch in so many bits, spread over 0 to 255.
pub(crate) fn grey(bits: u32, x: u32, y: u32) -> u8 {
    let most = (1 << bits) - 1;
    let level = (x / PATCH * 29 + y / PATCH * 37) & most;
    (level * 255 / most) as u8
}

/// The first column of patches is wholly transparent: paper.
pub(crate) fn is_clear(x: u32) -> bool {
    x < PATCH
}

pub(crate) fn rgb() -> RgbImage {
    RgbImage::from_fn(WIDTH, HEIGHT, |x, y| Rgb(colour(x, y)))
}

pub(crate) fn png(image: impl Into<DynamicImage>) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.into().write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// Ink with a first column of patches that is paper.
fn rgba() -> RgbaImage {
    RgbaImage::from_fn(WIDTH, HEIGHT, |x, y| {
        let [r, g, b] = colour(x, y);
        image::Rgba([r, g, b, if is_clear(x) { 0 } else { 255 }])
    })
}

pub(crate) fn luma() -> image::GrayImage {
    image::GrayImage::from_fn(WIDTH, HEIGHT, |x, y| image::Luma([grey(8, x, y)]))
}

/// What the patches of a sample are.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Meant {
    Colour,
    /// Colour with a column of paper.
    Glass,
    /// So many bits of brightness.
    Grey(u32),
    /// Brightness with a column of paper.
    Veil,
    Ink,
}

impl Meant {
    /// What is to be seen at a place of the stored picture.
    pub(crate) fn at(self, x: u32, y: u32) -> [u8; 3] {
        match self {
            Self::Glass | Self::Veil if is_clear(x) => [255; 3],
            Self::Colour | Self::Glass => colour(x, y),
            Self::Grey(bits) => [grey(bits, x, y); 3],
            Self::Veil => [grey(8, x, y); 3],
            Self::Ink => [if is_white(x, y) { 255 } else { 0 }; 3],
        }
    }
}

pub(crate) type Sample = (&'static str, Vec<u8>, Meant);

/// One page of every kind that is not simply copied, and of those that are.
pub(crate) fn every_kind() -> Vec<Sample> {
    [pngs(), tiffs(), crate::rare::tiffs()].concat()
}

fn pngs() -> Vec<Sample> {
    let deep = |image: DynamicImage| match image {
        DynamicImage::ImageLuma8(_) => DynamicImage::from(image.into_luma16()),
        DynamicImage::ImageLumaA8(_) => DynamicImage::from(image.into_luma_alpha16()),
        DynamicImage::ImageRgba8(_) => DynamicImage::from(image.into_rgba16()),
        other => DynamicImage::from(other.into_rgb16()),
    };
    let veil = image::GrayAlphaImage::from_fn(WIDTH, HEIGHT, |x, y| {
        image::LumaA([grey(8, x, y), if is_clear(x) { 0 } else { 255 }])
    });
    vec![
        ("rgb.png", png(rgb()), Meant::Colour),
        ("rgb16.png", png(deep(rgb().into())), Meant::Colour),
        ("grey.png", png(luma()), Meant::Grey(8)),
        ("grey16.png", png(deep(luma().into())), Meant::Grey(8)),
        ("alpha.png", png(rgba()), Meant::Glass),
        ("alpha16.png", png(deep(rgba().into())), Meant::Glass),
        ("greyalpha.png", png(veil.clone()), Meant::Veil),
        ("greyalpha16.png", png(deep(veil.into())), Meant::Veil),
        ("interlaced.png", interlaced_png(), Meant::Colour),
        ("palette.png", palette_png(), Meant::Colour),
        ("bits1.png", bits_png(1), Meant::Grey(1)),
        ("bits2.png", bits_png(2), Meant::Grey(2)),
        ("bits4.png", bits_png(4), Meant::Grey(4)),
    ]
}

fn tiffs() -> Vec<Sample> {
    let words = |bytes: &[u8]| -> Vec<u16> { bytes.iter().map(|byte| u16::from(*byte) * 257).collect() };
    let (flat, grey) = (rgb().into_raw(), luma().into_raw());
    let packed = |how| tiff_of::<colortype::RGB8>(&flat, how);
    let grey16 = tiff_of::<colortype::Gray16>(&words(&grey), PLAIN);
    let rgb16 = tiff_of::<colortype::RGB16>(&words(&flat), PLAIN);
    let deflate = Compression::Deflate(DeflateLevel::default());
    vec![
        ("palette.tif", palette_tiff(), Meant::Colour),
        ("grey.tif", turned_tiff(1), Meant::Grey(8)),
        ("grey16.tif", grey16, Meant::Grey(8)),
        ("negative.tif", negative_tiff(), Meant::Grey(8)),
        ("bits2.tif", bits_tiff(2), Meant::Grey(2)),
        ("bits4.tif", bits_tiff(4), Meant::Grey(4)),
        ("rgb16.tif", rgb16, Meant::Colour),
        ("lzw.tif", packed(Compression::Lzw), Meant::Colour),
        ("packbits.tif", packed(Compression::Packbits), Meant::Colour),
        ("deflate.tif", packed(deflate), Meant::Colour),
        ("alpha.tif", alpha_tiff(), Meant::Glass),
        ("ycbcr.tif", ycbcr_tiff(), Meant::Colour),
        ("one_strip.tif", group_4(1, false, false), Meant::Ink),
        ("strips.tif", group_4(3, true, true), Meant::Ink),
    ]
}

const PLAIN: Compression = Compression::Uncompressed;

/// A TIFF of one page with these tags besides.
fn tiff_with<C: ColorType>(samples: &[C::Inner], compression: Compression, tags: &[(Tag, &[u16])]) -> Vec<u8>
where
    [C::Inner]: TiffValue,
{
    let mut bytes = Cursor::new(Vec::new());
    let mut encoder = TiffEncoder::new(&mut bytes)
        .unwrap()
        .with_compression(compression);
    let mut image = encoder.new_image::<C>(WIDTH, HEIGHT).unwrap();
    for (tag, value) in tags {
        image.encoder().write_tag(*tag, *value).unwrap();
    }
    image.write_data(samples).unwrap();
    bytes.into_inner()
}

fn tiff_of<C: ColorType>(samples: &[C::Inner], compression: Compression) -> Vec<u8>
where
    [C::Inner]: TiffValue,
{
    tiff_with::<C>(samples, compression, &[])
}

/// White is zero.
fn negative_tiff() -> Vec<u8> {
    let negative: Vec<u8> = luma().as_raw().iter().map(|byte| 255 - byte).collect();
    tiff_with::<colortype::Gray8>(&negative, PLAIN, &[(Tag::PhotometricInterpretation, &[0])])
}

/// Grey with a turn in its `Orientation` tag.
pub(crate) fn turned_tiff(orientation: u16) -> Vec<u8> {
    tiff_with::<colortype::Gray8>(luma().as_raw(), PLAIN, &[(Tag::Orientation, &[orientation])])
}

fn alpha_tiff() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let mut encoder = TiffEncoder::new(&mut bytes).unwrap();
    let mut image = encoder.new_image::<colortype::RGB8>(WIDTH, HEIGHT).unwrap();
    image.extra_samples(&[ExtraSamples::UnassociatedAlpha]).unwrap();
    image.write_data(rgba().as_raw()).unwrap();
    bytes.into_inner()
}

/// ITU-T T.871, no colour left out.
fn ycbcr_tiff() -> Vec<u8> {
    let pixel = |pixel: &[u8]| {
        let [r, g, b] = [pixel[0], pixel[1], pixel[2]].map(f32::from);
        let y = 0.299 * r + 0.587 * g + 0.114 * b;
        [y, (b - y) / 1.772 + 128.0, (r - y) / 1.402 + 128.0].map(|sample| sample.round() as u8)
    };
    let samples: Vec<u8> = rgb().as_raw().chunks_exact(3).flat_map(pixel).collect();
    tiff_with::<colortype::YCbCr8>(&samples, PLAIN, &[(Tag::ChromaSubsampling, &[1, 1])])
}

/// Rows of less than eight bits a pixel, most significant first.
fn packed(bits: u32, mut begin: impl FnMut(&mut Vec<u8>)) -> Vec<u8> {
    let most = (1 << bits) - 1;
    let mut rows = Vec::new();
    for y in 0..HEIGHT {
        begin(&mut rows);
        for byte in 0..WIDTH * bits / 8 {
            let pixels = byte * 8 / bits..(byte + 1) * 8 / bits;
            let level = |x| u32::from(grey(bits, x, y)) * most / 255;
            rows.push(pixels.fold(0, |byte, x| (byte << bits) | level(x)) as u8);
        }
    }
    rows
}

fn bits_png(bits: u32) -> Vec<u8> {
    png_of([bits as u8, 0, 0], None, &packed(bits, |rows| rows.push(0)))
}

fn bits_tiff(bits: u32) -> Vec<u8> {
    one_strip(&packed(bits, |_| ()), (bits, 1))
}

/// A TIFF of one strip of grey, with its bits a pixel and its compression.
pub(crate) fn one_strip(strip: &[u8], (bits, compression): (u32, u32)) -> Vec<u8> {
    let mut out = b"II*\0\0\0\0\0".to_vec();
    out.extend(strip);
    let entries = [
        [256, 4, 1, WIDTH],
        [257, 4, 1, HEIGHT],
        [258, 3, 1, bits],
        [259, 3, 1, compression],
        [262, 3, 1, 1],
        [273, 4, 1, 8],
        [277, 3, 1, 1],
        [278, 4, 1, HEIGHT],
        [279, 4, 1, strip.len() as u32],
    ];
    end_with(out, &entries)
}

/// Writes the directory and points to it.
pub(crate) fn end_with(mut out: Vec<u8>, entries: &[[u32; 4]]) -> Vec<u8> {
    let directory = out.len() as u32;
    out[4..8].copy_from_slice(&directory.to_le_bytes());
    out.extend((entries.len() as u16).to_le_bytes());
    for [tag, kind, count, value] in entries {
        out.extend((*tag as u16).to_le_bytes());
        out.extend((*kind as u16).to_le_bytes());
        out.extend(count.to_le_bytes());
        out.extend(value.to_le_bytes());
    }
    out.extend([0; 4]);
    out
}

pub(crate) fn chunk(out: &mut Vec<u8>, name: [u8; 4], body: &[u8]) {
    out.extend(u32::try_from(body.len()).unwrap().to_be_bytes());
    let mut crc = flate2::Crc::new();
    crc.update(&name);
    crc.update(body);
    out.extend(name);
    out.extend(body);
    out.extend(crc.sum().to_be_bytes());
}

fn png_of([bits, kind, interlaced]: [u8; 3], palette: Option<&[u8]>, rows: &[u8]) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut header = [WIDTH.to_be_bytes(), HEIGHT.to_be_bytes()].concat();
    header.extend([bits, kind, 0, 0, interlaced]);
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
    png_of([8, 2, 1], None, &rows)
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
    png_of([8, 3, 0], Some(&palette), &rows)
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
    turned_group_4(strips, (black_is_zero, reversed), 1)
}

/// With a turn in its `Orientation` tag.
pub(crate) fn turned_group_4(
    strips: u32,
    (black_is_zero, reversed): (bool, bool),
    orientation: u32,
) -> Vec<u8> {
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
    let entries = [
        [256, 4, 1, WIDTH],
        [257, 4, 1, HEIGHT],
        [258, 3, 1, 1],
        [259, 3, 1, 4],
        [262, 3, 1, u32::from(black_is_zero)],
        [266, 3, 1, if reversed { 2 } else { 1 }],
        [273, 4, strips, offsets],
        [274, 3, 1, orientation],
        [277, 3, 1, 1],
        [278, 4, 1, each],
        [279, 4, strips, lengths],
    ];
    end_with(out, &entries)
}

/// One ink in each of four quarters.
fn inks(x: u32, y: u32) -> [u8; 4] {
    let mut inks = [0_u8; 4];
    inks[(x / (WIDTH / 2) + y / (HEIGHT / 2) * 2) as usize] = 255;
    inks
}

pub(crate) fn cmyk_tiff() -> Vec<u8> {
    let places = (0..HEIGHT).flat_map(|y| (0..WIDTH).map(move |x| (x, y)));
    let samples: Vec<u8> = places.flat_map(|(x, y)| inks(x, y)).collect();
    tiff_of::<colortype::CMYK8>(&samples, PLAIN)
}

/// CMYK with one ink in each of four quarters. `adobe` writes the marker, and the inverted samples that go with it.
pub(crate) fn cmyk_jpeg(adobe: bool) -> Vec<u8> {
    let ink = |x: u32, y: u32| {
        // The encoder writes every CMYK picture inverted, as Adobe's programs do.
        inks(x, y).map(|ink| if adobe { ink } else { 255 - ink })
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
