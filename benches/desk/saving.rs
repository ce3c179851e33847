//! One durable act beside a bare one-row commit with `synchronous = FULL`, and a reception beside its own rows written by
//! bare SQL, turn by turn on the same file system.

use std::path::Path;
use std::time::{Duration, Instant};

use motcua::desk::clock::Clock;
use motcua::desk::random::SystemIds;
use motcua::domain::act::{Act, DossierAct, Request};
use motcua::domain::dossier::{Account, AccountFinding, AccountSource};
use motcua::domain::draft::{Draft, DraftComponent, PickedProcedure};
use motcua::domain::ids::{ComponentId, DossierId, IdSource, OfficerId};
use motcua::domain::query::{Answer, Query};
use motcua::domain::rows::ProcedureChoice;
use motcua::domain::time::Moment;
use motcua::store::search_index::tail;
use motcua::store::{Opened, Reader, Store};
use rusqlite::ToSql;

use crate::figures::{Budget, line, middle, wall};

const ROUNDS: i64 = 60;

/// Prints the reception of a dossier, and the shortest act there is.
pub(crate) fn measure(home: &Path, officer: OfficerId) {
    let now = Clock::Machine.now();
    let Ok(Opened::Writer(mut store)) = Store::open(home, now, Box::new(SystemIds)) else {
        return;
    };
    let choice = choice(&Reader::open(home).unwrap(), now);
    let rows = Rows::beside(home);
    let bare = rusqlite::Connection::open(home.join("peer.db")).unwrap();
    bare.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE IF NOT EXISTS row (n INTEGER)",
    )
    .unwrap();
    let mut times = [const { Vec::<Duration>::new() }; 4];
    for round in 0..ROUNDS {
        let dossier = DossierId(SystemIds.next(now.0));
        let accept = DossierAct::Accept(Box::new(draft(&choice, dossier, now)));
        let cabinet = DossierAct::SetCabinet {
            cabinet: format!("{round}"),
        };
        for (at, act) in [accept, cabinet].into_iter().enumerate() {
            let request = Request {
                actor: officer,
                approval: None,
                act: Act::Dossier { dossier, act },
            };
            let start = Instant::now();
            store.transact(&request, Moment(now.0 + round)).unwrap();
            times[at].push(start.elapsed());
            if at == 0 {
                rows.take(dossier);
                let start = Instant::now();
                rows.write();
                times[3].push(start.elapsed());
            }
        }
        let start = Instant::now();
        bare.execute("INSERT INTO row VALUES (?1)", [round]).unwrap();
        times[2].push(start.elapsed());
    }
    let [accept, cabinet, one, same] = times.map(|mut times| wall(middle(&mut times)));
    let (one, same) = (("bare one-row FULL commit", one), ("its rows by bare SQL", same));
    line(
        "a short act, saved durably",
        cabinet,
        Budget::Peers(2.0),
        Some(one),
    );
    line(
        "a reception, saved durably",
        accept,
        Budget::Peers(2.0),
        Some(one),
    );
    line(
        "a reception, beside its rows",
        accept,
        Budget::Peers(2.0),
        Some(same),
    );
}

/// What a reception writes, and how its rows are found: by its dossier, by its place in lists, by its numbers read
/// backwards.
const WRITTEN: [(&str, &str); 6] = [
    ("oplog", "row_id = :dossier"),
    ("dossier", "id = :dossier"),
    ("component", "dossier_id = :dossier"),
    ("fee_line", "dossier_id = :dossier"),
    ("dossier_tail", "n = :n AND tail IN (:code, :phone)"),
    ("dossier_search", "rowid = :n"),
];
/// What it raises besides: two numbers, and the head of the log.
const RAISED: [&str; 2] = [
    "SELECT group_concat(newest) FROM (SELECT max(rowid) AS newest FROM counter WHERE scope IN ('code', 'register')
     GROUP BY scope)",
    "UPDATE device_self SET head_seq = head_seq + 1, hlc_last = hlc_last + 65536",
];

/// A copy of the desk into which the rows of a reception are written by SQL alone: nothing is checked, reckoned or
/// hashed, all indexes are kept.
struct Rows {
    conn: rusqlite::Connection,
    statements: Vec<String>,
}

