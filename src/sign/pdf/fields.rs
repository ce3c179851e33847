//! The form of a document: its fields, which of them are signatures, and what signatures forbid.

use std::collections::BTreeSet;

use super::document::{Document, Object};
use super::object::{Dict, ObjectId, Value};
use super::xref::Place;
use super::{FIELDS, PdfError, Result};

/// How many fields may lie in each other.
const DEEP: usize = 64;
/// The longest name of all fields above each other.
const NAME: usize = 1024;

/// A field that has no further fields below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its whole name, the parts joined by points. As the file says it: may hold control characters.
    pub name: String,
    /// `/FT`, its own or inherited.
    pub kind: Vec<u8>,
    /// Its object; `None` = it stands in the list itself.
    pub id: Option<ObjectId>,
    /// `/V`, its own or inherited.
    pub filled: Filled,
}

/// Where the value of a field is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filled {
    /// There is none.
    Empty,
    /// An object of its own, as nearly every signature.
    By(ObjectId),
    /// Within the dictionary of this object.
    Within(ObjectId),
}

impl Field {
    /// It is for a signature.
    pub fn is_signature(&self) -> bool {
        self.kind == b"Sig"
    }
}

/// What a certification permits (`DocMDP`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Certification {
    /// 1 = nothing, 2 = filling and signing, 3 = notes too.
    pub permission: u8,
}

/// Which fields a signature locks (`FieldMDP`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lock {
    /// All.
    All,
    /// These and those below them.
    Only(Vec<String>),
    /// All but these and those below them.
    AllBut(Vec<String>),
}

impl Lock {
    /// A field of this name must not change any more.
    pub fn covers(&self, name: &str) -> bool {
        let names = |list: &[String]| {
            list.iter().any(|it| {
                name.strip_prefix(it.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            })
        };
        match self {
            Self::All => true,
            Self::Only(list) => names(list),
            Self::AllBut(list) => !names(list),
        }
    }
}

/// A node of the tree of fields, and what it has from above.
struct Node {
    value: Value,
    /// The object it stands in.
    holder: ObjectId,
    name: String,
    kind: Vec<u8>,
    filled: Filled,
    /// The objects of the nodes above it.
    above: Vec<ObjectId>,
}

impl Document {
    /// The form's dictionary.
    pub fn form(&self) -> Result<Option<Dict>> {
        let catalog = self.catalog()?;
        self.dict(catalog.dict().unwrap_or(&Dict::default()), b"AcroForm")
    }

    /// The form is one of those whose pages other programs make anew (XFA).
    pub fn is_xfa(&self) -> Result<bool> {
        match self.form()? {
            Some(form) => Ok(self.value(&form, b"XFA")?.is_some()),
            None => Ok(false),
        }
    }

    /// All fields, in the order of the form.
    pub fn fields(&self) -> Result<Vec<Field>> {
        let Some(form) = self.form()? else {
            return Ok(Vec::new());
        };
        let catalog = self.catalog()?;
        let mut waiting: Vec<Node> = Vec::new();
        for value in self
            .array(&form, b"Fields")?
            .unwrap_or_default()
            .into_iter()
            .rev()
        {
            waiting.push(Node {
                value,
                holder: catalog.id,
                name: String::new(),
                kind: Vec::new(),
                filled: Filled::Empty,
                above: Vec::new(),
            });
        }
        let mut fields = Vec::new();
        let mut seen = BTreeSet::new();
        let mut met = 0;
        while let Some(node) = waiting.pop() {
            met += 1;
            if met > FIELDS || waiting.len() > FIELDS {
                return Err(PdfError::TooMuch("fields"));
            }
            self.field(node, &mut seen, &mut waiting, &mut fields)?;
        }
        Ok(fields)
    }

    /// Adds the node to the fields, or what lies below it to those that wait.
    fn field(
        &self,
        node: Node,
        seen: &mut BTreeSet<ObjectId>,
        waiting: &mut Vec<Node>,
        fields: &mut Vec<Field>,
    ) -> Result<()> {
        let id = node.value.reference();
        let at = node.value.span.start;
        if id.is_some_and(|id| node.above.contains(&id)) || node.above.len() > DEEP {
            return Err(PdfError::damaged("fields in a ring", at));
        }
        // Listed a second time it is the same field: what it was first counts.
        if id.is_some_and(|id| !seen.insert(id)) {
            return Ok(());
        }
        let own = match id {
            // What the list names and the file does not hold is no field.
            Some(id) => self
                .object(id.number)?
                .filter(|it| it.id == id)
                .map(|it| it.value),
            None => Some(node.value),
        };
        let Some(dict) = own.as_ref().and_then(Value::dict) else {
            return Ok(());
        };
        let holder = id.unwrap_or(node.holder);
        let name = self.name_below(&node.name, dict)?;
        let kind = self
            .value(dict, b"FT")?
            .and_then(|it| it.name().map(<[u8]>::to_vec));
        let kind = kind.unwrap_or(node.kind);
        let filled = match dict.get(b"V").filter(|it| !it.is_null()) {
            None => node.filled,
            Some(value) => value.reference().map_or(Filled::Within(holder), Filled::By),
        };
        let below = self.named_kids(dict)?;
        if below.is_empty() {
            fields.push(Field {
                name,
                kind,
                id,
                filled,
            });
            return Ok(());
        }
        let above: Vec<ObjectId> = node.above.into_iter().chain([holder]).collect();
        for value in below.into_iter().rev() {
            waiting.push(Node {
                value,
                holder,
                name: name.clone(),
                kind: kind.clone(),
                filled,
                above: above.clone(),
            });
        }
        Ok(())
    }

