//! Paragraphs broken into rows: words measured by their advances, lines justified, letters never cut off.
//!
//! A word wider than the line is broken between characters; nothing is drawn outside the paragraph's width.

use super::FormError;
use super::fonts::{Face, Fonts, is_mark};
use super::layout::{Area, Ink, Row};
use crate::domain::viet::printed;

/// A stretch of text in one face; spans of a paragraph are parted by a space.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    pub face: Face,
    pub text: String,
}

/// A span in one face.
pub fn span(face: Face, text: impl Into<String>) -> Span {
    Span {
        face,
        text: text.into(),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Center,
    Right,
    Justify,
}

/// Where a paragraph stands and how it is set, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Setting {
    pub left: f32,
    pub width: f32,
    pub size: f32,
    /// Line distance as a multiple of the size.
    pub leading: f32,
    pub align: Align,
}

/// A paragraph of so many lines is not parted by a page break.
const KEPT_LINES: usize = 4;

#[derive(Clone)]
struct Word {
    face: Face,
    text: String,
    width: f32,
}

/// One set line: its words, and whether the paragraph ends with it.
struct Line {
    words: Vec<Word>,
    last: bool,
}

/// Sets a paragraph: one row a line, none for a text that is empty once cleaned.
pub fn paragraph(fonts: &Fonts, setting: Setting, spans: &[Span]) -> Result<Vec<Row>, FormError> {
    let mut words = Vec::new();
    for span in spans {
        let text = printed(&span.text);
        fonts.check(span.face, &text)?;
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            break_word(fonts, setting, span.face, word, &mut words);
        }
    }
    let width = if setting.align == Align::Center {
        balanced(fonts, setting, &words)
    } else {
        setting.width
    };
    let broken = lines(fonts, Setting { width, ..setting }, words);
    let keep = broken.len() <= KEPT_LINES;
    let rows = broken.into_iter().map(|line| Row {
        keep: keep && !line.last,
        ..set_line(fonts, setting, line)
    });
    Ok(rows.collect())
}

/// The narrowest width that needs no more lines: centred lines then share their words evenly.
fn balanced(fonts: &Fonts, setting: Setting, words: &[Word]) -> f32 {
    let count = |width: f32| lines(fonts, Setting { width, ..setting }, words.to_vec()).len();
    let full = count(setting.width);
    let (mut short, mut wide) = (0.0, setting.width);
    for _ in 0..if full > 1 { 8 } else { 0 } {
        let middle = f32::midpoint(short, wide);
        if count(middle) > full {
            short = middle;
        } else {
            wide = middle;
        }
    }
    wide
}

/// Adds a word, in pieces when it is wider than the line.
fn break_word(fonts: &Fonts, setting: Setting, face: Face, word: &str, out: &mut Vec<Word>) {
    let mut piece = String::new();
    let mut width = 0.0;
    for character in word.chars() {
        let advance = fonts.width(face, setting.size, character.encode_utf8(&mut [0; 4]));
        if width + advance > setting.width && !piece.is_empty() && !is_mark(character) {
            let rest = after_hyphen(&mut piece);
            out.push(Word {
                face,
                width: fonts.width(face, setting.size, &piece),
                text: std::mem::replace(&mut piece, rest),
            });
            width = fonts.width(face, setting.size, &piece);
        }
        piece.push(character);
        width += advance;
    }
    out.push(Word {
        face,
        text: piece,
        width,
    });
}

/// Takes away what stands behind the last hyphen: a dossier's code is parted there rather than within a number.
fn after_hyphen(piece: &mut String) -> String {
    match piece.rfind('-') {
        Some(at) => piece.split_off(at + 1),
        None => String::new(),
    }
}

fn lines(fonts: &Fonts, setting: Setting, words: Vec<Word>) -> Vec<Line> {
    let blank = blank(fonts, setting.size);
    let mut lines: Vec<Line> = Vec::new();
    let mut line: Vec<Word> = Vec::new();
    let mut width = 0.0;
    for word in words {
        if !line.is_empty() && width + blank + word.width > setting.width {
            lines.push(Line {
                words: std::mem::take(&mut line),
                last: false,
            });
        }
        width = if line.is_empty() {
            word.width
        } else {
            width + blank + word.width
        };
        line.push(word);
    }
    if !line.is_empty() {
        lines.push(Line {
            words: line,
            last: true,
        });
    }
    lines
}

