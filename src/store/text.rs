//! The words for a folder that cannot be opened: what is wrong, then what to do.

use crate::domain::ids::FileHash;
use crate::domain::refusal::DAMAGED;
use crate::domain::text::refusal;
use crate::domain::time::Moment;
use crate::store::backup::BackupError;
use crate::store::belongings::Part;
use crate::store::carried::CarryError;
use crate::store::mounts::Medium;
use crate::store::open::OpenError;
use crate::store::restore::RestoreError;

/// One line for the officer.
pub fn open_error(error: &OpenError) -> String {
    match error {
        OpenError::NoDesk => "Thư mục này chưa có dữ liệu. Lập quầy bằng «motcua init».".into(),
        OpenError::DeskExists => "Thư mục này đã có dữ liệu của một quầy. Chọn thư mục trống khác.".into(),
        OpenError::InUse => "Dữ liệu đang mở ở cửa sổ khác. Đóng cửa sổ kia rồi làm lại.".into(),
        OpenError::NotHere => "Không đặt dữ liệu trên USB hoặc ổ mạng. Chọn thư mục trên máy này.".into(),
        OpenError::NoRoom { free_mb } => {
            format!("Ổ đĩa còn {free_mb} MB, cần ít nhất 500 MB để lập quầy. Dọn bớt.")
        }
        OpenError::NoPermission => {
            "Không được phép ghi vào thư mục dữ liệu. Chọn thư mục khác hoặc nhờ quản trị.".into()
        }
        OpenError::Damaged { .. } => {
            "Dữ liệu bị hỏng. Đã chép riêng một bản; hãy khôi phục từ sao lưu.".into()
        }
        OpenError::TooNew => refusal(&crate::domain::refusal::Refusal::TooNew),
        OpenError::Refused(why) => refusal(why),
        OpenError::Disk(_) => "Đọc hoặc ghi đĩa bị lỗi. Kiểm tra ổ đĩa rồi làm lại.".into(),
        OpenError::NotAFolder => {
            "Đường dẫn dữ liệu là một tệp, không phải thư mục. Chọn thư mục khác.".into()
        }
        OpenError::Database { code: DAMAGED } => {
            "Dữ liệu bị hỏng, không đọc được. Mở motcua, hoặc chạy «motcua restore», để khôi phục từ sao lưu."
                .into()
        }
        OpenError::Database { code } => {
            format!("Chưa mở được dữ liệu, dữ liệu còn nguyên. Mã lỗi để báo kỹ thuật: {code}.")
        }
    }
}

/// Why no copy was made.
pub fn backup_error(error: &BackupError) -> String {
    match error {
        BackupError::Cancelled => "Đã dừng sao lưu. Các bản trước còn nguyên.".into(),
        BackupError::NoTarget => "Không thấy nơi sao lưu. Cắm USB hoặc tạo thư mục rồi làm lại.".into(),
        BackupError::ReadOnlyTarget => "Nơi sao lưu chỉ đọc được, không ghi được. Dùng USB khác.".into(),
        BackupError::NoRoom { need_mb, free_mb } => {
            format!("Nơi sao lưu thiếu chỗ: cần {need_mb} MB, còn {free_mb} MB.")
        }
        BackupError::NotAFolder => {
            "Nơi sao lưu là một tệp, không phải thư mục. Chọn USB hoặc thư mục khác.".into()
        }
        BackupError::Inside => "Nơi sao lưu nằm trong thư mục dữ liệu. Chọn USB hoặc ổ khác.".into(),
        BackupError::OtherDesk => "Thư mục này giữ dữ liệu của quầy khác. Chọn thư mục khác.".into(),
        BackupError::BadCopy => "Bản sao đọc lại không đúng. Đã bỏ bản sao; dùng USB khác.".into(),
        BackupError::Database { code: DAMAGED } => {
            "Chưa sao lưu được: dữ liệu trên máy này bị hỏng. Thoát rồi mở lại để khôi phục.".into()
        }
        BackupError::Database { code } => {
            format!("Chưa sao lưu được, dữ liệu còn nguyên. Mã lỗi để báo kỹ thuật: {code}.")
        }
        BackupError::Disk(_) => "Chưa sao lưu được: ổ đĩa bị lỗi. Kiểm tra USB rồi làm lại.".into(),
    }
}

