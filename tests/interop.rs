//! Other people's programs judge our files: qpdf the structure, poppler the pages, pictures and letters.
//! A program that is not installed is named as skipped.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "test helpers fail loudly and say what they skip; pictures are small"
)]

#[path = "interop/bounds.rs"]
mod bounds;
#[path = "interop/card.rs"]
mod card;
#[path = "interop/kinds.rs"]
mod kinds;

#[path = "interop/rare.rs"]
mod rare;
#[path = "common/skipped.rs"]
mod skipped;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;

use motcua::domain::time::Moment;
use motcua::scan::{Assembled, Source, assemble};

const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples");

/// What a program prints; `None` when it is not installed. It must succeed.
fn output(program: &str, arguments: &[&str]) -> Option<Vec<u8>> {
    let Ok(output) = Command::new(program).args(arguments).output() else {
        skipped::skipped(&format!("{program} is not installed"));
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

/// The pages of a PDF as poppler draws them, one pixel a point; `None` when it is not installed.
fn drawn(desk: &Desk) -> Option<Vec<image::RgbImage>> {
    let (made, pdf) = desk.assemble();
    output("qpdf", &["--check", &pdf]);
    let prefix = desk.folder.path().join("drawn").to_string_lossy().into_owned();
    output("pdftoppm", &["-r", "72", "-png", &pdf, &prefix])?;
    let digits = made.pages.to_string().len();
    let page = |page| {
        image::open(format!("{prefix}-{page:0digits$}.png"))
            .unwrap()
            .into_rgb8()
    };
    Some((1..=made.pages).map(page).collect())
}

/// The middle of every patch of a drawn page beside what the source has there.
fn assert_looks_like(name: &str, page: &image::RgbImage, source: impl Fn(u32, u32) -> [u8; 3]) {
    assert_looks_turned(name, page, 1, source);
}

/// Where a place of a page that is shown upright lies in the stored picture, by EXIF's and TIFF's numbers of turns.
fn stored(orientation: u16, (x, y): (u32, u32)) -> (u32, u32) {
    let (right, bottom) = (kinds::WIDTH - 1, kinds::HEIGHT - 1);
    match orientation {
        2 => (right - x, y),
        3 => (right - x, bottom - y),
        4 => (x, bottom - y),
        5 => (y, x),
        6 => (y, bottom - x),
        7 => (right - y, bottom - x),
        8 => (right - y, x),
        _ => (x, y),
    }
}

fn assert_looks_turned(
    name: &str,
    page: &image::RgbImage,
    orientation: u16,
    source: impl Fn(u32, u32) -> [u8; 3],
) {
    let (width, height) = if orientation < 5 {
        (kinds::WIDTH, kinds::HEIGHT)
    } else {
        (kinds::HEIGHT, kinds::WIDTH)
    };
    assert_eq!(page.dimensions(), (width, height), "{name}, {orientation}");
    for y in (kinds::PATCH / 2..height).step_by(kinds::PATCH as usize) {
        for x in (kinds::PATCH / 2..width).step_by(kinds::PATCH as usize) {
            let (from_x, from_y) = stored(orientation, (x, y));
            let (shown, meant) = (page.get_pixel(x, y).0, source(from_x, from_y));
            let far = shown.iter().zip(meant).map(|(a, b)| a.abs_diff(b)).max().unwrap();
            assert!(
                far <= 3,
                "{name}, {orientation}, at {x}, {y}: {shown:?}, not {meant:?}"
            );
        }
    }
}

#[test]
fn every_kind_looks_like_its_source_upright_and_turned() {
    let all = kinds::every_kind();
    let mut desk = Desk::new(&[]);
    // Quarter turns an officer may give a page, and what EXIF calls them.
    let turns = [(0, 1), (1, 6), (2, 3), (3, 8)];
    for (quarters, _) in turns {
        for (name, bytes, _) in &all {
            desk.add(name, bytes);
            desk.sources.last_mut().unwrap().turns = quarters;
        }
    }
    let Some(pages) = drawn(&desk) else { return };
    let mut pages = pages.iter();
    for (_, orientation) in turns {
        for (name, _, meant) in &all {
            let page = pages.next().unwrap();
            assert_looks_turned(name, page, orientation, |x, y| meant.at(x, y));
        }
    }
}

#[test]
fn tiffs_that_say_how_they_are_turned_are_shown_upright_copied_or_converted() {
    let mut desk = Desk::new(&[]);
    for orientation in 1..=8 {
        desk.add(&format!("{orientation}a.tif"), &kinds::turned_tiff(orientation));
        for strips in [1, 3] {
            let page = kinds::turned_group_4(strips, (true, false), orientation.into());
            desk.add(&format!("{orientation}b{strips}.tif"), &page);
        }
    }
    let Some(pages) = drawn(&desk) else { return };
    for (orientation, pages) in (1..).zip(pages.chunks(3)) {
        let grey = kinds::Meant::Grey(8);
        assert_looks_turned("grey", &pages[0], orientation, |x, y| grey.at(x, y));
        for page in &pages[1..] {
            assert_looks_turned("ink", page, orientation, |x, y| kinds::Meant::Ink.at(x, y));
        }
    }
}

#[test]
fn every_page_of_a_file_of_many_looks_like_its_source_in_a_pdf_of_a_pdf_too() {
    let mut desk = Desk::new(&[]);
    desk.add("pages.tif", &kinds::tiff_pages());
    desk.add("big.tif", &kinds::big_tiff());
    desk.sources[1].turns = 1;
    let Some(pages) = drawn(&desk) else { return };
    assert_eq!(pages.len(), 4);
    let turns = [1, 1, 6, 6];
    for (page, orientation) in pages.iter().zip(turns) {
        assert_looks_turned("pages", page, orientation, kinds::colour);
    }
    // The same as a PDF among others, turned once more.
    let again = std::fs::read(desk.out()).unwrap();
    let mut desk = Desk::new(&[]);
    desk.add("again.pdf", &again);
    desk.sources[0].turns = 2;
    desk.add("rgb.png", &kinds::png(kinds::rgb()));
    let Some(pages) = drawn(&desk) else { return };
    assert_eq!(pages.len(), 5);
    for (page, orientation) in pages.iter().zip([3, 3, 8, 8, 1]) {
        assert_looks_turned("again", page, orientation, kinds::colour);
    }
}

#[test]
fn group_4_looks_the_same_in_one_strip_or_many_whatever_its_bits_mean() {
    for strips in [1, 3] {
        for (black_is_zero, reversed) in [(false, false), (true, false), (false, true), (true, true)] {
            let mut desk = Desk::new(&[]);
            desk.add("page.tif", &kinds::group_4(strips, black_is_zero, reversed));
            let Some(pages) = drawn(&desk) else { return };
            let name = format!("{strips} strip(s), {black_is_zero} {reversed}");
            assert_looks_like(&name, &pages[0], |x, y| {
                [if kinds::is_white(x, y) { 255 } else { 0 }; 3]
            });
            let pdf = desk.out().to_string_lossy().into_owned();
            if let Some(list) = text("pdfimages", &["-list", &pdf]) {
                let codings = list.lines().skip(2).map(|line| line.split_whitespace().nth(8));
                assert_eq!(codings.collect::<Vec<_>>(), [Some("ccitt")], "{name}: {list}");
            }
        }
    }
}

#[test]
fn cmyk_shows_the_inks_that_were_meant_with_and_without_adobe_s_marker() {
    let mut desk = Desk::new(&[]);
    desk.add("adobe.jpg", &kinds::cmyk_jpeg(true));
    desk.add("bare.jpg", &kinds::cmyk_jpeg(false));
    desk.add("inks.tif", &kinds::cmyk_tiff());
    let Some(pages) = drawn(&desk) else { return };
    for (adobe, page) in pages.iter().enumerate() {
        let at = |x, y| page.get_pixel(x, y).0;
        let (cyan, magenta, yellow, black) = (at(12, 12), at(52, 12), at(12, 36), at(52, 36));
        assert!(cyan[0] < 100 && cyan[2] > 150, "{adobe}: {cyan:?}");
        assert!(magenta[1] < 100 && magenta[0] > 150, "{adobe}: {magenta:?}");
        assert!(yellow[2] < 100 && yellow[0] > 150, "{adobe}: {yellow:?}");
        assert!(black.iter().all(|sample| *sample < 80), "{adobe}: {black:?}");
    }
}

/// A page at 200 dpi, as small a file as it can be.
fn scan_at_200(progressive: bool, seed: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 60);
    encoder.set_progressive(progressive);
    encoder.set_density(jpeg_encoder::PixelDensity::dpi(200));
    encoder
        .encode(&vec![seed; 166 * 234 * 3], 166, 234, jpeg_encoder::ColorType::Rgb)
        .unwrap();
    bytes
}

#[test]
fn four_hundred_and_ten_scans_come_back_untouched_in_order_at_their_resolution() {
    let mut desk = Desk::new(&[]);
    let scans: Vec<Vec<u8>> = (0..410_usize)
        .map(|n| scan_at_200(n % 2 == 1, (n % 251) as u8))
        .collect();
    for (number, scan) in scans.iter().enumerate() {
        desk.add(&format!("{number}.jpg"), scan);
    }
    let (made, pdf) = desk.assemble();
    assert_eq!(made.pages, 410);
    let prefix = desk.folder.path().join("image").to_string_lossy().into_owned();
    if output("pdfimages", &["-all", &pdf, &prefix]).is_none() {
        return;
    }
    for (number, scan) in scans.iter().enumerate() {
        assert!(
            &std::fs::read(format!("{prefix}-{number:03}.jpg")).unwrap() == scan,
            "{number}"
        );
    }
    let list = text("pdfimages", &["-list", &pdf]).unwrap();
    let column = |line: &str, at: usize| line.split_whitespace().nth(at).unwrap().parse::<u32>().unwrap();
    let least = list
        .lines()
        .skip(2)
        .map(|line| column(line, 12).min(column(line, 13)))
        .min();
    assert_eq!(least, Some(200));
    output("qpdf", &["--check", &pdf]);
}

/// Runs itself again for each count of pages and compares the most memory each run ever had.
#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_number_of_pages() {
    const PAGES: &str = "MOTCUA_TEST_PAGES";
    if let Some(pages) = std::env::var_os(PAGES) {
        let mut desk = Desk::new(&[]);
        desk.add("a.jpg", &scan_at_200(false, 7));
        desk.sources = vec![desk.sources[0].clone(); pages.to_string_lossy().parse().unwrap()];
        desk.assemble();
        let status = std::fs::read_to_string("/proc/self/status").unwrap();
        println!(
            "{}",
            status.lines().find(|line| line.starts_with("VmHWM:")).unwrap()
        );
        return;
    }
    let most_kib = |pages: &str| -> u64 {
        let ended = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "memory_does_not_grow_with_the_number_of_pages",
                "--nocapture",
            ])
            .env(PAGES, pages)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&ended.stdout).into_owned();
        let line = said
            .lines()
            .find_map(|line| line.split_once("VmHWM:"))
            .expect(&said);
        line.1.split_whitespace().next().unwrap().parse().unwrap()
    };
    let (few, many) = (most_kib("10"), most_kib("1000"));
    assert!(many < few + 1024, "{few} KiB for 10 pages, {many} KiB for 1,000");
}
