//! Each number beside its list, on dossiers written straight into the tables; what SQLite reads for it.

use rusqlite::Connection;
use uuid::Uuid;

use super::told;
use crate::domain::ids::DossierId;
use crate::domain::index766::Estimate;
use crate::domain::lift::Rehearsal;
use crate::domain::numbers::{Asked, Cell, ExpiringRow, IdleRow, Listed, Told};
use crate::domain::punctual::{By, Case, Column, Table};
use crate::domain::tally::Month;
use crate::fixture::at;
use crate::store::days;
use crate::store::read::Asking;
use crate::store::read::tests::INSERT;

const HANH: [u8; 16] = [1; 16];
const SON: [u8; 16] = [2; 16];

struct Desk(Connection);

impl Desk {
    fn new() -> Self {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(crate::store::open::SCHEMA).unwrap();
        days::seed(&conn).unwrap();
        for (id, name) in [(HANH, "Đinh Thị Hạnh"), (SON, "Nguyễn Văn Sơn")] {
            conn.execute(
                "INSERT INTO officer (id, name, title, unit_code, roles, active) VALUES (?1, ?2, '', '', '', 1)",
                (id, name),
            )
            .unwrap();
        }
        Self(conn)
    }

    /// A dossier of this number, changed by these assignments.
    fn dossier(&self, n: u128, changes: &str) -> DossierId {
        let id = Uuid::from_u128(n);
        let code = format!("230214-{n:04}");
        let values = (
            id.as_bytes(),
            "Đinh Thị Hà",
            "",
            "052192004567",
            "",
            code,
            at("2023-02-01T08:00:00+07:00").0,
        );
        self.0.execute(INSERT, values).unwrap();
        let sql = format!("UPDATE dossier SET {changes} WHERE id = ?1");
        self.0.execute(&sql, [id.as_bytes()]).unwrap();
        DossierId(id)
    }

    fn told(&self, asked: &Asked, now: &str) -> Told {
        let asking = Asking {
            conn: &self.0,
            now: at(now),
        };
        told(&asking, asked).unwrap()
    }

    fn table(&self, month: Month, by: By, now: &str) -> Table {
        match self.told(&Asked::Punctual(month, by), now) {
            Told::Punctual(table) => table,
            other => panic!("{other:?}"),
        }
    }

    fn cases(&self, cell: Cell, now: &str) -> Vec<Case> {
        match self.told(&Asked::Cases(cell), now) {
            Told::Cases(cases) => cases,
            other => panic!("{other:?}"),
        }
    }

    fn idle(&self, now: &str) -> Listed<IdleRow> {
        match self.told(&Asked::Idle(9), now) {
            Told::Idle(list) => list,
            other => panic!("{other:?}"),
        }
    }

    fn expiring(&self, now: &str) -> Listed<ExpiringRow> {
        match self.told(&Asked::Expiring(9), now) {
            Told::Expiring(list) => list,
            other => panic!("{other:?}"),
        }
    }

    fn set(&self, key: &str, value: &str) {
        let sql = "INSERT OR REPLACE INTO setting VALUES (?1, ?2, 0, zeroblob(16))";
        self.0.execute(sql, (key, value)).unwrap();
    }
}

fn ms(time: &str) -> i64 {
    at(&format!("2023-{time}+07:00")).0
}

fn february() -> Month {
    "2023-02".parse().unwrap()
}

const LATER: &str = "2023-03-10T08:00:00+07:00";

/// KB09 and its neighbours: on time, late, late with an apology kept, without a due time, open, waiting, void.
fn month(desk: &Desk) {
    let ended = |due: &str, promised: &str, end: &str, who: &str| {
        let (due, promised, end) = (ms(due), ms(promised), ms(end));
        format!(
            "status = 10, due_at = {due}, promised_at = {promised}, finished_at = {end}, from_officer_id = x'{who}'"
        )
    };
    let (hanh, son) = ("01".repeat(16), "02".repeat(16));
    let due = "02-21T17:00:00";
    desk.dossier(1, &ended(due, due, due, &son));
    desk.dossier(2, &ended(due, due, "02-22T09:00:00", &son));
    desk.dossier(
        3,
        &format!(
            "{}, apologies = 1, procedure_code = '1.004873', channel = 2",
            ended(due, "02-23T17:00:00", "02-23T15:00:00", &hanh)
        ),
    );
    desk.dossier(
        4,
        &format!(
            "status = 9, due_at = NULL, finished_at = {}, from_officer_id = x'{hanh}'",
            ms(due)
        ),
    );
    // Open: overdue at the end of the month, with an officer and with another agency; not yet due then.
    desk.dossier(
        5,
        &format!(
            "status = 4, due_at = {0}, promised_at = {0}, officer_id = x'{son}'",
            ms("02-24T17:00:00")
        ),
    );
    desk.dossier(
        6,
        &format!(
            "status = 4, due_at = {0}, promised_at = {1}, at_unit = 'UBND huyện'",
            ms("02-27T17:00:00"),
            ms("03-30T17:00:00")
        ),
    );
    desk.dossier(
        7,
        &format!(
            "status = 4, due_at = {0}, promised_at = {0}, officer_id = x'{son}'",
            ms("03-01T00:00:00")
        ),
    );
    // Waits, void, withdrawn, ended in the first instant of March: nowhere.
    desk.dossier(8, &format!("status = 5, due_at = {}", ms("02-20T17:00:00")));
    desk.dossier(9, &format!("{}, voided_at = 1", ended(due, due, due, &son)));
    desk.dossier(
        10,
        &format!("status = 7, due_at = {0}, finished_at = {0}", ms(due)),
    );
    desk.dossier(11, &ended(due, due, "03-01T00:00:00", &son));
}

