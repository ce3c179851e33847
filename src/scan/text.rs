//! The words for what is wrong with a file (screens.md 4.3, E40 to E46): first what is wrong, then what to do.

use std::fmt::Write as _;

use crate::domain::quality::{PageFlag, ScanProfile, Shortfall, text as quality};

use super::assemble::{AssembleError, Assembled, CardError, Warning};
use super::fault::{Fault, Note};
use super::inspect::{Colour, DpiSource, Inspected};
use super::kind::Kind;
use super::media::Media;

/// Names longer than this are cut in the middle so that the sentence keeps within the message line.
const LONGEST_NAME: usize = 24;

/// One sentence for an officer about one refused file.
pub fn sentence(file_name: &str, fault: &Fault) -> String {
    let file = short(file_name);
    match fault {
        Fault::Empty => format!("{file}: tệp rỗng, không dùng được. Quét lại trang này."),
        Fault::Truncated => format!("{file}: tệp bị cụt, chỉ đọc được một phần. Quét lại trang này."),
        Fault::Encrypted => format!("{file}: có mật khẩu, không mở được. Đề nghị bản không đặt mật khẩu."),
        Fault::Disguised { claimed } => {
            format!(
                "{file}: nội dung không phải {} như tên tệp. Không nhận.",
                label(*claimed)
            )
        }
        Fault::TooLarge { width, height } => {
            format!("{file}: khổ ảnh quá lớn ({width} × {height}). Quét lại ở 200 điểm/inch.")
        }
        Fault::TooHeavy { bytes } => format!(
            "{file}: tệp quá nặng ({}). Tách tệp rồi thử lại.",
            megabytes(*bytes)
        ),
        Fault::Unsupported => format!("{file}: loại tệp chưa hỗ trợ. Dùng PDF, JPEG, PNG hoặc TIFF."),
        Fault::Corrupt => format!("{file}: nội dung bị hỏng, không đọc được. Quét lại hoặc xin bản khác."),
        Fault::Unreadable => format!("{file}: không mở được. Kiểm tra tệp còn đó rồi chọn lại."),
    }
}

/// One sentence about a file that is taken.
pub fn remark(file_name: &str, note: Note) -> String {
    let file = short(file_name);
    match note {
        Note::OwnerPassword => format!("{file}: chủ tệp hạn chế in và sao chép; vẫn nhận được."),
        Note::Misnamed => format!("{file}: tên tệp không đúng loại; nhận theo nội dung."),
        Note::StaysAlone => format!("{file}: có chữ ký hoặc biểu mẫu riêng; giữ nguyên thành một tệp."),
    }
}

/// One sentence about a PDF that was not made. Nothing was changed or left behind.
pub fn refusal(error: &AssembleError) -> String {
    match error {
        AssembleError::NothingToDo => "Chưa chọn tệp nào. Chọn ít nhất một tệp.".to_owned(),
        AssembleError::Refused { name, fault } => sentence(name, fault),
        AssembleError::MustStayAlone { name } => {
            format!(
                "{}: có chữ ký hoặc biểu mẫu riêng, không ghép được. Gắn riêng tệp này.",
                short(name)
            )
        }
        AssembleError::NoPages { name } => no_pages(name),
        AssembleError::TooMuchPdf { bytes } => {
            format!(
                "Các tệp PDF cộng lại {}, quá 100 MB. Gắn riêng từng tệp.",
                megabytes(*bytes)
            )
        }
        AssembleError::WouldOverwriteSource => {
            "Tệp kết quả trùng với một tệp nguồn. Đặt tên khác cho tệp kết quả.".to_owned()
        }
        AssembleError::DiskFull { need } => disk_full(None, *need),
        AssembleError::Cancelled => "Đã dừng ghép tệp. Các tệp nguồn còn nguyên.".to_owned(),
        AssembleError::NotWritten(_) => "Chưa ghi được tệp kết quả. Kiểm tra thư mục rồi thử lại.".to_owned(),
        AssembleError::NotVerified => {
            "Đọc lại tệp kết quả thấy không khớp, đã bỏ. Các tệp nguồn còn nguyên; thử lại.".to_owned()
        }
        AssembleError::PagesDiffer { name } => {
            format!(
                "{}: ghép xong đọc lại thấy trang không như cũ, đã bỏ. Gắn riêng tệp này.",
                short(name)
            )
        }
    }
}

/// What is said of PDFs that are together too much to be joined, where they are taken all the same.
pub fn kept_apart(bytes: u64) -> String {
    format!(
        "Các tệp PDF cộng lại {}, quá 100 MB: không ghép, mỗi tệp giữ riêng.",
        megabytes(bytes)
    )
}

/// Sound and film where pages are wanted.
pub fn no_pages(file_name: &str) -> String {
    format!(
        "{}: âm thanh, phim không có trang. Gắn riêng tệp này.",
        short(file_name)
    )
}

