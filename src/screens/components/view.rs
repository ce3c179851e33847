//! Draws the work area.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Cell, Row, State, Subject, offer, text};
use crate::domain::asked::text as asked;
use crate::domain::component::{PageAccount, Required, Submission};
use crate::domain::digitise::not_asked;
use crate::domain::draft::DraftComponent;
use crate::domain::special::text as special;
use crate::domain::weight::given;
use crate::ui::layout::panes;
use crate::ui::measure::{cut, width, wrap};
use crate::ui::preview::{can_show, pane};
use crate::ui::widgets::table::{self, Cell as Drawn, Column, Focus, TableView, Tick};
use crate::ui::{Look, Mark, Pen, Role};

const COLUMNS: [Column; 5] = [
    Column::text(text::COLUMNS[0], 3),
    Column::rest(text::COLUMNS[1]),
    Column::number(text::COLUMNS[2], 3),
    Column::text(text::COLUMNS[3], 10),
    Column::text(text::COLUMNS[4], 25),
];
/// Rows of the detail block at the bottom.
const DETAIL: u16 = 5;
/// Rows of the window that are not the work area.
const CHROME: u16 = 6;
/// Rows of the right pane that name files, its heading and a blank row included.
const MOST_FILES: u16 = 12;
/// Column of the divider on wide screens.
const DIVIDER: u16 = 81;

/// Before the lines of the detail block.
const INDENT: u16 = 2;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    let (left, right) = panes(&mut pen, DIVIDER);
    let height = left.height.saturating_sub(DETAIL);
    let rows = Rect { height, ..left };
    let below = Rect {
        y: left.y + height,
        height: left.height - height,
        ..left
    };
    draw_list(state, &mut pen.within(rows));
    draw_detail(state, &mut pen.within(below));
    if let Some(right) = right {
        draw_right(state, &mut pen.within(right));
    }
}

/// Rows of a list longer than a window of this size, between its header and its count.
pub(super) fn page((_, rows): (u16, u16)) -> usize {
    usize::from(rows.saturating_sub(CHROME + DETAIL + 2)).max(1)
}

fn draw_list(state: &State, pen: &mut Pen<'_, '_>) {
    let (height, count) = (pen.height(), state.table.rows().len());
    if count < usize::from(height) {
        return draw_rows(state, pen);
    }
    // They do not fit: the last row says how many there are, and whether rows follow.
    let rows = height.saturating_sub(1);
    let block = pen.rows(0, rows);
    draw_rows(state, &mut pen.within(block));
    let more = state.table.window(usize::from(rows.saturating_sub(1))).end < count;
    let words = text::place(state.place(), state.items.len());
    table::count_line(pen, rows, &words, more);
}

fn draw_rows(state: &State, pen: &mut Pen<'_, '_>) {
    let view = TableView {
        columns: &COLUMNS,
        table: &state.table,
        focus: Focus::Here,
    };
    table::draw(pen, &view, |at| match state.table.rows().get(at) {
        Some(Row::Component(id)) => state
            .item(*id)
            .map_or_else(table::Row::default, |item| row(state, item, at)),
        Some(Row::Others) => table::Row::heading(text::OTHERS),
        Some(Row::Add) => table::Row {
            mark: Mark::None,
            cells: vec!["".into(), text::ADD.into()],
        },
        None => table::Row::default(),
    });
}

fn row<'a>(state: &State, item: &'a DraftComponent, at: usize) -> table::Row<'a> {
    let tick = if item.not_applicable {
        Tick::Absent
    } else if item.received {
        Tick::On
    } else {
        Tick::Off
    };
    let (role, files) = files(state, item);
    let star = if item.required == Required::Yes && !item.received {
        " *"
    } else {
        ""
    };
    let copies = if item.not_applicable { 0 } else { item.copies };
    let here = |cell| state.table.at() == at && state.cell == cell;
    let boxed = |cell, words: String| if here(cell) { format!("[{words}]") } else { words };
    // The detail block says in words what Space changes here.
    let form = if here(Cell::Form) { Role::Focus } else { Role::Text };
    table::Row {
        mark: if role == Role::Bad {
            Mark::Wrong
        } else {
            Mark::None
        },
        cells: vec![
            Drawn::of(Role::Text, tick.sign()),
            Drawn::from(format!("{}{star}", item.name)),
            Drawn::from(boxed(Cell::Copies, copies.to_string())),
            Drawn::of(form, text::form(item)),
            Drawn::of(role, files),
        ],
    }
}

