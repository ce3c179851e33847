//! The words of the register.

use super::{Book, Gap, RegisterRow};
use crate::domain::digitise::text as digitise;
use crate::domain::dossier::Status;
use crate::domain::{phone, say, text};

/// Title of the form.
pub const TITLE: &str = "SỔ THEO DÕI HỒ SƠ";

/// The headings, in the order of [`cells`]; the last but one is signed on paper.
pub const HEADS: [&str; 14] = [
    "TT",
    "Mã hồ sơ",
    "Tên thủ tục hành chính",
    "Số bộ",
    "Tên cá nhân, tổ chức",
    "Địa chỉ, số điện thoại",
    "Cơ quan chủ trì giải quyết",
    "Nhận hồ sơ",
    "Hẹn trả",
    "Chuyển đến cơ quan giải quyết",
    "Nhận kết quả giải quyết",
    "Trả kết quả",
    "Phương thức nhận, ký nhận",
    "Ghi chú",
];

/// A book without a line.
pub const EMPTY: &str = "Quyển này chưa có hồ sơ nào.";

/// `Quyển số 1 năm 2023`.
pub fn book(book: &Book) -> String {
    format!("Quyển số {} năm {}", book.book, book.year)
}

/// How the book stands: open with its last number, or closed by whom and when.
pub fn standing(book: &Book) -> String {
    match &book.closed {
        None => format!("đang mở, số cuối {}", book.last),
        Some(closed) => {
            let at = say::moment(closed.at.local());
            format!("đã khóa {at}, {}, số cuối {}", closed.by, closed.last)
        }
    }
}

/// The line below the last one on paper.
pub fn foot(book: &Book) -> String {
    format!("Sổ {}.", standing(book))
}

/// How many papers of the book, or of the stretch of it that is there, are không số hóa.
pub fn exempted(book: &Book) -> String {
    let which = match book.stretch() {
        None => "trong sổ".to_owned(),
        Some((first, last)) => format!("số {first} đến {last}"),
    };
    digitise::not_digitised(book.exempted(), &which)
}

/// Numbers without a dossier.
pub fn gap(gap: &Gap) -> String {
    let numbers = if gap.from == gap.to {
        format!("Số {}", gap.from)
    } else {
        format!("Số {} đến {}", gap.from, gap.to)
    };
    if gap.explained {
        format!("{numbers}: đã cấp trước lần phục hồi dữ liệu, máy này không còn hồ sơ")
    } else {
        format!("{numbers}: KHÔNG CÓ HỒ SƠ, chưa rõ lý do; nhờ quản trị tự kiểm tra")
    }
}

/// Ghi chú: hủy with its reason, how it ended without a result, apologies, what is không số hóa.
pub fn note(row: &RegisterRow) -> String {
    if let Some(reason) = &row.void_reason {
        return format!("hủy: {reason}");
    }
    let mut said = match row.status {
        Status::Refused | Status::Withdrawn | Status::Stopped => {
            vec![text::status(row.status).to_lowercase()]
        }
        Status::Registered
        | Status::Accepted
        | Status::Processing
        | Status::Supplement
        | Status::Fee
        | Status::Finished
        | Status::Returned => Vec::new(),
    };
    if row.apologies > 0 {
        said.push(format!("xin lỗi {} lần", row.apologies));
    }
    said.extend(digitise::papers_not_digitised(row.exempted));
    said.join("; ")
}

/// Địa chỉ, số điện thoại.
pub fn contact(row: &RegisterRow) -> String {
    let phone = phone::grouped(&row.phone);
    let parts = [row.address.as_str(), phone.as_str()];
    let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join(", ")
}

/// A row as text, column by column.
pub fn cells(row: &RegisterRow) -> [String; 14] {
    let day = |day: Option<chrono::NaiveDate>| day.map(say::date).unwrap_or_default();
    let taken = [row.way.as_deref(), row.receiver.as_deref()];
    let taken: Vec<&str> = taken.into_iter().flatten().collect();
    [
        row.number.to_string(),
        row.code.clone(),
        row.procedure.clone(),
        row.sets.to_string(),
        row.holder.clone(),
        contact(row),
        row.agency.clone(),
        say::date(row.received_on),
        day(row.due_on),
        day(row.forwarded_on),
        day(row.finished_on),
        day(row.returned_on),
        taken.join(", "),
        note(row),
    ]
}
