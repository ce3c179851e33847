//! Words of this screen.

pub(super) const PATH: &str = "motcua · Chỉ xem";
pub(super) const TITLE: &str = "CHỈ XEM";
pub(super) const LIMITS: &str = "Ở đây chỉ tìm và xem được; không tiếp nhận, không sửa.";
pub(super) const ON: &str = "Cứ xem";
pub(super) const ON_NOTE: &str = "đăng nhập rồi tìm và xem hồ sơ";
pub(super) const QUIT: &str = "Thoát";
pub(super) const QUIT_NOTE: &str = "mở lại chương trình khi đã sửa nguyên nhân";
pub(super) const CHOOSE: &str = "Chọn";
