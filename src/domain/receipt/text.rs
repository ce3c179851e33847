//! The words of the receipt: labels of Mẫu 01 and the ways times, limits and papers are written on it.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

use crate::domain::fee::{FeeState, text as fee_text};

use super::{Fact, Given, Limit, Receipt, ReceiptComponent, ReceiptFee};

/// The label of a line, without number and colon (law: Mẫu 01, TT 01/2018/TT-VPCP; practice where it adds one).
pub(super) fn label(fact: Fact) -> &'static str {
    match fact {
        Fact::Code => "Mã hồ sơ",
        Fact::Lookup => "Mã tra cứu",
        Fact::Desk => "Bộ phận tiếp nhận và trả kết quả",
        Fact::Holder => "Tiếp nhận hồ sơ của",
        Fact::HolderNo => "CCCD/MST",
        Fact::Bearer => "Người nộp hồ sơ",
        Fact::Address => "Địa chỉ",
        Fact::Phone => "Số điện thoại",
        Fact::Email => "Email",
        Fact::Subject => "Nội dung yêu cầu giải quyết",
        Fact::Components => "Thành phần hồ sơ nộp gồm",
        Fact::Sets => "Số lượng hồ sơ",
        Fact::Limit => "Thời gian giải quyết hồ sơ theo quy định là",
        Fact::ReceivedAt => "Thời gian nhận hồ sơ",
        Fact::DueAt => "Thời gian trả kết quả giải quyết hồ sơ",
        Fact::CollectAt => "Đăng ký nhận kết quả tại",
        Fact::Fees => "Phí, lệ phí",
        Fact::Register => "Vào Sổ theo dõi hồ sơ, Quyển số",
        Fact::Missing => "Giấy tờ còn thiếu, cần bổ sung",
        Fact::Note => "Ghi chú của cán bộ tiếp nhận",
    }
}

impl Fact {
    /// The line's label inside a sentence.
    pub fn words(self) -> String {
        label(self).to_lowercase()
    }
}

/// The value of a line in words; empty when the dossier has none. Lists are given by [`super::Line::items`].
pub(super) fn value(receipt: &Receipt, fact: Fact) -> String {
    match fact {
        Fact::Code => receipt.code.clone(),
        Fact::Lookup => receipt.lookup.clone(),
        Fact::Desk => receipt.desk.clone(),
        Fact::Holder => holder_words(receipt),
        Fact::HolderNo => receipt.holder_no.clone(),
        Fact::Bearer => bearer_words(receipt),
        Fact::Address => receipt.address.clone(),
        Fact::Phone => phone_words(&receipt.phone),
        Fact::Email => receipt.email.clone(),
        Fact::Subject => receipt.subject.clone(),
        Fact::Components | Fact::Missing => String::new(),
        Fact::Sets => format!("{} (bộ)", number_words(receipt.sets)),
        Fact::Limit => limit_words(receipt.limit),
        Fact::ReceivedAt => time_words(receipt.received_at),
        Fact::DueAt => due_words(receipt),
        Fact::CollectAt => receipt.collect_at.clone(),
        Fact::Fees => fee_words(&receipt.fees),
        Fact::Register => register_words(receipt),
        Fact::Note => receipt.note.clone(),
    }
}

fn holder_words(receipt: &Receipt) -> String {
    match &receipt.organisation {
        Some(organisation) if !receipt.holder.is_empty() => {
            format!("{organisation} (người đại diện: {})", receipt.holder)
        }
        Some(organisation) => organisation.clone(),
        None => receipt.holder.clone(),
    }
}

fn bearer_words(receipt: &Receipt) -> String {
    match &receipt.bearer {
        Some(bearer) if !bearer.basis.is_empty() => format!("{} ({})", bearer.name, bearer.basis),
        Some(bearer) => bearer.name.clone(),
        None => String::new(),
    }
}

/// `0905 123 456` for a ten-digit number; anything else as it was written.
fn phone_words(phone: &str) -> String {
    match (phone.get(..4), phone.get(4..7), phone.get(7..)) {
        (Some(head), Some(middle), Some(tail))
            if phone.len() == 10 && phone.bytes().all(|b| b.is_ascii_digit()) =>
        {
            format!("{head} {middle} {tail}")
        }
        _ => phone.to_owned(),
    }
}

/// `Tờ khai đăng ký khai sinh (01 bản chính)`.
pub(super) fn component_words(component: &ReceiptComponent) -> String {
    let copies = number_words(component.copies);
    match component.given {
        Given::Shown => format!("{} (xuất trình)", component.name),
        given => format!("{} ({copies} {})", component.name, given.words()),
    }
}

