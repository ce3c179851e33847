//! One procedure record of the import format (`docs/catalog-format.md`), kept whole.
//!
//! The record is the JSON object as it was imported, texts made NFC and freed of terminal escapes and control characters (line ends stay):
//! nothing is dropped, so what is exported equals what was imported. [`Procedure`] is the typed view of it.

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::fault::{self, At, FieldFault};
use super::fields::Fields;
use super::{Procedure, WorkflowError};
use crate::domain::viet::clean_lines;

/// First 16 bytes of the SHA-256 of the canonical record: names one version of one procedure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VersionId(pub [u8; 16]);

impl VersionId {
    /// 32 hexadecimal digits.
    pub fn hex(self) -> String {
        uuid::Uuid::from_bytes(self.0).simple().to_string()
    }

    /// Reads [`VersionId::hex`].
    pub fn from_hex(hex: &str) -> Option<Self> {
        uuid::Uuid::try_parse(hex).ok().map(|id| Self(id.into_bytes()))
    }
}

/// A whole record together with its typed view.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    json: Map<String, Value>,
    procedure: Procedure,
}

/// Why an import file is refused as a whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// Not JSON, or cut off.
    #[error("not JSON (line {line}, column {column})")]
    NotJson {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
    },
    /// Neither a list of records, nor an object with the list `procedures`, nor one record.
    #[error("no list of procedures")]
    NoList,
    /// One record does not have the shape of the format.
    #[error("record {position} {code}: {field}: {fault:?}")]
    Shape {
        /// From 1, in the file's order.
        position: usize,
        /// Empty where the record has none.
        code: String,
        /// As a path, counted from 1: `components[2].name`. Empty = the record as a whole.
        field: String,
        /// What is wrong with it.
        fault: FieldFault,
    },
    /// One record has a workflow that cannot be used.
    #[error("record {position} {code}: {reason}")]
    Workflow {
        /// From 1, in the file's order.
        position: usize,
        /// The code.
        code: String,
        /// Why not.
        reason: WorkflowError,
    },
    /// Two records of the file have one code.
    #[error("record {position}: code {code} a second time")]
    Twice {
        /// From 1, in the file's order.
        position: usize,
        /// The code.
        code: String,
    },
}

impl Record {
    /// Reads every record of an import file; the first fault refuses the file.
    pub fn parse_all(bytes: &[u8]) -> Result<Vec<Self>, RecordError> {
        // Editors on Windows put it there.
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        let value: Value = serde_json::from_slice(bytes).map_err(|fault| RecordError::NotJson {
            line: fault.line(),
            column: fault.column(),
        })?;
        let mut seen = std::collections::HashSet::new();
        let mut records = Vec::new();
        for (position, value) in (1..).zip(listed(value)?) {
            let (json, fields) = read(value, position)?;
            if let Some(at) = fault::not_allowed(&fields) {
                return Err(shape(&json, position, at));
            }
            let record = Self::of((json, &fields), position)?;
            let code = record.procedure.code.clone();
            if !seen.insert(code.clone()) {
                return Err(RecordError::Twice { position, code });
            }
            records.push(record);
        }
        Ok(records)
    }

    /// Reads what [`Record::canonical`] wrote.
    pub fn from_canonical(json: &str) -> Result<Self, RecordError> {
        let value = serde_json::from_str(json).map_err(|fault| RecordError::NotJson {
            line: fault.line(),
            column: fault.column(),
        })?;
        let (json, fields) = read(value, 1)?;
        Self::of((json, &fields), 1)
    }

    fn of((json, fields): (Map<String, Value>, &Fields), position: usize) -> Result<Self, RecordError> {
        let procedure = Procedure::from_fields(fields).map_err(|reason| RecordError::Workflow {
            position,
            code: code_of(&json),
            reason,
        })?;
        Ok(Self { json, procedure })
    }

    /// The typed view.
    pub fn procedure(&self) -> &Procedure {
        &self.procedure
    }

    /// The typed view alone.
    pub fn into_procedure(self) -> Procedure {
        self.procedure
    }

    /// The whole record, every field of it.
    pub fn json(&self) -> &Map<String, Value> {
        &self.json
    }

    /// The record as compact JSON with sorted keys: what is stored and hashed.
    pub fn canonical(&self) -> String {
        let mut out = String::new();
        write_object(&self.json, &mut out);
        out
    }

    /// The identity of this version: equal records have equal ids, any change makes another.
    pub fn version_id(&self) -> VersionId {
        let hash: [u8; 32] = Sha256::digest(self.canonical().as_bytes()).into();
        let mut id = [0; 16];
        id.copy_from_slice(&hash[..16]);
        VersionId(id)
    }
}

/// The record, cleaned, and its fields.
fn read(value: Value, position: usize) -> Result<(Map<String, Value>, Fields), RecordError> {
    let Value::Object(json) = cleaned(value) else {
        return Err(shape(&Map::new(), position, (String::new(), FieldFault::Value)));
    };
    let Ok(fields) = serde_json::from_value::<Fields>(Value::Object(json.clone())) else {
        return Err(shape(&json, position, fault::culprit(&json)));
    };
    for (key, text) in [("code", &fields.code), ("name", &fields.name)] {
        if text.trim().is_empty() {
            return Err(shape(&json, position, (key.to_owned(), FieldFault::Missing)));
        }
    }
    Ok((json, fields))
}

fn shape(json: &Map<String, Value>, position: usize, (field, fault): At) -> RecordError {
    RecordError::Shape {
        position,
        code: code_of(json),
        field,
        fault,
    }
}

fn code_of(json: &Map<String, Value>) -> String {
    json.get("code")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .trim()
        .to_owned()
}

fn listed(value: Value) -> Result<Vec<Value>, RecordError> {
    match value {
        Value::Array(records) => Ok(records),
        Value::Object(mut object) => match object.remove("procedures") {
            Some(Value::Array(records)) => Ok(records),
            None if object.contains_key("code") => Ok(vec![Value::Object(object)]),
            _ => Err(RecordError::NoList),
        },
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Err(RecordError::NoList),
    }
}

fn cleaned(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(clean_lines(&text)),
        Value::Array(items) => items.into_iter().map(cleaned).collect(),
        Value::Object(object) => object
            .into_iter()
            .map(|(key, value)| (clean_lines(&key), cleaned(value)))
            .collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => value,
    }
}

fn write_object(object: &Map<String, Value>, out: &mut String) {
    let mut keys: Vec<&String> = object.keys().collect();
    keys.sort_unstable();
    out.push('{');
    for (at, key) in keys.into_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        out.push_str(&Value::String(key.clone()).to_string());
        out.push(':');
        write_value(object.get(key).unwrap_or(&Value::Null), out);
    }
    out.push('}');
}

fn write_value(value: &Value, out: &mut String) {
    match value {
        Value::Object(object) => write_object(object, out),
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write_value(item, out);
            }
            out.push(']');
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            out.push_str(&value.to_string());
        }
    }
}
