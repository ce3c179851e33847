//! Which field of a record is at fault: serde says what is wrong, not where; and what no catalogue may state.

use serde_json::{Map, Value, json};

use super::fields::{Exact, Fields, UnitWord};
use crate::domain::fee::MOST;

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldFault {
    /// It must be there.
    Missing,
    /// Not a word, number or text the format knows.
    Value,
    /// A limit of nothing.
    Limit,
    /// Below nothing, or above what a desk can take.
    Fee,
}

/// A field as a path (`components[2].name`, counted from 1) and its fault.
pub(super) type At = (String, FieldFault);

/// Answers why a value cannot stand in its place, `None` = it can.
type Refused<'a> = &'a dyn Fn(Value) -> Option<String>;

/// The field for which a record could not be read. Tries it piece by piece, which only a refusal costs.
pub(super) fn culprit(record: &Map<String, Value>) -> At {
    for key in ["code", "name"] {
        match record.get(key) {
            None | Some(Value::Null) => return (key.to_owned(), FieldFault::Missing),
            Some(Value::String(_)) => {}
            Some(_) => return (key.to_owned(), FieldFault::Value),
        }
    }
    for (key, value) in record {
        let refused = |value: Value| {
            let alone = json!({ "code": "-", "name": "-", key.as_str(): value });
            serde_json::from_value::<Fields>(alone)
                .err()
                .map(|fault| fault.to_string())
        };
        if refused(value.clone()).is_some() {
            return descend(key.clone(), value, &refused);
        }
    }
    (String::new(), FieldFault::Value)
}

fn descend(path: String, value: &Value, refused: Refused<'_>) -> At {
    match value {
        Value::Array(items) => {
            for (no, item) in (1..).zip(items) {
                let alone = |item: Value| refused(Value::Array(vec![item]));
                if alone(item.clone()).is_some() {
                    return descend(format!("{path}[{no}]"), item, &alone);
                }
            }
            (path, FieldFault::Value)
        }
        Value::Object(object) => within(path, object, refused),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => (path, FieldFault::Value),
    }
}

fn within(path: String, object: &Map<String, Value>, refused: Refused<'_>) -> At {
    let why = refused(Value::Object(object.clone()));
    let lacks = why.as_deref().and_then(missing);
    for (key, inner) in object {
        let mut without = object.clone();
        without.remove(key);
        let is_it = match refused(Value::Object(without)) {
            None => true,
            // One that must be there, but not as it is.
            Some(why) => lacks.is_none() && missing(&why) == Some(key.as_str()),
        };
        if is_it {
            let replaced = |inner: Value| {
                let mut object = object.clone();
                object.insert(key.clone(), inner);
                refused(Value::Object(object))
            };
            return descend(format!("{path}.{key}"), inner, &replaced);
        }
    }
    match lacks {
        Some(name) => (format!("{path}.{name}"), FieldFault::Missing),
        None => (path, FieldFault::Value),
    }
}

fn missing(why: &str) -> Option<&str> {
    why.strip_prefix("missing field `")?.split('`').next()
}

