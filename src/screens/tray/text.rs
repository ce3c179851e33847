//! Words of the tray.

use crate::app::chrome::Message;
use crate::app::job::{JobFault, TakenIn};
use crate::app::msg::FolderHeld;
use crate::domain::pages::{Claim, DpiKnown, Uneven};
use crate::domain::quality::{PageFlag, text as quality};
use crate::domain::refusal::Refusal;
use crate::domain::rows::{AimedAt, ComponentView, DossierRow, TrayPage};
use crate::domain::say::shortened;
use crate::domain::tray::{AGAIN, JOINED, REPLACED, TraySource, USED};
use crate::screens::text as shared;

pub(super) const PATH: &str = "Khay quét";
pub(super) const PATH_OF_BIN: &str = "Khay quét › Trang đã bỏ";
pub(super) const ASSIGN: &str = "Gán";
pub(super) const LOOK: &str = "Lấy trang mới";
pub(super) const SCAN: &str = "Quét";
pub(super) const PICK: &str = "Chọn tệp";
pub(super) const TURN: &str = "Xoay";
pub(super) const TICK: &str = "Chọn";
pub(super) const SEE: &str = "Xem";
pub(super) const DOSSIER: &str = "Hồ sơ";
pub(super) const COMPONENT: &str = "Thành phần";
pub(super) const SHEETS: &str = "Số tờ";
pub(super) const BRING_BACK: &str = "Lấy lại";
pub(super) const TO_PAGES: &str = "Trang chưa gán";

/// Headers of the table.
pub(super) const COLUMNS: [&str; 5] = ["TT", "Trang", "Lúc", "dpi", "Ghi chú của máy"];

pub(super) const EMPTY: &str = "Khay trống. F8 để quét hay chọn tệp, hoặc bỏ tệp vào thư mục quét.";
/// Why nothing comes from the scan folder by itself.
pub(super) fn held(held: &FolderHeld) -> String {
    match held {
        FolderHeld::Away => FOLDER_AWAY.to_owned(),
        FolderHeld::Fault(JobFault::Refused(Refusal::DiskFull { free_mb })) => format!(
            "Trang quét chưa vào khay: ổ đĩa chỉ còn {free_mb} MB. Giải phóng chỗ trống, máy tự nhận tiếp."
        ),
        FolderHeld::Fault(fault) => fault.sentence(),
    }
}

pub(super) const FOLDER_AWAY: &str =
    "Không thấy thư mục quét. Kiểm tra ổ đĩa, mạng; có lại thì máy tự nhận trang.";
pub(super) const BIN_EMPTY: &str = "Không có trang nào đã bỏ. Esc về khay.";
pub(super) const NO_PAGE: &str = "Không có trang nào. F8 để quét, hoặc bỏ tệp vào thư mục quét.";
pub(super) const READING: &str = "Đang đọc lại hồ sơ. Xem xong bấm F2 lần nữa.";
pub(super) const NOT_READ: &str = "Chưa đọc được khay. Ra rồi vào lại; các trang vẫn nằm trong máy.";
pub(super) const LOOKING: &str = "Đang xem thư mục quét…";
pub(super) const REFUSED: &str = "Tệp của thư mục quét không nhận được";
pub(super) const UNDONE: &str = "Đã hoàn tác.";
pub(super) const ADVICE: &str = "Space chọn trang theo thứ tự của giấy, v xem, F4 chọn hồ sơ, F2 gán.";
pub(super) const ADVICE_ALIKE: &str =
    "Có thể là một tờ quét hai lần: v xem, Del bỏ trang thừa (lấy lại được).";
pub(super) const ADVICE_BACK: &str = "Trang trắng ngay sau tờ bìa: v xem; là mặt sau tờ bìa thì Del bỏ.";
pub(super) const ADVICE_COVER: &str =
    "Có thể là tờ bìa chưa đọc được: v xem; các trang sau nó chưa dành cho ai.";
