//! Form sets and their layout files: which form is in force on which day, and how it is drawn.
//!
//! The layouts are data in `assets/forms`, read once. A field nobody knows is refused with its name.

use std::sync::OnceLock;

use chrono::NaiveDate;
use serde::Deserialize;
use toml::{Table, Value};

use super::FormError;
use crate::domain::receipt::{Fact, Line, Receipt, line};

/// A layout file.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// The name a form is asked for by: `receipt`, or `receipt-…` for another layout of it.
    pub template: String,
    /// `TT01-2018` or `TT03-2025`.
    pub form_set: String,
    /// The form's name in lists.
    pub title: String,
    /// The lines of the printed title.
    pub heading: Vec<String>,
    /// First and last day (reception date) the form is for; open where absent.
    #[serde(default)]
    pub from_on: Option<NaiveDate>,
    #[serde(default)]
    pub to_on: Option<NaiveDate>,
    /// The act that prescribes the form.
    pub source: String,
    /// An office has compared the layout with the original. `false` is shown in lists, never on paper.
    pub compared: bool,
    /// What stands below the title of each copy (liên); further copies repeat the last.
    pub copy_marks: Vec<String>,
    pub paper: Paper,
    #[serde(rename = "type")]
    pub sizes: Sizes,
    pub switches: Switches,
    pub words: Words,
    pub table: PaperTable,
    #[serde(rename = "line")]
    pub lines: Vec<LineSpec>,
    pub notes: Notes,
}

/// The sheet and its margins.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    pub name: String,
    pub width_mm: f32,
    pub height_mm: f32,
    pub top_mm: f32,
    pub bottom_mm: f32,
    pub left_mm: f32,
    pub right_mm: f32,
}

/// Sizes in points; `leading` is a multiple of the size.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sizes {
    pub nation: f32,
    pub motto: f32,
    pub agency: f32,
    pub title: f32,
    pub body: f32,
    pub note: f32,
    pub leading: f32,
    /// Space between paragraphs.
    pub paragraph: f32,
    /// Room for a signature.
    pub sign_gap: f32,
}

/// What an office may turn on and off; the presets of the printing menu differ in these.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one switch of the printing menu"
)]
pub struct Switches {
    /// Numbers before the lines that have one.
    pub numbering: bool,
    /// The papers as a table with their kind and count instead of a list.
    pub component_table: bool,
    pub fee_block: bool,
    pub qr: bool,
    /// The desk may write another submitter before printing.
    pub editable_submitter: bool,
    /// The liên line below the title.
    pub copy_marks: bool,
    pub notes: NotePlace,
}

/// Where the notes stand: before or after the signatures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotePlace {
    Before,
    After,
    Nowhere,
}

/// The fixed words; `{…}` is filled in.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub nation: String,
    pub motto: String,
    pub number: String,
    pub bearer_signs: String,
    pub officer_signs: String,
    pub sign_here: String,
    pub reprint: String,
    pub practice: String,
    pub page: String,
    pub continued: String,
    pub lookup: String,
    /// In place of a code that is not given yet, in previews.
    pub pending: String,
    /// In place of the last line of the office's head, where the form is another body's.
    #[serde(default)]
    pub own: Option<String>,
}

/// The table of papers: four heads and the share of the width each column takes.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperTable {
    pub heads: [String; 4],
    pub percent: [f32; 4],
}

/// One line of the form.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineSpec {
    pub fact: Fact,
    pub label: String,
    #[serde(default)]
    pub numbered: bool,
    /// The value stands out.
    #[serde(default)]
    pub strong: bool,
    /// Without a value the form is not made.
    #[serde(default)]
    pub required: bool,
    /// Stands on the same line, to the right.
    #[serde(default)]
    pub beside: Option<BesideSpec>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BesideSpec {
    pub fact: Fact,
    pub label: String,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notes {
    pub title: String,
    pub lines: Vec<String>,
}

/// The name of the receipt's template.
pub const RECEIPT: &str = "receipt";

macro_rules! shipped {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../assets/forms/", $name)))),*]
    };
}

/// The layouts of receipts: those the two circulars prescribe, and the menu of công văn 223/VPUBND-KSTT in its order.
const FILES: &[(&str, &str)] = shipped![
    "receipt-tt01-2018.toml",
    "receipt-tt03-2025.toml",
    "receipt-tt01.toml",
    "receipt-362-fees-qr.toml",
    "receipt-submitter.toml",
    "receipt-fees.toml",
    "receipt-362.toml",
    "receipt-centre-2020.toml",
];

/// Every layout that ships with the program.
pub fn templates() -> Result<&'static [Template], FormError> {
    static READ: OnceLock<Vec<Template>> = OnceLock::new();
    if let Some(read) = READ.get() {
        return Ok(read);
    }
    let read = FILES
        .iter()
        .map(|&(file, text)| parse(file, text))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(READ.get_or_init(|| read))
}

