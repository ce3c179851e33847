//! The page of a dossier as lines: facts, papers, results, forms, history, the holder. Built from the rows, drawn by the
//! view, pointed at by the screen.

use super::text;
use crate::domain::component::{Digitise, OutcomeState};
use crate::domain::digitise::{ScanPolicy, text as digitise};
use crate::domain::dossier::Status;
use crate::domain::fee::{sums, text as fee};
use crate::domain::ids::{DossierId, FileHash, FormId, OutcomeId};
use crate::domain::rows::{ComponentView, DossierView, HistoryRow};
use crate::domain::slip::SlipKind;
use crate::screens::text as shared;

/// Lines of history on the page itself; all of them are in Quy trình.
const RECENT: usize = 6;

/// How a line is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Label and value.
    Fact,
    /// A group's heading, and a second one at the right.
    Heading,
    /// Paper, pages, source, signature.
    Paper,
    /// Indented text.
    Item,
    /// Indented label and value.
    Detail,
    /// When, who, what.
    Event,
    /// A step of the workflow: sign and text.
    Step,
    /// The letter's sentence of success.
    Success,
    /// A numbered way on.
    Way,
    /// Nothing.
    Blank,
}

/// What Enter does on a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// Why it is due then.
    Due,
    /// Phí, lệ phí.
    Fees,
    /// The components.
    Components,
    /// The scan of a result, on its way to an outcome.
    Scan,
    /// A stored file.
    File(FileHash, String),
    /// A slip, to be looked at and printed again.
    Slip(FormId, SlipKind),
    /// An outcome's file; Del revokes the outcome while it is in force.
    Outcome(OutcomeId, FileHash, String),
    /// Another dossier.
    Other(DossierId),
    /// A numbered way on.
    Way(u8),
    /// A line of history, to be read whole: when and who, then what.
    Read(String, String),
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) kind: Kind,
    pub(super) cells: Vec<String>,
    pub(super) target: Option<Target>,
}

fn line<const N: usize>(kind: Kind, cells: [&str; N]) -> Line {
    Line {
        kind,
        cells: cells.map(str::to_owned).to_vec(),
        target: None,
    }
}

impl Line {
    fn to(mut self, target: Target) -> Self {
        self.target = Some(target);
        self
    }
}

/// What the page depends on beside the dossier.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'a> {
    /// History and steps stand in a pane of their own.
    pub(super) wide: bool,
    /// Own unit code, left out of codes.
    pub(super) unit: &'a str,
    /// The page Quy trình: steps and the whole history.
    pub(super) workflow: bool,
}

/// All lines of the page.
pub(super) fn page(view: &DossierView, wanted: Wanted<'_>) -> Vec<Line> {
    let mut lines = facts(view);
    if wanted.workflow {
        lines.push(line(Kind::Blank, []));
        lines.extend(steps(view));
        lines.push(line(Kind::Heading, [text::HISTORY]));
        lines.extend(view.history.iter().map(event));
        return lines;
    }
    lines.push(line(Kind::Blank, []));
    if has_just_filed(view) {
        lines.push(line(Kind::Success, [text::FILED]));
        lines.push(line(Kind::Blank, []));
        lines.extend(outcomes(view));
        lines.push(line(Kind::Blank, []));
        lines.extend(ways());
        lines.extend(papers(view));
    } else {
        lines.extend(papers(view));
        lines.extend(outcomes(view));
    }
    lines.extend(forms(view));
    if !wanted.wide {
        lines.extend(recent(view));
    }
    lines.extend(holder(view));
    lines.extend(others(view, wanted.unit));
    lines
}

/// Steps and history for the right pane of a wide screen, newest last.
pub(super) fn side(view: &DossierView) -> Vec<Line> {
    let mut lines = steps(view);
    lines.push(line(Kind::Heading, [text::HISTORY]));
    lines.extend(view.history.iter().map(event));
    lines
}

/// The newest act filed an outcome, and the dossier is not yet on its way: success is a state of the page.
pub(super) fn has_just_filed(view: &DossierView) -> bool {
    let newest = view.history.last().map(|it| it.kind.as_str());
    matches!(newest, Some("file_outcome" | "replace_outcome"))
}

/// Columns of a fact in the narrowest window, and beside the right pane of a wide one.
const FACTS: usize = 64;

