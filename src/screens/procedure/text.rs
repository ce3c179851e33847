//! Words of the procedure search.

use crate::domain::dossier::{Account, AccountFinding, Holder};
use crate::domain::identity;
use crate::domain::rows::PersonCard;
use crate::domain::say;

pub(super) const HEADING: &str = "Kiểm tra tài khoản công dân trên cổng DVCQG";
pub(super) const NUMBER: &str = "Số CMND/CCCD/MST của chủ hồ sơ *";
/// The letter's sentence.
pub(super) const CHECKED: &str = "Kiểm tra tài khoản thành công";
pub(super) const PROCEDURE: &str = "Thủ tục (*)";
pub(super) const COLUMNS: [&str; 4] = ["Mã", "Thủ tục", "Thời hạn", "Đã nhận"];
pub(super) const NOT_LISTED: &str = "Không có trong danh mục: lập phiếu từ chối hoặc hướng dẫn nơi nộp";
pub(super) const SECTOR: &str = "Lĩnh vực";
pub(super) const WORKFLOW: &str = "Quy trình";
pub(super) const CASE: &str = "Trường hợp";
pub(super) const FEES: &str = "Lệ phí";
pub(super) const DEFAULT: &str = "mặc định";
pub(super) const ALL_SECTORS: &str = "Tất cả lĩnh vực";
pub(super) const NO_FEE: &str = "không thu";

pub(super) const GO_ON: &str = "Tiếp tục";
pub(super) const POINT: &str = "Trỏ";
pub(super) const TO_WORKFLOW: &str = "Quy trình";
pub(super) const CHOOSE: &str = "Kiểm tra tài khoản thành công. Chọn thủ tục.";
pub(super) const CHOOSE_ONLY: &str = "Chọn thủ tục: gõ vài chữ, hoặc gõ số thứ tự rồi Enter.";
pub(super) const GONE: &str = "Không đọc được thủ tục này. Chọn lại, hoặc báo quản trị nạp danh mục.";

/// No hit.
pub(super) fn no_hit(typed: &str) -> String {
    format!("Không có thủ tục nào khớp «{typed}». Thử ít chữ hơn, hoặc bấm 0.")
}

/// `4 trong 368 thủ tục`.
pub(super) fn count(matching: u32, total: u32) -> String {
    format!(
        "{} trong {} thủ tục",
        say::count(matching.into()),
        say::count(total.into())
    )
}

/// What stands beside the number.
pub(super) fn number_note(holder: &Holder) -> String {
    identity::text::facts(&identity::check(&holder.holder_no, identity::Asked::Any, None))
}

/// The line under the number: found, not found, not checked.
pub(super) fn finding(finding: &AccountFinding) -> String {
    match finding.account {
        Account::Exists => format!("✓ {CHECKED}"),
        Account::Missing => "✗ Công dân chưa có tài khoản trên Cổng Dịch vụ công quốc gia".to_owned(),
        Account::Unknown => "? Chưa kiểm tra được tài khoản, đã đưa vào hàng chờ".to_owned(),
    }
}

/// Facts of the holder: name, account, last time, earlier dossiers.
pub(super) fn facts(
    holder: &Holder,
    found: Option<&AccountFinding>,
    card: Option<&PersonCard>,
) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    if !holder.display_name().is_empty() {
        facts.push(("Họ và tên", holder.display_name().to_owned()));
    }
    if let Some(found) = found {
        facts.push(("Tài khoản", account(found)));
    }
    let Some(card) = card else { return facts };
    if let Some(last) = &card.account {
        let on = last
            .account_at
            .map(|at| format!(", kiểm tra {}", say::date(at.date())));
        facts.push((
            "Lần trước",
            format!("{}{}", word(last.account), on.unwrap_or_default()),
        ));
    }
    if let Some(last) = card.dossiers.first() {
        let on = last
            .received_at
            .map(|at| format!(", gần nhất {}", say::date(at.date())));
        let (count, on) = (card.dossier_count, on.unwrap_or_default());
        facts.push((
            "Hồ sơ trước",
            format!("{count} hồ sơ{on}: {}", last.procedure_name),
        ));
    }
    facts
}

fn account(found: &AccountFinding) -> String {
    let at = found
        .account_at
        .map(|at| say::time(at.local().time()))
        .unwrap_or_default();
    match (found.account, &found.account_reason) {
        (Account::Exists, _) => format!("Có, cán bộ tra trên điện thoại lúc {at}"),
        (Account::Missing, Some(reason)) => format!("Chưa có ({reason})"),
        (Account::Missing, None) => "Chưa có".to_owned(),
        (Account::Unknown, _) => format!("Chưa kiểm tra được lúc {at}"),
    }
}

fn word(account: Account) -> &'static str {
    match account {
        Account::Exists => "Có tài khoản",
        Account::Missing => "Chưa có tài khoản",
        Account::Unknown => "Chưa kiểm tra",
    }
}
