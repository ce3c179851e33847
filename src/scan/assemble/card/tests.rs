//! The sheet judged from outside: where each side stands, and what of its bytes is in it.

use std::path::PathBuf;

use lopdf::Document;
use tempfile::TempDir;

use super::*;

/// A card of this many pixels: a dark frame, lighter within, a black square at its upper left.
fn jpeg((width, height): (u16, u16), dpi: Option<u16>, margin: u16) -> Vec<u8> {
    let grey = |x: u16, y: u16| {
        let inside = (margin..width - margin).contains(&x) && (margin..height - margin).contains(&y);
        let square = inside && x < margin + 40 && y < margin + 40;
        match (inside, square) {
            (false, _) => 250,
            (true, true) => 10,
            (true, false) => 120,
        }
    };
    let pixels: Vec<u8> = (0..height)
        .flat_map(|y| (0..width).map(move |x| grey(x, y)))
        .collect();
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 90);
    if let Some(dpi) = dpi {
        encoder.set_density(jpeg_encoder::PixelDensity::dpi(dpi));
    }
    encoder
        .encode(&pixels, width, height, jpeg_encoder::ColorType::Luma)
        .unwrap();
    bytes
}

struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn source(&self, name: &str, bytes: &[u8]) -> Source {
        let path = self.0.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        Source {
            leaves: Some((1, 1)),
            ..Source::file(path)
        }
    }

    fn out(&self) -> PathBuf {
        self.0.path().join("out.pdf")
    }

    fn card(&self, sides: &[Source; 2]) -> Result<Card, CardError> {
        card(sides, &self.out(), Moment(1_665_019_857_000))
    }

    /// The visible boxes, in points: left, bottom, width, height.
    fn boxes(&self) -> Vec<Vec<f64>> {
        let document = Document::load(self.out()).unwrap();
        let page = document.page_iter().next().unwrap();
        let content = String::from_utf8(document.get_page_content(page)).unwrap();
        let lines = content
            .lines()
            .filter(|line| line.starts_with('q'))
            .map(|line| line.split(' ').skip(1).take(4));
        lines
            .map(|numbers| numbers.map(|number| number.parse().unwrap()).collect())
            .collect()
    }
}

/// 85.6 × 54 mm at 200 dpi.
const CARD: (u16, u16) = (674, 425);

#[test]
fn both_sides_lie_on_one_a4_as_large_as_the_card_and_their_bytes_are_the_scans() {
    let desk = Desk::new();
    let (front, back) = (jpeg(CARD, Some(200), 0), jpeg((337, 213), Some(100), 0));
    let made = desk
        .card(&[desk.source("a.jpg", &front), desk.source("b.jpg", &back)])
        .unwrap();
    assert_eq!((made.made.pages, made.dpi, made.assumed), (1, 100, false));
    for sides in desk.boxes() {
        assert!(
            (sides[2] - ID_WIDTH).abs() < 0.5 && (sides[3] - 153.0).abs() < 0.5,
            "{sides:?}"
        );
        assert!(
            (sides[0] + sides[2] / 2.0 - SHEET.0 / 2.0).abs() < 0.01,
            "in the middle: {sides:?}"
        );
    }
    assert!(desk.boxes()[0][1] > SHEET.1 / 2.0 && desk.boxes()[1][1] < SHEET.1 / 2.0);
    let file = std::fs::read(desk.out()).unwrap();
    for side in [&front, &back] {
        assert!(
            file.windows(side.len()).any(|part| part == side.as_slice()),
            "byte for byte"
        );
    }
    // Read by our own inspector it is one page, and it tells what it was made of.
    assert_eq!(crate::scan::inspect(&desk.out()).pages, 1);
    let hash = |bytes: &[u8]| input::hash(&mut std::io::Cursor::new(bytes)).unwrap().1;
    assert_eq!(
        card_sources(&desk.out()),
        Some(vec![(hash(&front), 1), (hash(&back), 1)])
    );
    assert_eq!(card_sources(&desk.0.path().join("a.jpg")), None);
}

