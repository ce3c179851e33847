//! The words of a dossier's history about money.

use crate::domain::fee::{FeeLine, text};
use crate::store::body::{AskFee, EditFees, FeeChange, SettleFee};

/// What changed of each line, and why.
pub(in crate::store::read) fn edited(edit: &EditFees) -> String {
    with_reason(
        format!("Phí, lệ phí: {}", changes(&edit.changes)),
        edit.reason.as_deref(),
    )
}

/// What is waited for.
pub(in crate::store::read) fn asked(ask: &AskFee) -> String {
    let lines: Vec<String> = ask.lines.iter().map(text::line).collect();
    let said = format!("Chờ nộp phí lần {}: {}", ask.round, lines.join("; "));
    with_reason(said, Some(ask.reason.as_str()))
}

/// What was settled.
pub(in crate::store::read) fn settled(settle: &SettleFee) -> String {
    if settle.changes.is_empty() {
        return "Đã nộp phí, làm tiếp".to_owned();
    }
    let said = format!("Đã nộp phí, làm tiếp: {}", changes(&settle.changes));
    with_reason(said, settle.reason.as_deref())
}

/// Why the result went out with something still to be paid.
pub(in crate::store::read) fn unpaid(reason: Option<&str>) -> String {
    reason
        .map(|reason| format!(". Còn phí chưa thu: {reason}"))
        .unwrap_or_default()
}

fn changes(changes: &[FeeChange]) -> String {
    let said = |it: &FeeChange| match &it.line {
        (None, Some(new)) => text::line(new),
        (Some(old), None) => format!("bỏ {}", text::line(old)),
        (Some(old), Some(new)) => changed(old, new),
        (None, None) => String::new(),
    };
    let said: Vec<String> = changes.iter().map(said).collect();
    said.join("; ")
}

fn changed(old: &FeeLine, new: &FeeLine) -> String {
    format!("{} → {}", text::line(old), text::line(new))
}

fn with_reason(line: String, reason: Option<&str>) -> String {
    match reason.filter(|reason| !reason.is_empty()) {
        Some(reason) => format!("{line}. Lý do: {reason}"),
        None => line,
    }
}
