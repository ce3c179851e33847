//! The form for one day: date, off or worked, name. Knows nothing of the store.

use chrono::{Datelike, NaiveDate, Weekday};

use super::text;
use crate::app::input::date::{DateKind, Today, Written};
use crate::app::input::form::{Form, Stop, StopState};
use crate::app::input::{Choice, DateField, Line, Reaction};
use crate::app::key::Key;
use crate::domain::identity::text::no_such_day;

/// The stops, in drawn order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Date,
    Kind,
    Name,
}

/// What is typed.
#[derive(Debug, Clone)]
pub(super) struct Edit {
    pub form: Form<Field>,
    pub date: DateField,
    pub kind: Choice,
    pub name: Line,
    pub day: Option<NaiveDate>,
    bad_date: bool,
}

impl Edit {
    pub(super) fn new() -> Self {
        Self {
            form: Form::at(Field::Date),
            date: DateField::new(DateKind::Day),
            kind: Choice::new(text::KINDS, Some(0)),
            name: Line::plain(80),
            day: None,
            bad_date: false,
        }
    }

    pub(super) fn is_off(&self) -> bool {
        self.kind.chosen() != Some(1)
    }

    pub(super) fn key(&mut self, key: Key) -> Reaction {
        match self.form.focus() {
            Field::Date => self.date.key(key),
            Field::Kind => self.kind.key(key),
            Field::Name => self.name.key(key),
        }
    }

    pub(super) fn paste(&mut self, pasted: &str) {
        match self.form.focus() {
            Field::Date => self.date.paste(pasted),
            Field::Kind => Reaction::Pass,
            Field::Name => self.name.paste(pasted),
        };
    }

    /// Reads the date; the sentence if there is no such day.
    pub(super) fn settle(&mut self, today: NaiveDate) -> Option<String> {
        let today = Today {
            date: today,
            working_day: &|_, _| None,
        };
        let read = self.date.settle(today);
        self.bad_date = read.is_err();
        self.day = match read {
            Ok(Some(Written::Day(day))) => Some(day),
            Ok(_) | Err(_) => None,
        };
        self.bad_date.then(|| no_such_day(self.date.line().text()))
    }

    pub(super) fn stops(&self) -> [Stop<Field>; 3] {
        let state = |empty: bool| {
            if empty {
                StopState::EmptyRequired
            } else {
                StopState::Ok
            }
        };
        let date = if self.bad_date {
            StopState::Wrong
        } else {
            state(self.date.is_empty())
        };
        [
            (Field::Date, date),
            (Field::Kind, StopState::Ok),
            (Field::Name, state(self.name.is_empty())),
        ]
        .map(|(field, state)| Stop { field, state })
    }

    /// F2 with something missing: the sentence for the first fault; the focus is there.
    pub(super) fn refuse(&mut self, today: NaiveDate) -> Option<String> {
        let no_day = self.settle(today);
        self.form.refuse(&self.stops())?;
        Some(match self.form.focus() {
            Field::Date => no_day.unwrap_or_else(|| text::missing(text::DATE)),
            Field::Kind | Field::Name => text::missing(text::NAME),
        })
    }
}

/// Monday to Friday.
pub(super) fn is_weekday(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}
