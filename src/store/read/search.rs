//! Home's one search field, and the text filter of the list: codes, numbers, phones, their last digits, and names
//! with or without diacritics.

use rusqlite::types::Value;

use crate::domain::query::{Filter, Page, PageAt};
use crate::domain::refusal::Refusal;
use crate::domain::rows::SearchRows;
use crate::domain::viet::fold;
use crate::store::read::{Asking, kho, list, person};

/// Everything that matches `text`.
pub(super) fn rows(asking: &Asking<'_>, text: &str, limit: u32) -> Result<SearchRows, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(SearchRows::default());
    }
    let filter = Filter {
        text: text.to_owned(),
        ..Filter::default()
    };
    let page = list::rows_only(
        asking,
        &filter,
        Page {
            size: limit,
            at: PageAt::Start,
        },
    )?;
    Ok(SearchRows {
        dossiers: page,
        holders: person::matching(asking, text, limit.min(9))?,
        papers: kho::by_code(asking, text, limit.min(9))?,
    })
}

/// The condition on `dossier d` for a text, with its values; `None` = every dossier.
pub(super) fn condition(text: &str) -> Option<(String, Vec<Value>)> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    if text.chars().any(|letter| letter.is_ascii_digit()) {
        return Some(numbers(text));
    }
    let words = match_words(text)?;
    let sql = "d.n IN (SELECT rowid FROM dossier_search WHERE dossier_search MATCH ?)";
    Some((sql.to_owned(), vec![Value::Text(words)]))
}

/// Codes, numbers and phones by their beginning; codes and phones also by their end.
fn numbers(text: &str) -> (String, Vec<Value>) {
    let compact: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let (tail_from, tail_to) = tail_range(&compact);
    let after = after(&compact);
    let sql = "d.n IN (SELECT n FROM dossier WHERE code >= ? AND code < ?
        UNION SELECT n FROM dossier WHERE holder_no >= ? AND holder_no < ?
        UNION SELECT n FROM dossier WHERE phone >= ? AND phone < ?
        UNION SELECT n FROM dossier_tail WHERE tail >= ? AND tail < ?)";
    let range = [compact, after];
    let values = range.iter().cycle().take(6).cloned().chain([tail_from, tail_to]);
    (sql.to_owned(), values.map(Value::Text).collect())
}

/// The range of `dossier_tail.tail` whose text ends with `end`.
pub(super) fn tail_range(end: &str) -> (String, String) {
    let reversed: String = end.chars().rev().collect();
    let after = after(&reversed);
    (reversed, after)
}

/// The range of texts that begin with `start`.
pub(super) fn prefix_range(start: &str) -> (String, String) {
    (start.to_owned(), after(start))
}

/// The first text after all that begin with `prefix`.
fn after(prefix: &str) -> String {
    format!("{prefix}\u{10ffff}")
}

/// Words as an FTS5 question: each a prefix, all must occur. `None` when nothing is left after folding.
fn match_words(text: &str) -> Option<String> {
    let folded = fold(text);
    let words: Vec<String> = folded
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| format!("\"{word}\"*"))
        .collect();
    if words.is_empty() {
        None
    } else {
        Some(words.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_prefixes_and_numbers_become_ranges() {
        let (sql, values) = condition("Đinh thị").unwrap();
        assert!(sql.contains("MATCH"));
        assert_eq!(values, [Value::Text("\"dinh\"* \"thi\"*".into())]);
        assert_eq!(condition("0006").unwrap().1.len(), 8);
        assert_eq!(condition("  "), None);
        assert_eq!(tail_range("0006").0, "6000");
    }

    #[test]
    fn quotes_and_signs_never_reach_the_question() {
        assert_eq!(
            match_words("a\"b OR -c").as_deref(),
            Some("\"a\"* \"b\"* \"or\"* \"c\"*")
        );
        assert_eq!(match_words("***"), None);
    }
}
