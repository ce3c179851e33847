//! `report fees`: the day's closing list, as text.

use serde_json::json;

use super::{exempted_json, table};
use crate::desk::reports::takings::{notes, rows};
use crate::domain::takings::text as words;
use crate::domain::takings::{Taking, Takings};

/// For people.
pub(super) fn plain(takings: &Takings) -> String {
    let mut made = format!("{}\n", words::day(takings));
    if takings.rows.is_empty() {
        made.push_str(words::NOTHING);
        made.push('\n');
        return made;
    }
    made.push_str(&table(rows(takings)));
    made.push_str(&table(notes(takings).iter().map(std::slice::from_ref)));
    made
}

/// For programs.
pub(super) fn json_of(takings: &Takings) -> serde_json::Value {
    let item = |row: &Taking| {
        json!({
            "at": row.at.rfc3339(),
            "code": row.code,
            "name": row.name,
            "amount": row.dong,
            "method": row.method.word(),
            "receipt_no": row.receipt_no,
            "officer": row.officer,
            "reason": row.reason,
            "exempted_papers": row.exempted,
        })
    };
    let sums: Vec<_> = takings.sums().into_iter().map(|sum| {
        json!({ "officer": sum.officer, "method": sum.method.word(), "count": sum.count, "amount": sum.dong })
    }).collect();
    json!({
        "date": takings.on.to_string(),
        "items": takings.rows.iter().map(item).collect::<Vec<_>>(),
        "sums": sums,
        "total": takings.total(),
        "exempted": exempted_json(takings.exempted()),
    })
}
