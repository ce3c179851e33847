//! Papers that need care, papers that are not digitised, and papers that must not be copied (công văn 223, "Một số lưu
//! ý trong quá trình số hóa hồ sơ" and the note at its end).
//!
//! Says what a paper is and what follows; decides nothing for an officer.

#[cfg(test)]
mod tests;
pub mod text;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::component::{FileSource, PaperForm, SignatureMark};
use super::dossier::Channel;
use super::draft::DraftFile;
use super::weight::Weighed;
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

/// Why a paper shall not be digitised: from the list, and in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exemption {
    /// From the list.
    pub why: ExemptReason,
    /// In the officer's words.
    pub reason: String,
}

/// What a reception knows of a paper that needs care; empty for nearly every paper.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Care {
    /// The letter's kinds.
    pub traits: BTreeSet<Trait>,
    /// It is what another body found, verified or thinks.
    pub of_other_body: bool,
    /// Waits for a device.
    pub waits: bool,
    /// When to look at it again.
    pub remind_on: Option<NaiveDate>,
    /// Where the original is.
    pub custody: Option<Custody>,
    /// Không số hóa as it is wished: nothing is decided before a leader approves.
    pub proposal: Option<Exemption>,
    /// The sector's law that allows a copy which the letter forbids.
    pub basis: Option<String>,
}

impl Care {
    /// An ordinary paper.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Nobody asks for its file now: it waits for a device or for a leader's word.
    pub fn rests(&self) -> bool {
        self.waits || self.proposal.is_some()
    }
}

/// Is this file a copy of a paper? What came electronically is not one: from the kho, with an online dossier, with a
/// digital signature, or sound and film, which are no papers. Everything else that is chosen or scanned counts as one;
/// a signature that does not hold makes no original.
pub fn is_copy(file: &DraftFile) -> bool {
    is_copy_of(file.source, &file.mime, file.signature)
}

/// The same of what a row says of a file.
pub fn is_copy_of(source: FileSource, mime: &str, signature: SignatureMark) -> bool {
    let is_paper = !mime.starts_with("audio/") && !mime.starts_with("video/");
    let is_unsigned = matches!(signature, SignatureMark::None | SignatureMark::Invalid);
    match source {
        FileSource::Kho | FileSource::Online => false,
        FileSource::Scan => true,
        FileSource::Picked | FileSource::Assembled => is_paper && is_unsigned,
    }
}

/// The files of a component whose sheets nobody counted, once its counted pages are pages and no files any more: the
/// copies that were chosen; where none is left of them, the PDF that was made of them, unless it is that of counted pages.
pub fn uncounted(form: PaperForm, files: &[DraftFile], has_pages: bool) -> Vec<DraftFile> {
    if form == PaperForm::Electronic {
        return Vec::new();
    }
    let is_made = |file: &&DraftFile| file.source == FileSource::Assembled;
    let copies = || files.iter().filter(|file| is_copy(file));
    let chosen: Vec<DraftFile> = copies().filter(|file| !is_made(file)).cloned().collect();
    if !chosen.is_empty() || has_pages {
        return chosen;
    }
    let in_no_place = |file: &&DraftFile| file.weighed.and_then(Weighed::instead_of).is_none();
    copies().filter(is_made).filter(in_no_place).cloned().collect()
}

/// Whose an interim paper is that is a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// Of this office.
    Own,
    /// What another body found, verified or answered; copied only by the sector's law.
    OtherBody { basis: Option<String> },
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
