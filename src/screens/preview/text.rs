//! Words of the page that is looked at.

pub(super) const PATH: &str = "Xem trang";
pub(super) const OUTSIDE: &str = "Mở trình xem";
pub(super) const OTHER: &str = "Trang khác";
pub(super) const SCROLL: &str = "Cuộn";
pub(super) const WIDE: &str = "Phóng to";
pub(super) const WHOLE: &str = "Cả trang";
pub(super) const ADVICE: &str = "Hình nhỏ để thấy trắng, ngược, nhầm trang. Đọc chữ: Enter mở trình xem.";

/// `Trang 2/7`.
pub(super) fn place(at: usize, of: usize) -> String {
    format!("Trang {}/{of}", (at + 1).min(of))
}
