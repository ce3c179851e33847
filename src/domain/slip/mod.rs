//! The slips of a dossier beside its receipt (Mẫu 02–05 of TT 01/2018/TT-VPCP, 02–06 of TT 03/2025/TT-VPCP, and the
//! office's own) as plain values: what an act wrote down, and each fact in words.
//!
//! It never reads a store, a clock or a layout: the store tells the [`Event`]s, `desk` fills a [`Slip`], `forms` sets it.

use chrono::NaiveDateTime;

use crate::domain::draft::Draft;
use crate::domain::held;
use crate::domain::ids::DossierId;
use crate::domain::receipt::Receipt;
use crate::domain::time::Moment;

mod facts;
pub mod text;

#[cfg(test)]
mod tests;

pub use facts::{SlipFact, value};

/// Which slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SlipKind {
    /// Yêu cầu bổ sung, hoàn thiện hồ sơ.
    Supplement,
    /// Từ chối tiếp nhận giải quyết hồ sơ.
    Refusal,
    /// Xin lỗi và hẹn lại.
    Apology,
    /// Thông báo dừng giải quyết.
    Stop,
    /// Rút hồ sơ: the papers that were given back.
    Withdrawal,
    /// Bàn giao between two hands.
    HandOver,
    /// Phiếu kiểm soát quá trình giải quyết.
    Control,
}

impl SlipKind {
    /// Every slip, in the order of menus.
    pub const ALL: [Self; 7] = [
        Self::Supplement,
        Self::Refusal,
        Self::Apology,
        Self::Stop,
        Self::Withdrawal,
        Self::HandOver,
        Self::Control,
    ];

    /// The name of its template: in the log, in layout files, on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Supplement => "supplement",
            Self::Refusal => "refusal",
            Self::Apology => "apology",
            Self::Stop => "stop",
            Self::Withdrawal => "withdrawal",
            Self::HandOver => "handover",
            Self::Control => "control",
        }
    }

    /// The slip of this template.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Is this what it speaks of? The control sheet speaks of all that happened.
    pub fn is_of(self, what: &What) -> bool {
        match what {
            What::Accepted => self == Self::Control,
            What::Asked { .. } => self == Self::Supplement,
            What::Refused { .. } => self == Self::Refusal,
            What::Apologised { .. } => self == Self::Apology,
            What::Stopped { .. } => self == Self::Stop,
            What::Withdrawn { .. } => self == Self::Withdrawal,
            What::Forwarded(_) => matches!(self, Self::HandOver | Self::Control),
            What::HandedBack => false,
        }
    }
}

/// An act of a dossier that a slip speaks of, as the log has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub at: Moment,
    /// Who did it.
    pub officer: String,
    pub what: What,
}

/// What an act wrote down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Tiếp nhận.
    Accepted,
    /// Yêu cầu bổ sung; `number` is its slip's.
    Asked {
        number: String,
        items: Vec<String>,
        reason: String,
    },
    /// Từ chối; `number` is its slip's.
    Refused {
        number: String,
        reason: String,
        basis: String,
        go_to: String,
    },
    /// Xin lỗi và hẹn lại: the promise that is broken, and the new one.
    Apologised {
        reason: String,
        before: Option<Moment>,
        promised_at: Moment,
        leader: String,
    },
    /// Dừng.
    Stopped {
        reason: String,
        basis: String,
        leader: String,
    },
    /// Rút; the papers as they were written, with `;` between them.
    Withdrawn { reason: String, papers: String },
    /// Chuyển bước, on or back.
    Forwarded(Passed),
    /// Trả kết quả.
    HandedBack,
}

/// A slip whose act is not done yet: of a draft, or of a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmade {
    pub dossier: Option<DossierId>,
    pub draft: Option<Draft>,
    pub kind: SlipKind,
    /// As it is typed; numbers are not given yet.
    pub what: What,
}

/// A dossier that went from hand to hand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Passed {
    /// Name of the step entered.
    pub step: String,
    /// Who has it now; empty where an agency outside has it.
    pub officer: String,
    /// The agency outside; empty inside the office.
    pub unit: String,
    pub opinion: String,
    /// It entered the step that ends the processing.
    pub finished: bool,
    /// Files that were read again and are whole; `None` = nobody looked, or not all are.
    pub files: Option<u32>,
}

/// The newest act this slip speaks of, up to `until`; `None` = there was none.
pub fn newest(events: &[Event], kind: SlipKind, until: Option<Moment>) -> Option<&Event> {
    let mut of_kind = events.iter().filter(|event| kind.is_of(&event.what));
    of_kind.rfind(|event| until.is_none_or(|until| event.at <= until))
}

/// The slips that can be made of what happened.
pub fn possible(events: &[Event]) -> Vec<SlipKind> {
    let all = SlipKind::ALL.into_iter();
    all.filter(|kind| newest(events, *kind, None).is_some()).collect()
}

