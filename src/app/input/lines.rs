//! Lines of text that scroll.

use crate::app::command::Command;

/// The lines and how far they are scrolled.
#[derive(Debug, Default)]
pub struct Lines {
    lines: Vec<String>,
    top: usize,
}

impl Lines {
    /// Other lines, from the first.
    pub fn set(&mut self, lines: Vec<String>) {
        *self = Self { lines, top: 0 };
    }

    /// Moves by a command of moving; `page` = lines shown at once.
    pub fn scroll(&mut self, command: Command, page: usize) {
        let furthest = self.lines.len().saturating_sub(page);
        let wanted = match command {
            Command::Up => self.top.saturating_sub(1),
            Command::Down => self.top.saturating_add(1),
            Command::PageUp => self.top.saturating_sub(page - 1),
            Command::PageDown => self.top.saturating_add(page - 1),
            Command::First => 0,
            Command::Last => furthest,
            _ => self.top,
        };
        self.top = wanted.min(furthest);
    }

    /// What is seen in so many rows.
    pub fn shown(&self, rows: usize) -> impl Iterator<Item = &str> {
        self.lines.iter().skip(self.top).take(rows).map(String::as_str)
    }

    /// Is there more below these rows?
    pub fn goes_on(&self, rows: usize) -> bool {
        self.top + rows < self.lines.len()
    }
}
