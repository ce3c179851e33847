//! Words of this screen: what screens and fields are for. Keys come from the command table.

pub(super) const TITLE: &str = "Giúp";
pub(super) const KEYS_HERE: &str = "PHÍM Ở MÀN HÌNH NÀY";
pub(super) const NOT_NOW: &str = "LÚC NÀY CHƯA DÙNG ĐƯỢC";
pub(super) const KEYS_EVERYWHERE: &str = "PHÍM DÙNG Ở MỌI NƠI";
pub(super) const FIELDS_HERE: &str = "CÁC MỤC Ở MÀN HÌNH NÀY";
pub(super) const EXAMPLE: &str = "Ví dụ";
pub(super) const BASIS: &str = "Căn cứ";
pub(super) const WITHOUT: &str = "Không có";
pub(super) const SCROLL: &str = "Cuộn";
pub(super) const PAGE: &str = "Trang sau";
pub(super) const CLOSE: &str = "Về màn hình cũ";
pub(super) const ADVICE: &str = "F2 là phím duy nhất ghi việc; Enter và Esc không bao giờ làm mất gì.";