/// 85.6 mm in points.
const ID_WIDTH: f64 = 242.64;

#[test]
fn of_a_scan_of_the_whole_glass_only_the_card_is_shown_and_nothing_is_cut_away() {
    let desk = Desk::new();
    // A4 at 100 dpi with a card of 85.6 mm (337 pixels) in the middle of it.
    let glass = jpeg((827, 1169), Some(100), 0);
    let card_on_glass = on_glass();
    let made = desk.card(&[
        desk.source("a.jpg", &card_on_glass),
        desk.source("b.jpg", &card_on_glass),
    ]);
    assert!(!made.unwrap().assumed);
    for sides in desk.boxes() {
        // The card, and at most 4 mm of what lies around it on either side.
        assert!((ID_WIDTH..ID_WIDTH + 24.0).contains(&sides[2]), "{sides:?}");
        assert!((153.0..153.0 + 24.0).contains(&sides[3]), "{sides:?}");
    }
    let file = std::fs::read(desk.out()).unwrap();
    assert!(
        file.windows(card_on_glass.len())
            .any(|part| part == card_on_glass)
    );
    // A sheet that is all ink has no card on it.
    let refused = desk.card(&[desk.source("a.jpg", &glass), desk.source("b.jpg", &card_on_glass)]);
    assert!(matches!(refused, Err(CardError::NoCard { .. })), "{refused:?}");
}

fn on_glass() -> Vec<u8> {
    let (width, height) = (827_u16, 1169_u16);
    let card = |x: u16, y: u16| (200..537).contains(&x) && (300..513).contains(&y);
    let pixels: Vec<u8> = (0..height)
        .flat_map(|y| (0..width).map(move |x| if card(x, y) { 120 } else { 250 }))
        .collect();
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 90);
    encoder.set_density(jpeg_encoder::PixelDensity::dpi(100));
    encoder
        .encode(&pixels, width, height, jpeg_encoder::ColorType::Luma)
        .unwrap();
    bytes
}

#[test]
fn without_a_stated_resolution_a_cards_shape_is_taken_as_a_card_and_marked_and_another_shape_is_refused() {
    let desk = Desk::new();
    let known = desk.source("a.jpg", &jpeg(CARD, Some(200), 0));
    let made = desk
        .card(&[known.clone(), desk.source("b.jpg", &jpeg((1348, 850), None, 0))])
        .unwrap();
    assert_eq!(
        (made.dpi, made.assumed),
        (200, true),
        "400 is assumed, 200 is known: the coarser one is said"
    );
    assert!((desk.boxes()[1][2] - ID_WIDTH).abs() < 0.1, "{:?}", desk.boxes());
    let square = desk.source("c.jpg", &jpeg((800, 800), None, 0));
    let refused = desk.card(&[known, square]);
    assert!(
        matches!(refused, Err(CardError::NoCard { ref name }) if name == "c.jpg"),
        "{refused:?}"
    );
}

#[test]
fn a_turned_side_stands_upright_and_a_page_of_a_pdf_is_refused() {
    let desk = Desk::new();
    let upright = desk.source("a.jpg", &jpeg(CARD, Some(200), 0));
    let lying = Source {
        turns: 1,
        ..desk.source("b.jpg", &jpeg((425, 674), Some(200), 0))
    };
    desk.card(&[upright.clone(), lying]).unwrap();
    assert!((desk.boxes()[1][2] - ID_WIDTH).abs() < 0.5, "{:?}", desk.boxes());
    std::fs::copy(desk.out(), desk.0.path().join("d.pdf")).unwrap();
    let pdf = Source::file(desk.0.path().join("d.pdf"));
    assert!(matches!(desk.card(&[upright, pdf]), Err(CardError::OfPdf { .. })));
}
