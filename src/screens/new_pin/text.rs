//! Words of this screen.

pub(super) const PATH: &str = "motcua · Đổi mã PIN";
pub(super) const FIRST_PATH: &str = "motcua · Đặt mã PIN";
pub(super) const FIRST_WHY: &str = "Bản sao trên USB không mang mã PIN. Quản trị đặt mã PIN mới cho máy này.";
pub(super) const SET: &str = "Đặt mã PIN";
pub(super) const FIRST_ADVICE: &str = "Không dùng ngày sinh hay số dễ đoán. F2 đặt mã PIN.";
pub(super) const FIRST_SET: &str = "Đã đặt. Đăng nhập rồi đặt mã cho người khác ở Quản trị → Cán bộ.";
pub(super) const WHY: &str = "Mã PIN hiện tại do quản trị đặt. Chọn mã PIN của riêng mình rồi mới làm việc.";
pub(super) const OLD: &str = "Mã PIN hiện tại";
pub(super) const NEW: &str = "Mã PIN mới";
pub(super) const AGAIN: &str = "Nhập lại mã PIN mới";
pub(super) const CHANGE: &str = "Đổi mã PIN";
pub(super) const LEAVE: &str = "Về đăng nhập";
pub(super) const ADVICE: &str = "Không dùng ngày sinh hay số dễ đoán. F2 đổi mã PIN.";
pub(super) const MISSING: &str = "Còn ô chưa nhập. Nhập đủ các ô rồi bấm F2.";
pub(super) const DIFFERENT: &str = "Hai mã PIN không khớp. Nhập lại.";
pub(super) const SAME: &str = "Mã PIN mới phải khác mã PIN hiện tại. Nhập mã khác.";
pub(super) const CHECKING: &str = "Đang đổi mã PIN…";
pub(super) const CHANGED: &str = "Đã đổi mã PIN. Lần sau đăng nhập bằng mã mới.";

/// How long a PIN is.
pub(super) fn length(least: u32) -> String {
    format!("{least} đến 8 số")
}

/// Too short.
pub(super) fn too_short(least: u32) -> String {
    format!("Mã PIN phải có từ {least} đến 8 số. Nhập thêm ở chỗ con trỏ.")
}
