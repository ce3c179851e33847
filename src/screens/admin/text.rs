//! Words of Quản trị.

use crate::domain::say;
use crate::domain::time::Moment;

pub(super) const PATH: &str = "Quản trị";
pub(super) const ADMINISTRATORS: &str = "cần vai trò Quản trị";
pub(super) const OPEN: &str = "Mở";
pub(super) const BACK_UP: &str = "Sao lưu ngay";
pub(super) const NOT_READ: &str = "Chưa đọc được thiết lập của quầy. F5 đọc lại.";

/// The ways, in order, with what each is for.
pub(super) const WAYS: [(&str, &str); 6] = [
    ("Cán bộ", "thêm, sửa vai trò, cho ngừng, đặt mã PIN mới"),
    ("Thiết lập", "đơn vị, giờ làm việc, phiếu, máy in, mã PIN"),
    ("Lịch nghỉ", "ngày nghỉ, ngày làm bù, xác nhận ngày dự kiến"),
    ("Sao lưu ngay", "chép cạnh dữ liệu, mở thử lại bản chép"),
    ("Sao lưu ra USB hoặc ổ khác", "chép cả tệp, đọc lại từng tệp"),
    ("Kho tin cậy", "chứng thư CA đơn vị tin khi kiểm tra chữ ký"),
];

pub(super) const DESK: &str = "QUẦY NÀY";
pub(super) const UNIT: &str = "Đơn vị";
pub(super) const UNIT_CODE: &str = "Mã đơn vị";
pub(super) const DESK_NO: &str = "Quầy số";
pub(super) const RANGE: &str = "Dải số hồ sơ";
pub(super) const HERE: &str = "Sao lưu trên máy";
pub(super) const ELSEWHERE: &str = "Sao lưu ra ngoài";
pub(super) const NEVER: &str = "CHƯA CÓ";

pub(super) const WHERE_TO: &str = "Sao lưu ra USB hoặc ổ khác";
pub(super) const FOLDER: &str = "Thư mục";
pub(super) const NO_FOLDER: &str = "Chưa nhập thư mục sao lưu. Nhập đường dẫn như /media/usb0/motcua.";
pub(super) const BACKING_UP: &str = "Đang sao lưu. Có thể làm việc khác.";

/// `0001 – 0999, mỗi ngày`.
pub(super) fn range((first, last): (u32, u32)) -> String {
    format!("{first:04} – {last:04}, mỗi ngày")
}

/// When a copy was last made, and how long ago.
pub(super) fn last(copy: Option<Moment>, now: Moment) -> String {
    let Some(copy) = copy else {
        return NEVER.to_owned();
    };
    let days = (now.date() - copy.date()).num_days();
    let ago = match days {
        ..=0 => "hôm nay".to_owned(),
        days => format!("{days} ngày trước"),
    };
    format!("{} · {ago}", say::moment(copy.local()))
}

pub(super) fn progress((done, total): (u64, u64), elsewhere: bool) -> String {
    let advice = if elsewhere {
        "Chưa rút USB."
    } else {
        "Có thể làm việc khác."
    };
    format!(
        "Đang sao lưu {}/{} tệp. {advice}",
        say::count(done),
        say::count(total)
    )
}
