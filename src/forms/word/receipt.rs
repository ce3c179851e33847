//! The receipt in Word: the same words in the same order as on paper, set by Word itself.

use super::{Block, Cells, Document, Text, write};
use crate::domain::receipt::{Fact, Line, Receipt, line, number_words, place_and_date};
use crate::forms::FormError;
use crate::forms::flow::{Align, Span, span};
use crate::forms::fonts::Face;
use crate::forms::qr;
use crate::forms::receipt::Print;
use crate::forms::set::{LineSpec, NotePlace, Template};

/// Side of the QR code in millimetres, its white rim included.
const QR_SIDE: f32 = 26.0;
/// Columns of the title where the code stands beside it: as wide on the other side.
const ASIDE: [f32; 3] = [22.0, 56.0, 22.0];
/// Columns of the head: agency and nation.
const HEAD: [f32; 2] = [43.0, 57.0];
/// Indent of a list in points.
const INDENT: f32 = 12.0;

/// The DOCX file, one copy (liên) behind the other. Refuses what the PDF refuses.
pub fn render(receipt: &Receipt, template: &Template, print: Print) -> Result<Vec<u8>, FormError> {
    template.check_required(receipt)?;
    let sheet = Sheet { receipt, template };
    let mut blocks = Vec::new();
    for copy in 0..print.copies.max(1) {
        if copy > 0 {
            blocks.push(Block::Break);
        }
        sheet.copy(copy, &mut blocks);
    }
    let code = template
        .switches
        .qr
        .then(|| qr::content(receipt, print.qr, &template.title));
    let picture = code.map(|code| qr::png(&code)).transpose()?;
    let paper = &template.paper;
    write(&Document {
        title: &format!("{} {}", template.title, receipt.code),
        sheet: (paper.width_mm, paper.height_mm),
        margins: [paper.top_mm, paper.right_mm, paper.bottom_mm, paper.left_mm],
        across: if receipt.practice {
            &template.words.practice
        } else {
            ""
        },
        made_at: receipt.issued_at,
        blocks: &blocks,
        picture: picture.as_deref(),
    })
}

struct Sheet<'a> {
    receipt: &'a Receipt,
    template: &'a Template,
}

