//! Draws the right pane of wide screens: the pointed queue's dossiers, and the pointed dossier in full.

use super::{Focus, State, text};
use crate::domain::digitise::{Extent, text as digitise};
use crate::domain::rows::DossierRow;
use crate::screens::text::{deadline, is_late, short_code};
use crate::ui::widgets::facts::{self, Fact};
use crate::ui::widgets::table::{self, Cell, Column, Focus as Pointer, Row, TableView};
use crate::ui::{Mark, Pen, Role};

const COLUMNS: [Column; 4] = [
    Column::text(text::HITS_CODE, 11),
    Column::text(text::HITS_NAME, 18),
    Column::rest(text::HITS_ABOUT),
    Column::text(text::HITS_PACE, 12),
];

/// Columns of the labels.
const LABELS: u16 = 13;

/// Lines that papers without a copy may take.
const MOST_PAPERS: usize = 5;

/// Rows of the pane that the table does not take: heading, detail and the nearest promises.
const OTHER_ROWS: u16 = 21;

/// Draws from the top and gives the row after the last.
pub(super) fn draw(state: &State, pen: &mut Pen<'_, '_>) -> u16 {
    let Some(queue) = state.pane.of else { return 0 };
    let number = (state.queues.at() + 1).to_string();
    let end = pen.pieces(
        (2, 0),
        &[
            (Role::Key, &number),
            (Role::Text, "  "),
            (Role::Focus, crate::domain::text::queue(queue)),
        ],
    );
    pen.text((end + 3, 0), Role::Dim, &text::dossiers(state.count(queue)));
    if state.pane.page.rows.is_empty() {
        pen.text((2, 2), Role::Dim, text::EMPTY_QUEUE);
        return 4;
    }
    let height = pen.height().saturating_sub(OTHER_ROWS).max(6);
    let rows = pen.rows(2, height);
    let view = TableView {
        columns: &COLUMNS,
        table: &state.pane.table,
        focus: if state.focus == Focus::Pane {
            Pointer::Here
        } else {
            Pointer::Away
        },
    };
    table::draw(&mut pen.within(rows), &view, |at| row(state, at));
    match state.pane.pointed() {
        Some(dossier) => detail(pen, height + 3, dossier),
        None => height + 3,
    }
}

fn row(state: &State, at: usize) -> Row<'_> {
    let Some(dossier) = state.pane.page.rows.get(at) else {
        return Row::default();
    };
    let late = is_late(dossier);
    let role = if late { Role::Bad } else { Role::Text };
    Row {
        mark: if late { Mark::Wrong } else { Mark::None },
        cells: vec![
            short_code(dossier.code.as_deref(), &state.unit_code).into(),
            dossier.holder_name.as_str().into(),
            dossier.procedure_name.as_str().into(),
            Cell::of(role, deadline(dossier)),
        ],
    }
}

fn detail(pen: &mut Pen<'_, '_>, row: u16, dossier: &DossierRow) -> u16 {
    pen.text((2, row), Role::Focus, dossier.code.as_deref().unwrap_or_default());
    let holder = format!("{} · {}", dossier.holder_name, dossier.holder_no);
    let officer = dossier.officer.as_ref().map(|it| it.name.as_str());
    let step: Vec<&str> = [dossier.step.1.as_str()].into_iter().chain(officer).collect();
    let facts = [
        Fact::new(text::ABOUT, dossier.procedure_name.as_str()),
        Fact::new(text::HOLDER, holder),
        Fact::new(text::ADDRESS, dossier.address_text.as_str()),
        Fact::new(text::TIMES, text::times(dossier)),
        Fact::new(text::STEP, step.join(" · ")),
    ];
    let row = facts::draw(pen, row + 1, LABELS, &facts);
    digitised(pen, row, dossier) + 1
}

/// Of a dossier that is not digitised whole: how far it is, and paper by paper what lacks and why.
fn digitised(pen: &mut Pen<'_, '_>, row: u16, dossier: &DossierRow) -> u16 {
    if dossier.extent == Extent::Full {
        return row;
    }
    let lines: Vec<String> = dossier.remarks.iter().map(digitise::line).collect();
    let shown = if lines.len() > MOST_PAPERS {
        MOST_PAPERS - 1
    } else {
        lines.len()
    };
    let rest = lines.len() - shown;
    let more = (rest > 0).then(|| text::more_papers(rest));
    let how_far = Fact::new(text::DIGITISED, text::digitised(dossier)).role(Role::Warn);
    let papers = lines.into_iter().take(shown).chain(more);
    let facts: Vec<Fact<'_>> = [how_far]
        .into_iter()
        .chain(papers.map(|it| Fact::new("", it)))
        .collect();
    facts::draw(pen, row, LABELS, &facts)
}