/// Every fact a slip may show. Empty strings mean "not known".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    pub kind: SlipKind,
    /// Office, dossier and holder as the receipt says them; `number`, `officer`, `issued_at`, `practice` and `reprint`
    /// are this slip's, `components` the papers it is about.
    pub dossier: Receipt,
    /// Lĩnh vực.
    pub sector: String,
    pub contact_phone: String,
    pub reason: String,
    /// The legal ground.
    pub basis: String,
    /// Where the citizen should go instead.
    pub go_to: String,
    /// What is asked for, or what was given back.
    pub items: Vec<String>,
    /// The leader who decided.
    pub leader: String,
    /// The promise that is broken, and the new one.
    pub promises: (Option<NaiveDateTime>, Option<NaiveDateTime>),
    /// What went from hand to hand.
    pub passed: Passed,
    /// The way of the dossier, for the control sheet.
    pub legs: Vec<Leg>,
}

/// One line of the control sheet: who had it, from when, and how that ended.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Leg {
    /// The body or step that gets it; empty on the lines left for writing by hand.
    pub unit: String,
    pub given_at: Option<NaiveDateTime>,
    pub giver: String,
    pub taker: String,
    /// How it stood when the leg ended; `None` = it has not ended.
    pub result: Option<InTime>,
}

/// Kết quả giải quyết hồ sơ against the promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InTime {
    /// Trước hạn: on an earlier day than the promise.
    Early,
    /// Đúng hạn.
    OnTime,
    /// Quá hạn.
    Late,
}

impl InTime {
    /// Ended then, promised for then.
    pub fn of(ended: Moment, due: Moment) -> Self {
        if ended > due {
            Self::Late
        } else if ended.date() < due.date() {
            Self::Early
        } else {
            Self::OnTime
        }
    }
}

impl Slip {
    /// A slip about this dossier that says nothing of its own yet.
    pub fn blank(kind: SlipKind, dossier: Receipt) -> Self {
        Self {
            kind,
            dossier,
            sector: String::new(),
            contact_phone: String::new(),
            reason: String::new(),
            basis: String::new(),
            go_to: String::new(),
            items: Vec::new(),
            leader: String::new(),
            promises: (None, None),
            passed: Passed::default(),
            legs: Vec::new(),
        }
    }

    /// Takes in what the act of this slip wrote down.
    pub fn tell(&mut self, event: &Event) {
        self.dossier.officer.clone_from(&event.officer);
        self.dossier.issued_at = event.at.local();
        match &event.what {
            What::Asked {
                number,
                items,
                reason,
            } => {
                self.dossier.number.clone_from(number);
                self.items.clone_from(items);
                self.reason.clone_from(reason);
            }
            What::Refused {
                number,
                reason,
                basis,
                go_to,
            } => {
                self.dossier.number.clone_from(number);
                self.reason.clone_from(reason);
                self.basis.clone_from(basis);
                self.go_to.clone_from(go_to);
            }
            What::Apologised {
                reason,
                before,
                promised_at,
                leader,
            } => {
                self.reason.clone_from(reason);
                self.leader.clone_from(leader);
                self.promises = (before.map(Moment::local), Some(promised_at.local()));
            }
            What::Stopped {
                reason,
                basis,
                leader,
            } => {
                self.reason.clone_from(reason);
                self.basis.clone_from(basis);
                self.leader.clone_from(leader);
            }
            What::Withdrawn { reason, papers } => {
                self.reason.clone_from(reason);
                self.items = held::each(papers).map(str::to_owned).collect();
            }
            What::Forwarded(passed) => self.passed = passed.clone(),
            What::Accepted | What::HandedBack => {}
        }
    }
}

/// The lines of the control sheet: reception, then one for each hand the dossier went through. `due` is the first
/// promise: against it a leg is early, on time or late (an apology does not make a late leg a timely one).
pub fn legs(events: &[Event], desk: &str, due: Option<Moment>) -> Vec<Leg> {
    let mut legs: Vec<Leg> = Vec::new();
    for event in events {
        let at = Some(event.at.local());
        let leg = match &event.what {
            What::Accepted => Leg {
                unit: desk.to_owned(),
                given_at: at,
                giver: text::APPLICANT.to_owned(),
                taker: event.officer.clone(),
                result: None,
            },
            What::Forwarded(passed) => Leg {
                unit: [&passed.unit, &passed.step]
                    .into_iter()
                    .find(|name| !name.is_empty())
                    .cloned()
                    .unwrap_or_default(),
                given_at: at,
                giver: event.officer.clone(),
                taker: passed.officer.clone(),
                result: None,
            },
            What::HandedBack => Leg::default(),
            What::Asked { .. }
            | What::Refused { .. }
            | What::Apologised { .. }
            | What::Stopped { .. }
            | What::Withdrawn { .. } => continue,
        };
        if let (Some(before), Some(due)) = (legs.last_mut(), due) {
            before.result = Some(InTime::of(event.at, due));
        }
        legs.extend((event.what != What::HandedBack).then_some(leg));
    }
    legs
}
