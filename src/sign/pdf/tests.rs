use std::ops::ControlFlow;

use std::fmt::Write as _;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::*;

mod hostile;

/// Objects with their numbers, a classic table, and what the trailer says beside `/Size`.
pub(in crate::sign) fn classic(objects: &[(u32, &str)], trailer: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    append(&mut out, objects, trailer);
    out
}

/// A further state of the file.
pub(in crate::sign) fn append(out: &mut Vec<u8>, objects: &[(u32, &str)], trailer: &str) {
    let mut table = String::new();
    for (number, text) in objects {
        write!(table, "{number} 1\n{:010} 00000 n \n", out.len()).unwrap();
        write!(out, "{number} 0 obj\n{text}\nendobj\n").unwrap();
    }
    let start = out.len();
    write!(
        out,
        "xref\n{table}trailer\n<< /Size 20 {trailer} >>\nstartxref\n{start}\n%%EOF\n"
    )
    .unwrap();
}

const PAGES_OF_TWO: [(u32, &str); 5] = [
    (1, "<< /Type /Catalog /Pages 2 0 R >>"),
    (
        2,
        "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 595 842] /Rotate 90 >>",
    ),
    (3, "<< /Type /Page /Parent 2 0 R /Contents 5 0 R >>"),
    (
        4,
        "<< /Type /Page /Parent 2 0 R /CropBox [10 700 300 20] /Rotate -90 /UserUnit 2 >>",
    ),
    (5, "<< /Length 4 >>\nstream\nq Q\n\nendstream"),
];

