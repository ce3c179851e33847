//! Linux: `lp` prints, `xdg-open` opens, SIGTERM asks a program to end.

use std::path::Path;
use std::process::{Child, Command};

/// Prints on this printer, or on the system's usual one. `None` where printing is switched off (`-`).
pub(in crate::desk) fn print_command(printer: &str, path: &Path) -> Option<Command> {
    if printer == "-" {
        return None;
    }
    let mut command = Command::new("lp");
    if !printer.is_empty() {
        command.args(["-d", printer]);
    }
    command.arg("--").arg(path);
    Some(command)
}

/// Opens with the program the system knows.
pub(in crate::desk) fn open_command(what: &Path) -> Command {
    let mut command = Command::new("xdg-open");
    command.arg(what);
    command
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
