//! Words of the dossier's page.

use crate::domain::asked::text as asked;
use crate::domain::component::{FileSource, OutcomeState, SignatureMark, Submission};
use crate::domain::copying;
use crate::domain::digitise::{Extent, Remark, ScanPolicy, not_asked, text as digitise};
use crate::domain::dossier::Status;
use crate::domain::moves::StepRole;
use crate::domain::pages::{self, Page};
use crate::domain::rows::{
    ComponentView, DossierRow, DossierView, FileView, FormView, HistoryRow, OutcomeView,
};
use crate::domain::slip::{SlipKind, text as slip};
use crate::domain::special::text as special;
use crate::domain::time::Moment;
use crate::domain::{phone, say, text};
use crate::screens::text as shared;

pub(super) const TITLE: &str = "Hồ sơ";
pub(super) const WORKFLOW: &str = "Quy trình";
pub(super) const ABOUT: &str = "Về việc";
pub(super) const HOLDER: &str = "Chủ hồ sơ";
pub(super) const TIMES: &str = "Thời gian";
pub(super) const ONLINE: &str = "Trực tuyến";
pub(super) const STEP: &str = "Bước";
pub(super) const FEES: &str = "Phí, lệ phí";
pub(super) const FIRST_PROMISE: &str = "Hẹn gốc";
pub(super) const STEP_DUE: &str = "Hạn của bước";
pub(super) const BEARER: &str = "Người nộp";
pub(super) const NOTE: &str = "Ghi chú";
pub(super) const BACKFILLED: &str = "Nhập bù";
pub(super) const WAITING: &str = "Chờ bổ sung";
pub(super) const RETURNED: &str = "Đã trả";
pub(super) const VOIDED: &str = "Đã hủy";
pub(super) const NO_PRODUCT: &str = "Không có SP";
pub(super) const NO_OUTCOME: &str = "KẾT QUẢ  chưa có";
pub(super) const HISTORY: &str = "LỊCH SỬ";
pub(super) const STEPS: &str = "QUY TRÌNH";
pub(super) const SLIPS: &str = "Phiếu của hồ sơ";
pub(super) const NO_SLIPS: &str = "Hồ sơ chưa có việc nào cần phiếu riêng.";
pub(super) const FORMS: &str = "PHIẾU";
pub(super) const NO_FORM: &str = "chưa lập, F7 để lập và in phiếu hẹn";
pub(super) const NO_RECEIPT_YET: &str = "chưa cấp số nên chưa có phiếu hẹn";
pub(super) const HOLDER_HEAD: &str = "THÔNG TIN CHỦ HỒ SƠ";
pub(super) const OTHERS: &str = "HỒ SƠ KHÁC CỦA CHỦ HỒ SƠ";
pub(super) const PAPER: &str = "BẢN GIẤY";
pub(super) const NEXT: &str = "Việc tiếp theo";
pub(super) const FILED: &str = "Cập nhật giấy tờ kết quả thành công!";
pub(super) const BY_HIMSELF: &str = "chủ hồ sơ";
pub(super) const NAME: &str = "Họ và tên";
pub(super) const ADDRESS: &str = "Địa chỉ";
pub(super) const PHONE: &str = "Di động";
pub(super) const RETURN_WAY: &str = "Nhận tại";
pub(super) const WAYS: [&str; 3] = [
    "Chuyển bước kế tiếp",
    "Cập nhật thêm một kết quả",
    "Thay thế kết quả vừa cập nhật     cần ghi lý do",
];

/// Without a product only what has none is ended.
pub(super) const HAS_OUTCOME: &str = "Hồ sơ đã có kết quả: F9 chuyển bước. Muốn bỏ thì thu hồi.";
/// No step of this workflow leads to the return.
pub(super) const NO_END: &str = "Quy trình này không có bước trả kết quả. F9 chuyển bước như thường.";

/// From which step the processing can be ended.
pub(super) fn ends_at(step: &str) -> String {
    format!(
        "Làm ở bước «{}». F9 chuyển đến đó trước.",
        shared::short(step, 24)
    )
}

