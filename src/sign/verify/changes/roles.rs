//! What an object is for, and whether it is for nothing else. A change is forgiven in one role only: the catalog's form,
//! a page's list of notes. The same object in a second role (the list of notes also the content of a page) is not forgiven,
//! and neither is what hangs on an object that has a second role itself.

use std::collections::{BTreeMap, BTreeSet};

use super::{Diff, objects};
use crate::sign::pdf::{Dict, Document, Kind, Object, PdfError, Place, Value};

/// The number under which the trailer refers to objects.
pub(super) const TRAILER: u32 = 0;
/// Keys that only point back, to a page or a field something belongs to: nothing is shown by them.
const BACK: [&[u8]; 8] = [b"P", b"Parent", b"Pg", b"Obj", b"Data", b"T", b"Page", b"Pages"];
/// More places than this that refer to one object are no role.
const MOST: usize = 256;
/// How many roles may hang on each other: a font list in the resources of the form of the catalog.
const DEEP: usize = 8;

/// Where a value stands: in which object, under which keys.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    object: u32,
    keys: Vec<u8>,
}

impl Spot {
    pub(super) fn of(object: u32) -> Self {
        let keys = Vec::new();
        Self { object, keys }
    }

    fn under(&self, key: &[u8]) -> Self {
        let mut keys = self.keys.clone();
        add(&mut keys, key);
        Self {
            object: self.object,
            keys,
        }
    }
}

/// A zero stands in no key that means anything.
fn add(keys: &mut Vec<u8>, key: &[u8]) {
    keys.push(0);
    keys.extend_from_slice(key);
}

/// What refers to an object.
#[derive(Debug, Default)]
pub(super) struct Referrers {
    /// Spots under a key, those that only point back left out.
    spots: BTreeSet<Spot>,
    /// It is an element of an array somewhere.
    in_array: bool,
    /// Something points back to it.
    from_below: bool,
    is_too_much: bool,
}

impl Referrers {
    /// Nothing refers to it.
    pub(super) fn is_nobody(&self) -> bool {
        self.spots.is_empty() && !self.in_array && !self.from_below && !self.is_too_much
    }

    /// All of them mean this role.
    fn fit(&self, role: &Role, reached: Option<&BTreeSet<u32>>) -> bool {
        let is_alive = |spot: &Spot| {
            spot.object == TRAILER || reached.is_none_or(|reached| reached.contains(&spot.object))
        };
        // The catalog is pointed back to by locks (`/Data`), nothing else by anything.
        let is_root = role.spots.iter().any(|spot| spot.object == TRAILER);
        !self.is_too_much
            && (role.is_listed || !self.in_array)
            && (role.is_listed || is_root || !self.from_below)
            && self
                .spots
                .iter()
                .all(|spot| role.spots.contains(spot) || !is_alive(spot))
    }
}

/// What an object is for.
#[derive(Debug, Default)]
pub(super) struct Role {
    /// Where it must stand, before or after.
    spots: BTreeSet<Spot>,
    /// It may be listed and pointed back to, as pages and fields are.
    is_listed: bool,
    /// Streams have another role than what is no stream.
    is_stream: bool,
    /// It is the same object in both states, and its change was looked at.
    is_kept: bool,
}

/// A dictionary and where it stands.
pub(super) struct Held {
    pub(super) dict: Dict,
    pub(super) spot: Spot,
}

impl Held {
    pub(super) fn catalog(document: &Document) -> Result<Self, PdfError> {
        let catalog = document.catalog()?;
        Ok(Self {
            spot: Spot::of(catalog.id.number),
            dict: catalog.dict().cloned().unwrap_or_default(),
        })
    }

    pub(super) fn object(object: &Object) -> Self {
        Self {
            spot: Spot::of(object.id.number),
            dict: object.dict().cloned().unwrap_or_default(),
        }
    }

    /// The dictionary under a key; empty where there is none.
    pub(super) fn below(&self, document: &Document, key: &[u8]) -> Result<Self, PdfError> {
        let spot = match self.dict.get(key).and_then(Value::reference) {
            Some(id) => Spot::of(id.number),
            None => self.spot.under(key),
        };
        Ok(Self {
            dict: document.dict(&self.dict, key)?.unwrap_or_default(),
            spot,
        })
    }

    pub(super) fn get(&self, key: &[u8]) -> Option<&Value> {
        self.dict.get(key)
    }
}

/// The objects on which others hang that may change, and those themselves.
pub(super) fn holders(old: &Document) -> Result<BTreeSet<u32>, PdfError> {
    let catalog = Held::catalog(old)?;
    let mut found: BTreeSet<u32> = old.page_ids()?.iter().map(|id| id.number).collect();
    found.insert(catalog.spot.object);
    let mut add = |held: &Held| {
        let references = held.dict.entries.iter().filter_map(|it| it.value.reference());
        found.extend(references.map(|id| id.number));
    };
    add(&catalog);
    for (key, below) in [(b"AcroForm".as_slice(), Some(b"DR")), (b"DSS", None)] {
        let Ok(held) = catalog.below(old, key) else {
            continue;
        };
        add(&held);
        if let Some(Ok(held)) = below.map(|key| held.below(old, key)) {
            add(&held);
        }
    }
    Ok(found)
}

