//! Words of the proof of reception.

use crate::domain::rows::{DossierView, StepView, WorkflowView};
use crate::domain::say;
use crate::domain::time::Moment;

pub(super) const PATH: [&str; 2] = ["Tiếp nhận hồ sơ", "Đã tiếp nhận"];
pub(super) const ACCEPTED: &str = "✓ ĐÃ TIẾP NHẬN";
pub(super) const CODE: &str = "Số hồ sơ";
pub(super) const PROMISE: &str = "Hẹn trả";
pub(super) const HOLDER: &str = "Chủ hồ sơ";
pub(super) const PROCEDURE: &str = "Thủ tục";
pub(super) const RECEIPT: &str = "Phiếu tiếp nhận và hẹn trả";
pub(super) const DIGITISED: &str = "Số hóa thành phần";
pub(super) const FORWARD: &str = "Chuyển bước";
pub(super) const NEXT: &str = "Việc tiếp theo";
pub(super) const NO_PROMISE: &str = "thủ tục này không ghi thời hạn";

pub(super) const MAKING: &str = "đang lập";
pub(super) const MADE: &str = "đã lập, đã đính kèm";
pub(super) const SIGNED: &str = "đã lập, đã ký, đã đính kèm";
pub(super) const NOT_MADE: &str = "CHƯA LẬP ĐƯỢC";
pub(super) const MADE_KEYS: &str = "F7 In · F6 Ký";
pub(super) const SIGNED_KEY: &str = "F7 In";
pub(super) const AGAIN_KEY: &str = "F7 Lập lại";
pub(super) const FILES_KEY: &str = "F8 Gắn tệp";
pub(super) const FORWARD_KEY: &str = "F9 Chuyển";

pub(super) const APPROVE: &str = "Duyệt không số hóa";

/// A wish of the reception that a leader has to decide.
pub(super) fn wished(name: &str) -> String {
    let name = crate::screens::text::short(name, 24);
    format!("«{name}» chờ lãnh đạo duyệt không số hóa. Ctrl+K mời lãnh đạo.")
}

/// What is signed: `230214-0001 · Phiếu tiếp nhận và hẹn trả`.
pub(super) fn receipt_of(code: &str) -> String {
    format!("{RECEIPT} {code}")
}

pub(super) const NOT_MADE_YET: &str = "Phiếu chưa lập xong. Chờ một lát rồi bấm F6.";

pub(super) const NEW: &str = "Tiếp nhận mới";
pub(super) const PRINTING: &str = "Đang in phiếu…";

/// The four ways on.
pub(super) fn ways(name: &str) -> [String; 4] {
    let short = say::shortened(name, 40);
    [
        "In phiếu rồi gắn tệp".to_owned(),
        format!("Tiếp nhận hồ sơ nữa cho {short}"),
        NEW.to_owned(),
        "Mở hồ sơ".to_owned(),
    ]
}

/// S03 and what the number is.
pub(super) fn safe(at: Moment) -> String {
    let time = say::exact_time(at.local().time());
    format!("Đã ghi an toàn lúc {time}. Số hồ sơ do máy cấp, không trùng với quầy khác.")
}

/// `0/2 giấy tờ có tệp`.
pub(super) fn digitised(view: &DossierView) -> String {
    let counts = view.row.digitised;
    format!("{}/{} giấy tờ có tệp", counts.have, counts.need)
}

/// The step it has been sent on to, and who has it: `Giải quyết: Nguyễn Văn Sơn`.
pub(super) fn moved_to(step: &StepView) -> String {
    match &step.officer {
        Some(who) => format!("{}: {who}", step.name),
        None => step.name.clone(),
    }
}

/// Why F9 is over here.
pub(super) fn moved(step: &StepView) -> String {
    format!("Đã chuyển bước {}. Bước sau: 4 mở hồ sơ rồi F9.", step.name)
}

/// `Giải quyết: Nguyễn Văn Sơn`.
pub(super) fn next_step(flow: Option<&WorkflowView>) -> String {
    let Some(step) = flow.and_then(|flow| flow.next.first()) else {
        return String::new();
    };
    let who = step
        .officers
        .first()
        .map(|it| it.name.clone())
        .or_else(|| step.units.first().cloned());
    match who {
        Some(who) => format!("{}: {who}", step.name),
        None => step.name.clone(),
    }
}
