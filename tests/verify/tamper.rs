//! The table of tampering: thirteen ways, each with the finding it must have.

use motcua::domain::signature::Verdict;

use crate::attack::{first, flipped, last, replaced, stream, updated};
use crate::{fixture, judged, words};

pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) file: Vec<u8>,
    pub(crate) verdict: Verdict,
    finding: &'static str,
}

const CATALOG: &str = "/Type /Catalog /Pages 2 0 R /AcroForm 7 0 R \
     /Extensions << /ESIC << /Type /DeveloperExtensions /BaseVersion /1.7 /ExtensionLevel 1 >> >>";
const PAGE: &str = "/Type /Page /Parent 2 0 R \
     /Resources << /XObject << /Im0 5 0 R >> /Font << /F1 6 0 R >> >>";

fn case(name: &'static str, file: Vec<u8>, (verdict, finding): (Verdict, &'static str)) -> Case {
    Case {
        name,
        file,
        verdict,
        finding,
    }
}

/// Bytes that were signed, or that hold the signature, turned into others.
fn in_place(signed: &[u8]) -> Vec<Case> {
    let invalid = |finding| (Verdict::Invalid, finding);
    let hole = last(signed, b"/Contents <") + 11;
    let padding = first(&signed[hole..], b">") + hole - 3;
    let range = last(signed, b"/ByteRange [0 ");
    let mut shorter = signed.to_vec();
    let at = range + first(&signed[range..], b"]") - 1;
    shorter[at] = b'0' + (shorter[at] - b'0' + 9) % 10;
    vec![
        case(
            "a byte of the picture",
            flipped(signed, first(signed, b"/Length 192") + 24),
            invalid("digest_mismatch"),
        ),
        case(
            "a byte of the update",
            replaced(signed, b"/SigFlags 3", b"/SigFlags 1"),
            invalid("digest_mismatch"),
        ),
        case(
            "a byte of the signature",
            replaced(signed, b"<3082", b"<3000"),
            invalid("unreadable"),
        ),
        case(
            "junk in the hole",
            flipped(signed, padding),
            (Verdict::Unknown, "junk_in_hole"),
        ),
        case(
            "bytes behind the end",
            [signed, b"% a note\n"].concat(),
            (Verdict::Unknown, "trailing_bytes"),
        ),
        case("a shorter range", shorter, invalid("digest_mismatch")),
    ]
}

/// Updates behind the signature.
fn behind(signed: &[u8]) -> Vec<Case> {
    let invalid = |finding| (Verdict::Invalid, finding);
    let text = stream("", "BT /F1 12 Tf 50 500 Td (999) Tj ET");
    let picture = stream(
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceRGB /BitsPerComponent 8",
        "abc",
    );
    let seal = stream("/BBox [0 0 100 40] /Type /XObject /Subtype /Form", "0 0 9 9 re f");
    let page = |keys: &str| format!("<< {PAGE} {keys} >>");
    let note = "<< /Type /Annot /Subtype /FreeText /Rect [0 0 9 9] /Contents (x) /DA (/Helv 9 Tf) >>";
    vec![
        case(
            "another content of the page",
            updated(
                signed,
                &[(3, &page("/Contents 50 0 R /Annots [8 0 R 11 0 R]")), (50, &text)],
            ),
            invalid("page 1"),
        ),
        case(
            "a note on the page",
            updated(
                signed,
                &[
                    (3, &page("/Contents 4 0 R /Annots [8 0 R 11 0 R 51 0 R]")),
                    (51, note),
                ],
            ),
            (Verdict::Unknown, "annotation 1"),
        ),
        case(
            "another picture under the same number",
            updated(signed, &[(5, &picture)]),
            invalid("page 1"),
        ),
        case(
            "another look of the signature",
            updated(signed, &[(14, &seal)]),
            invalid("appearance"),
        ),
        case(
            "a script when it opens",
            updated(
                signed,
                &[(
                    1,
                    &format!("<< {CATALOG} /OpenAction << /S /JavaScript /JS (x) >> >>"),
                )],
            ),
            invalid("script"),
        ),
        case(
            "the signature's field taken away",
            updated(
                signed,
                &[
                    (3, &page("/Contents 4 0 R /Annots [8 0 R]")),
                    (7, "<< /Fields [8 0 R] /DA (/Helv 0 Tf 0 g) >>"),
                ],
            ),
            invalid("removed"),
        ),
    ]
}

pub(crate) fn cases() -> Vec<Case> {
    let signed = fixture("pades-rsa.pdf");
    let mut cases = in_place(&signed);
    cases.extend(behind(&signed));
    cases.push(case(
        "a certificate that had ended",
        fixture("expired.pdf"),
        (Verdict::Invalid, "out_of_date"),
    ));
    cases
}

#[test]
fn thirteen_ways_of_tampering_have_the_finding_they_deserve() {
    let cases = cases();
    assert_eq!(cases.len(), 13);
    for case in cases {
        let report = judged(case.file);
        let found = words(&report);
        assert_eq!(report.verdict(), Some(case.verdict), "{}: {found:?}", case.name);
        assert!(
            found.iter().any(|word| word == case.finding),
            "{}: {found:?}",
            case.name
        );
    }
    let report = judged(fixture("pades-rsa.pdf"));
    assert_eq!(words(&report), ["revocation_unchecked"]);
    assert_eq!(report.verdict(), Some(Verdict::Valid));
}

#[test]
fn a_hole_wider_than_the_signature_is_seen() {
    let signed = fixture("pades-rsa.pdf");
    // The range begins its second part one byte later: the closing bracket is no longer signed by it.
    let range = last(&signed, b"/ByteRange [0 ");
    let text = String::from_utf8_lossy(&signed[range..range + 40]).into_owned();
    let numbers: Vec<u64> = text
        .split([' ', '[', ']'])
        .filter_map(|word| word.parse().ok())
        .collect();
    let wider = format!(
        "/ByteRange [0 {} {} {}]",
        numbers[1],
        numbers[2] + 1,
        numbers[3] - 1
    );
    let mut file = signed.clone();
    file[range..range + wider.len()].copy_from_slice(wider.as_bytes());
    let found = words(&judged(file));
    assert!(found.contains(&"hole_not_exact".to_owned()), "{found:?}");
    assert!(found.contains(&"digest_mismatch".to_owned()), "{found:?}");
}
