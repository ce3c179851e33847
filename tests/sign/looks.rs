//! How signatures look: poppler draws the pages and reads their letters.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;

use image::{GrayImage, ImageFormat, Rgba, RgbaImage};
use motcua::domain::signing::look::{Ninth, SpotPage};
use motcua::sign::appear::{Spot, SpotAt};

use crate::papers::paper;
use crate::{key, signed, tools, wanted};

/// A red disc on nothing.
pub(crate) fn png() -> Vec<u8> {
    let picture = RgbaImage::from_fn(200, 200, |x, y| {
        let (x, y) = (f64::from(x) - 99.5, f64::from(y) - 99.5);
        let inside = x * x + y * y < 99.0 * 99.0;
        Rgba([200, 0, 0, if inside { 255 } else { 0 }])
    });
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, ImageFormat::Png).unwrap();
    out.into_inner()
}

/// The first page as it is shown, at 72 dots an inch: a dot is a point. `None` = poppler is not there.
fn page(file: &Path) -> Option<GrayImage> {
    let drawn = file.with_extension("drawn");
    let status = Command::new(tools::program("pdftoppm")?)
        .args(["-cropbox", "-gray", "-png", "-singlefile", "-r", "72"])
        .args([file, &drawn])
        .status()
        .unwrap();
    assert!(status.success());
    let bytes =
        fs::read(drawn.with_extension("drawn.png")).or_else(|_| fs::read(drawn.with_extension("png")));
    Some(image::load_from_memory(&bytes.unwrap()).unwrap().into_luma8())
}

/// Left, top, right, bottom of everything darker than the page's own grey.
fn ink(picture: &GrayImage) -> [u32; 4] {
    let dark = picture
        .enumerate_pixels()
        .filter(|(_, _, pixel)| pixel.0[0] < 200);
    dark.fold(
        [u32::MAX, u32::MAX, 0, 0],
        |[left, top, right, bottom], (x, y, _)| [left.min(x), top.min(y), right.max(x), bottom.max(y)],
    )
}

fn text(file: &Path) -> Option<String> {
    let output = Command::new(tools::program("pdftotext")?)
        .args([file, Path::new("-")])
        .output()
        .unwrap();
    Some(String::from_utf8(output.stdout).unwrap())
}

fn written(folder: &Path, name: &str, page: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, paper(page)).unwrap();
    path
}

const PAGES: [(&str, u32); 7] = [
    ("", 595),
    ("/Rotate 90", 842),
    ("/Rotate 180", 595),
    ("/Rotate 270", 842),
    ("/MediaBox [-100 -50 700 900] /CropBox [20 30 520 730]", 500),
    (
        "/MediaBox [-100 -50 700 900] /CropBox [20 30 520 730] /Rotate 270",
        700,
    ),
    ("/MediaBox [-9 7 700 900] /Rotate -90", 893),
];

#[test]
fn name_and_time_stand_top_left_on_every_turned_and_cut_page() {
    let folder = tempfile::tempdir().unwrap();
    for (at, (page_words, width)) in PAGES.into_iter().enumerate() {
        let source = written(folder.path(), &format!("{at}.pdf"), page_words);
        let target = folder.path().join(format!("{at}-signed.pdf"));
        signed(&source, &target, "rsa-2048");
        let Some(picture) = page(&target) else {
            return;
        };
        assert_eq!(picture.width(), width, "{page_words}");
        let [left, top, right, bottom] = ink(&picture);
        // 12 mm from the side, 4 mm from the top, two lines of 10 points, at most 80 mm wide.
        assert!(
            (33..=36).contains(&left) && (10..=16).contains(&top),
            "{page_words}: {left} {top}"
        );
        assert!(
            right < 34 + 227 && right > 120 && (28..=36).contains(&bottom),
            "{page_words}: {right} {bottom}"
        );
        if let Some(said) = text(&target) {
            let lines: Vec<&str> = said.lines().filter(|line| !line.trim().is_empty()).collect();
            assert!(lines.contains(&"Nguyễn Thị Ước"), "{page_words}: {said}");
            assert!(
                lines.contains(&"30-11-2026 03:04:05 +07:00"),
                "{page_words}: {said}"
            );
        }
    }
}

