//! The invented people, places and words of practice data.

/// Family names.
pub(super) const FAMILIES: [&str; 16] = [
    "Đinh", "Nguyễn", "Trần", "Lê", "Phạm", "Võ", "Đặng", "Bùi", "Hồ", "Ngô", "Dương", "Phan", "Huỳnh", "Lý",
    "Đoàn", "Mai",
];

/// Middle names of men and women.
pub(super) const MIDDLES: [[&str; 8]; 2] = [
    ["Văn", "Đức", "Minh", "Quốc", "Hữu", "Công", "Thanh", "Xuân"],
    ["Thị", "Ngọc", "Thu", "Bích", "Kim", "Mỹ", "Thanh", "Hồng"],
];

/// Given names of men and women.
pub(super) const GIVEN: [[&str; 16]; 2] = [
    [
        "An", "Bình", "Cường", "Dũng", "Đạt", "Hải", "Hùng", "Khoa", "Long", "Nam", "Phúc", "Quân", "Sơn",
        "Tâm", "Thắng", "Vinh",
    ],
    [
        "Ánh",
        "Chi",
        "Diệp",
        "Hà",
        "Hạnh",
        "Hoa",
        "Hương",
        "Lan",
        "Liên",
        "Mai",
        "Nga",
        "Oanh",
        "Phượng",
        "Thảo",
        "Tuyết",
        "Yến",
    ],
];

/// Hamlets.
pub(super) const HAMLETS: [&str; 8] = [
    "Thôn 1",
    "Thôn 2",
    "Thôn 3",
    "Thôn Đồng Bằng",
    "Thôn Suối Trong",
    "Thôn Gò Me",
    "Thôn Bãi Dài",
    "Thôn Hòa Bình",
];

/// The rest of every address.
pub(super) const COMMUNE: &str = "xã An Toàn, huyện An Lão, tỉnh Bình Định";

/// Why a commune's result carries no digital signature.
pub(super) const SIGNED_ON_PAPER: &str = "đã ký và đóng dấu trên bản giấy";
/// Why a dossier leaves the desk before it is scanned.
pub(super) const SCANNER_BUSY: &str = "máy quét đang sửa, quét bổ sung sau";
/// What is asked of the citizen.
pub(super) const MISSING_PAPER: &str = "Giấy tờ chứng minh nơi cư trú";
/// Why it is asked.
pub(super) const WHY_MISSING: &str = "thông tin nơi cư trú chưa khớp";
/// Why he takes it back.
pub(super) const HIS_WISH: &str = "theo đề nghị của chủ hồ sơ";
/// Why it is not taken.
pub(super) const NOT_OURS: &str = "không thuộc thẩm quyền giải quyết của cấp xã";
/// The rule it is not taken by.
pub(super) const BASIS: &str = "Điều 17 Nghị định 61/2018/NĐ-CP";
/// Where to go instead.
pub(super) const GO_TO: &str = "Trung tâm Phục vụ hành chính công tỉnh";
/// Why he has no account on the portal yet.
pub(super) const NO_ACCOUNT: &str = "chưa có số thuê bao chính chủ";

/// What a result says it is.
pub(super) fn summary(procedure: &str, holder: &str) -> String {
    format!("{procedure}: {holder}")
}

/// Why a practice dossier with an unpaid fee is handed back.
pub(super) const UNPAID: &str = "dữ liệu tập huấn, không thu";
