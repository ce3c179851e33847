//! The shell's own words.

use std::path::Path;

use crate::app::job::NoPrint;
use crate::desk::jobs::layouts::Listed;
use crate::desk::reports::NotMade;
use crate::domain::cover::CoverFlag;
use crate::domain::say::shortened;
use crate::domain::signature::{Verdict, text as signatures};
use crate::domain::slip::{SlipKind, text as slip};
use crate::forms::FormError;

/// `Quầy 1`.
pub(super) fn desk(number: u32) -> String {
    format!("Quầy {number}")
}

/// A file could not be read from where it lay.
pub(super) fn unreadable(name: &str) -> String {
    format!("{name}: không đọc được. Kiểm tra ổ đĩa hoặc USB rồi chọn lại.")
}

/// The folder of scans is not there.
pub(super) fn no_folder(folder: &str) -> String {
    format!("Không mở được thư mục {folder}. F4 đổi thư mục.")
}

/// The same of the watched folder, where no key chooses another.
pub(super) fn no_scan_folder(folder: &str) -> String {
    format!("Không mở được thư mục quét {folder}. Kiểm tra ổ đĩa, mạng hoặc Thiết lập.")
}

/// The database could not be asked.
pub(super) const CANNOT_READ_STORE: &str =
    "Chưa đọc được dữ liệu của quầy. Thử lại; nhờ quản trị tự kiểm tra.";

/// The same, where no key chooses another folder.
pub(super) const NOTHING_WATCHED: &str = "Chưa khai máy quét, thư mục quét. Khai ở Quản trị › Thiết lập.";

/// SANE's program is not there to look for scanners.
pub(super) const NO_SCANIMAGE: &str =
    "Máy này chưa có scanimage để tìm máy quét. Cài sane-utils, hoặc khai «Lệnh quét».";

/// Nothing a cover sheet could lead to.
pub(super) const NO_COVERS: &str = "Không có giấy tờ nào đã nhận cần quét để in tờ bìa.";
pub(super) const NO_COVER_MADE: &str = "Chưa lập được tờ bìa. Kiểm tra ổ đĩa còn chỗ rồi in lại.";
pub(super) const NO_SCAN_FOLDER: &str = "Chưa khai thư mục quét. F4 chọn thư mục có tệp.";

/// Nobody said where packages come.
pub(super) const NO_PACKAGE_FOLDER: &str = "Chưa khai thư mục gói trực tuyến. F4 chọn thư mục có gói.";

/// No file of this name, or a folder without exactly one JSON file.
pub(super) const NO_PACKAGE: &str = "Không mở được gói. Chọn tệp JSON của gói, hoặc thư mục có một tệp JSON.";

/// A file could not be judged.
pub(super) const NOT_CHECKED: &str =
    "Chưa kiểm tra được chữ ký: tệp không đọc được hoặc không phải PDF. Gắn lại tệp.";

/// A file holds no certificate.
pub(super) const NO_CERTIFICATES: &str =
    "Không đọc được chứng thư trong tệp này. Chọn tệp PEM, CER, CRT hoặc DER của nơi cấp.";

/// There is no such file.
pub(super) fn no_file(path: &str) -> String {
    format!("Không mở được tệp {path}. Xem lại đường dẫn.")
}

/// A certificate that may not issue others.
pub(super) fn no_authority(owner: &str) -> String {
    format!("Không thêm {owner}: không phải chứng thư của nơi cấp (CA).")
}

/// A file came in whose signature is not valid, or cannot be decided here.
pub(super) fn signed_so(name: &str, verdict: Verdict, why: &str) -> String {
    format!(
        "{}: chữ ký {}, {why}.",
        shortened(name, 24),
        signatures::verdict(verdict)
    )
}

/// No paper of the dossier is exempt by a decision.
pub(super) const NO_RECORD: &str = "Hồ sơ không có giấy tờ nào được quyết định không số hóa.";

/// The record could not be drawn.
pub(super) const RECORD_NOT_MADE: &str = "Chưa lập được biên bản. Xem lại tên giấy tờ, lý do rồi làm lại.";

/// A receipt that lacks something is not made: what, and what to do.
pub(super) fn receipt_not_made(error: &FormError) -> String {
    match error {
        FormError::Missing { fact } => {
            format!(
                "Chưa lập được phiếu hẹn: thiếu {}. Cập nhật hồ sơ rồi lập lại.",
                fact.words()
            )
        }
        FormError::MissingGlyph { character } => format!("Chưa lập được phiếu hẹn: {}", no_shape(*character)),
        _ => NO_RECEIPT.to_owned(),
    }
}

