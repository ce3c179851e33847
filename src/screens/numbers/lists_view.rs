//! Draws the estimate of QĐ 766, the rehearsal of the month's form, and the lists of papers and dossiers.

use super::{State, text};
use crate::domain::index766::{Estimate, Line, Scored};
use crate::domain::lift::{Lacking, Rehearsal};
use crate::domain::numbers::{ExpiringRow, IdleRow, Listed};
use crate::domain::tally::Column as Form;
use crate::screens::text::short_code;
use crate::ui::widgets::facts::{self, Fact};
use crate::ui::widgets::table::{self, Cell, Column, Focus, Row, TableView};
use crate::ui::{Pen, Role};

/// Count line and the pointed row of a list.
pub(super) const FOOT: u16 = 4;
/// Sum, a blank line, the pointed line and the notes of the estimate.
pub(super) const INDEX_FOOT: u16 = 8;
/// What the form would say, above the dossiers that lack something.
pub(super) const REHEARSAL_TOP: u16 = 6;
/// Columns of the labels.
const LABELS: u16 = 15;

const INDEX: [Column; 5] = [
    Column::text(text::index::HEADS[0], 5),
    Column::rest(text::index::HEADS[1]),
    Column::number(text::index::HEADS[2], 7),
    Column::number(text::index::HEADS[3], 22),
    Column::number(text::index::HEADS[4], 6),
];

const LACKING: [Column; 4] = [
    Column::text(text::lift::HEADS[0], 11),
    Column::text(text::lift::HEADS[1], 18),
    Column::rest(text::lift::HEADS[2]),
    Column::text(text::lift::HEADS[3], 28),
];

const PAPERS: [Column; 4] = [
    Column::text(text::lists::EXPIRING_HEADS[0], 10),
    Column::text(text::lists::EXPIRING_HEADS[1], 12),
    Column::text(text::lists::EXPIRING_HEADS[2], 20),
    Column::rest(text::lists::EXPIRING_HEADS[4]),
];

const LYING: [Column; 5] = [
    Column::text(text::lists::IDLE_HEADS[0], 11),
    Column::text(text::lists::IDLE_HEADS[1], 18),
    Column::rest(text::lists::IDLE_HEADS[3]),
    Column::text(text::lists::IDLE_HEADS[4], 18),
    Column::number(text::lists::IDLE_HEADS[6], 7),
];

fn view<'a>(state: &'a State, columns: &'a [Column]) -> TableView<'a, usize> {
    TableView {
        columns,
        table: &state.table,
        focus: Focus::Here,
    }
}

/// The lines with their points; what cannot be told says so, and why.
pub(super) fn index(state: &State, estimate: &Estimate, pen: &mut Pen<'_, '_>) {
    let below = table::above(pen, (INDEX_FOOT, false), &view(state, &INDEX), |at| {
        estimate.lines.get(at).map_or_else(Row::default, line)
    });
    pen.text((2, below - 1), Role::Focus, &text::index::total(estimate));
    pen.text((2, below), Role::Text, &text::form::exempted(estimate.exempted));
    if let Some(scored) = estimate.lines.get(state.table.at()) {
        about_line(scored.line, pen, below + 1);
    }
    for (row, note) in (below + 5..).zip(text::index::NOTES) {
        pen.text((2, row), Role::Dim, note);
    }
}

fn line(scored: &Scored) -> Row<'static> {
    let known = scored.ratio.is_some();
    let role = if known { Role::Text } else { Role::Dim };
    let cells = [
        text::index::number(scored.line).to_owned(),
        text::index::name(scored.line).to_owned(),
        text::index::ratio(scored),
        text::index::scored(scored),
        scored.line.most().to_string(),
    ];
    Row {
        cells: cells.map(|it| Cell::of(role, it)).to_vec(),
        ..Row::default()
    }
}

fn about_line(line: Line, pen: &mut Pen<'_, '_>, row: u16) {
    let next = pen.lines((2, row), Role::Text, text::index::how(line));
    pen.text((2, next), Role::Text, &text::index::rule(line));
}

