//! The program itself in a pseudo-terminal: how soon it shows something, what memory it takes, what it does when idle.

use std::fs;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use motcua::store::DATABASE;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::figures::{Budget, Figure, line, middle, quantity, wall};

const PROGRAM: &str = env!("CARGO_BIN_EXE_motcua");
const PATIENCE: Duration = Duration::from_mins(1);
const STARTS: usize = 15;
/// How long nobody touches a key.
const REST: Duration = Duration::from_secs(10);

/// Prints them. `folder` is the program's own: the practice desk lies inside it; `officer` stands on its login screen.
pub(crate) fn measure(folder: &Path, home: &Path, officer: &str) {
    starts(folder, home, officer);
    if cfg!(target_os = "linux") {
        takes(folder, home, officer);
    }
}

/// `motcua backup`.
pub(crate) fn copies(home: &Path) {
    let mut copy = Command::new(PROGRAM);
    copy.arg("--home")
        .arg(home)
        .arg("backup")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    copy.status().unwrap();
}

fn starts(folder: &Path, home: &Path, officer: &str) {
    let (mut frames, mut usable) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        let start = Instant::now();
        let mut desk = Desk::start(folder);
        desk.sees("motcua");
        frames.push(start.elapsed());
        desk.sees(officer);
        usable.push(start.elapsed());
        desk.ends();
    }
    let budget = Budget::Time(Duration::from_millis(100));
    let sqlite = command(
        "sqlite3",
        &[&home.join(DATABASE).to_string_lossy(), "select 1"],
        folder,
    );
    let task = tasks(folder);
    let sqlite = sqlite.map(|theirs| ("sqlite3 db 'select 1'", theirs));
    let task = task.map(|theirs| ("task list, 100 tasks", theirs));
    line("start to first frame", wall(middle(&mut frames)), budget, sqlite);
    line("start to the officers", wall(middle(&mut usable)), budget, task);
}

/// A program that shows a list and ends; `None` where it is not installed.
fn command(program: &str, arguments: &[&str], folder: &Path) -> Option<Figure> {
    let mut times = Vec::new();
    for _ in 0..STARTS {
        let start = Instant::now();
        let mut command = Command::new(program);
        command
            .args(arguments)
            .env("TASKRC", folder.join("taskrc"))
            .env("TASKDATA", folder.join("tasks"));
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command.status().ok()?;
        times.push(start.elapsed());
    }
    Some(wall(middle(&mut times)))
}

fn tasks(folder: &Path) -> Option<Figure> {
    fs::create_dir_all(folder.join("tasks")).ok()?;
    fs::write(folder.join("taskrc"), "confirmation=no\nverbose=nothing\n").ok()?;
    let tasks: Vec<String> = (0..100)
        .map(|n| format!("{{\"description\":\"task {n}\"}}"))
        .collect();
    let list = folder.join("tasks.json");
    fs::write(&list, format!("[{}]", tasks.join(","))).ok()?;
    let list = list.to_string_lossy();
    let mut import = Command::new("task");
    import
        .args(["import", &list])
        .env("TASKRC", folder.join("taskrc"))
        .env("TASKDATA", folder.join("tasks"));
    import
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .stdin(Stdio::null())
        .status()
        .ok()?;
    command("task", &["list"], folder)
}

