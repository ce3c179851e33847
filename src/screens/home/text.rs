//! Words of this screen.

use crate::domain::digitise::text as digitise;
use crate::domain::draft::{DraftRow, Step};
use crate::domain::lift::{Lacking, Rehearsal, text as lift_words};
use crate::domain::rows::{DeviceDue, DossierRow, HolderRow, PaperRow};
use crate::domain::say;
use crate::domain::special::text as special;
use crate::domain::tally::Column;
use crate::domain::time::Moment;

pub(super) const PATH: &str = "Trang chính";
pub(super) const FIND: &str = "Tìm";
pub(super) const FIND_WHAT: &str = "số hồ sơ · CMND/CCCD/MST · di động · mã giấy tờ · họ tên (không cần dấu)";
pub(super) const FIND_SHORT: &str = "số hồ sơ, định danh, họ tên";
pub(super) const WORK: &str = "VIỆC CỦA TÔI";
pub(super) const WORK_OF_UNIT: &str = "VIỆC CỦA ĐƠN VỊ";
pub(super) const HALF_DONE: &str = "ĐANG DỞ";
pub(super) const NOTHING_HALF: &str = "Không có việc nào đang dở.";
pub(super) const NOTHING_WAITS: &str = "Không có việc nào đang chờ. F2 tiếp nhận hồ sơ mới.";
/// For who may not receive.
pub(super) const NOTHING_WAITS_ELSE: &str = "Không có việc nào đang chờ. Gõ tên hay số hồ sơ để tìm.";
pub(super) const COPY_ELSEWHERE: &str = "Sao lưu ra USB";
pub(super) const COPY_HERE: &str = "Sao lưu ở máy";
pub(super) const NEVER: &str = "CHƯA CÓ";
pub(super) const NEAREST: &str = "Hạn gần nhất (ngày làm việc)";
pub(super) const NO_PROMISES: &str = "Không có hồ sơ nào đang chờ đến hạn.";
pub(super) const EMPTY_QUEUE: &str = "Không có hồ sơ nào ở mục này.";

pub(super) const ADVICE: &str = "Gõ tên, số hồ sơ, số giấy tờ để tìm; số 1–9 rồi Enter mở mục, 0 thống kê.";
pub(super) const ADVICE_HITS: &str = "Enter mở dòng có dấu trỏ. Esc xóa ô tìm.";
pub(super) const SEARCHING: &str = "Đang tìm…";
pub(super) const NOT_READ: &str =
    "Chưa đọc được dữ liệu. Bấm F5 đọc lại; nếu vẫn lỗi, nhờ quản trị tự kiểm tra.";
pub(super) const NEEDS_LAST_NUMBERS: &str =
    "Cần số trên phiếu hẹn cấp sau cùng trước khi cấp số mới. Bấm F2 để nhập.";
pub(super) const PRINTING: &str = "Đang in phiếu hẹn…";
pub(super) const COPYING: &str = "Đang sao lưu. Có thể làm việc khác.";
pub(super) const DRAFT_GONE: &str = "Bản nháp này không còn. Danh sách đã được đọc lại.";
pub(super) const DRAFT_DROPPED: &str = "Đã bỏ bản nháp vào thùng rác, giữ 30 ngày.";
pub(super) const BRING: &str = "Nhận bản nháp từ tệp";
pub(super) const BRING_FROM: &str = "Tệp hoặc thư mục";
pub(super) const DROP_TITLE: &str = "Bỏ bản nháp";
pub(super) const DROP_CHOICES: [&str; 2] = ["Giữ bản nháp", "Bỏ bản nháp vào thùng rác (giữ 30 ngày)"];

pub(super) const RECEIVE: &str = "Tiếp nhận";
pub(super) const PRINT: &str = "In phiếu";
pub(super) const HALF_DONE_KEY: &str = "Đang dở";
pub(super) const MONTH_KEY: &str = "Số liệu tháng";
pub(super) const REHEARSE: &str = "Xem biểu tháng";
pub(super) const CHOOSE_DOSSIER: &str = "Chọn hồ sơ";
pub(super) const POINT: &str = "Trỏ";
pub(super) const OPEN: &str = "Mở";
pub(super) const RESUME: &str = "Làm tiếp";
pub(super) const OPEN_HELD: &str = "Xem cách ly";
pub(super) const TRAY: &str = "Khay quét";
pub(super) const OPEN_TRAY: &str = "Mở khay";
pub(super) const OPEN_DOSSIER: &str = "Mở hồ sơ";
pub(super) const TO_WORK: &str = "Về việc của tôi";
pub(super) const RECENT: &str = "Gần đây";
pub(super) const RECENT_TITLE: &str = "Hồ sơ mở gần đây";
pub(super) const NOTHING_RECENT: &str = "Chưa mở hồ sơ nào từ khi đăng nhập. Gõ số hồ sơ hoặc họ tên để tìm.";
pub(super) const WHOLE_LIST: &str = "Cả danh sách";
pub(super) const CLEAR: &str = "Xóa ô tìm";
pub(super) const NO_PRINTS: &str = "Không có phiếu hẹn nào chưa in.";

