//! What a slip says, whatever it is set in: the facts put into the phrases of its layout.

use super::set::{Block, LegTable, ListOf, LookOf, Phrase, Piece, Template};
use crate::domain::receipt::{ReceiptComponent, place_and_date};
use crate::domain::slip::{Leg, Slip, text, value};
use crate::forms::FormError;
use crate::forms::parts::Signature;
use crate::forms::qr;

/// Everything on the slip, in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    pub agency: Vec<String>,
    /// The whole line; empty = none.
    pub number: String,
    /// Place and date.
    pub dated: String,
    /// Below the title: label and value.
    pub codes: Vec<(String, String)>,
    /// `(In lại lần 2)`; empty on the first print.
    pub again: String,
    /// What the QR code says; `None` = a dossier without a code.
    pub qr: Option<String>,
    pub parts: Vec<Part>,
    /// Nơi nhận.
    pub copies: Vec<String>,
    /// One or two.
    pub signatures: Vec<Signature>,
    pub notes: Vec<String>,
}

/// A paragraph or what stands below one.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    Line {
        runs: Vec<Run>,
        look: LookOf,
        beside: Vec<Run>,
    },
    List(Vec<String>),
    /// The table of papers.
    Papers(Vec<ReceiptComponent>),
    /// The table of the control sheet, line by line.
    Legs(Vec<[Cell; 4]>),
}

/// A stretch of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub strong: bool,
    pub text: String,
}

/// A cell: lines of text, and two places to sign below them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    pub lines: Vec<String>,
    pub signs: Option<[Signature; 2]>,
}

/// Fills the layout. What is required and empty is said by name.
pub fn content(slip: &Slip, template: Template) -> Result<Content, FormError> {
    let (words, dossier) = (&template.common.words, &slip.dossier);
    let number = match (template.layout.numbered, dossier.number.is_empty()) {
        (false, _) => String::new(),
        (true, true) => words.number.replace("{number}", &words.pending),
        (true, false) => words.number.replace("{number}", &dossier.number),
    };
    let codes = [(&words.code, &dossier.code), (&words.lookup, &dossier.lookup)];
    let codes = codes.into_iter().filter(|(_, value)| !value.is_empty());
    let has_code = !dossier.code.is_empty();
    let again = words.reprint.replace("{n}", &dossier.reprint.to_string());
    let title = &template.edition.title;
    Ok(Content {
        agency: dossier.agency.clone(),
        number,
        dated: place_and_date(dossier),
        codes: codes
            .map(|(label, value)| (label.clone(), value.clone()))
            .collect(),
        again: if dossier.reprint > 0 { again } else { String::new() },
        qr: has_code.then(|| qr::content(dossier, template.qr, title)),
        parts: parts(slip, template)?,
        copies: phrases(slip, &template.layout.copies),
        signatures: signatures(slip, template),
        notes: phrases(slip, &template.layout.notes),
    })
}

fn phrases(slip: &Slip, phrases: &[Phrase]) -> Vec<String> {
    let filled = phrases.iter().filter_map(|phrase| fill(slip, phrase).ok());
    filled
        .map(|runs| runs.into_iter().map(|run| run.text).collect())
        .collect()
}

fn signatures(slip: &Slip, template: Template) -> Vec<Signature> {
    let signs = template.layout.signs.iter().map(|sign| {
        let name = phrases(slip, std::slice::from_ref(&sign.name));
        Signature {
            title: sign.title.clone(),
            under: sign.under.clone(),
            name: name.concat(),
        }
    });
    signs.collect()
}

fn parts(slip: &Slip, template: Template) -> Result<Vec<Part>, FormError> {
    let set = &template.edition.form_set;
    let mut parts = Vec::new();
    for block in &template.layout.blocks {
        if block.only.as_ref().is_none_or(|only| only == set) {
            parts.extend(filled(slip, block, template.layout.legs.as_ref())?);
        }
    }
    Ok(parts)
}

