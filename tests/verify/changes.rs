//! What may come after a signature, what may not, and tricks that hide the one behind the other.

use motcua::domain::signature::Verdict;

use crate::attack::{replaced, stream, updated, updated_with};
use crate::{fixture, judged, words};

pub(crate) const CATALOG: &str = "/Type /Catalog /Pages 2 0 R /AcroForm 7 0 R \
     /Extensions << /ESIC << /Type /DeveloperExtensions /BaseVersion /1.7 /ExtensionLevel 1 >> >>";
pub(crate) const PAGE: &str = "/Type /Page /Parent 2 0 R /Contents 4 0 R \
     /Resources << /XObject << /Im0 5 0 R >> /Font << /F1 6 0 R >> >>";
pub(crate) const FORM: &str = "/DA (/Helv 0 Tf 0 g) /DR << /Font << /Helv 6 0 R >> >> /SigFlags 3";
const SIGNED_FIELD: &str = "/FT /Sig /T <FEFF004300681EEF0020006B00FD00200031> /Type /Annot /Subtype /Widget /F 132 \
     /P 3 0 R /V 15 0 R";

struct Case {
    name: &'static str,
    file: Vec<u8>,
    verdict: Verdict,
    found: &'static [&'static str],
}

fn allowed(signed: &[u8]) -> Vec<Case> {
    let metadata = stream("/Type /Metadata /Subtype /XML", "<x/>");
    let field = "<< /FT /Sig /T (Sau) /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /F 132 /P 3 0 R >>";
    let form = format!("<< /Fields [8 0 R 11 0 R 60 0 R] {FORM} >>");
    let page = format!("<< {PAGE} /Annots [8 0 R 11 0 R 60 0 R] >>");
    let valid = |name, file| Case {
        name,
        file,
        verdict: Verdict::Valid,
        found: &[],
    };
    vec![
        valid(
            "proofs for later checks",
            updated(
                signed,
                &[
                    (1, &format!("<< {CATALOG} /DSS 61 0 R >>")),
                    (61, "<< /Type /DSS /Certs [62 0 R] >>"),
                    (62, &stream("", "cert")),
                ],
            ),
        ),
        valid(
            "metadata and a description",
            updated(
                signed,
                &[
                    (1, &format!("<< {CATALOG} /Metadata 61 0 R >>")),
                    (61, &metadata),
                    (9, "<< /Title (Khac) /Producer (make.py) >>"),
                ],
            ),
        ),
        valid(
            "a place to sign",
            updated(signed, &[(3, &page), (7, &form), (60, field)]),
        ),
        valid(
            "an object written again as it was",
            updated(
                signed,
                &[(6, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")],
            ),
        ),
        valid(
            "objects nobody names",
            updated(signed, &[(70, &stream("", "junk"))]),
        ),
    ]
}

fn bad(name: &'static str, file: Vec<u8>, found: &'static [&'static str]) -> Case {
    Case {
        name,
        file,
        verdict: Verdict::Invalid,
        found,
    }
}

/// Changes that call themselves something that may change.
fn hidden(signed: &[u8]) -> Vec<Case> {
    let text = stream("", "BT (999) Tj ET");
    let proof = updated(
        signed,
        &[
            (1, &format!("<< {CATALOG} /DSS 61 0 R >>")),
            (61, "<< /Type /DSS /Certs [4 0 R] >>"),
            (4, &text),
        ],
    );
    let metadata = updated(
        signed,
        &[
            (1, &format!("<< {CATALOG} /Metadata 4 0 R >>")),
            (4, &stream("/Type /Metadata /Subtype /XML", "BT (999) Tj ET")),
        ],
    );
    let structure = updated(
        signed,
        &[(4, &stream("/Type /ObjStm /N 0 /First 0", "BT (999) Tj ET"))],
    );
    let promised = fixture("cms-sha384.pdf");
    vec![
        bad(
            "a place on the page that was empty when it was signed",
            updated(&promised, &[(90, &text)]),
            &["page 1"],
        ),
        bad("a page's content called a proof", proof, &["page 1"]),
        bad("a page's content called metadata", metadata, &["page 1"]),
        bad(
            "a page's content called a part of the file",
            structure,
            &["page 1"],
        ),
        bad(
            "a page's content called the description",
            updated_with(signed, &[(4, &text)], "/Root 1 0 R /Info 4 0 R"),
            &["page 1"],
        ),
    ]
}

/// Changes that say what they are.
fn plain(signed: &[u8]) -> Vec<Case> {
    vec![
        bad(
            "another page size",
            updated(
                signed,
                &[(
                    3,
                    &format!("<< {PAGE} /Annots [8 0 R 11 0 R] /MediaBox [0 0 9 9] >>"),
                )],
            ),
            &["page 1"],
        ),
        bad(
            "a page more",
            updated(
                signed,
                &[
                    (
                        2,
                        "<< /Type /Pages /Kids [3 0 R 64 0 R] /Count 2 /MediaBox [0 0 595 842] >>",
                    ),
                    (64, "<< /Type /Page /Parent 2 0 R >>"),
                ],
            ),
            &["page_count"],
        ),
        bad(
            "another size for all pages",
            updated(
                signed,
                &[(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 9 9] >>")],
            ),
            &["page_count"],
        ),
        bad(
            "the signature shown elsewhere",
            updated(
                signed,
                &[(
                    11,
                    &format!("<< {SIGNED_FIELD} /Rect [0 0 9 9] /AP << /N 14 0 R >> >>"),
                )],
            ),
            &["appearance"],
        ),
        bad(
            "a script among the names",
            updated(
                signed,
                &[
                    (1, &format!("<< {CATALOG} /Names << /JavaScript 65 0 R >> >>")),
                    (65, "<< /Names [(a) << /S /JavaScript /JS (x) >>] >>"),
                ],
            ),
            &["script"],
        ),
    ]
}

/// Signature fields that show something nobody answers for.
fn unanswered(signed: &[u8]) -> Vec<Case> {
    let shown = stream(
        "/BBox [0 0 595 842] /Type /XObject /Subtype /Form",
        "0 0 595 842 re f",
    );
    let page = format!("<< {PAGE} /Annots [8 0 R 11 0 R 60 0 R] >>");
    let form = format!("<< /Fields [8 0 R 11 0 R 60 0 R] {FORM} >>");
    let field = |keys: &str| format!("<< /FT /Sig /T (Sau) /Subtype /Widget /Rect [0 0 595 842] {keys} >>");
    let empty = updated(signed, &[(3, &page), (7, &form), (60, &field(""))]);
    let doubtful = |name, file| Case {
        name,
        file,
        verdict: Verdict::Unknown,
        found: &["annotation"],
    };
    vec![
        doubtful(
            "a place to sign that covers the page",
            updated(
                signed,
                &[
                    (3, &page),
                    (7, &form),
                    (60, &field("/AP << /N 63 0 R >>")),
                    (63, &shown),
                ],
            ),
        ),
        doubtful(
            "a time stamp that covers the page",
            updated(
                signed,
                &[
                    (3, &page),
                    (7, &form),
                    (60, &field("/AP << /N 63 0 R >> /V 64 0 R")),
                    (63, &shown),
                    (
                        64,
                        "<< /Type /DocTimeStamp /SubFilter /ETSI.RFC3161 /Contents <00> >>",
                    ),
                ],
            ),
        ),
        doubtful(
            "a waiting place that shows something later",
            updated(&empty, &[(60, &field("/AP << /N 63 0 R >>")), (63, &shown)]),
        ),
    ]
}

/// Changes an officer has to look at.
fn doubtful(signed: &[u8]) -> Vec<Case> {
    vec![
        Case {
            name: "an attached file",
            file: updated(
                signed,
                &[(
                    1,
                    &format!("<< {CATALOG} /Names << /EmbeddedFiles << /Names [] >> >> >>"),
                )],
            ),
            verdict: Verdict::Unknown,
            found: &["attachment"],
        },
        Case {
            name: "a field that is no signature",
            file: updated(
                signed,
                &[
                    (7, &format!("<< /Fields [8 0 R 11 0 R 66 0 R] {FORM} >>")),
                    (66, "<< /FT /Tx /T (Moi) /V (x) >>"),
                ],
            ),
            verdict: Verdict::Unknown,
            found: &["form_field"],
        },
        Case {
            name: "another catalog",
            file: updated_with(
                signed,
                &[(67, &format!("<< {CATALOG} >>"))],
                "/Root 67 0 R /Info 9 0 R",
            ),
            verdict: Verdict::Unknown,
            found: &["object"],
        },
    ]
}

#[test]
fn what_later_checks_and_signatures_need_may_come_after() {
    for case in allowed(&fixture("pades-rsa.pdf")) {
        let report = judged(case.file);
        assert_eq!(words(&report), ["revocation_unchecked"], "{}", case.name);
        assert_eq!(report.verdict(), Some(case.verdict), "{}", case.name);
    }
}

#[test]
fn no_change_hides_behind_a_role_that_may_change() {
    let signed = fixture("pades-rsa.pdf");
    for case in [
        hidden(&signed),
        plain(&signed),
        unanswered(&signed),
        doubtful(&signed),
    ]
    .into_iter()
    .flatten()
    {
        let report = judged(case.file);
        let found = words(&report);
        for wanted in case.found {
            assert!(
                found.iter().any(|word| word == wanted),
                "{}: {found:?}",
                case.name
            );
        }
        assert_eq!(report.verdict(), Some(case.verdict), "{}: {found:?}", case.name);
    }
}

#[test]
fn a_signature_put_in_the_place_of_another_is_a_signature_removed() {
    // The second update gives the field the dictionary of the other signature.
    let twice = fixture("twice.pdf");
    let file = updated(
        &twice,
        &[(
            11,
            &format!("<< {SIGNED_FIELD} /Rect [300 220 400 260] >>").replace("/V 15 0 R", "/V 16 0 R"),
        )],
    );
    let report = judged(file);
    let found = words(&report);
    assert!(found.contains(&"removed".to_owned()), "{found:?}");
    assert_eq!(report.verdict(), Some(Verdict::Invalid));
}

#[test]
fn each_of_two_signatures_is_judged_by_its_own_bytes() {
    let twice = fixture("twice.pdf");
    // A byte behind the first signature, and one before it.
    for (from, to, expected) in [
        (b"/SigFlags 3", b"/SigFlags 1", [Verdict::Valid, Verdict::Invalid]),
        (
            b"(motcua) Tj",
            b"(motcuo) Tj",
            [Verdict::Invalid, Verdict::Invalid],
        ),
    ] {
        let report = judged(replaced(&twice, from, to));
        let verdicts: Vec<Verdict> = report.signatures.iter().map(|one| one.verdict).collect();
        assert_eq!(verdicts, expected, "{:?}", words(&report));
    }
}
