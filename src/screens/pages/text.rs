//! Words of the page account.

use crate::app::chrome::Message;
use crate::domain::act::StoredFile;
use crate::domain::pages::{DpiKnown, Page, Part, Slot, Tally, text};
use crate::domain::quality::text as quality;
use crate::domain::rows::{ComponentView, TrayPage};
use crate::domain::say;
use crate::domain::text as words;
use crate::domain::tray::{JOINED, USED};
use crate::screens::text as shared;

pub(super) const PATH: [&str; 2] = ["Hồ sơ", "Trang của thành phần"];
pub(super) const PATH_OF_RESULT: [&str; 2] = ["Hồ sơ", "Trang của kết quả giấy"];
/// Numbered from 1 where they are shown.
pub(super) const SIDES: [&str; 2] = ["mặt", "mặt"];
pub(super) const SHEETS_LABEL: &str = "Số tờ";
pub(super) const SIDES_LABEL: &str = "Mỗi tờ";
pub(super) const NOTES_LABEL: &str = "Giấy ghi chú";
pub(super) const COLUMNS: [&str; 6] = ["Mặt", "", "Ảnh", "Điểm/inch", "Kích thước", "Ghi chú của máy"];

pub(super) const FINISH: &str = "Hoàn tất";
pub(super) const SCAN: &str = "Quét";
pub(super) const TO_PAGES: &str = "Các mặt";
pub(super) const EXEMPT: &str =
    "Giấy này không số hóa: Del trả ảnh về khay. Muốn quét thì Esc, Ctrl+K trước.";
pub(super) const PLACE: &str = "Gán";
pub(super) const NOTE: &str = "Ghi chú";
pub(super) const TURN: &str = "Xoay";
pub(super) const SWAP: &str = "Đổi chỗ";
pub(super) const TO_TRAY: &str = "Về khay";

pub(super) const LOADING: &str = "Đang mở hồ sơ…";
pub(super) const GONE: &str = "Không tìm thấy thành phần này. Esc để lùi lại.";
pub(super) const SHEETS: &str = "Số tờ phải từ 1 đến 9999. Nhập số tờ giấy trên bàn.";
pub(super) const TRAY_EMPTY: &str = "Khay không còn ảnh. F8 để quét, hoặc bỏ tệp vào thư mục quét.";
pub(super) const ONLY_REPLACED: &str = "Khay chỉ còn ảnh đã bị thay. F8 để quét, hoặc t chọn lại ảnh ấy.";
pub(super) const BACK_IN_TRAY: &str = "Đã trả ảnh về khay.";
pub(super) const UNDONE: &str = "Đã hoàn tác việc vừa làm với các trang.";
pub(super) const NOTHING_TO_UNDO: &str = "Không có việc nào vừa làm với các trang để hoàn tác.";
pub(super) const ASSEMBLING: &str = "Đang ghép các trang thành một PDF…";
pub(super) const NOT_FINISHED: &str = "Chưa hoàn tất: chưa chọn cách xử lý tệp nặng. F2 để chọn.";
pub(super) const NO_PAGES: &str = "Chưa có ảnh nào. Gán ảnh từ khay rồi hoàn tất.";
pub(super) const GUESSED: &str = "máy đoán theo số ảnh, hãy đếm lại";
pub(super) const COUNT_FIRST: &str = "Đếm giấy trên tay rồi gõ số tờ trước, các mặt sẽ tự vào chỗ.";
pub(super) const COUNT_IN_HAND: &str = "đếm giấy trên tay, gõ số tờ, Enter";
pub(super) const KEPT: &str = "Ảnh gốc được giữ nguyên. Không trang nào tự bị bỏ.";

pub(super) const NOTHING_TO_SEE: &str = "Chưa có ảnh để xem: mặt này trống và khay hết ảnh. F8 để quét.";
pub(super) const NOTHING_TO_REPLACE: &str = "Mặt này chưa có ảnh để thay. Enter gán ảnh từ khay.";
pub(super) const CHANGED_MEANWHILE: &str = "Trang hoặc ảnh ấy vừa đổi chỗ. Trỏ lại trang rồi bấm t.";