pub(super) const ACCEPT: &str = "Tiếp nhận";
pub(super) const OUTCOME: &str = "Kết quả";
pub(super) const INTERIM_ONLY: &str = "Lưu tập tin";
pub(super) const HAND_BACK: &str = "Trả kết quả";
pub(super) const RECEIVE: &str = "Nhận bổ sung";
pub(super) const BACK_A_STEP: &str = "Trả lại bước";
pub(super) const OPEN: &str = "Mở";
pub(super) const REVOKE_VERB: &str = "Thu hồi";
pub(super) const REVOKE: &str = "Thu hồi kết quả";
pub(super) const SAME_HOLDER: &str = "Hồ sơ mới, cùng chủ";
pub(super) const TAKE: &str = "Chọn";
pub(super) const REASON: &str = "Lý do";
pub(super) const NOT_LOADED: &str = "Đang mở hồ sơ. Chờ một chút rồi bấm lại.";
pub(super) const CLOSE: &str = "Đóng";
pub(super) const REVOKED: &str = "Đã thu hồi kết quả. Cập nhật kết quả khác bằng F2.";
pub(super) const NOT_YOURS: &str = "Chỉ cán bộ vừa làm việc đó mới hoàn tác được.";
pub(super) const NO_CODE: &str = "Hồ sơ chưa cấp số nên chưa có phiếu hẹn.";
pub(super) const POINT_AT_OUTCOME: &str = "Trỏ vào một kết quả còn hiệu lực rồi bấm Del.";

/// `1.004873 - Cấp Giấy xác nhận …   (Hộ tịch)`.
pub(super) fn about(view: &DossierView) -> String {
    let row = &view.row;
    let case = view
        .case_name
        .as_ref()
        .map(|name| format!(" · {name}"))
        .unwrap_or_default();
    format!(
        "{} - {}{case}   ({})",
        row.procedure_code, row.procedure_name, view.sector_name
    )
}

/// `Đinh Văn Đạt · 052090001234 · 0905 777 120 · TK: có`; a long name stands above its numbers, which are never cut.
pub(super) fn holder(view: &DossierView, columns: usize) -> Vec<String> {
    let phone = if view.holder.phone.is_empty() {
        String::new()
    } else {
        format!("{} · ", phone::grouped(&view.holder.phone))
    };
    let numbers = format!(
        "{} · {phone}TK: {}",
        view.row.holder_no,
        text::account(view.account.account)
    );
    let whole = format!("{} · {numbers}", view.row.holder_name);
    if whole.chars().count() <= columns {
        vec![whole]
    } else {
        vec![view.row.holder_name.clone(), numbers]
    }
}

/// `13/02/2023 08:52:10 → 16/02/2023 08:52:10   3 ngày làm việc`.
pub(super) fn times(view: &DossierView) -> String {
    let exact = |at: Moment| {
        let local = at.local();
        format!("{} {}", say::date(local.date()), say::exact_time(local.time()))
    };
    let received = view.row.received_at.map_or("chưa tiếp nhận".to_owned(), exact);
    let due = view.row.promised_at.map_or("không hẹn".to_owned(), exact);
    format!("{received} → {due}   {}", limit(view))
}

/// The promise before a supplement or an apology, which is what counts as on time: `17:00 17/02/2023 · đã xin lỗi 1 lần`.
pub(super) fn first_promise(view: &DossierView) -> Option<String> {
    let due = view.row.due_at.filter(|due| view.row.promised_at != Some(*due))?;
    let again = match view.apologies {
        0 => String::new(),
        times => format!(" · đã xin lỗi {times} lần"),
    };
    Some(format!("{}{again}", exact_minute(due)))
}

/// Why a command cannot be used on a dossier in this status.
pub(super) fn wrong_status(status: Status) -> String {
    format!(
        "Hồ sơ ở trạng thái «{}»: không làm được việc này.",
        text::status(status)
    )
}

