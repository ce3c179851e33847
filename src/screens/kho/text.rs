//! Words of the kho.

use chrono::NaiveDate;

use crate::domain::component::{PaperClass, SignatureMark};
use crate::domain::rows::PaperRow;
use crate::domain::say;
use crate::domain::term::text::UNLIMITED;
use crate::domain::text;

pub(super) const PATH: &str = "Kho giấy tờ của cá nhân/tổ chức";
pub(super) const NUMBER: &str = "Số định danh";
pub(super) const FIND: &str = "Tìm trong kho";
pub(super) const UPDATE: &str = "Cập nhật";
pub(super) const COMPONENT: &str = "Gắn vào";
pub(super) const TICK: &str = "Chọn";
pub(super) const LOOK: &str = "Xem";
pub(super) const TAKE_OUT: &str = "Gỡ khỏi kho";
pub(super) const SIGNATURES: &str = "Chữ ký";
pub(super) const ADD: &str = "Thêm giấy tờ";

/// Headers of the table.
pub(super) const COLUMNS: [&str; 5] = ["TT", "Mã giấy tờ", "Tên giấy tờ", "Loại", "Hiệu lực"];

pub(super) const WAYS: [&str; 2] = ["Thêm giấy tờ cũ vào kho (F8)", "Tìm theo số khác"];
pub(super) const NO_OWNER: &str = "Nhập số CMND/CCCD/MST rồi bấm Enter để xem kho.";
pub(super) const NOT_READ: &str = "Chưa đọc được kho. F5 đọc lại; các việc khác vẫn làm được.";
pub(super) const NONE_CHOSEN: &str = "Chưa chọn giấy tờ nào. Space chọn, rồi bấm F2.";
pub(super) const NOT_TICKED: &str = "Giấy tờ này chưa được chọn. Space chọn, rồi F4 để gắn.";
pub(super) const NO_PAPER: &str = "Chưa có giấy tờ nào dưới con trỏ. F8 thêm giấy tờ.";
pub(super) const MOVE_IT: &str = "F4 gắn giấy tờ đang trỏ vào thành phần khác. F2 cập nhật.";
pub(super) const WHY_OUT: &str = "Gỡ giấy tờ khỏi kho";
pub(super) const REASON: &str = "Lý do";
pub(super) const OTHER_COMPONENT: &str = "Thành phần hồ sơ khác";

/// A07.
pub(super) fn empty(owner: &str) -> String {
    format!("Kho chưa có giấy tờ nào của {owner}. Quét bản giấy: F8.")
}

pub(super) fn no_match(typed: &str) -> String {
    format!("Không giấy tờ nào khớp «{typed}». Esc xóa ô tìm.")
}

pub(super) fn for_dossier_of(name: &str) -> String {
    format!("Chọn cho hồ sơ của {name}")
}

pub(super) fn of(name: &str) -> String {
    format!("Giấy tờ của {name}")
}

pub(super) fn count(shown: usize, all: usize) -> String {
    if shown == all {
        format!("{all} giấy tờ")
    } else {
        format!("{shown} giấy tờ khớp trong {all}")
    }
}

pub(super) fn title_of_choice(paper: &str) -> String {
    format!("Gắn «{paper}» vào thành phần nào?")
}

pub(super) fn taken_out(name: &str, time: &str) -> String {
    format!("Đã gỡ «{name}» khỏi kho lúc {time}.")
}

/// Why a row cannot be ticked, before anybody tries.
pub(super) fn barred(line: usize, why: &Barred) -> String {
    match why {
        Barred::Expired(on) => {
            format!(
                "Dòng {line} hết hạn {}: chỉ xem, không dùng lại được.",
                say::date(*on)
            )
        }
        Barred::NotYet(from) => {
            format!("Dòng {line} có hiệu lực từ {}: chưa dùng được.", say::date(*from))
        }
        Barred::Revoked(on) => format!(
            "Dòng {line} đã bị thu hồi {}: chỉ xem, không dùng lại được.",
            say::date(*on)
        ),
        Barred::BadSignature => {
            format!("Chữ ký của dòng {line} KHÔNG HỢP LỆ (F6 đọc lý do): chỉ xem, không dùng lại được.")
        }
        Barred::OtherOwner(_) => "Đang xem kho của người khác: chỉ xem, không chọn được.".into(),
    }
}

/// Why a paper cannot be used for this dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Barred {
    OtherOwner(String),
    Revoked(NaiveDate),
    /// A signature of its file is not valid.
    BadSignature,
    Expired(NaiveDate),
    /// In force only from then.
    NotYet(NaiveDate),
}

/// Loại, short enough for its column.
pub(super) fn class(class: PaperClass) -> &'static str {
    match class {
        PaperClass::Component => "Thành phần",
        PaperClass::Outcome => "Kết quả",
    }
}

/// Hiệu lực in the list.
pub(super) fn validity(paper: &PaperRow, today: NaiveDate) -> String {
    match (paper.revoked_on.is_some(), paper.usable, paper.ends_on) {
        (true, ..) => "THU HỒI".into(),
        _ if paper.signature == SignatureMark::Invalid => "CHỮ KÝ SAI".into(),
        (false, false, _) if paper.starts_on.is_some_and(|start| start > today) => "CHƯA ĐẾN".into(),
        (false, false, _) => "HẾT HẠN".into(),
        (false, true, Some(end)) => say::date(end),
        (false, true, None) => UNLIMITED.into(),
    }
}

/// Beside the owner's number: his name, and the other numbers whose papers are shown too.
pub(super) fn owner(name: &str, others: &[String]) -> String {
    let also = |known: String, number: &String| format!("{known} · cả số {number}");
    others.iter().fold(name.to_owned(), also)
}

/// Mã giấy tờ; a paper without one says under which number it lies, where that is not the number asked for.
pub(super) fn code(paper: &PaperRow, owner: &str) -> String {
    match &paper.code {
        Some(code) => code.clone(),
        None if paper.owner_no == owner => "—".to_owned(),
        None => format!("— số {}", paper.owner_no),
    }
}

/// What stands below the name: its kind, from when to when and whence, how often it was used.
pub(super) fn facts(paper: &PaperRow, owner: &str) -> [String; 3] {
    let pages = paper.pages.map(|pages| format!("{pages} trang"));
    let what = [
        Some(text::paper_class(paper.class).to_owned()),
        pages,
        Some(text::signature(paper.signature).to_owned()),
    ];
    let what: Vec<String> = what.into_iter().flatten().collect();
    let from = paper.starts_on.map_or_else(|| "…".to_owned(), say::date);
    let until = paper.ends_on.map_or_else(|| UNLIMITED.to_owned(), say::date);
    let source = match &paper.from_code {
        Some(code) => format!("nguồn: hồ sơ {code}"),
        None => "nguồn: nhập thẳng vào kho".into(),
    };
    let under = if paper.owner_no == owner {
        String::new()
    } else {
        format!(" · đứng tên số {}", paper.owner_no)
    };
    let used = match paper.times_used {
        0 => "Chưa dùng lại lần nào".to_owned(),
        times => format!("Đã dùng lại {times} lần"),
    };
    [
        what.join(" · "),
        format!("Hiệu lực {from} → {until} · {source}"),
        format!("{used} · {}{under}", say::size(paper.size)),
    ]
}

/// What F2 will do.
pub(super) fn chosen(names: &[&str]) -> String {
    format!("Đã chọn {} giấy tờ → gắn vào: {}", names.len(), names.join("; "))
}
