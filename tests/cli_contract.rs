//! docs/cli.md is the contract of the command line: it names each command with each of its options, and no others.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

const CONTRACT: &str = include_str!("../docs/cli.md");

/// What every command knows, said once.
const COMMON: [&str; 3] = ["--home", "--help", "--version"];

fn help(path: &[String]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_motcua"))
        .args(path)
        .arg("--help")
        .output()
        .unwrap();
    assert!(output.status.success(), "{path:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The names under `Commands:`.
fn below(help: &str) -> Vec<String> {
    let section = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let names = section
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next());
    names.filter(|it| *it != "help").map(str::to_owned).collect()
}

/// `--json`, `-o`: the options a text names; `help` names them at the beginning of a line.
fn options<'a>(words: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    let bare = words.map(|word| word.trim_matches(['[', ']', '(', ')', ',', '.', '|']));
    let long = bare.filter(|word| word.starts_with("--") && !COMMON.contains(word));
    long.map(str::to_owned).collect()
}

fn options_of(help: &str) -> BTreeSet<String> {
    let section = help.lines().skip_while(|line| *line != "Options:");
    let lines = section.filter(|line| line.trim_start().starts_with('-'));
    options(lines.flat_map(|line| line.split_whitespace().take(2)))
}

/// Every command that does something: its name with that of its group, and its options.
fn known(path: &[String], found: &mut Vec<(String, BTreeSet<String>)>) {
    let help = help(path);
    let names = below(&help);
    if names.is_empty() {
        found.push((path.join(" "), options_of(&help)));
    }
    for name in names {
        known(&[path, &[name]].concat(), found);
    }
}

/// The same from the list of the contract.
fn promised() -> Vec<(String, BTreeSet<String>)> {
    let list = CONTRACT.split("```").nth(1).unwrap().replace("\n    ", " ");
    let commands = list.lines().filter(|line| !line.is_empty()).map(|line| {
        let is_name = |word: &&str| {
            word.chars()
                .all(|it| it.is_ascii_lowercase() || "-766".contains(it))
        };
        let name: Vec<&str> = line
            .split(' ')
            .take_while(|word| !word.starts_with('-') && is_name(word))
            .collect();
        (name.join(" "), options(line.split([' ', '|'])))
    });
    commands.collect()
}

#[test]
fn the_contract_names_every_command_with_its_options_and_no_other() {
    let mut known_ones = Vec::new();
    known(&[], &mut known_ones);
    assert!(known_ones.len() > 40, "{known_ones:?}");
    let mut promised = promised();
    known_ones.sort();
    promised.sort();
    for (command, options) in &known_ones {
        let said = promised.iter().find(|(name, _)| name == command);
        assert_eq!(said.map(|it| &it.1), Some(options), "{command} in docs/cli.md");
    }
    let names = |list: &[(String, BTreeSet<String>)]| list.iter().map(|it| it.0.clone()).collect::<Vec<_>>();
    assert_eq!(names(&promised), names(&known_ones));
}

/// Each command of the table of keys, as it is asked on the practice desk that the demo leaves in this folder.
fn asked(command: &str, desk: &Path, summary: &Value) -> Vec<String> {
    let code = summary["code"].as_str().unwrap();
    let in_desk = |name: &str| desk.join(name).to_str().unwrap().to_owned();
    let made = desk.with_file_name("out.pdf").to_str().unwrap().to_owned();
    let (photo, card) = (
        in_desk("scan/to_khai_1.jpg"),
        "052090001234||Đinh Văn Đạt|01021990|Nam|Thôn 2|01022021".to_owned(),
    );
    let more: Vec<String> = match command {
        "catalog import" => vec!["assets/catalog/starter.json".to_owned()],
        "dossier show" => vec![code.to_owned()],
        "kho list" => vec!["--owner".to_owned(), owner(desk)],
        "deadline" => ["--from", "2022-10-06T08:34:17", "--amount", "4h"]
            .map(str::to_owned)
            .to_vec(),
        "term" => ["--start", "2023-02-14", "--length", "10y"]
            .map(str::to_owned)
            .to_vec(),
        "identity check" => vec!["052090001234".to_owned()],
        "identity card-qr" => vec![card],
        "scan inspect" => vec![photo],
        "scan assemble" => vec![photo, "-o".to_owned(), made],
        "report tally" => ["--month", "2022-10", "--format", "json"]
            .map(str::to_owned)
            .to_vec(),
        "verify" => vec!["tests/fixtures/signed/certified-1-filled.pdf".to_owned()],
        "catalog list" | "dossier list" | "form list" | "doctor" => Vec::new(),
        other => panic!("{other} is not asked here"),
    };
    command.split(' ').map(str::to_owned).chain(more).collect()
}

/// The number of the demo's holder.
fn owner(desk: &Path) -> String {
    let (_, list) = json(desk, &["dossier", "list"].map(str::to_owned));
    list["items"][0]["holder_no"].as_str().unwrap().to_owned()
}

fn json(desk: &Path, args: &[String]) -> (String, Value) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_motcua"));
    command.args(args).arg("--home").arg(desk);
    if args[0] != "report" {
        command.arg("--json");
    }
    let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let value =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{args:?}: {error} {said}"));
    (said, value)
}

/// Every key of an object and of what it holds.
fn keys(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (key, field) in fields {
                found.insert(key.clone());
                keys(field, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
        _ => {}
    }
}

/// The words in backticks of a cell; what stands in brackets are values.
fn named(cell: &str) -> Vec<&str> {
    let outside = cell.split('(').filter_map(|part| part.rsplit(')').next());
    let words = outside.flat_map(|part| part.split('`').skip(1).step_by(2));
    words
        .map(|word| word.trim_end_matches("[]"))
        .filter(|word| *word != "null")
        .collect()
}

#[test]
fn each_answer_has_the_keys_the_contract_names() {
    let place = tempfile::tempdir().unwrap();
    let desk = place.path().join("desk");
    let played = Command::new(env!("CARGO_BIN_EXE_motcua"))
        .args(["demo", "--out", desk.to_str().unwrap()])
        .output()
        .unwrap();
    assert!(played.status.success());
    let summary: Value = serde_json::from_slice(&std::fs::read(desk.join("summary.json")).unwrap()).unwrap();

    let (_, table) = CONTRACT.split_once("## JSON").unwrap();
    let rows = table.lines().filter_map(|line| line.strip_prefix("| `"));
    let mut asked_for = 0;
    for (command, cell) in rows.filter_map(|row| row.split_once("` | ")) {
        if named(cell).is_empty() {
            continue;
        }
        let (said, answer) = json(&desk, &asked(command, &desk, &summary));
        let mut found = BTreeSet::new();
        keys(&answer, &mut found);
        for key in named(cell) {
            assert!(found.contains(key), "{command}: {key} is not in {answer}\n{said}");
        }
        asked_for += 1;
    }
    assert_eq!(asked_for, 15);
}
