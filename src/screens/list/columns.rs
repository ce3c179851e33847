//! One filter per column: which there are, what they may be, and what a choice does to the [`Filter`].

use chrono::NaiveDate;

use super::text;
use crate::app::input::DateField;
use crate::app::input::date::{DateKind, Today, Written};
use crate::domain::dossier::{Account, OfficerName, Status};
use crate::domain::ids::OfficerId;
use crate::domain::query::{Columns, Filter, Standing};
use crate::domain::{say, text as words};

/// A filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// Trạng thái.
    Status,
    /// Lĩnh vực.
    Sector,
    /// Received on or after.
    From,
    /// Received on or before.
    To,
    /// Who has it.
    Officer,
    /// Account finding.
    Account,
    /// Tiến độ.
    Pace,
    /// Who sent it on.
    Sender,
    /// Số hồ sơ.
    Code,
    /// Về việc.
    About,
    /// Người đăng ký.
    Holder,
    /// Thông tin chung.
    General,
}

impl Column {
    /// In the order of the screen; those Tab does not visit are only in the list of F4.
    pub(super) const ALL: [Self; 12] = [
        Self::Status,
        Self::Sector,
        Self::From,
        Self::To,
        Self::Officer,
        Self::Account,
        Self::Pace,
        Self::Sender,
        Self::Code,
        Self::About,
        Self::Holder,
        Self::General,
    ];
    /// Those Tab visits.
    pub(super) const SHOWN: usize = 5;

    /// Its place in the tables of words.
    pub(super) fn place(self) -> usize {
        self as usize
    }

    pub(super) fn is_date(self) -> bool {
        matches!(self, Self::From | Self::To)
    }

    /// Where the typed words of this column stand; `None` = its values are picked, or dates.
    pub(super) fn typed(self, columns: &mut Columns) -> Option<&mut String> {
        match self {
            Self::Code => Some(&mut columns.code),
            Self::About => Some(&mut columns.about),
            Self::Holder => Some(&mut columns.holder),
            Self::General => Some(&mut columns.general),
            Self::Status
            | Self::Sector
            | Self::From
            | Self::To
            | Self::Officer
            | Self::Account
            | Self::Pace
            | Self::Sender => None,
        }
    }

    /// Its values are typed.
    pub(super) fn is_typed(self) -> bool {
        self.typed(&mut Columns::default()).is_some()
    }
}

/// Sectors and officers, asked when a list of them is first wanted.
#[derive(Debug, Default)]
pub(super) struct Values {
    pub(super) sectors: Vec<String>,
    pub(super) officers: Vec<OfficerName>,
}

/// The officers a list is narrowed to; empty without one.
pub(super) struct Named {
    /// Who has the dossiers.
    pub(super) officer: String,
    /// Who sent them on.
    pub(super) sender: String,
}

impl Values {
    /// The rows to pick from; the first takes the filter off.
    pub(super) fn rows(&self, column: Column) -> Vec<String> {
        let mut rows = vec![text::UNSET[column.place()].to_owned()];
        match column {
            Column::Status => rows.extend(Status::ALL.iter().map(|it| words::status(*it).to_owned())),
            Column::Account => rows.extend(Account::ALL.iter().map(|it| text::account(*it))),
            Column::Sector => rows.extend(self.sectors.iter().cloned()),
            Column::Officer | Column::Sender => rows.extend(self.officers.iter().map(|it| it.name.clone())),
            Column::Pace => rows.extend(Standing::ALL.map(|it| text::standing(it).to_owned())),
            Column::From | Column::To | Column::Code | Column::About | Column::Holder | Column::General => {}
        }
        rows
    }

    /// Takes row `at` of [`Values::rows`].
    pub(super) fn pick(&self, filter: &mut Filter, column: Column, at: usize) {
        let at = at.checked_sub(1);
        match column {
            Column::Status => filter.status = at.and_then(|at| Status::ALL.get(at).copied()),
            Column::Account => filter.account = at.and_then(|at| Account::ALL.get(at).copied()),
            Column::Sector => filter.sector = at.and_then(|at| self.sectors.get(at).cloned()),
            Column::Officer => filter.officer = at.and_then(|at| self.officers.get(at)).map(|it| it.id),
            Column::Sender => {
                filter.columns.sender = at.and_then(|at| self.officers.get(at)).map(|it| it.id);
            }
            Column::Pace => filter.columns.pace = at.and_then(|at| Standing::ALL.get(at).copied()),
            Column::From | Column::To | Column::Code | Column::About | Column::Holder | Column::General => {}
        }
    }

    /// Name of the officer the list is narrowed to.
    pub(super) fn officer(&self, filter: &Filter) -> String {
        self.name(filter.officer)
    }

    /// Name of the officer who sent what the list is narrowed to.
    pub(super) fn sender(&self, filter: &Filter) -> String {
        self.name(filter.columns.sender)
    }

    /// Both, for row 2.
    pub(super) fn named(&self, filter: &Filter) -> Named {
        Named {
            officer: self.officer(filter),
            sender: self.sender(filter),
        }
    }

    fn name(&self, officer: Option<OfficerId>) -> String {
        let found = self.officers.iter().find(|it| Some(it.id) == officer);
        found.map(|it| it.name.clone()).unwrap_or_default()
    }

    /// What the filter's field shows.
    pub(super) fn shown(&self, filter: &Filter, column: Column) -> String {
        let value = match column {
            Column::Status => filter.status.map(|it| words::status(it).to_owned()),
            Column::Account => filter.account.map(text::account),
            Column::Sector => filter.sector.clone(),
            Column::Officer => filter.officer.map(|_| self.officer(filter)),
            Column::From => filter.from.map(say::date),
            Column::To => filter.to.map(say::date),
            Column::Sender => filter.columns.sender.map(|_| self.sender(filter)),
            Column::Pace => filter.columns.pace.map(|it| text::standing(it).to_owned()),
            Column::Code => Some(filter.columns.code.clone()),
            Column::About => Some(filter.columns.about.clone()),
            Column::Holder => Some(filter.columns.holder.clone()),
            Column::General => Some(filter.columns.general.clone()),
        };
        value.unwrap_or_else(|| text::UNSET[column.place()].to_owned())
    }
}

/// Puts what was typed into the filter; empty takes it off.
pub(super) fn set_typed(
    filter: &mut Filter,
    (column, typed): (Column, &str),
    today: NaiveDate,
) -> Result<(), String> {
    match column.typed(&mut filter.columns) {
        Some(words) => typed.trim().clone_into(words),
        None => return set_date(filter, (column, typed), today),
    }
    Ok(())
}

fn set_date(filter: &mut Filter, (column, typed): (Column, &str), today: NaiveDate) -> Result<(), String> {
    let mut field = DateField::new(DateKind::Day);
    field.set_text(typed);
    let today = Today {
        date: today,
        working_day: &|_, _| None,
    };
    let day = match field.settle(today) {
        Ok(Some(Written::Day(day))) => Some(day),
        Ok(_) => None,
        Err(_) => return Err(text::no_such_day(typed.trim())),
    };
    let (from, to) = if column == Column::From {
        (day, filter.to)
    } else {
        (filter.from, day)
    };
    if let (Some(from), Some(to)) = (from, to)
        && from > to
    {
        return Err(text::crossed(from, to));
    }
    (filter.from, filter.to) = (from, to);
    Ok(())
}
