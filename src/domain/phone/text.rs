//! The sentences about telephone numbers (E16 and its like).

use super::PhoneFault;

/// What is wrong, and what to do.
pub fn sentence(fault: PhoneFault) -> String {
    match fault {
        PhoneFault::Empty => "Chưa nhập Di động. Mục này bắt buộc.".into(),
        PhoneFault::Character(letter, place) => {
            format!("Chỉ nhập chữ số. Ký tự «{letter}» ở vị trí {place} không dùng được.")
        }
        PhoneFault::Prefix => "Số di động bắt đầu bằng 03, 05, 07, 08, 09; máy bàn bằng 02. Nhập lại.".into(),
        PhoneFault::Mobile(have) if have < 10 => {
            format!("Số di động phải có 10 số, bắt đầu bằng 03, 05, 07, 08, 09. Mới có {have} số.")
        }
        PhoneFault::Mobile(have) => format!(
            "Số di động phải có 10 số, đang có {have}. Bỏ bớt {} số.",
            have - 10
        ),
        PhoneFault::Landline(have) if have < 11 => {
            format!("Số máy bàn phải có 11 số, bắt đầu bằng 02. Mới có {have} số.")
        }
        PhoneFault::Landline(have) => format!(
            "Số máy bàn phải có 11 số, đang có {have}. Bỏ bớt {} số.",
            have - 11
        ),
    }
}

/// Beside the field, in at most 18 columns: `thiếu 1 số`.
pub fn beside(fault: PhoneFault) -> Option<String> {
    let (have, want) = match fault {
        PhoneFault::Empty | PhoneFault::Prefix => return None,
        PhoneFault::Character(_, place) => return Some(format!("sai ở vị trí {place}")),
        PhoneFault::Mobile(have) => (have, 10),
        PhoneFault::Landline(have) => (have, 11),
    };
    if want > have {
        return Some(format!("thiếu {} số", want - have));
    }
    Some(format!("thừa {} số", have - want))
}
