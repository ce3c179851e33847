//! The words of the commands that make, keep and mend a desk.

use std::path::Path;

use crate::desk::NotATerminal;
use crate::domain::ids::FileHash;
use crate::domain::officer::Officer;
use crate::domain::refusal::Refusal;
use crate::domain::text as domain;
use crate::domain::time::Moment;
use crate::domain::unit_place::UnitPlace;
use crate::store::OpenError;
use crate::store::restore::Restored;

pub(crate) use crate::store::text::{backup_error, open_error, restore_error};

pub(crate) const ABOUT: &str = "Bộ phận Một cửa cấp xã: từ tiếp nhận hồ sơ đến trả kết quả, không cần mạng";
pub(crate) const HOME_HELP: &str = "Thư mục dữ liệu (hoặc biến MOTCUA_HOME)";
pub(crate) const DEMO_ABOUT: &str = "Chơi lại bốn giai đoạn của công văn, không cần màn hình";
pub(crate) const PRACTICE_DATA_ABOUT: &str = "Lập hồ sơ giả ở thư mục tập huấn để thử tải";
pub(crate) const INIT_ABOUT: &str = "Lập quầy mới";
pub(crate) const OFFICER_ABOUT: &str = "Cán bộ: thêm, liệt kê, đặt mã PIN";
pub(crate) const SETTING_ABOUT: &str = "Thiết lập: liệt kê, xem, đổi";
pub(crate) const DOSSIER_ABOUT: &str = "Hồ sơ: liệt kê, xem";
pub(crate) const REPORT_ABOUT: &str = "Bảng, sổ của đơn vị: thu phí trong ngày, sổ theo dõi hồ sơ";
pub(crate) const KHO_ABOUT: &str = "Kho giấy tờ của cá nhân, tổ chức";
pub(crate) const FORM_ABOUT: &str = "Mẫu phiếu: liệt kê, vẽ lại";
pub(crate) const BACKUP_ABOUT: &str = "Sao lưu; có THƯ MỤC thì chép cả tệp ra đó (USB, ổ khác)";
pub(crate) const RESTORE_ABOUT: &str = "Khôi phục từ bản sao lưu vào thư mục dữ liệu trống";
pub(crate) const REBUILD_ABOUT: &str = "Dựng lại các bảng từ nhật ký";
pub(crate) const DOCTOR_ABOUT: &str = "Tự kiểm tra dữ liệu";
pub(crate) const PRACTICE_ABOUT: &str = "Mở quầy tập huấn";
pub(crate) const DEADLINE_ABOUT: &str = "Tính hạn trả kết quả";
pub(crate) const TERM_ABOUT: &str = "Tính ngày hết hạn của giấy tờ";
pub(crate) const IDENTITY_ABOUT: &str = "Kiểm tra số định danh, mã số thuế, mã QR của thẻ";
pub(crate) const FOLD_ABOUT: &str = "Dạng không dấu dùng để tìm";
pub(crate) const CATALOG_ABOUT: &str = "Danh mục thủ tục: nhập, tìm, xem";
pub(crate) const PLACES_ABOUT: &str = "Địa danh: tìm, nhập";
pub(crate) const CALENDAR_ABOUT: &str = "Lịch làm việc: nhập, xem";
pub(crate) const SCAN_ABOUT: &str = "Xem và ghép tệp quét";
pub(crate) const SIGN_ABOUT: &str = "Ký số tệp PDF bằng thiết bị hay tệp khóa";
pub(crate) const VERIFY_ABOUT: &str = "Kiểm tra chữ ký số của tệp PDF";

pub(crate) const NEW_PIN: &str = "Mã PIN (4 đến 8 số): ";
pub(crate) const NEW_PIN_AGAIN: &str = "Nhập lại mã PIN: ";
pub(crate) const ADMIN_PIN: &str = "Mã PIN của quản trị: ";
pub(crate) const NO_PIN: &str = "Chưa nhập mã PIN. Nhập từ bàn phím, hoặc thêm --pin-stdin.";
pub(crate) const PINS_DIFFER: &str = "Hai mã PIN không khớp. Nhập lại.";
pub(crate) const NOW_IGNORED: &str = "MOTCUA_NOW chỉ dùng cho quầy tập huấn, đã bỏ qua.";
pub(crate) const NOT_WRITTEN: &str = "Không in được câu trả lời. Xem lại nơi nhận.";
pub(crate) const COPYING: &str = "Đang sao lưu";
pub(crate) const RESTORING: &str = "Đang khôi phục";
pub(crate) const REBUILDING: &str = "Đang dựng lại";

pub(crate) fn no_home() -> String {
    "Không tìm được thư mục dữ liệu. Thêm --home THƯ_MỤC.".into()
}

pub(crate) fn refused(why: &Refusal) -> String {
    match why {
        Refusal::ReadOnly => "Dữ liệu đang mở ở cửa sổ khác. Đóng cửa sổ kia rồi làm lại.".into(),
        Refusal::Invalid("pin") => "Mã PIN phải có 4 đến 8 chữ số. Nhập lại.".into(),
        Refusal::Invalid("range") => "Dải số chưa đúng. Nhập như 1-999.".into(),
        Refusal::Invalid("desk_no") => "Số quầy phải từ 1 đến 9. Nhập lại.".into(),
        other => domain::refusal(other),
    }
}

