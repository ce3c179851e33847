//! Every kind of key, every kind of file, and several signatures on each other.

use std::fs;
use std::process::Command;

use motcua::domain::signing::KeyPlace;
use motcua::sign::key::{Wish, open};

use crate::others::{accepted, by_nss, signed_by_pyhanko};
use crate::papers::{by_qpdf, paper};
use crate::{key, now, office, signed, tools, wanted};

const KEYS: [&str; 6] = ["rsa-2048", "rsa-2048 pss", "rsa-3072", "rsa-4096", "p256", "p384"];

#[test]
fn everybody_accepts_every_kind_of_key() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("in.pdf");
    fs::write(&source, paper("")).unwrap();
    for key in KEYS {
        let target = folder.path().join(format!("{key}.pdf"));
        signed(&source, &target, key);
        accepted(&target, 1);
    }
}

/// As issuers give them out: the locks of today, and those of twenty years ago.
#[test]
fn everybody_accepts_what_is_signed_with_a_key_in_a_pkcs12_file() {
    let Some(openssl) = tools::program("openssl") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("plain"), paper("")).unwrap();
    let mut sources = vec!["plain"];
    let streams: &[&str] = &["--object-streams=generate"];
    sources.extend(by_qpdf(&at("plain"), &at("streams"), streams).map(|()| "streams"));
    sources.extend(by_qpdf(&at("plain"), &at("linearized"), &["--linearize"]).map(|()| "linearized"));
    for officer in ["rsa-2048", "rsa-3072", "rsa-4096", "p256", "p384"] {
        for (lock, options) in [("today", &[][..]), ("old", &["-legacy"][..])] {
            let file = at(&format!("{officer} {lock}.p12"));
            let mut export = Command::new(&openssl);
            export.args(["pkcs12", "-export", "-passout", "pass:mật khẩu 1234", "-in"]);
            export
                .arg(office(&format!("{officer}.pem")))
                .arg("-out")
                .arg(&file);
            assert!(export.args(options).output().unwrap().status.success());
            for pss in [false, true] {
                if pss && !officer.starts_with("rsa") {
                    continue;
                }
                let place = KeyPlace::P12(file.clone());
                let wish = Wish { serial: None, pss };
                let mut key = open(&place, &wish, "mật khẩu 1234", now()).unwrap();
                for source in &sources {
                    let target = at(&format!("{officer} {lock} {pss} {source}.pdf"));
                    let profile = if *source == "streams" { "an" } else { "quet_tthc" };
                    wanted(profile).sign(&at(source), &target, key.as_mut()).unwrap();
                    accepted(&target, 1);
                    if officer != "rsa-2048" {
                        break;
                    }
                }
            }
        }
    }
}

/// That pdfsig trusts us is worth something: without our root it does not.
#[test]
fn pdfsig_trusts_nobody_whose_root_it_was_not_given() {
    let folder = tempfile::tempdir().unwrap();
    let (source, target) = (folder.path().join("in.pdf"), folder.path().join("out.pdf"));
    fs::write(&source, paper("")).unwrap();
    signed(&source, &target, "p256");
    if let Some(text) = by_nss(&target, &[]) {
        assert!(text.contains("Signature is Valid."), "{text}");
        assert!(!text.contains("Certificate is Trusted."), "{text}");
    }
}

#[test]
fn everybody_accepts_every_kind_of_file_and_its_bytes_stay() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("plain"), paper("")).unwrap();
    fs::write(at("rotated"), paper("/Rotate 90")).unwrap();
    fs::write(
        at("cropped"),
        paper("/MediaBox [-100 -50 700 900] /CropBox [20 30 520 730]"),
    )
    .unwrap();
    fs::write(at("scaled"), paper("/UserUnit 2")).unwrap();
    let mut without_line_end = paper("");
    without_line_end.pop();
    fs::write(at("without line end"), without_line_end).unwrap();
    let mut kinds = vec!["plain", "rotated", "cropped", "scaled", "without line end"];
    let rewritten: [(&str, &[&str]); 3] = [
        ("object streams", &["--object-streams=generate"]),
        ("linearized", &["--linearize"]),
        ("both", &["--linearize", "--object-streams=generate"]),
    ];
    for (name, options) in rewritten {
        kinds.extend(by_qpdf(&at("plain"), &at(name), options).map(|()| name));
    }
    for kind in kinds {
        for profile in ["quet_tthc", "an"] {
            let target = at(&format!("{kind} {profile}.pdf"));
            let done = wanted(profile)
                .sign(&at(kind), &target, key("rsa-2048").as_mut())
                .unwrap();
            let (before, after) = (fs::read(at(kind)).unwrap(), fs::read(&target).unwrap());
            assert!(after.starts_with(&before), "{kind}");
            assert_eq!(done.length, after.len() as u64);
            assert!(
                after.len() < before.len() + 24_000,
                "{kind}: {}",
                after.len() - before.len()
            );
            accepted(&target, 1);
        }
    }
}

#[test]
fn a_second_and_a_third_signature_leave_the_earlier_ones_as_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("0"), paper("")).unwrap();
    signed(&at("0"), &at("1"), "rsa-2048");
    assert_eq!(signed(&at("1"), &at("2"), "p256").field, "Signature2");
    let third = wanted("an")
        .sign(&at("2"), &at("3"), key("p384").as_mut())
        .unwrap();
    assert_eq!(third.field, "Signature3");
    accepted(&at("2"), 2);
    accepted(&at("3"), 3);
}

#[test]
fn ours_and_pyhankos_signatures_stand_on_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("plain"), paper("")).unwrap();
    let Some(()) = signed_by_pyhanko(&at("plain"), &at("theirs"), "1/40,40,200,100/Theirs") else {
        return;
    };
    signed(&at("theirs"), &at("theirs, ours"), "p256");
    accepted(&at("theirs, ours"), 2);
    signed(&at("plain"), &at("ours"), "rsa-2048");
    signed_by_pyhanko(&at("ours"), &at("ours, theirs"), "Theirs").unwrap();
    accepted(&at("ours, theirs"), 2);
    signed(&at("ours, theirs"), &at("ours, theirs, ours"), "rsa-4096");
    accepted(&at("ours, theirs, ours"), 3);
}
