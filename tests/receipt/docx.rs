//! Word documents as other programs see them.

use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::Command;

use zip::ZipArchive;

use super::tools::squeezed;

/// A part of the archive as text.
pub(crate) fn part(bytes: &[u8], name: &str) -> Option<String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut file = archive.by_name(name).ok()?;
    let mut text = String::new();
    file.read_to_string(&mut text).unwrap();
    Some(text)
}

/// The text of the document as one line without blanks and markup.
pub(crate) fn words(bytes: &[u8]) -> String {
    let document = part(bytes, "word/document.xml").unwrap();
    let mut seen = String::new();
    let mut inside = false;
    for character in document.chars() {
        match character {
            '<' => inside = true,
            '>' => inside = false,
            other if !inside => seen.push(other),
            _ => {}
        }
    }
    squeezed(
        &seen
            .replace("&quot;", "\"")
            .replace("&amp;", "&")
            .replace("&lt;", "<")
            .replace("&gt;", ">"),
    )
}

/// What `LibreOffice` says while it makes PDFs of these files; its profile lies beside them.
pub(crate) fn converted(folder: &Path, files: &[PathBuf]) -> Option<String> {
    let output = Command::new("soffice")
        .arg(format!(
            "-env:UserInstallation=file://{}",
            folder.join("profile").display()
        ))
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .arg(folder)
        .args(files)
        .output()
        .ok()?;
    assert!(output.status.success(), "{output:?}");
    let said = [output.stdout, output.stderr].concat();
    // That this machine has no Java says nothing of the files.
    let of_files = |line: &&str| !line.contains("javaldx");
    let said = String::from_utf8_lossy(&said).into_owned();
    Some(said.lines().filter(of_files).collect())
}
