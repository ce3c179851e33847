use std::io::Cursor;
use std::ops::ControlFlow;

use lopdf::{Stream, dictionary};

use super::*;
use crate::domain::time::Moment;
use crate::scan::Source;
use crate::scan::assemble::append::append;
use crate::scan::assemble::step::Steps;
use crate::scan::assemble::verify::verify;
use crate::scan::assemble::writer::Writer;
use crate::scan::assemble::{assemble, plan};

/// Two pages that have most of what they show from the tree above them, one of them with notes that point to both.
fn document() -> Document {
    let mut document = Document::with_version("1.5");
    let (tree, first, second) = (
        document.new_object_id(),
        document.new_object_id(),
        document.new_object_id(),
    );
    let font = document.add_object(dictionary! { "Type" => "Font", "BaseFont" => "Courier", "W" => 0.5 });
    let drawn = document.add_object(Stream::new(
        dictionary! { "Lines" => 1 },
        b"0 0 m 9 9 l S".to_vec(),
    ));
    let other = document.add_object(Stream::new(dictionary! {}, b"9 0 m 0 9 l S".to_vec()));
    let note = |to: ObjectId, page: ObjectId| {
        dictionary! { "Type" => "Annot", "Subtype" => "Link", "P" => page, "Dest" => vec![to.into(), "Fit".into()] }
    };
    let notes = [note(second, first), note(first, first)].map(|note| document.add_object(note).into());
    let of_first = dictionary! {
        "Type" => "Page", "Parent" => tree, "Contents" => drawn, "Annots" => notes.to_vec(), "Gone" => Object::Null,
    };
    let of_second =
        dictionary! { "Type" => "Page", "Parent" => tree, "Contents" => vec![drawn.into(), other.into()] };
    let of_tree = dictionary! {
        "Type" => "Pages", "Count" => 2, "Kids" => vec![first.into(), second.into()],
        "MediaBox" => vec![0.into(), 0.into(), Object::Real(595.25), 842.into()],
        "CropBox" => vec![9.into(), 9.into(), 586.into(), 833.into()],
        "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
        "Rotate" => 90,
    };
    document.objects.insert(tree, of_tree.into());
    document.objects.insert(first, of_first.into());
    document.objects.insert(second, of_second.into());
    let root = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", root);
    document
}

fn saved(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// A file with a document's pages appended, what lies in it, and the source it was made from.
struct Made {
    _folder: tempfile::TempDir,
    source: Source,
    bytes: Vec<u8>,
    layout: Layout,
}

impl Made {
    fn of(leaves: Option<(u32, u32)>, turns: u8) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cu.pdf");
        std::fs::write(&path, saved(document())).unwrap();
        let source = Source {
            leaves,
            turns,
            ..Source::file(path)
        };
        let read = Document::load(&source.path).unwrap();
        let mut writer = Writer::begin(Vec::new()).unwrap();
        let since = writer.standing();
        append(&mut writer, (&read, &source), true).unwrap();
        writer.appended(0, since);
        let (bytes, layout) = writer.finish(Moment(0)).unwrap();
        Self {
            _folder: folder,
            source,
            bytes,
            layout,
        }
    }

    fn verified(&self, bytes: &[u8]) -> Result<(), AssembleError> {
        let mut go_on = |_, _| ControlFlow::Continue(());
        let planned = [plan(&self.source).unwrap()];
        let mut steps = Steps::new(9, &mut go_on);
        verify(&mut Cursor::new(bytes), &planned, &self.layout, &mut steps).map(|_| ())
    }
}

#[test]
fn pages_that_are_as_they_were_pass_whole_in_part_and_turned() {
    for leaves in [None, Some((1, 1)), Some((2, 2)), Some((1, 2))] {
        for turns in 0..4 {
            let made = Made::of(leaves, turns);
            made.verified(&made.bytes).unwrap();
        }
    }
}

