//! pyHanko as a second opinion on every file. Where the two differ, decision 0013 says why.

use std::path::PathBuf;
use std::process::Command;

use motcua::domain::signature::{SignatureReport, Verdict};
use motcua::sign::verify::verify;

use crate::tamper::cases;
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

/// Ways of tampering of which the two think differently: what we say, what pyHanko says. The reasons are in decision
/// 0013.
const TAMPERED: [(&str, &str, &str); 2] = [
    // Bytes nobody signed lie in the hole.
    ("junk in the hole", "unknown", "True"),
    // Bytes nobody signed lie behind the end.
    ("bytes behind the end", "unknown", "True"),
];

/// What pyHanko says of each of these files; `None` = it is not here.
fn asked(files: &[PathBuf]) -> Option<Vec<Vec<String>>> {
    let pyhanko = tools::pyhanko()?;
    let asked = Command::new(pyhanko.with_file_name("python"))
        .arg(fixtures().join("ask.py"))
        .arg(fixtures().join("trust/root.pem"))
        .args(files)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&asked.stdout).into_owned();
    let heard = String::from_utf8_lossy(&asked.stderr);
    assert_eq!(said.lines().count(), files.len(), "{heard}");
    let words = files.iter().zip(said.lines()).map(|(path, line)| {
        let name = path.file_name().unwrap().to_string_lossy();
        line[name.len()..].split_whitespace().map(str::to_owned).collect()
    });
    Some(words.collect())
}

fn agree(name: &str, ours: &[&str], theirs: &[String], different: &[(&str, &str, &str)]) {
    if let Some((_, we, they)) = different.iter().find(|(known, ..)| *known == name) {
        assert_eq!((ours, theirs), (&[*we][..], &[(*they).to_owned()][..]), "{name}");
        return;
    }
    let accepted: Vec<bool> = ours.iter().map(|word| *word == Verdict::Valid.word()).collect();
    let accepted_there: Vec<bool> = theirs.iter().map(|word| word == "True").collect();
    let both_refuse = !accepted.contains(&true) && !accepted_there.contains(&true);
    assert!(
        accepted == accepted_there || both_refuse,
        "{name}: {ours:?}, pyHanko {theirs:?}"
    );
}

#[test]
fn pyhanko_accepts_what_we_accept() {
    let files = files();
    let Some(said) = asked(&files) else {
        return;
    };
    for (path, theirs) in files.iter().zip(said) {
        let name = path.file_name().unwrap().to_string_lossy();
        let ours = ours(&verify(path, &trust(), now()).unwrap());
        agree(&name, &ours, &theirs, &DIFFERENT);
    }
}

#[test]
fn pyhanko_refuses_every_way_of_tampering_we_refuse() {
    let folder = tempfile::tempdir().unwrap();
    let cases = cases();
    let files: Vec<PathBuf> = (0..cases.len())
        .map(|at| folder.path().join(format!("{at}.pdf")))
        .collect();
    for (case, path) in cases.iter().zip(&files) {
        std::fs::write(path, &case.file).unwrap();
    }
    let Some(said) = asked(&files) else {
        return;
    };
    for ((case, path), theirs) in cases.iter().zip(&files).zip(said) {
        let report = verify(path, &trust(), now()).unwrap();
        assert_eq!(report.verdict(), Some(case.verdict), "{}", case.name);
        // Of the file: what lies behind the end belongs to no signature.
        agree(case.name, &[case.verdict.word()], &theirs, &TAMPERED);
    }
}
