//! Signatures of other programs: what each file of the fixtures comes to, word by word.

use motcua::domain::signature::{SignatureReport, TimeSource, Verdict, text};

use crate::{fixture, judged, judged_by, now, trust, words};

/// File, verdict, findings; revocation is asked of nobody here.
const TABLE: &str = "
pades-rsa: valid
pades-p256: valid
pades-p384: valid
pades-pss: valid
old-sha512: valid, not_pades
packed: valid
twice: valid, signed_again
time-stamp: valid, time_stamp_present
certified-2: valid
certified-2-filled: valid, filled_as_permitted
certified-2-signed: valid, signed_again
certified-2-new-unseen: valid, signed_again
cms-sha384: valid
cms-key-id: valid
cms-ber: valid
cms-unsorted: valid
cms-no-ess: valid, not_pades
cms-no-attributes: valid, not_pades
old-sha1: unknown, weak_algorithm SHA-1, not_pades
short-key: unknown, weak_algorithm RSA-1024
weak-ca: unknown, weak_algorithm SHA-1
p521: unknown, not_supported 1.3.132.0.35
rogue: unknown, not_trusted
no-sub: unknown, not_trusted
filled: unknown, form_field
x509-rsa: unknown, not_supported adbe.x509.rsa_sha1
cms-two-signers: unknown, not_supported CMS with several signers
expired: invalid, out_of_date
wrong-use: invalid, wrong_use Chỉ để mã hóa
server: invalid, wrong_use may-chu.example
strange: invalid, wrong_use Điều kiện lạ
path-too-long: invalid, wrong_use CA nhỏ thử nghiệm
no-ca: invalid, wrong_use Trần Thị Mẫu, wrong_use CA nhỏ thử nghiệm
certified-1-filled: invalid, not_permitted 1, form_field
certified-2-new-field: invalid, not_permitted 2, signed_again
locked-filled: invalid, not_permitted 0, form_field
cms-unsorted-signed-sorted: invalid, signature_wrong
cms-twice-digest: invalid, unreadable
cms-wrong-certificate: invalid, wrong_certificate
hostile: valid
revoked: valid
revoked-later: valid
plain: unsigned
";

#[test]
fn every_foreign_signature_comes_to_what_it_deserves() {
    let rows: Vec<&str> = TABLE.trim().lines().collect();
    for row in &rows {
        let (name, _) = row.split_once(':').unwrap();
        let report = judged(fixture(&format!("{name}.pdf")));
        let verdict = report.verdict().map_or("unsigned", Verdict::word);
        let mut said = format!("{name}: {verdict}");
        for word in words(&report)
            .iter()
            .filter(|word| *word != "revocation_unchecked")
        {
            said = format!("{said}, {word}");
        }
        assert_eq!(said, *row);
    }
    let files = std::fs::read_dir(crate::fixtures()).unwrap();
    let files = files.filter(|file| file.as_ref().unwrap().path().extension() == Some("pdf".as_ref()));
    assert_eq!(files.count(), rows.len(), "each file has its row");
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
    assert_eq!(words(&report), ["not_trusted", "revocation_unchecked"]);
    // The root of the same name with another key leads to nobody of the true one, and the true one to nobody of it.
    let mut rogue = motcua::sign::Trust::nobody();
    rogue.add(&fixture("rogue.pem")).unwrap();
    assert_eq!(
        words(&judged_by(fixture("pades-rsa.pdf"), &rogue)),
        ["not_trusted", "revocation_unchecked"]
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

/// What the report says, line by line.
fn told(report: &SignatureReport) -> Vec<String> {
    let lines = text::told(report).into_iter();
    lines
        .map(|line| format!("{}: {}", line.label, line.value))
        .collect()
}

/// Kinds of signatures nobody here can compute: their bytes may be anything.
#[test]
fn what_was_not_computed_is_not_said_to_be_whole() {
    for name in ["x509-rsa", "cms-two-signers", "p521"] {
        let mut report = judged(fixture(&format!("{name}.pdf")));
        let one = &report.signatures[0];
        assert_eq!(one.intact, Some(false), "{name}");
        let said = told(&report);
        assert!(!said.iter().any(|line| line.contains("nguyên vẹn")), "{said:?}");
        assert!(
            said.iter()
                .any(|line| line.starts_with("Nội dung: chưa kiểm tra được")),
            "{said:?}"
        );
        // A report of before this was noted says no more.
        report.signatures[0].intact = None;
        let json = serde_json::to_string(&report)
            .unwrap()
            .replace(",\"intact\":null", "");
        assert!(!json.contains("intact"), "{json}");
        let old: SignatureReport = serde_json::from_str(&json).unwrap();
        assert_eq!(old, report);
        assert!(
            !told(&old).iter().any(|line| line.contains("nguyên vẹn")),
            "{name}"
        );
    }
    for name in [
        "pades-rsa",
        "pades-pss",
        "cms-no-attributes",
        "rogue",
        "expired",
        "old-sha1",
    ] {
        let report = judged(fixture(&format!("{name}.pdf")));
        assert_eq!(report.signatures[0].intact, Some(true), "{name}");
        assert!(
            told(&report).contains(&"Nội dung: nguyên vẹn · phủ toàn bộ tệp".to_owned()),
            "{name}"
        );
    }
    let mut changed = fixture("pades-rsa.pdf");
    changed[20] ^= 1;
    assert_eq!(judged(changed).signatures[0].intact, Some(false));
}

/// What is only claimed, and what is there beside the claim.
#[test]
fn a_time_stamp_that_is_there_is_not_said_to_be_missing() {
    for (name, has_stamp) in [("time-stamp", true), ("pades-rsa", false)] {
        let said = told(&judged(fixture(&format!("{name}.pdf")))).join("\n");
        assert_eq!(
            said.contains("có dấu thời gian, chưa kiểm tra"),
            has_stamp,
            "{said}"
        );
        assert_eq!(said.contains("chưa có dấu thời gian"), !has_stamp, "{said}");
    }
}

/// Whether a certificate was called back is said in one place, and that nobody asked is never left out.
#[test]
fn what_is_known_of_revocation_stands_under_its_own_label() {
    for name in ["rogue", "no-sub", "revoked"] {
        let said = told(&judged(fixture(&format!("{name}.pdf"))));
        let line = "Thu hồi: chưa kiểm tra thu hồi: không có danh sách thu hồi dùng được của nơi cấp";
        assert!(said.contains(&line.to_owned()), "{name}: {said:?}");
    }
    let mut lists = trust();
    lists.add(&fixture("crl/sub.crl")).unwrap();
    let said = told(&judged_by(fixture("revoked-later.pdf"), &lists));
    assert!(
        said.iter().any(|line| line.starts_with("Thu hồi: chứng thư")),
        "{said:?}"
    );
}