pub(super) const HITS_CODE: &str = "Số hồ sơ";
pub(super) const HITS_NAME: &str = "Người đăng ký";
pub(super) const HITS_ABOUT: &str = "Về việc";
pub(super) const HITS_PACE: &str = "Tiến độ";
pub(super) const HIT_HOLDER: &str = "Người nộp";
pub(super) const HIT_PAPER: &str = "Giấy tờ";
pub(super) const USABLE: &str = "dùng được";
pub(super) const NOT_USABLE: &str = "không dùng";

pub(super) const HOLDER: &str = "Chủ hồ sơ";
pub(super) const TIMES: &str = "Thời gian";
pub(super) const ABOUT: &str = "Về việc";
pub(super) const DIGITISED: &str = "Số hóa";
pub(super) const STEP: &str = "Đang ở";
pub(super) const ADDRESS: &str = "Địa chỉ";

/// `THÁNG 02/2023`; from the 25th the form is rehearsed.
pub(super) fn month(read: &Rehearsal, rehearsed: bool) -> String {
    let month = read.month.shown();
    if rehearsed {
        format!("THÁNG {month} · TẬP DƯỢT BIỂU")
    } else {
        format!("THÁNG {month}")
    }
}

/// `Thành phần 90,91 %  Kết quả 90,00 %`: (9) and (12) of the form.
pub(super) fn ratios(read: &Rehearsal) -> String {
    let shown = |column| match read.counts.ratio(column) {
        Some(ratio) if ratio.plain().is_some() => format!("{} %", ratio.shown()),
        Some(_) | None => say::NOTHING.to_owned(),
    };
    format!(
        "Thành phần {}  Kết quả {}",
        shown(Column::DigitisedRatio),
        shown(Column::ResultRatio)
    )
}

/// `5 hồ sơ sẽ nâng tỷ lệ`.
pub(super) fn lift(read: &Rehearsal) -> String {
    match read.lacking.len() {
        0 => lift_words::NOTHING.to_owned(),
        count => format!("{count} hồ sơ sẽ nâng tỷ lệ"),
    }
}

/// `230228-0003 Đinh Văn Tơ · 1 tệp giấy tờ`.
pub(super) fn lacking(code: &str, row: &Lacking) -> String {
    format!("{code} {} · {}", row.holder, lift_words::lack(row.lack))
}

/// Row 23 from the 25th on.
pub(super) fn rehearsed(read: &Rehearsal) -> String {
    let total = say::count(read.total.into());
    format!("Sắp chốt tháng: {total} hồ sơ còn kéo tỷ lệ xuống. Xem «Tập dượt» ở Số liệu.")
}

/// `ĐANG DỞ`, and how many where not all have room.
pub(super) fn half_done(count: usize, room: usize) -> String {
    if count > room {
        format!("{HALF_DONE} ({count})")
    } else {
        HALF_DONE.to_owned()
    }
}

/// The number of a step, 1 to 5.
fn number(step: Step) -> u8 {
    match step {
        Step::Account => 1,
        Step::Procedure => 2,
        Step::Holder => 3,
        Step::Components => 4,
        Step::Review => 5,
    }
}

/// `Bản nháp: Hồ Thị Lan, bước 4`.
pub(super) fn draft(row: &DraftRow) -> String {
    let step = number(row.step);
    match row.holder_name.as_str() {
        "" => format!("Bản nháp chưa có tên, bước {step}"),
        name => format!("Bản nháp: {name}, bước {step}"),
    }
}

/// `Khay quét: 3 trang chưa gán`.
pub(super) fn tray(pages: u32) -> String {
    format!("Khay quét: {} trang chưa gán", say::count(pages.into()))
}

/// `Trực tuyến: 2 hồ sơ cách ly`.
pub(super) fn held(dossiers: u32) -> String {
    format!("Trực tuyến: {} hồ sơ cách ly", say::count(dossiers.into()))
}

/// `3 phiếu tiếp nhận chưa ký`.
pub(super) fn unsigned(receipts: u32) -> String {
    format!("{} phiếu tiếp nhận chưa ký", say::count(receipts.into()))
}

