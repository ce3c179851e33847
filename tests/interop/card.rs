//! The two sides of a card on one sheet, as poppler takes them apart and draws them.

use motcua::scan::card;

use super::{output, text};
use motcua::domain::time::Moment;
use motcua::scan::Source;

/// 85.6 × 54 mm at 200 dpi.
const WIDTH: u16 = 674;
const HEIGHT: u16 = 425;

/// Grey patches, different for each side; no two corners alike.
fn grey(side: u32, x: u32, y: u32) -> u8 {
    let patch = (x * 4 / u32::from(WIDTH)) * 3 + (y * 3 / u32::from(HEIGHT)) * 5 + side * 7;
    u8::try_from(40 + patch % 11 * 18).unwrap()
}

fn jpeg(side: u32) -> Vec<u8> {
    let rows = 0..u32::from(HEIGHT);
    let pixels: Vec<u8> = rows
        .flat_map(|y| (0..u32::from(WIDTH)).map(move |x| grey(side, x, y)))
        .collect();
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 95);
    encoder.set_density(jpeg_encoder::PixelDensity::dpi(200));
    encoder
        .encode(&pixels, WIDTH, HEIGHT, jpeg_encoder::ColorType::Luma)
        .unwrap();
    bytes
}

#[test]
fn a_card_s_two_sides_are_drawn_in_true_size_and_come_back_byte_for_byte() {
    let folder = tempfile::tempdir().unwrap();
    // The back was scanned upside down; the officer turned it by two quarters.
    let sources = [(0, 0), (1, 2)].map(|(side, turns)| {
        let path = folder.path().join(format!("side{side}.jpg"));
        std::fs::write(&path, jpeg(side)).unwrap();
        Source {
            turns,
            ..Source::file(path)
        }
    });
    let out = folder.path().join("card.pdf");
    let made_at = Moment::from_rfc3339("2022-10-06T08:34:17+07:00").unwrap();
    card(&sources, &out, made_at).unwrap();
    let pdf = out.to_string_lossy().into_owned();
    output("qpdf", &["--check", &pdf]);
    if let Some(said) = text("pdfinfo", &[&pdf]) {
        assert!(said.contains("A4"), "{said}");
    }
    let prefix = folder.path().join("out").to_string_lossy().into_owned();
    if output("pdfimages", &["-all", &pdf, &prefix]).is_some() {
        for side in 0..2 {
            let taken = std::fs::read(format!("{prefix}-00{side}.jpg")).unwrap();
            assert_eq!(taken, jpeg(side), "side {side} is the scan, byte for byte");
        }
        let list = text("pdfimages", &["-list", &pdf]).unwrap();
        let lines: Vec<&str> = list.lines().filter(|line| line.contains("jpeg")).collect();
        assert!(lines.iter().all(|line| line.contains(" 200 ")), "{list}");
    }
    if output("pdftoppm", &["-r", "200", "-png", "-singlefile", &pdf, &prefix]).is_none() {
        return;
    }
    let page = image::open(format!("{prefix}.png")).unwrap().into_luma8();
    let (width, height) = page.dimensions();
    assert!(
        (1653..=1655).contains(&width) && (2338..=2340).contains(&height),
        "A4 at 200 dpi"
    );
    for (side, turned) in [(0_u32, false), (1, true)] {
        let (left, top) = (
            (width - u32::from(WIDTH)) / 2,
            height * (1 + 2 * side) / 4 - u32::from(HEIGHT) / 2,
        );
        for (across, down) in (0..4).flat_map(|across| (0..3).map(move |down| (across, down))) {
            let (x, y) = (
                (across * 2 + 1) * u32::from(WIDTH) / 8,
                (down * 2 + 1) * u32::from(HEIGHT) / 6,
            );
            let meant = if turned {
                grey(side, u32::from(WIDTH) - 1 - x, u32::from(HEIGHT) - 1 - y)
            } else {
                grey(side, x, y)
            };
            let shown = page.get_pixel(left + x, top + y).0[0];
            assert!(
                shown.abs_diff(meant) <= 4,
                "side {side} at {x}, {y}: {shown}, not {meant}"
            );
        }
        // Around the card the sheet is white.
        for (x, y) in [
            (left - 8, top + 50),
            (left + u32::from(WIDTH) + 8, top + 50),
            (left + 50, top - 8),
        ] {
            assert_eq!(page.get_pixel(x, y).0[0], 255, "side {side} at {x}, {y}");
        }
    }
}
