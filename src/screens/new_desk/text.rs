//! Words of this form.

use crate::domain::dossier::PlaceSet;
use crate::domain::unit_place::Located;

pub(super) const PATH: [&str; 2] = ["motcua · Lần chạy đầu tiên", "Lập quầy mới"];
pub(super) const UNIT: &str = "Đơn vị";
pub(super) const UNIT_NOTE_DESK: &str = "1 đến 9, mỗi máy một số";
pub(super) const CODE: &str = "Mã đơn vị";
pub(super) const CODE_NOTE: &str = "in trong số hồ sơ";
pub(super) const PLACES: &str = "Bộ địa danh";
pub(super) const PLACE_SETS: [&str; 2] = ["Hai cấp (từ 01/07/2025)", "Ba cấp (trước 01/07/2025)"];
pub(super) const PLACE: &str = "Địa danh mặc định";
pub(super) const BY_NAME: &str = "theo tên đơn vị";
pub(super) const SPACE: &str = "Space đổi";
pub(super) const DESK: &str = "Số quầy";
pub(super) const RANGE: &str = "Dải số hồ sơ";
pub(super) const RANGE_NOTE: &str = "mỗi ngày, không trùng quầy khác";
pub(super) const HOURS: &str = "Giờ làm việc";
pub(super) const DEFAULT: &str = "mặc định";
pub(super) const OFFICER: &str = "Cán bộ đầu tiên";
pub(super) const OFFICER_NOTE: &str = "giữ mọi vai trò";
pub(super) const PIN: &str = "Mã PIN";
pub(super) const PIN_NOTE: &str = "4 đến 8 số";
pub(super) const AGAIN: &str = "Nhập lại mã PIN";
pub(super) const MATCHES: &str = "khớp ✓";
pub(super) const SCANS: &str = "Thư mục quét";
pub(super) const SCANS_NOTE: &str = "máy quét ghi vào";
pub(super) const COPIES: &str = "Sao lưu hằng ngày";
pub(super) const COPIES_NOTE: &str = "USB hoặc ổ khác";
pub(super) const GO: &str = "Lập quầy: F2, hoặc Enter ở đây rồi F2";
pub(super) const FOUND: &str = "Lập quầy";

pub(super) const ADVICE: &str = "Điền các mục có dấu * rồi bấm F2. Sửa lại được sau này ở Quản trị.";
/// The name was typed without marks.
pub(super) fn spelled(name: &str) -> String {
    format!("Tên đơn vị được viết đủ dấu để in: {name}.")
}

pub(super) const PRESS_F2: &str = "Bấm F2 để lập quầy.";
pub(super) const WORKING: &str = "Đang lập quầy. Chờ vài giây.";
pub(super) use crate::domain::settings::text::UNIT_CODE as BAD_CODE;
pub(super) const BAD_DESK: &str = "Số quầy phải từ 1 đến 9. Mỗi máy một số.";
pub(super) const BAD_RANGE: &str = "Dải số chưa đúng. Ghi số đầu-số cuối, ví dụ 1-999; để trống là mặc định.";
pub(super) const BAD_HOURS: &str = "Giờ làm việc chưa đúng. Ví dụ 07:00–11:30, 13:30–17:00.";
pub(super) const BAD_SCANS: &str = "Thư mục quét phải là đường dẫn đầy đủ như D:\\Quet, hoặc để trống.";
pub(super) const BAD_COPIES: &str =
    "Sao lưu hằng ngày phải là đường dẫn đầy đủ như E:\\motcua, hoặc để trống.";
pub(super) const SHORT_PIN: &str = "Mã PIN phải có từ 4 đến 8 số. Nhập lại ở mục Mã PIN.";
pub(super) const DIFFERENT: &str = "Hai mã PIN không khớp. Nhập lại.";

/// Behind the warning of another desk number.
pub(super) fn or_again(warning: &str) -> String {
    format!("{warning} Sai số thì nhập lại.")
}

/// E15 for one field.
pub(super) fn missing(label: &str) -> String {
    format!("Chưa nhập {label}. Mục này bắt buộc.")
}

/// How many stops are wrong beside the one said.
pub(super) fn further(sentence: &str, more: usize) -> String {
    match more {
        0 => sentence.to_owned(),
        more => format!("{sentence} (còn {more} mục nữa)"),
    }
}

/// `0001 – 0999`.
pub(super) fn range((first, last): (u32, u32)) -> String {
    format!("{first:04} – {last:04}, mỗi ngày")
}

/// The name does not mean one unit of the chosen set: what to do about it, in at most 52 columns.
pub(super) fn not_located(located: &Located) -> String {
    match located {
        Located::Found(place) => place.name.clone(),
        Located::Several(units) => format!("{units} nơi cùng tên: ghi thêm huyện, tỉnh ở mục Đơn vị"),
        Located::InSet(PlaceSet::Legacy) => "có ở bộ ba cấp: đổi mục Bộ địa danh bằng Space".to_owned(),
        Located::InSet(PlaceSet::Y2025) => "có ở bộ hai cấp: đổi mục Bộ địa danh bằng Space".to_owned(),
        Located::Unknown => "chưa nhận ra: ghi Đơn vị như Xã A, tỉnh B".to_owned(),
    }
}
