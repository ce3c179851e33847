//! The columns of a dossier that "Cập nhật" may change, and what each may hold. Data for facts and `apply` alike.

use chrono::NaiveDate;

use crate::domain::dossier::{HolderKind, NumberKind, PlaceSet, ReturnWay, Sex};

/// What a column may hold.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Text that may be empty.
    Text,
    /// Text that must not be empty.
    Required,
    /// Text or nothing.
    Optional,
    /// A day or nothing.
    Day,
    /// One of these words or nothing.
    Word(fn(&str) -> bool),
    /// One of these numbers.
    Code(fn(i64) -> bool),
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name, also the stable field name of refusals.
    pub name: &'static str,
    /// What it may hold.
    pub shape: Shape,
}

const fn column(name: &'static str, shape: Shape) -> Column {
    Column { name, shape }
}

/// Every column that may be edited after reception.
pub const COLUMNS: &[Column] = &[
    column(
        "holder_kind",
        Shape::Code(|code| HolderKind::from_code(code).is_some()),
    ),
    column("holder_no", Shape::Required),
    column(
        "holder_no_kind",
        Shape::Word(|word| NumberKind::from_word(word).is_some()),
    ),
    column("holder_name", Shape::Required),
    column("organisation", Shape::Text),
    column("no_issued_on", Shape::Day),
    column("no_issued_by", Shape::Text),
    column("born", Shape::Text),
    column("sex", Shape::Word(|word| Sex::from_word(word).is_some())),
    column("phone", Shape::Text),
    column("phone_note", Shape::Optional),
    column("fax", Shape::Text),
    column("email", Shape::Text),
    column("website", Shape::Text),
    column("licence_no", Shape::Text),
    column(
        "place_set",
        Shape::Word(|word| PlaceSet::from_word(word).is_some()),
    ),
    column("province_code", Shape::Optional),
    column("district_code", Shape::Optional),
    column("commune_code", Shape::Optional),
    column("address_text", Shape::Required),
    column("address_detail", Shape::Text),
    column("address_old", Shape::Text),
    column("bearer_name", Shape::Optional),
    column("bearer_no", Shape::Optional),
    column("bearer_phone", Shape::Optional),
    column("bearer_basis", Shape::Optional),
    column("number_reason", Shape::Optional),
    column("subject", Shape::Text),
    column("sets", Shape::Code(|sets| (1..=99).contains(&sets))),
    column(
        "return_way",
        Shape::Code(|code| ReturnWay::from_code(code).is_some()),
    ),
    column("note", Shape::Optional),
];

/// The column of this name.
pub fn find(name: &str) -> Option<&'static Column> {
    COLUMNS.iter().find(|column| column.name == name)
}

impl Column {
    /// Can the column be empty text but never nothing?
    pub fn is_plain_text(&self) -> bool {
        matches!(self.shape, Shape::Text | Shape::Required)
    }

    /// Does it hold a number?
    pub fn is_number(&self) -> bool {
        matches!(self.shape, Shape::Code(_))
    }

    /// May it hold this text (`None` = nothing)?
    pub fn takes(&self, text: Option<&str>) -> bool {
        let filled = text.filter(|text| !text.is_empty());
        match self.shape {
            Shape::Text | Shape::Optional => true,
            Shape::Required => filled.is_some(),
            Shape::Day => filled.is_none_or(|day| day.parse::<NaiveDate>().is_ok()),
            Shape::Word(knows) => filled.is_none_or(knows),
            Shape::Code(knows) => filled.and_then(|code| code.parse().ok()).is_some_and(knows),
        }
    }
}
