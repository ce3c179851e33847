//! The real program in a real pseudo-terminal: what an officer sees from the first key to the shell's prompt, and what
//! his shell gets back however the program ends.

#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail as tests do"
)]

#[path = "terminal/pty.rs"]
mod pty;
#[path = "terminal/scan.rs"]
mod scan;
#[path = "common/skipped.rs"]
mod skipped;

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;

use portable_pty::CommandBuilder;
use rusqlite::Connection;
use rustix::process::Signal;

use pty::{NOW, PATIENCE, PROGRAM, Terminal};

const ENTER: &str = "\r";
const ESC: &str = "\u{1b}";
const CTRL_A: &str = "\u{1}";
const CTRL_Z: &str = "\u{1a}";
const F2: &str = "\u{1b}OQ";
const F8: &str = "\u{1b}[19~";
const F10: &str = "\u{1b}[21~";

/// A practice desk whose receipts go to a viewer that shows nothing, with one scan waiting.
fn practice_desk() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let scans = dir.path().join("scans");
    std::fs::create_dir(&scans).unwrap();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples/to_khai_1.jpg");
    let scan = scans.join("to_khai_1.jpg");
    std::fs::copy(sample, &scan).unwrap();
    let earlier = std::time::SystemTime::now() - std::time::Duration::from_mins(1);
    let file = std::fs::File::options().write(true).open(scan).unwrap();
    file.set_modified(earlier).unwrap();
    leave(Terminal::start(dir.path(), &["practice"]).sees("Đăng nhập"), F10);
    let conn = Connection::open(practice(dir.path()).join("motcua.db")).unwrap();
    for (key, value) in [
        ("scan_folder", scans.to_str().unwrap()),
        ("printer", "-"),
        ("viewer", "true"),
    ] {
        conn.execute("INSERT INTO local_setting VALUES (?1, ?2)", (key, value))
            .unwrap();
    }
    dir
}

/// What a command about the practice desk answers.
fn asked(home: &Path, words: &[&str]) -> String {
    let mut command = assert_cmd::Command::new(PROGRAM);
    command.env("MOTCUA_HOME", practice(home)).env("MOTCUA_NOW", NOW);
    let output = command.args(words).output().unwrap();
    String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
}

fn practice(home: &Path) -> PathBuf {
    home.join("practice")
}

/// Presses the keys that end the program, and sees that its shell gets everything back.
fn leave(terminal: &mut Terminal, keys: &str) {
    terminal.types(keys);
    assert_eq!(terminal.ends(), 0);
    terminal.is_restored();
}

/// From anywhere: the palette, and in it the way out.
fn leave_by_palette(terminal: &mut Terminal) {
    terminal.types(F10).sees("Mọi lệnh").types("thoat").sees("Thoát");
    leave(terminal, ENTER);
}

fn log_in(terminal: &mut Terminal) -> &mut Terminal {
    terminal.sees("Đăng nhập").sees("▸").types("1234").types(ENTER);
    terminal.sees("Trang chính")
}

/// From Home to the name of a mother who registers a birth.
fn to_the_name(terminal: &mut Terminal) -> &mut Terminal {
    terminal
        .types(F2)
        .sees("Kiểm tra tài khoản công dân trên cổng DVCQG");
    terminal.types("052192004567").types(ENTER).sees("Có tài khoản");
    terminal.types("1").sees("Kiểm tra tài khoản thành công");
    terminal.types("khai sinh").sees("1.001193").types(ENTER);
    terminal
        .sees("Họ và tên")
        .types("Đinh Thị Hà")
        .sees("Đinh Thị Hà")
}

/// How many drafts name this holder.
fn drafts_of(home: &Path, name: &str) -> u32 {
    let conn = Connection::open(practice(home).join("motcua.db")).unwrap();
    let sql = "SELECT count(*) FROM draft WHERE form LIKE '%' || ?1 || '%'";
    conn.query_row(sql, [name], |row| row.get(0)).unwrap()
}

#[test]
fn a_dossier_is_received_from_the_first_key_to_the_shells_prompt() {
    let home = practice_desk();
    let mut terminal = Terminal::start(home.path(), &["practice"]);
    to_the_name(log_in(&mut terminal)).types(ENTER);
    terminal.sees("Xã An Toàn                      mặc định");
    terminal.types("0905123456").sees("0905123456").types(ENTER);
    terminal.types("Thôn 2").sees("Thôn 2").types(ENTER).types(ENTER);
    terminal.sees("Giấy chứng sinh").sees("đã nhận 0/5");
    terminal.types(CTRL_A).sees("đã nhận 3/5").types(F8);
    terminal.sees("Chọn tập tin cho").sees("to_khai_1.jpg");
    terminal.types(ENTER).sees("Đã gắn 1 tệp").sees("chưa có tệp");
    terminal.types(F2).sees("Đủ thành phần").types(F2);
    terminal
        .sees("ĐÃ TIẾP NHẬN")
        .sees("000.99.15.H08-230214-0001")
        .sees("17:00 Thứ Ba 14/02/2023");
    leave_by_palette(&mut terminal);

    let list = asked(home.path(), &["dossier", "list", "--json"]);
    assert!(
        list.contains("2023-02-14T17:00:00+07:00") && list.contains("Đinh Thị Hà"),
        "{list}"
    );
    let doctor = asked(home.path(), &["doctor"]);
    assert!(doctor.contains("đúng mã") && !doctor.contains("hỏng"), "{doctor}");
}

