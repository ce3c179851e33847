//! `motcua sign` as scripts use it, and `motcua verify` on a machine that knows nothing but the root.

#![expect(
    clippy::unwrap_used,
    reason = "what a test prepares must work, or the test fails loudly"
)]

#[path = "sign/papers.rs"]
#[expect(dead_code, reason = "shared with the library's own tests")]
mod papers;
#[path = "common/tools.rs"]
#[expect(dead_code, reason = "shared with other tests")]
mod tools;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use motcua::sign::pdf::update::hexadecimal;
use serde_json::Value;
use sha2::{Digest, Sha256};

fn office(file: &str) -> PathBuf {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/office")).join(file)
}

/// Runs in a folder, without any data folder.
fn motcua(folder: &Path, words: &[&str]) -> Output {
    let mut command = Command::cargo_bin("motcua").unwrap();
    command
        .current_dir(folder)
        .env("MOTCUA_HOME", folder.join("nothing here"))
        .env_remove("MOTCUA_NOW");
    command.args(words).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("in.pdf"), papers::paper("")).unwrap();
    fs::copy(office("rsa-2048.pem"), folder.path().join("key.pem")).unwrap();
    fs::create_dir(folder.path().join("trust")).unwrap();
    fs::copy(office("root.pem"), folder.path().join("trust/root.pem")).unwrap();
    folder
}

#[test]
fn a_file_is_signed_and_verified_without_a_data_folder() {
    let folder = folder();
    let folder = folder.path();
    let done = motcua(folder, &["sign", "in.pdf", "-o", "out.pdf", "--pem", "key.pem"]);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    assert!(
        text(&done.stderr).contains("chỉ để thử"),
        "a key in plain text says what it is for"
    );
    assert_eq!(
        text(&done.stdout),
        "Đã ký, đã kiểm tra lại: out.pdf (Nguyễn Thị Ước)\n"
    );
    let words = [
        "sign",
        "out.pdf",
        "-o",
        "twice.pdf",
        "--pem",
        "key.pem",
        "--json",
        "--pss",
    ];
    let done = motcua(
        folder,
        &[&words[..], &["--profile", "sao_y", "--agency", "UBND xã Thử"]].concat(),
    );
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let answer: Value = serde_json::from_slice(&done.stdout).unwrap();
    let bytes = fs::read(folder.join("twice.pdf")).unwrap();
    let hash = hexadecimal(&Sha256::digest(&bytes)).to_lowercase();
    assert_eq!(answer["sha256"], hash);
    assert_eq!(answer["bytes"], bytes.len());
    assert_eq!(
        (&answer["field"], &answer["profile"]),
        (&"Signature2".into(), &"sao_y".into())
    );
    assert_eq!(
        (&answer["signer"], &answer["issuer"]),
        (&"Nguyễn Thị Ước".into(), &"CA THỬ NGHIỆM".into())
    );
    let judged = motcua(folder, &["verify", "twice.pdf", "--trust", "trust", "--json"]);
    assert_eq!(judged.status.code(), Some(0), "{}", text(&judged.stdout));
    let judged: Value = serde_json::from_slice(&judged.stdout).unwrap();
    assert_eq!(judged["verdict"], "valid");
    assert_eq!(judged["signatures"].as_array().unwrap().len(), 2);
    let mine = fs::read_dir(folder).unwrap().count();
    assert_eq!(mine, 5, "nothing but what was asked for");
}

#[test]
fn what_cannot_be_signed_is_refused_in_one_line() {
    let folder = folder();
    let folder = folder.path();
    fs::write(folder.join("text.pdf"), "no PDF").unwrap();
    let cases: [(&[&str], i32, &str); 10] = [
        (
            &["none.pdf", "-o", "o.pdf", "--pem", "key.pem"],
            1,
            "Không đọc được none.pdf",
        ),
        (&["text.pdf", "-o", "o.pdf", "--pem", "key.pem"], 1, "bị hỏng"),
        (&["in.pdf", "-o", "in.pdf", "--pem", "key.pem"], 1, "khác tệp gốc"),
        (&["in.pdf", "-o", "o.pdf", "--pem", "none.pem"], 1, "tệp khóa"),
        (&["in.pdf", "-o", "o.pdf", "--token", "none.so"], 1, "thư viện"),
        (
            &["in.pdf", "-o", "o.pdf", "--pem", "key.pem", "--profile", "dau_do"],
            1,
            "quet_tthc, sao_y",
        ),
        (
            &["in.pdf", "-o", "o.pdf", "--pem", "key.pem", "--profile", "sao_y"],
            1,
            "--agency",
        ),
        (
            &["in.pdf", "-o", "none/o.pdf", "--pem", "key.pem"],
            1,
            "Kiểm tra ổ đĩa",
        ),
        (&["in.pdf", "-o", "o.pdf"], 2, "--pem"),
        (
            &["in.pdf", "-o", "o.pdf", "--pem", "key.pem", "--p12", "x"],
            2,
            "--p12",
        ),
    ];
    for (words, code, said) in cases {
        let done = motcua(folder, &[&["sign"], words].concat());
        assert_eq!(
            done.status.code(),
            Some(code),
            "{words:?}: {}",
            text(&done.stderr)
        );
        let why = text(&done.stderr);
        assert!(why.contains(said), "{words:?}: {why}");
        assert!(code == 2 || why.lines().count() == 1, "{words:?}: {why}");
        assert!(done.stdout.is_empty() && !folder.join("o.pdf").exists());
    }
}
