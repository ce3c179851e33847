//! Words of the dialog that sends a dossier to its next step.

use crate::domain::deadline::Limit;
use crate::domain::moves::StepRole;
use crate::domain::time::Moment;
use crate::domain::{say, text};

pub(super) const PATH: [&str; 2] = ["Hồ sơ", "Chuyển bước"];
pub(super) const WITHOUT_PRODUCT_PATH: [&str; 2] = ["Hồ sơ", "Kết thúc không có sản phẩm"];
pub(super) const TITLE: &str = "Chọn bước để chuyển";
pub(super) const NOW_AT: &str = "Đang ở";
pub(super) const RECEIVER: &str = "Người nhận";
pub(super) const UNIT: &str = "Cơ quan nhận";
pub(super) const OPINION: &str = "Ý kiến";
pub(super) const UNDIGITISED: &str = "Lý do chưa đủ tệp";
pub(super) const NO_PRODUCT: &str = "Lý do không có KQ";
pub(super) const DUE: &str = "Hạn của bước";
pub(super) const FORWARD: &str = "Chuyển";
pub(super) const LEAVE: &str = "Thôi";
pub(super) const STEPS: &str = "Chọn bước";
pub(super) const OTHERS: &str = "F4 chọn người khác";
pub(super) const USUAL: &str = "thường dùng";
pub(super) const LOADING: &str = "Đang mở hồ sơ…";
pub(super) const NO_STEP: &str = "Hồ sơ đang ở bước cuối, không còn bước nào để chuyển.";
pub(super) const NO_END: &str = "Từ bước này không kết thúc được. Esc, rồi F9 chuyển bước trước.";
pub(super) const HAS_OUTCOME: &str =
    "Hồ sơ đã có kết quả, chuyển bước như thường. Muốn bỏ thì thu hồi kết quả.";
pub(super) const PICK_RECEIVER: &str = "Chọn người nhận";
pub(super) const PICK_UNIT: &str = "Chọn cơ quan nhận";
pub(super) const NO_UNIT: &str = "Chưa ghi cơ quan nhận của bước này. Gõ tên cơ quan, hoặc F4 chọn.";
pub(super) const PICK_OPINION: &str = "Ý kiến đã dùng gần đây";
pub(super) const PICK_REASON: &str = "Lý do mẫu";

/// Samples for a dossier that leaves the desk without all its files.
pub(super) const UNDIGITISED_REASONS: [&str; 4] = [
    "Máy quét hỏng, số hóa sau khi sửa xong",
    "Mất điện, số hóa khi có điện",
    "Khổ giấy lớn, cần quét ở nơi khác",
    "Công dân cần gấp, số hóa trong ngày",
];
/// Samples for an end without a result.
pub(super) const NO_PRODUCT_REASONS: [&str; 3] = [
    "Thủ tục không có kết quả phải trả",
    "Đã trả kết quả trực tiếp tại nơi giải quyết",
    "Không đủ điều kiện giải quyết, đã có văn bản trả lời",
];

/// Beside a step: whose it is or where it leads.
pub(super) fn step_note(role: StepRole, finishes: bool) -> String {
    let role = text::step_role(role);
    if finishes {
        format!("về {role}, chờ trả")
    } else {
        role.to_owned()
    }
}

/// `16:00 15/02/2023 (1 ngày làm việc)`.
pub(super) fn due((limit, at): (Limit, Moment)) -> String {
    let local = at.local();
    let limit = crate::domain::deadline::text::limit(limit);
    format!(
        "{} {} ({limit})",
        say::time(local.time()),
        say::date(local.date())
    )
}

/// S11.
pub(super) fn done(step: &str, to: &str) -> String {
    format!("Đã chuyển bước {step} cho {to}.")
}

/// W17: forwarded after the cut-off.
pub(super) fn after_cutoff(time: &str) -> String {
    format!("Sau {time}: bước này được chuyển vào đầu ngày làm việc tiếp theo.")
}

/// Files are missing and it is about to leave the desk.
pub(super) fn undigitised(lacking: u32) -> String {
    format!("Còn {lacking} giấy tờ chưa số hóa đủ. Ghi lý do, hoặc Esc rồi F8: tệp, đếm trang.")
}

/// It enters the step of the return without a result.
pub(super) fn no_outcome(interims: usize) -> String {
    match interims {
        0 => "Hồ sơ chưa có kết quả. Ghi lý do nếu thủ tục này không có kết quả.".to_owned(),
        many => format!("Chưa có kết quả, mới có {many} văn bản trung gian. Ghi lý do nếu không có KQ."),
    }
}
