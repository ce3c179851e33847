//! The router's own words.

use crate::app::chrome::Message;
use crate::app::input::{Line, LineKind};
use crate::app::job::{BackedUp, JobFault, NoPrint, Went};
use crate::domain::refusal::Refusal;
use crate::domain::say;
use crate::domain::time::Moment;

/// A disabled command without a reason of its own.
/// F12.
pub(crate) const SIGNS_SWITCHED: &str = "Đã đổi bộ ký hiệu của máy này. F12 lần nữa để trở lại như cũ.";
pub(crate) const NOT_NOW: &str = "Lúc này chưa dùng được lệnh này.";

/// A job stopped by the officer.
pub(crate) const STOPPED: &str = "Đã dừng theo yêu cầu. Làm lại khi cần.";

/// A form is open again as it was left.
pub(crate) const STILL_THERE: &str = "Vẫn còn những gì đã nhập lần trước. Xem lại rồi bấm F2.";

/// What was typed or pasted did not go in, or not all of it: why, by what the line holds now.
pub(crate) fn not_taken(line: &Line) -> Message {
    Message::warning(match line.kind() {
        _ if line.is_full() => format!(
            "Mục này đã đủ {} ký tự, phần thừa không được ghi. Viết gọn lại.",
            line.most()
        ),
        LineKind::Digits | LineKind::Pin => "Mục này chỉ nhập chữ số; ký tự khác không được ghi.".to_owned(),
        LineKind::Text | LineKind::Secret | LineKind::Upper => {
            "Có ký tự không in được lên phiếu nên không được ghi. Gõ lại bằng chữ Latinh.".to_owned()
        }
    })
}

/// The draft could not be written.
pub(crate) fn draft_not_saved(refusal: &Refusal) -> String {
    match refusal {
        // The code must not fall off the end of the line: it is what helps.
        Refusal::Fault { code } => {
            format!("Chưa lưu được bản nháp; bản trước còn nguyên. Báo kỹ thuật: {code}.")
        }
        _ => format!(
            "Chưa lưu được bản nháp. {}",
            crate::domain::text::refusal(refusal)
        ),
    }
}

/// Title of the five steps.
pub(crate) const RECEPTION: &str = "Tiếp nhận hồ sơ";
/// Where the reception of another day is entered.
pub(crate) const LATE_RECEPTION: &str = "Nhập bù hồ sơ";
/// The five steps, as row 2 shows them.
pub(crate) const RECEPTION_STEPS: [&str; 5] = ["Kiểm tra", "Thủ tục", "Chủ hồ sơ", "Thành phần", "Xem lại"];
/// Answer to Ctrl+S.
pub(crate) const DRAFT_KEPT: &str = "Đã lưu nháp.";

/// On rule 3.
pub(crate) fn draft_saved(time: &str) -> String {
    format!("Đã lưu nháp {time}")
}

/// What became of a print; `prints` counts every copy that went out (S13 from the second on, W23 without a printer).
pub(crate) fn printed(went: Went, prints: u32) -> Message {
    match (went, prints) {
        (Went::Printer, 0 | 1) => Message::done("Đã đưa phiếu ra máy in."),
        (Went::Printer, prints) => Message::done(format!("Đã in lại phiếu lần {}.", prints - 1)),
        (Went::Viewer(why), _) => Message::warning(format!(
            "Chưa in được: {}. Đã mở phiếu để xem; in sau bằng F7.",
            no_print(why)
        )),
    }
}

/// The letter's menu of receipts.
pub(crate) const RECEIPT_MENU: &str = "In phiếu tiếp nhận";
/// Paper, or the W of the letter's menu.
pub(crate) const RECEIPT_WAYS: [&str; 2] = ["In, lưu cùng hồ sơ", "Lưu bản Word để sửa rồi in"];
/// Label of the name that may be written.
pub(crate) const SUBMITTER: &str = "Người nộp";

/// Below the name of a layout nobody has held beside the original yet.
pub(crate) const NOT_COMPARED: &str = "Mẫu chưa đối chiếu bản gốc.";

/// What F7 asks about a list.
pub(crate) const REPORT: &str = "In, lưu bảng";
/// Its answers, in the order of the question.
pub(crate) const REPORT_WAYS: [&str; 4] = ["In", "Lưu tệp PDF", "Lưu tệp Excel (XLSX)", "Lưu tệp CSV"];

