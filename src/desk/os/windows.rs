//! Windows: the shell's verbs print and open.

use std::path::Path;
use std::process::{Child, Command};

/// What PowerShell does. The file and the printer come in the environment: on its command line a name with a space or a
/// quote would be read as more of the script. A fault ends it with code 1.
const PRINT: &str = "$ErrorActionPreference = 'Stop'; \
    if ($env:MOTCUA_PRINTER) \
    { Start-Process -FilePath $env:MOTCUA_FILE -Verb PrintTo -ArgumentList ('\"' + $env:MOTCUA_PRINTER + '\"') } \
    else { Start-Process -FilePath $env:MOTCUA_FILE -Verb Print }";

/// Prints with the shell's print verb, or on a printer that is named. `None` where printing is switched off (`-`).
pub(in crate::desk) fn print_command(printer: &str, path: &Path) -> Option<Command> {
    if printer == "-" {
        return None;
    }
    let mut command = Command::new("powershell");
    command
        .args(["-NoProfile", "-NonInteractive", "-Command", PRINT])
        .env("MOTCUA_FILE", path)
        .env("MOTCUA_PRINTER", printer);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_and_a_printer_are_never_read_as_script() {
        let path = Path::new("C:\\Hồ sơ\\phiếu 'hẹn' $(calc).pdf");
        let command = print_command("Canon \"LBP\"", path).unwrap();
        let said: Vec<_> = command.get_args().collect();
        assert_eq!(said, ["-NoProfile", "-NonInteractive", "-Command", PRINT]);
        let given: Vec<_> = command.get_envs().collect();
        assert!(given.contains(&("MOTCUA_FILE".as_ref(), Some(path.as_os_str()))));
        assert!(given.contains(&("MOTCUA_PRINTER".as_ref(), Some("Canon \"LBP\"".as_ref()))));
        assert!(print_command("-", path).is_none(), "switched off");
    }
}
