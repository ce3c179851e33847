//! The catalog and what hangs on it beside the form and the pages: proofs for later checks (DSS), descriptions of the
//! document, and the objects that only make the file.

use std::collections::BTreeSet;

use super::roles::{Held, Referrers};
use super::{Diff, different_keys, objects};
use crate::domain::signature::Change;
use crate::sign::pdf::{Dict, Document, Kind, Object, PdfError, Place, Value};

/// Streams that hold proofs, in the order of ISO 32000-2 table 261.
const PROOFS: [&[u8]; 3] = [b"Certs", b"OCSPs", b"CRLs"];

impl Diff<'_> {
    /// Keys that stand twice in a new trailer are read in two ways.
    pub(super) fn trailers(&mut self) {
        let known: BTreeSet<u64> = self.old.sections().iter().map(|it| it.offset).collect();
        let added = self
            .new
            .sections()
            .iter()
            .filter(|it| !known.contains(&it.offset));
        let repeated = added.filter(|it| it.trailer.repeated().is_some()).count();
        for _ in 0..repeated {
            self.note(Change::Object, None);
        }
    }

    pub(super) fn catalog(&mut self) -> Result<(), PdfError> {
        let (old, new) = (self.old.catalog()?, self.new.catalog()?);
        if old.id == new.id {
            self.keep_root(old.id.number, b"Root");
        } else {
            self.note(Change::Object, None);
        }
        let (old, new) = (Held::object(&old), Held::object(&new));
        for key in different_keys(&old.dict, &new.dict) {
            match key.as_slice() {
                b"AcroForm" | b"DSS" | b"Extensions" | b"Metadata" | b"Version" | b"Names" => {}
                b"OpenAction" | b"AA" => self.note(Change::Script, None),
                b"AF" => self.note(Change::Attachment, None),
                b"Pages" => self.note(Change::PageCount, None),
                // What can be seen of a page and what cannot.
                b"OCProperties" => self.note(Change::Page, None),
                _ => self.note(Change::Object, None),
            }
        }
        self.keep_role(b"Extensions", &old, &new);
        self.names(&old, &new)
    }

    /// Scripts and attachments hang on names.
    fn names(&mut self, old: &Held, new: &Held) -> Result<(), PdfError> {
        self.keep_role(b"Names", old, new);
        let old = old.below(self.old, b"Names")?;
        let new = new.below(self.new, b"Names")?;
        for key in different_keys(&old.dict, &new.dict) {
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
        let (old, new) = (Held::catalog(self.old)?, Held::catalog(self.new)?);
        self.keep_role(b"DSS", &old, &new);
        let before = old.below(self.old, b"DSS")?;
        if self.new.value(&new.dict, b"DSS")?.is_none() {
            return Ok(());
        }
        let after = new.below(self.new, b"DSS")?;
        for entry in &after.dict.entries {
            let key = entry.key.as_slice();
            if key != b"Type" && key != b"VRI" && !PROOFS.contains(&key) {
                self.note(Change::Object, None);
            }
        }
        for key in PROOFS.iter().copied().chain([b"VRI".as_slice()]) {
            self.keep_role(key, &before, &after);
        }
        Ok(())
    }

    /// Metadata and the old kind of description.
    pub(super) fn descriptions(&mut self) -> Result<(), PdfError> {
        let (old, new) = (Held::catalog(self.old)?, Held::catalog(self.new)?);
        let both = [
            described(self.old, old.get(b"Metadata"))?,
            described(self.new, new.get(b"Metadata"))?,
        ];
        let is_metadata = |it: &Option<Object>| {
            it.as_ref()
                .is_some_and(|it| it.stream.is_some() && dict(it).is_type(b"Metadata"))
        };
        if both.iter().all(is_metadata) {
            self.keep_stream(b"Metadata", &old, &new);
        }
        let (before, after) = (self.old.trailer().get(b"Info"), self.new.trailer().get(b"Info"));
        if let (Some(one), Some(other)) = (described(self.old, before)?, described(self.new, after)?)
            && one.id == other.id
            && says_only_texts(dict(&one), dict(&other))
        {
            self.keep_root(one.id.number, b"Info");
        }
        Ok(())
    }

    /// Cross-reference and object streams come anew with each writing; what they hold is compared by itself. They are known
    /// by what reads them, never by what they say, and nothing else refers to them.
    pub(super) fn structure(&mut self) -> Result<(), PdfError> {
        let (before, after) = (made_of(self.old), made_of(self.new));
        let changed: Vec<u32> = self.objects.changed.intersection(&before).copied().collect();
        for number in changed {
            let is_nobody = self
                .objects
                .referrers
                .get(&number)
                .is_none_or(Referrers::is_nobody);
            let stays = after.contains(&number) || objects::read(self.new, number)?.is_none();
            if is_nobody && stays {
                self.objects.changed.remove(&number);
            }
        }
        Ok(())
    }
}

fn described(document: &Document, value: Option<&Value>) -> Result<Option<Object>, PdfError> {
    match value.and_then(Value::reference) {
        Some(id) => objects::read(document, id.number),
        None => Ok(None),
    }
}

/// The streams that make the file: its sections, and those that hold other objects.
fn made_of(document: &Document) -> BTreeSet<u32> {
    let sections = document.sections().iter();
    let offsets: BTreeSet<u64> = sections
        .flat_map(|it| [Some(it.offset), it.beside.map(|it| it.start)])
        .flatten()
        .collect();
    let mut found = BTreeSet::new();
    for (number, place) in document.objects() {
        match place {
            Place::At { offset, .. } if offsets.contains(&offset) => found.insert(number),
            Place::In { stream, .. } => found.insert(stream),
            Place::At { .. } | Place::Free => false,
        };
    }
    found
}

/// The dictionary of an object that was found to have one.
pub(super) fn dict(object: &Object) -> &Dict {
    static NONE: Dict = Dict { entries: Vec::new() };
    object.dict().unwrap_or(&NONE)
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