pub(super) const SHORT_TITLE: &str = "Số ảnh chưa đúng";
pub(super) const SHORT_WAYS: [&str; 3] = ["Quét thêm", "Gán ảnh từ khay", "Hoàn tất, ghi lý do"];
pub(super) const AGAIN_TITLE: &str = "Ảnh này đã dùng hoặc đã nhận";
pub(super) const AGAIN_WAYS: [&str; 3] = [
    "Chưa gán, để lại trong khay",
    "Vẫn gán vào mặt này",
    "Bỏ vào thùng rác của khay (lấy lại được)",
];
pub(super) const AGAIN_LEFT: &str = "Chưa gán. Ảnh còn trong khay, lần sau máy hỏi lại; v để xem ảnh.";
pub(super) const BACKS_TITLE: &str = "Mặt sau của các tờ";
pub(super) const BACKS_WAYS: [&str; 2] = ["Mọi mặt sau đều trắng, tôi đã xem", "Chưa xem, để lại"];
pub(super) const BACKS_WHY: &str = "Khai một mặt: chỉ nhận khi mọi mặt sau đều trắng.";
pub(super) const REASON_TITLE: &str = "Hoàn tất khi số ảnh chưa đúng";
pub(super) const REASON: &str = "Lý do";
pub(super) const REASON_MISSING: &str = "Chưa có lý do. Ghi vì sao số ảnh chưa đúng, hoặc Esc để quay lại.";
pub(super) const BASIS_TITLE: &str = "Sao chụp theo luật chuyên ngành";
pub(super) const BASIS: &str = "Căn cứ pháp luật";

/// Row 23 while nothing else is said.
pub(super) fn standing(tally: &Tally) -> Message {
    if tally.is_right() {
        return Message::done("Đủ ảnh. Enter hoặc F2 để hoàn tất.");
    }
    if tally.need == 0 {
        return Message::advice("Nhập số tờ giấy trên bàn, rồi gán từng ảnh vào từng mặt.");
    }
    match (tally.missing.as_slice(), tally.surplus.len()) {
        ([first, ..], _) => Message::error(format!(
            "Chưa hoàn tất được: thiếu {} ảnh. Gán ảnh mặt {}, hoặc bấm F2 ghi lý do.",
            tally.missing.len(),
            text::mark(*first)
        )),
        ([], extra) => Message::error(format!(
            "Chưa hoàn tất được: thừa {extra} ảnh. Del trả về khay, hoặc sửa số tờ."
        )),
    }
}

/// Behind its label.
pub(super) fn notes(sides: usize) -> String {
    format!("  {sides} trang")
}

/// After F2; `weighed` = what was done about a heavy PDF.
pub(super) fn done(pages: u32, weighed: Option<&str>) -> String {
    match weighed {
        Some(weighed) => format!("Đã hoàn tất: PDF {pages} trang, {weighed}."),
        None => format!("Đã hoàn tất: PDF {pages} trang đã lưu vào hồ sơ."),
    }
}

/// After F2 where a signed PDF, or PDFs that are too much to be joined, stayed what they are.
pub(super) fn done_apart(pages: u32, files: usize) -> String {
    format!("Đã hoàn tất: {pages} trang trong {files} PDF; tệp đã ký hoặc quá lớn giữ riêng.")
}

/// After F2 where an image does not say its resolution.
pub(super) fn done_assumed(pages: u32) -> String {
    format!("Đã hoàn tất: PDF {pages} trang. Có ảnh không ghi dpi: cỡ giấy là phỏng đoán.")
}

/// What was done about a heavy PDF.
pub(super) fn weighed(heavy: &StoredFile, instead: &[StoredFile]) -> String {
    let size = say::size(heavy.size);
    match instead {
        [] => format!("{size}, giữ nguyên"),
        [lighter] => format!("nén còn {}, giữ bản gốc", say::size(lighter.size)),
        parts => format!("tách thành {} phần, giữ bản gốc {size}", parts.len()),
    }
}

/// What of the image is known already.
pub(super) fn known(image: &TrayPage) -> String {
    let has = |flag: &str| image.flags.iter().any(|it| it == flag);
    let what = match (has(USED), has(JOINED)) {
        (true, _) => "tệp này đang nằm trong một giấy tờ.",
        (false, true) => "đã ghép vào ảnh hai mặt thẻ.",
        (false, false) => "giống từng byte một tệp đã nhận trước đó.",
    };
    format!("{}: {what}", shared::short(&image.page.file_name, 24))
}

/// It lies in the tray's trash.
pub(super) fn thrown_away(name: &str) -> String {
    format!(
        "{} đã vào thùng rác của khay quét, còn lấy lại được.",
        shared::short(name, 24)
    )
}

/// After F8.
pub(super) fn came(pages: u32) -> String {
    if pages == 0 {
        return "Thư mục quét không có ảnh mới. Quét xong rồi bấm F8.".to_owned();
    }
    format!("{pages} ảnh mới đã vào khay. Enter để gán vào mặt còn thiếu.")
}

