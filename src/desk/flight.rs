//! The flight recorder: what kinds of messages came last and on which screen, for the report of a crash. Never what was
//! typed, asked or answered.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::fmt::Write;
use std::sync::{Arc, Mutex, PoisonError};

use crate::app::job::{JobEvent, JobFault};
use crate::app::key::{Key, KeyCode};
use crate::app::msg::Msg;
use crate::domain::query::Answer;
use crate::domain::refusal::Refusal;
use crate::domain::time::Moment;

/// How many messages are remembered.
const KEPT: usize = 2000;

struct Entry {
    at: Moment,
    screen: &'static str,
    kind: Cow<'static, str>,
}

/// Remembers; shared with the hook that writes reports.
#[derive(Clone, Default)]
pub(super) struct Recorder(Arc<Mutex<VecDeque<Entry>>>);

impl Recorder {
    /// A message came while this screen was on top.
    pub(super) fn note(&self, at: Moment, screen: &'static str, msg: &Msg) {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if entries.len() == KEPT {
            entries.pop_front();
        }
        let kind = kind(msg);
        entries.push_back(Entry { at, screen, kind });
    }

    /// One line a message, oldest first. Empty while another thread is writing: a report must never wait.
    pub(super) fn lines(&self) -> String {
        let Ok(entries) = self.0.try_lock() else {
            return String::new();
        };
        let mut text = String::new();
        for entry in entries.iter() {
            // Writing into memory does not fail.
            let _ = writeln!(text, "{} {} {}", entry.at.rfc3339(), entry.screen, entry.kind);
        }
        text
    }
}

fn kind(msg: &Msg) -> Cow<'static, str> {
    match msg {
        Msg::Key(key, _) => key_kind(*key),
        Msg::Paste(_) => "paste".into(),
        Msg::Resize(columns, rows) => format!("resize {columns}x{rows}").into(),
        Msg::Minute(_) => "minute".into(),
        Msg::Answered(..) => "answered".into(),
        Msg::Changed(_, result) => ended("changed", result.is_ok()),
        Msg::LoggedIn(_, result) => ended("logged-in", result.is_ok()),
        Msg::PinSet(_, result) => ended("pin-set", result.is_ok()),
        Msg::DraftSaved(_, result) => ended("draft-saved", result.is_ok()),
        Msg::Kept(_, result) => ended("kept", result.is_ok()),
        Msg::Job(_, JobEvent::Progress { .. }) => "job".into(),
        Msg::Job(_, JobEvent::Ended(result)) => ended("job-ended", result.is_ok()),
        Msg::Replied(_) => "replied".into(),
        Msg::Resumed => "resumed".into(),
        Msg::Reopened => "reopened".into(),
        Msg::Scan(_) => "scan".into(),
        Msg::TrayGrew(_) => "tray-grew".into(),
        Msg::ScanFolderHeld(_) => "scan-folder-held".into(),
        Msg::Terminate => "terminate".into(),
    }
}

fn ended(kind: &'static str, well: bool) -> Cow<'static, str> {
    if well {
        kind.into()
    } else {
        format!("{kind} refused").into()
    }
}

/// A letter or digit is only a letter: it may be part of a name or a PIN.
fn key_kind(key: Key) -> Cow<'static, str> {
    match key.code {
        KeyCode::Char(_) if key.ctrl || key.alt => "shortcut".into(),
        KeyCode::Char(_) => "typed".into(),
        code => format!("key {code:?}").into(),
    }
}

/// The code of a fault of the machine in a message: what belongs into the log.
pub(super) fn fault(msg: &Msg) -> Option<&'static str> {
    let refusal = match msg {
        Msg::Answered(_, Answer::Failed { code }) => return Some(code),
        Msg::Changed(_, Err(refusal))
        | Msg::LoggedIn(_, Err(refusal))
        | Msg::PinSet(_, Err(refusal))
        | Msg::DraftSaved(_, Err(refusal))
        | Msg::Kept(_, Err(refusal))
        | Msg::Job(_, JobEvent::Ended(Err(JobFault::Refused(refusal)))) => refusal,
        _ => return None,
    };
    match refusal {
        Refusal::Fault { code } => Some(code),
        Refusal::DiskFull { .. } => Some("disk-full"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::msg::Ticket;

    const NOON: Moment = Moment(1_676_350_800_000);

    #[test]
    fn what_was_typed_is_not_remembered() {
        let recorder = Recorder::default();
        for letter in "Đinh 052090001234".chars() {
            recorder.note(NOON, "holder", &Msg::Key(Key::plain(KeyCode::Char(letter)), None));
        }
        recorder.note(NOON, "holder", &Msg::Paste("Đinh Văn Đạt".into()));
        recorder.note(NOON, "holder", &Msg::Key(Key::plain(KeyCode::F(2)), None));
        let lines = recorder.lines();
        assert_eq!(lines.lines().count(), 19);
        let last = "2023-02-14T12:00:00+07:00 holder key F(2)";
        assert_eq!(lines.lines().last(), Some(last));
        assert!(!lines.contains("Đ") && !lines.contains("0520"), "{lines}");
    }

    #[test]
    fn only_the_last_are_kept() {
        let recorder = Recorder::default();
        for _ in 0..=KEPT {
            recorder.note(NOON, "home", &Msg::Minute(NOON));
        }
        assert_eq!(recorder.lines().lines().count(), KEPT);
    }

    #[test]
    fn a_fault_of_the_machine_is_told_from_a_plain_no() {
        let disk = Refusal::Fault { code: "db-disk" };
        let ticket = Ticket::default();
        assert_eq!(fault(&Msg::Changed(ticket, Err(disk))), Some("db-disk"));
        assert_eq!(fault(&Msg::Changed(ticket, Err(Refusal::NeedsReason))), None);
        assert_eq!(fault(&Msg::Resumed), None);
    }
}
