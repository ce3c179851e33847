//! Words of the register on the screen.

pub(super) use crate::domain::register::text as words;

use crate::domain::register::Book;

pub(super) const TITLE: &str = "Sổ theo dõi hồ sơ";
pub(super) const CLOSE: &str = "Khóa sổ";
pub(super) const NEVER_MIND: &str = "Để nguyên";
pub(super) const YEAR: &str = "Năm";
pub(super) const OPEN: &str = "Mở hồ sơ";

/// A year whose book is being read.
pub(super) fn year(year: i32) -> String {
    format!("Năm {year}")
}

/// The choice that closes it.
pub(super) fn close(year: i32) -> String {
    format!("Khóa sổ năm {year}")
}

/// It is closed now.
pub(super) fn closed(year: i32) -> String {
    format!("Đã khóa sổ năm {year}. Không cấp số nữa; bản in ký, đóng dấu theo quy định.")
}

/// What closing means.
pub(super) fn about_closing(book: &Book) -> Vec<String> {
    vec![
        format!("{}, số cuối cùng {}.", words::book(book), book.last),
        "Sau khi khóa, không cấp số của năm này nữa, kể cả nhập bù.".to_owned(),
        "Hồ sơ đã hủy vẫn giữ dòng của mình, ghi «hủy».".to_owned(),
        "Việc này không hoàn tác được.".to_owned(),
    ]
}
