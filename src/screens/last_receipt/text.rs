//! Words of this dialog: which number, on which paper, of which day.

use crate::domain::series::{Doubt, Misread, Series};
use crate::domain::settings::Settings;
use crate::domain::slip::{SlipKind, text as slips};

pub(super) const TITLE: &str = "Số trên phiếu cấp sau cùng";
pub(super) const LINES: [&str; 3] = [
    "Dữ liệu lấy lại từ bản sao, hoặc đồng hồ máy chậm hơn lần trước.",
    "Phiếu đã cấp sau đó máy không biết: xem phiếu giấy cấp sau cùng ở",
    "quầy này, nhập số in trên phiếu. Chưa cấp phiếu nào thì nhập 0.",
];
pub(super) const WRITE: &str = "Ghi nhận";
pub(super) const CANCEL: &str = "Để sau";
pub(super) const ADVICE: &str = "Nhập số rồi bấm F2. Chưa nhập thì chưa cấp số mới được.";
pub(super) const WRITTEN: &str = "Đã ghi số trên phiếu. Việc đang dở làm tiếp được.";
pub(super) const WRITING: &str = "Đang ghi…";
pub(super) const CONTRADICT: &str =
    "Mã hồ sơ mất nhiều số hơn dòng «Số». Xem lại phiếu; đúng thì bấm F2 lần nữa.";

/// Which number on which paper.
pub(super) fn label(series: &Series) -> String {
    match series {
        Series::Code(day) => format!("Mã hồ sơ, phiếu ngày {}", day.format("%d/%m/%Y")),
        Series::Register(year) => format!("Dòng «Số», phiếu hẹn năm {year}"),
        Series::Form(kind, year) => {
            let paper = SlipKind::named(kind).map_or("", slips::slip);
            format!("«Số», {paper} {year}")
        }
    }
}

/// How it is written, and how far this file knows.
pub(super) fn note(doubt: &Doubt, office: &Settings) -> String {
    let paper = doubt.on_paper(office);
    let knows = if doubt.known == 0 {
        format!("máy chưa có, dạng {paper}")
    } else {
        format!("máy có đến {paper}")
    };
    match doubt.series {
        Series::Code(_) => format!("{} hoặc cả mã; {knows}", last_digits(&paper)),
        Series::Register(_) | Series::Form(..) => format!("Như in trên phiếu, hay phần số; {knows}"),
    }
}

fn last_digits(code: &str) -> String {
    let digits = code.bytes().rev().take_while(u8::is_ascii_digit).count();
    if digits == 0 {
        return "Số thứ tự".to_owned();
    }
    format!("{digits} số cuối")
}

/// What is wrong with what was typed, and what to type.
pub(super) fn misread((doubt, misread): (&Doubt, &Misread), office: &Settings) -> String {
    match (misread, &doubt.series) {
        (Misread::OtherDay(day), Series::Code(wanted)) => format!(
            "Mã này của ngày {}, ô này cần ngày {}. Chưa cấp thì nhập 0.",
            day.format("%d/%m/%Y"),
            wanted.format("%d/%m/%Y")
        ),
        (Misread::OtherUnit(unit), _) => format!("Mã này của cơ quan {unit}. Xem phiếu của quầy này."),
        (Misread::OtherDesk { first, last }, _) => {
            format!("Quầy này cấp số từ {first} đến {last}. Xem phiếu của quầy này.")
        }
        (Misread::Passed, _) => format!(
            "Nhỏ hơn số máy đã có ({}). Xem lại; không có phiếu sau đó thì nhập 0.",
            doubt.on_paper(office)
        ),
        (Misread::OtherNumber, Series::Code(_)) => {
            "Đây là dòng «Số». Ô này cần Mã hồ sơ in trên phiếu. Nhập lại.".to_owned()
        }
        (Misread::OtherNumber, _) => {
            format!(
                "Đây là số khác. Ô này cần dòng «Số», dạng {}.",
                doubt.on_paper(office)
            )
        }
        (Misread::Unreadable | Misread::OtherDay(_), _) => {
            format!("Chưa đọc được. Nhập như {}, hoặc 0.", doubt.on_paper(office))
        }
    }
}
