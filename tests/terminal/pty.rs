//! A pseudo-terminal with the real program in it, and the screen it draws. Nothing here sleeps: each step waits for a
//! text on the screen, up to a deadline.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// A loaded machine is slow; a hung program is slower.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);
/// Where the practice clock starts.
pub(crate) const NOW: &str = "2023-02-14T08:05:00+07:00";
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_motcua");

/// A terminal of 80×24 with the program in it.
pub(crate) struct Terminal {
    pub(crate) child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    raw: Vec<u8>,
}

impl Terminal {
    pub(crate) fn start(home: &Path, arguments: &[&str]) -> Self {
        Self::run(program(home, arguments))
    }

    /// The same with a thread told to panic at a marked point.
    pub(crate) fn start_failing(home: &Path, arguments: &[&str], at: &str) -> Self {
        let mut command = program(home, arguments);
        command.env("MOTCUA_CRASH_AT", at);
        Self::run(command)
    }

    /// Everything on the screen.
    pub(crate) fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// The colour behind this cell; both from 0.
    pub(crate) fn background(&self, row: u16, column: u16) -> vt100::Color {
        let cell = self.screen.screen().cell(row, column);
        cell.unwrap().bgcolor()
    }

    /// Any program in a terminal of its own.
    pub(crate) fn run(command: CommandBuilder) -> Self {
        let pair = native_pty_system().openpty(size(80, 24)).unwrap();
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

    pub(crate) fn types(&mut self, keys: &str) -> &mut Self {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
        self
    }

    /// Another size; what stood there is gone, so that only what is drawn anew is seen.
    pub(crate) fn resizes(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.screen.screen_mut().set_size(cells(rows), cells(columns));
        self.screen.process(b"\x1b[2J");
        self.master().resize(size(columns, rows)).unwrap();
        self
    }

    /// Waits until this stands on the screen.
    #[track_caller]
    pub(crate) fn sees(&mut self, text: &str) -> &mut Self {
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

    /// Waits for whatever is drawn next; false when the program has ended.
    pub(crate) fn draws(&mut self) -> bool {
        let next = self.output.recv_timeout(PATIENCE);
        if let Ok(bytes) = &next {
            self.takes(bytes);
        }
        next.is_ok()
    }

    fn takes(&mut self, bytes: &[u8]) {
        self.screen.process(bytes);
        self.raw.extend_from_slice(bytes);
    }

    /// Waits for the end and gives the exit code; everything written until then is on the screen.
    #[track_caller]
    pub(crate) fn ends(&mut self) -> u32 {
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
    pub(crate) fn is_restored(&self) {
        let raw = String::from_utf8_lossy(&self.raw);
        let screen = self.screen.screen();
        // Emptied at once: a program that was killed leaves citizens' names there.
        assert!(raw.contains("\u{1b}[?1049h\u{1b}[2J"), "it was full screen");
        assert!(!screen.alternate_screen(), "still full screen");
        assert!(!screen.hide_cursor(), "the cursor is hidden");
        assert!(!screen.bracketed_paste(), "pastes are marked");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert!(self.is_cooked(), "keys are not echoed and lines not gathered");
    }

    /// Does the terminal itself gather lines and echo keys, as shells expect?
    pub(crate) fn is_cooked(&self) -> bool {
        let flags = format!("{:?}", self.master().get_termios().unwrap().local_flags);
        flags.contains("ICANON") && flags.split([' ', '|', '(', ')']).any(|flag| flag == "ECHO")
    }

    /// Is the program's own screen shown?
    pub(crate) fn is_full_screen(&self) -> bool {
        self.screen.screen().alternate_screen()
    }

    /// Sends a signal to the program.
    pub(crate) fn signals(&mut self, signal: rustix::process::Signal) {
        let id = i32::try_from(self.child.process_id().unwrap()).unwrap();
        let id = rustix::process::Pid::from_raw(id).unwrap();
        rustix::process::kill_process(id, signal).unwrap();
    }

    fn master(&self) -> &(dyn MasterPty + Send) {
        self.master.as_ref()
    }
}

/// A failed test leaves no program behind.
impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

/// The program as an officer's shell starts it, in a world of another time zone.
pub(crate) fn program(home: &Path, arguments: &[&str]) -> CommandBuilder {
    let mut command = CommandBuilder::new(PROGRAM);
    command.args(arguments);
    surroundings(&mut command, home);
    command
}

/// Folder, clock and terminal of every program here.
pub(crate) fn surroundings(command: &mut CommandBuilder, home: &Path) {
    command.env("MOTCUA_HOME", home);
    command.env("MOTCUA_NOW", NOW);
    command.env("TERM", "xterm-256color");
    command.env("COLORTERM", "");
    command.env("TZ", "UTC");
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
