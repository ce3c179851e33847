//! The scanner: how papers are scanned, what a device offers, and what its faults mean for the officer.
//!
//! A scanner is a program that writes pages into a folder: SANE's `scanimage`, or an external command of this machine.
//! Its exit status and its files are believed, its messages never (they say "1 page scanned" of a jam).

mod choose;
mod command;
mod offered;
pub mod text;

#[cfg(test)]
mod tests;

pub use choose::{Plan, plan};
pub use command::{PLACEHOLDERS, command_line, is_command};
pub use offered::{Offered, OfferedOption, Values, offered};

use super::words::worded;

worded! {
    /// How papers are scanned. The office chooses one; the figures are data.
    ScanProfile {
        /// Nghị định 30/2020: colour, 200 dpi.
        Nd30 = "nd30",
        /// For papers kept for good: colour, 300 dpi.
        Archive = "archive",
        /// Papers without colour: grey, 200 dpi.
        Grey = "grey",
        /// Drawings and maps: grey, 300 dpi, lines without loss, as large as the device reaches.
        Drawing = "drawing",
    }
}

impl ScanProfile {
    /// In colour; otherwise in grey.
    pub fn is_colour(self) -> bool {
        matches!(self, Self::Nd30 | Self::Archive)
    }

    /// Dots per inch.
    pub fn dpi(self) -> u32 {
        match self {
            Self::Nd30 | Self::Grey => 200,
            Self::Archive | Self::Drawing => 300,
        }
    }

    /// Format of a page's file: JPEG passes into the PDF byte for byte, and so does PNG.
    pub fn format(self) -> (&'static str, &'static str) {
        match self {
            Self::Nd30 | Self::Archive | Self::Grey => ("jpeg", "jpg"),
            Self::Drawing => ("png", "png"),
        }
    }

    /// Drawings are scanned as far as the device reaches, whatever the settings of the machine say.
    fn is_whole(self) -> bool {
        self == Self::Drawing
    }
}

worded! {
    /// How large the scanned area is. What lies beyond it is lost, and what lies beside the paper becomes part of the page.
    Area {
        /// A4.
        A4 = "a4",
        /// Also F4 (215 × 330) and Legal (216 × 356).
        Long = "long",
        /// As far as the device reaches: red books, folded sheets.
        Whole = "whole",
    }
}

impl Area {
    /// Millimetres across and down; a device that reaches less decides.
    fn size(self) -> (f64, f64) {
        match self {
            Self::A4 => (210.0, 297.0),
            Self::Long => (215.9, 355.6),
            Self::Whole => (f64::INFINITY, f64::INFINITY),
        }
    }
}

/// What the settings of this machine say of the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paper {
    /// Where it lies; `None` = in the feeder where there is one.
    pub feed: Option<Feed>,
    /// How much of it is scanned.
    pub area: Area,
}

worded! {
    /// Where the paper lies.
    Feed {
        /// On the glass, one page at a time.
        Flatbed = "flatbed",
        /// In the feeder, front sides.
        Feeder = "feeder",
        /// In the feeder, both sides.
        Duplex = "duplex",
    }
}

/// Why a scan did not come to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScanFault {
    /// Paper is stuck.
    Jammed,
    /// The cover is open.
    CoverOpen,
    /// No paper lay in the feeder.
    NoPaper,
    /// Another program scans.
    Busy,
    /// The device is not there.
    Absent,
    /// It is there and cannot be opened.
    NotOpened,
    /// This user may not use it.
    Denied,
    /// The machine has too little memory.
    Memory,
    /// The line to the device.
    Line,
    /// It gave no sign of life within the limit.
    Silent,
    /// The program `scanimage` is not on this machine, and no command stands in for it.
    NoProgram,
    /// The device does not offer this feed.
    NoFeed(Feed),
    /// The device scans no colour, and the profile wants it.
    NoColour,
    /// The external command could not be started.
    NoCommand,
    /// The external command ended with this status.
    Command(i32),
    /// The external command ended well and left no page.
    NothingCame,
    /// Any other status.
    Other(i32),
}

/// How a scan ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScanEnd {
    /// The feeder is empty; there was paper.
    FeederEmpty,
    /// The one page on the glass, or what the command had to do.
    Done,
    /// The officer stopped it.
    Stopped,
    /// A fault; the pages before it are in the tray.
    Fault(ScanFault),
}

/// What came of a scan, counted as sides of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Came {
    /// In the tray.
    pub pages: u32,
    /// Cover sheets, read and put aside.
    pub covers: u32,
    /// Refused, each said by name.
    pub refused: u32,
    /// One more was begun and is dropped.
    pub half: bool,
}

impl Came {
    /// Sides that went through the scanner whole: it goes on with the one after them.
    pub fn through(self) -> u32 {
        self.pages
            .saturating_add(self.covers)
            .saturating_add(self.refused)
    }
}

/// What a status of `scanimage` means: it is a SANE status (SANE standard 4.2.7). `None` = it ended well, which for a
/// feeder means that it is empty.
pub fn fault_of(status: Option<i32>) -> Option<ScanFault> {
    match status {
        Some(0 | 7) => None,
        Some(3) => Some(ScanFault::Busy),
        Some(6) => Some(ScanFault::Jammed),
        Some(8) => Some(ScanFault::CoverOpen),
        // 9 is SANE's word for the line; without a status a signal ended it, and not ours.
        Some(9) | None => Some(ScanFault::Line),
        Some(10) => Some(ScanFault::Memory),
        Some(11) => Some(ScanFault::Denied),
        Some(other) => Some(ScanFault::Other(other)),
    }
}

/// A scanner that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundScanner {
    /// The name `scanimage` knows it by.
    pub device: String,
    /// `Canon DR-C225`.
    pub model: String,
}

/// What `scanimage -f` is asked to print of each device: its name, maker and model.
pub const LIST_FORMAT: &str = "%d\t%v\t%m%n";

/// Reads the list of devices. SANE's simulated device is for tests and is only used where it is named by hand.
pub fn found(list: &str) -> Vec<FoundScanner> {
    let device = |line: &str| {
        let mut parts = line.split('\t').map(str::trim);
        let device = parts.next().filter(|device| !device.is_empty())?;
        let model: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        let simulated = device == "test" || device.starts_with("test:");
        (!simulated && !model.is_empty()).then(|| FoundScanner {
            device: device.to_owned(),
            model: model.join(" "),
        })
    };
    list.lines().filter_map(device).collect()
}