/// The same for a slip.
pub fn slip_not_made(kind: SlipKind, error: &FormError) -> String {
    let name = slip::slip(kind);
    let lacks = match error {
        FormError::Empty { fact } => slip::fact(*fact),
        FormError::NoItems => slip::NO_ITEMS,
        FormError::MissingGlyph { character } => return format!("{name}: {}", no_shape(*character)),
        _ => return format!("{name}: chưa lập được. Bấm lại; nếu vẫn vậy, cài lại chương trình."),
    };
    format!("{name}: thiếu {lacks}. Ghi thêm rồi lập lại.")
}

/// The forms' fonts lack this character.
fn no_shape(character: char) -> String {
    format!("phông không có ký tự «{character}». Sửa chỗ có ký tự này rồi lập lại.")
}

/// The same for a list or a report.
pub(super) fn report_not_made(error: &NotMade) -> String {
    match error {
        NotMade::Form(FormError::MissingGlyph { character }) => {
            format!("Chưa lập được bảng: {}", no_shape(*character))
        }
        _ => NO_REPORT.to_owned(),
    }
}

/// What the file of a slip is called.
pub(super) fn slip_file(kind: SlipKind) -> &'static str {
    match kind {
        SlipKind::Supplement => "phieu-bo-sung",
        SlipKind::Refusal => "phieu-tu-choi",
        SlipKind::Apology => "xin-loi",
        SlipKind::Stop => "thong-bao-dung",
        SlipKind::Withdrawal => "phieu-rut",
        SlipKind::HandOver => "ban-giao",
        SlipKind::Control => "phieu-kiem-soat",
    }
}

/// Neither printer nor viewer took the form: where it lies is what helps.
pub(super) fn not_printed(why: NoPrint, path: &Path) -> String {
    let why = match why {
        NoPrint::Absent => "Không thấy máy in",
        NoPrint::Refused => "Máy in không nhận",
        NoPrint::Silent => "Máy in im lặng",
    };
    format!("{why}. Tệp: {}", from_home(path))
}

/// The sheet of [`crate::app::job::Job::PrintGuidance`]: W07's four steps, said to the citizen.
pub(super) const GUIDANCE: &str = "Hướng dẫn tạo tài khoản trên Cổng Dịch vụ công quốc gia";
pub(super) const GUIDANCE_STEPS: [&str; 4] = [
    "Cần số định danh cá nhân và điện thoại có SIM chính chủ.",
    "Mở trang ghi ở dưới (quét mã bằng điện thoại), nhập số định danh và số di động.",
    "Mã xác nhận gửi về điện thoại; nhập mã đó rồi đặt mật khẩu.",
    "Quay lại bộ phận Một cửa để cán bộ kiểm tra lại tài khoản.",
];
/// Across every print of practice.
pub(super) const PRACTICE_PRINT: &str = "TẬP HUẤN";
/// In place of a list without rows.
pub(super) const NO_ROWS: &str = "Không có dòng nào.";
pub(super) const TREND_MONTH: &str = "Tháng";
/// Heading of how a line is computed, or why it cannot be.
pub(super) const HOW: &str = "Cách tính";
/// What stands on a scan that is signed as a copy (NĐ 30/2020/NĐ-CP, Phụ lục I).
pub(super) const COPY: &str = "SAO Y";
pub(super) const NO_PROFILES: &str = "Không đọc được mẫu chữ ký. Cài lại chương trình.";
pub(super) const NO_LAYOUTS: &str = "Không đọc được mẫu giấy tờ. Cài lại chương trình.";
/// It could not be drawn or written.
pub(super) const NO_REPORT: &str =
    "Chưa lập được bảng. Kiểm tra chỗ trống trên đĩa và thư mục export, rồi làm lại bằng F7.";
pub(super) const NO_GUIDANCE: &str = "Chưa lập được tờ hướng dẫn. Đọc bốn bước trên màn hình cho công dân.";

