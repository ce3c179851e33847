//! A date being typed: strokes put in by themselves, short forms understood on leaving. Reads no clock: today comes in.

use super::Reaction;
use super::line::Line;
use crate::app::key::{Key, KeyCode};
use chrono::{Datelike, NaiveDate};

/// Which dates a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateKind {
    /// A whole day.
    Day,
    /// A date of birth: `1958` and `10/1958` are known of many people and taken.
    Birth,
}

/// What a date field says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Written {
    /// `05/12/2023`.
    Day(NaiveDate),
    /// `10/1958` (births only).
    Month {
        /// 1850–2199.
        year: i32,
        /// 1–12.
        month: u32,
    },
    /// `1958` (births only).
    Year(i32),
}

impl std::fmt::Display for Written {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Day(day) => write!(out, "{}", day.format("%d/%m/%Y")),
            Self::Month { year, month } => write!(out, "{month:02}/{year}"),
            Self::Year(year) => write!(out, "{year}"),
        }
    }
}

/// The text is no date (E17): what was typed stays in the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotADate;

/// What short forms are reckoned from.
#[derive(Clone, Copy)]
pub struct Today<'a> {
    /// The office's day.
    pub date: NaiveDate,
    /// The day so many working days after another; `None` beyond the known calendar.
    pub working_day: &'a dyn Fn(NaiveDate, u32) -> Option<NaiveDate>,
}

/// A date field.
///
/// On leaving, `5` becomes the 5th of this month, `0512` 05/12 of this year, `+3` three working days on, `.` today.
///
/// ```
/// use chrono::NaiveDate;
/// use motcua::app::input::date::{DateField, DateKind, Today};
/// use motcua::app::key::parse_keys;
/// let mut field = DateField::new(DateKind::Day);
/// for key in parse_keys("0512").unwrap() {
///     field.key(key);
/// }
/// assert_eq!(field.line().text(), "05/12");
/// let today = Today { date: NaiveDate::from_ymd_opt(2023, 2, 14).unwrap(), working_day: &|_, _| None };
/// let date = field.settle(today).unwrap().unwrap();
/// assert_eq!(date.to_string(), "05/12/2023");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateField {
    line: Line,
    kind: DateKind,
}

const WIDTH: usize = "dd/mm/yyyy".len();
const YEARS: std::ops::RangeInclusive<i32> = 1850..=2199;

impl DateField {
    /// Columns a date field needs.
    pub const WIDTH: u16 = 10;

    /// Empty.
    pub fn new(kind: DateKind) -> Self {
        Self {
            line: Line::plain(WIDTH),
            kind,
        }
    }

    /// The same field holding a date.
    #[must_use]
    pub fn with(mut self, date: Written) -> Self {
        self.line.set(&date.to_string());
        self
    }

    /// Puts text in as it is, to be settled later (a draft read back).
    pub fn set_text(&mut self, text: &str) {
        self.line.clear();
        self.paste(text);
    }

    /// The text as typed so far.
    pub fn line(&self) -> &Line {
        &self.line
    }

    /// Nothing typed?
    pub fn is_empty(&self) -> bool {
        self.line.is_empty()
    }

    /// Digits, strokes, `.` (today) and `+` (working days); strokes of a whole date come by themselves at the end.
    pub fn key(&mut self, key: Key) -> Reaction {
        match (key.typed(), key.code) {
            (Some(c), _) => self.typed(c),
            (None, KeyCode::Backspace) => self.backspace(key),
            (None, _) => self.line.key(key),
        }
    }

    /// Takes the digits and strokes of pasted text; `-` and `.` between digits are strokes.
    pub fn paste(&mut self, text: &str) -> Reaction {
        let text = text.trim();
        let between = text.len() > 1;
        let strokes: String = text
            .chars()
            .map(|c| if between && matches!(c, '-' | '.') { '/' } else { c })
            .collect();
        let all: Vec<Reaction> = strokes.chars().map(|c| self.typed(c)).collect();
        let refused = all.contains(&Reaction::Refused);
        if refused {
            Reaction::Refused
        } else {
            Reaction::Changed
        }
    }

