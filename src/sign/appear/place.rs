//! Where on a page: between the page as it is shown and the page as it is written, turned, cut and scaled; and below
//! what signatures stand there already.

use crate::domain::signing::SignFault;
use crate::domain::signing::look::Ninth;
use crate::sign::pdf::{Document, Page, Rect, Value};

/// Points in a millimetre.
pub(super) const MM: f64 = 72.0 / 25.4;
/// Free space between two signatures, in points.
const GAP: f64 = 3.0;

/// A rectangle on the page as it is shown: points from its left and its top edge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shown {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Shown {
    fn right(self) -> f64 {
        self.left + self.width
    }

    fn bottom(self) -> f64 {
        self.top + self.height
    }

    fn meets(self, other: Self) -> bool {
        self.left < other.right() + GAP
            && other.left < self.right() + GAP
            && self.top < other.bottom() + GAP
            && other.top < self.bottom() + GAP
    }
}

/// The page as it is shown.
pub(super) struct Sheet {
    seen: Rect,
    rotate: u16,
    unit: f64,
}

impl Sheet {
    pub(super) fn of(page: &Page) -> Self {
        Self {
            seen: page.seen,
            rotate: page.rotate,
            unit: page.unit,
        }
    }

    /// Width and height as shown, in points.
    pub(super) fn size(&self) -> (f64, f64) {
        let (width, height) = (self.seen.width() * self.unit, self.seen.height() * self.unit);
        match self.rotate {
            90 | 270 => (height, width),
            _ => (width, height),
        }
    }

    /// What is shown there, in the page's own units.
    pub(super) fn written(&self, shown: Shown) -> Rect {
        let from = self.written_point(shown.left / self.unit, shown.top / self.unit);
        let to = self.written_point(shown.right() / self.unit, shown.bottom() / self.unit);
        Rect {
            left: from.0.min(to.0),
            bottom: from.1.min(to.1),
            right: from.0.max(to.0),
            top: from.1.max(to.1),
        }
    }

    fn written_point(&self, x: f64, y: f64) -> (f64, f64) {
        let seen = self.seen;
        match self.rotate {
            90 => (seen.left + y, seen.bottom + x),
            180 => (seen.right - x, seen.bottom + y),
            270 => (seen.right - y, seen.top - x),
            _ => (seen.left + x, seen.top - y),
        }
    }

    /// Where something written there is shown.
    pub(super) fn shown(&self, written: Rect) -> Shown {
        let from = self.shown_point(written.left, written.bottom);
        let to = self.shown_point(written.right, written.top);
        Shown {
            left: from.0.min(to.0),
            top: from.1.min(to.1),
            width: (from.0 - to.0).abs(),
            height: (from.1 - to.1).abs(),
        }
    }

    fn shown_point(&self, x: f64, y: f64) -> (f64, f64) {
        let seen = self.seen;
        let (x, y) = match self.rotate {
            90 => (y - seen.bottom, x - seen.left),
            180 => (seen.right - x, y - seen.bottom),
            270 => (seen.top - y, seen.right - x),
            _ => (x - seen.left, seen.top - y),
        };
        (x * self.unit, y * self.unit)
    }

    /// The form matrix that sets a block of this size upright as shown, its corner at the origin.
    pub(super) fn matrix(&self, width: f64, height: f64) -> String {
        match self.rotate {
            90 => format!("[0 1 -1 0 {height:.3} 0]"),
            180 => format!("[-1 0 0 -1 {width:.3} {height:.3}]"),
            270 => format!("[0 -1 1 0 0 {width:.3}]"),
            _ => "[1 0 0 1 0 0]".to_owned(),
        }
    }
}

/// Where the fields of the page stand already.
pub(super) fn taken(document: &Document, page: &Page, sheet: &Sheet) -> Result<Vec<Shown>, SignFault> {
    let Some(dict) = page.object.dict() else {
        return Ok(Vec::new());
    };
    let mut taken = Vec::new();
    for note in document.array(dict, b"Annots")?.unwrap_or_default() {
        let note = document.resolved(&note)?;
        let Some(note) = note.dict() else {
            continue;
        };
        let kind = document.value(note, b"Subtype")?;
        if kind.as_ref().and_then(Value::name) == Some(b"Widget")
            && let Some(rect) = document.rect(note.get(b"Rect"))?
        {
            taken.push(sheet.shown(rect));
        }
    }
    Ok(taken)
}

/// The first free place for a block: at its corner, else below what stands there, else beside it.
pub(super) fn stacked(sheet: &Sheet, taken: &[Shown], wanted: Shown, is_right: bool) -> Option<Shown> {
    let (width, height) = sheet.size();
    let mut place = wanted;
    // Each step passes the lower edge of at least one rectangle, or begins the next column.
    for _ in 0..=2 * taken.len() + 64 {
        let fits = place.left >= 0.0 && place.right() <= width;
        if !fits {
            return None;
        }
        let below = taken
            .iter()
            .filter(|it| place.meets(**it))
            .map(|it| it.bottom() + GAP)
            .reduce(f64::max);
        match below {
            None => return Some(place),
            Some(below) if below + place.height <= height => place.top = below + 0.001,
            Some(_) => {
                place.top = wanted.top;
                let step = place.width + GAP;
                place.left += if is_right { -step } else { step };
            }
        }
    }
    None
}

