//! Papers that need care, in the letter's words; for each kind what to do before scanning, and with what.

use chrono::NaiveDate;

use super::{Ban, Custody, ExemptReason, Trait};
use crate::domain::say;

/// `khổ lớn`.
pub fn name(kind: Trait) -> &'static str {
    match kind {
        Trait::Large => "khổ lớn",
        Trait::Small => "khổ nhỏ",
        Trait::Mixed => "nhiều loại giấy",
        Trait::Bound => "nhăn, ghim, đóng gáy, cuộn",
        Trait::Fragile => "dễ hỏng",
        Trait::Coated => "lớp phủ, phản chiếu, dấu nổi",
        Trait::AudioVisual => "nghe - nhìn",
        Trait::Heritage => "giá trị văn hóa, lịch sử",
    }
}

/// The letter's own sentence (MỘT SỐ LƯU Ý TRONG QUÁ TRÌNH SỐ HÓA HỒ SƠ).
pub fn letter(kind: Trait) -> &'static str {
    match kind {
        Trait::Large => {
            "Hồ sơ có khổ lớn, bao gồm bản thiết kế, bản đồ,.. Đối với các tài liệu này có thể cần thiết bị chuyên dụng."
        }
        Trait::Small => "Hồ sơ, tài liệu có kích thước nhỏ hơn mức bình thường.",
        Trait::Mixed => {
            "Hồ sơ gồm nhiều loại tài liệu có kích thước, màu sắc, chất lượng giấy, mực, làm bằng các chất liệu,.. khác nhau."
        }
        Trait::Bound => "Hồ sơ bị nhăn, ghim, đóng gáy, cuộn,.. cần chuẩn bị thêm trước khi số hóa.",
        Trait::Fragile => {
            "Hồ sơ dễ hỏng mà có thể gặp rủi ro trong quá trình số hóa (nếu là hồ sơ quan trọng, có thể đưa đến quyết định không số hóa)."
        }
        Trait::Coated => {
            "Hồ sơ có lớp phủ đặc biệt (trong suốt, bán trong suốt, mờ), bề mặt phản chiếu, dấu nổi thì cần phải chuẩn bị thêm trước khi số hóa hoặc cần tối ưu ảnh sau khi số hóa."
        }
        Trait::AudioVisual => {
            "Hồ sơ là sản phẩm nghe - nhìn như băng, đĩa,...cần các thiết bị chuyên dụng và các bước xử lý khác thông thường."
        }
        Trait::Heritage => {
            "Hồ sơ có giá trị văn hóa, lịch sử thì ngoài việc số hóa có thể cần thực hiện các giải pháp lưu trữ hồ sơ gốc thích hợp."
        }
    }
}

/// What to do before it is scanned, one line each.
pub fn preparation(kind: Trait) -> &'static [&'static str] {
    match kind {
        Trait::Large => &[
            "Không gấp, không cắt tài liệu để vừa máy quét A4.",
            "Quét một lần bằng máy khổ lớn, không ghép từ nhiều mảnh.",
            "Chưa có máy: chọn \"Chờ thiết bị\" và hẹn ngày quét.",
            "Giữ tỷ lệ 100 %, không thu nhỏ.",
        ],
        Trait::Small => &[
            "Đặt trên mặt kính, không đưa qua bộ nạp giấy.",
            "Lót một tờ giấy trắng phía sau; quét đủ hai mặt.",
        ],
        Trait::Mixed => &[
            "Xếp riêng từng loại giấy, quét từng loại theo thông số hợp với nó.",
            "Ghép lại đúng thứ tự ban đầu rồi đếm lại số trang.",
        ],
        Trait::Bound => &[
            "Tháo ghim, kẹp; vuốt phẳng nếp nhăn, không tháo gáy có dấu giáp lai.",
            "Tài liệu không tháo được thì quét trên mặt kính từng trang.",
            "Đóng lại như cũ sau khi quét.",
        ],
        Trait::Fragile => &[
            "Chỉ quét trên mặt kính; không dùng bộ nạp giấy.",
            "Giấy mục, rách thì đặt trong bìa trong; không dán, không ép.",
            "Nếu việc quét có thể làm hỏng: chọn \"Không số hóa\", lãnh đạo duyệt.",
        ],
        Trait::Coated => &[
            "Giảm sáng hoặc che bớt đèn để không bị lóa.",
            "Xem lại ảnh: phần có lớp phủ, dấu nổi phải đọc được.",
            "Dấu nổi: quét thêm một ảnh có ánh sáng nghiêng nếu cần.",
        ],
        Trait::AudioVisual => &[
            "Sao nguyên tệp từ băng, đĩa bằng thiết bị đọc phù hợp; không quét.",
            "Gắn tệp vào thành phần; chương trình giữ nguyên từng byte.",
        ],
        Trait::Heritage => &[
            "Mang găng tay sạch; chỉ quét trên mặt kính.",
            "Ghi rõ nơi giữ bản gốc; hỏi cơ quan lưu trữ về cách bảo quản.",
        ],
    }
}

