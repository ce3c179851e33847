//! The terminal: entered and left in one place, restored however the program ends.

use std::io::{self, Stdout, Write};

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;

/// The terminal in full-screen mode; dropping it gives the shell its screen back.
pub(super) struct Screen {
    /// What views are drawn into.
    pub(super) terminal: Terminal<CrosstermBackend<io::BufWriter<Stdout>>>,
}

impl Screen {
    /// Enters raw mode and the alternate screen.
    pub(super) fn enter() -> io::Result<Self> {
        enter()?;
        // Thousands of tiny writes make one frame: they must be gathered.
        let backend = CrosstermBackend::new(io::BufWriter::with_capacity(64 * 1024, io::stdout()));
        Ok(Self {
            terminal: Terminal::new(backend)?,
        })
    }

    /// Forgets what stands there, so that the next frame draws everything: a window that was made smaller, or a
    /// shell that had it, has left other things there. Does not ask the terminal anything.
    pub(super) fn repaint(&mut self, columns: u16, rows: u16) -> io::Result<()> {
        self.terminal.resize(Rect::new(0, 0, columns, rows))
    }

    /// Gives the screen to the shell, waits until the program is continued, and takes it back.
    #[cfg(unix)]
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        leave();
        rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::TSTP)?;
        enter()?;
        let size = self.terminal.size()?;
        self.repaint(size.width, size.height)
    }

    /// There is no job control to give the screen to.
    #[cfg(not(unix))]
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave();
    }
}

fn enter() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(
        io::stdout(),
        EnterAlternateScreen,
        // A program that was killed leaves its last screen there, with the names of citizens on it.
        Clear(ClearType::All),
        EnableBracketedPaste,
        cursor::Hide
    )
}

/// Leaves full-screen mode. Does not fail: there is nobody left to tell.
pub(super) fn leave() {
    let mut out = io::stdout();
    let _ = execute!(out, DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
    let _ = disable_raw_mode();
    let _ = out.flush();
}
