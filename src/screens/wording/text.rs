//! Words of this screen.

pub(super) const TITLE: &str = "Quy định về giấy tờ";
pub(super) const SUBTITLE: &str = "Đúng lời của danh mục thủ tục";
pub(super) const SCROLL: &str = "Cuộn";
