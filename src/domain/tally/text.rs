//! Words of the form: headings as the letter prints them, reasons, formulas.

use super::cell::{Cell, CellRow};
use super::closed::Closed;
use super::given::Fault;
use super::{Column, Counts, Month, Tally, Why};
use crate::domain::digitise::exempted::Exempted;
use crate::domain::digitise::{Counting, text as digitise};
use crate::domain::dossier::Account;
use crate::domain::refusal::Refusal;
use crate::domain::say;
use crate::domain::time::Moment;

/// Title of the form.
pub const TITLE: &str = "Thống kê số liệu số hóa kết quả giải quyết thủ tục hành chính cấp tỉnh, huyện, xã";
/// Where it comes from.
pub const SOURCE: &str = "Biểu mẫu kèm Công văn 223/VPUBND-KSTT";
/// The last row.
pub const TOTAL: &str = "Cộng";

/// A unit several desks of which counted.
pub fn of_desk(unit: &str, desk: u32) -> String {
    format!("{unit} · quầy {desk}")
}

/// Heading of a column, as the letter words it.
pub fn heading(column: Column) -> &'static str {
    match column {
        Column::No => "STT",
        Column::Unit => "Tên cơ quan, đơn vị",
        Column::Received => "Số hồ sơ tiếp nhận",
        Column::Account => "Số hồ sơ có sử dụng tài khoản Cổng DVCQG",
        Column::Direct => "Hồ sơ nộp trực tiếp",
        Column::Online => "Hồ sơ nộp trực tuyến",
        Column::Full => "Thành phần hồ sơ được số hóa: Đầy đủ",
        Column::Part => "Thành phần hồ sơ được số hóa: Chưa đầy đủ",
        Column::DigitisedRatio => "Tỷ lệ % số hóa thành phần hồ sơ",
        Column::Resolved => "Tổng số hồ sơ đã giải quyết",
        Column::ResultFile => "Tổng lượng hồ sơ được số hóa kết quả giải quyết",
        Column::ResultRatio => "Tỷ lệ hồ sơ có số hóa kết quả giải quyết",
        Column::Reused => "Hồ sơ có tái sử dụng dữ liệu đã được số hóa trước đó",
        Column::ReuseRatio => "Tỷ lệ tái sử dụng kết quả số hóa",
    }
}

/// What stands under the heading: the column's number, and its formula where it has one.
pub fn number(column: Column) -> &'static str {
    match column {
        Column::No => "(1)",
        Column::Unit => "(2)",
        Column::Received => "(3)",
        Column::Account => "(4)",
        Column::Direct => "(5)",
        Column::Online => "(6)",
        Column::Full => "(7)",
        Column::Part => "(8)",
        Column::DigitisedRatio => "(9)=(7+8)/3",
        Column::Resolved => "(10)",
        Column::ResultFile => "(11)",
        Column::ResultRatio => "(12)=(11)/(10)",
        Column::Reused => "(13)",
        Column::ReuseRatio => "(14)=(13)/(5+6)",
    }
}

/// The footnote of a column, in the letter's words.
pub fn footnote(column: Column) -> Option<&'static str> {
    match column {
        Column::Resolved => Some(
            "Chỉ thống kê đối với các hồ sơ thủ tục hành chính được hoàn thành việc giải quyết có kết quả sản phẩm để \
             trả cho người dân, doanh nghiệp.",
        ),
        Column::Account => Some(
            "Dữ liệu hồ sơ thủ tục hành chính được xử lý trên tài khoản Cổng Dịch vụ công quốc gia của người chủ hồ sơ.",
        ),
        Column::Full | Column::Part => Some(
            "Thực hiện theo quy định tại khoản 1 Điều 10 Quy chế thực hiện cơ chế một cửa, một cửa liên thông trong giải \
             quyết thủ tục hành chính trên địa bàn tỉnh (ban hành kèm theo Quyết định số 72/2020/QĐ-UBND ngày 20 tháng \
             11 năm 2020 của Ủy ban nhân dân tỉnh).",
        ),
        Column::No
        | Column::Unit
        | Column::Received
        | Column::Direct
        | Column::Online
        | Column::DigitisedRatio
        | Column::ResultFile
        | Column::ResultRatio
        | Column::Reused
        | Column::ReuseRatio => None,
    }
}

/// A cell of numbers: `44`, `90,91`, `–`.
pub fn cell(counts: &Counts, column: Column) -> String {
    match (counts.count(column), counts.ratio(column)) {
        (Some(count), _) => count.to_string(),
        (None, Some(ratio)) => ratio.shown(),
        (None, None) => String::new(),
    }
}