/// All faces share the width of a blank.
fn blank(fonts: &Fonts, size: f32) -> f32 {
    fonts.width(Face::Regular, size, " ")
}

fn set_line(fonts: &Fonts, setting: Setting, line: Line) -> Row {
    let blank = blank(fonts, setting.size);
    let gaps = f32::from(u16::try_from(line.words.len().saturating_sub(1)).unwrap_or(u16::MAX));
    let used: f32 = line.words.iter().map(|word| word.width).sum::<f32>() + gaps * blank;
    let free = (setting.width - used).max(0.0);
    let (indent, spread) = match setting.align {
        Align::Left => (0.0, 0.0),
        Align::Center => (free / 2.0, 0.0),
        Align::Right => (free, 0.0),
        // A line of few words is better ragged than torn apart.
        Align::Justify if line.last || gaps < 1.0 || free / gaps > setting.size * 0.6 => (0.0, 0.0),
        Align::Justify => (0.0, free / gaps),
    };
    let mut ink = Vec::new();
    let mut left = setting.left + indent;
    for (face, text, width) in runs(line.words, blank + spread) {
        ink.extend(inked(
            fonts,
            setting.size,
            &Run {
                face,
                text,
                spread,
                left,
                width,
            },
        ));
        left += width + blank + spread;
    }
    let height = fonts.ascent(Face::Regular, setting.size) + fonts.descent(Face::Regular, setting.size);
    let advance = setting.size * setting.leading;
    Row {
        advance,
        needs: advance.max(height),
        ink,
        ..Row::default()
    }
}

/// Neighbouring words of one face as one run with its width.
fn runs(words: Vec<Word>, blank: f32) -> Vec<(Face, String, f32)> {
    let mut runs: Vec<(Face, String, f32)> = Vec::new();
    for word in words {
        match runs.last_mut() {
            Some((face, text, width)) if *face == word.face => {
                text.push(' ');
                text.push_str(&word.text);
                *width += blank + word.width;
            }
            _ => runs.push((word.face, word.text, word.width)),
        }
    }
    runs
}

struct Run {
    face: Face,
    text: String,
    spread: f32,
    left: f32,
    width: f32,
}

/// The run as ink: its letters, and each mark without a composed letter set over the letter it belongs to.
fn inked(fonts: &Fonts, size: f32, run: &Run) -> Vec<(Area, Ink)> {
    let height = fonts.ascent(run.face, size) + fonts.descent(run.face, size);
    let letters: String = run.text.chars().filter(|&c| !is_mark(c)).collect();
    let text = |text: String, spread| Ink::Text {
        face: run.face,
        size,
        text,
        spread,
    };
    let area = Area {
        left: run.left,
        top: 0.0,
        width: run.width,
        height,
    };
    let mut ink = vec![(area, text(letters, run.spread))];
    let mut pen = run.left;
    let mut base = None;
    for character in run.text.chars() {
        if is_mark(character) {
            let Some((left, raise)) = mark_place(fonts, (run.face, size), &mut base, character) else {
                continue;
            };
            ink.push((
                Area {
                    left,
                    top: -raise,
                    width: 0.0,
                    height,
                },
                text(character.to_string(), 0.0),
            ));
            continue;
        }
        base = fonts
            .ink_box(run.face, size, character)
            .map(|[l, b, r, t]| [pen + l, b, pen + r, t]);
        pen += fonts.width(run.face, size, character.encode_utf8(&mut [0; 4]));
        pen += if character == ' ' { run.spread } else { 0.0 };
    }
    ink
}

/// Where the origin of a mark goes and how far it is raised, so that it stands centred over (or under) its letter.
fn mark_place(
    fonts: &Fonts,
    font: (Face, f32),
    base: &mut Option<[f32; 4]>,
    mark: char,
) -> Option<(f32, f32)> {
    let (face, size) = font;
    let [left, bottom, right, top] = fonts.ink_box(face, size, mark)?;
    let stands_on = base.as_mut()?;
    let origin = (stands_on[0] + stands_on[2] - left - right) / 2.0;
    let raise = if bottom > 0.0 {
        (stands_on[3] + size * 0.05 - bottom).max(0.0)
    } else {
        0.0
    };
    stands_on[3] = stands_on[3].max(top + raise);
    Some((origin, raise))
}
