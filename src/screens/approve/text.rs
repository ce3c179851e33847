//! Words of this dialog.

pub(super) const TITLE: &str = "Lãnh đạo duyệt";
pub(super) const APPROVE: &str = "Duyệt";
pub(super) const CANCEL: &str = "Thôi";
pub(super) const POINT: &str = "Lãnh đạo";
pub(super) const ADVICE: &str = "Mời lãnh đạo chọn tên, tự gõ mã PIN rồi bấm F2.";
pub(super) const NO_PIN: &str = "Chưa nhập mã PIN của lãnh đạo. Gõ mã PIN rồi bấm F2.";
pub(super) const PRESS_F2: &str = "Bấm F2 để duyệt, Esc để thôi.";
pub(super) const NOBODY: &str = "Không có lãnh đạo nào khác. Nhờ quản trị thêm cán bộ vai trò Lãnh đạo.";
pub(super) const NOT_READ: &str = "Chưa đọc được danh sách cán bộ. Bấm Esc rồi làm lại.";
