//! The words of `motcua verify`. What a check finds is said in the domain's words.

use std::path::Path;

use super::TrustFrom;
use crate::domain::signature::{Finding, Signature, Verdict, text};
use crate::sign::verify::VerifyFault;

pub(super) use crate::domain::signature::text::finding;

/// The file and what it comes to.
pub(super) fn file(path: &Path, verdict: Option<Verdict>) -> String {
    let verdict = verdict.map_or("không có chữ ký số", text::verdict);
    format!("{}: {verdict}", name(path))
}

/// Who signed, and what it comes to.
pub(super) fn signature(number: u32, one: &Signature) -> Vec<String> {
    let or_none = |value: &str| {
        if value.is_empty() {
            "không đọc được".to_owned()
        } else {
            value.to_owned()
        }
    };
    let mut lines = vec![
        format!(
            "{number}. {}: {}",
            or_none(&one.signer),
            text::verdict(one.verdict)
        ),
        format!("   Nơi cấp     {}", or_none(&one.issuer)),
        format!("   Trường      {}", one.field),
        format!("   Thuật toán  {}", or_none(&one.algorithm)),
        format!("   Thời gian   {}", text::time(one)),
    ];
    lines.extend(text::covers(one).map(|covers| format!("   Nội dung    {covers}")));
    lines
}

/// One finding with a mark of its weight.
pub(super) fn item(found: &Finding) -> String {
    let mark = match found.weight() {
        Verdict::Valid => "·",
        Verdict::Unknown => "?",
        Verdict::Invalid => "✗",
    };
    format!("   {mark} {}", finding(found))
}

/// Whose certificates counted.
pub(super) fn trusted(from: TrustFrom, count: usize) -> String {
    match from {
        TrustFrom::Folder | TrustFrom::Desk => format!("Xét theo kho tin cậy của quầy ({count} chứng thư)."),
        TrustFrom::Nowhere => {
            "Không xét theo kho tin cậy nào: thêm --trust và thư mục chứng thư CA.".to_owned()
        }
    }
}

pub(super) fn trust_fault(file: &str) -> String {
    format!("Không đọc được «{file}» trong thư mục tin cậy. Chép lại tệp ấy.")
}

pub(super) fn no_folder(path: &Path) -> String {
    format!("Không mở được thư mục tin cậy {}. Xem lại đường dẫn.", name(path))
}

pub(super) fn fault(fault: &VerifyFault, path: &Path) -> String {
    let name = name(path);
    match fault {
        VerifyFault::NotPdf => format!("{name} không phải PDF. Chọn tệp PDF."),
        VerifyFault::Disk(_) => format!("Không đọc được {name}. Xem lại đường dẫn hoặc ổ đĩa."),
        VerifyFault::Stopped => "Đã dừng, chưa kiểm tra xong. Chạy lại.".to_owned(),
    }
}

fn name(path: &Path) -> String {
    crate::domain::viet::clean(&path.to_string_lossy())
}
