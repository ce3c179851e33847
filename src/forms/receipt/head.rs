//! The top of the receipt: agency and nation, number and place, QR code, title, codes and the copy's mark.

use super::{MM, Sheet, centred};
use crate::domain::receipt::{Fact, line, place_and_date};
use crate::domain::viet::printed;
use crate::forms::FormError;
use crate::forms::flow::{Setting, span};
use crate::forms::fonts::Face;
use crate::forms::layout::{Area, Ink, Row, beside, kept};
use crate::forms::qr::{self, QrProfile};

/// Side of the QR code with its quiet zone.
const QR_SIDE: f32 = 26.0 * MM;
/// Share of the width the agency block takes in the head.
const AGENCY_SHARE: f32 = 0.43;
/// Space between the two columns of the head.
const GUTTER: f32 = 8.0;
/// Line distance inside the head, tighter than the body's.
const HEAD_LEADING: f32 = 1.15;

impl Sheet<'_> {
    /// The head of NĐ 30/2020 in A5's proportions: agency left, nation right, number and place below.
    pub(super) fn head(&self) -> Result<Vec<Row>, FormError> {
        let (words, sizes) = (&self.template.words, &self.template.sizes);
        let left = centred(
            self.left,
            self.width * AGENCY_SHARE - GUTTER,
            sizes.agency,
            HEAD_LEADING,
        );
        let right_left = self.left + self.width * AGENCY_SHARE;
        let right_width = self.width * (1.0 - AGENCY_SHARE);
        let nation = centred(right_left, right_width, sizes.nation, HEAD_LEADING);
        let motto = centred(right_left, right_width, sizes.motto, HEAD_LEADING);

        let mut agency = Vec::new();
        let (own, parents) = self
            .receipt
            .agency
            .split_last()
            .map_or(("", &[][..]), |(own, rest)| (own.as_str(), rest));
        let own = words.own.as_deref().unwrap_or(own);
        for parent in parents {
            agency.extend(self.set(left, &[span(Face::Regular, parent.to_uppercase())])?);
        }
        agency.extend(self.set(left, &[span(Face::Bold, own.to_uppercase())])?);
        agency.push(underline(left, widest(&agency) * 0.4));

        let mut state = self.set(nation, &[span(Face::Bold, &words.nation)])?;
        state.extend(self.set(motto, &[span(Face::Bold, &words.motto)])?);
        let motto_width = self.fonts.width(Face::Bold, sizes.motto, &printed(&words.motto));
        state.push(underline(motto, motto_width.min(right_width)));

        let mut number = Vec::new();
        if !self.receipt.number.is_empty() {
            let text = words.number.replace("{number}", &self.receipt.number);
            number = self.set(
                Setting {
                    size: sizes.motto,
                    ..left
                },
                &[span(Face::Regular, text)],
            )?;
        }
        let date = self.set(motto, &[span(Face::Italic, place_and_date(self.receipt))])?;
        let mut rows = kept(beside(vec![agency, state]));
        rows.push(Row::gap(3.0));
        rows.extend(beside(vec![number, date]));
        Ok(rows)
    }

    /// The QR code at the left edge, the title centred on the page, the codes and the copy's mark below it.
    pub(super) fn title(&self, copy: u32, profile: QrProfile) -> Result<Vec<Row>, FormError> {
        let (template, sizes) = (self.template, &self.template.sizes);
        let aside = if template.switches.qr { QR_SIDE + 2.0 } else { 0.0 };
        let middle = centred(
            self.left + aside,
            self.width - 2.0 * aside,
            sizes.title,
            HEAD_LEADING,
        );
        let small = Setting {
            size: sizes.body,
            ..middle
        };
        let mut rows = vec![Row::gap(3.0)];
        for text in &template.heading {
            rows.extend(self.set(middle, &[span(Face::Bold, text)])?);
        }
        rows.push(Row::gap(2.0));
        for fact in [Fact::Code, Fact::Lookup] {
            let line = line(self.receipt, fact);
            if !line.is_empty() {
                let spans = [
                    span(Face::Regular, format!("{}:", line.label)),
                    span(Face::Bold, line.value),
                ];
                rows.extend(self.set(small, &spans)?);
            }
        }
        rows.extend(self.set(small, &[span(Face::Italic, self.marks(copy))])?);
        let code = if template.switches.qr {
            vec![self.qr_row(profile)?]
        } else {
            Vec::new()
        };
        Ok(beside(vec![code, rows]))
    }

    /// Which copy this is, and the how manieth reprint.
    fn marks(&self, copy: u32) -> String {
        let marks = &self.template.copy_marks;
        let copy = usize::try_from(copy).unwrap_or(usize::MAX);
        let mark = marks
            .get(copy)
            .or(marks.last())
            .filter(|_| self.template.switches.copy_marks);
        let again = self
            .template
            .words
            .reprint
            .replace("{n}", &self.receipt.reprint.to_string());
        let again = if self.receipt.reprint > 0 {
            again.as_str()
        } else {
            ""
        };
        format!("{} {again}", mark.map_or("", String::as_str))
    }

    fn qr_row(&self, profile: QrProfile) -> Result<Row, FormError> {
        let ink = qr::cells(&qr::content(self.receipt, profile, &self.template.title))?;
        // The quiet zone may hang over the margin: the dark cells then stand flush with the text.
        let area = Area {
            left: self.left - 6.0,
            top: 0.0,
            width: QR_SIDE,
            height: QR_SIDE,
        };
        Ok(Row {
            advance: QR_SIDE,
            needs: QR_SIDE,
            ink: vec![(area, ink)],
            ..Row::default()
        })
    }
}

/// A short rule below a head block, centred in its column.
fn underline(column: Setting, width: f32) -> Row {
    let left = column.left + (column.width - width) / 2.0;
    Row {
        advance: 4.0,
        needs: 4.0,
        ink: vec![(
            Area {
                left,
                top: 2.0,
                width,
                height: 0.6,
            },
            Ink::Rule,
        )],
        ..Row::default()
    }
}

/// The width of the widest line.
fn widest(rows: &[Row]) -> f32 {
    let widths = rows
        .iter()
        .map(|row| row.ink.iter().map(|(area, _)| area.width).sum());
    widths.fold(0.0, f32::max)
}
