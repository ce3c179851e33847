//! Canonical CBOR (RFC 8949 §4.2.1): sorted keys, shortest integers, definite lengths, no floats.
//!
//! Knows nothing of acts. Equal values have equal bytes, so bytes can be hashed.

use minicbor::data::Type;
use minicbor::decode::{Decoder, Error as Fault};
use serde_json::{Map, Number, Value as Json};

/// Nothing an op says is nested deeper; deeper bytes are not ours.
const DEEPEST: u32 = 32;

/// A value of an op's body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// A list.
    Array(Vec<Value>),
    /// Keys and values; the order is made canonical when written.
    Map(Vec<(String, Value)>),
}

/// Why bytes or a value are not of this kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CborError {
    /// Cut, too deep, followed by more, or with something in it that we never write.
    #[error("not the CBOR of an op")]
    Form,
    /// A number with a fraction or beyond 63 bits.
    #[error("a number that is not whole")]
    Number,
}

impl From<Fault> for CborError {
    fn from(_: Fault) -> Self {
        Self::Form
    }
}

impl Value {
    /// The value under `key` of a map.
    pub fn field(&self, key: &str) -> Option<&Self> {
        let Self::Map(pairs) = self else { return None };
        pairs.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The canonical bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(256);
        write(self, &mut bytes);
        bytes
    }

    /// Reads bytes that hold exactly one value.
    pub fn decode(bytes: &[u8]) -> Result<Self, CborError> {
        let mut decoder = Decoder::new(bytes);
        let value = read(&mut decoder, DEEPEST)?;
        if decoder.position() != bytes.len() {
            return Err(CborError::Form);
        }
        Ok(value)
    }

    /// The value of this JSON.
    pub fn from_json(json: Json) -> Result<Self, CborError> {
        Ok(match json {
            Json::Null => Self::Null,
            Json::Bool(flag) => Self::Bool(flag),
            Json::Number(number) => Self::Int(number.as_i64().ok_or(CborError::Number)?),
            Json::String(text) => Self::Text(text),
            Json::Array(items) => {
                Self::Array(items.into_iter().map(Self::from_json).collect::<Result<_, _>>()?)
            }
            Json::Object(pairs) => {
                let pairs = pairs
                    .into_iter()
                    .map(|(key, value)| Ok((key, Self::from_json(value)?)));
                Self::Map(pairs.collect::<Result<_, CborError>>()?)
            }
        })
    }

    /// The JSON of this value; bytes have none and become `null`.
    pub fn into_json(self) -> Json {
        match self {
            Self::Null | Self::Bytes(_) => Json::Null,
            Self::Bool(flag) => Json::Bool(flag),
            Self::Int(number) => Json::Number(Number::from(number)),
            Self::Text(text) => Json::String(text),
            Self::Array(items) => Json::Array(items.into_iter().map(Self::into_json).collect()),
            Self::Map(pairs) => {
                let pairs = pairs.into_iter().map(|(key, value)| (key, value.into_json()));
                Json::Object(pairs.collect::<Map<_, _>>())
            }
        }
    }
}

const UNSIGNED: u8 = 0;
const NEGATIVE: u8 = 1;
const BYTES: u8 = 2;
const TEXT: u8 = 3;
const ARRAY: u8 = 4;
const MAP: u8 = 5;

fn write(value: &Value, out: &mut Vec<u8>) {
    match value {
        Value::Null => out.push(0xf6),
        Value::Bool(flag) => out.push(if *flag { 0xf5 } else { 0xf4 }),
        Value::Int(number) if *number < 0 => head(NEGATIVE, (!*number).unsigned_abs(), out),
        Value::Int(number) => head(UNSIGNED, number.unsigned_abs(), out),
        Value::Text(text) => string(TEXT, text.as_bytes(), out),
        Value::Bytes(bytes) => string(BYTES, bytes, out),
        Value::Array(items) => {
            head(ARRAY, items.len() as u64, out);
            for item in items {
                write(item, out);
            }
        }
        Value::Map(pairs) => {
            let mut sorted: Vec<&(String, Value)> = pairs.iter().collect();
            // The encoding begins with the length, so a shorter key sorts first.
            sorted.sort_by_key(|(key, _)| (key.len(), key.as_str()));
            head(MAP, sorted.len() as u64, out);
            for (key, value) in sorted {
                string(TEXT, key.as_bytes(), out);
                write(value, out);
            }
        }
    }
}