pub(super) const ADVICE_BIN: &str = "F2 lấy trang đang trỏ, hoặc các trang đã chọn, về khay.";
pub(super) const NOT_IN_BIN: &str = "Đây là các trang đã bỏ. Esc về khay rồi làm việc này.";
pub(super) const ADVICE_DOSSIER: &str = "Gõ số hồ sơ hoặc họ tên rồi Enter; F4 mở danh sách hồ sơ.";
pub(super) const ADVICE_COMPONENT: &str = "F4 chọn thành phần khác; F2 gán các trang đã chọn.";
pub(super) const NONE_TICKED: &str = "Chưa chọn trang nào. Space chọn theo thứ tự, rồi bấm F2.";
pub(super) const NO_DOSSIER: &str = "Chưa có hồ sơ. Gõ số hồ sơ rồi Enter, hoặc F4 chọn; rồi bấm F2.";
pub(super) const NO_DOSSIER_TO_PRINT: &str = "Chưa có hồ sơ để in tờ bìa. F4 chọn hồ sơ, rồi in.";
pub(super) const NO_COMPONENT: &str = "Chưa có thành phần. F4 chọn thành phần, rồi bấm F2.";
pub(super) const NO_TAKERS: &str = "Hồ sơ này không có thành phần nào đã nhận để gán trang. Chọn hồ sơ khác.";
pub(super) const NO_SUCH_DOSSIER: &str = "Không có hồ sơ nào như vậy. Gõ số hồ sơ khác, hoặc F4 chọn.";
pub(super) const WHICH_DOSSIER: &str = "Gán vào hồ sơ nào";
pub(super) const WHICH_COMPONENT: &str = "Gán vào thành phần nào";
pub(super) const FORBIDDEN: &str = "Không được sao chụp, trừ khi có căn cứ";
pub(super) const BASIS: &str = "Căn cứ luật chuyên ngành";
pub(super) const NOT_COPIED: &str = "Chưa gán trang nào: chưa có căn cứ để sao chụp giấy tờ này.";
pub(super) const TICK_BOTH_PASSES: &str =
    "Chọn (Space) cả hai lượt: hết mặt trước, rồi mặt sau; rồi làm lại.";

pub(super) const TICK_BOTH_SIDES: &str =
    "Chọn (Space) đúng hai trang: mặt trước rồi mặt sau của thẻ; rồi làm lại.";
pub(super) const JOINING: &str = "Đang ghép hai mặt thẻ lên một tờ A4…";

/// Two sides of a card are one page; a size that nobody stated is said.
pub(super) fn joined(assumed: bool) -> Message {
    if assumed {
        return Message::warning("Đã ghép hai mặt thẻ; cỡ thẻ phỏng đoán vì tệp không ghi dpi. Ctrl+U tách.");
    }
    Message::done("Đã ghép hai mặt thẻ lên một A4 đúng cỡ. Enter xem, Ctrl+U tách lại.")
}

/// Files of the scan folder that were refused and lie there still; the count first, the rest is read in the list.
pub(super) fn refused(files: &[String]) -> Option<String> {
    match files {
        [] => None,
        [only] => Some(only.clone()),
        [first, ..] => Some(format!("{} tệp bị từ chối, F5 đọc hết. {first}", files.len())),
    }
}

/// Line 2.
pub(super) fn waiting(pages: usize, covers: usize) -> String {
    match (pages, covers) {
        (0, 0) => "Không có trang nào chưa gán".to_owned(),
        (0, covers) => format!("Không có trang nào chưa gán · {covers} tờ bìa để riêng"),
        (pages, 0) => format!("{pages} trang chưa gán · đã nằm trong máy, tắt máy không mất"),
        (pages, covers) => format!("{pages} trang chưa gán · {covers} tờ bìa để riêng · tắt máy không mất"),
    }
}

/// Line 2 of the bin.
pub(super) fn in_bin(pages: usize) -> String {
    format!("{pages} trang đã bỏ · vẫn nằm trong máy, lấy lại được")
}

/// Pages came by themselves.
pub(super) fn grew(pages: u32) -> String {
    format!("Vừa nhận {pages} trang từ thư mục quét.")
}

/// Chosen files came in.
pub(super) fn picked(taken: &TakenIn) -> Message {
    came(
        taken,
        format!("Vừa nhận {} trang vào khay{}", taken.pages, aside(taken.covers)),
    )
}

/// What a look into the folder came to.
pub(super) fn taken_in(taken: &TakenIn) -> Message {
    let pages = taken.pages;
    came(
        taken,
        format!("Vừa nhận {pages} trang từ thư mục quét{}", aside(taken.covers)),
    )
}