pub(in crate::sign) fn two_pages() -> Vec<u8> {
    classic(&PAGES_OF_TWO, "/Root 1 0 R")
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn stream_object(number: u32, dict: &str, bytes: &[u8]) -> Vec<u8> {
    let mut out = format!("{number} 0 obj\n<< /Length {} {dict} >>\nstream\n", bytes.len()).into_bytes();
    out.extend_from_slice(bytes);
    out.extend_from_slice(b"\nendstream\nendobj\n");
    out
}

/// The same two pages, packed: objects 1 to 4 in the object stream 6, a cross-reference stream 7.
pub(in crate::sign) fn packed(kind: &str) -> Vec<u8> {
    let (mut head, mut body) = (String::new(), String::new());
    for (number, text) in &PAGES_OF_TWO[..4] {
        write!(head, "{number} {} ", body.len()).unwrap();
        write!(body, "{text} ").unwrap();
    }
    let mut out = b"%PDF-1.7\n".to_vec();
    let five = out.len();
    write!(out, "5 0 obj\n{}\nendobj\n", PAGES_OF_TWO[4].1).unwrap();
    let six = out.len();
    let dict = format!(
        "/Type /ObjStm /N 4 /First {} /Filter /FlateDecode {kind}",
        head.len()
    );
    out.extend(stream_object(
        6,
        &dict,
        &deflated(format!("{head}{body}").as_bytes()),
    ));
    let seven = out.len();
    let mut rows = vec![[0, 0, 0, 0]];
    rows.extend((0..4).map(|which| [2, 0, 6, which]));
    for offset in [five, six, seven] {
        let [high, low] = u16::try_from(offset).unwrap().to_be_bytes();
        rows.push([1, high, low, 0]);
    }
    // PNG "up" before each row.
    let mut above = [0; 4];
    let mut bytes = Vec::new();
    for row in rows {
        bytes.push(2);
        bytes.extend(
            row.iter()
                .zip(above)
                .map(|(here, up): (&u8, u8)| here.wrapping_sub(up)),
        );
        above = row;
    }
    let dict = "/Type /XRef /Size 8 /W [1 2 1] /Root 1 0 R /Filter /FlateDecode \
        /DecodeParms << /Predictor 12 /Columns 4 >>";
    out.extend(stream_object(7, dict, &deflated(&bytes)));
    write!(out, "startxref\n{seven}\n%%EOF\n").unwrap();
    out
}

pub(in crate::sign) fn open(bytes: Vec<u8>) -> Result<Document> {
    Document::open(Source::of_bytes(bytes))
}

/// Looks at everything there is; the first fault ends it.
fn look(bytes: Vec<u8>) -> Result<usize> {
    let document = open(bytes)?;
    document.catalog()?;
    let pages = document.page_ids()?;
    for number in 1..=pages.len() {
        document.page(u32::try_from(number).unwrap())?;
    }
    for (number, _) in document.objects() {
        if let Some(object) = document.object(number)?
            && object.stream.is_some()
        {
            document.unpacked(&object).ok();
        }
    }
    document.is_xfa()?;
    document.certification()?;
    document.fields()?;
    document.next_number()?;
    for section in document.sections() {
        if let Some(end) = section.ended {
            document.earlier(end)?;
        }
    }
    Ok(pages.len())
}

fn why(bytes: Vec<u8>) -> String {
    look(bytes).unwrap_err().to_string()
}

#[test]
fn tables_and_streams_say_the_same() {
    for bytes in [two_pages(), packed("")] {
        let document = open(bytes.clone()).unwrap();
        assert_eq!(document.page_ids().unwrap().len(), 2);
        let first = document.page(1).unwrap().unwrap();
        assert_eq!((first.rotate, first.unit), (90, 1.0));
        assert_eq!((first.seen.width(), first.seen.height()), (595.0, 842.0));
        let second = document.page(2).unwrap().unwrap();
        assert_eq!((second.rotate, second.unit), (270, 2.0));
        assert_eq!((second.seen.bottom, second.seen.top), (20.0, 700.0));
        assert!(document.page(3).unwrap().is_none());
        let content = document.object(5).unwrap().unwrap();
        assert_eq!(document.unpacked(&content).unwrap(), b"q Q\n");
        assert_eq!(document.ended(), number(bytes.len()));
        assert_eq!(document.sections()[0].ended, Some(number(bytes.len())));
    }
}

#[test]
fn a_file_on_the_disk_reads_as_in_memory() {
    let bytes = packed("");
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(&bytes).unwrap();
    let on_disk = Source::of_file(file).unwrap();
    let whole = Span {
        start: 0,
        end: on_disk.end(),
    };
    let in_memory = Source::of_bytes(bytes);
    assert!(on_disk.same(whole, &in_memory, whole).unwrap());
    let document = Document::open(on_disk).unwrap();
    assert_eq!(document.page_ids().unwrap().len(), 2);
    assert!(
        document
            .source()
            .read(Span {
                start: 5,
                end: whole.end + 1
            })
            .is_err()
    );
}

#[test]
fn every_value_names_its_bytes() {
    let text = "<< /ByteRange [0 840 960 240] /Contents <30 31> /A (x(y)\\)z) /B 12 0 R /C /N#61me >>";
    let bytes = classic(&[(1, "<< /Type /Catalog >>"), (2, text)], "/Root 1 0 R");
    let document = open(bytes).unwrap();
    let object = document.object(2).unwrap().unwrap();
    let dict = object.dict().unwrap();
    let said = |key: &[u8]| {
        let span = dict.get(key).unwrap().span;
        String::from_utf8(object.source.read(span).unwrap()).unwrap()
    };
    assert_eq!(said(b"Contents"), "<30 31>");
    assert_eq!(said(b"ByteRange"), "[0 840 960 240]");
    assert_eq!(said(b"A"), "(x(y)\\)z)");
    assert_eq!(said(b"B"), "12 0 R");
    assert_eq!(dict.get(b"A").and_then(Value::string), Some(&b"x(y))z"[..]));
    assert_eq!(dict.get(b"C").and_then(Value::name), Some(&b"Name"[..]));
    let whole = object.source.read(object.span).unwrap();
    assert!(whole.starts_with(b"2 0 obj") && whole.ends_with(b"endobj"));
}

#[test]
fn earlier_states_are_opened_as_they_were() {
    let mut bytes = two_pages();
    let first_end = number(bytes.len());
    let start = String::from_utf8_lossy(&bytes).rfind("xref\n").unwrap();
    let prev = String::from_utf8_lossy(&bytes)[..start].rfind("xref\n").unwrap();
    append(
        &mut bytes,
        &[(3, "<< /Type /Page /Parent 2 0 R >>")],
        &format!("/Root 1 0 R /Prev {prev}"),
    );
    bytes.extend_from_slice(b"% left over");
    let document = open(bytes).unwrap();
    let ends: Vec<Option<u64>> = document.sections().iter().map(|it| it.ended).collect();
    assert_eq!(ends[1], Some(first_end));
    assert_eq!(document.ended() + 11, document.source().end());
    let earlier = document.earlier(first_end).unwrap();
    let (old, new) = (
        earlier.object(3).unwrap().unwrap(),
        document.object(3).unwrap().unwrap(),
    );
    assert!(old.dict().unwrap().get(b"Contents").is_some() && new.dict().unwrap().get(b"Contents").is_none());
    assert!(!old.same_bytes(&new).unwrap());
    let same = (
        earlier.object(4).unwrap().unwrap(),
        document.object(4).unwrap().unwrap(),
    );
    assert!(same.0.same_bytes(&same.1).unwrap());
}

#[test]
fn hidden_objects_are_found_through_the_stream_beside_the_table() {
    let mut bytes = packed("");
    let stream = String::from_utf8_lossy(&bytes).rfind("startxref\n").unwrap();
    let beside: usize = String::from_utf8_lossy(&bytes)[stream + 10..]
        .lines()
        .next()
        .unwrap()
        .parse()
        .unwrap();
    let start = bytes.len();
    write!(
        bytes,
        "xref\n0 5\n{}trailer\n<< /Size 8 /Root 1 0 R /XRefStm {beside} >>\nstartxref\n{start}\n%%EOF\n",
        "0000000000 65535 f \n".repeat(5)
    )
    .unwrap();
    let document = open(bytes).unwrap();
    assert_eq!(document.page_ids().unwrap().len(), 2);
    assert_eq!(document.sections().len(), 1);
}

#[test]
fn what_others_permit_and_lock_is_read() {
    let bytes = classic(
        &[
            (
                1,
                "<< /Type /Catalog /Pages 2 0 R /Perms << /DocMDP 5 0 R >> /AcroForm << /Fields [3 0 R 4 0 R] /XFA [] >> >>",
            ),
            (2, "<< /Kids [] >>"),
            (3, "<< /FT /Sig /T (a) /V 5 0 R >>"),
            (4, "<< /T (b) /FT /Tx /Kids [6 0 R 7 0 R] >>"),
            (
                5,
                "<< /Reference [<< /TransformMethod /DocMDP /TransformParams << /P 1 >> >> \
                 << /TransformMethod /FieldMDP /TransformParams << /Action /Include /Fields [(b)] >> >>] >>",
            ),
            (6, "<< /T <FEFF0110> /V (x) >>"),
            (7, "<< /T (d) /FT /Sig >>"),
        ],
        "/Root 1 0 R",
    );
    let document = open(bytes).unwrap();
    assert_eq!(
        document.certification().unwrap(),
        Some(Certification { permission: 1 })
    );
    assert!(document.is_xfa().unwrap());
    let fields = document.fields().unwrap();
    let names: Vec<(&str, bool)> = fields
        .iter()
        .map(|it| (it.name.as_str(), it.is_signature()))
        .collect();
    assert_eq!(names, [("a", true), ("b.Đ", false), ("b.d", true)]);
    let signature = document.signature(&fields[0]).unwrap().unwrap();
    assert!(document.signature(&fields[2]).unwrap().is_none());
    let locks = document.locks(signature.dict().unwrap()).unwrap();
    assert!(locks[0].covers("b.d") && !locks[0].covers("bd") && !locks[0].covers("a"));
}

#[test]
fn encryption_is_seen_in_any_state() {
    let bytes = classic(&PAGES_OF_TWO, "/Root 1 0 R /Encrypt 9 0 R");
    assert!(open(bytes).unwrap().is_encrypted());
    assert!(!open(two_pages()).unwrap().is_encrypted());
}

#[test]
fn a_word_is_found_wherever_it_stands_also_across_the_pieces_that_are_read() {
    let word = b"/ByteRange";
    let piece = 256 << 10;
    let starts: Vec<usize> = (1..=12)
        .map(|back| piece * back - back + 1)
        .chain([0, 77])
        .collect();
    let mut bytes = vec![b'e'; piece * 13];
    for start in &starts {
        bytes[*start..start + word.len()].copy_from_slice(word);
    }
    let span = Span {
        start: 0,
        end: bytes.len() as u64,
    };
    let mut found = Vec::new();
    let source = Source::of_bytes(bytes);
    let _ = source.find(span, word, &mut |at| {
        found.push(usize::try_from(at).unwrap());
        ControlFlow::Continue(())
    });
    let mut wanted = starts;
    wanted.sort_unstable();
    assert_eq!(found, wanted);
}
