//! Linux: `lp` prints, `xdg-open` opens.

use std::path::Path;
use std::process::Command;

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
