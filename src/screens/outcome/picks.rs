//! F4: the kinds of results, the ways to a file, sample reasons.

use super::kinds::narrow;
use super::scan::{self, Way};
use super::stops::Field;
use super::{State, signed, text};
use crate::app::context::Context;
use crate::app::destination::{Destination, FilesPurpose};
use crate::app::effect::Effect;

/// F8: a file from a folder.
pub(super) fn choose_file(state: &State, cx: &Context) -> Vec<Effect> {
    let purpose = if scan::why_not(state, cx).is_some() {
        FilesPurpose::Result
    } else {
        FilesPurpose::Outcome
    };
    vec![Effect::Open(Box::new(Destination::Files {
        title: text::FILES_TITLE.to_owned(),
        purpose,
        folder: None,
    }))]
}

/// F4 on the field that has the cursor.
pub(super) fn choose(state: &mut State, cx: &Context) -> Vec<Effect> {
    let (title, rows) = match state.form.focus() {
        Field::Unsigned if signed::is_read(state) => {
            (text::PICK, text::UNKNOWN_REASONS.map(str::to_owned).to_vec())
        }
        Field::Unsigned => (text::PICK, text::UNSIGNED_REASONS.map(str::to_owned).to_vec()),
        Field::Reason => (text::PICK, text::REPLACE_REASONS.map(str::to_owned).to_vec()),
        Field::File if scan::why_not(state, cx).is_some() => return choose_file(state, cx),
        Field::File => {
            let ways = scan::ways(state).into_iter().map(|(_, words)| words);
            (text::FILES_TITLE, ways.collect())
        }
        _ => {
            state.form.go(Field::Kind);
            state.kind.open();
            narrow(state);
            return vec![];
        }
    };
    state.picking = Some(state.form.focus());
    let title = title.to_owned();
    vec![Effect::Open(Box::new(Destination::PickRow { title, rows }))]
}

/// A row was picked.
pub(super) fn picked(state: &mut State, at: usize, cx: &mut Context) -> Vec<Effect> {
    match state.picking.take() {
        Some(Field::Unsigned) => {
            let rows: &[&str] = if signed::is_read(state) {
                &text::UNKNOWN_REASONS
            } else {
                &text::UNSIGNED_REASONS
            };
            if let Some(row) = rows.get(at) {
                state.unsigned.set(row);
            }
        }
        Some(Field::Reason) => {
            if let Some(row) = text::REPLACE_REASONS.get(at) {
                state.reason.set(row);
            }
        }
        Some(Field::File) => match scan::ways(state).get(at).map(|it| it.0) {
            Some(Way::Take) => scan::take(state),
            Some(Way::Pages) => return scan::go(state, cx),
            Some(Way::File) => return choose_file(state, cx),
            None => {}
        },
        _ => {}
    }
    vec![]
}
