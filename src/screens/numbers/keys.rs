//! What keys do in Số liệu: digits turn to a section, Enter leads to what a number counts.

use super::{Behind, Shown, State, again, cases_view, fresh, text, turn_to};
use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::destination::{Destination, KhoPurpose};
use crate::app::effect::Effect;
use crate::app::input::{Reaction, Table};
use crate::app::key::Key;
use crate::domain::ids::DossierId;
use crate::domain::numbers::{Asked, Cell, Section, Told};
use crate::domain::punctual::Column;
use crate::domain::query::Query;
use crate::domain::tally::Month;

/// A key or a command of the palette.
pub(super) fn pressed(
    state: &mut State,
    (key, command): (Key, Option<Command>),
    cx: &mut Context,
) -> Vec<Effect> {
    state.message = None;
    if state.behind.is_some() {
        return in_list(state, (key, command), cx);
    }
    if state.table.key(key) != Reaction::Pass {
        return vec![];
    }
    match command {
        Some(Command::Back) => vec![Effect::Back],
        Some(Command::Digit(digit)) => match section(digit) {
            Some(section) => turn_to(state, section, cx),
            None => vec![],
        },
        Some(Command::Refresh) => again(state, cx),
        Some(Command::Choose) if state.is_monthly() => ask_month(state),
        Some(Command::Print) => {
            let report = state.report(Month::at(cx.now));
            state.reporting.ask(report)
        }
        Some(Command::Tick) if state.section == Section::Punctual => {
            state.by = state.by.next();
            fresh(state, cx)
        }
        Some(Command::Left) => {
            state.column = state.column.saturating_sub(1);
            vec![]
        }
        Some(Command::Right) => {
            state.column = (state.column + 1).min(Column::ALL.len() - 1);
            vec![]
        }
        Some(Command::Accept) => accept(state, cx),
        _ => vec![],
    }
}

fn section(digit: u8) -> Option<Section> {
    Section::ALL.get(usize::from(digit).checked_sub(1)?).copied()
}

fn in_list(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    let Some(behind) = &mut state.behind else {
        return vec![];
    };
    if behind.table.key(key) != Reaction::Pass {
        return vec![];
    }
    match command {
        Some(Command::Back) => {
            state.behind = None;
            vec![]
        }
        Some(Command::Refresh) => again(state, cx),
        Some(Command::Accept) => {
            let dossier = behind.table.pointed().copied();
            dossier.map(open_dossier).into_iter().collect()
        }
        _ => vec![],
    }
}

fn open_dossier(dossier: DossierId) -> Effect {
    Effect::Open(Box::new(Destination::Dossier(dossier)))
}

fn ask_month(state: &mut State) -> Vec<Effect> {
    state.naming = true;
    vec![Effect::Open(Box::new(Destination::AskText {
        title: text::MONTH.to_owned(),
        label: text::MONTH_LABEL.to_owned(),
        value: state.month.shown(),
    }))]
}

/// Enter: what is behind the pointed row.
fn accept(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let at = state.table.at();
    match &state.shown {
        Shown::Told(Told::Punctual(_)) => open_cell(state, cx),
        Shown::Trend(months) => match months.get(at).map(|(month, ..)| *month) {
            Some(month) => rehearse(state, month, cx),
            None => vec![],
        },
        Shown::Told(Told::Rehearsal(rehearsal)) => {
            let row = rehearsal.lacking.get(at);
            row.map(|row| open_dossier(row.dossier)).into_iter().collect()
        }
        Shown::Told(Told::Idle(list)) => {
            let row = list.rows.get(at);
            row.map(|row| open_dossier(row.dossier)).into_iter().collect()
        }
        Shown::Told(Told::Expiring(list)) => {
            let kho = |owner: &str| {
                Effect::Open(Box::new(Destination::Kho {
                    owner: owner.to_owned(),
                    purpose: KhoPurpose::Look,
                }))
            };
            list.rows
                .get(at)
                .map(|row| kho(&row.owner_no))
                .into_iter()
                .collect()
        }
        Shown::Nothing | Shown::Told(Told::Cases(_) | Told::Index766(_)) => vec![],
    }
}

fn rehearse(state: &mut State, month: Month, cx: &mut Context) -> Vec<Effect> {
    state.month = month;
    turn_to(state, Section::Rehearsal, cx)
}

/// The dossiers behind the pointed number.
fn open_cell(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let row = state.pointed_row();
    let cell = Cell {
        month: state.month,
        by: state.by,
        of: row.map(|row| row.of.key.clone()),
        column: state.pointed_column(),
    };
    let name = text::row(state.by, row);
    let mut table = Table::new();
    table.set_page(cases_view::page(cx.size));
    let asked = cx.ticket();
    let query = Query::Numbers(Asked::Cases(cell.clone()));
    state.behind = Some(Behind {
        cell,
        name,
        cases: None,
        table,
        asked,
    });
    vec![Effect::Ask(asked, query)]
}
