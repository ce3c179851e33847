//! From when until when: the first day, the term and the last day, of which two give the third.

use chrono::NaiveDate;

use super::text;
use crate::app::input::date::{DateKind, Today};
use crate::app::input::{DateField, Line, Reaction};
use crate::app::key::Key;
use crate::domain::term::{self, Term};

/// One of the three.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Ngày bắt đầu có hiệu lực.
    Starts,
    /// Thời hạn giấy tờ.
    Term,
    /// Ngày hết hạn giấy tờ.
    Ends,
}

/// The three fields and which of the last two the officer wrote himself.
#[derive(Debug)]
pub(super) struct Validity {
    pub(super) starts: DateField,
    pub(super) term: Line,
    pub(super) ends: DateField,
    term_typed: bool,
    ends_typed: bool,
}

impl Validity {
    /// From `today`, without end.
    pub(super) fn new(today: NaiveDate) -> Self {
        let mut starts = DateField::new(DateKind::Day);
        starts.set_text(&text::day(today));
        Self {
            starts,
            term: Line::plain(12),
            ends: DateField::new(DateKind::Day),
            term_typed: false,
            ends_typed: false,
        }
    }

    /// The usual term of a kind, unless the officer wrote something.
    pub(super) fn usual(&mut self, term: Option<&str>) {
        if self.ends_typed {
            return;
        }
        self.term.set(term.unwrap_or_default());
        self.term_typed = term.is_some();
        self.complete();
    }

    pub(super) fn key(&mut self, part: Part, key: Key) -> Reaction {
        let reaction = match part {
            Part::Starts => self.starts.key(key),
            Part::Term => self.term.key(key),
            Part::Ends => self.ends.key(key),
        };
        if reaction == Reaction::Changed {
            self.wrote(part);
        }
        reaction
    }

    pub(super) fn paste(&mut self, part: Part, pasted: &str) {
        match part {
            Part::Starts => self.starts.paste(pasted),
            Part::Term => self.term.paste(pasted),
            Part::Ends => self.ends.paste(pasted),
        };
        self.wrote(part);
    }

    fn wrote(&mut self, part: Part) {
        match part {
            Part::Starts => {}
            Part::Term => self.term_typed = !self.term.is_empty(),
            Part::Ends => self.ends_typed = !self.ends.is_empty(),
        }
    }

    /// On leaving a field: dates are written in full, and the third value is computed from the other two.
    pub(super) fn settle(&mut self, today: NaiveDate) {
        let today = Today {
            date: today,
            working_day: &|_, _| None,
        };
        // A date that is none stays as it is typed; `fault` says so.
        let _ = self.starts.settle(today);
        let _ = self.ends.settle(today);
        self.complete();
    }

    fn complete(&mut self) {
        match (self.term_typed, self.ends_typed) {
            (true, false) => {
                let ends = self.starts_on().zip(self.term().ok().flatten());
                let ends = ends.and_then(|(start, term)| term.ends_on(start));
                self.ends.set_text(&ends.map(text::day).unwrap_or_default());
            }
            (false, true) => {
                let term = self.starts_on().zip(self.ends_on());
                let term = term.and_then(|(start, end)| Term::between(start, end));
                self.term
                    .set(&term.map(|term| term.to_string()).unwrap_or_default());
            }
            (false, false) => {
                self.term.clear();
                self.ends.set_text("");
            }
            (true, true) => {}
        }
    }

    pub(super) fn starts_on(&self) -> Option<NaiveDate> {
        read(&self.starts)
    }

    pub(super) fn ends_on(&self) -> Option<NaiveDate> {
        read(&self.ends)
    }

    /// The term as typed; `None` = none.
    pub(super) fn term(&self) -> Result<Option<Term>, term::TermError> {
        if self.term.is_empty() {
            return Ok(None);
        }
        self.term.text().parse().map(Some)
    }

    /// Was this one computed?
    pub(super) fn is_computed(&self, part: Part) -> bool {
        match part {
            Part::Starts => false,
            Part::Term => !self.term_typed && !self.term.is_empty(),
            Part::Ends => !self.ends_typed && !self.ends.is_empty(),
        }
    }

    /// What is wrong with a field.
    pub(super) fn fault(&self, part: Part) -> Option<String> {
        let unread = |field: &DateField| {
            let typed = field.line().text();
            (!field.is_empty() && read(field).is_none()).then(|| text::no_such_day(typed))
        };
        match part {
            Part::Starts if self.starts.is_empty() && (!self.term.is_empty()) => Some(
                crate::domain::text::refusal(&crate::domain::refusal::Refusal::Missing("starts_on")),
            ),
            Part::Starts => unread(&self.starts),
            Part::Term => match self.term() {
                Err(error) => Some(term::text::sentence(error).to_owned()),
                Ok(Some(term)) if self.is_too_far(term) => Some(term::text::TOO_FAR.to_owned()),
                Ok(_) => None,
            },
            Part::Ends => unread(&self.ends).or_else(|| self.disagreement()),
        }
    }

    fn is_too_far(&self, term: Term) -> bool {
        self.starts_on()
            .is_some_and(|start| term.ends_on(start).is_none())
    }

    /// E27, or an end that is none.
    fn disagreement(&self) -> Option<String> {
        let (start, end) = self.starts_on().zip(self.ends_on())?;
        if end <= start {
            return Some(term::text::ENDS_BEFORE_START.to_owned());
        }
        let term = self.term().ok().flatten()?;
        (!term.agrees(start, end)).then(|| term::text::disagree(term))
    }
}

fn read(field: &DateField) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(field.line().text(), "%d/%m/%Y").ok()
}
