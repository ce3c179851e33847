//! Forgeries of any signed file, by whoever gets it afterwards: what is shown that nobody answers for, and signatures taken
//! off. Each is a short update or a few bytes behind the end.

use motcua::domain::signature::Verdict;

use crate::attack::{last, stream, updated, updated_with};
use crate::changes::{CATALOG, FORM, PAGE};
use crate::{fixture, judged, words};

/// What it is called, the file, and a finding it must have.
type Case = (&'static str, Vec<u8>, &'static str);

const OVER_ALL: &str = "/Rect [0 0 595 842]";

/// An update with new fields, each in the form and on the page.
fn fields(signed: &[u8], bodies: &[(u32, &str)], more: &[(u32, &str)]) -> Vec<u8> {
    let names: Vec<String> = bodies
        .iter()
        .map(|(number, _)| format!(" {number} 0 R"))
        .collect();
    let names = names.concat();
    shown(signed, (&names, &names), &[bodies, more].concat())
}

/// An update with these names in the form and on the page.
fn shown(signed: &[u8], (in_form, on_page): (&str, &str), objects: &[(u32, &str)]) -> Vec<u8> {
    let page = format!("<< {PAGE} /Annots [8 0 R 11 0 R{on_page}] >>");
    let form = format!("<< /Fields [8 0 R 11 0 R{in_form}] {FORM} >>");
    let mut all = vec![(3, page.as_str()), (7, form.as_str())];
    all.extend(objects);
    updated(signed, &all)
}

fn page_over_all() -> String {
    stream(
        "/BBox [0 0 595 842] /Type /XObject /Subtype /Form",
        "0 0 595 842 re f",
    )
}

/// Fields that look like signatures and are none that is judged.
fn false_signatures(signed: &[u8]) -> Vec<Case> {
    let look = page_over_all();
    let field = |keys: &str| format!("<< /FT /Sig /T (Sau) /Subtype /Widget {keys} >>");
    let drawn = |rect: &str| field(&format!("{rect} /AP << /N 63 0 R >>"));
    let stamp = |kind: &str| {
        let value = format!("<< {kind} /Contents <00> >>");
        let field = field(&format!("{OVER_ALL} /AP << /N 63 0 R >> /V 64 0 R"));
        fields(
            signed,
            &[(60, &field)],
            &[(63, &look), (64, &value), (65, "/ETSI.RFC3161")],
        )
    };
    vec![
        (
            "a time stamp that says so somewhere else",
            stamp("/Type /Sig /SubFilter 65 0 R"),
            "annotation",
        ),
        (
            "a time stamp by its type",
            stamp("/Type /DocTimeStamp"),
            "annotation",
        ),
        (
            "a place to sign whose kid is drawn",
            shown(
                signed,
                (" 60 0 R", " 61 0 R"),
                &[
                    (60, "<< /FT /Sig /T (Sau) /Kids [61 0 R] >>"),
                    (
                        61,
                        &format!("<< /Subtype /Widget /Parent 60 0 R {OVER_ALL} /AP << /N 63 0 R >> >>"),
                    ),
                    (63, &look),
                ],
            ),
            "annotation",
        ),
        (
            "a place to sign as long as a street",
            fields(
                signed,
                &[(60, &drawn("/Rect [0 -20000000 595 842]"))],
                &[(63, &look)],
            ),
            "annotation",
        ),
        (
            "a place to sign with five corners",
            fields(signed, &[(60, &drawn("/Rect [0 0 595 842 0]"))], &[(63, &look)]),
            "annotation",
        ),
        (
            "a place to sign with a ground",
            fields(
                signed,
                &[(60, &field(&format!("{OVER_ALL} /MK << /BG [1 1 1] >>")))],
                &[],
            ),
            "annotation",
        ),
    ]
}

/// Signature fields that are other notes at the same time.
fn false_notes(signed: &[u8]) -> Vec<Case> {
    let note = |kind: &str| {
        let field = format!("<< /FT /Sig /T (Sau) {OVER_ALL} {kind} >>");
        fields(signed, &[(60, &field)], &[])
    };
    vec![
        (
            "a field that is a text on the page",
            note("/Subtype /FreeText /DA (/Helv 40 Tf) /Contents (forged)"),
            "annotation 1",
        ),
        (
            "a field that is a white square",
            note("/Subtype /Square /IC [1 1 1] /C [1 1 1]"),
            "annotation 1",
        ),
        (
            "a field that is an attached file",
            note("/Subtype /FileAttachment /FS << /F (x) >>"),
            "annotation 1",
        ),
        (
            "a field that is both, by who reads it",
            note("/Subtype /FreeText /Subtype /Widget /DA (/Helv 40 Tf)"),
            "form_field 1",
        ),
        (
            "a field that says more than a place to sign does",
            note("/Subtype /Widget /Contents (forged)"),
            "form_field 1",
        ),
        (
            "two fields of one name",
            fields(
                signed,
                &[
                    (
                        60,
                        "<< /FT /Sig /T (Sau) /Subtype /Widget /Rect [0 0 595 842] /AP << /N 63 0 R >> >>",
                    ),
                    (61, "<< /FT /Sig /T (Sau) /Subtype /Widget /Rect [0 0 0 0] >>"),
                ],
                &[(63, &page_over_all())],
            ),
            "form_field",
        ),
    ]
}

