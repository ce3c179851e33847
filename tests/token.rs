//! Keys on tokens: found, opened and made to sign through `SoftHSM`, and through a library before it that behaves like
//! old, locked, pulled-out and lying devices. Each scene is a child of its own: a library belongs to its process.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

#[path = "token/at_the_desk.rs"]
mod at_the_desk;
mod common;

use std::path::{Path, PathBuf};

use common::authority::{Authority, Kind, Pair, Wanted, at};
use common::child::{child, said, told};
use common::token::{PIN, Tokens};
use motcua::domain::signing::{KeyPlace, PinEntry, SignFault, TriesLeft};
use motcua::domain::time::Moment;
use motcua::sign::key::{Scheme, SigningKey, Wish, find_keys, open};

const MODULE: &str = "MOTCUA_TEST_MODULE";
const NAME: &str = "Nguyễn Thị Ánh";

fn now() -> Moment {
    at("2026-11-27T08:05:00+07:00")
}

/// A stage with tokens. Scenes are played by children of the test.
struct Stage {
    test: &'static str,
    tokens: Tokens,
    shim: PathBuf,
    authority: Authority,
}

impl Stage {
    fn new(test: &'static str) -> Option<Self> {
        let tokens = Tokens::new()?;
        let shim = tokens.shim()?;
        Some(Self {
            test,
            tokens,
            shim,
            authority: Authority::root("CA gốc thử").below("CA trung gian thử"),
        })
    }

    /// Lays a key of this kind on a token.
    fn lay(&self, token: &str, id: &str, kind: Kind) {
        self.lay_as(
            token,
            id,
            (kind, &Wanted::signer(NAME, &[0xc0, id.as_bytes()[1]])),
        );
    }

    fn lay_as(&self, token: &str, id: &str, (kind, wanted): (Kind, &Wanted)) {
        let pair = Pair::new(kind);
        let certificate = self.authority.issue(&pair, wanted);
        self.tokens.lay(token, id, (&pair, &certificate));
    }

    /// Plays a scene with what is amiss, and returns what was asked of the token: I, L, S, F.
    fn play(&self, scene: &str, amiss: &str) -> String {
        let log = self.tokens.folder().join("log");
        let _ = std::fs::remove_file(&log);
        let mut child = child(self.test, self.tokens.folder(), scene);
        self.tokens.lend(&mut child);
        child
            .env(MODULE, &self.shim)
            .env("SHIM_MODULE", &self.tokens.module);
        child.env("SHIM", amiss).env("SHIM_LOG", &log);
        let output = child.output().unwrap();
        assert!(output.status.success(), "{scene} {amiss}: {}", said(&output));
        std::fs::read_to_string(log).unwrap_or_default()
    }
}

fn library() -> PathBuf {
    std::env::var_os(MODULE).unwrap().into()
}

fn place(slot: Option<&str>) -> KeyPlace {
    KeyPlace::Token {
        library: library(),
        slot: slot.map(str::to_owned),
    }
}

type Opened = Result<Box<dyn SigningKey>, SignFault>;

fn open_one(wish: &Wish, pin: &str) -> Opened {
    open(&place(None), wish, pin, now())
}

fn refused(opened: Opened) -> SignFault {
    opened.err().unwrap()
}

fn serial(serial: &str) -> Wish {
    Wish {
        serial: Some(serial.to_owned()),
        pss: false,
    }
}

#[test]
fn keys_show_before_the_pin_and_slots_without_a_token_do_not() {
    if told().is_some() {
        let found = find_keys(&[library(), "/nowhere/p11.so".into()]);
        let [(nowhere, SignFault::Library(_))] = &found.faults[..] else {
            panic!("{:?}", found.faults);
        };
        assert_eq!(nowhere, Path::new("/nowhere/p11.so"));
        let mut rows: Vec<_> = found
            .keys
            .iter()
            .map(|it| {
                (
                    it.device.as_str(),
                    it.certificate.as_ref().map(|it| it.serial.as_str()),
                )
            })
            .collect();
        rows.sort_unstable();
        // The authority's certificate is no key, and a token that shows none is still a token.
        assert_eq!(
            rows,
            [
                ("Lãnh đạo", None),
                ("Văn thư", Some("c031")),
                ("Văn thư", Some("c032"))
            ]
        );
        for key in &found.keys {
            assert_eq!((key.tries, key.pin), (TriesLeft::Many, PinEntry::Typed));
            assert_eq!(key.place, place(Some(&key.device)));
        }
        return;
    }
    let Some(stage) = Stage::new("keys_show_before_the_pin_and_slots_without_a_token_do_not") else {
        return;
    };
    stage.tokens.put("Văn thư");
    stage.tokens.put("Lãnh đạo");
    stage.lay("Văn thư", "01", Kind::P256);
    stage.lay("Văn thư", "02", Kind::P384);
    stage
        .tokens
        .lay_certificate("Văn thư", "99", &stage.authority.certificate);
    assert_eq!(stage.play("find", ""), "IF");
}

