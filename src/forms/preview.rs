//! The receipt as plain lines for the screen, before it is printed. Same words and order as on paper, no layout.

use unicode_width::UnicodeWidthStr;

use super::set::{LineSpec, Template};
use crate::domain::receipt::{Fact, Line, Receipt, line, place_and_date};
use crate::domain::viet::printed;

/// Columns of the narrowest screen.
pub const COLUMNS: usize = 80;

/// The receipt in lines of at most 80 columns. Never refuses: what is not known yet is said to come.
pub fn render_text(receipt: &Receipt, template: &Template) -> Vec<String> {
    let mut out: Vec<String> = head(receipt, template);
    for (spec, line, mark) in template.marked_lines(receipt) {
        out.extend(body(receipt, spec, &line, &mark));
    }
    out.push(String::new());
    let words = &template.words;
    out.extend(two_columns(&words.bearer_signs, &words.officer_signs));
    out.extend(two_columns(&words.sign_here, &words.sign_here));
    out.extend(two_columns(receipt.signer(), &receipt.officer));
    out
}

fn head(receipt: &Receipt, template: &Template) -> Vec<String> {
    let words = &template.words;
    let mut out = Vec::new();
    if receipt.practice {
        out.extend(centred(&words.practice));
    }
    let mut agency: Vec<String> = receipt.agency.iter().map(|line| line.to_uppercase()).collect();
    if let (Some(last), Some(own)) = (agency.last_mut(), &words.own) {
        last.clone_from(own);
    }
    out.extend(beside(&agency, &[words.nation.clone(), words.motto.clone()]));
    let number = if receipt.number.is_empty() {
        &words.pending
    } else {
        &receipt.number
    };
    out.extend(two_columns(
        &words.number.replace("{number}", number),
        &place_and_date(receipt),
    ));
    out.push(String::new());
    out.extend(centred(&template.heading.join(" ")));
    for fact in [Fact::Code, Fact::Lookup] {
        let line = line(receipt, fact);
        let value = if line.value.is_empty() {
            &words.pending
        } else {
            &line.value
        };
        out.extend(centred(&format!("{}: {value}", line.label)));
    }
    if receipt.reprint > 0 {
        out.extend(centred(
            &words.reprint.replace("{n}", &receipt.reprint.to_string()),
        ));
    }
    out.push(String::new());
    out
}

/// Lines at the left and the right of each other.
pub(super) fn beside(left: &[String], right: &[String]) -> Vec<String> {
    let at = |lines: &[String], index: usize| lines.get(index).cloned().unwrap_or_default();
    (0..left.len().max(right.len()))
        .flat_map(|index| two_columns(&at(left, index), &at(right, index)))
        .collect()
}

fn body(receipt: &Receipt, spec: &LineSpec, line: &Line, mark: &str) -> Vec<String> {
    let mut out = wrapped(&format!("{mark}{}: {}", spec.label, line.value), COLUMNS, 0);
    if let Some(other) = &spec.beside {
        let value = self::line(receipt, other.fact).value;
        if !value.is_empty() {
            out.extend(wrapped(&format!("{}: {value}", other.label), COLUMNS, 0));
        }
    }
    for (number, item) in (1_u32..).zip(&line.items) {
        out.extend(wrapped(&format!("   {number}) {item}"), COLUMNS, 6));
    }
    out
}

pub(super) fn centred(text: &str) -> Vec<String> {
    wrapped(text, COLUMNS, 0)
        .iter()
        .map(|line| in_the_middle(line, COLUMNS))
        .collect()
}

/// Blanks before the line so that it stands in the middle of `columns`.
fn in_the_middle(line: &str, columns: usize) -> String {
    format!("{}{line}", " ".repeat((columns - line.width().min(columns)) / 2))
}

pub(super) fn two_columns(left: &str, right: &str) -> Vec<String> {
    const HALF: usize = COLUMNS / 2;
    let (left, right) = (wrapped(left, HALF - 1, 0), wrapped(right, HALF - 1, 0));
    let at = |lines: &[String], index: usize| {
        lines
            .get(index)
            .map_or_else(String::new, |it| in_the_middle(it, HALF))
    };
    (0..left.len().max(right.len()))
        .map(|index| {
            let (left, right) = (at(&left, index), at(&right, index));
            let line = format!("{left}{}{right}", " ".repeat(HALF - left.width().min(HALF)));
            line.trim_end().to_owned()
        })
        .collect()
}

/// Breaks at spaces to `columns`; lines after the first begin with `hang` blanks; longer words are cut.
pub fn wrapped(text: &str, columns: usize, hang: usize) -> Vec<String> {
    let lead: String = text.chars().take_while(|c| *c == ' ').collect();
    let mut lines = Vec::new();
    let mut line = lead;
    let mut fresh = true;
    for word in printed(text)
        .split(' ')
        .flat_map(|word| pieces(word, columns - hang))
    {
        if !fresh && line.width() + 1 + word.width() > columns || line.width() + word.width() > columns {
            lines.push(std::mem::replace(&mut line, " ".repeat(hang)));
            fresh = true;
        }
        if !fresh {
            line.push(' ');
        }
        line.push_str(&word);
        fresh = false;
    }
    lines.push(line);
    lines
}

/// A word in pieces no wider than `columns`.
fn pieces(word: &str, columns: usize) -> Vec<String> {
    let mut out = vec![String::new()];
    for character in word.chars() {
        let mut letter = [0; 4];
        let letter = character.encode_utf8(&mut letter);
        match out.last_mut() {
            Some(last) if last.width() + letter.width() <= columns => last.push_str(letter),
            Some(_) | None => out.push(letter.to_owned()),
        }
    }
    out
}
