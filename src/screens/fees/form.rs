//! The form for one line: what, how much, when, and how it stands. Knows nothing of the store.

use super::text;
use crate::app::input::form::{Form, Stop, StopState};
use crate::app::input::{Choice, Line, Reaction};
use crate::app::key::Key;
use crate::domain::fee::{FeeKind, FeeLine, FeeState, Method, Timing};
use crate::domain::refusal::Refusal;

/// The stops, in drawn order; the last ones stand there only when they mean something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// Tên khoản thu.
    Name,
    /// Phí or lệ phí.
    Kind,
    /// Số tiền.
    Dong,
    /// Thu khi.
    Timing,
    /// Chưa thu, đã thu, miễn.
    State,
    /// Hình thức nộp; only paid.
    Method,
    /// Biên lai; only paid.
    Receipt,
    /// Lý do miễn; only exempt.
    Reason,
}

/// What is typed.
#[derive(Debug, Clone)]
pub(super) struct Edit {
    /// The line it began from; what has no field here stays.
    line: FeeLine,
    pub form: Form<Field>,
    pub name: Line,
    pub kind: Choice,
    pub dong: Line,
    pub timing: Choice,
    pub state: Choice,
    pub method: Choice,
    pub receipt: Line,
    pub reason: Line,
}

fn place<T: PartialEq>(all: &[T], it: &T) -> Option<usize> {
    all.iter().position(|other| other == it)
}

impl Edit {
    pub(super) fn of(line: &FeeLine) -> Self {
        let filled = |text: Option<&String>, most| Line::plain(most).with(text.map_or("", |it| it.as_str()));
        let dong = if line.dong == 0 {
            String::new()
        } else {
            line.dong.to_string()
        };
        Self {
            form: Form::at(if line.name.is_empty() {
                Field::Name
            } else {
                Field::Dong
            }),
            name: Line::plain(80).with(&line.name),
            kind: Choice::new(
                FeeKind::ALL.iter().map(|it| text::words::kind(*it)),
                place(FeeKind::ALL, &line.kind),
            ),
            dong: Line::plain(13).with(&dong),
            timing: Choice::new(
                Timing::ALL.iter().map(|it| text::words::timing(*it)),
                place(Timing::ALL, &line.timing),
            ),
            state: Choice::new(
                FeeState::ALL.iter().map(|it| text::words::state(*it)),
                place(FeeState::ALL, &line.state),
            ),
            method: Choice::new(
                Method::ALL.iter().map(|it| text::words::method(*it)),
                place(Method::ALL, &line.method.unwrap_or(Method::Cash)),
            ),
            receipt: filled(line.receipt_no.as_ref(), 30),
            reason: filled(line.reason.as_ref(), 200),
            line: line.clone(),
        }
    }

    pub(super) fn standing(&self) -> FeeState {
        let at = self.state.chosen().unwrap_or(0);
        FeeState::ALL.get(at).copied().unwrap_or(FeeState::Due)
    }

    /// The line as typed, or why it is none.
    pub(super) fn line(&self) -> Result<FeeLine, Refusal> {
        let chosen = |choice: &Choice| choice.chosen().unwrap_or(0);
        let line = FeeLine {
            name: self.name.text().to_owned(),
            kind: FeeKind::ALL
                .get(chosen(&self.kind))
                .copied()
                .unwrap_or(self.line.kind),
            dong: dong(self.dong.text()).ok_or(Refusal::Invalid("fee_amount"))?,
            timing: Timing::ALL
                .get(chosen(&self.timing))
                .copied()
                .unwrap_or(self.line.timing),
            state: self.standing(),
            reason: Some(self.reason.text().to_owned()),
            method: Method::ALL.get(chosen(&self.method)).copied(),
            receipt_no: Some(self.receipt.text().to_owned()),
            ..self.line.clone()
        }
        .tidied();
        line.check()?;
        Ok(line)
    }

    pub(super) fn key(&mut self, key: Key) -> Reaction {
        match self.form.focus() {
            Field::Kind => self.kind.key(key),
            Field::Timing => self.timing.key(key),
            Field::State => self.state.key(key),
            Field::Method => self.method.key(key),
            Field::Name | Field::Dong | Field::Receipt | Field::Reason => {
                self.typed().map_or(Reaction::Pass, |line| line.key(key))
            }
        }
    }

    pub(super) fn paste(&mut self, pasted: &str) {
        self.typed().map(|line| line.paste(pasted));
    }

    fn typed(&mut self) -> Option<&mut Line> {
        match self.form.focus() {
            Field::Name => Some(&mut self.name),
            Field::Dong => Some(&mut self.dong),
            Field::Receipt => Some(&mut self.receipt),
            Field::Reason => Some(&mut self.reason),
            Field::Kind | Field::Timing | Field::State | Field::Method => None,
        }
    }

    pub(super) fn fields(&self) -> Vec<Field> {
        let mut fields = vec![Field::Name, Field::Kind, Field::Dong, Field::Timing, Field::State];
        match self.standing() {
            FeeState::Due => {}
            FeeState::Paid => fields.extend([Field::Method, Field::Receipt]),
            FeeState::Exempt => fields.push(Field::Reason),
        }
        fields
    }

    pub(super) fn stops(&self) -> Vec<Stop<Field>> {
        let filled = |line: &Line| {
            if line.is_empty() {
                StopState::EmptyRequired
            } else {
                StopState::Ok
            }
        };
        let state = |field| match field {
            Field::Name => filled(&self.name),
            Field::Dong if !self.dong.is_empty() && dong(self.dong.text()).is_none() => StopState::Wrong,
            Field::Dong => filled(&self.dong),
            Field::Reason => filled(&self.reason),
            Field::Kind | Field::Timing | Field::State | Field::Method | Field::Receipt => StopState::Ok,
        };
        let fields = self.fields().into_iter();
        fields
            .map(|field| Stop {
                field,
                state: state(field),
            })
            .collect()
    }
}

/// `8.000`, `8 000` and `8000` are the same; anything else than digits and these marks is no amount.
pub(super) fn dong(typed: &str) -> Option<u64> {
    let digits: String = typed.chars().filter(|it| !matches!(it, '.' | ' ')).collect();
    let plain = !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}
