use super::*;
use crate::authority::{Authority, Kind, Pair, Wanted, at, pem};
use std::path::PathBuf;
use x509_cert::ext::pkix::{KeyUsage, KeyUsages};

const NAME: &str = "Nguyễn Thị Ánh";

struct Office {
    folder: tempfile::TempDir,
    root: Authority,
    sub: Authority,
}

fn office() -> Office {
    let root = Authority::root("CA gốc thử");
    Office {
        folder: tempfile::tempdir().unwrap(),
        sub: root.below("CA trung gian thử"),
        root,
    }
}

impl Office {
    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// A PEM file with root, signer, key and the authority between, in this odd order.
    fn pem(&self, key: &str, signer: &[u8]) -> KeyPlace {
        let text = [
            pem("CERTIFICATE", &self.root.certificate),
            pem("CERTIFICATE", signer),
            key.to_owned(),
            pem("CERTIFICATE", &self.sub.certificate),
        ];
        KeyPlace::Pem(self.file("key.pem", text.concat()))
    }
}

fn now() -> Moment {
    at("2026-11-27T08:05:00+07:00")
}

fn open_with(place: &KeyPlace, wish: &Wish, pin: &str) -> Result<Box<dyn SigningKey>, SignFault> {
    open(place, wish, pin, now())
}

fn open_plain(place: &KeyPlace) -> Result<Box<dyn SigningKey>, SignFault> {
    open_with(place, &Wish::default(), "")
}

/// Why it did not open.
fn refused(opened: Result<Box<dyn SigningKey>, SignFault>) -> SignFault {
    opened.err().unwrap()
}

/// Its signatures are its certificate's, and of these messages only.
fn assert_signs(key: &mut dyn SigningKey, scheme: Scheme) {
    assert_eq!(key.scheme(), scheme);
    let leaf = leaf::Leaf::read(&key.chain()[0]).unwrap();
    for message in [&b"first"[..], b"second", b""] {
        let signature = key.sign(message).unwrap();
        assert!(leaf.public.fits(scheme, message, &signature), "{scheme:?}");
        assert!(!leaf.public.fits(scheme, b"other", &signature));
    }
}

#[test]
fn every_kind_of_key_signs_from_pem_in_any_order() {
    let office = office();
    for (kind, pss, scheme) in [
        (Kind::Rsa(2048), false, Scheme::RsaPkcs1),
        (Kind::Rsa(2048), true, Scheme::RsaPss),
        (Kind::Rsa(3072), false, Scheme::RsaPkcs1),
        (Kind::Rsa(4096), true, Scheme::RsaPss),
        (Kind::P256, true, Scheme::EcdsaP256),
        (Kind::P384, false, Scheme::EcdsaP384),
    ] {
        let pair = Pair::new(kind);
        let signer = office.sub.issue(&pair, &Wanted::signer(NAME, &[0xab, 1]));
        let place = office.pem(&pair.pem(), &signer);
        let wish = Wish {
            pss,
            ..Wish::default()
        };
        let mut key = open_with(&place, &wish, "").unwrap();
        // The root stays at home.
        assert_eq!(key.chain(), [signer, office.sub.certificate.clone()], "{kind:?}");
        assert_eq!(key.certificate().owner, NAME);
        assert_eq!(key.certificate().issuer, "CA trung gian thử");
        assert_eq!(key.certificate().serial, "ab01");
        assert_signs(key.as_mut(), scheme);
    }
}

#[test]
fn keys_of_older_programs_are_read_too() {
    use rsa::pkcs1::EncodeRsaPrivateKey as _;
    use rsa::pkcs8::DecodePrivateKey as _;
    let office = office();
    let pair = Pair::new(Kind::Rsa(2048));
    let signer = office.sub.issue(&pair, &Wanted::signer(NAME, &[1]));
    let pkcs1 = rsa::RsaPrivateKey::from_pkcs8_der(&pair.private).unwrap();
    let pkcs1 = pem("RSA PRIVATE KEY", pkcs1.to_pkcs1_der().unwrap().as_bytes());
    let place = office.pem(&pkcs1, &signer);
    assert_signs(open_plain(&place).unwrap().as_mut(), Scheme::RsaPkcs1);

    let pair = Pair::new(Kind::P384);
    let signer = office.sub.issue(&pair, &Wanted::signer(NAME, &[1]));
    let sec1 = p384::SecretKey::from_pkcs8_der(&pair.private).unwrap();
    let place = office.pem(&pem("EC PRIVATE KEY", &sec1.to_sec1_der().unwrap()), &signer);
    assert_signs(open_plain(&place).unwrap().as_mut(), Scheme::EcdsaP384);
}

