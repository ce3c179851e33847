//! pyHanko as a second opinion on every file. Where the two differ, decision 0013 says why.

use std::path::PathBuf;
use std::process::Command;

use motcua::domain::signature::{SignatureReport, Verdict};
use motcua::sign::verify::verify;

use crate::{fixtures, now, tools, trust};

/// Files of which the two think differently: what we say, what pyHanko says. The reasons are in decision 0013.
const DIFFERENT: [(&str, &str, &str); 5] = [
    // BER whose pieces pyHanko's reader does not take.
    ("cms-ber.pdf", "valid", "ValueError"),
    // Filling is no act the signer permitted.
    ("filled.pdf", "unknown", "True"),
    // A curve that is not judged here.
    ("p521.pdf", "unknown", "True"),
    // A server's certificate.
    ("server.pdf", "invalid", "True"),
    // The time stamp is only reported here; there its certificate has no use for time stamps.
    ("time-stamp.pdf", "valid", "False"),
];

fn files() -> Vec<PathBuf> {
    let own = std::fs::read_dir(fixtures()).unwrap();
    let own = own.map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = own.chain(crate::corpus::files()).collect();
    files.retain(|path| path.extension() == Some("pdf".as_ref()));
    files.sort();
    files
}

fn ours(report: &SignatureReport) -> Vec<&'static str> {
    report.signatures.iter().map(|one| one.verdict.word()).collect()
}

#[test]
fn pyhanko_accepts_what_we_accept() {
    let Some(pyhanko) = tools::pyhanko() else {
        return;
    };
    let files = files();
    let asked = Command::new(pyhanko.with_file_name("python"))
        .arg(fixtures().join("ask.py"))
        .arg(fixtures().join("trust/root.pem"))
        .args(&files)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&asked.stdout).into_owned();
    assert_eq!(
        said.lines().count(),
        files.len(),
        "{}",
        String::from_utf8_lossy(&asked.stderr)
    );
    for (path, line) in files.iter().zip(said.lines()) {
        let name = path.file_name().unwrap().to_string_lossy();
        let theirs: Vec<&str> = line[name.len()..].split_whitespace().collect();
        let ours = ours(&verify(path, &trust(), now()).unwrap());
        if let Some((_, we, they)) = DIFFERENT.iter().find(|(file, ..)| *file == name) {
            assert_eq!(
                (ours.as_slice(), theirs.as_slice()),
                (&[*we][..], &[*they][..]),
                "{name}"
            );
            continue;
        }
        let accepted: Vec<bool> = ours.iter().map(|word| *word == Verdict::Valid.word()).collect();
        let accepted_there: Vec<bool> = theirs.iter().map(|word| *word == "True").collect();
        let both_refuse = !accepted.contains(&true) && !accepted_there.contains(&true);
        assert!(
            accepted == accepted_there || both_refuse,
            "{name}: {ours:?}, pyHanko {theirs:?}"
        );
    }
}
