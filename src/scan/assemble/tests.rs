//! The assembler judged from outside: bytes in, bytes out.

#![expect(clippy::cast_possible_truncation, reason = "patterns of pixels may wrap")]

use std::cell::Cell;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use image::{DynamicImage, GrayImage, ImageFormat, Rgb, RgbImage, RgbaImage};
use lopdf::{Document, Object, dictionary};
use tempfile::TempDir;

use super::*;

fn jpeg(width: u16, height: u16, seed: u8) -> Vec<u8> {
    let pixels: Vec<u8> = (0..usize::from(width) * usize::from(height))
        .flat_map(|at| [(at / 7) as u8 ^ seed, (at % 251) as u8, seed])
        .collect();
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 75);
    encoder.set_density(jpeg_encoder::PixelDensity::dpi(200));
    encoder
        .encode(&pixels, width, height, jpeg_encoder::ColorType::Rgb)
        .unwrap();
    bytes
}

fn png(image: impl Into<DynamicImage>) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.into().write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

struct Desk {
    folder: TempDir,
    sources: Vec<Source>,
}

impl Desk {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            sources: Vec::new(),
        }
    }

    fn with(mut self, name: &str, bytes: &[u8]) -> Self {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        self.sources.push(Source::file(path));
        self
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("out.pdf")
    }

    fn assemble(&self) -> Result<Assembled, AssembleError> {
        assemble(
            &self.sources,
            &self.out(),
            Moment(1_665_019_857_000),
            &mut |_, _| ControlFlow::Continue(()),
        )
    }

    fn document(&self) -> Document {
        self.assemble().unwrap();
        Document::load(self.out()).unwrap()
    }

    fn leftovers(&self) -> Vec<String> {
        let names = std::fs::read_dir(self.folder.path()).unwrap();
        let names = names.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
        names
            .filter(|name| name == "out.pdf" || name.starts_with('.'))
            .collect()
    }
}

fn images(document: &Document) -> Vec<Vec<u8>> {
    let of_page = |page| {
        document
            .get_page_images(page)
            .unwrap()
            .iter()
            .map(|image| image.content.to_vec())
            .collect::<Vec<_>>()
    };
    document.page_iter().flat_map(of_page).collect()
}

fn page_entry(document: &Document, page: usize, key: &[u8]) -> Option<Object> {
    let page = document.page_iter().nth(page).unwrap();
    document.get_dictionary(page).unwrap().get(key).ok().cloned()
}

#[test]
fn jpeg_bytes_go_in_untouched_and_in_order() {
    let scans: Vec<Vec<u8>> = (0..5).map(|seed| jpeg(166, 234, seed)).collect();
    let desk = scans.iter().enumerate().fold(Desk::new(), |desk, (n, scan)| {
        desk.with(&format!("{n}.jpg"), scan)
    });
    let made = desk.assemble().unwrap();
    assert_eq!((made.pages, made.warnings.as_slice()), (5, &[][..]));
    let file = std::fs::read(desk.out()).unwrap();
    assert_eq!(made.bytes, file.len() as u64);
    let (_, sha256) = crate::scan::input::hash(&mut Cursor::new(&file)).unwrap();
    assert_eq!(made.sha256, sha256);
    let document = Document::load(desk.out()).unwrap();
    assert_eq!(document.version, "1.7");
    assert_eq!(images(&document), scans);
    assert_eq!(desk.leftovers(), ["out.pdf"]);
}

#[test]
fn a_page_is_as_large_as_the_paper_and_says_when_it_was_made() {
    let document = Desk::new().with("a.jpg", &jpeg(1654, 20, 0)).document();
    let media = page_entry(&document, 0, b"MediaBox").unwrap();
    let sides: Vec<f32> = media
        .as_array()
        .unwrap()
        .iter()
        .map(|side| side.as_float().unwrap())
        .collect();
    assert_eq!(sides, [0.0, 0.0, 595.44, 7.2]);
    let info = document
        .trailer
        .get(b"Info")
        .and_then(Object::as_reference)
        .unwrap();
    let info = document.get_dictionary(info).unwrap();
    assert_eq!(
        info.get(b"CreationDate").and_then(Object::as_str).unwrap(),
        b"D:20221006083057+07'00'"
    );
}

#[test]
fn exif_orientation_turns_the_page_and_not_the_pixels() {
    let plain = jpeg(40, 30, 9);
    let turned = with_exif_orientation(&plain, 6);
    let desk = Desk::new().with("a.jpg", &turned);
    let document = desk.document();
    assert_eq!(page_entry(&document, 0, b"Rotate"), Some(Object::Integer(90)));
    assert_eq!(images(&document), [turned]);
}