fn limit(view: &DossierView) -> String {
    view.limit
        .map(crate::domain::deadline::text::limit)
        .unwrap_or_default()
}

/// `2/4 Xử lý · Nguyễn Văn Sơn giữ từ 13/02 10:15`.
pub(super) fn step(view: &DossierView) -> String {
    let row = &view.row;
    let of = view.steps.len();
    let who = row
        .officer
        .as_ref()
        .map(|it| it.name.as_str())
        .or(row.at_unit.as_deref());
    let since = row.from_officer.as_ref().map(|(_, at)| *at).or(row.received_at);
    let since = since
        .map(|at| format!(" giữ từ {}", short(at)))
        .unwrap_or_default();
    let held = who.map(|who| format!(" · {who}{since}")).unwrap_or_default();
    format!("{}/{of} {}{held}", row.step.0, row.step.1)
}

/// `16:00 15/02/2023`.
pub(super) fn exact_minute(at: Moment) -> String {
    let local = at.local();
    format!("{} {}", say::time(local.time()), say::date(local.date()))
}

/// `mã G22.99.15-230214-000123 · nộp 08:15 14/02/2023`, of what was filed online.
pub(super) fn online(view: &DossierView) -> Option<String> {
    let code = view.row.portal_code.as_ref()?;
    let at = view.submitted_at.map(exact_minute);
    let at = at.map(|at| format!(" · nộp {at}")).unwrap_or_default();
    Some(format!("mã {code}{at}"))
}

/// `13/02 10:15`.
pub(super) fn short(at: Moment) -> String {
    at.local().format("%d/%m %H:%M").to_string()
}

/// `THÀNH PHẦN  3/3 có tệp · đầy đủ`.
pub(super) fn components(view: &DossierView) -> String {
    let counts = view.row.digitised;
    let extent = digitise::extent(view.row.extent);
    let done = match view.row.extent {
        Extent::Full => extent.to_owned(),
        Extent::Part | Extent::None => extent.to_uppercase(),
    };
    format!("THÀNH PHẦN  {}/{} có tệp · {done}", counts.have, counts.need)
}

/// Papers received against papers digitised, where they are not as many.
pub(super) fn received(view: &DossierView) -> Option<String> {
    let papers = copying::papers(copying::Dossier::of(view));
    (papers.copied < papers.received).then(|| copying::text::papers(papers))
}

/// `KẾT QUẢ  1 giấy tờ`.
pub(super) fn outcomes(count: usize) -> String {
    format!("KẾT QUẢ  {count} giấy tờ")
}

/// `VĂN BẢN TRUNG GIAN  1 · CHƯA có kết quả`; once a result is there, that these are none.
pub(super) fn interims(count: usize, has_outcome: bool) -> String {
    let note = if has_outcome {
        "không phải kết quả"
    } else {
        "CHƯA có kết quả"
    };
    format!("VĂN BẢN TRUNG GIAN  {count} · {note}")
}

/// `2 trang`; nothing where it has none.
pub(super) fn pages(pages: Option<u32>) -> String {
    pages.map(|pages| format!("{pages} trang")).unwrap_or_default()
}

/// `quét 13/02`, `từ kho`.
pub(super) fn source(file: &FileView) -> String {
    let day = file.attached_at.local().format("%d/%m").to_string();
    match file.source {
        FileSource::Picked => format!("chọn {day}"),
        FileSource::Scan => format!("quét {day}"),
        FileSource::Kho => "từ kho".to_owned(),
        FileSource::Online => "trực tuyến".to_owned(),
        FileSource::Assembled => format!("ghép {day}"),
    }
}

/// `bản gốc 41,2 MB: Tờ khai.pdf`: kept whole, others go out in its place.
pub(super) fn original(file: &FileView) -> String {
    let name = shared::short(&file.name, 20);
    format!("bản gốc {}: {name}", say::size(file.size))
}

/// Behind what needs no signature: only what is known of one.
pub(super) fn also_signed(signature: SignatureMark) -> String {
    match signature {
        SignatureMark::None => String::new(),
        signed => format!(" · {}", mark(signed)),
    }
}

