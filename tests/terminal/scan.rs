//! Twelve sides from SANE's simulated device into a finished paper, by the keys of the real program alone: as somebody
//! tries it who sits down at the counter for the first time.

use rusqlite::Connection;

use super::{
    CTRL_A, ENTER, ESC, F2, F8, asked, leave_by_palette, log_in, practice, practice_desk, to_the_name,
};
use crate::pty::Terminal;
use crate::skipped::skipped;

const TAB: &str = "\t";
const DOWN: &str = "\u{1b}[B";
const HOME: &str = "\u{1b}[H";

fn set(home: &std::path::Path, key: &str, value: &str) {
    let conn = Connection::open(practice(home).join("motcua.db")).unwrap();
    let sql =
        "INSERT INTO local_setting VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    conn.execute(sql, (key, value)).unwrap();
}

/// From Home to the pages of the form of the one dossier.
fn to_the_pages(terminal: &mut Terminal) -> &mut Terminal {
    terminal
        .types("0001")
        .sees("Đinh Thị Hà")
        .types(ENTER)
        .sees("THÀNH PHẦN");
    terminal.types(F8).types(HOME).types(F8);
    terminal.sees("Trang của thành phần").sees("Số tờ")
}

/// Is it the right page, and the right way up? `v` shows it in half blocks, the arrow leads on to the next one.
fn looks_at_the_first(terminal: &mut Terminal) {
    terminal
        .types(HOME)
        .types("v")
        .sees("Xem trang")
        .sees("Trang 1/12");
    terminal.sees("XEM TRƯỚC").sees("S0001").sees("200 dpi");
    // The simulated device scans a black sheet: the machine says so, and black cells stand left of the words.
    terminal.sees("Máy thấy: quá tối.");
    let black: Vec<_> = (2..38).map(|column| terminal.background(10, column)).collect();
    assert!(black.iter().all(|it| *it == vt100::Color::Idx(0)), "{black:?}");
    assert_eq!(
        terminal.background(10, 60),
        vt100::Color::Default,
        "beside the page"
    );
    terminal.types(DOWN).sees("Trang 2/12").sees("S0002");
    terminal.types(ESC).sees("cần 12 · có 12 ✓");
}

#[test]
fn twelve_sides_from_a_scanner_become_a_finished_paper() {
    if std::process::Command::new("scanimage")
        .arg("--version")
        .output()
        .is_err()
    {
        skipped("no scanimage (sane-utils) on this machine");
        return;
    }
    let home = practice_desk();
    // The simulated device is only there for one who names it; its feeder holds ten sheets.
    set(home.path(), "scanner", "test");
    // Nothing but the scanner brings pages.
    set(home.path(), "scan_folder", "");
    let mut terminal = Terminal::start(home.path(), &["practice"]);
    to_the_name(log_in(&mut terminal)).types(ENTER);
    terminal.types("0905123456").sees("0905123456").types(ENTER);
    terminal.types("Thôn 2").sees("Thôn 2").types(ENTER).types(ENTER);
    terminal.sees("Giấy chứng sinh").types(CTRL_A).sees("đã nhận 3/5");
    terminal
        .types(F2)
        .sees("Đủ thành phần")
        .types(F2)
        .sees("ĐÃ TIẾP NHẬN");
    terminal.types(ESC).sees("Trang chính");
    to_the_pages(&mut terminal).types(F8);
    terminal
        .sees("Máy quét hết giấy. Đã nhận 10 trang.")
        .sees("Còn 10 ảnh");
    leave_by_palette(&mut terminal);

    // The last sheet does not go through the feeder; what came before lies where it lay.
    set(home.path(), "scan_source", "flatbed");
    let mut terminal = Terminal::start(home.path(), &["practice"]);
    to_the_pages(log_in(&mut terminal)).sees("Còn 10 ảnh").types(F8);
    terminal.sees("Đã quét 1 trang vào khay.").sees("Còn 11 ảnh");
    terminal.types(F8).sees("Còn 12 ảnh");
    terminal.types("6").types(TAB).types(TAB);
    terminal.sees("6 tờ × 2 mặt = 12 → cần 12 · có 0");
    // The first Enter leaves the field.
    for have in 0..=12 {
        terminal.types(ENTER).sees(&format!("có {have}"));
    }
    terminal.sees("cần 12 · có 12 ✓");
    looks_at_the_first(&mut terminal);
    terminal.types(F2).sees("PDF 12 trang");
    leave_by_palette(&mut terminal);

    let conn = Connection::open(practice(home.path()).join("motcua.db")).unwrap();
    let homeless: u32 = conn
        .query_row("SELECT count(*) FROM tray_page", [], |row| row.get(0))
        .unwrap();
    let taken = "SELECT count(DISTINCT taken_at || ' ' || file_name) FROM page";
    let placed: u32 = conn.query_row(taken, [], |row| row.get(0)).unwrap();
    assert_eq!(
        (homeless, placed),
        (0, 12),
        "each page has its place, and none has two"
    );
    let shown = asked(
        home.path(),
        &["dossier", "show", "000.99.15.H08-230214-0001", "--json"],
    );
    let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
    let made = &shown["components"][0]["files"][0];
    assert_eq!(made["pages"], 12, "{shown}");
    let doctor = asked(home.path(), &["doctor"]);
    assert!(doctor.contains("đúng mã") && !doctor.contains("hỏng"), "{doctor}");
}
