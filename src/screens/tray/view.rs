//! Draws the tray: its pages with the order of their ticks, and below for whom they are.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{State, Stop, place, text};
use crate::domain::pages::DpiKnown;
use crate::domain::rows::TrayPage;
use crate::domain::say;
use crate::ui::layout::panes;
use crate::ui::preview::{can_show, pane};
use crate::ui::widgets::field_row::{FieldRow, Value};
use crate::ui::widgets::table::{self, Cell, Column, Focus, Row, TableView};
use crate::ui::{Look, Mark, Pen, Role};

/// Column of the divider on wide screens.
const DIVIDER: u16 = 81;
/// Columns of the labels.
const LABELS: u16 = 13;
/// Rows below the table.
const FOOT: u16 = 6;
/// Rows of the window that are not the work area.
const CHROME: u16 = 6;
/// How a row says that its page looks like another one.
const ALIKE: &str = "probable_duplicate";
/// Dots per inch a scan must have at least (Nghị định 30/2020).
const LEAST_DPI: u32 = 200;

const COLUMNS: [Column; 6] = [
    Column::text("", 4),
    Column::number(text::COLUMNS[0], 3),
    Column::text(text::COLUMNS[1], 18),
    Column::text(text::COLUMNS[2], 8),
    Column::number(text::COLUMNS[3], 4),
    Column::rest(text::COLUMNS[4]),
];

/// Pages in view in a window of this size.
pub(super) fn page((_, rows): (u16, u16)) -> usize {
    usize::from(rows.saturating_sub(CHROME + 1 + FOOT))
}

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    if !state.read {
        return;
    }
    let (left, right) = panes(&mut pen, DIVIDER);
    if let Some(right) = right {
        let beside = state.preview.beside(state.leaf().as_ref(), can_show(*look));
        pane(&mut pen.within(right), &beside);
    }
    let mut pen = pen.within(left);
    let height = pen.height().saturating_sub(FOOT);
    if !state.shown().is_empty() {
        let block = pen.rows(0, height);
        let view = TableView {
            columns: &COLUMNS,
            table: state.table(),
            focus: if state.focus == Stop::Pages {
                Focus::Here
            } else {
                Focus::Away
            },
        };
        table::draw(&mut pen.within(block), &view, |at| row(state, at));
    }
    if !state.in_bin {
        draw_target(&mut pen, state, height + 1);
    }
}

fn row(state: &State, at: usize) -> Row<'static> {
    let Some(it) = state.shown().get(at) else {
        return Row::default();
    };
    let tick = match state.table().tick_number(&it.id) {
        Some(number) => format!("[{number}]"),
        None => "[ ]".to_owned(),
    };
    let faint = is_faint(it);
    let notes = text::notes(it, (faint, whom(state, it)));
    let is_odd = |flag: &String| flag == ALIKE || flag.starts_with("cover_");
    let odd = it.came_before() || it.flags.iter().any(is_odd);
    let mark = match (faint, odd) {
        (true, _) => Mark::Wrong,
        (false, true) => Mark::Check,
        (false, false) => Mark::None,
    };
    let role = if faint { Role::Bad } else { Role::Text };
    Row {
        mark,
        cells: vec![
            tick.into(),
            (at + 1).to_string().into(),
            text::name(it).into(),
            say::exact_time(it.page.taken_at.local().time()).into(),
            Cell::of(role, text::dpi(it)),
            Cell::of(role, notes),
        ],
    }
}

/// Whom a page is meant for, where that is not whom the screen stands at; of a cover sheet, where it leads.
fn whom(state: &State, it: &TrayPage) -> Option<String> {
    let aim = it.aim?;
    let at_hand = state
        .target
        .as_ref()
        .is_some_and(|view| aim.0 == view.row.id && (aim.1.is_none() || aim.1 == state.component));
    let shown = !at_hand || it.trashed_at.is_some();
    let known = state.rows.aims.iter().find(|known| known.aim == aim);
    shown.then(|| text::whom(known, &state.unit))
}

fn is_faint(row: &TrayPage) -> bool {
    row.page.dpi_known != DpiKnown::Unknown && row.page.dpi < LEAST_DPI
}

fn draw_target(pen: &mut Pen<'_, '_>, state: &State, row: u16) {
    let ticked = state.pages.ticked().len();
    pen.text((2, row), Role::Label, &text::ticked(ticked));
    let holder = state.target.as_ref().map(|view| view.row.holder_name.as_str());
    FieldRow::new(text::DOSSIER, Value::Line(&state.code))
        .extent(16)
        .focused(state.focus == Stop::Dossier)
        .note(holder.unwrap_or_default())
        .note_role(Role::Text)
        .draw(pen, row + 1, LABELS);
    let component = state.component();
    FieldRow::new(
        text::COMPONENT,
        Value::Fixed(component.map_or("—", |it| it.name.as_str())),
    )
    .focused(state.focus == Stop::Component)
    .draw(pen, row + 2, LABELS);
    if state.focus == Stop::Component {
        pen.cursor((2 + LABELS, row + 2));
    }
    let at = pen.text((2, row + 4), Role::Label, text::SCAN) + 2;
    pen.text((at, row + 4), Role::Text, &state.scanner);
    if let Some(component) = component {
        let claim = place::claim(component, ticked);
        let sheets = text::sheets(&claim, component.pages.len());
        FieldRow::new(text::SHEETS, Value::Fixed(&sheets)).draw(pen, row + 3, LABELS);
    }
}
