//! Files as they should be, cut, flipped and forged: each is described or refused, none brings the program down.

use std::io::Cursor;
use std::ops::ControlFlow;

use image::{DynamicImage, GrayImage, ImageFormat, Luma};
use proptest::prelude::*;

use super::*;
use crate::domain::time::Moment;

fn jpeg() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 60);
    encoder.set_progressive(true);
    encoder.set_density(jpeg_encoder::PixelDensity::dpi(300));
    encoder
        .encode(&[90; 24 * 16], 24, 16, jpeg_encoder::ColorType::Luma)
        .unwrap();
    bytes
}

fn png(alpha: bool) -> Vec<u8> {
    let grey = DynamicImage::from(GrayImage::from_fn(20, 9, |x, y| {
        Luma([u8::try_from(x * y).unwrap()])
    }));
    let image = if alpha {
        DynamicImage::from(grey.to_rgba8())
    } else {
        grey
    };
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

fn tiff() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let mut encoder = ::tiff::encoder::TiffEncoder::new(&mut bytes).unwrap();
    encoder
        .write_image::<::tiff::encoder::colortype::RGB8>(6, 5, &[77; 90])
        .unwrap();
    encoder
        .write_image::<::tiff::encoder::colortype::Gray16>(6, 5, &[777; 30])
        .unwrap();
    bytes.into_inner()
}

fn pdf() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let (page, out) = (folder.path().join("a.jpg"), folder.path().join("o.pdf"));
    std::fs::write(&page, jpeg()).unwrap();
    assemble(&[Source::file(page)], &out, Moment(0), &mut |_, _| {
        ControlFlow::Continue(())
    })
    .unwrap();
    std::fs::read(out).unwrap()
}