/// With what it is scanned.
pub fn device(kind: Trait) -> &'static str {
    match kind {
        Trait::Large => "máy quét khổ lớn (A0, A1)",
        Trait::Small | Trait::Bound | Trait::Fragile | Trait::Heritage => "mặt kính của máy quét phẳng",
        Trait::Mixed => "máy quét phẳng và bộ nạp giấy",
        Trait::Coated => "máy quét phẳng hoặc giá chụp",
        Trait::AudioVisual => "đầu đọc băng, đĩa",
    }
}

/// Why a paper is not digitised.
pub fn exempt(reason: ExemptReason) -> &'static str {
    match reason {
        ExemptReason::Shared => "dữ liệu đã được chia sẻ",
        ExemptReason::Photocopy => "bản chụp",
        ExemptReason::Certified => "bản sao chứng thực",
        ExemptReason::Shown => "chỉ xuất trình",
        ExemptReason::Secret => "tài liệu mật",
        ExemptReason::Electronic => "đã nộp điện tử",
        ExemptReason::OtherBody => "kết quả thẩm tra, xác minh, ý kiến cơ quan khác",
        ExemptReason::Fragile => "dễ hỏng",
        ExemptReason::Other => "lý do khác",
    }
}

/// `KHÔNG SỐ HÓA · dễ hỏng`: decided by a leader.
pub fn exempted(reason: ExemptReason) -> String {
    format!("KHÔNG SỐ HÓA · {}", exempt(reason))
}

/// `chờ lãnh đạo duyệt · dễ hỏng`: wished, not decided.
pub fn proposed(reason: ExemptReason) -> String {
    format!("chờ lãnh đạo duyệt · {}", exempt(reason))
}

/// `chờ thiết bị · 01/03/2023`.
pub fn waiting(remind_on: Option<NaiveDate>) -> String {
    match remind_on {
        Some(day) => format!("chờ thiết bị · {}", say::date(day)),
        None => "chờ thiết bị".to_owned(),
    }
}

/// `không phải số hóa · bản sao chứng thực`: by the office's policy, no decision needed.
pub fn by_policy(reason: ExemptReason) -> String {
    format!("không phải số hóa · {}", exempt(reason))
}

/// Where the original is.
pub fn custody(custody: Custody) -> &'static str {
    match custody {
        Custody::Here => "giữ tại đơn vị",
        Custody::Returned => "trả lại người nộp",
        Custody::SentUp => "gửi cơ quan giải quyết",
    }
}

/// What is wrong, and what to do.
pub fn banned(ban: Ban) -> &'static str {
    match ban {
        Ban::Online => "Hồ sơ điện tử: không sao chụp giấy tờ, trừ khi ghi căn cứ luật chuyên ngành.",
        Ban::OtherBody => "Ý kiến, thẩm tra của cơ quan khác: không sao chụp, trừ khi ghi căn cứ luật.",
    }
}
