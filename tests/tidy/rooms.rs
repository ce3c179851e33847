//! Rules about files that must stand beside each other.

use crate::source::Source;
use std::collections::BTreeSet;

const SCREEN_FILES: [&str; 4] = ["mod.rs", "view.rs", "text.rs", "tests.rs"];

pub(crate) fn check(sources: &[Source]) -> Vec<String> {
    [screens(sources), statements(sources), assets(sources)].concat()
}

/// Every screen is a folder of the same four files.
fn screens(sources: &[Source]) -> Vec<String> {
    let paths: BTreeSet<&str> = sources.iter().map(|source| source.path.as_str()).collect();
    let rooms: BTreeSet<&str> = paths
        .iter()
        .filter_map(|path| path.strip_prefix("src/screens/")?.split_once('/'))
        .map(|(room, _)| room)
        .collect();
    let wanted = rooms
        .iter()
        .flat_map(|room| SCREEN_FILES.map(|file| format!("src/screens/{room}/{file}")));
    wanted
        .filter(|path| !paths.contains(path.as_str()))
        .map(|path| format!("{path}: missing"))
        .collect()
}

/// A statement nobody reads is a statement nobody keeps right.
fn statements(sources: &[Source]) -> Vec<String> {
    let store: Vec<&Source> = sources
        .iter()
        .filter(|it| it.is_rust() && it.path.starts_with("src/store/"))
        .collect();
    let named = |path: &str| {
        let name = path.rsplit('/').next().unwrap_or(path);
        let stem = name.trim_end_matches(".sql");
        store
            .iter()
            .flat_map(|it| &it.literals)
            .any(|it| it.text == stem || it.text.ends_with(name))
    };
    let statements = sources.iter().filter(|it| it.path.starts_with("src/store/sql/"));
    statements
        .filter(|it| !named(&it.path))
        .map(|it| it.fault(1, "no store code includes it"))
        .collect()
}

/// Every shipped file has its source and licence in `assets/README.md`: a row beginning with its path or folder.
fn assets(sources: &[Source]) -> Vec<String> {
    let list = sources
        .iter()
        .find(|it| it.path == "assets/README.md")
        .map_or("", |it| it.text.as_str());
    let rows: Vec<&str> = list
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once('`'))
        .map(|it| it.0)
        .collect();
    let shipped = sources.iter().filter_map(|it| it.path.strip_prefix("assets/"));
    let unknown = shipped.filter(|path| *path != "README.md" && !rows.iter().any(|row| covers(row, path)));
    unknown
        .map(|path| format!("assets/{path}: no row in assets/README.md names its source and licence"))
        .collect()
}

fn covers(row: &str, path: &str) -> bool {
    path == row || (row.ends_with('/') && path.starts_with(row))
}

#[test]
fn missing_neighbours_are_found() {
    let none = |paths: &[(&str, &str)]| {
        let sources: Vec<Source> = paths.iter().map(|(path, text)| Source::new(path, text)).collect();
        check(&sources).len()
    };
    assert_eq!(
        none(&[("src/screens/mod.rs", ""), ("src/screens/home/mod.rs", "")]),
        3
    );
    assert_eq!(
        none(&[("src/store/sql/counts.sql", ""), ("src/store/x.rs", "")]),
        1
    );
    assert_eq!(
        none(&[
            ("src/store/sql/counts.sql", ""),
            ("src/store/x.rs", "f(include_str!(\"sql/counts.sql\"))")
        ]),
        0
    );
    assert_eq!(
        none(&[
            ("assets/a/b.toml", ""),
            ("assets/README.md", "| `c/` | us | MIT |")
        ]),
        1
    );
    assert_eq!(
        none(&[
            ("assets/a/b.toml", ""),
            ("assets/README.md", "| `a/` | us | MIT |")
        ]),
        0
    );
}
