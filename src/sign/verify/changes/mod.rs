//! What became of the file after a signature: the state that was signed held against the newest. A change is one that is
//! not on the short list of what signing again, storing proofs and filling a form must change. The list goes by roles (this
//! object was the form and still is), never by what an object says of itself, and a role counts only where the object has
//! no other: every way that leads to it in the old state is known (`roles`).

mod catalog;
mod form;
mod objects;
mod pages;
mod permits;
mod places;
mod rest;
mod roles;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use super::states::{Signed, State};
use crate::domain::signature::{Change, Finding};
use crate::sign::pdf::{Dict, Document, ObjectId, PdfError, Span, Value};
use objects::Compared;
use places::Shown;
use roles::Role;

/// What is known beside the two states.
pub(super) struct Beside<'a> {
    /// The signatures of the newest state.
    pub(super) state: &'a State,
    /// What the strictest of the earlier signatures permits, of those that are intact.
    pub(super) certified: Option<u8>,
    /// Asked now and then whether to go on.
    pub(super) watch: &'a dyn Fn() -> ControlFlow<()>,
}

/// What is found while two states are compared.
struct Diff<'a> {
    old: &'a Document,
    new: &'a Document,
    /// Fields whose signatures are judged by themselves: each answers for what it shows.
    judged: BTreeSet<ObjectId>,
    /// What became of each object.
    objects: Compared,
    /// What objects are, by number: those in a role may change as the role allows, once that is looked at.
    roles: BTreeMap<u32, Role>,
    /// What changed, on which page, how often.
    found: BTreeMap<(Change, Option<u32>), u32>,
    /// Names of form fields that were filled.
    filled: Vec<String>,
    /// Names of fields that were signed.
    signed: Vec<String>,
    /// Names of new signature fields that can be seen.
    placed: Vec<String>,
    /// Where signature fields may newly be shown.
    shown: Shown,
    has_new_field: bool,
    /// Something of the old state cannot be read, so that nobody can say what it was.
    is_unreadable: bool,
}

/// What changed since `signed` was made, judged by what it permits itself.
pub(super) fn since(
    newest: &Document,
    signed: &Signed,
    beside: &Beside<'_>,
) -> Result<Vec<Finding>, PdfError> {
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
    if newest.is_encrypted() || end == source.end() {
        return Ok(Vec::new());
    }
    let mut diff = Diff::between(&old, newest, beside)?;
    diff.compare()?;
    permits::findings(&diff, signed, beside.certified)
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
    fn between(old: &'a Document, new: &'a Document, beside: &Beside<'_>) -> Result<Self, PdfError> {
        let holders = roles::holders(old)?;
        Ok(Self {
            judged: beside.state.answering().collect(),
            objects: objects::compare(old, new, (holders, beside.watch))?,
            old,
            new,
            roles: BTreeMap::new(),
            found: BTreeMap::new(),
            filled: Vec::new(),
            signed: Vec::new(),
            placed: Vec::new(),
            shown: Shown::default(),
            has_new_field: false,
            is_unreadable: false,
        })
    }

    fn compare(&mut self) -> Result<(), PdfError> {
        self.trailers();
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

    fn was_changed(&self, id: Option<ObjectId>) -> bool {
        id.is_some_and(|id| self.objects.changed.contains(&id.number))
    }
}

/// The keys whose values differ, as they stand: references by number.
fn different_keys(old: &Dict, new: &Dict) -> BTreeSet<Vec<u8>> {
    let (old, new) = (old.by_key(), new.by_key());
    let keys = old.keys().chain(new.keys());
    keys.filter(|key| old.get(*key) != new.get(*key))
        .map(|key| key.to_vec())
        .collect()
}

/// `whole` begins with `first`.
fn begins(whole: &[Value], first: &[Value]) -> bool {
    whole.len() >= first.len() && whole.iter().zip(first).all(|(one, other)| one == other)
}