/// One sentence about a card whose sides were not laid on a sheet.
pub fn no_card(error: &CardError) -> String {
    match error {
        CardError::OfPdf { name } => {
            format!(
                "{}: trang PDF, không đo được cỡ thẻ. F8 quét lại thành ảnh rồi ghép.",
                short(name)
            )
        }
        CardError::NoCard { name } => {
            format!(
                "{}: không nhận ra hình thẻ. Cắt sát thẻ hoặc quét lại.",
                short(name)
            )
        }
        CardError::NotMade(error) => refusal(error),
    }
}

/// What the officer should know about a PDF that was made.
pub fn warning(warning: &Warning) -> String {
    match warning {
        Warning::AssumedResolution { name } => {
            format!(
                "{}: không ghi điểm/inch, khổ trang tạm tính theo A4.",
                short(name)
            )
        }
        Warning::Reencoded { name } => format!(
            "{}: ảnh được nén lại thành JPEG, bản gốc giữ nguyên.",
            short(name)
        ),
        Warning::FormFieldsDropped { name } => {
            format!(
                "{}: các ô nhập của biểu mẫu không còn sửa được trong bản ghép.",
                short(name)
            )
        }
    }
}

/// E46. `free` is what is left, where it is known.
pub fn disk_full(free: Option<u64>, need: u64) -> String {
    match free {
        Some(free) => {
            format!(
                "Ổ đĩa còn {} MB, cần {} MB. Dọn bớt rồi thử lại.",
                free >> 20,
                need.div_ceil(1 << 20)
            )
        }
        None => format!(
            "Ổ đĩa đã đầy, cần {} MB. Dọn bớt rồi thử lại.",
            need.div_ceil(1 << 20)
        ),
    }
}

/// One line about an inspected file, taken or not.
pub fn described(file_name: &str, seen: &Inspected) -> String {
    if let Some(fault) = seen.faults.first() {
        return sentence(file_name, fault);
    }
    if let Kind::Media(media) = seen.kind {
        return of_media(file_name, media, seen);
    }
    let mut line = format!("{}: {}, {} trang", short(file_name), label(seen.kind), seen.pages);
    if let (Some(width), Some(height), Some(dpi)) = (seen.width_px, seen.height_px, seen.dpi) {
        let assumed = if dpi.source == DpiSource::Assumed {
            " (tạm tính)"
        } else {
            ""
        };
        let _ = write!(line, ", {width} × {height}, {:.0} điểm/inch{assumed}", dpi.x);
    }
    line += match seen.colour {
        Colour::Bilevel => ", đen trắng",
        Colour::Grey => ", xám",
        Colour::Colour | Colour::Cmyk => ", màu",
        Colour::Unknown => "",
    };
    line += if seen.signed { ", có chữ ký" } else { "" };
    format!("{line}, {}", megabytes(seen.bytes))
}

fn of_media(file_name: &str, media: Media, seen: &Inspected) -> String {
    let sort = if media.is_film() { "phim" } else { "âm thanh" };
    let rate = seen.kbps.map_or(String::new(), |kbps| format!(", {kbps} kbps"));
    let (name, label) = (short(file_name), label_of(media));
    format!("{name}: {sort} {label}{rate}, {}", megabytes(seen.bytes))
}

/// One line about a PDF that was made.
pub fn made(file_name: &str, made: &Assembled) -> String {
    format!(
        "Đã ghép {}: {} trang, {}.",
        short(file_name),
        made.pages,
        megabytes(made.bytes)
    )
}

/// One line about what the checks found on pages `first` to `last`; `like` names the page they look like.
pub fn page_remark(
    file_name: &str,
    (first, last): (usize, usize),
    flag: PageFlag,
    like: Option<(&str, usize)>,
) -> String {
    let page = if first == last {
        first.to_string()
    } else {
        format!("{first}–{last}")
    };
    let found = match flag {
        PageFlag::Blank => "có thể trắng. Vẫn giữ trong hồ sơ.".to_owned(),
        PageFlag::Skewed => "bị lệch. Nên đặt lại giấy và quét lại.".to_owned(),
        PageFlag::TooDark => "quá tối. Nên giảm độ đậm và quét lại.".to_owned(),
        PageFlag::TooLight => "quá nhạt. Nên tăng độ đậm và quét lại.".to_owned(),
        PageFlag::CutEdge => "có chữ sát mép, có thể bị cắt. Xem lại.".to_owned(),
        PageFlag::TooLargeToCheck => "không kiểm tra (quá lớn).".to_owned(),
        PageFlag::NotChecked => "không kiểm tra được bằng máy. Xem bằng mắt.".to_owned(),
        PageFlag::Duplicate => format!("giống hệt {}. Xem lại.", place(like)),
        PageFlag::ProbableDuplicate => format!("có thể trùng {}. Xem lại.", place(like)),
    };
    format!("{}: trang {page} {found}", short(file_name))
}

fn place(like: Option<(&str, usize)>) -> String {
    like.map_or_else(
        || "trang khác".to_owned(),
        |(file_name, page)| format!("{} trang {page}", short(file_name)),
    )
}

/// One line about a file that is below the profile.
pub fn below_profile(file_name: &str, short_of: &[Shortfall], profile: &ScanProfile) -> String {
    let parts: Vec<String> = short_of
        .iter()
        .map(|it| quality::shortfall(*it, profile))
        .collect();
    format!("{}: chưa đạt thông số ({}).", short(file_name), parts.join(", "))
}