    fn typed(&mut self, c: char) -> Reaction {
        let text = self.line.text();
        let at_end = self.line.cursor() == self.line.length();
        let allowed = match c {
            '.' | '+' => text.is_empty(),
            '/' => text.ends_with(|c: char| c.is_ascii_digit()) && text.matches('/').count() < 2,
            _ => c.is_ascii_digit() && text != ".",
        };
        if !allowed {
            return Reaction::Refused;
        }
        if at_end && c.is_ascii_digit() && self.wants_stroke() {
            self.line.key(Key::char('/'));
        }
        self.line.key(Key::char(c))
    }

    /// Day and month have two digits; a birth may begin with a year, so there strokes are put in on leaving.
    fn wants_stroke(&self) -> bool {
        let text = self.line.text();
        let part = text.rsplit('/').next().unwrap_or_default();
        let whole = self.kind == DateKind::Day && !text.starts_with('+');
        whole && part.len() == 2 && text.matches('/').count() < 2
    }

    fn backspace(&mut self, key: Key) -> Reaction {
        let at_end = self.line.cursor() == self.line.length();
        let reaction = self.line.key(key);
        if at_end && self.kind == DateKind::Day && self.line.text().ends_with('/') {
            self.line.key(key);
        }
        reaction
    }

    /// On leaving: reads the text and writes it in full. `Ok(None)` = empty. Whether the date makes sense is not asked.
    pub fn settle(&mut self, today: Today<'_>) -> Result<Option<Written>, NotADate> {
        let text = self.line.text().trim().trim_end_matches('/').to_owned();
        if text.is_empty() {
            self.line.clear();
            return Ok(None);
        }
        let written = read(&text, self.kind, today).ok_or(NotADate)?;
        self.line.set(&written.to_string());
        Ok(Some(written))
    }
}

fn read(text: &str, kind: DateKind, today: Today<'_>) -> Option<Written> {
    if text == "." {
        return Some(Written::Day(today.date));
    }
    if let Some(ahead) = text.strip_prefix('+') {
        return (today.working_day)(today.date, ahead.parse().ok()?).map(Written::Day);
    }
    let parts: Vec<&str> = if text.contains('/') {
        text.split('/').collect()
    } else {
        unmarked(text, kind)?
    };
    match (kind, parts.as_slice()) {
        (_, [day, month, year]) => on(year_of(year)?, month, day),
        (DateKind::Day, [day, month]) => on(today.date.year(), month, day),
        (DateKind::Day, [day]) => on(today.date.year(), &today.date.month().to_string(), day),
        (DateKind::Birth, [month, year]) => born_in(month, year),
        (DateKind::Birth, [year]) => year_of(year).map(Written::Year),
        (DateKind::Day | DateKind::Birth, _) => None,
    }
}

/// Splits digits without strokes by how many there are.
fn unmarked(text: &str, kind: DateKind) -> Option<Vec<&str>> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    match (text.len(), kind) {
        (1 | 2, DateKind::Day) | (4, DateKind::Birth) => Some(vec![text]),
        (4, DateKind::Day) | (6, DateKind::Birth) => Some(vec![&text[..2], &text[2..]]),
        (8, _) => Some(vec![&text[..2], &text[2..4], &text[4..]]),
        (_, DateKind::Day | DateKind::Birth) => None,
    }
}

fn on(year: i32, month: &str, day: &str) -> Option<Written> {
    let date = NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)?;
    Some(Written::Day(date))
}

fn born_in(month: &str, year: &str) -> Option<Written> {
    let (month, year) = (month.parse().ok()?, year_of(year)?);
    (1..=12)
        .contains(&month)
        .then_some(Written::Month { year, month })
}

