//! Where signature fields are shown: what stands there must be a place of a signature and nothing else, and somebody must
//! answer for what it shows.

use std::collections::{BTreeMap, BTreeSet};

use super::catalog::dict;
use super::form::own;
use super::{Diff, objects};
use crate::sign::pdf::{Dict, Field, Kind, Object, PdfError, Value};

/// What the place of a signature says. Anything else makes another kind of note of it, or nobody knows what.
const KEYS: [&[u8]; 29] = [
    b"AP",
    b"AS",
    b"BS",
    b"Border",
    b"DA",
    b"DR",
    b"DV",
    b"F",
    b"FT",
    b"Ff",
    b"H",
    b"Kids",
    b"Lock",
    b"M",
    b"MK",
    b"MaxLen",
    b"NM",
    b"P",
    b"Parent",
    b"Q",
    b"Rect",
    b"SV",
    b"StructParent",
    b"Subtype",
    b"T",
    b"TM",
    b"TU",
    b"Type",
    b"V",
];

/// Where signature fields may be shown anew.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// What a page's list of notes may newly name.
    pub(super) places: BTreeSet<u32>,
    /// The area of those that show a new signature, in square units of the page.
    pub(super) areas: BTreeMap<u32, f64>,
}

/// How a field is shown in all its places.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// It takes room on a page.
    pub(super) can_be_seen: bool,
    /// Something is drawn in that room.
    pub(super) draws: bool,
    /// Each place is one of a signature and nothing else.
    pub(super) is_sound: bool,
}

impl Diff<'_> {
    /// Looks at the places of a signature field that is new or newly filled. `is_answered` = a signature that is judged
    /// answers for what they show.
    pub(super) fn look(&mut self, field: &Field, is_answered: bool) -> Result<Look, PdfError> {
        let mut look = Look {
            can_be_seen: false,
            draws: false,
            is_sound: true,
        };
        let own = own(self.new, field)?;
        let kids = self.new.array(&own, b"Kids")?.unwrap_or_default();
        let has_place =
            own.get(b"Subtype").is_some() || own.get(b"Rect").is_some() || own.get(b"AP").is_some();
        let numbers = kids.iter().map(|kid| kid.reference().map(|id| id.number));
        for place in field
            .id
            .filter(|_| has_place)
            .map(|id| Some(id.number))
            .into_iter()
            .chain(numbers)
        {
            let object = match place {
                Some(number) => objects::read(self.new, number)?,
                None => None,
            };
            let one = match &object {
                Some(object) => self.place(object, is_answered)?,
                None => Look {
                    is_sound: false,
                    ..look
                },
            };
            look = Look {
                can_be_seen: look.can_be_seen || one.can_be_seen,
                draws: look.draws || one.draws,
                is_sound: look.is_sound && one.is_sound,
            };
        }
        Ok(look)
    }

    fn place(&mut self, object: &Object, is_answered: bool) -> Result<Look, PdfError> {
        let place = dict(object);
        let is_drawn = place.get(b"AP").is_some_and(|it| !it.is_null()) || self.has_frame(place)?;
        let can_be_seen = match place.get(b"Rect") {
            None => is_drawn,
            rect => !self.new.is_without_area(rect)?,
        };
        let look = Look {
            can_be_seen,
            draws: can_be_seen && is_drawn,
            is_sound: is_place(object),
        };
        if look.is_sound && (is_answered || !look.draws) {
            self.shown.places.insert(object.id.number);
            if can_be_seen && is_answered {
                let rect = self.new.rect(place.get(b"Rect"))?;
                let area = rect.map_or(f64::INFINITY, |it| it.width() * it.height());
                self.shown.areas.insert(object.id.number, area);
            }
        }
        Ok(look)
    }

    /// Colours of a frame or a ground.
    fn has_frame(&self, place: &Dict) -> Result<bool, PdfError> {
        let frame = self.new.value(place, b"MK")?;
        Ok(frame.is_some_and(|it| it.dict().is_none_or(|it| !it.entries.is_empty())))
    }
}

/// A widget, as far as it says nothing else.
fn is_place(object: &Object) -> bool {
    let place = dict(object);
    object.stream.is_none()
        && matches!(object.value.kind, Kind::Dict(_))
        && place.get(b"Subtype").and_then(Value::name) == Some(b"Widget")
        && place
            .entries
            .iter()
            .all(|entry| KEYS.contains(&entry.key.as_slice()))
        && !objects::is_ambiguous(&object.value)
}
