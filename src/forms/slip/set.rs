//! Layout files of slips: one file a slip, with an edition for each form set, and one file for what all share.
//!
//! Read once, and all at the start of the program: a field, a fact or a list nobody knows is refused with its name.

use std::sync::OnceLock;

use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::domain::slip::{SlipFact, SlipKind};
use crate::forms::FormError;
use crate::forms::qr::QrProfile;
use crate::forms::set::{Paper, PaperTable, Sizes};

/// A layout file.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// The slip, by [`SlipKind::name`].
    pub template: String,
    pub paper: Format,
    /// The line `Số: …` in the head.
    pub numbered: bool,
    #[serde(rename = "edition")]
    pub editions: Vec<Edition>,
    #[serde(rename = "block")]
    pub blocks: Vec<Block>,
    /// One signs at the right, two at the left and the right.
    #[serde(rename = "sign", default)]
    pub signs: Vec<Sign>,
    /// Nơi nhận, at the left of a single signature.
    #[serde(default)]
    pub copies: Vec<Phrase>,
    /// Below the signatures, in small italics.
    #[serde(default)]
    pub notes: Vec<Phrase>,
    /// Heads of the list `papers`.
    #[serde(default)]
    pub papers: Option<PaperTable>,
    /// Heads and words of the list `legs`.
    #[serde(default)]
    pub legs: Option<LegTable>,
}

/// A5 as the circulars prescribe, or A4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Format {
    A5,
    A4,
}

/// The slip as one form set has it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// `TT01-2018`, `TT03-2025`, or `CHUNG` where no act prescribes a form.
    pub form_set: String,
    /// First and last day (reception date) the form is for; open where absent.
    #[serde(default)]
    pub from_on: Option<NaiveDate>,
    #[serde(default)]
    pub to_on: Option<NaiveDate>,
    /// The form's name in lists.
    pub title: String,
    /// The lines of the printed title.
    pub heading: Vec<String>,
    /// The act that prescribes the form, or that none does.
    pub source: String,
    /// An office has compared the layout with the original. `false` is shown in lists, never on paper.
    pub compared: bool,
}

/// A paragraph, with a list below it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    #[serde(default)]
    pub text: Phrase,
    /// Stands on the same line, to the right.
    #[serde(default)]
    pub beside: Option<Phrase>,
    /// Stands there when a fact of `text` is empty, or the list is.
    #[serde(default)]
    pub otherwise: Option<Phrase>,
    #[serde(default)]
    pub list: Option<ListOf>,
    #[serde(default)]
    pub look: LookOf,
    /// Without its facts, or its list, the form is not made. Otherwise the block is left out.
    #[serde(default)]
    pub required: bool,
    /// Only in this form set.
    #[serde(default)]
    pub only: Option<String>,
}

/// What stands below a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListOf {
    /// What is asked for, or was given back.
    Items,
    /// A table of the papers handed over.
    Papers,
    /// The table of the control sheet.
    Legs,
}

/// How a paragraph looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LookOf {
    #[default]
    Plain,
    /// Its facts in bold.
    Facts,
    /// All of it in bold.
    Bold,
    /// In the middle of the line, its facts in bold.
    Centred,
    /// In the middle of the line, in italics.
    Aside,
}

/// Who signs.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sign {
    pub title: String,
    pub under: String,
    /// The name below; left for writing where it is empty.
    pub name: Phrase,
}

/// The table of the control sheet.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegTable {
    pub heads: [String; 4],
    pub percent: [f32; 4],
    /// `1. Giao: {time}`.
    pub given: String,
    pub taken: String,
    /// In place of a time that is written by hand.
    pub blank: String,
    pub giver: String,
    pub taker: String,
    /// At least so many lines; what the history does not fill is for writing by hand.
    pub least: usize,
}

/// Words with facts among them: `Tiếp nhận hồ sơ của: {holder}`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(try_from = "String")]
pub struct Phrase(pub Vec<Piece>);

/// A stretch of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Words(String),
    Fact(SlipFact),
}

impl TryFrom<String> for Phrase {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut rest = text.as_str();
        while let Some((words, after)) = rest.split_once('{') {
            let (name, after) = after
                .split_once('}')
                .ok_or_else(|| format!("no }} after {{{after}"))?;
            let fact = SlipFact::named(name).ok_or_else(|| format!("unknown field {{{name}}}"))?;
            pieces.extend((!words.is_empty()).then(|| Piece::Words(words.to_owned())));
            pieces.push(Piece::Fact(fact));
            rest = after;
        }
        pieces.extend((!rest.is_empty()).then(|| Piece::Words(rest.to_owned())));
        Ok(Self(pieces))
    }
}