#[test]
fn a_locked_key_opens_with_its_password_only() {
    let office = office();
    let pair = Pair::new(Kind::P256);
    let signer = office.sub.issue(&pair, &Wanted::signer(NAME, &[1]));
    let info = pkcs8::PrivateKeyInfo::try_from(&pair.private[..]).unwrap();
    let lock = pkcs8::pkcs5::pbes2::Parameters::pbkdf2_sha256_aes256cbc(2048, b"8 bytes.", &[3; 16]).unwrap();
    let locked = info.encrypt_with_params(lock, "mật khẩu").unwrap();
    let place = office.pem(&pem("ENCRYPTED PRIVATE KEY", locked.as_bytes()), &signer);
    assert_signs(
        open_with(&place, &Wish::default(), "mật khẩu").unwrap().as_mut(),
        Scheme::EcdsaP256,
    );
    assert_eq!(
        refused(open_with(&place, &Wish::default(), "sai")),
        SignFault::WrongPassword
    );
    assert_eq!(refused(open_plain(&place)), SignFault::WrongPassword);
    let found = look_at_file(&place).unwrap();
    assert_eq!((found.pin, found.device.as_str()), (PinEntry::Typed, "key.pem"));
    assert_eq!(found.certificate.unwrap().owner, NAME);
}

fn p12(pair: &Pair, chain: &[&[u8]], old: bool) -> Vec<u8> {
    use p12_keystore::{
        Certificate, EncryptionAlgorithm, KeyStore, KeyStoreEntry, MacAlgorithm, PrivateKeyChain,
    };
    let chain = chain.iter().map(|der| Certificate::from_der(der).unwrap());
    let entry = PrivateKeyChain::new(&pair.private, [7], chain);
    let mut store = KeyStore::new();
    store.add_entry("khóa", KeyStoreEntry::PrivateKeyChain(entry));
    let (lock, seal) = if old {
        (
            EncryptionAlgorithm::PbeWithShaAnd3KeyTripleDesCbc,
            MacAlgorithm::HmacSha1,
        )
    } else {
        (
            EncryptionAlgorithm::PbeWithHmacSha256AndAes256,
            MacAlgorithm::HmacSha256,
        )
    };
    let writer = store
        .writer("Mật khẩu 1")
        .encryption_algorithm(lock)
        .mac_algorithm(seal);
    writer.write().unwrap()
}

#[test]
fn pkcs12_opens_as_new_and_old_programs_write_it() {
    let office = office();
    for (kind, old, scheme) in [
        (Kind::Rsa(2048), false, Scheme::RsaPkcs1),
        (Kind::Rsa(2048), true, Scheme::RsaPkcs1),
        (Kind::P256, false, Scheme::EcdsaP256),
        (Kind::P384, true, Scheme::EcdsaP384),
    ] {
        let pair = Pair::new(kind);
        let signer = office.sub.issue(&pair, &Wanted::signer(NAME, &[1]));
        let bytes = p12(
            &pair,
            &[&signer, &office.sub.certificate, &office.root.certificate],
            old,
        );
        let place = KeyPlace::P12(office.file("key.p12", bytes));
        let mut key = open_with(&place, &Wish::default(), "Mật khẩu 1").unwrap();
        assert_eq!(key.chain(), [signer, office.sub.certificate.clone()]);
        assert_signs(key.as_mut(), scheme);
        assert_eq!(
            refused(open_with(&place, &Wish::default(), "mật khẩu 1")),
            SignFault::WrongPassword
        );
        let found = look_at_file(&place).unwrap();
        assert_eq!((found.pin, found.certificate), (PinEntry::Typed, None));
    }
}

#[test]
fn a_certificate_that_must_not_sign_now_does_not() {
    let office = office();
    let pair = Pair::new(Kind::P256);
    let of = |change: &dyn Fn(&mut Wanted)| {
        let mut wanted = Wanted::signer(NAME, &[1]);
        change(&mut wanted);
        let signer = office.sub.issue(&pair, &wanted);
        refused(open_plain(&office.pem(&pair.pem(), &signer)))
    };
    let (early, late) = (at("2025-01-01T00:00:00Z"), at("2026-11-27T08:04:59+07:00"));
    assert_eq!(
        of(&|it| it.valid = (early, late)),
        SignFault::OutOfDate {
            from: early,
            to: late
        }
    );
    let (early, late) = (at("2026-11-27T08:05:01+07:00"), at("2028-01-01T00:00:00Z"));
    assert_eq!(
        of(&|it| it.valid = (early, late)),
        SignFault::OutOfDate {
            from: early,
            to: late
        }
    );
    assert_eq!(
        of(&|it| it.usage = Some(KeyUsage(KeyUsages::KeyEncipherment.into()))),
        SignFault::WrongUse
    );
    assert_eq!(of(&|it| it.authority = Some(0)), SignFault::WrongUse);
    assert_eq!(
        of(&|it| it.purposes = vec![const_oid::db::rfc5280::ID_KP_SERVER_AUTH]),
        SignFault::WrongUse
    );

    let stranger = office
        .sub
        .issue(&Pair::new(Kind::P256), &Wanted::signer(NAME, &[1]));
    assert_eq!(
        refused(open_plain(&office.pem(&pair.pem(), &stranger))),
        SignFault::NoKey
    );
    let weak = Pair::new(Kind::Rsa(1024));
    let signer = office.sub.issue(&weak, &Wanted::signer(NAME, &[1]));
    assert_eq!(
        refused(open_plain(&office.pem(&weak.pem(), &signer))),
        SignFault::KeyKind("RSA-1024".to_owned())
    );
}

