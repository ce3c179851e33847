//! Words of this dialog.

use crate::domain::query::Queue;

pub(super) const TITLE: &str = "Mọi lệnh";
pub(super) const FIELD: &str = "Lệnh";
pub(super) const ADVICE: &str = "Gõ không dấu cũng tìm được. Gõ số hồ sơ hoặc tên thủ tục cũng được.";
pub(super) const KHO_ADVICE: &str = "Gõ số CMND, CCCD hoặc MST của chủ kho rồi bấm Enter.";
pub(super) const KHO_MISSING: &str = "Chưa nhập số của chủ kho. Gõ số rồi bấm Enter.";
pub(super) const NOTHING: &str = "Không có lệnh hay hồ sơ nào khớp. Xóa bớt chữ rồi thử lại.";
pub(super) const NOT_POSSIBLE: &str = "không được";
pub(super) const DO: &str = "Làm";
pub(super) const POINT: &str = "Trỏ";
pub(super) const CANCEL: &str = "Thôi";
pub(super) const HERE: &str = "Màn hình này";
pub(super) const PLACE: &str = "Đi tới";
pub(super) const DOSSIER: &str = "Hồ sơ";
pub(super) const PROCEDURE: &str = "Hồ sơ của thủ tục";
pub(super) const ALL_DOSSIERS: &str = "Danh sách: Tất cả hồ sơ";
pub(super) const COVER: &str = "Che màn hình";

/// `Danh sách: Có kết quả, chờ trả`.
pub(super) fn list(queue: Queue) -> String {
    format!("Danh sách: {}", crate::domain::text::queue(queue))
}

/// What the queue's digit does on Home.
pub(super) fn digit(number: u8) -> String {
    format!("{number} Enter")
}

/// How many rows there are.
pub(super) fn rows(count: usize) -> String {
    format!("{count} mục. Cột phải là phím tắt.")
}

/// Behind "Chuyển": what the letter calls it.
pub(super) const NEXT_STEP: &str = "bước kế tiếp";

/// Words that are also looked for: what officers may call a place.
pub(super) fn also(label: &str) -> &'static str {
    match label {
        "Thoát" => "đóng chương trình tắt",
        "Đổi cán bộ" => "đăng xuất đăng nhập",
        "Số liệu" => "thống kê báo cáo đúng hạn quá hạn 766 xu hướng sắp hết hạn nằm yên tập dượt",
        "Quản trị" => "cài đặt cán bộ lịch nghỉ thiết lập",
        _ => "",
    }
}
