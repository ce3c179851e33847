//! One filter per column: which there are, what they may be, and what a choice does to the [`Filter`].

use chrono::NaiveDate;

use super::text;
use crate::app::input::DateField;
use crate::app::input::date::{DateKind, Today, Written};
use crate::domain::dossier::{Account, OfficerName, Status};
use crate::domain::query::Filter;
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
}

impl Column {
    /// In the order of the screen; the last one is only in the list of F4.
    pub(super) const ALL: [Self; 6] = [
        Self::Status,
        Self::Sector,
        Self::From,
        Self::To,
        Self::Officer,
        Self::Account,
    ];
    /// Those Tab visits.
    pub(super) const SHOWN: usize = 5;

    /// Its place in the tables of words.
    pub(super) fn place(self) -> usize {
        self as usize
    }

    pub(super) fn is_date(self) -> bool {
        match self {
            Self::From | Self::To => true,
            Self::Status | Self::Sector | Self::Officer | Self::Account => false,
        }
    }
}

/// Sectors and officers, asked when a list of them is first wanted.
#[derive(Debug, Default)]
pub(super) struct Values {
    pub(super) sectors: Vec<String>,
    pub(super) officers: Vec<OfficerName>,
}

impl Values {
    /// The rows to pick from; the first takes the filter off.
    pub(super) fn rows(&self, column: Column) -> Vec<String> {
        let mut rows = vec![text::UNSET[column.place()].to_owned()];
        match column {
            Column::Status => rows.extend(Status::ALL.iter().map(|it| words::status(*it).to_owned())),
            Column::Account => rows.extend(Account::ALL.iter().map(|it| text::account(*it))),
            Column::Sector => rows.extend(self.sectors.iter().cloned()),
            Column::Officer => rows.extend(self.officers.iter().map(|it| it.name.clone())),
            Column::From | Column::To => {}
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
            Column::From | Column::To => {}
        }
    }

    /// Name of the officer the list is narrowed to.
    pub(super) fn officer(&self, filter: &Filter) -> String {
        let found = self.officers.iter().find(|it| Some(it.id) == filter.officer);
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
        };
        value.unwrap_or_else(|| text::UNSET[column.place()].to_owned())
    }
}

/// Puts a typed date into the filter; empty takes it off.
pub(super) fn set_date(
    filter: &mut Filter,
    (column, typed): (Column, &str),
    today: NaiveDate,
) -> Result<(), String> {
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
    if column == Column::From {
        filter.from = day;
    } else {
        filter.to = day;
    }
    Ok(())
}
