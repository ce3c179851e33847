//! Signatures judged: those that must be accepted, those that must not, and every way of tampering with one.
//! `tests/fixtures/signed/make.py` made the files; what comes after them is written here.

#![expect(
    clippy::unwrap_used,
    reason = "what a test prepares must work, or the test fails loudly"
)]

#[path = "verify/attack.rs"]
mod attack;
#[path = "verify/bodies.rs"]
mod bodies;
#[path = "verify/changes.rs"]
mod changes;
#[path = "verify/corpus.rs"]
mod corpus;
#[path = "verify/foreign.rs"]
mod foreign;
#[path = "verify/forged.rs"]
mod forged;
#[path = "verify/fuzz.rs"]
mod fuzz;
#[path = "verify/hostile.rs"]
mod hostile;
#[path = "verify/prepared.rs"]
mod prepared;
#[path = "verify/second.rs"]
mod second;
#[path = "verify/tamper.rs"]
mod tamper;
#[expect(dead_code, reason = "each test program uses a part of it")]
#[path = "common/tools.rs"]
mod tools;
#[path = "verify/trusted.rs"]
mod trusted;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use motcua::domain::signature::{Finding, SignatureReport};
use motcua::domain::time::Moment;
use motcua::sign::Trust;
use motcua::sign::pdf::Source;
use motcua::sign::verify::{VerifyFault, verify_source};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/signed")
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(fixtures().join(name)).unwrap()
}

/// After every fixture was made.
fn now() -> Moment {
    let text = String::from_utf8(fixture("now.txt")).unwrap();
    Moment::from_rfc3339(&text).unwrap()
}

fn trust() -> Trust {
    Trust::from_folder(&fixtures().join("trust")).unwrap()
}

fn judged_by(file: Vec<u8>, trust: &Trust) -> SignatureReport {
    judge(file, trust).unwrap()
}

fn judged(file: Vec<u8>) -> SignatureReport {
    judged_by(file, &trust())
}

fn judge(file: Vec<u8>, trust: &Trust) -> Result<SignatureReport, VerifyFault> {
    verify_source(&Source::of_bytes(file), trust, now(), &mut |_| {
        ControlFlow::Continue(())
    })
}

/// The stable words of what was found, those of the file first; a change with its kind and page.
fn words(report: &SignatureReport) -> Vec<String> {
    let of_signatures = report.signatures.iter().flat_map(|signature| &signature.findings);
    report.findings.iter().chain(of_signatures).map(word).collect()
}

fn word(finding: &Finding) -> String {
    let value = serde_json::to_value(finding).unwrap();
    let what = value["what"].as_str().unwrap();
    match finding {
        Finding::Changed { change, page, .. } => {
            let page = page.map(|page| format!(" {page}")).unwrap_or_default();
            format!("{}{page}", change.word())
        }
        Finding::NotPermitted { permission } => format!("{what} {permission}"),
        Finding::WeakAlgorithm { name } | Finding::NotSupported { name } | Finding::WrongUse { name } => {
            format!("{what} {name}")
        }
        _ => what.to_owned(),
    }
}
