//! What the author of a file permits, kept and refused; the certified files are pyHanko's.

use std::fs;

use motcua::domain::signing::SignFault;

use crate::others::{accepted, by_python, in_parts};
use crate::papers::paper;
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
