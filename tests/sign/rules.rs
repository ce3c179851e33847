//! What the author of a file permits, kept and refused; the certified files are pyHanko's.

use std::fs;

use motcua::domain::signing::SignFault;
use motcua::sign::pdf::{Document, Source, Value};

use crate::others::{accepted, by_python, in_parts};
use crate::papers::{paper, two_pages};
use crate::{key, wanted};

/// What signing each file must come to: the field, or refused.
const CERTIFIED: [(&str, Option<&str>); 12] = [
    ("certified-1", None),
    ("certified-1-seen", None),
    ("certified-1-unseen", None),
    ("certified-2", None),
    ("certified-2-seen", Some("Waiting")),
    ("certified-2-unseen", Some("Waiting")),
    ("certified-3", None),
    ("certified-3-seen", Some("Waiting")),
    ("certified-3-unseen", Some("Waiting")),
    ("locked-all", None),
    ("locked-include", Some("Signature1")),
    ("locked-exclude", None),
];

#[test]
fn certified_and_locked_files_are_signed_where_their_author_permits_it() {
    let folder = tempfile::tempdir().unwrap();
    let plain = folder.path().join("plain.pdf");
    fs::write(&plain, paper("")).unwrap();
    let [key_file, signer, authority] = in_parts(folder.path());
    let arguments = [&plain, folder.path(), &key_file, &signer, &authority];
    if by_python("certify.py", &arguments).is_none() {
        return;
    }
    for (name, wanted_field) in CERTIFIED {
        let source = folder.path().join(format!("{name}.pdf"));
        let target = folder.path().join(format!("{name}-signed.pdf"));
        let done = wanted("quet_tthc").sign(&source, &target, key("p256").as_mut());
        match wanted_field {
            None => {
                assert_eq!(done, Err(SignFault::Certified), "{name}");
                assert!(!target.exists());
            }
            Some(field) => {
                assert_eq!(done.unwrap().field, field, "{name}");
                accepted(&target, 2);
            }
        }
    }
}

#[test]
fn an_empty_field_that_names_no_page_is_drawn_for_the_page_that_lists_it() {
    let folder = tempfile::tempdir().unwrap();
    let (source, target) = (folder.path().join("in.pdf"), folder.path().join("out.pdf"));
    fs::write(&source, two_pages()).unwrap();
    wanted("quet_tthc")
        .sign(&source, &target, key("p256").as_mut())
        .unwrap();
    let document = Document::open(Source::open(&target).unwrap()).unwrap();
    let field = document.object(6).unwrap().unwrap();
    let look = document.dict(field.dict().unwrap(), b"AP").unwrap().unwrap();
    let form = document.object(look.get(b"N").and_then(Value::reference).unwrap().number);
    let matrix = form.unwrap().unwrap().dict().unwrap().get(b"Matrix").cloned();
    // The second page is turned, and what is drawn on it with it.
    let numbers: Vec<f64> = matrix
        .unwrap()
        .array()
        .unwrap()
        .iter()
        .filter_map(Value::real)
        .collect();
    assert!(numbers[0].abs() < 0.01 && numbers[1].abs() > 0.99, "{numbers:?}");
}