/// `đã ký ✓`, `chưa ký`.
pub(super) fn mark(mark: SignatureMark) -> &'static str {
    match mark {
        SignatureMark::None => "chưa ký",
        SignatureMark::Present => "có chữ ký",
        SignatureMark::Valid => "đã ký ✓",
        SignatureMark::Unknown => "? chữ ký",
        SignatureMark::Invalid => "! KÝ SAI",
    }
}

/// `Giấy nhận 3 tờ của 2 giấy tờ · đã số hóa 6 ảnh`: paper that was counted against the images of it.
pub(super) fn counted(view: &DossierView) -> Option<String> {
    let counted = || {
        view.components
            .iter()
            .filter(|it| it.void_reason.is_none() && it.claim.sheets > 0)
    };
    let sheets: u32 = counted().map(|it| it.claim.sheets).sum();
    let need: u32 = counted().map(|it| it.claim.need()).sum();
    let have: usize = counted().map(|it| it.pages.len()).sum();
    (sheets > 0).then(|| {
        let papers = counted().count();
        format!("Bản giấy: {papers} giấy tờ, {sheets} tờ, cần {need} ảnh · đã số hóa {have} ảnh")
    })
}

/// A component without a file, or one that gets none.
pub(super) fn lacking(component: &ComponentView, policy: ScanPolicy) -> String {
    if let Some(reason) = &component.void_reason {
        return format!("đã bỏ: {reason}");
    }
    match component.remark(policy) {
        Some(Remark::Exempt(why)) => return special::exempted(why),
        Some(Remark::Proposed(why)) => return special::proposed(why),
        Some(Remark::Waiting(day)) => return special::waiting(day),
        Some(Remark::Short(_)) => return digitise::remark(Remark::Short(component.missing())),
        Some(Remark::NoFile | Remark::Reasoned(_)) | None => {}
    }
    let policy = not_asked(policy, component.form, component.submission);
    if let Some(why) = policy.filter(|_| component.received && component.submission == Submission::Submit) {
        return special::by_policy(why);
    }
    match (component.received, &component.reject_reason) {
        (_, Some(reason)) => format!("không đạt: {reason}"),
        (true, None) if component.submission == Submission::Present => "đã xuất trình, không tệp".to_owned(),
        (true, None) => "đã nhận, chưa có tệp".to_owned(),
        (false, None) if component.is_not_applicable() => asked::NOT_APPLICABLE.to_owned(),
        (false, None) => asked::not_come(component.submission).to_owned(),
    }
}

/// `Tiếp nhận và hẹn trả · số 0087/TNHS · 13/02 08:52 · in 1 lần`.
pub(super) fn form(form: &FormView) -> String {
    let name = match form.template.as_str() {
        "receipt" => "Tiếp nhận và hẹn trả",
        "exempt" => "Biên bản không số hóa",
        other => match SlipKind::named(other) {
            Some(kind) => slip::slip(kind),
            None => other,
        },
    };
    let prints = match form.prints {
        0 => "chưa in".to_owned(),
        times => format!("in {times} lần"),
    };
    let signed = match form.signed {
        Some(_) => also_signed(form.signature),
        None => String::new(),
    };
    format!(
        "{name} · số {} · {} · {prints}{signed}",
        form.number,
        short(form.made_at)
    )
}

/// `14/02/2023 → 14/02/2033 · 3 trang · chữ ký hợp lệ ✓`.
pub(super) fn validity(outcome: &OutcomeView) -> String {
    let from = outcome.starts_on.map_or(say::NOTHING.to_owned(), say::date);
    let until = outcome.ends_on.map_or("vô thời hạn".to_owned(), say::date);
    let state = match outcome.state {
        OutcomeState::Active => String::new(),
        OutcomeState::Replaced => " · ĐÃ THAY THẾ".to_owned(),
        OutcomeState::Revoked => " · ĐÃ THU HỒI".to_owned(),
    };
    let pages = pages(outcome.pages);
    let pages = if pages.is_empty() {
        pages
    } else {
        format!(" · {pages}")
    };
    format!(
        "{from} → {until}{pages} · {}{state}",
        text::signature(outcome.signature)
    )
}

