//! A program that works for us for minutes: its signs of life are heard, it can be asked to end, and it ends with us.
//!
//! It writes into pipes that are ours; when this program is gone, its next word ends it.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::desk::os;

/// How often it is looked whether to go on.
pub(super) const TICK: Duration = Duration::from_millis(100);
/// A program that was asked to end has this long to let go of the paper.
const GRACE: Duration = Duration::from_secs(8);
/// More than any device has to say of itself.
const MOST_TEXT: usize = 1 << 20;

/// What it does.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum News {
    /// It printed this line.
    Line(String),
    /// It is alive.
    Alive,
    /// Nothing for a while.
    Quiet,
    /// It has closed both its mouths, or is gone.
    Gone,
}

/// A running program. Dropped, it is stopped.
pub(super) struct Running {
    child: Child,
    news: Receiver<News>,
    /// It is gone, and this was its status; `None` = a signal ended it.
    ended: bool,
    status: Option<i32>,
}

impl Running {
    /// Starts it; an error where it is not on this machine.
    pub(super) fn start(command: &mut Command) -> std::io::Result<Self> {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let (tell, news) = channel();
        if let Some(out) = child.stdout.take() {
            let tell = tell.clone();
            thread::spawn(move || lines(out, &tell));
        }
        if let Some(err) = child.stderr.take() {
            thread::spawn(move || signs(err, &tell));
        }
        Ok(Self {
            child,
            news,
            ended: false,
            status: None,
        })
    }

    /// The next news, or `Quiet` after a tick.
    pub(super) fn next(&mut self) -> News {
        match self.news.recv_timeout(TICK) {
            Ok(news) => news,
            Err(RecvTimeoutError::Disconnected) => News::Gone,
            // What it started itself may hold the pipes open.
            Err(RecvTimeoutError::Timeout) if self.has_ended() => News::Gone,
            Err(RecvTimeoutError::Timeout) => News::Quiet,
        }
    }

    /// Its status after it is gone; a program that only closed its mouths gets the grace time. `None` = a signal.
    pub(super) fn status(mut self) -> Option<i32> {
        if !self.ends_within(GRACE) {
            self.end();
        }
        self.status
    }

    /// Asks it to end, and ends it after the grace time.
    pub(super) fn stop(mut self) {
        self.end();
    }

    fn end(&mut self) {
        if self.has_ended() || (os::ask_to_end(&self.child) && self.ends_within(GRACE)) {
            return;
        }
        let _ = self.child.kill();
        let status = self.child.wait().ok();
        self.ended = true;
        self.status = status.and_then(|status| status.code());
    }

    fn ends_within(&mut self, limit: Duration) -> bool {
        let since = Instant::now();
        while !self.has_ended() {
            if since.elapsed() > limit {
                return false;
            }
            thread::park_timeout(TICK / 5);
        }
        true
    }

    fn has_ended(&mut self) -> bool {
        if !self.ended
            && let Ok(Some(status)) = self.child.try_wait()
        {
            self.ended = true;
            self.status = status.code();
        }
        self.ended
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}

fn lines(out: impl Read, tell: &Sender<News>) {
    let mut out = BufReader::new(out);
    let mut line = Vec::new();
    // A line without an end is no line; it must not fill the memory either.
    while let Ok(read) = out.by_ref().take(MOST_TEXT as u64).read_until(b'\n', &mut line) {
        if read == 0 {
            return;
        }
        let text = String::from_utf8_lossy(&line).trim_end().to_owned();
        line.clear();
        if tell.send(News::Line(text)).is_err() {
            return;
        }
    }
}

fn signs(mut err: impl Read, tell: &Sender<News>) {
    let mut buffer = [0_u8; 512];
    while let Ok(read) = err.read(&mut buffer) {
        if read == 0 || tell.send(News::Alive).is_err() {
            return;
        }
    }
}

/// How a question to a program ended.
pub(super) enum Answered {
    /// What it printed, and its status.
    Well(String, Option<i32>),
    /// It is not on this machine.
    Absent,
    /// It was stopped, because we were.
    Stopped,
    /// It said nothing within the limit.
    Silent,
}

/// Asks a program for a text.
pub(super) fn ask(command: &mut Command, limit: Duration, must_stop: &dyn Fn() -> bool) -> Answered {
    let Ok(mut running) = Running::start(command) else {
        return Answered::Absent;
    };
    let since = Instant::now();
    let mut text = String::new();
    loop {
        match running.next() {
            News::Line(line) if text.len() < MOST_TEXT => {
                text.push_str(&line);
                text.push('\n');
            }
            News::Gone => return Answered::Well(text, running.status()),
            News::Line(_) | News::Alive | News::Quiet => {}
        }
        if must_stop() {
            running.stop();
            return Answered::Stopped;
        }
        if since.elapsed() > limit {
            running.stop();
            return Answered::Silent;
        }
    }
}
