//! Phí, lệ phí: what is to be paid for a dossier, what was paid and how, and what nobody has to pay.
//!
//! Plain values in whole đồng. The states and ways of paying are those of the provincial systems (domain.md §8), the
//! times of collecting those of the portal's `HinhThucThu` (domain.md §1.5). Never reads a store or a clock.

use serde::{Deserialize, Serialize};

use crate::domain::dossier::Channel;
use crate::domain::ids::{FeeId, OfficerId};
use crate::domain::refusal::Refusal;
use crate::domain::time::Moment;
use crate::domain::words::worded;

#[cfg(test)]
mod tests;
pub mod text;

/// The most a line may come to, in đồng. No fee of a commune is near it; a typing error is.
pub const MOST: u64 = 1_000_000_000;

worded! {
    /// What is collected (Luật Phí và lệ phí).
    FeeKind {
        /// Phí: for a service.
        Fee = "fee",
        /// Lệ phí: for an act of the state.
        Charge = "charge",
    }
}

worded! {
    /// When it is collected.
    Timing {
        /// Thu khi tiếp nhận.
        Reception = "reception",
        /// Thu khi bổ sung.
        Supplement = "supplement",
        /// Thu khi trả kết quả.
        Return = "return",
    }
}

worded! {
    /// How a line stands.
    FeeState {
        /// Chưa thu.
        Due = "due",
        /// Đã thu.
        Paid = "paid",
        /// Miễn: nobody has to pay it, for the reason written.
        Exempt = "exempt",
    }
}

/// Why the money says no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FeeRefusal {
    /// Something is still to be paid: what it comes to, in đồng.
    Due { dong: u64 },
    /// Nothing is to be paid now, so there is nothing to wait for.
    NothingDue,
    /// The fees are already so.
    Unchanged,
}

worded! {
    /// Which way the money came.
    Method {
        /// Tiền mặt.
        Cash = "cash",
        /// Chuyển khoản.
        Transfer = "transfer",
        /// Trực tuyến.
        Online = "online",
    }
}

/// One thing to pay, as it stands now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeLine {
    /// Row id.
    pub id: FeeId,
    /// As the receipt names it.
    pub name: String,
    /// Phí or lệ phí.
    pub kind: FeeKind,
    /// Đồng, from 1 to [`MOST`].
    pub dong: u64,
    /// When it is collected.
    pub timing: Timing,
    /// How it stands.
    pub state: FeeState,
    /// Why nobody has to pay it; only of an exempt line.
    pub reason: Option<String>,
    /// Only of a paid line.
    pub method: Option<Method>,
    /// Number of the collector's receipt (biên lai), where one was written; only of a paid line.
    pub receipt_no: Option<String>,
    /// When it was taken; stamped by the writer.
    pub paid_at: Option<Moment>,
    /// Who took it; stamped by the writer.
    pub paid_by: Option<OfficerId>,
}

/// A line the catalogue proposes for a procedure and a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// As the receipt names it.
    pub name: String,
    /// Phí or lệ phí, by the words of the catalogue's note; lệ phí where it has none.
    pub kind: FeeKind,
    /// Đồng.
    pub dong: u64,
    /// What the catalogue says beside the amount ("mỗi bản sao").
    pub note: Option<String>,
}

/// One fee as the catalogue states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// `None` = whatever the channel.
    pub channel: Option<Channel>,
    /// In `currency`; `None` or 0 = nothing is stated that could be collected.
    pub amount: Option<i64>,
    /// `VND`, seldom another.
    pub currency: String,
    /// What it says beside.
    pub note: Option<String>,
}

/// What lines come to, in đồng.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sums {
    /// Still to be paid.
    pub due: u64,
    /// Paid.
    pub paid: u64,
    /// Exempt.
    pub exempt: u64,
}

impl FeeLine {
    /// A line of the catalogue that is still to be paid.
    pub fn of(id: FeeId, proposed: &Proposed) -> Self {
        Self {
            kind: proposed.kind,
            ..Self::due(id, &proposed.name, proposed.dong)
        }
    }