/// Reads one layout. `base` names another file of which it changes only what it says itself.
pub fn parse(file: &'static str, text: &str) -> Result<Template, FormError> {
    let refused = |reason: String| FormError::Layout { file, reason };
    let mut own: Table = toml::from_str(text).map_err(|error| refused(error.message().to_owned()))?;
    let whole = match own.remove("base") {
        None => own,
        Some(base) => {
            let named = FILES.iter().find(|(name, _)| Some(*name) == base.as_str());
            let (_, text) = named.ok_or_else(|| refused(format!("no base {base}")))?;
            let base: Table = toml::from_str(text).map_err(|error| refused(error.message().to_owned()))?;
            changed(base, own)
        }
    };
    Template::deserialize(whole).map_err(|error| refused(error.message().to_owned()))
}

/// Tables of both are joined, everything else is the later one's.
fn changed(mut base: Table, own: Table) -> Table {
    for (key, value) in own {
        let value = match (base.remove(&key), value) {
            (Some(Value::Table(base)), Value::Table(own)) => Value::Table(changed(base, own)),
            (_, value) => value,
        };
        base.insert(key, value);
    }
    base
}

/// The layouts in force for dossiers received on `on`; all without a day.
pub fn list(on: Option<NaiveDate>) -> Result<Vec<&'static Template>, FormError> {
    let all = templates()?.iter();
    Ok(all
        .filter(|template| on.is_none_or(|on| template.is_in_force(on)))
        .collect())
}

/// The layout of `template` from `form_set`, or, when that is empty, from the set in force on the reception date.
pub fn find(
    template: &str,
    form_set: &str,
    received_on: NaiveDate,
) -> Result<Option<&'static Template>, FormError> {
    Ok(templates()?.iter().find(|it| {
        it.template == template
            && if form_set.is_empty() {
                it.is_in_force(received_on)
            } else {
                it.form_set == form_set
            }
    }))
}

impl Template {
    /// The line of a fact as this layout has it; `None` = nothing stands there.
    pub(super) fn line(&self, receipt: &Receipt, fact: Fact) -> Option<Line> {
        let mut line = line(receipt, fact);
        if fact == Fact::Bearer && self.switches.editable_submitter && line.is_empty() {
            receipt.signer().clone_into(&mut line.value);
        }
        let hidden = fact == Fact::Fees && !self.switches.fee_block;
        (!hidden && !line.is_empty()).then_some(line)
    }

    /// The lines that have a value, each with the number it bears or nothing.
    pub(super) fn marked_lines(&self, receipt: &Receipt) -> Vec<(&LineSpec, Line, String)> {
        let mut number = 0_u32;
        let mut marked = Vec::new();
        for spec in &self.lines {
            let Some(line) = self.line(receipt, spec.fact) else {
                continue;
            };
            let numbered = spec.numbered && self.switches.numbering;
            number += u32::from(numbered);
            let mark = if numbered {
                format!("{number}. ")
            } else {
                String::new()
            };
            marked.push((spec, line, mark));
        }
        marked
    }

    /// Which copy this is, and the how manieth reprint.
    pub(super) fn marks(&self, copy: u32, reprint: u32) -> String {
        let copy = usize::try_from(copy).unwrap_or(usize::MAX);
        let mark = self.copy_marks.get(copy).or(self.copy_marks.last());
        let mark = mark.filter(|_| self.switches.copy_marks);
        let again = if reprint > 0 {
            self.words.reprint.replace("{n}", &reprint.to_string())
        } else {
            String::new()
        };
        format!("{} {again}", mark.map_or("", String::as_str))
    }

    /// The lines of the letterhead as this layout prints them.
    pub(super) fn agency(&self, receipt: &Receipt) -> Vec<String> {
        let mut agency = receipt.agency.clone();
        if let Some(own) = &self.words.own {
            agency.pop();
            agency.push(own.clone());
        }
        agency
    }

    /// The notes for the citizen, and where he may look his dossier up.
    pub(super) fn note_lines(&self, receipt: &Receipt) -> Vec<String> {
        let mut lines = self.notes.lines.clone();
        if !receipt.lookup_url.is_empty() {
            lines.push(self.words.lookup.replace("{url}", &receipt.lookup_url));
        }
        lines
    }

    /// The code and the lines the layout calls required: what is empty is named, and no form is made.
    pub(super) fn check_required(&self, receipt: &Receipt) -> Result<(), FormError> {
        let required = self.lines.iter().filter(|spec| spec.required);
        let missing = std::iter::once(Fact::Code)
            .chain(required.map(|spec| spec.fact))
            .find(|&fact| line(receipt, fact).is_empty());
        missing.map_or(Ok(()), |fact| Err(FormError::Missing { fact }))
    }

    /// Is the form for dossiers received on this day?
    pub fn is_in_force(&self, on: NaiveDate) -> bool {
        self.from_on.is_none_or(|from| from <= on) && self.to_on.is_none_or(|to| on <= to)
    }
}
