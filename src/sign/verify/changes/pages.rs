//! What became of the pages: their number and order, what stands on them, the notes on them.

use super::roles::dict;
use super::{Diff, begins, different_keys, objects};
use crate::domain::signature::Change;
use crate::sign::pdf::{Dict, ObjectId, PdfError, Value};

impl Diff<'_> {
    pub(super) fn pages(&mut self) -> Result<(), PdfError> {
        let (old, new) = (self.old.page_ids()?, self.new.page_ids()?);
        if old != new {
            self.note(Change::PageCount, None);
        }
        for (id, page) in old.iter().zip(1..) {
            self.page(*id, page)?;
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
        let (old, new) = (dict(&was), dict(&is));
        for key in different_keys(old, new) {
            match key.as_slice() {
                b"Annots" => {}
                b"AA" => self.note(Change::Script, Some(page)),
                _ => self.note(Change::Page, Some(page)),
            }
        }
        self.seen.insert(id.number);
        self.notes(old, new, page)
    }

    /// The list of notes may grow by places of signatures only.
    fn notes(&mut self, old: &Dict, new: &Dict, page: u32) -> Result<(), PdfError> {
        let before = self.old.array(old, b"Annots")?.unwrap_or_default();
        let after = self.new.array(new, b"Annots")?.unwrap_or_default();
        self.keep_role(old.get(b"Annots"), new.get(b"Annots"));
        if !begins(&after, &before) {
            self.note(Change::Annotation, Some(page));
        }
        for added in after.iter().filter(|note| !before.contains(note)) {
            let place = added.reference().map(|id| id.number);
            if place.is_some_and(|number| self.signature_places.contains(&number)) {
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