#[test]
fn a_window_too_small_says_so_keeps_what_was_typed_and_still_leaves() {
    let home = practice_desk();
    let mut terminal = Terminal::start(home.path(), &["practice"]);
    to_the_name(log_in(&mut terminal));
    for (columns, rows) in [(79, 23), (80, 23), (79, 24), (40, 10), (8, 2)] {
        terminal.resizes(columns, rows);
        if columns >= 40 {
            terminal.sees("quá nhỏ").sees("80");
        }
        terminal
            .resizes(80, 24)
            .sees("Họ và tên *                   Đinh Thị Hà ");
    }
    terminal.resizes(120, 40).sees("F10 Lệnh  F1 Giúp  Esc Lùi");
    terminal.resizes(80, 24).sees("F10 Lệnh  F1 Giúp  Esc Lùi");
    leave_by_palette(&mut terminal);
}

#[test]
fn a_key_pressed_while_the_window_changes_its_size_is_not_kept_back() {
    let home = practice_desk();
    let mut terminal = Terminal::start(home.path(), &["practice"]);
    to_the_name(log_in(&mut terminal));
    for _ in 0..40 {
        terminal.resizes(100, 30).types("n").sees("Đinh Thị Hàn ");
        terminal.resizes(90, 30).types("\x7f").sees("Đinh Thị Hà ");
    }
    leave_by_palette(&mut terminal);
}

#[test]
fn ctrl_z_gives_the_shell_its_screen_and_fg_gives_it_back() {
    let home = practice_desk();
    let mut shell = CommandBuilder::new("bash");
    shell.args(["--norc", "--noprofile", "--noediting", "-i"]);
    pty::surroundings(&mut shell, home.path());
    shell.env("PS1", "shell> ");
    let mut terminal = Terminal::run(shell);
    terminal.sees("shell>").types(&format!("'{PROGRAM}' practice\r"));
    to_the_name(log_in(&mut terminal));
    // A prompt stands there already: the new one is the one after its own line.
    let prompt = format!("'{PROGRAM}' practice\nshell>");
    terminal.types(CTRL_Z).sees("Stopped").sees(&prompt);
    assert!(!terminal.is_full_screen());
    terminal.is_restored();
    terminal
        .types("echo still $((40 + 2))\r")
        .sees("still 42\nshell>");

    terminal.types("fg\r").sees("Đinh Thị Hà").sees("F10 Lệnh");
    assert!(terminal.is_full_screen() && !terminal.is_cooked());
    terminal.types(ESC).sees("Thủ tục (*)");
    terminal.types(F10).sees("Mọi lệnh").types("thoat").sees("Thoát");
    let prompt = format!("fg\n{prompt}");
    terminal.types(ENTER).sees(&prompt).types("exit $?\r");
    assert_eq!(terminal.ends(), 0);
    terminal.is_restored();
}

#[test]
fn at_login_f10_leaves_at_once() {
    let home = tempfile::tempdir().unwrap();
    leave(Terminal::start(home.path(), &["practice"]).sees("Đăng nhập"), F10);
}

#[test]
fn an_empty_folder_asks_how_to_begin() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start(home.path(), &[]);
    terminal.sees("Máy này chưa có dữ liệu motcua").sees("Tập huấn");
    leave(&mut terminal, F10);
}

#[test]
fn the_system_asks_it_to_end_and_it_leaves_cleanly() {
    for signal in [Signal::TERM, Signal::HUP] {
        let home = practice_desk();
        let mut terminal = Terminal::start(home.path(), &["practice"]);
        to_the_name(log_in(&mut terminal)).types(ENTER).sees("▸ Di động");
        terminal.signals(signal);
        assert_eq!(terminal.ends(), 0);
        terminal.is_restored();
        assert_eq!(drafts_of(home.path(), "Đinh Thị Hà"), 1);
        assert!(
            !practice(home.path()).join("desk.running").exists(),
            "it left, it did not crash"
        );
    }
}

/// Where the child of the test below finds its folder.
const WINDOW: &str = "MOTCUA_TEST_WINDOW";

