//! PDFs signed with keys on tokens: every kind of key in every way a token knows, judged by ourselves, pdfsig, pyHanko
//! and openssl; and what is left of a batch when a token goes wrong. Each scene is a child of its own, because a PKCS#11
//! library belongs to its process.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

mod common;
#[path = "sign/others.rs"]
#[expect(dead_code, reason = "some of it is for signing on top of others")]
mod others;
#[path = "sign/papers.rs"]
#[expect(dead_code, reason = "files of one page are enough")]
mod papers;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use common::child::{child, said, told};
use common::token::{PIN, Tokens};
use common::tools;
use motcua::domain::signature::Verdict;
use motcua::domain::signing::{KeyPlace, ProfileName, SignFault};
use motcua::domain::time::Moment;
use motcua::sign::Trust;
use motcua::sign::appear::profile::Profiles;
use motcua::sign::appear::{Look, Words};
use motcua::sign::job::{Request, sign};
use motcua::sign::key::{SigningKey, Wish, open};
use motcua::sign::verify::verify;

const FACE: &[u8] = include_bytes!("../assets/fonts/MotcuaSerif-Regular.ttf");
const MODULE: &str = "MOTCUA_TEST_MODULE";

/// Officers by their keys, each on a token of its own, and whether RSA signs with PSS.
const WAYS: [(&str, bool); 8] = [
    ("rsa-2048", false),
    ("rsa-2048", true),
    ("rsa-3072", false),
    ("rsa-3072", true),
    ("rsa-4096", false),
    ("rsa-4096", true),
    ("p256", false),
    ("p384", false),
];

/// Certificates and keys made by `make.sh` beside them.
fn office(file: &str) -> PathBuf {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/office")).join(file)
}

fn now() -> Moment {
    Moment::from_rfc3339("2026-11-29T20:04:05Z").unwrap()
}

/// Tokens with the keys of these officers, each on its own.
fn tokens(officers: &[&str]) -> Option<(Tokens, PathBuf)> {
    let tokens = Tokens::new()?;
    let shim = tokens.shim()?;
    for officer in officers {
        tokens.put(officer);
        tokens.lay_pem(officer, "01", &office(&format!("{officer}.pem")));
    }
    Some((tokens, shim))
}

/// Plays a scene in a child that sees these tokens.
fn play(test: &str, (tokens, shim): &(Tokens, PathBuf), (scene, amiss): (&str, &str)) {
    let mut child = child(test, tokens.folder(), scene);
    tokens.lend(&mut child);
    child
        .env(MODULE, shim)
        .env("SHIM_MODULE", &tokens.module)
        .env("SHIM", amiss);
    child.env("SHIM_LOG", tokens.folder().join("log"));
    let output = child.output().unwrap();
    assert!(output.status.success(), "{scene} {amiss}: {}", said(&output));
}

fn key(slot: &str, pss: bool) -> Result<Box<dyn SigningKey>, SignFault> {
    let place = KeyPlace::Token {
        library: std::env::var_os(MODULE).unwrap().into(),
        slot: Some(slot.to_owned()),
    };
    open(&place, &Wish { serial: None, pss }, PIN, now())
}

fn sign_with(key: &mut dyn SigningKey, source: &Path, target: &Path) -> Result<(), SignFault> {
    sign_as("quet_tthc", key, (source, target))
}

fn sign_as(
    profile: &str,
    key: &mut dyn SigningKey,
    (source, target): (&Path, &Path),
) -> Result<(), SignFault> {
    let profiles = Profiles::shipped().unwrap();
    let words = Words {
        name: "Nguyễn Thị Ước".to_owned(),
        agency: "UBND xã Thử".to_owned(),
        copy: "SAO Y".to_owned(),
        number: "12/QĐ-UBND".to_owned(),
    };
    let look = Look {
        profile: profiles.find(&ProfileName(profile.to_owned())).unwrap(),
        words: &words,
        picture: None,
        face: FACE,
        spot: None,
    };
    let request = Request {
        source,
        target,
        expected: None,
        at: now(),
        look,
    };
    sign(&request, key, &mut |_| ControlFlow::Continue(())).map(drop)
}

/// Ourselves and everybody else who is there.
fn judged(file: &Path, count: usize) {
    let trusted = tempfile::tempdir().unwrap();
    std::fs::copy(office("root.pem"), trusted.path().join("root.pem")).unwrap();
    let trust = Trust::from_folder(trusted.path()).unwrap();
    let report = verify(file, &trust, now()).unwrap();
    assert_eq!(report.signatures.len(), count);
    assert_eq!(
        report.verdict(),
        Some(Verdict::Valid),
        "{}: {report:?}",
        file.display()
    );
    others::accepted(file, count);
}

