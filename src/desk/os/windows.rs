//! Windows: the shell's verbs print and open, asked in this process. `docs/fresh-machine.md` says how they were tried.

use std::path::Path;
use std::process::Child;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use winsafe::{CoInitializeEx, SHELLEXECUTEINFO, ShellExecuteEx, SysResult, co};

use crate::desk::programs::Ended;

/// Prints with the shell's print verb, or on a printer that is named.
pub(in crate::desk) fn print(printer: &str, path: &Path, limit: Duration) -> Ended {
    // A printer's name has no quotes; in quotes its blanks belong to it.
    let named = (!printer.is_empty()).then(|| format!("\"{}\"", printer.replace('"', "")));
    let verb = if named.is_some() { "printto" } else { "print" };
    ask_shell((verb, named), path, limit)
}

/// Opens with the program the system knows. `false` where none shows it within the grace time.
pub(in crate::desk) fn open(what: &Path, grace: Duration) -> bool {
    // A viewer that is slow to start has not refused.
    matches!(ask_shell(("open", None), what, grace), Ended::Well | Ended::Never)
}

/// Asks the shell on a thread of its own: a program that answers late keeps nobody waiting beyond the limit, and the
/// shell wants a COM apartment.
fn ask_shell((verb, parameters): (&'static str, Option<String>), path: &Path, limit: Duration) -> Ended {
    let Some(file) = path.to_str().map(str::to_owned) else {
        return Ended::Badly;
    };
    let (tell, answered) = channel();
    thread::spawn(move || {
        let _apartment = CoInitializeEx(co::COINIT::APARTMENTTHREADED | co::COINIT::DISABLE_OLE1DDE);
        let _ = tell.send(execute(verb, parameters.as_deref(), &file));
    });
    match answered.recv_timeout(limit) {
        Ok(Ok(())) => Ended::Well,
        Ok(Err(co::ERROR::NO_ASSOCIATION)) => Ended::Absent,
        Ok(Err(_)) => Ended::Badly,
        Err(_) => Ended::Never,
    }
}

/// No window of the shell's own: what failed is said on the desk's screen.
fn execute(verb: &str, parameters: Option<&str>, file: &str) -> SysResult<()> {
    ShellExecuteEx(&SHELLEXECUTEINFO {
        mask: co::SEE_MASK::FLAG_NO_UI | co::SEE_MASK::NOASYNC,
        verb: Some(verb),
        file,
        parameters,
        show: co::SW::SHOWNORMAL,
        ..SHELLEXECUTEINFO::default()
    })
}

/// Is there a desktop that could show a file? Always.
pub(in crate::desk) fn has_desktop() -> bool {
    true
}

/// A program without a window cannot be asked.
pub(in crate::desk) fn ask_to_end(_: &Child) -> bool {
    false
}