/// Where a block of this size stands in one of the nine fields: the outer ones `side` from the edges of the page.
pub(super) fn ninth(sheet: &Sheet, ninth: Ninth, (width, height): (f64, f64), side: f64) -> Shown {
    let (page_width, page_height) = sheet.size();
    let (column, row) = ninth.cell();
    let along = |cell: u8, page: f64, block: f64| {
        let free = page - block;
        let place = match cell {
            0 => side,
            1 => free / 2.0,
            _ => free - side,
        };
        place.clamp(0.0, free.max(0.0))
    };
    Shown {
        left: along(column, page_width, width),
        top: along(row, page_height, height),
        width,
        height,
    }
}

/// An agency's seal covers about a third of the signature that stands in the field, on its left (Phụ lục I, NĐ 30/2020/NĐ-CP);
/// `None` = there is none, or no room.
pub(super) fn sealed(sheet: &Sheet, taken: &[Shown], seal: Shown) -> Option<Shown> {
    let signature = taken.iter().find(|it| seal.meets(**it))?;
    let place = Shown {
        left: signature.left + signature.width / 3.0 - seal.width,
        top: signature.top + (signature.height - seal.height) / 2.0,
        ..seal
    };
    let (width, height) = sheet.size();
    let fits = place.left >= 0.0 && place.top >= 0.0 && place.right() <= width && place.bottom() <= height;
    let others = taken
        .iter()
        .filter(|it| *it != signature && place.meets(**it))
        .count();
    (fits && others == 0).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rotate: u16, unit: f64) -> Sheet {
        let seen = Rect {
            left: 100.0,
            bottom: 50.0,
            right: 700.0,
            top: 850.0,
        };
        Sheet { seen, rotate, unit }
    }

    const CORNER: Shown = Shown {
        left: 30.0,
        top: 10.0,
        width: 120.0,
        height: 24.0,
    };

    #[test]
    fn a_corner_as_shown_is_found_on_every_turned_page() {
        let corners = [
            (0, (130.0, 840.0)),
            (90, (110.0, 80.0)),
            (180, (670.0, 60.0)),
            (270, (690.0, 820.0)),
        ];
        for (rotate, corner) in corners {
            let sheet = sheet(rotate, 1.0);
            let written = sheet.written(CORNER);
            let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
            let xs = [written.left, written.right];
            let ys = [written.bottom, written.top];
            assert!(xs.iter().any(|x| near(*x, corner.0)), "{rotate} {written:?}");
            assert!(ys.iter().any(|y| near(*y, corner.1)), "{rotate} {written:?}");
            assert_eq!(sheet.shown(written), CORNER, "{rotate}");
        }
    }

    #[test]
    fn a_larger_unit_makes_fewer_of_it() {
        let written = sheet(0, 2.0).written(CORNER);
        assert!((written.width() - 60.0).abs() < 1e-9);
        assert_eq!(sheet(90, 2.0).size(), (1600.0, 1200.0));
    }

    #[test]
    fn blocks_stack_and_never_overlap_until_the_page_is_full() {
        let sheet = sheet(0, 1.0);
        for is_right in [false, true] {
            let mut taken = Vec::new();
            let wanted = Shown {
                left: if is_right { 450.0 } else { 30.0 },
                ..CORNER
            };
            while let Some(place) = stacked(&sheet, &taken, wanted, is_right) {
                assert!(!taken.iter().any(|it| place.meets(*it)), "{place:?}");
                assert!(place.bottom() <= 800.0 && place.right() <= 600.0 && place.left >= 0.0);
                taken.push(place);
            }
            assert_eq!(taken.first(), Some(&wanted));
            assert!(taken.len() > 80, "{}", taken.len());
        }
    }

    #[test]
    fn every_ninth_lies_on_every_turned_page_and_a_seal_covers_a_third_of_the_signature_there() {
        for rotate in [0, 90, 180, 270] {
            let sheet = sheet(rotate, 1.0);
            let (width, height) = sheet.size();
            for at in Ninth::ALL {
                let place = ninth(&sheet, *at, (102.0, 102.0), 34.0);
                assert!(place.left >= 0.0 && place.right() <= width, "{at:?} {place:?}");
                assert!(place.top >= 0.0 && place.bottom() <= height, "{at:?} {place:?}");
            }
        }
        let sheet = sheet(0, 1.0);
        let hand = ninth(&sheet, Ninth::BottomRight, (150.0, 60.0), 34.0);
        let seal = ninth(&sheet, Ninth::BottomRight, (102.0, 102.0), 34.0);
        let place = sealed(&sheet, &[hand], seal).unwrap();
        assert!((place.right() - hand.left - hand.width / 3.0).abs() < 1e-9);
        assert_eq!(sealed(&sheet, &[], seal), None);
        let there = ninth(&sheet, Ninth::Left, (150.0, 60.0), 34.0);
        assert_eq!(sealed(&sheet, &[there], seal), None, "another field");
        assert_eq!(
            sealed(&sheet, &[hand, place], seal),
            None,
            "a seal stands there already"
        );
    }
}
