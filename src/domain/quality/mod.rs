//! How good a scan is: what the checks of a page found, and the parameters a file should reach. A check only flags: it
//! never drops a page, never refuses one, and an officer may always keep it as it is.

pub mod text;

use crate::domain::words::worded;

worded! {
    /// One thing worth a second look before the paper goes back into its folder.
    PageFlag {
        /// Hardly any ink. Blank sides stay in the dossier: every side of every sheet is an image (công văn 223).
        Blank = "blank",
        /// The lines of text are not level.
        Skewed = "skewed",
        /// The paper itself came out dark.
        TooDark = "too_dark",
        /// There is ink, but it can hardly be told from the paper.
        TooLight = "too_light",
        /// Text runs off an edge of the image.
        CutEdge = "cut_edge",
        /// The very same bytes as another file.
        Duplicate = "duplicate",
        /// Looks like another page; perhaps the same sheet scanned twice.
        ProbableDuplicate = "probable_duplicate",
        /// Not looked at: too many pixels for the memory of a desk.
        TooLargeToCheck = "too_large_to_check",
        /// Not looked at: a page of a PDF that is not one picture, or pixels in a coding that is not decoded here.
        NotChecked = "not_checked",
    }
}

worded! {
    /// Where a file falls short of the profile it should be scanned by (TT 02/2019/TT-BNV, NĐ 30/2020, appendix I).
    Shortfall {
        /// A PDF older than version 1.4.
        OldVersion = "old_version",
        /// Black and white or grey.
        NotColour = "not_colour",
        /// Fewer dots per inch than the profile asks.
        LowResolution = "low_resolution",
        /// No file says how many dots an inch has; the assumed number proves nothing.
        ResolutionUnknown = "resolution_unknown",
        /// A kind of sound or film that is not on the list.
        KindNotListed = "kind_not_listed",
        /// Sound or film with fewer bits a second than asked.
        LowBitRate = "low_bit_rate",
    }
}

/// The parameters a scan has to reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScanProfile {
    /// The stable word of settings and reports.
    pub word: &'static str,
    pub least_dpi: u32,
    pub colour: bool,
    /// Major and minor version of the PDF format.
    pub least_pdf: (u8, u8),
    pub least_sound_kbps: u32,
    pub least_film_kbps: u32,
}

/// NĐ 30/2020 and TT 02/2019/TT-BNV as công văn 223 cites it: PDF 1.4, colour, 200 dpi; sound 128 and film 1,500
/// kilobits a second (domain.md §4.1, §4.2).
pub const ND30: ScanProfile = ScanProfile {
    word: "nd30",
    least_dpi: 200,
    colour: true,
    least_pdf: (1, 4),
    least_sound_kbps: 128,
    least_film_kbps: 1_500,
};

/// For papers that go to the archive: as [`ND30`], at 300 dpi.
pub const ARCHIVE: ScanProfile = ScanProfile {
    word: "archive",
    least_dpi: 300,
    ..ND30
};

/// Papers without colour, where the office itself says that grey is enough: as [`ND30`] but for the colour.
pub const GREY: ScanProfile = ScanProfile {
    word: "grey",
    colour: false,
    ..ND30
};

/// Drawings and maps: grey at the archive's resolution.
pub const DRAWING: ScanProfile = ScanProfile {
    word: "drawing",
    colour: false,
    ..ARCHIVE
};

/// What an office's scans have to reach, by the word of its setting `scan_profile`: the archive's parameters where it
/// scans for the archive, else those of the law.
pub fn asked(setting: &str) -> &'static ScanProfile {
    if setting == ARCHIVE.word { &ARCHIVE } else { &ND30 }
}