/// The end of the sentence.
fn aside(covers: u32) -> String {
    match covers {
        0 => ".".to_owned(),
        covers => format!("; {covers} tờ bìa QR để riêng."),
    }
}

/// What is wrong first; `well` where nothing is.
fn came(taken: &TakenIn, well: String) -> Message {
    if let ([], [astray, ..]) = (taken.refused.as_slice(), taken.astray.as_slice()) {
        return Message::warning(astray.clone());
    }
    match (
        taken.refused.as_slice(),
        taken.again.as_slice(),
        taken.pages + taken.covers,
    ) {
        ([fault], ..) => Message::error(fault.clone()),
        ([fault, more @ ..], ..) => {
            Message::error(format!("{fault} (và {} tệp khác: F5 đọc hết)", more.len()))
        }
        ([], [name], _) => Message::warning(format!(
            "«{}» trùng tệp đã nhận: xem rồi bỏ bằng Del nếu thừa.",
            shortened(name, 26)
        )),
        ([], [_, ..], _) => Message::warning(format!(
            "{} tệp trùng tệp đã nhận: xem rồi bỏ bằng Del nếu thừa.",
            taken.again.len()
        )),
        ([], [], 0) => Message::advice("Không có trang mới. Tệp đang ghi dở được nhận khi đã ghi xong."),
        ([], [], _) => Message::done(well),
    }
}

/// How it stands now.
pub(super) fn turned(turns: u8) -> String {
    match turns {
        0 => "Trang lại đứng như lúc quét.".to_owned(),
        turns => format!("Đã xoay trang {}° theo chiều kim đồng hồ.", u32::from(turns) * 90),
    }
}

/// Into the bin.
pub(super) fn thrown(name: &str) -> String {
    format!("Đã bỏ «{}». Ctrl+U lấy lại.", shortened(name, 30))
}

/// Out of the bin.
pub(super) fn brought_back(pages: usize) -> String {
    format!("Đã lấy lại {pages} trang vào khay.")
}

/// Two passes became one pile.
pub(super) fn interleaved(pages: usize) -> String {
    format!("Đã xen kẽ {pages} trang: trước, sau, trước, sau. Xem lại thứ tự chọn.")
}

/// They cannot.
pub(super) fn uneven(uneven: Uneven) -> String {
    let Uneven { fronts, backs } = uneven;
    format!("Hai lượt lệch nhau: {fronts} mặt trước, {backs} mặt sau. Chọn đủ cả hai rồi làm lại.")
}

/// F2 is done.
pub(super) fn placed(pages: usize, component: &str, time: &str) -> String {
    format!(
        "Đã gán {pages} trang vào «{}» lúc {time}.",
        shortened(component, 38)
    )
}

/// A dossier to choose.
pub(super) fn dossier(code: &str, row: &DossierRow) -> String {
    format!("{code} {} · {}", row.holder_name, row.procedure_name)
}

/// A component to choose.
pub(super) fn component(it: &ComponentView, is_result: bool) -> String {
    let class = if is_result { "Kết quả giấy: " } else { "" };
    match it.pages.len() {
        0 => format!("{class}{}", it.name),
        pages => format!("{class}{} · đã có {pages} trang", it.name),
    }
}

/// What F2 will do.
pub(super) fn ticked(pages: usize) -> String {
    match pages {
        0 => "Chưa chọn trang nào. Gán vào".to_owned(),
        pages => format!("Đã chọn {pages} trang. Gán vào"),
    }
}

/// What ticked pages show is known already; of several, the first one says how.
pub(super) fn came_before(first: &TrayPage, count: usize) -> String {
    let name = shared::short(&first.page.file_name, 12);
    let is_used = |flag: &String| flag == USED || flag == JOINED;
    let how = if first.flags.iter().any(is_used) {
        "đã dùng rồi"
    } else {
        "trùng tệp đã nhận"
    };
    let which = match count {
        1 => format!("{name} {how}"),
        _ => format!("{name} và {} ảnh nữa {how}", count - 1),
    };
    format!("{which}. F2 lần nữa: vẫn gán. Del: bỏ.")
}