    /// A lệ phí that is still to be paid, at the reception.
    pub fn due(id: FeeId, name: &str, dong: u64) -> Self {
        Self {
            id,
            name: name.to_owned(),
            kind: FeeKind::Charge,
            dong,
            timing: Timing::Reception,
            state: FeeState::Due,
            reason: None,
            method: None,
            receipt_no: None,
            paid_at: None,
            paid_by: None,
        }
    }

    /// Is it still to be paid?
    pub fn is_due(&self) -> bool {
        self.state == FeeState::Due
    }

    /// Must it be settled before the dossier goes on? What is collected with the result need not.
    pub fn holds_up(&self) -> bool {
        self.is_due() && self.timing != Timing::Return
    }

    /// Does it say of the money what `other` says? Stamps are not compared: the writer sets them.
    pub fn same_money(&self, other: &Self) -> bool {
        let money = |line: &Self| (line.dong, line.state, line.method, line.receipt_no.clone());
        money(self) == money(other)
    }

    /// May it be written? An exemption says why, a payment says how.
    pub fn check(&self) -> Result<(), Refusal> {
        let said = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
        if self.name.trim().is_empty() {
            return Err(Refusal::Missing("fee_name"));
        }
        if !(1..=MOST).contains(&self.dong) {
            return Err(Refusal::Invalid("fee_amount"));
        }
        match self.state {
            FeeState::Exempt if !said(&self.reason) => Err(Refusal::NeedsReason),
            FeeState::Paid if self.method.is_none() => Err(Refusal::Missing("fee_method")),
            FeeState::Due | FeeState::Paid | FeeState::Exempt => Ok(()),
        }
    }

    /// The same without what its state does not have, and without blanks around its words.
    #[must_use]
    pub fn tidied(&self) -> Self {
        let filled = |text: &Option<String>, keep: bool| {
            let text = text.as_deref().map(str::trim).filter(|text| !text.is_empty());
            text.filter(|_| keep).map(str::to_owned)
        };
        let paid = self.state == FeeState::Paid;
        Self {
            name: self.name.trim().to_owned(),
            reason: filled(&self.reason, self.state == FeeState::Exempt),
            method: self.method.filter(|_| paid),
            receipt_no: filled(&self.receipt_no, paid),
            paid_at: self.paid_at.filter(|_| paid),
            paid_by: self.paid_by.filter(|_| paid),
            ..self.clone()
        }
    }
}

/// What these lines come to.
pub fn sums<'a>(lines: impl IntoIterator<Item = &'a FeeLine>) -> Sums {
    let mut sums = Sums::default();
    for line in lines {
        let sum = match line.state {
            FeeState::Due => &mut sums.due,
            FeeState::Paid => &mut sums.paid,
            FeeState::Exempt => &mut sums.exempt,
        };
        *sum = sum.saturating_add(line.dong);
    }
    sums
}

/// What the catalogue proposes for a channel: its own fees where it has any, else those of every channel. An amount of
/// 0 or in another currency proposes nothing; the officer reads the note and decides.
pub fn proposed(stated: &[Stated], channel: Channel) -> Vec<Proposed> {
    of_channel(stated, channel)
        .filter(|fee| fee.currency == "VND")
        .filter_map(|fee| {
            let dong = u64::try_from(fee.amount?).ok()?;
            (1..=MOST).contains(&dong).then(|| Proposed {
                name: text::PROPOSED.to_owned(),
                kind: text::kind_in(fee.note.as_deref().unwrap_or_default()),
                dong,
                note: fee.note.clone(),
            })
        })
        .collect()
}

/// Does the catalogue leave it to a note what this channel pays? Sources write 0 where the province decides.
pub fn is_left_to_note(stated: &[Stated], channel: Channel) -> bool {
    proposed(stated, channel).is_empty() && of_channel(stated, channel).any(|fee| fee.note.is_some())
}

/// A channel's own fees where it has any, else those of every channel.
fn of_channel(stated: &[Stated], channel: Channel) -> impl Iterator<Item = &Stated> {
    let own = stated.iter().any(|fee| fee.channel == Some(channel));
    let wanted = if own { Some(channel) } else { None };
    stated.iter().filter(move |fee| fee.channel == wanted)
}
