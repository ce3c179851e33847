//! Words of this dialog: first what did not happen, then why, what was kept, ways on.

use crate::domain::say;
use crate::domain::time::Moment;

pub(super) const TITLE: &str = "Chưa ghi được";
pub(super) const WHAT: &str = "Máy chưa ghi được hồ sơ. Số hồ sơ CHƯA cấp, giấy hẹn CHƯA lập.";
pub(super) const WHY: &str = "Vì sao";
pub(super) const KEPT: &str = "Đã giữ";
pub(super) const KEPT_ALL: &str = "Toàn bộ thông tin đang nhập.";
pub(super) const AGAIN: &str = "Thử ghi lại";
pub(super) const AGAIN_NOTE: &str = "sau khi đã sửa nguyên nhân ở trên";
pub(super) const ROOM: &str = "Xem tệp nào chiếm chỗ";
pub(super) const ROOM_NOTE: &str = "trong thư mục dữ liệu";
pub(super) const BACK: &str = "Lùi lại";
pub(super) const BACK_NOTE: &str = "không mất gì, ghi sau bằng F2";
pub(super) const CHOOSE: &str = "Chọn";
pub(super) const MESSAGE: &str = "Chưa ghi được hồ sơ. Sửa nguyên nhân rồi bấm 1, hoặc Esc để lùi.";

/// What was kept, and since when it is on disk.
pub(super) fn kept(saved: Option<Moment>) -> String {
    match saved {
        Some(at) => format!(
            "Toàn bộ thông tin đang nhập, trong bản nháp {}.",
            say::exact_time(at.local().time())
        ),
        None => KEPT_ALL.to_owned(),
    }
}

/// For support.
pub(super) fn code(code: &str) -> String {
    format!("Mã lỗi để báo kỹ thuật: {code}")
}
