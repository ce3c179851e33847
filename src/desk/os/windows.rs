//! Windows: the shell's verbs print and open.

use std::path::Path;
use std::process::{Child, Command};

/// Prints with the shell's print verb. `None` where printing is switched off (`-`).
pub(in crate::desk) fn print_command(printer: &str, path: &Path) -> Option<Command> {
    if printer == "-" {
        return None;
    }
    let mut command = Command::new("powershell");
    command
        .args([
            "-NoProfile",
            "-Command",
            "Start-Process -Verb Print -LiteralPath $args[0]",
        ])
        .arg(path);
    Some(command)
}

/// Opens with the shell.
pub(in crate::desk) fn open_command(what: &Path) -> Command {
    let mut command = Command::new("rundll32");
    command.arg("url.dll,FileProtocolHandler").arg(what);
    command
}

/// Is there a desktop that could show a file? Always.
pub(in crate::desk) fn has_desktop() -> bool {
    true
}

/// A program without a window cannot be asked.
pub(in crate::desk) fn ask_to_end(_: &Child) -> bool {
    false
}
