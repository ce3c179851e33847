//! Words of `motcua report`.

use std::path::Path;

pub(super) const NEEDS_FILE: &str = "Tệp XLSX, PDF cần tên tệp: thêm -o TÊN.";
pub(super) const NOT_MADE: &str = "Chưa lập được bảng. Thử lại, hoặc dùng --format csv.";

/// The file could not be written.
pub(super) fn not_written(path: &Path) -> String {
    let shown = crate::domain::viet::clean(&path.to_string_lossy());
    format!("Không ghi được tệp {shown}. Kiểm tra thư mục rồi làm lại.")
}
