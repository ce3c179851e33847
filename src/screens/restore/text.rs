//! Words of this screen.

pub(super) const PATH: [&str; 2] = ["motcua · Lần chạy đầu tiên", "Khôi phục"];
pub(super) const LINES: [&str; 4] = [
    "Cắm USB hoặc ổ có bản sao lưu, rồi gõ đường dẫn tới bản sao.",
    "Bản sao là một thư mục do lệnh Sao lưu tạo ra, hoặc một tệp .db bên trong.",
    "Dữ liệu được chép sang máy này và kiểm tra từng tệp; bản sao không bị sửa.",
    "Sau đó máy hỏi số phiếu cấp sau cùng; bản sao từ USB thì đặt lại mã PIN.",
];
pub(super) const LABEL: &str = "Bản sao lưu";
pub(super) const EXAMPLE: &str = "Ví dụ  /media/usb0/motcua   hoặc   E:\\motcua";
pub(super) const DAMAGED: &str = "Dữ liệu bị hỏng. Đã chép riêng một bản; bấm F2 để khôi phục từ sao lưu.";
pub(super) const QUIT: &str = "Thoát";
pub(super) const RESTORE: &str = "Khôi phục";
pub(super) const ADVICE: &str = "Gõ đường dẫn rồi bấm F2. Có thể dán từ trình quản lý tệp.";
pub(super) const MISSING: &str = "Chưa nhập đường dẫn tới bản sao lưu. Gõ đường dẫn rồi bấm F2.";

/// While it runs.
pub(super) fn progress(done: u64, total: u64) -> String {
    format!("Đang khôi phục {done}/{total}. Chưa rút USB.")
}

pub(super) const STARTED: &str = "Đang khôi phục. Chưa rút USB.";
