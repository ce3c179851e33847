//! The words of `motcua sign`.

use std::path::Path;

use crate::domain::signing::{SignFault, TriesLeft, text as words};

pub(super) const PIN: &str = "Mã PIN hoặc mật khẩu của khóa ký: ";
pub(super) const COPY: &str = "SAO Y";
pub(super) const OPEN_KEY: &str = "Khóa PEM nằm trong tệp không được bảo vệ: chỉ để thử hoặc ở quầy nhỏ.";
pub(super) const SAME_FILE: &str = "Tệp đã ký phải có tên khác tệp gốc. Đổi tên sau -o.";

/// It is signed.
pub(super) fn done(out: &Path, owner: &str) -> String {
    format!("Đã ký, đã kiểm tra lại: {} ({owner})", out.display())
}

/// What is wrong and what to do next; here nobody presses F5.
pub(super) fn fault(fault: &SignFault) -> String {
    words::fault(fault).replace("bấm F5", "chạy lại lệnh")
}

pub(super) fn cannot_read(path: &Path) -> String {
    format!("Không đọc được {}. Xem lại đường dẫn.", path.display())
}

pub(super) fn no_profile(name: &str, names: &[&str]) -> String {
    format!("Không có mẫu chữ ký «{name}». Chọn một: {}.", names.join(", "))
}

/// The profile shows something that was not given.
pub(super) fn lacks(title: &str, option: &str) -> String {
    format!("Mẫu chữ ký «{title}» cần thêm {option}.")
}

pub(super) fn no_rect(typed: &str) -> String {
    format!("Không có chỗ «{typed}». Nhập trái,trên,rộng,cao bằng mm, như 120,165,50,25.")
}

/// Some PINs were wrong already.
pub(super) fn tries(left: TriesLeft) -> String {
    format!("Thiết bị ký: {}.", words::tries(left))
}
