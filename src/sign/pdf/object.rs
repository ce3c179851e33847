//! The values a PDF is made of, each with the place of its bytes.

use std::collections::BTreeMap;
use std::fmt;

/// From the first byte to one past the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
}

impl Span {
    /// In bytes.
    pub fn length(self) -> u64 {
        self.end.saturating_sub(self.start)
    }
}

/// Number and generation of an indirect object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectId {
    /// Number, from 1.
    pub number: u32,
    /// Generation, 0 in nearly every file.
    pub generation: u16,
}

impl fmt::Display for ObjectId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {}", self.number, self.generation)
    }
}

/// A value and where it stands. Two values are equal when they say the same, wherever they stand.
#[derive(Debug, Clone)]
pub struct Value {
    /// What it is.
    pub kind: Kind,
    /// Its bytes: for a string with its brackets, for a reference from the number to the `R`.
    pub span: Span,
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Any other number.
    Real(f64),
    /// The bytes of a string, unescaped.
    String(Vec<u8>),
    /// A name without its slash, unescaped.
    Name(Vec<u8>),
    /// An array.
    Array(Vec<Value>),
    /// A dictionary.
    Dict(Dict),
    /// A reference to an indirect object.
    Reference(ObjectId),
}

impl Value {
    /// The whole number it is.
    pub fn int(&self) -> Option<i64> {
        match self.kind {
            Kind::Int(number) => Some(number),
            _ => None,
        }
    }

    /// The number it is, whole or not.
    pub fn real(&self) -> Option<f64> {
        match self.kind {
            // Exact up to 2^53; no length on a page comes near.
            Kind::Int(number) => i32::try_from(number).ok().map(f64::from),
            Kind::Real(number) => Some(number),
            _ => None,
        }
    }

    /// The name it is.
    pub fn name(&self) -> Option<&[u8]> {
        match &self.kind {
            Kind::Name(name) => Some(name),
            _ => None,
        }
    }

    /// The string it is.
    pub fn string(&self) -> Option<&[u8]> {
        match &self.kind {
            Kind::String(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The array it is.
    pub fn array(&self) -> Option<&[Value]> {
        match &self.kind {
            Kind::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The dictionary it is.
    pub fn dict(&self) -> Option<&Dict> {
        match &self.kind {
            Kind::Dict(dict) => Some(dict),
            _ => None,
        }
    }

    /// The object it refers to.
    pub fn reference(&self) -> Option<ObjectId> {
        match self.kind {
            Kind::Reference(id) => Some(id),
            _ => None,
        }
    }

    /// It is `null`, which is the same as not being there.
    pub fn is_null(&self) -> bool {
        matches!(self.kind, Kind::Null)
    }
}

/// A dictionary in the order of the file.
#[derive(Debug, Clone, Default)]
pub struct Dict {
    /// Every entry, repeated keys too.
    pub entries: Vec<Entry>,
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Without its slash.
    pub key: Vec<u8>,
    /// The bytes of the key with its slash.
    pub key_span: Span,
    /// Its value.
    pub value: Value,
}

impl PartialEq for Dict {
    /// The same keys with the same values, in any order.
    fn eq(&self, other: &Self) -> bool {
        self.by_key() == other.by_key()
    }
}

impl Dict {
    /// The value of a key as it stands, a reference unresolved. Of a repeated key the last counts, as readers do.
    pub fn get(&self, key: &[u8]) -> Option<&Value> {
        self.entries
            .iter()
            .rev()
            .find(|it| it.key == key)
            .map(|it| &it.value)
    }

    /// Each key once, with the value that counts: for whoever asks for many of them.
    pub fn by_key(&self) -> BTreeMap<&[u8], &Value> {
        let entries = self.entries.iter();
        entries.map(|it| (it.key.as_slice(), &it.value)).collect()
    }

    /// A key that stands twice, which readers understand in different ways.
    pub fn repeated(&self) -> Option<&[u8]> {
        let mut keys: Vec<&[u8]> = self.entries.iter().map(|it| it.key.as_slice()).collect();
        keys.sort_unstable();
        keys.windows(2)
            .find(|pair| pair.first() == pair.last())
            .and_then(|pair| pair.first().copied())
    }

    /// `/Type` is this name.
    pub fn is_type(&self, name: &[u8]) -> bool {
        self.get(b"Type").and_then(Value::name) == Some(name)
    }
}