/// `= ((7) + (8)) / (3) = (36 + 4) / 44 = 90,91 %`; nothing for a count.
pub fn formula(counts: &Counts, column: Column) -> Option<String> {
    let ratio = counts.ratio(column)?;
    let count = |of: Column| counts.count(of).unwrap_or(0);
    let result = match ratio.plain() {
        Some(_) => format!("{} %", ratio.shown()),
        None => format!("{} (không có hồ sơ để chia)", ratio.shown()),
    };
    let (letters, numbers) = match column {
        Column::DigitisedRatio => (
            "((7) + (8)) / (3)",
            format!(
                "({} + {}) / {}",
                count(Column::Full),
                count(Column::Part),
                ratio.whole
            ),
        ),
        Column::ReuseRatio => (
            "(13) / ((5) + (6))",
            format!(
                "{} / ({} + {})",
                ratio.upper,
                count(Column::Direct),
                count(Column::Online)
            ),
        ),
        _ => ("(11) / (10)", format!("{} / {}", ratio.upper, ratio.whole)),
    };
    Some(format!("= {letters} = {numbers} = {result}"))
}

/// Why a dossier does not count, for a list's column.
pub fn why(why: Why) -> String {
    match why {
        Why::Void => "đã hủy".to_owned(),
        Why::Refused => "từ chối tiếp nhận".to_owned(),
        Why::NoProduct => "kết thúc không có sản phẩm".to_owned(),
        Why::Left => "đã rút hoặc dừng".to_owned(),
        Why::NoResultFile => "chưa có tệp kết quả".to_owned(),
        Why::Account(Account::Missing) => "chưa có tài khoản".to_owned(),
        Why::Account(Account::Unknown | Account::Exists) => "chưa kiểm tra tài khoản".to_owned(),
        Why::IsOnline => "nộp trực tuyến".to_owned(),
        Why::IsDirect => "nộp trực tiếp".to_owned(),
        Why::IsFull => "đã số hóa đầy đủ".to_owned(),
        Why::NotReused => "không dùng lại từ kho".to_owned(),
        Why::OnlineNotOurs => "bản điện tử của công dân".to_owned(),
        Why::Papers { have, need, waiting } => {
            let wait = if waiting {
                " · chờ thiết bị"
            } else {
                " giấy tờ có tệp"
            };
            format!("{have}/{need}{wait}")
        }
    }
}

/// How many papers are không số hóa, below every form of a month.
pub fn exempted(exempted: Exempted) -> String {
    digitise::not_digitised(exempted, digitise::RECEIVED_IN_MONTH)
}

/// The same of several months together.
pub fn exempted_in(months: impl Iterator<Item = Exempted>) -> String {
    let sum = months.fold(Exempted::default(), |sum, of| Exempted {
        dossiers: sum.dossiers + of.dossiers,
        papers: sum.papers + of.papers,
    });
    digitise::not_digitised(sum, "tiếp nhận trong các tháng này")
}

/// The same beside how the office counts them: `tháng này 2 giấy tờ của 1 hồ sơ`.
pub fn exempted_here(exempted: Exempted) -> String {
    match exempted.papers {
        0 => "tháng này không có".to_owned(),
        papers => format!("tháng này {papers} giấy tờ của {} hồ sơ", exempted.dossiers),
    }
}

/// How the office counts, for the foot of the screen and of the printed form.
pub fn counting(counting: Counting) -> [&'static str; 2] {
    [
        if counting.exempt_is_done {
            "Giấy tờ không số hóa: không tính là thiếu"
        } else {
            "Giấy tờ không số hóa: tính là chưa số hóa"
        },
        if counting.online_is_full {
            "Trực tuyến, toàn bản điện tử: tính đầy đủ"
        } else {
            "Trực tuyến, toàn bản điện tử: không là số hóa"
        },
    ]
}

/// `Tháng 02/2023`.
pub fn month(month: Month) -> String {
    format!("Tháng {}", month.shown())
}

/// `tính lúc 16:40 28/02/2023`.
pub fn counted(tally: &Tally) -> String {
    let at = tally.counted_at.local();
    format!("tính lúc {} {}", say::time(at.time()), say::date(at.date()))
}

/// `chưa chốt`, or when it was closed and what differs since.
pub fn standing(closed: Option<&Closed>) -> String {
    let Some(closed) = closed else {
        return "chưa chốt".to_owned();
    };
    let at = say::date(closed.at.date());
    match closed.differing {
        0 => format!("đã chốt {at}"),
        count => format!("đã chốt {at} · lệch {count} hồ sơ so với bản chốt"),
    }
}

