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
pub(super) const CARRY: &str = "Chuyển sang quầy khác";
pub(super) const CARRY_NOTE: &str = "ghi bản nháp ra USB";
pub(super) const FOLDER: &str = "Thư mục, ổ USB";
pub(super) const CARRYING: &str = "Đang ghi bản nháp ra tệp…";
pub(super) const CARRIED: &str = "Đã ghi bản nháp ra tệp, đọc lại đúng. Esc lùi lại.";
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

/// Where the draft lies, how it goes on, and what did not come along.
pub(super) fn carried(path: &str) -> Vec<String> {
    vec![
        path.to_owned(),
        "Nhận lại, ở đây hay ở quầy khác: Trang chính, F10 «Nhận bản nháp».".to_owned(),
        "Tệp đã gắn không đi theo. Quầy khác nhận rồi thì bỏ bản nháp ở máy này.".to_owned(),
    ]
}

/// For support.
pub(super) fn code(code: &str) -> String {
    format!("Mã lỗi để báo kỹ thuật: {code}")
}
