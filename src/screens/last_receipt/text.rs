//! Words of this dialog.

pub(super) const TITLE: &str = "Số phiếu hẹn cấp gần nhất";
pub(super) const LINES: [&str; 3] = [
    "Dữ liệu vừa được khôi phục, hoặc đồng hồ máy chậm hơn lần trước.",
    "Xem phiếu hẹn cấp sau cùng hôm nay ở quầy này và nhập số của phiếu,",
    "để số mới không trùng. Hôm nay chưa cấp phiếu nào thì nhập 0.",
];
pub(super) const LABEL: &str = "Số trên phiếu";
pub(super) const NOTE: &str = "số cuối, hoặc cả số hồ sơ";
pub(super) const WRITE: &str = "Ghi nhận";
pub(super) const CANCEL: &str = "Để sau";
pub(super) const ADVICE: &str = "Nhập số rồi bấm F2. Chưa nhập thì chưa cấp số hồ sơ mới được.";
pub(super) const WRONG: &str = "Chưa đọc được số này. Nhập số cuối của phiếu, ví dụ 0006, hoặc 0.";
pub(super) const WRITTEN: &str = "Đã ghi số phiếu. Bấm F2 để cấp số tiếp theo.";
pub(super) const WRITING: &str = "Đang ghi…";
