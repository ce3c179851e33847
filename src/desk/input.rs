//! Keyboard, signals and the death of the terminal, turned into messages. The only place that knows crossterm's events.

use std::sync::mpsc::Sender;
use std::thread;

use crossterm::event::{Event, KeyCode as Code, KeyEvent, KeyEventKind, KeyModifiers, read};

use crate::app::key::{Key, KeyCode};
use crate::app::msg::Msg;

/// What the loop receives.
pub(super) enum Inbound {
    /// For the machine.
    Msg(Msg),
    /// Ctrl+Z.
    Suspend,
}

/// Starts the threads that listen. They end with the program.
pub(super) fn listen(inbox: &Sender<Inbound>) {
    let keys = inbox.clone();
    thread::spawn(move || {
        while let Ok(event) = read() {
            let Some(inbound) = translate(event) else { continue };
            if keys.send(inbound).is_err() {
                return;
            }
        }
        let _ = keys.send(Inbound::Msg(Msg::Terminate));
    });
    #[cfg(unix)]
    listen_to_system(inbox);
}

/// SIGTERM, SIGHUP, and a terminal that died without a signal: crossterm would spin on it.
#[cfg(unix)]
fn listen_to_system(inbox: &Sender<Inbound>) {
    use rustix::event::{PollFd, PollFlags, poll};
    use signal_hook::consts::{SIGHUP, SIGTERM};

    let signals = inbox.clone();
    if let Ok(mut caught) = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP]) {
        thread::spawn(move || {
            for _ in caught.forever() {
                let _ = signals.send(Inbound::Msg(Msg::Terminate));
            }
        });
    }
    let dead = inbox.clone();
    thread::spawn(move || {
        let stdin = rustix::stdio::stdin();
        let mut watched = [PollFd::new(&stdin, PollFlags::empty())];
        // No events asked for: the call sleeps until the terminal hangs up.
        while poll(&mut watched, None).is_ok() {
            if watched[0]
                .revents()
                .intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL)
            {
                let _ = dead.send(Inbound::Msg(Msg::Terminate));
                return;
            }
        }
    });
}

fn translate(event: Event) -> Option<Inbound> {
    match event {
        // Windows and some terminals report releases too.
        Event::Key(key) if key.kind == KeyEventKind::Release => None,
        Event::Key(key) if is_suspend(&key) => Some(Inbound::Suspend),
        Event::Key(key) => key_of(key).map(|key| Inbound::Msg(Msg::Key(key, None))),
        Event::Paste(text) => Some(Inbound::Msg(Msg::Paste(text.replace(['\r', '\n'], " ")))),
        Event::Resize(columns, rows) => Some(Inbound::Msg(Msg::Resize(columns, rows))),
        Event::FocusGained | Event::FocusLost | Event::Mouse(_) => None,
    }
}

fn is_suspend(key: &KeyEvent) -> bool {
    key.code == Code::Char('z') && key.modifiers == KeyModifiers::CONTROL
}

fn key_of(key: KeyEvent) -> Option<Key> {
    let code = match key.code {
        Code::F(number) => KeyCode::F(number),
        Code::Enter => KeyCode::Enter,
        Code::Esc => KeyCode::Esc,
        Code::Tab => KeyCode::Tab,
        Code::BackTab => KeyCode::BackTab,
        Code::Backspace => KeyCode::Backspace,
        Code::Delete => KeyCode::Delete,
        Code::Up => KeyCode::Up,
        Code::Down => KeyCode::Down,
        Code::Left => KeyCode::Left,
        Code::Right => KeyCode::Right,
        Code::Home => KeyCode::Home,
        Code::End => KeyCode::End,
        Code::PageUp => KeyCode::PageUp,
        Code::PageDown => KeyCode::PageDown,
        Code::Char(letter) => KeyCode::Char(letter),
        _ => return None,
    };
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    let alt = key.modifiers.contains(KeyModifiers::ALT);
    Some(Key::new(code, ctrl, alt))
}
