//! A slip in Word: the same content as on paper.

use super::parts::{self, centred, columns};
use super::{Block, Cells, Document, Text, write};
use crate::domain::slip::Slip;
use crate::forms::FormError;
use crate::forms::flow::{Align, span};
use crate::forms::fonts::Face;
use crate::forms::parts::Head;
use crate::forms::qr;
use crate::forms::set::Sizes;
use crate::forms::slip::set::{LegTable, LookOf, Template};
use crate::forms::slip::{Cell, Content, Part, Run, content, spans};

/// Room to sign in a cell, as a multiple of the size.
const CELL_SIGN: f32 = 2.6;

/// The DOCX file. Refuses what the PDF refuses.
pub fn render(slip: &Slip, template: Template) -> Result<Vec<u8>, FormError> {
    let content = content(slip, template)?;
    let sheet = template.sheet();
    let words = &template.common.words;
    let picture = content.qr.as_deref().map(qr::png).transpose()?;
    let paper = &sheet.paper;
    let title = format!("{} {}", template.edition.title, slip.dossier.code);
    write(&Document {
        title: title.trim_end(),
        sheet: (paper.width_mm, paper.height_mm),
        margins: [paper.top_mm, paper.right_mm, paper.bottom_mm, paper.left_mm],
        across: if slip.dossier.practice {
            &words.practice
        } else {
            ""
        },
        made_at: slip.dossier.issued_at,
        blocks: &blocks(&content, template, &sheet.sizes),
        picture: picture.as_deref(),
    })
}

fn blocks(content: &Content, template: Template, sizes: &Sizes) -> Vec<Block> {
    let words = &template.common.words;
    let head = Head {
        agency: &content.agency,
        nation: &words.nation,
        motto: &words.motto,
        number: &content.number,
        dated: content.dated.clone(),
    };
    let codes = content.codes.iter();
    let title = parts::Title {
        heading: &template.edition.heading,
        codes: codes
            .map(|(label, code)| (label.as_str(), code.as_str()))
            .collect(),
        marks: content.again.clone(),
        qr: content.qr.is_some(),
    };
    let mut out = vec![parts::head(&head, sizes), parts::title(title, sizes)];
    for part in &content.parts {
        out.extend(said(part, template, sizes));
    }
    out.extend(signed(content, template, sizes));
    out.extend(content.notes.iter().map(|note| {
        Block::Text(Text {
            size: sizes.note,
            ..parts::text(sizes, vec![span(Face::Italic, note)])
        })
    }));
    out
}

fn said(part: &Part, template: Template, sizes: &Sizes) -> Vec<Block> {
    let layout = template.layout;
    match (part, &layout.papers, &layout.legs) {
        (Part::Line { runs, look, beside }, ..) => vec![line((runs, *look), beside, sizes)],
        (Part::List(items), ..) => parts::list(items, sizes),
        (Part::Papers(papers), Some(table), _) => vec![parts::papers(table, papers, sizes)],
        (Part::Legs(lines), _, Some(table)) => vec![legs(lines, table, sizes)],
        (Part::Papers(_) | Part::Legs(_), ..) => Vec::new(),
    }
}

fn line((runs, look): (&[Run], LookOf), beside: &[Run], sizes: &Sizes) -> Block {
    let set = |runs: &[Run]| {
        let mut spans = spans(runs, look);
        for span in &mut spans {
            span.text = span.text.trim().to_owned();
        }
        Block::Text(Text {
            align: match look {
                LookOf::Centred | LookOf::Aside => Align::Center,
                LookOf::Plain | LookOf::Facts | LookOf::Bold => Align::Justify,
            },
            ..parts::text(sizes, spans)
        })
    };
    if beside.is_empty() {
        return set(runs);
    }
    columns(vec![50.0, 50.0], vec![vec![set(runs)], vec![set(beside)]])
}

/// Two signatures at the left and the right; one at the right, with Nơi nhận at the left.
fn signed(content: &Content, template: Template, sizes: &Sizes) -> Option<Block> {
    let row = match content.signatures.as_slice() {
        [first, second, ..] => vec![parts::signature(first, sizes), parts::signature(second, sizes)],
        [only] => {
            let small = |face, words: &str| {
                Block::Text(Text {
                    align: Align::Left,
                    size: sizes.note,
                    above: 0.0,
                    ..parts::text(sizes, vec![span(face, words)])
                })
            };
            let copies = content.copies.iter().map(|copy| small(Face::Regular, copy));
            let title = small(Face::Bold, &template.common.words.copies);
            let left = match content.copies.len() {
                0 => Vec::new(),
                _ => std::iter::once(title).chain(copies).collect(),
            };
            vec![left, parts::signature(only, sizes)]
        }
        [] => return None,
    };
    Some(columns(vec![50.0, 50.0], row))
}

/// The control sheet's table: in each line two places to sign, one below the other.
fn legs(lines: &[[Cell; 4]], table: &LegTable, sizes: &Sizes) -> Block {
    let heads = table.heads.iter();
    let mut rows = vec![
        heads
            .map(|head| vec![centred(Face::Bold, (sizes.body, 0.0), head)])
            .collect(),
    ];
    rows.extend(
        lines
            .iter()
            .map(|cells| cells.iter().map(|cell| leg(cell, sizes)).collect()),
    );
    Block::Cells(Cells {
        percent: table.percent.to_vec(),
        rows,
        ruled: true,
    })
}

fn leg(cell: &Cell, sizes: &Sizes) -> Vec<Block> {
    let lines = cell.lines.iter();
    let mut out: Vec<Block> = lines
        .map(|line| {
            Block::Text(Text {
                align: Align::Left,
                ..parts::text(sizes, vec![span(Face::Regular, line)])
            })
        })
        .collect();
    for sign in cell.signs.iter().flatten() {
        out.push(centred(Face::Bold, (sizes.body, 0.0), sign.title.as_str()));
        let room = sizes.body * CELL_SIGN;
        out.push(centred(Face::Regular, (sizes.body, room), sign.name.as_str()));
    }
    out
}
