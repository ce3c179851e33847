//! Forgeries that were prepared: the file an honest officer signs was written by the attacker, so that what is changed
//! afterwards has a harmless role beside the one that shows.

use std::fmt::Write as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use motcua::domain::signature::{SignatureReport, Verdict};
use motcua::domain::signing::look::SpotPage;
use motcua::domain::signing::{KeyPlace, ProfileName};
use motcua::domain::time::Moment;
use motcua::sign::Trust;
use motcua::sign::appear::profile::Profiles;
use motcua::sign::appear::{Look, Spot, SpotAt, Words};
use motcua::sign::job::{Request, sign};
use motcua::sign::key::{Wish, open};

use crate::attack::{stream, updated, updated_with};
use crate::{judged_by, words};

const FACE: &[u8] = include_bytes!("../../assets/fonts/MotcuaSerif-Regular.ttf");
const TEXT: &str = "BT /F1 12 Tf 50 500 Td (100) Tj ET";
const FORGED: &str = "BT /F1 12 Tf 50 500 Td (999) Tj ET";

fn office(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/office")
        .join(file)
}

/// A paper of one page on which these objects are others or more.
struct Paper {
    objects: Vec<(u32, String)>,
    trailer: &'static str,
    /// An object the table says to lie there.
    promised: Option<(u32, usize)>,
}

fn paper(own: &[(u32, &str)]) -> Paper {
    let page = "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>";
    let text = stream("", TEXT);
    let usual = [
        (1, "<< /Type /Catalog /Pages 2 0 R >>"),
        (
            2,
            "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>",
        ),
        (3, page),
        (4, text.as_str()),
        (5, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"),
    ];
    let is_own = |number: u32| own.iter().any(|(other, _)| *other == number);
    let mut objects: Vec<(u32, String)> = own.iter().map(|(at, body)| (*at, (*body).to_owned())).collect();
    let rest = usual.iter().filter(|(number, _)| !is_own(*number));
    objects.extend(rest.map(|(at, body)| (*at, (*body).to_owned())));
    objects.sort();
    Paper {
        objects,
        trailer: "/Root 1 0 R",
        promised: None,
    }
}

impl Paper {
    fn bytes(&self) -> Vec<u8> {
        let mut out = "%PDF-1.7\n".to_owned();
        let mut rows = String::new();
        for (number, body) in &self.objects {
            writeln!(rows, "{number} 1\n{:010} 00000 n ", out.len()).unwrap();
            write!(out, "{number} 0 obj\n{body}\nendobj\n").unwrap();
        }
        if let Some((number, offset)) = self.promised {
            writeln!(rows, "{number} 1\n{offset:010} 00000 n ").unwrap();
        }
        let start = out.len();
        let trailer = self.trailer;
        let end = format!("xref\n{rows}trailer\n<< /Size 30 {trailer} >>\nstartxref\n{start}\n%%EOF\n");
        (out + &end).into_bytes()
    }

    /// Signed by an officer without being shown: the dictionary is object 30, a new field 31.
    fn signed(&self) -> Vec<u8> {
        signed(&self.bytes(), "an", None)
    }
}

fn signed(bytes: &[u8], profile: &str, spot: Option<Spot>) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let (source, target) = (folder.path().join("in.pdf"), folder.path().join("out.pdf"));
    std::fs::write(&source, bytes).unwrap();
    let wish = Wish {
        serial: None,
        pss: false,
    };
    let place = KeyPlace::Pem(office("p256.pem"));
    let mut key = open(&place, &wish, "", now()).unwrap();
    let profiles = Profiles::shipped().unwrap();
    let mut picture = std::io::Cursor::new(Vec::new());
    let seal = image::RgbaImage::from_pixel(8, 8, image::Rgba([200, 0, 0, 255]));
    seal.write_to(&mut picture, image::ImageFormat::Png).unwrap();
    let look = Look {
        profile: profiles.find(&ProfileName(profile.to_owned())).unwrap(),
        words: &Words::default(),
        picture: Some(picture.get_ref()),
        face: FACE,
        spot,
    };
    let request = Request {
        source: &source,
        target: &target,
        expected: None,
        at: now(),
        look,
    };
    sign(&request, key.as_mut(), &mut |_| ControlFlow::Continue(())).unwrap();
    std::fs::read(target).unwrap()
}

fn now() -> Moment {
    Moment::from_rfc3339("2026-11-29T20:04:05Z").unwrap()
}

