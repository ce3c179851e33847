//! `motcua sign --token` as a person types it: which token, the PIN through a pipe, what it answers and how it ends.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

mod common;
#[path = "sign/papers.rs"]
#[expect(dead_code, reason = "one plain page is enough")]
mod papers;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use common::authority::{Authority, Kind, Pair, Wanted, at};
use common::token::{PIN, Tokens};
use common::tools;

const OFFICE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/office");

struct Desk {
    tokens: Tokens,
    shim: PathBuf,
}

/// A desk with a PDF and these officers' keys, each on a token of its own.
fn desk(officers: &[&str]) -> Option<Desk> {
    let tokens = Tokens::new()?;
    let shim = tokens.shim()?;
    for officer in officers {
        tokens.put(officer);
        tokens.lay_pem(officer, "01", &Path::new(OFFICE).join(format!("{officer}.pem")));
    }
    std::fs::write(tokens.folder().join("in.pdf"), papers::paper("")).unwrap();
    Some(Desk { tokens, shim })
}

impl Desk {
    fn path(&self, name: &str) -> PathBuf {
        self.tokens.folder().join(name)
    }

    fn motcua(&self, amiss: &str) -> Command {
        let mut motcua = Command::new(env!("CARGO_BIN_EXE_motcua"));
        self.tokens
            .lend(&mut motcua)
            .env("SHIM", amiss)
            .env("SHIM_MODULE", &self.tokens.module);
        motcua
            .env("SHIM_LOG", self.path("log"))
            .current_dir(self.tokens.folder());
        motcua
    }

    /// Signs `in.pdf` into `out.pdf` with this PIN in the pipe.
    fn sign(&self, pin: &str, (amiss, more): (&str, &[&str])) -> Output {
        let _ = std::fs::remove_file(self.path("log"));
        let mut motcua = self.motcua(amiss);
        motcua.args(["sign", "in.pdf", "-o", "out.pdf", "--pin-stdin", "--token"]);
        motcua.arg(&self.shim).args(more);
        motcua
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = motcua.spawn().unwrap();
        // It may end without having read it.
        let _ = writeln!(child.stdin.take().unwrap(), "{pin}");
        child.wait_with_output().unwrap()
    }

    /// Refused: one plain line, code 1, nothing written. Returns the line and how often a PIN was tried.
    fn refused(&self, pin: &str, how: (&str, &[&str])) -> (String, usize) {
        let output = self.sign(pin, how);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(output.stdout.is_empty());
        assert!(!self.path("out.pdf").exists());
        let log = std::fs::read_to_string(self.path("log")).unwrap_or_default();
        let last = said.lines().last().unwrap().to_owned();
        (last, log.matches('L').count())
    }
}

#[test]
fn a_file_is_signed_with_the_token_that_is_named_and_verifies_without_a_desk() {
    let Some(desk) = desk(&["p256", "rsa-2048"]) else {
        return;
    };
    let output = desk.sign(PIN, ("", &["--slot", "rsa-2048", "--pss", "--json"]));
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["signer"], "Nguyễn Thị Ước");
    std::fs::create_dir(desk.path("trust")).unwrap();
    std::fs::copy(Path::new(OFFICE).join("root.pem"), desk.path("trust/root.pem")).unwrap();
    let mut verify = desk.motcua("");
    let verified = verify
        .args(["verify", "out.pdf", "--trust", "trust", "--json"])
        .output()
        .unwrap();
    assert_eq!(verified.status.code(), Some(0));
    let report: serde_json::Value = serde_json::from_slice(&verified.stdout).unwrap();
    assert_eq!(report["verdict"], "valid");
    assert_eq!(report["signatures"][0]["serial"], answer["serial"]);
    assert_eq!(report["signatures"][0]["algorithm"], "RSA-2048 PSS SHA-256");
}

#[test]
fn what_keeps_a_token_from_signing_is_said_in_one_line() {
    let Some(desk) = desk(&["p256", "rsa-2048"]) else {
        return;
    };
    let one = ["--slot", "p256"];
    let (said, tried) = desk.refused("654321", ("", &one));
    assert!(said.contains("Mã PIN thiết bị chưa đúng"), "{said}");
    assert_eq!(tried, 1);
    let (said, tried) = desk.refused(PIN, ("is-locked", &one));
    assert!(said.contains("đã khóa"), "{said}");
    assert_eq!(tried, 0);
    let (said, tried) = desk.refused(PIN, ("", &[]));
    assert!(
        said.contains("Có nhiều thiết bị ký: ") && said.contains("rsa-2048"),
        "{said}"
    );
    assert_eq!(tried, 0);
    let (said, tried) = desk.refused(PIN, ("", &["--slot", "p521"]));
    assert!(said.contains("Không thấy thiết bị ký"), "{said}");
    assert_eq!(tried, 0);
    let (said, tried) = desk.refused(PIN, ("no-token", &one));
    assert!(said.contains("Không thấy thiết bị ký"), "{said}");
    assert_eq!(tried, 0);
    let (said, _) = desk.refused(PIN, ("wrong-signature", &one));
    assert!(said.contains("không trả lời đúng"), "{said}");
}

#[test]
fn a_certificate_that_has_run_out_does_not_sign() {
    let Some(desk) = desk(&[]) else { return };
    let pair = Pair::new(Kind::P256);
    let mut gone = Wanted::signer("Nguyễn Thị Ánh", &[7]);
    gone.valid.1 = at("2026-11-01T00:00:00+07:00");
    let certificate = Authority::root("CA").issue(&pair, &gone);
    desk.tokens.put("VGCA");
    desk.tokens.lay("VGCA", "07", (&pair, &certificate));
    let (said, _) = desk.refused(PIN, ("", &[]));
    assert!(
        said.contains("chỉ có hiệu lực từ 01/01/2025 đến 01/11/2026"),
        "{said}"
    );
}
