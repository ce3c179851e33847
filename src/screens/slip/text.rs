//! Words of this screen.

pub(super) const PATH: &str = "Hồ sơ";
pub(super) const KEPT: &str = "Đúng lời như bản in · đã lưu cùng hồ sơ";
pub(super) const NOT_KEPT: &str = "Xem thử · chưa lập, chưa lưu";
pub(super) const NOT_MADE: &str = "Phiếu chưa lập được nên chưa in được.";
pub(super) const AGAIN: &str = "Làm lại";
pub(super) const SCROLL: &str = "Cuộn";
