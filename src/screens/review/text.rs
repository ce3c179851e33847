//! Words of the last look before Tiếp nhận.

use crate::domain::asked::text as asked;
use crate::domain::component::Submission;
use crate::domain::dossier::{Account, Status};
use crate::domain::draft::{Draft, DraftComponent};
use crate::domain::fee::{FeeState, Stated, Sums, is_left_to_note, proposed, sums, text as fee};
use crate::domain::phone;
use crate::domain::rows::{DossierRow, DuePreview};
use crate::domain::say;
use crate::domain::text;
use crate::screens::text as shared;

pub(super) const REVIEW: &str = "Xem lại";
pub(super) const ACCEPT: &str = "Tiếp nhận";
pub(super) const PREVIEW: &str = "Xem thử";
pub(super) const WHY_DUE: &str = "Vì sao hẹn";
pub(super) const CHOOSE: &str = "Chọn";

pub(super) const TWIN: &str = "Mở xem";

pub(super) const HOLDER: &str = "Chủ hồ sơ";
pub(super) const PROCEDURE: &str = "Thủ tục";
pub(super) const ACCOUNT: &str = "Tài khoản";
pub(super) const BEARER: &str = "Người nộp";
pub(super) const PAPERS: &str = "Giấy tờ";
pub(super) const FEES: &str = "Lệ phí";
pub(super) const PROMISE: &str = "Hẹn trả";
pub(super) const BACKFILL: &str = "Nhập bù";
pub(super) const COMPONENTS: &str = "Thành phần hồ sơ nộp";

pub(super) const COMPLETE: &str = "✓ Đủ thành phần.";
pub(super) const NO_TWIN: &str = "Không trùng hồ sơ nào đang mở.";
/// In the width of the second column: the catalogue gives no amount, its note stands in the dialog of fees.
const LEFT_TO_NOTE: &str = "theo ghi chú (F10 Phí)";
pub(super) const F2_LINE: &str = "F2 Tiếp nhận: cấp số hồ sơ, tính hạn, lập và đính kèm phiếu hẹn trả";
pub(super) const F2_NOTED: &str = "F2 Tiếp nhận kèm ghi chú: cấp số, ghi rõ các mục còn thiếu";
pub(super) const THREE_WAYS: &str = "Chọn một trong ba cách:";

pub(super) const LOOK: &str = "Cán bộ kiểm tra lại thông tin và thành phần hồ sơ trước khi tiếp nhận.";
pub(super) const PRESS_F2: &str = "Bấm F2 để tiếp nhận.";
pub(super) const WRITING: &str = "Đang ghi hồ sơ…";
pub(super) const LATE: &str = "Nhận sau 15 giờ: hạn tính từ ngày làm việc tiếp theo.";
pub(super) const NO_CALENDAR: &str = "Chưa chắc lịch nghỉ trong khoảng này. Hẹn trả có thể đổi; xem F1.";
pub(super) const NO_DRAFT: &str = "Không còn hồ sơ đang tiếp nhận. Esc để lùi lại.";

pub(super) const NOTE_TITLE: &str = "Tiếp nhận kèm ghi chú";
pub(super) const NOTE_LABEL: &str = "Lý do nhận khi thiếu";
pub(super) const NOTE_NEEDED: &str = "Tiếp nhận kèm ghi chú thì phải ghi rõ lý do.";
pub(super) const NOTE_OUTDATED: &str = "Mục còn thiếu đã khác lúc ghi chú. Chọn 3 để xem và ghi lại lý do.";
pub(super) const NOTED: &str = "Đã ghi lý do. Bấm F2 để tiếp nhận kèm ghi chú.";

pub(super) const STILL_WAITING: &str =
    "Đã giữ bản nháp, hồ sơ vẫn chờ bổ sung. Mở lại ở mục 3 của Trang chính.";

pub(super) const BACK_TITLE: &str = "Nhập bù hồ sơ đã nhận trên giấy";
pub(super) const BACK_AT: &str = "Nhận lúc (giờ:phút ngày/tháng/năm)";
pub(super) const BACK_DROPPED: &str = "Không nhập bù nữa: hồ sơ được nhận vào lúc bấm F2.";
pub(super) const BACK_WHY: &str = "Vì sao nhập sau";
pub(super) const BACK_WHY_NEEDED: &str =
    "Nhập bù phải ghi lý do. Nhập lý do rồi bấm Enter, hoặc Esc để thôi.";
pub(super) const BACK_BAD: &str = "Chưa đúng giờ nhận. Ghi như 08:30 13/02/2023, không sau lúc này.";

