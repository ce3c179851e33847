//! What became of the pages: their number and order, what stands on them, the notes on them.

use std::collections::BTreeSet;

use super::catalog::dict;
use super::roles::Held;
use super::{Diff, begins, different_keys, objects};
use crate::domain::signature::Change;
use crate::sign::pdf::{ObjectId, PdfError, Value};

/// A new signature that takes more than a fourth of a page covers what was signed. An agency's seal beside a leader's name
/// takes less than a thirtieth.
const LARGEST: f64 = 0.25;
/// Smaller ones than 80 × 50 mm are no matter on any page; in square points.
const SMALL: f64 = 32_000.0;

impl Diff<'_> {
    pub(super) fn pages(&mut self) -> Result<(), PdfError> {
        let (old, new) = (self.old.page_ids()?, self.new.page_ids()?);
        if old != new {
            self.note(Change::PageCount, None);
        }
        for (id, page) in old.iter().zip(1..) {
            self.page(*id, page)?;
        }
        if !self.shown.areas.is_empty() {
            for (id, page) in new.iter().zip(1..) {
                self.covered(*id, page)?;
            }
        }
        Ok(())
    }

    /// Whether new signatures cover too much of a page.
    fn covered(&mut self, id: ObjectId, page: u32) -> Result<(), PdfError> {
        let Some(object) = objects::read(self.new, id.number)? else {
            return Ok(());
        };
        let notes = self.new.array(dict(&object), b"Annots")?.unwrap_or_default();
        let places: BTreeSet<u32> = notes
            .iter()
            .filter_map(|note| Some(note.reference()?.number))
            .collect();
        let areas = places.iter().filter_map(|number| self.shown.areas.get(number));
        let area: f64 = areas.sum();
        if area > 0.0 {
            let (whole, unit) = match self.new.page(page)? {
                Some(page) => (page.seen.width() * page.seen.height(), page.unit),
                None => (0.0, 1.0),
            };
            if area > LARGEST * whole && area * unit * unit > SMALL {
                self.note(Change::Annotation, Some(page));
            }
        }
        Ok(())
    }

    fn page(&mut self, id: ObjectId, page: u32) -> Result<(), PdfError> {
        let Some(was) = objects::read(self.old, id.number)? else {
            return Ok(());
        };
        let notes = dict(&was).get(b"Annots").and_then(Value::reference);
        if !self.was_changed(Some(id)) && !self.was_changed(notes) {
            return Ok(());
        }
        let Some(is) = objects::read(self.new, id.number)?.filter(|is| is.stream.is_none()) else {
            return Ok(());
        };
        let (old, new) = (Held::object(&was), Held::object(&is));
        for key in different_keys(&old.dict, &new.dict) {
            match key.as_slice() {
                b"Annots" => {}
                b"AA" => self.note(Change::Script, Some(page)),
                _ => self.note(Change::Page, Some(page)),
            }
        }
        self.keep_listed(id.number);
        self.notes(&old, &new, page)
    }

    /// The list of notes may grow by places of signatures only.
    fn notes(&mut self, old: &Held, new: &Held, page: u32) -> Result<(), PdfError> {
        let before = self.old.array(&old.dict, b"Annots")?.unwrap_or_default();
        let after = self.new.array(&new.dict, b"Annots")?.unwrap_or_default();
        self.keep_role(b"Annots", old, new);
        if !begins(&after, &before) {
            self.note(Change::Annotation, Some(page));
        }
        let known: BTreeSet<ObjectId> = before.iter().filter_map(Value::reference).collect();
        for (at, added) in after.iter().enumerate() {
            let place = added.reference();
            let was_there = match place {
                Some(id) => known.contains(&id),
                None => before.get(at) == Some(added),
            };
            if was_there || place.is_some_and(|id| self.shown.places.contains(&id.number)) {
                continue;
            }
            let value = self.new.resolved(added)?;
            let value = value.dict().cloned().unwrap_or_default();
            if value.get(b"A").is_some() || value.get(b"AA").is_some() {
                self.note(Change::Script, Some(page));
            }
            let is_field = value.get(b"Subtype").and_then(Value::name) == Some(b"Widget");
            let change = if is_field {
                Change::FormField
            } else {
                Change::Annotation
            };
            self.note(change, Some(page));
        }
        Ok(())
    }
}
