//! The stops of the form and what each still needs. Knows nothing of keys.

use super::act::replaced;
use super::validity::Part;
use super::{State, is_interim, part, scan, signed, text};
use crate::app::input::Line;
use crate::app::input::form::{Stop, StopState};
use crate::domain::component::SignatureMark;
use crate::domain::refusal::Refusal;
use crate::domain::text as words;

/// The fields, in the letter's order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// Mã giấy tờ.
    Kind,
    /// Số định danh.
    HolderNo,
    /// Tên giấy tờ.
    Name,
    /// Trích yếu.
    Summary,
    /// Ngày bắt đầu có hiệu lực.
    Starts,
    /// Thời hạn.
    Term,
    /// Ngày hết hạn.
    Ends,
    /// Tệp tin.
    File,
    /// Why an unsigned file is taken.
    Unsigned,
    /// Which outcome it replaces.
    Replaces,
    /// Why.
    Reason,
}

/// Is a reason needed because the file has no signature, or one that nobody could decide? Interim papers need none.
pub(super) fn wants_unsigned(state: &State) -> bool {
    let mark = state.file.as_ref().map(|file| file.signature);
    !is_interim(state) && (mark == Some(SignatureMark::None) || signed::is_read(state))
}

/// Is there an outcome this one could replace?
pub(super) fn can_replace(state: &State) -> bool {
    !is_interim(state) && state.replaces.options().len() > 1
}

/// The stops there are now.
pub(super) fn stops(state: &State) -> Vec<Stop<Field>> {
    let mut fields = vec![Field::Kind];
    if is_interim(state) {
        fields.extend([Field::Summary, Field::File]);
    } else {
        fields.extend([Field::HolderNo, Field::Name, Field::Summary]);
        fields.extend([Field::Starts, Field::Term, Field::Ends, Field::File]);
    }
    if wants_unsigned(state) {
        fields.push(Field::Unsigned);
    }
    if can_replace(state) {
        fields.push(Field::Replaces);
        fields.extend(replaced(state).map(|_| Field::Reason));
    }
    let stop = |field| Stop {
        field,
        state: needs(state, field),
    };
    fields.into_iter().map(stop).collect()
}

fn needs(state: &State, field: Field) -> StopState {
    let filled = |line: &Line| line.is_empty();
    let is_empty = match field {
        Field::Kind => state.kind.chosen().is_none(),
        Field::HolderNo => filled(&state.holder_no),
        Field::Name => filled(&state.name),
        Field::Summary => filled(&state.summary),
        Field::File => state.file.is_none(),
        Field::Unsigned => filled(&state.unsigned),
        Field::Reason => filled(&state.reason),
        Field::Starts | Field::Term | Field::Ends | Field::Replaces => false,
    };
    match (is_empty, fault(state, field)) {
        (true, _) => StopState::EmptyRequired,
        (false, Some(_)) => StopState::Wrong,
        (false, None) => StopState::Ok,
    }
}

/// What is wrong with a filled field.
pub(super) fn fault(state: &State, field: Field) -> Option<String> {
    if let Some(part) = part(field) {
        return state.validity.fault(part);
    }
    (field == Field::File).then(|| signed::refused(state)).flatten()
}

/// The sentence when F2 stops at a field.
pub(super) fn refusal(state: &State, field: Field) -> String {
    let name = match field {
        Field::Kind => "kind_code",
        Field::HolderNo => "holder_no",
        Field::Name => "name",
        Field::Summary => "summary",
        Field::Starts => "starts_on",
        Field::Term => "term",
        Field::Ends => "ends_on",
        Field::File if state.file.is_none() => {
            let lacks = scan::waiting(state).map(text::scan_lacks);
            return lacks.unwrap_or_else(|| text::FILE_MISSING.to_owned());
        }
        Field::File => "file",
        Field::Unsigned if signed::is_read(state) => return text::UNKNOWN_WARNING.to_owned(),
        Field::Unsigned => return text::UNSIGNED_WARNING.to_owned(),
        Field::Replaces | Field::Reason => return words::refusal(&Refusal::NeedsReason),
    };
    fault(state, field).unwrap_or_else(|| words::refusal(&Refusal::Missing(name)))
}

/// The field a refusal of the store is about.
pub(super) fn named(state: &State, refusal: &Refusal) -> Option<Field> {
    match refusal {
        Refusal::Missing(name) | Refusal::Invalid(name) => match *name {
            "kind_code" => Some(Field::Kind),
            "holder_no" => Some(Field::HolderNo),
            "name" => Some(Field::Name),
            "summary" => Some(Field::Summary),
            "starts_on" => Some(Field::Starts),
            "term" => Some(Field::Term),
            "ends_on" => Some(Field::Ends),
            "file" => Some(Field::File),
            _ => None,
        },
        Refusal::OutcomeExists
        | Refusal::FileMissing
        | Refusal::ScanFiled
        | Refusal::PaperResult
        | Refusal::Signature(_)
        | Refusal::PagesShort { .. } => Some(Field::File),
        Refusal::NeedsReason if wants_unsigned(state) => Some(Field::Unsigned),
        Refusal::NeedsReason if can_replace(state) => Some(Field::Reason),
        _ => None,
    }
}

/// Was the value of this field computed from the others?
pub(super) fn is_computed(state: &State, field: Field) -> bool {
    let part: Option<Part> = part(field);
    part.is_some_and(|part| state.validity.is_computed(part))
}
