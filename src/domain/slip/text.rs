//! Words of slips: what is missing, how a leg ended.

use chrono::NaiveDateTime;

use super::{InTime, SlipFact, SlipKind};
use crate::domain::receipt::number_words;

/// Who hands a dossier in.
pub(super) const APPLICANT: &str = "Người nộp hồ sơ";

/// Its name in menus.
pub fn slip(kind: SlipKind) -> &'static str {
    match kind {
        SlipKind::Supplement => "Phiếu yêu cầu bổ sung",
        SlipKind::Refusal => "Phiếu từ chối",
        SlipKind::Apology => "Xin lỗi và hẹn lại",
        SlipKind::Stop => "Thông báo dừng giải quyết",
        SlipKind::Withdrawal => "Phiếu rút hồ sơ",
        SlipKind::HandOver => "Biên bản bàn giao",
        SlipKind::Control => "Phiếu kiểm soát",
    }
}

/// Why there is none of this kind to make.
pub fn no_slip(kind: SlipKind) -> &'static str {
    match kind {
        SlipKind::Supplement => "Hồ sơ chưa có yêu cầu bổ sung nào.",
        SlipKind::Refusal => "Hồ sơ không bị từ chối.",
        SlipKind::Apology => "Hồ sơ chưa có lần xin lỗi, hẹn lại nào.",
        SlipKind::Stop => "Hồ sơ không bị dừng giải quyết.",
        SlipKind::Withdrawal => "Hồ sơ chưa được rút.",
        SlipKind::HandOver => "Hồ sơ chưa chuyển bước lần nào, chưa có gì để bàn giao.",
        SlipKind::Control => "Hồ sơ chưa được tiếp nhận.",
    }
}

/// What a slip lacks, inside "phiếu thiếu …".
pub fn fact(fact: SlipFact) -> &'static str {
    match fact {
        SlipFact::Number => "số phiếu",
        SlipFact::Code => "mã hồ sơ",
        SlipFact::Desk | SlipFact::GiverPlace => "tên bộ phận tiếp nhận",
        SlipFact::Unit => "tên cơ quan",
        SlipFact::Holder => "chủ hồ sơ",
        SlipFact::Bearer | SlipFact::Signer => "người nộp hồ sơ",
        SlipFact::Address => "địa chỉ",
        SlipFact::Phone => "số điện thoại",
        SlipFact::Email => "email",
        SlipFact::Subject => "nội dung yêu cầu giải quyết",
        SlipFact::Sector => "lĩnh vực",
        SlipFact::ReceivedAt | SlipFact::ReceivedOn => "thời gian nhận hồ sơ",
        SlipFact::DueAt | SlipFact::BrokenPromise => "ngày hẹn trả",
        SlipFact::NewPromise => "ngày hẹn lại",
        SlipFact::Reason => "lý do",
        SlipFact::Basis => "căn cứ",
        SlipFact::GoTo => "nơi hướng dẫn nộp",
        SlipFact::Officer | SlipFact::Giver => "tên cán bộ",
        SlipFact::ContactPhone => "số điện thoại liên hệ",
        SlipFact::Leader => "tên lãnh đạo",
        SlipFact::MadeAt => "thời điểm lập",
        SlipFact::Taker | SlipFact::TakerPlace => "bên nhận",
        SlipFact::Step => "tên bước",
        SlipFact::Opinion => "ý kiến",
        SlipFact::Files => "kết quả kiểm tra tệp",
    }
}

/// What a slip lacks where a list is empty.
pub const NO_ITEMS: &str = "danh sách nội dung";

/// Kết quả giải quyết hồ sơ.
pub fn in_time(result: InTime) -> &'static str {
    match result {
        InTime::Early => "Trước hạn",
        InTime::OnTime => "Đúng hạn",
        InTime::Late => "Quá hạn",
    }
}

/// A time inside a narrow cell: `08 giờ 05 phút, ngày 14/02/2023`.
pub fn short_time(at: NaiveDateTime) -> String {
    at.format("%H giờ %M phút, ngày %d/%m/%Y").to_string()
}

/// Files that were compared before the hand-over.
pub(super) fn files(count: u32) -> String {
    format!("{} tệp, đã đọc lại, còn nguyên", number_words(count))
}
