//! Words of the dialog "Cập nhật kết quả xử lý hồ sơ", as the letter has them.

use chrono::NaiveDate;

use crate::domain::act::StoredFile;
use crate::domain::component::SignatureMark;
use crate::domain::pages::{self, Page, Tally};
use crate::domain::rows::ComponentView;
use crate::domain::{say, text};

pub(super) const TITLE: &str = "Hồ sơ";
pub(super) const FORM: &str = "Cập nhật kết quả xử lý hồ sơ";
pub(super) const REQUIRED: &str = "Mục có dấu * là bắt buộc";
pub(super) const KIND: &str = "Chọn mã giấy tờ";
pub(super) const HOLDER_NO: &str = "Số định danh của cá nhân, tổ chức";
pub(super) const NAME: &str = "Tên giấy tờ";
pub(super) const SUMMARY: &str = "Trích yếu nội dung giấy tờ";
pub(super) const STARTS_ON: &str = "Ngày bắt đầu có hiệu lực";
pub(super) const TERM: &str = "Thời hạn giấy tờ";
pub(super) const ENDS_ON: &str = "Ngày hết hạn giấy tờ";
pub(super) const FILE: &str = "Tệp tin kết quả đính kèm";
pub(super) const UNSIGNED: &str = "Lý do dùng tệp chưa ký số";
pub(super) const REPLACES: &str = "Thay thế kết quả";
pub(super) const REASON: &str = "Lý do thay thế";
pub(super) const NOT_AN_OUTCOME: &str = "Không phải là kết quả giải quyết";
pub(super) const KIND_NOTE: &str = "0 Không phải là kết quả giải quyết";
pub(super) const OF_HOLDER: &str = "của chủ hồ sơ";
pub(super) const BY_MACHINE: &str = "máy tính";
pub(super) const TERM_NOTE: &str = "1d = 1 ngày, 3m = 3 tháng, 5y = 5 năm";
pub(super) const NO_TERM_NOTE: &str = "để trống cả hai = vô thời hạn";
pub(super) const NO_FILE: &str = "F8 chọn tệp · F4 quét giấy";
pub(super) const NO_INTERIM_FILE: &str = "F8 chọn tệp";
pub(super) const PAPER_RESULT: &str = "Kết quả giấy";
pub(super) const SCAN: &str = "Quét kết quả giấy";
pub(super) const GO_ON: &str = "Quét tiếp kết quả giấy";
pub(super) const SEE_PAGES: &str = "Xem, sửa các trang của bản quét";
pub(super) const OTHER_FILE: &str = "Chọn tệp có sẵn (F8)";
pub(super) const INTERIM_NOT_SCANNED: &str =
    "Văn bản trung gian không quét. F8 lấy tệp; của cơ quan khác: không sao chụp.";
pub(super) const SCAN_GOES_ALONG: &str =
    "Tệp quét được giữ làm văn bản trung gian; bản quét kết quả vẫn chờ ở hồ sơ.";
pub(super) const WHOSE_TITLE: &str = "Văn bản này của ai?";
pub(super) const WHOSE_WHY: &str = "Tệp là ảnh hay bản quét. Của cơ quan khác thì không được sao chụp.";
pub(super) const WHOSE: [&str; 2] = [
    "Của cơ quan mình (tờ trình, dự thảo)",
    "Kết quả thẩm tra, xác minh, ý kiến của cơ quan khác",
];
pub(super) const BASIS_TITLE: &str = "Sao chụp theo luật chuyên ngành";
pub(super) const BASIS: &str = "Căn cứ pháp luật";
pub(super) const NOT_COPIED: &str =
    "Chưa lưu: không sao chụp văn bản của cơ quan khác. F8 lấy tệp có chữ ký số.";
pub(super) const CODE: &str = "Mã kết quả sẽ cấp";
pub(super) const UPDATE: &str = "Cập nhật";
pub(super) const KEEP_FILE: &str = "Lưu tập tin kết quả";
pub(super) const CHOOSE: &str = "Chọn";
pub(super) const FILES: &str = "Tệp";
pub(super) const FILES_TITLE: &str = "Tệp tin kết quả đính kèm";
pub(super) const PICK: &str = "Lý do mẫu";
pub(super) const NONE_REPLACED: &str = "Không thay thế";
pub(super) const FILED: &str = "Cập nhật giấy tờ kết quả thành công!";
pub(super) const KEPT: &str = "Đã lưu tập tin kết quả. Đây chưa phải kết quả để trả.";
pub(super) const LOADING: &str = "Đang mở hồ sơ…";
pub(super) const UNSIGNED_WARNING: &str = "Tệp kết quả chưa ký số. Muốn dùng thì ghi lý do.";
pub(super) const UNKNOWN_WARNING: &str = "Chữ ký chưa xác định được. Ghi lý do vẫn dùng tệp này.";
pub(super) const NOT_USED: &str = "Không dùng tệp ấy. F8 chọn tệp khác.";
pub(super) const UNKNOWN: &str = "Lý do dùng tệp chưa rõ chữ ký";
pub(super) const SIGNATURES: &str = "Chữ ký";
/// F4 on the reason for a file whose signature nobody could decide.
pub(super) const UNKNOWN_REASONS: [&str; 3] = [
    "Đã gọi cơ quan ký, xác nhận đúng văn bản đã ban hành",
    "Nơi cấp chứng thư chưa có trong kho tin cậy, sẽ thêm",
    "Đã đối chiếu với bản giấy có dấu",
];
pub(super) const FILE_MISSING: &str = "Chưa có tệp tin kết quả đính kèm. Bấm F8 để chọn tệp.";
pub(super) const INTERIM_NOTE: &str =
    "Không phải kết quả: lưu vào văn bản trung gian của hồ sơ, không vào kho.";
