//! Signatures of other programs: what each file of the fixtures comes to, word by word.

use motcua::domain::signature::{TimeSource, Verdict};

use crate::{fixture, judged, judged_by, now, trust, words};

const ASKED: &str = "revocation_unchecked";
const SUB: &str = "CA nhỏ thử nghiệm";

/// File, verdict, findings.
fn table() -> Vec<(&'static str, Verdict, Vec<String>)> {
    let valid = Verdict::Valid;
    let unknown = Verdict::Unknown;
    let invalid = Verdict::Invalid;
    let wrong = |name: &str| format!("wrong_use {name}");
    let list = |all: &[&str]| all.iter().map(|word| (*word).to_owned()).collect();
    vec![
        ("pades-rsa.pdf", valid, list(&[ASKED])),
        ("pades-p256.pdf", valid, list(&[ASKED])),
        ("pades-p384.pdf", valid, list(&[ASKED])),
        ("pades-pss.pdf", valid, list(&[ASKED])),
        ("old-sha512.pdf", valid, list(&["not_pades", ASKED])),
        ("packed.pdf", valid, list(&[ASKED])),
        ("twice.pdf", valid, list(&[ASKED, "signed_again", ASKED])),
        ("time-stamp.pdf", valid, list(&["time_stamp_present", ASKED])),
        ("certified-2.pdf", valid, list(&[ASKED])),
        (
            "certified-2-filled.pdf",
            valid,
            list(&[ASKED, "filled_as_permitted"]),
        ),
        (
            "certified-2-signed.pdf",
            valid,
            list(&[ASKED, "signed_again", ASKED]),
        ),
        (
            "certified-2-new-unseen.pdf",
            valid,
            list(&[ASKED, "signed_again", ASKED]),
        ),
        ("cms-sha384.pdf", valid, list(&[ASKED])),
        ("cms-key-id.pdf", valid, list(&[ASKED])),
        ("cms-ber.pdf", valid, list(&[ASKED])),
        ("cms-unsorted.pdf", valid, list(&[ASKED])),
        ("cms-no-ess.pdf", valid, list(&["not_pades", ASKED])),
        ("cms-no-attributes.pdf", valid, list(&["not_pades", ASKED])),
        (
            "old-sha1.pdf",
            unknown,
            list(&["weak_algorithm SHA-1", "not_pades", ASKED]),
        ),
        (
            "short-key.pdf",
            unknown,
            list(&["weak_algorithm RSA-1024", ASKED]),
        ),
        ("weak-ca.pdf", unknown, list(&["weak_algorithm SHA-1", ASKED])),
        ("p521.pdf", unknown, list(&["not_supported 1.3.132.0.35", ASKED])),
        ("rogue.pdf", unknown, list(&["not_trusted"])),
        ("no-sub.pdf", unknown, list(&["not_trusted"])),
        ("filled.pdf", unknown, list(&["form_field", ASKED])),
        (
            "x509-rsa.pdf",
            unknown,
            list(&["not_supported adbe.x509.rsa_sha1"]),
        ),
        (
            "cms-two-signers.pdf",
            unknown,
            list(&["not_supported CMS with several signers"]),
        ),
        ("expired.pdf", invalid, list(&["out_of_date", ASKED])),
        (
            "wrong-use.pdf",
            invalid,
            vec![wrong("Chỉ để mã hóa"), ASKED.to_owned()],
        ),
        (
            "server.pdf",
            invalid,
            vec![wrong("may-chu.example"), ASKED.to_owned()],
        ),
        (
            "strange.pdf",
            invalid,
            vec![wrong("Điều kiện lạ"), ASKED.to_owned()],
        ),
        ("path-too-long.pdf", invalid, vec![wrong(SUB), ASKED.to_owned()]),
        (
            "no-ca.pdf",
            invalid,
            vec![wrong("Trần Thị Mẫu"), wrong(SUB), ASKED.to_owned()],
        ),
        (
            "certified-1-filled.pdf",
            invalid,
            list(&["not_permitted 1", "form_field", ASKED]),
        ),
        (
            "certified-2-new-field.pdf",
            invalid,
            list(&["not_permitted 2", ASKED, "signed_again", ASKED]),
        ),
        (
            "locked-filled.pdf",
            invalid,
            list(&["not_permitted 0", "form_field", ASKED]),
        ),
        (
            "cms-unsorted-signed-sorted.pdf",
            invalid,
            list(&["signature_wrong", ASKED]),
        ),
        ("cms-twice-digest.pdf", invalid, list(&["unreadable"])),
        (
            "cms-wrong-certificate.pdf",
            invalid,
            list(&["wrong_certificate", ASKED]),
        ),
    ]
}

