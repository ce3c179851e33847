//! Who may import whom, as one table. The first row whose path fits a file rules it.

use crate::paths::paths;
use crate::source::{Source, has_ending, line_of};

struct Layer {
    /// Path prefix and suffix of the files meant.
    files: (&'static str, &'static str),
    /// What it may name of ours, below `crate::`; its own folder is always allowed.
    may: &'static [&'static str],
    /// Foreign crates and parts of `std` it must not name.
    never: &'static [&'static str],
}

const OURS: [&str; 10] = [
    "app", "cli", "desk", "domain", "forms", "scan", "screens", "sign", "store", "ui",
];

const SCREEN: &[&str] = &["ratatui", "crossterm"];
const PURE: &[&str] = &[
    "rusqlite",
    "ratatui",
    "crossterm",
    "getrandom",
    "tempfile",
    "std::fs",
    "std::net",
    "std::thread",
    "std::env",
    "std::process",
    "std::time::Instant",
    "std::time::SystemTime",
    "SystemTime::now",
    "Instant::now",
    "Utc::now",
    "Local::now",
    "chrono::Utc::now",
    "chrono::Local::now",
];
const DRAWS: &[&str] = &[
    "rusqlite",
    "crossterm",
    "std::fs",
    "std::net",
    "std::thread",
    "std::env",
    "std::process",
];
const BYTES: &[&str] = &["rusqlite", "ratatui", "crossterm", "std::net"];

const LAYERS: &[Layer] = &[
    Layer {
        files: ("src/domain/", ".rs"),
        may: &[],
        never: PURE,
    },
    Layer {
        files: ("src/store/", ".rs"),
        may: &["domain"],
        never: SCREEN,
    },
    Layer {
        files: ("src/scan/", ".rs"),
        may: &["domain"],
        never: BYTES,
    },
    Layer {
        files: ("src/forms/", ".rs"),
        may: &["domain"],
        never: BYTES,
    },
    Layer {
        files: ("src/sign/", ".rs"),
        may: &["domain"],
        never: BYTES,
    },
    Layer {
        files: ("src/app/model", ".rs"),
        may: &["domain", "screens"],
        never: PURE,
    },
    Layer {
        files: ("src/app/open", ".rs"),
        may: &["domain", "screens"],
        never: PURE,
    },
    Layer {
        files: ("src/app/update", ".rs"),
        may: &["domain", "screens"],
        never: PURE,
    },
    Layer {
        files: ("src/app/", ".rs"),
        may: &["domain"],
        never: PURE,
    },
    Layer {
        files: ("src/screens/mod", ".rs"),
        may: &["app", "domain", "ui"],
        never: DRAWS,
    },
    Layer {
        files: ("src/screens/", "view.rs"),
        may: &[
            "app::command",
            "app::input",
            "app::preview",
            "domain",
            "screens::text",
            "ui",
        ],
        never: DRAWS,
    },
    Layer {
        files: ("src/screens/", ".rs"),
        may: &["app", "domain", "screens::text"],
        never: PURE,
    },
    Layer {
        files: ("src/ui/", ".rs"),
        may: &[
            "app::chrome",
            "app::command",
            "app::input",
            "app::keymap",
            "app::preview",
        ],
        never: DRAWS,
    },
    Layer {
        // What is made of papers on the way is made in `Blobs::workshop`, which a start empties after a kill.
        files: ("src/desk/", ".rs"),
        may: &OURS,
        never: &["tempfile"],
    },
    Layer {
        files: ("src/cli/", ".rs"),
        may: &OURS,
        never: &[],
    },
    Layer {
        files: ("src/main", ".rs"),
        may: &["cli", "desk"],
        never: &["rusqlite", "ratatui", "crossterm"],
    },
    Layer {
        files: ("src/lib", ".rs"),
        may: &[],
        never: PURE,
    },
];

/// Imports that cross the table, also spelled `super::super` or from a layer's own `mod.rs` upwards.
pub(crate) fn check(source: &Source) -> Vec<String> {
    if !source.is_rust() || !source.path.starts_with("src/") || source.is_test {
        return Vec::new();
    }
    let Some(layer) = LAYERS.iter().find(|layer| fits(&source.path, layer.files)) else {
        return vec![source.fault(
            1,
            "belongs to no layer; add its folder to tests/tidy/layers.rs and ARCHITECTURE.md",
        )];
    };
    let mut faults = Vec::new();
    for named in paths(&source.code) {
        let line = line_of(&source.code, named.at);
        if !source.tests_at(line)
            && let Some(why) = refuse(source, layer, &named.path)
        {
            faults.push(source.fault(line, why));
        }
    }
    faults
}

