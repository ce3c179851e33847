//! The words for a folder that cannot be opened: what is wrong, then what to do.

use crate::domain::text::refusal;
use crate::store::open::OpenError;

/// One line for the officer.
pub fn open_error(error: &OpenError) -> String {
    match error {
        OpenError::NoDesk => "Thư mục này chưa có dữ liệu. Lập quầy bằng «motcua init».".into(),
        OpenError::DeskExists => "Thư mục này đã có dữ liệu của một quầy. Chọn thư mục trống khác.".into(),
        OpenError::InUse => "Dữ liệu đang mở ở cửa sổ khác. Đóng cửa sổ kia rồi làm lại.".into(),
        OpenError::NotHere => "Không đặt dữ liệu trên USB hoặc ổ mạng. Chọn thư mục trên máy này.".into(),
        OpenError::NoRoom { free_mb } => {
            format!("Ổ đĩa còn {free_mb} MB, cần ít nhất 500 MB để lập quầy.")
        }
        OpenError::NoPermission => {
            "Không được phép ghi vào thư mục dữ liệu. Chọn thư mục khác hoặc nhờ quản trị.".into()
        }
        OpenError::Damaged { .. } => {
            "Dữ liệu bị hỏng. Đã chép riêng một bản; hãy khôi phục từ sao lưu.".into()
        }
        OpenError::TooNew => refusal(&crate::domain::refusal::Refusal::TooNew),
        OpenError::Refused(why) => refusal(why),
        OpenError::Disk(_) => "Đọc hoặc ghi đĩa bị lỗi. Kiểm tra ổ đĩa rồi làm lại.".into(),
        OpenError::Database { code } => {
            format!("Chưa mở được dữ liệu, dữ liệu còn nguyên. Mã lỗi để báo kỹ thuật: {code}.")
        }
    }
}
