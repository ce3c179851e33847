//! Words of the component checklist.

use crate::app::chrome::Message;
use crate::domain::component::{FileSource, PaperForm, SignatureMark, Submission};
use crate::domain::draft::{DraftComponent, DraftFile};
use crate::domain::quality::{ScanProfile, Shortfall, text as quality};
use crate::domain::rows::PaperRow;
use crate::domain::say;
use crate::domain::special::{Care, text as special};
use crate::domain::text;
use crate::domain::weight::{Weighed, given};
use crate::screens::text as shared;

pub(super) const PATH: [&str; 2] = ["Hồ sơ", "Thành phần"];
pub(super) const COLUMNS: [&str; 5] = ["", "(1) Thành phần hồ sơ nộp", "Bản", "Loại", "Tệp tin"];
pub(super) const OTHERS: &str = "(2) Thành phần hồ sơ khác";
pub(super) const ADD: &str = "+ thêm giấy tờ khác";
pub(super) const FILES: &str = "TỆP CỦA THÀNH PHẦN";

pub(super) const REVIEW: &str = "Xem lại";
pub(super) const NEXT_CITIZEN: &str = "Tiếp nhận mới";
pub(super) const DONE: &str = "Xong";
pub(super) const SCAN: &str = "Quét";
pub(super) const KHO: &str = "Kho";
pub(super) const TICK: &str = "Nhận";
pub(super) const USE: &str = "Dùng";
pub(super) const SIGNATURES: &str = "Chữ ký";
pub(super) const OPEN_FILES: &str = "Tệp";
pub(super) const ADD_OWN: &str = "Thêm";
pub(super) const REASONS: &str = "Lý do mẫu";

pub(super) const BLANK: &str = "Mẫu đơn";
pub(super) const BLANK_OPENED: &str = "Đã mở mẫu đơn trong trình xem; in từ đó.";
pub(super) const NO_PAGE: &str = "Thành phần này chưa có trang nào để xem. F8 để gắn tệp.";
/// Before the rest of its legal text, and behind what of it fits.
pub(super) const NOTE: &str = "Quy định: ";
pub(super) const NOTE_GOES_ON: &str = "(F10 Đọc đủ quy định)";
pub(super) const NO_BLANK: &str = "Danh mục không ghi mẫu đơn cho giấy tờ này. Thêm ở danh mục nếu cần.";

pub(super) const NEW_TITLE: &str = "Thành phần hồ sơ khác";
pub(super) const NEW_LABEL: &str = "Tên giấy tờ";
pub(super) const REJECT_TITLE: &str = "Giấy tờ này đạt hay không đạt?";
pub(super) const REJECT_LABEL: &str = "Lý do không đạt";
/// The first says it is good again, the last is asked for in words.
pub(super) const VERDICTS: [&str; 7] = [
    "Đạt",
    "Chưa ký",
    "Chưa đóng dấu",
    "Hết hiệu lực",
    "Không đúng mẫu",
    "Mờ, không đọc được",
    "Lý do khác",
];
pub(super) const NOT_HERE_TITLE: &str = "Giấy tờ bắt buộc, ghi lại là chưa nhận";
pub(super) const HOLDS_SCANS: &str =
    "Giấy này đang có trang hay tệp. Gỡ ra trước (F8, Del), rồi bỏ dấu đã nhận.";
pub(super) const DETACH_TITLE: &str = "Gỡ tệp khỏi thành phần";
const VOID_TITLE: &str = "Bỏ thành phần nhập nhầm";
pub(super) const REASON: &str = "Lý do";

/// The question before a paper is taken away: its pages are not lost.
pub(super) fn void_title(pages: usize) -> String {
    match pages {
        0 => VOID_TITLE.to_owned(),
        pages => format!("{VOID_TITLE}: {pages} trang về lại khay quét"),
    }
}

pub(super) const COPIES: &str = "Số bản phải từ 1 đến 99.";
pub(super) const REUSED: &str = "Đã dùng giấy tờ từ kho, không tạo tệp mới.";
pub(super) const NOTHING_TO_UNDO: &str = "Không có việc nào vừa làm để hoàn tác ở đây.";
pub(super) const UNDONE: &str = "Đã hoàn tác việc vừa làm với thành phần hồ sơ.";
pub(super) const NO_FILE: &str = "Thành phần này chưa có tệp. F8 để quét, hoặc Enter để chọn tệp.";
pub(super) const KEPT: &str = "Đã lưu giấy tờ này vào kho của chủ hồ sơ.";
pub(super) const GONE: &str = "Không tìm thấy hồ sơ này. Esc để lùi lại.";
pub(super) const ALL_DIGITISED: &str = "Đã đủ tệp cho các thành phần phải nộp.";

