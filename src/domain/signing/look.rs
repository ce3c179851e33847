//! How a signature is wanted to look on the page, as an officer chooses it.

use super::ProfileName;
use crate::domain::words::worded;

/// A profile as it is offered to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileChoice {
    /// Its name.
    pub name: ProfileName,
    /// What people call it.
    pub title: String,
    /// It stands where the officer puts it.
    pub is_placed: bool,
    /// It shows the number and symbol of a document.
    pub has_number: bool,
}

/// What was chosen for the papers of one batch. Forms of the office are signed without a mark whatever is chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignLook {
    /// The profile.
    pub profile: ProfileName,
    /// Where it stands, for a profile that is placed.
    pub spot: Option<HandSpot>,
    /// Number and symbol of the document, for a profile that shows them.
    pub number: String,
}

/// A place on a page, as people point at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HandSpot {
    /// The page.
    pub page: SpotPage,
    /// Where on it, as it is shown.
    pub at: Ninth,
}

/// Which page of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpotPage {
    /// The last one, where a decision is signed.
    Last,
    /// This one, from 1.
    Number(u32),
}

impl SpotPage {
    /// The page, from 1, in a file of so many pages.
    pub fn of(self, pages: u32) -> u32 {
        match self {
            Self::Last => pages.max(1),
            Self::Number(page) => page,
        }
    }
}

worded! {
    /// One of the nine fields a page is divided into, as it is shown.
    Ninth {
        /// Top left.
        TopLeft = "top_left",
        /// Top middle.
        Top = "top",
        /// Top right.
        TopRight = "top_right",
        /// Left.
        Left = "left",
        /// The middle.
        Middle = "middle",
        /// Right.
        Right = "right",
        /// Bottom left.
        BottomLeft = "bottom_left",
        /// Bottom middle.
        Bottom = "bottom",
        /// Bottom right.
        BottomRight = "bottom_right",
    }
}

impl Ninth {
    /// Its column and row, each from 0 to 2, from the left and from the top.
    pub fn cell(self) -> (u8, u8) {
        match self {
            Self::TopLeft => (0, 0),
            Self::Top => (1, 0),
            Self::TopRight => (2, 0),
            Self::Left => (0, 1),
            Self::Middle => (1, 1),
            Self::Right => (2, 1),
            Self::BottomLeft => (0, 2),
            Self::Bottom => (1, 2),
            Self::BottomRight => (2, 2),
        }
    }
}