#[test]
fn every_kind_of_key_signs_in_every_way_a_token_knows() {
    if told().is_some() {
        for (number, pss, scheme) in [
            ("c031", false, Scheme::RsaPkcs1),
            ("c031", true, Scheme::RsaPss),
            ("c032", false, Scheme::RsaPkcs1),
            ("c032", true, Scheme::RsaPss),
            ("c033", false, Scheme::EcdsaP256),
            ("c034", true, Scheme::EcdsaP384),
        ] {
            let wish = Wish {
                pss,
                ..serial(number)
            };
            let mut key = open_one(&wish, PIN).unwrap();
            assert_eq!(key.scheme(), scheme);
            assert_eq!(key.certificate().owner, NAME);
            // The authority's certificate came from the token too.
            assert_eq!(key.chain().len(), 2);
            // One PIN for all of them; each was held against the certificate before it was handed out.
            for message in [&b"one"[..], b"two", b""] {
                let signature = key.sign(message).unwrap();
                assert!(matches!(
                    (scheme, signature.len()),
                    (Scheme::RsaPkcs1 | Scheme::RsaPss, 256 | 512)
                        | (Scheme::EcdsaP256 | Scheme::EcdsaP384, 60..=110)
                ));
            }
        }
        return;
    }
    let Some(stage) = Stage::new("every_kind_of_key_signs_in_every_way_a_token_knows") else {
        return;
    };
    stage.tokens.put("VGCA");
    for (id, kind) in [
        ("01", Kind::Rsa(2048)),
        ("02", Kind::Rsa(4096)),
        ("03", Kind::P256),
        ("04", Kind::P384),
    ] {
        stage.lay("VGCA", id, kind);
    }
    stage
        .tokens
        .lay_certificate("VGCA", "99", &stage.authority.certificate);
    let one = "ILSSSF";
    // As it is; without hashing mechanisms; with a list that promises them in vain; without locks.
    for amiss in ["", "raw", "lies", "no-locks"] {
        assert_eq!(stage.play("sign", amiss), one.repeat(6), "{amiss}");
    }
}

#[test]
fn a_wrong_pin_is_tried_once_and_one_that_cannot_be_is_not_tried() {
    if let Some((_, scene)) = told() {
        let (pin, expected) = match scene.as_str() {
            "wrong" => ("654321", SignFault::WrongPin(TriesLeft::Few)),
            "last" => ("654321", SignFault::WrongPin(TriesLeft::Last)),
            "locks" => ("654321", SignFault::Locked),
            "locked" => (PIN, SignFault::Locked),
            "short" => ("1", SignFault::WrongPin(TriesLeft::Many)),
            _ => ("", SignFault::WrongPin(TriesLeft::Many)),
        };
        assert_eq!(refused(open_one(&Wish::default(), pin)), expected);
        return;
    }
    let Some(stage) = Stage::new("a_wrong_pin_is_tried_once_and_one_that_cannot_be_is_not_tried") else {
        return;
    };
    stage.tokens.put("VGCA");
    stage.lay("VGCA", "01", Kind::P256);
    assert_eq!(stage.play("short", ""), "IF");
    assert_eq!(stage.play("empty", ""), "IF");
    assert_eq!(stage.play("locked", "is-locked"), "IF");
    assert_eq!(stage.play("wrong", "count-low"), "ILF");
    assert_eq!(stage.play("last", "final-try"), "ILF");
    assert_eq!(stage.play("locks", "locks"), "ILF");
}

