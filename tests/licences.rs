//! Reads the licence of every crate built into the program and holds it against deny.toml. Needs no network; looks at
//! the graph that is really built, not at Cargo.lock, which also lists crates of unused options.

#[path = "common/skipped.rs"]
mod skipped;

use std::env;
use std::process::Command;
use toml::{Table, Value};

struct Allowed {
    everywhere: Vec<String>,
    /// Crate and licence.
    exceptions: Vec<(String, String)>,
}

#[test]
fn every_licence_is_allowed_in_deny_toml() {
    let Some(tree) = built_graph() else {
        skipped::skipped("`cargo tree --offline` does not work here");
        return;
    };
    let deny: Table = include_str!("../deny.toml").parse().expect("deny.toml is TOML");
    let allowed = allowed(&deny);
    let faults: Vec<&str> = tree.lines().filter(|line| !fits(line, &allowed)).collect();
    assert!(tree.lines().count() > 100, "the graph was read");
    assert!(
        faults.is_empty(),
        "not allowed by deny.toml:\n{}",
        faults.join("\n")
    );
}

#[test]
fn an_expression_is_weighed_as_it_is_written() {
    let allowed = Allowed {
        everywhere: vec!["MIT".into(), "Apache-2.0 WITH LLVM-exception".into()],
        exceptions: vec![("jpeg".into(), "IJG".into())],
    };
    for line in [
        "a v1|MIT",
        "a v1|GPL-3.0/MIT",
        "a v1|Apache-2.0 WITH LLVM-exception",
        "jpeg v1|(GPL-3.0 OR MIT) AND IJG",
    ] {
        assert!(fits(line, &allowed), "{line}");
    }
    for line in [
        "a v1|",
        "a v1|GPL-3.0",
        "a v1|MIT AND IJG",
        "jpeg v1|GPL-3.0 AND IJG",
        "a v1|Apache-2.0",
    ] {
        assert!(!fits(line, &allowed), "{line}");
    }
}

/// One line for each crate: name, version, `|`, licence.
fn built_graph() -> Option<String> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let options = [
        "tree",
        "--locked",
        "--offline",
        "--edges=normal,build",
        "--prefix=none",
        "--format={p}|{l}",
        "--no-dedupe",
    ];
    let answer = Command::new(cargo)
        .args(options)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .ok()?;
    let lines = String::from_utf8(answer.stdout).ok()?;
    let mut lines: Vec<&str> = lines.lines().collect();
    lines.sort_unstable();
    lines.dedup();
    answer.status.success().then(|| lines.join("\n"))
}

fn allowed(deny: &Table) -> Allowed {
    let words = |value: &Value| -> Vec<String> {
        value
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect()
    };
    let exceptions = deny["licenses"]["exceptions"].as_array().into_iter().flatten();
    let pairs = exceptions.flat_map(|row| {
        let name = row["crate"].as_str().unwrap_or_default().to_owned();
        words(&row["allow"])
            .into_iter()
            .map(move |licence| (name.clone(), licence))
    });
    Allowed {
        everywhere: words(&deny["licenses"]["allow"]),
        exceptions: pairs.collect(),
    }
}

fn fits(line: &str, allowed: &Allowed) -> bool {
    let (package, licence) = line.split_once('|').unwrap_or((line, ""));
    let name = package.split(' ').next().unwrap_or_default();
    let words = licence
        .replace('(', " ( ")
        .replace(')', " ) ")
        .replace('/', " OR ");
    let words: Vec<&str> = words.split_whitespace().collect();
    either(&mut words.as_slice(), &|licence: &str| {
        allowed.everywhere.iter().any(|it| it == licence)
            || allowed
                .exceptions
                .iter()
                .any(|(of, it)| of == name && it == licence)
    })
}

fn either(words: &mut &[&str], ok: &dyn Fn(&str) -> bool) -> bool {
    let mut answer = both(words, ok);
    while let Some(rest) = words.strip_prefix(&["OR"]) {
        *words = rest;
        answer |= both(words, ok);
    }
    answer
}

fn both(words: &mut &[&str], ok: &dyn Fn(&str) -> bool) -> bool {
    let mut answer = one(words, ok);
    while let Some(rest) = words.strip_prefix(&["AND"]) {
        *words = rest;
        answer &= one(words, ok);
    }
    answer
}

fn one(words: &mut &[&str], ok: &dyn Fn(&str) -> bool) -> bool {
    match *words {
        ["(", rest @ ..] => {
            *words = rest;
            let answer = either(words, ok);
            *words = words.strip_prefix(&[")"]).unwrap_or_default();
            answer
        }
        [licence, "WITH", exception, rest @ ..] => {
            *words = rest;
            ok(&format!("{licence} WITH {exception}"))
        }
        [licence, rest @ ..] => {
            *words = rest;
            ok(licence)
        }
        [] => false,
    }
}
