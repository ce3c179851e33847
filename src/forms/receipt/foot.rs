//! The end of the receipt, and what stands on every page: signatures, notes, page numbers, watermark.

use super::Sheet;
use crate::domain::viet::printed;
use crate::forms::FormError;
use crate::forms::flow::{Align, Setting, span};
use crate::forms::fonts::{Face, Fonts};
use crate::forms::layout::{Area, Ink, Placed, Row, kept};
use crate::forms::parts::{Furniture, MM, Signature};

impl Sheet<'_> {
    pub(super) fn signatures(&self) -> Result<Vec<Row>, FormError> {
        let words = &self.template.words;
        let sign = |title: &str, name: &str| Signature {
            title: title.to_owned(),
            under: words.sign_here.clone(),
            name: name.to_owned(),
        };
        let [left, right] = self.measure.halves();
        let bearer = sign(&words.bearer_signs, self.receipt.signer());
        let officer = sign(&words.officer_signs, &self.receipt.officer);
        let bearer = self.measure.signature(left, &bearer)?;
        let officer = self.measure.signature(right, &officer)?;
        Ok(self.measure.signatures([&bearer, &officer]))
    }

    pub(super) fn notes(&self) -> Result<Vec<Row>, FormError> {
        let notes = &self.template.notes;
        let setting = Setting {
            size: self.template.sizes.note,
            align: Align::Justify,
            ..self.measure.text()
        };
        let mut rows = vec![Row::gap(self.template.sizes.body * 0.6)];
        rows.extend(kept(
            self.measure.set(setting, &[span(Face::Bold, &notes.title)])?,
        ));
        for text in self.template.note_lines(self.receipt) {
            rows.extend(
                self.measure
                    .set(setting, &[span(Face::Italic, format!("- {text}"))])?,
            );
        }
        Ok(rows)
    }

    /// What every page carries: the watermark of practice; with several pages the page number, and the code again.
    pub(super) fn furniture(&self, pages: usize) -> Result<Vec<Placed>, FormError> {
        let words = &self.template.words;
        let furniture = Furniture {
            page: &words.page,
            continued: words.continued.replace("{code}", &self.receipt.code),
            frame: self.frame(),
        };
        let mut placed = Vec::new();
        for page in 0..pages {
            if self.receipt.practice {
                placed.push(Placed {
                    page,
                    ..self.watermark()?
                });
            }
            placed.extend(self.measure.page_lines(&furniture, (page, pages))?);
        }
        Ok(placed)
    }

    fn watermark(&self) -> Result<Placed, FormError> {
        let paper = &self.template.paper;
        let size = (paper.width_mm * MM, paper.height_mm * MM);
        watermark(self.measure.fonts, size, &self.template.words.practice)
    }
}

/// Pale words across a page of this size, on the first page.
pub(in crate::forms) fn watermark(
    fonts: &Fonts,
    (width, height): (f32, f32),
    words: &str,
) -> Result<Placed, FormError> {
    const DEGREES: f32 = 50.0;
    let text = printed(words);
    fonts.check(Face::Bold, &text)?;
    let size = 72.0;
    let text_width = fonts.width(Face::Bold, size, &text);
    let (sin, cos) = DEGREES.to_radians().sin_cos();
    let (wide, high) = (text_width * cos + size * sin, text_width * sin + size * cos);
    Ok(Placed {
        page: 0,
        area: Area {
            left: (width - wide) / 2.0,
            top: (height - high) / 2.0,
            width: wide,
            height: high,
        },
        ink: Ink::Watermark {
            size,
            text,
            text_width,
            degrees: DEGREES,
        },
    })
}
