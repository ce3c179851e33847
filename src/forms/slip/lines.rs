//! A slip as plain lines for the screen, before it is printed: the same words and order as on paper, no layout.

use super::content::{Cell, Content, Part, Run, content};
use super::set::{LookOf, Template};
use crate::domain::receipt::ReceiptComponent;
use crate::domain::slip::Slip;
use crate::forms::FormError;
use crate::forms::parts::Signature;
use crate::forms::preview::{COLUMNS, beside, centred, two_columns, wrapped};

/// The slip in lines of at most 80 columns.
pub fn render_text(slip: &Slip, template: Template) -> Result<Vec<String>, FormError> {
    let content = content(slip, template)?;
    let mut out = head(&content, template);
    if slip.dossier.practice {
        out.splice(0..0, centred(&template.common.words.practice));
    }
    for part in &content.parts {
        out.extend(said(part));
    }
    out.push(String::new());
    out.extend(foot(&content, template));
    for note in &content.notes {
        out.extend(wrapped(note, COLUMNS, 0));
    }
    Ok(out)
}

fn head(content: &Content, template: Template) -> Vec<String> {
    let words = &template.common.words;
    let agency: Vec<String> = content.agency.iter().map(|line| line.to_uppercase()).collect();
    let mut out = beside(&agency, &[words.nation.clone(), words.motto.clone()]);
    out.extend(two_columns(&content.number, &content.dated));
    out.push(String::new());
    for line in &template.edition.heading {
        out.extend(centred(line));
    }
    for (label, code) in &content.codes {
        out.extend(centred(&format!("{label}: {code}")));
    }
    if !content.again.is_empty() {
        out.extend(centred(&content.again));
    }
    out.push(String::new());
    out
}

fn said(part: &Part) -> Vec<String> {
    match part {
        Part::Line { runs, look, beside } => {
            let text = joined(runs);
            let in_the_middle = matches!(look, LookOf::Centred | LookOf::Aside);
            let mut out = if in_the_middle {
                centred(&text)
            } else {
                wrapped(&text, COLUMNS, 0)
            };
            if !beside.is_empty() {
                out.extend(wrapped(&joined(beside), COLUMNS, 0));
            }
            out
        }
        Part::List(items) => numbered(items.iter().cloned()),
        Part::Papers(papers) => numbered(papers.iter().map(ReceiptComponent::words)),
        Part::Legs(lines) => lines.iter().flat_map(leg).collect(),
    }
}

fn joined(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

fn numbered(items: impl Iterator<Item = String>) -> Vec<String> {
    (1_u32..)
        .zip(items)
        .flat_map(|(number, item)| wrapped(&format!("   {number}) {item}"), COLUMNS, 6))
        .collect()
}

/// A line of the control sheet: who has it, then what stands in its other cells.
fn leg(cells: &[Cell; 4]) -> Vec<String> {
    let [unit, times, result, _] = cells;
    let mut out = vec![String::new()];
    let state = [unit, result].map(|cell| cell.lines.concat());
    let state: Vec<String> = state.into_iter().filter(|text| !text.is_empty()).collect();
    if !state.is_empty() {
        out.extend(wrapped(&state.join(" · "), COLUMNS, 2));
    }
    out.extend(times.lines.iter().map(|line| format!("   {line}")));
    if let Some([giver, taker]) = &times.signs {
        out.extend(two_columns(&giver.title, &taker.title));
        out.extend(two_columns(&giver.name, &taker.name));
    }
    out
}

fn foot(content: &Content, template: Template) -> Vec<String> {
    let lines = |sign: &Signature| vec![sign.title.clone(), sign.under.clone(), sign.name.clone()];
    match content.signatures.as_slice() {
        [first, second, ..] => beside(&lines(first), &lines(second)),
        [only] => {
            let mut copies = content.copies.clone();
            if !copies.is_empty() {
                copies.insert(0, template.common.words.copies.clone());
            }
            beside(&copies, &lines(only))
        }
        [] => Vec::new(),
    }
}
