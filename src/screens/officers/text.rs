//! Words of the list of officers and of the form for one.

use crate::domain::officer::{Officer, Roles};
use crate::domain::text;

pub(super) const PATH: &str = "Quản trị";
pub(super) const OFFICERS: &str = "Cán bộ";
pub(super) const NEW: &str = "Thêm cán bộ";
pub(super) const CHANGE: &str = "Sửa";
pub(super) const WRITE: &str = "Ghi";
pub(super) const TICK: &str = "Đánh dấu";

pub(super) const NAME: &str = "Họ và tên";
pub(super) const TITLE: &str = "Chức danh";
pub(super) const ROLES: &str = "Vai trò";
pub(super) const STATE: &str = "Trạng thái";
pub(super) const OLD_PIN: &str = "Mã PIN đang dùng";
pub(super) const PIN: &str = "Mã PIN";
pub(super) const NEW_PIN: &str = "Mã PIN mới";
pub(super) const AGAIN: &str = "Nhập lại mã PIN";
pub(super) const STATES: [&str; 2] = ["Đang làm việc", "Ngừng làm việc"];
/// Headers of the table.
pub(super) const COLUMNS: [&str; 4] = ["Họ và tên", "Chức danh", "Vai trò", "Trạng thái"];

pub(super) const ACTIVE: &str = "đang làm";
pub(super) const INACTIVE: &str = "đã ngừng";
pub(super) const WITHOUT_PIN: &str = "chưa có PIN";
pub(super) const MUST_CHANGE: &str = "chờ đổi PIN";
pub(super) const MATCH: &str = "khớp ✓";
pub(super) const DIFFER: &str = "chưa khớp";
pub(super) const PICK: &str = "Space đánh dấu";
pub(super) const SPACE: &str = "Space đổi";
pub(super) const KEEP_PIN: &str = "để trống là giữ mã cũ";
pub(super) const LOCKED_OUT: &str = "Người ngừng làm việc không đăng nhập được; việc đã làm vẫn giữ tên.";
pub(super) const CHANGED_AT_LOGIN: &str = "Người này phải đổi mã PIN ở lần đăng nhập tới.";

pub(super) const NOT_READ: &str = "Chưa đọc được danh sách cán bộ. F5 đọc lại.";
pub(super) const NOTHING_CHANGED: &str = "Chưa có gì thay đổi. Sửa một mục rồi bấm F2, hoặc Esc lùi.";
pub(super) const PINS_DIFFER: &str = "Hai mã PIN không khớp. Nhập lại.";
pub(super) const WRITING: &str = "Đang ghi…";

/// The name behind `Quản trị › Cán bộ`.
pub(super) fn about(name: &str) -> String {
    format!("Sửa cán bộ {name}")
}

pub(super) fn digits(least: u32) -> String {
    format!("{least} đến 8 số")
}

pub(super) fn short_pin(least: u32) -> String {
    format!("Mã PIN phải có {least} đến 8 số. Nhập lại.")
}

pub(super) fn missing(label: &str, further: usize) -> String {
    let more = match further {
        0 => String::new(),
        more => format!(" (còn {more} mục nữa)"),
    };
    format!("Chưa nhập {label}. Mục này bắt buộc.{more}")
}

pub(super) fn added(name: &str) -> String {
    format!("Đã thêm {name}. Mã PIN phải đổi ở lần đăng nhập đầu.")
}

pub(super) fn written(name: &str) -> String {
    format!("Đã ghi thay đổi của {name}.")
}

pub(super) fn pin_not_set(why: &str) -> String {
    format!("Đã ghi cán bộ, chưa đặt được mã PIN. {why}")
}

pub(super) fn count(officers: &[Officer]) -> String {
    let active = officers.iter().filter(|officer| officer.active).count();
    format!("{} cán bộ, {active} đang làm việc", officers.len())
}

/// `Tiếp nhận, Xử lý`; all five are said in one word.
pub(super) fn roles(roles: Roles) -> String {
    if roles == Roles::ALL {
        return "Tất cả vai trò".into();
    }
    let words: Vec<&str> = roles.iter().map(text::role).collect();
    words.join(", ")
}
