//! The pages of an existing PDF become pages of ours: what they inherited is written into them, their objects get
//! new numbers, everything no page needs is left behind. Through memory, hence limited in size.

use std::collections::HashMap;
use std::io::{self, Write};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::Source;
use super::objects::write_object;
use super::writer::{PAGES, Writer};

/// What pages inherit from the tree above them (ISO 32000-1, table 30).
pub(super) const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];
/// Of a page these point out of the document or into a structure that is not carried over.
pub(super) const LEFT_BEHIND: [&[u8]; 4] = [b"Parent", b"StructParents", b"B", b"Metadata"];
/// Of the catalog these change what pages look like; only the first document's are kept.
const CARRIED: [&[u8]; 2] = [b"AcroForm", b"OCProperties"];
/// A page tree deeper than this is a loop.
pub(super) const DEEPEST_TREE: usize = 64;

/// Copies objects of one document into a writer, each once.
struct Copier<'a, W: Write> {
    document: &'a Document,
    writer: &'a mut Writer<W>,
    numbers: HashMap<ObjectId, u32>,
    waiting: Vec<(ObjectId, u32)>,
}

/// Appends the pages that `source` names. `carry` says whether the document's form fields and layers are kept; answers whether it
/// has any.
pub(super) fn append<W: Write>(
    writer: &mut Writer<W>,
    (document, source): (&Document, &Source),
    carry: bool,
) -> io::Result<bool> {
    let mut copier = Copier {
        document,
        writer,
        numbers: HashMap::new(),
        waiting: Vec::new(),
    };
    let wanted = |number: &u32| {
        source
            .leaves
            .is_none_or(|(first, last)| (first..=last).contains(number))
    };
    let pages = (1..).zip(document.page_iter());
    let pages: Vec<ObjectId> = pages
        .filter_map(|(number, page)| wanted(&number).then_some(page))
        .collect();
    let numbered: Vec<(ObjectId, u32)> = pages
        .iter()
        .map(|page| (*page, copier.writer.reserve()))
        .collect();
    for (page, number) in &numbered {
        copier.numbers.entry(*page).or_insert(*number);
    }
    for (page, number) in numbered {
        copier.page((page, source.turns), number)?;
    }
    let has_any = document
        .catalog()
        .is_ok_and(|catalog| CARRIED.iter().any(|key| catalog.has(key)));
    if carry {
        copier.catalog_entries();
    }
    copier.rest()?;
    Ok(has_any)
}

impl<W: Write> Copier<'_, W> {
    fn page(&mut self, (page, turns): (ObjectId, u8), number: u32) -> io::Result<()> {
        let mut dictionary = self.document.get_dictionary(page).cloned().unwrap_or_default();
        for key in INHERITED {
            if !dictionary.has(key)
                && let Some(value) = self.inherited(&dictionary, key)
            {
                dictionary.set(key, value);
            }
        }
        for key in LEFT_BEHIND {
            dictionary.remove(key);
        }
        if !turns.is_multiple_of(4) {
            let stands = dictionary
                .get_deref(b"Rotate", self.document)
                .and_then(Object::as_i64);
            let turned = stands.unwrap_or(0) + 90 * i64::from(turns);
            dictionary.set("Rotate", Object::Integer(turned.rem_euclid(360)));
        }
        let mut copy = self.renumbered_dictionary(&dictionary);
        copy.set("Type", Object::Name(b"Page".to_vec()));
        copy.set("Parent", Object::Reference((PAGES, 0)));
        let mut body = Vec::new();
        write_object(&mut body, &Object::Dictionary(copy));
        self.writer.object(number, &body)?;
        self.writer.add_page(number);
        Ok(())
    }

    fn inherited(&self, page: &Dictionary, key: &[u8]) -> Option<Object> {
        let mut node = page;
        for _ in 0..DEEPEST_TREE {
            node = node.get_deref(b"Parent", self.document).ok()?.as_dict().ok()?;
            if let Ok(value) = node.get(key) {
                return Some(value.clone());
            }
        }
        None
    }

    fn catalog_entries(&mut self) {
        let Ok(catalog) = self.document.catalog() else {
            return;
        };
        for key in CARRIED {
            let Ok(value) = catalog.get_deref(key, self.document) else {
                continue;
            };
            let mut entry = Vec::new();
            write_object(&mut entry, &Object::Name(key.to_vec()));
            entry.push(b' ');
            write_object(&mut entry, &self.renumbered(value));
            entry.push(b' ');
            self.writer.add_to_catalog(&entry);
        }
    }

    /// Writes what the pages refer to, and what that refers to, until nothing is left.
    fn rest(&mut self) -> io::Result<()> {
        while let Some((id, number)) = self.waiting.pop() {
            let Ok(object) = self.document.get_object(id) else {
                self.writer.object(number, b"null")?;
                continue;
            };
            let mut body = Vec::new();
            if let Object::Stream(stream) = object {
                let mut entries = self.renumbered_dictionary(&stream.dict);
                entries.remove(b"Length");
                for (key, value) in &entries {
                    write_object(&mut body, &Object::Name(key.clone()));
                    body.push(b' ');
                    write_object(&mut body, value);
                    body.push(b' ');
                }
                self.writer.stream(number, &body, &stream.content)?;
            } else {
                write_object(&mut body, &self.renumbered(object));
                self.writer.object(number, &body)?;
            }
        }
        Ok(())
    }

    fn renumbered(&mut self, object: &Object) -> Object {
        match object {
            Object::Reference(id) => self.number_of(*id),
            Object::Array(items) => Object::Array(items.iter().map(|item| self.renumbered(item)).collect()),
            Object::Dictionary(dictionary) => Object::Dictionary(self.renumbered_dictionary(dictionary)),
            Object::Null
            | Object::Boolean(_)
            | Object::Integer(_)
            | Object::Real(_)
            | Object::Name(_)
            | Object::String(..)
            | Object::Stream(_) => object.clone(),
        }
    }

    fn renumbered_dictionary(&mut self, dictionary: &Dictionary) -> Dictionary {
        let mut copy = Dictionary::new();
        for (key, value) in dictionary {
            copy.set(key.clone(), self.renumbered(value));
        }
        copy
    }

    fn number_of(&mut self, id: ObjectId) -> Object {
        if let Some(number) = self.numbers.get(&id) {
            return Object::Reference((*number, 0));
        }
        if is_left(self.document, id) {
            return Object::Null;
        }
        let number = self.writer.reserve();
        self.numbers.insert(id, number);
        self.waiting.push((id, number));
        Object::Reference((number, 0))
    }
}

/// References to what is not there, to the old tree and to the old catalog lead nowhere, so that no second document is
/// dragged along.
pub(super) fn is_left(document: &Document, id: ObjectId) -> bool {
    let Ok(target) = document.get_object(id) else {
        return true;
    };
    let kind = target.as_dict().and_then(Dictionary::get_type).unwrap_or(b"");
    matches!(kind, b"Pages" | b"Catalog" | b"Page" | b"StructTreeRoot")
}
