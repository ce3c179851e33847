//! Files made to lead a reader astray: an answer in bounded time, never a panic.

use std::ops::ControlFlow;

use motcua::domain::signature::Verdict;
use motcua::sign::Trust;
use motcua::sign::pdf::Source;
use motcua::sign::verify::{VerifyFault, verify, verify_source, verify_watched};

use crate::attack::{last, updated, updated_with};
use crate::{fixture, fixtures, judge, judged, now, trust, words};

#[test]
fn what_is_no_pdf_is_said_to_be_none() {
    for bytes in [&b""[..], b"GIF89a", &[0; 3000]] {
        assert_eq!(judge(bytes.to_vec(), &Trust::nobody()), Err(VerifyFault::NotPdf));
    }
    let missing = verify(&fixtures().join("nothing.pdf"), &Trust::nobody(), now());
    assert!(matches!(missing, Err(VerifyFault::Disk(_))));
}

#[test]
fn a_damaged_file_that_may_be_signed_is_not_called_unsigned() {
    let signed = fixture("pades-rsa.pdf");
    let at = last(&signed, b"startxref");
    for broken in [
        signed[..at].to_vec(),
        signed[..signed.len() / 2].to_vec(),
        updated_with(&signed, &[], "/Root 77 0 R"),
    ] {
        let report = judged(broken);
        assert_ne!(report.verdict(), Some(Verdict::Valid), "{:?}", words(&report));
    }
    let half = judged(signed[..at].to_vec());
    assert_eq!(words(&half), ["damaged", "trailing_bytes"]);
    let plain = fixture("plain.pdf");
    let report = judged(plain[..last(&plain, b"startxref")].to_vec());
    assert_eq!(report.verdict(), None, "nothing in it looks like a signature");
}

#[test]
fn rings_end() {
    let signed = fixture("pades-rsa.pdf");
    let form = "/DA (/Helv 0 Tf 0 g) /SigFlags 3";
    for (name, objects) in [
        (
            "fields",
            vec![
                (7, format!("<< /Fields [60 0 R] {form} >>")),
                (60, "<< /T (a) /Kids [60 0 R] >>".to_owned()),
            ],
        ),
        (
            "pages",
            vec![(2, "<< /Type /Pages /Kids [2 0 R] /Count 1 >>".to_owned())],
        ),
        (
            "references",
            vec![(7, "8 0 R".to_owned()), (8, "7 0 R".to_owned())],
        ),
    ] {
        let objects: Vec<(u32, &str)> = objects
            .iter()
            .map(|(number, body)| (*number, body.as_str()))
            .collect();
        let report = judged(updated(&signed, &objects));
        assert_ne!(
            report.verdict(),
            Some(Verdict::Valid),
            "{name}: {:?}",
            words(&report)
        );
        assert!(report.verdict().is_some(), "{name}");
    }
}

#[test]
fn whoever_watches_may_stop() {
    let path = fixtures().join("pades-rsa.pdf");
    let mut hashed = 0;
    let report = verify_watched(&path, &trust(), now(), &mut |bytes| {
        hashed += bytes;
        ControlFlow::Continue(())
    });
    let signed = fixture("pades-rsa.pdf").len() as u64;
    assert!(report.is_ok() && hashed > signed / 3 && hashed < signed);
    let source = Source::open(&path).unwrap();
    let stopped = verify_source(&source, &trust(), now(), &mut |_| ControlFlow::Break(()));
    assert_eq!(stopped, Err(VerifyFault::Stopped));
}

#[test]
fn a_hostile_name_is_cleaned() {
    let report = judged(fixture("hostile.pdf"));
    let one = &report.signatures[0];
    assert_eq!(
        (one.signer.as_str(), one.field.as_str()),
        ("Nguyễn Văn Lừa", "Ký")
    );
    let json = serde_json::to_string(&report).unwrap();
    assert!(!json.contains("\\u001b") && !json.contains('\u{202e}'), "{json}");
}