fn with_exif_orientation(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
    let mut turned = vec![0xff, 0xd8, 0xff, 0xe1];
    turned.extend(u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
    turned.extend(exif);
    turned.extend(&jpeg[2..]);
    turned
}

#[test]
fn an_image_without_a_resolution_is_marked_and_fits_a4() {
    let desk = Desk::new().with(
        "a.png",
        &png(GrayImage::from_pixel(827, 1169, image::Luma([200]))),
    );
    let made = desk.assemble().unwrap();
    assert_eq!(
        made.warnings,
        [Warning::AssumedResolution { name: "a.png".into() }]
    );
}

/// Pixels of a Flate image, its PNG filters undone by the reader.
fn pixels_of(document: &Document, page: usize) -> Vec<u8> {
    let id = document.page_iter().nth(page).unwrap();
    let image = &document.get_page_images(id).unwrap()[0];
    let stream = document.get_object(image.id).unwrap().as_stream().unwrap();
    stream.decompressed_content().unwrap()
}

#[test]
fn plain_png_rows_pass_through_and_others_are_flattened_on_white() {
    let grey = GrayImage::from_fn(31, 17, |x, y| image::Luma([(x * 8 + y) as u8]));
    let colour = RgbImage::from_fn(31, 17, |x, y| Rgb([(x * 8) as u8, (y * 9) as u8, 77]));
    let glass = RgbaImage::from_fn(31, 17, |x, _| {
        image::Rgba([10, 20, 30, if x < 15 { 255 } else { 0 }])
    });
    let deep = DynamicImage::ImageRgb8(colour.clone()).into_rgb16();
    let desk = Desk::new()
        .with("1.png", &png(grey.clone()))
        .with("2.png", &png(colour.clone()))
        .with("3.png", &png(glass))
        .with("4.png", &png(deep));
    let document = desk.document();
    assert_eq!(pixels_of(&document, 0), grey.into_raw());
    assert_eq!(pixels_of(&document, 1), colour.clone().into_raw());
    let flat = pixels_of(&document, 2);
    assert_eq!(
        (&flat[..3], &flat[90..93]),
        (&[10, 20, 30][..], &[255, 255, 255][..])
    );
    assert_eq!(pixels_of(&document, 3), colour.into_raw());
}

fn tiff_of(pages: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let mut encoder = ::tiff::encoder::TiffEncoder::new(&mut bytes).unwrap();
    for page in 0..pages {
        let pixels: Vec<u8> = (0..12).map(|at| (at * 20 + page) as u8).collect();
        encoder
            .write_image::<::tiff::encoder::colortype::Gray8>(4, 3, &pixels)
            .unwrap();
    }
    bytes.into_inner()
}

#[test]
fn every_page_of_a_tiff_becomes_a_page() {
    let desk = Desk::new().with("a.tif", &tiff_of(3));
    let document = desk.document();
    let pages: Vec<u8> = (0..3).map(|page| pixels_of(&document, page)[0]).collect();
    assert_eq!(pages, [0, 1, 2]);
}

#[test]
fn a_noisy_page_becomes_a_jpeg_and_says_so() {
    let mut seed = 1_u32;
    let noise = RgbaImage::from_fn(256, 256, |_, _| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        image::Rgba([(seed >> 24) as u8, (seed >> 16) as u8, (seed >> 8) as u8, 255])
    });
    let desk = Desk::new().with("a.png", &png(noise));
    let warnings = desk.assemble().unwrap().warnings;
    assert!(
        warnings.contains(&Warning::Reencoded { name: "a.png".into() }),
        "{warnings:?}"
    );
}

fn pdf_of(folder: &Path, names: &[&str]) -> Vec<u8> {
    let desk = names.iter().fold(Desk::new(), |desk, name| {
        desk.with(name, &jpeg(40, 30, name.len() as u8))
    });
    desk.assemble().unwrap();
    std::fs::copy(desk.out(), folder.join("made.pdf")).unwrap();
    std::fs::read(desk.out()).unwrap()
}

#[test]
fn a_single_pdf_stays_byte_for_byte_itself() {
    let desk = Desk::new();
    let pdf = pdf_of(desk.folder.path(), &["a.jpg", "bb.jpg"]);
    let desk = desk.with("a.pdf", &pdf);
    assert_eq!(desk.assemble().unwrap().pages, 2);
    assert_eq!(std::fs::read(desk.out()).unwrap(), pdf);
}

