//! The real program in a real pseudo-terminal: what an officer sees from the first key to the shell's prompt.
//!
//! Nothing here sleeps: each step waits for a text on the screen, up to a deadline.

#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail as tests do"
)]

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// A loaded machine is slow; a hung program is slower.
const PATIENCE: Duration = Duration::from_secs(30);
const PROGRAM: &str = env!("CARGO_BIN_EXE_motcua");

/// A terminal of 80×24 with the program in it.
struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    raw: Vec<u8>,
}

impl Terminal {
    fn start(home: &Path, arguments: &[&str]) -> Self {
        let pair = native_pty_system().openpty(size(80, 24)).unwrap();
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(arguments);
        command.env("MOTCUA_HOME", home);
        command.env("MOTCUA_NOW", "2023-02-14T08:05:00+07:00");
        command.env("TERM", "xterm-256color");
        command.env("TZ", "UTC");
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let keyboard = pair.master.take_writer().unwrap();
        let (send, output) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 8192];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                if send.send(bytes[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let screen = vt100::Parser::new(cells(24), cells(80), 0);
        Self {
            child,
            master: pair.master,
            keyboard,
            output,
            screen,
            raw: Vec::new(),
        }
    }

    fn types(&mut self, keys: &str) -> &mut Self {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
        self
    }

    fn resizes(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.screen.screen_mut().set_size(cells(rows), cells(columns));
        self.master.resize(size(columns, rows)).unwrap();
        self
    }

    /// Waits until this stands on the screen.
    #[track_caller]
    fn sees(&mut self, text: &str) -> &mut Self {
        let until = Instant::now() + PATIENCE;
        while !self.screen.screen().contents().contains(text) {
            let left = until.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.takes(&bytes),
                Err(why) => {
                    let ended = matches!(why, RecvTimeoutError::Disconnected);
                    panic!(
                        "no «{text}» (ended: {ended}) on\n{}",
                        self.screen.screen().contents()
                    );
                }
            }
        }
        self
    }

    fn takes(&mut self, bytes: &[u8]) {
        self.screen.process(bytes);
        self.raw.extend_from_slice(bytes);
    }

    /// Waits for the end and gives the exit code; everything written until then is on the screen.
    #[track_caller]
    fn ends(&mut self) -> u32 {
        let until = Instant::now() + PATIENCE;
        loop {
            match self
                .output
                .recv_timeout(until.saturating_duration_since(Instant::now()))
            {
                Ok(bytes) => self.takes(&bytes),
                Err(RecvTimeoutError::Disconnected) => return self.child.wait().unwrap().exit_code(),
                Err(RecvTimeoutError::Timeout) => {
                    panic!("it does not end:\n{}", self.screen.screen().contents())
                }
            }
        }
    }

    /// The shell gets back what it gave: main screen, cursor, no paste marks.
    #[track_caller]
    fn is_restored(&self) {
        let raw = String::from_utf8_lossy(&self.raw);
        let screen = self.screen.screen();
        assert!(raw.contains("\u{1b}[?1049h"), "it was full screen");
        assert!(!screen.alternate_screen(), "still full screen");
        assert!(!screen.hide_cursor(), "the cursor is hidden");
        assert!(!screen.bracketed_paste(), "pastes are marked");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    }
}

/// A failed test leaves no program behind.
impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}

fn size(cols: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

const ENTER: &str = "\r";
const F2: &str = "\u{1b}OQ";
const F10: &str = "\u{1b}[21~";

#[test]
fn a_practice_desk_is_worked_at_resized_and_left() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start(home.path(), &["practice"]);
    terminal
        .sees("Đăng nhập")
        .sees("▸")
        .types("1234")
        .types(ENTER)
        .sees("Trang chính");
    terminal
        .types(F2)
        .sees("Kiểm tra tài khoản công dân trên cổng DVCQG");
    terminal
        .types("052192004567")
        .types(ENTER)
        .sees("Có tài khoản")
        .types("1");
    terminal
        .sees("Kiểm tra tài khoản thành công")
        .types("khai sinh")
        .sees("1.001193");
    terminal
        .types(ENTER)
        .sees("Họ và tên")
        .types("Đinh Thị Hà")
        .sees("Đinh Thị Hà");

    terminal
        .resizes(40, 10)
        .sees("80")
        .resizes(80, 24)
        .sees("Đinh Thị Hà");
    leave(&mut terminal);
}

/// The palette leaves the program from anywhere.
fn leave(terminal: &mut Terminal) {
    terminal.types(F10).sees("Mọi lệnh").types("thoat").sees("Thoát");
    terminal.types(ENTER);
    assert_eq!(terminal.ends(), 0);
    terminal.is_restored();
}

#[test]
fn at_login_f10_leaves_at_once() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start(home.path(), &["practice"]);
    terminal.sees("Đăng nhập").types(F10);
    assert_eq!(terminal.ends(), 0);
    terminal.is_restored();
}

#[test]
fn an_empty_folder_asks_how_to_begin() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start(home.path(), &[]);
    terminal
        .sees("Máy này chưa có dữ liệu motcua")
        .sees("Tập huấn")
        .types(F10);
    assert_eq!(terminal.ends(), 0);
    terminal.is_restored();
}

#[test]
fn the_system_asks_it_to_end_and_it_leaves_cleanly() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start(home.path(), &["practice"]);
    terminal
        .sees("Đăng nhập")
        .sees("▸")
        .types("1234")
        .types(ENTER)
        .sees("Trang chính");
    let id = terminal.child.process_id().unwrap();
    let id = rustix::process::Pid::from_raw(i32::try_from(id).unwrap()).unwrap();
    rustix::process::kill_process(id, rustix::process::Signal::TERM).unwrap();
    assert_eq!(terminal.ends(), 0);
    terminal.is_restored();
}

#[test]
fn without_a_terminal_it_says_so_and_fails() {
    let home = tempfile::tempdir().unwrap();
    let output = std::process::Command::new(PROGRAM)
        .arg("practice")
        .env("MOTCUA_HOME", home.path())
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("Cần cửa sổ dòng lệnh"), "{said}");
}
