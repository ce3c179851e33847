//! The lines of a help page, made from what the layer below says about itself. Knows no screen.

use super::fields::{self, FieldHelp};
use super::{layers, text};
use crate::app::chrome::ScreenChrome;
use crate::app::command::{Command, EVERYWHERE, Offer};
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

/// The layer whose fields have help of their own.
const OWNERS_FORM: &str = "holder";

/// What help speaks about.
pub(super) struct Below<'a> {
    /// The layer's stable name.
    pub(super) name: &'static str,
    /// What it says about itself.
    pub(super) chrome: &'a ScreenChrome,
    /// Somebody is logged in: the curtain can fall.
    pub(super) at_work: bool,
}

/// First what is under the cursor, then this screen's keys, then the common ones, then the other fields.
pub(super) fn lines(below: &Below<'_>, keys: &Keymap) -> Vec<HelpLine> {
    let chrome = below.chrome;
    let mut lines = match chrome.about.and_then(fields::about) {
        Some(help) => about_field(help),
        None => about_layer(below),
    };
    lines.extend(keys_here(chrome, keys));
    lines.extend(not_now(chrome));
    lines.extend(keys_everywhere(below, keys));
    if below.name == OWNERS_FORM {
        lines.push(Heading(text::FIELDS_HERE.to_owned()));
        lines.push(Blank);
        lines.extend(fields::text::FIELDS.iter().flat_map(about_field));
    }
    lines
}

fn about_layer(below: &Below<'_>) -> Vec<HelpLine> {
    let words = layers::words(below.name);
    if words.is_empty() {
        return vec![];
    }
    let heading = below
        .chrome
        .path
        .last()
        .map_or_else(String::new, |it| it.to_uppercase());
    let mut lines = vec![Heading(heading)];
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

/// What the layer itself does with keys; what is the same on every layer stands apart.
fn keys_here(below: &ScreenChrome, keys: &Keymap) -> Vec<HelpLine> {
    let offers = below.offers.iter().chain(&below.ends);
    let own = offers.filter(|offer| offer.enabled() && !is_common(offer));
    section(
        text::KEYS_HERE,
        own.filter_map(|offer| key_word(offer, keys)).collect(),
    )
}

/// Under the table's word: the layer adds nothing of its own to it.
fn is_common(offer: &Offer) -> bool {
    EVERYWHERE.contains(&offer.command) && offer.label.is_none()
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

/// The commands of every layer, but not those this one gives another meaning.
fn keys_everywhere(below: &Below<'_>, keys: &Keymap) -> Vec<HelpLine> {
    let offers = || below.chrome.offers.iter().chain(&below.chrome.ends);
    let renamed = |command| offers().any(|offer| offer.command == command && !is_common(offer));
    let common = EVERYWHERE.into_iter().filter(|command| {
        let works = below.at_work || !matches!(command, Command::Curtain | Command::Palette);
        works && !renamed(*command)
    });
    let words = common.filter_map(|command| key_word(&Offer::new(command), keys));
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
