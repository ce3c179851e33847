//! The words for how far a dossier is digitised.

use super::{Counts, Extent};

/// As in the columns of the monthly form.
pub fn extent(extent: Extent) -> &'static str {
    match extent {
        Extent::Full => "đầy đủ",
        Extent::Part => "chưa đầy đủ",
        Extent::None => "chưa số hóa",
    }
}

/// `2/3 giấy tờ`, for lists and the detail page.
pub fn counts(counts: Counts) -> String {
    format!("{}/{} giấy tờ", counts.have, counts.need)
}
