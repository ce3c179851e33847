//! Objects that changed and have no role in which they might: what they were for people.

use std::collections::{BTreeMap, BTreeSet};

use super::catalog::dict;
use super::form::own;
use super::{Diff, objects};
use crate::domain::signature::Change;
use crate::sign::pdf::{Dict, Kind, Object, PdfError, Value};

/// What an object is part of: a kind of change, on which page.
type Part = (Change, Option<u32>);

impl Diff<'_> {
    pub(super) fn rest(&mut self) -> Result<(), PdfError> {
        self.refer_anew()?;
        let mut left = self.unforgiven(None);
        // Only where it may tell: what nothing leads to neither counts nor speaks for others.
        if !self.objects.unread.is_empty() || left.iter().any(|number| self.is_looked_at(*number)) {
            let reached = self.reached()?;
            self.is_unreadable = !self.objects.unread.is_disjoint(&reached);
            left = self.unforgiven(Some(&reached));
        }
        if left.is_empty() {
            return Ok(());
        }
        let parts = self.parts(&left)?;
        for number in left {
            let (change, page) = match parts.get(&number) {
                Some(part) => *part,
                None => (self.by_itself(number)?, None),
            };
            self.note(change, page);
        }
        Ok(())
    }

    fn unforgiven(&self, reached: Option<&BTreeSet<u32>>) -> BTreeSet<u32> {
        let changed = self.objects.changed.iter().copied();
        changed
            .filter(|number| !self.is_forgiven(*number, reached))
            .collect()
    }

    /// Every object the trailer of the old state leads to.
    fn reached(&self) -> Result<BTreeSet<u32>, PdfError> {
        let mut reached = BTreeSet::new();
        let mut waiting = Vec::new();
        for entry in &self.old.trailer().entries {
            references(&entry.value, &mut waiting);
        }
        while let Some(number) = waiting.pop() {
            if reached.insert(number)
                && let Some(object) = objects::read(self.old, number)?
            {
                references(&object.value, &mut waiting);
            }
        }
        Ok(reached)
    }

    /// What each of these objects was part of in the old state, the gravest first.
    fn parts(&self, wanted: &BTreeSet<u32>) -> Result<BTreeMap<u32, Part>, PdfError> {
        let mut parts = BTreeMap::new();
        let pages = self.old.page_ids()?;
        let mut reached: BTreeSet<u32> = pages.iter().map(|id| id.number).collect();
        let mut notes = Vec::new();
        let mut above = BTreeSet::new();
        for (id, page) in pages.iter().zip(1..) {
            let Some(object) = objects::read(self.old, id.number)? else {
                continue;
            };
            let part = (Change::Page, Some(page));
            if wanted.contains(&id.number) {
                parts.insert(id.number, part);
            }
            let (mut below, beside) = split(dict(&object));
            below.extend(self.inherited(dict(&object), &mut above)?);
            self.mark(below, part, (&mut reached, &mut parts, wanted))?;
            notes.push((beside, page));
        }
        let catalog = self.old.catalog()?;
        let layers = dict(&catalog).get(b"OCProperties").cloned();
        self.mark(
            layers.into_iter().collect(),
            (Change::Page, None),
            (&mut reached, &mut parts, wanted),
        )?;
        for field in self.old.fields()? {
            let change = if field.is_signature() {
                Change::Appearance
            } else {
                Change::FormField
            };
            let own = own(self.old, &field)?;
            let shown = self.old.array(&own, b"Kids")?.unwrap_or_default();
            let mut drawn: Vec<Value> = own.get(b"AP").cloned().into_iter().collect();
            for kid in shown {
                let kid = self.old.resolved(&kid)?;
                drawn.extend(kid.dict().and_then(|kid| kid.get(b"AP")).cloned());
            }
            self.mark(drawn, (change, None), (&mut reached, &mut parts, wanted))?;
        }
        for (beside, page) in notes {
            self.mark(
                beside,
                (Change::Annotation, Some(page)),
                (&mut reached, &mut parts, wanted),
            )?;
        }
        Ok(parts)
    }

    /// What the nodes above a page give it to draw with; each node once.
    fn inherited(&self, page: &Dict, met: &mut BTreeSet<u32>) -> Result<Vec<Value>, PdfError> {
        let parent = |node: &Dict| node.get(b"Parent").and_then(Value::reference);
        let mut found = Vec::new();
        let mut next = parent(page);
        while let Some(id) = next.filter(|id| met.insert(id.number)) {
            let node = objects::read(self.old, id.number)?;
            let node = node.as_ref().map(dict);
            found.extend(node.and_then(|node| node.get(b"Resources")).cloned());
            next = node.and_then(parent);
        }
        Ok(found)
    }

    /// Follows every reference from these values; what is wanted and not yet reached becomes a part.
    fn mark(
        &self,
        from: Vec<Value>,
        part: Part,
        (reached, parts, wanted): (&mut BTreeSet<u32>, &mut BTreeMap<u32, Part>, &BTreeSet<u32>),
    ) -> Result<(), PdfError> {
        let mut waiting: Vec<u32> = Vec::new();
        for value in &from {
            references(value, &mut waiting);
        }
        while let Some(number) = waiting.pop() {
            if !reached.insert(number) {
                continue;
            }
            if wanted.contains(&number) {
                parts.insert(number, part);
            }
            if let Some(object) = objects::read(self.old, number)? {
                // Not up the tree of pages: there everything hangs together.
                match object.dict() {
                    Some(dict) if dict.is_type(b"Pages") || dict.is_type(b"Catalog") => {}
                    _ => references(&object.value, &mut waiting),
                }
            }
        }
        Ok(())
    }

    /// An object nothing on a page leads to.
    fn by_itself(&self, number: u32) -> Result<Change, PdfError> {
        let both = [objects::read(self.old, number)?, objects::read(self.new, number)?];
        let both: Vec<&Object> = both.iter().flatten().collect();
        let any = |says: &dyn Fn(&Dict) -> bool| both.iter().any(|object| says(dict(object)));
        let change = if any(&|dict| dict.get(b"JS").is_some() || names(dict, b"S", b"JavaScript")) {
            Change::Script
        } else if any(&|dict| dict.is_type(b"EmbeddedFile") || dict.is_type(b"Filespec")) {
            Change::Attachment
        } else if any(&|dict| dict.is_type(b"Pages") || dict.is_type(b"Page")) {
            Change::PageCount
        } else if any(&|dict| dict.get(b"FT").is_some() || dict.get(b"T").is_some()) {
            Change::FormField
        } else {
            Change::Object
        };
        Ok(change)
    }
}

fn names(dict: &Dict, key: &[u8], name: &[u8]) -> bool {
    dict.get(key).and_then(Value::name) == Some(name)
}

/// What stands on a page, and the notes on it; not what it hangs on.
fn split(page: &Dict) -> (Vec<Value>, Vec<Value>) {
    let of = |wants_notes: bool| {
        let entries = page
            .entries
            .iter()
            .filter(move |entry| entry.key != b"Parent" && (entry.key == b"Annots") == wants_notes);
        entries.map(|entry| entry.value.clone()).collect()
    };
    (of(false), of(true))
}

/// The numbers of all objects a value refers to.
pub(super) fn references(value: &Value, found: &mut Vec<u32>) {
    match &value.kind {
        Kind::Reference(id) => found.push(id.number),
        Kind::Array(items) => {
            for item in items {
                references(item, found);
            }
        }
        Kind::Dict(dict) => {
            for entry in &dict.entries {
                references(&entry.value, found);
            }
        }
        _ => {}
    }
}