/// The ratios a closed month said, for the foot of the screen.
pub fn closed_ratios(closed: &Closed) -> String {
    let ratio = |column| cell(&closed.counts, column);
    format!(
        "Bản chốt: (9) {} · (12) {} · (14) {} · mã {}",
        ratio(Column::DigitisedRatio),
        ratio(Column::ResultRatio),
        ratio(Column::ReuseRatio),
        closed.hash.get(..12).unwrap_or_default(),
    )
}

/// All that a closed month said, by whom, and the whole hash, for paper.
pub fn closed_numbers(closed: &Closed) -> String {
    let numbers = Column::numbers().iter();
    let said: Vec<String> = numbers
        .map(|column| format!("({}) {}", column.number(), cell(&closed.counts, *column)))
        .collect();
    format!(
        "Bản chốt {}, {}: {}. Mã SHA-256: {}",
        say::date(closed.at.date()),
        closed.by,
        said.join(" · "),
        closed.hash
    )
}

/// The sentence for a refusal about months; `None` = it is not about them.
pub(in crate::domain) fn refused(refusal: &Refusal) -> Option<String> {
    Some(match refusal {
        Refusal::MonthClosed(month) => {
            format!(
                "Tháng {} đã chốt rồi. Sửa hồ sơ sau đó hiện thành chênh lệch.",
                month.shown()
            )
        }
        Refusal::MonthOpen { from } => {
            format!("Chưa đến cuối tháng: chốt được từ ngày {}.", say::date(*from))
        }
        Refusal::OwnTally => {
            "Tệp chỉ có số liệu của chính đơn vị này, máy tự tính. Xin tệp của quầy khác.".to_owned()
        }
        _ => return None,
    })
}

/// Why a file is not taken in as another desk's tally.
pub fn fault(fault: &Fault) -> String {
    match fault {
        Fault::NotATally => {
            "Tệp không phải số liệu tháng, hoặc bị hỏng. Xuất lại bằng: report tally --format json."
                .to_owned()
        }
        Fault::Empty => "Tệp không có đơn vị nào. Xuất lại ở quầy kia.".to_owned(),
        Fault::NoUnit => "Có dòng thiếu mã hoặc tên đơn vị. Xuất lại ở quầy kia.".to_owned(),
        Fault::Twice(unit) => format!("{unit} có hai dòng. Xuất lại ở quầy kia."),
        Fault::Numbers(unit) => {
            format!("Số liệu của {unit} mâu thuẫn nhau, như (5) + (6) khác (3). Xuất lại ở quầy kia.")
        }
        Fault::Ratio(unit) => {
            format!("Tỷ lệ của {unit} không khớp số liệu. Tệp đã bị sửa; xuất lại ở quầy kia.")
        }
        Fault::Total => {
            "Dòng cộng không bằng tổng các đơn vị. Tệp đã bị sửa; xuất lại ở quầy kia.".to_owned()
        }
    }
}

/// Headings of the list behind a number.
pub const LIST_HEADS: [&str; 6] = [
    "Mã hồ sơ",
    "Chủ hồ sơ",
    "Thủ tục",
    "Tiếp nhận",
    "Kết thúc xử lý",
    "Vì sao chưa tính, không số hóa",
];
/// Behind this number is no dossier.
pub const NO_DOSSIERS: &str = "Không có hồ sơ nào.";

/// `Tháng 02/2023 · (9) Tỷ lệ % số hóa thành phần hồ sơ · 90,91 %`.
pub fn about_cell(it: &Cell) -> String {
    format!("{} · {}", month(it.month), number_of(it.column, &it.counts))
}

/// `(9) Tỷ lệ % số hóa thành phần hồ sơ · 90,91 %`.
pub fn number_of(column: Column, counts: &Counts) -> String {
    let number = cell(counts, column);
    let unit = if column.ratio_of().is_some() && number != say::NOTHING {
        " %"
    } else {
        ""
    };
    format!("{} · {number}{unit}", named(column))
}

/// `(9) Tỷ lệ % số hóa thành phần hồ sơ`.
pub fn named(column: Column) -> String {
    format!("({}) {}", column.number(), heading(column))
}

/// A dossier of the list; the last cell says why it does not count, and what of it is không số hóa.
pub fn list_cells(row: &CellRow) -> [String; 6] {
    let at = |at: Option<Moment>| at.map(|at| say::moment(at.local())).unwrap_or_default();
    [
        row.code.clone().unwrap_or_default(),
        row.holder.clone(),
        row.procedure.clone(),
        at(row.received_at),
        at(row.finished_at),
        remark(row),
    ]
}

/// Why a dossier does not count, and how many of its papers are không số hóa: full is not the same as all there.
pub fn remark(row: &CellRow) -> String {
    let exempt = digitise::papers_not_digitised(row.facts.digitised.exempt);
    let said: Vec<String> = row.why.map(why).into_iter().chain(exempt).collect();
    said.join(" · ")
}
