//! One procedure record of the import format (`docs/catalog-format.md`), kept whole.
//!
//! The record is the JSON object as it was imported, texts made NFC and freed of terminal escapes and control characters (line ends stay):
//! nothing is dropped, so what is exported equals what was imported. [`Procedure`] is the typed view of it.

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

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
    #[error("record {position}: {detail}")]
    Shape {
        /// From 1, in the file's order.
        position: usize,
        /// What is wrong with it, in English.
        detail: String,
    },
    /// One record has a workflow that cannot be used.
    #[error("record {position}: {reason}")]
    Workflow {
        /// From 1, in the file's order.
        position: usize,
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
        let value: Value = serde_json::from_slice(bytes).map_err(|fault| RecordError::NotJson {
            line: fault.line(),
            column: fault.column(),
        })?;
        let mut seen = std::collections::HashSet::new();
        let mut records = Vec::new();
        for (position, value) in (1..).zip(listed(value)?) {
            let record = Self::from_value(value, position)?;
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
        Self::from_value(value, 1)
    }

    fn from_value(value: Value, position: usize) -> Result<Self, RecordError> {
        let shape = |detail: String| RecordError::Shape { position, detail };
        let Value::Object(json) = cleaned(value) else {
            return Err(shape("not an object".to_owned()));
        };
        let fields: Fields =
            serde_json::from_value(Value::Object(json.clone())).map_err(|fault| shape(fault.to_string()))?;
        if fields.code.trim().is_empty() || fields.name.trim().is_empty() {
            return Err(shape("code and name must not be empty".to_owned()));
        }
        let procedure =
            Procedure::from_fields(&fields).map_err(|reason| RecordError::Workflow { position, reason })?;
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
