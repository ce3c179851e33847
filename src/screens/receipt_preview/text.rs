//! Words of this screen.

pub(super) const TITLE: &str = "Xem thử phiếu hẹn";
pub(super) const SUBTITLE: &str = "Đúng lời và thứ tự như bản in";
pub(super) const SCROLL: &str = "Cuộn";
