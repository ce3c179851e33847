//! Home's one search field, and the text filter of the list: codes, numbers, phones, their last digits, and names
//! with or without diacritics.

use rusqlite::types::Value;

use crate::domain::phone;
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

/// How a text is looked for: without a digit by its words, with digits only as a number, with both either way
/// («Công ty 72» is a name, «000.99.15.H08-230214-0001» a code). At least one of the two is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sought {
    /// A code (also of a result), number or phone by its beginning, a code or phone also by its end; in whichever case.
    /// A phone is there a second time as it is stored, when it was typed with dots, dashes or +84.
    numbers: Vec<String>,
    /// Words of names, addresses and procedures, as an FTS5 question.
    words: Option<String>,
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
        let numbers = if text.chars().any(|letter| letter.is_ascii_digit()) {
            as_numbers(text)
        } else {
            Vec::new()
        };
        let is_read = numbers.is_empty() || text.chars().any(char::is_alphabetic);
        let words = is_read.then(|| match_words(text)).flatten();
        (!numbers.is_empty() || words.is_some()).then_some(Self { numbers, words })
    }

    /// A day's codes as officers call them, without the unit's part: `260921`, `260921-00`.
    pub(super) fn begins_short_code(&self) -> bool {
        let Some((day, rest)) = self
            .numbers
            .first()
            .map(|typed| typed.split_once('-').unwrap_or((typed, "")))
        else {
            return false;
        };
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        matches!(day.len(), 6 | 8) && digits(day) && digits(rest) && rest.len() <= 6
    }

    /// The same behind the own unit's part, where whole codes begin so.
    pub(super) fn behind(mut self, unit: &str) -> Self {
        let whole = self.numbers.first().map(|short| format!("{unit}-{short}"));
        self.numbers.extend(whole);
        self
    }

    /// An FTS5 question alone.
    pub(super) fn by_words(question: String) -> Self {
        Self {
            numbers: Vec::new(),
            words: Some(question),
        }
    }

    /// Both; `Err` gives it back where numbers are looked for too, which no FTS5 question can hold.
    pub(super) fn and_words(self, question: &str) -> Result<Self, Self> {
        match self.words {
            Some(words) if self.numbers.is_empty() => {
                Ok(Self::by_words(format!("({words}) AND ({question})")))
            }
            _ => Err(self),
        }
    }

    /// The same words, in the names of holders and bearers.
    pub(super) fn in_names(self) -> Self {
        Self {
            words: self.words.map(|words| format!("{{holder bearer}} : ({words})")),
            ..self
        }
    }

    /// How many dossiers at a time are looked through before all are. Words have an index that can be asked about a
    /// stretch of dossiers; for a number each row of the stretch is read.
    pub(super) fn windows(&self) -> &'static [u32] {
        if self.numbers.is_empty() {
            &STRETCHES
        } else {
            &STRETCHES[..1]
        }
    }

    /// The condition on `dossier d` with its values, by indexes over all dossiers.
    pub(super) fn anywhere(&self) -> (String, Vec<Value>) {
        let words = self.words.iter().map(|words| {
            let sql = "SELECT rowid FROM dossier_search WHERE dossier_search MATCH ?";
            (sql, vec![Value::Text(words.clone())])
        });
        let numbers = self.numbers.iter().map(|number| by_indexes(number));
        let (asked, values): (Vec<_>, Vec<_>) = words.chain(numbers).unzip();
        (format!("d.n IN ({})", asked.join(" UNION ")), values.concat())
    }

    /// The same condition for the dossiers of a window.
    pub(super) fn within(&self, window: &Window) -> (String, Vec<Value>) {
        let words = self.words.iter().map(|words| {
            let sql = "d.n IN (SELECT rowid FROM dossier_search
                WHERE dossier_search MATCH ? AND rowid >= ? AND rowid <= ?)";
            let bounds = [window.n.0, window.n.1].map(Value::Integer);
            (sql, [vec![Value::Text(words.clone())], bounds.to_vec()].concat())
        });
        let numbers = self.numbers.iter().map(|number| by_reading(number));
        let (asked, values): (Vec<_>, Vec<_>) = words.chain(numbers).unzip();
        let listed = [window.listed.0, window.listed.1].map(Value::Integer);
        (
            format!("({}) AND d.listed_at BETWEEN ? AND ?", asked.join(" OR ")),
            [values.concat(), listed.to_vec()].concat(),
        )
    }

    /// How many dossiers match.
    pub(super) fn count(&self, asking: &Asking<'_>) -> Result<u32, Refusal> {
        let (sql, values) = match (&self.words, self.numbers.is_empty()) {
            // Each dossier has one row of words: theirs need not be read to be counted.
            (Some(words), true) => (
                "SELECT count(*) FROM dossier_search WHERE dossier_search MATCH ?".to_owned(),
                vec![Value::Text(words.clone())],
            ),
            _ => {
                let (sql, values) = self.anywhere();
                (format!("SELECT count(*) FROM dossier d WHERE {sql}"), values)
            }
        };
        let mut statement = asking.conn.prepare_cached(&sql)?;
        Ok(statement.query_row(rusqlite::params_from_iter(values), |row| row.get(0))?)
    }
}

