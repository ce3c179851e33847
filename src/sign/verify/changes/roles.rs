//! The catalog and what hangs on it beside the form and the pages: proofs for later checks (DSS), descriptions of the
//! document, and the objects that only make the file.

use super::{Diff, different_keys, objects};
use crate::domain::signature::Change;
use crate::sign::pdf::{Dict, Kind, Object, PdfError, Value};

/// Streams that hold proofs, in the order of ISO 32000-2 table 261.
const PROOFS: [&[u8]; 3] = [b"Certs", b"OCSPs", b"CRLs"];
/// Streams that make the file and say nothing of it.
const STRUCTURE: [&[u8]; 2] = [b"XRef", b"ObjStm"];

impl Diff<'_> {
    pub(super) fn catalog(&mut self) -> Result<(), PdfError> {
        let (old, new) = (self.old.catalog()?, self.new.catalog()?);
        if old.id == new.id {
            self.seen.insert(old.id.number);
        } else {
            self.note(Change::Object, None);
        }
        let (old, new) = (dict(&old), dict(&new));
        for key in different_keys(old, new) {
            match key.as_slice() {
                b"AcroForm" | b"DSS" | b"Extensions" | b"Metadata" | b"Version" | b"Names" => {}
                b"OpenAction" | b"AA" => self.note(Change::Script, None),
                b"AF" => self.note(Change::Attachment, None),
                b"Pages" => self.note(Change::PageCount, None),
                _ => self.note(Change::Object, None),
            }
        }
        self.keep_role(old.get(b"Extensions"), new.get(b"Extensions"));
        self.names(old, new)
    }

    /// Scripts and attachments hang on names.
    fn names(&mut self, old: &Dict, new: &Dict) -> Result<(), PdfError> {
        self.keep_role(old.get(b"Names"), new.get(b"Names"));
        let old = self.old.dict(old, b"Names")?.unwrap_or_default();
        let new = self.new.dict(new, b"Names")?.unwrap_or_default();
        for key in different_keys(&old, &new) {
            match key.as_slice() {
                b"JavaScript" => self.note(Change::Script, None),
                b"EmbeddedFiles" => self.note(Change::Attachment, None),
                _ => self.note(Change::Object, None),
            }
        }
        Ok(())
    }

    /// Proofs may be added, and those no longer needed may go; none may be put in another's place.
    pub(super) fn proofs(&mut self) -> Result<(), PdfError> {
        let (old, new) = (self.old.catalog()?, self.new.catalog()?);
        let (old, new) = (dict(&old), dict(&new));
        self.keep_role(old.get(b"DSS"), new.get(b"DSS"));
        let before = self.old.dict(old, b"DSS")?.unwrap_or_default();
        let Some(after) = self.new.dict(new, b"DSS")? else {
            return Ok(());
        };
        for entry in &after.entries {
            let key = entry.key.as_slice();
            if key != b"Type" && key != b"VRI" && !PROOFS.contains(&key) {
                self.note(Change::Object, None);
            }
        }
        for key in PROOFS.iter().copied().chain([b"VRI".as_slice()]) {
            self.keep_role(before.get(key), after.get(key));
        }
        Ok(())
    }

    /// Metadata and the old kind of description.
    pub(super) fn descriptions(&mut self) -> Result<(), PdfError> {
        let (old, new) = (self.old.catalog()?, self.new.catalog()?);
        let (before, after) = (dict(&old).get(b"Metadata"), dict(&new).get(b"Metadata"));
        if let (Some(one), Some(other)) = (self.role(before, true)?, self.role(after, false)?)
            && dict(&one).is_type(b"Metadata")
            && dict(&other).is_type(b"Metadata")
        {
            self.keep_role(before, after);
        }
        let before = self.old.trailer().get(b"Info").cloned();
        let after = self.new.trailer().get(b"Info").cloned();
        if let (Some(one), Some(other)) = (
            self.role(before.as_ref(), true)?,
            self.role(after.as_ref(), false)?,
        ) && one.stream.is_none()
            && other.stream.is_none()
            && says_only_texts(dict(&one), dict(&other))
        {
            self.keep_role(before.as_ref(), after.as_ref());
        }
        Ok(())
    }

    fn role(&self, value: Option<&Value>, of_old: bool) -> Result<Option<Object>, PdfError> {
        let document = if of_old { self.old } else { self.new };
        match value.and_then(Value::reference) {
            Some(id) => objects::read(document, id.number),
            None => Ok(None),
        }
    }

    /// Cross-reference and object streams come anew with each writing; what they hold is compared by itself.
    pub(super) fn structure(&mut self) -> Result<(), PdfError> {
        for number in self.changed.clone() {
            let Some(before) = objects::read(self.old, number)?.filter(is_structure) else {
                continue;
            };
            let after = objects::read(self.new, number)?;
            if after.is_none_or(|after| is_structure(&after)) {
                self.seen.insert(before.id.number);
            }
        }
        Ok(())
    }
}

/// The dictionary of an object that was found to have one.
pub(super) fn dict(object: &Object) -> &Dict {
    static NONE: Dict = Dict { entries: Vec::new() };
    object.dict().unwrap_or(&NONE)
}

fn is_structure(object: &Object) -> bool {
    object.stream.is_some() && STRUCTURE.iter().any(|name| dict(object).is_type(name))
}

/// Whatever differs is a text: no such dictionary can be anything that shows on a page at the same time.
fn says_only_texts(old: &Dict, new: &Dict) -> bool {
    different_keys(old, new).iter().all(|key| {
        [old.get(key), new.get(key)]
            .into_iter()
            .flatten()
            .all(|value| matches!(value.kind, Kind::String(_) | Kind::Name(_) | Kind::Null))
    })
}
