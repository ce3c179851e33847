//! What a panic leaves: the shell's screen as it was, one plain line, and a report without any value in `log/`.

use std::backtrace::Backtrace;
use std::io::Write;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::path::PathBuf;
use std::thread;

use crate::desk::clock::Clock;
use crate::desk::flight::Recorder;
use crate::desk::{log, terminal, text};

/// Sets the hook. Only a panic of the calling thread ends the program: it alone gives the screen back. Another
/// thread's work ends as a fault, and the desk goes on.
pub(super) fn install_hook(log: PathBuf, clock: Clock, flight: Recorder) {
    let ui = thread::current().id();
    std::panic::set_hook(Box::new(move |panic| {
        let ends = thread::current().id() == ui;
        if ends {
            terminal::leave();
        }
        let written = log::report(&log, clock.now(), &report(panic, clock, &flight));
        if ends {
            let said = text::crashed(written.ok().as_deref());
            let _ = writeln!(std::io::stderr().lock(), "{said}");
        }
    }));
}

/// Does work that foreign bytes may break; `None` = it panicked, and nothing but this piece of work is lost. Not for work
/// that keeps something half changed.
pub(super) fn unbroken<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

/// The message of the panic stays out: it may quote what was typed.
fn report(panic: &PanicHookInfo<'_>, clock: Clock, flight: &Recorder) -> String {
    let place = panic.location().map_or_else(String::new, ToString::to_string);
    format!(
        "motcua {} {} {}\nat {}\npanic at {place}\n\nlast messages:\n{}\nbacktrace:\n{}\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        clock.now().rfc3339(),
        flight.lines(),
        Backtrace::force_capture(),
    )
}