/// What can be read and must not come in all the same. Only asked of imports: a record that is kept stays readable.
pub(super) fn not_allowed(fields: &Fields) -> Option<At> {
    let nothing = |amount: Option<Exact>, unit: Option<UnitWord>| {
        // Without a unit 0 is how portals write that no limit is stated.
        unit.is_some() && amount.is_some_and(|Exact(amount)| amount.is_zero())
    };
    // A line of a dossier's fees takes no more (`fee::MOST`): a larger one could never be asked for.
    let odd = |fee: Option<i64>| fee.is_some_and(|fee| u64::try_from(fee).map_or(true, |fee| fee > MOST));
    let of_channel = (1..).zip(&fields.channels).find_map(|(no, own)| {
        let amount =
            nothing(own.amount, own.unit).then(|| (format!("channels[{no}].amount"), FieldFault::Limit));
        amount.or_else(|| odd(own.fee).then(|| (format!("channels[{no}].fee"), FieldFault::Fee)))
    });
    let headline = fields.time_limit.as_ref();
    let limit = headline.filter(|limit| nothing(limit.amount, limit.unit));
    let limit = limit.map(|_| ("time_limit.amount".to_owned(), FieldFault::Limit));
    let fee = fields.fee.as_ref().filter(|fee| odd(fee.amount));
    let fee = fee.map(|_| ("fee.amount".to_owned(), FieldFault::Fee));
    limit.or(fee).or(of_channel)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::FieldFault;
    use crate::domain::deadline::Amount;
    use crate::domain::dossier::Channel;
    use crate::domain::procedure::{Lost, Record, RecordError, losses};

    fn refused(more: Value) -> (usize, String, String, FieldFault) {
        let mut record = json!({"code": "1.000002", "name": "B"});
        for (key, value) in more.as_object().unwrap() {
            record[key] = value.clone();
        }
        let file = json!([{"code": "1.000001", "name": "A"}, record]).to_string();
        match Record::parse_all(file.as_bytes()) {
            Err(RecordError::Shape {
                position,
                code,
                field,
                fault,
            }) => (position, code, field, fault),
            other => panic!("{more}: {other:?}"),
        }
    }

    #[test]
    fn a_bad_value_is_named_by_procedure_and_field() {
        use FieldFault::{Fee, Limit, Missing, Value as Bad};
        let limit = |amount: Value, unit: &str| json!({"time_limit": {"amount": amount, "unit": unit}});
        let steps = |step: Value| json!({"workflows": [{"name": "w", "steps": [step]}]});
        let step = json!({"no": 1, "name": "s", "role": "boss", "enters": 2, "next": []});
        let cases = [
            (limit(json!(-3), "day"), "time_limit.amount", Bad),
            (limit(json!(3), "week"), "time_limit.unit", Bad),
            (limit(json!(0), "working_day"), "time_limit.amount", Limit),
            (json!({"fee": {"amount": 1.5}}), "fee.amount", Bad),
            (json!({"fee": {"amount": -5}}), "fee.amount", Fee),
            (
                json!({"fee": {"amount": 1_000_000_000_000_000_000_i64}}),
                "fee.amount",
                Fee,
            ),
            (
                json!({"channels": [{"channel": "post"}, {"channel": "fax"}]}),
                "channels[2].channel",
                Bad,
            ),
            (
                json!({"channels": [{"channel": "post", "fee": -1}]}),
                "channels[1].fee",
                Fee,
            ),
            (
                json!({"channels": [{"channel": "post", "amount": 0, "unit": "hour"}]}),
                "channels[1].amount",
                Limit,
            ),
            (
                json!({"components": [{"name": "x"}, {"note": "y"}]}),
                "components[2].name",
                Missing,
            ),
            (
                json!({"components": [{"name": "x", "kind": "fake"}]}),
                "components[1].kind",
                Bad,
            ),
            (json!({"components": 7}), "components", Bad),
            (steps(step), "workflows[1].steps[1].role", Bad),
            (json!({"name": null}), "name", Missing),
            (json!({"name": "  "}), "name", Missing),
        ];
        for (record, field, fault) in cases {
            let expected = (2, "1.000002".to_owned(), field.to_owned(), fault);
            assert_eq!(refused(record.clone()), expected, "{record}");
        }
        assert_eq!(refused(json!({"code": 7})).1, "", "no code to name it by");
    }

    #[test]
    fn a_limit_of_nothing_without_a_unit_states_none_and_is_a_loss() {
        let one = |limit: Value| {
            let file = json!([{"code": "1", "name": "A", "time_limit": limit}]).to_string();
            Record::parse_all(file.as_bytes())
                .unwrap()
                .remove(0)
                .into_procedure()
        };
        let was = one(json!({"amount": 3, "unit": "working_day"}));
        let is = one(json!({"amount": 0, "unit": null, "unit_suggested": "working_day"}));
        assert_eq!(was.limit(Channel::Counter).unwrap().amount, Amount::whole(3));
        assert_eq!(is.limits, []);
        assert!(
            losses(&was, &is)
                .iter()
                .all(|it| matches!(it.what, Lost::Limit(_)))
        );
        assert_eq!(losses(&was, &is).len(), Channel::ALL.len());
    }

    #[test]
    fn what_was_kept_before_is_still_read() {
        let kept = Record::from_canonical(
            r#"{"code":"1","fee":{"amount":-5},"name":"A","time_limit":{"amount":0,"unit":"day"}}"#,
        );
        assert_eq!(kept.unwrap().procedure().limits, []);
    }

    #[test]
    fn a_byte_order_mark_before_the_list_is_no_fault() {
        let file = "\u{feff}[{\"code\": \"1\", \"name\": \"A\"}]";
        assert_eq!(Record::parse_all(file.as_bytes()).unwrap().len(), 1);
    }
}
