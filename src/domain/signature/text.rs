//! The words of a signature's check.

use super::{
    Change, Checked, Content, Finding, Signature, SignatureRefusal, SignatureReport, TimeSource, Verdict,
};
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
        SignatureRefusal::AsBefore => "Đã kiểm tra lại, kết quả như cũ. Không ghi thêm gì.".to_owned(),
        SignatureRefusal::OfResult { name } => {
            format!("Chữ ký của kết quả KHÔNG HỢP LỆ (F6 đọc lý do): thay kết quả rồi mới trả. {name}")
        }
        SignatureRefusal::OfPaper => {
            "Không dùng được: chữ ký của giấy tờ này KHÔNG HỢP LỆ. Đề nghị bản khác.".to_owned()
        }
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

/// The time a signature claims, and whose clock it is from: `14/02/2023 10:31:07 +07:00 (theo giờ máy người ký, …)`.
pub fn time(signature: &Signature) -> String {
    let is_stamped = signature.findings.contains(&Finding::TimeStampPresent);
    match (signature.claimed_at, signature.time_source) {
        (Some(at), TimeSource::Attribute | TimeSource::Dictionary) => format!(
            "{} +07:00 (theo giờ máy người ký{})",
            at.local().format("%d/%m/%Y %H:%M:%S"),
            // That there is one and that nobody judged it is a finding of its own.
            if is_stamped {
                ""
            } else {
                ", chưa có dấu thời gian"
            }
        ),
        (None, _) | (_, TimeSource::None) => "chữ ký không ghi thời gian".to_owned(),
    }
}

/// How much of the file is as it was signed; `None` = a finding says what is wrong with it.
pub fn covers(signature: &Signature) -> Option<&'static str> {
    match signature.content() {
        Content::Intact if signature.covers_whole_file => Some("nguyên vẹn · phủ toàn bộ tệp"),
        Content::Intact => Some("nguyên vẹn · phủ tệp như lúc ký"),
        Content::Faulty => None,
        Content::Unchecked => Some("chưa kiểm tra được"),
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
        Finding::RevocationUnchecked => {
            "chưa kiểm tra thu hồi: không có danh sách thu hồi dùng được của nơi cấp".to_owned()
        }
        Finding::RevocationOutdated => "chưa kiểm tra được thu hồi: danh sách thu hồi đã cũ".to_owned(),
        Finding::NoTime => "không ghi thời gian ký, xét theo hôm nay".to_owned(),
        Finding::TimeInFuture => "thời gian ký muộn hơn giờ máy này".to_owned(),
        Finding::WeakAlgorithm { name } => format!("thuật toán {name} không còn an toàn"),
        Finding::NotPades => "kiểu chữ ký cũ, không theo PAdES".to_owned(),
        Finding::TimeStampPresent => "có dấu thời gian, chưa kiểm tra".to_owned(),
        Finding::NotSupported { name } => format!("chưa kiểm tra được kiểu chữ ký {name}"),
        Finding::Encrypted => "tệp có mật khẩu, không so được nội dung".to_owned(),
        Finding::Damaged => "cấu trúc tệp bị hỏng, không so được hết nội dung".to_owned(),
        Finding::Traces => "có dấu hiệu chữ ký nhưng không đọc được".to_owned(),
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

/// One line of a report: of a signature as a whole, or one thing that is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// It begins a signature, or the file.
    pub is_head: bool,
    /// `1  ✓ HỢP LỆ`, `Cấp bởi`.
    pub label: String,
    /// Who signed, or what is known.
    pub value: String,
}

/// The verdict of a file first: `KHÔNG XÁC ĐỊNH · 1 hợp lệ, 1 không xác định`.
pub fn summary(report: &SignatureReport) -> String {
    let Some(of_file) = report.verdict() else {
        return NOT_SIGNED.to_owned();
    };
    let count = |wanted: Verdict| report.signatures.iter().filter(|it| it.verdict == wanted).count();
    let counted = [
        (Verdict::Valid, "hợp lệ"),
        (Verdict::Unknown, "không xác định"),
        (Verdict::Invalid, "KHÔNG HỢP LỆ"),
    ];
    let counted: Vec<String> = counted
        .into_iter()
        .filter(|(it, _)| count(*it) > 0)
        .map(|(it, word)| format!("{} {word}", count(it)))
        .collect();
    let said = format!("{} {}", sign(of_file), verdict(of_file));
    match report.signatures.len() {
        0 => format!("{said} · không còn chữ ký nào đọc được"),
        number => format!("{said} · {number} chữ ký: {}", counted.join(", ")),
    }
}

