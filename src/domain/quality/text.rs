//! Words for where a file falls short.

use super::{ScanProfile, Shortfall};

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
