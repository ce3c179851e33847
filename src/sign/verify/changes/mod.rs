//! What became of the file after a signature: the state that was signed held against the newest. A change is one that is
//! not on the short list of what signing again, storing proofs and filling a form must change; the list goes by roles (this
//! object was the form and still is), never by what an object says of itself.

mod form;
mod objects;
mod pages;
mod permits;
mod rest;
mod roles;

use std::collections::{BTreeMap, BTreeSet};

use super::states::Signed;
use crate::domain::signature::{Change, Finding};
use crate::sign::pdf::{Dict, Document, ObjectId, PdfError, Span, Value};

/// What is found while two states are compared.
struct Diff<'a> {
    old: &'a Document,
    new: &'a Document,
    /// Objects of the old state that say something else in the new one, or are gone.
    changed: BTreeSet<u32>,
    /// Those whose change was looked at and judged.
    seen: BTreeSet<u32>,
    /// What changed, on which page, how often.
    found: BTreeMap<(Change, Option<u32>), u32>,
    /// Names of form fields that were filled.
    filled: Vec<String>,
    /// Names of fields that were signed.
    signed: Vec<String>,
    /// Names of new signature fields that can be seen.
    placed: Vec<String>,
    /// Signature fields of the new state: their objects and where they are shown.
    signature_places: BTreeSet<u32>,
    has_new_field: bool,
}

/// What changed since `signed` was made, judged by what it permits itself.
pub(super) fn since(newest: &Document, signed: &Signed) -> Result<Vec<Finding>, PdfError> {
    let source = newest.source();
    let Some(end) = signed.end().filter(|end| *end <= source.end()) else {
        return Ok(Vec::new());
    };
    let old = match newest.earlier(end) {
        Ok(old) => old,
        Err(PdfError::Damaged { .. }) => return Ok(vec![Finding::NotWholeFile]),
        Err(error) => return Err(error),
    };
    if !is_blank(&old, end)? {
        return Ok(vec![Finding::NotWholeFile]);
    }
    // What an encrypted file holds cannot be compared; that it is encrypted is said elsewhere.
    if newest.is_encrypted() || head(&old) == head(newest) {
        return Ok(Vec::new());
    }
    let mut diff = Diff::between(&old, newest)?;
    diff.compare()?;
    permits::findings(&diff, signed)
}

/// Where the newest section of a state lies.
fn head(document: &Document) -> Option<u64> {
    document.sections().first().map(|section| section.offset)
}

/// Nothing but blanks between the end mark of this state and the end of what was signed.
fn is_blank(old: &Document, end: u64) -> Result<bool, PdfError> {
    let start = old.ended();
    if end.saturating_sub(start) > 1024 {
        return Ok(false);
    }
    let behind = old.source().read(Span { start, end })?;
    Ok(behind.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0))
}

impl<'a> Diff<'a> {
    fn between(old: &'a Document, new: &'a Document) -> Result<Self, PdfError> {
        Ok(Self {
            changed: objects::changed(old, new)?,
            old,
            new,
            seen: BTreeSet::new(),
            found: BTreeMap::new(),
            filled: Vec::new(),
            signed: Vec::new(),
            placed: Vec::new(),
            signature_places: BTreeSet::new(),
            has_new_field: false,
        })
    }

    fn compare(&mut self) -> Result<(), PdfError> {
        self.catalog()?;
        self.form()?;
        self.pages()?;
        self.proofs()?;
        self.descriptions()?;
        self.structure()?;
        self.rest()
    }

    /// Counts a change.
    fn note(&mut self, change: Change, page: Option<u32>) {
        *self.found.entry((change, page)).or_default() += 1;
    }

    /// The object in this role was looked at, if it is the same object in both states. In another role it was something
    /// else before, and that is a change of what it was.
    fn keep_role(&mut self, old: Option<&Value>, new: Option<&Value>) {
        if let (Some(old), Some(new)) = (old.and_then(Value::reference), new.and_then(Value::reference))
            && old == new
        {
            self.seen.insert(old.number);
        }
    }

    fn was_changed(&self, id: Option<ObjectId>) -> bool {
        id.is_some_and(|id| self.changed.contains(&id.number))
    }
}

/// The keys whose values differ, as they stand: references by number.
fn different_keys(old: &Dict, new: &Dict) -> BTreeSet<Vec<u8>> {
    let keys = old.entries.iter().chain(&new.entries).map(|entry| &entry.key);
    keys.filter(|key| old.get(key) != new.get(key)).cloned().collect()
}

/// `whole` begins with `first`.
fn begins(whole: &[Value], first: &[Value]) -> bool {
    whole.len() >= first.len() && whole.iter().zip(first).all(|(one, other)| one == other)
}
