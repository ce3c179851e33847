//! Words of this screen.

use crate::domain::say;

pub(super) const PATH: &str = "motcua · Lần chạy đầu tiên";
pub(super) const VERSION: &str = concat!("Phiên bản ", env!("CARGO_PKG_VERSION"));
pub(super) const QUESTION: &str = "Máy này chưa có dữ liệu motcua. Chọn cách bắt đầu:";
/// Label and what it means, in at most two lines.
pub(super) const WAYS: [(&str, &[&str]); 3] = [
    (
        "Tập huấn",
        &[
            "Dữ liệu giả, làm thử đủ bốn giai đoạn. Mọi giấy in ra đều",
            "có dấu chìm TẬP HUẤN. Không lẫn với dữ liệu thật.",
        ],
    ),
    (
        "Lập quầy mới",
        &["Khai đơn vị, số quầy, cán bộ đầu tiên và mã PIN."],
    ),
    ("Khôi phục", &["Lấy lại dữ liệu từ bản sao lưu hoặc từ USB."]),
];
pub(super) const GLYPHS: &str = "Thử chữ:  ế ữ ợ ặ Đ   Thử khung:  ┌─┐ │ └─┘   Thử dấu:  › ✓ ✗ …";
pub(super) const GLYPHS_HINT: &str =
    "Nếu dòng trên có ô vuông hoặc dấu hỏi, bấm F12 để dùng bộ ký hiệu đơn giản.";
pub(super) const ADVICE: &str = "Bấm 1, 2 hoặc 3.";
pub(super) const PREPARING: &str = "Đang lập dữ liệu tập huấn. Chờ vài giây.";
pub(super) const CHOOSE: &str = "Chọn";
pub(super) const LEAVE: &str = "Thoát";
pub(super) const NOT_HERE: &str = "không lập được ở thư mục dưới đây";

/// `(còn trống 41,2 GB)`; nothing where the system does not say.
pub(super) fn room(free_mb: Option<u64>) -> String {
    match free_mb {
        None => String::new(),
        Some(free) if free < 1024 => format!("(còn trống {free} MB)"),
        Some(free) => {
            let tenths = free * 10 / 1024;
            format!("(còn trống {},{} GB)", say::count(tenths / 10), tenths % 10)
        }
    }
}

/// In one row where it fits; a long path has a row of its own, cut in front.
pub(super) fn folder(path: &str, room: &str, columns: usize) -> Vec<String> {
    const WHERE: &str = "Dữ liệu sẽ nằm ở";
    let whole = format!("{WHERE}  {path}   {room}");
    if whole.trim_end().chars().count() <= columns {
        return vec![whole.trim_end().to_owned()];
    }
    let letters: Vec<char> = path.chars().collect();
    let shown = match letters.len().checked_sub(columns) {
        None | Some(0) => path.to_owned(),
        Some(over) => format!("…{}", letters[over + 1..].iter().collect::<String>()),
    };
    vec![format!("{WHERE}  {room}").trim_end().to_owned(), shown]
}