/// One valid file of each kind.
fn samples() -> [(&'static str, Vec<u8>); 5] {
    [
        ("a.jpg", jpeg()),
        ("a.png", png(false)),
        ("b.png", png(true)),
        ("a.tif", tiff()),
        ("a.pdf", pdf()),
    ]
}

fn seen(name: &str, bytes: &[u8]) -> Inspected {
    inspect_reader(name, &mut Cursor::new(bytes))
}

/// Inspects the bytes and joins them with a good page; whatever is taken must give as many pages as was said.
fn take(name: &str, bytes: &[u8]) {
    let said = seen(name, bytes);
    let folder = tempfile::tempdir().unwrap();
    let (path, good, out) = (
        folder.path().join(name),
        folder.path().join("good.jpg"),
        folder.path().join("o.pdf"),
    );
    std::fs::write(&path, bytes).unwrap();
    std::fs::write(&good, jpeg()).unwrap();
    let sources = [Source::file(&path), Source::file(&good)];
    match assemble(&sources, &out, Moment(0), &mut |_, _| ControlFlow::Continue(())) {
        Ok(made) => assert_eq!((said.is_taken(), made.pages), (true, said.pages + 1), "{name}"),
        Err(error) => {
            assert!(!text::refusal(&error).is_empty());
            assert!(!out.exists());
        }
    }
}

#[test]
fn every_kind_is_described() {
    let lines: Vec<String> = samples()
        .iter()
        .map(|(name, bytes)| {
            let seen = seen(name, bytes);
            let dpi = seen.dpi.map(|dpi| (dpi.x, dpi.source.word()));
            format!(
                "{name} {} {} {:?} {dpi:?} {:?}",
                seen.kind.word(),
                seen.pages,
                seen.width_px,
                seen.colour
            )
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @r#"
    a.jpg jpeg 1 Some(24) Some((300.0, "jfif")) Grey
    a.png png 1 Some(20) Some((72.0, "assumed")) Grey
    b.png png 1 Some(20) Some((72.0, "assumed")) Colour
    a.tif tiff 2 Some(6) Some((72.0, "assumed")) Colour
    a.pdf pdf 1 None Some((300.0, "pdf")) Grey
    "#);
}

#[test]
fn a_file_cut_anywhere_is_never_taken_for_whole() {
    for (name, bytes) in samples() {
        // The last line break of a PDF may be missing, and a TIFF may end with its numbers.
        let last = if name == "a.pdf" {
            bytes.len() - 7
        } else {
            bytes.len() - 1
        };
        for length in 1..last {
            let seen = seen(name, &bytes[..length]);
            assert!(
                !seen.is_taken(),
                "{name} cut to {length} of {}: {seen:?}",
                bytes.len()
            );
        }
        assert!(seen(name, &bytes).is_taken(), "{name}");
    }
}

#[test]
fn a_forged_size_is_refused_before_any_memory_is_taken() {
    let mut bomb = jpeg();
    let frame = bomb.windows(2).position(|two| two == [0xff, 0xc2]).unwrap();
    bomb[frame + 5..frame + 9].copy_from_slice(&[0xea, 0x60, 0xea, 0x60]);
    assert_eq!(
        seen("a.jpg", &bomb).faults,
        [Fault::TooLarge {
            width: 60_000,
            height: 60_000
        }]
    );
    let mut bomb = png(false);
    bomb[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
    let mut crc = flate2::Crc::new();
    crc.update(&bomb[12..29]);
    bomb[29..33].copy_from_slice(&crc.sum().to_be_bytes());
    assert_eq!(
        seen("a.png", &bomb).faults,
        [Fault::TooLarge {
            width: 60_000,
            height: 60_000
        }]
    );
}

#[test]
fn an_a0_drawing_passes_through_but_is_too_large_to_convert() {
    let mut drawing = jpeg();
    let frame = drawing.windows(2).position(|two| two == [0xff, 0xc2]).unwrap();
    let [(w1, w0), (h1, h0)] =
        [19_866_u16, 28_087].map(|side| (side.to_be_bytes()[0], side.to_be_bytes()[1]));
    drawing[frame + 5..frame + 9].copy_from_slice(&[h1, h0, w1, w0]);
    assert!(seen("a0.jpg", &drawing).is_taken());
    assert_eq!(
        inspect::check_size(19_866, 28_087, false),
        Err(Fault::TooLarge {
            width: 19_866,
            height: 28_087
        })
    );
}

#[test]
fn a_name_that_lies_is_refused_and_one_that_mixes_up_pictures_is_noted() {
    assert_eq!(
        seen("a.pdf", &jpeg()).faults,
        [Fault::Disguised { claimed: Kind::Pdf }]
    );
    assert_eq!(
        seen("a.jpg", &pdf()).faults,
        [Fault::Disguised { claimed: Kind::Jpeg }]
    );
    assert_eq!(
        seen("a.jpg", b"MZ\x90\0").faults,
        [Fault::Disguised { claimed: Kind::Jpeg }]
    );
    assert_eq!(seen("a.jpg", b"").faults, [Fault::Empty]);
    let mixed = seen("a.jpg", &png(false));
    assert_eq!(
        (mixed.kind, mixed.notes.as_slice()),
        (Kind::Png, &[Note::Misnamed][..])
    );
}

#[test]
fn a_deeply_nested_pdf_does_not_overrun_the_stack() {
    let mut bytes = b"%PDF-1.7\n1 0 obj\n".to_vec();
    bytes.extend(std::iter::repeat_n(b'[', 200_000));
    bytes.extend(b"\nendobj\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \n");
    bytes.extend(b"trailer << /Size 2 /Root 1 0 R >>\nstartxref\n200025\n%%EOF\n");
    assert!(!seen("a.pdf", &bytes).is_taken());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn random_bytes_never_panic(magic in 0..6_usize, bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let magics: [&[u8]; 6] = [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0+", b"%PDF-1.5\n"];
        take("x", &[magics[magic], &bytes].concat());
    }

    #[test]
    fn flipped_bits_never_panic(which in 0..5_usize, flips in proptest::collection::vec((any::<u16>(), 0..8_u8), 1..6)) {
        let (name, mut bytes) = samples()[which].clone();
        for (at, bit) in flips {
            let at = usize::from(at) % bytes.len();
            bytes[at] ^= 1 << bit;
        }
        take(name, &bytes);
    }
}
