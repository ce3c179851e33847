//! Words of this dialog.

pub(super) const TITLE: &str = "Tự kiểm tra";
pub(super) const LOOKING: &str = "Đang kiểm tra dữ liệu. Làm việc khác cũng được (Esc).";
pub(super) const SOUND: &str = "Tự kiểm tra xong: không có lỗi.";
pub(super) const SCOPE: &str = "Đã xem dữ liệu, nhật ký, tệp, bản sao lưu, chỗ trống, lịch nghỉ.";
pub(super) const WHOLE: &str = "Đọc lại từng tệp hồ sơ: chạy «motcua doctor» khi nghỉ việc.";
pub(super) const CLOSE: &str = "Đóng";
pub(super) const AGAIN: &str = "Kiểm tra lại";

/// How many things want somebody.
pub(super) fn found(count: usize) -> String {
    format!("Có {count} việc cần làm. Chưa rõ thì đọc cho cán bộ kỹ thuật.")
}
