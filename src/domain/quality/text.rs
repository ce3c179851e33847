//! Words for where a file falls short.

use super::{PageFlag, ScanProfile, Shortfall};

/// What the machine saw on a page, in the narrow column beside it; `None` for what other words say there.
pub fn flag(flag: PageFlag) -> Option<&'static str> {
    match flag {
        PageFlag::Blank | PageFlag::Duplicate => None,
        PageFlag::Skewed => Some("? nghiêng"),
        PageFlag::TooDark => Some("? quá tối"),
        PageFlag::TooLight => Some("? quá nhạt"),
        PageFlag::CutEdge => Some("? mất mép"),
        PageFlag::ProbableDuplicate => Some("? giống trang trong khay"),
        PageFlag::TooLargeToCheck => Some("không kiểm tra (quá lớn)"),
        PageFlag::NotChecked => Some("không kiểm tra được bằng máy"),
    }
}

/// The same of stable words; a word of a newer program is passed over.
pub fn seen(flags: &[String]) -> impl Iterator<Item = &'static str> {
    flags.iter().filter_map(|word| flag(PageFlag::from_word(word)?))
}

/// Where it falls short of `profile`, in a few words.
pub fn shortfall(shortfall: Shortfall, profile: &ScanProfile) -> String {
    let (major, minor) = profile.least_pdf;
    match shortfall {
        Shortfall::OldVersion => format!("PDF cũ hơn {major}.{minor}"),
        Shortfall::NotColour => "không màu".to_owned(),
        Shortfall::LowResolution => format!("dưới {} dpi", profile.least_dpi),
        Shortfall::ResolutionUnknown => "chưa rõ dpi".to_owned(),
        Shortfall::KindNotListed => "loại tệp ngoài danh mục".to_owned(),
        Shortfall::LowBitRate => "tốc độ bit thấp".to_owned(),
    }
}
