//! Other people's programs judge our files: qpdf the structure, poppler the pages, pictures and letters.
//! A program that is not installed is named as skipped.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "test helpers fail loudly and say what they skip"
)]

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;

use motcua::domain::time::Moment;
use motcua::scan::{Assembled, Source, assemble};

const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples");

/// What a program prints; `None` when it is not installed. It must succeed.
fn output(program: &str, arguments: &[&str]) -> Option<Vec<u8>> {
    let Ok(output) = Command::new(program).args(arguments).output() else {
        println!("skipped: {program} is not installed");
        return None;
    };
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{program} {arguments:?}: {said}");
    Some(output.stdout)
}

fn text(program: &str, arguments: &[&str]) -> Option<String> {
    output(program, arguments).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

struct Desk {
    folder: tempfile::TempDir,
    sources: Vec<Source>,
}

impl Desk {
    fn new(names: &[&str]) -> Self {
        let sources = names
            .iter()
            .map(|name| Source::file(Path::new(SAMPLES).join(name)))
            .collect();
        Self {
            folder: tempfile::tempdir().unwrap(),
            sources,
        }
    }

    fn add(&mut self, name: &str, bytes: &[u8]) {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        self.sources.push(Source::file(path));
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("out.pdf")
    }

    fn assemble(&self) -> (Assembled, String) {
        let made_at = Moment::from_rfc3339("2022-10-06T08:34:17+07:00").unwrap();
        let made = assemble(&self.sources, &self.out(), made_at, &mut |_, _| {
            ControlFlow::Continue(())
        });
        (made.unwrap(), self.out().to_string_lossy().into_owned())
    }
}

const SCANS: [&str; 3] = ["to_khai_1.jpg", "to_khai_2.jpg", "giay_chung_sinh_1.jpg"];

#[test]
fn qpdf_finds_nothing_wrong_and_counts_the_same_pages() {
    let desk = Desk::new(&[&SCANS[..], &["ket_qua.pdf"]].concat());
    let (made, pdf) = desk.assemble();
    assert_eq!(made.pages, 4);
    output("qpdf", &["--check", &pdf]);
    if let Some(pages) = text("qpdf", &["--show-npages", &pdf]) {
        assert_eq!(pages.trim(), "4");
    }
}

#[test]
fn poppler_gives_back_the_very_bytes_that_were_scanned_in_their_order() {
    let desk = Desk::new(&SCANS);
    let (_, pdf) = desk.assemble();
    let prefix = desk.folder.path().join("image").to_string_lossy().into_owned();
    if output("pdfimages", &["-all", &pdf, &prefix]).is_none() {
        return;
    }
    for (number, name) in SCANS.iter().enumerate() {
        let back = std::fs::read(format!("{prefix}-{number:03}.jpg")).unwrap();
        assert!(
            back == std::fs::read(Path::new(SAMPLES).join(name)).unwrap(),
            "{name}"
        );
    }
}

#[test]
fn poppler_sees_the_true_size_the_maker_and_the_date() {
    let desk = Desk::new(&SCANS);
    let (_, pdf) = desk.assemble();
    if let Some(about) = text("pdfinfo", &["-isodates", &pdf]) {
        for line in [
            "Producer:        motcua",
            "2022-10-06T",
            "PDF version:     1.7",
            "595.2 x 841.8 pts (A4)",
        ] {
            assert!(about.contains(line), "{line} in\n{about}");
        }
    }
    if let Some(list) = text("pdfimages", &["-list", &pdf]) {
        let resolutions = list.lines().skip(2).map(|line| line.split_whitespace().nth(12));
        assert_eq!(resolutions.collect::<Vec<_>>(), [Some("120"); 3], "{list}");
    }
}

#[test]
fn the_letters_of_a_joined_pdf_stay_letters() {
    let desk = Desk::new(&["to_khai_1.jpg", "ket_qua.pdf"]);
    let (_, pdf) = desk.assemble();
    if let Some(letters) = text("pdftotext", &[&pdf, "-"]) {
        for words in ["QUYẾT ĐỊNH", "ỦY BAN NHÂN DÂN", "Điều 3. Ông Trần Văn Mẫu"] {
            assert!(letters.contains(words), "{words} in\n{letters}");
        }
    }
}

/// A JPEG, black but for its white top left quarter, that says how it is to be turned.
fn turned(orientation: u8) -> Vec<u8> {
    let pixels: Vec<u8> = (0..64 * 32)
        .map(|at| if at / 64 < 16 && at % 64 < 32 { 255 } else { 0 })
        .collect();
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 95);
    encoder.set_density(jpeg_encoder::PixelDensity::dpi(72));
    let mut exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
    encoder.add_exif_metadata(&exif).unwrap();
    encoder
        .encode(&pixels, 64, 32, jpeg_encoder::ColorType::Luma)
        .unwrap();
    bytes
}

#[test]
fn poppler_shows_turned_and_mirrored_scans_upright() {
    // Where the white quarter is to be seen: (right, below).
    let cases = [
        (1, (false, false)),
        (2, (true, false)),
        (3, (true, true)),
        (4, (false, true)),
        (5, (false, false)),
        (6, (true, false)),
        (7, (true, true)),
        (8, (false, true)),
    ];
    for (orientation, (right, below)) in cases {
        let mut desk = Desk::new(&[]);
        desk.add("a.jpg", &turned(orientation));
        let (_, pdf) = desk.assemble();
        let picture = desk.folder.path().join("page").to_string_lossy().into_owned();
        if output("pdftoppm", &["-r", "72", "-png", "-singlefile", &pdf, &picture]).is_none() {
            return;
        }
        let page = image::open(format!("{picture}.png")).unwrap().into_luma8();
        let (width, height) = page.dimensions();
        assert_eq!((width, height), if orientation < 5 { (64, 32) } else { (32, 64) });
        let x = if right { width * 3 / 4 } else { width / 4 };
        let y = if below { height * 3 / 4 } else { height / 4 };
        for (at_x, at_y) in [(x, y), (width - x, y), (x, height - y), (width - x, height - y)] {
            let is_white = page.get_pixel(at_x, at_y).0[0] > 128;
            assert_eq!(
                is_white,
                (at_x, at_y) == (x, y),
                "orientation {orientation} at {at_x}, {at_y}"
            );
        }
    }
}
