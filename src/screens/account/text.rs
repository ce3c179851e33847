//! Words of the account check. The letter's alert stands here letter for letter.

use crate::app::chrome::Message;
use crate::app::job::Went;
use crate::domain::dossier::Account;
use crate::domain::rows::PersonCard;
use crate::domain::say;
use crate::domain::time::Moment;

pub(super) const HEADING: &str = "Kiểm tra tài khoản công dân trên cổng DVCQG";
pub(super) const NUMBER: &str = "Số CMND/CCCD/MST của chủ hồ sơ";
pub(super) const HINT: &str = "Nhập 9 số CMND, 12 số CCCD, hoặc 10 (10-3) số MST.";
pub(super) const RECENT: &str = "Gần đây tại quầy";
pub(super) const NEAR: &str = "Cũng có thể đã biết số này:";
pub(super) const KINDS: [&str; 4] = [
    "CMND        9 số         ví dụ  215404812",
    "CCCD       12 số         ví dụ  052192004567",
    "MST        10 số         ví dụ  4101234562",
    "MST        10-3 số       ví dụ  4101234562-001",
];

pub(super) const OFFLINE: &str = "Không có mạng, máy không tự tra được. Cán bộ hãy tra trên điện thoại:";
pub(super) const ANSWERS: [(&str, &str); 3] = [
    ("Có tài khoản", ""),
    ("Chưa có tài khoản", ""),
    ("Không kiểm tra được", "ghi «chưa kiểm tra», đưa vào hàng chờ"),
];

/// Once OK was chosen.
pub(super) const MISSING: &str = "✗ Công dân chưa có tài khoản trên Cổng Dịch vụ công quốc gia";
pub(super) const NONE: &str = "✗";
/// The letter's alert, with its own capitals; OK is way 1 below it.
pub(super) const NOTICE: &str = "Công dân chưa có tài khoản trên Cổng Dịch Vụ Công Quốc Gia, \
    vui lòng chọn OK để chuyển đến trang tạo tài khoản cho công dân";
pub(super) const SUPPORT: [&str; 5] = [
    "Hỗ trợ công dân tạo tài khoản (Công văn 349/VPUBND-TTPVHCC):",
    "a  Hỏi số di động chính chủ của công dân.",
    "b  Mở trang tạo tài khoản, nhập số định danh và số di động.",
    "c  Công dân đọc mã gửi về điện thoại; nhập mã, đặt mật khẩu.",
    "d  Quay lại đây, bấm 2 để kiểm tra lại.",
];
pub(super) const WAYS: [(&str, &str); 4] = [
    ("OK, mở trang tạo tài khoản", ""),
    ("Đã tạo xong, kiểm tra lại", ""),
    ("Tiếp nhận, tạo sau", "cần chọn lý do"),
    ("Không kiểm tra được", "mất mạng; ghi «chưa kiểm tra»"),
];
/// The portal's front page, which leads to the making of an account: no address of that page itself is known that
/// could be shipped. One that is goes into the settings.
pub(super) const PORTAL: &str = "https://dichvucong.gov.vn";

pub(super) const WHY: &str = "Vì sao tiếp nhận khi chưa có tài khoản?";
/// The last one is asked for in words.
pub(super) const REASONS: [&str; 4] = [
    "Không có SIM chính chủ",
    "Không có điện thoại thông minh",
    "Chưa có CCCD",
    "Lý do khác",
];
pub(super) const OTHER_REASON: &str = "Lý do khác";
pub(super) const REASON: &str = "Lý do";
pub(super) const KEEP_NUMBER: &str = "Vẫn dùng số này";

pub(super) const CHECK: &str = "Kiểm tra tài khoản";
pub(super) const TO_RECENT: &str = "Gần đây";
pub(super) const TO_NEAR: &str = "Số gợi ý";
pub(super) const GO_ON: &str = "Tiếp tục";
pub(super) const OPEN_PAGE: &str = "Mở trang";
pub(super) const TAKE: &str = "Chọn";