#[test]
fn every_foreign_signature_comes_to_what_it_deserves() {
    for (name, verdict, findings) in table() {
        let report = judged(fixture(name));
        assert_eq!(words(&report), findings, "{name}");
        assert_eq!(report.verdict(), Some(verdict), "{name}");
    }
    let report = judged(fixture("plain.pdf"));
    assert_eq!((report.verdict(), report.signatures.len()), (None, 0));
}

#[test]
fn a_signature_says_who_signed_how_and_when() {
    for (name, signer, algorithm, source) in [
        (
            "pades-rsa.pdf",
            "Nguyễn Văn Mẫu",
            "RSA-2048 PKCS#1 SHA-256",
            TimeSource::Dictionary,
        ),
        (
            "pades-pss.pdf",
            "Nguyễn Văn Mẫu",
            "RSA-2048 PSS SHA-256",
            TimeSource::Dictionary,
        ),
        (
            "pades-p384.pdf",
            "Lê Văn Mẫu",
            "ECDSA P-384 SHA-384",
            TimeSource::Dictionary,
        ),
        (
            "old-sha512.pdf",
            "Nguyễn Văn Mẫu",
            "RSA-2048 PKCS#1 SHA-512",
            TimeSource::Attribute,
        ),
    ] {
        let report = judged(fixture(name));
        let one = &report.signatures[0];
        assert_eq!(
            (one.signer.as_str(), one.algorithm.as_str()),
            (signer, algorithm),
            "{name}"
        );
        assert_eq!(one.time_source, source, "{name}");
        assert!(one.claimed_at.is_some() && one.covers_whole_file, "{name}");
        assert_eq!(one.field, "Chữ ký 1");
        assert_eq!(one.serial.len(), 40, "{name}");
    }
    let twice = judged(fixture("twice.pdf"));
    let covers: Vec<bool> = twice.signatures.iter().map(|one| one.covers_whole_file).collect();
    assert_eq!(covers, [false, true], "in the order in which they were made");
}

#[test]
fn nobody_is_trusted_whom_the_office_did_not_put_there() {
    let report = judged_by(fixture("pades-rsa.pdf"), &motcua::sign::Trust::nobody());
    assert_eq!(words(&report), ["not_trusted"]);
    // The root of the same name with another key leads to nobody of the true one, and the true one to nobody of it.
    let mut rogue = motcua::sign::Trust::nobody();
    rogue.add(&fixture("rogue.pem")).unwrap();
    assert_eq!(
        words(&judged_by(fixture("pades-rsa.pdf"), &rogue)),
        ["not_trusted"]
    );
    assert_eq!(
        judged_by(fixture("rogue.pdf"), &rogue).verdict(),
        Some(Verdict::Valid)
    );
    rogue.add(&fixture("trust/root.pem")).unwrap();
    assert_eq!(
        judged_by(fixture("pades-rsa.pdf"), &rogue).verdict(),
        Some(Verdict::Valid)
    );
}

#[test]
fn the_clock_of_the_check_is_asked_too() {
    let early = motcua::domain::time::Moment(now().0 - 30 * 86_400_000);
    let report = motcua::sign::verify::verify(&crate::fixtures().join("pades-rsa.pdf"), &trust(), early);
    assert_eq!(
        words(&report.unwrap()),
        ["time_in_future", "revocation_unchecked"]
    );
}
