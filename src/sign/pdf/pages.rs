//! The pages in their order, each with what it inherits.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::document::{Document, Object};
use super::object::{Dict, Kind, ObjectId, Value};
use super::{PAGES, PdfError, Result};

/// What pages take over from the nodes above them.
const INHERITED: [&[u8]; 3] = [b"MediaBox", b"CropBox", b"Rotate"];

/// A rectangle in the page's own units, corners in order.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Least x.
    pub left: f64,
    /// Least y.
    pub bottom: f64,
    /// Greatest x.
    pub right: f64,
    /// Greatest y.
    pub top: f64,
}

impl Rect {
    /// Its width.
    pub fn width(self) -> f64 {
        self.right - self.left
    }

    /// Its height.
    pub fn height(self) -> f64 {
        self.top - self.bottom
    }

    /// What both share; `None` = nothing.
    pub fn shared(self, other: Self) -> Option<Self> {
        let shared = Self {
            left: self.left.max(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.min(other.right),
            top: self.top.min(other.top),
        };
        (shared.width() > 0.0 && shared.height() > 0.0).then_some(shared)
    }
}

/// A page with what it inherits.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its object, as it stands in the file.
    pub object: Object,
    /// What is seen of it: the crop box within the media box.
    pub seen: Rect,
    /// Turned clockwise when shown: 0, 90, 180, 270.
    pub rotate: u16,
    /// Size of its unit in points, 1 in nearly every file.
    pub unit: f64,
}

type Above = Rc<[Option<Value>; 3]>;

impl Document {
    /// The objects of all pages, in order.
    pub fn page_ids(&self) -> Result<Vec<ObjectId>> {
        let mut ids = Vec::new();
        self.walk(&mut |object, _| {
            ids.push(object.id);
            Ok(true)
        })?;
        Ok(ids)
    }

    /// The page of this number, from 1; `None` = there is none.
    pub fn page(&self, number: u32) -> Result<Option<Page>> {
        let mut found = None;
        let mut count = 0;
        self.walk(&mut |object, above| {
            count += 1;
            if count == number {
                found = Some(self.page_of(object, above)?);
            }
            Ok(count < number)
        })?;
        Ok(found)
    }

    /// Visits the pages in order until the visitor says `false`.
    fn walk(&self, visit: &mut dyn FnMut(Object, &Above) -> Result<bool>) -> Result<()> {
        let catalog = self.catalog()?;
        let root = catalog.dict().and_then(|it| it.get(b"Pages")).cloned();
        let mut waiting: Vec<(Value, Above)> = root.map(|it| (it, Above::default())).into_iter().collect();
        let mut seen = BTreeSet::new();
        while let Some((value, above)) = waiting.pop() {
            let broken = PdfError::damaged("a broken page tree", value.span.start);
            let id = value.reference().ok_or_else(|| broken.clone())?;
            if !seen.insert(id) {
                return Err(PdfError::damaged("pages in a ring", value.span.start));
            }
            if seen.len() > 2 * PAGES {
                return Err(PdfError::TooMuch("pages"));
            }
            let object = self.object(id.number)?.filter(|it| it.id == id);
            let object = object.ok_or_else(|| broken.clone())?;
            let dict = object.dict().ok_or_else(|| broken.clone())?;
            let above = below(&above, dict);
            match self.array(dict, b"Kids")? {
                Some(kids) => {
                    waiting.extend(kids.into_iter().rev().map(|kid| (kid, above.clone())));
                    if waiting.len() > 2 * PAGES {
                        return Err(PdfError::TooMuch("pages"));
                    }
                }
                None => {
                    if !visit(object, &above)? {
                        return Ok(());
                    }
                }
            }
        }
        Ok(())
    }

    fn page_of(&self, object: Object, above: &Above) -> Result<Page> {
        let at = object.span.start;
        let broken = || PdfError::damaged("a page without a size", at);
        let [media, crop, rotate] = &**above;
        let media = self.rect(media.as_ref())?.ok_or_else(broken)?;
        let crop = self.rect(crop.as_ref())?;
        let seen = crop.and_then(|crop| crop.shared(media)).unwrap_or(media);
        let rotate = match rotate {
            Some(value) => self.resolved(value)?.int().unwrap_or(0).rem_euclid(360),
            None => 0,
        };
        let unit = match object.dict() {
            Some(dict) => self.value(dict, b"UserUnit")?.and_then(|it| it.real()),
            None => None,
        };
        Ok(Page {
            seen,
            // Readers take anything between two right angles as upright.
            rotate: u16::try_from(rotate).ok().filter(|it| it % 90 == 0).unwrap_or(0),
            unit: unit.filter(|&it| it > 0.0 && it < 10_000.0).unwrap_or(1.0),
            object,
        })
    }

    /// Nothing can be seen in this rectangle: four numbers and no area. What is no rectangle readers draw as they like.
    pub fn is_without_area(&self, value: Option<&Value>) -> Result<bool> {
        let Some(value) = value else {
            return Ok(false);
        };
        let value = self.resolved(value)?;
        let mut corners = Vec::new();
        for item in value.array().unwrap_or_default().iter().take(5) {
            corners.push(self.resolved(item)?.real());
        }
        Ok(match corners[..] {
            [Some(x1), Some(y1), Some(x2), Some(y2)] => (x1 - x2).abs() <= 0.0 || (y1 - y2).abs() <= 0.0,
            _ => false,
        })
    }

    /// Four numbers as a rectangle; `None` = absent, empty or no rectangle.
    pub fn rect(&self, value: Option<&Value>) -> Result<Option<Rect>> {
        let Some(value) = value else {
            return Ok(None);
        };
        let value = self.resolved(value)?;
        let mut corners = Vec::new();
        for item in value.array().unwrap_or_default().iter().take(5) {
            corners.extend(self.resolved(item)?.real());
        }
        let [x1, y1, x2, y2] = corners[..] else {
            return Ok(None);
        };
        let rect = Rect {
            left: x1.min(x2),
            bottom: y1.min(y2),
            right: x1.max(x2),
            top: y1.max(y2),
        };
        let near = [rect.left, rect.bottom, rect.right, rect.top]
            .iter()
            .all(|it| it.abs() < 1e7);
        Ok(Some(rect).filter(|it| near && it.width() > 0.0 && it.height() > 0.0))
    }
}

fn below(above: &Above, dict: &Dict) -> Above {
    let said = INHERITED.map(|key| dict.get(key).filter(|it| is_small(it)).cloned());
    if said.iter().all(Option::is_none) {
        return Rc::clone(above);
    }
    let mut own = (**above).clone();
    for (slot, value) in own.iter_mut().zip(said) {
        *slot = value.or(slot.take());
    }
    Rc::new(own)
}

/// A number, a reference or a rectangle; anything else says nothing about a page.
fn is_small(value: &Value) -> bool {
    match &value.kind {
        Kind::Array(items) => items.len() == 4 && items.iter().all(|it| it.array().is_none()),
        Kind::Int(_) | Kind::Real(_) | Kind::Reference(_) => true,
        Kind::Null | Kind::Bool(_) | Kind::String(_) | Kind::Name(_) | Kind::Dict(_) => false,
    }
}
