//! The receipt on paper: facts and layout to boxes on A5 pages, and these to PDF.
//!
//! Each copy (liên) is a whole set of pages. Never chooses the layout itself and never leaves out what did not fit:
//! long names wrap, many papers flow to further pages that repeat the code.

mod body;
mod foot;
mod head;

pub(super) use foot::watermark;

use super::FormError;
use super::fonts::Fonts;
use super::layout::{Frame, Placed, Row, paginate};
use super::parts::{MM, Measure, frame, tightened};
use super::pdf::{self, Document};
use super::qr::QrProfile;
use super::set::{NotePlace, Template};
use crate::domain::receipt::{Receipt, line};

/// Rows (lines and the gaps after them) that stay with the signatures.
const SIGNED_ROWS: usize = 6;

/// How a receipt is printed: the office's settings `receipt_copies` and `qr_profile`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Print {
    pub copies: u32,
    pub qr: QrProfile,
}

impl Default for Print {
    fn default() -> Self {
        Self {
            copies: 2,
            qr: QrProfile::Private,
        }
    }
}

/// The PDF of the receipt; the same receipt gives the same bytes.
pub fn render(receipt: &Receipt, template: &Template, print: Print) -> Result<Vec<u8>, FormError> {
    let fonts = Fonts::load()?;
    let (placed, pages) = place(&fonts, receipt, template, print)?;
    pdf::write(
        &fonts,
        &Document {
            width: template.paper.width_mm * MM,
            height: template.paper.height_mm * MM,
            title: &format!("{} {}", template.title, receipt.code),
            made_at: receipt.issued_at,
            pages,
            placed: &placed,
        },
    )
}

/// The boxes of all copies and the number of pages.
pub fn place(
    fonts: &Fonts,
    receipt: &Receipt,
    template: &Template,
    print: Print,
) -> Result<(Vec<Placed>, usize), FormError> {
    let roomy = Sheet::new(fonts, receipt, template);
    template.check_required(receipt)?;
    let close = Template {
        sizes: tightened(&template.sizes),
        ..template.clone()
    };
    let close = Sheet::new(fonts, receipt, &close);
    let mut placed = Vec::new();
    let mut pages = 0;
    for copy in 0..print.copies.max(1) {
        let (mut boxes, mut count) = roomy.copy(copy, print.qr)?;
        if count > 1 {
            let (closer, fewer) = close.copy(copy, print.qr)?;
            if fewer < count {
                (boxes, count) = (closer, fewer);
            }
        }
        placed.extend(boxes.into_iter().map(|it| Placed {
            page: it.page + pages,
            ..it
        }));
        pages += count;
    }
    Ok((placed, pages))
}

/// What every part of one receipt needs to set itself.
struct Sheet<'a> {
    receipt: &'a Receipt,
    template: &'a Template,
    measure: Measure<'a>,
}

impl<'a> Sheet<'a> {
    fn new(fonts: &'a Fonts, receipt: &'a Receipt, template: &'a Template) -> Self {
        let paper = &template.paper;
        let width = (paper.width_mm - paper.left_mm - paper.right_mm) * MM;
        Self {
            receipt,
            template,
            measure: Measure {
                fonts,
                left: paper.left_mm * MM,
                width,
                sizes: &template.sizes,
            },
        }
    }

    fn copy(&self, copy: u32, qr: QrProfile) -> Result<(Vec<Placed>, usize), FormError> {
        let mut rows = self.head()?;
        rows.push(Row::gap(self.template.sizes.body * 0.8));
        rows.extend(self.title(copy, qr)?);
        rows.push(Row::gap(self.template.sizes.body * 0.6));
        rows.extend(self.body()?);
        // Signatures never stand alone on a page: the last lines go with them.
        let last = rows.len().saturating_sub(SIGNED_ROWS);
        rows.iter_mut().skip(last).for_each(|row| row.keep = true);
        let notes = self.notes()?;
        match self.template.switches.notes {
            NotePlace::Before => rows.extend([notes, self.signatures()?].concat()),
            NotePlace::After => rows.extend([self.signatures()?, notes].concat()),
            NotePlace::Nowhere => rows.extend(self.signatures()?),
        }
        let (boxes, pages) = paginate(rows, self.frame());
        let mut placed = self.furniture(pages)?;
        placed.extend(boxes);
        Ok((placed, pages))
    }

    fn frame(&self) -> Frame {
        frame(&self.template.paper, self.template.sizes.note)
    }
}