/// The text without its blanks; and, if it can be (the beginning or end of) a phone, the digits that are stored for it.
fn as_numbers(text: &str) -> Vec<String> {
    let compact: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let compact = compact.to_uppercase();
    let stored = phone::begun(text).filter(|digits| *digits != compact);
    std::iter::once(compact).chain(stored).collect()
}

fn by_indexes(number: &str) -> (&'static str, Vec<Value>) {
    let (tail_from, tail_to) = tail_range(number);
    let sql = "SELECT n FROM dossier WHERE code >= ? AND code < ?
        UNION SELECT n FROM dossier WHERE holder_no >= ? AND holder_no < ?
        UNION SELECT n FROM dossier WHERE phone >= ? AND phone < ?
        UNION SELECT w.n FROM online o JOIN dossier w ON w.id = o.dossier_id
            WHERE o.portal_code >= ? AND o.portal_code < ?
        UNION SELECT w.n FROM outcome u JOIN dossier w ON w.id = u.dossier_id
            WHERE u.paper_code >= ? COLLATE NOCASE AND u.paper_code < ? COLLATE NOCASE
        UNION SELECT n FROM dossier_tail WHERE tail >= ? AND tail < ?";
    let range = [number.to_owned(), after(number)];
    let values = range.iter().cycle().take(10).cloned().chain([tail_from, tail_to]);
    (sql, values.map(Value::Text).collect())
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

/// Words in these columns of the search table as an FTS5 question; `None` when there are no words.
pub(super) fn words_in(columns: &str, text: &str) -> Option<String> {
    match_words(text).map(|words| format!("{{{columns}}} : ({words})"))
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

    fn sought(numbers: &[&str], words: Option<&str>) -> Sought {
        Sought {
            numbers: numbers.iter().map(|number| (*number).to_owned()).collect(),
            words: words.map(str::to_owned),
        }
    }

    #[test]
    fn names_become_prefixes_and_numbers_become_ranges() {
        assert_eq!(
            Sought::of("Đinh thị"),
            Some(sought(&[], Some("\"dinh\"* \"thi\"*")))
        );
        assert_eq!(Sought::of("00 06"), Some(sought(&["0006"], None)));
        assert_eq!(Sought::of("  "), None);
        assert_eq!(tail_range("0006").0, "6000");
    }

    #[test]
    fn a_name_with_a_digit_is_looked_for_as_words_too() {
        let words = "\"truong\"* \"so\"* \"2\"*";
        assert_eq!(
            Sought::of("Trường số 2"),
            Some(sought(&["TRƯỜNGSỐ2"], Some(words)))
        );
        let words = "\"htx\"* \"19\"* \"5\"*";
        assert_eq!(Sought::of("htx 19/5"), Some(sought(&["HTX19/5"], Some(words))));
    }

    #[test]
    fn a_phone_is_looked_for_as_it_is_stored() {
        for typed in [
            "0905.123.456",
            "0905-123-456",
            "(0905) 123 456",
            "+84 905 123 456",
        ] {
            let numbers = Sought::of(typed).map(|sought| sought.numbers).unwrap_or_default();
            assert!(numbers.contains(&"0905123456".to_owned()), "{typed}: {numbers:?}");
        }
        assert_eq!(Sought::of("0905.12"), Some(sought(&["0905.12", "090512"], None)));
        assert_eq!(
            Sought::of("4101234562-001"),
            Some(sought(&["4101234562-001", "4101234562001"], None))
        );
    }

    #[test]
    fn a_days_codes_are_looked_for_behind_the_units_part_too() {
        for (typed, is_short) in [
            ("260921", true),
            ("260921-", true),
            ("20260921-00", true),
            ("0006", false),
            ("052090001234", false),
            ("000.99.15.H08-260921", false),
        ] {
            assert_eq!(
                Sought::of(typed).unwrap().begins_short_code(),
                is_short,
                "{typed}"
            );
        }
        let behind = Sought::of("260921-").unwrap().behind("000.99.15.H08");
        assert!(behind.numbers.contains(&"000.99.15.H08-260921-".to_owned()));
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
