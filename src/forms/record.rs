//! The record of papers that are not digitised (công văn 223: an important paper that scanning could harm may lead to the
//! decision not to digitise it): which, why, who decided and when, and where the original is. A4, as a rule one page.
//!
//! The words are data in `assets/forms`; the same facts give the same bytes.

use std::sync::OnceLock;

use chrono::NaiveDateTime;
use serde::Deserialize;

use super::FormError;
use super::flow::{Align, Setting, Span, paragraph, span};
use super::fonts::{Face, Fonts};
use super::layout::{Frame, Placed, Row, beside, kept, paginate};
use super::pdf::{self, Document};
use super::receipt::watermark;
use crate::domain::receipt::{Receipt, place_and_date};

/// The name of the record's template.
pub const RECORD: &str = "exempt";
/// Where its reasons come from.
pub const SET: &str = "CV223";

const MM: f32 = 72.0 / 25.4;
/// A4.
const PAPER: (f32, f32) = (210.0 * MM, 297.0 * MM);
/// Left, right, top, bottom (NĐ 30/2020, Phụ lục I).
const MARGINS: (f32, f32, f32, f32) = (30.0 * MM, 18.0 * MM, 20.0 * MM, 20.0 * MM);
const SIZE: f32 = 13.0;
const LEADING: f32 = 1.25;

/// One paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its name.
    pub name: String,
    /// From the list of reasons.
    pub why: String,
    /// In the officer's words.
    pub reason: String,
    /// The leader.
    pub approver: String,
    /// When he decided.
    pub at: NaiveDateTime,
    /// Where the original is; empty = nobody wrote it down.
    pub custody: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    nation: String,
    motto: String,
    heading: Vec<String>,
    title: String,
    code: String,
    holder: String,
    subject: String,
    opening: String,
    item: String,
    why: String,
    approved: String,
    custody: String,
    custody_unknown: String,
    officer: String,
    leader: String,
    sign_here: String,
    practice: String,
}

fn words() -> Result<&'static Words, FormError> {
    static READ: OnceLock<Words> = OnceLock::new();
    if let Some(read) = READ.get() {
        return Ok(read);
    }
    let text = include_str!("../../assets/forms/exempt-record.toml");
    let read = toml::from_str(text).map_err(|error: toml::de::Error| FormError::Layout {
        file: "exempt-record.toml",
        reason: error.message().to_owned(),
    })?;
    Ok(READ.get_or_init(|| read))
}

/// The PDF and its pages. `facts` name office, place, dossier and holder; `facts.issued_at` dates the record.
pub fn render(facts: &Receipt, items: &[Item]) -> Result<(Vec<u8>, u32), FormError> {
    let fonts = Fonts::load()?;
    let words = words()?;
    let sheet = Sheet { fonts: &fonts, words };
    let rows = sheet.rows(facts, items)?;
    let frame = Frame {
        first_top: MARGINS.2,
        next_top: MARGINS.2,
        bottom: PAPER.1 - MARGINS.3,
    };
    let (mut placed, pages) = paginate(rows, frame);
    if facts.practice {
        for page in 0..pages {
            placed.push(Placed {
                page,
                ..watermark(&fonts, PAPER, &words.practice)?
            });
        }
    }
    let bytes = pdf::write(
        &fonts,
        &Document {
            width: PAPER.0,
            height: PAPER.1,
            title: &format!("{} {}", words.title, facts.code),
            made_at: facts.issued_at,
            pages,
            placed: &placed,
        },
    )?;
    Ok((bytes, u32::try_from(pages).unwrap_or(u32::MAX)))
}

struct Sheet<'a> {
    fonts: &'a Fonts,
    words: &'a Words,
}

