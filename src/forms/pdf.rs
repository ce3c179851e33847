//! Boxes to the bytes of a PDF 1.7, with the used glyphs of the fonts inside.
//!
//! Deterministic: object names, dates and /ID come from the content, never from a clock or chance. The library's own
//! saving is not used, because it writes PDF 1.3 with a random /ID and claims PDF/X.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;
use printpdf::{
    Color, FontId, FontMetrics, Greyscale, LinePoint, Mm, Op, PaintMode, ParsedFont, PdfDocument, PdfFont,
    PdfFontHandle, PdfPage, PdfSaveOptions, Point, Polygon, PolygonRing, Pt, TextItem, TextMatrix,
    WindingOrder,
};
use sha2::{Digest, Sha256};

use super::FormError;
use super::fonts::{FACES, Face, Fonts};
use super::layout::{Area, Ink, Placed};

/// Grey of the practice watermark: seen on every copy, hides no word.
const PALE: f32 = 0.88;

/// Everything the file is made of; lengths in points.
pub struct Document<'a> {
    pub width: f32,
    pub height: f32,
    /// The title in the file's properties; never a person's name.
    pub title: &'a str,
    /// Local time (+07:00), written as creation date.
    pub made_at: NaiveDateTime,
    pub pages: usize,
    pub placed: &'a [Placed],
}

/// The PDF file.
pub fn write(fonts: &Fonts, document: &Document) -> Result<Vec<u8>, FormError> {
    let mut pdf = PdfDocument::new(document.title);
    "motcua".clone_into(&mut pdf.metadata.info.creator);
    "motcua".clone_into(&mut pdf.metadata.info.producer);
    for face in FACES {
        let used = used_characters(document.placed, face);
        if !used.is_empty() {
            pdf.resources
                .fonts
                .map
                .insert(font_id(face), embedded(fonts, face, &used)?);
        }
    }
    pdf.pages = (0..document.pages)
        .map(|page| drawn(fonts, document, page))
        .collect();
    finish(&pdf, document)
}

fn font_id(face: Face) -> FontId {
    FontId(face.name().to_owned())
}

fn used_characters(placed: &[Placed], face: Face) -> BTreeSet<char> {
    let texts = placed.iter().filter_map(|it| match &it.ink {
        Ink::Text { face: used, text, .. } => (*used == face).then_some(text),
        Ink::Watermark { text, .. } => (face == Face::Bold).then_some(text),
        Ink::Rule | Ink::Cells { .. } => None,
    });
    texts.flat_map(|text| text.chars()).collect()
}

/// The face cut to the used characters, under a name that says so.
fn embedded(fonts: &Fonts, face: Face, used: &BTreeSet<char>) -> Result<PdfFont, FormError> {
    let tables = fonts.tables(face);
    let mut remapper = subsetter::GlyphRemapper::new();
    let mut glyphs = BTreeMap::new();
    let mut widths = BTreeMap::new();
    for &character in used {
        let glyph = tables
            .glyph_index(character)
            .ok_or(FormError::MissingGlyph { character })?;
        let new = remapper.remap(glyph.0);
        glyphs.insert(u32::from(character), new);
        widths.insert(new, tables.glyph_hor_advance(glyph).unwrap_or(0));
    }
    let bytes = subsetter::subset(face.bytes(), 0, &remapper)
        .map_err(|reason| FormError::Font(format!("{}: {reason}", face.name())))?;
    let name = format!("{}+{}", tag(&bytes), face.name());
    let units = tables.units_per_em();
    let metrics = FontMetrics {
        ascent: tables.ascender(),
        descent: tables.descender(),
    };
    let mut font = ParsedFont::with_glyph_data(bytes, 0, Some(name), glyphs, widths, units, metrics);
    let bounds = tables.global_bounding_box();
    font.pdf_font_metrics.x_min = bounds.x_min;
    font.pdf_font_metrics.y_min = bounds.y_min;
    font.pdf_font_metrics.x_max = bounds.x_max;
    font.pdf_font_metrics.y_max = bounds.y_max;
    font.pdf_font_metrics.us_weight_class = tables.weight().to_number();
    if face == Face::Italic {
        // tan of the slant; the sign PDF wants comes from the library.
        font.pdf_font_metrics.caret_slope_rise = 1000;
        font.pdf_font_metrics.caret_slope_run = 287;
    }
    Ok(PdfFont::new(font))
}

/// Six capitals that name this subset (ISO 32000-1, 9.6.4).
fn tag(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .take(6)
        .map(|byte| char::from(b'A' + byte % 26))
        .collect()
}

fn drawn(fonts: &Fonts, document: &Document, page: usize) -> PdfPage {
    let mut ops = Vec::new();
    let mut on_page: Vec<&Placed> = document.placed.iter().filter(|it| it.page == page).collect();
    // Under everything else.
    on_page.sort_by_key(|it| !matches!(it.ink, Ink::Watermark { .. }));
    for it in on_page {
        draw(fonts, document.height, it, &mut ops);
    }
    PdfPage::new(Mm::from(Pt(document.width)), Mm::from(Pt(document.height)), ops)
}

