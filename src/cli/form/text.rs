//! The words of `motcua form` for people.

use super::Listed;
use crate::domain::say;

/// A layout that ships with the program cannot be read.
pub(super) const NO_LAYOUTS: &str = "Không đọc được mẫu phiếu. Cài lại chương trình.";

/// No receipt can be drawn of this dossier.
pub(super) const NO_RECEIPT: &str =
    "Hồ sơ này chưa lập được phiếu hẹn. Xem trạng thái bằng «motcua dossier show».";

/// No such form.
pub(super) fn no_template(name: &str) -> String {
    format!("Không có mẫu «{name}». Xem «motcua form list».")
}

/// That layout is for receptions of other days.
pub(super) fn not_of_day(name: &str) -> String {
    format!("Mẫu «{name}» không dùng cho ngày tiếp nhận của hồ sơ này. Xem «motcua form list --on NGÀY».")
}

/// Only one layout lets the submitter be written.
pub(super) const SUBMITTER_STAYS: &str =
    "Mẫu này in đúng người nộp ghi trong hồ sơ. Dùng mẫu «receipt-submitter», hoặc cập nhật hồ sơ.";

/// The name of the file says another kind than is asked for.
pub(super) fn other_ending(named: &str, asked: &str) -> String {
    format!("Tên tệp là .{named} mà loại tệp là {asked}. Đổi tên thành .{asked}, hoặc dùng --format {named}.")
}

/// The file could not be written.
pub(super) fn not_written(path: &str) -> String {
    format!("Không ghi được {path}. Kiểm tra thư mục và chỗ trống.")
}

/// The file is there.
pub(super) fn written(path: &str) -> String {
    format!("Đã ghi {path}.")
}

/// A form in the list.
pub(super) fn layout(it: &Listed) -> String {
    let (from, to) = it.days;
    let from = from.map(|on| format!(" từ {}", say::date(on)));
    let to = to.map(|on| format!(" đến {}", say::date(on)));
    format!(
        "{}\t{}\t{}\t{}{}{}{}",
        it.template,
        it.form_set,
        it.paper,
        it.title,
        from.unwrap_or_default(),
        to.unwrap_or_default(),
        if it.compared {
            ""
        } else {
            " (chưa đối chiếu bản gốc)"
        }
    )
}