impl Sheet<'_> {
    fn rows(&self, facts: &Receipt, items: &[Item]) -> Result<Vec<Row>, FormError> {
        let words = self.words;
        let mut rows = self.head(facts)?;
        rows.push(Row::gap(SIZE));
        for (at, line) in words.heading.iter().enumerate() {
            let size = if at == 0 { SIZE + 2.0 } else { SIZE };
            rows.extend(self.centred(body(), size, &[span(Face::Bold, line)])?);
        }
        rows.push(Row::gap(SIZE));
        for line in [
            words.code.replace("{code}", &facts.code),
            words.holder.replace("{holder}", facts.holder_title()),
            words.subject.replace("{subject}", &facts.subject),
            words.opening.clone(),
        ] {
            rows.extend(self.line(&line, Face::Regular, 0.0)?);
        }
        for (number, item) in (1..).zip(items) {
            rows.push(Row::gap(SIZE * 0.4));
            rows.extend(self.item(number, item)?);
        }
        // Whoever decided last signs for what stands above.
        let last = items.iter().max_by_key(|item| item.at);
        let last = last.map_or("", |item| item.approver.as_str());
        rows.extend(self.signatures(&facts.officer, last)?);
        Ok(rows)
    }

    fn item(&self, number: u32, item: &Item) -> Result<Vec<Row>, FormError> {
        let words = self.words;
        let name = words.item.replace("{n}", &number.to_string());
        let time = item.at.format("%H:%M %d/%m/%Y").to_string();
        let custody = if item.custody.is_empty() {
            &words.custody_unknown
        } else {
            &item.custody
        };
        let mut rows = self.line(&name.replace("{name}", &item.name), Face::Bold, 0.0)?;
        for line in [
            words
                .why
                .replace("{why}", &item.why)
                .replace("{reason}", &item.reason),
            words
                .approved
                .replace("{approver}", &item.approver)
                .replace("{time}", &time),
            words.custody.replace("{custody}", custody),
        ] {
            rows.extend(self.line(&line, Face::Regular, 18.0)?);
        }
        Ok(kept(rows))
    }

    /// Agency left, nation right, place and date below.
    fn head(&self, facts: &Receipt) -> Result<Vec<Row>, FormError> {
        let (left, width) = body();
        let half = (left, width * 0.42);
        let other = (left + width * 0.45, width * 0.55);
        let mut agency = Vec::new();
        for line in &facts.agency {
            agency.extend(self.centred(half, SIZE - 1.0, &[span(Face::Bold, line.to_uppercase())])?);
        }
        let mut state = self.centred(other, SIZE - 2.5, &[span(Face::Bold, &self.words.nation)])?;
        state.extend(self.centred(other, SIZE - 0.5, &[span(Face::Bold, &self.words.motto)])?);
        state.push(Row::gap(SIZE * 0.4));
        state.extend(self.centred(other, SIZE, &[span(Face::Italic, place_and_date(facts))])?);
        Ok(kept(beside(vec![agency, state])))
    }

    fn signatures(&self, officer: &str, leader: &str) -> Result<Vec<Row>, FormError> {
        let (left, width) = body();
        let half = width / 2.0;
        let column = |left, title: &str, name: &str| -> Result<Vec<Row>, FormError> {
            let mut rows = self.centred((left, half), SIZE, &[span(Face::Bold, title)])?;
            rows.extend(self.centred((left, half), SIZE, &[span(Face::Italic, &self.words.sign_here)])?);
            rows.push(Row::gap(SIZE * 4.0));
            rows.extend(self.centred((left, half), SIZE, &[span(Face::Bold, name)])?);
            Ok(rows)
        };
        let mut rows = vec![Row::gap(SIZE * 1.5)];
        rows.extend(kept(beside(vec![
            column(left, &self.words.officer, officer)?,
            column(left + half, &self.words.leader, leader)?,
        ])));
        Ok(rows)
    }

    fn line(&self, text: &str, face: Face, indent: f32) -> Result<Vec<Row>, FormError> {
        let (left, width) = body();
        let setting = Setting {
            left: left + indent,
            width: width - indent,
            size: SIZE,
            leading: LEADING,
            align: Align::Left,
        };
        paragraph(self.fonts, setting, &[span(face, text)])
    }

    fn centred(&self, (left, width): (f32, f32), size: f32, spans: &[Span]) -> Result<Vec<Row>, FormError> {
        let setting = Setting {
            left,
            width,
            size,
            leading: LEADING,
            align: Align::Center,
        };
        paragraph(self.fonts, setting, spans)
    }
}

/// Left edge and width of the text.
fn body() -> (f32, f32) {
    (MARGINS.0, PAPER.0 - MARGINS.0 - MARGINS.1)
}