#[test]
fn the_agencys_lines_stand_top_right_without_a_picture() {
    let folder = tempfile::tempdir().unwrap();
    for (page_words, width) in PAGES {
        let source = written(folder.path(), "in.pdf", page_words);
        for (profile, lines) in [
            (
                "sao_y",
                &["SAO Y", "UBND xã Thử", "30-11-2026", "03:04:05 +07:00"][..],
            ),
            ("kem_theo", &["12/QĐ-UBND", "30-11-2026 03:04:05 +07:00"]),
        ] {
            let target = folder.path().join("out.pdf");
            wanted(profile)
                .sign(&source, &target, key("p256").as_mut())
                .unwrap();
            let Some(picture) = page(&target) else {
                return;
            };
            let [left, top, right, _] = ink(&picture);
            let place = format!("{profile} {page_words}: {left} {top} {right}");
            assert!(left > width - 195 && (10..=16).contains(&top), "{place}");
            assert!((width - 55..=width - 33).contains(&right), "{place}");
            if let Some(said) = text(&target) {
                let found: Vec<&str> = said.lines().filter(|line| !line.trim().is_empty()).collect();
                assert_eq!(found[..lines.len()], *lines, "{profile} {page_words}");
            }
        }
    }
}

/// Khoản 1 Điều 6 TT 01/2019/TT-BNV: the agency's seal with its lines, top right.
#[test]
fn the_seal_of_what_is_digitised_stands_top_right_on_every_turned_and_cut_page() {
    let folder = tempfile::tempdir().unwrap();
    let mut digitised = wanted("so_hoa_tt01");
    digitised.picture = Some(png());
    for (page_words, width) in PAGES {
        let source = written(folder.path(), "in.pdf", page_words);
        let target = folder.path().join("out.pdf");
        digitised.sign(&source, &target, key("p256").as_mut()).unwrap();
        let Some(picture) = page(&target) else {
            return;
        };
        let [left, top, right, bottom] = ink(&picture);
        let place = format!("{page_words}: {left} {top} {right} {bottom}");
        // 36 mm are 102 points, 12 mm from the side at the most and 4 mm from the top.
        assert!(left > width / 2 && right <= width - 33, "{place}");
        assert!((10..=16).contains(&top) && bottom - top >= 100, "{place}");
        if let Some(said) = text(&target) {
            assert!(
                said.contains("UBND xã Thử") && said.contains("30-11-2026 03:04:05 +07:00"),
                "{page_words}: {said}"
            );
        }
    }
}

#[test]
fn a_seal_has_its_real_size_and_a_signature_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let source = written(folder.path(), "in.pdf", "/Rotate 90");
    let target = folder.path().join("out.pdf");
    let mut seal = wanted("ban_hanh_co_quan");
    seal.picture = Some(png());
    // A seal is not stretched to a larger place: 36 mm are 102 points.
    seal.spot = Some(Spot {
        page: SpotPage::Number(1),
        at: SpotAt::Rect([100.0, 100.0, 60.0, 60.0]),
    });
    seal.sign(&source, &target, key("p256").as_mut()).unwrap();
    let Some(picture) = page(&target) else {
        return;
    };
    let [left, top, right, bottom] = ink(&picture);
    assert!((101..=103).contains(&(right - left + 1)), "{left} {right}");
    assert!((101..=103).contains(&(bottom - top + 1)), "{top} {bottom}");
    // In the middle: 100 mm + 30 mm are 368.5 points.
    assert!((367..=370).contains(&left.midpoint(right)) && (367..=370).contains(&top.midpoint(bottom)));
    let mut own = wanted("ban_hanh_ca_nhan");
    own.picture = Some(png());
    own.spot = Some(Spot {
        page: SpotPage::Number(1),
        at: SpotAt::Rect([20.0, 30.0, 50.0, 20.0]),
    });
    own.sign(&source, &target, key("p256").as_mut()).unwrap();
    let [left, top, right, bottom] = ink(&page(&target).unwrap());
    // As high as the place, in its middle.
    assert!(
        (84..=86).contains(&top) && (140..=142).contains(&bottom),
        "{top} {bottom}"
    );
    assert!((126..=129).contains(&left.midpoint(right)), "{left} {right}");
}