fn facts(view: &DossierView) -> Vec<Line> {
    let fact = |label: &str, value: &str| line(Kind::Fact, [label, value]);
    let mut lines = vec![fact(text::ABOUT, &text::about(view))];
    let labels = std::iter::once(text::HOLDER).chain(std::iter::repeat(""));
    let holder = text::holder(view, FACTS);
    lines.extend(labels.zip(&holder).map(|(label, words)| fact(label, words)));
    lines.push(fact(text::TIMES, &text::times(view)).to(Target::Due));
    lines.extend(text::online(view).map(|words| fact(text::ONLINE, &words)));
    lines.extend(text::first_promise(view).map(|words| fact(text::FIRST_PROMISE, &words)));
    if !view.fees.is_empty() {
        lines.push(fact(text::FEES, &fee::sums(sums(&view.fees))).to(Target::Fees));
    }
    lines.push(fact(text::STEP, &text::step(view)));
    let due = view.row.step_due;
    lines.extend(due.map(|at| fact(text::STEP_DUE, &text::exact_minute(at))));
    let waiting = view.waits.iter().find(|wait| wait.answered_at.is_none());
    lines.extend(waiting.map(|wait| fact(text::WAITING, &text::waiting(wait.asked_at, &wait.items))));
    lines.extend(
        view.row
            .returned_at
            .map(|_| fact(text::RETURNED, &text::returned(view))),
    );
    let reasons = [
        (text::VOIDED, &view.void_reason),
        (text::NO_PRODUCT, &view.no_product_reason),
        (text::BACKFILLED, &view.backfilled_reason),
        (text::NOTE, &view.note),
    ];
    let written = reasons
        .into_iter()
        .filter_map(|(label, reason)| Some((label, reason.as_ref()?)));
    lines.extend(written.map(|(label, reason)| fact(label, reason)));
    lines
}

fn papers(view: &DossierView) -> Vec<Line> {
    let has_outcome = !view.outcomes.is_empty() || !view.interims.is_empty();
    let right = match view.row.status {
        _ if has_outcome => "",
        Status::Registered => shared::OF_THE_CITIZEN,
        _ => text::NO_OUTCOME,
    };
    let mut lines = vec![line(Kind::Heading, [&text::components(view), right])];
    let said = |words: Option<String>| words.map(|words| line(Kind::Item, [&words]));
    lines.extend(said(digitise::lacks(&view.row.remarks)).map(|line| line.to(Target::Components)));
    lines.extend(said(digitise::reasoned(&view.row.remarks)).map(|line| line.to(Target::Components)));
    lines.extend(said(text::received(view)));
    lines.extend(said(text::counted(view)));
    lines.extend(
        view.components
            .iter()
            .flat_map(|it| component(it, view.scan_policy)),
    );
    lines
}

/// One line per file; the component's name stands on the first.
fn component(component: &ComponentView, policy: ScanPolicy) -> Vec<Line> {
    let exempt = component.digitise == Digitise::Exempt;
    let mut lines = Vec::new();
    if component.files.is_empty() || exempt {
        let state = text::lacking(component, policy);
        lines.push(line(Kind::Paper, [&component.name, &state]).to(Target::Components));
    }
    let file = |(at, file): (usize, &crate::domain::rows::FileView)| {
        let name = if at == 0 && !exempt {
            &component.name
        } else {
            &file.name
        };
        let cells = [
            name.as_str(),
            &text::pages(file.pages),
            &text::source(file),
            text::mark(file.signature),
        ];
        line(Kind::Paper, cells).to(Target::File(file.sha256, file.name.clone()))
    };
    lines.extend(component.files.iter().enumerate().map(file));
    lines.extend(component.heavy.iter().map(original));
    lines
}

/// A file too heavy to go out: kept, and to be opened.
fn original(file: &crate::domain::rows::FileView) -> Line {
    let name = text::original(file);
    let cells = [
        name.as_str(),
        &text::pages(file.pages),
        &text::source(file),
        text::mark(file.signature),
    ];
    line(Kind::Paper, cells).to(Target::File(file.sha256, file.name.clone()))
}

fn outcomes(view: &DossierView) -> Vec<Line> {
    let mut lines = Vec::new();
    let active = view.outcomes.iter().filter(|it| it.state == OutcomeState::Active);
    if !view.outcomes.is_empty() {
        lines.push(line(Kind::Heading, [&text::outcomes(active.count())]));
    }
    for outcome in &view.outcomes {
        let target = Target::Outcome(outcome.id, outcome.sha256, outcome.file_name.clone());
        let name = format!("{}   {}", outcome.paper_code, outcome.name);
        lines.push(line(Kind::Item, [&name]).to(target));
        lines.push(line(Kind::Item, [&format!("  {}", text::validity(outcome))]));
        let scan = outcome.scan.and_then(|id| view.paged(id));
        lines.extend(scan.map(|scan| line(Kind::Item, [&format!("  {}", text::scanned(scan))])));
    }
    let scan = view.open_scan().filter(|it| !it.pages.is_empty());
    lines.extend(scan.map(|scan| line(Kind::Heading, [&text::scanning(scan)]).to(Target::Scan)));
    if !view.interims.is_empty() {
        lines.push(line(
            Kind::Heading,
            [&text::interims(view.interims.len(), !view.outcomes.is_empty())],
        ));
    }
    for interim in &view.interims {
        let words = format!(
            "{}   {} · {}{}",
            interim.name,
            interim.note,
            text::pages(interim.pages),
            text::also_signed(interim.signature)
        );
        let target = Target::File(interim.sha256, interim.name.clone());
        lines.push(line(Kind::Item, [&words]).to(target));
    }
    lines
}

