//! The words of `motcua practice-data`.

use std::path::Path;

use crate::desk::load::Made;
use crate::domain::say;

/// What the help says below the options.
pub(super) const AFTER_HELP: &str = "Hồ sơ trải đều 24 tháng trước giờ hiện tại, bằng đúng các việc cán bộ làm.\n\
    Mọi hồ sơ dùng chung một ảnh quét và một tệp kết quả; chỉ 200 hồ sơ mới nhất có phiếu hẹn.";

/// The folder is somebody's real desk.
pub(super) const NOT_PRACTICE: &str =
    "Chỉ lập dữ liệu ở thư mục tập huấn. Thêm --home với thư mục trống hoặc của quầy tập huấn.";

/// Beside the percentage.
pub(super) const FILLING: &str = "Đang lập hồ sơ tập huấn";

/// What was made.
pub(super) fn filled(made: Made, home: &Path) -> String {
    format!(
        "Đã lập {} hồ sơ ({} việc, {} phiếu) ở {}.",
        say::count(made.dossiers.into()),
        say::count(made.acts.into()),
        say::count(made.receipts.into()),
        home.display()
    )
}