#[test]
fn pages_of_pdfs_and_images_are_joined_in_order_with_what_they_inherited() {
    let desk = Desk::new();
    let mut first = Document::load_mem(&pdf_of(desk.folder.path(), &["a.jpg", "bb.jpg"])).unwrap();
    let tree = first
        .catalog()
        .unwrap()
        .get(b"Pages")
        .and_then(Object::as_reference)
        .unwrap();
    first.get_dictionary_mut(tree).unwrap().set("Rotate", 270);
    let mut inherited = Vec::new();
    first.save_to(&mut inherited).unwrap();
    let desk = desk
        .with("1.pdf", &inherited)
        .with("2.jpg", &jpeg(40, 30, 99))
        .with("3.pdf", &inherited);
    let document = desk.document();
    let expected: Vec<Vec<u8>> = [5, 6, 99, 5, 6].map(|seed| jpeg(40, 30, seed)).to_vec();
    assert_eq!(images(&document), expected);
    assert_eq!(page_entry(&document, 1, b"Rotate"), Some(Object::Integer(270)));
    assert_eq!(page_entry(&document, 2, b"Rotate"), None);
}

fn signed_pdf(folder: &Path) -> Vec<u8> {
    let mut document = Document::load_mem(&pdf_of(folder, &["a.jpg"])).unwrap();
    document.add_object(dictionary! {
        "Type" => "Sig", "ByteRange" => vec![0.into(), 1.into(), 2.into(), 3.into()],
        "Contents" => Object::string_literal("x"),
    });
    let mut signed = Vec::new();
    document.save_to(&mut signed).unwrap();
    signed
}

/// A PDF of one page that is so heavy, mostly by a stream that no page draws.
fn heavy_pdf(folder: &Path, bytes: u64) -> Vec<u8> {
    let mut document = Document::load_mem(&pdf_of(folder, &["heavy"])).unwrap();
    let ballast = vec![b'x'; usize::try_from(bytes).unwrap()];
    document.add_object(lopdf::Stream::new(dictionary! {}, ballast).with_compression(false));
    let mut heavy = Vec::new();
    document.save_to(&mut heavy).unwrap();
    heavy
}

#[test]
fn pdfs_above_a_hundred_megabytes_together_are_not_joined_and_the_sources_stay() {
    let desk = Desk::new();
    let heavy = heavy_pdf(desk.folder.path(), MOST_JOINED_PDF_BYTES / 2);
    let desk = desk.with("a.pdf", &heavy).with("b.pdf", &heavy);
    match desk.assemble() {
        Err(AssembleError::TooMuchPdf { bytes }) => assert_eq!(bytes, 2 * heavy.len() as u64),
        other => panic!("{other:?}"),
    }
    assert!(!desk.out().exists());
    for source in &desk.sources {
        assert!(std::fs::read(&source.path).unwrap() == heavy);
    }
}

#[test]
fn a_signed_pdf_is_never_rewritten() {
    let desk = Desk::new();
    let signed = signed_pdf(desk.folder.path());
    let desk = desk.with("signed.pdf", &signed);
    desk.assemble().unwrap();
    assert_eq!(std::fs::read(desk.out()).unwrap(), signed);
    std::fs::remove_file(desk.out()).unwrap();
    let desk = desk.with("b.jpg", &jpeg(8, 8, 1));
    let error = desk.assemble().unwrap_err();
    assert!(matches!(error, AssembleError::MustStayAlone { name } if name == "signed.pdf"));
    assert_eq!(desk.leftovers(), Vec::<String>::new());
}

#[test]
fn a_refused_file_is_named_and_nothing_is_left() {
    let whole = jpeg(80, 60, 3);
    let cases: [(&str, &[u8], Fault); 4] = [
        ("empty.jpg", b"", Fault::Empty),
        ("cut.jpg", &whole[..whole.len() - 40], Fault::Truncated),
        (
            "program.pdf",
            b"MZ\x90\0\x03",
            Fault::Disguised { claimed: Kind::Pdf },
        ),
        ("notes.txt", b"hello", Fault::Unsupported),
    ];
    for (name, bytes, reason) in cases {
        let desk = Desk::new().with("good.jpg", &whole).with(name, bytes);
        let error = desk.assemble().unwrap_err();
        let AssembleError::Refused { name: refused, fault } = error else {
            panic!("{name}: {error}")
        };
        assert_eq!((refused.as_str(), fault), (name, reason));
        assert_eq!(desk.leftovers(), Vec::<String>::new());
    }
}

#[test]
fn a_source_is_never_written_over_and_a_lost_folder_is_an_error() {
    let mut desk = Desk::new()
        .with("out.pdf", &jpeg(8, 8, 1))
        .with("b.jpg", &jpeg(8, 8, 1));
    assert!(matches!(
        desk.assemble(),
        Err(AssembleError::Refused { .. } | AssembleError::WouldOverwriteSource)
    ));
    desk.sources.remove(0);
    let nowhere = desk.folder.path().join("no/such/folder/out.pdf");
    let outcome = assemble(&desk.sources, &nowhere, Moment(0), &mut |_, _| {
        ControlFlow::Continue(())
    });
    assert!(matches!(outcome, Err(AssembleError::NotWritten(_))));
}

