//! The router's own words.

use crate::domain::refusal::Refusal;

/// A disabled command without a reason of its own.
pub(crate) const NOT_NOW: &str = "Lúc này chưa dùng được lệnh này.";

/// The draft could not be written.
pub(crate) fn draft_not_saved(refusal: &Refusal) -> String {
    format!(
        "Chưa lưu được bản nháp. {}",
        crate::domain::text::refusal(refusal)
    )
}
