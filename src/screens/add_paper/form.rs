//! The fields of an older paper, what is wrong with each, and the term and last day that follow from each other.

use chrono::NaiveDate;

use super::text;
use crate::app::input::date::{DateKind, Today, Written};
use crate::app::input::form::{Form, Stop, StopState};
use crate::app::input::{DateField, Line, LineKind, Reaction};
use crate::app::key::Key;
use crate::domain::act::{NewPaper, StoredFile};
use crate::domain::component::SignatureMark;
use crate::domain::identity::{self, Asked, Checked, Verdict};
use crate::domain::ids::PaperId;
use crate::domain::refusal::Refusal;
use crate::domain::term::{self, Term, TermError};
use crate::domain::text::refusal;

/// The stops, in drawn order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Number,
    Kind,
    Name,
    Starts,
    Term,
    Ends,
    File,
    Reason,
}

const FIELDS: [Field; 8] = [
    Field::Number,
    Field::Kind,
    Field::Name,
    Field::Starts,
    Field::Term,
    Field::Ends,
    Field::File,
    Field::Reason,
];

/// Which of term and last day was worked out from the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Computed {
    Neither,
    Term,
    Ends,
}

/// A date field with what it was read as.
#[derive(Debug, Clone)]
pub(super) struct Day {
    pub field: DateField,
    pub date: Option<NaiveDate>,
    bad: bool,
}

impl Day {
    fn new() -> Self {
        Self {
            field: DateField::new(DateKind::Day),
            date: None,
            bad: false,
        }
    }

    fn settle(&mut self, today: NaiveDate) {
        let today = Today {
            date: today,
            working_day: &|_, _| None,
        };
        let read = self.field.settle(today);
        self.bad = read.is_err();
        self.date = match read {
            Ok(Some(Written::Day(day))) => Some(day),
            Ok(_) | Err(_) => None,
        };
    }

    fn put(&mut self, day: Option<NaiveDate>) {
        self.date = day;
        self.bad = false;
        let text = day.map(|day| Written::Day(day).to_string());
        self.field.set_text(&text.unwrap_or_default());
    }
}

/// What is typed.
#[derive(Debug, Clone)]
pub(super) struct Paper {
    pub form: Form<Field>,
    pub number: Line,
    pub kind: Line,
    pub name: Line,
    pub starts: Day,
    pub term: Line,
    pub ends: Day,
    pub computed: Computed,
    pub file: Option<StoredFile>,
    /// The officer has read what is known of its signatures, and uses it all the same.
    pub read: bool,
    /// Why a file is taken that is unsigned or undecided.
    pub reason: Line,
    today: NaiveDate,
}

impl Paper {
    pub(super) fn new(owner: &str, today: NaiveDate) -> Self {
        let mut paper = Self {
            form: Form::at(Field::Number),
            number: Line::new(LineKind::Upper, 20).with(owner),
            kind: Line::plain(80),
            name: Line::plain(300),
            starts: Day::new(),
            term: Line::plain(20),
            ends: Day::new(),
            computed: Computed::Neither,
            file: None,
            read: false,
            reason: Line::plain(200),
            today,
        };
        paper.form = Form::start(&paper.stops(), Field::Number);
        paper
    }

    pub(super) fn checked(&self) -> Checked {
        identity::check(self.number.text(), Asked::Any, Some(self.today))
    }

    /// Kind of the paper; a whole paper code typed here loses its owner.
    pub(super) fn kind_code(&self) -> String {
        let typed = self.kind.text().trim().to_uppercase();
        let owner = format!("{}.", self.checked().value);
        typed.strip_prefix(&owner).unwrap_or(&typed).to_owned()
    }

