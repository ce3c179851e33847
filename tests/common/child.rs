//! A test that starts itself again as a child, which does one piece of work and may be let die at a marked point.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const HOME: &str = "MOTCUA_TEST_HOME";
const WORK: &str = "MOTCUA_TEST_WORK";

/// In the child: the folder it works in and what it is to do there. `None` in the test itself.
pub(crate) fn told() -> Option<(PathBuf, String)> {
    let home = std::env::var_os(HOME)?;
    Some((home.into(), std::env::var(WORK).unwrap()))
}

/// This program again, for this test alone, told what to do in which folder.
pub(crate) fn child(test: &str, home: &Path, work: &str) -> Command {
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", test, "--nocapture"]);
    tell(&mut child, home, work);
    child
}

/// Lets a command that leads to the child tell it the same.
pub(crate) fn tell<'a>(command: &'a mut Command, home: &Path, work: &str) -> &'a mut Command {
    command.env(HOME, home).env(WORK, work)
}

/// Runs the child until it ends or dies at this point after so many passes; true = it died.
pub(crate) fn dies(child: &mut Command, (point, passes): (&str, u32)) -> bool {
    let output = child
        .env("MOTCUA_CRASH_AT", format!("{point}#{passes}"))
        .output()
        .unwrap();
    let died = output.status.code().is_none();
    assert!(
        died || output.status.success(),
        "{point}#{passes}: {}",
        said(&output)
    );
    died
}

/// Everything the child said.
pub(crate) fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr].concat()).into_owned()
}