impl Given {
    /// The form of the paper inside a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Self::Original => "bản chính",
            Self::Certified => "bản sao chứng thực",
            Self::Plain => "bản sao",
            Self::Electronic => "bản điện tử",
            Self::Shown => "xuất trình",
        }
    }

    /// The form of the paper by itself, in a cell.
    pub fn title(self) -> String {
        let mut letters = self.words().chars();
        let first = letters.next();
        first.map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }
}

/// The limit as the citizen reads it: `trong ngày`, `0,5 ngày làm việc`, `10 ngày làm việc`.
pub fn limit_words(limit: Option<Limit>) -> String {
    match limit {
        None => "không quy định".to_owned(),
        Some(Limit::SameDay) => "trong ngày".to_owned(),
        Some(Limit::HalfDays(halves)) if halves % 2 == 1 => format!("{},5 ngày làm việc", halves / 2),
        Some(Limit::HalfDays(halves)) => format!("{} ngày làm việc", number_words(halves / 2)),
        Some(Limit::WorkingHours(hours)) => format!("{} giờ làm việc", number_words(hours)),
        Some(Limit::WorkingDays(days)) => format!("{} ngày làm việc", number_words(days)),
        Some(Limit::CalendarDays(days)) => format!("{} ngày", number_words(days)),
    }
}

/// `08 giờ 05 phút, ngày 14 tháng 02 năm 2023`.
pub fn time_words(at: NaiveDateTime) -> String {
    format!(
        "{:02} giờ {:02} phút, {}",
        at.hour(),
        at.minute(),
        date_words(at.date())
    )
}

/// `ngày 14 tháng 02 năm 2023`: days below 10 and months 1 and 2 take a leading zero (NĐ 30/2020, Phụ lục I).
pub fn date_words(on: NaiveDate) -> String {
    let zero = if on.month() <= 2 { "0" } else { "" };
    format!(
        "ngày {:02} tháng {zero}{} năm {}",
        on.day(),
        on.month(),
        on.year()
    )
}

/// `An Toàn, ngày 14 tháng 02 năm 2023`.
pub fn place_and_date(receipt: &Receipt) -> String {
    let on = date_words(receipt.issued_at.date());
    if receipt.place_of_issue.is_empty() {
        on
    } else {
        format!("{}, {on}", receipt.place_of_issue)
    }
}

/// Numbers below 10 are written with a leading zero (NĐ 30/2020, Phụ lục I).
pub fn number_words(number: u32) -> String {
    format!("{number:02}")
}

fn due_words(receipt: &Receipt) -> String {
    let Some(due) = receipt.due_at else {
        return String::new();
    };
    let first = format!("{} ({})", time_words(due), weekday_words(due.date()));
    match receipt.later_promise() {
        Some(later) => {
            format!(
                "{first}; hẹn lại {} ({})",
                time_words(later),
                weekday_words(later.date())
            )
        }
        None => first,
    }
}

fn weekday_words(on: NaiveDate) -> &'static str {
    match on.weekday() {
        chrono::Weekday::Mon => "Thứ Hai",
        chrono::Weekday::Tue => "Thứ Ba",
        chrono::Weekday::Wed => "Thứ Tư",
        chrono::Weekday::Thu => "Thứ Năm",
        chrono::Weekday::Fri => "Thứ Sáu",
        chrono::Weekday::Sat => "Thứ Bảy",
        chrono::Weekday::Sun => "Chủ Nhật",
    }
}

fn register_words(receipt: &Receipt) -> String {
    if receipt.register_no == 0 {
        return String::new();
    }
    format!(
        "{}; Số thứ tự: {}",
        number_words(receipt.book),
        number_words(receipt.register_no)
    )
}

/// Each line with how it stands; the sum leaves out what nobody has to pay.
fn fee_words(fees: &[ReceiptFee]) -> String {
    let each: Vec<String> = fees.iter().map(one_fee).collect();
    let counted = fees.iter().filter(|fee| fee.state != FeeState::Exempt);
    let total: u64 = counted.fold(0, |sum, fee| sum.saturating_add(fee.dong));
    match fees.len() {
        0 | 1 => each.concat(),
        _ => format!("{}; cộng {}", each.join("; "), fee_text::dong(total)),
    }
}

fn one_fee(fee: &ReceiptFee) -> String {
    let standing = fee_text::state(fee.state);
    let way = fee
        .method
        .map(|way| format!(" {}", fee_text::method(way)))
        .unwrap_or_default();
    format!("{} {} ({standing}{way})", fee.name, fee_text::dong(fee.dong))
}
