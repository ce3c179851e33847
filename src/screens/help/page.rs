//! The lines of a help page, made from what the layer below says about itself. Knows no screen.

use super::text::{self, FieldHelp};
use crate::app::chrome::{Context as Row2, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::keymap::Keymap;
use crate::domain::text::field;

/// A key and what it does.
pub(super) type KeyWord = (String, String);

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum HelpLine {
    Blank,
    Heading(String),
    Text(String),
    /// A label and what it says.
    Fact(&'static str, String),
    /// Two keys beside each other.
    Keys(KeyWord, Option<KeyWord>),
}

use HelpLine::{Blank, Fact, Heading, Keys, Text};

/// The place of the owner's form among the five steps.
const HOLDER_STEP: usize = 2;

/// First what is under the cursor, then this screen's keys, then the common ones, then the other fields.
pub(super) fn lines(below: &ScreenChrome, keys: &Keymap) -> Vec<HelpLine> {
    let mut lines = Vec::new();
    let under_cursor = below
        .about
        .and_then(|name| text::FIELDS.iter().find(|it| it.name == name));
    if let Some(help) = under_cursor {
        lines.extend(about_field(help));
    } else {
        lines.extend(about_screen(below));
    }
    lines.extend(keys_here(below, keys));
    lines.extend(not_now(below));
    lines.extend(keys_everywhere(keys));
    if step(below) == Some(HOLDER_STEP) {
        lines.push(Heading(text::FIELDS_HERE.to_owned()));
        lines.push(Blank);
        lines.extend(text::FIELDS.iter().flat_map(about_field));
    }
    lines
}

fn step(below: &ScreenChrome) -> Option<usize> {
    match &below.context {
        Row2::Steps { current, .. } => Some(*current),
        Row2::Facts { .. } => None,
    }
}

fn about_screen(below: &ScreenChrome) -> Vec<HelpLine> {
    let title = below.path.first().map_or("", String::as_str);
    let known = text::SCREENS.iter().find(|(path, _)| *path == title);
    let words = step(below)
        .and_then(|at| text::STEPS.get(at).copied())
        .or(known.map(|(_, words)| *words));
    let Some(words) = words else { return vec![] };
    let heading = Heading(below.path.last().map_or_else(String::new, |it| it.to_uppercase()));
    let mut lines = vec![heading];
    lines.extend(words.iter().map(|line| Text((*line).to_owned())));
    lines.push(Blank);
    lines
}

fn about_field(help: &FieldHelp) -> Vec<HelpLine> {
    let mut lines = vec![Heading(field(help.name).to_uppercase())];
    lines.extend(help.meaning.iter().map(|line| Text((*line).to_owned())));
    lines.push(Fact(text::EXAMPLE, help.example.to_owned()));
    lines.push(Fact(text::BASIS, help.basis.to_owned()));
    lines.push(Fact(text::WITHOUT, help.without.to_owned()));
    lines.push(Blank);
    lines
}

fn keys_here(below: &ScreenChrome, keys: &Keymap) -> Vec<HelpLine> {
    let offers = below.offers.iter().chain(&below.ends);
    let possible = offers.filter(|offer| offer.enabled());
    section(
        text::KEYS_HERE,
        possible.filter_map(|offer| key_word(offer, keys)).collect(),
    )
}

fn key_word(offer: &Offer, keys: &Keymap) -> Option<KeyWord> {
    let key = match &offer.keys {
        Some(shown) => shown.to_string(),
        None => keys.key(offer.command)?.label(),
    };
    Some((key, offer.word().to_owned()))
}

/// Commands that cannot be used now, each with its reason.
fn not_now(below: &ScreenChrome) -> Vec<HelpLine> {
    let barred = below.offers.iter().filter(|offer| !offer.enabled());
    let lines: Vec<HelpLine> = barred
        .map(|offer| {
            let why = offer.why_not.as_deref().unwrap_or_default();
            Text(format!("{}: {why}", offer.word()))
        })
        .collect();
    if lines.is_empty() {
        return lines;
    }
    let heading = [Heading(text::NOT_NOW.to_owned())];
    heading.into_iter().chain(lines).chain([Blank]).collect()
}

fn keys_everywhere(keys: &Keymap) -> Vec<HelpLine> {
    let words = Command::ALL.iter().filter_map(|command| {
        let key = keys.key(*command)?;
        Some((key.label(), command.row().label.to_owned()))
    });
    section(text::KEYS_EVERYWHERE, words.collect())
}

fn section(heading: &str, words: Vec<KeyWord>) -> Vec<HelpLine> {
    if words.is_empty() {
        return vec![];
    }
    let mut lines = vec![Heading(heading.to_owned())];
    let mut words = words.into_iter();
    while let Some(left) = words.next() {
        lines.push(Keys(left, words.next()));
    }
    lines.push(Blank);
    lines
}
