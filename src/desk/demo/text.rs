//! The play of the demo: what is typed and what must then stand on the screen.

/// One part of the play.
pub(super) struct Scene {
    /// Its file among the screens.
    pub(super) name: &'static str,
    /// What the office's clock shows when its last key is pressed.
    pub(super) at: &'static str,
    /// Scans that lie in the folder from now on.
    pub(super) scans: &'static [&'static str],
    /// Keys, as [`crate::app::key::parse_keys`] reads them.
    pub(super) keys: &'static str,
    /// What must stand on the screen afterwards.
    pub(super) sees: &'static str,
}

const fn scene(name: &'static str, at: &'static str, keys: &'static str, sees: &'static str) -> Scene {
    Scene {
        name,
        at,
        scans: &[],
        keys,
        sees,
    }
}

const fn scanned(scene: Scene, scans: &'static [&'static str]) -> Scene {
    Scene { scans, ..scene }
}

/// Day of the play.
pub(super) const DAY: &str = "2022-10-06";

/// The four stages of the letter: reception, papers, result, return.
pub(super) const SCENES: &[Scene] = &[
    scene("login", "08:31:00", "", "Đăng nhập"),
    scene("home", "08:31:20", "1234<enter>", "Trang chính"),
    scene(
        "account",
        "08:32:00",
        "<f2>",
        "Kiểm tra tài khoản công dân trên cổng DVCQG",
    ),
    scene("account-asked", "08:32:30", "052090001234<enter>", "Có tài khoản"),
    scene("procedure", "08:32:50", "1", "Kiểm tra tài khoản thành công"),
    scene(
        "procedure-found",
        "08:33:00",
        "1.000047.000",
        "Phê duyệt phương án",
    ),
    scene("holder", "08:33:05", "<enter>", "Họ và tên"),
    scene(
        "holder-filled",
        "08:33:40",
        "Đinh Văn Đạt<enter>0905123456<enter>Thôn 2<enter>",
        "Tiếp tục",
    ),
    scene("components", "08:33:50", "<enter>", "Thành phần hồ sơ nộp"),
    scene("review", "08:34:05", "<ctrl-a><f2>", "Đủ thành phần"),
    scene("received", "08:34:17", "<f2>", "ĐÃ TIẾP NHẬN"),
    scanned(
        scene("files", "08:36:00", "<enter>", "Chọn tập tin"),
        &["to_khai_1.jpg", "to_khai_2.jpg"],
    ),
    scene("digitised", "08:36:20", "<enter>1<enter>", "Thành phần hồ sơ nộp"),
    scene("dossier", "08:36:40", "<esc>4", "THÀNH PHẦN"),
    scene("forward", "08:40:00", "<f9>", "Chọn bước để chuyển"),
    scene("forwarded", "08:40:10", "<f2>", "Đang xử lý"),
    scene("curtain", "10:03:00", "<f2>", "Màn hình đã che"),
    scene("curtain-lifted", "10:03:30", "1234<enter>", "THÀNH PHẦN"),
    scene("result", "10:04:00", "<f2>", "Cập nhật kết quả xử lý hồ sơ"),
    scanned(
        scene("result-file", "10:05:00", "<f8>", "Chọn tập tin"),
        &["ket_qua.pdf"],
    ),
    scene("result-attached", "10:05:20", "<enter>", "ket_qua.pdf"),
    scene(
        "result-filed",
        "10:05:40",
        "<f2>đã ký và đóng dấu trên bản giấy<f2>",
        "Cập nhật giấy tờ kết quả thành công!",
    ),
    scene("forward-back", "10:06:00", "<f9>", "Chọn bước để chuyển"),
    scene("finished", "10:06:10", "<f2>", "Có kết quả"),
    scene("after-lunch", "14:09:30", "<f2>1234<enter>", "Có kết quả"),
    scene("return", "14:10:00", "<f2>", "Người nhận"),
    scene("returned", "14:10:20", "<f2>", "Đã trả"),
];

/// A scene ended with another screen than it should.
pub(crate) fn wrong_screen(scene: &str, sees: &str, screen: &str) -> String {
    format!("Màn hình «{scene}» không có «{sees}»:\n{screen}")
}

/// The folder has something in it.
pub(crate) fn not_empty(folder: &str) -> String {
    format!("{folder} không trống. Chọn thư mục khác bằng --out.")
}

/// Above a screen.
pub(crate) fn title(number: usize, name: &str, at: &str) -> String {
    format!("── {number:02} {name} · {at} ──")
}