/// Keys that stand twice: viewers take the first, or the last.
fn twofold(signed: &[u8]) -> Vec<Case> {
    let text = stream("", "BT (999) Tj ET");
    let twice = PAGE.replace("/Contents 4 0 R", "/Contents 60 0 R /Contents 4 0 R");
    vec![
        (
            "a page with two contents",
            updated(
                signed,
                &[(3, &format!("<< {twice} /Annots [8 0 R 11 0 R] >>")), (60, &text)],
            ),
            "page 1",
        ),
        (
            "a catalog with two trees of pages",
            updated(
                signed,
                &[
                    (1, &format!("<< /Pages 60 0 R {CATALOG} >>")),
                    (60, "<< /Kids [] >>"),
                ],
            ),
            "object",
        ),
        (
            "a trailer with two catalogs",
            updated_with(
                signed,
                &[(60, "<< /Type /Catalog >>")],
                "/Root 60 0 R /Root 1 0 R /Info 9 0 R",
            ),
            "object",
        ),
    ]
}

/// Bytes behind the signed end that no section names.
fn loose(signed: &[u8]) -> Vec<Case> {
    let start: usize = String::from_utf8_lossy(&signed[last(signed, b"startxref") + 10..])
        .lines()
        .next()
        .unwrap()
        .parse()
        .unwrap();
    let again = format!("startxref\n{start}\n%%EOF\n");
    let junk = [signed, b"%junk\n", again.as_bytes()].concat();
    let hidden = [signed, b"5 0 obj\n<< /Forged true >>\nendobj\n"].concat();
    let seal = "<< /FT /Sig /T (Sau) /Subtype /Widget /Rect [0 0 0 0] /V 64 0 R >>";
    let far =
        "<< /Type /DocTimeStamp /SubFilter /ETSI.RFC3161 /ByteRange [0 10 20 999999999] /Contents <00> >>";
    let stamped = fields(signed, &[(60, seal)], &[(64, far)]);
    vec![
        ("a second end mark", junk, "trailing_bytes"),
        (
            "an object the update does not list",
            updated(&hidden, &[(70, "<< >>")]),
            "trailing_bytes",
        ),
        (
            "junk that a false time stamp claims",
            [stamped.as_slice(), b"%junk\n"].concat(),
            "trailing_bytes",
        ),
    ]
}

#[test]
fn nothing_is_shown_or_added_that_nobody_answers_for() {
    let signed = fixture("pades-rsa.pdf");
    let cases = [
        false_signatures(&signed),
        false_notes(&signed),
        twofold(&signed),
        loose(&signed),
    ];
    let mut missed = Vec::new();
    for (name, file, wanted) in cases.into_iter().flatten() {
        let report = judged(file);
        let found = words(&report);
        let is_found = found.iter().any(|word| word == wanted);
        if !is_found || report.verdict() == Some(Verdict::Valid) {
            missed.push(format!("{name}: {found:?}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn a_signature_taken_off_is_missed() {
    let signed = fixture("pades-rsa.pdf");
    let plain = fixture("plain.pdf");
    let first = String::from_utf8_lossy(&plain[last(&plain, b"startxref")..]).into_owned();
    assert!(signed.starts_with(&plain[..plain.len() - 1]));
    // An end mark that leads to the first state, and an update that goes on from there.
    let back = [signed.as_slice(), first.as_bytes()].concat();
    let skipped = updated_with(&back, &[(70, "<< >>")], "/Root 1 0 R /Info 9 0 R");
    // The signature's dictionary stays in the file, but no field leads to it.
    let form = format!("<< /Fields [8 0 R] {FORM} >>");
    let dropped = updated(&signed, &[(7, &form)]);
    for (name, file) in [("back", back), ("skipped", skipped), ("dropped", dropped)] {
        let report = judged(file);
        let found = words(&report);
        assert!(found.contains(&"removed".to_owned()), "{name}: {found:?}");
        assert_eq!(report.verdict(), Some(Verdict::Invalid), "{name}");
    }
    // Without its own end the signed state is no state, but something is there.
    let mut torn = signed.clone();
    let at = last(&torn, b"startxref");
    torn[at..at + 9].copy_from_slice(b"startxxxx");
    let report = judged([torn.as_slice(), first.as_bytes()].concat());
    assert!(
        words(&report).contains(&"damaged".to_owned()),
        "{:?}",
        words(&report)
    );
    assert_ne!(report.verdict(), None);
}

#[test]
fn a_signed_file_attached_to_another_is_no_signature_of_it() {
    let plain = fixture("plain.pdf");
    let attached = updated(
        &plain,
        &[(
            70,
            &stream("/Type /EmbeddedFile", "%PDF-1.7 /ByteRange [0 1 2 3]"),
        )],
    );
    assert_eq!(judged(attached).verdict(), None);
}