impl Rows {
    fn beside(home: &Path) -> Self {
        let copy = home.join("peer-rows.db");
        let _ = std::fs::remove_file(&copy);
        let desk = home.join(motcua::store::DATABASE);
        let desk = desk.to_string_lossy();
        let whole = rusqlite::Connection::open(&*desk).unwrap();
        whole.execute("VACUUM INTO ?1", [copy.to_string_lossy()]).unwrap();
        let conn = rusqlite::Connection::open(&copy).unwrap();
        conn.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -2048")
            .unwrap();
        conn.execute("ATTACH ?1 AS desk", [desk]).unwrap();
        conn.execute_batch("ATTACH ':memory:' AS taken").unwrap();
        let mut statements = vec!["BEGIN IMMEDIATE".to_owned()];
        for (table, _) in WRITTEN {
            let columns = columns(&conn, table);
            let sql = format!("CREATE TABLE taken.{table} AS SELECT {columns} FROM desk.{table} LIMIT 0");
            conn.execute_batch(&sql).unwrap();
            statements.push(format!(
                "INSERT INTO main.{table} ({columns}) SELECT * FROM taken.{table}"
            ));
        }
        let numbers: String = conn.query_row(RAISED[0], [], |row| row.get(0)).unwrap();
        statements.push(format!(
            "UPDATE counter SET last = last + 1 WHERE rowid IN ({numbers})"
        ));
        statements.extend([RAISED[1], "COMMIT"].map(str::to_owned));
        Self { conn, statements }
    }

    /// Reads them beforehand: the writing alone is timed.
    fn take(&self, dossier: DossierId) {
        let numbers = "SELECT n, code, phone FROM desk.dossier WHERE id = ?1";
        let (n, code, phone): (i64, String, String) = self
            .conn
            .query_row(numbers, [dossier.bytes()], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
            .unwrap();
        let values: [(&str, &dyn ToSql); 4] = [
            (":dossier", &dossier.bytes()),
            (":n", &n),
            (":code", &tail(&code)),
            (":phone", &tail(&phone)),
        ];
        for (table, which) in WRITTEN {
            let columns = columns(&self.conn, table);
            self.conn
                .execute_batch(&format!("DELETE FROM taken.{table}"))
                .unwrap();
            let sql = format!("INSERT INTO taken.{table} SELECT {columns} FROM desk.{table} WHERE {which}");
            let mut statement = self.conn.prepare(&sql).unwrap();
            for (name, value) in &values {
                if let Some(at) = statement.parameter_index(name).unwrap() {
                    statement.raw_bind_parameter(at, value).unwrap();
                }
            }
            statement.raw_execute().unwrap();
        }
    }

    fn write(&self) {
        for sql in &self.statements {
            self.conn.prepare_cached(sql).unwrap().execute([]).unwrap();
        }
    }
}

/// The columns of a table that can be written; the rowid of the search index goes along.
fn columns(conn: &rusqlite::Connection, table: &str) -> String {
    let sql = "SELECT group_concat(name, ', ') FROM pragma_table_info(?1)";
    let mut statement = conn.prepare_cached(sql).unwrap();
    let columns: String = statement.query_row([table], |row| row.get(0)).unwrap();
    if table == "dossier_search" {
        format!("rowid, {columns}")
    } else {
        columns
    }
}

fn choice(reader: &Reader, now: Moment) -> ProcedureChoice {
    let first = reader.procedures("").unwrap().into_iter().next().unwrap();
    let query = Query::Procedure {
        code: first.code,
        version: None,
    };
    match reader.answer(&query, now) {
        Answer::Procedure(Some(choice)) => *choice,
        other => unreachable!("{other:?}"),
    }
}

/// What an officer has before F2: everything brought, nothing scanned yet.
fn draft(choice: &ProcedureChoice, id: DossierId, now: Moment) -> Draft {
    let mut draft = Draft::new(id);
    draft.holder.holder_no = "052192004567".to_owned();
    draft.holder.holder_name = "Đinh Thị Hà".to_owned();
    draft.holder.phone = "0905123456".to_owned();
    draft.holder.address.address_text = "Thôn 2, xã An Toàn, huyện An Lão, tỉnh Bình Định".to_owned();
    draft.account = Some(AccountFinding {
        account: Account::Exists,
        account_at: None,
        account_source: AccountSource::Officer,
        account_reason: None,
    });
    draft.procedure = Some(PickedProcedure {
        code: choice.code.clone(),
        name: choice.name.clone(),
        sector: choice.sector.clone(),
        version: choice.version.clone(),
        workflow: choice.workflows.first().map_or(0, |it| it.0),
        case: choice.cases.first().cloned(),
    });
    let case = choice.cases.first();
    let asked = choice
        .components
        .iter()
        .filter(|it| it.case.is_none() || it.case.as_ref() == case);
    draft.components = asked
        .map(|kind| DraftComponent {
            id: ComponentId(SystemIds.next(now.0)),
            kind_ref: Some(kind.position),
            name: kind.name.clone(),
            required: kind.required,
            submission: kind.submission,
            received: true,
            not_applicable: false,
            copies: kind.copies.clamp(1, 99),
            form: kind.form,
            reject_reason: None,
            files: Vec::new(),
            keep: false,
            care: motcua::domain::special::Care::default(),
        })
        .collect();
    draft
}