/// What lies in the data folder under this name, and whether it may be thinned out.
pub(super) fn room_taken(name: &str, size: &str) -> String {
    let what = match name {
        "backup" => "bản sao lưu; bản cũ chép đi nơi khác được",
        "export" => "tệp đã in, đã xem; xóa được",
        "log" => "nhật ký kỹ thuật; xóa được",
        "files" => "tệp giấy tờ; KHÔNG xóa",
        "scanning" => "trang đang quét, chưa vào khay; KHÔNG xóa",
        "refused" => "tệp quét không nhận được; xem rồi xóa được",
        "practice" => "quầy tập huấn",
        _ if name.starts_with("motcua.db") => "dữ liệu hồ sơ; KHÔNG xóa",
        _ => "",
    };
    format!("{size:>8}  {name:<16} {what}").trim_end().to_owned()
}

/// Behind the list of [`room_taken`].
pub(super) fn room_left(mb: u64) -> String {
    format!("{mb:>5} MB  còn trống trên ổ đĩa này")
}

/// The viewer did not start.
pub(super) fn no_viewer(path: &Path) -> String {
    format!("Không mở được trình xem. Tệp: {}", from_home(path))
}

/// The office has not laid this blank form there; the path ends in its name.
pub(super) fn no_blank(path: &Path) -> String {
    format!("Chưa có mẫu đơn. Chép vào: {}", from_home(path))
}

/// `~/.local/share/motcua/export/…`: a path as short as people write it, and its end where even that is too long.
fn from_home(path: &Path) -> String {
    /// What row 23 has left beside the words.
    const ROOM: usize = 50;
    let home = directories::BaseDirs::new();
    let below = home.and_then(|home| path.strip_prefix(home.home_dir()).ok().map(Path::to_path_buf));
    let shown = match below {
        Some(below) => format!("~/{}", below.display()),
        None => path.display().to_string(),
    };
    let length = shown.chars().count();
    if length <= ROOM {
        return shown;
    }
    let end: String = shown.chars().skip(length - ROOM + 1).collect();
    format!("…{end}")
}

/// The browser did not start.
pub(super) fn no_browser(url: &str) -> String {
    format!("Máy này không có trình duyệt. Mở trên điện thoại: {url}")
}

/// The receipt could not be laid out.
pub(super) const NO_RECEIPT: &str = "Chưa lập được phiếu hẹn. Hồ sơ đã ghi an toàn; lập lại bằng F7.";

/// The receipt of a draft could not be shown.
pub(super) const NO_PREVIEW: &str = "Chưa xem thử được phiếu hẹn. Vẫn tiếp nhận được; phiếu lập sau khi ghi.";

/// A file changed while it was being taken.
pub(super) fn still_growing(name: &str) -> String {
    format!("{name}: tệp đang được ghi, chưa nhận. Chờ ghi xong rồi chọn lại.")
}

/// `Tờ khai (2)`: of several PDFs of one paper the second; the only one has no number.
pub(super) fn part_of((title, number): (&str, usize), of: usize) -> String {
    if of == 1 {
        return title.to_owned();
    }
    format!("{title} ({number})")
}

/// What of a desk that was brought back is not as it was written down; nothing where everything is.
pub(super) fn brought_back_with(missing: usize, miscounted: usize) -> Option<String> {
    let said = match (missing, miscounted) {
        (0, 0) => return None,
        (missing, 0) => format!("thiếu {missing} tệp"),
        (0, miscounted) => format!("{miscounted} tệp sai số trang"),
        (missing, miscounted) => format!("thiếu {missing} tệp, {miscounted} tệp sai số trang"),
    };
    Some(format!("Đã khôi phục, nhưng {said}. F10 Tự kiểm tra."))
}

/// The PDF has another number of pages than were placed.
pub(super) fn wrong_count(name: &str) -> String {
    format!("{name}: số trang PDF không khớp số ảnh, chưa lưu. Mở lại hồ sơ rồi làm lại.")
}

/// `to_khai (nén 60).pdf`: a lighter copy, with the quality of its scans.
pub(super) fn lighter_name(heavy: &str, quality: u8) -> String {
    format!("{} (nén {quality}).pdf", stem(heavy))
}

/// `to_khai (phần 1 của 3).pdf`.
pub(super) fn part_name(heavy: &str, number: usize, of: usize) -> String {
    format!("{} (phần {number} của {of}).pdf", stem(heavy))
}

fn stem(name: &str) -> &str {
    name.strip_suffix(".pdf").unwrap_or(name)
}

/// The desk's name where the office has set none.
pub(super) fn desk_of(unit: &str) -> String {
    let first = unit.split(',').next().unwrap_or(unit).trim();
    format!("Bộ phận Một cửa {}", lower_first(first))
}

