//! Stored values of fields as people read them, and which of them say the same.

use chrono::NaiveDate;

use super::{holder_kind, return_way, sex};
use crate::domain::dossier::{HolderKind, ReturnWay, Sex};

/// A stored value of a field in words: codes and stable words as people read them.
pub fn value(name: &str, stored: &str) -> String {
    let code = stored.parse().ok();
    let said = match name {
        "sex" => Sex::from_word(stored).map(sex),
        "holder_kind" => code.and_then(HolderKind::from_code).map(holder_kind),
        "return_way" => code.and_then(ReturnWay::from_code).map(return_way),
        "no_issued_on" => {
            let day = stored.parse::<NaiveDate>().ok();
            return day.map_or_else(|| stored.to_owned(), |day| day.format("%d/%m/%Y").to_string());
        }
        _ => None,
    };
    said.unwrap_or(stored).to_owned()
}

/// The column whose change says this one's too, so that a line of history says a change once: the address as text
/// holds its units and its first part.
pub fn told_by(name: &str) -> Option<&'static str> {
    match name {
        "place_set" | "province_code" | "district_code" | "commune_code" | "address_detail" => {
            Some("address_text")
        }
        "holder_no_kind" => Some("holder_no"),
        _ => None,
    }
}
