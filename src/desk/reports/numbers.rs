//! The numbers of Số liệu as files: each part is one plain table, the same for a key at the counter and for
//! `motcua report`.

use super::{Ask, NotMade, csv, on_paper};
use crate::desk::text;
use crate::domain::digitise::exempted::Exempted;
use crate::domain::index766::{Estimate, Scored, text as index};
use crate::domain::lift::{Lacking, Rehearsal, text as lift};
use crate::domain::numbers::{Asked, ExpiringRow, IdleRow, Listed, Told, text as lists};
use crate::domain::punctual::{Column, Counts as Due, Table, text as punctual};
use crate::domain::query::{Answer, Query, TallyQuery};
use crate::domain::report::{Format, Numbers};
use crate::domain::say;
use crate::domain::tally::{Column as Form, Counts, Month, Ratio, text as form};
use crate::domain::time::Moment;
use crate::forms::FormError;
use crate::forms::ruled::Facts;
use crate::forms::sheet::{self, Cell, Head, Sheet};

/// What was answered.
#[derive(Debug)]
pub enum Answered {
    /// By one of the questions of Số liệu.
    Told(Told),
    /// Twelve months of the form.
    Months(Vec<(Month, Counts, Exempted)>),
}

/// A part as a table.
#[derive(Debug)]
pub struct Made {
    /// Lines above it.
    pub lines: Vec<String>,
    /// Headings.
    pub heads: Vec<&'static str>,
    /// Cells, as many as headings.
    pub rows: Vec<Vec<Cell>>,
    /// Rows of sums at the end.
    pub totals: usize,
    /// Lines below it.
    pub notes: Vec<String>,
    /// How many papers of its dossiers are không số hóa, the last line below it; `None` = it has no dossiers.
    pub exempted: Option<String>,
}

/// Asks for all of a part.
pub fn answered(ask: Ask<'_>, part: Numbers) -> Result<Answered, NotMade> {
    let asked = match part {
        Numbers::Punctual(month, by) => Asked::Punctual(month, by),
        Numbers::Index766(month) => Asked::Index766(month),
        Numbers::Rehearsal(month) => Asked::Rehearsal(month, u32::MAX),
        Numbers::Expiring => Asked::Expiring(u32::MAX),
        Numbers::Idle => Asked::Idle(u32::MAX),
        Numbers::Trend(last) => {
            let query = Query::Tally(TallyQuery::Months { last, months: 12 });
            return match ask(&query) {
                Answer::TallyMonths(months) => Ok(Answered::Months(months)),
                _ => Err(NotMade::Unanswered),
            };
        }
    };
    match ask(&Query::Numbers(asked)) {
        Answer::Numbers(told) => Ok(Answered::Told(*told)),
        _ => Err(NotMade::Unanswered),
    }
}

/// The table of an answer; the dossiers behind one number have none.
pub fn table(answered: &Answered) -> Result<Made, NotMade> {
    Ok(match answered {
        Answered::Months(months) => trend(months),
        Answered::Told(Told::Punctual(table)) => due(table),
        Answered::Told(Told::Index766(estimate)) => estimated(estimate),
        Answered::Told(Told::Rehearsal(rehearsal)) => rehearsed(rehearsal),
        Answered::Told(Told::Expiring(list)) => expiring(list),
        Answered::Told(Told::Idle(list)) => idle(list),
        Answered::Told(Told::Cases(_)) => return Err(NotMade::Unanswered),
    })
}

pub(super) fn made(ask: Ask<'_>, now: Moment, (part, format): (Numbers, Format)) -> Result<Vec<u8>, NotMade> {
    let made = table(&answered(ask, part)?)?;
    match format {
        Format::Pdf => made.printed(ask, now, template(part)),
        Format::Xlsx => Ok(made.workbook(now)?),
        Format::Csv => Ok(match &made.exempted {
            Some(below) => csv::with_line(&made.heads, made.texts(), below.clone()),
            None => csv::written(&made.heads, made.texts()),
        }),
    }
}

/// The layout of a part.
fn template(part: Numbers) -> &'static str {
    match part {
        Numbers::Punctual(..) => "punctual",
        Numbers::Index766(_) => "index766",
        Numbers::Rehearsal(_) => "rehearsal",
        Numbers::Trend(_) => "trend",
        Numbers::Expiring => "expiring",
        Numbers::Idle => "idle",
    }
}

impl Made {
    /// The cells as text, row by row.
    pub fn texts(&self) -> Vec<Vec<String>> {
        let row = |row: &Vec<Cell>| row.iter().map(said).collect();
        self.rows.iter().map(row).collect()
    }

    /// All lines below it.
    pub fn below(&self) -> Vec<String> {
        self.notes.iter().chain(&self.exempted).cloned().collect()
    }

    fn printed(&self, ask: Ask<'_>, now: Moment, template: &str) -> Result<Vec<u8>, NotMade> {
        let rows = self.texts();
        let facts = Facts {
            about: &self.lines,
            rows: &rows,
            totals: self.totals,
            nothing: text::NO_ROWS,
            notes: &self.below(),
            ..Facts::default()
        };
        on_paper(ask, now, (template, facts))
    }

    fn workbook(&self, now: Moment) -> Result<Vec<u8>, FormError> {
        let head = |title: &&str| Head {
            title: (*title).to_owned(),
            under: String::new(),
            width: 20,
        };
        let heads: Vec<Head> = self.heads.iter().map(head).collect();
        sheet::write(&Sheet {
            name: "So lieu",
            lines: &self.lines,
            heads: &heads,
            rows: &self.rows,
            totals: self.totals,
            notes: &self.below(),
            made_at: now.local(),
        })
    }
}

