//! Whether the pages of a PDF that was appended stand in the new file as they stood in theirs: both are read again from
//! the disk, and whatever a page can reach is held against each other, each object once. What was left behind on
//! purpose ([`super::append`]) must be gone.

use std::collections::{BTreeSet, HashMap};
use std::io::{self, Read, SeekFrom};
use std::ops::Range;
use std::path::Path;

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};

use crate::scan::input::Input;
use crate::scan::pdf;

use super::append::{DEEPEST_TREE, INHERITED, LEFT_BEHIND, is_left};
use super::writer::Layout;
use super::{AssembleError, Planned};

const NOTHING: Object = Object::Null;

/// Holds every page that was appended against its source; a difference refuses the source by name. `offsets` = where
/// object n begins, at n − 1.
pub(super) fn check(
    file: &mut dyn Input,
    plan: &[Planned],
    (layout, offsets): (&Layout, &[u64]),
) -> Result<(), AssembleError> {
    let mut read: Option<(&Path, Document)> = None;
    for appended in &layout.appended {
        let planned = plan.get(appended.source).ok_or(AssembleError::NotVerified)?;
        let path = planned.source.path.as_path();
        // Leaves of one file that follow each other are one file in memory.
        if read.as_ref().is_none_or(|(before, _)| *before != path) {
            drop(read.take());
            let theirs = pdf::load(&mut planned.open()?, None).map_err(|fault| planned.refused(fault))?;
            read = Some((path, theirs));
        }
        let ours = again(file, &appended.objects, offsets)?;
        let pages = layout.pages.get(appended.pages.clone()).unwrap_or_default();
        let same = match (&read, ours) {
            (Some((_, theirs)), Some(ours)) => same((theirs, &ours), pages, planned),
            _ => false,
        };
        if !same {
            let name = planned.source.name.clone();
            return Err(AssembleError::PagesDiffer { name });
        }
    }
    Ok(())
}

/// The objects with these numbers as they are on the disk, as a document of their own; `None` = they cannot be read.
fn again(file: &mut dyn Input, numbers: &Range<u32>, offsets: &[u64]) -> io::Result<Option<Document>> {
    let (first, last) = (numbers.start as usize - 1, numbers.end as usize - 1);
    let Some(own) = offsets.get(first..last).filter(|own| !own.is_empty()) else {
        return Ok(None);
    };
    let start = own.iter().copied().min().unwrap_or_default();
    let others = offsets.iter().enumerate();
    let others = others.filter(|(at, offset)| !(first..last).contains(at) && **offset > start);
    // The tree of pages and the catalog are written behind all that was appended.
    let Some(end) = others.map(|(_, offset)| *offset).min() else {
        return Ok(None);
    };
    file.seek(SeekFrom::Start(start))?;
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let head = bytes.len() as u64;
    file.take(end - start).read_to_end(&mut bytes)?;
    let table = bytes.len();
    let count = own.len();
    bytes.extend(format!("xref\n0 1\n0000000000 65535 f \n{} {count}\n", numbers.start).bytes());
    for offset in own {
        let offset = (offset - start).saturating_add(head);
        bytes.extend(format!("{offset:010} 00000 n \n").bytes());
    }
    let (size, root) = (numbers.end, numbers.start);
    let trailer = format!("trailer\n<< /Size {size} /Root {root} 0 R >>\nstartxref\n{table}\n%%EOF\n");
    bytes.extend(trailer.bytes());
    Ok(Document::load_mem_with_options(&bytes, LoadOptions::default()).ok())
}

/// Whether these pages of ours, in this order, are the pages of theirs that were wanted.
fn same((theirs, ours): (&Document, &Document), pages: &[u32], planned: &Planned) -> bool {
    let leaves = planned.leaves();
    let wanted = (0..)
        .zip(theirs.page_iter())
        .filter_map(|(at, page)| leaves.contains(&at).then_some(page));
    let pairs: Vec<(ObjectId, ObjectId)> = wanted.zip(pages.iter().map(|page| (*page, 0))).collect();
    let mut walk = Walk {
        theirs,
        ours,
        met: pairs.iter().copied().collect(),
        waiting: Vec::new(),
    };
    pairs.len() == pages.len()
        && pages.len() == leaves.len()
        && pairs.iter().all(|pair| walk.page(*pair, planned.source.turns))
}

