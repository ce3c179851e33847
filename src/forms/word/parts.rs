//! What forms in Word have in common: head, title, lists, the table of papers, signatures.

use super::{Block, Cells, Text};
use crate::domain::receipt::{ReceiptComponent, number_words};
use crate::forms::flow::{Align, Span, span};
use crate::forms::fonts::Face;
use crate::forms::parts::{Head, Signature};
use crate::forms::set::{PaperTable, Sizes};

/// Side of the QR code in millimetres, its white rim included.
const QR_SIDE: f32 = 26.0;
/// Columns of the title where the code stands beside it: as wide on the other side.
const ASIDE: [f32; 3] = [22.0, 56.0, 22.0];
/// Columns of the head: agency and nation.
const HEAD: [f32; 2] = [43.0, 57.0];
/// Indent of a list in points.
const INDENT: f32 = 12.0;

/// A justified paragraph of the body.
pub(super) fn text(sizes: &Sizes, spans: Vec<Span>) -> Text {
    Text {
        spans,
        align: Align::Justify,
        size: sizes.body,
        above: sizes.paragraph,
        indent: 0.0,
    }
}

/// Words in the middle of their column, `above` points below what stands over them.
pub(super) fn centred(face: Face, (size, above): (f32, f32), words: impl Into<String>) -> Block {
    Block::Text(Text {
        spans: vec![span(face, words)],
        align: Align::Center,
        size,
        above,
        indent: 0.0,
    })
}

/// Columns without rules.
pub(super) fn columns(percent: Vec<f32>, row: Vec<Vec<Block>>) -> Block {
    Block::Cells(Cells {
        percent,
        rows: vec![row],
        ruled: false,
    })
}

/// Agency left, nation right, number and date below.
pub(super) fn head(head: &Head<'_>, sizes: &Sizes) -> Block {
    let last = head.agency.len().saturating_sub(1);
    let mut agency = Vec::new();
    for (at, line) in head.agency.iter().enumerate() {
        let face = if at == last { Face::Bold } else { Face::Regular };
        agency.push(centred(face, (sizes.agency, 0.0), line.to_uppercase()));
    }
    let state = vec![
        centred(Face::Bold, (sizes.nation, 0.0), head.nation),
        centred(Face::Bold, (sizes.motto, 0.0), head.motto),
    ];
    let number = vec![centred(Face::Regular, (sizes.motto, 0.0), head.number)];
    let date = vec![centred(Face::Italic, (sizes.motto, 0.0), head.dated.as_str())];
    Block::Cells(Cells {
        percent: HEAD.to_vec(),
        rows: vec![vec![agency, state], vec![number, date]],
        ruled: false,
    })
}

/// The lines of a title: heading, codes with their labels, marks.
pub(super) struct Title<'a> {
    pub heading: &'a [String],
    pub codes: Vec<(&'a str, &'a str)>,
    pub marks: String,
    /// The document's picture, a QR code, stands at the left.
    pub qr: bool,
}

/// The QR code at the left, the title in the middle of the page, as on paper.
pub(super) fn title(title: Title<'_>, sizes: &Sizes) -> Block {
    let heading = title.heading.iter();
    let mut lines: Vec<Block> = heading
        .map(|words| centred(Face::Bold, (sizes.title, 0.0), words))
        .collect();
    for (label, code) in title.codes {
        lines.push(Block::Text(Text {
            spans: vec![span(Face::Regular, format!("{label}:")), span(Face::Bold, code)],
            align: Align::Center,
            size: sizes.body,
            above: 0.0,
            indent: 0.0,
        }));
    }
    lines.push(centred(Face::Italic, (sizes.body, 0.0), title.marks));
    if !title.qr {
        return columns(vec![100.0], vec![lines]);
    }
    columns(
        ASIDE.to_vec(),
        vec![vec![Block::Picture(QR_SIDE)], lines, Vec::new()],
    )
}

/// Numbered items below a paragraph.
pub(super) fn list(items: &[String], sizes: &Sizes) -> Vec<Block> {
    let item = |(number, item): (u32, &String)| {
        Block::Text(Text {
            indent: INDENT,
            above: 0.0,
            ..text(sizes, vec![span(Face::Regular, format!("{number}) {item}"))])
        })
    };
    (1..).zip(items).map(item).collect()
}

/// STT, name, kind and count of each paper.
pub(super) fn papers(table: &PaperTable, papers: &[ReceiptComponent], sizes: &Sizes) -> Block {
    let size = sizes.body - 0.5;
    let cell = |face, words: String| vec![centred(face, (size, 0.0), words)];
    let heads = table.heads.iter().map(|head| cell(Face::Bold, head.clone()));
    let mut rows = vec![heads.collect()];
    for (number, paper) in (1_u32..).zip(papers) {
        let name = Text {
            align: Align::Left,
            size,
            above: 0.0,
            ..text(sizes, vec![span(Face::Regular, &paper.name)])
        };
        rows.push(vec![
            cell(Face::Regular, number.to_string()),
            vec![Block::Text(name)],
            cell(Face::Regular, paper.given.title()),
            cell(Face::Regular, number_words(paper.copies)),
        ]);
    }
    Block::Cells(Cells {
        percent: table.percent.to_vec(),
        rows,
        ruled: true,
    })
}

/// Title, what stands under it, room to sign, the name.
pub(super) fn signature(signature: &Signature, sizes: &Sizes) -> Vec<Block> {
    vec![
        centred(
            Face::Bold,
            (sizes.body, sizes.body * 0.8),
            signature.title.as_str(),
        ),
        centred(Face::Italic, (sizes.body, 0.0), signature.under.as_str()),
        centred(Face::Bold, (sizes.body, sizes.sign_gap), signature.name.as_str()),
    ]
}
