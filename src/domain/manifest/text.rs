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
