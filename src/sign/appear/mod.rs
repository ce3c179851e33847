//! How a signature looks on the page: its lines and its picture as one form object, upright as the page is shown.

mod font;
mod picture;
mod place;
pub mod profile;
mod words;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::domain::signing::SignFault;
use crate::domain::signing::look::{Ninth, SpotPage};
use crate::domain::time::Moment;
use crate::sign::embed::Drawn;
use crate::sign::pdf::update::Update;
use crate::sign::pdf::{Document, ObjectId, Page, Rect};

use font::{Embedded, Face};
use picture::Placed;
use place::{MM, Sheet, Shown};
use profile::{Picture, Profile, Stands};
pub use words::Words;

/// Lines stand this many times their size apart.
const LEADING: f64 = 1.15;
/// Lines are not broken shorter than this, in millimetres.
const LEAST_MM: f64 = 40.0;
/// How much of a small page a block may take, along each edge.
const MOST_OF_PAGE: f64 = 0.9;
/// Room for a handwritten signature on the page: 60 mm by 25 mm, in points.
const HAND: (f64, f64) = (60.0 * MM, 25.0 * MM);

/// What a signature is to look like.
#[derive(Debug, Clone, Copy)]
pub struct Look<'a> {
    /// The profile.
    pub profile: &'a Profile,
    /// What its lines are filled in with.
    pub words: &'a Words,
    /// A PNG for profiles that show one.
    pub picture: Option<&'a [u8]>,
    /// The TrueType face of its lines.
    pub face: &'a [u8],
    /// For profiles that do not know where they stand.
    pub spot: Option<Spot>,
}

/// A place somebody chose.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    /// The page.
    pub page: SpotPage,
    /// Where on it.
    pub at: SpotAt,
}

/// Where on a page, as it is shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum SpotAt {
    /// Left, top, width, height in millimetres.
    Rect([f64; 4]),
    /// In one of nine fields, in its own size, clear of what stands there; a seal over the signature that stands there.
    Ninth(Ninth),
}

impl Look<'_> {
    /// The page it stands on.
    pub fn page(&self) -> Result<SpotPage, SignFault> {
        match self.profile.stands {
            Stands::TopLeft | Stands::TopRight | Stands::Hidden => Ok(SpotPage::Number(1)),
            Stands::Given => self.spot.map(|spot| spot.page).ok_or(SignFault::NoPage),
        }
    }

    /// Draws it into the update; `None` = nothing is to be seen. `field` is the rectangle of a field that is there.
    pub(in crate::sign) fn draw(
        &self,
        document: &Document,
        update: &mut Update,
        (page, field): (&Page, Option<Rect>),
        at: Moment,
    ) -> Result<Option<Drawn>, SignFault> {
        if self.profile.stands == Stands::Hidden {
            return Ok(None);
        }
        let face = Face::read(self.face)?;
        let picture = match self.profile.picture {
            Picture::None => None,
            Picture::Seal | Picture::Signature => {
                let png = self.picture.ok_or(SignFault::NoPicture)?;
                Some(picture::embed(update, png)?)
            }
        };
        let sheet = Sheet::of(page);
        let block = Block::new(self, &face, picture, (at, sheet.size().0))?;
        let Some(shown) = self.shown(document, (page, &sheet), &block, field)? else {
            return Ok(None);
        };
        let form = block.draw(update, &face, &sheet, (shown.width, shown.height))?;
        let rect = sheet.written(shown);
        Ok(Some(Drawn { form, rect }))
    }

    /// Where the block goes; `None` = into a field that is not seen.
    fn shown(
        &self,
        document: &Document,
        (page, sheet): (&Page, &Sheet),
        block: &Block,
        field: Option<Rect>,
    ) -> Result<Option<Shown>, SignFault> {
        if let Some(field) = field {
            let shown = sheet.shown(field);
            return Ok(Some(shown).filter(|it| it.width > 1.0 && it.height > 1.0));
        }
        let (page_width, page_height) = sheet.size();
        let (width, height) = block.size_on(sheet);
        let side = (self.profile.side_mm * MM).min((page_width - width) / 2.0);
        let corner = |left| Shown {
            left,
            top: (self.profile.top_mm * MM).min(page_height - height),
            width,
            height,
        };
        let taken = place::taken(document, page, sheet)?;
        let place = match (self.profile.stands, self.spot.map(|spot| spot.at)) {
            (Stands::TopLeft, _) => place::stacked(sheet, &taken, corner(side), false),
            (Stands::TopRight, _) => place::stacked(sheet, &taken, corner(page_width - side - width), true),
            (Stands::Hidden, _) => return Ok(None),
            (Stands::Given, None) => return Err(SignFault::NoPage),
            (Stands::Given, Some(SpotAt::Rect(rect))) => {
                let [left, top, width, height] = rect.map(|it| it * MM);
                let shown = Shown {
                    left,
                    top,
                    width,
                    height,
                };
                return Ok(Some(shown).filter(|it| it.width > 1.0 && it.height > 1.0));
            }
            (Stands::Given, Some(SpotAt::Ninth(ninth))) => {
                let field = place::ninth(sheet, ninth, (width, height), side);
                let signature = (self.profile.picture == Picture::Seal)
                    .then(|| place::sealed(sheet, &taken, field))
                    .flatten();
                signature.or_else(|| place::stacked(sheet, &taken, field, ninth.cell().0 == 2))
            }
        };
        place.map(Some).ok_or(SignFault::NoSpace)
    }
}

