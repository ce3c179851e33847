//! Key files as other people's programs write them: `openssl pkcs12` and `openssl pkcs8`, with the locks of today and of
//! twenty years ago. A program that is not installed is named as skipped.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;

use common::authority::{Authority, Kind, Pair, Wanted, at, pem};
use common::tools;
use motcua::domain::signing::{KeyPlace, SignFault};
use motcua::sign::key::{Scheme, SigningKey, Wish, open};

const PASSWORD: &str = "mật khẩu 2026";

struct Files {
    openssl: PathBuf,
    folder: tempfile::TempDir,
    authority: Vec<u8>,
}

impl Files {
    /// A key, its certificate and the one above it, as PEM.
    fn new(kind: Kind) -> Option<Self> {
        let openssl = tools::program("openssl")?;
        let folder = tempfile::tempdir().unwrap();
        let authority = Authority::root("CA gốc").below("CA trung gian");
        let pair = Pair::new(kind);
        let signer = authority.issue(&pair, &Wanted::signer("Nguyễn Thị Ánh", &[1]));
        let write = |name: &str, text: String| std::fs::write(folder.path().join(name), text).unwrap();
        write("key.pem", pair.pem());
        write("signer.pem", pem("CERTIFICATE", &signer));
        write("authority.pem", pem("CERTIFICATE", &authority.certificate));
        Some(Self {
            openssl,
            folder,
            authority: authority.certificate,
        })
    }

    fn run(&self, arguments: &str) -> bool {
        let words = arguments
            .split(' ')
            .map(|word| word.replace("PASSWORD", PASSWORD));
        let output = Command::new(&self.openssl)
            .args(words)
            .current_dir(&self.folder)
            .output()
            .unwrap();
        output.status.success()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

fn open_at(path: &Path, password: &str) -> Result<Box<dyn SigningKey>, SignFault> {
    let now = at("2026-11-27T08:05:00+07:00");
    open(
        &KeyPlace::P12(path.to_path_buf()),
        &Wish::default(),
        password,
        now,
    )
}

#[test]
fn pkcs12_opens_however_openssl_locks_it() {
    let Some(files) = Files::new(Kind::Rsa(2048)) else {
        return;
    };
    for lock in [
        "",
        "-legacy",
        "-keypbe AES-128-CBC -certpbe AES-192-CBC -macalg sha1",
        "-keypbe AES-256-CBC -certpbe NONE -macalg sha512",
        "-legacy -keypbe PBE-SHA1-2DES -certpbe PBE-SHA1-RC2-128 -macalg sha384",
        "-legacy -keypbe PBE-SHA1-RC2-40 -certpbe PBE-SHA1-3DES",
        "-nomac",
        "-keypbe NONE -certpbe NONE",
        "-iter 100000",
        "-nomaciter -noiter",
    ] {
        let made = files.run(&format!(
            "pkcs12 -export -in signer.pem -inkey key.pem -certfile authority.pem -out key.p12 -passout pass:PASSWORD {lock}"
        ).trim_end().replace("  ", " "));
        assert!(made, "openssl {lock}");
        let mut key =
            open_at(&files.path("key.p12"), PASSWORD).unwrap_or_else(|why| panic!("{lock}: {why:?}"));
        assert_eq!(key.scheme(), Scheme::RsaPkcs1);
        assert_eq!(key.chain().len(), 2, "{lock}");
        assert_eq!(key.chain()[1], files.authority, "{lock}");
        assert_eq!(key.sign(b"message").unwrap().len(), 256);
        if !lock.contains("NONE -certpbe NONE") {
            let wrong = open_at(&files.path("key.p12"), "mật khẩu 2025").err().unwrap();
            assert_eq!(wrong, SignFault::WrongPassword, "{lock}");
        }
    }
}

#[test]
fn keys_of_pkcs8_open_however_openssl_locks_them() {
    let Some(files) = Files::new(Kind::P384) else {
        return;
    };
    for lock in [
        "-v2 aes-256-cbc",
        "-v2 aes-128-cbc -v2prf hmacWithSHA1",
        "-v2 aes-256-cbc -v2prf hmacWithSHA512",
        "-v2 des3",
        "-v1 PBE-SHA1-3DES -provider legacy -provider default",
        "-scrypt -scrypt_N 1024",
    ] {
        let made = files.run(&format!(
            "pkcs8 -topk8 -in key.pem -out locked.pem -passout pass:PASSWORD {lock}"
        ));
        assert!(made, "openssl {lock}");
        let locked = std::fs::read_to_string(files.path("locked.pem")).unwrap();
        let signer = std::fs::read_to_string(files.path("signer.pem")).unwrap();
        std::fs::write(files.path("both.pem"), signer + &locked).unwrap();
        let mut key =
            open_at(&files.path("both.pem"), PASSWORD).unwrap_or_else(|why| panic!("{lock}: {why:?}"));
        assert_eq!(key.scheme(), Scheme::EcdsaP384);
        key.sign(b"message").unwrap();
        let wrong = open_at(&files.path("both.pem"), "mật khẩu 2025").err().unwrap();
        assert_eq!(wrong, SignFault::WrongPassword, "{lock}");
    }
}

#[test]
fn a_lock_that_would_keep_the_machine_busy_is_not_opened() {
    let Some(files) = Files::new(Kind::P256) else {
        return;
    };
    let command = "pkcs8 -topk8 -in key.pem -out locked.pem -passout pass:PASSWORD -iter 5000001";
    assert!(files.run(command));
    let why = open_at(&files.path("locked.pem"), PASSWORD).err().unwrap();
    assert!(matches!(why, SignFault::BadKeyFile(_)), "{why:?}");
}
