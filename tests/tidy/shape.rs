//! Size, names and habits of the code itself.

use crate::source::{Source, has_ending, item_length, line_of};

const FILE_LINES: usize = 500;
const FUNCTION_LINES: usize = 60;
const TEST_FUNCTION_LINES: usize = 100;

/// Not outside tests. clippy denies most of them too; here they are found without a build.
const CALLS: [&str; 10] = [
    ".unwrap()",
    ".expect(",
    "panic!(",
    "todo!(",
    "unimplemented!(",
    "dbg!(",
    " println!(",
    " eprintln!(",
    "#[allow(",
    "#![allow(",
];

const ENDINGS: [&str; 6] = ["Manager", "Helper", "Util", "Utils", "Data", "Info"];

pub(crate) fn check(source: &Source) -> Vec<String> {
    if !source.is_rust() {
        return Vec::new();
    }
    [
        file_length(source),
        module_doc(source),
        functions(source),
        calls(source),
        names(source),
    ]
    .concat()
}

fn file_length(source: &Source) -> Vec<String> {
    let lines = source.text.lines().count();
    let long = lines > FILE_LINES;
    long.then(|| {
        source.fault(
            lines,
            format!("{lines} lines; {FILE_LINES} is the most: split it"),
        )
    })
    .into_iter()
    .collect()
}

fn module_doc(source: &Source) -> Vec<String> {
    let opens = source
        .text
        .lines()
        .find(|line| !line.starts_with("#!"))
        .unwrap_or_default();
    let room = source.code.lines().filter(|line| !line.trim().is_empty()).count() > 1;
    // `tests.rs` beside a module speaks of that module; its name says enough.
    let missing =
        room && !source.path.ends_with("/tests.rs") && (!opens.starts_with("//! ") || opens.len() < 20);
    missing
        .then(|| source.fault(1, "begins without //! saying what it is and what it never does"))
        .into_iter()
        .collect()
}

fn functions(source: &Source) -> Vec<String> {
    let starts = source
        .code
        .match_indices("fn ")
        .filter(|(at, _)| begins_word(&source.code, *at));
    let measured = starts.filter_map(|(at, _)| {
        let name = source.code[at + 3..]
            .split(|c: char| !c.is_alphanumeric() && c != '_')
            .next()?;
        if name.is_empty() {
            return None; // a function type
        }
        let body = &source.code[at..at + item_length(&source.code[at..])];
        let lines = body.lines().filter(|line| !line.trim().is_empty()).count();
        let line = line_of(&source.code, at);
        let most = if source.tests_at(line) {
            TEST_FUNCTION_LINES
        } else {
            FUNCTION_LINES
        };
        (lines > most).then(|| {
            source.fault(
                line,
                format!("fn {name}: {lines} lines of code; {most} is the most"),
            )
        })
    });
    measured.collect()
}

fn begins_word(code: &str, at: usize) -> bool {
    !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
}

fn calls(source: &Source) -> Vec<String> {
    let found = source.live_lines().flat_map(|(line, code)| {
        CALLS
            .into_iter()
            .filter(move |call| format!(" {code}").contains(call))
            .map(move |call| (line, call))
    });
    found
        .map(|(line, call)| source.fault(line, format!("`{}` outside tests", call.trim())))
        .collect()
}

fn names(source: &Source) -> Vec<String> {
    source
        .live_lines()
        .filter_map(|(line, code)| Some(source.fault(line, bad_name(code)?)))
        .collect()
}

fn bad_name(code: &str) -> Option<String> {
    let words: Vec<&str> = code.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    let declared = words
        .windows(2)
        .find(|pair| matches!(pair[0], "struct" | "enum" | "trait" | "type" | "mod" | "fn"))?;
    let (kind, name) = (declared[0], declared[1]);
    let vague = match kind {
        "fn" => name.starts_with("get_"),
        "mod" => matches!(name, "util" | "utils" | "helper" | "helpers" | "common" | "misc"),
        _ => ENDINGS.iter().any(|ending| name.ends_with(ending)),
    };
    vague.then(|| format!("{kind} {name}: a name that says nothing"))
}

/// Tabs and Windows line ends, wherever people write by hand.
pub(crate) fn check_bytes(source: &Source) -> Vec<String> {
    let tabs_matter = has_ending(&source.path, &["rs", "toml", "md", "sql", "sh"]);
    let lines = source.text.split('\n').enumerate();
    let bad = lines.filter(|(_, line)| line.ends_with('\r') || (tabs_matter && line.contains('\t')));
    bad.map(|(at, _)| source.fault(at + 1, "tab or carriage return"))
        .collect()
}

/// What a merge that nobody finished leaves behind, in code and prose alike.
pub(crate) fn check_merged(source: &Source) -> Vec<String> {
    let marks = ["<".repeat(7) + " ", ">".repeat(7) + " "];
    let lines = source.text.lines().enumerate();
    let left = lines.filter(|(_, line)| marks.iter().any(|mark| line.starts_with(mark.as_str())));
    left.map(|(at, _)| source.fault(at + 1, "a merge is not finished"))
        .collect()
}

#[test]
fn each_shape_rule_can_fail() {
    let long_body = "    x();\n".repeat(60);
    let cases = [
        "fn a() {}\nfn b() {}\n".to_owned(),
        format!("//! A module with a long file.\n{}", "\n".repeat(500)),
        format!("//! A module with a long function.\nfn a() {{\n{long_body}}}\n"),
        "//! A module that unwraps a value.\nfn a() { b().unwrap(); }\n".to_owned(),
        "//! A module that prints to the screen.\nfn a() {\n    println!(\"x\");\n}\n".to_owned(),
        "//! A module with a vague name in it.\npub struct PaperManager;\n".to_owned(),
        "//! A module with a getter, which is not our habit.\npub fn get_name() {}\n".to_owned(),
    ];
    for text in cases {
        assert_eq!(check(&Source::new("src/x.rs", &text)).len(), 1, "{text}");
    }
    assert_eq!(check_bytes(&Source::new("README.md", "a\r\n\tb\n")).len(), 2);
}

#[test]
fn tests_may_unwrap_and_comments_do_not_count() {
    let body = "    x(); // panic!()\n    // more\n".repeat(55);
    let text = format!(
        "//! A module that is in good order.\nfn a() {{\n{body}}}\n#[cfg(test)]\nmod t {{ fn a() {{ b().unwrap() }} }}\n"
    );
    assert_eq!(check(&Source::new("src/x.rs", &text)), Vec::<String>::new());
}
