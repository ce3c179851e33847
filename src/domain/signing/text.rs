//! The words of signing.

use super::{SignFault, TriesLeft};
use crate::domain::time::Moment;

/// How many wrong PINs a token still takes.
pub fn tries(tries: TriesLeft) -> &'static str {
    match tries {
        TriesLeft::Many => "chưa nhập sai lần nào",
        TriesLeft::Few => "đã nhập sai, chỉ còn ít lần",
        TriesLeft::Last => "CÒN MỘT LẦN, sai nữa là khóa",
        TriesLeft::Locked => "đã khóa",
    }
}

/// What is wrong and what to do next.
pub fn fault(fault: &SignFault) -> String {
    match fault {
        SignFault::NoDevice => "Không thấy thiết bị ký. Cắm thiết bị rồi bấm F5.".to_owned(),
        SignFault::Library(_) => {
            "Không mở được thư viện của thiết bị ký. Xem lại đường dẫn trong Cài đặt.".to_owned()
        }
        SignFault::SeveralKeys(labels) => {
            format!("Có nhiều thiết bị ký: {}. Chọn một.", labels.join(", "))
        }
        SignFault::NoKey => "Thiết bị không có khóa ký kèm chứng thư. Dùng thiết bị khác.".to_owned(),
        SignFault::WrongPin(TriesLeft::Locked) | SignFault::Locked => {
            "Thiết bị ký đã khóa. Liên hệ nơi cấp để mở.".to_owned()
        }
        SignFault::WrongPin(TriesLeft::Many) => "Mã PIN thiết bị chưa đúng. Nhập lại.".to_owned(),
        SignFault::WrongPin(left) => format!("Mã PIN thiết bị chưa đúng ({}). Nhập lại.", tries(*left)),
        SignFault::NoKeyFile => "Không mở được tệp khóa. Xem lại đường dẫn.".to_owned(),
        SignFault::BadKeyFile(_) => {
            "Tệp này không phải tệp khóa (PKCS#12, PEM) hoặc đã hỏng. Chọn tệp khác.".to_owned()
        }
        SignFault::WrongPassword => "Mật khẩu của tệp khóa chưa đúng. Nhập lại.".to_owned(),
        SignFault::PinNotSet => {
            "Thiết bị ký chưa đặt mã PIN, hoặc mã đã hết hạn. Đổi mã bằng phần mềm của nơi cấp.".to_owned()
        }
        SignFault::PulledOut => "Thiết bị bị rút khi đang ký. Cắm lại rồi bấm F5.".to_owned(),
        SignFault::Busy => {
            "Chương trình khác đang dùng thiết bị ký. Đóng chương trình đó rồi bấm F5.".to_owned()
        }
        SignFault::OutOfDate { from, to } => format!(
            "Chứng thư chỉ có hiệu lực từ {} đến {}. Không ký được.",
            day(*from),
            day(*to)
        ),
        SignFault::OtherCertificate { owner } => {
            format!("Chứng thư này của {owner}. Chọn chứng thư khác.")
        }
        SignFault::WrongUse => "Chứng thư này không được dùng để ký. Chọn chứng thư khác.".to_owned(),
        SignFault::KeyKind(name) => format!("Chưa ký được bằng khóa {name}. Dùng thiết bị khác."),
        SignFault::Encrypted => "Tệp có mật khẩu, không ký được. Gỡ mật khẩu rồi chọn lại.".to_owned(),
        SignFault::Damaged(_) => "Tệp PDF bị hỏng, không ký được. In lại thành PDF rồi ký.".to_owned(),
        SignFault::Xfa => "Biểu mẫu động (XFA) không ký được. In thành PDF thường rồi ký.".to_owned(),
        SignFault::Certified => "Người ký trước không cho ký thêm. Giữ nguyên tệp.".to_owned(),
        SignFault::NoGlyph(letter) => {
            format!("Phông chữ không có chữ “{letter}”. Sửa dòng chữ ký.")
        }
        SignFault::NoPage => "Tệp không có trang này. Chọn trang khác.".to_owned(),
        SignFault::NoSpace => "Trang không còn chỗ cho chữ ký. Chọn trang hoặc mẫu khác.".to_owned(),
        SignFault::NoPicture => "Mẫu chữ ký cần hình (PNG). Đặt hình trong Cài đặt.".to_owned(),
        SignFault::ChangedMeanwhile => "Tệp bị thay đổi khi đang ký. Ký lại.".to_owned(),
        SignFault::CheckFailed => {
            "Ký xong nhưng kiểm tra lại không đạt. Tệp chưa được đính kèm; ký lại.".to_owned()
        }
        SignFault::Stopped => "Đã dừng. Tệp này chưa ký.".to_owned(),
        SignFault::Full => "Ổ đĩa hết chỗ, chưa ký được. Giải phóng chỗ trống rồi ký lại.".to_owned(),
        SignFault::Disk(_) => "Không ghi được tệp đã ký. Kiểm tra ổ đĩa rồi ký lại.".to_owned(),
        SignFault::Device(_) => "Thiết bị ký không trả lời đúng. Rút ra, cắm lại rồi bấm F5.".to_owned(),
    }
}

fn day(at: Moment) -> String {
    at.date().format("%d/%m/%Y").to_string()
}