#[test]
fn every_number_of_the_table_is_the_length_of_its_list() {
    let desk = Desk::new();
    month(&desk);
    for by in By::ALL {
        let table = desk.table(february(), *by, LATER);
        let rows = table
            .rows
            .iter()
            .map(|row| (Some(row.of.key.clone()), row.counts));
        for (of, counts) in rows.chain([(None, table.total())]) {
            for column in Column::ALL {
                let cell = Cell {
                    month: february(),
                    by: *by,
                    of: of.clone(),
                    column: *column,
                };
                let number = counts
                    .count(*column)
                    .unwrap_or(counts.ratio().whole - counts.ratio().upper);
                let listed = desk.cases(cell, LATER).len();
                assert_eq!(
                    listed,
                    usize::try_from(number).unwrap(),
                    "{by:?} {of:?} {column:?}"
                );
            }
        }
    }
}

#[test]
fn a_month_by_officer_counts_against_the_original_due_time() {
    let desk = Desk::new();
    month(&desk);
    let table = desk.table(february(), By::Officer, LATER);
    let named: Vec<(&str, u32, u32, u32)> = table
        .rows
        .iter()
        .map(|row| {
            (
                row.of.name.as_str(),
                row.counts.on_time,
                row.counts.late,
                row.counts.open,
            )
        })
        .collect();
    assert_eq!(
        named,
        [
            ("Nguyễn Văn Sơn", 1, 1, 1),
            ("Đinh Thị Hạnh", 0, 1, 0),
            ("", 0, 0, 1)
        ]
    );
    let total = table.total();
    assert_eq!((total.kept, total.no_due, total.open_kept), (1, 1, 1));
    assert_eq!(total.ratio().shown(), "33,33");
    let late = Cell {
        month: february(),
        by: By::Officer,
        of: None,
        column: Column::Late,
    };
    let cases = desk.cases(late, LATER);
    let codes: Vec<&str> = cases.iter().filter_map(|case| case.code.as_deref()).collect();
    assert_eq!(codes, ["230214-0002", "230214-0003"]);
    assert_eq!(cases[1].apologies, 1);
}

#[test]
fn this_month_asks_what_is_overdue_now() {
    let desk = Desk::new();
    month(&desk);
    let open = |now: &str| desk.table(february(), By::Channel, now).total().open;
    assert_eq!(open("2023-02-24T16:59:00+07:00"), 0);
    assert_eq!(open("2023-02-24T17:01:00+07:00"), 1);
    assert_eq!(open("2023-02-28T08:00:00+07:00"), 2);
    assert_eq!(open(LATER), 2, "what is due in March is no overdue of February");
}

#[test]
fn what_nobody_touched_for_so_many_working_days_lies_longest_first() {
    let desk = Desk::new();
    let touched =
        |n, status, time: &str| desk.dossier(n, &format!("status = {status}, touched_at = {}", ms(time)));
    let oldest = touched(1, 9, "02-01T08:00:00");
    // Five working days before Tuesday 14/02 is Tuesday 07/02, its last minute included.
    let edge = touched(2, 4, "02-07T23:59:00");
    touched(3, 4, "02-08T00:00:00");
    touched(4, 10, "02-01T08:00:00");
    let list = desk.idle("2023-02-14T08:00:00+07:00");
    assert_eq!((list.days, list.total), (5, 2));
    let rows: Vec<(DossierId, u32)> = list.rows.iter().map(|row| (row.dossier, row.days)).collect();
    assert_eq!(rows, [(oldest, 9), (edge, 5)]);
    desk.set("idle_days", "9");
    assert_eq!(desk.idle("2023-02-14T08:00:00+07:00").total, 1);
}