#[test]
fn what_a_token_says_of_its_pin_is_told_before_it_is_asked_for() {
    if let Some((_, scene)) = told() {
        let found = find_keys(&[library()]).keys;
        let [key] = &found[..] else { panic!("{found:?}") };
        match scene.as_str() {
            "pad" => {
                assert_eq!(key.pin, PinEntry::OnDevice);
                let mut key = open_one(&Wish::default(), "").unwrap();
                key.sign(b"one").unwrap();
            }
            "odd" => assert_eq!(key.device, "An Toàn"),
            tries => assert_eq!(key.tries.word(), tries),
        }
        return;
    }
    let Some(stage) = Stage::new("what_a_token_says_of_its_pin_is_told_before_it_is_asked_for") else {
        return;
    };
    stage.tokens.put("VGCA");
    stage.lay("VGCA", "01", Kind::P256);
    stage.play("few", "count-low");
    stage.play("last", "final-try count-low");
    stage.play("locked", "is-locked final-try");
    assert_eq!(stage.play("pad", "pin-pad"), "IFILSF");
    // What a terminal would obey is gone from its name.
    stage.play("odd", "odd-label");
}

#[test]
fn a_token_that_is_gone_busy_or_lying_is_said_to_be() {
    if let Some((_, scene)) = told() {
        match scene.as_str() {
            "busy" => assert_eq!(refused(open_one(&Wish::default(), PIN)), SignFault::Busy),
            "none" => {
                assert_eq!(refused(open_one(&Wish::default(), PIN)), SignFault::NoDevice);
                assert!(find_keys(&[library()]).keys.is_empty());
            }
            "pulled" => {
                let mut key = open_one(&Wish::default(), PIN).unwrap();
                key.sign(b"one").unwrap();
                assert_eq!(key.sign(b"two"), Err(SignFault::PulledOut));
                assert_eq!(key.sign(b"three"), Err(SignFault::PulledOut));
            }
            _ => {
                let mut key = open_one(&Wish::default(), PIN).unwrap();
                assert!(matches!(key.sign(b"one"), Err(SignFault::Device(_))));
            }
        }
        return;
    }
    let Some(stage) = Stage::new("a_token_that_is_gone_busy_or_lying_is_said_to_be") else {
        return;
    };
    stage.tokens.put("VGCA");
    stage.lay("VGCA", "01", Kind::Rsa(2048));
    assert_eq!(stage.play("busy", "busy"), "IF");
    assert_eq!(stage.play("none", "no-token"), "IFIF");
    assert_eq!(stage.play("pulled", "gone-after-one"), "ILSF");
    assert_eq!(stage.play("lying", "wrong-signature"), "ILSF");
}

#[test]
fn a_token_put_in_later_is_seen_and_one_taken_away_is_missed() {
    if let Some((folder, _)) = told() {
        let tokens = || find_keys(&[library()]).keys.len();
        assert_eq!(tokens(), 0);
        wait(&folder, "put");
        assert_eq!(tokens(), 1);
        drop(open_one(&Wish::default(), PIN).unwrap());
        wait(&folder, "take");
        assert_eq!(tokens(), 0);
        assert_eq!(refused(open_one(&Wish::default(), PIN)), SignFault::NoDevice);
        return;
    }
    let Some(stage) = Stage::new("a_token_put_in_later_is_seen_and_one_taken_away_is_missed") else {
        return;
    };
    for pipe in ["put.asked", "put.done", "take.asked", "take.done"] {
        let made = std::process::Command::new("mkfifo")
            .arg(stage.tokens.folder().join(pipe))
            .status();
        assert!(made.unwrap().success());
    }
    std::thread::scope(|scope| {
        scope.spawn(|| {
            serve(stage.tokens.folder(), "put", || {
                stage.tokens.put("VGCA");
                stage.lay("VGCA", "01", Kind::P256);
            });
            serve(stage.tokens.folder(), "take", || stage.tokens.take("VGCA"));
        });
        stage.play("hands", "");
    });
}

/// Asks the test for something and waits until it is done: a pipe is opened when both ends are there.
fn wait(folder: &Path, what: &str) {
    std::fs::write(folder.join(format!("{what}.asked")), what).unwrap();
    std::fs::read(folder.join(format!("{what}.done"))).unwrap();
}

fn serve(folder: &Path, what: &str, act: impl FnOnce()) {
    std::fs::read(folder.join(format!("{what}.asked"))).unwrap();
    act();
    std::fs::write(folder.join(format!("{what}.done")), what).unwrap();
}

