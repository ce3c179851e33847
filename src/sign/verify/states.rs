//! The signatures of each state of the file, and which of them did not stay.

use crate::sign::pdf::{Document, Field, Object, ObjectId, PdfError, Value};

use super::MOST;
use super::hole::ByteRange;

/// A signature field that is filled.
pub(super) struct Signed {
    pub(super) field: Field,
    /// Its signature dictionary.
    pub(super) object: Object,
    pub(super) range: Option<ByteRange>,
    pub(super) sub_filter: Vec<u8>,
}

/// The signatures of one state of the file, in the order in which they were made.
pub(super) struct State {
    pub(super) fields: Vec<Signed>,
}

impl Signed {
    /// One past the last signed byte.
    pub(super) fn end(&self) -> Option<u64> {
        self.range.map(|range| range.end())
    }

    /// A time stamp of the whole document: says when, not who.
    pub(super) fn is_time_stamp(&self) -> bool {
        self.sub_filter == b"ETSI.RFC3161"
            || self
                .object
                .dict()
                .is_some_and(|dict| dict.is_type(b"DocTimeStamp"))
    }

    /// The same field with the same signature.
    pub(super) fn is(&self, other: &Self) -> bool {
        let contents = |one: &Self| one.object.dict().and_then(|dict| dict.get(b"Contents").cloned());
        self.field.name == other.field.name && self.range == other.range && contents(self) == contents(other)
    }
}

impl State {
    pub(super) fn read(document: &Document) -> Result<Self, PdfError> {
        let mut fields = Vec::new();
        for field in document.fields()? {
            let Some(object) = document.signature(&field)? else {
                continue;
            };
            let Some(dict) = object.dict() else {
                continue;
            };
            let sub_filter = document.value(dict, b"SubFilter")?;
            fields.push(Signed {
                range: ByteRange::read(document, dict)?,
                sub_filter: sub_filter
                    .as_ref()
                    .and_then(Value::name)
                    .unwrap_or_default()
                    .to_vec(),
                field,
                object,
            });
        }
        fields.sort_by_key(Signed::end);
        Ok(Self { fields })
    }

    /// Those that are judged: time stamps of the document only where nothing else is there.
    pub(super) fn judged(&self) -> impl Iterator<Item = &Signed> {
        let only_stamps = self.fields.iter().all(Signed::is_time_stamp);
        self.fields
            .iter()
            .filter(move |signed| only_stamps || !signed.is_time_stamp())
    }

    /// Fields whose signatures are judged and answer for what they show. A time stamp does not.
    pub(super) fn answering(&self) -> impl Iterator<Item = ObjectId> {
        let judged = self.judged().take(MOST);
        judged
            .filter(|signed| !signed.is_time_stamp())
            .filter_map(|signed| signed.field.id)
    }
}
