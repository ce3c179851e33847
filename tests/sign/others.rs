//! What other people's programs say of a signed file.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use motcua::sign::pdf::{Document, Source, Span, Value};

use crate::{office, tools};

/// What a program says; it must end well.
fn said(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text).into_owned();
    assert!(output.status.success(), "{command:?}: {text}");
    text
}

/// Everybody who is there accepts every signature of the file, in its order `count` of them.
pub(crate) fn accepted(file: &Path, count: usize) {
    if let Some(qpdf) = tools::program("qpdf") {
        said(Command::new(qpdf).arg("--check").arg(file));
    }
    if let Some(pdfsig) = tools::program("pdfsig") {
        let text = said(Command::new(pdfsig).arg("-nocert").arg(file));
        assert_eq!(text.matches("Signature is Valid.").count(), count, "{text}");
    }
    if let Some(text) = by_nss(file, &["root.pem"]) {
        assert_eq!(text.matches("Signature is Valid.").count(), count, "{text}");
        // pdfsig 22.12 trusts the first one's certificate, and of later ones by the same signer it says that it does
        // not know; they are pyHanko's and openssl's part.
        assert!(text.contains("Certificate is Trusted."), "{text}");
    }
    by_pyhanko(file, count);
    by_openssl(file, count);
}

/// What pdfsig says that trusts these certificates of the office and no others (an NSS database made for it, flags
/// `CT,C,C`); `None` = pdfsig or certutil is not there.
pub(crate) fn by_nss(file: &Path, roots: &[&str]) -> Option<String> {
    let (pdfsig, certutil) = (tools::program("pdfsig")?, tools::program("certutil")?);
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sql:{}", folder.path().display());
    said(Command::new(&certutil).args(["-N", "--empty-password", "-d", &database]));
    for root in roots {
        said(
            Command::new(&certutil)
                .args(["-A", "-a", "-n", root, "-t", "CT,C,C", "-d", &database, "-i"])
                .arg(office(root)),
        );
    }
    Some(said(Command::new(pdfsig).args(["-nssdir", &database]).arg(file)))
}

/// pyHanko trusts every signature; those before the last were only signed again or filled in.
fn by_pyhanko(file: &Path, count: usize) {
    let Some(pyhanko) = tools::pyhanko() else {
        return;
    };
    let text = said(
        Command::new(pyhanko)
            .args([
                "sign",
                "validate",
                "--no-revocation-check",
                "--trust-replace",
                "--trust",
            ])
            .arg(office("root.pem"))
            .arg(file),
    );
    let lines: Vec<&str> = text.lines().filter(|line| line.contains(":INTACT")).collect();
    assert_eq!(lines.len(), count, "{text}");
    for line in &lines {
        assert!(line.contains(":INTACT:TRUSTED,"), "{text}");
        let later = line.ends_with(",UNTOUCHED") || line.ends_with(",ACCEPTABLE_MODIFICATIONS");
        assert!(later, "{text}");
    }
    let untouched = lines.iter().filter(|line| line.ends_with(",UNTOUCHED")).count();
    assert_eq!(untouched, 1, "{text}");
}

/// openssl accepts each signature as `CAdES` over the bytes its range names.
fn by_openssl(file: &Path, count: usize) {
    let Some(openssl) = tools::program("openssl") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let (content, cms) = (folder.path().join("content"), folder.path().join("cms"));
    let cut = cut(file);
    assert_eq!(cut.len(), count);
    for (signed, signature) in cut {
        fs::write(&content, signed).unwrap();
        fs::write(&cms, signature).unwrap();
        let text = said(
            Command::new(&openssl)
                .args([
                    "cms", "-verify", "-cades", "-binary", "-purpose", "any", "-inform", "DER",
                ])
                .args(["-out".into(), folder.path().join("out")])
                .args(["-in".into(), cms.clone(), "-content".into(), content.clone()])
                .args(["-CAfile".into(), office("root.pem")]),
        );
        assert!(text.contains("Verification successful"), "{text}");
    }
}

/// Signed bytes and CMS of each signature.
pub(crate) fn cut(file: &Path) -> Vec<(Vec<u8>, Vec<u8>)> {
    let source = Source::open(file).unwrap();
    let document = Document::open(source.clone()).unwrap();
    let fields = document.fields().unwrap();
    let signatures = fields
        .iter()
        .filter_map(|field| document.signature(field).unwrap());
    let cut = signatures.map(|signature| {
        let dict = signature.dict().unwrap();
        let range = dict.get(b"ByteRange").and_then(Value::array).unwrap();
        let numbers: Vec<u64> = range
            .iter()
            .map(|it| u64::try_from(it.int().unwrap()).unwrap())
            .collect();
        let mut bytes = Vec::new();
        for pair in numbers.chunks(2) {
            let end = pair[0] + pair[1];
            bytes.extend(source.read(Span { start: pair[0], end }).unwrap());
        }
        let contents = dict.get(b"Contents").and_then(Value::string).unwrap();
        (bytes, der(contents).to_vec())
    });
    cut.collect()
}

/// The first DER value, without the zeros behind it.
fn der(bytes: &[u8]) -> &[u8] {
    let count = usize::from(bytes[1] & 0x7F);
    assert!(bytes[1] > 0x80, "a CMS is longer than 127 bytes");
    let length = bytes[2..2 + count]
        .iter()
        .fold(0, |sum, &byte| (sum << 8) | usize::from(byte));
    &bytes[..2 + count + length]
}

/// Key, signer's certificate and the authority's in files of their own, as pyHanko wants them.
pub(crate) fn in_parts(folder: &Path) -> [PathBuf; 3] {
    let all = fs::read_to_string(office("rsa-2048.pem")).unwrap();
    let parts: Vec<&str> = all.split_inclusive("KEY-----\n").collect();
    let certificates = parts[2];
    let cut = certificates.find("-----END CERTIFICATE-----\n").unwrap() + 26;
    let texts = [
        parts[..2].concat(),
        certificates[..cut].to_owned(),
        certificates[cut..].to_owned(),
    ];
    let names = ["key.pem", "signer.pem", "authority.pem"].map(|name| folder.join(name));
    for (name, text) in names.iter().zip(texts) {
        fs::write(name, text).unwrap();
    }
    names
}

/// pyHanko signs into a field of its own; `None` = it is not there.
pub(crate) fn signed_by_pyhanko(source: &Path, target: &Path, field: &str) -> Option<()> {
    let pyhanko = tools::pyhanko()?;
    let folder = tempfile::tempdir().unwrap();
    let [key, signer, authority] = in_parts(folder.path());
    said(
        Command::new(pyhanko)
            .args([
                "sign",
                "addsig",
                "--use-pades",
                "--field",
                field,
                "pemder",
                "--no-pass",
            ])
            .args([Path::new("--key"), &key, Path::new("--cert"), &signer])
            .args([Path::new("--chain"), &authority, source, target]),
    );
    Some(())
}

/// A script run by the Python that has pyHanko in it; `None` = it is not there.
pub(crate) fn by_python(script: &str, arguments: &[&Path]) -> Option<()> {
    let python: PathBuf = tools::pyhanko()?.with_file_name("python");
    let python = tools::or_say(Some(python).filter(|it| it.is_file()), "no python beside pyHanko")?;
    let script = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sign")).join(script);
    said(Command::new(python).arg(script).args(arguments));
    Some(())
}
