//! Words of this screen.

use crate::domain::officer::Roles;
use crate::domain::say;
use crate::domain::time::Moment;

pub(super) const PATH: &str = "motcua · Đăng nhập";
pub(super) const OFFICE: &str = "Bộ phận Một cửa";
pub(super) const OFFICERS: &str = "Cán bộ";
pub(super) const ENTER: &str = "Vào";
pub(super) const LEAVE: &str = "Thoát";
pub(super) const PRACTICE: &str = "Tập huấn: mã PIN của mọi cán bộ là 1234.";
pub(super) const ADVICE: &str = "Chọn tên bằng ↑↓, gõ mã PIN rồi bấm Enter.";
pub(super) const NO_PINS: &str = "Máy này chưa có mã PIN nào. Quản trị chọn tên mình, Enter để đặt mã PIN.";
pub(super) const ADMINISTRATOR_FIRST: &str =
    "Chưa có mã PIN. Quản trị đặt mã của mình trước. Chọn tên quản trị.";
pub(super) const NO_PIN: &str = "Chưa nhập mã PIN. Gõ mã PIN rồi bấm Enter.";
pub(super) const NO_OFFICERS: &str = "Chưa đọc được danh sách cán bộ. Bấm F10 thoát rồi mở lại.";
pub(super) const CHECKING: &str = "Đang kiểm tra mã PIN…";
pub(super) const EVERY_ROLE: &str = "Tất cả vai trò";

/// `UBND xã An Toàn · Quầy 1`.
pub(super) fn desk(unit: &str, number: u32) -> String {
    match unit.split_once(',').map_or(unit, |(first, _)| first) {
        "" => format!("Quầy {number}"),
        unit => format!("{unit} · Quầy {number}"),
    }
}

/// `Tiếp nhận, Xử lý`.
pub(super) fn roles(roles: Roles) -> String {
    if roles == Roles::ALL {
        return EVERY_ROLE.to_owned();
    }
    let words: Vec<&str> = roles.iter().map(crate::domain::text::role).collect();
    words.join(", ")
}

/// When the desk was last used.
pub(super) fn last_used(at: Moment) -> String {
    format!("Lần dùng gần nhất: {}", say::moment(at.local()))
}