/// Notes what the trailer refers to.
pub(super) fn of_trailer(trailer: &Dict, wanted: &BTreeSet<u32>, found: &mut BTreeMap<u32, Referrers>) {
    let mut walk = Walk {
        wanted,
        found,
        spot: Spot::of(TRAILER),
    };
    walk.dict(trailer);
}

/// Notes what an object refers to.
pub(super) fn of_object(object: &Object, wanted: &BTreeSet<u32>, found: &mut BTreeMap<u32, Referrers>) {
    let mut walk = Walk {
        wanted,
        found,
        spot: Spot::of(object.id.number),
    };
    walk.value(&object.value, None);
}

struct Walk<'a> {
    wanted: &'a BTreeSet<u32>,
    found: &'a mut BTreeMap<u32, Referrers>,
    spot: Spot,
}

impl Walk<'_> {
    /// `key` = the key it stands under; `None` = it is an element of an array, or the object itself.
    fn value(&mut self, value: &Value, key: Option<&[u8]>) {
        match &value.kind {
            Kind::Reference(id) if self.wanted.contains(&id.number) => {
                let referrers = self.found.entry(id.number).or_default();
                match key {
                    None => referrers.in_array = true,
                    Some(key) if BACK.contains(&key) => referrers.from_below = true,
                    Some(_) if referrers.spots.len() == MOST => referrers.is_too_much = true,
                    Some(_) => {
                        referrers.spots.insert(self.spot.clone());
                    }
                }
            }
            Kind::Array(items) => {
                for item in items {
                    self.value(item, None);
                }
            }
            Kind::Dict(dict) => self.dict(dict),
            _ => {}
        }
    }

    fn dict(&mut self, dict: &Dict) {
        let length = self.spot.keys.len();
        for entry in &dict.entries {
            add(&mut self.spot.keys, &entry.key);
            self.value(&entry.value, Some(&entry.key));
            self.spot.keys.truncate(length);
        }
    }
}

impl Diff<'_> {
    /// The object under this key has the role of this key; if it is the same in both states, whoever calls looks at what
    /// changed in it. In another role it was something else before, and that is a change of what it was.
    pub(super) fn keep_role(&mut self, key: &[u8], old: &Held, new: &Held) {
        self.role(key, (old, new), false);
    }

    /// [`Self::keep_role`] for a stream.
    pub(super) fn keep_stream(&mut self, key: &[u8], old: &Held, new: &Held) {
        self.role(key, (old, new), true);
    }

    fn role(&mut self, key: &[u8], (old, new): (&Held, &Held), is_stream: bool) {
        let Some(before) = old.get(key).and_then(Value::reference) else {
            return;
        };
        let role = self.roles.entry(before.number).or_default();
        role.is_stream = is_stream;
        role.spots.insert(old.spot.under(key));
        if new.get(key).and_then(Value::reference) == Some(before) {
            role.spots.insert(new.spot.under(key));
            role.is_kept = true;
        }
    }

    /// The object stays what it is under this name of the trailer.
    pub(super) fn keep_root(&mut self, number: u32, key: &[u8]) {
        let role = self.roles.entry(number).or_default();
        role.spots.insert(Spot::of(TRAILER).under(key));
        role.is_kept = true;
    }

    /// A page or a field whose change was looked at.
    pub(super) fn keep_listed(&mut self, number: u32) {
        let role = self.roles.entry(number).or_default();
        role.is_listed = true;
        role.is_kept = true;
    }

    /// The change of this object was looked at, and it is nothing else than what it was looked at for. `reached` = the
    /// objects something leads to; what others say of it does not count. `None` = all are.
    pub(super) fn is_forgiven(&self, number: u32, reached: Option<&BTreeSet<u32>>) -> bool {
        self.is_looked_at(number)
            && !self.objects.ambiguous.contains(&number)
            && self.is_only_its_role(number, reached, 0)
    }

    /// It has a role and was held against what it is now.
    pub(super) fn is_looked_at(&self, number: u32) -> bool {
        self.roles.get(&number).is_some_and(|role| role.is_kept)
    }

    fn is_only_its_role(&self, number: u32, reached: Option<&BTreeSet<u32>>, depth: usize) -> bool {
        let Some(role) = self.roles.get(&number).filter(|_| depth < DEEP) else {
            return false;
        };
        let holds = |holder: u32| {
            let is_old = holder != TRAILER && self.existed(holder);
            !is_old || self.is_only_its_role(holder, reached, depth + 1)
        };
        (role.is_stream || !self.objects.streams.contains(&number))
            && self
                .objects
                .referrers
                .get(&number)
                .is_none_or(|referrers| referrers.fit(role, reached))
            && role.spots.iter().all(|spot| holds(spot.object))
    }

    /// There was such an object in the old state.
    fn existed(&self, number: u32) -> bool {
        self.old.place(number) != Place::Free
    }

    /// What the changed objects of the new state refer to counts as much as what refers to them in the old.
    pub(super) fn refer_anew(&mut self) -> Result<(), PdfError> {
        let wanted: BTreeSet<u32> = self.roles.keys().copied().collect();
        for number in self.objects.changed.clone() {
            if self.existed(number)
                && let Some(object) = objects::read(self.new, number)?
            {
                of_object(&object, &wanted, &mut self.objects.referrers);
            }
        }
        Ok(())
    }
}