/// Keys that have no room in the key line of a narrow window, for the paper under the pointer.
pub(super) fn on_paper(has_pages: bool, lacks_file: bool) -> &'static str {
    match (has_pages, lacks_file) {
        (true, _) => "v xem trang đã có · Ctrl+K tính chất, cách lưu bản giấy · F1 mọi phím.",
        (false, true) => "F8 quét, Enter chọn tệp; giấy khó quét, không số hóa: Ctrl+K.",
        (false, false) => "Ctrl+K ghi tính chất, cách lưu bản giấy · F1 mọi phím.",
    }
}

/// What the card is called in lists of components and in the kho.
pub(super) const IDENTITY_CARD: [&str; 4] = ["CCCD", "căn cước công dân", "thẻ căn cước", "thẻ CC"];

/// Which cell Tab has reached, for the detail block.
pub(super) fn cell(copies: bool, form: bool, verdict: bool) -> &'static str {
    match (copies, form, verdict) {
        (true, ..) => "Số bản: + và −, hoặc gõ một số",
        (_, true, _) => "Loại: Space đổi",
        (_, _, true) => "Đạt/không đạt: Space hoặc F4 chọn lý do",
        _ => "Lưu vào kho cho lần sau: Space đổi",
    }
}

/// Loại, short enough for its column.
pub(super) fn form(item: &DraftComponent) -> &'static str {
    match (item.submission, item.form) {
        (Submission::Present, _) => "Xuất trình",
        (_, PaperForm::Original) => "Bản chính",
        (_, PaperForm::Certified) => "Chứng thực",
        (_, PaperForm::Plain) => "Bản sao",
        (_, PaperForm::Electronic) => "Điện tử",
    }
}

/// E28, as a component says it: it is there, and everybody sees what it is worth.
pub(super) const COUNT_FIRST: &str = "Chưa đếm tờ của giấy này: sau tiếp nhận bấm F8 đếm, rồi mới ký.";
const INVALID: &str = "chữ ký KHÔNG HỢP LỆ";

/// `2 tệp · 3 trang · chưa ký`.
pub(super) fn files(files: &[DraftFile]) -> String {
    let has = |mark| files.iter().any(|file| file.signature == mark);
    if has(SignatureMark::Invalid) {
        return INVALID.to_owned();
    }
    if files.iter().all(|file| file.source == FileSource::Kho) {
        return "từ kho ✓".to_owned();
    }
    if files.iter().all(|file| file.source == FileSource::Online) {
        return shared::OF_THE_CITIZEN.to_owned();
    }
    let (count, pages) = shared::counted(files);
    if files.iter().all(|file| shared::is_recording(&file.mime)) {
        return format!("{count} tệp nghe - nhìn");
    }
    // What the officer must look at stands whole in the narrowest column.
    let signed = if has(SignatureMark::Unknown) {
        return format!("{pages} trang · chữ ký chưa rõ");
    } else if has(SignatureMark::Present) {
        return format!("{pages} trang · có chữ ký");
    } else if has(SignatureMark::Valid) {
        "đã ký ✓"
    } else {
        "chưa ký"
    };
    format!("{count} tệp · {pages} trang · {signed}")
}

/// `2 tệp · chưa đạt thông số`.
pub(super) fn below(files: &[DraftFile]) -> String {
    match shared::counted(files).0 {
        count @ ..10 => format!("{count} tệp · chưa đạt thông số"),
        _ => "chưa đạt thông số".to_owned(),
    }
}

/// In the detail block: where the scans fall short, and what to do.
pub(super) fn short_of(short: &[Shortfall], profile: &ScanProfile) -> Option<String> {
    let words: Vec<String> = short.iter().map(|it| quality::shortfall(*it, profile)).collect();
    (!words.is_empty()).then(|| {
        format!(
            "Chưa đạt thông số: {}. Quét lại được thì nên quét lại.",
            words.join(", ")
        )
    })
}

/// `trong kho, đến 12/03/2030`.
pub(super) fn offered(paper: &PaperRow) -> String {
    match paper.ends_on {
        Some(day) => format!("trong kho, đến {}", say::date(day)),
        None => "trong kho".to_owned(),
    }
}