impl Sheet<'_> {
    fn copy(&self, copy: u32, out: &mut Vec<Block>) {
        out.push(self.head());
        out.push(self.title(copy));
        self.body(out);
        let notes = self.notes();
        match self.template.switches.notes {
            NotePlace::Before => {
                out.extend(notes);
                out.push(self.signatures());
            }
            NotePlace::After => {
                out.push(self.signatures());
                out.extend(notes);
            }
            NotePlace::Nowhere => out.push(self.signatures()),
        }
    }

    fn text(&self, spans: Vec<Span>) -> Text {
        Text {
            spans,
            align: Align::Justify,
            size: self.template.sizes.body,
            above: self.template.sizes.paragraph,
            indent: 0.0,
        }
    }

    fn middle(face: Face, size: f32, words: impl Into<String>) -> Block {
        Block::Text(Self::centred(face, size, words))
    }

    fn centred(face: Face, size: f32, words: impl Into<String>) -> Text {
        Text {
            spans: vec![span(face, words)],
            align: Align::Center,
            size,
            above: 0.0,
            indent: 0.0,
        }
    }

    fn head(&self) -> Block {
        let (words, sizes) = (&self.template.words, &self.template.sizes);
        let last = self.receipt.agency.len().saturating_sub(1);
        let mut agency: Vec<Block> = Vec::new();
        for (at, line) in self.receipt.agency.iter().enumerate() {
            let face = if at == last { Face::Bold } else { Face::Regular };
            let own = words.own.as_ref().filter(|_| at == last).unwrap_or(line);
            agency.push(Self::middle(face, sizes.agency, own.to_uppercase()));
        }
        let state = vec![
            Self::middle(Face::Bold, sizes.nation, &words.nation),
            Self::middle(Face::Bold, sizes.motto, &words.motto),
        ];
        let number = if self.receipt.number.is_empty() {
            String::new()
        } else {
            words.number.replace("{number}", &self.receipt.number)
        };
        let number = vec![Self::middle(Face::Regular, sizes.motto, number)];
        let date = vec![Self::middle(
            Face::Italic,
            sizes.motto,
            place_and_date(self.receipt),
        )];
        Block::Cells(Cells {
            percent: HEAD.to_vec(),
            rows: vec![vec![agency, state], vec![number, date]],
            ruled: false,
        })
    }

    /// The QR code at the left, the title in the middle of the page, as on paper.
    fn title(&self, copy: u32) -> Block {
        let (template, sizes) = (self.template, &self.template.sizes);
        let heading = template.heading.iter();
        let mut lines: Vec<Block> = heading
            .map(|words| Self::middle(Face::Bold, sizes.title, words))
            .collect();
        for fact in [Fact::Code, Fact::Lookup] {
            let line = line(self.receipt, fact);
            if !line.is_empty() {
                lines.push(Block::Text(Text {
                    spans: vec![
                        span(Face::Regular, format!("{}:", line.label)),
                        span(Face::Bold, line.value),
                    ],
                    ..Self::centred(Face::Regular, sizes.body, "")
                }));
            }
        }
        let marks = template.marks(copy, self.receipt.reprint);
        lines.push(Self::middle(Face::Italic, sizes.body, marks));
        if !template.switches.qr {
            return one_row(vec![100.0], vec![lines]);
        }
        one_row(
            ASIDE.to_vec(),
            vec![vec![Block::Picture(QR_SIDE)], lines, Vec::new()],
        )
    }

    fn body(&self, out: &mut Vec<Block>) {
        for (spec, line, mark) in self.template.marked_lines(self.receipt) {
            self.line(spec, &line, &mark, out);
        }
    }

    fn line(&self, spec: &LineSpec, line: &Line, mark: &str, out: &mut Vec<Block>) {
        let face = if spec.strong { Face::Bold } else { Face::Regular };
        let mut spans = vec![
            span(Face::Regular, format!("{mark}{}:", spec.label)),
            span(face, &line.value),
        ];
        if let Some(other) = &spec.beside {
            let value = crate::domain::receipt::line(self.receipt, other.fact).value;
            if !value.is_empty() {
                spans.push(span(Face::Regular, format!("   {}:", other.label)));
                spans.push(span(face, value));
            }
        }
        out.push(Block::Text(self.text(spans)));
        if spec.fact == Fact::Components && self.template.switches.component_table {
            out.push(self.papers());
            return;
        }
        for (number, item) in (1_u32..).zip(&line.items) {
            out.push(Block::Text(Text {
                indent: INDENT,
                above: 0.0,
                ..self.text(vec![span(Face::Regular, format!("{number}) {item}"))])
            }));
        }
    }

    fn papers(&self) -> Block {
        let table = &self.template.table;
        let size = self.template.sizes.body - 0.5;
        let cell = |face, words: String| vec![Self::middle(face, size, words)];
        let heads = table.heads.iter().map(|head| cell(Face::Bold, head.clone()));
        let mut rows = vec![heads.collect()];
        for (number, paper) in (1_u32..).zip(&self.receipt.components) {
            let name = Text {
                align: Align::Left,
                ..Self::centred(Face::Regular, size, &paper.name)
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

    fn signatures(&self) -> Block {
        let (words, sizes) = (&self.template.words, &self.template.sizes);
        let column = |title: &str, name: &str| {
            let above = |above, face, words: &str| {
                Block::Text(Text {
                    above,
                    ..Self::centred(face, sizes.body, words)
                })
            };
            vec![
                above(sizes.body * 0.8, Face::Bold, title),
                above(0.0, Face::Italic, &words.sign_here),
                above(sizes.sign_gap, Face::Bold, name),
            ]
        };
        let left = column(&words.bearer_signs, self.receipt.signer());
        let right = column(&words.officer_signs, &self.receipt.officer);
        one_row(vec![50.0, 50.0], vec![left, right])
    }

    fn notes(&self) -> Vec<Block> {
        let size = self.template.sizes.note;
        let note = |face, words: String, above| {
            Block::Text(Text {
                size,
                above,
                ..self.text(vec![span(face, words)])
            })
        };
        let mut out = vec![note(Face::Bold, self.template.notes.title.clone(), size * 0.6)];
        let lines = self.template.note_lines(self.receipt);
        out.extend(
            lines
                .into_iter()
                .map(|line| note(Face::Italic, format!("- {line}"), 0.0)),
        );
        out
    }
}

/// Columns without rules.
fn one_row(percent: Vec<f32>, row: Vec<Vec<Block>>) -> Block {
    Block::Cells(Cells {
        percent,
        rows: vec![row],
        ruled: false,
    })
}
