//! `report punctual`, `index766`, `trend`, `expiring`, `idle`, `rehearsal`: the numbers of the screen Số liệu.

use std::path::Path;

use clap::{Subcommand, ValueEnum};
use serde_json::{Value, json};

use super::{Format, To, table, text};
use crate::cli::catalog::{Stop, open_reader};
use crate::cli::dossier::unanswered;
use crate::desk::reports::csv;
use crate::domain::index766::{Estimate, Scored, text as index};
use crate::domain::lift::{Rehearsal, text as lift};
use crate::domain::numbers::{Asked, ExpiringRow, IdleRow, Listed, Told, text as lists};
use crate::domain::punctual::{By, Column, Counts as Due, Table, text as punctual};
use crate::domain::query::{Answer, Query, TallyQuery};
use crate::domain::say;
use crate::domain::tally::{Column as Form, Counts, Month, Ratio, text as form};
use crate::domain::time::Moment;
use crate::forms::sheet::{self, Cell, Head, Sheet};

/// Which numbers.
#[derive(Debug, Clone, Subcommand)]
pub enum NumbersCommand {
    /// Đúng hạn, quá hạn của một tháng, theo hẹn trả gốc
    Punctual {
        #[command(flatten)]
        of: OfMonth,
        /// Mỗi dòng là gì
        #[arg(long, value_enum, default_value = "officer")]
        by: Rows,
        #[command(flatten)]
        to: To,
    },
    /// Ước tính điểm nhóm số hóa của QĐ 766/QĐ-TTg
    #[command(name = "index766")]
    Index766 {
        #[command(flatten)]
        of: OfMonth,
        #[command(flatten)]
        to: To,
    },
    /// Mười hai tháng gần nhất của biểu thống kê
    Trend {
        #[command(flatten)]
        to: To,
    },
    /// Giấy tờ trong kho sắp hết hạn (thiết lập `expiring_days`)
    Expiring {
        #[command(flatten)]
        to: To,
    },
    /// Hồ sơ không ai làm gì từ lâu (thiết lập `idle_days`)
    Idle {
        #[command(flatten)]
        to: To,
    },
    /// Tập dượt biểu tháng: hôm nay biểu sẽ ghi gì, hồ sơ nào nên làm trước
    Rehearsal {
        #[command(flatten)]
        of: OfMonth,
        #[command(flatten)]
        to: To,
    },
}

/// Of which month.
#[derive(Debug, Clone, clap::Args)]
pub struct OfMonth {
    /// Tháng (mặc định tháng này), như 2023-02
    #[arg(long, value_name = "YYYY-MM", value_parser = super::tally::month)]
    pub(super) month: Option<Month>,
}

/// What a row stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Rows {
    Officer,
    Procedure,
    Channel,
}

impl Rows {
    fn by(self) -> By {
        match self {
            Self::Officer => By::Officer,
            Self::Procedure => By::Procedure,
            Self::Channel => By::Channel,
        }
    }
}

impl NumbersCommand {
    /// Where it goes.
    pub(super) fn to(&self) -> &To {
        match self {
            Self::Punctual { to, .. }
            | Self::Index766 { to, .. }
            | Self::Trend { to }
            | Self::Expiring { to }
            | Self::Idle { to }
            | Self::Rehearsal { to, .. } => to,
        }
    }

    fn query(&self, now: Moment) -> Query {
        let month = |of: &OfMonth| of.month.unwrap_or_else(|| Month::at(now));
        Query::Numbers(match self {
            Self::Punctual { of, by, .. } => Asked::Punctual(month(of), by.by()),
            Self::Index766 { of, .. } => Asked::Index766(month(of)),
            Self::Rehearsal { of, .. } => Asked::Rehearsal(month(of), u32::MAX),
            Self::Expiring { .. } => Asked::Expiring(u32::MAX),
            Self::Idle { .. } => Asked::Idle(u32::MAX),
            Self::Trend { .. } => {
                let last = Month::at(now);
                return Query::Tally(TallyQuery::Months { last, months: 12 });
            }
        })
    }
}

