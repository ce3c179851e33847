//! Words of the report on signatures.

use super::Way;
use crate::domain::say;
use crate::domain::signature::{Checked, SignatureReport, Verdict, text as words};

pub(super) const PATH: &str = "Hồ sơ";
pub(super) const TITLE: &str = "Chữ ký số";
pub(super) const SCROLL: &str = "Cuộn";
pub(super) const SIGN_AGAIN: &str = "Ký thêm";
pub(super) const CHECK_AGAIN: &str = "Kiểm tra lại";
pub(super) const PRINT: &str = "In báo cáo";
pub(super) const CHECKING: &str = "Đang kiểm tra chữ ký…";
pub(super) const WRITTEN: &str = "Đã kiểm tra lại và ghi kết quả vào hồ sơ.";
pub(super) const NOTHING_TO_PRINT: &str = "Tệp chưa có gì để in: chưa kiểm tra hoặc không có chữ ký.";
pub(super) const UNKNOWN_IS_NOT_WRONG: &str =
    "Không xác định không có nghĩa là sai. Nếu nhận tệp, hãy ghi lý do.";

/// A way in the last row of the work area.
pub(super) fn way(way: Way) -> &'static str {
    match way {
        Way::Refuse => "1  Không dùng tệp này",
        Way::Take => "2  Dùng, ghi lý do",
        Way::Trust => "3  Thêm CA vào kho tin cậy",
    }
}

/// `Kiểm tra lúc 10:58 14/02/2023 với kho tin cậy khi đó`.
pub(super) fn checked_at(checked: &Checked) -> String {
    format!(
        "Kiểm tra lúc {} với kho tin cậy khi đó",
        say::moment(checked.checked_at.local())
    )
}

/// W27, with how many are not decided.
pub(super) fn decide(report: &SignatureReport) -> String {
    let is_unknown = |verdict: Verdict| verdict == Verdict::Unknown;
    let unknown = report
        .signatures
        .iter()
        .filter(|it| is_unknown(it.verdict))
        .count();
    let ways = if report.lacks_ca() {
        "1, 2 hoặc 3"
    } else {
        "1 hoặc 2"
    };
    match unknown {
        0 => format!("Chữ ký không xác định được. Đọc lý do rồi chọn {ways}."),
        unknown => format!("Có {unknown} chữ ký không xác định được. Đọc lý do rồi chọn {ways}."),
    }
}

/// E28.
pub(super) fn not_taken(checked: Option<&Checked>) -> String {
    words::not_taken(checked.and_then(|checked| checked.report.worst()))
}

/// Of a file that is in already.
pub(super) fn invalid(why: &str) -> String {
    format!("Chữ ký KHÔNG HỢP LỆ: {why}.")
}
