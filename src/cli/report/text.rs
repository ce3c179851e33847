//! Words of `motcua report`.

use std::path::Path;

use crate::domain::tally::Month;

pub(super) const NEEDS_FILE: &str = "Tệp XLSX, PDF cần tên tệp: thêm -o TÊN.";
pub(super) const NOT_MADE: &str = "Chưa lập được bảng. Thử lại, hoặc dùng --format csv.";

pub(super) const NO_MONTH: &str = "Tháng viết như 2023-02";
pub(super) const NO_CELL: &str = "Ô viết như 1,9: số thứ tự dòng (0 = dòng cộng), rồi cột từ 3 đến 14";
pub(super) const NO_UNIT: &str =
    "Tháng này không có số liệu của đơn vị có mã đó. Bỏ --unit để xem các đơn vị.";
pub(super) const NO_ROW: &str = "Biểu không có dòng đó. Xem số thứ tự bằng report tally.";

/// The dossiers of a given row are not here.
pub(super) fn given_has_no_list(unit: &str) -> String {
    format!("Số liệu của {unit} nhận từ tệp, máy này không có hồ sơ. Xem ở quầy của đơn vị đó.")
}

/// A unit's numbers were taken in.
pub(super) fn taken(month: Month, unit: &str) -> String {
    format!("Đã nhận số liệu tháng {} của {unit}.", month.shown())
}

/// The file could not be written.
pub(super) fn not_written(path: &Path) -> String {
    let shown = crate::domain::viet::clean(&path.to_string_lossy());
    format!("Không ghi được tệp {shown}. Kiểm tra thư mục rồi làm lại.")
}
