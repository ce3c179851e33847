//! The words about terms of validity.

use super::{Term, TermError};

/// No term and no last day.
pub const UNLIMITED: &str = "vô thời hạn";

/// `10 năm`, the words beside what was typed.
pub fn words(term: Term) -> String {
    match term {
        Term::Days(amount) => format!("{amount} ngày"),
        Term::Months(amount) => format!("{amount} tháng"),
        Term::Years(amount) => format!("{amount} năm"),
    }
}

/// What is wrong with a typed term, and what to type.
pub fn sentence(error: TermError) -> &'static str {
    match error {
        TermError::Empty => "Chưa nhập thời hạn. Nhập như 15d, 3m, 10y; để trống là vô thời hạn.",
        TermError::Unit => "Thời hạn phải như 15d, 3m, 10y hoặc 10 năm. Nhập lại đơn vị.",
        TermError::Amount => "Thời hạn phải là số nguyên từ 1 đến 9999. Nhập như 15d, 3m hoặc 10y.",
    }
}

/// E27: the term and the last day contradict each other.
pub fn disagree(term: Term) -> String {
    format!("Ngày hết hạn không khớp thời hạn {term}. Xóa một trong hai mục.")
}

/// The last day lies before the first, or on it.
pub const ENDS_BEFORE_START: &str = "Ngày hết hạn phải sau ngày bắt đầu. Nhập lại một trong hai ngày.";

/// The last day would lie beyond what a date can say.
pub const TOO_FAR: &str = "Ngày hết hạn vượt năm 9999. Nhập thời hạn ngắn hơn.";
