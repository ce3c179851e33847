//! Page accounts: every side of every sheet, exactly once, and a side that carries a note twice.
//!
//! "Số lượng ảnh bằng số lượng trang đầu vào, theo đúng thứ tự; trang có giấy ghi chú chụp hai ảnh" (công văn 223,
//! Một số yêu cầu khi sao chụp). Counts and places pages it is given; never looks at a picture, never drops a page.

#[cfg(test)]
mod tests;
pub mod text;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::component::PageAccount;
use super::ids::{FileHash, OfficerId};
use super::time::Moment;
use super::words::worded;

/// The most sheets one component can have. A bound against a slip of the finger, not a rule.
pub const MOST_SHEETS: u32 = 9_999;

worded! {
    /// Which image of a side this is.
    Part {
        /// The side as it is.
        Whole = "whole",
        /// With the note that lies on it.
        WithNote = "with_note",
        /// The same side, its note taken off.
        WithoutNote = "without_note",
    }
}

worded! {
    /// Where the resolution of an image is known from.
    DpiKnown {
        /// The file says so.
        Measured = "measured",
        /// Inferred from the shape of the page; marked wherever it is shown.
        Assumed = "assumed",
        /// Not known.
        Unknown = "unknown",
    }
}

/// What the officer says of the paper in his hand.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Claim {
    /// Số tờ.
    pub sheets: u32,
    /// 1 = every back is white, which he looked at; 2 = both sides.
    pub sides: u32,
    /// Sides that carry a note, counted from 1.
    pub noted: BTreeSet<u32>,
}

/// One image that there must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot {
    /// Side, counted from 1 through all sheets.
    pub side: u32,
    /// Which image of it.
    pub part: Part,
}

/// A page that was placed: one image file, what it shows and who took it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The untouched original.
    pub sha256: FileHash,
    /// Which page of that file, from 1; an image file has one.
    pub leaf: u32,
    /// Its bytes.
    pub size: u64,
    /// `image/jpeg` …
    pub mime: String,
    /// The name it came under.
    pub file_name: String,
    /// Side of the paper, from 1.
    pub side: u32,
    /// Which image of that side.
    pub part: Part,
    /// Clockwise quarter turns for display and for the PDF, 0–3; the original stays.
    pub turns: u8,
    /// Looked blank to the machine. Only said, never a reason to drop it.
    pub blank: bool,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// Dots per inch, rounded; 0 = not known.
    pub dpi: u32,
    /// Where that is known from.
    pub dpi_known: DpiKnown,
    /// Scanner or folder it came through.
    pub device: String,
    /// When it came.
    pub taken_at: Moment,
    /// Who took it.
    pub taken_by: OfficerId,
}

/// What the sum says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// Images there must be.
    pub need: u32,
    /// Images there are.
    pub have: u32,
    /// Slots without an image, in order.
    pub missing: Vec<Slot>,
    /// Places, counted from 0, of pages that no slot asks for: a side too many, or one that is there twice.
    pub surplus: Vec<usize>,
}

impl Claim {
    /// What most probably lies on the table when this many images came and nobody was asked yet.
    ///
    /// One image is one sheet with a white back (asked about before it counts); more are taken as both sides, so that
    /// an odd number shows a side that is missing instead of hiding it.
    pub fn guess(images: u32) -> Self {
        let (sheets, sides) = if images <= 1 {
            (images, 1)
        } else {
            (images.div_ceil(2), 2)
        };
        Self {
            sheets,
            sides,
            noted: BTreeSet::new(),
        }
    }

    /// Can it be counted at all?
    pub fn is_sound(&self) -> bool {
        let last = self.sheets.saturating_mul(self.sides);
        (1..=MOST_SHEETS).contains(&self.sheets)
            && (1..=2).contains(&self.sides)
            && self.noted.iter().all(|side| (1..=last).contains(side))
    }

    /// Sides to be scanned, notes not counted.
    pub fn sides_in_all(&self) -> u32 {
        self.sheets.saturating_mul(self.sides)
    }

    /// Sheets × sides + notes.
    pub fn need(&self) -> u32 {
        let notes = u32::try_from(self.noted.len()).unwrap_or(u32::MAX);
        self.sides_in_all().saturating_add(notes)
    }