/// The letter forbids this copy.
pub(super) const FORBIDDEN: &str = "Không sao chụp giấy tờ này, trừ khi luật chuyên ngành quy định khác";
pub(super) const BASIS: &str = "Căn cứ luật";
pub(super) const NOT_COPIED: &str =
    "Chưa gắn tệp: không ghi căn cứ luật chuyên ngành thì không sao chụp giấy tờ này.";
pub(super) const NOT_ASKED: &str = "không phải số hóa";

/// `KHÔNG SỐ HÓA · dễ hỏng: giấy mục, mép rách`.
pub(super) fn reasoned(head: &str, reason: &str) -> String {
    format!("{head}: {reason}")
}

pub(super) const WISHED: &str = "CHỜ DUYỆT KHÔNG SỐ HÓA";

pub(super) const NOT_RECEIVED: &str = "CHƯA NHẬN";
pub(super) const SHOWN: &str = "xuất trình, không tệp";
pub(super) const NO_FILES_YET: &str = "Chưa có tệp. F8 chọn tệp.";
pub(super) const NO_PAGES_YET: &str = "F8 quét, Enter chọn tệp.";
pub(super) const NEVER_COPIED: &str = "Không sao chụp giấy này. Không số hóa: Ctrl+K, lãnh đạo duyệt.";
pub(super) const NOT_COUNTED: &str = "chưa đếm đủ trang: F8";
/// A paper that waits for its device, and some of it is scanned already.
pub(super) fn waits_with(pages: usize) -> String {
    format!("Đã gán {pages} trang, chưa hoàn tất. Có thiết bị thì F8 quét tiếp rồi hoàn tất.")
}
pub(super) const NO_FILES: &str = "chưa có tệp";

/// `không đạt: chưa ký`.
pub(super) fn rejected(reason: &str) -> String {
    format!("không đạt: {}", reason.to_lowercase())
}

/// Below a paper that needs care: `Tính chất: dễ hỏng, khổ lớn · bản gốc: giữ tại đơn vị`.
pub(super) fn care(care: &Care) -> Option<String> {
    let mut parts = Vec::new();
    if !care.traits.is_empty() {
        let names: Vec<&str> = care.traits.iter().map(|it| special::name(*it)).collect();
        parts.push(format!("Tính chất: {}", names.join(", ")));
    }
    if care.of_other_body {
        parts.push("của cơ quan khác, không sao chụp".to_owned());
    }
    parts.extend(care.basis.as_ref().map(|basis| format!("căn cứ: {basis}")));
    parts.extend(
        care.custody
            .map(|it| format!("bản gốc: {}", special::custody(it))),
    );
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// First line of the detail block.
pub(super) fn whole(item: &DraftComponent) -> String {
    // A paper that is only shown has no form that anybody keeps: its row says so too.
    let form = match item.submission {
        Submission::Present => form(item),
        Submission::Submit => text::paper_form(item.form),
    };
    format!("{} ({form})", item.name)
}

/// The whole legal text, by paragraphs. A name the catalogue broke off goes on in its note.
pub(super) fn wording(item: &DraftComponent, note: &str) -> Vec<String> {
    let mut paragraphs = note.lines().map(str::to_owned);
    match item.name.strip_suffix('…') {
        Some(begun) => {
            let first = paragraphs.next().unwrap_or_default();
            std::iter::once(format!("{begun} {first}"))
                .chain(paragraphs)
                .collect()
        }
        None => std::iter::once(item.name.clone()).chain(paragraphs).collect(),
    }
}

/// The paper that is offered, with its code and its end.
pub(super) fn in_kho(paper: &PaperRow) -> String {
    let name = paper.code.as_deref().unwrap_or(&paper.name);
    match paper.ends_on {
        Some(day) => format!("Có trong kho: {name}, còn hạn đến {}.", say::date(day)),
        None => format!("Có trong kho: {name}, không ghi thời hạn."),
    }
}

pub(super) const OFFER_KEYS: &str =
    "Enter dùng giấy này · Space chỉ ghi đã nhận bản giấy · F4 chọn giấy khác";

/// A paper of the same name that cannot be used.
pub(super) fn expired(paper: &PaperRow) -> String {
    if paper.signature == SignatureMark::Invalid {
        return format!("Một bản trong kho có {INVALID}, không dùng được.");
    }
    match (paper.revoked_on.is_some(), paper.ends_on) {
        (true, _) => "Một bản trong kho đã bị thu hồi, không dùng được.".to_owned(),
        (false, Some(day)) => format!("Một bản cũ hết hạn {} không dùng được.", say::date(day)),
        (false, None) => "Một bản trong kho chưa có hiệu lực, không dùng được.".to_owned(),
    }
}

/// The recommended size of a file, the heaviest that goes out, and what stands behind it.
pub(super) fn weight(files: &[DraftFile], most_mb: u32) -> String {
    let recommended = format!("Khuyến nghị tệp không quá {most_mb} MB.");
    let out = shared::going_out(files);
    let size = out.iter().map(|file| file.size).max().unwrap_or_default();
    let there = match out.len() {
        1 => format!("Đang có {}.", say::size(size)),
        count => format!("Đang có {count} tệp, nặng nhất {}.", say::size(size)),
    };
    let heavy = files.iter().find(|file| given(files).all(|it| it.id != file.id));
    let kept = heavy.map(|file| format!(" Bản gốc {} vẫn giữ.", say::size(file.size)));
    format!("{recommended} {there}{}", kept.unwrap_or_default())
}

/// W14: it goes out as it is, because the officer has decided so.
fn kept_heavy(size: u64, limit_mb: u32) -> String {
    format!(
        "Đã gắn tệp {}, giữ nguyên dù trên mức khuyến nghị {limit_mb} MB.",
        say::size(size)
    )
}

/// What a paper is called in the kho; a part says which of how many it is.
pub(super) fn kept_name(name: &str, (number, of): (usize, usize)) -> String {
    match of {
        1 => name.to_owned(),
        of => format!("{name} (phần {number} của {of})"),
    }
}

/// A file in the list of a component's files.
pub(super) fn file(file: &DraftFile) -> String {
    let pages = file.pages.map(|pages| format!("{pages} · ")).unwrap_or_default();
    format!("{} · {pages}{}", file.name, say::size(file.size))
}

/// One in whose place others go out.
pub(super) fn original(file: &DraftFile) -> String {
    format!("bản gốc · {} · {}", say::size(file.size), file.name)
}

/// The state of the keep flag.
pub(super) fn keep(keep: bool) -> &'static str {
    if keep {
        "Lưu vào kho cho lần sau: có"
    } else {
        "Lưu vào kho cho lần sau: không"
    }
}

