//! Reads the repository's files and says which lines belong to tests. Textual on purpose: no parser, no build; never
//! judges, only prepares.

use crate::scanner::{Literal, Scanner};
use std::fs;
use std::path::Path;

/// One file of the repository, path relative to the root with `/`.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
    /// Same lines as `text`; comments and the insides of literals are blanked.
    pub(crate) code: String,
    pub(crate) literals: Vec<Literal>,
    /// By line (first line is index 0): part of a test.
    pub(crate) in_test: Vec<bool>,
    /// Whole file compiled only for tests.
    pub(crate) is_test: bool,
}

impl Source {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        let (code, literals) = if has_ending(path, &["rs"]) {
            Scanner::run(text)
        } else {
            (String::new(), Vec::new())
        };
        Self {
            in_test: test_lines(&code),
            is_test: path.starts_with("tests/")
                || path.starts_with("benches/")
                || path.ends_with("/tests.rs"),
            path: path.to_owned(),
            text: text.to_owned(),
            code,
            literals,
        }
    }

    pub(crate) fn is_rust(&self) -> bool {
        has_ending(&self.path, &["rs"])
    }

    /// `line` is counted from 1.
    pub(crate) fn tests_at(&self, line: usize) -> bool {
        self.is_test || self.in_test.get(line - 1).copied().unwrap_or(false)
    }

    /// Code lines outside tests, numbered from 1.
    pub(crate) fn live_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code
            .lines()
            .enumerate()
            .map(|(at, line)| (at + 1, line))
            .filter(|(line, _)| !self.tests_at(*line))
    }

    pub(crate) fn fault(&self, line: usize, what: impl std::fmt::Display) -> String {
        format!("{}:{line}: {what}", self.path)
    }
}

/// True if the file name ends in one of `endings` (without the dot).
pub(crate) fn has_ending(path: &str, endings: &[&str]) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|found| endings.iter().any(|ending| found == *ending))
}

/// Every text file of the repository; build products and version control are left out.
pub(crate) fn repository() -> Vec<Source> {
    let mut found = Vec::new();
    walk(Path::new(env!("CARGO_MANIFEST_DIR")), "", &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    mark_test_modules(&mut found);
    found
}

fn walk(folder: &Path, prefix: &str, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        if name == "target" || name == ".git" {
            continue;
        }
        if entry.path().is_dir() {
            walk(&entry.path(), &format!("{path}/"), found);
        } else if let Ok(text) = fs::read_to_string(entry.path()) {
            found.push(Source::new(&path, &text));
        }
    }
}

/// `#[cfg(test)] mod kit;` makes `kit.rs` and everything below `kit/` test code.
fn mark_test_modules(sources: &mut [Source]) {
    let homes: Vec<String> = sources.iter().flat_map(test_modules).collect();
    for source in sources {
        source.is_test |= homes
            .iter()
            .any(|home| source.path == format!("{home}.rs") || source.path.starts_with(&format!("{home}/")));
    }
}

fn test_modules(source: &Source) -> Vec<String> {
    let folder = match source.path.rsplit_once('/') {
        Some((folder, "mod.rs" | "lib.rs" | "main.rs")) => folder,
        _ => source.path.trim_end_matches(".rs"),
    };
    let declared = source.code.split("#[cfg(test)]").skip(1).filter_map(|rest| {
        let item = rest.split(';').next()?.trim();
        let (_, name) = item.rsplit_once("mod ")?;
        (!item.contains('{')).then(|| format!("{folder}/{}", name.trim()))
    });
    declared.collect()
}

fn test_lines(code: &str) -> Vec<bool> {
    let mut marks = vec![false; code.lines().count()];
    for start in ["#[cfg(test)]", "#[cfg(all(test", "#[test]"] {
        for (at, _) in code.match_indices(start) {
            let end = at + item_length(&code[at..]);
            let (first, last) = (line_of(code, at), line_of(code, end));
            let last = last.min(marks.len());
            marks[first - 1..last].fill(true);
        }
    }
    marks
}

/// The line of byte `at`, counted from 1.
pub(crate) fn line_of(code: &str, at: usize) -> usize {
    code[..at.min(code.len())].matches('\n').count() + 1
}

/// Bytes until the end of the item that begins `code`: its `;` or the brace that closes its first one.
pub(crate) fn item_length(code: &str) -> usize {
    let (mut braces, mut others) = (0_u32, 0_u32);
    for (at, c) in code.char_indices() {
        match c {
            '(' | '[' => others += 1,
            ')' | ']' => others = others.saturating_sub(1),
            '{' => braces += 1,
            '}' if braces <= 1 => return at + 1,
            '}' => braces -= 1,
            ';' if braces == 0 && others == 0 => return at + 1,
            _ => {}
        }
    }
    code.len()
}

#[test]
fn test_modules_are_known_inline_and_by_file() {
    let source = Source::new(
        "src/x/mod.rs",
        "fn live() {}\n#[cfg(test)]\nmod tests {\n    x();\n}\nfn more() {}\n",
    );
    assert_eq!(source.in_test, [false, true, true, true, true, false]);
    let mut both = [
        Source::new("src/x/mod.rs", "#[cfg(test)]\nmod kit;\n"),
        Source::new("src/x/kit.rs", ""),
    ];
    mark_test_modules(&mut both);
    assert!(both[1].is_test && !both[0].is_test);
}