/// What became of a list that was to be printed.
pub(crate) fn report_printed(went: Went) -> Message {
    match went {
        Went::Printer => Message::done("Đã đưa bảng ra máy in."),
        Went::Viewer(why) => Message::warning(format!(
            "Chưa in được: {}. Đã mở bảng để xem; in sau bằng F7.",
            no_print(why)
        )),
    }
}

/// Where a list lies. The end of a path is what helps.
pub(crate) fn report_saved(path: &std::path::Path) -> Message {
    let name = path.file_name().map(|it| it.to_string_lossy().into_owned());
    let folder = path.parent().map(|it| it.display().to_string());
    Message::done(format!(
        "Đã lưu {} trong {}",
        name.unwrap_or_default(),
        folder.unwrap_or_default()
    ))
}

/// Why a form did not come out of the printer.
pub(crate) fn no_print(why: NoPrint) -> &'static str {
    match why {
        NoPrint::Absent => "không thấy máy in",
        NoPrint::Refused => "máy in không nhận",
        NoPrint::Silent => "máy in không trả lời",
    }
}

/// A job that did not end well.
pub(crate) fn fault(fault: &JobFault) -> String {
    match fault {
        JobFault::Refused(refusal) => crate::domain::text::refusal(refusal),
        JobFault::Said(sentence) => sentence.clone(),
        JobFault::Cancelled => "Đã dừng theo yêu cầu. Làm lại thì bấm lại phím đó.".to_owned(),
    }
}

/// What is said of a copy, `aside` = it was meant to lie elsewhere (S18). One that is less than it was meant to be is told
/// as such: nobody shall believe in a copy that would not help him.
pub(crate) fn backed_up(made: &BackedUp, aside: bool) -> Message {
    let time = say::time(made.at.local().time());
    if made.missing > 0 {
        Message::warning(format!(
            "Đã chép, nhưng {} tệp không chép được. F10 «Tự kiểm tra» nói tệp nào.",
            say::count(made.missing)
        ))
    } else if made.miscounted > 0 {
        Message::warning(format!(
            "Đã chép, nhưng {} tệp có số trang khác sổ. Ctrl+G ở hồ sơ nói tệp nào.",
            say::count(made.miscounted)
        ))
    } else if aside && !made.elsewhere {
        Message::warning(format!(
            "Đã chép lúc {time}, nhưng cùng ổ đĩa với dữ liệu. Hãy chép thêm ra USB."
        ))
    } else {
        Message::done(format!("Sao lưu xong lúc {time}, đã mở thử, đúng."))
    }
}

/// F8 without a scanner.
pub(crate) const NO_SCANNER: &str =
    "Chưa khai máy quét ở Quản trị › Thiết lập. Hoặc bỏ tệp vào thư mục quét.";
/// The same, where the scanner's line stands.
pub(crate) const NO_SCANNER_LINE: &str = "chưa khai máy quét";
/// What Esc does while the scanner works.
pub(crate) const STOP: &str = "Dừng";
/// The officer has stopped the scanner.
pub(crate) const STOPPING: &str = "Đang dừng máy quét; trang đã quét xong vẫn giữ…";
/// The same, in the scanner's line.
pub(crate) const STOPPING_LINE: &str = "đang dừng";

/// The scanner works.
pub(crate) fn scanning(page: u32) -> String {
    format!("Đang quét trang {page}. Esc dừng; trang đã quét xong vẫn giữ.")
}

/// The same, in its line.
pub(crate) fn scanning_line(page: u32) -> String {
    format!("đang quét trang {page} (Esc dừng)")
}

/// `Máy quét Canon DR-C225 · nd30 màu 200 dpi · đang quét trang 8 (Esc dừng)`.
pub(crate) fn scanner_line(device: &str, profile: &str, now: &str) -> String {
    /// Columns of the line.
    const ROOM: usize = 71;
    let rest = profile.chars().count() + now.chars().count() + "Máy quét  ·  · ".chars().count();
    let room = ROOM.saturating_sub(rest);
    let device = match device {
        "" => "Lệnh quét".to_owned(),
        device if device.chars().count() > room => {
            let begin: String = device.chars().take(room.saturating_sub(1)).collect();
            format!("Máy quét {begin}…")
        }
        device => format!("Máy quét {device}"),
    };
    let parts = [device.as_str(), profile, now];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// F6 on a signed file.
pub(super) const SIGNATURES: &str = "Chữ ký";

/// The desk came back from a copy: up to which act.
pub(crate) fn brought_back(until: Option<Moment>) -> String {
    match until {
        Some(at) => format!("Đã khôi phục đến {}.", at.local().format("%H:%M %d/%m/%Y")),
        None => "Đã khôi phục.".to_owned(),
    }
}