/// A list in every form it can take.
struct Made {
    lines: Vec<String>,
    heads: Vec<&'static str>,
    rows: Vec<Vec<Cell>>,
    /// Rows of sums at the end.
    totals: usize,
    notes: Vec<String>,
    json: Value,
}

/// The numbers in the wanted form.
pub(super) fn made(home: &Path, command: &NumbersCommand, now: Moment) -> Result<Vec<u8>, Stop> {
    let reader = open_reader(home)?;
    let made = match reader.answer(&command.query(now), now) {
        Answer::TallyMonths(months) => trend(&months),
        Answer::Numbers(told) => match *told {
            Told::Punctual(table) => due(&table),
            Told::Index766(estimate) => estimated(&estimate),
            Told::Rehearsal(rehearsal) => rehearsed(&rehearsal),
            Told::Expiring(list) => expiring(&list),
            Told::Idle(list) => idle(&list),
            Told::Cases(_) => return Err(unanswered()),
        },
        _ => return Err(unanswered()),
    };
    made.bytes(command.to().format, now)
}

impl Made {
    fn bytes(self, format: Format, now: Moment) -> Result<Vec<u8>, Stop> {
        let rows = || {
            self.rows
                .iter()
                .map(|row| row.iter().map(said).collect::<Vec<_>>())
        };
        match format {
            Format::Table => {
                let lines = |lines: &[String]| table(lines.iter().map(std::slice::from_ref));
                let heads = table([self.heads.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>()]);
                let all = [lines(&self.lines), heads, table(rows()), lines(&self.notes)];
                Ok(all.concat().into_bytes())
            }
            Format::Json => Ok(format!("{}\n", self.json).into_bytes()),
            Format::Csv => Ok(csv::written(&self.heads, rows())),
            Format::Xlsx => self.workbook(now),
            Format::Pdf => Err(Stop::Refused(text::NO_PDF.to_owned())),
        }
    }

    fn workbook(&self, now: Moment) -> Result<Vec<u8>, Stop> {
        let head = |title: &&str| Head {
            title: (*title).to_owned(),
            under: String::new(),
            width: 20,
        };
        let heads: Vec<Head> = self.heads.iter().map(head).collect();
        let sheet = Sheet {
            name: "So lieu",
            lines: &self.lines,
            heads: &heads,
            rows: &self.rows,
            totals: self.totals,
            notes: &self.notes,
            made_at: now.local(),
        };
        sheet::write(&sheet).map_err(|_| Stop::Refused(text::NOT_MADE.to_owned()))
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
        json: due_json(table),
    }
}

fn due_json(table: &Table) -> Value {
    let numbers = |counts: &Due| {
        let mut made = serde_json::Map::new();
        for column in Column::ALL {
            let value = counts
                .count(*column)
                .map_or_else(|| json!(counts.ratio().plain()), |count| json!(count));
            made.insert(column.word().to_owned(), value);
        }
        made.insert("open_within_new_promise".to_owned(), json!(counts.open_kept));
        made
    };
    let rows = table.rows.iter().map(|row| {
        let mut made = numbers(&row.counts);
        made.insert("key".to_owned(), json!(row.of.key));
        made.insert("name".to_owned(), json!(row.of.name));
        Value::Object(made)
    });
    json!({
        "month": table.month,
        "by": table.by.word(),
        "rows": rows.collect::<Vec<_>>(),
        "total": numbers(&table.total()),
    })
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
        json: estimate_json(estimate),
    }
}

fn estimate_json(estimate: &Estimate) -> Value {
    let points = |hundredths: u32| format!("{}.{:02}", hundredths / 100, hundredths % 100);
    let line = |scored: &Scored| {
        json!({
            "line": scored.line.word(),
            "max": scored.line.most(),
            "numerator": scored.ratio.map(|it| it.upper),
            "denominator": scored.ratio.map(|it| it.whole),
            "ratio": scored.ratio.and_then(Ratio::plain),
            "points": scored.points().map(points),
            "why_not": index::why_not(scored.line),
        })
    };
    let (sum, most) = estimate.total();
    json!({
        "month": estimate.month,
        "estimate": true,
        "lines": estimate.lines.iter().map(line).collect::<Vec<_>>(),
        "points": points(sum),
        "max_known": most,
        "max": Estimate::most(),
    })
}

