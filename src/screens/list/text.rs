//! Words of the dossier list.

use super::columns::Named;
use crate::domain::digitise::text as digitise;
use crate::domain::dossier::{Account, Status};
use crate::domain::query::{Columns, Filter, Queue, Standing};
use crate::domain::rows::DossierRow;
use crate::domain::{say, text};

pub(super) const TITLE: &str = "Hồ sơ";
pub(super) const ALL_DOSSIERS: &str = "Tất cả hồ sơ";
pub(super) const CLEAR: &str = "Esc bỏ lọc";
pub(super) const SEARCH: &str = "Tìm";
pub(super) const FILTER: &str = "Lọc";
pub(super) const CHOOSE: &str = "Lọc cột";
pub(super) const OPEN: &str = "Mở";
pub(super) const TAKE: &str = "Chọn";
pub(super) const WHOLE_UNIT: &str = "Cả đơn vị hoặc của tôi";
pub(super) const CODE: &str = "Số hồ sơ";
pub(super) const HOLDER: &str = "Người đăng ký";
pub(super) const ABOUT: &str = "Về việc";
pub(super) const PACE: &str = "Tiến độ";
pub(super) const STATUS: &str = "Trạng thái";
pub(super) const SEARCHING: &str = "Đang tìm…";
pub(super) const TIMES: &str = "Thời gian QĐHS";
pub(super) const CAME_FROM: &str = "Cán bộ chuyển đến";
pub(super) const GENERAL: &str = "Thông tin chung";
pub(super) const DIGITISED: &str = "Số hóa thành phần";
pub(super) const NOW_AT: &str = "Đang ở";
pub(super) const NOBODY_SENT: &str = "chưa chuyển bước";
pub(super) const NO_CODE_TO_PRINT: &str = "Hồ sơ chưa cấp số nên chưa có phiếu hẹn. Mở hồ sơ để xem.";
pub(super) const NOT_HERE: &str = "Danh sách trống, chưa có hồ sơ để làm việc này. Esc bỏ lọc.";

/// Labels of the filters, in the order of [`super::columns::Column::ALL`].
pub(super) const COLUMNS: [&str; 6] = ["Trạng thái", "Lĩnh vực", "Từ", "Đến", "Cán bộ", "Tài khoản"];
/// As rows of the list that F4 opens.
pub(super) const COLUMN_ROWS: [&str; 13] = [
    "Trạng thái",
    "Lĩnh vực",
    "Nhận từ ngày",
    "Nhận đến ngày",
    "Cán bộ đang giữ",
    "Tài khoản trên cổng DVCQG",
    "Tiến độ",
    "Cán bộ chuyển đến",
    "Số hồ sơ",
    "Về việc (thủ tục, nội dung yêu cầu)",
    "Người đăng ký (chủ hồ sơ)",
    "Thông tin chung (thủ tục, chủ hồ sơ, địa chỉ)",
    "Bỏ mọi bộ lọc",
];
/// What an unset filter shows, in the same order.
pub(super) const UNSET: [&str; 12] = [
    "Mọi trạng thái",
    "Tất cả",
    "",
    "",
    "Tất cả",
    "Tất cả",
    "Mọi tiến độ",
    "Tất cả",
    "",
    "",
    "",
    "",
];
pub(super) const PICK_COLUMN: &str = "Lọc theo cột";
pub(super) const WORDS_LABEL: &str = "Chữ hoặc số cần có (để trống là bỏ)";
pub(super) const CODE_LABEL: &str = "Đầu hoặc cuối của số hồ sơ (để trống là bỏ)";
pub(super) const DATE_LABEL: &str = "Ngày (ngày/tháng/năm, để trống là bỏ)";

/// No day lies between the two.
pub(super) fn crossed(from: chrono::NaiveDate, to: chrono::NaiveDate) -> String {
    format!(
        "Từ {} sau Đến {}: không có ngày nào. Sửa ngày, hoặc để trống.",
        say::date(from),
        say::date(to)
    )
}

/// Names of the ways on of an empty list.
pub(super) const WAY_FEWER: &str = "Bỏ các bộ lọc";
pub(super) const WAY_DATES: &str = "Bỏ lọc ngày";
pub(super) const WAY_KHO: &str = "Tìm trong kho giấy tờ";
pub(super) const WAY_NEW: &str = "Tiếp nhận hồ sơ mới";
pub(super) const WAY_NEW_FOR: &str = "Tiếp nhận hồ sơ mới cho người này";
pub(super) const NOT_FILTERED: &str = "đang tìm trong tất cả rồi";

/// A queue of Home.
pub(super) fn queue(queue: Queue) -> &'static str {
    match queue {
        Queue::Accepted => "Vừa tiếp nhận",
        Queue::Processing => "Đang xử lý",
        Queue::Waiting => "Chờ bổ sung",
        Queue::Finished => "Có kết quả, chờ trả",
        Queue::ReturnedToday => "Đã trả hôm nay",
        Queue::Soon => "Sắp đến hạn",
        Queue::Overdue => "Quá hạn",
        Queue::Undigitised => "Chưa số hóa đủ",
        Queue::Online => "Trực tuyến chờ nhận",
        Queue::Unprinted => "Chưa in phiếu hẹn",
    }
}

/// A status in at most 12 columns.
pub(super) fn status(row: &DossierRow) -> &'static str {
    if row.voided {
        return "Đã hủy";
    }
    match row.status {
        Status::Accepted => "Tiếp nhận",
        Status::Refused => "Từ chối",
        other => text::status(other),
    }
}

/// `TK: chưa có`.
pub(super) fn account(account: Account) -> String {
    format!("TK: {}", text::account(account))
}

