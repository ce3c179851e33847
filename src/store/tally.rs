//! The months of the form, counted in one pass over the dossiers that were received or ended in them. Reads only.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row};

use crate::domain::digitise::Counting;
use crate::domain::digitise::exempted::Exempted;
use crate::domain::dossier::{Account, Channel, Product, Status};
use crate::domain::ids::DossierId;
use crate::domain::refusal::Refusal;
use crate::domain::rows::Digitised;
use crate::domain::tally::closed::Figures;
use crate::domain::tally::{Counts, Facts, Marks, Month};
use crate::domain::time::Moment;
use crate::store::local::office_setting;
use crate::store::read::row::{code, id, moment, word};

/// One dossier that was received or ended within the time that was asked for.
pub(crate) struct Seen {
    pub(crate) id: DossierId,
    pub(crate) received_at: Option<Moment>,
    pub(crate) finished_at: Option<Moment>,
    facts: Facts,
}

impl Seen {
    /// Of a row of `sql/tally.sql`.
    pub(crate) fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        let channel = code(row, 5, Channel::from_code)?;
        Ok(Self {
            id: DossierId::from_bytes(id(row, 0)?),
            received_at: moment(row, 2)?,
            finished_at: moment(row, 3)?,
            facts: Facts {
                received: false,
                finished: false,
                void: row.get(4)?,
                channel,
                account: word(row, 6, Account::from_word)?,
                digitised: Digitised {
                    need: row.get(8)?,
                    have: row.get(9)?,
                    waiting: row.get(10)?,
                    exempt: row.get(11)?,
                },
                online_electronic: row.get(15)?,
                reused: row.get(13)?,
                status: code(row, 7, Status::from_code)?,
                product: word(row, 14, Product::from_word)?,
                outcome_file: row.get(12)?,
            },
        })
    }

    /// What a month asks of it.
    pub(crate) fn in_month(&self, month: Month) -> Facts {
        let within = |at: Option<Moment>| at.is_some_and(|at| month.has(at));
        Facts {
            received: within(self.received_at),
            finished: within(self.finished_at),
            ..self.facts
        }
    }
}

/// How this office counts.
pub(crate) fn counting(conn: &Connection) -> Result<Counting, Refusal> {
    let yes = |key| Ok::<_, Refusal>(office_setting(conn, key)? == "yes");
    Ok(Counting {
        exempt_is_done: yes("count_exempt")?,
        online_is_full: yes("count_online_as_full")?,
    })
}

/// Shows every dossier that was received or ended from the first month to the last, with the code of its unit.
pub(crate) fn each(
    conn: &Connection,
    (first, last): (Month, Month),
    mut show: impl FnMut(&str, &Seen),
) -> Result<(), Refusal> {
    let mut statement = conn.prepare_cached(include_str!("sql/tally.sql"))?;
    let mut rows = statement.query((first.range().0.0, last.range().1.0))?;
    while let Some(row) = rows.next()? {
        let unit = row.get_ref(1)?.as_str().unwrap_or_default();
        show(unit, &Seen::of(row)?);
    }
    Ok(())
}

/// What one month comes to.
#[derive(Default)]
pub(crate) struct Counted {
    /// By the unit's code.
    pub(crate) units: BTreeMap<String, Counts>,
    /// The own unit's dossiers that count somewhere, where they were asked for.
    pub(crate) own: BTreeMap<DossierId, Marks>,
    /// What is không số hóa of the dossiers received in it.
    pub(crate) exempted: Exempted,
}

/// Counts a month. `own` = the unit whose dossiers are to be told one by one.
pub(crate) fn month(
    conn: &Connection,
    month: Month,
    (own, counting): (Option<&str>, Counting),
) -> Result<Counted, Refusal> {
    let mut counted = Counted::default();
    each(conn, (month, month), |unit, seen| {
        let facts = seen.in_month(month);
        counted.exempted.add(facts.exempted());
        let marks = facts.marks(counting);
        if !counted.units.contains_key(unit) {
            counted.units.insert(unit.to_owned(), Counts::default());
        }
        if let Some(counts) = counted.units.get_mut(unit) {
            counts.add(marks);
        }
        if own == Some(unit) && marks != Marks::default() {
            counted.own.insert(seen.id, marks);
        }
    })?;
    Ok(counted)
}

/// The figures of the own unit as a month is closed with them.
pub(crate) fn figures(
    (of, unit): (Month, &str),
    counting: Counting,
    own: &BTreeMap<DossierId, Marks>,
) -> Figures {
    let marks = own.iter().map(|(id, marks)| (id.0.simple().to_string(), *marks));
    Figures::of((of, unit), counting, marks)
}