fn string(major: u8, bytes: &[u8], out: &mut Vec<u8>) {
    head(major, bytes.len() as u64, out);
    out.extend_from_slice(bytes);
}

fn head(major: u8, argument: u64, out: &mut Vec<u8>) {
    let be = argument.to_be_bytes();
    let (extra, bytes): (u8, &[u8]) = match argument {
        0..24 => (be[7], &[]),
        24..0x100 => (24, &be[7..]),
        0x100..0x1_0000 => (25, &be[6..]),
        0x1_0000..0x1_0000_0000 => (26, &be[4..]),
        0x1_0000_0000.. => (27, &be),
    };
    out.push(major << 5 | extra);
    out.extend_from_slice(bytes);
}

fn read(from: &mut Decoder<'_>, depth: u32) -> Result<Value, CborError> {
    let deeper = depth.checked_sub(1).ok_or(CborError::Form)?;
    Ok(match from.datatype()? {
        Type::Null => {
            from.null()?;
            Value::Null
        }
        Type::Bool => Value::Bool(from.bool()?),
        Type::String => Value::Text(from.str()?.to_owned()),
        Type::Bytes => Value::Bytes(from.bytes()?.to_vec()),
        Type::Array => {
            let count = from.array()?.ok_or(CborError::Form)?;
            Value::Array((0..count).map(|_| read(from, deeper)).collect::<Result<_, _>>()?)
        }
        Type::Map => {
            let count = from.map()?.ok_or(CborError::Form)?;
            let pairs = (0..count).map(|_| Ok((from.str()?.to_owned(), read(from, deeper)?)));
            Value::Map(pairs.collect::<Result<_, CborError>>()?)
        }
        _ => Value::Int(from.i64()?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(pairs: &[(&str, Value)]) -> Value {
        Value::Map(
            pairs
                .iter()
                .map(|(key, value)| ((*key).to_owned(), value.clone()))
                .collect(),
        )
    }

    #[test]
    fn values_have_the_bytes_of_the_standard() {
        let cases = [
            (Value::Int(0), "00"),
            (Value::Int(23), "17"),
            (Value::Int(24), "1818"),
            (Value::Int(1000), "1903e8"),
            (Value::Int(1_000_000_000_000), "1b000000e8d4a51000"),
            (Value::Int(-1), "20"),
            (Value::Int(-1000), "3903e7"),
            (Value::Int(i64::MIN), "3b7fffffffffffffff"),
            (Value::Bool(true), "f5"),
            (Value::Null, "f6"),
            (Value::Text("\u{fc}".into()), "62c3bc"),
            (Value::Bytes(vec![1, 2, 3, 4]), "4401020304"),
            (Value::Array(vec![Value::Int(1), Value::Array(vec![])]), "820180"),
            (
                map(&[("bb", Value::Int(1)), ("c", Value::Int(2)), ("a", Value::Int(3))]),
                "a361610361630262626201",
            ),
        ];
        for (value, hex) in cases {
            let bytes = value.encode();
            let text = bytes
                .iter()
                .fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
            assert_eq!(text, hex, "{value:?}");
            assert_eq!(Value::decode(&bytes).unwrap().encode(), bytes);
        }
    }

    #[test]
    fn foreign_bytes_are_refused_and_never_panic() {
        let deep = vec![0x81; 200];
        let floats = [0xf9, 0x3c, 0x00];
        let cases: [&[u8]; 7] = [
            &[],
            &[0x18],
            &[0x00, 0x00],
            &deep,
            &floats,
            &[0x9f, 0xff],
            &[0xa1, 0x01, 0x01],
        ];
        for bytes in cases {
            assert!(Value::decode(bytes).is_err(), "{bytes:02x?}");
        }
        assert_eq!(Value::from_json(serde_json::json!(1.5)), Err(CborError::Number));
        assert!(Value::decode(&[0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]).is_err());
    }
}
