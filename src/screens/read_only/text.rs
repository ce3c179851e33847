//! Words of this screen.

pub(super) const PATH: &str = "motcua · Chỉ xem";
pub(super) const TITLE: &str = "CHỈ XEM";
pub(super) const LIMITS: &str = "Ở đây chỉ tìm và xem được; không tiếp nhận, không sửa.";
/// The ways on, each with what it is for.
pub(super) const WAYS: [(&str, &str); 3] = [
    (
        "Thử mở để ghi lại",
        "khi đã đóng cửa sổ kia, hoặc đã sửa nguyên nhân",
    ),
    ("Cứ xem", "đăng nhập rồi tìm và xem hồ sơ"),
    (QUIT, "mở lại chương trình sau"),
];
pub(super) const QUIT: &str = "Thoát";
pub(super) const OPENING: &str = "Đang thử mở để ghi…";
pub(super) const CHOOSE: &str = "Chọn";