/// What is drawn, and how large it is by itself, in points.
struct Block {
    lines: Vec<String>,
    size: f64,
    /// With its width and height.
    picture: Option<(Placed, f64, f64)>,
    width: f64,
    height: f64,
}

impl Block {
    fn new(
        look: &Look,
        face: &Face,
        picture: Option<Placed>,
        (at, page_width): (Moment, f64),
    ) -> Result<Self, SignFault> {
        let profile = look.profile;
        let size = profile.size;
        // On a page narrower than that the whole block is drawn smaller.
        let room = (page_width / MM - 2.0 * profile.side_mm).max(LEAST_MM);
        let most = profile.wrap_mm.min(room) * MM;
        let lines: Vec<String> = look
            .words
            .lines(&profile.lines, at)
            .iter()
            .flat_map(|line| words::broken(face, size, line, most))
            .collect();
        for line in &lines {
            face.check(line)?;
        }
        let widest = lines
            .iter()
            .map(|line| face.width(line, size))
            .fold(0.0, f64::max);
        let picture = picture.map(|it| {
            let (width, height) = picture_size(look, it.ratio);
            (it, width, height)
        });
        let (picture_width, picture_height) =
            picture.map_or((0.0, 0.0), |(_, width, height)| (width, height));
        let leading = lines.iter().skip(1).fold(0.0, |sum, _| sum + size * LEADING);
        let text_height = match lines.len() {
            0 => 0.0,
            _ => face.ascent(size) + leading + face.descent(size),
        };
        Ok(Self {
            width: picture_width.max(widest),
            height: picture_height + text_height,
            lines,
            size,
            picture,
        })
    }

    /// Its width and height on a page: its own, or smaller where the page is.
    fn size_on(&self, sheet: &Sheet) -> (f64, f64) {
        let (width, height) = sheet.size();
        let fit =
            (MOST_OF_PAGE * width / self.width.max(0.1)).min(MOST_OF_PAGE * height / self.height.max(0.1));
        let fit = fit.min(1.0);
        (self.width * fit, self.height * fit)
    }

    /// The form object, fitted into a place: at its own size where there is room, else smaller.
    fn draw(
        &self,
        update: &mut Update,
        face: &Face,
        sheet: &Sheet,
        (width, height): (f64, f64),
    ) -> Result<ObjectId, SignFault> {
        let letters: BTreeSet<char> = self.lines.iter().flat_map(|line| line.chars()).collect();
        let font = if letters.is_empty() {
            None
        } else {
            Some(face.embed(update, &letters)?)
        };
        let scale = (width / self.width.max(0.1))
            .min(height / self.height.max(0.1))
            .min(1.0);
        // In the middle of a place that is larger; at the very place otherwise.
        let left = (width - self.width * scale) / 2.0;
        let bottom = (height - self.height * scale) / 2.0;
        let mut content = format!("q {scale:.5} 0 0 {scale:.5} {left:.3} {bottom:.3} cm\n");
        let mut resources = String::new();
        if let Some((picture, width, height)) = self.picture {
            let (x, y) = ((self.width - width) / 2.0, self.height - height);
            writeln!(content, "q {width:.3} 0 0 {height:.3} {x:.3} {y:.3} cm /P Do Q").ok();
            write!(resources, " /XObject << /P {} R >>", picture.image).ok();
        }
        if let Some(font) = font {
            self.write_lines(&mut content, face, &font);
            write!(resources, " /Font << /F {} R >>", font.font).ok();
        }
        content.push_str("Q\n");
        let dict = format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 {width:.3} {height:.3}] /Matrix {} /Resources <<{resources} >>",
            sheet.matrix(width, height)
        );
        Ok(update.put_stream(&dict, content.as_bytes())?)
    }

    fn write_lines(&self, content: &mut String, face: &Face, font: &Embedded) {
        let picture_height = self.picture.map_or(0.0, |(_, _, height)| height);
        let mut base = self.height - picture_height - face.ascent(self.size);
        writeln!(content, "BT 0 g /F {:.2} Tf", self.size).ok();
        for line in &self.lines {
            writeln!(content, "1 0 0 1 0 {base:.3} Tm <{}> Tj", font.codes(line)).ok();
            base -= self.size * LEADING;
        }
        content.push_str("ET\n");
    }
}

/// A seal has its real size; a signature is as large as its place lets it, and as a hand writes where it is only pointed at.
fn picture_size(look: &Look, ratio: f64) -> (f64, f64) {
    let seal = look.profile.seal_mm * MM;
    let room = match (look.profile.picture, look.spot.map(|spot| spot.at)) {
        (Picture::Signature, Some(SpotAt::Rect([_, _, width, height]))) => (width * MM, height * MM),
        (Picture::Signature, _) => HAND,
        _ => (seal, seal),
    };
    let width = room.0.min(room.1 * ratio);
    (width, width / ratio.max(0.001))
}