pub(crate) fn no_such_now(typed: &str) -> String {
    format!("MOTCUA_NOW «{typed}» không phải thời điểm. Ghi như 2022-10-06T08:34:17+07:00.")
}

pub(crate) fn founded(unit: &str, desk: u32, home: &Path) -> String {
    format!("Đã lập quầy {desk}, {unit}, ở {}.", home.display())
}

/// The office's own place, or how to set it.
pub(crate) fn default_place(place: Option<&UnitPlace>) -> String {
    match place {
        Some(place) => format!("Địa danh mặc định: {}.", place.name),
        None => "Chưa rõ địa danh của đơn vị. Đặt bằng «motcua setting set default_commune MÃ».".into(),
    }
}

pub(crate) fn no_such_officer(name: &str) -> String {
    format!("Không có cán bộ «{name}». Xem «motcua officer list».")
}

pub(crate) fn two_of_that_name(name: &str) -> String {
    format!("Có nhiều cán bộ tên «{name}». Dùng mã ở «motcua officer list --json».")
}

pub(crate) fn no_administrator() -> String {
    "Không còn cán bộ quản trị nào hoạt động. Khôi phục từ bản sao lưu.".into()
}

pub(crate) fn no_such_role(words: &str) -> String {
    format!("Vai trò «{words}» không có. Dùng reception, processing, clerk, leader, administrator.")
}

pub(crate) fn officer_added(name: &str, has_pin: bool) -> String {
    if has_pin {
        format!("Đã thêm {name}. Lần đăng nhập đầu phải đổi mã PIN.")
    } else {
        format!("Đã thêm {name}. Đặt mã PIN bằng «motcua officer pin».")
    }
}

pub(crate) fn pin_set(name: &str) -> String {
    format!("Đã đặt mã PIN cho {name}. Lần đăng nhập tới phải đổi.")
}

pub(crate) fn officer_line(officer: &Officer) -> String {
    let roles: Vec<&str> = officer.roles.iter().map(domain::role).collect();
    let state = if officer.active {
        ""
    } else {
        " (ngừng hoạt động)"
    };
    format!("{}{state}: {}", officer.name, roles.join(", "))
}

pub(crate) fn setting_kept(key: &str, value: &str) -> String {
    format!("Đã ghi {key} = {value}")
}

pub(crate) fn bad_value(key: &str) -> String {
    let own = crate::domain::settings::text::invalid(key);
    own.unwrap_or_else(|| {
        format!("Giá trị của {key} chưa đúng. Xem giá trị hiện có bằng «setting get {key}».")
    })
}

pub(crate) fn copied(at: Moment, database: &Path, files: usize) -> String {
    let time = at.local().format("%H:%M");
    format!(
        "Sao lưu xong lúc {time}, đã mở thử, đúng. {} (thêm {files} tệp)",
        database.display()
    )
}

pub(crate) fn same_disk() -> &'static str {
    "Bản sao nằm cùng ổ đĩa với dữ liệu. Nên sao lưu thêm ra USB hoặc ổ khác."
}

pub(crate) fn copied_with_missing(missing: usize) -> String {
    format!("{missing} tệp thiếu hoặc hỏng ở máy này, không chép được. Chạy «motcua doctor».")
}

pub(crate) fn restored(restored: &Restored, home: &Path) -> String {
    let last = restored.last_act.map_or(String::new(), |at| {
        format!(", việc gần nhất {}", at.local().format("%H:%M %d/%m/%Y"))
    });
    format!(
        "Đã khôi phục vào {}: {} tệp{last}. Trước số hồ sơ mới sẽ hỏi số trên phiếu hẹn gần nhất.",
        home.display(),
        restored.files.len()
    )
}

pub(crate) fn missing_file(hash: &FileHash, of: Option<&String>) -> String {
    format!("Thiếu tệp {}", file_of(hash, of))
}

pub(crate) fn miscounted_file(hash: &FileHash, of: Option<&String>) -> String {
    let file = file_of(hash, of);
    format!("Số trang khác sổ: tệp {file}. Mở hồ sơ, Ctrl+G nói ở giấy tờ nào.")
}

fn file_of(hash: &FileHash, of: Option<&String>) -> String {
    of.map_or_else(|| hash.to_string(), |of| format!("{hash} ({of})"))
}

pub(crate) fn rebuilt(ops: u32) -> String {
    format!("Đã dựng lại từ {ops} việc trong nhật ký.")
}

pub(crate) fn check_line(ok: bool, detail: &str) -> String {
    let mark = if ok { "✓" } else { "✗" };
    format!("{mark} {detail}")
}

/// Why the full-screen desk did not open or ended early.
pub(crate) fn desk_error(error: &anyhow::Error) -> String {
    if error.is::<NotATerminal>() {
        return "Cần cửa sổ dòng lệnh. Mở một cửa sổ dòng lệnh rồi gõ: motcua".into();
    }
    match error.downcast_ref::<OpenError>() {
        Some(OpenError::Refused(why)) => refused(why),
        Some(error) => open_error(error),
        None => "Màn hình bị ngắt; việc đã ghi còn nguyên. Mở lại chương trình.".into(),
    }
}