    pub(super) fn term(&self) -> Result<Option<Term>, TermError> {
        match self.term.text().parse() {
            Ok(term) => Ok(Some(term)),
            Err(TermError::Empty) => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub(super) fn key(&mut self, key: Key) -> Reaction {
        if key.typed().is_some() {
            self.make_room();
        }
        let reaction = match self.form.focus() {
            Field::Number => self.number.key(key),
            Field::Kind => self.kind.key(key),
            Field::Name => self.name.key(key),
            Field::Starts => self.starts.field.key(key),
            Field::Term => self.term.key(key),
            Field::Ends => self.ends.field.key(key),
            Field::Reason => self.reason.key(key),
            Field::File => Reaction::Pass,
        };
        self.typed(reaction);
        reaction
    }

    pub(super) fn paste(&mut self, pasted: &str) {
        self.make_room();
        let reaction = match self.form.focus() {
            Field::Number => self.number.paste(pasted),
            Field::Kind => self.kind.paste(pasted),
            Field::Name => self.name.paste(pasted),
            Field::Starts => self.starts.field.paste(pasted),
            Field::Term => self.term.paste(pasted),
            Field::Ends => self.ends.field.paste(pasted),
            Field::Reason => self.reason.paste(pasted),
            Field::File => Reaction::Pass,
        };
        self.typed(reaction);
    }

    /// Typing over a value the machine worked out replaces it.
    fn make_room(&mut self) {
        let own = match self.form.focus() {
            Field::Term => Computed::Term,
            Field::Ends => Computed::Ends,
            Field::Number | Field::Kind | Field::Name | Field::Starts | Field::File | Field::Reason => return,
        };
        if self.computed == own {
            self.forget_computed();
        }
    }

    /// What the officer types is his, no longer the machine's.
    fn typed(&mut self, reaction: Reaction) {
        let own = match self.form.focus() {
            Field::Term => Computed::Term,
            Field::Ends => Computed::Ends,
            Field::Number | Field::Kind | Field::Name | Field::Starts | Field::File | Field::Reason => return,
        };
        if reaction == Reaction::Changed && self.computed == own {
            self.computed = Computed::Neither;
        }
    }

    /// Leaving a field: dates are written in full, term and last day follow from each other.
    pub(super) fn settle(&mut self) {
        self.starts.settle(self.today);
        if self.computed != Computed::Ends {
            self.ends.settle(self.today);
        }
        if self.starts.field.is_empty() {
            return self.forget_computed();
        }
        let (Some(start), Ok(term)) = (self.starts.date, self.term()) else {
            return;
        };
        let (term, end) = match self.computed {
            Computed::Term => (None, self.ends.date),
            Computed::Ends => (term, None),
            Computed::Neither => (term, self.ends.date),
        };
        match (term, end) {
            (Some(term), None) if !self.ends.bad => {
                self.ends.put(term.ends_on(start));
                self.computed = Computed::Ends;
            }
            (None, Some(end)) => {
                let term = Term::between(start, end).map(|term| term.to_string());
                self.term.set(&term.unwrap_or_default());
                self.computed = Computed::Term;
            }
            (None, None) => self.forget_computed(),
            (Some(_), _) => {}
        }
    }

    /// Nothing is left to compute from.
    fn forget_computed(&mut self) {
        match self.computed {
            Computed::Term => self.term.clear(),
            Computed::Ends => self.ends.put(None),
            Computed::Neither => {}
        }
        self.computed = Computed::Neither;
    }

    pub(super) fn stops(&self) -> Vec<Stop<Field>> {
        let stop = |field| Stop {
            field,
            state: self.judge(field),
        };
        let there = |field: &Field| *field != Field::Reason || self.wants_reason();
        FIELDS.into_iter().filter(there).map(stop).collect()
    }

    /// A file that is not signed for certain is taken with a reason.
    pub(super) fn wants_reason(&self) -> bool {
        let mark = self.file.as_ref().map(|file| file.signature);
        match mark {
            Some(SignatureMark::None | SignatureMark::Present | SignatureMark::Unknown) => true,
            Some(SignatureMark::Valid | SignatureMark::Invalid) | None => false,
        }
    }

    /// A signature nobody here can decide is read about first.
    fn must_read(&self) -> bool {
        let mark = self.file.as_ref().map(|file| file.signature);
        matches!(mark, Some(SignatureMark::Present | SignatureMark::Unknown)) && !self.read
    }

    pub(super) fn judge(&self, field: Field) -> StopState {
        let empty = match field {
            Field::Number => self.number.is_empty(),
            Field::Kind => self.kind.is_empty(),
            Field::Name => self.name.is_empty(),
            Field::File => self.file.is_none(),
            Field::Reason => self.reason.text().trim().is_empty(),
            Field::Starts | Field::Term | Field::Ends => false,
        };
        match (empty, self.fault(field)) {
            (true, _) => StopState::EmptyRequired,
            (false, Some(_)) => StopState::Wrong,
            (false, None) if self.is_doubtful(field) => StopState::Check,
            (false, None) => StopState::Ok,
        }
    }

    /// To be looked at: a number that only warns, a file without a signature.
    fn is_doubtful(&self, field: Field) -> bool {
        match field {
            Field::Number => self.checked().verdict() != Verdict::Ok,
            Field::File => self.wants_reason(),
            Field::Kind | Field::Name | Field::Starts | Field::Term | Field::Ends | Field::Reason => false,
        }
    }

    /// What is to be looked at in the field under the cursor.
    pub(super) fn doubt(&self) -> Option<String> {
        let field = self.form.focus();
        if self.judge(field) != StopState::Check {
            return None;
        }
        if field == Field::File {
            let mark = self.file.as_ref().map(|file| file.signature);
            let said = if mark == Some(SignatureMark::None) {
                text::UNSIGNED
            } else {
                text::UNKNOWN
            };
            return Some(said.to_owned());
        }
        let checked = self.checked();
        let finding = checked.findings.first()?;
        Some(identity::text::sentence(&finding.fault, &checked.value))
    }

    /// What is wrong with a filled field, and what to do.
    pub(super) fn fault(&self, field: Field) -> Option<String> {
        match field {
            Field::Number => self.number_fault(),
            // Without its first day the term would be lost, and the paper be in force for ever.
            Field::Starts if self.starts.field.is_empty() && self.has_term() => {
                Some(refusal(&Refusal::Missing("starts_on")))
            }
            Field::Starts => no_day(&self.starts),
            Field::Term => match self.term() {
                Ok(term) => self.too_far(term),
                Err(error) => Some(term::text::sentence(error).to_owned()),
            },
            Field::Ends => no_day(&self.ends).or_else(|| self.disagreement()),
            Field::File => {
                let bad = self
                    .file
                    .as_ref()
                    .is_some_and(|file| file.signature == SignatureMark::Invalid);
                let unread = self.must_read().then_some(text::UNREAD);
                bad.then_some(text::BAD_SIGNATURE).or(unread).map(str::to_owned)
            }
            Field::Kind | Field::Name | Field::Reason => None,
        }
    }

    /// Papers of old cards are still that owner's, so a number that may be insisted on is taken.
    fn number_fault(&self) -> Option<String> {
        let checked = self.checked();
        let refused = checked.verdict() == Verdict::Refused && !checked.may_insist();
        let finding = checked.findings.first().filter(|_| refused)?;
        Some(identity::text::sentence(&finding.fault, &checked.value))
    }

    /// Is there a term the officer wrote? One that was reckoned follows its days.
    fn has_term(&self) -> bool {
        self.computed != Computed::Term && matches!(self.term(), Ok(Some(_)))
    }

    fn too_far(&self, term: Option<Term>) -> Option<String> {
        let beyond = term?.ends_on(self.starts.date?).is_none();
        beyond.then(|| term::text::TOO_FAR.to_owned())
    }

    fn disagreement(&self) -> Option<String> {
        let (start, end) = (self.starts.date?, self.ends.date?);
        if end <= start {
            return Some(term::text::ENDS_BEFORE_START.to_owned());
        }
        let term = self.term().ok()??;
        (!term.agrees(start, end)).then(|| term::text::disagree(term))
    }

    /// F2 with something missing or wrong: the sentence for the first fault; the focus is there.
    pub(super) fn refuse(&mut self) -> Option<String> {
        self.settle();
        let further = self.form.refuse(&self.stops())?;
        let field = self.form.focus();
        Some(match self.judge(field) {
            StopState::EmptyRequired => text::missing(label(field), further),
            StopState::Wrong | StopState::Check | StopState::Ok | StopState::Onward => {
                self.fault(field).unwrap_or_default()
            }
        })
    }

    /// The paper as it goes into the kho; `None` without a file.
    pub(super) fn paper(&self, id: PaperId) -> Option<NewPaper> {
        Some(NewPaper {
            paper: id,
            owner_no: self.checked().value,
            kind_code: self.kind_code(),
            name: self.name.text().trim().to_owned(),
            starts_on: self.starts.date,
            ends_on: self.ends.date,
            file: self.file.clone()?,
            unsigned_reason: self.wants_reason().then(|| self.reason.text().trim().to_owned()),
        })
    }
}

fn no_day(day: &Day) -> Option<String> {
    day.bad
        .then(|| identity::text::no_such_day(day.field.line().text()))
}

pub(super) fn label(field: Field) -> &'static str {
    match field {
        Field::Number => text::NUMBER,
        Field::Kind => text::KIND,
        Field::Name => text::NAME,
        Field::Starts => text::STARTS,
        Field::Term => text::TERM,
        Field::Ends => text::ENDS,
        Field::File => text::FILE,
        Field::Reason => text::REASON,
    }
}