/// The three ways of an incomplete dossier; `asked` = papers were asked for already, so what came waits for the rest.
pub(super) fn ways(lacking: usize, asked: bool) -> [(&'static str, String); 3] {
    let first = if asked {
        (
            "Chờ nộp nốt",
            "đã yêu cầu rồi; giữ bản nháp, chưa cấp số".to_owned(),
        )
    } else {
        (
            "Yêu cầu bổ sung",
            format!("lập phiếu nêu đủ {lacking} mục; chưa cấp số hồ sơ"),
        )
    };
    [
        first,
        ("Từ chối tiếp nhận", "lập phiếu, ghi lý do".to_owned()),
        (
            "Tiếp nhận kèm ghi chú",
            format!("cấp số, ghi rõ {lacking} mục còn thiếu"),
        ),
    ]
}

/// F2 on an incomplete dossier.
pub(super) fn choose_way(lacking: usize) -> String {
    format!("Còn thiếu {lacking} mục. Chọn 1, 2 hoặc 3.")
}

/// What does not fit in the window.
pub(super) fn further(count: u16) -> String {
    format!("… và {count} giấy tờ nữa, Esc về bước 4 để xem hết")
}

/// Heading of what lacks.
pub(super) fn lacking(count: usize) -> String {
    format!("CÒN THIẾU {count} MỤC")
}

/// Why a component lacks.
pub(super) fn why_lacking(item: &DraftComponent) -> String {
    match item.reject_reason.as_ref().filter(|_| item.received) {
        Some(reason) => format!("không đạt: {}", reason.to_lowercase()),
        None => "chưa nhận, bắt buộc".to_owned(),
    }
}

/// Name; number and phone.
pub(super) fn holder(draft: &Draft) -> [String; 2] {
    let holder = &draft.holder;
    let phone = match holder.phone.as_str() {
        "" => holder.phone_note.clone().unwrap_or_default(),
        digits => phone::grouped(digits),
    };
    let numbers = [holder.holder_no.as_str(), &phone];
    let numbers: Vec<&str> = numbers.into_iter().filter(|it| !it.is_empty()).collect();
    [holder.display_name().to_owned(), numbers.join(" · ")]
}

/// `Có, kiểm tra 08:06`.
pub(super) fn account(draft: &Draft) -> String {
    let Some(found) = &draft.account else {
        return "chưa kiểm tra".to_owned();
    };
    let at = found
        .account_at
        .map(|at| say::time(at.local().time()))
        .unwrap_or_default();
    match found.account {
        Account::Exists => format!("Có, kiểm tra {at}"),
        Account::Missing => "Chưa có".to_owned(),
        Account::Unknown => format!("Chưa kiểm tra được {at}"),
    }
}

/// Who brings it.
pub(super) fn bearer(draft: &Draft) -> String {
    draft
        .bearer
        .as_ref()
        .map_or_else(|| "Chủ hồ sơ".to_owned(), |it| it.bearer_name.clone())
}

/// `nhận 3/3`.
pub(super) fn received(draft: &Draft) -> String {
    let counted = draft.components.iter().filter(|item| !item.not_applicable);
    let received = counted.clone().filter(|item| item.received).count();
    format!("nhận {received}/{}", counted.count())
}

/// `nhận 3/3 · 2 bộ`; one set is not said.
pub(super) fn papers(draft: &Draft) -> String {
    match draft.sets {
        1 => received(draft),
        sets => format!("{} · {sets} bộ", received(draft)),
    }
}

/// What is to be paid: as the officer left it, else what the catalogue proposes.
pub(super) fn fees(draft: &Draft, stated: Option<&[Stated]>) -> String {
    match (&draft.fees, stated) {
        (Some(lines), _) => owed(sums(lines)),
        (None, Some(stated)) if is_left_to_note(stated, draft.channel) => LEFT_TO_NOTE.to_owned(),
        (None, Some(stated)) => owed(Sums {
            due: proposed(stated, draft.channel).iter().map(|it| it.dong).sum(),
            ..Sums::default()
        }),
        (None, None) => "…".to_owned(),
    }
}

/// In the width of the second column.
fn owed(sums: Sums) -> String {
    match (sums.due, sums.paid) {
        (0, 0) if sums.exempt > 0 => fee::state(FeeState::Exempt).to_owned(),
        (0, 0) => fee::NOTHING.to_owned(),
        (0, paid) => format!("{}, {}", fee::dong(paid), fee::state(FeeState::Paid)),
        (due, 0) => format!("{}, {}", fee::dong(due), fee::state(FeeState::Due)),
        (due, paid) => format!("thu {}, còn {}", say::count(paid), say::count(due)),
    }
}

/// The promise in words.
pub(super) fn promise(due: Option<&DuePreview>) -> String {
    match due {
        None => "…".to_owned(),
        Some(due) => match due.due_at {
            Some(at) => format!("{}   {} (F1 xem cách tính)", say::promise(at.local()), due.limit),
            None => "thủ tục này không ghi thời hạn".to_owned(),
        },
    }
}

/// W15. The holder stands above; the code is never cut, nor what opens it. Without a code yet, what it waits for says
/// which one it is.
pub(super) fn duplicate(rows: &[DossierRow]) -> Option<String> {
    let first = rows.first()?;
    let which = match (first.code.as_deref(), first.status) {
        (Some(code), _) => code,
        (None, Status::Registered) => "trực tuyến, đang chờ tiếp nhận",
        (None, _) => "chưa cấp số, đang chờ bổ sung",
    };
    Some(format!("? Đang có hồ sơ cùng thủ tục: {which} (4 mở xem)"))
}

/// The end of a component's line.
pub(super) fn files(item: &DraftComponent) -> String {
    match (item.submission, item.files.len()) {
        _ if item.not_applicable => asked::NOT_APPLICABLE.to_owned(),
        (submission, 0) if !item.received => asked::not_come(submission).to_owned(),
        (Submission::Present, 0) => "không cần tệp".to_owned(),
        (_, 0) => "chưa có tệp".to_owned(),
        (_, _) => format!("{} tệp", shared::counted(&item.files).0),
    }
}

/// Loại, short.
pub(super) fn form(item: &DraftComponent) -> &'static str {
    match item.submission {
        Submission::Present => "Xuất trình",
        Submission::Submit => text::paper_form(item.form),
    }
}

/// The true time of reception.
pub(super) fn backfill(at: chrono::NaiveDateTime, reason: &str) -> String {
    format!("nhận lúc {}: {reason}", say::moment(at))
}

/// How many papers nobody decided about, where the catalogue does not say whether they must be there.
pub(super) fn undecided(count: usize) -> String {
    format!("? Còn {count} giấy tờ danh mục không nói rõ có bắt buộc, cũng chưa được đánh dấu.")
}