#[test]
fn a_terminal_that_dies_ends_the_program_and_loses_nothing() {
    if let Some(home) = std::env::var_os(WINDOW) {
        let mut terminal = Terminal::start(Path::new(&home), &["practice"]);
        to_the_name(log_in(&mut terminal)).types(ENTER).sees("▸ Di động");
        println!("typed");
        let _ = std::io::stdin().read_line(&mut String::new());
        return;
    }
    let home = practice_desk();
    let mut window = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "a_terminal_that_dies_ends_the_program_and_loses_nothing",
            "--nocapture",
        ])
        .env(WINDOW, home.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(window.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().contains("typed")));
    window.kill().unwrap();
    window.wait().unwrap();
    // The lock is free when the program has ended.
    let lock = std::fs::File::open(practice(home.path()).join("desk.lock")).unwrap();
    let (freed, ended) = channel();
    std::thread::spawn(move || freed.send(lock.lock()));
    ended
        .recv_timeout(PATIENCE)
        .expect("the program outlives its terminal")
        .unwrap();
    assert_eq!(drafts_of(home.path(), "Đinh Thị Hà"), 1);
    assert!(!practice(home.path()).join("desk.running").exists());
}

/// The reports and the log of the practice desk, which name nobody: no name, no long number.
fn reports(home: &Path) -> Vec<String> {
    let mut reports = Vec::new();
    for entry in std::fs::read_dir(practice(home).join("log")).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        for secret in ["Đinh", "Hà", "Dinh Van", "052192004567", "052090001234"] {
            assert!(!text.contains(secret), "{secret} in\n{text}");
        }
        if path.file_name().unwrap().to_string_lossy().starts_with("crash-") {
            reports.push(text);
        }
    }
    reports
}

#[test]
fn a_panic_gives_the_shell_its_screen_back_and_reports_no_value() {
    let home = practice_desk();
    let mut terminal = Terminal::start_failing(home.path(), &["practice"], "frame#60!");
    to_the_name(log_in(&mut terminal)).types(ENTER);
    // Each letter is a frame; one of them is the last.
    while terminal.is_full_screen() && terminal.types("1").draws() {}
    assert_eq!(terminal.ends(), 101);
    terminal.is_restored();
    let text = terminal.text().replace('\n', " ");
    assert!(
        text.contains("Chương trình bị lỗi và đã dừng; việc đã ghi còn nguyên."),
        "{text}"
    );
    let reports = reports(home.path());
    assert_eq!(reports.len(), 1);
    let report = &reports[0];
    for part in [
        env!("CARGO_PKG_VERSION"),
        "last messages:",
        "holder typed",
        "key F(2)",
        "backtrace:",
    ] {
        assert!(report.contains(part), "{part} is not in\n{report}");
    }
    assert_eq!(drafts_of(home.path(), "Đinh Thị Hà"), 1);
    let mut again = Terminal::start(home.path(), &["practice"]);
    log_in(&mut again).sees("Lần trước máy tắt đột ngột");
    leave_by_palette(&mut again);
}

#[test]
fn a_panic_of_a_worker_is_a_fault_and_the_desk_goes_on() {
    let home = practice_desk();
    let mut terminal = Terminal::start_failing(home.path(), &["practice"], "drafted#0!");
    log_in(&mut terminal)
        .types(F2)
        .sees("Kiểm tra tài khoản công dân trên cổng DVCQG");
    terminal.types("052192004567").types(ENTER).sees("Có tài khoản");
    terminal.types("1").sees("crash");
    terminal.types("khai sinh").sees("1.001193").types(ENTER);
    terminal.sees("Họ và tên");
    assert!(terminal.is_full_screen());
    leave_by_palette(&mut terminal);
    let reports = reports(home.path());
    assert_eq!(reports.len(), 1);
    let log = std::fs::read_to_string(practice(home.path()).join("log/motcua.log")).unwrap();
    assert!(log.contains("fault crash on") && log.contains(" end"), "{log}");
}

#[test]
fn the_power_goes_with_a_wish_in_hand_and_the_desk_opens_as_it_was() {
    let home = practice_desk();
    let mut terminal = Terminal::start_failing(home.path(), &["practice"], "performing#20");
    log_in(&mut terminal);
    // Each letter is a question; one of them is the last.
    while terminal.types("a").draws() {}
    let mut again = Terminal::start(home.path(), &["practice"]);
    log_in(&mut again).sees("Lần trước máy tắt đột ngột");
    leave_by_palette(&mut again);
}

#[test]
fn a_second_window_on_the_folder_says_so_and_only_looks() {
    let home = practice_desk();
    let mut first = Terminal::start(home.path(), &["practice"]);
    log_in(&mut first);
    let mut second = Terminal::start(home.path(), &["practice"]);
    leave(second.sees("đang mở ở cửa sổ khác"), F10);
    leave_by_palette(&mut first);
}

#[test]
fn without_a_terminal_it_says_so_and_fails() {
    let home = tempfile::tempdir().unwrap();
    let output = Command::new(PROGRAM)
        .arg("practice")
        .env("MOTCUA_HOME", home.path())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("Cần cửa sổ dòng lệnh") && said.lines().count() == 1,
        "{said}"
    );
}