/// Below a list longer than the window; `at` is nothing behind the last paper.
pub(super) fn place(at: Option<usize>, of: usize) -> String {
    at.map_or_else(|| format!("{of} giấy tờ"), |at| format!("giấy tờ {at}/{of}"))
}

/// Columns of rule 3 for its words.
const RULE: usize = 70;

/// On rule 3. A long case is cut, the numbers never.
pub(super) fn counts(case: Option<&str>, received: usize, of: usize, lacking: usize) -> String {
    let lacking = if lacking == 0 {
        String::new()
    } else {
        format!(" · thiếu {lacking} bắt buộc")
    };
    let counts = format!("đã nhận {received}/{of}{lacking}");
    let Some(case) = case else { return counts };
    let room = RULE.saturating_sub("Trường hợp:  · ".chars().count() + counts.chars().count());
    let case = if case.chars().count() > room {
        let kept: String = case.chars().take(room.saturating_sub(1)).collect();
        format!("{}…", kept.trim_end())
    } else {
        case.to_owned()
    };
    format!("Trường hợp: {case} · {counts}")
}

/// W13.
pub(super) fn lacking(count: usize, offered: bool) -> String {
    let offer = if offered {
        " Một giấy có sẵn trong kho: Enter để dùng."
    } else {
        ""
    };
    format!("Còn thiếu {count} giấy tờ bắt buộc.{offer}")
}

/// Files were attached; what is kept above the limit is said first.
pub(super) fn took(files: &[DraftFile], name: &str) -> Message {
    let kept = files.iter().find_map(|file| match file.weighed {
        Some(Weighed::Kept { limit_mb }) => Some((file.size, limit_mb)),
        Some(Weighed::InsteadOf(_)) | None => None,
    });
    if let Some(file) = files.iter().find(|file| file.signature == SignatureMark::Invalid) {
        return Message::error(format!(
            "Đã gắn, nhưng {}: {INVALID}. F6 xem vì sao.",
            shared::short(&file.name, 28)
        ));
    }
    match kept {
        Some((size, limit_mb)) => Message::warning(kept_heavy(size, limit_mb)),
        None => Message::done(attached(files, name)),
    }
}

/// S08.
fn attached(files: &[DraftFile], name: &str) -> String {
    let (count, pages) = shared::counted(files);
    let short = shared::short(name, 36);
    match pages {
        0 => format!("Đã gắn {count} tệp vào {short}."),
        pages => format!("Đã gắn {count} tệp, {pages} trang vào {short}."),
    }
}