fn judged(file: Vec<u8>) -> SignatureReport {
    let mut trust = Trust::nobody();
    trust.add(&std::fs::read(office("root.pem")).unwrap()).unwrap();
    judged_by(file, &trust)
}

/// Name, the paper, what is written after it was signed, what must be found.
type Case = (&'static str, Paper, Vec<(u32, String)>, &'static str);

fn case(name: &'static str, own: &[(u32, &str)], later: &[(u32, &str)], found: &'static str) -> Case {
    let later = later.iter().map(|(at, body)| (*at, (*body).to_owned())).collect();
    (name, paper(own), later, found)
}

/// The content of the page in a second role.
fn contents() -> Vec<Case> {
    let forged = stream("", FORGED);
    let catalog = |keys: &str| format!("<< /Type /Catalog /Pages 2 0 R {keys} >>");
    let metadata = |text: &str| stream("/Type /Metadata /Subtype /XML", text);
    let section = |text: &str| stream("/Type /XRef /W [1 1 1] /Size 0", text);
    let both = "<< /Type /Page /Parent 2 0 R /Contents 6 0 R /Annots 6 0 R >>";
    let form = "<< /Fields [] /SigFlags 3 >>";
    vec![
        case(
            "extensions",
            &[(1, &catalog("/Extensions 4 0 R"))],
            &[(4, &forged)],
            "page 1",
        ),
        case(
            "proofs",
            &[(1, &catalog("/DSS << /Certs 4 0 R >>"))],
            &[(4, &forged)],
            "page 1",
        ),
        case(
            "metadata",
            &[(1, &catalog("/Metadata 4 0 R")), (4, &metadata(TEXT))],
            &[(4, &metadata(FORGED))],
            "page 1",
        ),
        case(
            "a section",
            &[(4, &section(TEXT))],
            &[(4, &section(FORGED))],
            "page 1",
        ),
        case(
            "the list of notes",
            &[
                (1, &catalog("/AcroForm 7 0 R")),
                (7, form),
                (3, both),
                (6, "[4 0 R]"),
            ],
            &[
                (6, "[4 0 R 31 0 R 60 0 R]"),
                (7, "<< /Fields [31 0 R 60 0 R] /SigFlags 3 >>"),
                (
                    60,
                    &stream("/FT /Sig /T (Sau) /Subtype /Widget /Rect [0 0 0 0]", FORGED),
                ),
            ],
            "page 1",
        ),
    ]
}

/// What a page draws with, or the notes on it, in a second role.
fn resources() -> Vec<Case> {
    let catalog = |keys: &str| format!("<< /Type /Catalog /Pages 2 0 R {keys} >>");
    let page = |keys: &str| format!("<< /Type /Page /Parent 2 0 R /Contents 4 0 R {keys} >>");
    let form = |text: &str| stream("/Type /XObject /Subtype /Form /BBox [0 0 595 842]", text);
    let proofs = [(1, &*catalog("/DSS 6 0 R")), (6, "<< /VRI 7 0 R >>")];
    let drawn = |more: [(u32, &str); 2], later: (u32, &str)| {
        case(
            "proofs that are drawn",
            &[proofs.as_slice(), &more].concat(),
            &[later],
            "page 1",
        )
    };
    vec![
        drawn(
            [(3, &page("/Resources << /XObject 6 0 R >>")), (7, &form(TEXT))],
            (7, &form(FORGED)),
        ),
        drawn(
            [
                (3, &page("/Resources << /ExtGState 6 0 R >>")),
                (7, "<< /ca 1 >>"),
            ],
            (7, "<< /ca 0 >>"),
        ),
        case(
            "what the form draws with",
            &[
                (1, &catalog("/AcroForm << /Fields [] /SigFlags 3 /DR 9 0 R >>")),
                (3, &page("/Resources 9 0 R")),
                (9, "<< /Font << /F1 5 0 R >> >>"),
            ],
            &[(9, "<< /Font << /F1 5 0 R >> /XObject << /Im 4 0 R >> >>")],
            "page 1",
        ),
        case(
            "what all pages draw with",
            &[
                (
                    2,
                    "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] /Resources 9 0 R >>",
                ),
                (3, &page("")),
                (9, "<< /Font << /F1 5 0 R >> >>"),
            ],
            &[(9, "<< /Font << /F1 4 0 R >> >>")],
            "page 1",
        ),
        case(
            "which layers are seen",
            &[
                (1, &catalog("/OCProperties << /OCGs [] /D 8 0 R >>")),
                (8, "<< >>"),
            ],
            &[(8, "<< /BaseState /OFF >>")],
            "page",
        ),
        case(
            "layers where none were",
            &[],
            &[(
                1,
                &catalog("/AcroForm << /Fields [31 0 R] /SigFlags 3 >> /OCProperties << >>"),
            )],
            "page",
        ),
        case(
            "how fields are drawn that readers draw themselves",
            &[
                (1, &catalog("/AcroForm 7 0 R")),
                (7, "<< /Fields [] /SigFlags 3 /NeedAppearances true >>"),
            ],
            &[(
                7,
                "<< /Fields [31 0 R] /SigFlags 3 /NeedAppearances true /DA (/F 0 Tf) >>",
            )],
            "form_field",
        ),
        case(
            "how fields are drawn where that was said",
            &[
                (1, &catalog("/AcroForm 7 0 R")),
                (7, "<< /Fields [] /SigFlags 3 /DA (/F 9 Tf) >>"),
            ],
            &[(7, "<< /Fields [31 0 R] /SigFlags 3 /DA (/F 0 Tf) >>")],
            "form_field",
        ),
    ]
}