/// W14, with what cutting it would give.
pub fn over_recommended(bytes: u64, parts: usize) -> String {
    format!(
        "Tệp {}, vượt mức khuyến nghị 30 MB. Chọn tách tệp ({parts} phần) hoặc nén lại.",
        megabytes(bytes)
    )
}

/// The answer itself could not be written.
pub fn not_printed() -> String {
    "Chưa in được câu trả lời ra màn hình. Kiểm tra đầu ra rồi chạy lại.".to_owned()
}

/// A name on the command line that is no file: nothing of that name, or something else.
pub fn no_file(file_name: &str, stands: bool) -> String {
    let what = if stands {
        "không phải là tệp. Ghi tên tệp rồi thử lại."
    } else {
        "không thấy tệp. Kiểm tra đường dẫn rồi thử lại."
    };
    format!("{}: {what}", short(file_name))
}

/// What was to be made has the name of something that is there already: it may be the only scan of a page.
pub fn out_stands(file_name: &str) -> String {
    format!(
        "Đã có {}, không ghi đè. Đặt tên khác, hoặc chuyển tệp ấy đi rồi ghép.",
        short(file_name)
    )
}

/// The pages an account is short of, as `scan assemble` says them.
pub fn short_of(expected: u32, have: u32, missing: &[String]) -> String {
    format!(
        "Cần {expected} ảnh, có {have}. THIẾU mặt: {}. Quét thêm rồi ghép lại.",
        missing.join(", ")
    )
}

/// More images than the sheets have sides.
pub fn beyond(expected: u32, surplus: u32) -> String {
    let have = expected.saturating_add(surplus);
    format!(
        "Cần {expected} ảnh, có {have}. THỪA {surplus} ảnh. Xem có trang quét hai lần, hay đếm sót tờ, rồi ghép lại."
    )
}

/// A note on a side that is not there.
pub fn no_such_side(side: u32, sides: u32) -> String {
    format!(
        "Không có mặt {side}: số tờ và số mặt đã khai chỉ cho {sides} mặt. Sửa --note, hoặc --sheets, --sides."
    )
}

/// The word for a kind in a sentence.
pub fn label(kind: Kind) -> &'static str {
    match kind {
        Kind::Jpeg => "JPEG",
        Kind::Png => "PNG",
        Kind::Tiff => "TIFF",
        Kind::Pdf => "PDF",
        Kind::Media(media) => label_of(media),
        Kind::Empty => "rỗng",
        Kind::Unknown => "chưa rõ",
    }
}

fn label_of(media: Media) -> &'static str {
    match media {
        Media::Mp3 => "MP3",
        Media::Wma => "WMA",
        Media::Wav => "WAV",
        Media::Flac => "FLAC",
        Media::M4a => "M4A",
        Media::Ogg => "OGG",
        Media::Mp4 => "MP4",
        Media::Avi => "AVI",
        Media::Wmv => "WMV",
        Media::Mov => "MOV",
        Media::Mkv => "MKV",
        Media::Mpeg => "MPEG",
    }
}

fn megabytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil((1 << 20) / 10);
    format!("{},{} MB", tenths / 10, tenths % 10)
}

/// Control characters become `·`, the middle of a long name `…`; the ending stays, because it is what people see.
fn short(file_name: &str) -> String {
    let clean: Vec<char> = file_name
        .chars()
        .map(|c| if c.is_control() { '·' } else { c })
        .collect();
    if clean.len() <= LONGEST_NAME {
        return clean.into_iter().collect();
    }
    let tail = LONGEST_NAME / 2;
    let head = clean[..LONGEST_NAME - tail - 1].iter();
    head.chain(['…'].iter())
        .chain(&clean[clean.len() - tail..])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentences_are_those_of_the_catalogue() {
        let say = |fault| sentence("S0009.jpg", &fault);
        assert_eq!(
            say(Fault::Empty),
            "S0009.jpg: tệp rỗng, không dùng được. Quét lại trang này."
        );
        assert_eq!(
            say(Fault::Disguised { claimed: Kind::Pdf }),
            "S0009.jpg: nội dung không phải PDF như tên tệp. Không nhận."
        );
        assert_eq!(
            say(Fault::TooLarge {
                width: 60_000,
                height: 60_000
            }),
            "S0009.jpg: khổ ảnh quá lớn (60000 × 60000). Quét lại ở 200 điểm/inch."
        );
        assert_eq!(
            disk_full(Some(12 << 20), 80 << 20),
            "Ổ đĩa còn 12 MB, cần 80 MB. Dọn bớt rồi thử lại."
        );
    }

    #[test]
    fn a_long_or_hostile_name_does_not_break_the_line() {
        let said = sentence(
            "\u{1b}[31mgiay_chung_nhan_quyen_su_dung_dat_2023.pdf",
            &Fault::Empty,
        );
        assert_eq!(
            said,
            "·[31mgiay_c…dat_2023.pdf: tệp rỗng, không dùng được. Quét lại trang này."
        );
    }
}
