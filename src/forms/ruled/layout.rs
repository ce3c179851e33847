//! Layout files of long tables. A field nobody knows is refused with its name.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::forms::FormError;
use crate::forms::flow::Align;

/// A layout file.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// The name the table is asked for by.
    pub template: String,
    /// The act it comes from in short: `TT03-2025`, or `motcua` for our own.
    pub form_set: String,
    /// Its name in lists, and the title in the file's properties.
    pub title: String,
    /// The lines of the printed title.
    pub heading: Vec<String>,
    /// The act that prescribes the form.
    pub source: String,
    /// An office has compared the layout with the original. `false` is shown in lists, never on paper.
    pub compared: bool,
    /// A4 lying on its long side.
    pub landscape: bool,
    /// All four margins.
    pub margin_mm: f32,
    /// Size of the text in points; the heading is larger, the table's cells follow `cell_size`.
    pub size: f32,
    /// Size of the table's text in points.
    pub cell_size: f32,
    #[serde(rename = "column")]
    pub columns: Vec<Column>,
    /// Titles of those who sign.
    #[serde(default)]
    pub sign: Vec<String>,
}

/// The fixed words; `{…}` is filled in.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub nation: String,
    pub motto: String,
    pub page: String,
    pub practice: String,
    pub sign_here: String,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Its heading.
    pub title: String,
    /// Headings above it, the topmost first; neighbours with the same ones share their cell.
    #[serde(default)]
    pub above: Vec<String>,
    /// What stands in the row below the headings; empty everywhere = no such row.
    #[serde(default)]
    pub under: String,
    /// Share of the table's width; what all columns say together is the whole.
    pub share: f32,
    #[serde(default)]
    pub align: Side,
}

/// How a column's cells are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    #[default]
    Left,
    Middle,
    Right,
}

impl Side {
    pub(super) fn align(self) -> Align {
        match self {
            Self::Left => Align::Left,
            Self::Middle => Align::Center,
            Self::Right => Align::Right,
        }
    }
}

macro_rules! shipped {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../../assets/forms/", $name)))),*]
    };
}

pub(super) const FILES: &[(&str, &str)] = shipped![
    "register.toml",
    "takings.toml",
    "signatures.toml",
    "why-due.toml",
    "tally.toml",
    "tally-cell.toml",
    "punctual.toml",
    "index766.toml",
    "rehearsal.toml",
    "trend.toml",
    "expiring.toml",
    "idle.toml",
];

/// The words every table has.
pub(super) fn words() -> Result<&'static Words, FormError> {
    static READ: OnceLock<Words> = OnceLock::new();
    if let Some(read) = READ.get() {
        return Ok(read);
    }
    let text = include_str!("../../../assets/forms/table-words.toml");
    let read = toml::from_str(text).map_err(|error: toml::de::Error| FormError::Layout {
        file: "table-words.toml",
        reason: error.message().to_owned(),
    })?;
    Ok(READ.get_or_init(|| read))
}

/// Every layout that ships with the program.
pub fn layouts() -> Result<&'static [Layout], FormError> {
    static READ: OnceLock<Vec<Layout>> = OnceLock::new();
    if let Some(read) = READ.get() {
        return Ok(read);
    }
    let read = FILES
        .iter()
        .map(|&(file, text)| parse(file, text))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(READ.get_or_init(|| read))
}

/// The layout of this name.
pub fn named(template: &str) -> Result<&'static Layout, FormError> {
    let found = layouts()?.iter().find(|layout| layout.template == template);
    found.ok_or_else(|| FormError::Layout {
        file: "assets/forms",
        reason: format!("no table {template}"),
    })
}

/// Reads one layout; `file` names it in what is said of it.
pub fn parse(file: &'static str, text: &str) -> Result<Layout, FormError> {
    let refused = |reason: String| FormError::Layout { file, reason };
    let layout: Layout = toml::from_str(text).map_err(|error| refused(error.message().to_owned()))?;
    let whole: f32 = layout.columns.iter().map(|column| column.share).sum();
    if layout.columns.iter().any(|column| column.share <= 0.0) || !whole.is_finite() {
        return Err(refused("a column takes no room".to_owned()));
    }
    if layout.columns.is_empty() {
        return Err(refused("no columns".to_owned()));
    }
    Ok(layout)
}