/// Why a draft did not go out to a file or come in from one.
pub fn carry_error(error: &CarryError) -> String {
    match error {
        CarryError::Absent => "Không thấy nơi đó, hoặc ở đó không có bản nháp. Xem lại đường dẫn.".into(),
        CarryError::Foreign => {
            "Tệp này không phải bản nháp của motcua. Chọn tệp motcua-ban-nhap….json.".into()
        }
        CarryError::Newer => {
            "Bản nháp này của motcua mới hơn. Cập nhật motcua ở máy này rồi nhận lại.".into()
        }
        CarryError::Damaged => "Tệp bản nháp bị hỏng hoặc chép dở, chưa nhận gì. Ghi lại từ máy kia.".into(),
        CarryError::Accepted { code } => {
            format!("Bản nháp này đã thành hồ sơ {code}. Mở hồ sơ đó.")
        }
        CarryError::NewerHere { at } => {
            let at = at.local().format("%H:%M %d/%m");
            format!("Máy này có bản nháp đó, lưu sau tệp ({at}). Làm tiếp ở Đang dở.")
        }
        CarryError::NoRoom => "Nơi đó hết chỗ, chưa ghi gì. Dọn bớt hoặc ghi vào USB khác.".into(),
        CarryError::Disk(_) => "Không đọc, ghi được ở đó. Kiểm tra USB hoặc chọn thư mục khác.".into(),
        CarryError::Refused(why) => refusal(why),
    }
}

/// Why nothing was restored.
pub fn restore_error(error: &RestoreError) -> String {
    match error {
        RestoreError::NoCopy => "Không thấy bản sao lưu ở đó. Chọn tệp .db hoặc thư mục sao lưu.".into(),
        RestoreError::BadCopy => "Bản sao lưu này bị hỏng, không dùng được. Chọn bản khác.".into(),
        RestoreError::Cancelled => "Đã dừng khôi phục. Thư mục vẫn như trước.".into(),
        RestoreError::NoRoom { need_mb, free_mb } => {
            format!("Ổ đĩa thiếu chỗ để khôi phục: cần {need_mb} MB, còn {free_mb} MB. Dọn bớt rồi làm lại.")
        }
        RestoreError::Home(error) => open_error(error),
    }
}

pub(crate) fn schema_version(version: i64) -> String {
    format!("Cấu trúc dữ liệu phiên bản {version}.")
}

pub(crate) fn integrity(faults: usize) -> String {
    match faults {
        0 => "Tệp dữ liệu lành lặn.".into(),
        _ => format!("Tệp dữ liệu có {faults} chỗ hỏng. Khôi phục từ bản sao lưu."),
    }
}

pub(crate) fn foreign_keys(torn: usize) -> String {
    match torn {
        0 => "Các bảng khớp nhau.".into(),
        _ => format!("Có {torn} dòng trỏ vào chỗ không có. Chạy «motcua rebuild»."),
    }
}

pub(crate) fn log(ops: u32) -> String {
    format!("Nhật ký liền mạch: {ops} việc, không bị sửa.")
}

pub(crate) fn broken_log(seq: i64) -> String {
    format!("Nhật ký đứt hoặc bị sửa ở việc {seq}. Báo kỹ thuật; giữ bản sao lưu.")
}