/// A month's numbers as the form's own JSON has them.
fn form_json(counts: &Counts) -> Value {
    let number = |column: &Form| {
        let ratio = counts.ratio(*column).map(|ratio| json!(ratio.plain()));
        (
            column.word().to_owned(),
            counts
                .count(*column)
                .map_or_else(|| ratio.unwrap_or_default(), |it| json!(it)),
        )
    };
    Value::Object(Form::numbers().iter().map(number).collect())
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

fn trend(months: &[(Month, Counts)]) -> Made {
    let row = |(month, counts): &(Month, Counts)| {
        let month = Cell::Text(month.shown());
        std::iter::once(month).chain(form_row(counts)).collect()
    };
    let item = |(month, counts): &(Month, Counts)| json!({ "month": month, "numbers": form_json(counts) });
    let numbers = Form::numbers().iter().map(|column| form::number(*column));
    Made {
        lines: vec![form::TITLE.to_owned()],
        heads: std::iter::once(text::MONTH).chain(numbers).collect(),
        rows: months.iter().map(row).collect(),
        totals: 0,
        notes: vec![],
        json: json!({ "months": months.iter().map(item).collect::<Vec<_>>() }),
    }
}

fn rehearsed(rehearsal: &Rehearsal) -> Made {
    let counts = &rehearsal.counts;
    let row = |it: &crate::domain::lift::Lacking| {
        let cells = [
            it.code.clone().unwrap_or_default(),
            it.holder.clone(),
            it.procedure.clone(),
            lift::lack(it.lack),
        ];
        cells.map(Cell::Text).to_vec()
    };
    let item = |it: &crate::domain::lift::Lacking| {
        json!({
            "code": it.code,
            "holder": it.holder,
            "procedure": it.procedure,
            "papers_lacking": it.lack.papers,
            "result_lacking": it.lack.result,
        })
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
        json: json!({
            "month": rehearsal.month,
            "numbers": form_json(counts),
            "total": rehearsal.total,
            "items": rehearsal.lacking.iter().map(item).collect::<Vec<_>>(),
        }),
    }
}

fn expiring(list: &Listed<ExpiringRow>) -> Made {
    let row = |it: &ExpiringRow| {
        let mut cells: Vec<Cell> = lists::paper(it).map(Cell::Text).to_vec();
        cells[0] = Cell::Day(it.ends_on);
        cells
    };
    let item = |it: &ExpiringRow| {
        json!({
            "owner": it.owner_no,
            "name": it.name,
            "code": it.code,
            "ends_on": it.ends_on,
            "days_left": it.days_left,
        })
    };
    Made {
        lines: vec![lists::EXPIRING.to_owned(), lists::expiring(list.days, list.total)],
        heads: lists::EXPIRING_HEADS.to_vec(),
        rows: list.rows.iter().map(row).collect(),
        totals: 0,
        notes: vec![],
        json: listed(list, item),
    }
}

fn idle(list: &Listed<IdleRow>) -> Made {
    let row = |it: &IdleRow| {
        let mut cells: Vec<Cell> = lists::dossier(it).map(Cell::Text).to_vec();
        cells[6] = whole(it.days);
        cells
    };
    let item = |it: &IdleRow| {
        json!({
            "code": it.code,
            "holder": it.holder,
            "procedure": it.procedure,
            "status": it.status.code(),
            "with": it.with,
            "touched_at": it.touched_at.rfc3339(),
            "working_days": it.days,
        })
    };
    Made {
        lines: vec![lists::IDLE.to_owned(), lists::idle(list.days, list.total)],
        heads: lists::IDLE_HEADS.to_vec(),
        rows: list.rows.iter().map(row).collect(),
        totals: 0,
        notes: vec![],
        json: listed(list, item),
    }
}

/// The days of the setting, how many there are, and the first of them.
fn listed<T>(list: &Listed<T>, item: impl Fn(&T) -> Value) -> Value {
    json!({
        "days": list.days,
        "total": list.total,
        "items": list.rows.iter().map(item).collect::<Vec<_>>(),
    })
}
