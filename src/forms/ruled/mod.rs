//! A long table on A4: agency and nation, heading, the ruled table with its head again on every page, notes, signatures.
//!
//! The register, the day's list of money and the monthly form are such tables. The layout is data in `assets/forms`;
//! the facts are text, cell by cell. The same facts give the same bytes.

mod grid;
mod layout;
#[cfg(test)]
mod tests;

use chrono::NaiveDateTime;

pub use layout::{Column, Layout, Words, layouts, named, parse};

use super::FormError;
use super::flow::{Align, Setting, paragraph, span};
use super::fonts::{Face, Fonts};
use super::layout::{Frame, Placed, Row, at, beside, kept, paginate};
use super::pdf::{self, Document};
use super::receipt::watermark;
use super::rules::joined;

/// Points in a millimetre.
const MM: f32 = 72.0 / 25.4;
/// The two sides of A4.
const A4: (f32, f32) = (210.0 * MM, 297.0 * MM);
/// Line distance as a multiple of the size.
const LEADING: f32 = 1.2;
/// Share of the width the agency takes in the head.
const AGENCY_SHARE: f32 = 0.42;
/// Lines of the table that stay with the signatures.
const SIGNED_ROWS: usize = 3;
/// Lines of the body a signature takes.
const SIGN_LINES: f32 = 4.5;

/// What stands in the table, and around it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Facts<'a> {
    /// Lines of the letterhead, the own office last.
    pub agency: &'a [String],
    /// `An Toàn, ngày 28 tháng 02 năm 2023`; empty = not printed.
    pub place_and_date: &'a str,
    /// Lines below the heading: which book, which day, which month.
    pub about: &'a [String],
    /// Cells row by row, as many as the layout has columns.
    pub rows: &'a [Vec<String>],
    /// So many rows at the end are sums, set in bold.
    pub totals: usize,
    /// In place of a table without rows.
    pub nothing: &'a str,
    /// Lines below the table.
    pub notes: &'a [String],
    /// Names under the signatures of the layout, in its order; those left out are written by hand.
    pub signers: &'a [String],
    /// Every page says that it is practice.
    pub practice: bool,
    /// Local time (+07:00), written as creation date.
    pub made_at: NaiveDateTime,
}

/// The PDF and the number of its pages. Refuses a row with more or fewer cells than the layout has columns.
pub fn render(layout: &Layout, facts: &Facts) -> Result<(Vec<u8>, u32), FormError> {
    let fonts = Fonts::load()?;
    let sheet = Sheet::new(&fonts, layout)?;
    let (placed, pages) = sheet.placed(facts)?;
    let bytes = pdf::write(
        &fonts,
        &Document {
            width: sheet.paper.0,
            height: sheet.paper.1,
            title: &layout.title,
            made_at: facts.made_at,
            pages,
            placed: &placed,
        },
    )?;
    Ok((bytes, u32::try_from(pages).unwrap_or(u32::MAX)))
}

/// What every part needs to set itself.
struct Sheet<'a> {
    fonts: &'a Fonts,
    layout: &'a Layout,
    words: &'a Words,
    paper: (f32, f32),
    left: f32,
    width: f32,
}

impl<'a> Sheet<'a> {
    fn new(fonts: &'a Fonts, layout: &'a Layout) -> Result<Self, FormError> {
        let paper = if layout.landscape { (A4.1, A4.0) } else { A4 };
        let margin = layout.margin_mm * MM;
        Ok(Self {
            fonts,
            layout,
            words: layout::words()?,
            paper,
            left: margin,
            width: paper.0 - 2.0 * margin,
        })
    }

    fn placed(&self, facts: &Facts) -> Result<(Vec<Placed>, usize), FormError> {
        let mut rows = self.head(facts)?;
        rows.push(Row::gap(self.layout.size));
        rows.extend(self.heading(facts)?);
        rows.push(Row::gap(self.layout.size * 0.6));
        if facts.rows.is_empty() {
            rows.extend(self.line(Align::Center, Face::Italic, facts.nothing)?);
        } else {
            rows.extend(self.table(facts)?);
        }
        // Signatures never stand alone on a page: the last lines of the table go with them.
        let last = rows.len().saturating_sub(SIGNED_ROWS);
        rows.push(Row::gap(self.layout.size * 0.6));
        for note in facts.notes {
            rows.extend(self.line(Align::Left, Face::Italic, note)?);
        }
        rows.extend(self.signatures(facts)?);
        rows.iter_mut().skip(last).for_each(|row| row.keep = true);
        let margin = self.layout.margin_mm * MM;
        let frame = Frame {
            first_top: margin,
            next_top: margin,
            bottom: self.paper.1 - margin - self.layout.size * 1.6,
        };
        let (placed, pages) = paginate(rows, frame);
        let mut placed = joined(placed);
        placed.extend(self.furniture(facts.practice, pages, frame.bottom)?);
        Ok((placed, pages))
    }

