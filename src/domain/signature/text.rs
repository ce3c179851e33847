//! The words of a signature's check.

use super::{Change, Finding, SignatureRefusal, TimeSource, Verdict};
use crate::domain::refusal::Refusal;
use crate::domain::time::Moment;

/// The verdict in capitals, as the letter of a stamp.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Valid => "HỢP LỆ",
        Verdict::Unknown => "KHÔNG XÁC ĐỊNH",
        Verdict::Invalid => "KHÔNG HỢP LỆ",
    }
}

/// A refusal because of signatures.
pub fn refused(refusal: &Refusal) -> Option<String> {
    let Refusal::Signature(refusal) = refusal else {
        return None;
    };
    Some(match refusal {
        SignatureRefusal::Invalid(why) => not_taken(why.as_ref()),
        SignatureRefusal::Unchecked => "Chữ ký của tệp chưa được kiểm tra. Bấm F6 để kiểm tra.".to_owned(),
        SignatureRefusal::TrustedAlready => {
            "Chứng thư này đã có trong kho tin cậy. Không ghi thêm gì.".to_owned()
        }
    })
}

/// The file is refused, and why.
pub fn not_taken(why: Option<&Finding>) -> String {
    match why {
        Some(why) => format!(
            "Không nhận tệp này: chữ ký KHÔNG HỢP LỆ, {}. Chọn tệp khác.",
            finding(why)
        ),
        None => "Không nhận tệp này: chữ ký KHÔNG HỢP LỆ. Chọn tệp khác.".to_owned(),
    }
}

/// Whose clock the time is from.
pub fn time_source(source: TimeSource) -> &'static str {
    match source {
        TimeSource::Attribute | TimeSource::Dictionary => "theo giờ máy người ký, chưa có dấu thời gian",
        TimeSource::None => "chữ ký không ghi thời gian",
    }
}

/// What was found, as half a sentence for a row.
pub fn finding(finding: &Finding) -> String {
    match finding {
        Finding::DigestMismatch => "nội dung đã bị thay đổi so với lúc ký".to_owned(),
        Finding::SignatureWrong => "chữ ký không khớp với chứng thư".to_owned(),
        Finding::Unreadable { .. } => "không đọc được chữ ký".to_owned(),
        Finding::HoleNotExact => "phần để trống cho chữ ký không khớp với chữ ký".to_owned(),
        Finding::NotWholeFile => "phần được ký không trọn vẹn một bản của tệp".to_owned(),
        Finding::JunkInHole => "có dữ liệu lạ sau chữ ký, trong phần không được ký".to_owned(),
        Finding::TrailingBytes { bytes } => format!("có {bytes} byte thừa sau cuối tệp"),
        Finding::Changed { change, page, count } => changed(*change, *page, *count),
        Finding::Removed { field } => format!("chữ ký đã bị gỡ: {field}"),
        Finding::NotPermitted { permission: 0 } => "đã sửa trường mà người ký đã khóa".to_owned(),
        Finding::NotPermitted { .. } => "đã sửa quá mức người chứng nhận cho phép".to_owned(),
        Finding::WrongCertificate => "chứng thư kèm theo không phải chứng thư đã ký".to_owned(),
        Finding::NotTrusted => "nơi cấp chứng thư không có trong kho tin cậy".to_owned(),
        Finding::OutOfDate { name, from, to } => format!(
            "chứng thư {name} không còn hiệu lực lúc ký (hiệu lực {} đến {})",
            day(*from),
            day(*to)
        ),
        Finding::WrongUse { name } => format!("chứng thư {name} không được dùng để ký"),
        Finding::Revoked { name, at } => {
            format!("chứng thư {name} đã bị thu hồi ngày {}", day(*at))
        }
        Finding::RevokedLater { name, at } => format!(
            "chứng thư {name} đã bị thu hồi ngày {}, sau giờ ký ghi trên máy người ký",
            day(*at)
        ),
        Finding::RevocationUnchecked => "chưa kiểm tra thu hồi: máy không có danh sách thu hồi".to_owned(),
        Finding::RevocationOutdated => "chưa kiểm tra được thu hồi: danh sách thu hồi đã cũ".to_owned(),
        Finding::NoTime => "không ghi thời gian ký, xét theo hôm nay".to_owned(),
        Finding::TimeInFuture => "thời gian ký muộn hơn giờ máy này".to_owned(),
        Finding::WeakAlgorithm { name } => format!("thuật toán {name} không còn an toàn"),
        Finding::NotPades => "kiểu chữ ký cũ, không theo PAdES".to_owned(),
        Finding::TimeStampPresent => "có dấu thời gian, chưa kiểm tra".to_owned(),
        Finding::NotSupported { name } => format!("chưa kiểm tra được kiểu chữ ký {name}"),
        Finding::Encrypted => "tệp có mật khẩu, không so được nội dung".to_owned(),
        Finding::Damaged => "cấu trúc tệp bị hỏng, không so được hết nội dung".to_owned(),
        Finding::SignedAgain => "sau đó có thêm chữ ký khác".to_owned(),
        Finding::FilledAsPermitted => "sau đó có điền biểu mẫu, được người ký cho phép".to_owned(),
    }
}

fn changed(change: Change, page: Option<u32>, count: u32) -> String {
    let at = page.map(|page| format!(" ở trang {page}")).unwrap_or_default();
    match change {
        Change::Page => format!("sau khi ký: sửa nội dung trang{at}"),
        Change::PageCount => "sau khi ký: thêm, bớt hoặc đổi chỗ trang".to_owned(),
        Change::Annotation => format!("sau khi ký: thêm {count} chú thích{at}"),
        Change::Appearance => format!("sau khi ký: sửa hình chữ ký{at}"),
        Change::FormField => format!("sau khi ký: sửa {count} trường biểu mẫu{at}"),
        Change::Script => "sau khi ký: thêm lệnh tự chạy".to_owned(),
        Change::Attachment => format!("sau khi ký: thêm {count} tệp đính kèm"),
        Change::Object => format!("sau khi ký: sửa {count} phần khác của tệp"),
    }
}

fn day(at: Moment) -> String {
    at.date().format("%d/%m/%Y").to_string()
}
