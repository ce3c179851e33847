//! The words of `motcua kho` for people.

use chrono::NaiveDate;

use crate::domain::component::SignatureMark;
use crate::domain::rows::{KhoRows, PaperRow};
use crate::domain::say;
use crate::domain::term::text::UNLIMITED;
use crate::domain::text as words;

/// A paper: code, name, class, until when, in force or not, how often used.
pub(super) fn paper(paper: &PaperRow, today: NaiveDate) -> String {
    let until = paper.ends_on.map_or_else(
        || UNLIMITED.to_owned(),
        |end| format!("đến hết {}", say::date(end)),
    );
    let state = match (paper.revoked_on.is_some(), paper.usable) {
        (true, _) => "đã thu hồi",
        (false, false) if paper.signature == SignatureMark::Invalid => "chữ ký không hợp lệ",
        (false, true) => "còn hiệu lực",
        (false, false) if paper.starts_on.is_some_and(|start| start > today) => "chưa có hiệu lực",
        (false, false) => "hết hạn",
    };
    format!(
        "{}\t{}\t{}\t{until}\t{state}\tđã dùng {} lần",
        paper.code.as_deref().unwrap_or("–"),
        paper.name,
        words::paper_class(paper.class),
        paper.times_used
    )
}

/// How many, and whose.
pub(super) fn counted(rows: &KhoRows) -> String {
    let whose = if rows.owner_name.is_empty() {
        rows.owner.clone()
    } else {
        format!("{} ({})", rows.owner_name, rows.owner)
    };
    match rows.papers.len() {
        0 => format!("Kho chưa có giấy tờ nào của {whose}."),
        count => format!("{count} giấy tờ của {whose}"),
    }
}
