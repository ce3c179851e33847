//! Which objects of a state say something else in a later one.

use std::collections::BTreeSet;

use super::rest::references;
use crate::sign::pdf::{Document, Kind, Object, PdfError, Place, Value};

/// Objects of the old state that are gone in the new one, or whose bytes are others.
pub(super) fn changed(old: &Document, new: &Document) -> Result<BTreeSet<u32>, PdfError> {
    let mut changed = BTreeSet::new();
    for (number, _) in old.objects() {
        if lies(old, number) != lies(new, number) && !same(old, new, number)? {
            changed.insert(number);
        }
    }
    changed.extend(promised(old, new)?);
    Ok(changed)
}

/// Objects of the new state that the old one named without having them: an empty place on a page, filled after signing.
fn promised(old: &Document, new: &Document) -> Result<BTreeSet<u32>, PdfError> {
    let fresh: BTreeSet<u32> = new
        .objects()
        .map(|(number, _)| number)
        .filter(|number| old.place(*number) == Place::Free)
        .collect();
    let mut named = BTreeSet::new();
    let mut found = Vec::new();
    let numbers: Vec<u32> = if fresh.is_empty() {
        Vec::new()
    } else {
        old.objects().map(|(number, _)| number).collect()
    };
    for number in numbers {
        if let Some(object) = read(old, number)? {
            references(&object.value, &mut found);
            named.extend(found.drain(..).filter(|number| fresh.contains(number)));
        }
    }
    Ok(named)
}

/// Where the bytes of an object lie in the file, and which object of its stream it is.
fn lies(document: &Document, number: u32) -> Option<(u64, Option<u32>)> {
    match document.place(number) {
        Place::Free => None,
        Place::At { offset, .. } => Some((offset, None)),
        Place::In { stream, index } => match document.place(stream) {
            Place::At { offset, .. } => Some((offset, Some(index))),
            _ => None,
        },
    }
}

/// Written again, but saying the same.
fn same(old: &Document, new: &Document, number: u32) -> Result<bool, PdfError> {
    let (Some(before), Some(after)) = (read(old, number)?, read(new, number)?) else {
        return Ok(false);
    };
    if before.id != after.id
        || before.value != after.value
        || is_ambiguous(&before.value)
        || is_ambiguous(&after.value)
    {
        return Ok(false);
    }
    match (before.stream, after.stream) {
        (None, None) => Ok(true),
        (Some(one), Some(other)) => before.source.same(one, &after.source, other),
        _ => Ok(false),
    }
}

/// An object; one that cannot be read counts as none.
pub(super) fn read(document: &Document, number: u32) -> Result<Option<Object>, PdfError> {
    match document.object(number) {
        Err(PdfError::Damaged { .. }) => Ok(None),
        other => other,
    }
}

/// A key stands twice somewhere in it: programs differ in which of the two they take.
fn is_ambiguous(value: &Value) -> bool {
    match &value.kind {
        Kind::Array(items) => items.iter().any(is_ambiguous),
        Kind::Dict(dict) => {
            dict.repeated().is_some() || dict.entries.iter().any(|entry| is_ambiguous(&entry.value))
        }
        _ => false,
    }
}