fn plain(folder: &Path) -> PathBuf {
    let path = folder.join("plain.pdf");
    std::fs::write(&path, papers::paper("")).unwrap();
    path
}

#[test]
fn keys_of_tokens_sign_one_file_in_turn_in_every_way_and_everybody_accepts_all() {
    if let Some((folder, scene)) = told() {
        let mut source = folder.join("plain.pdf");
        for (turn, (officer, pss)) in WAYS.into_iter().enumerate() {
            let target = folder.join(format!("{scene}-{turn}.pdf"));
            sign_with(key(officer, pss).unwrap().as_mut(), &source, &target).unwrap();
            source = target;
        }
        return;
    }
    let Some(stage) = tokens(&["rsa-2048", "rsa-3072", "rsa-4096", "p256", "p384"]) else {
        return;
    };
    let folder = stage.0.folder();
    plain(folder);
    let test = "keys_of_tokens_sign_one_file_in_turn_in_every_way_and_everybody_accepts_all";
    // As the token is, and as old ones are: we hash, they only pad and sign.
    for (scene, amiss) in [("new", ""), ("old", "raw")] {
        play(test, &stage, (scene, amiss));
        let last = WAYS.len() - 1;
        judged(&folder.join(format!("{scene}-{last}.pdf")), WAYS.len());
    }
}

#[test]
fn a_token_signs_every_kind_of_file_seen_or_hidden_and_everybody_accepts_it() {
    if let Some((folder, scene)) = told() {
        let mut key = key("p256", false).unwrap();
        for profile in ["quet_tthc", "an"] {
            let target = folder.join(format!("{scene}-{profile}.pdf"));
            sign_as(profile, key.as_mut(), (&folder.join(&scene), &target)).unwrap();
        }
        return;
    }
    let Some(stage) = tokens(&["p256"]) else {
        return;
    };
    let folder = stage.0.folder();
    let plain = plain(folder);
    let kinds: [(&str, &[&str]); 3] = [
        ("streams", &["--object-streams=generate"]),
        ("linearized", &["--linearize"]),
        ("both", &["--linearize", "--object-streams=generate"]),
    ];
    let test = "a_token_signs_every_kind_of_file_seen_or_hidden_and_everybody_accepts_it";
    for (kind, options) in kinds {
        if papers::by_qpdf(&plain, &folder.join(kind), options).is_none() {
            return;
        }
        play(test, &stage, (kind, ""));
        for profile in ["quet_tthc", "an"] {
            judged(&folder.join(format!("{kind}-{profile}.pdf")), 1);
        }
    }
}

#[test]
fn a_batch_needs_one_pin_and_ends_cleanly_when_the_token_is_pulled_out() {
    if let Some((folder, scene)) = told() {
        let mut key = key("rsa-2048", false).unwrap();
        let mut one = |number: u8| {
            let target = folder.join(format!("{scene}-{number}.pdf"));
            sign_with(key.as_mut(), &folder.join("plain.pdf"), &target)
        };
        let expected = if scene == "whole" {
            Ok(())
        } else {
            Err(SignFault::PulledOut)
        };
        assert_eq!(one(1), Ok(()));
        assert_eq!(one(2), expected);
        assert_eq!(one(3), expected);
        return;
    }
    let Some(stage) = tokens(&["rsa-2048"]) else {
        return;
    };
    let (folder, log) = (stage.0.folder(), stage.0.folder().join("log"));
    plain(folder);
    let test = "a_batch_needs_one_pin_and_ends_cleanly_when_the_token_is_pulled_out";
    play(test, &stage, ("whole", ""));
    assert_eq!(std::fs::read_to_string(&log).unwrap(), "ILSSSF");
    std::fs::remove_file(&log).unwrap();
    play(test, &stage, ("pulled", "gone-after-one"));
    assert_eq!(std::fs::read_to_string(&log).unwrap(), "ILSF");
    judged(&folder.join("pulled-1.pdf"), 1);
    // Nothing half made is left of the others.
    let mut left: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("pdf"))
        .collect();
    left.sort();
    assert_eq!(
        left,
        [
            "plain.pdf",
            "pulled-1.pdf",
            "whole-1.pdf",
            "whole-2.pdf",
            "whole-3.pdf"
        ]
    );
}
