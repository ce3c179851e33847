//! Words of the screen that hands a result back.

use crate::domain::dossier::ReturnWay;
use crate::domain::fee::text as fee;
use crate::domain::rows::{DossierView, OutcomeView};
use crate::domain::time::Moment;
use crate::domain::{say, text};

pub(super) const TITLE: &str = "Trả kết quả";
pub(super) const SIGNATURES: &str = "Chữ ký";
pub(super) const OUTCOME: &str = "Kết quả";
pub(super) const PAPER: &str = "Bản giấy";
pub(super) const FEES: &str = "Phí, lệ phí";
pub(super) const WHY_UNPAID: &str = "Vì sao vẫn trả";
pub(super) const REASON_KEPT: &str = "Đã ghi lý do. Bấm F2 để trả kết quả.";
pub(super) const NO_PRODUCT: &str = "Không có SP";
pub(super) const WHO: &str = "Người nhận";
pub(super) const WHO_CHOICES: [&str; 2] = ["Chủ hồ sơ", "Người được ủy quyền"];
pub(super) const NAME: &str = "Họ và tên";
pub(super) const NUMBER: &str = "Số CMND/CCCD";
pub(super) const BASIS: &str = "Giấy ủy quyền";
pub(super) const WAY: &str = "Hình thức trả";
pub(super) const SPACE: &str = "Space đổi";
pub(super) const WHEN_F2: &str = "Khi bấm F2 Trả kết quả, máy sẽ:";
pub(super) const ADVICE: &str = "Đối chiếu giấy tờ tùy thân của người nhận trước khi trả.";
pub(super) const PRESS_F2: &str = "Bấm F2 để trả kết quả.";
pub(super) const LOADING: &str = "Đang mở hồ sơ…";
pub(super) const WAYS: [ReturnWay; 3] = [ReturnWay::Desk, ReturnWay::Post, ReturnWay::Online];
pub(super) const PICK_BASIS: &str = "Giấy ủy quyền thường gặp";
pub(super) const BASES: [&str; 4] = [
    "Giấy giới thiệu số",
    "Giấy ủy quyền có chứng thực số",
    "Hợp đồng ủy quyền số",
    "Cha, mẹ hoặc người giám hộ của chủ hồ sơ",
];
/// Said when the number of the person who collects is none.
pub(super) const BAD_NUMBER: &str = "Số giấy tờ của người nhận chưa đúng. Đối chiếu với thẻ rồi nhập lại.";

/// Title of the question why it goes out unpaid.
pub(super) fn unpaid(owed: u64) -> String {
    format!("Còn {} chưa thu", fee::dong(owed))
}

/// The ways of return as choices.
pub(super) fn way(way: ReturnWay) -> &'static str {
    match way {
        ReturnWay::Desk => "Tại Bộ phận Một cửa",
        other => text::return_way(other),
    }
}

/// `4101234562.KQ.H08.000047 · 3 trang · chữ ký hợp lệ ✓`.
pub(super) fn outcome(outcome: &OutcomeView) -> String {
    let pages = outcome
        .pages
        .map(|it| format!(" · {it} trang"))
        .unwrap_or_default();
    format!(
        "{}{pages} · {}",
        outcome.paper_code,
        text::signature(outcome.signature)
    )
}

/// What F2 will do, line by line.
pub(super) fn will(view: &DossierView, receiver: &str, papers: usize) -> Vec<String> {
    let receiver = if receiver.is_empty() {
        "người nhận"
    } else {
        receiver
    };
    let mut lines = vec![format!("ghi đã trả kết quả lúc này cho {receiver}")];
    let holder = &view.row.holder_name;
    if papers > 0 {
        lines.push(format!(
            "đưa {papers} bản điện tử vào kho của {holder} (đúng một lần)"
        ));
    } else {
        lines.push("không đưa gì vào kho: hồ sơ không có kết quả điện tử".to_owned());
    }
    if let (Some((book, number)), Some(at)) = (view.register, view.row.received_at) {
        let year = at.year();
        lines.push(format!(
            "ghi vào Sổ theo dõi hồ sơ, quyển {book:02}/{year}, số thứ tự {number}"
        ));
    }
    lines
}

/// S05.
pub(super) fn done(receiver: &str, at: Moment, papers: u32) -> String {
    let time = say::time(at.local().time());
    let kho = if papers > 0 {
        " Bản điện tử đã vào kho."
    } else {
        ""
    };
    format!("Đã trả kết quả cho {receiver} lúc {time}.{kho}")
}

/// S06, on the page that is only read.
pub(super) fn returned(at: Moment, officer: &str, receiver: &str) -> String {
    let local = at.local();
    let (time, day) = (say::time(local.time()), say::date(local.date()));
    format!("Đã trả lúc {time} {day}, {officer} trả cho {receiver}.")
}