#[test]
fn of_several_certificates_the_one_that_was_asked_for_signs() {
    let office = office();
    let pair = Pair::new(Kind::P256);
    let issue = |serial: u8, to| {
        let mut wanted = Wanted::signer(NAME, &[serial]);
        wanted.valid.1 = to;
        pem("CERTIFICATE", &office.sub.issue(&pair, &wanted))
    };
    let gone = at("2026-01-01T00:00:00Z");
    let good = at("2027-01-01T00:00:00Z");
    let serial = |text: &str, serial: Option<&str>| {
        let place = KeyPlace::Pem(office.file("key.pem", text));
        let serial = serial.map(str::to_owned);
        let wish = Wish { serial, pss: false };
        open_with(&place, &wish, "").map(|key| key.certificate().serial.clone())
    };
    // The old one has run out, so the new one is the only one.
    let renewed = [pair.pem(), issue(1, gone), issue(2, good)].concat();
    assert_eq!(serial(&renewed, None).unwrap(), "02");
    assert!(matches!(
        serial(&renewed, Some("01")),
        Err(SignFault::OutOfDate { .. })
    ));
    let two = [pair.pem(), issue(0x1a, good), issue(2, good)].concat();
    assert_eq!(
        serial(&two, None),
        Err(SignFault::SeveralKeys(vec![
            format!("{NAME} (1a)"),
            format!("{NAME} (02)")
        ]))
    );
    assert_eq!(serial(&two, Some("00:1A")).unwrap(), "1a");
    assert_eq!(
        serial(&two, Some("3")),
        Err(SignFault::OtherCertificate {
            owner: NAME.to_owned()
        })
    );
}

#[test]
fn nothing_a_terminal_obeys_comes_out_of_a_name() {
    let office = office();
    let pair = Pair::new(Kind::P256);
    let mut wanted = Wanted::signer("", &[1]);
    wanted.name = b"An\x1b[2J\x1b]0;x\x07 \xe2\x80\xaeTo\x00an\n".to_vec();
    let signer = office.sub.issue(&pair, &wanted);
    let key = open_plain(&office.pem(&pair.pem(), &signer)).unwrap();
    assert_eq!(key.certificate().owner, "An Toan");
}

#[test]
fn what_is_no_key_is_said_to_be_none() {
    let office = office();
    let bad = |bytes: &[u8]| {
        let path = office.file("x", bytes);
        let bad = |place| matches!(open_plain(&place), Err(SignFault::BadKeyFile(_)));
        bad(KeyPlace::P12(path.clone())) && bad(KeyPlace::Pem(path))
    };
    assert!(bad(b""));
    assert!(bad(b"%PDF-1.7"));
    assert!(bad(b"-----BEGIN PRIVATE KEY-----\nAAAA"));
    assert!(bad(
        b"-----BEGIN PRIVATE KEY-----\n%%%%\n-----END PRIVATE KEY-----\n"
    ));
    assert!(bad(&[0x30, 0x03, 2, 1, 3]));
    assert!(bad(&[0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 2, 1, 3]));
    assert!(bad(&vec![b'x'; 2_000_000]));
    let missing = office.folder.path().join("gone.p12");
    assert_eq!(refused(open_plain(&KeyPlace::P12(missing))), SignFault::NoKeyFile);
    let only = KeyPlace::Pem(office.file("c.pem", pem("CERTIFICATE", &office.root.certificate)));
    assert_eq!(refused(open_plain(&only)), SignFault::NoKey);
}

#[test]
fn a_broken_pkcs12_never_panics_and_never_opens() {
    let office = office();
    let pair = Pair::new(Kind::P256);
    let signer = office.sub.issue(&pair, &Wanted::signer(NAME, &[1]));
    let whole = p12(&pair, &[&signer, &office.sub.certificate], true);
    for at in (0..whole.len()).step_by(5) {
        let mut hurt = whole.clone();
        hurt[at] ^= 0x15;
        assert!(p12::open(&hurt, "Mật khẩu 1").is_err(), "flipped at {at}");
        assert!(p12::open(&whole[..at], "Mật khẩu 1").is_err(), "cut at {at}");
    }
}
