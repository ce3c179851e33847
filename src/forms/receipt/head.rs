//! The top of the receipt: agency and nation, number and place, QR code, title, codes and the copy's mark.

use super::Sheet;
use crate::domain::receipt::{Fact, line, place_and_date};
use crate::forms::FormError;
use crate::forms::flow::{Setting, span};
use crate::forms::fonts::Face;
use crate::forms::layout::Row;
use crate::forms::parts::{HEAD_LEADING, Head, QR_SIDE, centred};
use crate::forms::qr::{self, QrProfile};

impl Sheet<'_> {
    pub(super) fn head(&self) -> Result<Vec<Row>, FormError> {
        let words = &self.template.words;
        let number = if self.receipt.number.is_empty() {
            String::new()
        } else {
            words.number.replace("{number}", &self.receipt.number)
        };
        self.measure.head(Head {
            agency: &self.template.agency(self.receipt),
            nation: &words.nation,
            motto: &words.motto,
            number: &number,
            dated: place_and_date(self.receipt),
        })
    }

    /// The QR code at the left edge, the title centred on the page, the codes and the copy's mark below it.
    pub(super) fn title(&self, copy: u32, profile: QrProfile) -> Result<Vec<Row>, FormError> {
        let (template, sizes) = (self.template, &self.template.sizes);
        let aside = if template.switches.qr { QR_SIDE + 2.0 } else { 0.0 };
        let (left, width) = (self.measure.left, self.measure.width);
        let middle = centred(left + aside, width - 2.0 * aside, (sizes.title, HEAD_LEADING));
        let small = Setting {
            size: sizes.body,
            ..middle
        };
        let mut rows = vec![Row::gap(3.0)];
        for text in &template.heading {
            rows.extend(self.measure.set(middle, &[span(Face::Bold, text)])?);
        }
        rows.push(Row::gap(2.0));
        for fact in [Fact::Code, Fact::Lookup] {
            let line = line(self.receipt, fact);
            if !line.is_empty() {
                let spans = [
                    span(Face::Regular, format!("{}:", line.label)),
                    span(Face::Bold, line.value),
                ];
                rows.extend(self.measure.set(small, &spans)?);
            }
        }
        rows.extend(self.measure.set(
            small,
            &[span(Face::Italic, template.marks(copy, self.receipt.reprint))],
        )?);
        let content = qr::content(self.receipt, profile, &template.title);
        let content = template.switches.qr.then_some(content.as_str());
        self.measure.beside_code(content, rows)
    }
}
