//! Words about a heavy file.

use super::{Measured, State, Way};
use crate::app::job::{Trial, Tried};
use crate::domain::say;
use crate::screens::text as shared;

pub(super) const TITLE: &str = "Tệp vượt mức khuyến nghị";
pub(super) const TAKE: &str = "Chọn";
pub(super) const STOP: &str = "Dừng đo";
pub(super) const CANCEL: &str = "Thôi, chưa gắn";
pub(super) const MEASURING: &str = "Đang đo từng cách. Chọn ngay cũng được; Esc dừng đo.";
pub(super) const CHOOSE: &str = "Bấm số của cách muốn dùng. Bản gốc giữ nguyên; Esc: chưa gắn gì.";
pub(super) const STOPPED: &str = "Đã dừng đo. Bấm số để đo lại, Esc lần nữa để thôi.";
pub(super) const WAIT: &str = "Cách này đang đo, chưa biết dung lượng. Chờ một chút, hoặc chọn cách khác.";
pub(super) const KEEPING: &str = "Đang cất tệp…";

pub(super) const SIGNED: &str = "Tệp đã ký số: tách hay nén làm hỏng chữ ký. Chỉ giữ nguyên được.";
pub(super) const NO_PAGES: &str = "Tệp nghe - nhìn không có trang: không tách, không nén ở đây.";
pub(super) const ONE_ONLY: &str = "Kết quả là một tệp, không tách. Nén lại, hoặc giữ nguyên.";
pub(super) const AS_IT_IS: &str = "Tệp điện tử không tách, không nén. Giữ, hoặc soạn lại nhẹ hơn rồi chọn.";
/// A lighter file of a document that was never paper.
const LIGHTER_ONE: &str =
    "Cần nhẹ hơn: giảm cỡ ảnh trong phần mềm đã soạn, xuất lại PDF, rồi Esc và chọn tệp mới.";
pub(super) const ONE_PAGE: &str = "Cả tệp chỉ một trang, không tách nhỏ hơn được. Quét lại nhẹ hơn nếu cần.";
pub(super) const NOT_LIGHTER: &str =
    "Nén lại không nhẹ hơn: không có trang ảnh nào nén được. Tách, hoặc giữ.";

/// What the limit is, and what stands on the table.
pub(super) fn about(state: &State) -> String {
    let heavy = &state.heavy;
    let pages = heavy.pages.map(|it| format!(", {it} trang")).unwrap_or_default();
    format!(
        "{}: {}{pages}, trên mức {} MB.",
        shared::short(&heavy.name, 34),
        say::size(heavy.size),
        heavy.limit_mb
    )
}

/// What a way does.
pub(super) fn label(state: &State, way: Way) -> String {
    match (way, state.measured(way)) {
        (Way::Keep, _) => "Giữ nguyên".to_owned(),
        (Way::Split, Some(Measured::Made(trial))) => format!("Tách thành {} phần", trial.made.len()),
        (Way::Split, _) => "Tách thành nhiều phần".to_owned(),
        (Way::Lighter, _) => "Nén lại các trang ảnh".to_owned(),
    }
}

/// What it comes to.
pub(super) fn note(state: &State, way: Way) -> String {
    match state.measured(way) {
        None => say::size(state.heavy.size),
        Some(Measured::Running(_, (_, 0))) => "đang đo…".to_owned(),
        Some(Measured::Running(_, (done, all))) => format!("đang đo… {done}/{all}"),
        Some(Measured::Stopped) => "chưa đo, bấm số để đo".to_owned(),
        Some(Measured::Barred(_)) => "không được".to_owned(),
        Some(Measured::Made(trial)) => sizes(trial),
    }
}

/// Each size where they are few, else the heaviest.
fn sizes(trial: &Trial) -> String {
    let sizes: Vec<u64> = trial.made.iter().map(|it| it.file.size).collect();
    match sizes.as_slice() {
        [] => String::new(),
        [one] => say::size(*one),
        few if few.len() <= 3 => few
            .iter()
            .map(|size| say::size(*size))
            .collect::<Vec<_>>()
            .join(" + "),
        many => format!(
            "nặng nhất {}",
            say::size(many.iter().copied().max().unwrap_or_default())
        ),
    }
}

/// What is to be known of the way that is pointed at, at most so many lines.
pub(super) fn details(state: &State, way: Way, most: usize) -> Vec<String> {
    match (way, state.measured(way)) {
        (Way::Keep, _) => kept(state),
        (_, Some(Measured::Barred(why))) => vec![why.clone()],
        (Way::Split, Some(Measured::Made(trial))) => parts(state, trial, most),
        (Way::Lighter, Some(Measured::Made(trial))) => lighter(state, trial),
        _ => vec![],
    }
}

/// What keeping it means; of a result that was chosen as a file also how a lighter one is come by.
fn kept(state: &State) -> Vec<String> {
    let limit_mb = state.heavy.limit_mb;
    let recommended = format!(
        "Công văn 223 khuyến nghị tệp tải lên không quá {limit_mb} MB: nơi nhận có thể không tải được."
    );
    if !state.heavy.as_it_is {
        return vec![format!("{recommended} Việc giữ nguyên ghi vào lịch sử hồ sơ.")];
    }
    let mut lines = vec![format!(
        "{recommended} Kết quả giữ nguyên từng byte; lúc lưu máy hỏi lý do, ghi vào lịch sử hồ sơ."
    )];
    if !state.heavy.signed {
        lines.push(LIGHTER_ONE.to_owned());
    }
    lines
}

fn parts(state: &State, trial: &Trial, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = (1..).zip(&trial.made).map(|it| part(state, it)).collect();
    if lines.len() > most {
        let more = lines.len() - (most - 1);
        lines.truncate(most - 1);
        lines.push(format!("… và {more} phần nữa"));
    }
    lines
}

fn part(state: &State, (number, part): (usize, &Tried)) -> String {
    let size = say::size(part.file.size);
    let line = match part.pages {
        (first, last) if first == last => format!("Phần {number}: trang {first} · {size}"),
        (first, last) => format!("Phần {number}: trang {first}–{last} · {size}"),
    };
    let over = state.over(std::slice::from_ref(part));
    if over.is_empty() {
        return line;
    }
    format!("{line}, một trang vẫn trên {} MB", state.heavy.limit_mb)
}

fn lighter(state: &State, trial: &Trial) -> Vec<String> {
    let (quality, pages) = trial.packed.unwrap_or_default();
    let of = state.heavy.pages.unwrap_or_default();
    let mut lines = vec![
        format!("Nén {pages}/{of} trang ảnh ở chất lượng {quality}; điểm ảnh và dpi không đổi."),
        "Trang đen trắng, TIFF, PDF giữ như cũ. Ảnh gốc, tệp gốc giữ từng byte.".to_owned(),
    ];
    if !state.over(&trial.made).is_empty() {
        lines.push(format!("Nén hết mức vẫn trên {} MB.", state.heavy.limit_mb));
    }
    lines
}