/// What is being looked for, in the order of the filters; empty when nothing is.
pub(super) fn looked_for(filter: &Filter, named: &Named) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(filter.queue.map(|it| queue(it).to_owned()));
    if !filter.text.is_empty() {
        parts.push(format!("«{}»", filter.text));
    }
    parts.extend(filter.status.map(|it| text::status(it).to_owned()));
    parts.extend(filter.sector.clone());
    parts.extend(filter.procedure.clone());
    match (filter.from, filter.to) {
        (Some(from), Some(to)) => parts.push(format!("{} đến {}", say::date(from), say::date(to))),
        (Some(from), None) => parts.push(format!("từ {}", say::date(from))),
        (None, Some(to)) => parts.push(format!("đến {}", say::date(to))),
        (None, None) => {}
    }
    if filter.officer.is_some() {
        parts.push(named.officer.clone());
    }
    parts.extend(filter.account.map(account));
    parts.extend(in_columns(&filter.columns, &named.sender));
    parts.join(" · ")
}

fn in_columns(columns: &Columns, sender: &str) -> Vec<String> {
    let pace = columns.pace.map(|it| standing(it).to_owned());
    let sender = columns.sender.map(|_| format!("{sender} chuyển đến"));
    let typed = [
        ("số", &columns.code),
        ("về việc", &columns.about),
        ("người đăng ký", &columns.holder),
        ("thông tin chung", &columns.general),
    ];
    let typed = typed.into_iter().filter(|(_, words)| !words.is_empty());
    let typed = typed.map(|(column, words)| format!("{column} «{words}»"));
    pace.into_iter().chain(sender).chain(typed).collect()
}

/// How a dossier stands against its time.
pub(super) fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Overdue => "Quá hạn",
        Standing::Today => "Đến hạn hôm nay",
        Standing::Left => "Còn hạn",
        Standing::Paused => "Tạm dừng",
        Standing::InTime => "Có kết quả đúng hạn, trước hạn",
        Standing::Late => "Có kết quả trễ hạn",
        Standing::Unlimited => "Không hẹn ngày",
    }
}

/// Row 2 while something is looked for.
pub(super) fn filtering(what: &str) -> String {
    format!("Đang lọc: {what}")
}

/// The sentence of an empty list.
pub(super) fn nothing(filter: &Filter, what: &str) -> String {
    if filter.text.is_empty() {
        format!("Không có hồ sơ nào: {what}.")
    } else {
        format!("Không có hồ sơ nào khớp «{}».", filter.text)
    }
}

/// Beside the way that takes filters off.
pub(super) fn in_all(total: u32) -> String {
    format!("tìm trong cả {} hồ sơ", say::count(total.into()))
}

/// The count line.
pub(super) fn counted(matching: u32, total: u32) -> String {
    let (matching, total) = (say::count(matching.into()), say::count(total.into()));
    format!("{matching} hồ sơ khớp trong {total} · xếp theo ngày nhận, mới trước")
}

/// `1.001193 - Đăng ký khai sinh · Đinh Thị Hà · Thôn 2, xã An Toàn`.
pub(super) fn general(row: &DossierRow) -> String {
    format!(
        "{} - {} · {} · {}",
        row.procedure_code, row.procedure_name, row.holder_name, row.address_text
    )
}

/// `14/02/2023 08:07 → 14/02/2023 17:00 (Chưa trả kết quả)`.
pub(super) fn times(row: &DossierRow) -> String {
    let received = row
        .received_at
        .map_or(say::NOTHING.to_owned(), |at| say::moment(at.local()));
    let due = row.promised_at.or(row.due_at);
    let due = due.map_or("không hẹn".to_owned(), |at| say::moment(at.local()));
    let end = match row.returned_at {
        Some(at) => format!("Đã trả {}", say::moment(at.local())),
        None => "Chưa trả kết quả".to_owned(),
    };
    format!("{received} → {due} ({end})")
}

/// `Đinh Thị Hạnh lúc 14/02/2023 08:07`.
pub(super) fn came_from(row: &DossierRow) -> String {
    match &row.from_officer {
        Some((officer, at)) => format!("{} lúc {}", officer.name, say::moment(at.local())),
        None => NOBODY_SENT.to_owned(),
    }
}

/// ` · hạn bước 15/02 16:00`: when the work of the current step must be done; nothing where it has no time of its own.
pub(super) fn step_due(row: &DossierRow) -> String {
    let due = row.step_due.map(|at| at.local().format("%d/%m %H:%M"));
    due.map(|at| format!(" · hạn bước {at}")).unwrap_or_default()
}

/// `chưa đầy đủ · thiếu: Giấy chứng sinh (chưa có tệp)`; nothing where every paper has its file.
pub(super) fn digitised(row: &DossierRow) -> Option<String> {
    let said = [digitise::lacks, digitise::exempted, digitise::reasoned].map(|said| said(&row.remarks));
    let said: Vec<String> = said.into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(" · "))
}

/// The same with how far it is.
pub(super) fn extent(row: &DossierRow) -> String {
    let extent = digitise::extent(row.extent);
    match digitised(row) {
        Some(said) => format!("{extent} · {said}"),
        None => extent.to_owned(),
    }
}

/// `2 Xử lý · Nguyễn Văn Sơn`.
pub(super) fn now_at(row: &DossierRow) -> String {
    let who = row.officer.as_ref().map(|it| it.name.as_str());
    let who = who.or(row.at_unit.as_deref()).unwrap_or(say::NOTHING);
    format!("{} {} · {who}{}", row.step.0, row.step.1, step_due(row))
}

/// E17.
pub(super) fn no_such_day(typed: &str) -> String {
    format!("Không có ngày {typed}. Nhập lại theo ngày/tháng/năm.")
}