/// What a file is of; `dossier` is its code, or its id where it has none.
pub(crate) fn belongs(part: Part, dossier: &str, name: &str) -> String {
    match part {
        Part::Component => format!("hồ sơ {dossier}, «{name}»"),
        Part::Outcome => format!("hồ sơ {dossier}, kết quả «{name}»"),
        Part::Interim => format!("hồ sơ {dossier}, văn bản «{name}»"),
        Part::Form => format!("hồ sơ {dossier}, phiếu {name}").trim_end().to_owned(),
        Part::Said => format!("hồ sơ {dossier}, gói trực tuyến"),
        Part::Kho => format!("kho, «{name}»"),
        Part::Tray => "khay quét".to_owned(),
    }
}

/// `bad` are those that are missing or damaged, with what they are of as far as a row says so.
pub(crate) fn files(named: usize, bad: &[(FileHash, Option<String>)]) -> String {
    if bad.is_empty() {
        return format!("Đủ {named} tệp, đúng mã.");
    }
    let one = |(hash, of): &(FileHash, Option<String>)| {
        let short = &hash.to_string()[..12];
        of.as_ref()
            .map_or_else(|| short.to_owned(), |of| format!("{short} ({of})"))
    };
    let shown: Vec<String> = bad.iter().take(5).map(one).collect();
    let more = if bad.len() > shown.len() { ", …" } else { "" };
    format!(
        "Thiếu hoặc hỏng {} trong {named} tệp, lấy lại từ bản sao lưu: {}{more}",
        bad.len(),
        shown.join(", ")
    )
}

pub(crate) fn orphans(unnamed: usize, forgotten: usize) -> String {
    match forgotten {
        0 => format!("{unnamed} tệp chưa hồ sơ nào dùng, đều dưới 30 ngày."),
        _ => format!("{forgotten} tệp không hồ sơ nào dùng quá 30 ngày. Không tự xóa; báo kỹ thuật."),
    }
}

pub(crate) fn copy_age(last: Option<Moment>) -> String {
    match last {
        Some(at) => format!("Bản sao trên máy này: {}.", at.local().format("%H:%M %d/%m/%Y")),
        None => "Chưa có bản sao trên máy này. Chạy «motcua backup».".into(),
    }
}

pub(crate) fn copy_age_elsewhere(last: Option<Moment>) -> String {
    match last {
        Some(at) => format!("Bản sao ở ổ khác: {}.", at.local().format("%H:%M %d/%m/%Y")),
        None => "Chưa có bản sao ở ổ khác. Cắm USB, chạy «motcua backup THƯ_MỤC».".into(),
    }
}

pub(crate) fn free_space(free_mb: Option<u64>) -> String {
    match free_mb {
        Some(free_mb) => format!("Ổ đĩa còn {free_mb} MB."),
        None => "Không hỏi được chỗ trống của ổ đĩa.".into(),
    }
}

pub(crate) fn place(medium: Medium) -> String {
    match medium {
        Medium::Local => "Dữ liệu nằm trên máy này.".into(),
        Medium::Removable | Medium::Network => {
            "Dữ liệu nằm trên USB hoặc ổ mạng. Chuyển về ổ của máy này.".into()
        }
    }
}

pub(crate) fn lock(free: bool) -> String {
    if free {
        "Không cửa sổ nào khác đang mở dữ liệu.".into()
    } else {
        "Dữ liệu đang mở ở cửa sổ khác.".into()
    }
}

pub(crate) fn calendar(missing: Option<i32>) -> String {
    match missing {
        None => "Lịch làm việc đủ cho năm nay.".into(),
        Some(year) => format!("Chưa có lịch nghỉ năm {year}. Cập nhật lịch."),
    }
}

/// Dossiers filed online that are held back.
pub(crate) fn held(count: u32) -> String {
    match count {
        0 => "Không có hồ sơ trực tuyến nào đang cách ly.".to_owned(),
        count => format!("{count} hồ sơ trực tuyến đang cách ly. Mở «Nhận hồ sơ trực tuyến» (F10) để xem."),
    }
}