/// Goes through what pages of two documents can reach, step by step at the same time.
struct Walk<'a> {
    theirs: &'a Document,
    ours: &'a Document,
    /// Each object of theirs, and which one of ours it became: looked at once.
    met: HashMap<ObjectId, ObjectId>,
    waiting: Vec<(&'a Object, &'a Object)>,
}

impl<'a> Walk<'a> {
    fn page(&mut self, (theirs, ours): (ObjectId, ObjectId), turns: u8) -> bool {
        let (Ok(theirs), Ok(ours)) = (self.theirs.get_dictionary(theirs), self.ours.get_dictionary(ours))
        else {
            return false;
        };
        let kept = |key: &&[u8]| !LEFT_BEHIND.contains(key) && !matches!(*key, b"Type" | b"Rotate");
        let keys: BTreeSet<&[u8]> = keys(theirs)
            .chain(keys(ours))
            .chain(INHERITED)
            .filter(kept)
            .collect();
        for key in keys {
            let stood = self.effective(theirs, key).unwrap_or(&NOTHING);
            self.waiting.push((stood, ours.get(key).unwrap_or(&NOTHING)));
        }
        let turned = |object: Option<&Object>| object.and_then(|it| it.as_i64().ok()).unwrap_or(0);
        let stood = self.effective(theirs, b"Rotate");
        let stood = stood.and_then(|it| Some(self.theirs.dereference(it).ok()?.1));
        let stands = ours.get_deref(b"Rotate", self.ours).ok();
        let wanted = turned(stood) + 90 * i64::from(turns);
        (wanted - turned(stands)).rem_euclid(360) == 0 && self.all_the_same()
    }

    /// The page's own value, or of keys that are handed down the nearest one above it.
    fn effective(&self, page: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        let mut node = page;
        for _ in 0..DEEPEST_TREE {
            match node.get(key) {
                Ok(value) => return Some(value),
                Err(_) if !INHERITED.contains(&key) => return None,
                Err(_) => node = node.get_deref(b"Parent", self.theirs).ok()?.as_dict().ok()?,
            }
        }
        None
    }

    fn all_the_same(&mut self) -> bool {
        while let Some((theirs, ours)) = self.waiting.pop() {
            if !self.is_same(theirs, ours) {
                return false;
            }
        }
        true
    }

    fn is_same(&mut self, theirs: &'a Object, ours: &'a Object) -> bool {
        match (theirs, ours) {
            (Object::Reference(from), _) => self.refers_alike(*from, ours),
            (Object::Array(from), Object::Array(to)) => {
                self.waiting.extend(from.iter().zip(to));
                from.len() == to.len()
            }
            (Object::Dictionary(from), Object::Dictionary(to)) => {
                self.entries((from, to), b"");
                true
            }
            (Object::Stream(from), Object::Stream(to)) => {
                self.entries((&from.dict, &to.dict), b"Length");
                from.content == to.content
            }
            (Object::String(from, _), Object::String(to, _)) => from == to,
            // A whole number may be written without its point.
            (Object::Integer(_) | Object::Real(_), Object::Integer(_) | Object::Real(_)) => {
                matches!((theirs.as_float(), ours.as_float()), (Ok(from), Ok(to)) if from.to_bits() == to.to_bits())
            }
            _ => theirs == ours,
        }
    }

    fn refers_alike(&mut self, from: ObjectId, ours: &'a Object) -> bool {
        let to = ours.as_reference().ok();
        if let Some(before) = self.met.get(&from) {
            return to == Some(*before);
        }
        let (Ok(theirs), false) = (self.theirs.get_object(from), is_left(self.theirs, from)) else {
            return ours.is_null();
        };
        let Some((to, ours)) = to.and_then(|to| Some((to, self.ours.get_object(to).ok()?))) else {
            return false;
        };
        self.met.insert(from, to);
        self.waiting.push((theirs, ours));
        true
    }

    /// A value that is null is none.
    fn entries(&mut self, (theirs, ours): (&'a Dictionary, &'a Dictionary), but: &[u8]) {
        let keys: BTreeSet<&[u8]> = keys(theirs).chain(keys(ours)).filter(|key| *key != but).collect();
        for key in keys {
            let of = |dictionary: &'a Dictionary| dictionary.get(key).unwrap_or(&NOTHING);
            self.waiting.push((of(theirs), of(ours)));
        }
    }
}

fn keys(dictionary: &Dictionary) -> impl Iterator<Item = &[u8]> {
    dictionary.iter().map(|(key, _)| key.as_slice())
}

#[cfg(test)]
mod tests;