fn fits(path: &str, (prefix, suffix): (&str, &str)) -> bool {
    path.starts_with(prefix) && path.ends_with(suffix)
}

fn refuse(source: &Source, layer: &Layer, path: &str) -> Option<String> {
    if path.contains("super::super") {
        return Some("super::super: say crate::…".to_owned());
    }
    if layer.never.iter().any(|word| begins(path, word)) {
        return Some(format!("{path} is not for this layer"));
    }
    let ours = path
        .strip_prefix("crate::")
        .or_else(|| path.strip_prefix("motcua::"))
        .or_else(|| {
            let top = source.path.matches('/').count() == 2 && source.path.ends_with("/mod.rs");
            let up = path.strip_prefix("super::")?;
            (top && OURS.iter().any(|layer| begins(up, layer))).then_some(up)
        })?;
    let home = home(&source.path);
    let allowed = begins(ours, &home) || layer.may.iter().any(|may| begins(ours, may));
    (!allowed).then(|| format!("{path} is not among what this file may import"))
}

/// The folder a file may always name: its layer, or for a screen its own screen.
fn home(path: &str) -> String {
    let inner = path.trim_start_matches("src/");
    let mut parts = inner.split('/');
    let layer = parts.next().unwrap_or_default().trim_end_matches(".rs");
    match (layer, parts.next()) {
        ("screens", Some(screen)) if !has_ending(screen, &["rs"]) => format!("screens::{screen}"),
        _ => layer.to_owned(),
    }
}

fn begins(path: &str, prefix: &str) -> bool {
    path.strip_prefix(prefix)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

#[test]
fn the_table_refuses_what_it_says() {
    let refused = [
        ("src/domain/code.rs", "use crate::store::Tx;"),
        ("src/domain/code.rs", "let t = std::time::SystemTime::now();"),
        ("src/domain/mod.rs", "use super::store::Tx;"),
        ("src/store/apply.rs", "use ratatui::Frame;"),
        ("src/store/apply.rs", "use crate::{app::msg, domain::act};"),
        ("src/scan/pdf.rs", "use crate::forms::Page;"),
        ("src/app/effect.rs", "use crate::screens::home::State;"),
        ("src/app/update.rs", "use std::{fs, io};"),
        ("src/screens/home/mod.rs", "use crate::screens::list::State;"),
        ("src/screens/home/mod.rs", "use super::super::list::State;"),
        ("src/screens/home/mod.rs", "use ratatui::Frame;"),
        ("src/screens/home/view.rs", "use crate::app::update;"),
        ("src/ui/theme.rs", "use crate::domain::act;"),
        (
            "src/desk/jobs/card.rs",
            "let folder = tempfile::tempdir_in(home);",
        ),
        ("src/main.rs", "use motcua::store;"),
        ("src/new/mod.rs", ""),
    ];
    for (path, text) in refused {
        assert_eq!(check(&Source::new(path, text)).len(), 1, "{path}: {text}");
    }
}

#[test]
fn the_table_allows_the_usual() {
    let allowed = [
        (
            "src/domain/code.rs",
            "use crate::domain::ids; // rusqlite\n#[cfg(test)]\nmod tests {\n use crate::store; }",
        ),
        (
            "src/store/mod.rs",
            "use crate::domain::act; use super::domain::ids; use rusqlite::Connection;",
        ),
        ("src/app/model.rs", "use crate::screens::home;"),
        (
            "src/screens/home/view.rs",
            "use super::State; use crate::{ui, app::input::line, screens::home::text};",
        ),
        ("src/screens/home/tests.rs", "use ratatui::backend::TestBackend;"),
        ("src/cli/mod.rs", "use crate::{app, store, desk};"),
        ("src/main.rs", "use motcua::desk;"),
    ];
    for (path, text) in allowed {
        assert_eq!(
            check(&Source::new(path, text)),
            Vec::<String>::new(),
            "{path}: {text}"
        );
    }
}