#[test]
fn stopping_half_way_leaves_nothing() {
    for stop_at in 1..=6 {
        let desk = (0..3).fold(Desk::new(), |desk, n| {
            desk.with(&format!("{n}.jpg"), &jpeg(8, 8, n))
        });
        let seen = Cell::new(0);
        let outcome = assemble(&desk.sources, &desk.out(), Moment(0), &mut |done, all| {
            seen.set(done);
            assert_eq!(all, 6);
            if done == stop_at {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        assert!(matches!(outcome, Err(AssembleError::Cancelled)), "{stop_at}");
        assert_eq!(seen.get(), stop_at);
        assert_eq!(desk.leftovers(), Vec::<String>::new());
    }
}

#[test]
fn three_hundred_pages_are_three_hundred_pages() {
    let scan = jpeg(166, 234, 7);
    let mut desk = Desk::new().with("a.jpg", &scan);
    desk.sources = vec![desk.sources[0].clone(); 300];
    let made = desk.assemble().unwrap();
    assert_eq!(made.pages, 300);
    let overhead = made.bytes - 300 * scan.len() as u64;
    assert!(overhead < 300 * 900, "{overhead} bytes besides the pictures");
    assert_eq!(Document::load(desk.out()).unwrap().page_iter().count(), 300);
}

/// Runs itself again where no file may grow beyond 16 KiB, which the program meets like a full disk.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_nothing_and_says_how_much_is_needed() {
    const INSIDE: &str = "MOTCUA_TEST_NO_ROOM";
    if std::env::var_os(INSIDE).is_none() {
        let this = std::env::current_exe().unwrap();
        let line = "trap '' XFSZ; ulimit -f 32; exec \"$0\" --exact \"$1\"";
        let name = "scan::assemble::tests::a_full_disk_leaves_nothing_and_says_how_much_is_needed";
        let mut shell = std::process::Command::new("sh");
        let ended = shell
            .args(["-c", line])
            .arg(this)
            .arg(name)
            .env(INSIDE, "1")
            .output()
            .unwrap();
        assert!(
            ended.status.success(),
            "{}",
            String::from_utf8_lossy(&ended.stdout)
        );
        return;
    }
    let mut desk = Desk::new().with("a.jpg", &jpeg(60, 60, 1));
    let size = std::fs::metadata(&desk.sources[0].path).unwrap().len();
    desk.sources = vec![desk.sources[0].clone(); 40];
    let error = desk.assemble().unwrap_err();
    assert!(
        matches!(error, AssembleError::DiskFull { need } if need == 40 * size),
        "{error:?}"
    );
    assert_eq!(desk.leftovers(), Vec::<String>::new());
}

/// The pages asked for: file, leaf, quarter turns.
fn chosen(desk: Desk, wanted: &[(&str, u32, u8)]) -> Desk {
    let folder = desk.folder.path().to_owned();
    let source = |(name, leaf, turns): &(&str, u32, u8)| Source {
        leaves: Some((*leaf, *leaf)),
        turns: *turns,
        ..Source::file(folder.join(name))
    };
    Desk {
        sources: wanted.iter().map(source).collect(),
        ..desk
    }
}

#[test]
fn single_pages_of_files_are_taken_in_the_order_asked_for_and_turned() {
    let desk = Desk::new();
    let pdf = pdf_of(desk.folder.path(), &["a.jpg", "bb.jpg", "ccc.jpg"]);
    let turned = with_exif_orientation(&jpeg(40, 30, 9), 6);
    let desk = desk
        .with("d.pdf", &pdf)
        .with("e.tif", &tiff_of(3))
        .with("f.jpg", &turned);
    let wanted = [("d.pdf", 3, 1), ("e.tif", 2, 0), ("d.pdf", 1, 0), ("f.jpg", 1, 3)];
    let document = chosen(desk, &wanted).document();
    assert_eq!(document.page_iter().count(), 4);
    let turns = (0..4).map(|page| page_entry(&document, page, b"Rotate"));
    assert_eq!(
        turns.collect::<Vec<_>>(),
        [Some(Object::Integer(90)), None, None, None],
        "a page that lay on its side stands upright again"
    );
    assert_eq!(pixels_of(&document, 1)[0], 1);
    let of_pdf = |page: usize| images(&document)[page].clone();
    assert_eq!(of_pdf(0), jpeg(40, 30, 7));
    assert_eq!(of_pdf(3), turned);
}

#[test]
fn a_page_that_the_file_does_not_have_is_refused() {
    let desk = chosen(Desk::new().with("a.tif", &tiff_of(2)), &[("a.tif", 3, 0)]);
    let refused = desk.assemble();
    assert!(
        matches!(refused, Err(AssembleError::Refused { .. })),
        "{refused:?}"
    );
    assert_eq!(desk.leftovers(), [""; 0]);
}