    /// Agency left, nation right, place and date below it.
    fn head(&self, facts: &Facts) -> Result<Vec<Row>, FormError> {
        let words = self.words;
        let left = (self.left, self.width * AGENCY_SHARE);
        let right = (
            self.left + self.width * AGENCY_SHARE,
            self.width * (1.0 - AGENCY_SHARE),
        );
        let mut agency = Vec::new();
        for (at, line) in facts.agency.iter().enumerate() {
            let own = at + 1 == facts.agency.len();
            let face = if own { Face::Bold } else { Face::Regular };
            agency.extend(self.centred(left, face, &line.to_uppercase())?);
        }
        let mut state = self.centred(right, Face::Bold, &words.nation)?;
        state.extend(self.centred(right, Face::Bold, &words.motto)?);
        state.push(Row::gap(self.layout.size * 0.4));
        state.extend(self.centred(right, Face::Italic, facts.place_and_date)?);
        Ok(kept(beside(vec![agency, state])))
    }

    fn heading(&self, facts: &Facts) -> Result<Vec<Row>, FormError> {
        let whole = (self.left, self.width);
        let large = self.layout.size * 1.4;
        let mut rows = Vec::new();
        for line in &self.layout.heading {
            let setting = setting(whole, (large, Align::Center));
            rows.extend(paragraph(self.fonts, setting, &[span(Face::Bold, line)])?);
        }
        for line in facts.about {
            rows.extend(self.centred(whole, Face::Regular, line)?);
        }
        Ok(kept(rows))
    }

    /// The signatures of the layout side by side, never alone on a page.
    fn signatures(&self, facts: &Facts) -> Result<Vec<Row>, FormError> {
        let signs = &self.layout.sign;
        let count = u16::try_from(signs.len()).unwrap_or(u16::MAX);
        let share = self.width / f32::from(count.max(1));
        let mut columns = Vec::new();
        let mut left = self.left;
        for (at, title) in signs.iter().enumerate() {
            let place = (left, share);
            let name = facts.signers.get(at).map_or("", String::as_str);
            let mut rows = self.centred(place, Face::Bold, title)?;
            rows.extend(self.centred(place, Face::Italic, &self.words.sign_here)?);
            rows.push(Row::gap(self.layout.size * SIGN_LINES));
            rows.extend(self.centred(place, Face::Bold, name)?);
            columns.push(rows);
            left += share;
        }
        let mut rows = vec![Row::gap(self.layout.size)];
        rows.extend(kept(beside(columns)));
        Ok(rows)
    }

    /// What every page carries: the page's number, and the watermark of practice.
    fn furniture(&self, practice: bool, pages: usize, top: f32) -> Result<Vec<Placed>, FormError> {
        let words = self.words;
        let mut placed = Vec::new();
        for page in 0..pages {
            if practice {
                let mark = watermark(self.fonts, self.paper, &words.practice)?;
                placed.push(Placed { page, ..mark });
            }
            let count = words.page.replace("{n}", &(page + 1).to_string());
            let count = count.replace("{of}", &pages.to_string());
            for row in self.line(Align::Center, Face::Regular, &count)? {
                placed.extend(at(page, top + self.layout.size * 0.4, row.ink));
            }
        }
        Ok(placed)
    }

    fn centred(&self, place: (f32, f32), face: Face, text: &str) -> Result<Vec<Row>, FormError> {
        let setting = setting(place, (self.layout.size, Align::Center));
        paragraph(self.fonts, setting, &[span(face, text)])
    }

    fn line(&self, align: Align, face: Face, text: &str) -> Result<Vec<Row>, FormError> {
        let setting = setting((self.left, self.width), (self.layout.size, align));
        paragraph(self.fonts, setting, &[span(face, text)])
    }
}

fn setting((left, width): (f32, f32), (size, align): (f32, Align)) -> Setting {
    Setting {
        left,
        width,
        size,
        leading: LEADING,
        align,
    }
}