/// `chờ thiết bị · 01/03/2023: 230214-0001 Bản đồ`.
pub(super) fn device(code: &str, due: &DeviceDue) -> String {
    let waiting = special::waiting(Some(due.remind_on));
    format!("{waiting}: {code} {}", due.name)
}

/// `Chưa in: 230214-0001 Đinh Thị Hà`.
pub(super) fn unprinted(code: &str, row: &DossierRow) -> String {
    format!("Chưa in: {code} {}", row.holder_name)
}

/// `08:02` today, else `13/02`.
pub(super) fn when(at: Moment, now: Moment) -> String {
    if at.date() == now.date() {
        say::time(at.local().time())
    } else {
        say::list_date(at.date(), now.date())
    }
}

/// `hôm nay 07:30`, `hôm qua`, `3 ngày trước`.
pub(super) fn age(at: Moment, now: Moment) -> String {
    match (now.date() - at.date()).num_days() {
        i64::MIN..=0 => format!("hôm nay {}", say::time(at.local().time())),
        1 => "hôm qua".to_owned(),
        days => format!("{days} ngày trước"),
    }
}

/// W24.
pub(super) fn missing_calendar(year: i32) -> String {
    format!("Chưa có lịch nghỉ năm {year}. Hẹn trả có thể sai từ 01/01; cập nhật lịch.")
}

/// W25.
pub(super) fn clock_behind(minutes: i64) -> String {
    let behind = match minutes {
        0..=119 => format!("{minutes} phút"),
        120..=2879 => format!("{} giờ", minutes / 60),
        _ => format!("{} ngày", minutes / 1440),
    };
    format!("Đồng hồ máy chậm hơn lần trước {behind}. Chỉnh giờ rồi mới cấp số hồ sơ.")
}

/// Nothing found.
pub(super) fn nothing_found(text: &str) -> String {
    format!("Không tìm thấy «{text}». Gõ số hồ sơ, số giấy tờ, di động hoặc họ tên.")
}

/// In the place of the hits.
pub(super) const NO_HITS: &str = "Không có hồ sơ, chủ hồ sơ, giấy tờ nào khớp.";

/// How many hits.
pub(super) fn found(count: usize) -> String {
    format!("{count} mục khớp")
}

/// `052192004567, gần nhất 10/02`.
pub(super) fn holder(row: &HolderRow, now: Moment) -> String {
    format!(
        "{}, gần nhất {}",
        row.number,
        say::list_date(row.last_at.date(), now.date())
    )
}

/// The code of a paper, or whose it is.
pub(super) fn paper(row: &PaperRow) -> &str {
    row.code.as_deref().unwrap_or(&row.owner_no)
}

/// `4 hồ sơ`.
pub(super) fn dossiers(count: u32) -> String {
    format!("{} hồ sơ", say::count(count.into()))
}

/// `10/02/2023 08:30 → 17:00 Thứ Sáu 10/02/2023`.
pub(super) fn times(row: &DossierRow) -> String {
    let from = row.received_at.map(|at| say::moment(at.local()));
    let to = row.promised_at.map(|at| say::promise(at.local()));
    let parts: Vec<String> = from.into_iter().chain(to).collect();
    parts.join(" → ")
}

/// How far, in words and in papers.
pub(super) fn digitised(row: &DossierRow) -> String {
    format!(
        "{} · {}",
        digitise::extent(row.extent),
        digitise::counts(row.digitised)
    )
}

/// Papers for which there is no room.
pub(super) fn more_papers(rest: usize) -> String {
    format!("và {rest} giấy tờ nữa")
}

/// The program was killed the last time; receipts it did not come to are named with their key.
pub(super) fn crashed(unprinted: usize) -> String {
    match unprinted {
        0 => "Lần trước máy tắt đột ngột. Không mất việc đã ghi. Xem mục Đang dở.".to_owned(),
        many => format!("Lần trước máy tắt đột ngột. Không mất việc đã ghi. {many} phiếu chưa in: F7 in."),
    }
}

/// A draft came in; what of it did not.
pub(super) fn brought(missing: &[String], no_procedure: bool) -> String {
    let procedure = if no_procedure {
        " Chọn lại thủ tục."
    } else {
        ""
    };
    match missing {
        [] => format!("Đã nhận bản nháp, nằm ở Đang dở.{procedure}"),
        [first, more @ ..] => {
            let also = match more.len() {
                0 => String::new(),
                more => format!(" và {more} tệp nữa"),
            };
            format!("Đã nhận bản nháp.{procedure} Gắn lại tệp: {first}{also}.")
        }
    }
}
