//! The technical log: English, one line an event, never a name, number or file name of a citizen.

use std::fs::{OpenOptions, create_dir_all};
use std::io::{self, Write};
use std::path::Path;

/// Appends one line to `folder/motcua.log`; the time is added by the caller where it matters.
pub fn append(folder: &Path, line: &str) -> io::Result<()> {
    create_dir_all(folder)?;
    let mut file = OpenOptions::new()
        .create(true)
        .append(true)
        .open(folder.join("motcua.log"))?;
    writeln!(file, "{}", line.replace(['\n', '\r'], " "))
}
