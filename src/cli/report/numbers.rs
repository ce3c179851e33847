//! `report punctual`, `index766`, `trend`, `expiring`, `idle`, `rehearsal`: the numbers of the screen Số liệu.

use clap::{Subcommand, ValueEnum};
use serde_json::{Value, json};

use super::{To, exempted_json, table};
use crate::desk::reports::numbers::{Answered, Made};
use crate::domain::digitise::exempted::Exempted;
use crate::domain::index766::{Estimate, Scored, text as index};
use crate::domain::lift::{Lacking, Rehearsal};
use crate::domain::numbers::{ExpiringRow, IdleRow, Listed, Told};
use crate::domain::punctual::{By, Column, Counts as Due, Table};
use crate::domain::report::Numbers;
use crate::domain::tally::{Column as Form, Counts, Month, Ratio};
use crate::domain::time::Moment;

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

    /// Which part of which month; without one, of this.
    pub(super) fn part(&self, now: Moment) -> Numbers {
        let month = |of: &OfMonth| of.month.unwrap_or_else(|| Month::at(now));
        match self {
            Self::Punctual { of, by, .. } => Numbers::Punctual(month(of), by.by()),
            Self::Index766 { of, .. } => Numbers::Index766(month(of)),
            Self::Rehearsal { of, .. } => Numbers::Rehearsal(month(of)),
            Self::Trend { .. } => Numbers::Trend(Month::at(now)),
            Self::Expiring { .. } => Numbers::Expiring,
            Self::Idle { .. } => Numbers::Idle,
        }
    }
}

/// Lines, headings, rows and notes as text.
pub(super) fn plain(made: &Made) -> String {
    let lines = |lines: &[String]| table(lines.iter().map(std::slice::from_ref));
    let heads: Vec<String> = made.heads.iter().map(|it| (*it).to_owned()).collect();
    let all = [
        lines(&made.lines),
        table([heads]),
        table(made.texts()),
        lines(&made.below()),
    ];
    all.concat()
}

/// The same for programs.
pub(super) fn json_of(answered: &Answered) -> Value {
    match answered {
        Answered::Months(months) => trend(months),
        Answered::Told(Told::Punctual(table)) => due_json(table),
        Answered::Told(Told::Index766(estimate)) => estimate_json(estimate),
        Answered::Told(Told::Rehearsal(rehearsal)) => rehearsed(rehearsal),
        Answered::Told(Told::Expiring(list)) => listed(list, expiring),
        Answered::Told(Told::Idle(list)) => {
            let mut made = listed(list, idle);
            made["exempted"] = exempted_json(list.rows.iter().map(|row| row.exempted).collect());
            made
        }
        Answered::Told(Told::Cases(_)) => Value::Null,
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
        "exempted": exempted_json(table.exempted),
    })
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
        "exempted": exempted_json(estimate.exempted),
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

fn trend(months: &[(Month, Counts, Exempted)]) -> Value {
    let item = |(month, counts, exempted): &(Month, Counts, Exempted)| {
        let exempted = exempted_json(*exempted);
        json!({ "month": month, "numbers": form_json(counts), "exempted": exempted })
    };
    json!({ "months": months.iter().map(item).collect::<Vec<_>>() })
}

fn rehearsed(rehearsal: &Rehearsal) -> Value {
    let item = |it: &Lacking| {
        json!({
            "code": it.code,
            "holder": it.holder,
            "procedure": it.procedure,
            "papers_lacking": it.lack.papers,
            "result_lacking": it.lack.result,
            "exempted_papers": it.exempted,
        })
    };
    json!({
        "month": rehearsal.month,
        "numbers": form_json(&rehearsal.counts),
        "total": rehearsal.total,
        "exempted": exempted_json(rehearsal.exempted),
        "items": rehearsal.lacking.iter().map(item).collect::<Vec<_>>(),
    })
}

fn expiring(row: &ExpiringRow) -> Value {
    json!({
        "owner": row.owner_no,
        "name": row.name,
        "code": row.code,
        "ends_on": row.ends_on,
        "days_left": row.days_left,
    })
}

fn idle(row: &IdleRow) -> Value {
    json!({
        "code": row.code,
        "holder": row.holder,
        "procedure": row.procedure,
        "status": row.status.code(),
        "with": row.with,
        "touched_at": row.touched_at.rfc3339(),
        "working_days": row.days,
        "exempted_papers": row.exempted,
    })
}

/// The days of the setting, how many there are, and all of them.
fn listed<T>(list: &Listed<T>, item: fn(&T) -> Value) -> Value {
    json!({
        "days": list.days,
        "total": list.total,
        "items": list.rows.iter().map(item).collect::<Vec<_>>(),
    })
}
