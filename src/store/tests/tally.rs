//! The monthly form against a slow recount that reads nothing but the log.

mod naive;
pub(super) mod world;

use std::collections::BTreeSet;

use super::*;
use crate::domain::digitise::exempted::Exempted;
use crate::domain::tally::cell::{Cell, Side};
use crate::domain::tally::given::{Given, GivenRow};
use crate::domain::tally::{Column, Counts, Month, Origin, Tally};
use crate::store::read::{Asking, tally};
use naive::Ids;
use world::World;

fn asking(office: &Office) -> Asking<'_> {
    Asking {
        conn: &office.conn,
        now: office.now,
    }
}

pub(super) fn form(office: &Office, month: Month) -> Tally {
    tally::form(&asking(office), month).unwrap()
}

fn cell(office: &Office, month: Month, (unit, column): (Option<&str>, Column)) -> Cell {
    tally::cell(&asking(office), (month, column), unit).unwrap()
}

fn months(office: &Office, last: Month, months: i32) -> Vec<(Month, Counts, Exempted)> {
    tally::trend(&asking(office), last, months).unwrap()
}

pub(super) fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn of(cell: &Cell, side: Side) -> Ids {
    cell.of(side).map(|row| row.id).collect()
}

/// What the naive count has in a column, and what it would look for there.
fn expected(naive: &[Ids; 15], column: Column) -> (Ids, Ids) {
    let n = |at: usize| naive[at].clone();
    let both = |one: Ids, other: Ids| one.union(&other).copied().collect::<Ids>();
    match column.number() {
        9 => (both(n(7), n(8)), n(3)),
        11 | 12 => (n(11), n(10)),
        14 => (n(13), both(n(5), n(6))),
        3 => (n(3), n(0)),
        10 => (n(10), n(1)),
        number => (n(usize::from(number)), n(3)),
    }
}

fn compare(world: &World, naive: &naive::Log, month: Month) {
    let here = format!("world {}, {month}", world.seed);
    let naive = naive.month(month.first_day(), world.counting);
    let tally = form(&world.office, month);
    let row = &tally.rows[0];
    assert_eq!((tally.rows.len(), tally.total()), (1, row.counts), "{here}");
    for column in Column::numbers() {
        let (counted, looked_at) = expected(&naive, *column);
        let number = row
            .counts
            .count(*column)
            .or(row.counts.ratio(*column).map(|it| it.upper))
            .unwrap();
        assert_eq!(number as usize, counted.len(), "{here}, {column:?}");
        let cell = cell(&world.office, month, (Some(&row.unit_code), *column));
        assert_eq!(of(&cell, Side::Counted), counted, "{here}, {column:?}");
        let missing: Ids = looked_at.difference(&counted).copied().collect();
        assert_eq!(of(&cell, Side::Missing), missing, "{here}, {column:?}");
        assert_eq!(cell.count(Side::All), counted.len() + missing.len());
        assert_eq!(cell.counts, row.counts, "{here}");
        if let Some(ratio) = row.counts.ratio(*column) {
            assert_eq!(ratio.whole as usize, cell.count(Side::All), "{here}, {column:?}");
        }
    }
}

#[test]
fn a_thousand_months_agree_with_a_naive_recount_of_the_log() {
    const WORLDS: u64 = 20;
    const MONTHS: i32 = 50;
    let mut seen = [0; 15];
    let mut compared = 0;
    for seed in 1..=WORLDS {
        let world = World::lived(seed, MONTHS);
        let naive = naive::Log::read(&world.office.conn);
        let first = month("2023-02");
        for at in 0..MONTHS {
            compare(&world, &naive, first.plus(at));
            compared += 1;
        }
        let trend = months(&world.office, first.plus(MONTHS - 1), 50);
        assert_eq!(trend.len(), 50);
        for (month, counts, _) in trend {
            assert_eq!(
                counts,
                form(&world.office, month).rows[0].counts,
                "{seed} {month}"
            );
            for column in Column::COUNTED {
                seen[usize::from(column.number())] += counts.count(*column).unwrap();
            }
        }
    }
    assert_eq!(compared, 1000);
    // Every column was asked often, or the comparison says nothing.
    for column in Column::COUNTED {
        assert!(seen[usize::from(column.number())] > 150, "{column:?}: {seen:?}");
    }
}

#[test]
fn a_month_ends_at_the_offices_midnight() {
    let mut office = Office::new();
    for (at, expected) in [
        ("2023-02-28T23:59:58.999+07:00", [1, 0]),
        ("2023-02-28T23:59:59+07:00", [0, 1]),
    ] {
        // An act comes a second later.
        office.now = at_time(at);
        let before = [month("2023-02"), month("2023-03")].map(|it| form(&office, it).total().received);
        office.accepted();
        let after = [month("2023-02"), month("2023-03")].map(|it| form(&office, it).total().received);
        assert_eq!([after[0] - before[0], after[1] - before[1]], expected, "{at}");
    }
}

#[test]
fn an_empty_month_has_its_row_and_nothing_in_it() {
    let office = Office::new();
    let tally = form(&office, month("2023-02"));
    assert_eq!(tally.rows.len(), 1);
    assert_eq!(tally.rows[0].unit_name, "Xã An Toàn");
    assert_eq!(tally.total(), Counts::default());
    let cell = cell(&office, month("2023-02"), (None, Column::DigitisedRatio));
    assert_eq!(cell.count(Side::All), 0);
    assert_eq!(months(&office, month("2023-02"), 12).len(), 12);
}

fn at_time(text: &str) -> Moment {
    Moment::from_rfc3339(text).unwrap()
}

