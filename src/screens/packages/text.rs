//! Words of this screen.

use crate::domain::rows::HeldRow;
use crate::domain::say;
use crate::domain::time::Moment;

pub(super) const TITLE: &str = "Nhận hồ sơ trực tuyến";
pub(super) const PACKAGES: &str = "GÓI TRONG THƯ MỤC";
pub(super) const HELD: &str = "HỒ SƠ CÁCH LY";
pub(super) const COLUMNS: [&str; 3] = ["Tên gói, mã hồ sơ trên cổng", "Nội dung", "Lúc"];
pub(super) const READING: &str = "Đang đọc thư mục…";
pub(super) const TAKING: &str = "Đang nhận gói. Esc dừng; hồ sơ đã nhận vẫn còn.";
pub(super) const EMPTY: &str = "Thư mục này chưa có gói nào. F4 đổi thư mục, F5 đọc lại.";
pub(super) const ADVICE: &str = "Nhận lại một gói đã nhận không tạo hồ sơ thứ hai.";
pub(super) const ADVICE_HELD: &str = "Chữa xong nguyên nhân thì F2 thử lại. Hồ sơ cách ly không bị xóa.";
pub(super) const PUT_ASIDE: &str = "Đã bỏ khỏi danh sách cách ly. Nội dung vẫn được giữ.";
pub(super) const NOT_A_PACKAGE: &str = "Trỏ vào một gói hay một hồ sơ cách ly rồi bấm F2. F4 đổi thư mục.";
pub(super) const NOT_HELD: &str = "Chỉ hồ sơ cách ly mới bỏ được; gói trong thư mục để nguyên.";
pub(super) const TAKE: &str = "Nhận gói";
pub(super) const TRY: &str = "Thử lại";
pub(super) const ASIDE_KEY: &str = "Đã xem, bỏ";
pub(super) const QUEUE: &str = "Hàng chờ nhận";
pub(super) const FOLDER_KEY: &str = "Thư mục";
pub(super) const FOLDER: &str = "Thư mục gói trực tuyến";
pub(super) const FOLDER_LABEL: &str = "Thư mục";
pub(super) const ASIDE: &str = "Bỏ khỏi danh sách cách ly";
pub(super) const WHY: &str = "Lý do";
pub(super) const NO_CODE: &str = "(không đọc được mã)";
pub(super) const PACKAGE: &str = "Gói";
pub(super) const REASON: &str = "Lý do";
pub(super) const TRIED: &str = "Đã thử";

/// `3 hồ sơ`.
pub(super) fn dossiers(count: u32) -> String {
    format!("{} hồ sơ", say::count(count.into()))
}

/// `2 hồ sơ cách ly`; nothing where there is none.
pub(super) fn held(count: usize) -> String {
    match count {
        0 => String::new(),
        count => format!("{count} hồ sơ cách ly"),
    }
}

/// All went in, or was in.
pub(super) fn taken(new: usize, known: usize) -> String {
    match (new, known) {
        (0, known) => format!("Không có hồ sơ mới: {known} hồ sơ đã nhận từ trước."),
        (new, 0) => format!("Đã nhận {new} hồ sơ, đang chờ tiếp nhận. Enter mở hàng chờ."),
        (new, known) => format!("Đã nhận {new} hồ sơ mới; {known} hồ sơ đã có từ trước."),
    }
}

/// E86, with how many went in.
pub(super) fn some_held(held: usize, new: usize, known: usize) -> String {
    format!("{held} hồ sơ cách ly, xem lý do ở dưới. Phần còn lại: {new} mới, {known} đã có.")
}

/// P05.
pub(super) fn progress(done: u64, total: u64) -> String {
    format!("Đang nhận {done}/{total} hồ sơ. Esc dừng.")
}

/// `08:02` today, else `13/02`.
pub(super) fn when(at: Moment, now: Moment) -> String {
    if at.date() == now.date() {
        say::time(at.local().time())
    } else {
        say::list_date(at.date(), now.date())
    }
}

/// The portal's code as far as it is known.
pub(super) fn code(row: &HeldRow) -> &str {
    match row.portal_code.as_str() {
        "" => NO_CODE,
        code => code,
    }
}

/// `dvc_230214.json, hồ sơ thứ 2`.
pub(super) fn place(row: &HeldRow) -> String {
    let name = row.package.rsplit(['/', '\\']).next().unwrap_or_default();
    format!("{name}, hồ sơ thứ {}", row.position)
}

/// `2 lần, gần nhất 14/02/2023 13:40`.
pub(super) fn tried(row: &HeldRow) -> String {
    format!(
        "{} lần, gần nhất {}",
        row.tries,
        say::moment(row.tried_at.local())
    )
}
