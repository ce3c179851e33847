//! Rules about files that must stand beside each other.

use crate::source::{Source, has_ending};
use std::collections::BTreeSet;
use unicode_width::UnicodeWidthStr;

const SCREEN_FILES: [&str; 4] = ["mod.rs", "view.rs", "text.rs", "tests.rs"];

pub(crate) fn check(sources: &[Source]) -> Vec<String> {
    [
        screens(sources),
        pictures(sources),
        statements(sources),
        assets(sources),
        links(sources),
        code_map(sources),
    ]
    .concat()
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

/// Every screen is drawn in both sizes: a snapshot of 80 columns and one of 120.
fn pictures(sources: &[Source]) -> Vec<String> {
    let of = |room: &str, columns: usize| {
        let folder = format!("src/screens/{room}/");
        let snaps = sources
            .iter()
            .filter(|it| it.path.starts_with(&folder) && has_ending(&it.path, &["snap"]));
        snaps
            .flat_map(|it| it.text.lines())
            .any(|line| UnicodeWidthStr::width(line) == columns && line.starts_with('─'))
    };
    let rooms: BTreeSet<&str> = sources
        .iter()
        .filter_map(|it| it.path.strip_prefix("src/screens/")?.split_once('/'))
        .map(|(room, _)| room)
        .collect();
    let sizes = rooms.iter().flat_map(|room| [(room, 80), (room, 120)]);
    sizes
        .filter(|(room, columns)| !of(room, *columns))
        .map(|(room, columns)| format!("src/screens/{room}: no snapshot of {columns} columns"))
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

/// A page links only to files that are here. Pictures count too: they are text (SVG).
fn links(sources: &[Source]) -> Vec<String> {
    let here = |path: &str| {
        sources
            .iter()
            .any(|it| it.path == path || it.path.starts_with(&format!("{path}/")))
    };
    let pages = sources.iter().filter(|it| has_ending(&it.path, &["md"]));
    let broken = pages.flat_map(|page| {
        let folder = page
            .path
            .rsplit_once('/')
            .map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let targets = page
            .text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split([')', '#']).next());
        let local = targets.filter(|target| !target.is_empty() && !target.contains(':'));
        local.map(move |target| (page, format!("{folder}{target}")))
    });
    let broken = broken.filter(|(_, target)| !here(target));
    broken
        .map(|(page, target)| format!("{}: links to {target}, which is not here", page.path))
        .collect()
}

/// Every folder of `src` has its caption in ARCHITECTURE.md.
fn code_map(sources: &[Source]) -> Vec<String> {
    let map = sources
        .iter()
        .find(|it| it.path == "ARCHITECTURE.md")
        .map_or("", |it| it.text.as_str());
    let inner = sources
        .iter()
        .filter_map(|it| it.path.strip_prefix("src/")?.split_once('/'));
    let folders: BTreeSet<&str> = inner.map(|(folder, _)| folder).collect();
    let unknown = folders
        .into_iter()
        .filter(|folder| !map.contains(&format!("| `src/{folder}` |")));
    unknown
        .map(|folder| format!("src/{folder}: has no caption in ARCHITECTURE.md"))
        .collect()
}

#[test]
fn missing_neighbours_are_found() {
    let none = |paths: &[(&str, &str)]| {
        let sources: Vec<Source> = paths.iter().map(|(path, text)| Source::new(path, text)).collect();
        [screens(&sources), statements(&sources), assets(&sources)]
            .concat()
            .len()
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

#[test]
fn broken_links_and_folders_without_a_caption_are_found() {
    let page = Source::new(
        "docs/a.md",
        "[b](b.md) [c](c.md#x) [d](https://d.example) ![e](pictures)",
    );
    let sources = [
        page,
        Source::new("docs/c.md", ""),
        Source::new("docs/pictures/e.svg", ""),
    ];
    assert_eq!(
        links(&sources),
        ["docs/a.md: links to docs/b.md, which is not here"]
    );
    let sources = [
        Source::new("ARCHITECTURE.md", "| `src/app` | x |"),
        Source::new("src/ui/mod.rs", ""),
    ];
    assert_eq!(code_map(&sources).len(), 1);
}