/// The two lines of the letterhead where the office has set none.
pub(super) fn agency_of(unit: &str) -> Vec<String> {
    let first = unit.split(',').next().unwrap_or(unit).trim().to_uppercase();
    let is_named = ["UBND ", "ỦY BAN NHÂN DÂN ", "UỶ BAN NHÂN DÂN "]
        .iter()
        .any(|name| first.starts_with(name));
    vec![
        if is_named { first } else { format!("UBND {first}") },
        "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ".to_owned(),
    ]
}

/// `Xã An Toàn` → `An Toàn`.
pub(super) fn without_kind(unit: &str) -> &str {
    const KINDS: [&str; 6] = [
        "Xã ",
        "Phường ",
        "Thị trấn ",
        "UBND xã ",
        "UBND phường ",
        "Đặc khu ",
    ];
    KINDS
        .iter()
        .find_map(|kind| unit.strip_prefix(kind))
        .unwrap_or(unit)
}

fn lower_first(unit: &str) -> String {
    let mut letters = unit.chars();
    match letters.next() {
        Some(first) if !unit.starts_with("UBND") => first.to_lowercase().chain(letters).collect(),
        _ => unit.to_owned(),
    }
}

/// Source of a calendar day that an administrator entered.
pub(super) const BY_ADMINISTRATOR: &str = "Quản trị khai";

/// The invented office of the practice desk.
pub(super) const PRACTICE_UNIT: &str = "Xã An Toàn, huyện An Lão, tỉnh Bình Định";

/// Its invented officers: all roles, then processing, clerk and leader.
pub(super) const PRACTICE_OFFICERS: [&str; 4] =
    ["Đinh Thị Hạnh", "Nguyễn Văn Sơn", "Võ Thị Lan", "Đinh Văn Rỡ"];

/// What a window that is too small says of the reception in hand.
pub(super) fn open_draft(saved: &str) -> String {
    format!("Hồ sơ đang mở: bản nháp {saved}")
}

/// The last line of a program that failed.
pub(super) fn crashed(report: Option<&Path>) -> String {
    let report = report.map_or_else(String::new, |path| {
        format!(" Báo kỹ thuật kèm tệp {}", path.display())
    });
    format!("Chương trình bị lỗi và đã dừng; việc đã ghi còn nguyên. Mở lại chương trình.{report}")
}

/// Letters of a file's name beside a long reason.
const NAME: usize = 12;

/// A cover sheet that cannot be followed: the pages behind it are meant for nobody.
pub(super) fn astray(name: &str, why: CoverFlag) -> String {
    let why = match why {
        CoverFlag::Read => "đã đọc",
        CoverFlag::Unread => "có mã QR lớn chưa đọc được",
        CoverFlag::Torn => "bìa QR hỏng",
        CoverFlag::Unknown => "bìa QR của hồ sơ không có ở quầy",
        CoverFlag::Closed => "bìa QR của giấy tờ không nhận thêm trang",
        CoverFlag::Outdated => "bìa QR cũ, in lại",
        CoverFlag::Back | CoverFlag::MaybeBack => "mặt sau tờ bìa",
    };
    format!(
        "{}: {why}. Các trang sau nó chưa dành cho ai.",
        shortened(name, NAME)
    )
}

/// `tháng 02/2023`.
pub(super) fn month(month: crate::domain::tally::Month) -> String {
    format!("tháng {}", month.shown())
}

/// A layout in the list: what it is, then which act it comes from. A sign and words say that nobody compared it.
pub(super) fn layout(it: &Listed<'_>) -> [String; 2] {
    let (sign, compared) = if it.compared {
        (" ", "đã đối chiếu bản gốc")
    } else {
        ("!", "chưa đối chiếu bản gốc")
    };
    [
        format!("{sign} {} · {} · {compared}", it.title, it.form_set),
        format!("    {}", it.source),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letterhead_names_the_committee_once_however_the_unit_was_written() {
        let head = |unit| agency_of(unit).remove(0);
        for unit in ["Xã An Toàn, tỉnh Gia Lai", "UBND xã An Toàn", "Ubnd Xã An Toàn"] {
            assert_eq!(head(unit), "UBND XÃ AN TOÀN");
        }
        assert_eq!(head("Ủy ban nhân dân xã An Toàn"), "ỦY BAN NHÂN DÂN XÃ AN TOÀN");
    }
}
