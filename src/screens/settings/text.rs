//! Words of the settings: a label for every key, words for every value that is a choice, and what a value may be.

use crate::domain::digitise::NOT_DIGITISED;
use crate::domain::settings::{Kind, Scope, Setting};
use crate::domain::special::{ExemptReason, text as special};

pub(super) const LAYOUTS: &str = "Các mẫu";
pub(super) const PATH: &str = "Quản trị";
pub(super) const SETTINGS: &str = "Thiết lập";
pub(super) const WRITE: &str = "Ghi";
pub(super) const CHANGE: &str = "Sửa";
pub(super) const VALUE: &str = "Giá trị";
pub(super) const ALLOWED: &str = "Được ghi";
pub(super) const DEFAULT: &str = "Mặc định";
pub(super) const EMPTY: &str = "(để trống)";
pub(super) const SPACE: &str = "Space đổi";
/// Headers of the table.
pub(super) const COLUMNS: [&str; 3] = ["Thiết lập", "Giá trị", "Phạm vi"];

pub(super) const NOT_READ: &str = "Chưa đọc được thiết lập. F5 đọc lại.";
pub(super) const SAME: &str = "Giá trị chưa đổi. Sửa rồi bấm F2, hoặc Esc lùi.";
pub(super) const THEN_WRITE: &str = "Bấm F2 để ghi, Esc để thôi.";
pub(super) const WRITING: &str = "Đang ghi…";
pub(super) const NOT_THERE: &str = "Đã ghi, nhưng thư mục ấy chưa mở được. Kiểm tra đường dẫn, ổ đĩa, mạng.";
pub(super) const FIND: &str = "Tìm máy quét";
pub(super) const SCANNING: &str = "Máy đang quét. Chờ quét xong rồi bấm F4 tìm máy quét.";
pub(super) const FINDING: &str = "Đang tìm máy quét, có thể mất một phút…";
pub(super) const WHICH_SCANNER: &str = "Máy quét nào";
pub(super) const NO_SCANNER: &str = "Không thấy máy quét nào. Kiểm tra dây và nguồn rồi bấm F4.";
pub(super) const FILLED: &str = "Bấm F2 để ghi máy quét này, Esc để thôi.";

/// While letters are typed in the list.
pub(super) fn sought(letters: &str) -> String {
    format!("Tìm «{letters}». Enter sửa, Backspace bớt chữ, ↑↓ để tìm chữ khác.")
}

/// No label has them.
pub(super) fn not_found(letters: &str) -> String {
    format!("Không thiết lập nào có «{letters}». Backspace bớt chữ, ↑↓ để tìm chữ khác.")
}

/// Who keeps it.
pub(super) fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Office => "đơn vị",
        Scope::Desk => "quầy này",
        Scope::Local => "máy này",
    }
}

pub(super) fn written(label: &str) -> String {
    format!("Đã ghi: {label}.")
}

/// Behind the warning of another desk number.
pub(super) fn then_f2(warning: &str) -> String {
    format!("{warning} Đúng số thì F2, sai thì Esc.")
}

/// What is wrong, and what may be typed.
pub(super) fn wrong(kind: Kind) -> String {
    format!("Giá trị chưa dùng được. Nhập {}.", allowed(kind))
}

/// What a value may be.
pub(super) fn allowed(kind: Kind) -> String {
    match kind {
        Kind::Text => "một dòng chữ, không quá 500 chữ".into(),
        Kind::Name => "tên in trên phiếu, không để trống".into(),
        Kind::UnitCode => "chữ hoa không dấu, số, dấu chấm, tối đa 35: 000.99.15.H08".into(),
        Kind::Place => "mã số địa danh như 21622, hoặc để trống".into(),
        Kind::Number(least, most) => format!("số nguyên từ {least} đến {most}"),
        Kind::Flag | Kind::Choice(_) => "một trong các giá trị có sẵn".into(),
        Kind::Hours => "giờ làm việc như 07:00–11:30, 13:30–17:00".into(),
        Kind::Time => "giờ như 15:00".into(),
        Kind::CodePattern => "mẫu có {unit}, ngày và {seq:04}".into(),
        Kind::FormPattern => "mẫu có {seq:04}, và {suffix}, {yyyy} hoặc chữ nếu cần".into(),
        Kind::Range => "dải số như 1-999".into(),
        Kind::Folder => "đường dẫn đầy đủ của thư mục, hoặc để trống".into(),
        Kind::Command => "chương trình và {folder}; cũng dùng được {profile}, {dpi}, {mode}".into(),
    }
}

