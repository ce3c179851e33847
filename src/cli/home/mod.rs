//! Where a command finds its desk: folder, clock, writer or reader. Never makes a folder by itself.

pub(crate) mod text;

use std::collections::BTreeMap;
use std::io::{self, BufRead, IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers, read};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use zeroize::Zeroizing;

use crate::desk::clock::Clock;
use crate::desk::random::SystemIds;
use crate::domain::act::Pin;
use crate::domain::deadline::OfficeTime;
use crate::domain::ids::FileHash;
use crate::domain::time::Moment;
use crate::store::{DATABASE, Opened, Reader, Store, days};

/// Environment variable with the data folder.
pub const HOME: &str = "MOTCUA_HOME";
/// Environment variable with where the clock of a practice desk starts.
pub const NOW: &str = "MOTCUA_NOW";
/// The practice desk inside a real one's folder.
const PRACTICE: &str = "practice";

/// The data folder a command works on.
#[derive(Debug, Clone)]
pub struct Home {
    folder: PathBuf,
}

impl Home {
    /// `--home`, else `MOTCUA_HOME`, else where the platform keeps a user's data.
    pub fn find(flag: Option<PathBuf>) -> Result<Self, String> {
        let named = flag.or_else(|| std::env::var_os(HOME).map(PathBuf::from));
        let named = named.filter(|folder| !folder.as_os_str().is_empty());
        let folder = match named {
            Some(folder) => folder,
            None => platform_folder().ok_or_else(text::no_home)?,
        };
        // One folder has one name, whatever the process does later.
        let folder = std::path::absolute(folder).map_err(|_| text::no_home())?;
        Ok(Self { folder })
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Does it hold a desk?
    pub fn holds_desk(&self) -> bool {
        self.folder.join(DATABASE).exists()
    }

    /// The practice desk that belongs to this folder: this one, when it is itself for practice.
    #[must_use]
    pub fn for_practice(&self) -> Self {
        if self.is_practice() {
            return self.clone();
        }
        let folder = self.folder.join(PRACTICE);
        Self { folder }
    }

    /// Is the desk in it a practice desk?
    pub fn is_practice(&self) -> bool {
        Reader::open(&self.folder).is_ok_and(|reader| reader.is_practice().unwrap_or(false))
    }

    /// When the desk's office works; `None` where there is no desk to ask.
    pub fn office_time(&self) -> Option<OfficeTime> {
        let reader = Reader::open(&self.folder).ok()?;
        days::office_time(&reader.conn).ok()
    }

    /// The clock of this folder's desk.
    pub fn clock(&self) -> Result<Clock, String> {
        clock(self.is_practice())
    }

    /// The one writer; refused in words while another window has it.
    pub fn writer(&self, clock: Clock) -> Result<Store, String> {
        match Store::open(&self.folder, clock.now(), Box::new(SystemIds)) {
            Ok(Opened::Writer(store)) => Ok(store),
            Ok(Opened::ReadOnly { why, .. }) => Err(text::refused(&why)),
            Err(error) => Err(text::open_error(&error)),
        }
    }

    /// What these files are of, as far as the desk knows.
    pub fn belongings(&self, files: &[FileHash]) -> BTreeMap<FileHash, String> {
        let told = Reader::open(&self.folder).ok().filter(|_| !files.is_empty());
        told.and_then(|reader| reader.belongings(files).ok())
            .unwrap_or_default()
    }

    /// A reader; works while the desk is open.
    pub fn reader(&self) -> Result<Reader, String> {
        Reader::open(&self.folder).map_err(|error| text::open_error(&error))
    }
}

fn platform_folder() -> Option<PathBuf> {
    let dirs = directories::ProjectDirs::from("", "", "motcua")?;
    Some(dirs.data_dir().to_owned())
}

/// The machine's clock, or for practice the one that starts at `MOTCUA_NOW`. Elsewhere that variable is ignored, with
/// a warning.
pub fn clock(practice: bool) -> Result<Clock, String> {
    let Some(start) = std::env::var(NOW).ok().filter(|text| !text.is_empty()) else {
        return Ok(Clock::Machine);
    };
    if !practice {
        let _ = writeln!(io::stderr().lock(), "{}", text::NOW_IGNORED);
        return Ok(Clock::Machine);
    }
    let start = Moment::from_rfc3339(&start).ok_or_else(|| text::no_such_now(&start))?;
    Ok(Clock::starting_at(start))
}

/// One line of standard input as a PIN.
pub fn pin_from_stdin() -> Result<Pin, String> {
    let mut line = Zeroizing::new(String::new());
    let read = io::stdin().lock().read_line(&mut line);
    match read {
        Ok(count) if count > 0 => Ok(Pin(line.trim().to_owned())),
        _ => Err(text::NO_PIN.to_owned()),
    }
}

/// A PIN typed at the terminal, without showing it; from standard input where there is no terminal.
pub fn ask_pin(prompt: &str) -> Result<Pin, String> {
    if !io::stdin().is_terminal() {
        return pin_from_stdin();
    }
    let _ = write!(io::stderr().lock(), "{prompt}");
    let typed = type_hidden();
    let _ = writeln!(io::stderr().lock());
    typed
}

/// A new PIN: one line of standard input, or typed twice.
pub fn ask_new_pin(from_stdin: bool) -> Result<Pin, String> {
    if from_stdin {
        return pin_from_stdin();
    }
    if !io::stdin().is_terminal() {
        return Err(text::NO_PIN.to_owned());
    }
    let first = ask_pin(text::NEW_PIN)?;
    let second = ask_pin(text::NEW_PIN_AGAIN)?;
    if first == second {
        Ok(first)
    } else {
        Err(text::PINS_DIFFER.to_owned())
    }
}

fn type_hidden() -> Result<Pin, String> {
    enable_raw_mode().map_err(|_| text::NO_PIN.to_owned())?;
    let typed = keys_until_enter();
    let _ = disable_raw_mode();
    typed
}

fn keys_until_enter() -> Result<Pin, String> {
    // Long enough for any PIN from the start: what grows leaves its first letters behind.
    let mut typed = Zeroizing::new(String::with_capacity(256));
    loop {
        let Ok(event) = read() else {
            return Err(text::NO_PIN.to_owned());
        };
        let Event::Key(key) = event else { continue };
        if key.kind == KeyEventKind::Release {
            continue;
        }
        match key.code {
            KeyCode::Enter => return Ok(Pin(typed.to_string())),
            KeyCode::Esc => return Err(text::NO_PIN.to_owned()),
            KeyCode::Char(_) if key.modifiers.contains(KeyModifiers::CONTROL) => {
                return Err(text::NO_PIN.to_owned());
            }
            KeyCode::Char(letter) => typed.push(letter),
            KeyCode::Backspace => {
                typed.pop();
            }
            _ => {}
        }
    }
}

/// Tells of progress on standard error, only where somebody looks: `label 42 %`.
pub struct Gauge {
    label: &'static str,
    shown: Option<u64>,
    seen: bool,
}

impl Gauge {
    /// A gauge with this label.
    pub fn new(label: &'static str) -> Self {
        let seen = io::stderr().is_terminal();
        Self {
            label,
            shown: None,
            seen,
        }
    }

    /// So much of so much is done. Never asks to stop: Ctrl+C ends the program, and half a copy is no copy.
    pub fn tell(&mut self, done: u64, total: u64) -> ControlFlow<()> {
        let percent = done.saturating_mul(100) / total.max(1);
        if self.seen && self.shown != Some(percent) {
            self.shown = Some(percent);
            let _ = write!(io::stderr().lock(), "\r{} {percent} %", self.label);
        }
        ControlFlow::Continue(())
    }
}

impl Drop for Gauge {
    fn drop(&mut self) {
        if self.shown.is_some() {
            let _ = write!(io::stderr().lock(), "\r\x1b[K");
        }
    }
}