/// Each of these is a page that shows something else; none touches a stream, whose bytes are compared by themselves.
#[test]
fn whatever_of_a_page_is_written_otherwise_refuses_the_file_by_name() {
    let made = Made::of(None, 0);
    let changes = [
        ("595.25", "595.24"),
        ("/MediaBox", "/MediaBux"),
        ("[9 9 586 833 ]", "[9 9 586 832 ]"),
        ("/Rotate 90", "/Rotate 00"),
        ("/BaseFont /Courier", "/BaseFont /Cuorier"),
        ("/F1 ", "/F2 "),
        ("/W 0.5", "/W 1.5"),
        ("/Lines 1", "/Lines 2"),
        ("/Annots [", "/Unnots ["),
        ("/Subtype /Link", "/Subtype /Lank"),
        ("/Fit", "/Fat"),
        ("/Dest [", "/Dust ["),
    ];
    for (from, to) in changes {
        assert_eq!(from.len(), to.len());
        let at = made
            .bytes
            .windows(from.len())
            .position(|it| it == from.as_bytes());
        let at = at.unwrap_or_else(|| panic!("no {from}"));
        let mut bytes = made.bytes.clone();
        bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
        let refused = made.verified(&bytes);
        assert!(
            matches!(&refused, Err(AssembleError::PagesDiffer { name }) if name == "cu.pdf"),
            "{from}: {refused:?}"
        );
        let said = crate::scan::text::refusal(&refused.unwrap_err());
        assert!(said.starts_with("cu.pdf: "), "{said}");
    }
}

/// References that lead elsewhere: to another object of the same kind, to the other page, to one note fewer.
#[test]
fn a_reference_that_leads_elsewhere_is_seen() {
    let made = Made::of(None, 0);
    let find = |what: &str| {
        let found = made
            .bytes
            .windows(what.len())
            .position(|it| it == what.as_bytes());
        found.unwrap_or_else(|| panic!("no {what}"))
    };
    let of_reference = |key: &str| {
        let from = find(key) + key.len();
        let end = made.bytes[from..].iter().position(|byte| *byte == b' ').unwrap();
        from..from + end
    };
    let (contents, page) = (of_reference("/Contents "), of_reference("/P "));
    assert_ne!(made.bytes[contents.clone()], made.bytes[page.clone()]);
    for place in [contents, page] {
        for digit in b'1'..=b'9' {
            if made.bytes[place.start] == digit {
                continue;
            }
            let mut bytes = made.bytes.clone();
            bytes[place.start] = digit;
            assert!(made.verified(&bytes).is_err(), "{}", digit as char);
        }
    }
    let notes = find("/Annots [") + "/Annots [".len();
    let mut bytes = made.bytes.clone();
    let one = made.bytes[notes..].iter().position(|byte| *byte == b'R').unwrap();
    bytes[notes..=notes + one].fill(b' ');
    assert!(made.verified(&bytes).is_err(), "one note fewer");
}

/// What the file says now is compared, not what it said when it was read first.
#[test]
fn a_source_that_changes_under_the_work_is_refused() {
    let made = Made::of(None, 0);
    let mut changed = document();
    for object in changed.objects.values_mut() {
        if let Ok(tree) = object.as_dict_mut()
            && tree.has(b"Kids")
        {
            tree.set("Rotate", 180);
        }
    }
    std::fs::write(&made.source.path, saved(changed)).unwrap();
    assert!(matches!(
        made.verified(&made.bytes),
        Err(AssembleError::PagesDiffer { .. })
    ));
}

#[test]
fn an_existing_pdf_between_scans_is_joined_and_checked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cu.pdf");
    std::fs::write(&path, saved(document())).unwrap();
    let sources = [Source::file(&path), Source::file(&path)];
    let out = folder.path().join("out.pdf");
    let made = assemble(&sources, &out, Moment(0), &mut |_, _| ControlFlow::Continue(()));
    assert_eq!(made.unwrap().pages, 4);
}