/// The paragraph with its list; nothing where neither is there and neither has to be.
fn filled(slip: &Slip, block: &Block, legs: Option<&LegTable>) -> Result<Vec<Part>, FormError> {
    let list = block.list.map(|list| list_of(slip, list, legs));
    let no_list = matches!(list, Some(None));
    let runs = match fill(slip, &block.text) {
        Ok(runs) if !no_list => runs,
        failed => {
            let why = failed
                .err()
                .map_or(FormError::NoItems, |fact| FormError::Empty { fact });
            let otherwise = block.otherwise.as_ref().map(|phrase| fill(slip, phrase));
            return match otherwise {
                Some(Ok(runs)) => Ok(vec![line(block.look, runs, Vec::new())]),
                Some(Err(_)) | None if block.required => Err(why),
                Some(Err(_)) | None => Ok(Vec::new()),
            };
        }
    };
    let beside = block.beside.as_ref().and_then(|phrase| fill(slip, phrase).ok());
    let mut parts = Vec::new();
    if !runs.is_empty() {
        parts.push(line(block.look, runs, beside.unwrap_or_default()));
    }
    parts.extend(list.flatten());
    Ok(parts)
}

fn line(look: LookOf, runs: Vec<Run>, beside: Vec<Run>) -> Part {
    Part::Line { runs, look, beside }
}

/// The phrase with its facts, or the one that is empty. It begins with a capital letter.
fn fill(slip: &Slip, phrase: &Phrase) -> Result<Vec<Run>, crate::domain::slip::SlipFact> {
    let mut runs = Vec::new();
    for piece in &phrase.0 {
        let run = match piece {
            Piece::Words(words) => Run {
                strong: false,
                text: words.clone(),
            },
            Piece::Fact(fact) => Run {
                strong: true,
                text: value(slip, *fact),
            },
        };
        if let (true, Piece::Fact(fact)) = (run.text.is_empty(), piece) {
            return Err(*fact);
        }
        runs.push(run);
    }
    if let Some(first) = runs.first_mut() {
        let mut letters = first.text.chars();
        let capital = letters.next().map(|letter| letter.to_uppercase().to_string());
        first.text = format!("{}{}", capital.unwrap_or_default(), letters.as_str());
    }
    Ok(runs)
}

/// The list, if there is anything in it.
fn list_of(slip: &Slip, list: ListOf, legs: Option<&LegTable>) -> Option<Part> {
    match (list, legs) {
        (ListOf::Items, _) => (!slip.items.is_empty()).then(|| Part::List(slip.items.clone())),
        (ListOf::Papers, _) => {
            let papers = &slip.dossier.components;
            (!papers.is_empty()).then(|| Part::Papers(papers.clone()))
        }
        (ListOf::Legs, Some(table)) if !slip.legs.is_empty() => {
            let blank = Leg::default();
            let spare = table.least.saturating_sub(slip.legs.len());
            let lines = slip.legs.iter().chain(std::iter::repeat_n(&blank, spare));
            Some(Part::Legs(lines.map(|leg| leg_cells(leg, table)).collect()))
        }
        (ListOf::Legs, _) => None,
    }
}

fn leg_cells(leg: &Leg, table: &LegTable) -> [Cell; 4] {
    let given = leg.given_at.map(text::short_time);
    let given = given.as_ref().unwrap_or(&table.blank);
    let said = |words: &str| Cell {
        lines: vec![words.to_owned()],
        signs: None,
    };
    let sign = |title: &str, name: &str| Signature {
        title: title.to_owned(),
        under: String::new(),
        name: name.to_owned(),
    };
    [
        said(&leg.unit),
        Cell {
            lines: vec![
                table.given.replace("{time}", given),
                table.taken.replace("{time}", &table.blank),
            ],
            signs: Some([sign(&table.giver, &leg.giver), sign(&table.taker, &leg.taker)]),
        },
        said(leg.result.map(text::in_time).unwrap_or_default()),
        Cell::default(),
    ]
}
