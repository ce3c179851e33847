//! Draws the seven rules with the evidence beside each, and under them the letter's sentence and what was found.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{State, findings, text};
use crate::domain::copying::{self, Dossier, Finding, Verdict, text as words};
use crate::ui::measure::{cut, wrap};
use crate::ui::{Look, Mark, Pen, Role};

/// Where the evidence begins.
const EVIDENCE: u16 = 36;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    let Some(papers) = state
        .view
        .as_deref()
        .map(|view| copying::papers(Dossier::of(view)))
    else {
        return;
    };
    let findings = findings(state);
    let mut row = 0;
    for (at, finding) in findings.iter().enumerate() {
        let pointed = at == state.table.at();
        pen.gutter(row, pointed, Mark::None);
        pen.text((2, row), role(finding.verdict), words::sign(finding.verdict));
        let name = format!("{} {}", at + 1, words::short(finding.rule));
        let role = if pointed { Role::Focus } else { Role::Text };
        pen.text((4, row), role, &name);
        let evidence = words::evidence(finding, papers, state.verifying.verified());
        let width = pen.width().saturating_sub(EVIDENCE + 1);
        pen.text((EVIDENCE, row), Role::Text, &cut(&evidence, width));
        if pointed {
            pen.cursor((2, row));
        }
        row += 1;
    }
    if let Some(finding) = findings.get(state.table.at()) {
        below(&mut pen, row + 1, finding);
    }
}

fn role(verdict: Verdict) -> Role {
    match verdict {
        Verdict::Lacking => Role::Bad,
        Verdict::Open => Role::Warn,
        Verdict::Met | Verdict::Confirmed => Role::Good,
        Verdict::Running | Verdict::Nothing => Role::Dim,
    }
}

/// The letter's sentence, then what was found as far as there is room.
fn below(pen: &mut Pen<'_, '_>, from: u16, finding: &Finding) {
    let width = pen.width().saturating_sub(4);
    let mut row = from;
    for line in wrap(&words::letter_quoted(finding.rule), width) {
        pen.text((2, row), Role::Dim, &line);
        row += 1;
    }
    row += 1;
    let room = usize::from(pen.height().saturating_sub(row));
    let shown = if finding.points.len() > room {
        room.saturating_sub(1)
    } else {
        finding.points.len()
    };
    for point in &finding.points[..shown] {
        pen.text((2, row), Role::Text, &cut(&words::point(point), width));
        row += 1;
    }
    let rest = finding.points.len() - shown;
    if rest > 0 {
        pen.text((2, row), Role::Dim, &text::more(rest));
    }
}
