//! `motcua verify`: the signatures of a PDF, judged by a folder of trusted certificates, else by what the desk of this
//! machine trusts. Needs no data folder.

mod text;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use crate::desk::signatures::trusted;
use crate::domain::signature::{Content, Finding, Signature, SignatureReport, Verdict};
use crate::domain::time::Moment;
use crate::sign::Trust;
use crate::sign::verify::verify;
use crate::store::Reader;

use super::outcome::Outcome;

/// Options of `verify`.
#[derive(Debug, Clone, Args)]
pub struct VerifyArgs {
    /// The PDF
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Folder of trusted CA certificates (.pem .cer .crt .der) and lists of revoked ones (.crl); without it the trust store of the desk, where there is one
    #[arg(long, value_name = "DIR")]
    trust: Option<PathBuf>,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

/// Whose certificates count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TrustFrom {
    Folder,
    Desk,
    Nowhere,
}

/// Judges by the clock `now`; `desk` = the folder of this machine's desk, where there is one.
pub fn run((args, desk): (&VerifyArgs, Option<&Path>), now: Moment, out: &mut dyn Write) -> Outcome {
    let (trust, from) = match &args.trust {
        None => of_desk(desk, now),
        Some(folder) => match Trust::from_folder(folder) {
            Ok(trust) => (trust, TrustFrom::Folder),
            Err(_) => return Outcome::Refused(text::no_folder(folder)),
        },
    };
    let report = match verify(&args.file, &trust, now) {
        Ok(report) => report,
        Err(fault) => return Outcome::Refused(text::fault(&fault, &args.file)),
    };
    let written = if args.json {
        writeln!(out, "{}", answer(args, (&trust, from), &report))
    } else {
        print(args, (&trust, from), &report, out)
    };
    let is_sound = report.verdict() == Some(Verdict::Valid) && trust.faults().is_empty();
    Outcome::printed(
        written,
        if is_sound {
            Outcome::Done
        } else {
            Outcome::Attention
        },
    )
}

/// What the desk trusts; nobody where there is none, or where it cannot be read.
fn of_desk(desk: Option<&Path>, now: Moment) -> (Trust, TrustFrom) {
    let reader = desk.and_then(|home| Some((home, Reader::open(home).ok()?)));
    let Some((home, reader)) = reader else {
        return (Trust::nobody(), TrustFrom::Nowhere);
    };
    let (trust, _) = trusted(home, &|query| reader.answer(query, now));
    (trust, TrustFrom::Desk)
}

fn answer(args: &VerifyArgs, (trust, from): (&Trust, TrustFrom), report: &SignatureReport) -> Value {
    let faults = trust
        .faults()
        .iter()
        .map(|fault| json!({ "file": fault.file, "why": fault.why }));
    json!({
        "file": args.file.to_string_lossy(),
        "signatures": report.signatures.iter().map(signature).collect::<Vec<_>>(),
        "findings": findings(&report.findings),
        "verdict": report.verdict(),
        "trust": match from {
            TrustFrom::Folder => "folder",
            TrustFrom::Desk => "desk",
            TrustFrom::Nowhere => "nobody",
        },
        "trust_faults": faults.collect::<Vec<_>>(),
    })
}

fn signature(one: &Signature) -> Value {
    json!({
        "field": one.field,
        "signer": one.signer,
        "issuer": one.issuer,
        "serial": one.serial,
        "algorithm": one.algorithm,
        "claimed_time": one.claimed_at.map(Moment::rfc3339),
        "time_source": one.time_source,
        "covers_whole_file": one.covers_whole_file,
        "intact": one.content() == Content::Intact,
        "verdict": one.verdict,
        "findings": findings(&one.findings),
    })
}

/// Each finding with its own keys, its weight and its words.
fn findings(all: &[Finding]) -> Vec<Value> {
    let one = |finding: &Finding| {
        let mut value = serde_json::to_value(finding).unwrap_or_default();
        if let Value::Object(keys) = &mut value {
            for key in ["at", "from", "to"] {
                if let Some(at) = keys.get_mut(key)
                    && let Some(ms) = at.as_i64()
                {
                    *at = Moment(ms).rfc3339().into();
                }
            }
            if let Some(what) = keys.remove("what") {
                keys.insert("code".to_owned(), what);
            }
            keys.insert("verdict".to_owned(), json!(finding.weight()));
            keys.insert("text".to_owned(), text::finding(finding).into());
        }
        value
    };
    all.iter().map(one).collect()
}