#[test]
fn a_paper_that_ends_soon_is_listed_once_and_not_when_a_newer_one_lasts() {
    let desk = Desk::new();
    let paper = |n: u8, code: &str, ends: Option<&str>, state: &str| {
        let sql = "INSERT INTO paper (id, dossier_id, owner_no, class, kind_code, code, name, sha256, signature, ends_on, filed_at, state)
            VALUES (?1, ?1, '052192004567', 'outcome', 'K', ?2, 'Giấy xác nhận', zeroblob(32), 'none', ?3, 0, ?4)";
        desk.0.execute(sql, ([n; 16], code, ends, state)).unwrap();
    };
    paper(1, "052192004567.A", Some("2023-04-15"), "active");
    paper(2, "052192004567.A", Some("2023-04-15"), "active");
    paper(3, "052192004567.B", Some("2023-04-16"), "active");
    paper(4, "052192004567.C", Some("2023-02-14"), "active");
    paper(5, "052192004567.D", Some("2023-02-20"), "revoked");
    paper(6, "052192004567.E", Some("2023-02-20"), "active");
    desk.0.execute("INSERT INTO paper (id, dossier_id, owner_no, class, kind_code, code, name, sha256, signature, ends_on, filed_at, state)
        VALUES (?1, ?1, '052192004567', 'outcome', 'K', '052192004567.E', 'Bản mới', x'01', 'none', NULL, 0, 'active')", [[7_u8; 16]]).unwrap();
    paper(8, "052192004567.F", Some("2023-02-13"), "active");
    desk.dossier(1, "status = 10");
    let list = desk.expiring("2023-02-14T08:00:00+07:00");
    let rows: Vec<(&str, u32, &str)> = list
        .rows
        .iter()
        .map(|row| (row.code.as_str(), row.days_left, row.owner.as_str()))
        .collect();
    assert_eq!(
        rows,
        [
            ("052192004567.C", 0, "Đinh Thị Hà"),
            ("052192004567.A", 60, "Đinh Thị Hà")
        ]
    );
    assert_eq!((list.days, list.total), (60, 2));
    desk.set("expiring_days", "61");
    assert_eq!(desk.expiring("2023-02-14T08:00:00+07:00").total, 3);
}

/// The estimate and the rehearsal stand on the form's own count.
#[test]
fn the_rehearsal_and_the_estimate_agree_with_the_form() {
    let desk = Desk::new();
    desk.set("unit_code", "U");
    let received = ms("02-03T08:00:00");
    let one = |n, changes: &str| {
        desk.dossier(
            n,
            &format!("unit_code = 'U', received_at = {received}, status = 4, {changes}"),
        )
    };
    one(1, "need_n = 1, have_n = 1");
    let two = one(2, "need_n = 2");
    let result = one(
        3,
        &format!("need_n = 1, have_n = 1, status = 10, product = 'open', finished_at = {received}"),
    );
    let three = one(4, "need_n = 3");
    desk.dossier(
        5,
        &format!("unit_code = 'V', received_at = {received}, need_n = 1"),
    );
    let Told::Rehearsal(rehearsal) = desk.told(&Asked::Rehearsal(february(), 2), LATER) else {
        panic!()
    };
    let Rehearsal {
        counts,
        lacking,
        total,
        ..
    } = &rehearsal;
    assert_eq!(
        (counts.received, counts.full, counts.resolved, counts.result_file),
        (4, 2, 1, 0)
    );
    let ids: Vec<DossierId> = lacking.iter().map(|it| it.dossier).collect();
    assert_eq!((ids, *total), (vec![result, two], 3));
    let Told::Rehearsal(all) = desk.told(&Asked::Rehearsal(february(), 9), LATER) else {
        panic!()
    };
    assert_eq!(all.lacking.last().map(|it| it.dossier), Some(three));
    let Told::Index766(estimate) = desk.told(&Asked::Index766(february()), LATER) else {
        panic!()
    };
    let Estimate { lines, .. } = estimate;
    let ratios: Vec<_> = lines
        .iter()
        .filter_map(|it| it.ratio)
        .map(|it| (it.upper, it.whole))
        .collect();
    assert_eq!(ratios, [(0, 1), (1, 4), (0, 4)]);
}

#[test]
fn a_month_and_the_open_ones_are_found_by_their_indexes() {
    let desk = Desk::new();
    for by in By::ALL {
        let sql = format!("EXPLAIN QUERY PLAN {}", super::punctual::sql(*by, ""));
        let mut plan = desk.0.prepare(&sql).unwrap();
        let steps = plan.query_map((0, 0, 0), |row| row.get::<_, String>(3)).unwrap();
        let steps: Vec<String> = steps.map(Result::unwrap).collect();
        let scans = steps.iter().filter(|step| step.starts_with("SCAN d")).count();
        assert_eq!(scans, 0, "{steps:#?}");
    }
}