/// The title of the tray's pages to choose from.
pub(super) fn which(old: &Page) -> String {
    format!("Thay ảnh {} bằng ảnh nào", text::side(old.slot()))
}

/// The same where the side has no image yet.
pub(super) fn which_for(slot: Slot) -> String {
    format!("Gán ảnh nào vào mặt {}", text::mark(slot))
}

/// One of them.
pub(super) fn choice(row: &TrayPage) -> String {
    let time = say::exact_time(row.page.taken_at.local().time());
    let replaced = if row.was_replaced() {
        " · đã bị thay"
    } else {
        ""
    };
    format!("{} · {time} · {} dpi{replaced}", image(&row.page), dpi(&row.page))
}

/// One image has taken the place of another; at most 78 columns.
pub(super) fn replaced(old: &Page, new: &Page) -> String {
    let side = text::mark(old.slot());
    let [old, new] = [old, new].map(|page| shared::short(&image(page), 14));
    format!("Đã thay ảnh mặt {side}: {old} → {new}. Ảnh cũ về khay; F2 ghép lại.")
}

/// `Tờ khai (Bản chính)`.
pub(super) fn whole(component: &ComponentView) -> String {
    format!("{} ({})", component.name, words::paper_form(component.form))
}

/// Resolution; a question mark where it was only inferred.
pub(super) fn dpi(page: &Page) -> String {
    match (page.dpi, page.dpi_known) {
        (0, _) | (_, DpiKnown::Unknown) => "—".to_owned(),
        (dpi, DpiKnown::Assumed) => format!("{dpi}?"),
        (dpi, DpiKnown::Measured) => dpi.to_string(),
    }
}

/// `1654 × 2339`.
pub(super) fn pixels(page: &Page) -> String {
    if page.width == 0 {
        return String::new();
    }
    format!("{} × {}", page.width, page.height)
}

/// `S0001.jpg`, with the page of a file that has several.
pub(super) fn image(page: &Page) -> String {
    if page.leaf > 1 {
        return format!("{} tr.{}", page.file_name, page.leaf);
    }
    page.file_name.clone()
}

/// What there is to say of a page; a blank one is only said, never dropped.
pub(super) fn remark(page: &Page, (extra, flags): (bool, &[String])) -> String {
    let part = match page.part {
        Part::Whole => "",
        Part::WithNote => "có giấy ghi chú",
        Part::WithoutNote => "đã bỏ ghi chú",
    };
    let turned = match page.turns {
        0 => String::new(),
        turns => format!("xoay {}°", u16::from(turns) * 90),
    };
    let blank = if page.blank { "trắng? (vẫn giữ)" } else { "" };
    let extra = if extra { "THỪA" } else { "" };
    let flags: Vec<&str> = quality::seen(flags).collect();
    let said = [extra, part, blank, &turned];
    let said: Vec<&str> = said
        .into_iter()
        .chain(flags)
        .filter(|it| !it.is_empty())
        .collect();
    said.join(" · ")
}

/// A side without its image.
pub(super) fn missing(slot: Slot) -> &'static str {
    match slot.part {
        Part::Whole => "THIẾU",
        Part::WithNote => "THIẾU: bản có ghi chú",
        Part::WithoutNote => "THIẾU: bản đã bỏ ghi chú",
    }
}

/// What of the tray may be placed here.
pub(super) fn waiting(rows: &[&TrayPage], (replaced, of_others): (usize, usize)) -> String {
    match rows {
        [] if replaced > 0 => format!("Khay có {replaced} ảnh đã bị thay: bấm t nếu cần dùng lại."),
        [] if of_others > 0 => {
            format!("Khay có {of_others} ảnh dành cho giấy tờ khác: F10, Khay quét để đổi.")
        }
        [] => "Khay không có ảnh nào chờ gán.".to_owned(),
        [first, ..] => format!(
            "Còn {} ảnh chưa gán trong khay:  {}  {}",
            rows.len(),
            image(&first.page),
            say::exact_time(first.page.taken_at.local().time())
        ),
    }
}

/// Keys that have no room in the key line of a narrow window, for the page under the pointer.
pub(super) fn on_page(page: &Page) -> String {
    let name = shared::short(&image(page), 16);
    format!("v xem {name} · t thay bằng ảnh khác trong khay · Del trả về khay")
}

/// What Enter does; with several images to choose from, how to get another.
pub(super) fn place(page: &Page, slot: Slot, waiting: usize) -> String {
    let (name, side) = (shared::short(&image(page), 24), text::mark(slot));
    let other = if waiting > 1 {
        " · t chọn ảnh khác"
    } else {
        ""
    };
    format!("Enter gán {name} vào mặt {side}{other}")
}