fn print(
    args: &VerifyArgs,
    (trust, from): (&Trust, TrustFrom),
    report: &SignatureReport,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "{}", text::file(&args.file, report.verdict()))?;
    for finding in &report.findings {
        writeln!(out, "{}", text::item(finding))?;
    }
    for (signature, number) in report.signatures.iter().zip(1..) {
        for line in text::signature(number, signature) {
            writeln!(out, "{line}")?;
        }
        for finding in &signature.findings {
            writeln!(out, "{}", text::item(finding))?;
        }
    }
    if from != TrustFrom::Folder && report.verdict().is_some() {
        writeln!(out, "{}", text::trusted(from, trust.certificates().len()))?;
    }
    for fault in trust.faults() {
        writeln!(out, "{}", text::trust_fault(&fault.file))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::act::{Act, Request, StoredFile};
    use crate::domain::component::SignatureMark;
    use crate::domain::signature::trust::{NewTrust, TrustChange};
    use crate::domain::signing::Certificate;
    use crate::fixture;
    use clap::Parser;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        args: VerifyArgs,
    }

    fn run_on(words: &[&str]) -> (Outcome, String) {
        run_at(None, words)
    }

    fn run_at(desk: Option<&Path>, words: &[&str]) -> (Outcome, String) {
        let fixtures = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/signed");
        let words = words.iter().map(|word| match word.strip_prefix('@') {
            Some(file) => fixtures.join(file).into_os_string(),
            None => word.into(),
        });
        let line = Line::try_parse_from(std::iter::once("verify".into()).chain(words)).unwrap();
        let now = std::fs::read_to_string(fixtures.join("now.txt")).unwrap();
        let now = Moment::from_rfc3339(&now).unwrap();
        let mut out = Vec::new();
        (
            run((&line.args, desk), now, &mut out),
            String::from_utf8(out).unwrap(),
        )
    }

    #[test]
    fn the_verdict_decides_how_the_command_ends() {
        for (words, outcome, first) in [
            (
                &["@pades-rsa.pdf", "--trust", "@trust"][..],
                Outcome::Done,
                "HỢP LỆ",
            ),
            (&["@pades-rsa.pdf"], Outcome::Attention, "KHÔNG XÁC ĐỊNH"),
            (
                &["@expired.pdf", "--trust", "@trust"],
                Outcome::Attention,
                "KHÔNG HỢP LỆ",
            ),
            (
                &["@plain.pdf", "--trust", "@trust"],
                Outcome::Attention,
                "không có chữ ký số",
            ),
        ] {
            let (ended, said) = run_on(words);
            assert_eq!(ended, outcome, "{words:?}: {said}");
            assert!(said.lines().next().unwrap().contains(first), "{said}");
        }
        for words in [
            &["@leaf.cer"][..],
            &["@nothing.pdf"],
            &["@plain.pdf", "--trust", "@nowhere"],
        ] {
            let (ended, said) = run_on(words);
            assert!(matches!(ended, Outcome::Refused(_)), "{words:?}");
            assert_eq!(said, "");
        }
    }

    /// A desk that trusts the root of the fixtures, as its administrator put it there.
    #[test]
    fn without_a_folder_the_desk_of_this_machine_says_whom_it_trusts() {
        let home = tempfile::tempdir().unwrap();
        let now = fixture::at("2022-10-06T08:34:17+07:00");
        let mut store = fixture::founded(home.path(), now);
        let (_, said) = run_at(Some(home.path()), &["@pades-rsa.pdf"]);
        assert!(
            said.contains("KHÔNG XÁC ĐỊNH") && said.contains("kho tin cậy của quầy (0 chứng thư)"),
            "{said}"
        );
        let pem = include_bytes!("../../tests/fixtures/signed/trust/root.pem");
        let der = crate::sign::cms::pem::blocks(pem)
            .unwrap()
            .unwrap()
            .remove(0)
            .bytes;
        let stored = crate::store::blobs::Blobs::of(home.path()).put(&der).unwrap();
        let certificate = Certificate {
            owner: "CA".into(),
            issuer: "CA".into(),
            serial: "01".into(),
            from: now,
            to: now,
        };
        let file = StoredFile {
            sha256: stored.sha256,
            size: stored.size,
            mime: "application/pkix-cert".into(),
            name: "ca.cer".into(),
            pages: None,
            signature: SignatureMark::None,
        };
        let added = TrustChange::Add(vec![NewTrust { file, certificate }]);
        let request = Request {
            actor: store.officers().unwrap()[0].id,
            approval: None,
            act: Act::SetTrust(Box::new(added)),
        };
        store.transact(&request, now).unwrap();
        let (ended, said) = run_at(Some(home.path()), &["@pades-rsa.pdf"]);
        assert_eq!(ended, Outcome::Done, "{said}");
        let (_, said) = run_at(Some(home.path()), &["@pades-rsa.pdf", "--json"]);
        let answer: Value = serde_json::from_str(&said).unwrap();
        assert_eq!(
            (&answer["trust"], &answer["verdict"]),
            (&json!("desk"), &json!("valid"))
        );
        // A folder that is named counts alone.
        let (ended, _) = run_at(Some(home.path()), &["@pades-rsa.pdf", "--trust", "@crl"]);
        assert_eq!(ended, Outcome::Attention);
    }

    #[test]
    fn the_answer_has_the_keys_of_the_contract() {
        let (_, said) = run_on(&["@filled.pdf", "--trust", "@trust", "--json"]);
        let answer: Value = serde_json::from_str(&said).unwrap();
        assert_eq!(answer["verdict"], "unknown");
        let one = &answer["signatures"][0];
        for (key, expected) in [
            ("field", json!("Chữ ký 1")),
            ("signer", json!("Nguyễn Văn Mẫu")),
            ("issuer", json!("CA cấp dưới thử nghiệm")),
            ("algorithm", json!("RSA-2048 PKCS#1 SHA-256")),
            ("time_source", json!("m")),
            ("covers_whole_file", json!(false)),
            ("verdict", json!("unknown")),
        ] {
            assert_eq!(one[key], expected, "{key}");
        }
        assert!(one["claimed_time"].as_str().unwrap().ends_with("+07:00"));
        assert_eq!(one["findings"][0]["code"], "changed");
        let (_, said) = run_on(&["@expired.pdf", "--trust", "@trust", "--json"]);
        let answer: Value = serde_json::from_str(&said).unwrap();
        assert_eq!(
            answer["signatures"][0]["findings"][0]["to"],
            "2024-01-01T07:00:00+07:00"
        );
    }

    #[test]
    fn what_was_not_computed_is_not_printed_as_covered() {
        let (_, said) = run_on(&["@x509-rsa.pdf", "--trust", "@trust"]);
        assert!(
            said.contains("Nội dung    chưa kiểm tra được") || said.contains("chưa kiểm tra được kiểu"),
            "{said}"
        );
        assert!(!said.contains("phủ") && !said.contains("toàn bộ tệp"), "{said}");
        let (_, said) = run_on(&["@pades-rsa.pdf", "--trust", "@trust"]);
        assert!(
            said.contains("Nội dung    nguyên vẹn · phủ toàn bộ tệp"),
            "{said}"
        );
        for (file, intact) in [("@x509-rsa.pdf", false), ("@pades-rsa.pdf", true)] {
            let (_, said) = run_on(&[file, "--trust", "@trust", "--json"]);
            let answer: Value = serde_json::from_str(&said).unwrap();
            assert_eq!(answer["signatures"][0]["intact"], intact, "{file}");
        }
    }

    #[test]
    fn nothing_a_certificate_or_a_file_says_reaches_the_terminal_as_a_command() {
        for json in [&[][..], &["--json"]] {
            let (_, said) = run_on(&[&["@hostile.pdf", "--trust", "@trust"], json].concat());
            assert!(said.contains("Nguyễn Văn Lừa"), "{said}");
            let is_plain = |letter: char| letter == '\n' || !(letter.is_control() || letter == '\u{202e}');
            assert!(said.chars().all(is_plain), "{said:?}");
        }
    }
}
