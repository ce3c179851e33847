//! The fields of each move's dialog.

use crate::domain::draft::Draft;
use crate::domain::moves::Move;

/// The stops of the dialog; which of them there are depends on the move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// Whose dossier it would be, where no form says it.
    Holder,
    /// What the citizen asks for, where no procedure says it.
    Subject,
    /// Lý do.
    Reason,
    /// Căn cứ.
    Basis,
    /// Where to go instead.
    GoTo,
    /// Papers given back.
    Papers,
    /// Which of the papers that were asked for came.
    Brought,
    /// What came beside them.
    Others,
    /// Where the paper dossier lies.
    Cabinet,
    /// The new promise: its day.
    Date,
    /// The new promise: its time of day.
    Time,
    /// The step it goes back to.
    Step,
    /// The ways on: Esc, or F2.
    Go,
}

/// Characters of a text field: the names of a dossier's papers are long, and none may be left out of the slip.
pub(super) fn most(field: Field) -> usize {
    match field {
        Field::Papers | Field::Others => 8000,
        _ => 300,
    }
}

/// The fields of a move and whether they must be filled in.
pub(super) fn fields_of(which: Move) -> &'static [(Field, bool)] {
    match which {
        Move::Refuse => &[(Field::Reason, true), (Field::Basis, true), (Field::GoTo, false)],
        Move::Withdraw => &[(Field::Reason, true), (Field::Papers, false)],
        Move::Stop => &[(Field::Reason, true), (Field::Basis, true)],
        Move::Apologise => &[(Field::Reason, true), (Field::Date, true), (Field::Time, true)],
        Move::SetCabinet => &[(Field::Cabinet, true)],
        Move::ForwardBack => &[(Field::Step, true), (Field::Reason, true)],
        Move::ReceiveSupplement => &[(Field::Brought, true), (Field::Others, false)],
        _ => &[(Field::Reason, true)],
    }
}

/// What a slip must say and nobody wrote down yet: a refusal may come before the holder's form.
pub(super) fn lacking(draft: &Draft, unlisted: bool) -> Vec<(Field, bool)> {
    let no_holder = draft.holder.display_name().trim().is_empty();
    let no_subject = unlisted || draft.procedure.is_none() && draft.subject.trim().is_empty();
    let lacking = [(Field::Holder, no_holder), (Field::Subject, no_subject)];
    lacking.into_iter().filter(|(_, lacks)| *lacks).collect()
}
