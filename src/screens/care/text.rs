//! Words of this screen.

use crate::domain::special::{ExemptReason, Trait, text as special};
use crate::screens::text as shared;

pub(super) const PATH: [&str; 3] = ["Hồ sơ", "Thành phần", "Tính chất, cách giữ"];
pub(super) const TRAITS: &str = "TÍNH CHẤT CỦA GIẤY TỜ";
pub(super) const TODO: &str = "CHUẨN BỊ TRƯỚC KHI SỐ HÓA";
pub(super) const OTHER_BODY: &str = "thẩm tra, ý kiến cơ quan khác";
pub(super) const BASIS: &str = "Căn cứ luật";
pub(super) const PLAN: &str = "Số hóa";
pub(super) const PLANS: [&str; 3] = ["Số hóa", "Chờ thiết bị", "Không số hóa"];
pub(super) const REMIND: &str = "Nhắc ngày";
pub(super) const WHY: &str = "Lý do";
pub(super) const WORDS: &str = "Ghi rõ";
pub(super) const CUSTODY: &str = "Bản gốc";
pub(super) const DEVICE: &str = "Thiết bị: ";
pub(super) const ORDINARY: &str =
    "Giấy tờ thường: không cần chuẩn bị gì thêm. Space đánh dấu tính chất ở dòng có dấu trỏ.";
pub(super) const OTHER_BODY_MORE: &str = "Kết quả thẩm tra, xác minh, trả lời ý kiến của các cơ quan, đơn vị tham gia trong quá trình giải quyết: không sao chụp, trừ trường hợp pháp luật chuyên ngành có quy định khác.";

pub(super) const WRITE: &str = "Ghi";
pub(super) const REASONS: &str = "Lý do mẫu";
pub(super) const RECORD: &str = "Biên bản";
pub(super) const WHY_TITLE: &str = "Vì sao không số hóa?";
pub(super) const NOT_DECIDED: &str = "Chưa có quyết định không số hóa nên chưa có biên bản.";

pub(super) const WRITTEN: &str = "Đã ghi tính chất và cách giữ của giấy tờ.";
pub(super) const WISHED_IN_DRAFT: &str =
    "Đã ghi đề nghị không số hóa; lãnh đạo duyệt ngay sau khi tiếp nhận.";
pub(super) const WISHED: &str = "Đã ghi đề nghị không số hóa; chưa có hiệu lực, còn chờ lãnh đạo duyệt.";
pub(super) const DECIDED: &str = "Đã ghi quyết định KHÔNG SỐ HÓA. Ctrl+K rồi F7 để in biên bản.";
pub(super) const DAY_OVER: &str = "Ngày nhắc đã qua. Nhập một ngày từ hôm nay trở đi.";

/// On rule 3.
pub(super) fn about(name: &str) -> String {
    shared::short(name, 60)
}

/// What is still empty, and what to do.
pub(super) fn missing(day: bool) -> &'static str {
    if day {
        "Chờ thiết bị thì phải có ngày nhắc. Nhập ngày/tháng/năm."
    } else {
        "Không số hóa thì phải có lý do từ danh sách (F4) và ghi rõ."
    }
}

/// E17.
pub(super) fn no_such_day(typed: &str) -> String {
    format!("Không có ngày {typed}. Nhập lại theo ngày/tháng/năm.")
}

/// C08.
pub(super) fn question(why: ExemptReason, name: &str) -> String {
    format!(
        "Không số hóa «{}», lý do {}? Cần mã PIN của lãnh đạo.",
        shared::short(name, 40),
        special::exempt(why)
    )
}

/// Why nobody asks for a copy of it.
pub(super) fn by_policy(why: ExemptReason) -> String {
    format!("Theo thiết lập của đơn vị: {}.", special::by_policy(why))
}

/// `khổ lớn: máy quét khổ lớn (A0, A1)`.
pub(super) fn device(kind: Trait) -> String {
    format!("{}: {}", special::name(kind), special::device(kind))
}

/// `đã duyệt 14:15 14/02/2023, Nguyễn Văn Bình`.
pub(super) fn decided(name: &str, at: crate::domain::time::Moment) -> String {
    format!("{name} duyệt {}", at.local().format("%H:%M %d/%m/%Y"))
}
