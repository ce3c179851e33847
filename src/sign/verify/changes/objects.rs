//! Which objects of a state say something else in a later one, and what refers to them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use super::roles::{self, Referrers};
use crate::sign::pdf::{Document, Kind, Object, PdfError, Place, Value};

/// How many objects are read between two questions whether to go on.
const STEP: usize = 256;

/// What became of the objects of the old state.
#[derive(Default)]
pub(super) struct Compared {
    /// Gone, saying something else, or named without having been there: an empty place on a page, filled after signing.
    pub(super) changed: BTreeSet<u32>,
    /// Those of them that cannot be understood in one way: a key stands twice.
    pub(super) ambiguous: BTreeSet<u32>,
    /// Those of them that are streams, before or after.
    pub(super) streams: BTreeSet<u32>,
    /// Named by the old state, but not to be read in it: nobody can say what they were.
    pub(super) unread: BTreeSet<u32>,
    /// What refers in the old state to objects that may have changed and to those with a role.
    pub(super) referrers: BTreeMap<u32, Referrers>,
}

/// Reads every object of the old state once, in the order of the file.
pub(super) fn compare(
    old: &Document,
    new: &Document,
    (holders, watch): (BTreeSet<u32>, &dyn Fn() -> ControlFlow<()>),
) -> Result<Compared, PdfError> {
    let mut order: Vec<(Option<Lies>, u32)> = old
        .objects()
        .map(|(number, _)| (lies(old, number), number))
        .collect();
    order.sort_unstable();
    let fresh: BTreeSet<u32> = new
        .objects()
        .map(|(number, _)| number)
        .filter(|number| old.place(*number) == Place::Free)
        .collect();
    let mut wanted = holders;
    let moved = order
        .iter()
        .filter(|(lies_there, number)| *lies_there != lies(new, *number));
    wanted.extend(moved.map(|(_, number)| *number));
    wanted.extend(&fresh);
    let mut compared = Compared::default();
    roles::of_trailer(old.trailer(), &wanted, &mut compared.referrers);
    for (at, (place, number)) in order.into_iter().enumerate() {
        if at % STEP == 0 && watch().is_break() {
            return Err(PdfError::TooMuch("stopped"));
        }
        let before = read(old, number)?;
        match &before {
            Some(object) => roles::of_object(object, &wanted, &mut compared.referrers),
            None if old.is_contained(number)? => {}
            None => {
                compared.unread.insert(number);
            }
        }
        // What could not be read when it was signed may be whole now: its bytes were promised behind the end.
        if place != lies(new, number) || (compared.unread.contains(&number) && read(new, number)?.is_some()) {
            compared.moved(before, read(new, number)?, number)?;
        }
    }
    let promised = fresh
        .iter()
        .filter(|number| compared.referrers.contains_key(number));
    let promised: Vec<u32> = promised.copied().collect();
    compared.changed.extend(promised);
    Ok(compared)
}

impl Compared {
    /// Written again: it may still say the same.
    fn moved(&mut self, before: Option<Object>, after: Option<Object>, number: u32) -> Result<(), PdfError> {
        let both = || before.iter().chain(&after);
        let is_ambiguous = both().any(|object| is_ambiguous(&object.value));
        if let (Some(before), Some(after), false) = (&before, &after, is_ambiguous)
            && same(before, after)?
        {
            return Ok(());
        }
        self.changed.insert(number);
        if is_ambiguous {
            self.ambiguous.insert(number);
        }
        if both().any(|object| object.stream.is_some()) {
            self.streams.insert(number);
        }
        Ok(())
    }
}

/// Where the bytes of an object lie in the file, which object of its stream it is, and its generation.
type Lies = (u64, Option<u32>, u16);

fn lies(document: &Document, number: u32) -> Option<Lies> {
    match document.place(number) {
        Place::Free => None,
        Place::At { offset, generation } => Some((offset, None, generation)),
        Place::In { stream, index } => match document.place(stream) {
            Place::At { offset, .. } => Some((offset, Some(index), 0)),
            _ => None,
        },
    }
}

fn same(before: &Object, after: &Object) -> Result<bool, PdfError> {
    if before.id != after.id || before.value != after.value {
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
pub(super) fn is_ambiguous(value: &Value) -> bool {
    match &value.kind {
        Kind::Array(items) => items.iter().any(is_ambiguous),
        Kind::Dict(dict) => {
            dict.repeated().is_some() || dict.entries.iter().any(|entry| is_ambiguous(&entry.value))
        }
        _ => false,
    }
}
