//! The end of the receipt, and what stands on every page: signatures, notes, page numbers, watermark.

use super::{MM, Sheet, centred};
use crate::domain::viet::printed;
use crate::forms::FormError;
use crate::forms::flow::{Align, Setting, span};
use crate::forms::fonts::{Face, Fonts};
use crate::forms::layout::{Area, Ink, Placed, Row, at, beside, kept};

impl Sheet<'_> {
    pub(super) fn signatures(&self) -> Result<Vec<Row>, FormError> {
        let words = &self.template.words;
        let half = self.width / 2.0;
        let column = |left, title: &str, name: &str| -> Result<Vec<Row>, FormError> {
            let setting = centred(
                left,
                half - 6.0,
                self.template.sizes.body,
                self.template.sizes.leading,
            );
            let mut rows = self.set(setting, &[span(Face::Bold, title)])?;
            rows.extend(self.set(setting, &[span(Face::Italic, &words.sign_here)])?);
            rows.push(Row::gap(self.template.sizes.sign_gap));
            rows.extend(self.set(setting, &[span(Face::Bold, name)])?);
            Ok(rows)
        };
        let mut rows = vec![Row::gap(self.template.sizes.body * 0.8)];
        rows.extend(beside(vec![
            column(self.left, &words.bearer_signs, self.receipt.signer())?,
            column(
                self.left + half + 6.0,
                &words.officer_signs,
                &self.receipt.officer,
            )?,
        ]));
        Ok(rows)
    }

    pub(super) fn notes(&self) -> Result<Vec<Row>, FormError> {
        let notes = &self.template.notes;
        let setting = Setting {
            size: self.template.sizes.note,
            align: Align::Justify,
            ..self.text()
        };
        let mut rows = vec![Row::gap(self.template.sizes.body * 0.6)];
        rows.extend(kept(self.set(setting, &[span(Face::Bold, &notes.title)])?));
        let mut lines = notes.lines.clone();
        if !self.receipt.lookup_url.is_empty() {
            lines.push(
                self.template
                    .words
                    .lookup
                    .replace("{url}", &self.receipt.lookup_url),
            );
        }
        for text in lines {
            rows.extend(self.set(setting, &[span(Face::Italic, format!("- {text}"))])?);
        }
        Ok(rows)
    }

    /// What every page carries: the watermark of practice; with several pages the page number, and the code again.
    pub(super) fn furniture(&self, pages: usize) -> Result<Vec<Placed>, FormError> {
        let mut placed = Vec::new();
        for page in 0..pages {
            if self.receipt.practice {
                placed.push(Placed {
                    page,
                    ..self.watermark()?
                });
            }
            if pages > 1 {
                placed.extend(self.page_lines(page, pages)?);
            }
        }
        Ok(placed)
    }

    fn page_lines(&self, page: usize, pages: usize) -> Result<Vec<Placed>, FormError> {
        let words = &self.template.words;
        let frame = self.frame();
        let setting = Setting {
            size: self.template.sizes.note,
            ..self.text()
        };
        let count = words
            .page
            .replace("{n}", &(page + 1).to_string())
            .replace("{of}", &pages.to_string());
        let footer = Setting {
            align: Align::Center,
            ..setting
        };
        let mut lines = vec![(
            frame.bottom + setting.size * 0.2,
            self.set(footer, &[span(Face::Regular, count)])?,
        )];
        if page > 0 {
            let text = words.continued.replace("{code}", &self.receipt.code);
            lines.push((frame.first_top, self.set(setting, &[span(Face::Italic, text)])?));
        }
        let first_rows = lines
            .into_iter()
            .filter_map(|(top, rows)| Some((top, rows.into_iter().next()?)));
        Ok(first_rows.flat_map(|(top, row)| at(page, top, row.ink)).collect())
    }

    fn watermark(&self) -> Result<Placed, FormError> {
        let paper = &self.template.paper;
        let size = (paper.width_mm * MM, paper.height_mm * MM);
        watermark(self.fonts, size, &self.template.words.practice)
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
