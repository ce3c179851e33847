//! The technical log: English, one line an event, never a name, number or file name of a citizen. Its size is limited.

use std::fs::{self, OpenOptions, create_dir_all};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::domain::time::Moment;

const NAME: &str = "motcua.log";
/// The log before this one.
const BEFORE: &str = "motcua.log.1";
/// A log of this size becomes the one before.
const LARGEST: u64 = 256 * 1024;
/// Crash reports: `crash-20230214-080500.txt`.
const REPORT: &str = "crash-";
/// Older ones go.
const REPORTS: usize = 10;

/// Appends one line to `folder/motcua.log`.
pub fn append(folder: &Path, at: Moment, line: &str) -> io::Result<()> {
    create_dir_all(folder)?;
    let path = folder.join(NAME);
    if fs::metadata(&path).is_ok_and(|it| it.len() >= LARGEST) {
        fs::rename(&path, folder.join(BEFORE))?;
    }
    let mut file = OpenOptions::new().create(true).append(true).open(path)?;
    writeln!(file, "{} {}", at.rfc3339(), line.replace(['\n', '\r'], " "))
}

/// Writes a crash report and answers where it lies. The newest ten are kept.
pub fn report(folder: &Path, at: Moment, text: &str) -> io::Result<PathBuf> {
    create_dir_all(folder)?;
    let name = format!("{REPORT}{}.txt", at.local().format("%Y%m%d-%H%M%S"));
    let path = folder.join(name);
    let mut file = OpenOptions::new().create(true).append(true).open(&path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    for old in reports(folder)?.into_iter().rev().skip(REPORTS) {
        fs::remove_file(old)?;
    }
    Ok(path)
}

/// The reports in a folder, oldest first.
fn reports(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with(REPORT) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Moment = Moment(1_676_350_800_000);

    #[test]
    fn a_log_stays_small_and_keeps_the_one_before() {
        let folder = tempfile::tempdir().unwrap();
        let line = "x".repeat(1000);
        for _ in 0..700 {
            append(folder.path(), NOON, &line).unwrap();
        }
        let names: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
        assert_eq!(names.len(), 2);
        for name in names {
            assert!(name.unwrap().metadata().unwrap().len() < LARGEST + 2000);
        }
    }

    #[test]
    fn a_line_is_one_line_with_the_offices_time() {
        let folder = tempfile::tempdir().unwrap();
        append(folder.path(), NOON, "fault\ndb-disk").unwrap();
        let text = fs::read_to_string(folder.path().join(NAME)).unwrap();
        assert_eq!(text, "2023-02-14T12:00:00+07:00 fault db-disk\n");
    }

    #[test]
    fn the_newest_ten_reports_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        for minute in 0..12 {
            report(folder.path(), Moment(NOON.0 + minute * 60_000), "panic").unwrap();
        }
        let kept = reports(folder.path()).unwrap();
        assert_eq!(kept.len(), REPORTS);
        assert_eq!(kept[0].file_name().unwrap(), "crash-20230214-120200.txt");
    }
}