/// One pass by the indexes of reception and end: no dossier of another month is read.
#[test]
fn a_month_is_read_by_its_indexes() {
    let office = Office::new();
    let sql = format!("EXPLAIN QUERY PLAN {}", include_str!("../sql/tally.sql"));
    let mut statement = office.conn.prepare(&sql).unwrap();
    let steps: Vec<String> = statement
        .query_map([1, 2], |row| row.get(3))
        .unwrap()
        .collect::<rusqlite::Result<_>>()
        .unwrap();
    let steps: BTreeSet<_> = steps.into_iter().collect();
    let by = |index: &str| steps.iter().any(|step| step.contains(index));
    assert!(by("INDEX dossier_by_received"), "{steps:?}");
    assert!(by("INDEX dossier_by_finished"), "{steps:?}");
    assert!(!steps.iter().any(|step| step.starts_with("SCAN d")), "{steps:?}");
}

#[test]
fn a_closed_month_keeps_its_figures_and_says_what_differs() {
    let mut office = Office::new();
    let (id, component) = office.accepted();
    let february = month("2023-02");
    let close = || Act::CloseMonth { month: february };
    assert_eq!(office.by(SON, close()), Err(Refusal::NeedsRole(Role::Leader)));
    let from = NaiveDate::from_ymd_opt(2023, 2, 28).unwrap();
    assert_eq!(office.by(RO, close()), Err(Refusal::MonthOpen { from }));
    office.now = at_time("2023-02-28T16:40:00+07:00");
    office.by(RO, close()).unwrap();
    assert_eq!(office.by(RO, close()), Err(Refusal::MonthClosed(february)));
    let closed = form(&office, february).closed.unwrap();
    assert_eq!((closed.counts.received, closed.differing), (1, 0));
    assert_eq!(closed.by, "Đinh Văn Rỡ");
    let figures: String = office.ask("SELECT figures FROM month_close");
    let hash = FileHash(<sha2::Sha256 as sha2::Digest>::digest(figures.as_bytes()).into());
    assert_eq!(closed.hash, hash.to_string());

    // What is corrected later is said beside it, and the closed figures stay.
    let file = office.born_digital(20);
    let attach = DossierAct::AttachFiles {
        component,
        files: vec![file],
    };
    office.on(HANH, id, attach).unwrap();
    office.accepted();
    let after = form(&office, february);
    assert_eq!((after.total().received, after.total().part), (2, 1));
    let closed = after.closed.unwrap();
    assert_eq!(
        (closed.counts.received, closed.counts.part, closed.differing),
        (1, 0, 2)
    );
    assert_eq!(form(&office, february.plus(1)).closed, None);
    office.is_sound();
}

#[test]
fn the_tally_of_another_desk_stands_beside_the_own_one_and_the_newest_counts() {
    let mut office = Office::new();
    office.accepted();
    let february = month("2023-02");
    let row = |unit_code: &str, received| GivenRow {
        unit_code: unit_code.into(),
        unit_name: format!("Xã {unit_code}"),
        desk_no: 0,
        counts: Counts {
            received,
            direct: received,
            ..Counts::default()
        },
    };
    let take = |rows: Vec<GivenRow>| Act::TakeTally {
        given: Box::new(Given {
            month: february,
            rows,
        }),
        file: FileHash([3; 32]),
    };
    let own = row("000.99.15.H08", 99);
    assert_eq!(office.by(RO, take(vec![own.clone()])), Err(Refusal::OwnTally));
    let refused = office.by(SON, take(vec![row("B", 31)]));
    assert_eq!(refused, Err(Refusal::NeedsRole(Role::Leader)));
    let mut odd = row("B", 31);
    odd.counts.online = 1;
    assert_eq!(office.by(RO, take(vec![odd])), Err(Refusal::Invalid("value")));
    office.by(RO, take(vec![own, row("C", 8), row("B", 31)])).unwrap();
    office.by(RO, take(vec![row("B", 32)])).unwrap();
    let tally = form(&office, february);
    let shown: Vec<_> = tally
        .rows
        .iter()
        .map(|row| (row.unit_code.as_str(), row.counts.received))
        .collect();
    assert_eq!(shown, [("000.99.15.H08", 1), ("B", 32), ("C", 8)]);
    assert_eq!(tally.total().received, 41);
    assert!(matches!(tally.rows[1].origin, Origin::Given(_)));
    assert_eq!(form(&office, february.plus(1)).rows.len(), 1);

    // A second desk of the own unit, and two desks of another: each has its row, and none is counted twice.
    let of = |unit: &str, desk_no, received| GivenRow {
        desk_no,
        ..row(unit, received)
    };
    let rows = vec![
        of("000.99.15.H08", 1, 99),
        of("000.99.15.H08", 2, 5),
        of("D", 1, 3),
    ];
    office.by(RO, take(rows)).unwrap();
    office
        .by(RO, take(vec![of("D", 2, 4), of("000.99.15.H08", 2, 6)]))
        .unwrap();
    let tally = form(&office, february);
    let shown: Vec<_> = tally
        .rows
        .iter()
        .map(|row| (row.shown(), row.counts.received))
        .collect();
    let expected = [
        ("Xã An Toàn · quầy 1", 1),
        ("Xã 000.99.15.H08 · quầy 2", 6),
        ("Xã B", 32),
        ("Xã C", 8),
        ("Xã D · quầy 1", 3),
        ("Xã D · quầy 2", 4),
    ];
    assert_eq!(
        shown,
        expected.map(|(name, received)| (name.to_owned(), received))
    );
    assert_eq!(tally.total().received, 54);
    office.is_sound();
}
