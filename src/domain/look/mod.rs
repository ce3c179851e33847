//! One page made small, to be looked at in the terminal: enough to tell a blank, turned or wrong page, never to read it.

pub mod text;

use super::component::FileSource;
use super::draft::DraftFile;
use super::ids::FileHash;
use super::pages::{DpiKnown, Page};
use super::quality::PageFlag;

/// The small page, as it is to be shown, and what the checks found while it was decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageLook {
    /// Pixels across.
    pub width: u16,
    /// Pixels down.
    pub height: u16,
    /// Brightness, 255 is white; rows from the top, `width` × `height` of them.
    pub grey: Vec<u8>,
    /// What is worth a second look.
    pub flags: Vec<PageFlag>,
    /// There were enough lines of text to say that they are level.
    pub level: bool,
}

/// Why there is no small page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoLook {
    /// More pixels than a desk decodes; never tried.
    TooLarge,
    /// Drawn by a program, which nothing here renders: the system's viewer shows it.
    NotAPicture,
    /// The bytes cannot be decoded.
    Damaged,
    /// The program broke off; nothing is known of the page.
    NotMade,
    /// The bytes are not those that were taken in: their hash differs.
    Changed,
    /// The file is not on this machine.
    Missing,
}

/// One page of one stored file, as a list of pages to look at names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// The file.
    pub sha256: FileHash,
    /// Its page, from 1.
    pub leaf: u32,
    /// Clockwise quarter turns the officer gave it.
    pub turns: u8,
    /// The name the file came under.
    pub name: String,
    /// Its bytes.
    pub size: u64,
    /// Pixels across and down; 0 = not known here.
    pub pixels: (u32, u32),
    /// Dots per inch and where they are known from.
    pub dpi: (u32, DpiKnown),
}

impl Leaf {
    /// A page of the tray or of a component's account.
    pub fn of_page(page: &Page) -> Self {
        Self {
            sha256: page.sha256,
            leaf: page.leaf,
            turns: page.turns,
            name: page.file_name.clone(),
            size: page.size,
            pixels: (page.width, page.height),
            dpi: (page.dpi, page.dpi_known),
        }
    }

    /// The pages of a component's files. Where a PDF was made of images, the images: they are what was scanned.
    pub fn of_files(files: &[DraftFile]) -> Vec<Self> {
        let has_originals = files.iter().any(|file| file.source != FileSource::Assembled);
        let shown = files
            .iter()
            .filter(|file| !has_originals || file.source != FileSource::Assembled);
        shown.flat_map(Self::of_file).take(MOST_LEAVES).collect()
    }

    fn of_file(file: &DraftFile) -> impl Iterator<Item = Self> {
        (1..=file.pages.unwrap_or(1).max(1)).map(|leaf| Self {
            sha256: file.sha256,
            leaf,
            turns: 0,
            name: file.name.clone(),
            size: file.size,
            pixels: (0, 0),
            dpi: (0, DpiKnown::Unknown),
        })
    }
}

/// Pages of one component that are leafed through; a document of more is for the viewer.
const MOST_LEAVES: usize = 1_000;
