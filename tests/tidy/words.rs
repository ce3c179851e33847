//! Where words for people may stand and how they are written.

use crate::source::{Source, has_ending};
use unicode_normalization::is_nfc;

/// Tables of Vietnamese letters are data of the typing engine, folding and collation, not words for people.
const LETTER_TABLES: [&str; 1] = ["src/domain/viet"];

/// Vietnamese words outside the files made for them.
pub(crate) fn check_literals(source: &Source) -> Vec<String> {
    let path = source.path.as_str();
    let free = !path.starts_with("src/")
        || path.ends_with("/text.rs")
        || path == "src/app/command.rs"
        || LETTER_TABLES.iter().any(|table| path.starts_with(table));
    if free {
        return Vec::new();
    }
    let wrong = source
        .literals
        .iter()
        .filter(|it| it.text.contains(is_vietnamese) && !source.tests_at(it.line));
    wrong
        .map(|it| {
            source.fault(
                it.line,
                format!("words for people belong in text.rs: {:?}", it.text),
            )
        })
        .collect()
}

fn is_vietnamese(c: char) -> bool {
    matches!(c, '\u{C0}'..='\u{24F}' | '\u{300}'..='\u{36F}' | '\u{1E00}'..='\u{1EFF}' | '₫')
        && !matches!(c, '×' | '÷')
}

/// Letters must be composed (NFC), or search, width and equality lie.
pub(crate) fn check_nfc(source: &Source) -> Vec<String> {
    if !has_ending(
        &source.path,
        &["rs", "toml", "md", "sql", "json", "csv", "txt", "snap"],
    ) {
        return Vec::new();
    }
    let lines = source.text.lines().enumerate();
    lines
        .filter(|(_, line)| !is_nfc(line))
        .map(|(at, _)| source.fault(at + 1, "not NFC"))
        .collect()
}

/// The harness keeps what a passing test prints: who skips says so past it.
pub(crate) fn check_skips(source: &Source) -> Vec<String> {
    // A bench has no harness.
    if source.path.starts_with("benches/") {
        return Vec::new();
    }
    let kept = ["print", "ln!(\"skipped"].concat();
    let lines = source.text.lines().enumerate();
    lines
        .filter(|(_, line)| line.contains(&kept))
        .map(|(at, _)| source.fault(at + 1, "nobody sees this: say it with tests/common/skipped.rs"))
        .collect()
}

/// Absolute paths of the machine somebody worked on.
pub(crate) fn check_host_paths(source: &Source) -> Vec<String> {
    let roots = [["/wo", "rk/"], ["/fa", "rm/"], ["/t", "mp/"]].map(|halves| halves.concat());
    let lines = source.text.lines().enumerate();
    lines
        .filter(|(_, line)| roots.iter().any(|root| names_root(line, root)))
        .map(|(at, _)| source.fault(at + 1, "a path of one machine"))
        .collect()
}

fn names_root(line: &str, root: &str) -> bool {
    line.match_indices(root).any(|(at, _)| {
        !line[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '}'))
    })
}

#[test]
fn vietnamese_words_are_found_where_they_do_not_belong() {
    let found = |path: &str, text: &str| check_literals(&Source::new(path, text)).len();
    assert_eq!(found("src/store/mod.rs", "const A: &str = \"Đã lưu\";"), 1);
    assert_eq!(found("src/store/mod.rs", "const A: &str = r#\"hồ sơ\"#;"), 1);
    assert_eq!(
        found("src/store/mod.rs", "// Đã lưu\nconst A: &str = \"saved ×2 ▸\";"),
        0
    );
    assert_eq!(
        found(
            "src/store/mod.rs",
            "#[cfg(test)]\nmod tests { const A: &str = \"Đã lưu\"; }"
        ),
        0
    );
    assert_eq!(
        found("src/screens/home/text.rs", "const A: &str = \"Đã lưu\";"),
        0
    );
}

#[test]
fn decomposed_letters_and_machine_paths_are_found() {
    assert_eq!(check_nfc(&Source::new("README.md", "to\u{302}i")).len(), 1);
    let text = format!("see {}rk/x\n../frame{}rk/x\n", "/wo", "/wo");
    assert_eq!(check_host_paths(&Source::new("README.md", &text)).len(), 1);
}
