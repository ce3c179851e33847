//! Linux: `lp` prints, `xdg-open` opens, SIGTERM asks a program to end.

use std::path::Path;
use std::process::{Child, Command};
use std::time::Duration;

use crate::desk::programs::{self, Ended};

/// Prints on this printer, or on the system's usual one where it has no name.
pub(in crate::desk) fn print(printer: &str, path: &Path, limit: Duration) -> Ended {
    let mut command = Command::new("lp");
    if !printer.is_empty() {
        command.args(["-d", printer]);
    }
    programs::run(command.arg("--").arg(path), limit)
}

/// Opens with the program the system knows. `false` where none shows it within the grace time.
pub(in crate::desk) fn open(what: &Path, grace: Duration) -> bool {
    programs::open(Command::new("xdg-open").arg(what), grace)
}

/// Is there a desktop that could show a file? On a console or through ssh `xdg-open` would take the terminal.
pub(in crate::desk) fn has_desktop() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// Asks a program to end by itself, so that a scanner lets go of its paper. `false` where it cannot be asked.
pub(in crate::desk) fn ask_to_end(child: &Child) -> bool {
    let id = i32::try_from(child.id())
        .ok()
        .and_then(rustix::process::Pid::from_raw);
    id.is_some_and(|id| rustix::process::kill_process(id, rustix::process::Signal::TERM).is_ok())
}