/// Home, a list, a dossier and a search one after the other, then nothing.
fn takes(folder: &Path, home: &Path, officer: &str) {
    let mut desk = Desk::start(folder);
    desk.sees(officer).types("1234\r").sees("VIỆC CỦA ĐƠN VỊ");
    desk.types("dinh thi").rests().types("\r").rests();
    desk.types("\r")
        .rests()
        .types("\x1b")
        .rests()
        .types("\x1b")
        .rests();
    desk.types("nguyen van").rests().types("\x1b").rests();
    let process = desk.child.process_id().unwrap_or_default();
    let peer = Shell::on(&home.join(DATABASE));
    let beside = |of: &str| {
        let theirs = megabytes(peer.as_ref()?.0.id(), of);
        Some(("sqlite3 on it, one count", theirs))
    };
    let megabyte = |what: &str, of: &str| {
        quantity(what, (megabytes(process, of), 25.0), "MB", beside(of));
    };
    megabyte("memory, after the screens", "VmRSS:");
    megabyte("memory, at most", "VmHWM:");
    megabyte("of it anonymous", "RssAnon:");
    let spent = |before: f64, process| (ticks(process) - before) * 10.0;
    let theirs = peer.as_ref().map(|peer| peer.0.id());
    let before = (ticks(process), theirs.map(ticks));
    desk.is_left_alone(REST);
    let theirs = theirs
        .zip(before.1)
        .map(|(id, before)| ("sqlite3, as long", spent(before, id)));
    let ours = (spent(before.0, process), 10.0);
    quantity("idle for ten seconds, on processor", ours, "ms", theirs);
    desk.ends();
}

/// The shell of SQLite on the same file, waiting for the next line after one question.
struct Shell(std::process::Child);

impl Shell {
    /// `None` where it is not installed.
    fn on(database: &Path) -> Option<Self> {
        let mut command = Command::new("sqlite3");
        command.arg("-readonly").arg(database);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut shell = Self(command.spawn().ok()?);
        let asked = shell.0.stdin.as_mut()?;
        asked.write_all(b"SELECT count(*) FROM dossier;\n").ok()?;
        let answer = &mut [0; 16];
        (shell.0.stdout.as_mut()?.read(answer).ok()? > 0).then_some(shell)
    }
}

impl Drop for Shell {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn megabytes(process: u32, of: &str) -> f64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let row = status
        .lines()
        .find_map(|row| row.strip_prefix(of))
        .unwrap_or_default();
    row.split_whitespace()
        .next()
        .and_then(|kib| kib.parse::<f64>().ok())
        .unwrap_or_default()
        / 1024.0
}

/// Hundredths of a second on a processor, user and system.
fn ticks(process: u32) -> f64 {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let after_name = stat.rsplit(") ").next().unwrap_or_default();
    after_name
        .split(' ')
        .skip(11)
        .take(2)
        .filter_map(|ticks| ticks.parse::<f64>().ok())
        .sum()
}

/// A terminal of 120×40 with the practice desk in it.
struct Desk {
    child: Box<dyn Child + Send + Sync>,
    _master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
}

impl Desk {
    fn start(folder: &Path) -> Self {
        let size = PtySize {
            rows: 40,
            cols: 120,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(["--home", &folder.to_string_lossy(), "practice"]);
        command.env("TERM", "xterm-256color");
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
        let cells = |count| NonZeroU16::new(count).unwrap();
        let screen = vt100::Parser::new(cells(40), cells(120), 0);
        Self {
            child,
            _master: pair.master,
            keyboard,
            output,
            screen,
        }
    }

    fn types(&mut self, keys: &str) -> &mut Self {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
        self
    }

    fn sees(&mut self, text: &str) -> &mut Self {
        let until = Instant::now() + PATIENCE;
        while !self.screen.screen().contents().contains(text) {
            let left = until.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.screen.process(&bytes),
                Err(_) => unreachable!("no «{text}» on\n{}", self.screen.screen().contents()),
            }
        }
        self
    }

    /// Waits until nothing is drawn any more.
    fn rests(&mut self) -> &mut Self {
        while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(700)) {
            self.screen.process(&bytes);
        }
        self
    }

    /// Nobody touches a key; what the clock draws is read.
    fn is_left_alone(&mut self, rest: Duration) {
        let until = Instant::now() + rest;
        while let Ok(bytes) = self
            .output
            .recv_timeout(until.saturating_duration_since(Instant::now()))
        {
            self.screen.process(&bytes);
        }
    }

    /// As a system that shuts down ends it, so that the next start is a usual one.
    fn ends(mut self) {
        let process = self.child.process_id().unwrap_or_default().to_string();
        Command::new("kill").args(["-TERM", &process]).status().unwrap();
        let _ = self.child.wait();
    }
}