#[test]
fn a_seal_pointed_at_the_place_of_a_signature_covers_a_third_of_it_on_the_last_page() {
    let folder = tempfile::tempdir().unwrap();
    let source = written(folder.path(), "in.pdf", "/Rotate 90");
    let (by_hand, sealed) = (folder.path().join("hand.pdf"), folder.path().join("sealed.pdf"));
    for (profile, from, to) in [
        ("ban_hanh_ca_nhan", &source, &by_hand),
        ("ban_hanh_co_quan", &by_hand, &sealed),
    ] {
        let mut wanted = wanted(profile);
        wanted.picture = Some(png());
        wanted.spot = Some(Spot {
            page: SpotPage::Last,
            at: SpotAt::Ninth(Ninth::BottomRight),
        });
        wanted.sign(from, to, key("p256").as_mut()).unwrap();
    }
    crate::others::accepted(&sealed, 2);
    let Some(first) = page(&by_hand) else {
        return;
    };
    // 25 mm high, its right edge 12 mm from that of the page.
    let [left, top, right, bottom] = ink(&first);
    assert!((69..=72).contains(&(right - left + 1)), "{left} {right}");
    assert!((first.width() - right).abs_diff(34) <= 2 && (first.height() - bottom).abs_diff(34) <= 2);
    let both = ink(&page(&sealed).unwrap());
    // The seal's right edge lies a third into the signature, its middle as high.
    assert_eq!(both[2], right);
    assert!(both[0].abs_diff(left + 24 - 102) <= 2, "{both:?} {left}");
    assert!(
        (both[1] + both[3]).abs_diff(top + bottom) <= 3,
        "{both:?} {top} {bottom}"
    );
}

#[test]
fn on_a_page_smaller_than_its_lines_a_signature_is_drawn_smaller() {
    let folder = tempfile::tempdir().unwrap();
    let source = written(folder.path(), "in.pdf", "/CropBox [20 20 140 80]");
    let target = folder.path().join("out.pdf");
    signed(&source, &target, "p256");
    let Some(picture) = page(&target) else {
        return;
    };
    assert_eq!((picture.width(), picture.height()), (120, 60));
    let [left, top, right, bottom] = ink(&picture);
    assert!(
        right - left >= 80 && bottom > top,
        "{left} {top} {right} {bottom}"
    );
    assert!(text(&target).unwrap().contains("Nguyễn Thị Ước"));
}

#[test]
fn further_signatures_stand_below_and_never_over_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let mut last = written(folder.path(), "0.pdf", "/Rotate 270");
    let mut bottoms = Vec::new();
    for number in 1..=4 {
        let target = folder.path().join(format!("{number}.pdf"));
        signed(&last, &target, "p256");
        let Some(picture) = page(&target) else {
            return;
        };
        let [left, top, _, bottom] = ink(&picture);
        assert!((33..=36).contains(&left) && (10..=16).contains(&top));
        bottoms.push(bottom);
        last = target;
    }
    // Two lines of 10 points and a gap each.
    assert!(
        bottoms
            .windows(2)
            .all(|pair| pair[1] >= pair[0] + 24 && pair[1] <= pair[0] + 28),
        "{bottoms:?}"
    );
    let said = text(&last).unwrap();
    assert_eq!(said.matches("Nguyễn Thị Ước").count(), 4, "{said}");
}

#[test]
fn a_hidden_signature_leaves_no_ink() {
    let folder = tempfile::tempdir().unwrap();
    let source = written(folder.path(), "in.pdf", "");
    let target = folder.path().join("out.pdf");
    wanted("an").sign(&source, &target, key("p256").as_mut()).unwrap();
    if let Some(picture) = page(&target) {
        assert_eq!(ink(&picture), [u32::MAX, u32::MAX, 0, 0]);
    }
}
