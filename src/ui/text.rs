//! Words of the frame that surrounds every screen, and of its fields.

use crate::app::input::{Line, LineKind};

pub(super) const PRACTICE: &str = "TẬP HUẤN";
pub(super) const PRACTICE_RULE: &str = "TẬP HUẤN: dữ liệu giả, giấy in ra có dấu chìm TẬP HUẤN";

pub(super) const READ_ONLY: &str = "CHỈ XEM";
pub(super) const CONFLICTS: &str = "Khác";
pub(super) const SCANS: &str = "Quét";
pub(super) const SIGNATURES: &str = "Ký";
pub(super) const PRINTS: &str = "In";
pub(super) const OUTBOX: &str = "Gửi";

pub const MORE: &str = "còn nữa ↓";

pub(super) const NAME: &str = "motcua";
pub(super) const TOO_SMALL: &str = "Cửa sổ quá nhỏ";
pub(super) const ENLARGE: &str = "Phóng to cửa sổ hoặc giảm cỡ chữ.";
pub(super) const KEPT: &str = "Dữ liệu đang nhập vẫn còn nguyên.";
pub(super) const LEAVE: (&str, &str) = ("F10", " Thoát an toàn");

pub(super) fn size_now(width: u16, height: u16) -> String {
    format!("Đang {width}x{height}, cần ít nhất 80x24")
}

/// Heading of the pane with a page beside a list.
pub(super) const PREVIEW: &str = "XEM TRƯỚC";

/// What was typed or pasted last did not go in, or not all of it: beside its field, in few letters.
pub(super) fn left_out(line: &Line) -> String {
    match line.kind() {
        _ if line.is_full() => format!("! chỉ {} ký tự", line.most()),
        LineKind::Digits | LineKind::Pin => "! chỉ nhập chữ số".to_owned(),
        LineKind::Text | LineKind::Secret | LineKind::Upper => "! chữ không in được".to_owned(),
    }
}
