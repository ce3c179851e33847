//! Draws what is trusted, and the pointed certificate whole.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{State, is_missing, pointed, text};
use crate::domain::signature::trust::TrustedCert;
use crate::ui::widgets::facts::{self, Fact};
use crate::ui::widgets::table::{self, Cell, Column, Focus, Row, TableView};
use crate::ui::{Look, Mark, Pen, Role};

/// Columns of the labels.
const LABELS: u16 = 15;
/// Blank line and the detail block.
const FOOT: u16 = 8;
/// Rows of the window that are not the work area.
const CHROME: u16 = 6;

const COLUMNS: [Column; 4] = [
    Column::rest(text::COLUMNS[0]),
    Column::text(text::COLUMNS[1], 18),
    Column::text(text::COLUMNS[2], 18),
    Column::text(text::COLUMNS[3], 13),
];

/// Certificates in view in a window of this size.
pub(super) fn page((_, rows): (u16, u16)) -> usize {
    usize::from(rows.saturating_sub(CHROME + 1 + FOOT))
}

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    if state.read && state.certs.is_empty() {
        let below = pen.lines((2, 1), Role::Warn, text::EMPTY);
        let lists = [Fact::new(text::LISTS, text::lists(state.in_use.as_ref()))];
        facts::draw(&mut pen, below + 2, LABELS, &lists);
        return;
    }
    let view = TableView {
        columns: &COLUMNS,
        table: &state.table,
        focus: Focus::Here,
    };
    let below = table::above(&mut pen, (FOOT, false), &view, |at| {
        state.certs.get(at).map_or_else(Row::default, |it| row(state, it))
    });
    let mut list = pointed(state).map(detail).unwrap_or_default();
    list.push(Fact::new(text::LISTS, text::lists(state.in_use.as_ref())));
    facts::draw(&mut pen, below, LABELS, &list);
}

fn row(state: &State, cert: &TrustedCert) -> Row<'static> {
    let expired = cert.has_expired(state.now);
    let missing = is_missing(state, cert);
    let (mark, role) = match (missing, expired) {
        (true, _) => (Mark::Wrong, Role::Bad),
        (false, true) => (Mark::Check, Role::Warn),
        (false, false) => (Mark::None, Role::Text),
    };
    let fingerprint = if missing {
        text::NO_FILE.to_owned()
    } else {
        text::short(cert)
    };
    let cells = [
        cert.certificate.owner.clone(),
        cert.certificate.issuer.clone(),
        text::ends(cert, state.now),
        fingerprint,
    ];
    Row {
        mark,
        cells: cells.into_iter().map(|cell| Cell::of(role, cell)).collect(),
    }
}

fn detail(cert: &TrustedCert) -> Vec<Fact<'static>> {
    let certificate = &cert.certificate;
    let whole = text::whole(&cert.sha256.to_string());
    let (first, second) = whole.split_at(whole.len() / 2);
    vec![
        Fact::new(text::OWNER, certificate.owner.clone()),
        Fact::new(text::ISSUER, certificate.issuer.clone()),
        Fact::new(text::VALIDITY, text::validity(certificate.from, certificate.to)),
        Fact::new(text::FINGERPRINT, first.trim()),
        Fact::new("", second.trim()),
        Fact::new(text::ADDED, text::added_by(cert)),
    ]
}
