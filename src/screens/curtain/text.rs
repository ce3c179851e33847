//! Words of this screen. Nothing about any citizen.

pub(super) const PATH: &str = "motcua";
pub(super) const OFFICE: &str = "BỘ PHẬN MỘT CỬA";
pub(super) const WAIT: &str = "Mời ông/bà chờ trong giây lát";
pub(super) const OPEN: &str = "Mở lại";
pub(super) const OTHER: &str = "Đổi cán bộ";
pub(super) const CHECKING: &str = "Đang kiểm tra mã PIN…";
pub(super) const NO_PIN: &str = "Chưa nhập mã PIN. Gõ mã PIN rồi bấm Enter.";
pub(super) const ESC_AGAIN: &str = "Bấm Esc lần nữa để cán bộ khác đăng nhập. Bản nháp đã lưu.";

/// `BỘ PHẬN MỘT CỬA XÃ AN TOÀN`.
pub(super) fn office(unit: &str) -> String {
    let first = unit.split(',').next().unwrap_or_default();
    let place = first.trim_start_matches("UBND").trim();
    format!("{OFFICE} {}", place.to_uppercase()).trim_end().to_owned()
}

/// What the officer does to go on.
pub(super) fn covered(name: &str) -> String {
    format!("Màn hình đã che. Nhập mã PIN của {name} để tiếp tục.")
}