/// A file without signatures.
pub const NOT_SIGNED: &str = "Tệp không có chữ ký số.";

/// The sign beside a verdict, so that none is told by its colour.
pub fn sign(verdict: Verdict) -> char {
    match verdict {
        Verdict::Valid => '✓',
        Verdict::Unknown => '?',
        Verdict::Invalid => '!',
    }
}

/// Everything that was found: of the file as a whole, then each signature with its lines.
pub fn told(report: &SignatureReport) -> Vec<Line> {
    let mut lines = Vec::new();
    if !report.findings.is_empty() {
        lines.push(Line {
            is_head: true,
            label: "Cả tệp".to_owned(),
            value: String::new(),
        });
        lines.extend(report.findings.iter().map(found));
    }
    for (number, signature) in (1..).zip(&report.signatures) {
        lines.push(Line {
            is_head: true,
            label: format!(
                "{number}  {} {}",
                sign(signature.verdict),
                verdict(signature.verdict)
            ),
            value: signature.signer.clone(),
        });
        lines.extend(facts(signature));
        lines.extend(signature.findings.iter().map(found));
    }
    lines
}

fn facts(signature: &Signature) -> Vec<Line> {
    let mut lines = vec![
        fact("Cấp bởi", &signature.issuer),
        fact("Số chứng thư", &signature.serial),
        fact("Thuật toán", &signature.algorithm),
        fact("Ký lúc", &time(signature)),
    ];
    lines.extend(covers(signature).map(|covers| fact(CONTENT, covers)));
    lines.retain(|line| !line.value.is_empty());
    lines
}

fn fact(label: &str, value: &str) -> Line {
    Line {
        is_head: false,
        label: label.to_owned(),
        value: value.to_owned(),
    }
}

fn found(it: &Finding) -> Line {
    let label = part(it);
    let words = finding(it);
    fact(label, words.strip_prefix("sau khi ký: ").unwrap_or(&words))
}

const CONTENT: &str = "Nội dung";

/// What a finding is about.
fn part(finding: &Finding) -> &'static str {
    let of_later = matches!(
        finding,
        Finding::Changed { .. }
            | Finding::NotPermitted { .. }
            | Finding::SignedAgain
            | Finding::FilledAsPermitted
    );
    let of_certificate = matches!(
        finding,
        Finding::NotTrusted
            | Finding::OutOfDate { .. }
            | Finding::WrongUse { .. }
            | Finding::WrongCertificate
    );
    let of_revocation = matches!(
        finding,
        Finding::Revoked { .. }
            | Finding::RevokedLater { .. }
            | Finding::RevocationUnchecked
            | Finding::RevocationOutdated
    );
    if finding.is_of_content() {
        CONTENT
    } else if of_later {
        "Sau khi ký"
    } else if of_certificate {
        "Chứng thư"
    } else if of_revocation {
        "Thu hồi"
    } else {
        "Ghi chú"
    }
}

/// Lines above the report on paper: which file, its fingerprint, when it was checked, what it came to.
pub fn about(checked: &Checked, name: &str) -> Vec<String> {
    vec![
        format!("Tệp: {name}"),
        format!("SHA-256: {}", checked.sha256),
        format!(
            "Kiểm tra lúc {} với kho tin cậy của đơn vị khi đó",
            checked.checked_at.local().format("%H:%M:%S %d/%m/%Y")
        ),
        summary(&checked.report),
    ]
}

/// Below the report on paper.
pub const NOTE: &str = "Báo cáo do chương trình lập từ tệp lưu tại quầy; thời gian ký là giờ máy người ký, không phải dấu thời gian.";