pub(super) const NOT_A_STOP: &str = "Chưa có tài khoản không cản việc tiếp nhận. Chọn 1 đến 4.";
pub(super) const CHOOSE_REASON: &str = "Chọn lý do 1 đến 4. Lý do được ghi vào hồ sơ.";
pub(super) const ANSWER: &str = "Cán bộ trả lời: 1 có, 2 chưa có, 3 không kiểm tra được.";
pub(super) const PAGE_OPENED: &str = "Đã mở trang tạo tài khoản. Tạo xong thì bấm 2 để kiểm tra lại.";
pub(super) const NUMBER_NEEDED: &str = "Chưa nhập Số CMND/CCCD/MST. Mục này bắt buộc.";
pub(super) const NEAR_WARNING: &str = "Chưa có ai mang số này; có số gần giống. F4 xem số gợi ý.";
pub(super) const CHARACTER: &str = "Chỉ nhập chữ số; hộ chiếu thì chữ cái đứng đầu.";

/// The page could not be opened here.
pub(super) const NO_BROWSER: &str =
    "Máy này không mở được trang. Công dân mở trên điện thoại, xong thì bấm 2.";
pub(super) const BY_PHONE: [&str; 2] = [
    "Quét mã bên cạnh bằng điện thoại,",
    "hoặc mở trên điện thoại trang:",
];
pub(super) const BY_ADDRESS: &str = "Mở trên điện thoại trang:";

pub(super) const PRINT: &str = "In hướng dẫn";
pub(super) const PRINTING: &str = "Đang in tờ hướng dẫn…";
pub(super) const PRINTED: &str = "Đã đưa tờ hướng dẫn ra máy in.";

/// Where the sheet of guidance went.
pub(super) fn printed(went: Went) -> Message {
    match went {
        Went::Printer => Message::done(PRINTED),
        Went::Viewer(_) => Message::warning("Không in được. Đã mở tờ hướng dẫn để xem; in lại bằng F7."),
    }
}

/// The host of an address: `dichvucong.gov.vn`.
pub(super) fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split('/').next().unwrap_or(rest)
}

/// Enter again asks for the reason.
pub(super) fn insist(sentence: &str) -> String {
    let first = sentence.split(". ").next().unwrap_or(sentence);
    format!("{first}. Vẫn dùng: Enter, ghi lý do.")
}

/// `hôm nay 16:20` is said as the date: what counts is which day.
pub(super) fn last_at(at: Moment) -> String {
    at.local().format("%d/%m %H:%M").to_string()
}

/// What is known from earlier dossiers, at most two lines.
pub(super) fn known(card: &PersonCard) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(finding) = &card.account {
        let words = match finding.account {
            Account::Exists => "có tài khoản",
            Account::Missing => "chưa có tài khoản",
            Account::Unknown => "chưa kiểm tra",
        };
        let on = finding
            .account_at
            .map(|at| format!(", kiểm tra {}", say::date(at.date())));
        lines.push(format!("Lần trước: {words}{}", on.unwrap_or_default()));
    }
    if let Some(last) = card.dossiers.first() {
        let on = last
            .received_at
            .map(|at| format!(", gần nhất {}", say::date(at.date())));
        let (count, on) = (card.dossier_count, on.unwrap_or_default());
        lines.push(format!("Hồ sơ trước: {count} hồ sơ{on}: {}", last.procedure_name));
    }
    lines
}

/// What was answered before, when the officer came back to this step.
pub(super) fn answered(account: Account, reason: Option<&str>) -> String {
    let words = match account {
        Account::Exists => "có tài khoản",
        Account::Missing => "chưa có tài khoản",
        Account::Unknown => "chưa kiểm tra",
    };
    let reason = reason.map(|it| format!(" ({it})")).unwrap_or_default();
    format!("Đã trả lời: {words}{reason}. Enter tiếp tục, hoặc trả lời lại.")
}
