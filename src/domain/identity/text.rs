//! The sentences about identity numbers (screens.md §4.3, E10–E18, W10): what is wrong, then what to do.

use super::{CardFault, CardWarning, Checked, Fault, Mismatch, NumberKind};
use crate::domain::text;

/// What is wrong with a number. `value` is the number, said only where the officer must compare it.
pub fn sentence(fault: &Fault, value: &str) -> String {
    // The unit behind the dash has no part in the check digit, and the line has no room for it.
    let value = value.split('-').next().unwrap_or(value);
    match fault {
        Fault::Empty => "Chưa nhập số CMND/CCCD/MST. Mục này bắt buộc.".into(),
        Fault::Character { letter, place } => {
            format!("Chỉ nhập chữ số. Ký tự «{letter}» ở vị trí {place} không dùng được.")
        }
        Fault::Length { kind, have, want } => length(*kind, *have, *want),
        Fault::TaxCheckDigit(digit) => {
            format!("MST {value} sai số kiểm tra: số cuối phải là {digit}. Đối chiếu với giấy đăng ký.")
        }
        Fault::TaxWithoutCheckDigit => {
            format!("MST {value} không có số kiểm tra hợp lệ. Đối chiếu với giấy đăng ký.")
        }
        Fault::TaxBranch => "Ba số sau dấu gạch của MST phải từ 001 đến 999. Nhập lại ba số đó.".into(),
        Fault::Province(code) => {
            format!("Ba số đầu {code} không có trong bảng mã tỉnh. Đối chiếu với thẻ.")
        }
        Fault::BirthYear(year) => format!("Số này ghi năm sinh {year}, chưa tới. Đối chiếu với thẻ."),
        Fault::OldCardExpired => "CMND 9 số không còn giá trị từ 01/01/2025. Hỏi số CCCD 12 số.".into(),
        Fault::PassportForm => {
            "Không giống số hộ chiếu Việt Nam (1 chữ, 7 hoặc 8 số). Đối chiếu với hộ chiếu.".into()
        }
    }
}

/// E10, E11 and their like for the other numbers.
fn length(kind: NumberKind, have: usize, want: usize) -> String {
    let name = kind_name(kind);
    match kind {
        NumberKind::Passport => format!("Số hộ chiếu phải có 6 đến 12 ký tự, đang có {have}. Nhập lại."),
        NumberKind::OldCard => format!("Số CMND phải có 9 số, đang có {have}. Xem lại chỗ con trỏ."),
        NumberKind::TaxBranch => {
            format!("MST đơn vị phụ thuộc phải có 10 số, dấu gạch, 3 số; đang có {have} số.")
        }
        NumberKind::Personal | NumberKind::Tax if have < want => {
            let lack = want - have;
            format!("Số {name} phải có {want} số, mới có {have}. Nhập thêm {lack} số ở vị trí con trỏ.")
        }
        NumberKind::Personal | NumberKind::Tax => {
            let spare = have.saturating_sub(want);
            format!("Số {name} phải có {want} số, đang có {have}. Bỏ bớt {spare} số.")
        }
    }
}

/// CCCD, CMND, MST, hộ chiếu.
pub fn kind_name(kind: NumberKind) -> &'static str {
    match kind {
        NumberKind::Personal => "CCCD",
        NumberKind::OldCard => "CMND",
        NumberKind::Tax | NumberKind::TaxBranch => "MST",
        NumberKind::Passport => "hộ chiếu",
    }
}

/// What stands beside a good number: `CCCD Bình Định, nữ, 1992`, or only its kind.
pub fn facts(checked: &Checked) -> String {
    match (checked.personal, checked.kind) {
        (Some(personal), _) => {
            let place = personal.province.unwrap_or("ngoài bảng mã tỉnh");
            format!("CCCD {place}, {}, {}", text::sex(personal.sex), personal.year)
        }
        (None, Some(kind)) => kind_name(kind).to_owned(),
        (None, None) => String::new(),
    }
}

/// Beside the field, in at most 18 columns: `mới có 11 số`.
pub fn beside(fault: &Fault) -> Option<String> {
    match fault {
        Fault::Length { have, want, .. } if have < want => Some(format!("mới có {have} số")),
        Fault::Length { have, .. } => Some(format!("đang có {have} số")),
        Fault::Character { place, .. } => Some(format!("sai ở vị trí {place}")),
        Fault::TaxCheckDigit(digit) => Some(format!("số cuối là {digit}?")),
        Fault::OldCardExpired => Some("CMND đã hết hạn".into()),
        Fault::Province(_) => Some("lạ mã tỉnh".into()),
        Fault::Empty
        | Fault::TaxWithoutCheckDigit
        | Fault::TaxBranch
        | Fault::BirthYear(_)
        | Fault::PassportForm => None,
    }
}

/// W10.
pub fn mismatch(mismatch: &Mismatch) -> String {
    let number = mismatch.number;
    let typed = match (mismatch.sex, mismatch.year) {
        (Some(sex), Some(year)) => format!("{}, {year}", text::sex(sex)),
        (Some(sex), None) => text::sex(sex).to_owned(),
        (None, Some(year)) => year.to_string(),
        (None, None) => String::new(),
    };
    let sex = text::sex(number.sex);
    format!(
        "KHÔNG KHỚP: số định danh là {sex}, sinh {}; đang nhập {typed}. Đối chiếu thẻ.",
        number.year
    )
}

/// Why a text is no card, and what to do.
pub fn card_fault(fault: CardFault) -> String {
    match fault {
        CardFault::Fields(have) => format!("Mã trên thẻ đọc chưa hết, mới có {have} mục. Quét lại thẻ."),
        CardFault::Number => "Mã này không bắt đầu bằng số CCCD 12 số. Quét lại thẻ căn cước.".into(),
    }
}

/// What to look at on a card.
pub fn card_warning(warning: &CardWarning) -> String {
    match warning {
        CardWarning::Number(fault) => sentence(fault, ""),
        CardWarning::OldNumber => "Số CMND cũ trên thẻ đọc chưa chắc, đã bỏ qua. Xem lại thẻ.".into(),
        CardWarning::Name => "Họ tên trên thẻ đọc chưa chắc. Kiểm tra lại khi nhập.".into(),
        CardWarning::Born => "Ngày sinh trên thẻ đọc chưa được. Nhập theo thẻ.".into(),
        CardWarning::Sex => "Giới tính trên thẻ đọc chưa được. Nhập theo thẻ.".into(),
        CardWarning::IssuedOn => "Ngày cấp trên thẻ đọc chưa được. Nhập theo thẻ.".into(),
        CardWarning::Mismatch(differs) => mismatch(differs),
    }
}

/// E17.
pub fn no_such_day(typed: &str) -> String {
    format!("Không có ngày {typed}. Nhập lại theo ngày/tháng/năm.")
}

/// E18.
pub const ISSUED_IN_FUTURE: &str = "Ngày cấp không thể sau hôm nay. Đối chiếu với thẻ.";