const UNIT_CODE: &str = "Hồ sơ nhận từ lúc đổi mang mã mới; hồ sơ đã cấp số giữ mã cũ.";

/// What there is to know before it is chosen; empty for most.
pub(super) fn about(setting: &Setting) -> String {
    match setting.key {
        "unit_code" => return UNIT_CODE.to_owned(),
        "scan_policy" => {}
        _ => return String::new(),
    }
    let named = |reasons: &[ExemptReason]| {
        let names: Vec<&str> = reasons.iter().map(|it| special::exempt(*it)).collect();
        names.join(", ")
    };
    let (seen, said) = NOT_DIGITISED;
    format!(
        "Điều 4, TT 01/2023 không số hóa: {} (máy tự miễn); {} (đề nghị bằng Ctrl+K ở giấy tờ, lãnh đạo duyệt).",
        named(seen),
        named(said)
    )
}

/// The label of a setting; its key where there is none.
pub(super) fn label(setting: &Setting) -> &'static str {
    let found = LABELS.iter().find(|(key, _)| *key == setting.key);
    found.map_or(setting.key, |(_, label)| label)
}

pub(super) const LABELS: &[(&str, &str)] = &[
    ("unit_code", "Mã đơn vị"),
    ("unit_name", "Tên đơn vị"),
    ("desk_no", "Số quầy"),
    ("code_range", "Dải số hồ sơ mỗi ngày"),
    ("desk_title", "Tên bộ phận Một cửa"),
    ("letterhead", "Tên cơ quan chủ quản trên phiếu"),
    ("place_of_issue", "Địa danh ghi trên phiếu"),
    ("contact_phone", "Số điện thoại liên hệ"),
    ("code_pattern", "Mẫu số hồ sơ"),
    ("form_no_pattern", "Mẫu số phiếu"),
    ("hours", "Giờ làm việc"),
    ("half_day_split", "Giờ chia buổi sáng, chiều"),
    ("cutoff_same_day", "Giờ chốt nhận hồ sơ trong ngày"),
    ("supplement_clock", "Thời hạn khi chờ bổ sung"),
    ("fee_clock", "Thời hạn khi chờ nộp phí"),
    ("calendar_days", "Thời hạn theo ngày liên tục"),
    ("apology_max", "Số lần xin lỗi không cần duyệt"),
    ("form_set", "Bộ mẫu phiếu"),
    ("receipt_template", "Mẫu giấy tiếp nhận"),
    ("receipt_copies", "Số bản in giấy tiếp nhận"),
    ("place_set", "Bộ địa danh"),
    ("default_province", "Tỉnh/Thành phố mặc định"),
    ("default_district", "Quận/Huyện mặc định"),
    ("default_commune", "Phường/Xã mặc định"),
    ("count_exempt", "Tính giấy tờ miễn số hóa là đủ"),
    ("count_online_as_full", "Tính hồ sơ trực tuyến là đủ"),
    ("scan_profile", "Kiểu quét"),
    ("scan_policy", "Giấy tờ phải số hóa"),
    ("page_warn_mb", "Cảnh báo khi tệp quá (MB)"),
    ("qr_profile", "Nội dung mã QR trên phiếu"),
    ("soon_days", "Báo sắp đến hạn trước (ngày)"),
    ("idle_days", "Báo hồ sơ nằm yên quá (ngày)"),
    ("duplicate_days", "Tìm hồ sơ trùng trong (ngày)"),
    ("expiring_days", "Báo giấy tờ sắp hết hạn (ngày)"),
    ("portal_register_url", "Trang đăng ký tài khoản DVCQG"),
    ("lookup_url", "Trang tra cứu hồ sơ"),
    ("pin_length", "Số chữ số ít nhất của mã PIN"),
    ("pin_tries", "Số lần nhập sai mã PIN"),
    ("lock_minutes", "Tự che màn hình sau (phút)"),
    ("scan_folder", "Thư mục máy quét ghi ảnh"),
    ("scanner", "Máy quét"),
    ("scan_source", "Nguồn giấy"),
    ("scan_area", "Khổ giấy quét"),
    ("scan_command", "Lệnh quét khi không có máy quét"),
    ("package_folder", "Thư mục gói trực tuyến"),
    ("printer", "Máy in"),
    ("viewer", "Chương trình xem tệp"),
    ("theme", "Màu và ký hiệu màn hình"),
    ("crl_folder", "Thư mục danh sách thu hồi"),
    ("sign_profile", "Hình chữ ký số trên bản quét"),
    ("sign_receipts", "Ký số giấy tiếp nhận"),
    ("token_library", "Thư viện của thiết bị ký"),
    ("key_file", "Tệp khóa ký (.p12, .pem)"),
    ("seal_picture", "Hình con dấu (PNG)"),
    ("signature_picture", "Hình chữ ký tay (PNG)"),
    ("backup_target", "Sao lưu hằng ngày ra thư mục"),
];

