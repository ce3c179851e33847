//! Papers that need care, papers that are not digitised, and papers that must not be copied (công văn 223, "Một số lưu
//! ý trong quá trình số hóa hồ sơ" and the note at its end).
//!
//! Says what a paper is and what follows; decides nothing for an officer.

#[cfg(test)]
mod tests;
pub mod text;

use std::collections::BTreeSet;

use super::dossier::Channel;
use super::words::worded;

worded! {
    /// The letter's eight kinds of papers that need care before they are scanned.
    Trait {
        /// Khổ lớn: bản thiết kế, bản đồ.
        Large = "large",
        /// Nhỏ hơn mức bình thường.
        Small = "small",
        /// Nhiều loại giấy, mực, chất liệu.
        Mixed = "mixed",
        /// Nhăn, ghim, đóng gáy, cuộn.
        Bound = "bound",
        /// Dễ hỏng.
        Fragile = "fragile",
        /// Lớp phủ, bề mặt phản chiếu, dấu nổi.
        Coated = "coated",
        /// Băng, đĩa.
        AudioVisual = "audio_visual",
        /// Có giá trị văn hóa, lịch sử.
        Heritage = "heritage",
    }
}

worded! {
    /// Why a paper is not digitised (the list of Điều 4, TT 01/2023/TT-VPCP, and the letter's fragile papers).
    ExemptReason {
        /// A database shares it already.
        Shared = "shared",
        /// Bản chụp.
        Photocopy = "photocopy",
        /// Bản sao chứng thực.
        Certified = "certified",
        /// Chỉ xuất trình.
        Shown = "shown",
        /// Tài liệu mật.
        Secret = "secret",
        /// Nộp điện tử.
        Electronic = "electronic",
        /// Kết quả thẩm tra, xác minh, ý kiến của cơ quan khác.
        OtherBody = "other_body",
        /// Dễ hỏng.
        Fragile = "fragile",
        /// Another reason, written out.
        Other = "other",
    }
}

worded! {
    /// Where the original is kept.
    Custody {
        /// At the office.
        Here = "here",
        /// Given back to the holder.
        Returned = "returned",
        /// Sent to the agency that decides.
        SentUp = "sent_up",
    }
}

worded! {
    /// Why a paper must not be copied.
    Ban {
        /// The dossier was filed electronically.
        Online = "online",
        /// It is what another body found, verified or thinks.
        OtherBody = "other_body",
    }
}

/// The letter's last note: what must not be copied unless the sector's law says otherwise.
pub fn ban(channel: Channel, of_other_body: bool) -> Option<Ban> {
    match (channel, of_other_body) {
        (_, true) => Some(Ban::OtherBody),
        (Channel::Online, false) => Some(Ban::Online),
        (Channel::Counter | Channel::Post, false) => None,
    }
}

/// Traits as one word list for a column: `fragile,heritage`.
pub fn words(traits: &BTreeSet<Trait>) -> String {
    let words: Vec<&str> = traits.iter().map(|it| it.word()).collect();
    words.join(",")
}

/// Reads [`words`]; a word of a newer program is passed over.
pub fn from_words(words: &str) -> BTreeSet<Trait> {
    words.split(',').filter_map(Trait::from_word).collect()
}
