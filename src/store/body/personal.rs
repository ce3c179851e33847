//! Personal values in a body: salted when written, hidden in the hash, plain when read (data-model.md §2, §6).
//!
//! A lawful erasure may later put the hash in a value's place without breaking the chain.

use sha2::{Digest, Sha256};

use crate::store::cbor::Value;

/// Keys whose values name or describe a person, wherever they stand in a body. Never take one away.
const PERSONAL: &[&str] = &[
    "account_reason",
    "address_detail",
    "address_old",
    "address_text",
    "answer",
    "backfilled_reason",
    "basis",
    "bearer_basis",
    "bearer_name",
    "bearer_no",
    "bearer_phone",
    "born",
    "email",
    "fax",
    "file_name",
    "findings",
    "go_to",
    "holder_name",
    "holder_no",
    "items",
    "licence_no",
    "no_issued_by",
    "no_product_reason",
    "note",
    "number_reason",
    "opinion",
    "organisation",
    "owner_no",
    "paper_code",
    "papers_given_back",
    "phone",
    "phone_note",
    "reason",
    "receiver_basis",
    "receiver_name",
    "receiver_no",
    "reject_reason",
    "serial",
    "sex",
    "signer",
    "subject",
    "summary",
    "tech_id",
    "undigitised_reason",
    "unpaid_reason",
    "unsigned_reason",
    "website",
];

/// Sixteen random bytes for one value.
pub type Salt = [u8; 16];

/// `body` as it is stored: each personal value as `{"s": salt, "v": value}`.
pub fn wrap(body: Value, salt: &mut dyn FnMut() -> Salt) -> Value {
    each_personal(body, &mut |value| {
        if matches!(&value, Value::Null) || value == Value::Text(String::new()) {
            return value;
        }
        Value::Map(vec![
            ("s".to_owned(), Value::Bytes(salt().to_vec())),
            ("v".to_owned(), value),
        ])
    })
}

/// `stored` as `apply` reads it; an erased value reads as empty text.
pub fn unwrap(stored: Value) -> Value {
    each_personal(stored, &mut |value| match value {
        Value::Map(pairs) if is_wrapped(&pairs) => pairs
            .into_iter()
            .find(|(key, _)| key == "v")
            .map_or(Value::Text(String::new()), |(_, value)| value),
        other => other,
    })
}

/// `stored` as it enters the hash of its op: each wrapped value as `{"h": SHA-256(salt ‖ canonical value)}`.
pub fn hidden(stored: Value) -> Value {
    each_personal(stored, &mut |value| {
        let (Some(Value::Bytes(salt)), Some(plain)) = (value.field("s"), value.field("v")) else {
            return value;
        };
        let mut digest = Sha256::new_with_prefix(salt);
        digest.update(plain.encode());
        Value::Map(vec![("h".to_owned(), Value::Bytes(digest.finalize().to_vec()))])
    })
}

/// Is this a wrapped value, or what an erasure left of one?
fn is_wrapped(pairs: &[(String, Value)]) -> bool {
    let has = |name: &str| pairs.iter().any(|(key, _)| key == name);
    has("h") || has("s") && has("v")
}

/// Passes each personal value, and each element of a list of them, through `change`.
fn each_personal(value: Value, change: &mut dyn FnMut(Value) -> Value) -> Value {
    match value {
        Value::Map(pairs) => {
            let pairs = pairs.into_iter().map(|(key, value)| {
                let value = if PERSONAL.contains(&key.as_str()) {
                    elements(value, change)
                } else {
                    each_personal(value, change)
                };
                (key, value)
            });
            Value::Map(pairs.collect())
        }
        Value::Array(items) => Value::Array(
            items
                .into_iter()
                .map(|item| each_personal(item, change))
                .collect(),
        ),
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Text(_) | Value::Bytes(_) => value,
    }
}

fn elements(value: Value, change: &mut dyn FnMut(Value) -> Value) -> Value {
    match value {
        Value::Array(items) => Value::Array(items.into_iter().map(|item| elements(item, change)).collect()),
        other => change(other),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// What data-model.md §6 lists, by the names bodies use. Reasons and notes in free words are covered one by one in
    /// `PERSONAL`, each under its own key.
    const LISTED: [&str; 28] = [
        "holder_no",
        "holder_name",
        "organisation",
        "born",
        "sex",
        "phone",
        "phone_note",
        "fax",
        "email",
        "website",
        "licence_no",
        "address_text",
        "address_detail",
        "address_old",
        "no_issued_by",
        "bearer_name",
        "bearer_no",
        "bearer_phone",
        "bearer_basis",
        "receiver_name",
        "receiver_no",
        "receiver_basis",
        "account_reason",
        "note",
        "owner_no",
        "paper_code",
        "summary",
        "file_name",
    ];

    #[test]
    fn every_personal_field_of_the_data_model_is_salted_wherever_it_stands() {
        for name in LISTED {
            let plain = json!({ "holder": { name: "x" }, "changes": { name: [null, "x"] } });
            let plain = Value::from_json(plain).unwrap();
            let stored = wrap(plain.clone(), &mut || [7; 16]);
            let (holder, changes) = (stored.field("holder").unwrap(), stored.field("changes").unwrap());
            assert!(holder.field(name).unwrap().field("s").is_some(), "{name}");
            let Some(Value::Array(change)) = changes.field(name) else {
                panic!("{name}")
            };
            assert!(change[1].field("s").is_some(), "{name}");
            assert_eq!(unwrap(stored), plain);
            // An op from before the name was listed: it is read, and its hash stays.
            assert_eq!(
                (unwrap(plain.clone()), hidden(plain.clone())),
                (plain.clone(), plain)
            );
        }
    }

    fn stored() -> Value {
        let body = json!({
            "code": "x", "holder": {"holder_name": "Hà", "phone": ""},
            "changes": {"phone": [null, "0905"]}, "items": ["a", "b"]
        });
        let mut next = 0;
        wrap(Value::from_json(body).unwrap(), &mut || {
            next += 1;
            [next; 16]
        })
    }

    #[test]
    fn wrapped_values_come_back_and_nothing_personal_enters_the_hash() {
        let plain = unwrap(stored()).into_json();
        assert_eq!(plain["holder"]["holder_name"], "Hà");
        assert_eq!(plain["changes"]["phone"], json!([null, "0905"]));
        assert_eq!(plain["items"], json!(["a", "b"]));
        let hidden = format!("{:?}", hidden(stored()));
        assert!(!hidden.contains("Hà") && !hidden.contains("0905") && hidden.contains("\"x\""));
    }

    #[test]
    fn an_erased_value_keeps_the_hash_and_reads_as_empty() {
        let erased = hidden(stored());
        assert_eq!(hidden(erased.clone()).encode(), hidden(stored()).encode());
        assert_eq!(unwrap(erased).into_json()["holder"]["holder_name"], "");
    }

    #[test]
    fn the_same_value_has_another_hash_under_another_salt() {
        let body = || Value::from_json(json!({"phone": "0905"})).unwrap();
        let one = hidden(wrap(body(), &mut || [1; 16]));
        let two = hidden(wrap(body(), &mut || [2; 16]));
        assert_ne!(one.encode(), two.encode());
    }
}