fn year_of(text: &str) -> Option<i32> {
    let year = (text.len() == 4).then(|| text.parse().ok())??;
    YEARS.contains(&year).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::key::parse_keys;
    use proptest::prelude::*;

    fn today() -> Today<'static> {
        Today {
            date: NaiveDate::from_ymd_opt(2023, 2, 14).unwrap(),
            working_day: &|from, days| from.checked_add_days(chrono::Days::new(days.into())),
        }
    }

    fn typed(kind: DateKind, keys: &str) -> DateField {
        let mut field = DateField::new(kind);
        for key in parse_keys(keys).unwrap() {
            field.key(key);
        }
        field
    }

    fn settled(kind: DateKind, keys: &str) -> String {
        let mut field = typed(kind, keys);
        match field.settle(today()) {
            Ok(Some(written)) => {
                assert_eq!(field.line().text(), written.to_string());
                written.to_string()
            }
            Ok(None) => String::new(),
            Err(NotADate) => format!("no date: {}", field.line().text()),
        }
    }

    #[test]
    fn short_forms_become_whole_dates_on_leaving() {
        let cases = [
            ("", ""),
            ("5", "05/02/2023"),
            ("0512", "05/12/2023"),
            ("5/3", "05/03/2023"),
            ("05121999", "05/12/1999"),
            ("5/12/1999", "05/12/1999"),
            ("+3", "17/02/2023"),
            (".", "14/02/2023"),
            ("3102", "no date: 31/02"),
            ("29022023", "no date: 29/02/2023"),
            ("051220", "no date: 05/12/20"),
            ("+", "no date: +"),
            ("01010001", "no date: 01/01/0001"),
        ];
        for (keys, wanted) in cases {
            assert_eq!(settled(DateKind::Day, keys), wanted, "{keys}");
        }
    }

    #[test]
    fn births_may_lack_day_and_month() {
        let cases = [
            ("1958", "1958"),
            ("101958", "10/1958"),
            ("10/1958", "10/1958"),
            ("05091992", "05/09/1992"),
            ("5/9/1992", "05/09/1992"),
            ("131958", "no date: 131958"),
            ("05/09", "no date: 05/09"),
            ("5", "no date: 5"),
        ];
        for (keys, wanted) in cases {
            assert_eq!(settled(DateKind::Birth, keys), wanted, "{keys}");
        }
    }

    #[test]
    fn strokes_come_and_go_by_themselves() {
        let text = |keys: &str| typed(DateKind::Day, keys).line().text().to_owned();
        assert_eq!(text("05"), "05");
        assert_eq!(text("051"), "05/1");
        assert_eq!(text("05121"), "05/12/1");
        assert_eq!(text("051<backspace>"), "05");
        assert_eq!(text("a5/./"), "5/");
        assert_eq!(text("5+.x"), "5");
        assert_eq!(typed(DateKind::Day, "05").key(Key::char('x')), Reaction::Refused);
    }

    #[test]
    fn a_pasted_date_of_any_usual_spelling_is_taken() {
        for text in ["05/12/2023", "05-12-2023", " 5.12.2023\r\n", "05122023"] {
            let mut field = DateField::new(DateKind::Day);
            assert_eq!(field.paste(text), Reaction::Changed, "{text}");
            assert_eq!(field.settle(today()).unwrap().unwrap().to_string(), "05/12/2023");
        }
    }

    proptest! {
        #[test]
        fn no_keys_make_a_date_field_fail(
            keys in "([0-9/.+x]|<left>|<right>|<backspace>|<delete>|<home>|<end>){0,30}",
            born in any::<bool>(),
        ) {
            let kind = if born { DateKind::Birth } else { DateKind::Day };
            let mut field = typed(kind, &keys);
            prop_assert!(field.line().length() <= 10);
            if let Ok(Some(written)) = field.settle(today()) {
                prop_assert_eq!(field.settle(today()), Ok(Some(written)));
            }
        }
    }
}
