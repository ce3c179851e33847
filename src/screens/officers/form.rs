//! The form for one officer: its fields, what is wrong with them, and the acts that make the difference.

use super::text;
use crate::app::input::form::{Form, Stop, StopState};
use crate::app::input::{Choice, Line, LineKind, Reaction};
use crate::app::key::Key;
use crate::domain::act::{Act, Pin};
use crate::domain::ids::OfficerId;
use crate::domain::officer::{Officer, Role, Roles};

/// A PIN has at most 8 digits.
const PIN_DIGITS: usize = 8;
const LONGEST: usize = 100;

/// The stops, in drawn order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Name,
    Title,
    Role(Role),
    State,
    OldPin,
    Pin,
    Again,
}

/// Whose form it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Subject {
    /// A new officer.
    New,
    /// One there is, as he was read; `own` = he is the one sitting here.
    Known { officer: Officer, own: bool },
}

/// What is typed.
#[derive(Debug, Clone)]
pub(super) struct Edit {
    pub subject: Subject,
    pub form: Form<Field>,
    pub name: Line,
    pub title: Line,
    pub roles: Roles,
    pub state: Choice,
    pub old_pin: Line,
    pub pin: Line,
    pub again: Line,
    /// Digits a PIN needs at least.
    pub least: u32,
}

impl Edit {
    pub(super) fn new(subject: Subject, least: u32) -> Self {
        let pin = || Line::new(LineKind::Pin, PIN_DIGITS);
        let (name, title, roles, active) = match &subject {
            Subject::New => ("", "", Roles::default(), true),
            Subject::Known { officer, .. } => (
                officer.name.as_str(),
                officer.title.as_str(),
                officer.roles,
                officer.active,
            ),
        };
        Self {
            name: Line::plain(LONGEST).with(name),
            title: Line::plain(LONGEST).with(title),
            roles,
            state: Choice::new(text::STATES, Some(usize::from(!active))),
            old_pin: pin(),
            pin: pin(),
            again: pin(),
            form: Form::at(Field::Name),
            subject,
            least,
        }
    }

    /// The officer it is about; `None` = a new one.
    pub(super) fn officer(&self) -> Option<&Officer> {
        match &self.subject {
            Subject::New => None,
            Subject::Known { officer, .. } => Some(officer),
        }
    }

    pub(super) fn is_own(&self) -> bool {
        matches!(self.subject, Subject::Known { own: true, .. })
    }

    /// Drops what was typed of PINs: they are not kept while the form is away.
    pub(super) fn forget_pins(&mut self) {
        for line in [&mut self.old_pin, &mut self.pin, &mut self.again] {
            line.clear();
        }
    }

    pub(super) fn stops(&self) -> Vec<Stop<Field>> {
        let roles = Role::ALL.map(Field::Role);
        let mut fields = vec![Field::Name, Field::Title];
        fields.extend(roles);
        if self.officer().is_some() {
            fields.push(Field::State);
        }
        if self.is_own() {
            fields.push(Field::OldPin);
        }
        fields.extend([Field::Pin, Field::Again]);
        fields
            .into_iter()
            .map(|field| Stop {
                field,
                state: self.judge(field),
            })
            .collect()
    }

    fn judge(&self, field: Field) -> StopState {
        let required = |empty: bool| {
            if empty {
                StopState::EmptyRequired
            } else {
                StopState::Ok
            }
        };
        match field {
            Field::Name => required(self.name.is_empty()),
            Field::Role(Role::Reception) => required(self.roles.is_empty()),
            Field::OldPin => required(self.old_pin.is_empty() && !self.pin.is_empty()),
            Field::Pin if self.pin.is_empty() => required(self.officer().is_none()),
            Field::Pin if self.is_short() => StopState::Wrong,
            Field::Again if self.again.text() != self.pin.text() => StopState::Wrong,
            Field::Title | Field::Role(_) | Field::State | Field::Pin | Field::Again => StopState::Ok,
        }
    }

    /// Fewer digits than the office wants.
    pub(super) fn is_short(&self) -> bool {
        self.pin.length() < self.least as usize
    }

    /// F2 with something missing: the sentence for the first fault; the focus is there.
    pub(super) fn refuse(&mut self) -> Option<String> {
        let further = self.form.refuse(&self.stops())?;
        Some(match self.form.focus() {
            Field::Name => text::missing(text::NAME, further),
            Field::Role(_) => text::missing(text::ROLES, further),
            Field::OldPin => text::missing(text::OLD_PIN, further),
            Field::Pin if self.pin.is_empty() => text::missing(text::PIN, further),
            Field::Pin => text::short_pin(self.least),
            Field::Title | Field::State | Field::Again => text::PINS_DIFFER.to_owned(),
        })
    }

    /// Gives a key to the field under the cursor.
    pub(super) fn key(&mut self, key: Key) -> Reaction {
        match self.form.focus() {
            Field::Name => self.name.key(key),
            Field::Title => self.title.key(key),
            Field::Role(role) => self.tick(role, key),
            Field::State => self.state.key(key),
            Field::OldPin => self.old_pin.key(key),
            Field::Pin => self.pin.key(key),
            Field::Again => self.again.key(key),
        }
    }

    pub(super) fn paste(&mut self, pasted: &str) {
        match self.form.focus() {
            Field::Name => self.name.paste(pasted),
            Field::Title => self.title.paste(pasted),
            Field::Role(_) | Field::State | Field::OldPin | Field::Pin | Field::Again => Reaction::Pass,
        };
    }

    fn tick(&mut self, role: Role, key: Key) -> Reaction {
        if key.typed() != Some(' ') {
            return Reaction::Pass;
        }
        self.roles = if self.roles.has(role) {
            self.roles.without(role)
        } else {
            self.roles.with(role)
        };
        Reaction::Changed
    }

    /// What must be asked of the log for an officer of this id; `None` = nothing is different.
    pub(super) fn act(&self, id: OfficerId) -> Option<Act> {
        let typed = |line: &Line| line.text().trim().to_owned();
        let Some(was) = self.officer() else {
            return Some(Act::AddOfficer {
                officer: id,
                name: typed(&self.name),
                title: typed(&self.title),
                roles: self.roles,
            });
        };
        let active = self.state.chosen() == Some(0);
        let name = Some(typed(&self.name)).filter(|name| *name != was.name);
        let title = Some(typed(&self.title)).filter(|title| *title != was.title);
        let roles = Some(self.roles).filter(|roles| *roles != was.roles);
        let active = Some(active).filter(|active| *active != was.active);
        let changed = name.is_some() || title.is_some() || roles.is_some() || active.is_some();
        changed.then_some(Act::ChangeOfficer {
            officer: id,
            name,
            title,
            roles,
            active,
        })
    }

    /// The PIN to set, with the old one where it is the officer's own; `None` = it stays.
    pub(super) fn pins(&self) -> Option<(Option<Pin>, Pin)> {
        let old = self.is_own().then(|| Pin(self.old_pin.text().to_owned()));
        (!self.pin.is_empty()).then(|| (old, Pin(self.pin.text().to_owned())))
    }
}