/// What the form would say now, then who lacks least.
pub(super) fn rehearsal(state: &State, rehearsal: &Rehearsal, pen: &mut Pen<'_, '_>) {
    let counts = &rehearsal.counts;
    pen.text((2, 0), Role::Text, &text::counts(counts));
    let ratios = [Form::DigitisedRatio, Form::ResultRatio, Form::ReuseRatio];
    for (row, column) in (1..).zip(ratios) {
        pen.text((2, row), Role::Text, &text::lift::ratio(counts, column));
    }
    let heading = text::lift::count(rehearsal);
    let first = text::first(rehearsal.lacking.len(), rehearsal.total);
    pen.text((2, 4), Role::Label, &[heading, first].join("  "));
    let rest = pen.rows(REHEARSAL_TOP - 1, pen.height().saturating_sub(REHEARSAL_TOP - 1));
    let mut pen = pen.within(rest);
    let foot = pen.height().saturating_sub(FOOT);
    pen.text((2, foot), Role::Text, &text::form::exempted(rehearsal.exempted));
    if rehearsal.lacking.is_empty() {
        return;
    }
    let below = table::above(&mut pen, (FOOT, false), &view(state, &LACKING), |at| {
        let row = rehearsal.lacking.get(at);
        row.map_or_else(Row::default, |row| lacking(row, &state.unit))
    });
    if let Some(row) = rehearsal.lacking.get(state.table.at()) {
        let facts = [
            Fact::new(text::lift::HEADS[2], row.procedure.as_str()),
            Fact::new(text::LACKS, text::lift::lacking(row)),
            Fact::new(text::LIFTS, text::lift::lifts(counts, row.lack)),
        ];
        facts::draw(&mut pen, below, LABELS, &facts);
    }
}

fn lacking(row: &Lacking, unit: &str) -> Row<'static> {
    Row {
        cells: vec![
            short_code(row.code.as_deref(), unit).into(),
            row.holder.clone().into(),
            row.procedure.clone().into(),
            text::lift::lack(row.lack).into(),
        ],
        ..Row::default()
    }
}

/// Papers by their last day.
pub(super) fn expiring(state: &State, list: &Listed<ExpiringRow>, pen: &mut Pen<'_, '_>) {
    if list.rows.is_empty() {
        pen.text((2, 0), Role::Text, text::NO_PAPERS);
        return;
    }
    let below = table::above(pen, (FOOT, false), &view(state, &PAPERS), |at| {
        list.rows.get(at).map_or_else(Row::default, |row| {
            let [ends, left, owner, _, name, _] = text::lists::paper(row);
            Row {
                cells: [ends, left, owner, name].map(Into::into).to_vec(),
                ..Row::default()
            }
        })
    });
    pen.text(
        (2, below - 1),
        Role::Dim,
        &text::first(list.rows.len(), list.total),
    );
    if let Some(row) = list.rows.get(state.table.at()) {
        let [_, _, owner, number, name, code] = text::lists::paper(row);
        let facts = [
            Fact::new(text::lists::EXPIRING_HEADS[4], name),
            Fact::new(text::lists::EXPIRING_HEADS[5], code),
            Fact::new(text::lists::EXPIRING_HEADS[2], format!("{owner} · {number}")),
        ];
        facts::draw(pen, below, LABELS, &facts);
    }
}

/// Dossiers by their last act.
pub(super) fn idle(state: &State, list: &Listed<IdleRow>, pen: &mut Pen<'_, '_>) {
    if list.rows.is_empty() {
        pen.text((2, 0), Role::Text, text::NO_IDLE);
        return;
    }
    let below = table::above(pen, (FOOT, false), &view(state, &LYING), |at| {
        list.rows.get(at).map_or_else(Row::default, |row| {
            let code = short_code(row.code.as_deref(), &state.unit);
            let [_, holder, _, status, with, _, days] = text::lists::dossier(row);
            Row {
                cells: [code, holder, status, with, days].map(Into::into).to_vec(),
                ..Row::default()
            }
        })
    });
    let first = text::first(list.rows.len(), list.total);
    let line = [text::lists::exempted(list), first].join("  ");
    pen.text((2, below - 1), Role::Text, &line);
    if let Some(row) = list.rows.get(state.table.at()) {
        let [code, _, procedure, _, _, touched, _] = text::lists::dossier(row);
        let facts = [
            Fact::new(text::lists::IDLE_HEADS[0], code),
            Fact::new(text::lists::IDLE_HEADS[2], procedure),
            Fact::new(text::lists::IDLE_HEADS[5], text::last_act(row, &touched)),
        ];
        facts::draw(pen, below, LABELS, &facts);
    }
}
