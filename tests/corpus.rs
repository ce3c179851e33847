//! Real-life files that lie beside the repository: each is taken or refused with a reason, none brings the program
//! down. Without `../shared` the tests say so and pass.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "test helpers fail loudly and say what they skip"
)]

use std::path::{Path, PathBuf};

use motcua::scan::{Inspected, inspect};

fn files() -> Vec<PathBuf> {
    let shared = std::env::var_os("MOTCUA_SHARED").map(PathBuf::from);
    let shared = shared.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"));
    let Ok(folder) = std::fs::read_dir(shared.join("scans")) else {
        println!("skipped: ../shared is not here");
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending != "csv"));
    files.sort();
    files
}

fn line(path: &Path, seen: &Inspected) -> String {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    if let Some(fault) = seen.faults.first() {
        return format!(
            "{name}: {} refused: {}{}",
            seen.kind.word(),
            fault.word(),
            if seen.signed { ", signed" } else { "" }
        );
    }
    let size = seen
        .width_px
        .zip(seen.height_px)
        .map(|(width, height)| format!(" {width}x{height}"));
    let dpi = seen
        .dpi
        .map(|dpi| format!(" {}x{} {}", dpi.x, dpi.y, dpi.source.word()));
    let notes: Vec<&str> = seen.notes.iter().map(|note| note.word()).collect();
    format!(
        "{name}: {} {} page(s){}{} {}{}{}",
        seen.kind.word(),
        seen.pages,
        size.unwrap_or_default(),
        dpi.unwrap_or_default(),
        seen.colour.word(),
        if notes.is_empty() {
            String::new()
        } else {
            format!(" {}", notes.join(" "))
        },
        if seen.signed { ", signed" } else { "" }
    )
}

#[test]
fn every_file_is_described_or_refused() {
    let files = files();
    if files.is_empty() {
        return;
    }
    let lines: Vec<String> = files.iter().map(|path| line(path, &inspect(path))).collect();
    insta::assert_snapshot!(lines.join("\n"));
}
