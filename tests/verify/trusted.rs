//! The trust folder: what is in it, what is broken in it, and lists of revoked certificates.

use std::fs;

use motcua::domain::signature::Verdict;
use motcua::sign::Trust;
use motcua::sign::trust::describe;

use crate::{fixture, fixtures, judged_by, words};

/// The root, and the lists of this folder.
fn with_lists(folder: &str) -> Trust {
    let mut trust = crate::trust();
    for file in fs::read_dir(fixtures().join(folder)).unwrap() {
        trust.add(&fs::read(file.unwrap().path()).unwrap()).unwrap();
    }
    trust
}

#[test]
fn lists_of_revoked_certificates_are_asked() {
    for (name, lists, verdict, findings) in [
        ("pades-rsa.pdf", "crl", Verdict::Valid, &[][..]),
        ("revoked.pdf", "crl", Verdict::Invalid, &["revoked"]),
        ("revoked-later.pdf", "crl", Verdict::Unknown, &["revoked_later"]),
        (
            "pades-rsa.pdf",
            "crl-old",
            Verdict::Valid,
            &["revocation_outdated"],
        ),
        ("revoked.pdf", "crl-old", Verdict::Valid, &["revocation_outdated"]),
        // Its signature is broken: it proves nothing, not even against somebody.
        (
            "pades-rsa.pdf",
            "crl-forged",
            Verdict::Valid,
            &["revocation_unchecked"],
        ),
        // No list of its issuer is there.
        ("pades-p256.pdf", "crl", Verdict::Valid, &["revocation_unchecked"]),
    ] {
        let report = judged_by(fixture(name), &with_lists(lists));
        assert_eq!(words(&report), findings, "{name} {lists}");
        assert_eq!(report.verdict(), Some(verdict), "{name} {lists}");
    }
}

#[test]
fn a_folder_is_read_whole_and_what_is_broken_in_it_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    put(
        "both.pem",
        &[
            fixture("trust/root.pem"),
            b"between\r\n".to_vec(),
            fixture("rogue.pem"),
        ]
        .concat(),
    );
    put("sub.cer", &fixture("sub.cer"));
    put("sub.crl", &fixture("crl/sub.crl"));
    put("broken.crt", &fixture("sub.cer")[..200]);
    put("empty.pem", b"");
    put(
        "\u{1b}[2Jkey.pem",
        b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
    );
    put("notes.txt", b"not looked at");
    let trust = Trust::from_folder(folder.path()).unwrap();
    let owners: Vec<String> = trust.certificates().into_iter().map(|one| one.owner).collect();
    assert_eq!(
        owners,
        ["CA gốc thử nghiệm", "CA gốc thử nghiệm", "CA cấp dưới thử nghiệm"]
    );
    let faults: Vec<&str> = trust.faults().iter().map(|fault| fault.file.as_str()).collect();
    assert_eq!(faults, ["key.pem", "broken.crt", "empty.pem"]);
    let again = judged_by(fixture("pades-rsa.pdf"), &trust);
    assert_eq!(again.verdict(), Some(Verdict::Valid));
    assert!(Trust::from_folder(&folder.path().join("nowhere")).is_err());
}

#[test]
fn a_certificate_is_described_for_who_decides() {
    let root = describe(&fixture("trust/root.pem")).unwrap();
    let [root] = root.as_slice() else {
        panic!("one certificate")
    };
    assert_eq!(
        (root.owner.as_str(), root.issuer.as_str(), root.is_ca),
        ("CA gốc thử nghiệm", "CA gốc thử nghiệm", true)
    );
    assert_eq!(root.sha256.len(), 64);
    assert_eq!(root.to.rfc3339(), "2036-01-01T07:00:00+07:00");
    let leaf = describe(&fixture("leaf.cer")).unwrap();
    assert!(!leaf[0].is_ca);
    let hostile = describe(&fixture("hostile.cer")).unwrap();
    assert_eq!(hostile[0].owner, "Nguyễn Văn Lừa");
    assert!(describe(&fixture("plain.pdf")).is_err());
    assert_eq!(describe(&fixture("crl/sub.crl")).unwrap(), []);
}

#[test]
fn a_signer_put_into_the_folder_is_trusted_alone() {
    let mut trust = Trust::nobody();
    trust.add(&fixture("leaf.cer")).unwrap();
    assert_eq!(
        judged_by(fixture("pades-rsa.pdf"), &trust).verdict(),
        Some(Verdict::Valid)
    );
    assert_eq!(
        words(&judged_by(fixture("pades-p256.pdf"), &trust)),
        ["not_trusted", "revocation_unchecked"]
    );
    // A CA below the root may be the anchor as well.
    let mut trust = Trust::nobody();
    trust.add(&fixture("sub.cer")).unwrap();
    assert_eq!(
        judged_by(fixture("no-sub.pdf"), &trust).verdict(),
        Some(Verdict::Valid)
    );
}

/// What lies in the folder of lists: read once, in bounded memory, never waited for, and nobody is trusted for it.
#[test]
fn only_lists_are_taken_of_the_folder_of_lists_and_a_broken_one_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    put("sub.crl", &fixture("crl/sub.crl"));
    put("ROOT.CRL", &fixture("crl/root.crl"));
    put("leaf.crl", &fixture("leaf.cer"));
    put("broken.crl", &fixture("crl/sub.crl")[..100]);
    put("root.pem", &fixture("trust/root.pem"));
    let huge = fs::File::create(folder.path().join("huge.crl")).unwrap();
    huge.set_len(65 << 20).unwrap();
    let pipe = folder.path().join("pipe.crl");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    let has_pipe = made.is_ok_and(|status| status.success());
    let mut trust = Trust::nobody();
    trust.add_lists(folder.path()).unwrap();
    assert_eq!((trust.list_count(), trust.certificates().len()), (2, 0));
    let faults: Vec<&str> = trust.faults().iter().map(|fault| fault.file.as_str()).collect();
    let named = ["broken.crl", "huge.crl", "leaf.crl", "pipe.crl"];
    assert_eq!(faults, named[..3 + usize::from(has_pipe)]);
    assert!(trust.add_lists(&folder.path().join("nowhere")).is_err());
    let mut trust = crate::trust();
    trust.add_lists(folder.path()).unwrap();
    assert_eq!(words(&judged_by(fixture("revoked.pdf"), &trust)), ["revoked"]);
}