#[test]
fn a_harmless_role_does_not_cover_the_one_that_shows() {
    let mut missed = Vec::new();
    for (name, paper, later, wanted) in [contents(), resources()].into_iter().flatten() {
        let signed = paper.signed();
        assert_eq!(judged(signed.clone()).verdict(), Some(Verdict::Valid), "{name}");
        let later: Vec<(u32, &str)> = later.iter().map(|(at, body)| (*at, body.as_str())).collect();
        let report = judged(updated_with(&signed, &later, paper.trailer));
        let found = words(&report);
        let is_found = found.iter().any(|word| word == wanted);
        if !is_found || report.verdict() == Some(Verdict::Valid) {
            missed.push(format!("{name}: {found:?}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn a_description_that_is_a_note_on_the_page_is_a_note() {
    let note =
        |text: &str| format!("<< /Subtype /FreeText /Rect [9 9 99 99] /DA (/F1 9 Tf) /Contents ({text}) >>");
    let page = "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Annots [8 0 R] >>";
    let mut paper = paper(&[(3, page), (8, &note("100"))]);
    paper.trailer = "/Root 1 0 R /Info 8 0 R";
    let report = judged(updated_with(&paper.signed(), &[(8, &note("999"))], paper.trailer));
    assert!(
        words(&report).contains(&"annotation 1".to_owned()),
        "{:?}",
        words(&report)
    );
    assert_eq!(report.verdict(), Some(Verdict::Unknown));
}

#[test]
fn an_object_promised_behind_the_signed_end_is_a_change() {
    const FAR: usize = 60_000;
    let page = "<< /Type /Page /Parent 2 0 R /Contents [4 0 R 20 0 R] >>";
    let mut paper = paper(&[(3, page)]);
    paper.promised = Some((20, FAR));
    let mut file = paper.signed();
    assert!(file.len() < FAR);
    let tail = String::from_utf8_lossy(&file[crate::attack::last(&file, b"startxref")..]).into_owned();
    file.resize(FAR, b'\n');
    file.extend_from_slice(format!("20 0 obj\n{}\nendobj\n{tail}", stream("", FORGED)).as_bytes());
    let report = judged(file);
    let found = words(&report);
    for wanted in ["page 1", "damaged", "trailing_bytes"] {
        assert!(found.iter().any(|word| word == wanted), "{wanted}: {found:?}");
    }
    assert_eq!(report.verdict(), Some(Verdict::Invalid));
}

#[test]
fn what_could_not_be_read_when_it_was_signed_is_said() {
    let page = "<< /Type /Page /Parent 2 0 R /Contents [4 0 R 6 0 R] >>";
    let broken = paper(&[(3, page), (6, "<< /Broken")]).signed();
    let report = judged(updated(&broken, &[(70, "<< >>")]));
    assert!(
        words(&report).contains(&"damaged".to_owned()),
        "{:?}",
        words(&report)
    );
    assert_eq!(report.verdict(), Some(Verdict::Unknown));
    // A length that lies is a scanner's usual fault, and nothing in it depends on what comes later.
    let long = "<< /Length 3 >>\nstream\nBT ET BT ET\nendstream";
    let sloppy = paper(&[(3, page), (6, long)]).signed();
    assert_eq!(
        judged(updated(&sloppy, &[(70, "<< >>")])).verdict(),
        Some(Verdict::Valid)
    );
    // Nothing leads to it.
    let unseen = paper(&[(6, "<< /Broken")]).signed();
    assert_eq!(
        judged(updated(&unseen, &[(70, "<< >>")])).verdict(),
        Some(Verdict::Valid)
    );
}

/// A certification nobody signed, a field to be filled and one to be signed with a place of its own.
fn certified_by_nobody() -> Vec<u8> {
    let catalog =
        "<< /Type /Catalog /Pages 2 0 R /Perms << /DocMDP << >> >> /AcroForm << /Fields [6 0 R 7 0 R] >> >>";
    paper(&[
        (1, catalog),
        (6, "<< /FT /Tx /T (a) >>"),
        (7, "<< /FT /Sig /T (b) /Kids [8 0 R] >>"),
        (8, "<< /Subtype /Widget /Parent 7 0 R /Rect [0 0 0 0] >>"),
    ])
    .signed()
}

#[test]
fn a_certification_that_nobody_signed_permits_nothing() {
    let signed = certified_by_nobody();
    let report = judged(updated(&signed, &[(6, "<< /FT /Tx /T (a) /V (999) >>")]));
    assert!(
        words(&report).contains(&"form_field".to_owned()),
        "{:?}",
        words(&report)
    );
    assert_eq!(report.verdict(), Some(Verdict::Unknown));
}

#[test]
fn the_look_of_a_signature_is_its_kids_too() {
    let moved = "<< /Subtype /Widget /Parent 7 0 R /Rect [9 9 99 99] >>";
    let report = judged(updated(&certified_by_nobody(), &[(8, moved)]));
    assert!(
        words(&report).contains(&"appearance".to_owned()),
        "{:?}",
        words(&report)
    );
}

#[test]
fn what_honest_programs_write_stays_valid() {
    let catalog = "<< /Type /Catalog /Pages 2 0 R /AcroForm 7 0 R >>";
    let form = |fields: &str| format!("<< /Fields [{fields}] /SigFlags 3 /DR << /Font 9 0 R >> >>");
    let shared = paper(&[(1, catalog), (7, &form("")), (9, "<< /F1 5 0 R >>")]).signed();
    let twice = paper(&[
        (1, catalog),
        (7, &form("6 0 R 6 0 R")),
        (6, "<< /FT /Tx /T (a) >>"),
        (9, "<< >>"),
    ])
    .signed();
    for (name, file) in [
        (
            "a list of fonts that grew",
            updated(&shared, &[(9, "<< /F1 5 0 R /F2 5 0 R >>")]),
        ),
        ("a field listed twice", twice.clone()),
        (
            "a field listed twice, and something later",
            updated(&twice, &[(70, "<< >>")]),
        ),
    ] {
        let report = judged(file);
        assert_eq!(
            report.verdict(),
            Some(Verdict::Valid),
            "{name}: {:?}",
            words(&report)
        );
    }
}

#[test]
fn a_second_signature_as_large_as_the_page_is_looked_at_by_people() {
    let once = paper(&[]).signed();
    let spot = |rect_mm| Spot {
        page: SpotPage::Number(1),
        at: SpotAt::Rect(rect_mm),
    };
    let seal = |rect_mm| signed(&once, "ban_hanh_ca_nhan", Some(spot(rect_mm)));
    let small = judged(seal([20.0, 20.0, 36.0, 36.0]));
    assert_eq!(small.verdict(), Some(Verdict::Valid), "{:?}", words(&small));
    let large = judged(seal([0.0, 0.0, 200.0, 200.0]));
    assert!(
        words(&large).contains(&"annotation 1".to_owned()),
        "{:?}",
        words(&large)
    );
    assert_eq!(large.verdict(), Some(Verdict::Unknown));
}

#[test]
fn a_dictionary_of_many_keys_is_compared_in_time() {
    let many = |last: &str| {
        let mut body = "<<".to_owned();
        for key in 0..200_000 {
            write!(body, " /k{key} 0").unwrap();
        }
        body + &format!(" /A {last} >>")
    };
    let file = paper(&[(6, &many("1"))]).signed();
    let began = std::time::Instant::now();
    let report = judged(updated(&file, &[(6, &many("2"))]));
    assert!(
        words(&report).contains(&"object".to_owned()),
        "{:?}",
        words(&report)
    );
    let took = began.elapsed().as_secs();
    assert!(
        took < 30,
        "{took} s, where comparing each key with all takes minutes"
    );
}