/// Of what an outcome's file was made: `bản quét 2 tờ × 2 mặt: 4 trang`.
pub(super) fn scanned(scan: &ComponentView) -> String {
    let sheets = pages::text::sheets(&scan.claim);
    let line = format!("bản quét {sheets}: {} trang", scan.pages.len());
    match &scan.page_reason {
        Some(reason) => format!("{line}, có lý do: {reason}"),
        None => line,
    }
}

/// A scan that is no outcome yet: `BẢN QUÉT KẾT QUẢ  2 tờ × 2 mặt = 4 → cần 4 · có 3 ✗ thiếu: mặt 4`.
pub(super) fn scanning(scan: &ComponentView) -> String {
    if scan.is_counted() {
        return format!("BẢN QUÉT KẾT QUẢ  {} · chưa cập nhật", scanned(scan));
    }
    let tally = pages::tally(&scan.claim, scan.pages.iter().map(Page::slot));
    format!("BẢN QUÉT KẾT QUẢ  {}", pages::text::line(&scan.claim, &tally))
}

/// When, as the history writes it.
pub(super) fn when(line: &HistoryRow) -> String {
    line.at.local().format("%d/%m %H:%M:%S").to_string()
}

/// Above the last lines of a long history.
pub(super) fn earlier(count: usize) -> String {
    format!("LỊCH SỬ  {count} việc trước đó: F10, Quy trình")
}

/// `1 thành phần: …` since when it is waited for.
pub(super) fn waiting(asked_at: Moment, items: &[String]) -> String {
    format!("từ {}: {}", short(asked_at), items.join("; "))
}

/// `08:07 14/02/2023, Đinh Thị Hạnh trả cho Phan Văn Tín`.
pub(super) fn returned(view: &DossierView) -> String {
    let at = view
        .row
        .returned_at
        .map(|at| at.local().format("%H:%M %d/%m/%Y").to_string());
    let officer = view.returned_by.as_deref().unwrap_or(say::NOTHING);
    let receiver = view
        .receiver
        .as_ref()
        .map_or(say::NOTHING, |it| it.receiver_name.as_str());
    format!("{}, {officer} trả cho {receiver}", at.unwrap_or_default())
}

/// Whose a step of the workflow is.
pub(super) fn step_line(no: u32, name: &str, (role, officer): (StepRole, Option<&str>)) -> String {
    format!("{no} {name} · {}", officer.unwrap_or(text::step_role(role)))
}

/// `Đinh Văn Đạt · nam · 12/03/1990`.
pub(super) fn person(view: &DossierView) -> String {
    let holder = &view.holder;
    let mut parts = vec![holder.holder_name.clone()];
    parts.extend(holder.sex.map(|it| text::sex(it).to_owned()));
    parts.push(holder.born.clone());
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

/// As the list of what was opened lately names it.
pub(super) fn in_short(code: &str, row: &DossierRow) -> String {
    format!("{code}  {} · {}", row.holder_name, row.procedure_name)
}

/// Another dossier of the holder.
pub(super) fn other(code: &str, procedure: &str, status: Status) -> [String; 3] {
    [
        code.to_owned(),
        procedure.to_owned(),
        text::status(status).to_owned(),
    ]
}

/// S16: what was undone, by the kind of its op.
pub(super) fn undone(kind: &str) -> String {
    let what = match kind {
        "edit" => "cập nhật thông tin",
        "set_cabinet" => "lưu hồ sơ vào tủ",
        "attach_files" => "gắn tệp",
        "detach_file" => "gỡ tệp",
        "add_component" => "thêm giấy tờ",
        "void_component" => "bỏ giấy tờ",
        "set_pages" => "gán trang",
        "account_pages" => "hoàn tất số hóa",
        _ => "sửa thành phần",
    };
    format!("Đã hoàn tác: {what}.")
}
