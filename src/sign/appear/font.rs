//! The one face of a signature's lines: widths, and the subset that goes into the file so that every reader shows and
//! reads the same letters. A letter without a glyph is a fault, never a blank box.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::domain::signing::SignFault;

use crate::sign::pdf::ObjectId;
use crate::sign::pdf::update::Update;

/// A TrueType face.
pub(super) struct Face<'a> {
    bytes: &'a [u8],
    tables: ttf_parser::Face<'a>,
}

/// The subset in the file.
pub(super) struct Embedded {
    /// The font's object.
    pub(super) font: ObjectId,
    glyphs: BTreeMap<char, u16>,
}

impl Embedded {
    /// A text as the content of a page names it.
    pub(super) fn codes(&self, text: &str) -> String {
        let mut out = String::new();
        for letter in text.chars() {
            let glyph = self.glyphs.get(&letter).copied().unwrap_or(0);
            write!(out, "{glyph:04X}").ok();
        }
        out
    }
}

fn broken(why: impl std::fmt::Display) -> SignFault {
    SignFault::Damaged(format!("font: {why}"))
}

impl<'a> Face<'a> {
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, SignFault> {
        let tables = ttf_parser::Face::parse(bytes, 0).map_err(broken)?;
        Ok(Self { bytes, tables })
    }

    /// Refuses the first letter that has no glyph.
    pub(super) fn check(&self, text: &str) -> Result<(), SignFault> {
        let missing = text
            .chars()
            .find(|&letter| self.tables.glyph_index(letter).is_none());
        missing.map_or(Ok(()), |letter| Err(SignFault::NoGlyph(letter)))
    }

    /// Width of a text in points.
    pub(super) fn width(&self, text: &str, size: f64) -> f64 {
        let advance = |letter| {
            let glyph = self.tables.glyph_index(letter)?;
            self.tables.glyph_hor_advance(glyph)
        };
        let units: f64 = text.chars().filter_map(advance).map(f64::from).sum();
        units * size / f64::from(self.tables.units_per_em())
    }

    /// Height above the baseline in points.
    pub(super) fn ascent(&self, size: f64) -> f64 {
        f64::from(self.tables.ascender()) * size / f64::from(self.tables.units_per_em())
    }

    /// Depth below the baseline in points, positive.
    pub(super) fn descent(&self, size: f64) -> f64 {
        -f64::from(self.tables.descender()) * size / f64::from(self.tables.units_per_em())
    }

    /// In thousandths of the letters' height, as PDF counts.
    fn thousandths(&self, units: impl Into<i32>) -> i32 {
        units.into() * 1000 / i32::from(self.tables.units_per_em())
    }

    /// Puts the letters into the file: the subset, its description, its widths, and what its glyphs mean.
    pub(super) fn embed(&self, update: &mut Update, letters: &BTreeSet<char>) -> Result<Embedded, SignFault> {
        let mut remapper = subsetter::GlyphRemapper::new();
        let mut glyphs = BTreeMap::new();
        let mut widths = BTreeMap::from([(0_u16, 0)]);
        for &letter in letters {
            let glyph = self
                .tables
                .glyph_index(letter)
                .ok_or(SignFault::NoGlyph(letter))?;
            let new = remapper.remap(glyph.0);
            glyphs.insert(letter, new);
            let advance = self.tables.glyph_hor_advance(glyph).unwrap_or(0);
            widths.insert(new, self.thousandths(advance));
        }
        let bytes = subsetter::subset(self.bytes, 0, &remapper).map_err(broken)?;
        let name = self.name(&bytes);
        let file = update.put_stream(&format!("/Length1 {}", bytes.len()), &bytes)?;
        let descriptor = self.descriptor(update, &name, file);
        let listed: Vec<String> = widths
            .iter()
            .map(|(glyph, width)| format!("{glyph} [{width}]"))
            .collect();
        let descendant = put(
            update,
            format!(
                "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDToGIDMap /Identity /DW 0 \
                 /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> \
                 /FontDescriptor {descriptor} R /W [{}] >>",
                listed.join(" ")
            ),
        );
        let meaning = update.put_stream("", meaning(&glyphs).as_bytes())?;
        let font = put(
            update,
            format!(
                "<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H \
                 /DescendantFonts [{descendant} R] /ToUnicode {meaning} R >>"
            ),
        );
        Ok(Embedded { font, glyphs })
    }

    /// Six capitals that name this subset, and the face's own name (ISO 32000-1, 9.6.4).
    fn name(&self, subset: &[u8]) -> String {
        let tag: String = Sha256::digest(subset)
            .iter()
            .take(6)
            .map(|byte| char::from(b'A' + byte % 26))
            .collect();
        let own = self.tables.names().into_iter().find_map(|name| {
            let is_own = name.name_id == ttf_parser::name_id::POST_SCRIPT_NAME;
            is_own.then(|| name.to_string()).flatten()
        });
        let own: String = own
            .unwrap_or_default()
            .chars()
            .filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-')
            .collect();
        format!("{tag}+{own}")
    }

    fn descriptor(&self, update: &mut Update, name: &str, file: ObjectId) -> ObjectId {
        let bounds = self.tables.global_bounding_box();
        let [left, bottom, right, top, ascent, descent] = [
            bounds.x_min,
            bounds.y_min,
            bounds.x_max,
            bounds.y_max,
            self.tables.ascender(),
            self.tables.descender(),
        ]
        .map(|it| self.thousandths(it));
        let capitals = self.tables.capital_height().unwrap_or(self.tables.ascender());
        put(
            update,
            format!(
                "<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [{left} {bottom} {right} {top}] \
                 /ItalicAngle 0 /Ascent {ascent} /Descent {descent} /CapHeight {} /StemV 80 /FontFile2 {file} R >>",
                self.thousandths(capitals)
            ),
        )
    }
}

fn put(update: &mut Update, text: String) -> ObjectId {
    let id = update.fresh();
    update.put(id, text.into_bytes());
    id
}

/// The map from glyphs to letters, so that the text can be searched and copied.
fn meaning(glyphs: &BTreeMap<char, u16>) -> String {
    let mut out = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
        /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
        /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
        1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        .to_owned();
    let pairs: Vec<(&char, &u16)> = glyphs.iter().collect();
    for block in pairs.chunks(100) {
        writeln!(out, "{} beginbfchar", block.len()).ok();
        for (letter, glyph) in block {
            write!(out, "<{glyph:04X}> <").ok();
            for unit in letter.encode_utf16(&mut [0; 2]) {
                write!(out, "{unit:04X}").ok();
            }
            out.push_str(">\n");
        }
        out.push_str("endbfchar\n");
    }
    out.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    out
}
