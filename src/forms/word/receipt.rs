//! The receipt in Word: the same words in the same order as on paper, set by Word itself.

use super::parts::{self, Title};
use super::{Block, Document, Text, write};
use crate::domain::receipt::{Fact, Line, Receipt, line, place_and_date};
use crate::forms::FormError;
use crate::forms::flow::{Span, span};
use crate::forms::fonts::Face;
use crate::forms::parts::{Head, Signature};
use crate::forms::qr;
use crate::forms::receipt::Print;
use crate::forms::set::{LineSpec, NotePlace, Template};

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
        parts::text(&self.template.sizes, spans)
    }

    fn head(&self) -> Block {
        let words = &self.template.words;
        let number = if self.receipt.number.is_empty() {
            String::new()
        } else {
            words.number.replace("{number}", &self.receipt.number)
        };
        let head = Head {
            agency: &self.template.agency(self.receipt),
            nation: &words.nation,
            motto: &words.motto,
            number: &number,
            dated: place_and_date(self.receipt),
        };
        parts::head(&head, &self.template.sizes)
    }

    fn title(&self, copy: u32) -> Block {
        let codes = [Fact::Code, Fact::Lookup].map(|fact| line(self.receipt, fact));
        let codes = codes.iter().filter(|line| !line.is_empty());
        let title = Title {
            heading: &self.template.heading,
            codes: codes.map(|line| (line.label, line.value.as_str())).collect(),
            marks: self.template.marks(copy, self.receipt.reprint),
            qr: self.template.switches.qr,
        };
        parts::title(title, &self.template.sizes)
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
            let (table, sizes) = (&self.template.table, &self.template.sizes);
            out.push(parts::papers(table, &self.receipt.components, sizes));
            return;
        }
        out.extend(parts::list(&line.items, &self.template.sizes));
    }

    fn signatures(&self) -> Block {
        let (words, sizes) = (&self.template.words, &self.template.sizes);
        let column = |title: &str, name: &str| {
            let signature = Signature {
                title: title.to_owned(),
                under: words.sign_here.clone(),
                name: name.to_owned(),
            };
            parts::signature(&signature, sizes)
        };
        let left = column(&words.bearer_signs, self.receipt.signer());
        let right = column(&words.officer_signs, &self.receipt.officer);
        parts::columns(vec![50.0, 50.0], vec![left, right])
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