    fn name_below(&self, above: &str, dict: &Dict) -> Result<String> {
        let own = self.value(dict, b"T")?;
        let own = own.as_ref().and_then(Value::string).map(text).unwrap_or_default();
        let joined = match (above.is_empty(), own.is_empty()) {
            (_, true) => above.to_owned(),
            (true, false) => own,
            (false, false) => format!("{above}.{own}"),
        };
        if joined.len() > NAME {
            return Err(PdfError::TooMuch("name of a field"));
        }
        Ok(joined)
    }

    /// The kids that are fields of their own; the others are places where the field is shown.
    fn named_kids(&self, dict: &Dict) -> Result<Vec<Value>> {
        let mut named = Vec::new();
        for kid in self.array(dict, b"Kids")?.unwrap_or_default() {
            let value = self.resolved(&kid)?;
            if value.dict().is_some_and(|it| it.get(b"T").is_some()) {
                named.push(kid);
            }
        }
        Ok(named)
    }

    /// The signature dictionary of a field, with the place of its bytes; `None` = not signed.
    pub fn signature(&self, field: &Field) -> Result<Option<Object>> {
        let object = match field.filled {
            _ if !field.is_signature() => None,
            Filled::Empty => None,
            Filled::By(id) => self.object(id.number)?.filter(|it| it.id == id),
            Filled::Within(id) => {
                let holder = self.object(id.number)?.filter(|it| it.id == id);
                holder.and_then(|mut holder| {
                    holder.value = holder.dict()?.get(b"V")?.clone();
                    holder.span = holder.value.span;
                    Some(holder)
                })
            }
        };
        Ok(object.filter(|it| it.dict().is_some()))
    }

    /// What the strictest certification permits; `None` = not certified.
    pub fn certification(&self) -> Result<Option<Certification>> {
        let catalog = self.catalog()?;
        let permissions = self.dict(catalog.dict().unwrap_or(&Dict::default()), b"Perms")?;
        let mut strictest = None;
        if let Some(permissions) = permissions
            && let Some(signature) = self.dict(&permissions, b"DocMDP")?
        {
            strictest = Some(self.permission(&signature)?.unwrap_or(2));
        }
        for field in self.fields()? {
            if let Some(signature) = self.signature(&field)? {
                let own = self.permission(signature.dict().unwrap_or(&Dict::default()))?;
                strictest = [strictest, own].into_iter().flatten().min();
            }
        }
        Ok(strictest.map(|permission| Certification { permission }))
    }

    /// `P` of a signature that certifies.
    pub fn permission(&self, signature: &Dict) -> Result<Option<u8>> {
        let mut strictest = None;
        for parameters in self.transforms(signature, b"DocMDP")? {
            let said = self
                .value(&parameters, b"P")?
                .and_then(|it| it.int())
                .unwrap_or(2);
            let said = u8::try_from(said.clamp(1, 3)).unwrap_or(1);
            strictest = [strictest, Some(said)].into_iter().flatten().min();
        }
        Ok(strictest)
    }

    /// What a signature locks.
    pub fn locks(&self, signature: &Dict) -> Result<Vec<Lock>> {
        let mut locks = Vec::new();
        for parameters in self.transforms(signature, b"FieldMDP")? {
            locks.push(self.lock(&parameters)?);
        }
        Ok(locks)
    }

    /// A dictionary with `/Action` and `/Fields`. What is not understood locks all.
    pub fn lock(&self, parameters: &Dict) -> Result<Lock> {
        let mut names = Vec::new();
        for name in self.array(parameters, b"Fields")?.unwrap_or_default() {
            names.extend(self.resolved(&name)?.string().map(text));
        }
        let action = self.value(parameters, b"Action")?;
        Ok(match action.as_ref().and_then(Value::name) {
            Some(b"Include") => Lock::Only(names),
            Some(b"Exclude") => Lock::AllBut(names),
            _ => Lock::All,
        })
    }

    /// The parameters of every reference of a signature that uses this method.
    fn transforms(&self, signature: &Dict, method: &[u8]) -> Result<Vec<Dict>> {
        let mut found = Vec::new();
        for reference in self.array(signature, b"Reference")?.unwrap_or_default() {
            let reference = self.resolved(&reference)?;
            let Some(reference) = reference.dict() else {
                continue;
            };
            let said = self.value(reference, b"TransformMethod")?;
            if said.as_ref().and_then(Value::name) == Some(method) {
                found.push(self.dict(reference, b"TransformParams")?.unwrap_or_default());
            }
        }
        Ok(found)
    }
}

/// A text string: UTF-16 or UTF-8 with their marks, else one letter a byte.
pub fn text(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => {
            let units = rest.chunks_exact(2).map(|pair| match pair {
                [high, low] => u16::from_be_bytes([*high, *low]),
                _ => 0xFFFD,
            });
            char::decode_utf16(units)
                .map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER))
                .collect()
        }
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|&byte| char::from(byte)).collect(),
    }
}

impl Object {
    /// Its spans count in the file itself, not in an unpacked object stream.
    pub fn is_in_file(&self) -> bool {
        matches!(self.place, Place::At { .. })
    }
}
