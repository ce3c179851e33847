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
    // In a province many addresses and procedures hold a common name: they are looked at where no name fits.
    let mut filter = Filter {
        text: text.to_owned(),
        in_names: true,
        ..Filter::default()
    };
    let page = Page {
        size: limit.max(KNOWS_HOLDERS),
        at: PageAt::Start,
    };
    let mut dossiers = list::rows_only(asking, &filter, page)?;
    if dossiers.is_empty() {
        filter.in_names = false;
        dossiers = list::rows_only(asking, &filter, page)?;
    }
    let few = limit.min(9);
    let holders = match Sought::of(text) {
        Some(_) => person::among(&dossiers, few),
        None => Vec::new(),
    };
    dossiers.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(SearchRows {
        dossiers,
        holders,
        papers: kho::by_code(asking, text, few)?,
    })
}

/// The newest so many matching dossiers name nine different holders, or there are hardly any.
const KNOWS_HOLDERS: u32 = 200;

/// Tests have few dossiers, and must come to the end of each stretch.
const STRETCHES: [u32; 2] = if cfg!(test) { [3, 17] } else { [512, 8192] };

/// How a text is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sought {
    /// Words of names, addresses and procedures, as an FTS5 question.
    Words(String),
    /// A code (also of a result), number or phone by its beginning, a code or phone also by its end; in whichever case.
    Number(String),
}

/// Dossiers that follow each other in the list: the bounds of their keys, and whether they are the last there are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    pub(super) is_all: bool,
    pub(super) listed: (i64, i64),
    pub(super) n: (i64, i64),
}

impl Sought {
    /// `None` = every dossier.
    pub(super) fn of(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.chars().any(|letter| letter.is_ascii_digit()) {
            let compact = text.chars().filter(|letter| !letter.is_whitespace());
            return Some(Self::Number(compact.collect::<String>().to_uppercase()));
        }
        match_words(text).map(Self::Words)
    }

    /// The same words, in the names of holders and bearers.
    pub(super) fn in_names(self) -> Self {
        match self {
            Self::Words(words) => Self::Words(format!("{{holder bearer}} : ({words})")),
            Self::Number(number) => Self::Number(number),
        }
    }

    /// How many dossiers at a time are looked through before all are. Words have an index that can be asked about a
    /// stretch of dossiers; for a number each row of the stretch is read.
    pub(super) fn windows(&self) -> &'static [u32] {
        match self {
            Self::Words(_) => &STRETCHES,
            Self::Number(_) => &STRETCHES[..1],
        }
    }

    /// The condition on `dossier d` with its values, by indexes over all dossiers.
    pub(super) fn anywhere(&self) -> (String, Vec<Value>) {
        match self {
            Self::Words(words) => {
                let sql = "d.n IN (SELECT rowid FROM dossier_search WHERE dossier_search MATCH ?)";
                (sql.to_owned(), vec![Value::Text(words.clone())])
            }
            Self::Number(number) => by_indexes(number),
        }
    }

    /// The same condition for the dossiers of a window.
    pub(super) fn within(&self, window: &Window) -> (String, Vec<Value>) {
        let (matches, mut values) = match self {
            Self::Words(words) => {
                let sql = "d.n IN (SELECT rowid FROM dossier_search
                    WHERE dossier_search MATCH ? AND rowid >= ? AND rowid <= ?)";
                let bounds = [window.n.0, window.n.1].map(Value::Integer);
                (sql, [vec![Value::Text(words.clone())], bounds.to_vec()].concat())
            }
            Self::Number(number) => by_reading(number),
        };
        values.extend([window.listed.0, window.listed.1].map(Value::Integer));
        (format!("{matches} AND d.listed_at BETWEEN ? AND ?"), values)
    }

    /// How many dossiers match.
    pub(super) fn count(&self, asking: &Asking<'_>) -> Result<u32, Refusal> {
        let (sql, values) = match self {
            // Each dossier has one row of words: theirs need not be read to be counted.
            Self::Words(words) => (
                "SELECT count(*) FROM dossier_search WHERE dossier_search MATCH ?".to_owned(),
                vec![Value::Text(words.clone())],
            ),
            Self::Number(number) => {
                let (sql, values) = by_indexes(number);
                (format!("SELECT count(*) FROM dossier d WHERE {sql}"), values)
            }
        };
        let mut statement = asking.conn.prepare_cached(&sql)?;
        Ok(statement.query_row(rusqlite::params_from_iter(values), |row| row.get(0))?)
    }
}

fn by_indexes(number: &str) -> (String, Vec<Value>) {
    let (tail_from, tail_to) = tail_range(number);
    let sql = "d.n IN (SELECT n FROM dossier WHERE code >= ? AND code < ?
        UNION SELECT n FROM dossier WHERE holder_no >= ? AND holder_no < ?
        UNION SELECT n FROM dossier WHERE phone >= ? AND phone < ?
        UNION SELECT w.n FROM online o JOIN dossier w ON w.id = o.dossier_id
            WHERE o.portal_code >= ? AND o.portal_code < ?
        UNION SELECT w.n FROM outcome u JOIN dossier w ON w.id = u.dossier_id
            WHERE u.paper_code >= ? COLLATE NOCASE AND u.paper_code < ? COLLATE NOCASE
        UNION SELECT n FROM dossier_tail WHERE tail >= ? AND tail < ?)";
    let range = [number.to_owned(), after(number)];
    let values = range.iter().cycle().take(10).cloned().chain([tail_from, tail_to]);
    (sql.to_owned(), values.map(Value::Text).collect())
}

fn by_reading(number: &str) -> (&'static str, Vec<Value>) {
    let sql =
        "(d.code >= ? AND d.code < ? OR d.holder_no >= ? AND d.holder_no < ? OR d.phone >= ? AND d.phone < ?
        OR d.id IN (SELECT dossier_id FROM online WHERE portal_code >= ? AND portal_code < ?)
        OR d.id IN (SELECT dossier_id FROM outcome
            WHERE paper_code >= ? COLLATE NOCASE AND paper_code < ? COLLATE NOCASE)
        OR substr(d.code, -length(?)) = ? OR substr(d.phone, -length(?)) = ?)";
    let range = [number.to_owned(), after(number)];
    let ends = std::iter::repeat_n(number.to_owned(), 4);
    let values = range.iter().cycle().take(10).cloned().chain(ends);
    (sql, values.map(Value::Text).collect())
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
        let words = Sought::Words("\"dinh\"* \"thi\"*".into());
        assert_eq!(Sought::of("Đinh thị"), Some(words));
        assert_eq!(Sought::of("00 06"), Some(Sought::Number("0006".into())));
        assert_eq!(Sought::of("  "), None);
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