fn draw(fonts: &Fonts, page_height: f32, placed: &Placed, ops: &mut Vec<Op>) {
    let area = placed.area;
    match &placed.ink {
        Ink::Text {
            face,
            size,
            text,
            spread,
        } => {
            let base = page_height - area.top - fonts.ascent(*face, *size);
            let matrix = TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, area.left, base]);
            show(*face, *size, matrix, spread_words(text, *spread, *size), ops);
        }
        Ink::Rule => ops.push(filled(vec![ring(area, page_height)])),
        Ink::Cells { modules, runs } => {
            let module = area.width / f32::from((*modules).max(1));
            let cell = |&(x, y, length): &(u16, u16, u16)| Area {
                left: area.left + f32::from(x) * module,
                top: area.top + f32::from(y) * module,
                width: f32::from(length) * module,
                height: module,
            };
            ops.push(filled(
                runs.iter().map(|run| ring(cell(run), page_height)).collect(),
            ));
        }
        Ink::Watermark {
            size,
            text,
            text_width,
            degrees,
        } => {
            let (sin, cos) = degrees.to_radians().sin_cos();
            // The middle of the capitals' height and of the text stands in the middle of the box.
            let (along, up) = (text_width / 2.0, size * 0.33);
            let x = area.left + area.width / 2.0 - along * cos + up * sin;
            let y = page_height - area.top - area.height / 2.0 - along * sin - up * cos;
            ops.push(Op::SetFillColor { col: grey(PALE) });
            let items = vec![TextItem::Text(text.clone())];
            show(
                Face::Bold,
                *size,
                TextMatrix::Raw([cos, sin, -sin, cos, x, y]),
                items,
                ops,
            );
            ops.push(Op::SetFillColor { col: grey(0.0) });
        }
    }
}

fn grey(level: f32) -> Color {
    Color::Greyscale(Greyscale::new(level, None))
}

fn show(face: Face, size: f32, matrix: TextMatrix, items: Vec<TextItem>, ops: &mut Vec<Op>) {
    ops.extend([
        Op::StartTextSection,
        Op::SetFont {
            font: PdfFontHandle::External(font_id(face)),
            size: Pt(size),
        },
        Op::SetTextMatrix { matrix },
        Op::ShowText { items },
        Op::EndTextSection,
    ]);
}

/// The text with `spread` points more at every space.
fn spread_words(text: &str, spread: f32, size: f32) -> Vec<TextItem> {
    if spread <= 0.0 {
        return vec![TextItem::Text(text.to_owned())];
    }
    let mut items = Vec::new();
    for word in text.split_inclusive(' ') {
        items.push(TextItem::Text(word.to_owned()));
        if word.ends_with(' ') {
            items.push(TextItem::Offset(-spread * 1000.0 / size));
        }
    }
    items
}

fn ring(area: Area, page_height: f32) -> PolygonRing {
    let (right, top, bottom) = (
        area.left + area.width,
        page_height - area.top,
        page_height - area.top - area.height,
    );
    let corners = [
        (area.left, bottom),
        (right, bottom),
        (right, top),
        (area.left, top),
    ];
    let point = |(x, y)| LinePoint {
        p: Point { x: Pt(x), y: Pt(y) },
        bezier: false,
    };
    PolygonRing {
        points: corners.map(point).to_vec(),
    }
}

fn filled(rings: Vec<PolygonRing>) -> Op {
    Op::DrawPolygon {
        polygon: Polygon {
            rings,
            mode: PaintMode::Fill,
            winding_order: WindingOrder::NonZero,
        },
    }
}

/// Writes the file with its own version, dates and identity.
fn finish(pdf: &PdfDocument, document: &Document) -> Result<Vec<u8>, FormError> {
    let mut out = pdf.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());
    "1.7".clone_into(&mut out.version);
    let date = lopdf::Object::string_literal(document.made_at.format("D:%Y%m%d%H%M%S+07'00'").to_string());
    if let Some(info) = dictionary(&mut out, b"Info") {
        for unwanted in [
            "GTS_PDFXVersion",
            "Trapped",
            "Identifier",
            "Author",
            "Subject",
            "Keywords",
        ] {
            info.remove(unwanted.as_bytes());
        }
        info.set("CreationDate", date.clone());
        info.set("ModDate", date);
    }
    if let Some(catalog) = dictionary(&mut out, b"Root") {
        catalog.set("Lang", lopdf::Object::string_literal("vi-VN"));
    }
    out.compress();
    out.trailer.remove(b"ID");
    let mut bytes = Vec::new();
    out.save_to(&mut bytes)?;
    let identity = Sha256::digest(&bytes);
    let half = lopdf::Object::String(
        identity.iter().take(16).copied().collect(),
        lopdf::StringFormat::Hexadecimal,
    );
    out.trailer
        .set("ID", lopdf::Object::Array(vec![half.clone(), half]));
    bytes.clear();
    out.save_to(&mut bytes)?;
    Ok(bytes)
}

/// The dictionary the trailer names.
fn dictionary<'a>(document: &'a mut lopdf::Document, key: &[u8]) -> Option<&'a mut lopdf::Dictionary> {
    let id = document.trailer.get(key).ok()?.as_reference().ok()?;
    document.get_object_mut(id).ok()?.as_dict_mut().ok()
}
