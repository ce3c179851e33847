//! What is wrong with a package or a dossier of it, and what to do. Field names stay as the format writes them.

use super::{Fault, MOST_DOSSIERS, MOST_FILES, Unreadable};
use crate::domain::say::shortened;

/// Letters of a file's name inside a sentence.
const NAME: usize = 30;

/// Why an account's state is not known.
pub const NO_ACCOUNT_SAID: &str = "Gói trực tuyến không ghi tài khoản của chủ hồ sơ.";

/// Why nothing of a package went in.
pub fn unreadable(why: &Unreadable) -> String {
    match why {
        Unreadable::TooLarge => "Gói quá lớn. Đề nghị nơi gửi chia thành nhiều gói.".to_owned(),
        Unreadable::NotJson { line, column } => {
            format!("Gói không đọc được (dòng {line}, cột {column}). Chép lại từ máy gửi.")
        }
        Unreadable::NotAPackage => "Tệp này không phải gói hồ sơ trực tuyến. Chọn tệp khác.".to_owned(),
        Unreadable::Version(version) => {
            format!("Gói theo phiên bản {version}, chương trình chưa đọc được. Hãy cập nhật.")
        }
        Unreadable::TooMany(count) => {
            format!("Gói có {count} hồ sơ, nhiều nhất {MOST_DOSSIERS}. Đề nghị chia thành nhiều gói.")
        }
    }
}

/// Why one dossier is held back.
pub fn fault(fault: &Fault) -> String {
    match fault {
        Fault::NotADossier => "Không đọc được nội dung hồ sơ. Đề nghị nơi gửi lập lại gói.".to_owned(),
        Fault::Missing(field) => format!("Thiếu mục {field}. Đề nghị nơi gửi bổ sung rồi gửi lại."),
        Fault::Invalid(field) => format!("Mục {field} ghi sai. Đề nghị nơi gửi sửa rồi gửi lại."),
        Fault::TooLong(field) => format!("Mục {field} quá dài. Đề nghị nơi gửi sửa rồi gửi lại."),
        Fault::NotOnline => "Không phải hồ sơ trực tuyến (KenhThucHien khác 2).".to_owned(),
        Fault::NotNew => "Hồ sơ đã được tiếp nhận ở nơi khác (TrangThaiHoSo khác 1).".to_owned(),
        Fault::TooManyFiles => format!("Hồ sơ có quá {MOST_FILES} tệp. Đề nghị nơi gửi kiểm tra."),
        Fault::BadPlace(place) => format!("Đường dẫn «{place}» không dùng được. Đề nghị lập lại gói."),
        Fault::FileMissing(name) => {
            format!(
                "Thiếu tệp «{}». Chép tệp vào cạnh gói rồi thử lại.",
                shortened(name, NAME)
            )
        }
        Fault::FileDiffers(name) => {
            format!(
                "Tệp «{}» sai mã SHA-256. Chép lại tệp rồi thử lại.",
                shortened(name, NAME)
            )
        }
        Fault::FileSize(name) => {
            format!(
                "Tệp «{}» ghi sai KichThuoc. Đề nghị nơi gửi sửa rồi gửi lại.",
                shortened(name, NAME)
            )
        }
        Fault::FileRefused(sentence) | Fault::Refused(sentence) => sentence.clone(),
        Fault::NoProcedure(code) => {
            format!("Danh mục chưa có thủ tục {code}. Nhập danh mục rồi thử lại.")
        }
        Fault::Changed => {
            "Mã hồ sơ này đã nhận rồi, nội dung lần này khác. Đối chiếu với nơi gửi.".to_owned()
        }
    }
}