    /// Every image there must be, in order.
    pub fn slots(&self) -> Vec<Slot> {
        (1..=self.sides_in_all().min(2 * MOST_SHEETS))
            .flat_map(|side| {
                self.parts(side)
                    .iter()
                    .map(move |part| Slot { side, part: *part })
            })
            .collect()
    }

    /// The images one side must give.
    pub fn parts(&self, side: u32) -> &'static [Part] {
        if self.noted.contains(&side) {
            &[Part::WithNote, Part::WithoutNote]
        } else {
            &[Part::Whole]
        }
    }

    /// Sheet, counted from 1, and whether the side is its back.
    pub fn sheet_of(&self, side: u32) -> (u32, bool) {
        if self.sides == 2 {
            (side.div_ceil(2), side.is_multiple_of(2))
        } else {
            (side, false)
        }
    }
}

/// Compares pages with what there must be. Each slot takes the first page that names it.
pub fn tally(claim: &Claim, pages: impl IntoIterator<Item = Slot>) -> Tally {
    let slots = claim.slots();
    let mut open: BTreeSet<Slot> = slots.iter().copied().collect();
    let mut tally = Tally {
        need: claim.need(),
        ..Tally::default()
    };
    for (at, slot) in pages.into_iter().enumerate() {
        tally.have += 1;
        if !open.remove(&slot) {
            tally.surplus.push(at);
        }
    }
    tally.missing = open.into_iter().collect();
    tally
}

impl Tally {
    /// Is every image there, and none too many?
    pub fn is_right(&self) -> bool {
        self.need > 0 && self.missing.is_empty() && self.surplus.is_empty()
    }

    /// The state of the account; `reasoned` = the officer wrote why the sum is not right.
    pub fn state(&self, reasoned: bool) -> PageAccount {
        match (self.is_right(), reasoned) {
            (true, _) => PageAccount::Balanced,
            (false, true) => PageAccount::Reasoned,
            (false, false) => PageAccount::Short,
        }
    }
}

impl Page {
    /// Is it the same page of the same file?
    pub fn is_same_image(&self, other: &Self) -> bool {
        (self.sha256, self.leaf) == (other.sha256, other.leaf)
    }

    /// The slot it says it fills.
    pub fn slot(&self) -> Slot {
        Slot {
            side: self.side,
            part: self.part,
        }
    }
}

/// The pages that differ only in their image, each with the one that took its place; none where anything else changed.
pub fn replaced<'a>(old: &'a [Page], new: &'a [Page]) -> Vec<(&'a Page, &'a Page)> {
    let same_slots = old.len() == new.len() && old.iter().zip(new).all(|(old, new)| old.slot() == new.slot());
    let pairs = old.iter().zip(new).filter(|_| same_slots);
    pairs.filter(|(old, new)| !old.is_same_image(new)).collect()
}

/// Places images in the order they came: slot by slot, what is too many after the last side.
pub fn place_in_order(claim: &Claim, images: usize) -> Vec<Slot> {
    place_beside(claim, &[], images)
}

/// The same beside images that are placed already: first the slots that lack one, then after the last side.
pub fn place_beside(claim: &Claim, there: &[Slot], images: usize) -> Vec<Slot> {
    let mut slots = tally(claim, there.iter().copied()).missing;
    let placed = there.iter().map(|slot| slot.side).max().unwrap_or(0);
    let mut side = claim.sides_in_all().max(placed);
    while slots.len() < images {
        side += 1;
        slots.push(Slot {
            side,
            part: Part::Whole,
        });
    }
    slots.truncate(images);
    slots
}

/// The two passes of a one-sided scanner have no common number of sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{fronts} fronts and {backs} backs")]
pub struct Uneven {
    /// Images of the first pass.
    pub fronts: usize,
    /// Images of the second.
    pub backs: usize,
}

/// Lays the two passes of a one-sided scanner into one another: 1 3 5 with 6 4 2 becomes 1 2 3 4 5 6. The second pass
/// runs backwards, because the pile is turned over as a whole; `turned` = false where it was not.
pub fn interleave<T>(fronts: Vec<T>, backs: Vec<T>, turned: bool) -> Result<Vec<T>, Uneven> {
    if fronts.len() != backs.len() || fronts.is_empty() {
        return Err(Uneven {
            fronts: fronts.len(),
            backs: backs.len(),
        });
    }
    let mut backs = backs;
    if turned {
        backs.reverse();
    }
    Ok(fronts
        .into_iter()
        .zip(backs)
        .flat_map(|(front, back)| [front, back])
        .collect())
}