fn forms(view: &DossierView) -> Vec<Line> {
    if view.forms.is_empty() {
        // A receipt carries the code: before reception there is none to make.
        let why = if view.row.code.is_some() {
            text::NO_FORM
        } else {
            text::NO_RECEIPT_YET
        };
        return vec![line(Kind::Heading, [&format!("{}  {why}", text::FORMS)])];
    }
    let form = |form: &crate::domain::rows::FormView| {
        let name = format!("{}.pdf", form.number.replace('/', "-"));
        let words = format!("{}  {}", text::FORMS, text::form(form));
        let target = match SlipKind::named(&form.template) {
            Some(kind) => Target::Slip(form.id, kind),
            None => Target::File(form.signed.unwrap_or(form.sha256), name),
        };
        line(Kind::Heading, [&words]).to(target)
    };
    view.forms.iter().map(form).collect()
}

fn ways() -> Vec<Line> {
    let mut lines = vec![line(Kind::Heading, [text::NEXT])];
    lines.extend(
        (1..)
            .zip(text::WAYS)
            .map(|(number, words)| line(Kind::Way, [&format!("{number}"), words]).to(Target::Way(number))),
    );
    lines
}

fn recent(view: &DossierView) -> Vec<Line> {
    let hidden = view.history.len().saturating_sub(RECENT);
    let heading = match hidden {
        0 => text::HISTORY.to_owned(),
        hidden => text::earlier(hidden),
    };
    let mut lines = vec![line(Kind::Heading, [&heading])];
    lines.extend(view.history[hidden..].iter().map(event));
    lines
}

fn event(row: &HistoryRow) -> Line {
    let when = text::when(row);
    let whole = Target::Read(format!("{when} · {}", row.officer), row.text.clone());
    line(Kind::Event, [&when, &row.officer, &row.text]).to(whole)
}

fn steps(view: &DossierView) -> Vec<Line> {
    let mut lines = vec![line(Kind::Heading, [text::STEPS])];
    for step in &view.steps {
        let sign = match (step.current, step.done) {
            (true, _) => "›",
            (false, true) => "✓",
            (false, false) => "·",
        };
        let words = text::step_line(step.no, &step.name, (step.role, step.officer.as_deref()));
        lines.push(line(Kind::Step, [sign, &words]));
        let due = view.row.step_due.filter(|_| step.current);
        lines.extend(due.map(|at| {
            let words = format!("  {} {}", text::STEP_DUE, text::exact_minute(at));
            line(Kind::Step, ["", &words])
        }));
    }
    lines.push(line(Kind::Blank, []));
    lines
}

fn holder(view: &DossierView) -> Vec<Line> {
    let item = |label: &str, value: &str| line(Kind::Detail, [label, value]);
    let bearer = view
        .bearer
        .as_ref()
        .map_or(text::BY_HIMSELF, |it| it.bearer_name.as_str());
    let mut lines = vec![
        line(Kind::Blank, []),
        line(Kind::Heading, [text::HOLDER_HEAD]),
        item(text::NAME, &text::person(view)),
        item(text::ADDRESS, &view.holder.address.address_text),
        item(text::PHONE, &crate::domain::phone::grouped(&view.holder.phone)),
        item(text::BEARER, bearer),
        item(text::RETURN_WAY, crate::domain::text::return_way(view.return_way)),
    ];
    if let Some(cabinet) = &view.cabinet {
        lines.push(line(Kind::Heading, [text::PAPER]));
        lines.push(line(Kind::Item, [cabinet]));
    }
    lines
}

fn others(view: &DossierView, unit: &str) -> Vec<Line> {
    if view.others.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![line(Kind::Heading, [text::OTHERS])];
    lines.extend(view.others.iter().map(|row| {
        let code = shared::short_code(row.code.as_deref(), unit);
        let [code, procedure, status] = text::other(&code, &row.procedure_name, row.status);
        line(Kind::Paper, [&format!("{code}   {procedure}"), &status]).to(Target::Other(row.id))
    }));
    lines
}
