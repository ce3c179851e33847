//! What became of the form: fields that were added, filled, signed or changed.

use std::collections::BTreeMap;

use super::roles::dict;
use super::{Diff, begins, different_keys, objects};
use crate::domain::signature::Change;
use crate::sign::pdf::{Dict, Document, Field, Filled, Object, PdfError, Value};

/// Keys of the form that may change with a signature.
const FORM: [&[u8]; 4] = [b"Fields", b"SigFlags", b"DR", b"DA"];
/// Keys of a field that filling or signing it changes.
const VALUE: [&[u8]; 8] = [b"V", b"AP", b"AS", b"F", b"Ff", b"DA", b"Q", b"Type"];
/// Keys of a place where a field is shown that filling it changes.
const SHOWN: [&[u8]; 4] = [b"AP", b"AS", b"F", b"Type"];

impl Diff<'_> {
    pub(super) fn form(&mut self) -> Result<(), PdfError> {
        let (old, new) = (self.old.catalog()?, self.new.catalog()?);
        self.keep_role(dict(&old).get(b"AcroForm"), dict(&new).get(b"AcroForm"));
        let had_form = self.old.form()?;
        let before = had_form.clone().unwrap_or_default();
        let after = self.new.form()?.unwrap_or_default();
        for key in different_keys(&before, &after) {
            if !FORM.contains(&key.as_slice()) {
                self.note(Change::FormField, None);
            }
        }
        self.resources(&before, &after)?;
        let list = self.old.array(&before, b"Fields")?.unwrap_or_default();
        let longer = self.new.array(&after, b"Fields")?.unwrap_or_default();
        if begins(&longer, &list) {
            self.keep_role(before.get(b"Fields"), after.get(b"Fields"));
        } else {
            self.note(Change::FormField, None);
        }
        self.fields()
    }

    /// What fields are drawn with may grow; what was there stays.
    fn resources(&mut self, before: &Dict, after: &Dict) -> Result<(), PdfError> {
        let (old, new) = (before.get(b"DR"), after.get(b"DR"));
        let before = self.old.dict(before, b"DR")?.unwrap_or_default();
        let after = self.new.dict(after, b"DR")?.unwrap_or_default();
        for entry in &before.entries {
            let kind = entry.key.as_slice();
            if before.get(kind) == after.get(kind) {
                continue;
            }
            let had = self.old.dict(&before, kind).ok().flatten().unwrap_or_default();
            let has = self.new.dict(&after, kind).ok().flatten().unwrap_or_default();
            if had
                .entries
                .iter()
                .any(|one| has.get(&one.key) != Some(&one.value))
            {
                self.note(Change::FormField, None);
                return Ok(());
            }
        }
        self.keep_role(old, new);
        Ok(())
    }

    fn fields(&mut self) -> Result<(), PdfError> {
        let (old, new) = (self.old.fields()?, self.new.fields()?);
        let before: BTreeMap<&str, &Field> = old.iter().map(|field| (field.name.as_str(), field)).collect();
        let after: BTreeMap<&str, &Field> = new.iter().map(|field| (field.name.as_str(), field)).collect();
        // Where a signature was shown before it does not come to stand a second time.
        let was_signed = |field: &&Field| {
            let was = before.get(field.name.as_str());
            was.is_some_and(|was| was.filled != Filled::Empty)
        };
        let signatures = new.iter().filter(|field| field.is_signature());
        for field in signatures.filter(|field| !was_signed(field)) {
            let shown = self
                .new
                .array(&own(self.new, field)?, b"Kids")?
                .unwrap_or_default();
            let places = field
                .id
                .into_iter()
                .chain(shown.iter().filter_map(Value::reference));
            self.signature_places.extend(places.map(|id| id.number));
        }
        for (name, field) in &after {
            match before.get(name) {
                None => self.new_field(field)?,
                Some(was) => self.old_field(was, field)?,
            }
        }
        for (name, field) in &before {
            // A signature that is gone is said of the whole file.
            if !after.contains_key(name) && self.old.signature(field)?.is_none() {
                self.note(Change::FormField, None);
            }
        }
        Ok(())
    }

    fn new_field(&mut self, field: &Field) -> Result<(), PdfError> {
        self.has_new_field = true;
        let own = own(self.new, field)?;
        self.actions(&own)?;
        if !field.is_signature() {
            self.note(Change::FormField, None);
            return Ok(());
        }
        let is_visible = self.is_visible(&own)?;
        if is_visible {
            self.placed.push(field.name.clone());
        }
        match self.new.signature(field)? {
            Some(signature) => self.signature(field, &signature, is_visible),
            // A place to sign shows nothing before it is signed.
            None if own.get(b"AP").is_some() && is_visible => self.note(Change::Annotation, None),
            None => {}
        }
        Ok(())
    }

    fn old_field(&mut self, was: &Field, is: &Field) -> Result<(), PdfError> {
        let (before, after) = (own(self.old, was)?, own(self.new, is)?);
        let keys = different_keys(&before, &after);
        let kinds: Vec<&[u8]> = keys.iter().map(Vec::as_slice).collect();
        if was.kind != is.kind || was.id != is.id {
            self.note(Change::FormField, None);
            return Ok(());
        }
        let was_signed = self.old.signature(was)?.is_some();
        if was_signed {
            self.signed_field(&kinds);
        } else if kinds.iter().all(|key| VALUE.contains(key)) {
            let shown_anew = self.kids(&before, &after)?;
            if !kinds.is_empty() || shown_anew {
                self.filled_field(is)?;
            }
        } else {
            self.note(Change::FormField, None);
        }
        if let Some(id) = was.id {
            self.seen.insert(id.number);
        }
        Ok(())
    }

    /// A field that was signed already stays as it is; some programs only touch its flags.
    fn signed_field(&mut self, keys: &[&[u8]]) {
        for key in keys {
            match *key {
                b"Ff" | b"Type" => {}
                b"AP" | b"AS" | b"Rect" | b"F" | b"MK" => self.note(Change::Appearance, None),
                b"A" | b"AA" => self.note(Change::Script, None),
                _ => self.note(Change::FormField, None),
            }
        }
    }

    fn filled_field(&mut self, field: &Field) -> Result<(), PdfError> {
        if !field.is_signature() {
            self.filled.push(field.name.clone());
            return Ok(());
        }
        let is_visible = self.is_visible(&own(self.new, field)?)?;
        match self.new.signature(field)? {
            Some(signature) => self.signature(field, &signature, is_visible),
            // Still a place to sign, but it looks like something now.
            None => self.note(Change::Annotation, None),
        }
        Ok(())
    }

    /// A signature was put into a field. Nobody answers for what a time stamp shows.
    fn signature(&mut self, field: &Field, signature: &Object, is_visible: bool) {
        let sub_filter = dict(signature).get(b"SubFilter").and_then(Value::name);
        let is_stamp = dict(signature).is_type(b"DocTimeStamp") || sub_filter == Some(b"ETSI.RFC3161");
        match (is_stamp, is_visible) {
            (true, true) => self.note(Change::Annotation, None),
            (true, false) => {}
            (false, _) => self.signed.push(field.name.clone()),
        }
    }

    /// What a new field does when it is touched.
    fn actions(&mut self, field: &Dict) -> Result<(), PdfError> {
        let acts = |dict: &Dict| dict.get(b"A").is_some() || dict.get(b"AA").is_some();
        let mut found = acts(field);
        for kid in self.new.array(field, b"Kids")?.unwrap_or_default() {
            found |= self.new.resolved(&kid)?.dict().is_some_and(acts);
        }
        if found {
            self.note(Change::Script, None);
        }
        Ok(())
    }

    /// Looks at the places where a field is shown; true if one of them shows something else now.
    fn kids(&mut self, was: &Dict, is: &Dict) -> Result<bool, PdfError> {
        let before = self.old.array(was, b"Kids")?.unwrap_or_default();
        if before != self.new.array(is, b"Kids")?.unwrap_or_default() {
            self.note(Change::FormField, None);
            return Ok(false);
        }
        let mut shown_anew = false;
        for id in before.iter().filter_map(Value::reference) {
            if !self.was_changed(Some(id)) {
                continue;
            }
            let (Some(old), Some(new)) = (
                objects::read(self.old, id.number)?,
                objects::read(self.new, id.number)?,
            ) else {
                continue;
            };
            let keys = different_keys(dict(&old), dict(&new));
            if keys.iter().all(|key| SHOWN.contains(&key.as_slice())) {
                self.seen.insert(id.number);
                shown_anew = true;
            }
        }
        Ok(shown_anew)
    }

    fn is_visible(&self, field: &Dict) -> Result<bool, PdfError> {
        if self.new.rect(field.get(b"Rect"))?.is_some() {
            return Ok(true);
        }
        for kid in self.new.array(field, b"Kids")?.unwrap_or_default() {
            let kid = self.new.resolved(&kid)?;
            if let Some(kid) = kid.dict()
                && self.new.rect(kid.get(b"Rect"))?.is_some()
            {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// A field's own dictionary. One that stands in the list of fields itself changes with the list.
pub(super) fn own(document: &Document, field: &Field) -> Result<Dict, PdfError> {
    let object = match field.id {
        Some(id) => document.object(id.number)?,
        None => None,
    };
    Ok(object
        .and_then(|object| object.dict().cloned())
        .unwrap_or_default())
}
