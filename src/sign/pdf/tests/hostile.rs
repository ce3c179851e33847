//! Files made to hurt: each is refused with a reason, in bounded time and memory, and never a panic.

use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::Arc;

use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

use super::*;

#[test]
fn sections_in_a_ring_are_refused() {
    let bytes = two_pages();
    let at = String::from_utf8_lossy(&bytes).find("xref\n").unwrap();
    let bytes = classic(&PAGES_OF_TWO, &format!("/Root 1 0 R /Prev {at}"));
    assert!(why(bytes).contains("ring"));
}

#[test]
fn pages_fields_and_references_in_a_ring_are_refused() {
    let catalog = |more: &str| format!("<< /Type /Catalog /Pages 2 0 R {more} >>");
    let ring = classic(
        &[
            (1, &catalog("")),
            (2, "<< /Kids [3 0 R] >>"),
            (3, "<< /Kids [2 0 R] >>"),
        ],
        "/Root 1 0 R",
    );
    assert!(why(ring).contains("pages in a ring"));
    let fields = classic(
        &[
            (1, &catalog("/AcroForm << /Fields [4 0 R] >>")),
            (2, "<< /Kids [] >>"),
            (4, "<< /T (a) /Kids [5 0 R] >>"),
            (5, "<< /T (b) /Kids [4 0 R] >>"),
        ],
        "/Root 1 0 R",
    );
    assert!(why(fields).contains("fields in a ring"));
    let references = classic(
        &[
            (1, &catalog("/AcroForm 6 0 R")),
            (2, "<< /Kids [] >>"),
            (6, "7 0 R"),
            (7, "6 0 R"),
        ],
        "/Root 1 0 R",
    );
    assert!(why(references).contains("references in a ring"));
}

#[test]
fn object_streams_in_a_ring_are_refused() {
    // The length of the object stream lies in the object stream itself; of a repeated key the last counts.
    assert!(why(packed("/Length 4 0 R")).contains("object streams in a ring"));
    // An object stream that lies in itself.
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let start = bytes.len();
    let dict = "/Type /XRef /Size 3 /W [1 1 1] /Root 1 0 R";
    bytes.extend(stream_object(7, dict, &[0, 0, 0, 2, 2, 0, 2, 2, 0]));
    write!(bytes, "startxref\n{start}\n%%EOF\n").unwrap();
    assert!(why(bytes).contains("not in the file"));
}

#[test]
fn deep_nesting_is_refused_and_some_is_not() {
    for (depth, fits) in [(150, true), (250, false), (100_000, false)] {
        let deep = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        let bytes = classic(
            &[
                (1, "<< /Type /Catalog /Pages 2 0 R >>"),
                (2, "<< /Kids [] >>"),
                (3, &deep),
            ],
            "/Root 1 0 R",
        );
        assert_eq!(look(bytes).is_ok(), fits, "{depth}");
    }
}

#[test]
fn lengths_that_lie_are_refused() {
    for length in [
        "3",
        "6",
        "-1",
        "999999",
        "99999999999999999999",
        "(4)",
        "5 0 R",
        "9 0 R",
    ] {
        let stream = format!("<< /Length {length} >>\nstream\nq Q.\nendstream");
        let mut objects = PAGES_OF_TWO;
        objects[4].1 = &stream;
        assert!(look(classic(&objects, "/Root 1 0 R")).is_err(), "{length}");
    }
}

#[test]
fn bombs_are_refused_before_they_fill_the_memory() {
    let bomb = deflated(&vec![0; index(UNPACKED) + 1]);
    assert!(bomb.len() < 100_000);
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let start = bytes.len();
    let dict = "/Type /XRef /Size 1 /W [1 2 1] /Root 1 0 R /Filter /FlateDecode";
    bytes.extend(stream_object(1, dict, &bomb));
    write!(bytes, "startxref\n{start}\n%%EOF\n").unwrap();
    assert_eq!(why(bytes), "too much: unpacked stream");
    // Many objects of one byte each.
    let items = classic(
        &[
            (1, "<< /Type /Catalog /Pages 2 0 R >>"),
            (2, "<< /Kids [] >>"),
            (3, &format!("[{}]", "1 ".repeat(VALUES + 1))),
        ],
        "/Root 1 0 R",
    );
    assert_eq!(why(items), "too much: values in one object");
}