/// What all slips share.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Common {
    pub words: Words,
    pub a5: Sheet,
    pub a4: Sheet,
}

/// Paper and sizes of a format.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    pub paper: Paper,
    #[serde(rename = "type")]
    pub sizes: Sizes,
}

/// The fixed words; `{…}` is filled in.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub nation: String,
    pub motto: String,
    pub number: String,
    pub code: String,
    pub lookup: String,
    pub copies: String,
    pub reprint: String,
    pub practice: String,
    pub page: String,
    pub continued: String,
    /// In place of a number that is not given yet, in previews.
    pub pending: String,
}

/// A slip in one of its editions.
#[derive(Debug, Clone, Copy)]
pub struct Template {
    pub common: &'static Common,
    pub layout: &'static Layout,
    pub edition: &'static Edition,
    /// What its QR code may say: the private profile, unless the office chose otherwise.
    pub qr: QrProfile,
}

impl Template {
    pub fn sheet(&self) -> &'static Sheet {
        match self.layout.paper {
            Format::A5 => &self.common.a5,
            Format::A4 => &self.common.a4,
        }
    }
}

impl Edition {
    /// Is the form for dossiers received on this day?
    pub fn is_in_force(&self, on: NaiveDate) -> bool {
        self.from_on.is_none_or(|from| from <= on) && self.to_on.is_none_or(|to| on <= to)
    }
}

macro_rules! shipped {
    ($name:literal) => {
        ($name, include_str!(concat!("../../../assets/forms/", $name)))
    };
}

const COMMON: (&str, &str) = shipped!("slips.toml");
/// One file a slip, in the order of [`SlipKind::ALL`].
const FILES: [(&str, &str); SlipKind::ALL.len()] = [
    shipped!("supplement.toml"),
    shipped!("refusal.toml"),
    shipped!("apology.toml"),
    shipped!("stop.toml"),
    shipped!("withdrawal.toml"),
    shipped!("handover.toml"),
    shipped!("control.toml"),
];

type Shipped = (Common, Vec<Layout>);

fn shipped() -> Result<&'static Shipped, FormError> {
    static READ: OnceLock<Shipped> = OnceLock::new();
    if let Some(read) = READ.get() {
        return Ok(read);
    }
    let common = read(COMMON.0, COMMON.1)?;
    let layouts = FILES.iter().map(|&(file, text)| parse(file, text));
    let read = (common, layouts.collect::<Result<_, _>>()?);
    Ok(READ.get_or_init(|| read))
}

fn read<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, FormError> {
    toml::from_str(text).map_err(|error| refused(file, error.message()))
}

fn refused(file: &'static str, reason: &str) -> FormError {
    FormError::Layout {
        file,
        reason: reason.to_owned(),
    }
}

/// Reads one layout.
pub fn parse(file: &'static str, text: &str) -> Result<Layout, FormError> {
    let layout: Layout = read(file, text)?;
    if SlipKind::named(&layout.template).is_none() {
        return Err(refused(file, &format!("unknown template {}", layout.template)));
    }
    for list in layout.blocks.iter().filter_map(|block| block.list) {
        let heads = match list {
            ListOf::Items => true,
            ListOf::Papers => layout.papers.is_some(),
            ListOf::Legs => layout.legs.is_some(),
        };
        if !heads {
            return Err(refused(file, &format!("no heads for the list {list:?}")));
        }
    }
    Ok(layout)
}

/// Every slip in every edition.
pub fn templates() -> Result<Vec<Template>, FormError> {
    let (common, layouts) = shipped()?;
    let each = layouts.iter().flat_map(|layout| {
        layout.editions.iter().map(move |edition| Template {
            common,
            layout,
            edition,
            qr: QrProfile::Private,
        })
    });
    Ok(each.collect())
}

/// The edition of the set the office has chosen, or (empty, or where that set has none) the one in force on the day.
pub fn find(kind: SlipKind, form_set: &str, on: NaiveDate) -> Result<Template, FormError> {
    let all = templates()?
        .into_iter()
        .filter(|it| it.layout.template == kind.name());
    let all: Vec<Template> = all.collect();
    let chosen = all.iter().find(|it| it.edition.form_set == form_set);
    let found = chosen.or_else(|| all.iter().find(|it| it.edition.is_in_force(on)));
    found
        .copied()
        .ok_or_else(|| refused(kind.name(), "no edition is in force on this day"))
}