#[test]
fn of_several_tokens_and_certificates_the_one_that_was_asked_for_signs() {
    if told().is_some() {
        let by = |slot: Option<&str>, wish: &Wish| open(&place(slot), wish, PIN, now());
        let two = SignFault::SeveralKeys(vec!["Một".to_owned(), "Hai".to_owned()]);
        let SignFault::SeveralKeys(mut labels) = refused(by(None, &Wish::default())) else {
            panic!("two tokens");
        };
        labels.sort_unstable_by(|a, b| b.cmp(a));
        assert_eq!(SignFault::SeveralKeys(labels), two);
        assert_eq!(refused(by(Some("Ba"), &Wish::default())), SignFault::NoDevice);
        assert_eq!(
            refused(by(Some("Một"), &Wish::default())),
            SignFault::SeveralKeys(vec![format!("{NAME} (c031)"), format!("{NAME} (c032)")])
        );
        assert_eq!(
            by(Some("Một"), &serial("c032")).unwrap().certificate().serial,
            "c032"
        );
        assert_eq!(
            refused(by(Some("Một"), &serial("c0ffee"))),
            SignFault::OtherCertificate {
                owner: NAME.to_owned()
            }
        );
        let gone = Wanted::signer(NAME, &[1]).valid.0;
        assert_eq!(
            refused(by(Some("Hai"), &serial("07"))),
            SignFault::OutOfDate {
                from: gone,
                to: at("2026-11-27T08:04:59+07:00")
            }
        );
        assert_eq!(refused(by(Some("Hai"), &serial("08"))), SignFault::WrongUse);
        // A certificate without its key is none to sign with.
        assert!(matches!(
            refused(by(Some("Hai"), &serial("09"))),
            SignFault::OtherCertificate { .. }
        ));
        return;
    }
    let Some(stage) = Stage::new("of_several_tokens_and_certificates_the_one_that_was_asked_for_signs")
    else {
        return;
    };
    stage.tokens.put("Một");
    stage.lay("Một", "01", Kind::P256);
    stage.lay("Một", "02", Kind::Rsa(2048));
    stage.tokens.put("Hai");
    let mut gone = Wanted::signer(NAME, &[7]);
    gone.valid.1 = at("2026-11-27T08:04:59+07:00");
    stage.lay_as("Hai", "07", (Kind::P256, &gone));
    let mut other = Wanted::signer(NAME, &[8]);
    other.usage = Some(x509_cert::ext::pkix::KeyUsage(
        x509_cert::ext::pkix::KeyUsages::KeyEncipherment.into(),
    ));
    stage.lay_as("Hai", "08", (Kind::P256, &other));
    let alone = stage
        .authority
        .issue(&Pair::new(Kind::P256), &Wanted::signer(NAME, &[9]));
    stage.tokens.lay_certificate("Hai", "09", &alone);
    stage.play("choose", "");
}

#[test]
fn a_key_that_wants_the_pin_each_time_gets_it() {
    if told().is_some() {
        let mut key = open_one(&Wish::default(), PIN).unwrap();
        assert_eq!(key.scheme(), Scheme::RsaPkcs1);
        key.sign(b"one").unwrap();
        key.sign(b"two").unwrap();
        return;
    }
    let Some(stage) = Stage::new("a_key_that_wants_the_pin_each_time_gets_it") else {
        return;
    };
    stage.tokens.put("PIV");
    let pair = Pair::new(Kind::Rsa(2048));
    let certificate = stage.authority.issue(&pair, &Wanted::signer(NAME, &[1]));
    stage.tokens.lay_wary("PIV", "01", (&pair, &certificate));
    // Signed in parts, which the log does not count.
    assert_eq!(stage.play("sign", ""), "ILLLF");
}

#[test]
fn what_is_no_library_of_a_token_is_said_to_be_none() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("text.so");
    std::fs::write(&text, "no library").unwrap();
    let mut wrong = vec![folder.path().join("gone.so"), text, folder.path().to_path_buf()];
    if let Some(cc) = common::tools::program("cc") {
        let (source, other) = (folder.path().join("other.c"), folder.path().join("other.so"));
        std::fs::write(&source, "int nothing;").unwrap();
        let status = std::process::Command::new(cc)
            .args(["-shared", "-o"])
            .arg(&other)
            .arg(&source)
            .status();
        assert!(status.unwrap().success());
        wrong.push(other);
    }
    for library in wrong {
        let place = KeyPlace::Token {
            library: library.clone(),
            slot: None,
        };
        let why = refused(open(&place, &Wish::default(), PIN, now()));
        assert!(
            matches!(why, SignFault::Library(_)),
            "{}: {why:?}",
            library.display()
        );
    }
}