/// The last column: the gravest thing there is to say.
fn files(state: &State, item: &DraftComponent) -> (Role, String) {
    if item.not_applicable {
        return (Role::Dim, asked::NOT_APPLICABLE.to_owned());
    }
    if let Some(reason) = item.reject_reason.as_ref().filter(|_| item.received) {
        return (Role::Bad, text::rejected(reason));
    }
    if let Some(exempt) = state.decided(item.id) {
        return (Role::Warn, special::exempted(exempt.why));
    }
    if item.received && item.care.waits {
        return (Role::Warn, special::waiting(item.care.remind_on));
    }
    let account = state.stored(item.id).map(|it| it.account);
    if account == Some(PageAccount::Short) && item.received {
        return (Role::Bad, text::NOT_COUNTED.to_owned());
    }
    if !item.files.is_empty() {
        return if state.standard.shortfalls(item, state.view.as_deref()).is_empty() {
            (Role::Text, text::files(&item.files))
        } else {
            (Role::Warn, text::below(&item.files))
        };
    }
    if item.received && item.care.proposal.is_some() {
        return (Role::Warn, text::WISHED.to_owned());
    }
    if let Some(paper) = state.offer(item) {
        return (Role::Offer, text::offered(paper));
    }
    match (item.received, item.required, item.submission) {
        (false, Required::Yes, _) => (Role::Bad, text::NOT_RECEIVED.to_owned()),
        (false, Required::No | Required::Open, submission) => {
            (Role::Text, asked::not_come(submission).to_owned())
        }
        (true, _, Submission::Present) => (Role::Text, text::SHOWN.to_owned()),
        _ if not_asked(state.policy, item.form, item.submission).is_some() => {
            (Role::Text, text::NOT_ASKED.to_owned())
        }
        _ => (Role::Text, text::NO_FILES.to_owned()),
    }
}

fn draw_detail(state: &State, pen: &mut Pen<'_, '_>) {
    let Some(item) = state.pointed() else { return };
    let mut lines = vec![text::whole(item)];
    if let Some(paper) = state.offer(item) {
        lines.extend([text::in_kho(paper), text::OFFER_KEYS.to_owned()]);
    }
    lines.extend(state.kinds.note(item).map(|note| note_line(note, pen.width())));
    lines.extend(care(state, item));
    let pages = state.stored(item.id).map_or(0, |it| it.pages.len());
    if item.care.waits && pages > 0 {
        lines.push(text::waits_with(pages));
    }
    let short = state.standard.shortfalls(item, state.view.as_deref());
    lines.extend(text::short_of(&short, state.profile));
    if state.cell != Cell::Tick {
        let is = |cell| state.cell == cell;
        lines.push(text::cell(is(Cell::Copies), is(Cell::Form), is(Cell::Verdict)).to_owned());
    }
    lines.extend(offer::useless(item, &state.papers).map(text::expired));
    if item.keep || state.cell == Cell::Keep {
        lines.push(text::keep(item.keep).to_owned());
    }
    if !item.files.is_empty() {
        lines.push(text::weight(&item.files, state.most_mb));
    }
    let height = pen.height();
    let mut row = 0;
    for line in &lines {
        if row < height {
            row = pen.lines((INDENT, row), Role::Text, line);
        }
    }
}

/// The rest of its legal text in one line, and where the whole of it stands.
fn note_line(note: &str, columns: u16) -> String {
    let said = format!("{}{}", text::NOTE, wrap(note, u16::MAX).join(" "));
    let room = columns.saturating_sub(INDENT);
    if width(&said) <= room {
        return said;
    }
    let room = room.saturating_sub(width(text::NOTE_GOES_ON) + 1);
    format!("{} {}", cut(&said, room), text::NOTE_GOES_ON)
}

/// The right pane of wide screens: the files one by one, and the first page.
fn draw_right(state: &State, pen: &mut Pen<'_, '_>) {
    let leaves = state.leaves();
    let Some(first) = leaves.first() else {
        draw_files(state, pen);
        return;
    };
    let files = state.pointed().map_or(0, |item| item.files.len());
    let rows = u16::try_from(files + 2).unwrap_or(MOST_FILES).min(MOST_FILES);
    let above = pen.rows(0, rows);
    draw_files(state, &mut pen.within(above));
    let below = pen.rows(rows, pen.height().saturating_sub(rows));
    let beside = state.preview.beside(Some(first), can_show(pen.look()));
    pane(&mut pen.within(below), &beside);
}

/// What the paper is like, and why it gets no file.
fn care(state: &State, item: &DraftComponent) -> Vec<String> {
    let decided = state.decided(item.id);
    let wished = item.care.proposal.as_ref();
    let policy = not_asked(state.policy, item.form, item.submission);
    let mut lines: Vec<String> = decided
        .map(|it| text::reasoned(&special::exempted(it.why), &it.reason))
        .or_else(|| wished.map(|it| text::reasoned(&special::proposed(it.why), &it.reason)))
        .or_else(|| {
            policy
                .filter(|_| item.submission == Submission::Submit)
                .map(special::by_policy)
        })
        .into_iter()
        .collect();
    lines.extend(text::care(&item.care));
    lines
}

fn draw_files(state: &State, pen: &mut Pen<'_, '_>) {
    pen.text((2, 0), Role::Dim, text::FILES);
    let files = state.pointed().map_or(&[][..], |item| &item.files);
    if files.is_empty() {
        let is_barred = state
            .pointed()
            .is_some_and(|item| item.care.of_other_body && item.care.basis.is_none());
        let words = match state.subject {
            Subject::Dossier(_) if is_barred => text::NEVER_COPIED,
            Subject::Draft => text::NO_FILES_YET,
            Subject::Dossier(_) => text::NO_PAGES_YET,
        };
        pen.text((2, 1), Role::Dim, words);
    }
    for (row, file) in (1..pen.height()).zip(files) {
        let (role, line) = if given(files).any(|it| it.id == file.id) {
            (Role::Text, text::file(file))
        } else {
            (Role::Dim, text::original(file))
        };
        pen.text((2, row), role, &line);
    }
}