/// F4 on the reason for an unsigned file.
pub(super) const UNSIGNED_REASONS: [&str; 4] = [
    "Thiết bị ký số hỏng, sẽ ký bổ sung",
    "Bản quét kết quả giấy, bản giấy đã ký và đóng dấu",
    "Cơ quan giải quyết chưa có chứng thư số",
    "Kết quả do hệ thống khác cấp, không kèm chữ ký số",
];
/// F4 on the reason for replacing.
pub(super) const REPLACE_REASONS: [&str; 3] = [
    "Kết quả có sai sót, đã sửa",
    "Nhầm tệp đính kèm",
    "Cơ quan giải quyết cấp lại",
];

/// `KQ.G15.000012 - Giấy xác nhận tình trạng hôn nhân`.
pub(super) fn kind(code: &str, name: &str) -> String {
    format!("{code} - {name}")
}

/// `phe_duyet_signed.pdf`, `3 trang · 412 KB`.
pub(super) fn file_note(file: &StoredFile) -> String {
    let pages = file
        .pages
        .map(|pages| format!("{pages} trang · "))
        .unwrap_or_default();
    format!("{pages}{}", say::size(file.size))
}

/// `Bản quét kết quả: 4 trang`.
pub(super) fn scan_of(pages: usize) -> String {
    format!("Bản quét kết quả: {pages} trang")
}

/// Under the file: the account of the scan. `Bản quét kết quả: 2 tờ × 2 mặt · có 3/4 ✗ thiếu: mặt 4`.
pub(super) fn scan_account(scan: &ComponentView) -> String {
    let sheets = pages::text::sheets(&scan.claim);
    let tally = tally(scan);
    let state = match (scan.is_counted(), &scan.page_reason) {
        (true, Some(reason)) => format!("có {}/{} · lý do: {reason}", tally.have, tally.need),
        (true, None) => format!("{} trang ✓", tally.have),
        (false, _) if tally.is_right() => format!("có {}/{} · chưa hoàn tất", tally.have, tally.need),
        (false, _) => format!(
            "có {}/{} {}",
            tally.have,
            tally.need,
            pages::text::verdict(&tally)
        ),
    };
    format!("Bản quét kết quả: {sheets} · {state}")
}

fn tally(scan: &ComponentView) -> Tally {
    pages::tally(&scan.claim, scan.pages.iter().map(Page::slot))
}

/// Why the scan cannot be the file yet, and the way to it.
pub(super) fn scan_lacks(scan: &ComponentView) -> String {
    let tally = tally(scan);
    if tally.is_right() {
        return "Bản quét kết quả đủ ảnh, chưa hoàn tất. Ở ô tệp bấm F4 rồi F2 hoàn tất.".to_owned();
    }
    let (have, need) = (tally.have, tally.need);
    format!("Bản quét kết quả chưa đủ: cần {need} ảnh, có {have}. Ở ô tệp bấm F4 quét tiếp.")
}

/// E28.
pub(super) fn invalid(why: Option<&str>) -> String {
    match why {
        Some(why) => format!("Không nhận tệp này: {why}. F8 chọn tệp khác."),
        None => "Không nhận tệp này: chữ ký KHÔNG HỢP LỆ. Chọn tệp khác (F8).".to_owned(),
    }
}

/// W27.
pub(super) fn undecided(why: Option<&str>) -> String {
    match why {
        Some(why) => format!("Chữ ký chưa rõ, F6 đọc rồi chọn dùng hay không: {why}."),
        None => "Chữ ký chưa rõ, F6 đọc rồi chọn dùng hay không.".to_owned(),
    }
}

/// Under the file: what is known of its signature, and who signed.
pub(super) fn signature(mark: SignatureMark, by: Option<&str>) -> String {
    let sign = match mark {
        SignatureMark::Valid => "",
        SignatureMark::Present | SignatureMark::Unknown | SignatureMark::None => "? ",
        SignatureMark::Invalid => "! ",
    };
    let by = by.map(|by| format!(", {by}")).unwrap_or_default();
    format!("{sign}{}{by}", text::signature(mark))
}

/// Where the paper goes.
pub(super) fn into_kho(holder: &str) -> String {
    format!("Sẽ vào kho của {holder} khi trả kết quả")
}

/// E17.
pub(super) fn no_such_day(typed: &str) -> String {
    format!("Không có ngày {typed}. Nhập lại theo ngày/tháng/năm.")
}

/// More faults than the one said.
pub(super) fn further(sentence: &str, more: usize) -> String {
    if more == 0 {
        sentence.to_owned()
    } else {
        format!("{sentence} (còn {more} mục nữa)")
    }
}

/// `14/02/2033`.
pub(super) fn day(day: NaiveDate) -> String {
    say::date(day)
}

pub(super) const WHY_HEAVY: &str = "Vì sao dùng nguyên tệp này";
pub(super) const NOT_FILED_HEAVY: &str = "Chưa lưu. F2 ghi lý do dùng tệp nặng, hoặc F8 chọn tệp nhẹ hơn.";

/// `Tệp kết quả 41 MB, trên mức 30 MB`.
pub(super) fn heavy(size: u64, limit_mb: u32) -> String {
    format!("Tệp kết quả {}, trên mức {limit_mb} MB", say::size(size))
}
