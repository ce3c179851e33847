//! Words of the request for what is missing.

use crate::domain::dossier::{Holder, Sex};

pub(super) const PATH: [&str; 2] = ["Hồ sơ", "Yêu cầu bổ sung"];
pub(super) const FORM: &str = "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (Mẫu 02)";
pub(super) const ITEMS: &str = "Nội dung cần bổ sung, lấy từ danh mục thành phần:";
pub(super) const ADD: &str = "+ thêm nội dung khác";
pub(super) const REASON: &str = "Lý do";
pub(super) const CONTACT: &str = "Liên hệ";
pub(super) const WORDING: &str = "Lời văn trong phiếu";
pub(super) const ONCE: &str = "Chỉ được yêu cầu bổ sung một lần. Còn nội dung nào nữa không?";
pub(super) const AFTERWARDS: &str = "Sau khi lập phiếu, lần yêu cầu thứ hai phải có lãnh đạo duyệt.";
pub(super) const SECOND: &str = "Hồ sơ đã được yêu cầu bổ sung một lần. Lần này cần lãnh đạo nhập PIN.";
pub(super) const MAKE: &str = "Lập phiếu";
pub(super) const SAMPLES: &str = "Lý do mẫu";
pub(super) const TICK: &str = "Chọn";
pub(super) const LOADING: &str = "Đang mở hồ sơ…";
pub(super) const NO_CODE: &str = "Chưa cấp số";
pub(super) const NOTHING_TICKED: &str = "Chưa chọn nội dung nào. Space chọn, hoặc thêm nội dung khác.";
pub(super) const CONFIRM: [&str; 2] = ["Đã đủ, lập phiếu", "Xem lại"];
pub(super) const OWN_TITLE: &str = "Nội dung khác cần bổ sung";
pub(super) const OWN_LABEL: &str = "Nội dung";
pub(super) const OWN: &str = "nội dung khác";
/// Most usual, and so the default.
pub(super) const REASONS: [&str; 4] = [
    "Thành phần hồ sơ chưa đầy đủ theo quy định của thủ tục",
    "Tờ khai chưa ghi đủ nội dung",
    "Giấy tờ nộp kèm chưa hợp lệ",
    "Thông tin trong các giấy tờ chưa thống nhất",
];

/// State of a component beside its name.
pub(super) const LACKING: &str = "chưa có";
pub(super) const LACKING_OPTIONAL: &str = "chưa có, không bắt buộc";
pub(super) const FINE: &str = "đạt";

/// `lần thứ 1`.
pub(super) fn round(number: u32) -> String {
    format!("lần thứ {number}")
}

/// The sentence of the form above the items.
pub(super) fn request(holder: &Holder) -> String {
    let title = match (holder.holding_organisation(), holder.sex) {
        (Some(_), _) => "",
        (None, Some(Sex::Male)) => "ông ",
        (None, Some(Sex::Female)) => "bà ",
        (None, None) => "ông/bà ",
    };
    let name = holder.display_name();
    format!("Đề nghị {title}{name} bổ sung, hoàn thiện hồ sơ gồm những nội dung sau:")
}

/// `Chưa cấp số · Hồ Thị Lan · Trợ cấp xã hội hằng tháng`.
pub(super) fn about_draft(holder: &str, procedure: &str) -> String {
    format!("{NO_CODE} · {holder} · {procedure}")
}

/// S12 with the form's number.
pub(super) fn done(items: usize, number: Option<&str>) -> String {
    match number {
        Some(number) => format!("Đã lập phiếu yêu cầu bổ sung số {number}, {items} mục."),
        None => format!("Đã lập phiếu yêu cầu bổ sung {items} mục."),
    }
}

/// `Đinh Thị Hạnh · 0256 3 874 001`.
pub(super) fn contact(officer: &str, phone: &str) -> String {
    if phone.is_empty() {
        officer.to_owned()
    } else {
        format!("{officer} · {phone}")
    }
}

/// How many items of the form's text do not fit.
pub(super) fn further(count: usize) -> String {
    format!("… và {count} mục nữa")
}
