//! What became of the form: fields that were added, filled, signed or changed.

use std::collections::{BTreeMap, BTreeSet};

use super::catalog::dict;
use super::places::Look;
use super::roles::Held;
use super::{Diff, begins, different_keys, objects};
use crate::domain::signature::Change;
use crate::sign::pdf::{Dict, Document, Field, Kind, ObjectId, PdfError, Value};

/// Keys of the form that may change with a signature.
const FORM: [&[u8]; 4] = [b"Fields", b"SigFlags", b"DR", b"DA"];
/// Keys of a field that filling or signing it changes.
const VALUE: [&[u8]; 8] = [b"V", b"AP", b"AS", b"F", b"Ff", b"DA", b"Q", b"Type"];
/// Keys of a place where a field is shown that filling it changes.
const SHOWN: [&[u8]; 4] = [b"AP", b"AS", b"F", b"Type"];

impl Diff<'_> {
    pub(super) fn form(&mut self) -> Result<(), PdfError> {
        let (old, new) = (Held::catalog(self.old)?, Held::catalog(self.new)?);
        self.keep_role(b"AcroForm", &old, &new);
        let before = old.below(self.old, b"AcroForm")?;
        let after = new.below(self.new, b"AcroForm")?;
        for key in different_keys(&before.dict, &after.dict) {
            if !FORM.contains(&key.as_slice()) {
                self.note(Change::FormField, None);
            }
        }
        self.defaults(&before, &after)?;
        let list = self.old.array(&before.dict, b"Fields")?.unwrap_or_default();
        let longer = self.new.array(&after.dict, b"Fields")?.unwrap_or_default();
        if begins(&longer, &list) {
            self.keep_role(b"Fields", &before, &after);
        } else {
            self.note(Change::FormField, None);
        }
        self.fields()
    }

    /// What fields are drawn with may come, and may grow; what was there stays. Where readers draw the fields themselves
    /// (`/NeedAppearances`) nothing of it may change.
    fn defaults(&mut self, before: &Held, after: &Held) -> Result<(), PdfError> {
        let draws = self.old.value(&before.dict, b"NeedAppearances")?;
        let is_drawn = draws.is_some_and(|it| it.kind != Kind::Bool(false));
        let (was, is) = (before.get(b"DA"), after.get(b"DA"));
        if was != is && (was.is_some() || is_drawn) {
            self.note(Change::FormField, None);
        }
        let had = before.below(self.old, b"DR")?;
        let has = after.below(self.new, b"DR")?;
        let mut kept = Vec::new();
        let mut has_grown = different_keys(&had.dict, &has.dict)
            .iter()
            .any(|key| had.get(key).is_none());
        for entry in &had.dict.entries {
            let (was, is) = (self.old.resolved(&entry.value)?, has.get(&entry.key));
            let is = is.map(|is| self.new.resolved(is)).transpose()?;
            match is.map(|is| grown(&was, &is)) {
                Some(Some(more)) => has_grown |= more,
                _ => {
                    self.note(Change::FormField, None);
                    return Ok(());
                }
            }
            kept.push(entry.key.as_slice());
        }
        if has_grown && is_drawn {
            self.note(Change::FormField, None);
        }
        for key in kept {
            self.keep_role(key, &had, &has);
        }
        self.keep_role(b"DR", before, after);
        Ok(())
    }

    fn fields(&mut self) -> Result<(), PdfError> {
        let (old, new) = (self.old.fields()?, self.new.fields()?);
        let by_id =
            |fields: &'_ [Field]| -> BTreeSet<ObjectId> { fields.iter().filter_map(|it| it.id).collect() };
        let before: BTreeMap<ObjectId, &Field> =
            old.iter().filter_map(|field| Some((field.id?, field))).collect();
        let direct = |fields: &[Field]| fields.iter().filter(|field| field.id.is_none()).count();
        if direct(&old) != direct(&new) || has_new_twin(&old, &new) {
            self.note(Change::FormField, None);
        }
        for field in &new {
            match field.id.map(|id| before.get(&id)) {
                Some(Some(was)) => self.old_field(was, field)?,
                Some(None) => self.new_field(field)?,
                None => {}
            }
        }
        let after = by_id(&new);
        for field in &old {
            // A signature that is gone is said of the whole file too.
            if field.id.is_some_and(|id| !after.contains(&id)) {
                self.note(Change::FormField, None);
            }
        }
        Ok(())
    }

    fn new_field(&mut self, field: &Field) -> Result<(), PdfError> {
        self.has_new_field = true;
        self.actions(&own(self.new, field)?)?;
        if !field.is_signature() {
            self.note(Change::FormField, None);
            return Ok(());
        }
        let is_filled = self.new.signature(field)?.is_some();
        let look = self.signature_field(field, is_filled)?;
        if look.can_be_seen {
            self.placed.push(field.name.clone());
        }
        // A place to sign shows nothing before it is signed.
        if !is_filled && look.draws {
            self.note(Change::Annotation, None);
        }
        Ok(())
    }

    /// A field that is new or newly filled. Nobody answers for what a time stamp shows.
    fn signature_field(&mut self, field: &Field, is_filled: bool) -> Result<Look, PdfError> {
        let is_answered = is_filled && field.id.is_some_and(|id| self.judged.contains(&id));
        let look = self.look(field, is_answered)?;
        if is_answered {
            self.signed.push(field.name.clone());
        }
        if is_filled && (!look.is_sound || (look.can_be_seen && !is_answered)) {
            self.note(Change::Annotation, None);
        }
        Ok(look)
    }

    fn old_field(&mut self, was: &Field, is: &Field) -> Result<(), PdfError> {
        let (before, after) = (own(self.old, was)?, own(self.new, is)?);
        let keys = different_keys(&before, &after);
        let kinds: Vec<&[u8]> = keys.iter().map(Vec::as_slice).collect();
        if was.kind != is.kind || was.id != is.id {
            self.note(Change::FormField, None);
            return Ok(());
        }
        if self.old.signature(was)?.is_some() {
            self.signed_field(&kinds);
            self.signed_kids(&before, &after)?;
        } else if kinds.iter().all(|key| VALUE.contains(key)) {
            let shown_anew = self.kids(&before, &after)?;
            if !kinds.is_empty() || shown_anew {
                self.filled_field(is)?;
            }
        } else {
            self.note(Change::FormField, None);
        }
        if let Some(id) = was.id {
            self.keep_listed(id.number);
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
        let is_filled = self.new.signature(field)?.is_some();
        self.signature_field(field, is_filled)?;
        // Still a place to sign, but it looks like something now.
        if !is_filled {
            self.note(Change::Annotation, None);
        }
        Ok(())
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
        let mut shown_anew = false;
        for number in self.changed_kids(was, is)? {
            let (Some(old), Some(new)) = (objects::read(self.old, number)?, objects::read(self.new, number)?)
            else {
                continue;
            };
            let keys = different_keys(dict(&old), dict(&new));
            if keys.iter().all(|key| SHOWN.contains(&key.as_slice())) {
                self.keep_listed(number);
                shown_anew = true;
            }
        }
        Ok(shown_anew)
    }

    /// The places of a field that was signed already stay as they are.
    fn signed_kids(&mut self, was: &Dict, is: &Dict) -> Result<(), PdfError> {
        for number in self.changed_kids(was, is)? {
            self.note(Change::Appearance, None);
            self.keep_listed(number);
        }
        Ok(())
    }

    fn changed_kids(&mut self, was: &Dict, is: &Dict) -> Result<Vec<u32>, PdfError> {
        let before = self.old.array(was, b"Kids")?.unwrap_or_default();
        if before != self.new.array(is, b"Kids")?.unwrap_or_default() {
            self.note(Change::FormField, None);
            return Ok(Vec::new());
        }
        let kids = before.iter().filter_map(Value::reference);
        Ok(kids
            .filter(|id| self.was_changed(Some(*id)))
            .map(|id| id.number)
            .collect())
    }
}

/// A dictionary that holds all it held, and whether it holds more; `None` = something else stands there now.
fn grown(was: &Value, is: &Value) -> Option<bool> {
    let (Some(had), Some(has)) = (was.dict(), is.dict()) else {
        return (was == is).then_some(false);
    };
    let (had, has) = (had.by_key(), has.by_key());
    let stays = had.iter().all(|(key, value)| has.get(key) == Some(value));
    stays.then_some(has.len() > had.len())
}

/// A name more fields have than had it: readers differ in which of them they mean.
fn has_new_twin(old: &[Field], new: &[Field]) -> bool {
    let count = |fields: &[Field]| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for field in fields {
            *counts.entry(field.name.clone()).or_default() += 1;
        }
        counts
    };
    let before = count(old);
    count(new)
        .iter()
        .any(|(name, now)| *now > 1 && before.get(name).is_none_or(|was| was < now))
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