#[test]
fn the_same_bytes_cannot_be_read_for_ever() {
    // Sixty thousand numbers for one long object.
    let body = format!(
        "[{}]",
        "(0123456789012345678901234567890123456789) ".repeat(20_000)
    );
    let mut head = String::new();
    for number in 10..60_000 {
        write!(head, "{number} 0 ").unwrap();
    }
    let mut out = b"%PDF-1.7\n".to_vec();
    let start = out.len();
    let dict = format!(
        "/Type /ObjStm /N 59990 /First {} /Filter /FlateDecode",
        head.len()
    );
    out.extend(stream_object(
        6,
        &dict,
        &deflated(format!("{head}{body}").as_bytes()),
    ));
    let table = out.len();
    let mut rows = vec![1, u8::try_from(start).unwrap(), 0, 0];
    for which in 0..59_990_u16 {
        let [high, low] = which.to_be_bytes();
        rows.extend([2, 6, high, low]);
    }
    let dict = "/Type /XRef /Size 60000 /W [1 1 2] /Index [6 1 10 59990] /Filter /FlateDecode /Root 10 0 R";
    out.extend(stream_object(7, dict, &deflated(&rows)));
    write!(out, "startxref\n{table}\n%%EOF\n").unwrap();
    let budget = Budget(AtomicU64::new(8 << 20));
    let document = Document::with_budget(Source::of_bytes(out), Arc::new(budget)).unwrap();
    let ended = (10..60_000).find_map(|number| document.object(number).err());
    assert_eq!(ended, Some(PdfError::TooMuch("work")));
}

#[test]
fn impossible_widths_indexes_and_sizes_are_refused() {
    for dict in [
        "/W [1 9 1]",
        "/W [0 0 0]",
        "/W [1 -2 1]",
        "/W [1 2]",
        "/W 4",
        "/W [1 2 1] /Size 99999999",
        "/W [1 2 1] /Index [0]",
        "/W [1 2 1] /Index [9999999999 1]",
        "/W [1 2 1] /Index [9223372036854775807 2]",
    ] {
        let mut bytes = b"%PDF-1.7\n".to_vec();
        let start = bytes.len();
        let dict = format!("/Type /XRef /Size 2 /Root 1 0 R {dict}");
        bytes.extend(stream_object(1, &dict, &[1, 0, 9, 0, 1, 0, 9, 0]));
        write!(bytes, "startxref\n{start}\n%%EOF\n").unwrap();
        assert!(open(bytes).is_err(), "{dict}");
    }
    let huge = classic(&PAGES_OF_TWO, "/Root 1 0 R /Size 4294967295");
    assert!(why(huge).contains("object numbers"));
}

#[test]
fn a_file_cut_anywhere_is_a_fault_and_no_panic() {
    for bytes in [two_pages(), packed("")] {
        let last = bytes.len() - b"\n%%EOF\n".len();
        for end in 0..last {
            let cut = look(bytes[..end].to_vec());
            // Digits of the last offset may be missing and still lead somewhere.
            assert!(cut.is_err() || end + 4 > last, "{end} of {last}");
        }
        assert_eq!(look(bytes).unwrap(), 2);
    }
}

#[test]
fn other_files_are_refused() {
    for bytes in [
        &b""[..],
        b"%PDF",
        b"\xEF\xBB\xBF%PDF-1.7",
        b"hello",
        b"%PDF-1.7\nstartxref",
    ] {
        assert!(look(bytes.to_vec()).is_err());
    }
}

/// The same cases every time.
fn seeded() -> TestRunner {
    let config = ProptestConfig {
        cases: 2000,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]))
}

#[test]
fn changed_bytes_never_panic() {
    let files = [two_pages(), packed("")];
    let change = (
        0..2_usize,
        prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    );
    seeded()
        .run(&change, |(which, changes)| {
            let mut bytes = files[which].clone();
            for (at, byte) in changes {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            look(bytes).ok();
            Ok(())
        })
        .unwrap();
}

#[test]
fn spliced_tokens_never_panic() {
    let words = prop::sample::select(vec![
        "<<",
        ">>",
        "[",
        "]",
        "(",
        ")",
        "<",
        ">",
        "/",
        "obj",
        "endobj",
        "stream\n",
        "endstream",
        "R",
        "1 0 R",
        "4 0 R",
        "6 0 R",
        "xref\n",
        "trailer",
        "startxref\n",
        "%",
        "-1",
        "65536",
        "99999999999",
        "/Length 9",
        "/Kids",
        "/Prev 9",
        "\u{0}",
        "null",
    ]);
    let splice = prop::collection::vec((any::<prop::sample::Index>(), 0..6_usize, words), 1..4);
    let files = [two_pages(), packed("")];
    seeded()
        .run(&(0..2_usize, splice), |(which, splices)| {
            let mut bytes = files[which].clone();
            for (at, drop, word) in splices {
                let at = at.index(bytes.len());
                let end = (at + drop).min(bytes.len());
                bytes.splice(at..end, word.bytes());
            }
            look(bytes).ok();
            Ok(())
        })
        .unwrap();
}
