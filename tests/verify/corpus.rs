//! Real files that lie beside the repository: each gets the verdict it deserves, none brings the program down.

use std::io::Write;
use std::path::{Path, PathBuf};

use motcua::sign::Trust;
use motcua::sign::verify::verify;

use crate::{now, words};

pub(crate) fn files() -> Vec<PathBuf> {
    let shared = std::env::var_os("MOTCUA_SHARED").map(PathBuf::from);
    let shared = shared.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"));
    let Ok(folder) = std::fs::read_dir(shared.join("scans")) else {
        // Past the harness, which keeps what a passing test prints.
        let _ = writeln!(std::io::stdout(), "skipped: ../shared is not here");
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending != "csv"));
    files.sort();
    files
}

fn line(path: &Path) -> String {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    match verify(path, &Trust::nobody(), now()) {
        Err(fault) => format!("{name}: {fault}"),
        Ok(report) => {
            let verdict = report.verdict().map_or("unsigned", |verdict| verdict.word());
            format!("{name}: {verdict} {}", words(&report).join(", "))
                .trim_end()
                .to_owned()
        }
    }
}

#[test]
fn every_real_file_gets_the_verdict_it_deserves() {
    let lines: Vec<String> = files().iter().map(|path| line(path)).collect();
    if !lines.is_empty() {
        insta::assert_snapshot!("corpus", lines.join("\n"));
    }
}
