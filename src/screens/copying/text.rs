//! Words of this screen.

pub(super) const TITLE: &str = "Yêu cầu sao chụp";
pub(super) const LOADING: &str = "Đang đọc hồ sơ…";
pub(super) const CONFIRM: &str = "Xác nhận";
pub(super) const TAKE_BACK: &str = "Bỏ xác nhận";
pub(super) const RULES: &str = "Yêu cầu";
pub(super) const ALL_POINTS: &str = "Xem hết";
pub(super) const COMPONENTS: &str = "Giấy tờ";
pub(super) const AGAIN: &str = "Đọc lại";
pub(super) const LACKING: &str = "Chưa đạt, xác nhận không thay được: làm theo dòng ✗ ở dưới trước.";
pub(super) const BY_MACHINE: &str = "Yêu cầu này máy tự kiểm, không cần xác nhận.";

/// More of them than there is room for.
pub(super) fn more(rest: usize) -> String {
    format!("và {rest} mục nữa. Bấm Enter để xem hết.")
}
