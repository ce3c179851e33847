//! Words of choosing files.

use crate::domain::say;
use crate::domain::time::Moment;
use crate::screens::text as shared;

pub(super) const CHOOSE: &str = "Chọn tập tin";
pub(super) const NEWEST: &str = "tệp mới nhất ở trên";
pub(super) const COLUMNS: [&str; 6] = ["", "Tệp", "Loại", "Trang", "Dung lượng", "Lúc"];
pub(super) const FIND: &str = "Tìm";
pub(super) const FOLDER: &str = "Thư mục";
pub(super) const FOLDER_LABEL: &str = "Đường dẫn";
pub(super) const ATTACH: &str = "Gắn";
pub(super) const TICK: &str = "Chọn";
pub(super) const READING: &str = "Đang đọc thư mục…";
pub(super) const TAKING: &str = "Đang ghép và cất tệp… Esc dừng.";
pub(super) const EMPTY: &str = "Thư mục này không có tệp nào dùng được. F4 chọn thư mục khác, F5 đọc lại.";
pub(super) const NO_MATCH: &str = "Không tệp nào khớp chữ đang tìm. Xóa bớt chữ.";
pub(super) const GROWING: &str = "Tệp đang được ghi, chưa nhận. Sẽ tự hiện khi ghi xong.";
pub(super) const ONE_ONLY: &str = "Kết quả chỉ nhận một tệp. Bỏ chọn bớt rồi bấm Enter.";
pub(super) const STOPPED: &str = "Đã dừng. Chưa gắn tệp nào.";
pub(super) const WRITING: &str = "đang ghi";
pub(super) const USED: &str = "? đã dùng";

/// Title of the dialog.
pub(super) fn title(what: &str) -> String {
    format!("Chọn tập tin cho: {what}")
}

/// How many cannot be used.
pub(super) fn faulty(count: usize) -> String {
    format!("Có {count} tệp không dùng được. Lý do ghi ngay dưới tệp đó.")
}

/// W20.
pub(super) fn used(name: &str) -> String {
    format!("Tệp {name} đã gắn ở hồ sơ này. Vẫn dùng thì bấm Enter lần nữa.")
}

/// `Đã chọn 2 tệp · 2 trang · 810 KB → 1 tệp PDF cho «Tờ khai»`.
pub(super) fn chosen(count: usize, (pages, bytes): (u32, u64), title: &str) -> String {
    let short = shared::short(title, 30);
    let size = say::size(bytes);
    let pdf = if count > 1 { " → 1 tệp PDF" } else { "" };
    format!("Đã chọn {count} tệp · {pages} trang · {size}{pdf} cho «{short}»")
}

/// Seconds on the day itself, else the date.
pub(super) fn modified(at: Moment, now: Moment) -> String {
    if at.date() == now.date() {
        return say::exact_time(at.local().time());
    }
    at.local().format("%d/%m %H:%M").to_string()
}

/// The progress of putting pages together.
pub(super) fn progress(done: u64, total: u64) -> String {
    format!("Đang ghép {done}/{total} trang. Esc dừng.")
}