/// The words of a value that is a choice; other values are their own words.
pub(super) fn word<'a>(setting: &Setting, value: &'a str) -> &'a str {
    let found = WORDS
        .iter()
        .find(|(key, known, _)| (key.is_empty() || *key == setting.key) && *known == value);
    match (setting.kind, found) {
        (Kind::Choice(_) | Kind::Flag, Some((_, _, word))) => word,
        _ => value,
    }
}

/// Key (empty = any), value, words.
pub(super) const WORDS: &[(&str, &str, &str)] = &[
    ("", "yes", "có"),
    ("", "no", "không"),
    ("supplement_clock", "restart", "tính lại từ đầu"),
    ("supplement_clock", "pause", "tạm dừng"),
    ("fee_clock", "pause", "tạm dừng"),
    ("fee_clock", "run", "vẫn tính"),
    ("calendar_days", "run", "tính cả ngày lễ"),
    ("calendar_days", "skip", "bỏ qua ngày lễ"),
    ("receipt_template", "receipt", "mẫu của thông tư"),
    ("receipt_template", "receipt-tt01", "TT01, không QR"),
    ("receipt_template", "receipt-362-fees-qr", "CV 362, phí, QR"),
    ("receipt_template", "receipt-submitter", "sửa tên người nộp"),
    ("receipt_template", "receipt-fees", "có phí/lệ phí"),
    ("receipt_template", "receipt-362", "CV 362"),
    ("receipt_template", "receipt-centre-2020", "TTPVHCC 2020"),
    ("form_set", "", "theo ngày tiếp nhận"),
    ("form_set", "TT01-2018", "Thông tư 01/2018"),
    ("form_set", "TT03-2025", "Thông tư 03/2025"),
    ("place_set", "2025", "hai cấp (từ 01/07/2025)"),
    ("place_set", "legacy", "ba cấp (trước 01/07/2025)"),
    ("scan_policy", "all", "tất cả giấy tờ nộp (CV 223)"),
    ("scan_policy", "tt01", "theo Điều 4, TT 01/2023"),
    ("qr_profile", "private", "số hồ sơ và mã tra cứu"),
    ("qr_profile", "tt01-2023", "theo Thông tư 01/2023"),
    ("scan_profile", "nd30", "nd30: màu, 200 dpi"),
    ("scan_profile", "archive", "lưu trữ: màu, 300 dpi"),
    ("scan_profile", "grey", "thang xám, 200 dpi"),
    ("scan_profile", "drawing", "bản vẽ: thang xám, 300 dpi"),
    ("scan_area", "a4", "A4"),
    ("scan_area", "long", "dài hơn A4: F4, Legal"),
    ("scan_area", "whole", "hết khổ máy quét: sổ đỏ, A3"),
    ("scan_source", "", "khay nạp nếu có"),
    ("scan_source", "flatbed", "mặt kính"),
    ("scan_source", "feeder", "khay nạp, một mặt"),
    ("scan_source", "duplex", "khay nạp, hai mặt"),
    ("sign_profile", "quet_tthc", "tên, giờ ký; góc trên trái"),
    ("sign_profile", "sao_y", "sao y; góc trên phải"),
    ("sign_profile", "so_hoa_tt01", "có con dấu; trên phải"),
    ("sign_profile", "ban_hanh_co_quan", "con dấu; chọn vị trí"),
    ("sign_profile", "ban_hanh_ca_nhan", "chữ ký tay; chọn vị trí"),
    ("sign_profile", "kem_theo", "tệp kèm theo; trên phải"),
    ("sign_profile", "an", "ẩn"),
    ("theme", "", "theo màn hình"),
    ("theme", "colour", "màu"),
    ("theme", "mono", "đen trắng"),
    ("theme", "contrast", "tương phản cao"),
    ("theme", "vt", "màn hình 8 màu"),
    ("theme", "ascii", "ký tự đơn giản"),
];