/// A cell as text.
fn said(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Whole(number) => number.to_string(),
        Cell::Day(day) => say::date(*day),
        Cell::Formula { result, .. } => result.clone(),
    }
}

fn whole(number: u32) -> Cell {
    Cell::Whole(number.into())
}

/// A ratio, or an empty cell where nothing is divided.
fn percent(ratio: Option<Ratio>) -> Cell {
    let shown = ratio.filter(|it| it.plain().is_some()).map(Ratio::shown);
    shown.map_or(Cell::Empty, Cell::Text)
}

fn due(table: &Table) -> Made {
    let row = |name: String, counts: &Due| {
        let number = |column: &Column| {
            counts
                .count(*column)
                .map_or_else(|| percent(Some(counts.ratio())), whole)
        };
        let numbers = Column::ALL.iter().map(number);
        std::iter::once(Cell::Text(name))
            .chain(numbers)
            .collect::<Vec<_>>()
    };
    let mut rows: Vec<Vec<Cell>> = table
        .rows
        .iter()
        .map(|it| row(punctual::name(table.by, &it.of), &it.counts))
        .collect();
    rows.push(row(punctual::TOTAL.to_owned(), &table.total()));
    let title = format!("{} · {}", punctual::TITLE, text::month(table.month));
    Made {
        lines: vec![title],
        heads: std::iter::once(punctual::by(table.by))
            .chain(punctual::HEADS)
            .collect(),
        rows,
        totals: 1,
        notes: punctual::NOTES.map(str::to_owned).to_vec(),
        exempted: Some(punctual::exempted(table)),
    }
}

fn estimated(estimate: &Estimate) -> Made {
    let row = |scored: &Scored| {
        let line = scored.line;
        vec![
            Cell::Text(index::number(line).to_owned()),
            Cell::Text(index::name(line).to_owned()),
            percent(scored.ratio),
            Cell::Text(index::scored(scored)),
            whole(line.most()),
            Cell::Text(index::how(line).to_owned()),
        ]
    };
    let title = format!("{} · {}", index::TITLE, text::month(estimate.month));
    let notes = std::iter::once(index::total(estimate)).chain(index::NOTES.map(str::to_owned));
    Made {
        lines: vec![title],
        heads: index::HEADS.into_iter().chain([text::HOW]).collect(),
        rows: estimate.lines.iter().map(row).collect(),
        totals: 0,
        notes: notes.collect(),
        exempted: Some(form::exempted(estimate.exempted)),
    }
}

fn form_row(counts: &Counts) -> impl Iterator<Item = Cell> {
    let number = |column: &Form| {
        counts
            .count(*column)
            .map_or_else(|| percent(counts.ratio(*column)), whole)
    };
    let cells: Vec<Cell> = Form::numbers().iter().map(number).collect();
    cells.into_iter()
}

fn trend(months: &[(Month, Counts, Exempted)]) -> Made {
    let row = |(month, counts, _): &(Month, Counts, Exempted)| {
        let month = Cell::Text(month.shown());
        std::iter::once(month).chain(form_row(counts)).collect()
    };
    let numbers = Form::numbers().iter().map(|column| form::number(*column));
    Made {
        lines: vec![form::TITLE.to_owned()],
        heads: std::iter::once(text::TREND_MONTH).chain(numbers).collect(),
        rows: months.iter().map(row).collect(),
        totals: 0,
        notes: vec![],
        exempted: Some(form::exempted_in(months.iter().map(|(.., exempted)| *exempted))),
    }
}

fn rehearsed(rehearsal: &Rehearsal) -> Made {
    let counts = &rehearsal.counts;
    let row = |it: &Lacking| {
        let cells = [
            it.code.clone().unwrap_or_default(),
            it.holder.clone(),
            it.procedure.clone(),
            lift::lacking(it),
        ];
        cells.map(Cell::Text).to_vec()
    };
    let title = format!("{} · {}", lift::TITLE, text::month(rehearsal.month));
    let ratios =
        [Form::DigitisedRatio, Form::ResultRatio, Form::ReuseRatio].map(|it| lift::ratio(counts, it));
    Made {
        lines: std::iter::once(title)
            .chain(ratios)
            .chain([lift::count(rehearsal)])
            .collect(),
        heads: lift::HEADS.to_vec(),
        rows: rehearsal.lacking.iter().map(row).collect(),
        totals: 0,
        notes: vec![],
        exempted: Some(form::exempted(rehearsal.exempted)),
    }
}

fn expiring(list: &Listed<ExpiringRow>) -> Made {
    let row = |it: &ExpiringRow| {
        let mut cells: Vec<Cell> = lists::paper(it).map(Cell::Text).to_vec();
        cells[0] = Cell::Day(it.ends_on);
        cells
    };
    Made {
        lines: vec![lists::EXPIRING.to_owned(), lists::expiring(list.days, list.total)],
        heads: lists::EXPIRING_HEADS.to_vec(),
        rows: list.rows.iter().map(row).collect(),
        totals: 0,
        notes: vec![],
        exempted: None,
    }
}

fn idle(list: &Listed<IdleRow>) -> Made {
    let row = |it: &IdleRow| {
        let mut cells: Vec<Cell> = lists::dossier(it).map(Cell::Text).to_vec();
        cells[6] = whole(it.days);
        cells
    };
    Made {
        lines: vec![lists::IDLE.to_owned(), lists::idle(list.days, list.total)],
        heads: lists::IDLE_HEADS.to_vec(),
        rows: list.rows.iter().map(row).collect(),
        totals: 0,
        notes: vec![],
        exempted: Some(lists::exempted(list)),
    }
}
