//! Words of the form for an older paper.

use crate::domain::component::SignatureMark;
use crate::domain::say;
use crate::domain::text;

pub(super) const PATH: &str = "Kho giấy tờ";
pub(super) const TITLE: &str = "Thêm giấy tờ cũ";
pub(super) const ABOUT: &str = "Kết quả bản giấy đã có, số hóa đưa thẳng vào kho, không qua hồ sơ";
pub(super) const RULE: &str = "Mục có dấu * là bắt buộc";
pub(super) const ADD: &str = "Thêm vào kho";
pub(super) const KIND_LIST: &str = "Mã giấy tờ";
pub(super) const FILE_WORD: &str = "Tệp";
pub(super) const SIGNATURES: &str = "Chữ ký";

pub(super) const NUMBER: &str = "Số định danh của cá nhân, tổ chức";
pub(super) const KIND: &str = "Mã giấy tờ";
pub(super) const NAME: &str = "Tên giấy tờ";
pub(super) const STARTS: &str = "Ngày bắt đầu có hiệu lực";
pub(super) const TERM: &str = "Thời hạn giấy tờ";
pub(super) const ENDS: &str = "Ngày hết hạn giấy tờ";
pub(super) const FILE: &str = "Tệp tin kết quả đính kèm";
pub(super) const REASON: &str = "Lý do dùng tệp";
pub(super) const CODE: &str = "Mã trong kho";

pub(super) const KIND_NOTE: &str = "F4 tìm theo thủ tục";
pub(super) const TERM_NOTE: &str = "1d = 1 ngày, 3m = 3 tháng, 5y = 5 năm";
pub(super) const UNLIMITED_NOTE: &str = "để trống cả hai = vô thời hạn";
pub(super) const FROM_TERM: &str = "máy tính từ thời hạn";
pub(super) const FROM_ENDS: &str = "máy tính từ ngày hết hạn";
pub(super) const NO_FILE: &str = "F8 chọn tệp";

pub(super) const WHICH_FILE: &str = "Chọn tệp của giấy tờ";
pub(super) const WHICH_PROCEDURE: &str = "Giấy tờ này là kết quả của thủ tục nào?";
pub(super) const WHICH_KIND: &str = "Chọn mã giấy tờ";
pub(super) const NOT_FOUND: &str = "Không thủ tục nào khớp. Gõ tên hoặc mã thủ tục vào mục này rồi F4.";
pub(super) const NO_KINDS: &str = "Thủ tục này chưa khai mã kết quả. Nhập mã giấy tờ bằng tay.";
pub(super) const NOT_READ: &str = "Chưa đọc được danh mục. Nhập mã giấy tờ bằng tay.";
pub(super) const WRITING: &str = "Đang ghi…";

pub(super) fn missing(label: &str, further: usize) -> String {
    let more = match further {
        0 => String::new(),
        more => format!(" (còn {more} mục nữa)"),
    };
    format!("Chưa nhập {label}. Mục này bắt buộc.{more}")
}

pub(super) fn added(name: &str, time: &str) -> String {
    format!("Đã thêm «{name}» vào kho lúc {time}.")
}

/// What stands beside the file: pages, size, signature.
pub(super) fn file_note(pages: Option<u32>, size: u64, signature: SignatureMark) -> String {
    let pages = pages.map(|pages| format!("{pages} trang"));
    let facts = [
        pages,
        Some(say::size(size)),
        Some(text::signature(signature).to_owned()),
    ];
    facts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

pub(super) const UNSIGNED: &str = "Tệp chưa ký số. Đối chiếu với bản giấy rồi ghi lý do dùng tệp.";

/// A signature nobody here could decide.
pub(super) const UNKNOWN: &str = "Chữ ký chưa xác định được. Ghi lý do vẫn dùng tệp này.";

/// Before its report was read.
pub(super) const UNREAD: &str = "Chữ ký chưa xác định được. F6 đọc vì sao rồi chọn có dùng tệp không.";

/// E28.
pub(super) const BAD_SIGNATURE: &str =
    "Không nhận tệp này: chữ ký KHÔNG HỢP LỆ (F6 xem vì sao). Chọn tệp khác.";
