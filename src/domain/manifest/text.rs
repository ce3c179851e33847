//! Words about files that were compared with the manifest.

use super::{FileFault, FileWhy, Verified};
use crate::domain::say::shortened;

/// Letters of a file's name inside a sentence of row 23.
const NAME: usize = 22;

/// A short fact for row 3.
pub fn note(verified: &Verified) -> String {
    match (verified.files, verified.faults.len()) {
        (0, _) => "Hồ sơ chưa có tệp nào để kiểm tra".to_owned(),
        (files, 0) => format!("đã kiểm tra {files} tệp ✓"),
        (files, faults) => format!("kiểm tra {files} tệp ✗ {faults} tệp KHÔNG KHỚP"),
    }
}

/// While it runs.
pub const CHECKING: &str = "đang kiểm tra tệp…";

/// It could not be done.
pub const UNREAD: &str = "CHƯA kiểm tra được tệp";

/// F2 came before it was over.
pub const WAIT: &str = "Đang đọc lại các tệp, xong sẽ làm tiếp. Bấm Esc nếu chưa muốn.";

/// Something differs, for row 23: one file by name, of more how many and where they all stand. `None` = nothing does.
pub fn warning(verified: &Verified) -> Option<String> {
    let (first, more) = verified.faults.split_first()?;
    Some(match more.len() {
        0 => fault(first),
        more => format!(
            "Tệp «{}» không khớp, và {more} lỗi nữa. Ctrl+G xem hết.",
            shortened(&first.name, NAME)
        ),
    })
}

/// Beside the verb in a hand-over's line of history: ` (2 tệp, 3 trang ✓)`.
pub fn mark(verified: &Verified) -> String {
    match (verified.files, verified.faults.len()) {
        (0, _) => " (không có tệp)".to_owned(),
        (files, 0) => format!(" ({files} tệp, {} trang ✓)", verified.pages),
        (files, faults) => format!(" ({files} tệp ✗ {faults} KHÔNG KHỚP)"),
    }
}

/// At the end of such a line every file that differed; nothing where none did.
pub fn differing(verified: &Verified) -> Option<String> {
    let named = verified
        .faults
        .iter()
        .map(|it| format!("{} ({})", it.name, why(it.why)));
    let named: Vec<String> = named.collect();
    (!named.is_empty()).then(|| format!(". Tệp: {}", named.join("; ")))
}

fn why(why: FileWhy) -> String {
    match why {
        FileWhy::Missing => "không thấy".to_owned(),
        FileWhy::Changed => "đã khác".to_owned(),
        FileWhy::Pages { had, has } => format!("{has} trang, sổ ghi {had}"),
    }
}

/// One sentence for row 23: what is wrong with which file, and what to do.
pub fn fault(fault: &FileFault) -> String {
    let name = shortened(&fault.name, NAME);
    match fault.why {
        FileWhy::Missing => format!("Không thấy tệp «{name}» trên máy. Quét lại, hoặc khôi phục."),
        FileWhy::Changed => format!("Tệp «{name}» đã khác lúc nhận. Quét lại, hoặc khôi phục."),
        FileWhy::Pages { had, has } => {
            format!("Tệp «{name}» có {has} trang, sổ ghi {had}. Quét lại tệp này.")
        }
    }
}

/// Every fault, for a list.
pub fn faults(verified: &Verified) -> Vec<String> {
    verified.faults.iter().map(fault).collect()
}
