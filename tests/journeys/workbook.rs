//! What another program reads in our workbooks.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The first sheet of each as text, by `LibreOffice`, which must not have a word to say about any of them.
/// `None` = it is not installed.
pub(crate) fn read(aside: &Path, books: &[PathBuf]) -> Option<Vec<String>> {
    let made = Command::new("soffice")
        .arg("--headless")
        .arg(format!(
            "-env:UserInstallation=file://{}",
            aside.join("profile").display()
        ))
        .args([
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76",
            "--outdir",
        ])
        .arg(aside)
        .args(books)
        .output();
    let Ok(made) = made else {
        crate::common::skipped::skipped("soffice is not installed");
        return None;
    };
    let said = String::from_utf8_lossy(&made.stderr).to_lowercase();
    // What it says of its own Java is not about our file.
    let mut ours = said.lines().filter(|line| !line.contains("javaldx"));
    assert!(
        made.status.success() && ours.all(|line| !line.contains("warn") && !line.contains("error")),
        "{said}"
    );
    let read = books.iter().map(|book| {
        let name = book.with_extension("csv");
        std::fs::read_to_string(aside.join(name.file_name().unwrap())).unwrap()
    });
    Some(read.collect())
}