/// A cover sheet meant ticked pages for somebody else; of several, the first one's is named.
pub(super) fn meant_for_another(name: &str, count: usize, whom: &str) -> String {
    let which = match count {
        1 => shared::short(name, 12),
        count => format!("{count} ảnh"),
    };
    format!(
        "{which} dành cho {}; F2 lần nữa: vẫn gán.",
        shared::short(whom, 30)
    )
}

/// `2 tờ × 2 mặt · đã có 1 trang`.
pub(super) fn sheets(claim: &Claim, there: usize) -> String {
    let claim = format!("{} tờ × {} mặt, sửa khi đếm trang", claim.sheets, claim.sides);
    match there {
        0 => claim,
        there => format!("{claim} · đã có {there} trang"),
    }
}

/// `S0001.jpg`, `ho so.pdf, tr. 2`.
pub(super) fn name(row: &TrayPage) -> String {
    match row.page.leaf {
        0 | 1 => row.page.file_name.clone(),
        leaf => format!("tr. {leaf} {}", row.page.file_name),
    }
}

/// `200`, `~200` where it is assumed.
pub(super) fn dpi(row: &TrayPage) -> String {
    match row.page.dpi_known {
        DpiKnown::Measured => row.page.dpi.to_string(),
        DpiKnown::Assumed => format!("~{}", row.page.dpi),
        DpiKnown::Unknown => "—".to_owned(),
    }
}

/// `230214-0003, Tờ khai`.
pub(super) fn whom(known: Option<&AimedAt>, unit: &str) -> String {
    let Some(known) = known else {
        return "hồ sơ khác".to_owned();
    };
    let code = shared::short_code(known.code.as_deref(), unit);
    match &known.component {
        Some(component) => format!("{code}, {}", shortened(component, 24)),
        None => code,
    }
}

/// How the officer turned it, then what the machine saw, the weightiest first.
pub(super) fn notes(row: &TrayPage, (faint, whom): (bool, Option<String>)) -> String {
    let page = &row.page;
    let has = |flag: &str| row.flags.iter().any(|it| it == flag);
    let seen = |flag: PageFlag| (has(flag.word()), quality::flag(flag).unwrap_or_default());
    let turned = match page.turns {
        0 => None,
        turns => Some(format!("xoay {}°", u32::from(turns) * 90)),
    };
    let fixed = [
        (has("cover_unread"), "mã QR lớn chưa đọc được"),
        (has("cover_torn"), "bìa QR hỏng: in lại"),
        (has("cover_unknown"), "bìa QR lạ: quầy không có hồ sơ này"),
        (has("cover_closed"), "bìa QR: giấy tờ này không nhận trang"),
        (has("cover_outdated"), "bìa QR cũ: in lại"),
        (faint, "dưới 200 dpi: quét lại"),
        (has(USED), "đang nằm trong một giấy tờ"),
        (has(AGAIN) && !has(USED), "trùng tệp đã nhận"),
        (has(JOINED), "đã ghép vào ảnh thẻ"),
        (has(REPLACED), "đã bị ảnh khác thay"),
        seen(PageFlag::ProbableDuplicate),
        (has("cover_back"), "mặt sau tờ bìa"),
        (has("cover_back_maybe"), "mặt sau tờ bìa?"),
        seen(PageFlag::NotChecked),
        (has("card"), "hai mặt thẻ trên một A4"),
        (page.dpi_known == DpiKnown::Assumed, "phỏng đoán"),
        (page.blank || has("blank"), "trắng?"),
        seen(PageFlag::Skewed),
        seen(PageFlag::TooDark),
        seen(PageFlag::TooLight),
        seen(PageFlag::CutEdge),
        seen(PageFlag::TooLargeToCheck),
        (row.source == TraySource::Component, "lấy ra từ thành phần"),
    ];
    let fixed = fixed.into_iter().filter(|(is, _)| *is);
    let whom = whom.map(|whom| {
        if has("cover") {
            format!("bìa QR: {whom}")
        } else {
            format!("dành cho {whom}")
        }
    });
    let words: Vec<String> = whom
        .into_iter()
        .chain(turned)
        .chain(fixed.map(|(_, words)| words.to_owned()))
        .collect();
    words.join(" · ")
}
