//! Paragraphs and tables in the words of `WordprocessingML` (ECMA-376).

use std::fmt::Write;

use crate::forms::flow::{Align, Span};
use crate::forms::fonts::Face;

/// A paragraph. Sizes are points.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    pub spans: Vec<Span>,
    pub align: Align,
    pub size: f32,
    /// Empty room above.
    pub above: f32,
    /// Indent of every line.
    pub indent: f32,
}

/// Cells side by side, row by row; each cell is a list of blocks, none of them cells again.
#[derive(Debug, Clone, PartialEq)]
pub struct Cells {
    /// Width of the columns in hundredths of the whole.
    pub percent: Vec<f32>,
    pub rows: Vec<Vec<Vec<Block>>>,
    /// With rules around every cell; the first row then is a head that stands again on every page.
    pub ruled: bool,
}

/// What follows one another on the page.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    Text(Text),
    Cells(Cells),
    /// The document's picture, so many millimetres wide and high.
    Picture(f32),
    /// The next block begins a page.
    Break,
}

/// Twentieths of a point in these millimetres.
pub(super) fn twips(millimetres: f32) -> u32 {
    whole(millimetres * 1440.0 / 25.4)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "lengths on a sheet: small, and never below 0"
)]
fn whole(length: f32) -> u32 {
    length.max(0.0).round() as u32
}

/// Text as XML carries it: no sign of it is taken for markup, none is a control sign.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars().filter(|it| !it.is_control()) {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}

/// The blocks on a sheet with this room between its margins, in twips.
pub(super) fn xml(blocks: &[Block], room: u32) -> String {
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Text(text) => paragraph(&mut out, text),
            Block::Cells(cells) => table(&mut out, cells, room),
            Block::Picture(side) => picture(&mut out, *side),
            Block::Break => out.push_str("<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>"),
        }
    }
    out
}

fn paragraph(out: &mut String, text: &Text) {
    let align = match text.align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
        Align::Justify => "both",
    };
    let (above, indent) = (whole(text.above * 20.0), whole(text.indent * 20.0));
    // Writing into a String cannot fail.
    let _ = write!(
        out,
        "<w:p><w:pPr><w:spacing w:before=\"{above}\" w:after=\"0\"/><w:ind w:left=\"{indent}\"/><w:jc \
         w:val=\"{align}\"/></w:pPr>"
    );
    for (at, span) in text.spans.iter().enumerate() {
        let face = match span.face {
            Face::Regular => "",
            Face::Bold => "<w:b/>",
            Face::Italic => "<w:i/>",
        };
        // Spans are parted by a blank, as on paper.
        let blank = if at == 0 { "" } else { " " };
        let half_points = whole(text.size * 2.0);
        let _ = write!(
            out,
            "<w:r><w:rPr>{face}<w:sz w:val=\"{half_points}\"/><w:szCs w:val=\"{half_points}\"/></w:rPr><w:t \
             xml:space=\"preserve\">{blank}{}</w:t></w:r>",
            escaped(&span.text)
        );
    }
    out.push_str("</w:p>");
}

fn table(out: &mut String, cells: &Cells, room: u32) {
    let whole_width: f32 = cells.percent.iter().sum();
    #[expect(clippy::cast_precision_loss, reason = "the width of a sheet in twips")]
    let widths: Vec<u32> = cells
        .percent
        .iter()
        .map(|share| whole(room as f32 * share / whole_width))
        .collect();
    let borders = if cells.ruled { BORDERS } else { "" };
    let _ = write!(
        out,
        "<w:tbl><w:tblPr><w:tblW w:w=\"{room}\" w:type=\"dxa\"/>{borders}<w:tblLayout \
         w:type=\"fixed\"/>{MARGINS}</w:tblPr><w:tblGrid>"
    );
    for width in &widths {
        let _ = write!(out, "<w:gridCol w:w=\"{width}\"/>");
    }
    out.push_str("</w:tblGrid>");
    for (at, row) in cells.rows.iter().enumerate() {
        let head = if at == 0 && cells.ruled {
            "<w:tblHeader/>"
        } else {
            ""
        };
        let _ = write!(out, "<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>");
        for (blocks, width) in row.iter().zip(&widths) {
            let _ = write!(
                out,
                "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>"
            );
            out.push_str(&xml(blocks, *width));
            // A cell without a paragraph is no valid cell.
            if blocks.is_empty() {
                out.push_str("<w:p/>");
            }
            out.push_str("</w:tc>");
        }
        out.push_str("</w:tr>");
    }
    out.push_str("</w:tbl>");
}

/// Little room beside the rules, as on paper.
const MARGINS: &str = "<w:tblCellMar><w:left w:w=\"50\" w:type=\"dxa\"/><w:right w:w=\"50\" \
    w:type=\"dxa\"/></w:tblCellMar>";

const BORDERS: &str = "<w:tblBorders><w:top w:val=\"single\" w:sz=\"4\"/><w:left w:val=\"single\" w:sz=\"4\"/>\
    <w:bottom w:val=\"single\" w:sz=\"4\"/><w:right w:val=\"single\" w:sz=\"4\"/><w:insideH w:val=\"single\" \
    w:sz=\"4\"/><w:insideV w:val=\"single\" w:sz=\"4\"/></w:tblBorders>";

/// English Metric Units in a millimetre.
const EMU: f32 = 36_000.0;

fn picture(out: &mut String, side: f32) {
    let side = whole(side * EMU);
    let _ = write!(
        out,
        "<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\"/></w:pPr><w:r><w:drawing><wp:inline><wp:extent \
         cx=\"{side}\" cy=\"{side}\"/><wp:docPr id=\"1\" name=\"QR\"/><a:graphic><a:graphicData \
         uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr id=\"1\" \
         name=\"QR\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"rId3\"/><a:stretch><a:fillRect/>\
         </a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{side}\" \
         cy=\"{side}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>\
         </a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    );
}
