//! The three faces of the forms, their widths, and the check that a text can be drawn.
//!
//! The faces are Liberation Serif 2.1.5 (Times metrics, every Vietnamese letter) cut to the letters of
//! `domain::viet::printed`; `assets/fonts/subset.sh` makes them. Never falls back to another font and never draws a
//! missing glyph: what the faces lack was replaced before.

use super::FormError;

/// One of the faces that ship with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    Regular,
    Bold,
    Italic,
}

/// Every face, in the order of [`Face`].
pub const FACES: [Face; 3] = [Face::Regular, Face::Bold, Face::Italic];

impl Face {
    /// The whole font file.
    pub fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("../../assets/fonts/MotcuaSerif-Regular.ttf"),
            Self::Bold => include_bytes!("../../assets/fonts/MotcuaSerif-Bold.ttf"),
            Self::Italic => include_bytes!("../../assets/fonts/MotcuaSerif-Italic.ttf"),
        }
    }

    /// The PostScript name, without a subset tag.
    pub fn name(self) -> &'static str {
        match self {
            Self::Regular => "MotcuaSerif-Regular",
            Self::Bold => "MotcuaSerif-Bold",
            Self::Italic => "MotcuaSerif-Italic",
        }
    }
}

/// The faces, read once for a form.
pub struct Fonts {
    regular: ttf_parser::Face<'static>,
    bold: ttf_parser::Face<'static>,
    italic: ttf_parser::Face<'static>,
}

impl Fonts {
    pub fn load() -> Result<Self, FormError> {
        Ok(Self {
            regular: parsed(Face::Regular)?,
            bold: parsed(Face::Bold)?,
            italic: parsed(Face::Italic)?,
        })
    }

    /// The tables of one face.
    pub fn tables(&self, face: Face) -> &ttf_parser::Face<'static> {
        match face {
            Face::Regular => &self.regular,
            Face::Bold => &self.bold,
            Face::Italic => &self.italic,
        }
    }

    /// The width of `text` in points. A character without a glyph counts nothing; [`Fonts::check`] refuses it before.
    pub fn width(&self, face: Face, size: f32, text: &str) -> f32 {
        let thousandths: u32 = text.chars().map(|c| u32::from(self.advance(face, c))).sum();
        from_u32(thousandths) * size / 1000.0
    }

    /// The advance of one character in thousandths of an em, rounded down as the PDF's width table does.
    fn advance(&self, face: Face, character: char) -> u16 {
        let tables = self.tables(face);
        let units = u32::from(tables.units_per_em().max(1));
        let advance = tables
            .glyph_index(character)
            .and_then(|glyph| tables.glyph_hor_advance(glyph))
            .unwrap_or(0);
        u16::try_from(u32::from(advance) * 1000 / units).unwrap_or(u16::MAX)
    }

    /// Height above the baseline in points.
    pub fn ascent(&self, face: Face, size: f32) -> f32 {
        self.scaled(face, self.tables(face).ascender(), size)
    }

    /// Depth below the baseline in points, positive.
    pub fn descent(&self, face: Face, size: f32) -> f32 {
        -self.scaled(face, self.tables(face).descender(), size)
    }

    /// The ink box of one character relative to its origin, in points: left, bottom, right, top.
    pub fn ink_box(&self, face: Face, size: f32, character: char) -> Option<[f32; 4]> {
        let tables = self.tables(face);
        let bounds = tables.glyph_bounding_box(tables.glyph_index(character)?)?;
        Some(
            [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max]
                .map(|units| self.scaled(face, units, size)),
        )
    }

    /// Refuses a text that holds a character the face has no glyph for.
    pub fn check(&self, face: Face, text: &str) -> Result<(), FormError> {
        let tables = self.tables(face);
        match text.chars().find(|&c| tables.glyph_index(c).is_none()) {
            Some(character) => Err(FormError::MissingGlyph { character }),
            None => Ok(()),
        }
    }

    fn scaled(&self, face: Face, units: i16, size: f32) -> f32 {
        f32::from(units) * size / f32::from(self.tables(face).units_per_em().max(1))
    }
}

fn parsed(face: Face) -> Result<ttf_parser::Face<'static>, FormError> {
    ttf_parser::Face::parse(face.bytes(), 0)
        .map_err(|reason| FormError::Font(format!("{}: {reason}", face.name())))
}

/// Exact for every number a page can hold.
fn from_u32(number: u32) -> f32 {
    f32::from(u16::try_from(number >> 16).unwrap_or(u16::MAX)) * 65_536.0
        + f32::from(u16::try_from(number & 0xFFFF).unwrap_or(0))
}

/// A mark drawn over or under the letter before it; after `domain::viet::printed` only pairs without a composed letter are left
/// (Ê̆, Ô̆, Ơ̆ of Ba Na, Gia Rai and Ê Đê names).
pub fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36F}')
}
