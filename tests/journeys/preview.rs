//! Seeing a page: beside the tray on a wide window, alone on a small one, in the system's viewer where it is no picture,
//! and never another page than the one that was taken in.

use std::path::{Path, PathBuf};

use jpeg_encoder::{ColorType, Encoder, PixelDensity};

use motcua::app::effect::Effect;
use motcua::app::msg::Ticket;
use motcua::domain::query::{Answer, Query};

use crate::common::fixture;
use crate::office::{HANH, Office, SCANS};
use crate::papers::{pdf, written_at};

const BEFORE: &str = "2023-02-14T07:00:00+07:00";

/// An A4 page at 50 dots an inch: a heading at the top left, and lines of text below it.
fn letter(folder: &Path, name: &str) -> PathBuf {
    let (width, height) = (413_u16, 585_u16);
    let ink = |x: u16, y: u16| {
        let heading = matches!(y, 30..=60) && matches!(x, 40..=180);
        heading || y > 100 && y < 480 && y % 20 < 7 && matches!(x, 40..=360)
    };
    let pixels: Vec<u8> = (0..height)
        .flat_map(|y| (0..width).map(move |x| if ink(x, y) { 40 } else { 236 }))
        .collect();
    let path = folder.join(name);
    let mut encoder = Encoder::new_file(&path, 80).unwrap();
    encoder.set_density(PixelDensity::dpi(50));
    encoder.encode(&pixels, width, height, ColorType::Luma).unwrap();
    written_at(&path, BEFORE);
    path
}

fn desk() -> (Office, PathBuf) {
    let mut office = Office::open();
    office.log_in(HANH);
    let folder = office.beside(SCANS);
    (office, folder)
}

#[test]
fn on_a_wide_window_the_page_stands_beside_the_tray_and_turns_with_it() {
    let (mut office, folder) = desk();
    letter(&folder, "S0001.jpg");
    office.window((120, 40));
    office.keys("<f10>khay quet<enter><f5>").sees("XEM TRƯỚC");
    office.sees("Không trắng").sees("▀");
    insta::assert_snapshot!("tray_beside", office.screen());
    let upright = office.screen();
    office.keys("r").sees("Đã xoay trang 90°");
    assert_ne!(
        picture_of(&office.screen()),
        picture_of(&upright),
        "the picture turns too"
    );
    office.ends_sound();
}

/// The half blocks of a screen.
fn picture_of(screen: &str) -> String {
    let blocks = |sign: &char| matches!(sign, '▀' | '▄' | '█' | '\n');
    screen.chars().filter(blocks).collect()
}

#[test]
fn on_a_small_window_a_key_opens_the_page_and_another_the_viewer() {
    let (mut office, folder) = desk();
    letter(&folder, "S0001.jpg");
    written_at(&pdf(&folder, "S0002.pdf", 2), BEFORE);
    let opened = viewer(&mut office);
    office.keys("<f10>khay quet<enter><f5>").sees("3 trang chưa gán");
    office.keys("<home>v").sees("Xem trang").sees("Trang 1/3");
    let jpeg = office.screen().contains("S0001.jpg");
    office.keys("+").sees_no("XEM TRƯỚC").keys("<esc>");
    assert!(jpeg, "{}", office.screen());
    office.keys("<end>").sees("S0002.pdf, trang 2");
    office.sees("xem bằng trình xem").keys("<enter>");
    let shown = std::fs::read_to_string(&opened).unwrap();
    assert!(shown.contains(".pdf"), "{shown}");
    office.keys("<esc>").sees("3 trang chưa gán");
    office.ends_sound();
}

/// A viewer that writes down what it is shown.
fn viewer(office: &mut Office) -> PathBuf {
    let folder = office.beside("viewer");
    let (program, opened) = (folder.join("view"), folder.join("opened"));
    let script = format!("#!/bin/sh\necho \"$1\" > '{}'\n", opened.display());
    fixture::program(&program, &script);
    office.perform(Effect::KeepLocal {
        ticket: Ticket(900_000),
        key: "viewer".into(),
        value: program.to_string_lossy().into_owned(),
    });
    opened
}

#[test]
fn a_file_that_changed_on_the_disk_is_not_shown_as_if_it_were_the_page() {
    let (mut office, folder) = desk();
    letter(&folder, "S0001.jpg");
    office.window((120, 40)).keys("<f10>khay quet<enter><f5>");
    let Answer::Tray(rows) = office.ask(Query::Tray) else {
        panic!("no tray")
    };
    let Answer::Path(Some(path)) = office.ask(Query::File(rows.pages[0].page.sha256)) else {
        panic!("no file")
    };
    let mut bytes = std::fs::read(&path).unwrap();
    let kept = bytes.clone();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0xff;
    std::fs::write(&path, bytes).unwrap();
    office.keys("<esc><f10>khay quet<enter>");
    office.sees("đã khác lúc nhận").sees_no("Không trắng");
    std::fs::write(&path, kept).unwrap();
    office.keys("<esc><f10>khay quet<enter>").sees("Không trắng");
    office.ends_sound();
}
