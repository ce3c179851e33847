//! Words of this screen.

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
