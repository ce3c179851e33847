//! Programs of others, asked for a second opinion or for a token. What is not there is said, and its part skipped.

use std::io::Write;
use std::path::{Path, PathBuf};

/// Where distributions put the library of `SoftHSM`.
const MODULES: [&str; 6] = [
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib64/pkcs11/libsofthsm2.so",
    "/usr/lib64/softhsm/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
];

/// A program of the PATH (`pdfsig`, `qpdf`, `openssl`, `certutil`, `pkcs11-tool`).
pub(crate) fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let found = std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|it| it.is_file());
    or_say(found, &format!("{name} is not installed"))
}

/// pyHanko, from where `./dev test` lays it; `MOTCUA_PYHANKO` names another one.
pub(crate) fn pyhanko() -> Option<PathBuf> {
    let other = std::env::var_os("MOTCUA_PYHANKO").map(PathBuf::from);
    let ours = std::env::current_exe()
        .ok()
        .and_then(|it| Some(it.ancestors().nth(3)?.join("pyhanko/bin/pyhanko")));
    let found = other.or(ours).filter(|it| it.is_file());
    or_say(found, "pyHanko is not installed, ./dev test does it")
}

/// `SoftHSM`: its `softhsm2-util` and its PKCS#11 library; `SOFTHSM2_MODULE` names another library.
pub(crate) fn softhsm() -> Option<(PathBuf, PathBuf)> {
    let other = std::env::var_os("SOFTHSM2_MODULE").map(PathBuf::from);
    let module = other
        .into_iter()
        .chain(MODULES.iter().map(PathBuf::from))
        .find(|it| Path::is_file(it));
    Some((
        program("softhsm2-util")?,
        or_say(module, "SoftHSM's library is not here")?,
    ))
}

/// Past the harness, which keeps what a passing test prints.
pub(crate) fn or_say(found: Option<PathBuf>, lacking: &str) -> Option<PathBuf> {
    if found.is_none() {
        let _ = writeln!(std::io::stdout(), "skipped: {lacking}");
    }
    found
}
